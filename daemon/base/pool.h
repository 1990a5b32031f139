/* pool.h - memory by lifetime: what is got from a pool goes with the pool */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Three lifetimes: configuration (until reload), round (one answer of one
 * feed), errand (one parcel).  A struct never frees its members; the pool
 * does.  Memory is zeroed and aligned for any type.
 *
 * most is the ceiling in bytes; passing it, or running out of memory, writes
 * one line to standard error and ends the process with status 70: the state
 * file knows where we were, and the reader is replaced.
 */
struct pool;

struct pool *pool_new(size_t most) __attribute__((__returns_nonnull__));
void pool_free(struct pool *);
/*
 * About a megabyte of it: what a large document has filled takes the kernel
 * many milliseconds to take back.  False: that was the last, and the pool is
 * gone.  Nobody may look into it any more.
 */
bool pool_free_some(struct pool *);
/* Takes everything back; the largest chunk stays for the next use. */
void pool_clear(struct pool *);
/* Bytes handed out since the last clear. */
size_t pool_used(const struct pool *);

void *pool_get(struct pool *, size_t size)
    __attribute__((__returns_nonnull__, __malloc__));
/* The same, not zeroed: for large arrays that are written before they are
 * read. */
void *pool_get_raw(struct pool *, size_t size)
    __attribute__((__returns_nonnull__, __malloc__));
char *pool_strdup(struct pool *, const char *text)
    __attribute__((__returns_nonnull__, __malloc__));
char *pool_strndup(struct pool *, const char *text, size_t len)
    __attribute__((__returns_nonnull__, __malloc__));
char *pool_printf(struct pool *, const char *format, ...)
    __attribute__((__format__(printf, 2, 3), __returns_nonnull__));

/*
 * Room for one more in an array that grows: returns the array, moved when it
 * was full (its size doubles, so n pushes cost O(n)).
 *
 *	list = pool_grow(pool, list, n, &room, sizeof(*list));
 *	list[n++] = value;
 */
void *pool_grow(struct pool *, void *array, size_t n, size_t *room, size_t size)
    __attribute__((__returns_nonnull__));

#endif
