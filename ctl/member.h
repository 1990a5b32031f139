/* member.h - members of what the daemon answers, as words and as lines */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_MEMBER_H
#define CTL_MEMBER_H

#include <jansson.h>

#include "base/pool.h"

/* A member's text, the answer's; "" when it lacks or is no text. */
const char *member_text(const json_t *object, const char *key);

/*
 * A line for each element of the member that is a list, as a card shows them:
 * line() gives it, or NULL for none.  In the pool; NULL when there is none.
 */
typedef const char *member_line_fn(struct pool *, const json_t *element);
const char *member_lines(
    struct pool *, const json_t *object, const char *key, member_line_fn *line);

#endif
