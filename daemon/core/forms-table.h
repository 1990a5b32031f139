/* forms-table.h - what is known of Swedish endings, and of odd words */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FORMS_TABLE_H
#define CORE_FORMS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Endings that the stemmer leaves: of a word that ends with tail the last cut
 * bytes go, if at least so many characters stay.  NULL ends each table.
 */
struct forms_ending {
	const char *tail;
	size_t cut;
	size_t least;
};
extern const struct forms_ending forms_ending[];

/* Tails (whole: words) whose key is another: städer is of stad. */
struct forms_bent {
	const char *form;
	size_t len; /* of form */
	const char *key;
	bool whole;
};
extern const struct forms_bent forms_bent[];

/* Sorted words that look like a form of another word and are none. */
extern const char *const forms_own[];
extern const size_t forms_own_n;

/* Endings that make another word; bit 1 << index of a key's chain. */
extern const char *const forms_derivation[];
enum { FORMS_ARE = 1 << 4, FORMS_ERA = 1 << 8 };

#endif
