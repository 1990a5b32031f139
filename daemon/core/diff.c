/* diff.c - two texts side by side: which sentences differ, and which words */
/* SPDX-License-Identifier: MIT */
#include "core/diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/str.h"
#include "core/split.h"

enum { WORDS_MOST = 2000 }; /* of a sentence that are compared */

const char *
diff_name(enum diff_op op)
{
	static const char *const names[] = {"same", "old", "new", "changed"};

	return names[op];
}

/* --- lists --- */

static void
add_run(struct pool *pool, struct diff_runs *runs, enum diff_op op, size_t old,
    size_t new, size_t n)
{
	struct diff_run *last = runs->n > 0 ? &runs->list[runs->n - 1] : NULL;

	if (n == 0)
		return;
	if (last != NULL && last->op == op) {
		last->n += n;
		return;
	}
	runs->list = pool_grow(
	    pool, runs->list, runs->n, &runs->room, sizeof(*runs->list));
	runs->list[runs->n++] = (struct diff_run){op, old, new, n};
}

/*
 * One search: trace[d] holds, for each diagonal k = x - y from -d to d, how far
 * x comes with d steps.
 */
struct search {
	struct pool *pool;
	const uint64_t *a, *b;
	long n, m;
	int **trace;
	int most;
};

static int
far_before(const struct search *s, int d, int k)
{
	const int *before = s->trace[d - 1] + (d - 1);

	if (k == -d || (k != d && before[k - 1] < before[k + 1]))
		return before[k + 1];
	return before[k - 1] + 1;
}

/* The steps that are needed; -1: more than most. */
static int
search_steps(struct search *s)
{
	for (int d = 0; d <= s->most; d++) {
		int *now;

		s->trace[d] = pool_get(
		    s->pool, (2 * (size_t)d + 1) * sizeof(*now));
		now = s->trace[d] + d;
		for (int k = -d; k <= d; k += 2) {
			int x = d == 0 ? 0 : far_before(s, d, k);

			while (x < s->n && x - k < s->m && x - k >= 0 &&
			       s->a[x] == s->b[x - k])
				x++;
			now[k] = x;
			if (x >= s->n && x - k >= s->m)
				return d;
		}
	}
	return -1;
}

/* Which of a go and which of b come, read off the trace from its end. */
static void
mark_steps(const struct search *s, int steps, bool *goes, bool *comes)
{
	int x = (int)s->n, y = (int)s->m;

	for (int d = steps; d > 0; d--) {
		const int *before = s->trace[d - 1] + (d - 1);
		int k = x - y;
		bool down = k == -d ||
			    (k != d && before[k - 1] < before[k + 1]);

		x = before[down ? k + 1 : k - 1];
		y = x - (down ? k + 1 : k - 1);
		if (down)
			comes[y] = true;
		else
			goes[x] = true;
	}
}

static void
add_middle(struct pool *pool, struct diff_runs *runs, const bool *goes,
    size_t n, const bool *comes, size_t m, size_t front)
{
	size_t x = 0, y = 0, k;

	while (x < n || y < m) {
		for (k = 0; x + k < n && goes[x + k]; k++)
			;
		add_run(pool, runs, DIFF_OLD, front + x, front + y, k);
		x += k;
		for (k = 0; y + k < m && comes[y + k]; k++)
			;
		add_run(pool, runs, DIFF_NEW, front + x, front + y, k);
		y += k;
		for (k = 0;
		     x + k < n && y + k < m && !goes[x + k] && !comes[y + k];
		     k++)
			;
		add_run(pool, runs, DIFF_SAME, front + x, front + y, k);
		x += k;
		y += k;
	}
}

struct diff_runs
diff_lists(struct pool *pool, const uint64_t *old, size_t n,
    const uint64_t *new, size_t m, int most)
{
	struct diff_runs runs = {0};
	struct search s = {.pool = pool, .most = most};
	size_t front = 0, end = 0, left, right;
	bool *goes, *comes;
	int steps;

	while (front < n && front < m && old[front] == new[front])
		front++;
	while (end < n - front && end < m - front &&
	       old[n - 1 - end] == new[m - 1 - end])
		end++;
	left = n - front - end;
	right = m - front - end;
	goes = pool_get(pool, left + 1);
	comes = pool_get(pool, right + 1);
	s.a = old + front;
	s.b = new + front;
	s.n = (long)left;
	s.m = (long)right;
	s.trace = pool_get(pool, ((size_t)most + 1) * sizeof(*s.trace));
	steps = left > 0 && right > 0 ? search_steps(&s) : -1;
	if (steps >= 0) {
		mark_steps(&s, steps, goes, comes);
	} else {
		memset(goes, 1, left);
		memset(comes, 1, right);
	}
	add_run(pool, &runs, DIFF_SAME, 0, 0, front);
	add_middle(pool, &runs, goes, left, comes, right, front);
	add_run(pool, &runs, DIFF_SAME, n - end, m - end, end);
	return runs;
}

/* --- words --- */

struct words {
	const char **word;
	uint64_t *hash;
	size_t n;
};

static struct words
words_of(struct pool *pool, const char *text)
{
	struct words w = {.n = 0};
	size_t most = 1;

	for (const char *s = text; *s != '\0'; s++)
		most += *s == ' ';
	most = most < WORDS_MOST ? most : WORDS_MOST;
	w.word = pool_get(pool, most * sizeof(*w.word));
	w.hash = pool_get(pool, most * sizeof(*w.hash));
	while (*text != '\0' && w.n < most) {
		size_t len = w.n + 1 < most ? strcspn(text, " ") : strlen(text);

		if (len > 0) {
			w.word[w.n] = pool_strndup(pool, text, len);
			w.hash[w.n++] = XXH3_64bits(text, len);
		}
		text += len + (text[len] == ' ');
	}
	return w;
}

static const char *
join(struct pool *pool, const struct words *w, size_t from, size_t n)
{
	struct str s = STR_INIT((size_t)1 << 24);
	const char *text;

	for (size_t i = from; i < from + n; i++) {
		str_add(&s, i > from ? " " : "");
		str_add(&s, w->word[i]);
	}
	text = pool_strndup(pool, s.text, s.len);
	str_release(&s);
	return text;
}

static struct diff_sentence
changed_sentence(
    struct pool *pool, const struct words *a, const struct words *b)
{
	struct diff_runs runs = diff_lists(
	    pool, a->hash, a->n, b->hash, b->n, DIFF_WORDS);
	struct diff_part *part = pool_get(pool, (runs.n + 1) * sizeof(*part));

	for (size_t i = 0; i < runs.n; i++) {
		const struct diff_run *r = &runs.list[i];

		part[i].op = r->op;
		part[i].text = r->op == DIFF_OLD ? join(pool, a, r->old, r->n)
						 : join(pool, b, r->new, r->n);
	}
	return (struct diff_sentence){DIFF_CHANGED, part, runs.n};
}

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Two words of five, or more, are in both. */
static bool
are_alike(struct pool *pool, const struct words *a, const struct words *b)
{
	uint64_t *sorted = pool_get(pool, (b->n + 1) * sizeof(*sorted));
	size_t same = 0, more = a->n > b->n ? a->n : b->n;

	memcpy(sorted, b->hash, b->n * sizeof(*sorted));
	qsort(sorted, b->n, sizeof(*sorted), by_hash);
	for (size_t i = 0; i < a->n; i++)
		same += bsearch(&a->hash[i], sorted, b->n, sizeof(*sorted),
			    by_hash) != NULL;
	return same * 5 >= more * 2;
}

/* --- sentences --- */

static void
add_sentence(struct pool *pool, struct diff *d, const struct diff_sentence *one)
{
	d->list = pool_grow(pool, d->list, d->n, &d->room, sizeof(*d->list));
	d->list[d->n++] = *one;
}

static void
add_plain(struct pool *pool, struct diff *d, enum diff_op op, const char *text)
{
	struct diff_part *part = pool_get(pool, sizeof(*part));
	struct diff_sentence one = {op, part, 1};

	*part = (struct diff_part){op, text};
	add_sentence(pool, d, &one);
}

/* Old sentences, and the new ones that stand in their place. */
struct swap {
	const struct sentence *old, *new;
	size_t n, m;
};

/* The old one at i is the new one at or after j that is most like it. */
static bool
find_like(struct pool *pool, const struct swap *s, size_t i, size_t j,
    size_t *found, struct diff_sentence *one)
{
	struct words a = words_of(pool, s->old[i].text);

	for (size_t k = j; k < s->m && k < j + DIFF_WINDOW; k++) {
		struct words b = words_of(pool, s->new[k].text);

		if (!are_alike(pool, &a, &b))
			continue;
		*found = k;
		*one = changed_sentence(pool, &a, &b);
		return true;
	}
	return false;
}

static void
add_swap(struct pool *pool, struct diff *d, const struct swap *s)
{
	size_t j = 0, found;
	struct diff_sentence one;

	for (size_t i = 0; i < s->n; i++) {
		if (!find_like(pool, s, i, j, &found, &one)) {
			add_plain(pool, d, DIFF_OLD, s->old[i].text);
			continue;
		}
		for (; j < found; j++)
			add_plain(pool, d, DIFF_NEW, s->new[j].text);
		add_sentence(pool, d, &one);
		j++;
	}
	for (; j < s->m; j++)
		add_plain(pool, d, DIFF_NEW, s->new[j].text);
}

static uint64_t *
hashes_of(struct pool *pool, const struct sentences *s)
{
	uint64_t *hash = pool_get(pool, (s->n + 1) * sizeof(*hash));

	for (size_t i = 0; i < s->n; i++)
		hash[i] = s->list[i].hash;
	return hash;
}

struct diff
diff_texts(struct pool *pool, const char *old, const char *new)
{
	struct sentences a = split_text(pool, old ? old : "");
	struct sentences b = split_text(pool, new ? new : "");
	struct diff_runs runs = diff_lists(pool, hashes_of(pool, &a), a.n,
	    hashes_of(pool, &b), b.n, DIFF_SENTENCES);
	struct diff d = {0};

	for (size_t i = 0; i < runs.n; i++) {
		const struct diff_run *r = &runs.list[i];
		bool swaps = r->op == DIFF_OLD && i + 1 < runs.n &&
			     runs.list[i + 1].op == DIFF_NEW;
		struct swap s = {.old = a.list ? a.list + r->old : NULL,
		    .new = b.list ? b.list + r->new : NULL};

		for (size_t k = 0; r->op == DIFF_SAME && k < r->n; k++)
			add_plain(pool, &d, DIFF_SAME, s.new[k].text);
		if (r->op == DIFF_SAME)
			continue;
		s.n = r->op == DIFF_OLD ? r->n : 0;
		s.m = swaps ? runs.list[i + 1].n : r->op == DIFF_NEW ? r->n : 0;
		add_swap(pool, &d, &s);
		i += swaps;
	}
	return d;
}
