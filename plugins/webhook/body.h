/* body.h - one parcel as the JSON that a webhook carries */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_BODY_H
#define PLUGINS_WEBHOOK_BODY_H

#include <stdbool.h>

#include "base/str.h"
#include "base/why.h"
#include "plugins/common.h"

/* Standard Webhooks asks for less than 20 kB. */
enum { BODY_MOST = 20000 };

/*
 * The alert as README.md (in the folder above) describes it, but without
 * options and with the receiver's name and title only: addresses and users
 * concern nobody else.  Beside that, as Standard Webhooks has it, `type` (the
 * event) and `timestamp` (created).
 *
 * When it would be longer than BODY_MOST: text is cut at a character and ends
 * in "…", and `cut` is true; when that is not enough only what tells the alert
 * apart is left: ids, event, priority, created, title, link.
 */
bool body_write(struct str *, const struct parcel *, struct why *);

#endif
