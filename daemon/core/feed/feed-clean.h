/* feed-clean.h - texts as well-formed XML may have them */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_CLEAN_H
#define CORE_FEED_CLEAN_H

#include <stddef.h>

#include "base/str.h"

/* Adds it without the characters that XML forbids (XML 1.0, 2.2). */
void clean_text(struct str *, const char *text, size_t len);
/* Adds one of < & > " as a reference. */
void clean_special(struct str *, char c);
/*
 * at stands on '&': a reference of XML or HTML is added as what it means, or
 * just an ampersand.  How many bytes it took.
 */
size_t clean_reference(struct str *, const char *at, size_t n);

#endif
