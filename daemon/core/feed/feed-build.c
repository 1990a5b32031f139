/* feed-build.c - the document that a feed becomes, field by field */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-build.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/feed/feeddate.h"
#include "core/text/href.h"
#include "core/text/mojibake.h"
#include "core/text/plain.h"

enum {
	WORD_MOST = 4096,      /* bytes of an id or date that are looked at */
	SAME_LINK_WITHIN = 16, /* how far back a repeated link is noticed */
	MINUTES_MOST = 366 * 24 * 60,
	HREF_BYTES = 1024 * 1024 /* and twice the length of the document */
};

void
feed_build_init(struct feed_build *b, struct pool *pool, struct document *doc,
    const char *base, size_t len)
{
	memset(b, 0, sizeof(*b));
	memset(doc, 0, sizeof(*doc));
	doc->kind = DOCUMENT_FEED;
	doc->published = doc->updated = NO_TIME;
	b->pool = pool;
	b->doc = doc;
	b->base = base;
	b->href_left = HREF_BYTES + len * 2;
	b->plain = (struct str)STR_INIT(len * 4 + 4096);
	b->mended = (struct str)STR_INIT(len + 4096);
}

void
feed_build_release(struct feed_build *b)
{
	str_release(&b->plain);
	str_release(&b->mended);
}

void
feed_begin_item(struct feed_build *b)
{
	memset(&b->item, 0, sizeof(b->item));
	memset(b->item_have, 0, sizeof(b->item_have));
	b->item.published = b->item.updated = NO_TIME;
	b->item.valid_to = NO_DAY;
	b->item_links_room = 0;
	b->permalink = NULL;
	b->in_item = true;
}

void
feed_end_item(struct feed_build *b)
{
	struct document *d = b->doc;

	if (b->permalink != NULL && feed_wants(b, TAG_LINK_GUID))
		b->item.link = b->permalink;
	b->in_item = false;
	if (d->n_items == DOCUMENT_ITEMS_MOST) {
		d->cut = true;
		return;
	}
	d->items = pool_grow(
	    b->pool, d->items, d->n_items, &b->items_room, sizeof(*d->items));
	d->items[d->n_items++] = b->item;
}

static enum feed_tag *
have(struct feed_build *b, enum feed_field field)
{
	return b->in_item ? &b->item_have[field] : &b->have[field];
}

static bool
is_date(enum feed_field field)
{
	return field == FIELD_PUBLISHED || field == FIELD_UPDATED;
}

const char *
feed_resolve(struct feed_build *b, const char *address, size_t len)
{
	size_t before = pool_used(b->pool), used;
	const char *base = b->href_left > 0 ? b->base : NULL;
	const char *href = href_resolve(b->pool, base, address, len);

	used = pool_used(b->pool) - before;
	b->href_left -= used < b->href_left ? used : b->href_left;
	return href;
}

/* Of equals the first counts; of dates the last. */
bool
feed_wants(struct feed_build *b, enum feed_tag tag)
{
	enum feed_field field = feed_meaning(tag).field;
	enum feed_tag now = *have(b, field);

	if (field == FIELD_NONE)
		return false;
	if (field == FIELD_SUMMARY && now >= TAG_SUMMARY && tag >= TAG_SUMMARY)
		return tag != now && feed_wants(b, TAG_CONTENT_SECOND);
	return tag > now || (tag == now && is_date(field));
}

/* A feed's dc:date says when it changed. */
static enum feed_field
field_of(struct feed_build *b, enum feed_tag tag)
{
	if (tag == TAG_DATE_DC && !b->in_item)
		return FIELD_UPDATED;
	return feed_meaning(tag).field;
}

static const char **
text_slot(struct feed_build *b, enum feed_field field)
{
	static const char *nowhere;

	if (field == FIELD_TITLE)
		return b->in_item ? &b->item.title : &b->doc->title;
	if (field == FIELD_ID)
		return b->in_item ? &b->item.id : &b->doc->id;
	if (field == FIELD_LINK)
		return b->in_item ? &b->item.link : &b->doc->link;
	if (b->in_item && field == FIELD_SUMMARY)
		return &b->item.summary;
	if (b->in_item && field == FIELD_CONTENT)
		return &b->item.content;
	return &nowhere;
}

static void
content_link(void *user, const char *href, size_t len)
{
	struct feed_build *b = user;

	if (b->in_item)
		feed_add_link(b, "related", href, len, NULL, NULL);
}

/* Before anything is made of it: a blank in it may be half a letter. */
static size_t
mend_twice(struct str *mended, const char *text, size_t len)
{
	size_t n;

	str_clear(mended);
	str_addn(mended, text, len);
	n = mojibake_mend(mended->text, mended->len);
	mended->len = n > 0 ? n : mended->len;
	return n;
}

void
feed_take_text(struct feed_build *b, enum feed_tag tag, enum feed_kind kind,
    const char *text, size_t len)
{
	enum feed_field field = field_of(b, tag);

	if (field == FIELD_SUMMARY && *have(b, field) >= TAG_SUMMARY) {
		tag = TAG_CONTENT_SECOND;
		field = FIELD_CONTENT;
	}
	if (!b->in_item && field != FIELD_TITLE)
		return;
	if (b->twice && mend_twice(&b->mended, text, len) > 0) {
		text = b->mended.text;
		len = b->mended.len;
	}
	str_clear(&b->plain);
	if (kind == KIND_HTML ||
	    (kind == KIND_AUTO && plain_is_html(text, len)))
		plain_add_html(&b->plain, text, len, content_link, b);
	else
		plain_add_text(&b->plain, text, len);
	if (b->plain.len == 0)
		return;
	*text_slot(b, field) = pool_strndup(
	    b->pool, b->plain.text, b->plain.len);
	*have(b, field) = tag;
}

static void
take_date(struct feed_build *b, enum feed_tag tag, enum feed_field field,
    const char *word)
{
	int64_t when = feeddate_read(word);

	/* What has no date says 1970-01-01. */
	if (when == NO_TIME || time_day(when) == 0)
		return;
	if (field == FIELD_PUBLISHED)
		*(b->in_item ? &b->item.published : &b->doc->published) = when;
	else
		*(b->in_item ? &b->item.updated : &b->doc->updated) = when;
	*have(b, field) = tag;
}

/* "2024-12-31", or "start=...; end=2024-12-31; scheme=W3C-DTF" */
static void
take_valid(struct feed_build *b, const char *word)
{
	const char *end = strstr(word, "end=");
	char part[WORD_MOST];
	struct feeddate d;
	size_t n;

	if (end == NULL && strchr(word, '=') != NULL)
		return;
	end = end ? end + 4 : word;
	n = strcspn(end, ";");
	memcpy(part, end, n);
	part[n] = '\0';
	if (b->in_item && feeddate_parse(part, &d) &&
	    day_date(d.day).year > 1970)
		b->item.valid_to = d.day;
}

static int
minutes_of(const char *period)
{
	static const struct {
		const char *name;
		int minutes;
	} periods[] = {{"hourly", 60}, {"daily", 1440}, {"weekly", 10080},
	    {"monthly", 43200}, {"yearly", 525600}};

	for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++)
		if (strcasecmp(period, periods[i].name) == 0)
			return periods[i].minutes;
	return 0;
}

static int
number_of(const char *word)
{
	long n = strtol(word, NULL, 10);

	return n < 0 ? 0 : n > MINUTES_MOST ? MINUTES_MOST : (int)n;
}

/* "22 23 0" as bits; some count the hours from 1 to 24. */
static unsigned
hours_of(const char *words)
{
	unsigned bits = 0;

	for (;;) {
		char *end;
		long hour = strtol(words, &end, 10);

		if (end == words)
			return bits;
		if (hour >= 0 && hour <= 24)
			bits |= 1U << hour % 24;
		words = end;
	}
}

/* "Saturday Sunday" as bits enum weekday, by their first three letters. */
static unsigned
days_of(const char *words)
{
	static const char *const name[] = {
	    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	unsigned bits = 0;

	while (*(words += strspn(words, " \n")) != '\0') {
		for (int i = 0; i < 7; i++)
			if (strncasecmp(words, name[i], 3) == 0)
				bits |= 1U << (MONDAY + i);
		words += strcspn(words, " \n");
	}
	return bits;
}

/* Hints of when it is worth asking for. */
static void
take_hint(struct feed_build *b, enum feed_field field, const char *word)
{
	int64_t base;

	if (field == FIELD_TTL)
		b->doc->ttl = number_of(word);
	else if (field == FIELD_PERIOD)
		b->period = minutes_of(word);
	else if (field == FIELD_FREQUENCY)
		b->frequency = number_of(word);
	else if (field == FIELD_BASE && (base = feeddate_read(word)) > 0)
		b->doc->base = base;
	else if (field == FIELD_SKIP_HOURS)
		b->doc->skip_hours = hours_of(word);
	else if (field == FIELD_SKIP_DAYS)
		b->doc->skip_days = days_of(word);
}

/* Atom resolves what looks like a path; others' ids stay as they stand. */
static void
take_id(struct feed_build *b, enum feed_tag tag, const char *word)
{
	const char *id = NULL;

	if (word[0] == '/' && (tag == TAG_ID || tag == TAG_ID_ATOM))
		id = feed_resolve(b, word, strlen(word));
	if (id == NULL)
		id = pool_strdup(b->pool, word);
	*text_slot(b, FIELD_ID) = id;
	*have(b, FIELD_ID) = tag;
	b->permalink = tag == TAG_GUID && href_is_web(id) ? id : NULL;
}

void
feed_take_word(
    struct feed_build *b, enum feed_tag tag, const char *text, size_t len)
{
	enum feed_field field = field_of(b, tag);
	const char *word;

	if (len > WORD_MOST)
		return;
	str_clear(&b->plain);
	plain_add_text(&b->plain, text, len);
	word = b->plain.text;
	if (b->plain.len == 0 || b->plain.len >= WORD_MOST)
		return;
	if (is_date(field))
		take_date(b, tag, field, word);
	else if (field == FIELD_ID)
		take_id(b, tag, word);
	else if (field == FIELD_VALID)
		take_valid(b, word);
	else if (!b->in_item)
		take_hint(b, field, word);
}

/* rss:ttl is said of the feed; else sy:updatePeriod over updateFrequency. */
void
feed_build_finish(struct feed_build *b)
{
	int often = b->frequency > 0 ? b->frequency : 1;

	if (b->period > 0)
		b->doc->period = b->period / often > 0 ? b->period / often : 1;
	if (b->doc->ttl == 0)
		b->doc->ttl = b->doc->period;
}

void
feed_take_link(
    struct feed_build *b, enum feed_tag tag, const char *address, size_t len)
{
	const char *link;

	if (!feed_wants(b, tag))
		return;
	link = feed_resolve(b, address, len);
	if (link == NULL)
		return;
	*text_slot(b, FIELD_LINK) = link;
	*have(b, FIELD_LINK) = tag;
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
is_known(const struct link *list, size_t n, const char *rel, const char *href)
{
	size_t first = n > SAME_LINK_WITHIN ? n - SAME_LINK_WITHIN : 0;

	for (size_t i = first; i < n; i++)
		if (is_same(list[i].rel, rel) && is_same(list[i].href, href))
			return true;
	return false;
}

void
feed_add_link(struct feed_build *b, const char *rel, const char *address,
    size_t len, const char *type, const char *title)
{
	struct link **list = b->in_item ? &b->item.links : &b->doc->links;
	size_t *n = b->in_item ? &b->item.n_links : &b->doc->n_links;
	size_t *room = b->in_item ? &b->item_links_room : &b->links_room;
	const char *href;
	struct link *link;

	if (*n == DOCUMENT_LINKS_MOST)
		return;
	href = feed_resolve(b, address, len);
	if (href == NULL || is_known(*list, *n, rel, href))
		return;
	if (type == NULL && href_is_pdf(href))
		type = "application/pdf";
	*list = pool_grow(b->pool, *list, *n, room, sizeof(**list));
	link = &(*list)[(*n)++];
	link->rel = strcmp(rel, "related") == 0 ? "related"
						: pool_strdup(b->pool, rel);
	link->href = href;
	link->type = type && *type ? pool_strdup(b->pool, type) : NULL;
	link->title = title && *title ? pool_strdup(b->pool, title) : NULL;
}
