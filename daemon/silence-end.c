/* silence-end.c - silences that end: foretold, told, and what they hid */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/alert-watch.h"
#include "edge/conf.h"
#include "raise.h"
#include "silence-inner.h"
#include "turn.h"

enum { ERRAND_MOST = 8 << 20, TITLES_MOST = 10, MATCHER_LINE = 500 };

static bool
has_member(const struct conf_receiver *r, const char *user)
{
	for (size_t i = 0; i < r->n_members; i++)
		if (strcmp(r->members[i], user) == 0)
			return true;
	return false;
}

/* The author, by the smallest receiver of theirs; else who hears of health. */
static const char *
author(const struct conf *conf, const char *user)
{
	const struct conf_receiver *best = NULL;

	for (size_t i = 0; i < conf->n_receivers; i++) {
		const struct conf_receiver *r = &conf->receiver[i];

		if (has_member(r, user) &&
		    (best == NULL || r->n_members < best->n_members))
			best = r;
	}
	return best != NULL ? best->name : conf->health.other;
}

/* Each alert that it hid, once. */
struct hidden {
	struct pool *pool;
	struct store *store;
	int64_t last;
	const char *line[TITLES_MOST];
	size_t n;
};

static bool
add_title(const struct alert_row *r, void *context)
{
	struct hidden *h = context;

	h->line[h->n++] = pool_printf(
	    h->pool, "A%lld %s", (long long)r->id, r->title);
	return false;
}

static bool
add_alert(const struct trace_row *r, void *context)
{
	struct hidden *h = context;
	struct alert_query query = {.id = r->alert, .limit = 1};
	struct why w;

	if (r->alert == h->last)
		return true;
	h->last = r->alert;
	store_alerts(h->store, &query, add_title, h, &w);
	return h->n < TITLES_MOST;
}

static const char *
one_line(struct pool *pool, const char *matcher)
{
	char *line = pool_strndup(pool, matcher, MATCHER_LINE);

	for (char *c = line; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return line;
}

static bool
tell(struct silences *s, struct silence_row *r, enum event_kind event,
    struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct hidden h = {.pool = pool, .store = turn_store(s->turn)};
	struct alert_watch watch = {.silence = r->id,
	    .what = one_line(pool, r->matcher),
	    .by = r->by,
	    .comment = r->comment,
	    .until = r->until,
	    .hidden = (int)r->hidden,
	    .line = h.line};
	const char *to = author(turn_conf(s->turn), r->by);
	char key[64];
	bool done = store_traces(h.store, 0, r->id, add_alert, &h, w);

	watch.n_lines = h.n;
	snprintf(
	    key, sizeof(key), "%s S%lld", event_name(event), (long long)r->id);
	done = done && raise_watch(s->turn, event, &watch, key, to, w);
	pool_free(pool);
	return done;
}

/* Of what is over, only one that hid something is told. */
static bool
end(struct silences *s, struct silence_row *r, const char *by, struct why *w)
{
	r->ended = turn_now(s->turn);
	r->ended_by = by;
	r->warn = NO_TIME;
	turn_tell(s->turn, "silence", "silence S%lld (%s): over%s%s",
	    (long long)r->id, r->by, by ? ", by " : "", by ? by : "");
	return store_silence_keep(turn_store(s->turn), r, w) &&
	       (r->hidden == 0 || tell(s, r, EVENT_SILENCE_ENDED, w));
}

struct found {
	struct silences *silences;
	struct why *w;
	const char *by; /* a person ends it; NULL: its time has come */
	bool any, done;
};

/* As the file has it, with the count of what it hid. */
static bool
act(const struct silence_row *row, void *context)
{
	struct found *f = context;
	struct silences *s = f->silences;
	struct silence_row r = *row;
	struct pool *pool = pool_new(ERRAND_MOST);

	r.matcher = pool_strdup(pool, row->matcher);
	r.by = pool_strdup(pool, row->by);
	r.comment = pool_strdup(pool, row->comment ? row->comment : "");
	r.ended_by = NULL;
	f->any = row->ended == NO_TIME;
	if (!f->any) {
		f->done = true;
	} else if (f->by != NULL || turn_now(s->turn) >= r.until) {
		f->done = end(s, &r, f->by, f->w);
	} else {
		r.warn = NO_TIME;
		f->done = store_silence_keep(turn_store(s->turn), &r, f->w) &&
			  tell(s, &r, EVENT_SILENCE_ENDING, f->w);
	}
	pool_free(pool);
	return false;
}

bool
silence_end(
    struct silences *s, int64_t id, const char *by, bool *found, struct why *w)
{
	struct found f = {.silences = s, .w = w, .by = by, .done = true};
	bool done = store_silences(turn_store(s->turn), id, true, act, &f, w);

	*found = f.any;
	return done && f.done;
}

static bool
is_due(const struct silence_row *r, int64_t now)
{
	return r->until <= now || (r->warn != NO_TIME && r->warn <= now);
}

bool
silences_at(struct silences *s, int64_t now, struct why *w)
{
	bool any = false, found;

	for (size_t i = 0; i < s->n; i++) {
		if (!is_due(&s->silence[i].row, now))
			continue;
		any = true;
		if (!turn_write(s->turn, w) ||
		    !silence_end(s, s->silence[i].row.id, NULL, &found, w))
			return false;
	}
	return !any || silences_load(s, w);
}
