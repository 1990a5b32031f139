/* poll-row.c - a feed's row in memory: its texts, next time, what is told */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "poll-inner.h"
#include "turn.h"

enum {
	ROW_MOST = 1 << 20,
	TITLE_MOST = 1000 /* bytes of a feed's own title */
};

void
poll_set_text(const char **place, const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	free((char *)*place);
	*place = copy;
}

/* The row's own copies of all its texts. */
static void
own_texts(struct feed_row *row)
{
	const char **text[] = {&row->name, &row->url, &row->etag,
	    &row->last_modified, &row->title, &row->format, &row->why};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] = *text[i] ? strdup(*text[i]) : NULL;
}

void
poll_free_texts(struct feed_row *row)
{
	const char **text[] = {&row->name, &row->url, &row->etag,
	    &row->last_modified, &row->title, &row->format, &row->why};

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		poll_set_text(text[i], NULL);
}

/* A stranger's: no longer than a title is, cut between two characters. */
void
poll_set_title(struct polled *f, const char *title)
{
	size_t n = title ? strlen(title) : 0;
	char *copy;

	if (n > TITLE_MOST)
		for (n = TITLE_MOST; (title[n] & 0xC0) == 0x80;)
			n--;
	copy = title ? strndup(title, n) : NULL;
	poll_set_text(&f->row.title, copy);
	free(copy);
}

/* How it is read, as a number: read another way, the same bytes are news. */
int64_t
poll_way(const struct conf_feed *conf)
{
	const char *const path[] = {conf->paths.item, conf->paths.title,
	    conf->paths.link, conf->paths.date, conf->paths.text};
	uint64_t hash = (uint64_t)conf->type * 16 + conf->read;

	for (size_t i = 0; i < sizeof(path) / sizeof(path[0]); i++)
		hash = XXH3_64bits_withSeed(path[i] ? path[i] : "",
		    path[i] ? strlen(path[i]) : 0, hash + i);
	/* What a new sender has sent before was not read. */
	for (size_t i = 0; conf->from != NULL && conf->from[i] != NULL; i++)
		hash = XXH3_64bits_withSeed(
		    conf->from[i], strlen(conf->from[i]), hash);
	return (int64_t)(hash >> 1);
}

bool
poll_load_row(struct polled *f, struct why *w)
{
	struct pool *pool = pool_new(ROW_MOST);
	struct feed_row row;
	bool done = turn_write(f->poll->turn, w) &&
		    store_feed_open(turn_store(f->poll->turn), pool,
			f->conf->name, f->conf->url, poll_way(f->conf), &row,
			w);

	f->loaded = done;
	if (done) {
		poll_free_texts(&f->row);
		f->row = row;
		own_texts(&f->row);
		done = f->loaded = poll_load_rhythm(f, w) &&
				   poll_load_moved(f, w);
	}
	pool_free(pool);
	return done;
}

/* An answer is kept only beside a row that is as the file has it. */
bool
poll_has_row(struct polled *f)
{
	struct why w;

	if (f->loaded || poll_load_row(f, &w))
		return true;
	turn_lose(f->poll->turn, &w);
	return false;
}

/* The row after a round that went well. */
void
poll_mark_ok(struct polled *f)
{
	struct turn *t = f->poll->turn;

	poll_set_text(&f->row.why, NULL);
	f->row.state = FEED_OK;
	f->row.status = f->status;
	f->row.failures = 0;
	f->row.last_try = f->row.last_ok = turn_now(t);
	poll_set_next(f);
}

void
poll_schedule(struct polled *f)
{
	int64_t next = f->row.next, last = f->row.last_try;
	int64_t left = next == NO_TIME ? 0 : next - turn_now(f->poll->turn);
	struct timeval tv = {0, 0};

	/* The clock may have gone back since the time was set. */
	if (next != NO_TIME && last != NO_TIME && left > next - last)
		left = next - last;
	if (f->conf->paused || f->row.state == FEED_GONE) {
		evtimer_del(f->timer);
		return;
	}
	if (left > 0)
		tv.tv_sec = left;
	else /* at the start not all in one turn */
		tv.tv_usec = (suseconds_t)((uint64_t)f->row.id * 977 % 50000);
	evtimer_add(f->timer, &tv);
}

void
poll_tell_round(struct polled *f, const struct poll_round *r)
{
	struct turn *t = f->poll->turn;

	if (r->held)
		log_debug("feed %s: %s", r->feed, r->why);
	else if (!r->ok)
		turn_tell(t, "round", "feed %s: %s (try %d, again in %lld s)",
		    r->feed, r->why, f->row.failures,
		    (long long)(f->row.next - turn_now(t)));
	else if (r->new > 0 || r->changed > 0 || r->alerts > 0)
		turn_tell(t, "round", "feed %s: %d new, %d changed%s%s",
		    r->feed, r->new, r->changed, r->alerts ? ", alerts" : "",
		    f->row.baseline ? "" : " (baseline: no alert)");
	else
		log_debug("feed %s: nothing new", r->feed);
}
