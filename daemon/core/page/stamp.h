/* stamp.h - what a page says of itself: "Senast uppdaterad: ..." and the like */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_STAMP_H
#define CORE_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum stamp_kind {
	STAMP_PUBLISHED, /* publicerad, skapad */
	STAMP_UPDATED,   /* uppdaterad, ändrad, reviderad, granskad */
	STAMP_OTHER      /* who answers for it, counters, printed when */
};

struct stamp {
	size_t at, len; /* in the line, in bytes */
	enum stamp_kind kind;
	int64_t when; /* NO_TIME: it names none */
};

/*
 * The first stamp of a line (UTF-8, no "\n") at or after from.  A label
 * counts at the front of the line, or anywhere when no sentence would use it
 * ("Senast uppdaterad"), and only with what may follow it: a day, a name, a
 * number, or nothing at all.  "Publicerad statistik visar" is none.
 */
bool stamp_find(const char *line, size_t len, size_t from, struct stamp *);

/* One word of a page ("uppdaterad", "published") and its kind. */
bool stamp_kind_of(const char *words, enum stamp_kind *);

/*
 * s begins with word, which is in lower case; Å, Ä and Ö match å, ä and ö.
 * The bytes are as many in both.
 */
bool stamp_prefix(const char *s, size_t len, const char *word);
/* The word stands in s so. */
bool stamp_has(const char *s, size_t len, const char *word);

#endif
