/* page-feature.h - what each element of a page holds, counted once */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_FEATURE_H
#define CORE_PAGE_FEATURE_H

#include <stdbool.h>

#include "core/page/page-tree.h"

/* What an element holds, all within counted. */
struct feature {
	unsigned links;           /* anchors that lead somewhere */
	unsigned anchor;          /* bytes of the longest anchor's text */
	unsigned text;            /* bytes of text outside anchors */
	unsigned sign;            /* of its name and class */
	unsigned headings, dates; /* how many */
	bool date, heading, paper;
};

/*
 * The feature of every element in top, itself too, at its _private; those in
 * menus stay zero.  Linear.
 */
void features_of(const struct page *, xmlNode *top, bool any_host);

#endif
