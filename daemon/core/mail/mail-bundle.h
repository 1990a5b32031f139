/* mail-bundle.h - mails of one round, as one body for the reader */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_BUNDLE_H
#define CORE_MAIL_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/wire.h"

/* One mail as it lies in the mailbox: headers, an empty line, the rest. */
struct bundle_mail {
	int64_t received; /* by the mailbox; NO_TIME when it does not say */
	const char *bytes;
	size_t len;
};

/* Begins with what was seen: no two rounds have the same bundle. */
void bundle_begin(struct str *, const char *seen);
void bundle_add(struct str *, const struct bundle_mail *);
/* Bytes that one mail takes beside its own. */
enum { BUNDLE_EACH = 17 };

/* The bundle's reader; wire.bad when it is none. */
struct wire bundle_open(const char *bytes, size_t len);
/* False at the end, or when the bundle is torn (wire.bad). */
bool bundle_next(struct wire *, struct bundle_mail *);

#endif
