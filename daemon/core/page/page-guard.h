/* page-guard.h - a stranger's HTML made tame before the parser sees it */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_GUARD_H
#define CORE_PAGE_GUARD_H

#include <stddef.h>

#include "base/str.h"

/*
 * libxml2's HTML parser compares each attribute with all before it, looks for
 * an end tag through all open elements and stops at a depth of 256.  What
 * leaves here has none of that: tags are balanced, end tags without a start
 * are gone, attributes are few and short, elements deeper than GUARD_DEPTH or
 * beyond GUARD_ELEMENTS lose their tags and keep their text.  Comments,
 * script, style, templates and drawings are left out, charset declarations
 * have no effect, references to U+0080-U+009F mean windows-1252 (as the HTML
 * Standard says).  Tags are read as its tokenizer does; end tags are implied
 * for p, li, dt, dd, tr, td, th, option and a.
 */
enum {
	GUARD_DEPTH = 180,
	GUARD_ELEMENTS = 200000,
	GUARD_ATTRIBUTES = 40,
	GUARD_VALUE = 4096,
	GUARD_BYTES = 16 << 20
};

/*
 * html is UTF-8; linear in len, and so is what comes out.  The text of
 * scripts of type application/ld+json is added to ld, each with a "\n".
 */
void guard_html(const char *html, size_t len, struct str *out, struct str *ld);

#endif
