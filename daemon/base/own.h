/* own.h - where the files of a user's own bevakad lie */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_OWN_H
#define BASE_OWN_H

#include <stdbool.h>

#include "base/str.h"

/*
 * XDG Base Directory Specification 0.8, from the environment:
 *
 *	OWN_CONFIG  $XDG_CONFIG_HOME, else $HOME/.config
 *	OWN_STATE   $XDG_STATE_HOME, else $HOME/.local/state
 *	OWN_RUN     $XDG_RUNTIME_DIR, which has no stand-in
 *
 * Adds that folder and rest ("/bevakad"); false when there is none.  As the
 * specification wants it, one that does not begin with a slash does not count.
 */
enum own_place { OWN_CONFIG, OWN_STATE, OWN_RUN };
bool own_path(struct str *, enum own_place, const char *rest);

#endif
