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
#include "base/str.h"
#include "edge/conf.h"
#include "poll-inner.h"
#include "turn.h"

enum {
	ROW_MOST = 1 << 20,
	TITLE_MOST = 1000 /* bytes of a feed's own title */
};

/* Is it in the block that the rows of p share? */
static bool
is_packed(const struct poll *p, const char *text)
{
	return p != NULL && p->packed != NULL && text >= p->packed &&
	       text < p->packed + p->packed_len;
}

void
poll_set_text(struct poll *p, const char **place, const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (!is_packed(p, *place))
		free((char *)*place);
	*place = copy;
}

enum { TEXTS = 7 };

static void
texts_of(struct feed_row *row, const char **text[TEXTS])
{
	text[0] = &row->name;
	text[1] = &row->url;
	text[2] = &row->etag;
	text[3] = &row->last_modified;
	text[4] = &row->title;
	text[5] = &row->format;
	text[6] = &row->why;
}

/* The row's own copies of all its texts. */
static void
own_texts(struct feed_row *row)
{
	const char **text[TEXTS];

	texts_of(row, text);
	for (size_t i = 0; i < TEXTS; i++)
		*text[i] = *text[i] ? strdup(*text[i]) : NULL;
}

void
poll_free_texts(struct polled *f)
{
	const char **text[TEXTS];

	texts_of(&f->row, text);
	for (size_t i = 0; i < TEXTS; i++)
		poll_set_text(f->poll, text[i], NULL);
}

/* Puts the row's texts at to, unless it is NULL; how long they are. */
static size_t
pack_row(struct polled *f, char *to)
{
	const char **text[TEXTS];
	size_t sum = 0;

	texts_of(&f->row, text);
	for (size_t i = 0; i < TEXTS; i++) {
		size_t n = *text[i] ? strlen(*text[i]) + 1 : 0;

		if (to != NULL && n > 0) {
			memcpy(to + sum, *text[i], n);
			if (!is_packed(f->poll, *text[i]))
				free((char *)*text[i]);
			*text[i] = to + sum;
		}
		sum += n;
	}
	return sum;
}

/*
 * A text that was made amid a round's work would hold a page of memory for
 * itself when the work is done: some thousand of them are brought together.
 */
void
poll_pack(struct poll *p)
{
	size_t sum = 0, at = 0;
	char *block;

	for (size_t i = 0; i < p->n; i++)
		sum += pack_row(p->feed[i], NULL);
	block = sum > 0 ? malloc(sum) : NULL;
	if (block == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		at += pack_row(p->feed[i], block + at);
	free(p->packed);
	p->packed = block;
	p->packed_len = sum;
}

/* A stranger's: no longer than a title is, cut between two characters. */
void
poll_set_title(struct polled *f, const char *title)
{
	char *copy = title ? strndup(title, str_fit(title, TITLE_MOST)) : NULL;

	poll_set_text(f->poll, &f->row.title, copy);
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
		poll_free_texts(f);
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

	poll_set_text(f->poll, &f->row.why, NULL);
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
	if (poll_is_paused(f) || f->row.state == FEED_GONE) {
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
