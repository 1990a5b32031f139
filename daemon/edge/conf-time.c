/* conf-time.c - when receivers are reached, groups, and who is away */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/date/dayset.h"
#include "edge/conf-part.h"

enum {
	DEEPEST = 16, /* groups of groups */
	GROUP_MOST = 1000,
	QUIET_MOST = 32,
	AWAY_MOST = 366, /* days */
	ZONE_FIRST = 2000,
	ZONE_LAST = 2100, /* years whose changes are kept */
	CHANGES_MOST = 1000,
};

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

struct groups {
	const struct conf_draft *draft;
	size_t next;
};

static const char *
next_group(void *context)
{
	struct groups *g = context;

	while (g->next < g->draft->n_sorted) {
		const struct section *s = g->draft->sorted[g->next++];

		if (s->kind == &conf_kind[KIND_GROUP] && !s->out)
			return s->name;
	}
	return NULL;
}

void
conf_refer_receiver(struct conf_draft *d, const struct section *s,
    const char *key, const char *name)
{
	const struct ini_entry *e = section_entry(s, key);
	struct groups groups = {d, 0};
	const char *near, *at;

	if (e == NULL || name[0] == '\0' ||
	    draft_lookup(d, KIND_GROUP, name) != NULL ||
	    draft_lookup(d, KIND_RECEIVER, name) != NULL)
		return;
	near = conf_nearest(name, next_group, &groups);
	at = strstr(e->value, name);
	if (near != NULL)
		draft_fault_at(d, s, e, at ? (size_t)(at - e->value) : 0,
		    "there is no receiver or group '%.60s'; did you mean the "
		    "group '%s'?",
		    name, near);
	else
		draft_refer(d, s, key, name, 0, KIND_RECEIVER);
}

/* Does the group hold the one named, at any depth? */
static bool
holds(const struct conf_draft *d, const struct section *group, const char *name,
    int deep)
{
	const struct conf_group *g = group->data;

	for (size_t i = 0; i < g->n_receivers; i++) {
		const struct section *in = draft_lookup(
		    d, KIND_GROUP, g->receivers[i]);

		if (strcmp(g->receivers[i], name) == 0 ||
		    (in != NULL && deep < DEEPEST &&
			holds(d, in, name, deep + 1)))
			return true;
	}
	return false;
}

void
conf_group_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_group *g = s->data;

	for (size_t i = 0; i < g->n_receivers; i++)
		conf_refer_receiver(d, s, "receivers", g->receivers[i]);
	if (draft_lookup(d, KIND_RECEIVER, s->name) != NULL)
		draft_fault(d, s->file, s->entry[0].line, s->entry[0].column,
		    "there is a [receiver %.60s], too; a group needs a name "
		    "of its own",
		    s->name);
	else if (holds(d, s, s->name, 0))
		draft_fault_at_key(d, s, "receivers", "the group holds itself");
}

/* The members of all receivers, one by one. */
struct members {
	const struct conf_draft *draft;
	size_t section, member;
};

static const char *
next_member(void *context)
{
	struct members *m = context;

	for (; m->section < m->draft->n_sorted; m->section++, m->member = 0) {
		const struct section *s = m->draft->sorted[m->section];
		const struct conf_receiver *r = s->data;

		if (s->kind == &conf_kind[KIND_RECEIVER] && !s->out &&
		    m->member < r->n_members)
			return r->members[m->member++];
	}
	return NULL;
}

void
conf_away_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_away *a = s->data;
	struct members all = {d, 0, 0}, again = {d, 0, 0};
	const char *member, *near;

	if (strcmp(a->user, a->stand_in) == 0)
		draft_fault_at_key(d, s, "stand-in",
		    "nobody stands in for themselves while they are away");
	while ((member = next_member(&all)) != NULL)
		if (strcmp(member, a->user) == 0)
			return;
	near = conf_nearest(a->user, next_member, &again);
	draft_fault_at(d, s, section_entry(s, "user"), 0,
	    "no receiver has the member '%.60s'%s%.60s%s", a->user,
	    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* --- finished --- */

struct flat {
	const char **list;
	size_t n;
};

static void
flatten(struct conf_draft *d, const char *name, struct flat *to, int deep)
{
	const struct section *s = draft_lookup(d, KIND_GROUP, name);
	const struct conf_group *g = s ? s->data : NULL;

	for (size_t i = 0; g != NULL && deep < DEEPEST && i < g->n_receivers;
	     i++)
		flatten(d, g->receivers[i], to, deep + 1);
	if (g != NULL)
		return;
	for (size_t i = 0; i < to->n; i++)
		if (strcmp(to->list[i], name) == 0)
			return;
	if (to->n < GROUP_MOST)
		to->list[to->n++] = name;
}

void
conf_finish_groups(struct conf_draft *d, const char *const **list, size_t *n)
{
	struct flat to = {NULL, 0};
	bool any = false;

	for (size_t i = 0; i < *n; i++)
		any |= draft_lookup(d, KIND_GROUP, (*list)[i]) != NULL;
	if (!any)
		return;
	to.list = pool_get(d->scratch, GROUP_MOST * sizeof(*to.list));
	for (size_t i = 0; i < *n; i++)
		flatten(d, (*list)[i], &to, 0);
	*list = memcpy(pool_get(d->conf->pool, to.n * sizeof(*to.list) + 1),
	    to.list, to.n * sizeof(*to.list));
	*n = to.n;
}

/* How far the zone in TZ is ahead of UTC; of base/date.h nothing is asked
 * meanwhile, which may remember days of the process's own zone. */
static int
ahead(int64_t instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	return localtime_r(&t, &tm) != NULL ? (int)tm.tm_gmtoff : 0;
}

/* The instant in (from, to] at which its clocks change. */
static void
add_change(struct zone_change *list, size_t *n, int64_t from, int64_t to)
{
	int old = ahead(from);

	if (ahead(to) == old || *n == CHANGES_MOST)
		return;
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;

		if (ahead(middle) == old)
			from = middle;
		else
			to = middle;
	}
	list[*n] = (struct zone_change){to, ahead(to)};
	++*n;
}

/* A week after the other, of a hundred years. */
static size_t
list_changes(struct zone_change *list)
{
	int64_t last = time_of(day_of(ZONE_LAST, 1, 1), 0);
	size_t n = 1;

	list[0].at = time_of(day_of(ZONE_FIRST, 1, 1), 0);
	list[0].offset = ahead(list[0].at);
	for (int64_t t = list[0].at; t < last; t += 7 * 86400)
		add_change(list, &n, t, t + 7 * 86400);
	return n;
}

/*
 * The C library knows one zone at a time, and knows it well: it is asked for
 * all that is wanted of this one, and then has the process's again.
 */
static const struct zone *
zone_of(struct pool *pool, const char *name)
{
	struct zone_change list[CHANGES_MOST];
	struct zone *z = pool_get(pool, sizeof(*z));
	const char *old = getenv("TZ");
	char *kept = old ? strdup(old) : NULL;

	setenv("TZ", name, 1);
	tzset();
	z->n = list_changes(list);
	if (kept != NULL)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	free(kept);
	z->name = name;
	z->change = memcpy(pool_get(pool, z->n * sizeof(list[0])), list,
	    z->n * sizeof(list[0]));
	return z;
}

/* Many receivers of one zone share it. */
static const struct zone *
find_zone(struct conf *c, const char *name)
{
	for (size_t i = 0; i < c->n_receivers; i++) {
		const struct zone *z = c->receiver[i].wish.zone;

		if (z != NULL && strcmp(z->name, name) == 0)
			return z;
	}
	return zone_of(c->pool, name);
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
