/* span.h - how long something is to last: 5wd, 3d, 2w */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_SPAN_H
#define CORE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "core/date/closed.h"

/*
 * When it is over: "5wd" at SPAN_HOUR of the fifth working day after today,
 * "3d" and "2w" at that hour of the day.  At most 90 days or 60 working days.
 */
enum { SPAN_HOUR = 8, SPAN_DAYS = 90, SPAN_WORKDAYS = 60 };
bool span_end(const char *text, const struct closed *, int64_t now,
    int64_t *end, struct why *);

#endif
