/* regex.h - regular expressions of rules: any case, and never for long */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_REGEX_H
#define CORE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/*
 * An expression of PCRE2 (Unicode) that is looked for in a text as it stands:
 * capitals and composed forms never matter, ^ and $ are the ends of a line.
 *
 * An expression may be slow on purpose or by mistake.  The steps of all
 * expressions over one item are counted together; one expression takes
 * REGEX_STEPS of them at the most, and REGEX_MEMORY KiB; of a line the first
 * REGEX_LINE bytes are looked at, of a text the first REGEX_TEXT.
 */
enum {
	REGEX_STEPS = 200000,
	REGEX_STEPS_ALL = 1000000,
	REGEX_MEMORY = 512,
	REGEX_LINE = 8000,
	REGEX_TEXT = 1 << 18,
	REGEX_MOST = 1000 /* bytes of an expression */
};

struct regex;

/* Lives in the pool.  NULL: it is no expression; *at is where, in bytes. */
struct regex *regex_new(
    struct pool *, const char *expression, size_t *at, struct why *);
/*
 * Made machine code, for when it is used often; nothing happens where the
 * system forbids that.  regex_drop gives it back, and the expression is not
 * used any more after that; both are for who owns the pool.
 */
void regex_hasten(struct regex *);
void regex_drop(struct regex *);

/* What one item's expressions share; begun with steps = REGEX_STEPS_ALL. */
struct regex_budget {
	long steps;
};

enum regex_end { REGEX_NOT, REGEX_FOUND, REGEX_GAVE_UP };
/*
 * from and to (may be NULL) are where.  The text is as regex_compose has it.
 * After it gave up on three items an expression is not tried any more:
 * regex_is_lame.
 */
enum regex_end regex_find(struct regex *, struct regex_budget *,
    const char *text, size_t *from, size_t *to);
bool regex_is_lame(const struct regex *);

/* The text with its letters composed (NFC); the text itself when they are. */
const char *regex_compose(struct pool *, const char *text);

#endif
