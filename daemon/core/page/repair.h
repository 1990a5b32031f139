/* repair.h - pdftotext's lines made paragraphs again */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_REPAIR_H
#define CORE_REPAIR_H

#include <stddef.h>

#include "core/page/page-lines.h"

/*
 * The paragraphs of a plain text, a line each.  Words broken at a line's end
 * are made whole ("remiss-" "svaret"), but not "hälso-" "och", "EU-"
 * "direktiv" or "2021-" "05-07"; lines that fill the column go on in the
 * next; entries of lists and rows of columns stay lines of their own.  Of
 * pages (parted by form feeds) the heads and feet that repeat, and page
 * numbers, are dropped, and a sentence goes on over the turn of the page.
 * Linear.
 */
void repair_text(struct lines *, const char *text, size_t len);

#endif
