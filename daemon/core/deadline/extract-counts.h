/* extract-counts.h - what the files that count from told days share */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_EXTRACT_COUNTS_H
#define CORE_EXTRACT_COUNTS_H

#include "core/deadline/candidate.h"

/* One of the words stands at a token in [from, to): which token. */
bool counts_word(const struct sentence *, size_t from, size_t to,
    const char *const *words, size_t n, size_t *at);
/* Where the token lies in the text. */
size_t counts_at(const struct sentence *, size_t token);
/* Tells the day, counted, with the tokens from to as its evidence. */
struct deadline *counts_tell(
    struct extract *, enum deadline_kind, int day, size_t from, size_t to);

/* "i fyra år" from the beginning told last. */
bool counts_expiry(struct extract *, const struct loose_count *);
/* "tre veckor från anslagsdagen" */
bool counts_appeal(struct extract *, const struct loose_count *);

#endif
