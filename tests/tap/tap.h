/* tap.h - a small TAP library: plan, ok, is_int, is_string, skip, diag */
/* SPDX-License-Identifier: MIT */
#ifndef TAP_TAP_H
#define TAP_TAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A test is a program that prints TAP.  Wanted value first, then what was
 * seen, then a sentence.  done_testing() prints the plan and gives main's
 * status: 0 when every check passed.
 *
 *	int
 *	main(void)
 *	{
 *		is_int(4, 2 + 2, "two and two");
 *		return done_testing();
 *	}
 */
bool ok(bool passed, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));
bool is_int(int64_t wanted, int64_t seen, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));
/* NULL equals only NULL. */
bool is_string(const char *wanted, const char *seen, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));
/* text holds part */
bool has_string(const char *part, const char *text, const char *format, ...)
    __attribute__((__format__(printf, 3, 4)));
/* Counts as passed, with the reason. */
void skip(const char *reason, ...) __attribute__((__format__(printf, 1, 2)));
void skip_all(const char *reason, ...)
    __attribute__((__format__(printf, 1, 2), __noreturn__));
void diag(const char *format, ...) __attribute__((__format__(printf, 1, 2)));
/* Ends the test: what it needs is not there. */
void bail(const char *format, ...)
    __attribute__((__format__(printf, 1, 2), __noreturn__));
int done_testing(void);

/*
 * A file of tests/data, or of ../shared beside the source tree when the path
 * begins with "shared/": the whole path, in a buffer that the next call
 * overwrites; NULL when it is not there.
 */
const char *test_file(const char *path);
/* The whole file (NUL added), to be freed; bails when it cannot be read. */
char *test_read(const char *path, size_t *len);

#endif
