/* table.c - tables for people: columns that fit the terminal */
/* SPDX-License-Identifier: MIT */
#include "ctl/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/str.h"
#include "ctl/text.h"

enum {
	GAP = 2,
	FLEX_LEAST = 12, /* columns that a cut cell keeps */
	LINE_MOST = 1024 * 1024
};

struct cell {
	const char *text;
	int width;
	enum colour colour;
};

struct table {
	struct pool *pool;
	const struct column *column;
	size_t n_columns;
	struct cell *cell; /* row after row */
	size_t n, room;
};

/* How wide each column is in this table on this screen; -1: not shown. */
struct layout {
	int *width, *least;
	size_t n;
	size_t last; /* the last that is shown */
};

static int
terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int n = columns == NULL ? 0 : atoi(columns);

	if (n <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		n = size.ws_col;
	if (n <= 0)
		return SCREEN_WIDTH;
	return n < SCREEN_LEAST  ? SCREEN_LEAST
	       : n > SCREEN_MOST ? SCREEN_MOST
				 : n;
}

struct screen
screen_open(bool colour)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (none != NULL && none[0] != '\0')
		colour = false;
	if (term == NULL || strcmp(term, "dumb") == 0)
		colour = false;
	return (struct screen){.out = stdout,
	    .width = terminal_width(),
	    .colour = colour && isatty(STDOUT_FILENO)};
}

void
screen_write(const struct screen *s, enum colour colour, const char *text)
{
	static const char *const code[] = {
	    [COLOUR_NONE] = "",
	    [COLOUR_GOOD] = "\033[32m",
	    [COLOUR_WARN] = "\033[33m",
	    [COLOUR_BAD] = "\033[31m",
	    [COLOUR_DIM] = "\033[2m",
	    [COLOUR_HEAD] = "\033[1m",
	};

	if (!s->colour || colour == COLOUR_NONE)
		fputs(text, s->out);
	else
		fprintf(s->out, "%s%s\033[0m", code[colour], text);
}

struct table *
table_new(struct pool *pool, const struct column *column, size_t n)
{
	struct table *t = pool_get(pool, sizeof(*t));

	t->pool = pool;
	t->column = column;
	t->n_columns = n;
	return t;
}

void
table_cell(struct table *t, enum colour colour, const char *text)
{
	struct cell *c;

	t->cell = pool_grow(t->pool, t->cell, t->n, &t->room, sizeof(*t->cell));
	c = &t->cell[t->n++];
	c->text = text == NULL ? "" : text_clean(t->pool, text);
	if (c->text[0] == '\0')
		c->text = "-";
	c->width = text_width(c->text);
	c->colour = colour;
}

static size_t
rows(const struct table *t)
{
	return t->n / t->n_columns;
}

static bool
is_blank(const struct table *t, size_t column)
{
	for (size_t r = 0; r < rows(t); r++)
		if (strcmp(t->cell[r * t->n_columns + column].text, "-") != 0)
			return false;
	return true;
}

/* What the column would like: its widest cell or its head, a line at most. */
static int
wish(const struct table *t, size_t column, int most)
{
	int w = text_width(t->column[column].head);

	for (size_t r = 0; r < rows(t); r++)
		if (t->cell[r * t->n_columns + column].width > w)
			w = t->cell[r * t->n_columns + column].width;
	return w > most ? most : w;
}

static int
sum(const struct layout *l, const int *width)
{
	int all = -GAP;

	for (size_t i = 0; i < l->n; i++)
		if (width[i] >= 0)
			all += width[i] + GAP;
	return all;
}

/* Leaves out what matters least until the least widths fit. */
static void
drop(const struct table *t, struct layout *l, int width)
{
	while (sum(l, l->least) > width) {
		size_t worst = l->n;
		int most = 0;

		for (size_t i = 0; i < l->n; i++) {
			if (l->width[i] >= 0 && t->column[i].drop > most) {
				most = t->column[i].drop;
				worst = i;
			}
		}
		if (worst == l->n)
			return;
		l->width[worst] = l->least[worst] = -1;
	}
}

/* Takes columns from the widest that can give, one at a time. */
static void
shrink(struct layout *l, int width)
{
	while (sum(l, l->width) > width) {
		size_t widest = l->n;
		int most = 0;

		for (size_t i = 0; i < l->n; i++) {
			if (l->width[i] > l->least[i] && l->width[i] > most) {
				most = l->width[i];
				widest = i;
			}
		}
		if (widest == l->n)
			return;
		l->width[widest]--;
	}
}

static struct layout
fit(const struct table *t, int width)
{
	struct layout l = {.n = t->n_columns};

	l.width = pool_get(t->pool, sizeof(int) * l.n);
	l.least = pool_get(t->pool, sizeof(int) * l.n);
	for (size_t i = 0; i < l.n; i++) {
		int w = wish(t, i, width);

		if (t->column[i].drop > 0 && is_blank(t, i))
			w = -1;
		l.width[i] = l.least[i] = w;
		if (t->column[i].flex && w > FLEX_LEAST)
			l.least[i] = FLEX_LEAST;
	}
	drop(t, &l, width);
	shrink(&l, width);
	for (size_t i = 0; i < l.n; i++)
		if (l.width[i] >= 0)
			l.last = i;
	return l;
}

static void
write_cell(const struct screen *s, const struct layout *l, size_t i, bool right,
    enum colour colour, const char *text)
{
	struct str cut = STR_INIT(LINE_MOST);
	int pad;

	text_cut(&cut, text, l->width[i]);
	pad = l->width[i] - text_width(cut.text);
	if (right && pad > 0)
		fprintf(s->out, "%*s", pad, "");
	screen_write(s, colour, cut.text);
	if (i == l->last)
		fputc('\n', s->out);
	else
		fprintf(s->out, "%*s", (right ? 0 : pad) + GAP, "");
	str_release(&cut);
}

void
table_write(const struct table *t, const struct screen *s)
{
	struct layout l = fit(t, s->width);

	for (size_t i = 0; i < l.n; i++)
		if (l.width[i] >= 0)
			write_cell(s, &l, i, t->column[i].right, COLOUR_HEAD,
			    t->column[i].head);
	for (size_t c = 0; c < rows(t) * l.n; c++) {
		size_t i = c % l.n;

		if (l.width[i] >= 0)
			write_cell(s, &l, i, t->column[i].right,
			    t->cell[c].colour, t->cell[c].text);
	}
}
