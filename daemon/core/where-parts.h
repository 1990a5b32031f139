/* where-parts.h - what the files of where share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WHERE_PARTS_H
#define CORE_WHERE_PARTS_H

#include "core/where.h"

enum where_attribute {
	WHERE_TITLE,
	WHERE_TEXT,
	WHERE_LINK,
	WHERE_SOURCE,
	WHERE_FEED,
	WHERE_TAG,
	WHERE_DATE,
	WHERE_AGE,
	WHERE_EVENT,
	WHERE_DEADLINE,
	WHERE_ATTRIBUTES
};
extern const char *const where_attribute[];

enum where_op {
	WHERE_AND,
	WHERE_OR,
	WHERE_NOT,
	WHERE_WORDS, /* a pattern in a text */
	WHERE_REGEX,
	WHERE_NAME,
	WHERE_BITS,    /* an event, a kind of deadline */
	WHERE_SPAN,    /* least <= number <= most */
	WHERE_LEFT,    /* days until a deadline */
	WHERE_WORKDAYS /* of an age, or until a deadline */
};

struct where {
	enum where_op op;
	enum where_attribute attribute;
	bool negated; /* != and !~ */
	const struct where *left, *right;
	const char *text; /* of a comparison, as it was written */
	const struct pattern *words;
	struct regex *regex;
	const char *name; /* perhaps with * at an end */
	unsigned bits;
	int64_t least, most;
};

/* The text of the attribute. */
const struct view_text *where_text(
    const struct where *, const struct rule_view *);
/* Is the name the one meant, * at its ends being anything? */
bool where_names(const char *meant, const char *name);

#endif
