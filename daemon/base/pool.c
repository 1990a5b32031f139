/* pool.c - memory by lifetime */
/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FIRST_CHUNK = 4096 - 64, LARGEST_CHUNK = 1 << 20 };

struct chunk {
	struct chunk *next;
	size_t size; /* of bytes[] */
	size_t used;
	alignas(max_align_t) char bytes[];
};

struct pool {
	struct chunk *chunks; /* the first is the one in use */
	size_t most;
	size_t used;
};

/* The log is not called: it must work when memory does not. */
static void
give_up(const char *text, size_t len)
{
	if (write(STDERR_FILENO, text, len) < 0)
		_exit(71);
	_exit(70);
}

#define GIVE_UP(text) give_up(text, sizeof(text) - 1)

struct pool *
pool_new(size_t most)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (p == NULL)
		GIVE_UP("<2>out of memory\n");
	p->most = most;
	return p;
}

static void
free_chunks(struct chunk *c)
{
	while (c != NULL) {
		struct chunk *next = c->next;

		free(c);
		c = next;
	}
}

void
pool_free(struct pool *p)
{
	if (p == NULL)
		return;
	free_chunks(p->chunks);
	free(p);
}

/* The pages that lie wholly within its last piece; true: there is more. */
static bool
shorten(struct chunk *c)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first, end;

	if (c->size <= LARGEST_CHUNK)
		return false;
	end = (uintptr_t)(c->bytes + c->size) & ~(page - 1);
	c->size -= LARGEST_CHUNK;
	first = ((uintptr_t)(c->bytes + c->size) + page - 1) & ~(page - 1);
	madvise((void *)first, end - first, MADV_DONTNEED);
	return true;
}

bool
pool_free_some(struct pool *p)
{
	struct chunk *c = p->chunks;

	if (c != NULL && shorten(c))
		return true;
	if (c != NULL) {
		p->chunks = c->next;
		free(c);
		return true;
	}
	free(p);
	return false;
}

void
pool_clear(struct pool *p)
{
	struct chunk *keep = p->chunks;

	p->used = 0;
	if (keep == NULL)
		return;
	free_chunks(keep->next);
	keep->next = NULL;
	keep->used = 0;
	if (keep->size > LARGEST_CHUNK) {
		free(keep);
		p->chunks = NULL;
	}
}

size_t
pool_used(const struct pool *p)
{
	return p->used;
}

static void
add_chunk(struct pool *p, size_t least)
{
	size_t size = p->chunks ? p->chunks->size * 2 : FIRST_CHUNK;
	struct chunk *c;

	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	if (size < least)
		size = least;
	c = malloc(sizeof(*c) + size);
	if (c == NULL)
		GIVE_UP("<2>out of memory\n");
	c->size = size;
	c->used = 0;
	c->next = p->chunks;
	p->chunks = c;
}

void *
pool_get_raw(struct pool *p, size_t size)
{
	const size_t align = alignof(max_align_t);
	char *at;

	if (size > p->most || p->used > p->most - size)
		GIVE_UP("<2>a pool has reached its ceiling\n");
	size = (size + align - 1) & ~(align - 1);
	if (p->chunks == NULL || p->chunks->size - p->chunks->used < size)
		add_chunk(p, size);
	at = p->chunks->bytes + p->chunks->used;
	p->chunks->used += size;
	p->used += size;
	return at;
}

void *
pool_get(struct pool *p, size_t size)
{
	return memset(pool_get_raw(p, size), 0, size);
}

char *
pool_strdup(struct pool *p, const char *text)
{
	return pool_strndup(p, text, strlen(text));
}

char *
pool_strndup(struct pool *p, const char *text, size_t len)
{
	char *copy = pool_get_raw(p, len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

/* Most texts are short: they are written once, and copied. */
char *
pool_printf(struct pool *p, const char *format, ...)
{
	char small[256];
	va_list args, again;
	char *text;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (n < 0)
		n = 0;
	text = pool_get_raw(p, (size_t)n + 1);
	if ((size_t)n < sizeof(small))
		memcpy(text, small, (size_t)n + 1);
	else
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}

void *
pool_grow(struct pool *p, void *array, size_t n, size_t *room, size_t size)
{
	void *larger;

	if (n < *room)
		return array;
	*room = *room ? *room * 2 : 8;
	larger = pool_get(p, *room * size);
	if (n > 0)
		memcpy(larger, array, n * size);
	return larger;
}
