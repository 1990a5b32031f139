/* mail-lines.h - a mail's text as lines, and the links that stand in them */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_LINES_H
#define CORE_MAIL_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/* <a>words</a>, <a><img></a>, or an address in plain text */
enum mail_link_shape { LINK_WORDS, LINK_PICTURE, LINK_BARE };

struct mail_link {
	const char *href; /* absolute; where a tracker leads, if it says so */
	const char *key;  /* canonical (core/identity.h) */
	const char *text; /* its words; NULL: none, or "Läs mer", or an
			   * address */
	enum mail_link_shape shape;
	bool empty;  /* it should have words, and has none */
	size_t line; /* where it begins */
};

struct mail_line {
	const char *text; /* clean, not empty */
	size_t len;
	bool heading; /* h1 to h6, or all of it bold */
	bool gap;     /* an empty line, or the end of a block, before it */
	bool noise;   /* it says how to unsubscribe, share and the like */
	bool linked;  /* all of it is links */
};

struct mail_lines {
	struct pool *pool;
	const char *unsubscribe; /* the List-Unsubscribe header, or NULL */
	struct mail_line *line;
	size_t n, room;
	struct mail_link *link; /* in the order of the text */
	size_t n_links, room_links;
};

/* HTML without a tree (there is nothing in it) is no lines. */
void lines_read_html(struct mail_lines *, const char *html, size_t len);
void lines_read_plain(struct mail_lines *, const char *text, size_t len);

/* Lines first to end (without it) that are no noise, "\n" between; or NULL. */
const char *lines_text(const struct mail_lines *, size_t first, size_t end);

/* For the two readers: a line that is whole, and a link in the line to come;
 * false when the link is noise. */
void lines_end(struct mail_lines *, const char *text, size_t len,
    const struct mail_line *how);
bool lines_link(struct mail_lines *, const char *href, const char *text,
    enum mail_link_shape);

#endif
