/* sendmail.h - one mail handed to a program of this host */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_SENDMAIL_H
#define PLUGINS_MAIL_SENDMAIL_H

#include <stddef.h>

#include "base/why.h"
#include "plugins/common.h"

struct sendmail_request {
	const char *program; /* /usr/sbin/sendmail, or one that acts like it */
	const char *from;    /* envelope; a good address */
	const char *const *to; /* good addresses */
	size_t n_to;
	const char *message; /* with CR LF */
	size_t len;
	int seconds;
};

/*
 * `program -i -f FROM -- TO...` with the mail on standard input, its lines
 * ending in LF as such programs want it.  What it ends with is of sysexits.h:
 *
 *	EX_OK                            DELIVERED: it is in the queue
 *	EX_DATAERR EX_NOUSER EX_NOHOST   REFUSED
 *	EX_USAGE EX_NOPERM EX_CONFIG     SETTINGS
 *	another, a signal, late          LATER
 *
 * w holds the first line it said.
 */
enum notifier_end sendmail_send(const struct sendmail_request *, struct why *);

#endif
