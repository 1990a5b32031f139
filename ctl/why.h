/* why.h - the sentences that belong to the steps of an explanation */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_WHY_H
#define CTL_WHY_H

#include <jansson.h>

#include "base/language.h"
#include "base/pool.h"

/*
 * A sentence has its facts in braces, and parts in brackets that are left out
 * when a fact of theirs is not there:
 *
 *	"{receiver} got it by {notifier} {at}[: {answer}]"
 *
 * Instants are told in the zone, lists parted by commas, strangers' texts made
 * harmless.
 */
struct why_words {
	const char *code;
	const char *sentence; /* in English, for say() */
};
extern const struct why_words why_words[];
extern const size_t n_why_words;

/* The sentence of a step (daemon/explain.h); its code when it has none. */
const char *why_sentence(struct pool *, const json_t *step);
const char *why_fill(struct pool *, const char *sentence, const json_t *facts);

#endif
