/* fill.h - templates of the publishing site: its address, and moving days */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_FILL_H
#define SITE_FILL_H

#include <stddef.h>

#include "base/str.h"

/*
 * Copies the text and replaces the marks in it, so that the contents always
 * have their deadlines ahead.  @BASE@ is the site's address without the slash
 * at its end; the others are a form and a number of days after today:
 *
 *	@ISO+10@     2026-12-02             @RFC822-1@  Sat, 21 Nov 2026 ...
 *	@SV+10@      2 december 2026        @TIME-1@    2026-11-21T08:00:00Z
 *	@DAY+10@     2 december             @STAMP-1@   2026-11-21 10:13
 *	@WEEKDAY+10@ onsdag                 @SIX+10@    261202
 *	@MS-1@       milliseconds of the epoch
 *
 * What looks like a mark and is none stays as it is.
 */
struct fill {
	const char *base;
	int today;
};

void fill(struct str *, const struct fill *, const char *text, size_t len);

#endif
