/* reader-fake.c - a reader that misbehaves on order, for reader-t */
/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "edge/reader-serve.h"

/* The body's first word is the order; the rest is its own business. */
static void
hang(void)
{
	for (;;)
		pause();
}

static void
say(const char *bytes, size_t len)
{
	if (write(1, bytes, len) != (ssize_t)len)
		_exit(9);
}

static void
say_head(size_t len)
{
	char head[FRAME];

	frame_put(head, len);
	say(head, sizeof(head));
}

static void
do_kill(void)
{
	raise(SIGKILL);
}

static void
do_crash(void)
{
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

static void
do_exit(void)
{
	_exit(3);
}

static void
do_nonsense(void)
{
	say("Content-Type: text/html\r\n\r\n<html>", 33);
	hang();
}

static void
do_torn(void)
{
	say_head(5);
	say("abcde", 5);
	hang();
}

static void
do_torn_document(void)
{
	struct str s = STR_INIT(1000);

	wire_put_number(&s, 1);
	wire_put_number(&s, 1 << 30);
	say_head(s.len);
	say(s.text, s.len);
	hang();
}

static void
do_long(void)
{
	say_head((size_t)1 << 40);
	hang();
}

static void
do_empty(void)
{
	say_head(0);
	hang();
}

static void
do_half(void)
{
	say_head(1000);
	say("abc", 3);
	_exit(0);
}

static void
do_close(void)
{
	close(0);
	close(1);
	hang();
}

/* An answer too many: the true one follows. */
static void
do_twice(void)
{
	struct str s = STR_INIT(1000);

	wire_put_number(&s, 0);
	wire_put_text(&s, "first");
	say_head(s.len);
	say(s.text, s.len);
	str_release(&s);
}

static const struct {
	const char *word;
	void (*act)(void);
} orders[] = {
    {"kill", do_kill},
    {"crash", do_crash},
    {"exit", do_exit},
    {"hang", hang},
    {"nonsense", do_nonsense},
    {"torn", do_torn},
    {"torn-document", do_torn_document},
    {"long", do_long},
    {"empty", do_empty},
    {"half", do_half},
    {"close", do_close},
    {"twice", do_twice},
};

static const char *
environment(struct pool *p)
{
	size_t n = 0;

	for (char **e = environ; *e != NULL; e++)
		n += strncmp(*e, "TZ=", 3) != 0 &&
		     strncmp(*e, "ASAN_", 5) != 0 &&
		     strncmp(*e, "UBSAN_", 6) != 0 &&
		     strncmp(*e, "JOURNAL_", 8) != 0;
	return pool_printf(p, "%s %zu", getenv("TZ"), n);
}

static bool
obey(struct pool *p, const struct reading *r, struct document *d, struct why *w)
{
	char *word = pool_strndup(
	    p, r->body.bytes, strcspn(r->body.bytes, " "));
	struct item *item = pool_get(p, sizeof(*item));

	if (strcmp(word, "fault") == 0)
		return why(w, "this is no feed");
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		if (strcmp(orders[i].word, word) == 0)
			orders[i].act();
	}
	item->title = r->body.len < 100 ? pool_strdup(p, r->body.bytes) : word;
	item->published = item->updated = NO_TIME;
	item->valid_to = NO_DAY;
	if (strcmp(word, "pid") == 0)
		item->title = pool_printf(p, "%d", (int)getpid());
	if (strcmp(word, "environment") == 0)
		item->title = environment(p);
	if (strcmp(word, "large") == 0) {
		char *text = pool_get(p, 3 << 20);

		item->content = memset(text, 'x', (3 << 20) - 1);
	}
	*d = (struct document){.kind = DOCUMENT_PAGE,
	    .format = "text",
	    .published = NO_TIME,
	    .updated = NO_TIME,
	    .items = item,
	    .n_items = 1};
	return true;
}

int
main(void)
{
	struct reader_serve s = {
	    .read = obey, .memory_most = 256 << 20, .answer_most = 4 << 20};

	return reader_serve(STDIN_FILENO, STDOUT_FILENO, &s);
}
