/* diff-t.c - two texts side by side, sentence by sentence and word by word */
/* SPDX-License-Identifier: MIT */
#include "core/diff.h"
#include "core/split.h"

#include <string.h>
#include <time.h>

#include "tap/tap.h"

/* Sentences parted by "|"; "-" gone, "+" come, "=" the same, "~" changed. */
static const struct {
	const char *name, *old, *new, *wanted;
} cases[] = {
    {"the same", "Ett. Två.", "Ett. Två.", "=Ett.|=Två."},
    {"nothing", "", "", ""},
    {"all is new", "", "Ett. Två.", "+Ett.|+Två."},
    {"all is gone", "Ett. Två.", "", "-Ett.|-Två."},
    {"one comes", "Ett. Tre.", "Ett. Två. Tre.", "=Ett.|+Två.|=Tre."},
    {"one goes", "Ett. Två. Tre.", "Ett. Tre.", "=Ett.|-Två.|=Tre."},
    {"another", "Första saken. Slut.", "Helt annat här. Slut.",
	"-Första saken.|+Helt annat här.|=Slut."},
    {"a date", "Svara senast den 13 augusti 2020.",
	"Svara senast den 30 september 2020.",
	"~Svara senast den [-13 augusti-] {+30 september+} 2020."},
    {"a word comes", "Det är en remiss.", "Det är nu en remiss.",
	"~Det är {+nu+} en remiss."},
    {"a word goes", "Det är nu en remiss.", "Det är en remiss.",
	"~Det är [-nu-] en remiss."},
    {"case and white space", "Det ÄR  så.", "Det är så!", "=Det är så!"},
    {"a stamp", "Ett.\nSenast uppdaterad: 2022-05-18", "Ett.", "=Ett."},
    {"a new one before a changed one", "Svara senast den 1 maj till oss.",
	"Nytt. Svara senast den 2 maj till oss.",
	"+Nytt.|~Svara senast den [-1-] {+2+} maj till oss."},
    {"two changed ones", "Priset är 5 kr per styck. Avgiften är 9 kr per år.",
	"Priset är 6 kr per styck. Avgiften är 10 kr per år.",
	"~Priset är [-5-] {+6+} kr per styck.|~Avgiften är [-9-] {+10+} kr "
	"per år."},
    {"lines", "Rubrik\nEn text här\nSlut", "Rubrik\nEn annan text här\nSlut",
	"=Rubrik|~En {+annan+} text här|=Slut"},
};

static const char *
written(struct pool *pool, const struct diff *d)
{
	static const char *const open[] = {"", "[-", "{+"};
	static const char *const close[] = {"", "-]", "+}"};
	const char *text = "";

	for (size_t i = 0; i < d->n; i++) {
		const struct diff_sentence *s = &d->list[i];

		text = pool_printf(
		    pool, "%s%s%c", text, i ? "|" : "", "=-+~"[s->op]);
		for (size_t k = 0; k < s->n; k++)
			text = pool_printf(pool, "%s%s%s%s%s", text,
			    k ? " " : "",
			    s->op == DIFF_CHANGED ? open[s->part[k].op] : "",
			    s->part[k].text,
			    s->op == DIFF_CHANGED ? close[s->part[k].op] : "");
	}
	return text;
}

/* The runs lead from one list to the other. */
static bool
leads(const struct diff_runs *runs, const uint64_t *a, size_t n,
    const uint64_t *b, size_t m)
{
	size_t x = 0, y = 0;

	for (size_t i = 0; i < runs->n; i++) {
		const struct diff_run *r = &runs->list[i];

		if (r->old != x || r->new != y)
			return false;
		for (size_t k = 0; r->op == DIFF_SAME && k < r->n; k++)
			if (a[x + k] != b[y + k])
				return false;
		x += r->op != DIFF_NEW ? r->n : 0;
		y += r->op != DIFF_OLD ? r->n : 0;
	}
	return x == n && y == m;
}

static int
steps_of(const struct diff_runs *runs)
{
	size_t n = 0;

	for (size_t i = 0; i < runs->n; i++)
		n += runs->list[i].op != DIFF_SAME ? runs->list[i].n : 0;
	return (int)n;
}

/* The shortest way, by the table that needs n times m. */
static int
least_steps(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
	int row[32][32];

	for (size_t i = 0; i <= n; i++)
		for (size_t k = 0; k <= m; k++)
			row[i][k] = i == 0                 ? (int)k
				    : k == 0               ? (int)i
				    : a[i - 1] == b[k - 1] ? row[i - 1][k - 1]
				    : row[i - 1][k] < row[i][k - 1]
					? row[i - 1][k] + 1
					: row[i][k - 1] + 1;
	return row[n][m];
}

static void
check_lists(struct pool *pool)
{
	uint64_t a[30], b[30];
	unsigned seed = 12345;
	int wrong = 0, longer = 0;

	for (int round = 0; round < 3000; round++) {
		size_t n = (seed = seed * 1103515245 + 12345) >> 16 & 15;
		size_t m = (seed = seed * 1103515245 + 12345) >> 16 & 15;
		struct diff_runs runs;

		for (size_t i = 0; i < n; i++)
			a[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
		for (size_t i = 0; i < m; i++)
			b[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
		runs = diff_lists(pool, a, n, b, m, 100);
		wrong += !leads(&runs, a, n, b, m);
		longer += steps_of(&runs) != least_steps(a, n, b, m);
		runs = diff_lists(pool, a, n, b, m, 3);
		wrong += !leads(&runs, a, n, b, m);
		pool_clear(pool);
	}
	is_int(0, wrong, "every way leads from one to the other");
	is_int(0, longer, "and none is longer than it must be");
}

static void
check_hostile(struct pool *pool)
{
	size_t len = 2 << 20;
	char *a = pool_get(pool, len + 1), *b = pool_get(pool, len + 1);
	clock_t before = clock();
	struct diff d;

	for (size_t i = 0; i + 4 < len; i += 4) {
		memcpy(a + i, "Aa. ", 4);
		memcpy(b + i, i / 4 % 2 ? "Bb. " : "Aa. ", 4);
	}
	d = diff_texts(pool, a, b);
	ok(d.n > 0, "two texts that differ everywhere");
	memset(a, 'x', len);
	memset(b, 'x', len);
	for (size_t i = 1; i < len; i += 2)
		a[i] = b[i] = ' ';
	b[0] = 'y';
	d = diff_texts(pool, a, b);
	ok(d.n > 1 && d.n <= len / SENTENCE_MOST + 1 &&
		d.list[0].op == DIFF_CHANGED && d.list[1].op == DIFF_SAME,
	    "a sentence of a million words is taken for several");
	memset(b, '\xFF', len);
	d = diff_texts(pool, a, b);
	ok(d.n > 0, "no UTF-8 at all");
	ok((clock() - before) / (CLOCKS_PER_SEC / 1000) < 8000, "in time");
}

int
main(void)
{
	struct pool *pool = pool_new(1 << 30);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct diff d = diff_texts(pool, cases[i].old, cases[i].new);

		is_string(
		    cases[i].wanted, written(pool, &d), "%s", cases[i].name);
	}
	check_lists(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
