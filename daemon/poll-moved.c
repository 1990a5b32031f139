/* poll-moved.c - permanent moves: seen, told, waited for, accepted */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/pool.h"
#include "core/moved.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/store-manners.h"
#include "poll-inner.h"
#include "raise.h"
#include "turn.h"

enum {
	ROW_MOST = 1 << 16,
	ADDRESS_MOST = 4096, /* a longer one is not worth keeping */
	COUNT_AGAIN = 3600   /* seconds between two notes of the same move */
};

const char *
poll_url(const struct polled *f)
{
	return f->moved.asked ? f->moved.asked : f->conf->url;
}

static void
forget_texts(struct moved_row *m)
{
	poll_set_text(NULL, &m->url, NULL);
	poll_set_text(NULL, &m->asked, NULL);
	poll_set_text(NULL, &m->target, NULL);
	*m = (struct moved_row){.first = NO_TIME, .last = NO_TIME};
}

void
poll_forget_moved(struct polled *f)
{
	forget_texts(&f->moved);
	free(f->leads);
	f->leads = NULL;
}

/* Of another url than the configured one it says nothing any more. */
bool
poll_load_moved(struct polled *f, struct why *w)
{
	struct store *s = turn_store(f->poll->turn);
	struct pool *pool = pool_new(ROW_MOST);
	struct moved_row row;
	bool done = store_moved_get(s, pool, f->row.id, &row, w);

	forget_texts(&f->moved);
	if (done && row.url != NULL && strcmp(row.url, f->conf->url) != 0) {
		done = store_moved_drop(s, f->row.id, w);
	} else if (done && row.url != NULL) {
		f->moved = row;
		f->moved.url = f->moved.asked = f->moved.target = NULL;
		poll_set_text(f->poll, &f->moved.url, row.url);
		poll_set_text(f->poll, &f->moved.asked, row.asked);
		poll_set_text(f->poll, &f->moved.target, row.target);
	}
	pool_free(pool);
	return done;
}

void
poll_note_leads(struct polled *f, const struct fetch_result *got)
{
	bool fits = got->moved != NULL && strlen(got->moved) < ADDRESS_MOST;

	free(f->leads);
	f->leads = fits && strcmp(got->moved, poll_url(f)) != 0
		       ? strdup(got->moved)
		       : NULL;
}

static bool
has_secret(const struct conf_access *a)
{
	return a->login != NULL || a->bearer != NULL || a->cookie != NULL ||
	       a->certificate != NULL ||
	       (a->header != NULL && a->header[0] != NULL);
}

static enum moved_doubt
doubt_of(const struct polled *f)
{
	return moved_doubt(
	    poll_url(f), f->moved.target, has_secret(&f->conf->access));
}

static bool
keep(struct polled *f, struct why *w)
{
	struct store *s = turn_store(f->poll->turn);

	if (f->moved.asked != NULL || f->moved.target != NULL)
		return store_moved_keep(s, f->row.id, &f->moved, w);
	forget_texts(&f->moved);
	return store_moved_drop(s, f->row.id, w);
}

/* Where it leads is no matter any more. */
static void
end_target(struct polled *f)
{
	poll_set_text(f->poll, &f->moved.target, NULL);
	f->moved.first = f->moved.last = NO_TIME;
	f->moved.count = 0;
	f->moved.rejected = false;
}

/* Told once for each address that it leads to, and for as long as the
 * state file remembers. */
static bool
tell(struct polled *f, struct why *w)
{
	struct alert_moved m = {.to = f->moved.target,
	    .doubt = doubt_of(f),
	    .since = f->moved.first};
	char key[64];

	turn_tell(f->poll->turn, "moved",
	    "feed %s: has moved for good to %s, its publisher says%s%s; "
	    "bevakactl feeds accept-move %s%s",
	    f->conf->name, m.to, m.doubt != MOVED_FINE ? "; " : "",
	    moved_doubt_text(m.doubt), f->conf->name,
	    m.doubt != MOVED_FINE ? "" : ", or in a week by itself");
	snprintf(key, sizeof(key), "moved %lld %016llx", (long long)f->row.id,
	    (unsigned long long)XXH3_64bits(m.to, strlen(m.to)));
	return raise_moved(f->poll->turn, f->conf, &m, key, w);
}

/* From now on it is asked there; its row, and so its validators, which are
 * those of that address, stay as they are. */
static bool
accept(struct polled *f, const char *by, struct why *w)
{
	bool home = strcmp(f->moved.target, f->conf->url) == 0;

	turn_tell(f->poll->turn, "moved",
	    "feed %s: asked at %s from now on (%s); its configuration still "
	    "says %s",
	    f->conf->name, f->moved.target, by, f->conf->url);
	poll_set_text(f->poll, &f->moved.asked, home ? NULL : f->moved.target);
	end_target(f);
	return keep(f, w);
}

static bool
begin_target(struct polled *f, struct why *w)
{
	end_target(f);
	poll_set_text(f->poll, &f->moved.url, f->conf->url);
	poll_set_text(f->poll, &f->moved.target, f->leads);
	f->moved.first = f->moved.last = turn_now(f->poll->turn);
	f->moved.count = 1;
	return tell(f, w) && keep(f, w);
}

static bool
see_again(struct polled *f, struct why *w)
{
	struct moved_row *m = &f->moved;
	int64_t now = turn_now(f->poll->turn);

	if (m->count >= MOVED_COUNT && now < m->last + COUNT_AGAIN &&
	    now >= m->last)
		return true;
	m->count++;
	m->last = now;
	if (!m->rejected && moved_is_ripe(doubt_of(f), m->first, m->count, now))
		return accept(f, "it has led there for a week", w);
	return keep(f, w);
}

bool
poll_settle_moved(struct polled *f, struct why *w)
{
	const char *target = f->moved.target;

	if (f->leads == NULL && target == NULL)
		return true;
	if (f->leads == NULL) {
		end_target(f);
		return keep(f, w);
	}
	if (target == NULL || strcmp(target, f->leads) != 0)
		return begin_target(f, w);
	return see_again(f, w);
}

/* No to where it leads, or back from where it is asked. */
static bool
reject(struct polled *f, struct why *w)
{
	if (f->moved.target == NULL) {
		poll_set_text(f->poll, &f->moved.target, f->moved.asked);
		poll_set_text(f->poll, &f->moved.asked, NULL);
		f->moved.first = f->moved.last = turn_now(f->poll->turn);
		f->moved.count = 1;
	}
	f->moved.rejected = true;
	turn_tell(f->poll->turn, "moved", "feed %s: not moved to %s",
	    f->conf->name, f->moved.target);
	return keep(f, w);
}

bool
poll_accept_move(
    struct poll *p, const char *feed, bool no, bool *found, struct why *w)
{
	struct polled *f = poll_find(p, feed);

	*found = f != NULL &&
		 (f->moved.target != NULL || (no && f->moved.asked != NULL));
	if (f == NULL)
		return why(w, "no feed %.100s", feed);
	if (!*found)
		return why(w, "feed %.100s has not moved", feed);
	if (!turn_write(p->turn, w))
		return false;
	return no ? reject(f, w) : accept(f, "accepted", w);
}

void
poll_moved(
    const struct poll *p, const struct conf_feed *conf, struct poll_moved *m)
{
	struct polled *f = poll_feed_of(p, conf);

	*m = (struct poll_moved){.asked = f->moved.asked,
	    .target = f->moved.target,
	    .doubt = "",
	    .since = f->moved.first,
	    .rejected = f->moved.rejected};
	if (m->target != NULL)
		m->doubt = moved_doubt_text(doubt_of(f));
}
