/* ago.h - times for people: "in 12 days", "3 h ago", and back */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_AGO_H
#define CTL_AGO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

enum { AGO_TEXT = 64 };

/*
 * An instant seen from now: "now" within a minute, then minutes, hours (up to
 * two days) and days; beyond 60 days the day itself.  "-" for NO_TIME.
 */
const char *ago_instant(int64_t instant, int64_t now, char text[AGO_TEXT]);
/* So many days from today: "today", "tomorrow", "in 12 days", "3 days ago". */
const char *ago_days(int64_t days, char text[AGO_TEXT]);
/* A length of time: "41 s", "12 min", "3 h", "12 days". */
const char *ago_length(int64_t seconds, char text[AGO_TEXT]);

/*
 * What a person means by until: "2026-12-01T08:00" (also with a space) and
 * "2026-12-01" (08:00 then), in the zone; "30min", "2h", "3d", "1w" from now;
 * "" is tomorrow 08:00.  False for anything else, for the past and for more
 * than ten years ahead.
 */
bool ago_until(const char *text, int64_t now, int64_t *instant, struct why *);

#endif
