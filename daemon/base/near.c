/* near.c - did you mean: the nearest word by edit distance */
/* SPDX-License-Identifier: MIT */
#include "base/near.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_MOST = 40 };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/*
 * Insertions, deletions, changes and swaps of neighbours that make b of a;
 * WORD_MOST when one is too long to be compared.
 */
static int
distance(const char *a, const char *b)
{
	int row[3][WORD_MOST + 1];
	int n = (int)strnlen(a, WORD_MOST), m = (int)strnlen(b, WORD_MOST);
	int *before = row[0], *last = row[1], *now = row[2];

	if (n == WORD_MOST || m == WORD_MOST)
		return WORD_MOST;
	for (int j = 0; j <= m; j++)
		before[j] = last[j] = j;
	for (int i = 1; i <= n; i++) {
		int *spare = before;

		now[0] = i;
		for (int j = 1; j <= m; j++) {
			char x = lower(a[i - 1]), y = lower(b[j - 1]);

			now[j] = least(last[j] + 1, now[j - 1] + 1);
			now[j] = least(now[j], last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b[j - 2]) &&
			    lower(a[i - 2]) == y)
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *
near_word(const char *word, near_next_fn *next, void *context)
{
	int len = (int)strnlen(word, WORD_MOST);
	int best = 1 + (len > 3) + (len > 8);
	const char *name, *found = NULL;

	while ((name = next(context)) != NULL) {
		int longer = abs((int)strnlen(name, WORD_MOST) - len);
		int d = longer > best ? WORD_MOST : distance(word, name);

		/* not every letter may be another one */
		if (d > best || d >= len || (found != NULL && d == best))
			continue;
		best = d;
		found = name;
	}
	return found;
}
