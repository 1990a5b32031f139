/* document.c - a document as a record, and back */
/* SPDX-License-Identifier: MIT */
#include "core/document.h"

#include <string.h>

#include "base/date.h"

/* What a thing takes at least on the wire: eight bytes a field. */
enum {
	NUMBER = 8,
	LINK_LEAST = 4 * NUMBER,
	DEADLINE_LEAST = 8 * NUMBER,
	ITEM_LEAST = 10 * NUMBER,
	RULE_LEAST = 3 * NUMBER,
	PAPER_LEAST = 3 * NUMBER,
	FLAGS_ALL = 63,
	MINUTES_MOST = 24 * 60,
	MINUTES_OF_YEAR = 366 * 24 * 60 /* as the reader of feeds bounds them */
};

static const char *const formats[] = {
    "rss", "rdf", "atom", "json", "html", "text", "mail", "robots", "sitemap"};

const char *
document_kind_name(enum document_kind kind)
{
	static const char *const names[] = {"feed", "list", "page"};

	return names[kind];
}

static void
put_links(struct str *s, const struct link *list, size_t n)
{
	wire_put_number(s, (int64_t)n);
	for (size_t i = 0; i < n; i++) {
		wire_put_text(s, list[i].rel);
		wire_put_text(s, list[i].href);
		wire_put_text(s, list[i].type);
		wire_put_text(s, list[i].title);
	}
}

static struct link *
get_links(struct pool *pool, struct wire *w, size_t *n)
{
	struct link *list;

	*n = wire_count(w, LINK_LEAST);
	if (w->bad || *n > DOCUMENT_LINKS_MOST) {
		w->bad = true;
		*n = 0;
	}
	list = *n ? pool_get(pool, *n * sizeof(*list)) : NULL;
	for (size_t i = 0; i < *n && !w->bad; i++) {
		list[i].rel = wire_text(w);
		list[i].href = wire_text(w);
		list[i].type = wire_text(w);
		list[i].title = wire_text(w);
		/* Whoever follows a link counts on these two. */
		w->bad |= list[i].rel == NULL || list[i].href == NULL;
	}
	return list;
}

static void
put_deadline(struct str *s, const struct deadline *d)
{
	wire_put_number(s, d->kind);
	wire_put_number(s, d->start);
	wire_put_number(s, d->end);
	wire_put_number(s, d->minutes);
	wire_put_number(s, d->precision);
	wire_put_number(s, d->flags);
	wire_put_text(s, d->evidence);
	wire_put_number(s, (int64_t)d->at);
}

static void
get_deadline(struct wire *w, struct deadline *d)
{
	d->kind = (enum deadline_kind)wire_number_in(w, 0, DEADLINE_KINDS - 1);
	d->start = (int)wire_number_in(w, NO_DAY, INT32_MAX);
	d->end = (int)wire_number_in(w, NO_DAY, INT32_MAX);
	d->minutes = (int)wire_number_in(w, -1, MINUTES_MOST);
	d->precision = (enum precision)wire_number_in(
	    w, PRECISION_DAY, PRECISION_RANGE);
	d->flags = (unsigned)wire_number_in(w, 0, FLAGS_ALL);
	d->evidence = wire_text(w);
	d->at = (size_t)wire_number_in(w, 0, INT32_MAX);
}

static struct deadline *
get_deadlines(struct pool *pool, struct wire *w, size_t *n)
{
	struct deadline *list;

	*n = wire_count(w, DEADLINE_LEAST);
	if (*n == 0 || w->bad)
		return NULL;
	list = pool_get(pool, *n * sizeof(*list));
	for (size_t i = 0; i < *n && !w->bad; i++)
		get_deadline(w, &list[i]);
	return list;
}

static void
put_item(struct str *s, const struct item *i)
{
	wire_put_text(s, i->id);
	wire_put_text(s, i->link);
	wire_put_text(s, i->title);
	wire_put_text(s, i->summary);
	wire_put_text(s, i->content);
	wire_put_number(s, i->published);
	wire_put_number(s, i->updated);
	wire_put_number(s, i->valid_to);
	put_links(s, i->links, i->n_links);
	wire_put_number(s, (int64_t)i->n_deadlines);
	for (size_t k = 0; k < i->n_deadlines; k++)
		put_deadline(s, &i->deadlines[k]);
}

/* An instant that day_date() can write: years 1 to 9999, or none. */
static int64_t
get_time(struct wire *w)
{
	int64_t t = wire_number(w);

	if (t != NO_TIME && (t < time_of(day_of(1, 1, 1), 0) ||
				t >= time_of(day_of(9999, 12, 31), 86400)))
		w->bad = true;
	return t;
}

static void
get_item(struct pool *pool, struct wire *w, struct item *i)
{
	i->id = wire_text(w);
	i->link = wire_text(w);
	i->title = wire_text(w);
	i->summary = wire_text(w);
	i->content = wire_text(w);
	i->published = get_time(w);
	i->updated = get_time(w);
	i->valid_to = (int)wire_number_in(w, NO_DAY, INT32_MAX);
	i->links = get_links(pool, w, &i->n_links);
	i->deadlines = get_deadlines(pool, w, &i->n_deadlines);
}

static void
put_rules(struct str *s, const struct document *d)
{
	wire_put_text(s, d->platform);
	wire_put_text(s, d->mark);
	wire_put_number(s, (int64_t)d->n_rules);
	for (size_t i = 0; i < d->n_rules; i++) {
		wire_put_text(s, d->rules[i].name);
		wire_put_text(s, d->rules[i].item);
		wire_put_number(s, (int64_t)d->rules[i].n);
	}
}

static void
get_rules(struct pool *pool, struct wire *w, struct document *d)
{
	d->platform = wire_text(w);
	d->mark = wire_text(w);
	d->n_rules = wire_count(w, RULE_LEAST);
	w->bad |= d->n_rules > DOCUMENT_RULES_MOST;
	if (w->bad || d->n_rules == 0) {
		d->n_rules = 0;
		return;
	}
	d->rules = pool_get(pool, d->n_rules * sizeof(*d->rules));
	for (size_t i = 0; i < d->n_rules && !w->bad; i++) {
		d->rules[i].name = wire_text(w);
		d->rules[i].item = wire_text(w);
		d->rules[i].n = (size_t)wire_number_in(w, 0, INT32_MAX);
		w->bad |= d->rules[i].name == NULL;
	}
}

static void
put_papers(struct str *s, const struct document *d)
{
	wire_put_number(s, (int64_t)d->n_papers);
	for (size_t i = 0; i < d->n_papers; i++) {
		wire_put_number(s, (int64_t)d->papers[i].item);
		wire_put_text(s, d->papers[i].href);
		wire_put_bytes(s, d->papers[i].bytes, d->papers[i].len);
	}
}

static void
get_papers(struct pool *pool, struct wire *w, struct document *d)
{
	d->n_papers = wire_count(w, PAPER_LEAST);
	w->bad |= d->n_papers > DOCUMENT_PAPERS_MOST;
	if (w->bad || d->n_papers == 0) {
		d->n_papers = 0;
		return;
	}
	d->papers = pool_get(pool, d->n_papers * sizeof(*d->papers));
	for (size_t i = 0; i < d->n_papers && !w->bad; i++) {
		d->papers[i].item = (size_t)wire_number_in(
		    w, 0, (int64_t)d->n_items - 1);
		d->papers[i].href = wire_text(w);
		d->papers[i].bytes = wire_bytes(w, &d->papers[i].len);
		w->bad |= d->papers[i].href == NULL;
	}
}

void
document_put(struct str *s, const struct document *d)
{
	wire_put_number(s, d->kind);
	wire_put_text(s, d->format);
	wire_put_text(s, d->encoding);
	wire_put_text(s, d->list);
	wire_put_text(s, d->id);
	wire_put_text(s, d->title);
	wire_put_text(s, d->link);
	wire_put_number(s, d->published);
	wire_put_number(s, d->updated);
	wire_put_number(s, d->ttl);
	wire_put_number(s, d->period);
	wire_put_number(s, d->base);
	wire_put_number(s, d->skip_hours);
	wire_put_number(s, d->skip_days);
	wire_put_number(s, d->cut);
	wire_put_number(s, d->login);
	wire_put_number(s, d->refused);
	wire_put_text(s, d->refused_by);
	put_links(s, d->links, d->n_links);
	put_rules(s, d);
	wire_put_number(s, (int64_t)d->n_items);
	for (size_t i = 0; i < d->n_items; i++)
		put_item(s, &d->items[i]);
	put_papers(s, d);
}

/* The word of our own that a record's stands for; NULL: none such. */
static const char *
format_of(const char *word)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (word != NULL && strcmp(formats[i], word) == 0)
			return formats[i];
	return NULL;
}

static void
get_head(struct pool *pool, struct wire *w, struct document *d)
{
	d->kind = (enum document_kind)wire_number_in(
	    w, DOCUMENT_FEED, DOCUMENT_PAGE);
	d->format = format_of(wire_text(w));
	d->encoding = wire_text(w);
	d->list = wire_text(w);
	d->id = wire_text(w);
	d->title = wire_text(w);
	d->link = wire_text(w);
	d->published = get_time(w);
	d->updated = get_time(w);
	d->ttl = (int)wire_number_in(w, 0, MINUTES_OF_YEAR);
	d->period = (int)wire_number_in(w, 0, MINUTES_OF_YEAR);
	d->base = get_time(w);
	d->skip_hours = (unsigned)wire_number_in(w, 0, (1 << 24) - 1);
	d->skip_days = (unsigned)wire_number_in(w, 0, 0xFE);
	d->cut = wire_number_in(w, 0, 1) == 1;
	d->login = wire_number_in(w, 0, 1) == 1;
	d->refused = (int)wire_number_in(w, 0, INT32_MAX);
	d->refused_by = wire_text(w);
	d->links = get_links(pool, w, &d->n_links);
	get_rules(pool, w, d);
	w->bad |= d->format == NULL;
}

bool
document_get(
    struct pool *pool, struct wire *w, struct document *d, struct why *reason)
{
	memset(d, 0, sizeof(*d));
	get_head(pool, w, d);
	d->n_items = wire_count(w, ITEM_LEAST);
	if (d->n_items > DOCUMENT_ITEMS_MOST)
		w->bad = true;
	if (w->bad)
		d->n_items = 0;
	if (d->n_items > 0)
		d->items = pool_get(pool, d->n_items * sizeof(*d->items));
	for (size_t i = 0; i < d->n_items && !w->bad; i++)
		get_item(pool, w, &d->items[i]);
	get_papers(pool, w, d);
	if (!w->bad)
		return true;
	memset(d, 0, sizeof(*d));
	return why(reason, "the reader's answer is no document");
}
