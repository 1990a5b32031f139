/* matcher.h - which alerts a silence hides */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MATCHER_H
#define CORE_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"

struct forms;

/*
 * What a person types, a word each:
 *
 *	rule=NAME  feed=NAME  source=NAME  receiver=NAME
 *	matter=M3  item=I42   words=PATTERN, PATTERN
 *
 * Of one key any of its values will do, of different keys all must hold.
 * rule holds when every rule by which the receiver gets the alert is among
 * them: what another rule also raises is told.  words are patterns as rules
 * have them (core/pattern.h), looked for in the alert's title and sentences.
 */
struct matcher;

enum { MATCHERS_MOST = 40, MATCHER_TEXT_MOST = 400 };

/*
 * Reads them; all lies in the pool, and asks forms for as long as it lives.
 * NULL: why says which one and what is wrong.  *kept is the text that the
 * file keeps, a line each; matcher_load reads it again.
 */
struct matcher *matcher_read(struct forms *, struct pool *,
    const char *const *word, size_t n, const char **kept, struct why *);
struct matcher *matcher_load(
    struct forms *, struct pool *, const char *kept, struct why *);

/* An alert on its way to one receiver. */
struct matcher_facts {
	const char *receiver;
	const char *feed, *source; /* or NULL */
	const char *const *rule;   /* those by which the receiver gets it */
	size_t n_rules;
	int64_t item;       /* 0: none */
	const char *folded; /* title and sentences, by words_fold; or NULL */
	/* Is the alert of that matter? */
	bool (*is_of_matter)(int64_t matter, void *context);
	void *context;
};
bool matcher_matches(const struct matcher *, const struct matcher_facts *);
/* Does it ask for the folded text? */
bool matcher_has_words(const struct matcher *);
/* Does it name such a thing: "rule", NAME? */
bool matcher_names(
    const struct matcher *, const char *key, size_t i, const char **value);

#endif
