/* fill.h - a format of a webhook, filled with an alert */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_FILL_H
#define PLUGINS_WEBHOOK_FILL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/why.h"
#include "plugins/webhook/escape.h"

/*
 * A format is JSON, so an alert can never change its shape: it only fills
 * texts, chooses between parts and repeats them.
 *
 *	"{{title|150}}"    in any text: a member of the alert, at most 150
 *	                   characters (150b: bytes) of it, written as the
 *	                   format escapes unless another escape is named:
 *	                   "{{link|uri}}".  rules.0.title goes deeper;
 *	                   option.room is an option of the section, token the
 *	                   secret.  What is absent is an empty text.
 *	{"$if": "link", "then": ..., "else": ...}
 *	                   then when the member is there and not empty; without
 *	                   else nothing is left, not even its name or place.
 *	{"$each": "deadlines", "most": 10, "do": ...}
 *	                   in a list: do for each of the list, in which names
 *	                   are looked for first.
 *	{"$map": "priority", "to": {"low": 1, ...}, "else": 3}
 *	                   the value that stands for the member's text.
 *	{"$alert": true}   the alert itself.
 *
 * FILL_DEPTH deep at the most.
 */
enum { FILL_DEPTH = 20, FILL_EACH = 50, FILL_TEXT = 256 << 10 };

struct fill {
	const json_t *alert;         /* what {{names}} are looked up in */
	const json_t *options;       /* of the section, or NULL */
	const char *token;           /* never NULL */
	const struct escape *escape; /* where a field names none */
	size_t text_most;            /* bytes of the member text, 0: all */
};

/* A fault is where in the format it stands, as body.blocks[2].text. */
bool fill_check(const json_t *format, const char *where, struct why *);
/* Of a format that was checked; the caller's. */
json_t *fill_json(const struct fill *, const json_t *format);
void fill_text(struct str *, const struct fill *, const char *format);

#endif
