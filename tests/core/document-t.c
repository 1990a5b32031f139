/* document-t.c - a document as a record, and back; and what is no record */
/* SPDX-License-Identifier: MIT */
#include "core/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

static const size_t MOST = (size_t)64 << 20;

static struct document
sample(void)
{
	static struct link links[] = {
	    {"enclosure", "https://a.example/1.pdf", "application/pdf", "Ett"},
	    {"related", "https://a.example/2", NULL, NULL}};
	static struct deadline deadlines[] = {{DEADLINE_REMISS, 20000, 20100,
	    990, PRECISION_DAY, DEADLINE_EXTENDABLE | DEADLINE_QUESTIONED,
	    "senast den 3 mars kl 16.30", 17}};
	static struct item items[] = {{.id = "1",
					  .link = "https://a.example/",
					  .title = "Å\nÄ",
					  .published = 1700000000,
					  .updated = NO_TIME,
					  .valid_to = 21000,
					  .links = links,
					  .n_links = 2,
					  .deadlines = deadlines,
					  .n_deadlines = 1},
	    {.summary = "",
		.content = "text",
		.published = NO_TIME,
		.updated = NO_TIME,
		.valid_to = NO_DAY}};
	static struct list_rule rules[] = {
	    {"SiteVision", "//li[a]", 2}, {"files", NULL, 1}};
	struct document d = {.kind = DOCUMENT_LIST,
	    .platform = "SiteVision",
	    .mark = "generator: SiteVision",
	    .rules = rules,
	    .n_rules = 2,
	    .format = "html",
	    .encoding = "windows-1252",
	    .list = "item",
	    .login = true,
	    .title = "Lista",
	    .published = NO_TIME,
	    .updated = 17,
	    .ttl = 60,
	    .period = 720,
	    .base = 946728000,
	    .skip_hours = 1U << 23 | 1,
	    .skip_days = 1U << SUNDAY,
	    .cut = true,
	    .links = links,
	    .n_links = 1,
	    .items = items,
	    .n_items = 2};

	return d;
}

static void
check_item(const struct item *i)
{
	is_string("1", i->id, "id");
	is_string("Å\nÄ", i->title, "title");
	is_string(NULL, i->summary, "none stays none");
	is_int(1700000000, i->published, "published");
	ok(i->updated == NO_TIME, "no time stays none");
	is_int(21000, i->valid_to, "valid to");
	is_int(2, (int64_t)i->n_links, "links");
	is_string("application/pdf", i->links[0].type, "type");
	is_string(NULL, i->links[1].title, "no title");
	is_int(1, (int64_t)i->n_deadlines, "deadlines");
	is_int(990, i->deadlines[0].minutes, "minutes");
	is_int(DEADLINE_EXTENDABLE | DEADLINE_QUESTIONED, i->deadlines[0].flags,
	    "flags");
	is_string(
	    "senast den 3 mars kl 16.30", i->deadlines[0].evidence, "evidence");
}

static void
check_round(void)
{
	struct document d = sample(), e;
	struct str s = STR_INIT(MOST), t = STR_INIT(MOST);
	struct pool *pool = pool_new(MOST);
	struct wire w;
	struct why why_not;

	document_put(&s, &d);
	w = wire_open(s.text, s.len);
	ok(document_get(pool, &w, &e, &why_not), "reads back");
	ok(wire_done(&w), "whole");
	is_int(DOCUMENT_LIST, e.kind, "kind");
	is_string("html", e.format, "format");
	is_string(NULL, e.id, "no id");
	is_int(60, e.ttl, "ttl");
	is_int(720, e.period, "period");
	is_int(946728000, e.base, "base");
	is_int(1 << 23 | 1, e.skip_hours, "skipped hours");
	is_int(1 << SUNDAY, e.skip_days, "skipped days");
	ok(e.cut, "cut");
	ok(e.login, "log-in");
	is_string("windows-1252", e.encoding, "encoding");
	is_string("item", e.list, "list");
	is_int(2, (int64_t)e.n_items, "items");
	check_item(&e.items[0]);
	is_string("", e.items[1].summary, "empty stays empty");
	document_put(&t, &e);
	ok(s.len == t.len && memcmp(s.text, t.text, s.len) == 0,
	    "and writes the same again");
	pool_free(pool);
	str_release(&s);
	str_release(&t);
}

/* Everything that a reader of the document would touch. */
static size_t
touch(const struct document *d)
{
	size_t n = strlen(document_kind_name(d->kind)) + strlen(d->format);
	char text[TIME_TEXT];

	n += strlen(time_write(d->updated == NO_TIME ? 0 : d->updated, text));
	for (size_t i = 0; i < d->n_items; i++) {
		const struct item *item = &d->items[i];

		for (size_t k = 0; k < item->n_links; k++)
			n += strlen(item->links[k].href) +
			     strlen(item->links[k].rel);
		for (size_t k = 0; k < item->n_deadlines; k++)
			n += item->deadlines[k].kind < DEADLINE_KINDS &&
			     item->deadlines[k].precision <= PRECISION_RANGE;
	}
	return n;
}

/* Each byte in turn made something else, and each shorter record. */
static void
check_hostile(void)
{
	static const unsigned char flips[] = {0xFF, 0x01, 0x80};
	struct document d = sample(), e;
	struct str s = STR_INIT(MOST);
	size_t good = 0, bad = 0, touched = 0;

	document_put(&s, &d);
	for (size_t i = 0; i < 3 * s.len + s.len; i++) {
		size_t at = i % s.len, len = i < 3 * s.len ? s.len : at;
		struct pool *pool = pool_new(MOST);
		char *copy = malloc(len + 1);
		struct wire w;
		struct why why_not;

		memcpy(copy, s.text, len);
		if (i < 3 * s.len)
			copy[at] ^= (char)flips[i / s.len];
		w = wire_open(copy, len);
		if (document_get(pool, &w, &e, &why_not)) {
			touched += touch(&e);
			good++;
		} else {
			bad++;
		}
		free(copy);
		pool_free(pool);
	}
	ok(bad > s.len, "%zu of %zu records are refused", bad, bad + good);
	ok(good > 0 && touched > 0, "%zu differ in a text only", good);
	str_release(&s);
}

static void
check_counts(void)
{
	struct document d = sample(), e;
	struct pool *pool = pool_new(MOST);
	struct str s = STR_INIT(MOST);
	struct link many[DOCUMENT_LINKS_MOST + 1];
	struct wire w;
	struct why why_not;

	for (size_t i = 0; i < DOCUMENT_LINKS_MOST + 1; i++)
		many[i] = (struct link){.rel = "a", .href = "b"};
	d.links = many;
	d.n_links = DOCUMENT_LINKS_MOST + 1;
	document_put(&s, &d);
	w = wire_open(s.text, s.len);
	ok(!document_get(pool, &w, &e, &why_not), "too many links");
	has_string("no document", why_not.text, "with a reason");
	is_int(0, (int64_t)e.n_items, "and nothing in it");
	str_release(&s);
	pool_free(pool);
}

int
main(void)
{
	is_string("page", document_kind_name(DOCUMENT_PAGE), "names");
	check_round();
	check_hostile();
	check_counts();
	return done_testing();
}
