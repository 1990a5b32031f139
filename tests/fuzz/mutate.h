/* mutate.h - inputs changed at random, the same each time */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

struct input {
	uint8_t *bytes;
	size_t len;
};

/* An input is never longer than room; draft's bytes have room for that. */
struct mutator {
	uint64_t state; /* set by the caller, not 0: the seed of chance */
	const struct input *input;
	size_t n; /* at least one */
	const char *const *words;
	size_t n_words;
	size_t room;
};

/* The next number below n, which is not 0. */
size_t mutate_chance(struct mutator *, size_t n);
/* One of the inputs, with some changes. */
void mutate(struct mutator *, struct input *draft);

#endif
