/* conf-time.c - when receivers are reached: periods, times, wishes */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/date/dayset.h"
#include "edge/conf-part.h"

enum { QUIET_MOST = 32, AWAY_MOST = 366 /* days */ };

/* --- parsers --- */

/* A fault of core's, with a suggestion where a word is unknown. */
static bool
refuse(struct conf_value *v, size_t at, size_t word, const struct why *w)
{
	const char *place = v->text + at;

	if (word == 0)
		return conf_value_fault(v, place, "%s", w->text);
	return conf_unknown_word(
	    v, place, pool_strndup(v->pool, place, word), dayset_words);
}

static bool
read_spans(struct conf_value *v, void *to)
{
	size_t at = 0, word;
	struct why w;

	return period_read(v->pool, v->text, to, &at, &word, &w) ||
	       refuse(v, at, word, &w);
}

static bool
read_times(struct conf_value *v, void *to)
{
	size_t at = 0, word;
	struct why w;

	if (v->text[0] == '\0' && v->row->fallback != NULL) {
		*(struct times *)to = (struct times){NULL, 0};
		return true;
	}
	return times_read(v->pool, v->text, to, &at, &word, &w) ||
	       refuse(v, at, word, &w);
}

/* "2026-07-06 - 2026-07-31" or one day */
static bool
read_span(struct conf_value *v, void *to)
{
	const char *at = v->text;
	struct conf_days *days = to;
	struct dayset set;
	struct why w;
	size_t word;

	if (!dayset_read(&at, &set, &word, &w))
		return conf_value_fault(v, at,
		    word ? "days are like 2026-07-06 - 2026-07-31" : "%s",
		    w.text);
	if (set.kind != DAYSET_DATES || *at != '\0')
		return conf_value_fault(v,
		    set.kind != DAYSET_DATES ? v->text : at,
		    "days are like 2026-07-06 - 2026-07-31");
	if (set.last - set.first >= AWAY_MOST)
		return conf_value_fault(v, v->text, "longer than a year");
	*days = (struct conf_days){set.first, set.last};
	return true;
}

static bool
read_user(struct conf_value *v, void *to)
{
	const char *const *list = NULL;

	if (!conf_users.read(v, &list))
		return false;
	if (list[0] != NULL && list[1] != NULL)
		return conf_value_fault(
		    v, strchr(v->text, ','), "one person is enough");
	*(const char **)to = list[0];
	return true;
}

const struct conf_type conf_spans = {"list of periods", read_spans},
		       conf_times = {"list of times", read_times},
		       conf_span = {"days", read_span},
		       conf_user = {"user name", read_user};

/* --- checks --- */

void
conf_period_check(struct conf_draft *d, const struct section *s)
{
	const struct period *p = &((const struct conf_period *)s->data)->is;

	if (p->closed.n == 0 && p->open.n == 0)
		draft_fault_at_key(d, s, "closed",
		    "it is neither closed nor open: write closed = weekdays "
		    "17:00-07:30, sat, sun, holidays");
	else if (!periods_ever_open(&p, 1))
		draft_fault_at_key(d, s, "closed",
		    "it never opens, so that nothing held by it would come");
}

/* The quiet periods of a section, of scratch or finished. */
static size_t
quiet_of(const struct conf_draft *d, const struct conf_receiver *r,
    struct period *hours, const struct period **list)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_quiet && n < QUIET_MOST; i++) {
		const struct section *p = draft_lookup(
		    d, KIND_PERIOD, r->quiet[i]);

		if (p != NULL)
			list[n++] = &((const struct conf_period *)p->data)->is;
	}
	*hours = (struct period){.name = "hours", .open = r->hours};
	if (r->hours.n > 0)
		list[n++] = hours;
	return n;
}

void
conf_receiver_check_time(struct conf_draft *d, const struct section *s)
{
	const struct period *list[QUIET_MOST + 1];
	const struct conf_receiver *r = s->data;
	struct period hours;
	size_t n;

	for (size_t i = 0; i < r->n_quiet; i++)
		draft_refer(d, s, "quiet", r->quiet[i], 0, KIND_PERIOD);
	draft_refer(d, s, "digest", r->digest, 0, KIND_DIGEST);
	draft_refer(d, s, "template", r->template, 0, KIND_TEMPLATE);
	if (r->n_quiet > QUIET_MOST)
		draft_fault_at_key(d, s, "quiet", "more than 32 periods");
	if (r->immediate != 0 && r->digest[0] == '\0')
		draft_fault_at_key(d, s, "immediate",
		    "what is not immediate would never come without 'digest'");
	n = quiet_of(d, r, &hours, list);
	if (n > 0 && !periods_ever_open(list, n))
		draft_fault_at_key(d, s, r->n_quiet ? "quiet" : "hours",
		    "all of this together is never open, so that nothing "
		    "would come");
}

/* --- finished --- */

/* Many receivers of one zone share it. */
static const struct zone *
find_zone(struct conf *c, const char *name)
{
	for (size_t i = 0; i < c->n_receivers; i++) {
		const struct zone *z = c->receiver[i].wish.zone;

		if (z != NULL && strcmp(z->name, name) == 0)
			return z;
	}
	return conf_zone_new(c->pool, name);
}

void
conf_finish_wish(struct conf_draft *d, struct conf_receiver *r)
{
	enum { ALL = 15, URGENT = 1 << PRIORITY_HIGH | 1 << PRIORITY_CRITICAL };
	struct conf *c = d->conf;
	const struct section *digest = draft_lookup(d, KIND_DIGEST, r->digest);
	const struct period **quiet = pool_get(
	    c->pool, (r->n_quiet + 2) * sizeof(*quiet));
	struct period *hours = pool_get(c->pool, sizeof(*hours));

	r->wish.n_quiet = quiet_of(d, r, hours, quiet);
	r->wish.quiet = quiet;
	r->wish.closed = &c->closed;
	r->wish.gather = r->gather;
	r->wish.immediate = r->immediate ? r->immediate
			    : digest     ? (unsigned)URGENT
					 : (unsigned)ALL;
	if (digest != NULL) {
		const struct conf_digest *of = digest->data;

		r->wish.digest = of->name;
		r->wish.times = &of->times;
	}
	r->timed = r->wish.n_quiet > 0 || digest != NULL || r->gather > 0;
	c->timed |= r->timed;
	if (r->timed && r->timezone[0] != '\0' &&
	    strcmp(r->timezone, c->timezone) != 0)
		r->wish.zone = find_zone(c, r->timezone);
}
