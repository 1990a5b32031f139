/* repair.c - pdftotext's lines made paragraphs again */
/* SPDX-License-Identifier: MIT */
#include "core/page/repair.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "core/page/stamp.h"

/* A line as it came. */
struct raw {
	const char *text; /* trimmed */
	size_t len;       /* bytes; 0: a blank line */
	size_t width;     /* characters with the indent */
	size_t page;
	bool columns; /* cells, parted by runs of blanks */
	bool dropped;
	bool kept; /* the first of heads that repeat */
};

/*
 * WIDEST: a text whose lines are longer was not broken at a margin.  EDGE:
 * lines of a page that may be its head or foot.
 */
enum { WIDEST = 160, EDGE = 3, PARAGRAPH_MOST = 1 << 20 };

struct repair {
	struct pool *pool;
	struct raw *lines;
	size_t n, room, pages;
	size_t column; /* the width at which lines were broken; 0: none */
};

static size_t
characters(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (s[i] & 0xC0) != 0x80;
	return n;
}

static bool
has_columns(const char *s, size_t len)
{
	size_t blanks = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == ' ' || s[i] == '\t') {
			blanks += s[i] == '\t' ? 3 : 1;
			continue;
		}
		if (blanks >= 3)
			return true;
		blanks = 0;
	}
	return false;
}

static void
add_raw(struct repair *r, const char *s, size_t len)
{
	size_t all, indent = 0;

	while (len > 0 && strchr(" \t\r", s[len - 1]) != NULL)
		len--;
	all = len;
	while (indent < len && strchr(" \t", s[indent]) != NULL)
		indent++;
	r->lines = pool_grow(
	    r->pool, r->lines, r->n, &r->room, sizeof(*r->lines));
	r->lines[r->n++] = (struct raw){.text = s + indent,
	    .len = len - indent,
	    .width = characters(s, all),
	    .page = r->pages,
	    .columns = has_columns(s + indent, len - indent)};
}

static void
split(struct repair *r, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i <= len; i++) {
		bool turn = i < len && s[i] == '\f';

		if (i < len && s[i] != '\n' && !turn)
			continue;
		add_raw(r, s + from, i - from);
		from = i + 1;
		r->pages += turn;
	}
	r->pages++;
}

/* A line without its figures, so that page 3's foot is page 4's. */
static uint64_t
shape(const struct raw *l)
{
	uint64_t h = 14695981039346656037U;

	for (size_t i = 0; i < l->len; i++) {
		char c = l->text[i];

		if (c == ' ' || c == '\t' ||
		    (i > 0 && isdigit((unsigned char)c) &&
			isdigit((unsigned char)l->text[i - 1])))
			continue;
		c = isdigit((unsigned char)c) ? '0' : c;
		h = (h ^ (unsigned char)c) * 1099511628211U;
	}
	return h;
}

struct edge {
	uint64_t shape;
	size_t line;
	size_t page;
};

static int
compare_edges(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->shape != y->shape)
		return x->shape < y->shape ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/*
 * The first (top) or last EDGE lines of each page.  step walks over the lines
 * in either direction.
 */
static struct edge *
find_edges(const struct repair *r, bool top, size_t *n)
{
	struct edge *list = NULL;
	size_t room = 0, page = SIZE_MAX, taken = 0;

	*n = 0;
	for (size_t i = 0; i < r->n; i++) {
		size_t at = top ? i : r->n - 1 - i;
		const struct raw *l = &r->lines[at];

		if (l->page != page) {
			page = l->page;
			taken = 0;
		}
		if (l->len == 0 || taken++ >= EDGE)
			continue;
		list = pool_grow(r->pool, list, *n, &room, sizeof(*list));
		list[(*n)++] = (struct edge){shape(l), at, l->page};
	}
	return list;
}

/* Those that stand on half of the pages; of heads the first one stays. */
static void
drop_repeated(struct repair *r, bool top)
{
	size_t n;
	struct edge *e = find_edges(r, top, &n);
	size_t least = r->pages / 2 < 2 ? 2 : r->pages / 2;

	if (n == 0)
		return;
	qsort(e, n, sizeof(*e), compare_edges);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && e[k].shape == e[i].shape;)
			k++;
		if (k - i < least)
			continue;
		r->lines[e[i].line].kept |= top;
		for (size_t x = i; x < k; x++)
			r->lines[e[x].line].dropped |=
			    !r->lines[e[x].line].kept;
	}
}

/* "3", "Sida 3 av 12", "3 (12)", "- 3 -" */
static bool
is_page_number(const struct raw *l)
{
	static const char *const words[] = {"sida", "sid", "page", "av", "of"};
	const char *s = l->text, *end = s + l->len;
	int digits = 0;

	if (l->len > 20)
		return false;
	while (s < end) {
		size_t i = 0;

		if (strchr(" ()/-.:", *s) != NULL) {
			s++;
			continue;
		}
		if (isdigit((unsigned char)*s)) {
			digits++;
			s++;
			continue;
		}
		while (i < 5 && !stamp_prefix(s, (size_t)(end - s), words[i]))
			i++;
		if (i == 5)
			return false;
		s += strlen(words[i]);
	}
	return digits > 0 && digits <= 6;
}

static void
drop_page_numbers(struct repair *r)
{
	for (int top = 0; top < 2; top++) {
		size_t n;
		struct edge *e = find_edges(r, top, &n);

		for (size_t i = 0; i < n; i++)
			if (is_page_number(&r->lines[e[i].line]))
				r->lines[e[i].line].dropped = true;
	}
}

/* The width that nine lines of ten keep. */
static void
measure(struct repair *r)
{
	size_t counts[WIDEST + 2] = {0}, all = 0, seen = 0, w = WIDEST + 1;

	for (size_t i = 0; i < r->n; i++) {
		const struct raw *l = &r->lines[i];

		if (l->len == 0 || l->dropped || l->columns)
			continue;
		counts[l->width > WIDEST ? WIDEST + 1 : l->width]++;
		all++;
	}
	while (w > 0 && seen * 10 <= all)
		seen += counts[w--];
	r->column = w + 1 > WIDEST ? 0 : w + 1;
}

static bool
is_lower(const char *s, size_t len)
{
	if (len > 1 && s[0] == '\xC3')
		return (unsigned char)s[1] >= 0xA0;
	return len > 0 && s[0] >= 'a' && s[0] <= 'z';
}

static bool
is_entry(const struct raw *l)
{
	static const char *const marks[] = {"•", "\xEF\x82\xB7", "\xEF\x82\xA7",
	    "▪", "●", "○", "◦", "- ", "– ", "* ", "§", "o "};
	size_t n = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (stamp_prefix(l->text, l->len, marks[i]))
			return true;
	while (n < l->len && n < 3 && isdigit((unsigned char)l->text[n]))
		n++;
	if (n == 0 && l->len > 1 && isalpha((unsigned char)l->text[0]))
		return l->text[1] == ')';
	return n > 0 && n + 1 < l->len &&
	       (l->text[n] == ')' ||
		   (l->text[n] == '.' && l->text[n + 1] == ' ' &&
		       !is_lower(l->text + n + 2, l->len - n - 2)));
}

/* What stands at the end of a text that breaks a word; its bytes, or 0. */
static size_t
hyphen_at(const struct str *s)
{
	if (s->len > 1 && s->text[s->len - 1] == '-')
		return 1;
	if (s->len > 2 && strcmp(s->text + s->len - 2, "\xC2\xAD") == 0)
		return 2;
	if (s->len > 3 && strcmp(s->text + s->len - 3, "\xE2\x80\x90") == 0)
		return 3;
	return 0;
}

/* "hälso- och": the hyphen stands for a word that comes later. */
static bool
is_conjunction(const struct raw *l)
{
	static const char *const words[] = {
	    "och", "eller", "samt", "respektive", "men", "till", "alternativt"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);

		if (stamp_prefix(l->text, l->len, words[i]) &&
		    (l->len == n || !isalpha((unsigned char)l->text[n])))
			return true;
	}
	return false;
}

/* The part before the hyphen is one letter, capitals or figures: "e-post". */
static bool
keeps_hyphen(const struct str *s, size_t hyphen)
{
	size_t end = s->len - hyphen;
	const char *t = s->text;

	if (end <= 1 || strchr(" \n", t[end - 2]) != NULL)
		return true;
	return !(t[end - 1] & 0x80) &&
	       !(t[end - 1] >= 'a' && t[end - 1] <= 'z');
}

/* Letters that fonts draw as one, parted again. */
static void
add_text(struct str *s, const char *text, size_t len)
{
	static const char *const parts[] = {"ff", "fi", "fl", "ffi", "ffl"};
	size_t done = 0;

	for (size_t i = 0; i + 2 < len; i++) {
		unsigned k = (unsigned char)text[i + 2] - 0x80U;

		if (text[i] != '\xEF' || text[i + 1] != '\xAC' || k > 4)
			continue;
		str_addn(s, text + done, i - done);
		str_add(s, parts[k]);
		done = i + 3;
	}
	str_addn(s, text + done, len - done);
}

static void
join(struct str *s, const struct raw *next)
{
	size_t n = hyphen_at(s);

	if (n == 2) {
		str_cut(s, s->len - 2);
	} else if (n == 0 || s->text[s->len - n - 1] == ' ' ||
		   is_conjunction(next)) {
		str_addc(s, ' ');
	} else if (is_lower(next->text, next->len) && !keeps_hyphen(s, n)) {
		str_cut(s, s->len - n);
	}
	add_text(s, next->text, next->len);
}

static bool
ends_sentence(const struct str *s)
{
	return s->len > 0 && strchr(".:;!?", s->text[s->len - 1]) != NULL;
}

/* The paragraph goes on in next; last is the line that it ends in. */
static bool
goes_on(const struct repair *r, const struct str *s, const struct raw *last,
    const struct raw *next, bool blank)
{
	bool lower = is_lower(next->text, next->len);

	if (r->column == 0 || last->columns || next->columns || is_entry(next))
		return false;
	if (blank)
		return last->page != next->page && lower && !ends_sentence(s);
	if (hyphen_at(s) > 0 || last->width * 4 >= r->column * 3)
		return true;
	return lower && !ends_sentence(s);
}

void
repair_text(struct lines *out, const char *text, size_t len)
{
	struct repair r = {.pool = out->pool};
	struct str s = STR_INIT(PARAGRAPH_MOST);
	const struct raw *last = NULL;
	bool blank = false;

	split(&r, text, len);
	if (r.pages > 2) {
		drop_page_numbers(&r);
		drop_repeated(&r, true);
		drop_repeated(&r, false);
	}
	measure(&r);
	for (size_t i = 0; i < r.n; i++) {
		const struct raw *l = &r.lines[i];

		if (l->dropped)
			continue;
		if (l->len == 0) {
			blank = true;
			continue;
		}
		if (last != NULL && goes_on(&r, &s, last, l, blank)) {
			join(&s, l);
		} else {
			lines_add(out, s.text, s.len, 0);
			str_clear(&s);
			add_text(&s, l->text, l->len);
		}
		last = l;
		blank = false;
	}
	lines_add(out, s.text, s.len, 0);
	str_release(&s);
}
