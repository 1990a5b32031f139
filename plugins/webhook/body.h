/* body.h - one parcel as the JSON that a webhook carries */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_BODY_H
#define PLUGINS_WEBHOOK_BODY_H

#include <stdbool.h>

#include "base/str.h"
#include "base/why.h"
#include "plugins/common.h"
#include "plugins/webhook/format.h"

/* Standard Webhooks asks for less than 20 kB. */
enum { BODY_MOST = 20000 };

/*
 * The parcel as its format has it (format.h).  What a format calls the alert
 * is what README.md (in the folder above) describes, but without options and
 * with the receiver's name and title only: addresses and users concern nobody
 * else.  Beside that, as Standard Webhooks has it, `type` (the event) and
 * `timestamp` (created).
 *
 * When it would be longer than BODY_MOST the text is cut at a character and
 * ends in "…".  Of the alert itself `cut` is true then; when that is not
 * enough only what tells the alert apart is left: ids, event, priority,
 * created, title, link.
 */
bool body_write(struct str *, const struct parcel *, const struct format *,
    const char *token, struct why *);

/* Adds the format's path to the url. */
bool body_address(struct str *url, const struct parcel *, const struct format *,
    struct why *);

/* Calls add for each header of the format that is not empty, one line each. */
typedef void body_header_fn(void *context, const char *name, const char *value);
void body_headers(const struct parcel *, const struct format *,
    const char *token, body_header_fn *add, void *context);

#endif
