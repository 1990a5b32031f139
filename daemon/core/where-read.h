/* where-read.h - an expression of a rule while it is read; for where alone */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WHERE_READ_H
#define CORE_WHERE_READ_H

#include "core/where-parts.h"

enum token_kind {
	TOKEN_END,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_OPERATOR,
	TOKEN_TEXT
};

struct token {
	enum token_kind kind;
	size_t at, end;   /* in the text */
	const char *text; /* without quotes */
	bool quoted;
};

enum comparison {
	IS,
	IS_NOT,
	LIKE,
	UNLIKE,
	BELOW,
	ABOVE,
	AT_MOST,
	AT_LEAST,
	BETWEEN,
	OPERATORS
};
extern const char *const where_operator[];

struct reading {
	struct pool *pool;
	struct forms *forms;
	const char *text, *next;
	struct token token;
	size_t last; /* where the token before ended */
	int depth, parts;
	bool failed;
	size_t *at;
	struct why *why;
};

/* NULL; the first fault is kept. */
void *where_fault(struct reading *, size_t at, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));
void where_next(struct reading *);

/* Reads "attribute operator value" into to (NULL: it failed before). */
const struct where *where_comparison(struct reading *, struct where *to);
/* The value of a date, an age or a deadline into the span, or the bits. */
bool where_span(struct reading *, struct where *to, enum comparison);
bool where_bits(struct reading *, struct where *to);

#endif
