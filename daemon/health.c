/* health.c - how feeds are: episodes begun, counted and ended by their rounds */
/* SPDX-License-Identifier: MIT */
#include "health.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/expect.h"
#include "core/gap.h"
#include "edge/conf.h"
#include "health-inner.h"
#include "turn.h"

enum {
	SIGNS_MOST = 400,            /* items that a history is learnt from */
	UNTOLD_KEPT = 90 * 86400,    /* short failures that nobody heard of */
	SHRUNK_TIMES = 3,            /* so much fewer items are told */
	SHRUNK_LEAST = 6,            /* of lists that had at least so many */
	SHRUNK_PATIENCE = 14 * 86400 /* then the short list is the usual one */
};

static const struct expect nothing;

/* --- failing --- */

bool
health_failing(struct turn *t, const struct conf_feed *feed,
    struct feed_row *row, struct why *w)
{
	struct store *s = turn_store(t);
	struct pool *pool = pool_new(HEALTH_POOL);
	struct episode_row e;
	bool done = store_episode_open(
	    s, pool, row->id, EPISODE_FAILING, &e, w);

	if (done && e.id == 0) {
		e.start = row->failing_since;
		/* Told by a bevakad that kept no episodes. */
		e.told = e.again = row->told ? turn_now(t) : NO_TIME;
		e.count = row->failures > 0 ? row->failures - 1 : 0;
	}
	e.count++;
	e.status = row->status;
	e.why = row->why;
	done = done && (e.id != 0 || store_episode_keep(s, &e, w));
	if (done &&
	    (e.told != NO_TIME || row->failures >= turn_conf(t)->alert_after))
		done = health_tell(t, feed, &e, &nothing, w);
	row->told = e.told != NO_TIME;
	done = done && store_episode_keep(s, &e, w);
	pool_free(pool);
	return done;
}

static bool
end_failing(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    struct feed_row *row, struct why *w)
{
	struct store *s = turn_store(t);
	struct episode_row e;

	row->told = false;
	if (!store_episode_open(s, pool, row->id, EPISODE_FAILING, &e, w))
		return false;
	return e.id == 0 || (health_end(t, feed, &e, &nothing, w) &&
				store_episodes_prune(
				    s, row->id, turn_now(t) - UNTOLD_KEPT, w));
}

/* --- silent --- */

/* What is expected, by the times (sorted) at which it was heard of. */
static void
reckon(const struct conf_feed *feed, struct vital_row *v, const int64_t *at,
    size_t n)
{
	int64_t length = expect_silence(&feed->expect.rate);

	if (v->sign == NO_TIME && n > 0)
		v->sign = at[n - 1];
	v->expect = feed->expect.text;
	v->learnt = feed->expect.text[0] == '\0';
	if (v->learnt)
		length = expect_learn(at, n);
	v->due = length == 0 || v->sign == NO_TIME
		     ? NO_TIME
		     : expect_after(v->sign, length);
}

bool
health_reckon(struct turn *t, const struct conf_feed *feed, struct vital_row *v,
    struct why *w)
{
	int64_t at[SIGNS_MOST];
	size_t n;

	if (!store_signs(turn_store(t), v->feed, at, SIGNS_MOST, &n, w))
		return false;
	reckon(feed, v, at, n);
	return true;
}

/* The same after a first reading: the file has what the document has. */
static void
reckon_first(struct turn *t, const struct conf_feed *feed,
    const struct document *d, struct vital_row *v)
{
	int64_t at[SIGNS_MOST], now = turn_now(t);
	size_t n = d->n_items < SIGNS_MOST ? d->n_items : SIGNS_MOST;

	for (size_t i = 0; i < n; i++) {
		int64_t published = d->items[i].published;

		at[i] = published != NO_TIME && published < now ? published
								: now;
	}
	qsort(at, n, sizeof(*at), time_compare);
	reckon(feed, v, at, n);
}

static bool
reckon_after(struct turn *t, const struct conf_feed *feed,
    const struct feed_row *row, const struct document *d, struct vital_row *v,
    struct why *w)
{
	if (row->baseline)
		return health_reckon(t, feed, v, w);
	reckon_first(t, feed, d, v);
	return true;
}

/* Begins a silence, or counts on, or ends it; v is as it is now. */
static bool
mind_silence(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct vital_row *v, struct why *w)
{
	struct store *s = turn_store(t);
	const struct expect *expected = &feed->expect.rate;
	int64_t now = turn_now(t);
	struct episode_row e;
	bool silent = v->due != NO_TIME && now >= v->due;

	if (!store_episode_open(s, pool, v->feed, EPISODE_SILENT, &e, w))
		return false;
	if (e.id == 0 && !silent)
		return true;
	if (!silent && v->sign == e.start) /* nothing came all the same */
		return health_drop(t, &e, "something else is expected", w);
	e.start = e.id == 0 ? v->sign : e.start;
	e.count = (int)(expect_span(e.start, now) / EXPECT_DAY);
	if (!silent)
		return health_end(t, feed, &e, expected, w);
	return (e.id != 0 || store_episode_keep(s, &e, w)) &&
	       health_tell(t, feed, &e, expected, w) &&
	       store_episode_keep(s, &e, w);
}

/* Is the row reckoned by what is expected now? */
static bool
is_reckoned(const struct vital_row *v, const struct conf_feed *feed)
{
	return v->expect != NULL && strcmp(v->expect, feed->expect.text) == 0;
}

bool
health_well(struct turn *t, const struct conf_feed *feed, struct feed_row *row,
    struct why *w)
{
	struct store *s = turn_store(t);
	struct pool *pool = pool_new(HEALTH_POOL);
	struct vital_row v;
	bool done = end_failing(t, pool, feed, row, w) &&
		    store_vital_get(s, pool, row->id, &v, w);

	if (done && row->baseline && !is_reckoned(&v, feed))
		done = health_reckon(t, feed, &v, w) &&
		       store_vital_keep(s, &v, w);
	done = done && mind_silence(t, pool, feed, &v, w);
	pool_free(pool);
	return done;
}

/* --- what a reading brought --- */

static int
count_dated(const struct document *d)
{
	int n = 0;

	for (size_t i = 0; i < d->n_items; i++)
		n += d->items[i].published != NO_TIME;
	return n;
}

/* Much fewer items than usual: a note, for a fortnight. */
static void
mind_size(struct turn *t, struct pool *pool, struct vital_row *v, int n)
{
	bool few = v->usual >= SHRUNK_LEAST && n * SHRUNK_TIMES <= v->usual;

	if (few && v->shrunk == NO_TIME)
		v->shrunk = turn_now(t);
	if (few && turn_now(t) - v->shrunk > SHRUNK_PATIENCE)
		few = false;
	if (few) {
		v->note = pool_printf(pool,
		    "the list is short: %d items, usually %d", n, v->usual);
		return;
	}
	if (v->shrunk != NO_TIME || n > v->usual)
		v->usual = n;
	v->shrunk = NO_TIME;
	v->note = NULL;
}

static bool
mind_errors(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, const struct health_look *look,
    struct vital_row *v, struct why *w)
{
	struct store *s = turn_store(t);
	struct episode_row e;

	if (!store_episode_open(s, pool, row->id, EPISODE_ERRORS, &e, w))
		return false;
	if (look->errors == 0)
		return e.id == 0 || health_end(t, feed, &e, &nothing, w);
	if (e.id == 0)
		e.start = turn_now(t);
	e.count++;
	e.status = row->status;
	e.why = pool_printf(
	    pool, "an error text among the items, not kept: “%s”", look->error);
	v->note = e.why;
	return (e.id != 0 || store_episode_keep(s, &e, w)) &&
	       health_tell(t, feed, &e, &nothing, w) &&
	       store_episode_keep(s, &e, w);
}

/* --- gaps --- */

/* A mailbox is not read as a list: what has been read is not read again. */
static bool
is_mail(const struct document *d)
{
	return d->format != NULL && strcmp(d->format, "mail") == 0;
}

/* Nothing of the reading was known, though there was something to know: what
 * came between is not here. */
static bool
has_gap(const struct feed_row *row, const struct health_look *look,
    const struct kept *kept, const struct vital_row *v, int64_t *end)
{
	enum { LEAST = 2 };

	return row->baseline && kept->known == 0 && kept->again == 0 &&
	       kept->new >= LEAST &&
	       v->items >=
		   LEAST &&gap_before(&look->document, row->last_ok, end);
}

/* One gap is looked into at a time; the next one widens it.  One that was
 * told with a flood has that alert. */
static bool
mind_gap(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, int64_t end, int64_t alert, struct why *w)
{
	struct store *s = turn_store(t);
	struct episode_row e;

	if (!store_episode_open(s, pool, row->id, EPISODE_GAP, &e, w))
		return false;
	if (e.id == 0)
		e.start = row->last_ok;
	e.end = end != NO_TIME ? end : turn_now(t);
	if (alert != 0 && e.told == NO_TIME) {
		e.told = e.again = turn_now(t);
		e.alert = alert;
	}
	if (!store_episode_keep(s, &e, w))
		return false;
	turn_tell(t, "round",
	    "feed %s: nothing of this reading was there "
	    "before; items may have been missed",
	    feed->name);
	e.status = 0;
	return feed->backfill != CONF_BACKFILL_NO ||
	       health_gap_over(t, feed, &e, GAP_IS_OPEN, "backfill = no", w);
}

static bool
keep_vital(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, const struct health_look *look,
    const struct kept *kept, struct why *w)
{
	struct store *s = turn_store(t);
	struct vital_row v;
	int64_t end = NO_TIME;
	bool fresh, gap;

	if (!store_vital_get(s, pool, row->id, &v, w))
		return false;
	fresh = kept->new > 0 || kept->changed > 0;
	if (fresh && row->baseline)
		v.sign = turn_now(t);
	gap = has_gap(row, look, kept, &v, &end);
	if (!is_mail(&look->document))
		mind_size(t, pool, &v, (int)look->document.n_items);
	v.items = (int)look->document.n_items;
	v.dated = count_dated(&look->document);
	v.login = look->document.login;
	return mind_errors(t, pool, feed, row, look, &v, w) &&
	       ((!fresh && is_reckoned(&v, feed)) ||
		   reckon_after(t, feed, row, &look->document, &v, w)) &&
	       store_vital_keep(s, &v, w) &&
	       (!gap || mind_gap(t, pool, feed, row, end, kept->question, w));
}

bool
health_kept(struct turn *t, const struct conf_feed *feed,
    const struct feed_row *row, const struct health_look *look,
    const struct kept *kept, struct why *w)
{
	struct pool *pool = pool_new(HEALTH_POOL);
	bool done = keep_vital(t, pool, feed, row, look, kept, w);

	pool_free(pool);
	return done;
}
