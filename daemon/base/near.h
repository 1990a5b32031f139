/* near.h - did you mean: the nearest word by edit distance */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

/*
 * The nearest of the words that next gives one by one, NULL at the end; capital
 * or small does not matter.  NULL when none is near enough to be meant.
 */
typedef const char *near_next_fn(void *context);
const char *near_word(const char *word, near_next_fn *next, void *context);

#endif
