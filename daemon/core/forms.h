/* forms.h - Swedish word forms: one key for all the forms of a word */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FORMS_H
#define CORE_FORMS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The owner of what word forms need: libstemmer's stemmer and its scratch
 * memory.  One is made where patterns are read and outlives them (and the
 * texts matched with them); one thread at a time.
 */
struct forms;

struct forms *forms_new(void) __attribute__((__returns_nonnull__));
void forms_free(struct forms *);

/*
 * What the forms of a word have in common: avtal, avtalet, avtalens ->
 * "avtal".  Snowball's Swedish stemmer is asked until it finds nothing more;
 * between its rounds come the endings that it lacks (avtalet, skolan,
 * motorn), vowels that change (städer), words of their own that only look
 * like a form of another (lager is not "lag") and, in chain, how the word was
 * derived: ansvarig has another chain than ansvar, and is another word.
 */
enum { FORM_KEY = 96 };
struct form_key {
	char text[FORM_KEY];
	size_t len;      /* 0: too long to have forms; it equals none */
	unsigned chain;  /* bits: -lig, -ig, -else, -het, -are, -ande */
	bool either_are; /* -arna: of läkare as well as of lag */
};

/* word is folded (words_fold), len bytes. */
void forms_key(struct forms *, const char *word, size_t len, struct form_key *);
bool forms_same(const struct form_key *, const struct form_key *);
/* How many bytes of the key every form begins with. */
size_t forms_lead(const struct form_key *);

#endif
