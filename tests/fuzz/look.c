/* look.c - what fuzz targets share: what must be true of texts and documents */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/wire.h"
#include "core/reading.h"
#include "core/text/encoding.h"
#include "fuzz/fuzz.h"

void
fuzz_must(bool holds, const char *format, ...)
{
	va_list args;

	if (holds)
		return;
	fputs("not true: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

struct pool *
fuzz_pool(void)
{
	return pool_new(FUZZ_POOL);
}

int
fuzz_day(const uint8_t **data, size_t *size)
{
	enum { LEN = 10 };
	char day[LEN + 1] = "";
	int ref;

	if (*size > LEN && (*data)[LEN] == '\n')
		memcpy(day, *data, LEN);
	ref = day_read(day);
	if (ref == NO_DAY)
		return day_of(2024, 3, 11);
	*data += LEN + 1;
	*size -= LEN + 1;
	return ref;
}

void
fuzz_must_be_text(const char *text, const char *what)
{
	size_t len = text ? strlen(text) : 0;

	fuzz_must(len == 0 || utf8_valid(text, len) == len,
	    "%s is UTF-8: \"%.200s\"", what, text);
}

void
fuzz_must_part(const char *text, size_t len, size_t at)
{
	fuzz_must(at <= len, "%zu is in a text of %zu bytes", at, len);
	if (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
		fuzz_must(utf8_valid(text, len) < len,
		    "no character is parted at %zu", at);
}

void
fuzz_must_be_deadline(const struct deadline *d)
{
	enum { FLAGS = 2 * DEADLINE_QUESTIONED - 1 };

	fuzz_must(d->kind < DEADLINE_KINDS, "%d is a kind", (int)d->kind);
	fuzz_must(d->start <= d->end && d->start != NO_DAY,
	    "it begins before it ends: %d, %d", d->start, d->end);
	fuzz_must(d->minutes >= -1 && d->minutes <= 24 * 60,
	    "%d minutes are a time of day", d->minutes);
	fuzz_must(d->precision <= PRECISION_RANGE, "%d is a precision",
	    (int)d->precision);
	fuzz_must((d->flags & ~(unsigned)FLAGS) == 0, "%x are flags", d->flags);
	fuzz_must(d->evidence != NULL && d->evidence[0] != '\0' &&
		      strchr(d->evidence, '\n') == NULL,
	    "its evidence is a line");
}

void
fuzz_must_be_reason(const char *text)
{
	fuzz_must(text[0] != '\0', "a reason is given");
	fuzz_must(
	    strchr(text, '\n') == NULL, "a reason is one line: \"%s\"", text);
	fuzz_must_be_text(text, "a reason");
}

static void
look_at_links(const struct link *links, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fuzz_must(links[i].rel != NULL && links[i].href != NULL,
		    "a link has an address");
		fuzz_must_be_text(links[i].rel, "a link's rel");
		fuzz_must_be_text(links[i].href, "a link's address");
		fuzz_must_be_text(links[i].type, "a link's type");
		fuzz_must_be_text(links[i].title, "a link's title");
	}
}

static void
look_at_item(const struct item *i)
{
	fuzz_must_be_text(i->id, "an id");
	fuzz_must_be_text(i->link, "a link");
	fuzz_must_be_text(i->title, "a title");
	fuzz_must_be_text(i->summary, "a summary");
	fuzz_must_be_text(i->content, "a content");
	look_at_links(i->links, i->n_links);
	for (size_t k = 0; k < i->n_deadlines; k++) {
		fuzz_must_be_deadline(&i->deadlines[k]);
		fuzz_must_be_text(i->deadlines[k].evidence, "evidence");
	}
}

/* As a record, read back, and as a record again. */
static void
look_at_record(const struct document *d)
{
	struct str one = STR_INIT(FUZZ_POOL), two = STR_INIT(FUZZ_POOL);
	struct pool *pool = fuzz_pool();
	struct document back;
	struct wire wire;
	struct why w = {""};

	document_put(&one, d);
	wire = wire_open(one.text, one.len);
	fuzz_must(document_get(pool, &wire, &back, &w) && wire_done(&wire),
	    "the record is read back: %s", w.text);
	document_put(&two, &back);
	fuzz_must(
	    one.len == two.len && memcmp(one.text, two.text, one.len) == 0,
	    "what is read back is the same");
	pool_free(pool);
	str_release(&one);
	str_release(&two);
}

void
fuzz_must_be_document(const struct document *d)
{
	fuzz_must(d->n_items <= DOCUMENT_ITEMS_MOST, "%zu items", d->n_items);
	fuzz_must(d->n_links <= DOCUMENT_LINKS_MOST, "%zu links", d->n_links);
	fuzz_must(
	    d->n_papers <= DOCUMENT_PAPERS_MOST, "%zu papers", d->n_papers);
	fuzz_must(d->n_rules <= DOCUMENT_RULES_MOST, "%zu rules", d->n_rules);
	fuzz_must_be_text(d->id, "the id");
	fuzz_must_be_text(d->title, "the title");
	fuzz_must_be_text(d->link, "the link");
	look_at_links(d->links, d->n_links);
	for (size_t i = 0; i < d->n_items; i++)
		look_at_item(&d->items[i]);
	look_at_record(d);
}

void
fuzz_read(const struct reading *r, struct str *s)
{
	struct pool *pool = fuzz_pool();
	struct document d;
	struct why w = {""};

	if (reading_do(pool, r, &d, &w)) {
		fuzz_must_be_document(&d);
		fuzz_must_be_text(d.refused_by, "who has sent it");
		document_put(s, &d);
	} else {
		fuzz_must_be_reason(w.text);
		str_add(s, w.text);
	}
	pool_free(pool);
}
