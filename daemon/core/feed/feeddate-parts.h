/* feeddate-parts.h - a date that is being read */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEEDDATE_PARTS_H
#define CORE_FEEDDATE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/feed/feeddate-words.h"

/* For feeddate.c and feeddate-clock.c. */

/* What has been read so far; -1: not yet. */
struct reading {
	const char *at;
	int year, month, day;
	int hour, minute, second;
	bool afternoon, forenoon;
	bool zoned;
	int offset;
	int region; /* a place instead of an offset; 0: none */
};

bool date_is_digit(char c);
void date_skip_blanks(struct reading *);
/* How many digits stand at s. */
int date_digits(const char *s);
/* Exactly n digits, which are there. */
int date_take(struct reading *, int n);
/* Takes c when it is next. */
bool date_accept(struct reading *, char c);
/* The letters at s in lower case; their length, 0 when they are too many. */
size_t date_word_at(const char *s, char word[DATE_WORD_MOST]);

/* An offset stands here, behind an hour: "+02:00", also behind "GMT ". */
bool date_has_offset(const struct reading *);

/*
 * Each stands on what it reads and is false when it is not that:
 * "10:14:55.123"; "101455" of n digits; "+02:00"; a zone's name of len
 * letters with perhaps an offset behind it; "pm"; all that may follow a date.
 */
bool date_read_clock(struct reading *);
bool date_read_compact_clock(struct reading *, int n);
bool date_read_offset(struct reading *);
bool date_read_zone_word(struct reading *, const char *word, size_t len);
bool date_read_half(struct reading *);
bool date_read_tail(struct reading *);

/* feeddate-region.c: the number of "europe/stockholm", 0 when it is not known;
 * and how far its clock was ahead of UTC when it showed that, in seconds. */
int date_word_region(const char *word);
int date_region_offset(int region, int year, int day, int seconds);

#endif
