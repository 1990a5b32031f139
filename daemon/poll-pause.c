/* poll-pause.c - feeds paused by a person, while the daemon runs */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "edge/conf.h"
#include "edge/store-trust.h"
#include "poll-inner.h"
#include "turn.h"

bool
poll_is_paused(const struct polled *f)
{
	return f->conf->paused || f->pause_until != NO_TIME;
}

bool
poll_paused(const struct poll *p, const struct conf_feed *conf)
{
	return poll_is_paused(poll_feed_of(p, conf));
}

static bool
note_pause(const struct pause_row *r, void *context)
{
	struct polled *f = poll_find(context, r->feed);

	if (f != NULL)
		f->pause_until = r->until;
	return true;
}

bool
poll_load_pauses(struct poll *p, struct why *w)
{
	bool done;

	for (size_t i = 0; i < p->n; i++)
		p->feed[i]->pause_until = NO_TIME;
	done = store_pauses(turn_store(p->turn), note_pause, p, w);
	for (size_t i = 0; i < p->n; i++)
		if (p->feed[i]->pause_until != NO_TIME)
			poll_schedule(p->feed[i]);
	return done;
}

int64_t
poll_pauses_next(const struct poll *p)
{
	int64_t next = NO_TIME;

	for (size_t i = 0; i < p->n; i++) {
		int64_t at = p->feed[i]->pause_until;

		if (at != NO_TIME && (next == NO_TIME || at < next))
			next = at;
	}
	return next;
}

/* Those who wait for its round hear that there will be none. */
static void
stop(struct polled *f)
{
	struct poll_round paused = {
	    .feed = f->conf->name, .why = "the feed is paused"};

	poll_drop_round(f);
	poll_answer(f, &paused);
	poll_schedule(f);
}

bool
poll_pause(struct poll *p, const char *feed, int64_t until, const char *by,
    const char *comment, struct why *w)
{
	struct polled *f = poll_find(p, feed);
	struct pause_row row = {.feed = feed,
	    .by = by,
	    .comment = comment,
	    .at = turn_now(p->turn),
	    .until = until};

	if (!turn_write(p->turn, w) ||
	    !store_pause_keep(turn_store(p->turn), &row, w))
		return false;
	f->pause_until = until;
	stop(f);
	turn_tell(
	    p->turn, "feed", "feed %s: paused by %s: %s", feed, by, comment);
	return true;
}

bool
poll_resume(struct poll *p, const char *feed, const char *by, struct why *w)
{
	struct polled *f = poll_find(p, feed);

	if (!turn_write(p->turn, w) ||
	    !store_pause_end(turn_store(p->turn), feed, w))
		return false;
	turn_tell(p->turn, "feed", "feed %s: polled again%s%s", feed,
	    by ? ", by " : "", by ? by : "");
	if (f == NULL || f->pause_until == NO_TIME)
		return true;
	f->pause_until = NO_TIME;
	if (f->step == RESTING)
		poll_schedule(f);
	return true;
}

bool
poll_end_pauses(struct poll *p, int64_t now, struct why *w)
{
	for (size_t i = 0; i < p->n; i++) {
		struct polled *f = p->feed[i];

		if (f->pause_until == NO_TIME || f->pause_until > now)
			continue;
		if (!poll_resume(p, f->conf->name, NULL, w))
			return false;
	}
	return true;
}
