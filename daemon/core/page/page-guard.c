/* page-guard.c - a stranger's HTML made tame before the parser sees it */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-guard.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/page/page-tag.h"

/* Deeper than this even the names are forgotten. */
enum { OPEN_MOST = 512 };

struct open {
	const struct tag_rule *rule;
	uint64_t hash; /* of the name */
	char name[TAG_NAME];
	bool written;
};

struct guard {
	const char *at, *end;
	struct str *out, *ld;
	struct open open[OPEN_MOST];
	int depth, elements;
	bool body;         /* the head is closed */
	bool no_comment;   /* no "-->" is left, so do not look again */
	unsigned no_close; /* bit per raw element: no end tag is left */
};

static void
write_head_end(struct guard *g, const struct tag *body)
{
	if (g->body)
		return;
	g->body = true;
	str_add(g->out, "</head>");
	if (body != NULL)
		page_tag_write(g->out, body);
	else
		str_add(g->out, "<body>");
}

static void
pop_to(struct guard *g, int depth)
{
	while (g->depth > depth) {
		const struct open *o = &g->open[--g->depth];

		if (o->written)
			str_addf(g->out, "</%s>", o->name);
	}
}

/*
 * The depth at which the element that an end tag means is open, -1 for none.
 * An inline end tag does not reach out of a block, and only the parts of
 * tables reach out of a cell.  At most OPEN_MOST steps.
 */
static int
find_open(const struct guard *g, const struct tag *t)
{
	for (int i = g->depth - 1; i >= 0; i--) {
		const struct open *o = &g->open[i];

		if (o->hash == t->hash && strcmp(o->name, t->name) == 0)
			return i;
		if (o->rule->flags & TAG_CELL && !(t->rule->flags & TAG_TABLE))
			return -1;
		if (o->rule->flags & TAG_BLOCK && !(t->rule->flags & TAG_BLOCK))
			return -1;
	}
	return -1;
}

/* <li> ends an open li of the same list, and so on. */
static void
close_implied(struct guard *g, const struct tag *t)
{
	if (t->rule->closes == 0)
		return;
	for (int i = g->depth - 1; i >= 0; i--) {
		uint64_t self = g->open[i].rule->self;

		if (self & t->rule->closes) {
			pop_to(g, i);
			return;
		}
		if (self & t->rule->until)
			return;
	}
}

static void
push(struct guard *g, const struct tag *t)
{
	bool written = g->depth < GUARD_DEPTH && g->elements < GUARD_ELEMENTS;
	struct open *o;

	if (t->rule->flags & TAG_VOID) {
		if (g->elements++ < GUARD_ELEMENTS)
			page_tag_write(g->out, t);
		return;
	}
	if (g->depth == OPEN_MOST)
		return;
	o = &g->open[g->depth++];
	o->rule = t->rule;
	o->hash = t->hash;
	o->written = written;
	memcpy(o->name, t->name, sizeof(o->name));
	g->elements++;
	if (written)
		page_tag_write(g->out, t);
}

/* Past the end tag of a raw element; what stood in it. */
static bool
take_raw(struct guard *g, const struct tag *t, const char **text, size_t *len)
{
	unsigned bit = 1U << (t->rule->raw & 31);
	size_t n = strlen(t->name);

	*text = g->at;
	for (const char *s = g->at; !(g->no_close & bit);) {
		s = memchr(s, '<', (size_t)(g->end - s));
		if (s == NULL || (size_t)(g->end - s) < n + 3) {
			g->no_close |= bit;
			break;
		}
		if (s[1] == '/' && strncasecmp(s + 2, t->name, n) == 0 &&
		    page_tag_ends_name(s[2 + n])) {
			*len = (size_t)(s - g->at);
			s = memchr(s, '>', (size_t)(g->end - s));
			g->at = s != NULL ? s + 1 : g->end;
			return true;
		}
		s++;
	}
	return false;
}

static void
read_raw(struct guard *g, const struct tag *t)
{
	const char *text;
	size_t len;

	/* Never closed: for the Standard all that follows is script. */
	if (!take_raw(g, t, &text, &len)) {
		if (t->rule->flags & TAG_TO_END)
			g->at = g->end;
		return;
	}
	if (t->rule->flags & TAG_KEEP) {
		str_addf(g->out, "<%s>", t->name);
		page_tag_write_text(g->out, text, len);
		str_addf(g->out, "</%s>", t->name);
	} else if (page_tag_has(t, "type", "ld+json")) {
		str_addn(g->ld, text, len);
		str_addc(g->ld, '\n');
	}
}

static void
take_start(struct guard *g, const struct tag *t)
{
	if (t->rule->flags & TAG_FRAME) {
		if (strcmp(t->name, "body") == 0)
			write_head_end(g, t);
		return;
	}
	if (t->rule->raw != 0) {
		read_raw(g, t);
		return;
	}
	if (!(t->rule->flags & TAG_HEAD))
		write_head_end(g, NULL);
	close_implied(g, t);
	push(g, t);
}

static void
take_end(struct guard *g, const struct tag *t)
{
	int at;

	if (t->rule->flags & TAG_FRAME)
		return;
	if (strcmp(t->name, "br") == 0) {
		str_add(g->out, "<br>");
		return;
	}
	at = find_open(g, t);
	if (at >= 0)
		pop_to(g, at);
}

/* <!-- -->, <!doctype>, <?xml ?>: nothing of it is kept. */
static void
skip_declaration(struct guard *g)
{
	const char *s = NULL;
	size_t left = (size_t)(g->end - g->at);

	if (left >= 4 && memcmp(g->at, "<!--", 4) == 0 && !g->no_comment) {
		s = memmem(g->at + 2, left - 2, "-->", 3);
		g->no_comment = s == NULL;
		if (s != NULL)
			s += 2;
	}
	if (s == NULL)
		s = memchr(g->at, '>', left);
	g->at = s != NULL ? s + 1 : g->end;
}

static void
take_markup(struct guard *g)
{
	struct tag t;
	char next = g->end - g->at > 1 ? g->at[1] : '\0';

	if (next == '!' || next == '?') {
		skip_declaration(g);
		return;
	}
	if (!page_tag_read(&g->at, g->end, &t)) {
		/* A "<" that begins no tag is a character. */
		write_head_end(g, NULL);
		str_add(g->out, "&lt;");
		g->at++;
		return;
	}
	if (t.cut)
		return;
	if (t.closing)
		take_end(g, &t);
	else
		take_start(g, &t);
}

static void
take_text(struct guard *g)
{
	const char *s = memchr(g->at, '<', (size_t)(g->end - g->at));

	if (s == NULL)
		s = g->end;
	if (!g->body && strspn(g->at, " \t\r\n\f") < (size_t)(s - g->at))
		write_head_end(g, NULL);
	page_tag_write_text(g->out, g->at, (size_t)(s - g->at));
	g->at = s;
}

void
guard_html(const char *html, size_t len, struct str *out, struct str *ld)
{
	static const char start[] = "<!DOCTYPE html><html><head>";
	struct guard g = {.at = html, .end = html + len, .out = out, .ld = ld};

	str_add(out, start);
	while (g.at < g.end) {
		if (*g.at == '<')
			take_markup(&g);
		else
			take_text(&g);
	}
	write_head_end(&g, NULL);
	pop_to(&g, 0);
	str_add(out, "</body></html>");
}
