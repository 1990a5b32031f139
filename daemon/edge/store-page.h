/* store-page.h - the state file: long lists, a page of ids at a time */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_PAGE_H
#define EDGE_STORE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct store;

/*
 * What is too long to be looked at in one turn of the loop.  A page is a
 * thousandth of a second or so, however large the file is; the rows themselves
 * are asked for one by one, and may have gone by then.  Begins as {0}.
 */
enum { STORE_PAGE = 500 };

struct store_page {
	int64_t id[STORE_PAGE];
	size_t n, at; /* at is the user's: how far he is */
	bool last;    /* no page follows */
	bool begun;
	int64_t after[2]; /* where the next one begins */
};

/* Deadlines that are open, end then or later and are followed by a rule or
 * were written down by a person, soonest first; a page may be empty. */
bool store_page_open(
    struct store *, struct store_page *, int today, struct why *);
/* Items that have such a deadline; one may be in two pages. */
bool store_page_items(
    struct store *, struct store_page *, int today, struct why *);

/* The last id that was given; 0: none was. */
enum store_table {
	STORE_ITEMS,
	STORE_VERSIONS,
	STORE_DEADLINES,
	STORE_ALERTS,
	STORE_PARCELS
};
bool store_last(struct store *, enum store_table, int64_t *id, struct why *);

/*
 * Where deadlines end: gathered a page of ids at a time, and sorted when all
 * are there.  Begins as {0}.
 */
struct ends {
	struct end {
		int64_t id;
		int end;
	} * end;
	size_t n, room, at; /* at is the user's: how far he is */
	bool sorted;
};
void ends_sort(struct ends *); /* soonest first, once */
void ends_release(struct ends *);

/* Adds the deadlines of a query without id, item and matter that have those
 * ids. */
struct deadline_query;
bool store_page_ends(struct store *, const struct deadline_query *,
    int64_t from, int64_t to, struct ends *, struct why *);

/* Adds those of them that are open and end then or later, or were closed
 * since. */
bool store_page_recent(struct store *, int today, int64_t since, int64_t from,
    int64_t to, struct ends *, struct why *);

#endif
