/* expect.h - how often a feed publishes, and when it has been silent too long */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_EXPECT_H
#define CORE_EXPECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * What is expected of a feed: so many items in so many working days.  A week
 * is 5 of them, a month 21 and a year 250.  items 0: nothing is expected.
 */
struct expect {
	int items;
	int days;
};

/*
 * "2 per week", "1 per month", "3 per day", "1 per 2 weeks"; "daily",
 * "weekly", "monthly", "yearly"; "no".  False: *at is where it goes wrong.
 */
bool expect_read(const char *text, struct expect *, size_t *at, struct why *);

/*
 * Time is counted as public bodies work: seconds of working days
 * (day_is_workday), 86,400 each; nights count, weekends and holidays do not.
 * In the weeks of industrisemestern, ISO weeks 27 to 32, a working day counts
 * a third, and from 23 December to 6 January a quarter.  So an expectation
 * is stretched by itself: "daily" is not silent over Easter, nor "2 per week"
 * after an empty fortnight in July.
 */
enum { EXPECT_DAY = 86400 };
int64_t expect_span(int64_t from, int64_t to);
/* The first instant when so many such seconds have gone since from; at most
 * ten years on. */
int64_t expect_after(int64_t from, int64_t seconds);

/* A feed is silent when this many such seconds have gone without an item:
 * three times as long as there should be between two. */
int64_t expect_silence(const struct expect *);

/*
 * The same out of what the feed did: at are the instants of its items, in
 * ascending order.  Twice as long as its longest pause, and five working
 * days at the least.  0: there is not enough of it, which is HISTORY_DAYS
 * different days with an item, HISTORY_SPAN days between first and last.
 */
enum { EXPECT_HISTORY_DAYS = 8, EXPECT_HISTORY_SPAN = 60 };
int64_t expect_learn(const int64_t *at, size_t n);

#endif
