/* sign.h - the signature of a webhook, by Standard Webhooks */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_SIGN_H
#define PLUGINS_WEBHOOK_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/why.h"

/*
 * Standard Webhooks 1.0: HMAC-SHA256 of "id.timestamp.body", written as
 * "v1,BASE64", or ed25519 of the same, "v1a,BASE64"; one for each secret, parted by spaces, so that the receiver may
 * know the old or the new one while they change.
 *
 * secrets is one a line, "whsec_" and the base64 of 24 to 64 bytes, or "whsk_"
 * and that of an ed25519 key (32 bytes, or 64 with the public one); empty
 * lines and lines that begin with # do not count; SECRETS_MOST at the most.
 * A fault names the line, never its text.
 */
enum { SECRETS_MOST = 8, SECRET_LEAST_BYTES = 24, SECRET_MOST_BYTES = 64 };

bool sign_body(struct str *signatures, const char *secrets, const char *id,
    int64_t timestamp, const char *body, size_t len, struct why *);

#endif
