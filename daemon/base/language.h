/* language.h - texts in the languages of po/: each receiver has its own */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Texts stand in the code in English and are translated by po/LL.po with
 * gettext's tools.  One process writes to receivers of several languages, so
 * no locale is asked: msgfmt's catalogs are built into the programs
 * (po/embed.sh), and looked up by the language at hand.  A new language is a
 * new po file and a new build; make update-po gathers the texts.
 *
 * N_() marks a text that stands in a table, for xgettext, which is no format of
 * printf; what is given to language_say() in the same place needs no mark.
 * NC_() has a context before it, where one English word is several in another
 * language.
 */
#define N_(text)           text
#define NC_(context, text) context "\004" text

/* The others are known by their place among po's languages. */
enum language { LANGUAGE_SV, LANGUAGE_EN, LANGUAGES_MOST = 16 };

/* Swedish, English, and then those of po/ by name. */
int language_count(void);
/* "sv", "en" */
const char *language_name(enum language);
/* The same as a list that ends with NULL. */
extern const char *const language_list[];
/* False, and unchanged: it is none of them. */
bool language_read(const char *name, enum language *);

/* The text in that language; itself, without a context of NC_()'s, when it is
 * not translated. */
const char *language_say(enum language, const char *english)
    __attribute__((__format_arg__(2)));
/* One of two forms (as many as the language has), by a number. */
const char *language_plural(enum language, const char *one, const char *many,
    unsigned long n) __attribute__((__format_arg__(2), __format_arg__(3)));

/*
 * The text with its blanks filled in: each % is the next of arg, and %1 ... %9
 * are counted, for languages of another order.
 */
enum { LANGUAGE_BLANKS = 9 };
void language_fill(
    struct str *, const char *text, const char *const arg[], size_t n);

/* What po/embed.sh writes: msgfmt's file of a language, little end first. */
struct language_catalog {
	const char *name;
	const unsigned char *mo;
	size_t len;
	unsigned long (*plural)(unsigned long n);
};
extern const struct language_catalog language_catalog[]; /* Swedish first */
extern const int language_catalogs;

#endif
