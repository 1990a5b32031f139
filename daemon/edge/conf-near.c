/* conf-near.c - did you mean: the nearest name by edit distance */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "edge/conf-part.h"

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
conf_nearest(const char *word, conf_next_fn *next, void *context)
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

const char *
conf_english(const char *word)
{
	static const struct {
		const char *swedish, *english;
	} row[] = {
	    {"källa", "source"},
	    {"flöde", "feed"},
	    {"regel", "rule"},
	    {"mottagare", "receiver"},
	    {"kanal", "notifier"},
	    {"bevaka", "bevakad"},
	    {"titel", "title"},
	    {"adress", "url"},
	    {"intervall", "interval"},
	    {"prioritet", "priority"},
	    {"tidsfrist", "deadline"},
	    {"påminn", "remind"},
	    {"till", "to"},
	    {"medlemmar", "members"},
	    {"språk", "language"},
	    {"tidszon", "timezone"},
	    {"ja", "yes"},
	    {"nej", "no"},
	    {"true", "yes"},
	    {"on", "yes"},
	    {"1", "yes"},
	    {"false", "no"},
	    {"off", "no"},
	    {"0", "no"},
	    {"hög", "high"},
	    {"låg", "low"},
	    {"kritisk", "critical"},
	    {"alla", "all"},
	    {"beslut", "decision"},
	    {"svenska", "sv"},
	    {"engelska", "en"},
	    {"grupp", "group"},
	    {"sammandrag", "digest"},
	    {"tidsperiod", "period"},
	    {"frånvaro", "away"},
	    {"ersättare", "stand-in"},
	    {"stängt", "closed"},
	    {"öppet", "open"},
	    {"direkt", "immediate"},
	    {"tyst", "quiet"},
	    {"vardagar", "weekdays"},
	    {"arbetsdagar", "workdays"},
	    {"helger", "weekend"},
	    {"helgdagar", "holidays"},
	    {"dagligen", "daily"},
	    {"mån", "mon"},
	    {"måndag", "mon"},
	    {"tis", "tue"},
	    {"tisdag", "tue"},
	    {"ons", "wed"},
	    {"onsdag", "wed"},
	    {"tor", "thu"},
	    {"tors", "thu"},
	    {"torsdag", "thu"},
	    {"fre", "fri"},
	    {"fredag", "fri"},
	    {"lör", "sat"},
	    {"lördag", "sat"},
	    {"sön", "sun"},
	    {"söndag", "sun"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(row[i].swedish, word) == 0)
			return row[i].english;
	return NULL;
}
