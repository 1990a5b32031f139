/* when.h - times for people: "in 12 days", "3 h ago", and back */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_WHEN_H
#define CTL_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

enum { WHEN_TEXT = 64 };

/*
 * An instant seen from now: "now" within a minute, then minutes, hours (up to
 * two days) and days; beyond 60 days the day itself.  "-" for NO_TIME.
 */
const char *when_instant(int64_t instant, int64_t now, char text[WHEN_TEXT]);
/* So many days from today: "today", "tomorrow", "in 12 days", "3 days ago". */
const char *when_days(int64_t days, char text[WHEN_TEXT]);
/* A length of time: "41 s", "12 min", "3 h", "12 days". */
const char *when_length(int64_t seconds, char text[WHEN_TEXT]);

/*
 * What a person means by until: "2026-12-01T08:00" (also with a space) and
 * "2026-12-01" (08:00 then), in the zone; "30min", "2h", "3d", "1w" from now;
 * "" is tomorrow 08:00.  False for anything else, for the past and for more
 * than ten years ahead.
 */
bool when_until(const char *text, int64_t now, int64_t *instant, struct why *);

#endif
