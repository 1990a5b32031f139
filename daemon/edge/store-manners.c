/* store-manners.c - the state file: the rhythm of feeds, and where they moved */
/* SPDX-License-Identifier: MIT */
#include "edge/store-manners.h"

#include <string.h>

#include "base/date.h"
#include "edge/store-inner.h"

static void
fill_rhythm(sqlite3_stmt *q, struct rhythm_hints *h, struct rhythm_past *p)
{
	h->ttl = sqlite3_column_int(q, 0);
	h->period = sqlite3_column_int(q, 1);
	h->base = sqlite3_column_int64(q, 2);
	h->max_age = sqlite3_column_int(q, 3);
	h->skip_hours = (unsigned)sqlite3_column_int(q, 4);
	h->skip_days = (unsigned)sqlite3_column_int(q, 5);
	p->since = column_time(q, 6);
	p->last = column_time(q, 7);
	p->news = sqlite3_column_int64(q, 8);
}

bool
store_rhythm_get(struct store *s, int64_t feed, struct rhythm_hints *h,
    struct rhythm_past *p, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT ttl, period, base, max_age, skip_hours, skip_days, since,"
	    " last, news FROM rhythm WHERE feed = ?",
	    VALUES(INT(feed)));

	memset(h, 0, sizeof(*h));
	*p = (struct rhythm_past){.since = NO_TIME, .last = NO_TIME};
	if (rows_next(&rows))
		fill_rhythm(rows.q, h, p);
	return rows_close(&rows);
}

bool
store_rhythm_keep(struct store *s, int64_t feed, const struct rhythm_hints *h,
    const struct rhythm_past *p, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO rhythm (feed, ttl, period, base, max_age,"
	    " skip_hours, skip_days, since, last, news)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(feed), INT(h->ttl), INT(h->period), INT(h->base),
		INT(h->max_age), INT(h->skip_hours), INT(h->skip_days),
		INT(p->since), INT(p->last), INT(p->news)));
}

bool
store_rhythm_near(
    struct store *s, int64_t feed, int from, int to, bool *near, struct why *w)
{
	return store_is(s, w, near,
	    "SELECT EXISTS (SELECT 1 FROM deadline JOIN item ON"
	    " item.id = deadline.item WHERE deadline.state = 0 AND"
	    " deadline.end BETWEEN ?2 AND ?3 AND item.feed = ?1)",
	    VALUES(INT(feed), INT(from), INT(to)));
}

static void
fill_moved(sqlite3_stmt *q, struct pool *pool, struct moved_row *m)
{
	m->url = column_text(q, 0, pool);
	m->asked = column_text(q, 1, pool);
	m->target = column_text(q, 2, pool);
	m->first = column_time(q, 3);
	m->last = column_time(q, 4);
	m->count = sqlite3_column_int(q, 5);
	m->rejected = sqlite3_column_int(q, 6);
}

bool
store_moved_get(struct store *s, struct pool *pool, int64_t feed,
    struct moved_row *m, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT url, asked, target, first, last, count, rejected"
	    " FROM moved WHERE feed = ?",
	    VALUES(INT(feed)));

	*m = (struct moved_row){.first = NO_TIME, .last = NO_TIME};
	if (rows_next(&rows))
		fill_moved(rows.q, pool, m);
	return rows_close(&rows);
}

bool
store_moved_keep(
    struct store *s, int64_t feed, const struct moved_row *m, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO moved (feed, url, asked, target, first,"
	    " last, count, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(feed), TEXT(m->url), TEXT(m->asked), TEXT(m->target),
		INT(m->first), INT(m->last), INT(m->count), INT(m->rejected)));
}

bool
store_moved_drop(struct store *s, int64_t feed, struct why *w)
{
	return store_do(
	    s, w, "DELETE FROM moved WHERE feed = ?", VALUES(INT(feed)));
}
