/* reader-serve.c - the reader's end: requests in, documents out */
/* SPDX-License-Identifier: MIT */
#include "edge/reader-serve.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "base/wire.h"

enum { LARGE = 4 * 1024 * 1024 }; /* given back after the document */

void
frame_put(char head[FRAME], size_t len)
{
	for (int i = 0; i < FRAME; i++)
		head[i] = (char)((uint64_t)len >> (8 * i) & 0xFF);
}

size_t
frame_get(const char head[FRAME])
{
	uint64_t n = 0;

	for (int i = 0; i < FRAME; i++)
		n |= (uint64_t)(unsigned char)head[i] << (8 * i);
	return n > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t)n;
}

/* How many came: fewer than len only at the end, or when it fails. */
static size_t
read_all(int fd, char *to, size_t len)
{
	size_t got = 0;

	while (got < len) {
		ssize_t n = read(fd, to + got, len - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* 1: a request; 0: the end; -1: a fault. */
static int
next(int in, const struct reader_serve *s, struct str *request)
{
	char head[FRAME];
	size_t got = read_all(in, head, FRAME), len = frame_get(head);

	if (got == 0)
		return 0;
	str_clear(request);
	if (got < FRAME || len > s->memory_most || !str_room(request, len)) {
		log_err("a request of no use: %zu bytes of %zu", got, len);
		return -1;
	}
	if (read_all(in, request->text, len) < len)
		return 0; /* the daemon ended while it wrote */
	request->len = len;
	request->text[len] = '\0';
	return 1;
}

static void
put_fault(struct str *answer, const struct why *w)
{
	str_clear(answer);
	str_addn(answer, "01234567", FRAME);
	wire_put_number(answer, 0);
	wire_put_text(answer, w->text);
}

static void
answer_one(const struct reader_serve *s, struct pool *pool,
    const struct reading *r, struct str *answer)
{
	struct document d;
	struct why w = {""};
	bool good = s->read(pool, r, &d, &w);

	str_clear(answer);
	str_addn(answer, "01234567", FRAME); /* the head's place */
	wire_put_number(answer, 1);
	if (good)
		document_put(answer, &d);
	if (good && answer->full)
		good = why(&w,
		    "the document holds more than %zu bytes of "
		    "text; nothing of it is read",
		    s->answer_most);
	if (!good)
		put_fault(answer, &w);
	frame_put(answer->text, answer->len - FRAME);
}

static void
give_back(struct pool *pool, struct str *request, struct str *answer)
{
	bool large = pool_used(pool) > LARGE || request->size > LARGE ||
		     answer->size > LARGE;

	pool_clear(pool);
	if (!large)
		return;
	str_release(request);
	str_release(answer);
	malloc_trim(0);
}

static void
set_timer(const struct reader_serve *s, int seconds)
{
	if (s->timer != NULL)
		s->timer(seconds);
}

int
reader_serve(int in, int out, const struct reader_serve *s)
{
	struct pool *pool = pool_new(s->memory_most);
	struct str request = STR_INIT(s->memory_most);
	struct str answer = STR_INIT(FRAME + s->answer_most);
	struct reading r;
	struct wire w;
	struct why why;
	int more;

	while ((more = next(in, s, &request)) > 0) {
		w = wire_open(request.text, request.len);
		if (!reading_get(&w, &r, &why)) {
			log_err("%s", why.text);
			more = -1;
			break;
		}
		set_timer(s, s->seconds);
		answer_one(s, pool, &r, &answer);
		set_timer(s, 0);
		if (!write_all(out, answer.text, answer.len)) {
			more = 0; /* nobody is there any more */
			break;
		}
		give_back(pool, &request, &answer);
	}
	pool_free(pool);
	str_release(&request);
	str_release(&answer);
	return more < 0;
}
