/* calendar.h - the deadlines of an alert as a calendar that goes along */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_CALENDAR_H
#define PLUGINS_MAIL_CALENDAR_H

#include "base/str.h"
#include "base/why.h"
#include "plugins/common.h"

enum { CALENDAR_MOST = 256 << 10, CALENDAR_EVENTS = 50 };

/*
 * An event of whole days for each deadline, METHOD:PUBLISH (RFC 5546 3.2.1):
 * uid and sequence are those of the receiver's calendar file, so that a mail
 * about a moved day moves the event of the mail before.  One that is withdrawn
 * is cancelled; one that is questioned, or of an assumed day, is tentative.
 * Nothing is added when the alert has no deadline with a uid.
 *
 * bevakad-ics beside this program writes it, since libical brings much with
 * it; false when that fails.
 */
bool calendar_write(struct str *, const struct parcel *, struct why *);

#endif
