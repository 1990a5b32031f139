/* smtp.h - one mail handed to one server, and what the server said */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_SMTP_H
#define PLUGINS_MAIL_SMTP_H

#include <stddef.h>

#include "base/why.h"
#include "plugins/common.h"

enum smtp_tls {
	SMTP_TLS_NONE,
	SMTP_TLS_TRY,     /* STARTTLS when the server has it */
	SMTP_TLS_REQUIRED /* no mail without STARTTLS */
};

struct smtp_request {
	const char *url; /* smtp:// or smtps:// */
	enum smtp_tls tls;
	const char *ca;            /* file of authorities, or NULL */
	const char *user, *secret; /* NULL: no authentication */
	const char *from;          /* envelope; a good address */
	const char *const *to;     /* good addresses */
	size_t n_to;
	const char *message;
	size_t len;
	int seconds; /* for everything up to the server's last reply */
};

/*
 * DELIVERED: every receiver was taken; w holds the server's last reply.
 * Otherwise w holds what failed and the server's line:
 *
 *	greeting, EHLO, MAIL, ... 4xx -> LATER, 5xx -> REFUSED
 *	RCPT of some of many          the others get the mail; LATER when any
 *	                              4xx was among them (those who have it may
 *	                              get it twice, with one Message-ID), else
 *	                              REFUSED, so that someone is told
 *	no answer, no connection, a certificate that is not trusted -> LATER
 *	a URL or file of authorities that cannot be used -> SETTINGS
 *
 * A server that does not answer QUIT is waited for two seconds, no longer: what
 * it said before is final.
 */
enum notifier_end smtp_send(const struct smtp_request *, struct why *);

#endif
