/* deadline.c - deadlines in Swedish administrative text */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/deadline.h"

#include <string.h>

#include "core/deadline/extract.h"

enum {
	TEXT_MOST = 4 * 1024 * 1024,
	HEADING_MOST = 110,
	TITLE_MOST = 64,
	DEADLINES_MOST = 4096
};

static const char *const kinds[DEADLINE_KINDS] = {"remiss", "expiry", "effect",
    "notice", "decision", "report", "apply", "register", "event", "complete",
    "appeal"};

const char *
deadline_kind_name(enum deadline_kind k)
{
	return kinds[k];
}

bool
deadline_kind_read(const char *name, enum deadline_kind *k)
{
	for (int i = 0; i < DEADLINE_KINDS; i++)
		if (strcmp(kinds[i], name) == 0) {
			*k = (enum deadline_kind)i;
			return true;
		}
	return false;
}

/* The text from one byte to another, in one line. */
static const char *
one_line(struct extract *x, size_t from, size_t to)
{
	char *copy = pool_strndup(x->pool, x->text + from, to - from);
	size_t n = 0;

	for (size_t i = 0; copy[i] != '\0'; i++) {
		char c = copy[i];

		if ((unsigned char)c <= ' ')
			c = ' ';
		if (c == ' ' && (n == 0 || copy[n - 1] == ' '))
			continue;
		copy[n++] = c;
	}
	while (n > 0 && copy[n - 1] == ' ')
		n--;
	copy[n] = '\0';
	return copy;
}

/* One of the first n has its kind and days. */
static bool
is_told(const struct extract *x, size_t n, enum deadline_kind kind, int start,
    int end)
{
	for (size_t i = 0; i < n; i++)
		if (x->list[i].kind == kind && x->list[i].end == end &&
		    x->list[i].start == start)
			return true;
	return false;
}

struct deadline *
extract_add(struct extract *x, enum deadline_kind kind, int start, int end,
    enum precision precision, size_t from, size_t to)
{
	struct deadline *d;

	if (end < x->published || start > end || x->n >= DEADLINES_MOST ||
	    is_told(x, x->n, kind, start, end))
		return NULL;
	x->list = pool_grow(x->pool, x->list, x->n, &x->room, sizeof(*x->list));
	d = &x->list[x->n++];
	d->kind = kind;
	d->start = start;
	d->end = end;
	d->minutes = -1;
	d->precision = precision;
	d->evidence = one_line(x, from, to);
	d->at = from;
	return d;
}

void
extract_widen(struct extract *x, int start, enum precision precision)
{
	struct deadline *d = &x->list[x->n - 1];

	d->start = start;
	d->precision = precision;
	if (is_told(x, x->n - 1, d->kind, start, d->end))
		x->n--;
}

void
extract_withdraw(struct extract *x, size_t i)
{
	memmove(
	    x->list + i, x->list + i + 1, (--x->n - i) * sizeof(x->list[0]));
	x->events -= x->events > i;
	x->events_end -= x->events_end > i;
	x->series -= x->series > i;
}

static char
last_character(const char *text, const struct stretch *s)
{
	size_t i = s->to;

	while (i > s->from && (unsigned char)text[i - 1] <= ' ')
		i--;
	return i > s->from ? text[i - 1] : '\0';
}

/* A line by itself without a full stop, or one that ends in a colon. */
static bool
is_heading(const char *text, const struct stretch *s)
{
	char last = last_character(text, s);

	if (last == ':')
		return true;
	return s->line_start && s->line_end &&
	       s->to - s->from <= HEADING_MOST && last != '.' && last != ',' &&
	       last != ';' && !stretch_is_row(text, s->from, s->to);
}

/* A year in a heading is that of the dates of the list below it. */
static int
year_in(const char *text, const struct stretch *s)
{
	int year = 0;

	for (size_t i = s->from; i + 4 <= s->to; i++) {
		int value = 0, n = 0;

		while (i + (size_t)n < s->to && n < 9 &&
		       text[i + (size_t)n] >= '0' && text[i + (size_t)n] <= '9')
			value = value * 10 + (text[i + (size_t)n++] - '0');
		if (n == 4 && value >= 1990 && value <= 2099) {
			if (year != 0 && year != value)
				return 0;
			year = value;
		}
		i += n > 0 ? (size_t)n : 0;
	}
	return year;
}

static bool
has_days(const struct sentence *s)
{
	for (size_t k = 0; k < s->n; k++)
		if (s->reading[k].unit <= PRECISION_MONTH)
			return true;
	return false;
}

static bool
has_one_of(const char *text, const struct stretch *s, const char *const *words,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memmem(text + s->from, s->to - s->from, words[i],
			strlen(words[i])) != NULL)
			return true;
	return false;
}

#define HAS_ONE_OF(text, s, words) \
	has_one_of(text, s, words, sizeof(words) / sizeof((words)[0]))

/*
 * The account of a time that has been, by its title: of a year before this
 * one, or of whatever "the year that passed" may be.
 */
static bool
looks_back(const struct extract *x, const struct stretch *s, int year)
{
	static const char *const accounts[] = {"berättelse", "BERÄTTELSE",
	    "i korthet", "I KORTHET", "rsredovisning", "ÅRSREDOVISNING",
	    "i siffror", "I SIFFROR"};
	static const char *const memories[] = {"rskrönika", "ÅRSKRÖNIKA",
	    "illbakablick", "TILLBAKABLICK", "ret som gick", "RET SOM GICK",
	    "ret som gått", "terblick", "backspegeln", "ret i bilder"};

	if (s->to - s->from > TITLE_MOST)
		return false;
	if (HAS_ONE_OF(x->text, s, memories))
		return year <= day_date(x->published).year;
	return year != 0 && year < day_date(x->published).year &&
	       HAS_ONE_OF(x->text, s, accounts);
}

/* "Vad händer nästa år": what follows lies ahead again. */
static bool
looks_ahead(const struct extract *x, const struct stretch *s)
{
	static const char *const words[] = {"ramåt", "ästa år", "ramtid",
	    "ommande", "händer nu", "väntar", "Tidplan", "tidplan"};

	return HAS_ONE_OF(x->text, s, words);
}

/* Keeps the stretch for those that follow it. */
static void
remember(struct extract *x, const struct stretch *s)
{
	bool row = stretch_is_row(x->text, s->from, s->to);

	if (row && !(s->dated && x->now.n > 0))
		x->header = *s;
	else if (!row)
		x->header.to = 0;
	if (is_heading(x->text, s)) {
		int year = year_in(x->text, s);

		if (looks_back(x, s, year))
			x->looks_back = true;
		else if (x->looks_back && looks_ahead(x, s))
			x->looks_back = false;
		bool list = s->dated && last_character(x->text, s) != ':' &&
			    has_days(&x->now);

		if (!list) {
			x->heading = *s;
			x->list_year = year;
		}
	}
	x->before = *s;
	memmove(x->above + 1, x->above, (ABOVE - 1) * sizeof(x->above[0]));
	x->above[0] = (struct above){.at = *s};
	if (x->top.at.to == 0)
		x->top = x->above[0];
}

struct deadline *
deadline_extract(
    struct pool *pool, const char *text, size_t len, int published, size_t *n)
{
	struct extract *x = pool_get(pool, sizeof(*x));
	struct stretch s = {0};

	if (len > TEXT_MOST)
		len = TEXT_MOST;
	x->pool = pool;
	x->text = text;
	x->published = published = dates_ref(published);
	x->len = len;
	x->last_start = x->last_day = x->expiry = x->effect = x->posted =
	    x->removed = NO_DAY;
	while (stretch_next(text, len, s.to, &s)) {
		if (s.dated) {
			sentence_read(&x->now, pool, text, &s, published,
			    &x->last_year, false);
			x->is_title = s.to < len && is_heading(text, &s) &&
				      x->now.list_line;
			if (!x->now.idle)
				extract_sentence(x);
		}
		remember(x, &s);
	}
	extract_finish(x);
	*n = x->n;
	return x->list;
}
