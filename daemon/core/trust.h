/* trust.h - how far a feed's ids can be trusted, counted */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TRUST_H
#define CORE_TRUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/identity.h"

/*
 * What is seen of one item of a document before it is kept.  A key is a
 * number; its owner an item of the file, 0: none, -1: several.
 */
struct trust_item {
	int64_t guid, link, title; /* keys; 0: it has none */
	int64_t whole;             /* of link and title as they stand */
	int64_t guid_owner, link_owner;
	bool unseen; /* its owners were not looked up: it is not counted */
};

/* Why an id fails. */
enum trust_fault {
	TRUST_NONE,
	TRUST_BLANK,    /* none, where the others have one */
	TRUST_REPEATED, /* another item of the document has it too */
	TRUST_CHANGED,  /* another one than its link had before */
	TRUST_CROSSED,  /* it names one item, and its link another */
	TRUST_FAULTS
};

/*
 * What is remembered of a feed: how many items were asked about on its rung,
 * and how many of them failed.  Old counts weigh less and less: both are
 * halved when more than TRUST_WINDOW were asked.
 */
struct trust {
	int asked, failed;
	int by[TRUST_FAULTS]; /* of the last look */
};

enum { TRUST_WINDOW = 400, TRUST_LEAST = 3, TRUST_PERCENT = 5 };

/*
 * Counts the items of a document.  On RUNG_ALL guids are looked at, on
 * RUNG_LINK links, on RUNG_TITLE_DATE titles with their day.  Linear.
 */
void trust_count(
    struct trust *, enum identity_rung, const struct trust_item *, size_t n);

/*
 * The rung below when TRUST_LEAST or more have failed, and TRUST_PERCENT of
 * those asked or more; else the same.  There is none below RUNG_GUID, which
 * is only chosen, and RUNG_TEXT.
 */
enum identity_rung trust_rung(const struct trust *, enum identity_rung);

/* "12 of 40: 10 changed, 2 repeated"; text has TRUST_TEXT bytes. */
enum { TRUST_TEXT = 120 };
const char *trust_write(const struct trust *, char text[TRUST_TEXT]);

#endif
