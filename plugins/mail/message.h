/* message.h - one parcel as one mail: header fields and body, ready to send */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_MESSAGE_H
#define PLUGINS_MAIL_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "plugins/common.h"

/* Bytes of text at the most (then cut, and said so), and of the mail. */
enum { MESSAGE_TEXT_MOST = 256 << 10, MESSAGE_MOST = 8 << 20 };

struct message_settings {
	const char *from;        /* a good address */
	const char *from_name;   /* or "" */
	const char *list_id;     /* "bevakad.example.org" */
	const char *unsubscribe; /* mailto: or https: address, or "" */
	bool html;               /* a part in HTML behind the text */
	const char *calendar;    /* an iCalendar text to go along, or "" */
};

/*
 *	Message-ID   <parcel id @ domain of from>: the same on every try
 *	References   <matter . receiver @ domain> and <thread . receiver @
 *	             domain>, which no mail has: programs gather what refers
 *	             to them (In-Reply-To is the last)
 *	List-Id      label of the first rule before list_id
 *	Date         when it is sent, in the local zone (RFC 5322 3.6.1)
 *
 * Auto-Submitted is what RFC 3834 asks for, so that no answering machine
 * answers; X-Auto-Response-Suppress says the same to Exchange.  Precedence is
 * "list", for older ones; never "bulk", which some filters put aside unread.
 *
 * The text stands first and is complete, the HTML says the same (html.h), a
 * calendar is attached behind both.  All is quoted-printable (quoted.h).  to
 * holds good addresses.  False when the mail does not fit into MESSAGE_MOST.
 */
bool message_write(struct str *, const struct parcel *,
    const struct message_settings *, const char *const *to, size_t n_to,
    int64_t now, struct why *);

#endif
