/* mail-items.c - from the lines and links of a mail to items */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-items.h"

#include <string.h>

#include "base/date.h"
#include "core/deadline/deadline.h"

/*
 * Two shapes of a digest, often in one:
 *
 *	Rubrik (a link)          Rubrik
 *	Ingress, dates           Ingress, dates
 *	Läs mer (the same link)  Läs mer (the link)
 *
 * A link with a name of its own begins an item, whose text goes on to the
 * next link or heading.  One without ends an item, whose text begins behind
 * the link before, and whose name is the heading there, or what comes first.
 */
enum {
	TITLE_MOST = 200,
	BUTTON_MOST = 25,
	REST_LEAST = 400, /* bytes that are more than a greeting */
	SCRATCH_MOST = 256 << 20
};

/* All links of the mail that lead to one place. */
struct group {
	const struct mail_link *first, *named;
	size_t begin, end; /* lines of its text */
	size_t name;       /* the line that its title is; past the last: none */
	const char *title;
	bool before; /* its text stands before its link */
};

struct groups {
	const struct mail_lines *lines;
	struct group *list;
	size_t n;
	size_t *of_line; /* 1 + the group whose link begins there; 0: none */
};

static struct group *
find(struct groups *g, const char *key)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->list[i].first->key, key) == 0)
			return &g->list[i];
	return NULL;
}

static void
gather(struct groups *g, const struct mail_lines *l)
{
	struct pool *p = l->pool;

	g->lines = l;
	g->list = pool_get(p, (l->n_links + 1) * sizeof(*g->list));
	g->of_line = pool_get(p, (l->n + 1) * sizeof(*g->of_line));
	for (size_t i = 0; i < l->n_links; i++) {
		const struct mail_link *k = &l->link[i];
		struct group *one = find(g, k->key);

		if (one == NULL) {
			one = &g->list[g->n++];
			one->first = k;
			one->name = l->n;
		}
		if (k->text != NULL &&
		    (one->named == NULL || (one->named->shape == LINK_PICTURE &&
					       k->shape != LINK_PICTURE)))
			one->named = k;
		if (k->line < l->n && g->of_line[k->line] == 0)
			g->of_line[k->line] = (size_t)(one - g->list) + 1;
	}
}

static const char *
short_title(struct pool *p, const char *text)
{
	size_t n = strlen(text);

	if (n <= TITLE_MOST)
		return text;
	for (n = TITLE_MOST; n > TITLE_MOST / 2 && text[n] != ' ';)
		n--;
	while ((text[n] & 0xC0) == 0x80)
		n--;
	return pool_printf(p, "%.*s …", (int)n, text);
}

/* The first line behind the link of another group that stands above. */
static size_t
begin_behind(const struct groups *g, size_t line, size_t own)
{
	while (line > 0 &&
	       (g->of_line[line - 1] == 0 || g->of_line[line - 1] == own))
		line--;
	return line;
}

/* The line that names what ends at end: a heading, or what comes first. */
static size_t
name_line(const struct mail_lines *l, size_t begin, size_t end)
{
	size_t gap = end;

	for (size_t i = end; i > begin; i--)
		if (l->line[i - 1].heading && !l->line[i - 1].noise)
			return i - 1;
	for (size_t i = end; i > begin && gap == end; i--)
		if (l->line[i - 1].gap && !l->line[i - 1].noise && i - 1 < end)
			gap = i - 1;
	/* "Rubrik", "Ingress" and "Läs mer", each a block of its own. */
	if (gap < end && gap > begin && gap + 1 == end &&
	    !l->line[gap - 1].noise && l->line[gap - 1].len < l->line[gap].len)
		gap--;
	return gap;
}

/* What ends with a link that has no name. */
static void
look_before(struct groups *g, struct group *one, const struct mail_link *k)
{
	const struct mail_lines *l = g->lines;
	size_t own = (size_t)(one - g->list) + 1, at = k->line;
	size_t begin = begin_behind(g, at, own), name;

	one->before = true;
	one->end = at < l->n ? at + !l->line[at].linked : l->n;
	name = name_line(l, begin, at < l->n ? at : l->n);
	if (name < at && name < l->n) {
		one->title = short_title(l->pool, l->line[name].text);
		one->name = name;
		one->begin = name + 1;
	} else {
		one->begin = at;
	}
	if (one->end < one->begin)
		one->end = one->begin;
}

/* What begins with a link that names it, or with the name of a card whose
 * link was closed before its words. */
static void
look_behind(struct groups *g, struct group *one, const struct mail_link *k)
{
	const struct mail_lines *l = g->lines;
	size_t own = (size_t)(one - g->list) + 1, at = k->line;
	size_t end = at < l->n ? at + 1 : l->n;
	bool whole = at < l->n && (l->line[at].linked || k->empty);

	one->title = short_title(
	    l->pool, k->text != NULL ? k->text : l->line[at].text);
	one->name = whole ? at : l->n;
	one->begin = whole ? at + 1 : at;
	while (end < l->n && !l->line[end].heading &&
	       (g->of_line[end] == 0 || g->of_line[end] == own))
		end++;
	one->end = end;
}

/*
 * "Rubrik", "Ingress" and a link "Till anmälan" that stands alone: a button
 * is short, or nothing of its own follows it.
 */
static bool
is_button(const struct groups *g, const struct group *one)
{
	const struct mail_lines *l = g->lines;
	size_t at = one->named->line, own = (size_t)(one - g->list) + 1, i;

	if (at >= l->n || !l->line[at].linked || l->line[at].heading ||
	    one->named->shape == LINK_PICTURE)
		return false;
	for (i = at; i > begin_behind(g, at, own); i--)
		if (l->line[i - 1].heading && !l->line[i - 1].noise)
			break;
	if (i == begin_behind(g, at, own) || i == at)
		return false; /* no heading, or no text below it */
	return l->line[at].len <= BUTTON_MOST || at + 1 == l->n ||
	       l->line[at + 1].heading;
}

/* A heading that only names what follows, "Remisser", is no name's end. */
static void
look(struct groups *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->list[i].named != NULL && is_button(g, &g->list[i]))
			look_before(g, &g->list[i], g->list[i].named);
		else if (g->list[i].named != NULL)
			look_behind(g, &g->list[i], g->list[i].named);
		else if (g->list[i].first->empty &&
			 g->list[i].first->line < g->lines->n &&
			 g->of_line[g->list[i].first->line] == i + 1)
			look_behind(g, &g->list[i], g->list[i].first);
		else
			look_before(g, &g->list[i], g->list[i].first);
	/* What ends with a link takes its lines from what begins above it. */
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = i + 1; k < g->n && k < i + 2; k++)
			if (g->list[k].title != NULL && g->list[k].before &&
			    g->list[k].begin > g->list[i].begin &&
			    g->list[k].begin <= g->list[i].end)
				g->list[i].end = g->list[k].begin - 1;
}

static struct item *
add_item(struct document *d, size_t *room, struct pool *p,
    const struct mail_facts *f)
{
	struct item *i;

	if (d->n_items >= DOCUMENT_ITEMS_MOST)
		return NULL;
	d->items = pool_grow(p, d->items, d->n_items, room, sizeof(*d->items));
	i = &d->items[d->n_items++];
	*i = (struct item){.id = pool_printf(p, "mid:%s", f->id),
	    .title = f->subject,
	    .published = f->sent,
	    .updated = NO_TIME,
	    .valid_to = NO_DAY,
	    .links = f->papers,
	    .n_links = f->n_papers};
	return i;
}

static bool
has_deadline(const char *text, int64_t sent)
{
	struct pool *scratch = pool_new(SCRATCH_MOST);
	int day = sent != NO_TIME ? time_local_day(sent) : NO_DAY;
	size_t n = 0;

	if (day != NO_DAY)
		deadline_extract(scratch, text, strlen(text), day, &n);
	pool_free(scratch);
	return n > 0;
}

/* Prose between the items of a digest, a deadline there, and what is attached
 * are of the mail itself. */
static void
add_rest(struct document *d, size_t *room, const struct groups *g,
    const struct mail_facts *f)
{
	const struct mail_lines *l = g->lines;
	struct mail_lines rest = *l;
	const char *text;
	struct item *i;

	rest.line = pool_get(l->pool, (l->n + 1) * sizeof(*rest.line));
	memcpy(rest.line, l->line, l->n * sizeof(*rest.line));
	for (size_t k = 0; k < g->n; k++)
		if (g->list[k].name < l->n)
			rest.line[g->list[k].name].noise = true;
	for (size_t k = 0; k < l->n; k++)
		rest.line[k].noise |= l->line[k].linked;
	for (size_t k = 0; k < g->n; k++)
		for (size_t at = g->list[k].begin; at < g->list[k].end; at++)
			rest.line[at].noise = true;
	text = lines_text(&rest, 0, rest.n);
	if (f->n_papers == 0 &&
	    (text == NULL ||
		(strlen(text) < REST_LEAST && !has_deadline(text, f->sent))))
		return;
	i = add_item(d, room, l->pool, f);
	if (i != NULL)
		i->content = text;
}

static void
add_group(struct document *d, size_t *room, const struct groups *g,
    const struct group *one, const struct mail_facts *f)
{
	struct pool *p = g->lines->pool;
	struct item *i = add_item(d, room, p, f);

	if (i == NULL)
		return;
	i->link = one->first->href;
	if (one->title != NULL)
		i->title = one->title;
	if (g->n == 1) {
		i->content = f->text;
		if (one->named == NULL && f->subject != NULL)
			i->title = f->subject;
		return;
	}
	i->id = pool_printf(p, "mid:%s %s", f->id, one->first->key);
	i->content = lines_text(g->lines, one->begin, one->end);
	i->links = NULL;
	i->n_links = 0;
}

void
mail_items(struct document *d, size_t *room, const struct mail_lines *l,
    const struct mail_facts *f)
{
	struct groups g = {0};
	struct item *i;

	gather(&g, l);
	look(&g);
	for (size_t k = 0; k < g.n; k++)
		add_group(d, room, &g, &g.list[k], f);
	if (g.n > 1) {
		add_rest(d, room, &g, f);
	} else if (g.n == 0) {
		i = add_item(d, room, l->pool, f);
		if (i != NULL)
			i->content = f->text;
	}
}
