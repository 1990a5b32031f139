/* paper.h - a small PDF made from plain text */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_PAPER_H
#define SITE_PAPER_H

#include "base/str.h"

/*
 * Pages of A4 in Helvetica, 50 lines each, a line of the text a line of the
 * paper.  text is UTF-8; what ISO 8859-1 lacks becomes '?'.  Uncompressed, so
 * that a test can look into it.
 */
void paper_make(struct str *pdf, const char *text);

#endif
