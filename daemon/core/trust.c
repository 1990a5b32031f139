/* trust.c - how far a feed's ids can be trusted, counted */
/* SPDX-License-Identifier: MIT */
#include "core/trust.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The key that the rung stands on. */
static int64_t
key_of(const struct trust_item *i, enum identity_rung rung)
{
	return rung == RUNG_ALL    ? i->guid
	       : rung == RUNG_LINK ? i->link
				   : i->title;
}

/* A place in a table of keys: the first item that has the key. */
struct place {
	int64_t key;
	size_t first;
	bool several; /* of different links and titles */
};

static struct place *
place_of(struct place *table, size_t mask, int64_t key)
{
	size_t i = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15U >> 20);

	while (table[i & mask].key != 0 && table[i & mask].key != key)
		i++;
	return &table[i & mask];
}

static struct place *
place_all(const struct trust_item *item, size_t n, enum identity_rung rung,
    size_t *mask)
{
	struct place *table;
	size_t size = 16;

	while (size < n * 2)
		size *= 2;
	table = calloc(size, sizeof(*table));
	if (table == NULL)
		abort();
	*mask = size - 1;
	for (size_t i = 0; i < n; i++) {
		int64_t key = key_of(&item[i], rung);
		struct place *p;

		if (key == 0)
			continue;
		p = place_of(table, *mask, key);
		if (p->key == 0)
			*p = (struct place){key, i, false};
		else if (item[p->first].whole != item[i].whole)
			p->several = true;
	}
	return table;
}

static enum trust_fault
fault_of(
    const struct trust_item *i, enum identity_rung rung, const struct place *p)
{
	if (p == NULL)
		return TRUST_BLANK;
	if (p->several)
		return TRUST_REPEATED;
	if (rung != RUNG_ALL || i->link_owner <= 0)
		return TRUST_NONE;
	if (i->guid_owner == 0)
		return TRUST_CHANGED;
	return i->guid_owner > 0 && i->guid_owner != i->link_owner
		   ? TRUST_CROSSED
		   : TRUST_NONE;
}

void
trust_count(struct trust *t, enum identity_rung rung,
    const struct trust_item *item, size_t n)
{
	size_t mask, blank = 0;
	int seen = 0;
	struct place *table;

	memset(t->by, 0, sizeof(t->by));
	for (size_t i = 0; i < n; i++)
		blank += key_of(&item[i], rung) == 0;
	if (blank == n || rung == RUNG_GUID || rung == RUNG_TEXT)
		return; /* a feed that has none does not fail by it */
	table = place_all(item, n, rung, &mask);
	for (size_t i = 0; i < n; i++) {
		int64_t key = key_of(&item[i], rung);

		if (item[i].unseen)
			continue;
		seen++;
		t->by[fault_of(
		    &item[i], rung, key ? place_of(table, mask, key) : NULL)]++;
	}
	free(table);
	t->asked += seen;
	t->failed += seen - t->by[TRUST_NONE];
	for (; t->asked > TRUST_WINDOW && t->asked > seen; t->failed /= 2)
		t->asked /= 2;
}

enum identity_rung
trust_rung(const struct trust *t, enum identity_rung rung)
{
	if (t->failed < TRUST_LEAST ||
	    t->failed * 100LL < t->asked * (long long)TRUST_PERCENT)
		return rung;
	return rung == RUNG_ALL          ? RUNG_LINK
	       : rung == RUNG_LINK       ? RUNG_TITLE_DATE
	       : rung == RUNG_TITLE_DATE ? RUNG_TEXT
					 : rung;
}

const char *
trust_write(const struct trust *t, char text[TRUST_TEXT])
{
	static const char *const names[TRUST_FAULTS] = {
	    "", "blank", "repeated", "changed", "crossed"};
	int n = snprintf(text, TRUST_TEXT, "%d of %d", t->failed, t->asked);

	for (int i = 1; i < TRUST_FAULTS; i++)
		if (t->by[i] > 0 && n < TRUST_TEXT)
			n += snprintf(text + n, TRUST_TEXT - (size_t)n,
			    "%s %d %s", strchr(text, ':') ? "," : ":", t->by[i],
			    names[i]);
	return text;
}
