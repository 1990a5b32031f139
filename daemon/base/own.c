/* own.c - where the files of a user's own bevakad lie */
/* SPDX-License-Identifier: MIT */
#include "base/own.h"

#include <stddef.h>
#include <stdlib.h>

static const struct {
	const char *variable, *below; /* of the home; NULL: nowhere else */
} place[] = {
    [OWN_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
    [OWN_STATE] = {"XDG_STATE_HOME", "/.local/state"},
    [OWN_RUN] = {"XDG_RUNTIME_DIR", NULL},
};

bool
own_path(struct str *s, enum own_place which, const char *rest)
{
	const char *folder = getenv(place[which].variable);
	const char *below = "";

	if (folder == NULL || folder[0] != '/') {
		folder = getenv("HOME");
		below = place[which].below;
	}
	if (folder == NULL || folder[0] != '/' || below == NULL)
		return false;
	return str_add(s, folder) && str_add(s, below) && str_add(s, rest);
}
