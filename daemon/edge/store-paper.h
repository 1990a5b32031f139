/* store-paper.h - the state file: of which item a paper is, by its address */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_PAPER_H
#define EDGE_STORE_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct store;

/* A hash is a number that the caller has made of an address. */
bool store_papers_add(
    struct store *, int64_t item, const int64_t *hash, size_t n, struct why *);
/* The last item that has it; 0: none. */
bool store_paper_item(
    struct store *, int64_t hash, int64_t *item, struct why *);

#endif
