/* feeddate-words.h - words in dates: months, weekdays, zones */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEEDDATE_WORDS_H
#define CORE_FEEDDATE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* For feeddate.c.  A word comes in lower case (ASCII and Latin-1). */
enum { DATE_WORD_MOST = 32 };

/* 1 to 12; 0: no month.  Three letters of a name are enough. */
int date_word_month(const char *word);
bool date_word_is_weekday(const char *word);
/* "den", "klockan", "at", "th": says nothing. */
bool date_word_is_filler(const char *word);
/* Seconds east of UTC. */
bool date_word_zone(const char *word, int *offset);

#endif
