/* silence.c - silences: which alerts they hide, and what is told at their end */
/* SPDX-License-Identifier: MIT */
#include "silence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/str.h"
#include "core/alert-watch.h"
#include "core/matcher.h"
#include "edge/conf.h"
#include "edge/store-trust.h"
#include "raise.h"
#include "silence-inner.h"
#include "turn.h"

enum { POOL_MOST = 64 << 20, FOLD_MOST = 64 * 1024, WARN_HOUR = 9 };

int64_t
silence_warn_at(int64_t created, int64_t until, const struct closed *closed)
{
	enum { HALF_DAY = 12 * 3600 };
	int day = time_local_day(until - HALF_DAY);
	int64_t at;

	if (!closed_is_workday(closed, day) ||
	    time_of_local(day, WARN_HOUR * 3600) > until - HALF_DAY)
		day = closed_add(closed, day, -1);
	at = time_of_local(day, WARN_HOUR * 3600);
	return at > created + HALF_DAY ? at : until - (until - created) / 10;
}

struct silences *
silences_new(struct turn *t)
{
	struct silences *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->turn = t;
	s->pool = pool_new(POOL_MOST);
	return s;
}

void
silences_free(struct silences *s)
{
	if (s == NULL)
		return;
	slice_stop(&s->slice);
	turn_set_gate(s->turn, NULL, NULL, NULL);
	pool_free(s->pool);
	free(s);
}

/* --- the gate --- */

struct matter_asked {
	struct silences *silences;
	const struct alert *alert;
};

static bool
is_of_matter(int64_t matter, void *context)
{
	struct matter_asked *m = context;
	const struct alert *a = m->alert;
	int64_t deadline = a->n_deadlines > 0 ? a->deadline[0].id : 0;
	bool is = false;
	struct why w;

	if (!store_is_of_matter(turn_store(m->silences->turn), matter, a->item,
		deadline, &is, &w))
		log_warn("silence: %s", w.text);
	return is;
}

/* The rules by which the receiver gets it; all, when none names it. */
static size_t
rules_of(const struct conf *conf, const struct alert *a, const char *receiver,
    const char **rule)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n_rules; i++) {
		const struct rule *r = conf_find_rule(conf, a->rule[i].name);

		if (r != NULL && conf_goes_to(conf, r, receiver))
			rule[n++] = a->rule[i].name;
	}
	for (size_t i = 0; n == 0 && i < a->n_rules; i++)
		rule[i] = a->rule[i].name;
	return n > 0 ? n : a->n_rules;
}

static const char *
folded(struct silences *s, struct pool *pool, const struct alert *a)
{
	struct str text = STR_INIT(FOLD_MOST);
	const char *done;

	for (size_t i = 0; i < s->n; i++)
		if (matcher_has_words(s->silence[i].matcher))
			break;
		else if (i + 1 == s->n)
			return NULL;
	str_add(&text, a->title ? a->title : "");
	for (size_t i = 0; i < a->n_deadlines; i++)
		str_addf(&text, "\n%s",
		    a->deadline[i].is.evidence ? a->deadline[i].is.evidence
					       : "");
	str_addf(&text, "\n%s\n%s", a->new_words ? a->new_words : "",
	    a->reason ? a->reason : "");
	done = words_fold(pool, text.text, text.len);
	str_release(&text);
	return done;
}

void
silence_reason(const struct one_silence *one, char *reason, size_t size)
{
	char until[TIME_TEXT];

	snprintf(reason, size, "silenced by S%lld until %s (%s: %s)",
	    (long long)one->row.id, time_write_local(one->row.until, until),
	    one->row.by, one->row.comment);
	log_clean(reason);
}

struct trace_row
silence_trace(const struct silences *s, const struct one_silence *one,
    int64_t alert, const char *receiver)
{
	return (struct trace_row){.alert = alert,
	    .at = turn_now(s->turn),
	    .what = TRACE_SILENCED,
	    .by = one->row.by,
	    .receiver = receiver,
	    .silence = one->row.id,
	    .until = one->row.until,
	    .words = one->row.comment};
}

static bool
hush(struct silences *s, const struct one_silence *one, int64_t alert,
    const char *receiver, struct why *w)
{
	struct store *store = turn_store(s->turn);
	char reason[SILENCE_REASON];
	struct trace_row trace = silence_trace(s, one, alert, receiver);

	silence_reason(one, reason, sizeof(reason));
	turn_tell(s->turn, "silence", "alert A%lld to %s: %s", (long long)alert,
	    receiver, reason);
	return store_parcels_hush(
		   store, alert, receiver, reason, turn_now(s->turn), w) &&
	       store_trace_add(store, &trace, w);
}

static const struct one_silence *
find_silence(struct silences *s, const struct matcher_facts *f)
{
	int64_t now = turn_now(s->turn);

	for (size_t i = 0; i < s->n; i++)
		if (s->silence[i].row.until > now &&
		    matcher_matches(s->silence[i].matcher, f))
			return &s->silence[i];
	return NULL;
}

const struct one_silence *
silence_of(struct silences *s, struct pool *pool, const struct alert *a,
    const char *receiver)
{
	struct matter_asked m = {s, a};
	const char **rule = pool_get(pool, (a->n_rules + 1) * sizeof(*rule));
	struct matcher_facts f = {.receiver = receiver,
	    .feed = a->feed,
	    .source = a->source,
	    .item = a->item,
	    .is_of_matter = is_of_matter,
	    .context = &m};

	f.rule = rule;
	f.folded = folded(s, pool, a);
	f.n_rules = rules_of(turn_conf(s->turn), a, receiver, rule);
	return find_silence(s, &f);
}

/* What is told of a silence, or of a hole in the watch, is never hidden. */
static bool
look(const struct alert *a, int64_t id, void *context, struct why *w)
{
	struct silences *s = context;
	struct pool *pool;
	const char *names;
	char *line, *rest;
	bool done;

	if (a->watch != NULL || a->event == EVENT_TEST)
		return true;
	pool = pool_new(POOL_MOST);
	done = store_alert_receivers(turn_store(s->turn), pool, id, &names, w);
	rest = done ? pool_strdup(pool, names) : NULL;
	while (done && (line = strsep(&rest, "\n")) != NULL) {
		const struct one_silence *one =
		    line[0] ? silence_of(s, pool, a, line) : NULL;

		done = one == NULL || hush(s, one, id, line, w);
	}
	pool_free(pool);
	return done;
}

/* --- those that hide --- */

static bool
add(const struct silence_row *r, void *context)
{
	struct silences *s = context;
	struct one_silence *one;
	struct why w;

	s->silence = pool_grow(
	    s->pool, s->silence, s->n, &s->room, sizeof(*s->silence));
	one = &s->silence[s->n];
	one->row = *r;
	one->row.matcher = pool_strdup(s->pool, r->matcher);
	one->row.by = pool_strdup(s->pool, r->by);
	one->row.comment = pool_strdup(s->pool, r->comment ? r->comment : "");
	one->row.ended_by = NULL;
	one->matcher = matcher_load(
	    turn_conf(s->turn)->forms, s->pool, one->row.matcher, &w);
	if (one->matcher != NULL)
		s->n++;
	else
		log_warn("silence S%lld: %s; it hides nothing",
		    (long long)r->id, w.text);
	return true;
}

bool
silences_load(struct silences *s, struct why *w)
{
	bool done;

	pool_clear(s->pool);
	s->silence = NULL;
	s->n = s->room = 0;
	done = store_silences(turn_store(s->turn), 0, false, add, s, w);
	turn_set_gate(s->turn, s->n > 0 ? look : NULL,
	    s->n > 0 ? silence_hides : NULL, s);
	return done;
}

int64_t
silences_next(const struct silences *s)
{
	int64_t next = NO_TIME;

	for (size_t i = 0; i < s->n; i++) {
		const struct silence_row *r = &s->silence[i].row;
		int64_t at = r->warn != NO_TIME && r->warn < r->until
				 ? r->warn
				 : r->until;

		if (next == NO_TIME || at < next)
			next = at;
	}
	return next;
}
