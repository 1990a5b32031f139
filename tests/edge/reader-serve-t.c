/* reader-serve-t.c - the reader's end, in this process */
/* SPDX-License-Identifier: MIT */
#include "edge/reader-serve.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "tap/tap.h"

enum { ANSWER_MOST = 2000 };

static int ends[2];
static int timer_on, timer_off;

static void
on_timer(int seconds)
{
	if (seconds > 0)
		timer_on++;
	else
		timer_off++;
}

/* The title is the body. */
static bool
read_body(
    struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	struct item *i = pool_get(p, sizeof(*i));

	if (r->body.len == 0)
		return why(w, "an empty body");
	why(w, "a reason that was got over");
	i->title = pool_strdup(p, r->body.bytes);
	i->published = i->updated = NO_TIME;
	i->valid_to = NO_DAY;
	*d = (struct document){.kind = DOCUMENT_PAGE,
	    .format = "text",
	    .published = NO_TIME,
	    .updated = NO_TIME,
	    .items = i,
	    .n_items = 1};
	return true;
}

static void
ask(const char *bytes)
{
	struct reading r = {.body = {bytes, strlen(bytes), NULL, NULL}};
	struct str s = STR_INIT(100000);
	char head[FRAME];

	reading_put(&s, &r);
	frame_put(head, s.len);
	if (write(ends[0], head, FRAME) != FRAME ||
	    write(ends[0], s.text, s.len) != (ssize_t)s.len)
		bail("the socket is full");
	str_release(&s);
}

/* The title, or the reason, of the next answer; owned by the pool. */
static const char *
answer(struct pool *p)
{
	char head[FRAME], *record;
	struct document d;
	struct wire w;
	struct why why;
	size_t len;

	if (recv(ends[0], head, FRAME, MSG_WAITALL) != FRAME)
		return NULL;
	len = frame_get(head);
	if (len > ANSWER_MOST)
		bail("an answer of %zu bytes", len);
	record = pool_get(p, len);
	if (recv(ends[0], record, len, MSG_WAITALL) != (ssize_t)len)
		return NULL;
	w = wire_open(record, len);
	if (wire_number(&w) == 0)
		return wire_text(&w);
	if (!document_get(p, &w, &d, &why))
		return NULL;
	return d.items[0].title;
}

static int
serve(void)
{
	struct reader_serve s = {.read = read_body,
	    .timer = on_timer,
	    .seconds = 5,
	    .memory_most = 100000,
	    .answer_most = ANSWER_MOST};
	int status;

	shutdown(ends[0], SHUT_WR);
	status = reader_serve(ends[1], ends[1], &s);
	close(ends[1]);
	return status;
}

static void
open_ends(void)
{
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		bail("no sockets");
}

static void
test_good(void)
{
	struct pool *p = pool_new(1 << 20);
	char long_body[3000];

	memset(long_body, 'x', sizeof(long_body));
	long_body[sizeof(long_body) - 1] = '\0';
	open_ends();
	ask("ett");
	ask("");
	ask(long_body);
	ask("två");
	is_int(0, serve(), "it ends with its input");
	is_string("ett", answer(p), "a document");
	is_string("an empty body", answer(p), "a fault");
	has_string("more than 2000 bytes", answer(p), "an answer too large");
	is_string("två", answer(p), "and another document");
	is_string(NULL, answer(p), "no more");
	is_int(4, timer_on, "the timer is set for each");
	is_int(4, timer_off, "and taken back");
	close(ends[0]);
	pool_free(p);
}

static void
test_bad(void)
{
	char head[FRAME];

	open_ends();
	is_int(0, serve(), "nothing at all");
	close(ends[0]);
	open_ends();
	frame_put(head, 100001);
	ok(write(ends[0], head, FRAME) == FRAME && serve() == 1,
	    "a request too large");
	close(ends[0]);
	open_ends();
	frame_put(head, 3);
	ok(write(ends[0], head, FRAME) == FRAME &&
		write(ends[0], "abc", 3) == 3 && serve() == 1,
	    "a request that is none");
	close(ends[0]);
	open_ends();
	ok(write(ends[0], head, FRAME - 1) == FRAME - 1 && serve() == 1,
	    "half a head");
	close(ends[0]);
	open_ends();
	ok(write(ends[0], head, FRAME) == FRAME && serve() == 0,
	    "a daemon that ended while it wrote");
	close(ends[0]);
}

static void
test_frames(void)
{
	static const size_t lengths[] = {0, 1, 255, 256, 1 << 20, 0x12345678};
	char head[FRAME];

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		frame_put(head, lengths[i]);
		is_int((int64_t)lengths[i], (int64_t)frame_get(head),
		    "length %zu", lengths[i]);
	}
	memset(head, 0xFF, FRAME);
	ok(frame_get(head) > (size_t)1 << 60, "no length is negative");
}

int
main(void)
{
	test_frames();
	test_good();
	test_bad();
	return done_testing();
}
