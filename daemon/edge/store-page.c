/* store-page.c - the state file: long lists, a page of ids at a time */
/* SPDX-License-Identifier: MIT */
#include "edge/store-page.h"

#include <stdlib.h>

#include "base/date.h"

#include "edge/store-inner.h"

/* Where the page begins; the first is before all that there is. */
static void
turn_over(struct store_page *p)
{
	if (!p->begun)
		p->after[0] = p->after[1] = INT64_MIN + 1;
	p->begun = true;
	p->n = p->at = 0;
}

static bool
add_open(struct rows rows, struct store_page *p, size_t *n)
{
	while (rows_next(&rows)) {
		p->after[0] = sqlite3_column_int64(rows.q, 0);
		p->after[1] = sqlite3_column_int64(rows.q, 1);
		++*n;
		if (sqlite3_column_int(rows.q, 2) != 0)
			p->id[p->n++] = p->after[1];
	}
	return rows_close(&rows);
}

/* Where no item concerns a rule the row itself is not looked at. */
#define FOLLOWED                                                   \
	"CASE WHEN EXISTS (SELECT 1 FROM item_rule) THEN EXISTS (" \
	"SELECT 1 FROM item_rule WHERE item_rule.item ="           \
	" deadline.item) ELSE 0 END OR EXISTS (SELECT 1 FROM own"  \
	" WHERE own.deadline = deadline.id)"

/* The rest of the day first: by two places of the index, not by one that all
 * of a day stand at. */
bool
store_page_open(struct store *s, struct store_page *p, int today, struct why *w)
{
	size_t n = 0;

	turn_over(p);
	if (!add_open(store_rows(s, w,
			  "SELECT end, id, " FOLLOWED " FROM deadline"
			  " WHERE state = 0 AND end = ?1"
			  " AND id > ?2 AND end >= ?3 ORDER BY id LIMIT ?4",
			  VALUES(INT(p->after[0]), INT(p->after[1]), INT(today),
			      INT(STORE_PAGE))),
		p, &n))
		return false;
	if (n < STORE_PAGE &&
	    !add_open(store_rows(s, w,
			  "SELECT end, id, " FOLLOWED " FROM deadline"
			  " WHERE state = 0 AND end > ?1"
			  " AND end >= ?2 ORDER BY end, id LIMIT ?3",
			  VALUES(INT(p->after[0]), INT(today),
			      INT((int64_t)(STORE_PAGE - n)))),
		p, &n))
		return false;
	p->last = n < STORE_PAGE;
	return true;
}

bool
store_page_items(
    struct store *s, struct store_page *p, int today, struct why *w)
{
	struct rows rows;
	size_t n = 0;

	turn_over(p);
	rows = store_rows(s, w,
	    "SELECT item, id, state = 0 AND end >= ?1 FROM deadline"
	    " WHERE (item, id) > (?2, ?3) ORDER BY item, id LIMIT ?4",
	    VALUES(INT(today), INT(p->after[0]), INT(p->after[1]),
		INT(STORE_PAGE)));
	while (rows_next(&rows)) {
		p->after[0] = sqlite3_column_int64(rows.q, 0);
		p->after[1] = sqlite3_column_int64(rows.q, 1);
		n++;
		if (sqlite3_column_int(rows.q, 2) != 0 &&
		    (p->n == 0 || p->id[p->n - 1] != p->after[0]))
			p->id[p->n++] = p->after[0];
	}
	p->last = n < STORE_PAGE;
	return rows_close(&rows);
}

bool
store_last(struct store *s, enum store_table table, int64_t *id, struct why *w)
{
	static const char *const sql[] = {
	    [STORE_ITEMS] = "SELECT max(id) FROM item",
	    [STORE_VERSIONS] = "SELECT max(id) FROM version",
	    [STORE_DEADLINES] = "SELECT max(id) FROM deadline",
	    [STORE_ALERTS] = "SELECT max(id) FROM alert",
	    [STORE_PARCELS] = "SELECT max(id) FROM parcel"};
	bool done = store_number(s, w, id, sql[table], NO_VALUES);

	if (*id < 0)
		*id = 0;
	return done;
}

static int
sooner(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	if (x->end != y->end)
		return (x->end > y->end) - (x->end < y->end);
	return (x->id > y->id) - (x->id < y->id);
}

void
ends_sort(struct ends *e)
{
	if (!e->sorted && e->n > 0)
		qsort(e->end, e->n, sizeof(*e->end), sooner);
	e->sorted = true;
}

void
ends_release(struct ends *e)
{
	free(e->end);
	*e = (struct ends){0};
}

static void
add_end(struct ends *e, int64_t id, int end)
{
	if (e->n == e->room) {
		e->room = e->room ? e->room * 2 : 64;
		e->end = reallocarray(e->end, e->room, sizeof(*e->end));
		if (e->end == NULL)
			abort();
	}
	e->end[e->n++] = (struct end){id, end};
}

static bool
add_ends(struct rows rows, struct ends *e)
{
	while (rows_next(&rows))
		add_end(e, sqlite3_column_int64(rows.q, 0),
		    sqlite3_column_int(rows.q, 1));
	return rows_close(&rows);
}

bool
store_page_recent(struct store *s, int today, int64_t since, int64_t from,
    int64_t to, struct ends *e, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, end FROM deadline WHERE id BETWEEN ?1 AND ?2"
	    " AND (state = 0 AND end >= ?3 OR state <> 1"
	    " AND touched >= ?4)",
	    VALUES(INT(from), INT(to), INT(today), INT(since)));

	return add_ends(rows, e);
}

bool
store_page_ends(struct store *s, const struct deadline_query *f, int64_t from,
    int64_t to, struct ends *e, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, end FROM deadline WHERE id BETWEEN ?1 AND ?2"
	    " AND (?3 < 0 OR kind = ?3) AND (?4 = 0 OR state = 0 AND (end >= ?5"
	    " OR ?6 <> 0 AND confirmed = 0 AND flags & 32 <> 0"
	    " AND published >= ?5 - 365))",
	    VALUES(INT(from), INT(to), INT(f->kind), INT(f->open_only),
		INT(f->today), INT(f->questioned)));

	return add_ends(rows, e);
}

/* --- when an item was published --- */

bool
item_is_ahead(const struct item_row *r, int64_t now)
{
	return r->published != NO_TIME && r->published > now + 86400;
}

int64_t
item_published(const struct item_row *r, int64_t now)
{
	return r->published == NO_TIME || item_is_ahead(r, now) ? r->seen
								: r->published;
}
