/* format.h - how a service wants its webhooks: read from a data file */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_FORMAT_H
#define PLUGINS_WEBHOOK_FORMAT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/why.h"
#include "plugins/webhook/escape.h"

/*
 * A format is a JSON file, NAME.json:
 *
 *	about     a sentence for people, and source: where the service says so
 *	escape    how texts are written (escape.h); none unless said
 *	method    POST unless said
 *	path      what is added to the url, fields filled
 *	headers   names and values, fields filled; an empty one is left out
 *	needs     options of the section that must be there; token is the
 *	          secret that its option token names
 *	body      what is sent (fill.h)
 *
 * A name is looked for in /etc/bevakad/formats, then where they were
 * installed; one that begins with a slash is the file itself.  Everything in
 * it is checked here, so that filling it cannot fail.
 */
struct format {
	json_t *all;
	const char *name, *method, *path;
	const struct escape *escape;
	const json_t *headers, *needs, *body; /* headers, needs: or NULL */
};

enum { FORMAT_MOST = 64 << 10 };

/* On failure there is nothing to release. */
bool format_load(struct format *, const char *name, struct why *);
void format_release(struct format *);
/* What is sent when no format is asked for: the alert as it is. */
void format_plain(struct format *);

#endif
