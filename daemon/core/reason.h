/* reason.h - why a feed cannot be read, in the words of officials */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_REASON_H
#define CORE_REASON_H

#include "base/pool.h"
#include "core/phrases.h"

/*
 * Whoever sees a fault describes it in English, for the log and the state
 * file; here it is said again for those who are told.  Sentences are known by
 * a table (reason-table.c) with blanks (%), which are filled in as they stand
 * or, where they are sentences of the table themselves, in the same language.
 * What is not in the table, as the words of a parser or of a server, stays as
 * it is.  In the pool, or the reason itself; NULL for NULL.
 */
const char *reason_in(struct pool *, enum language, const char *reason);

enum { REASON_BLANKS = 5 }; /* in a row at the most */
extern const char *const reason_table[];
extern const size_t reason_rows;

#endif
