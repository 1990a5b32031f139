/* reading-t.c - requests as records, and who reads what */
/* SPDX-License-Identifier: MIT */
#include "core/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/deadline/deadline.h"
#include "core/mail/mail.h"
#include "tap/tap.h"

/*
 * Stand-ins for the readers and the recogniser: they note that they were
 * called, and what with.
 */
static char called[40], text_seen[200];
static int day_seen, extracted;
static bool fails;

static bool
note(const char *name, struct pool *p, struct document *d, struct why *w)
{
	static const struct item items[] = {
	    {.title = "Titel",
		.summary = "Kort",
		.content = "Lång",
		.published = 1620388800,
		.updated = NO_TIME,
		.valid_to = NO_DAY},
	    {.content = "Bara text", .published = NO_TIME, .valid_to = 20000},
	    {.link = "http://x/", .published = NO_TIME, .valid_to = NO_DAY},
	};

	strcpy(called, name);
	if (fails)
		return why(w, "no good");
	d->n_items = 3;
	d->items = pool_get(p, sizeof(items));
	memcpy(d->items, items, sizeof(items));
	return true;
}

void
feed_prepare(void)
{
}

bool
feed_looks_like(const struct body *b)
{
	return b->bytes[0] == 'f';
}

bool
feed_read(
    struct pool *p, const struct body *b, struct document *d, struct why *w)
{
	(void)b;
	return note("feed", p, d, w);
}

bool
page_list(struct pool *p, const struct body *b, const struct page_paths *paths,
    struct document *d, struct why *w)
{
	(void)b;
	return note(paths->item ? "list by path" : "list", p, d, w);
}

bool
page_probe(struct pool *p, const struct body *b, const struct page_paths *paths,
    struct document *d, struct why *w)
{
	(void)b;
	(void)paths;
	return note("probe", p, d, w);
}

bool
page_read(
    struct pool *p, const struct body *b, struct document *d, struct why *w)
{
	(void)b;
	return note("page", p, d, w);
}

bool
page_of_text(
    struct pool *p, const struct body *b, struct document *d, struct why *w)
{
	(void)b;
	return note("text", p, d, w);
}

void
mail_prepare(void)
{
}

bool
mail_read(struct pool *p, const struct body *b, const char *from, bool papers,
    struct document *d, struct why *w)
{
	(void)b;
	(void)papers;
	return note(from, p, d, w);
}

struct deadline *
deadline_extract(
    struct pool *p, const char *text, size_t len, int published, size_t *n)
{
	if (extracted++ == 0) {
		memcpy(text_seen, text, len);
		text_seen[len] = '\0';
		day_seen = published;
	}
	*n = 1;
	return pool_get(p, sizeof(struct deadline));
}

static struct reading
request(enum reading_want want, const char *bytes)
{
	return (struct reading){.want = want,
	    .from = "@kommun.example",
	    .published = day_of(2021, 5, 1),
	    .body = {bytes, strlen(bytes), "http://x/", "text/html"}};
}

static void
test_dispatch(void)
{
	static const struct {
		enum reading_want want;
		const char *bytes, *called;
	} cases[] = {
	    {READING_AUTO, "feed", "feed"},
	    {READING_AUTO, "page", "list"},
	    {READING_FEED, "page", "feed"},
	    {READING_LIST, "feed", "list"},
	    {READING_PAGE, "feed", "page"},
	    {READING_TEXT, "feed", "text"},
	    {READING_MAIL, "feed", "@kommun.example"},
	    {READING_AUTO, " [{}]", "feed"},
	    {READING_PROBE, "feed", "feed"},
	    {READING_PROBE, "page", "probe"},
	};
	struct pool *p = pool_new(1 << 20);
	struct document d;
	struct reading r;
	struct why w;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		r = request(cases[i].want, cases[i].bytes);
		ok(reading_do(p, &r, &d, &w), "case %zu", i);
		is_string(cases[i].called, called, "goes there");
	}
	r = request(READING_LIST, "x");
	r.paths.item = "//li";
	reading_do(p, &r, &d, &w);
	is_string("list by path", called, "paths are handed on");
	fails = true;
	ok(!reading_do(p, &r, &d, &w), "a fault");
	is_string("no good", w.text, "is handed back");
	fails = false;
	pool_free(p);
}

static void
test_deadlines(void)
{
	struct reading r = request(READING_PAGE, "x");
	struct pool *p = pool_new(1 << 20);
	struct document d;
	struct why w;

	extracted = 0;
	reading_do(p, &r, &d, &w);
	is_string("Titel\nKort\nLång", text_seen, "the text of an item");
	is_int(day_of(2021, 5, 7), day_seen, "from its own day");
	is_int(2, extracted, "items with text only");
	is_int(1, (int64_t)d.items[0].n_deadlines, "its deadlines");
	is_int(
	    2, (int64_t)d.items[1].n_deadlines, "the second's, and one more");
	is_int(DEADLINE_EXPIRY, d.items[1].deadlines[1].kind, "it expires");
	is_int(20000, d.items[1].deadlines[1].end, "by its metadata");
	is_int(0, (int64_t)d.items[2].n_deadlines, "the third has none");
	pool_free(p);
}

static void
test_record(void)
{
	struct reading r = request(READING_LIST, "by\0tes"), back;
	struct str s = STR_INIT(10000);
	struct wire wire;
	struct why w;
	int taken = 0;

	r.body.len = 6;
	r.paths.date = ".//time";
	reading_put(&s, &r);
	wire = wire_open(s.text, s.len);
	ok(reading_get(&wire, &back, &w), "there and back");
	is_int(READING_LIST, back.want, "what is wanted");
	is_int(r.published, back.published, "the day");
	is_string("http://x/", back.body.url, "the address");
	is_string("text/html", back.body.type, "the type");
	is_string(NULL, back.paths.item, "a path that is not given");
	is_string(".//time", back.paths.date, "one that is");
	ok(back.body.len == 6 && memcmp(back.body.bytes, "by\0tes", 6) == 0,
	    "the bytes");
	for (size_t n = 0; n < s.len; n++) {
		wire = wire_open(s.text, n);
		taken += reading_get(&wire, &back, &w);
	}
	is_int(0, taken, "no torn record is taken");
	has_string("torn", w.text, "and why says so");
	s.text[0] = 99;
	wire = wire_open(s.text, s.len);
	ok(!reading_get(&wire, &back, &w), "nor an unknown wish");
	str_release(&s);
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	reading_prepare();
	test_dispatch();
	test_deadlines();
	test_record();
	return done_testing();
}
