/* conf-check.c - how sections fit together; falling back, leaving out */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edge/conf-part.h"

enum { SHORTEST = 60 /* seconds between rounds at a stranger's site */ };

/* --- a section of each kind --- */

/* The receivers of what concerns feeds. */
static void
refer_health(
    struct conf_draft *d, const struct section *s, const struct conf_health *h)
{
	const struct {
		const char *key, *name;
	} row[] = {{"health", h->other}, {"health-failing", h->failing},
	    {"health-silent", h->silent}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (row[i].name != NULL && !conf_is_none(row[i].name))
			conf_refer_receiver(d, s, row[i].key, row[i].name);
}

static void
check_bevakad(
    struct conf_draft *d, const struct section *s, const struct conf *all)
{
	const struct ini_entry *e = section_entry(s, "interval");
	const struct conf *own = s->data;

	refer_health(d, s, &own->health);
	if (e != NULL && own->interval < SHORTEST &&
	    all->allow_private[0] == NULL)
		draft_fault_at(d, s, e, 0,
		    "less than 1 min, which only feeds at an address in "
		    "allow-private may have");
}

static void
check_feed(
    struct conf_draft *d, const struct section *s, const struct conf *all)
{
	const struct conf_feed *f = s->data;
	const struct ini_entry *e = section_entry(s, "interval");

	draft_refer(d, s, "source", f->source, 0, KIND_SOURCE);
	refer_health(d, s, &f->health);
	if (e != NULL && f->interval != 0 && f->interval < SHORTEST &&
	    !conf_is_allowed(f->url, all->allow_private))
		draft_fault_at(d, s, e, 0,
		    "less than 1 min, which only feeds at an address in "
		    "allow-private may have");
}

static void
check_rule(struct conf_draft *d, const struct section *s)
{
	static const char source[] = "source:";
	const struct rule *r = s->data;

	for (size_t i = 0; i < r->n_feeds; i++)
		if (strncmp(r->feeds[i], source, sizeof(source) - 1) == 0)
			draft_refer(d, s, "feeds", r->feeds[i],
			    sizeof(source) - 1, KIND_SOURCE);
		else
			draft_refer(d, s, "feeds", r->feeds[i], 0, KIND_FEED);
	for (size_t i = 0; i < r->n_to; i++)
		conf_refer_receiver(d, s, "to", r->to[i]);
	for (size_t i = 0; i < r->n_escalate; i++)
		conf_refer_receiver(d, s, "escalate", r->escalate[i].to);
}

static void
check_deadline(struct conf_draft *d, const struct section *s)
{
	const struct conf_deadline *own = s->data;

	draft_refer(d, s, "rule", own->rule, 0, KIND_RULE);
	for (size_t i = 0; i < own->n_to; i++)
		conf_refer_receiver(d, s, "to", own->to[i]);
	conf_deadline_check(d, s);
}

/* "desktop" needs no section */
static const char *
program_of(const struct conf_draft *d, const char *notifier)
{
	const struct section *s = draft_lookup(d, KIND_NOTIFIER, notifier);

	if (s == NULL)
		return notifier;
	return ((const struct conf_notifier *)s->data)->program;
}

static bool
sends_mail(const char *program)
{
	const char *slash = strrchr(program, '/');

	return strcmp(program, "mail") == 0 ||
	       (slash != NULL && strcmp(slash, "/notify-mail") == 0);
}

static void
check_way(struct conf_draft *d, const struct section *s, const char *notifier)
{
	const struct conf_receiver *r = s->data;
	const struct ini_entry *via = section_entry(s, "via");
	const char *program = program_of(d, notifier);
	size_t at = draft_place(via->value, notifier);

	if (strcmp(notifier, "desktop") != 0)
		draft_refer(d, s, "via", notifier, 0, KIND_NOTIFIER);
	if (strcmp(program, "desktop") == 0 && r->n_members == 0)
		draft_fault_at(d, s, via, at,
		    "'%s' reaches nobody without 'members'", notifier);
	if (sends_mail(program) && r->n_mail == 0)
		draft_fault_at(d, s, via, at,
		    "'%s' reaches nobody without 'mail'", notifier);
}

static void
check_receiver(struct conf_draft *d, const struct section *s)
{
	const struct conf_receiver *r = s->data;

	for (size_t i = 0; i < r->n_via; i++)
		check_way(d, s, r->via[i]);
	for (size_t i = 0; i < r->n_then; i++)
		check_way(d, s, r->then[i].notifier);
	conf_receiver_check_time(d, s);
}

static bool
is_reached(const struct conf_draft *d, const char *notifier)
{
	for (size_t i = 0; i < d->n_sorted; i++) {
		const struct conf_receiver *r = d->sorted[i]->data;

		if (d->sorted[i]->out ||
		    d->sorted[i]->kind != &conf_kind[KIND_RECEIVER])
			continue;
		for (size_t k = 0; k < r->n_via; k++)
			if (strcmp(r->via[k], notifier) == 0)
				return true;
		for (size_t k = 0; k < r->n_then; k++)
			if (strcmp(r->then[k].notifier, notifier) == 0)
				return true;
	}
	return false;
}

/* One that is tried by itself. */
static void
check_notifier(struct conf_draft *d, const struct section *s)
{
	const struct conf_notifier *by = s->data;
	const struct ini_entry *test = section_entry(s, "test");

	draft_refer(d, s, "test-to", by->test_to, 0, KIND_RECEIVER);
	if (by->test.n == 0)
		return;
	if (strcmp(by->program, "desktop") == 0)
		draft_fault_at(d, s, test, 0,
		    "a desktop is not tried by itself: nobody may sit there");
	else if (by->test_to[0] == '\0' && !is_reached(d, s->name))
		draft_fault_at(d, s, test, 0,
		    "no receiver has '%s' among its ways; say 'test-to', whom "
		    "it is to be tried on",
		    s->name);
}

static void
check_twice(struct conf_draft *d, const struct section *s)
{
	const struct section *first = draft_twin(d, s);

	if (first != NULL)
		draft_fault(d, s->file, s->entry[0].line, s->entry[0].column,
		    "[%s%s%s] stands already at %s:%d", s->kind->name,
		    s->name[0] != '\0' ? " " : "", s->name,
		    d->file[first->file].file.path, first->entry[0].line);
}

/* Whether the section fits to all the others. */
static bool
check_section(
    struct conf_draft *d, const struct section *s, const struct conf *all)
{
	d->bad = false;
	check_twice(d, s);
	switch ((enum conf_kind_id)(s->kind - conf_kind)) {
	case KIND_BEVAKAD:
		check_bevakad(d, s, all);
		break;
	case KIND_SOURCE:
		refer_health(
		    d, s, &((const struct conf_source *)s->data)->health);
		break;
	case KIND_FEED:
		check_feed(d, s, all);
		break;
	case KIND_RULE:
		check_rule(d, s);
		break;
	case KIND_RECEIVER:
		check_receiver(d, s);
		break;
	case KIND_NOTIFIER:
		check_notifier(d, s);
		break;
	case KIND_DEADLINE:
		check_deadline(d, s);
		break;
	case KIND_PERIOD:
		conf_period_check(d, s);
		break;
	case KIND_GROUP:
		conf_group_check(d, s);
		break;
	case KIND_AWAY:
		conf_away_check(d, s);
		break;
	default:
		break;
	}
	return !d->bad;
}

/* --- all together --- */

/* What the [bevakad] sections say in the end. */
static struct conf *
merge(struct conf_draft *d)
{
	struct conf *all = pool_get(d->scratch, sizeof(*all));

	kind_defaults(d, d->scratch, &conf_kind[KIND_BEVAKAD], all);
	d->quiet = true;
	for (size_t i = 0; i < d->n_sorted; i++)
		if (d->sorted[i]->kind == &conf_kind[KIND_BEVAKAD] &&
		    !d->sorted[i]->out)
			section_fill(d, d->scratch, d->sorted[i], false, all);
	d->quiet = false;
	return all;
}

/*
 * Kinds come in such an order that what refers is looked at after what it
 * refers to: so one round leaves out all that does not fit.  Only [bevakad]
 * is first in the table and refers to a receiver: it is looked at last.
 */
static void
leave_out(struct conf_draft *d)
{
	const struct conf *all = merge(d);
	size_t bevakad = 0;

	while (bevakad < d->n_sorted &&
	       d->sorted[bevakad]->kind == &conf_kind[KIND_BEVAKAD])
		bevakad++;
	for (size_t i = 0; i < d->n_sorted; i++) {
		struct section *s = d->sorted[(bevakad + i) % d->n_sorted];

		if (!check_section(d, s, all))
			s->out = true;
	}
}

/* True when a file fell back, so that all is to be looked at again. */
static bool
fall_back(struct conf_draft *d)
{
	const struct conf *all = merge(d);
	bool *unfit = pool_get(d->scratch, d->n_files * sizeof(*unfit));
	bool fell = false;

	for (size_t i = 0; i < d->n_sorted; i++)
		if (!check_section(d, d->sorted[i], all))
			unfit[d->sorted[i]->file] = true;
	for (size_t i = 0; i < d->n_files; i++)
		if (unfit[i] && draft_fall_back(d, i))
			fell = true;
	return fell;
}

void
draft_check(struct conf_draft *d)
{
	draft_sort(d);
	if (fall_back(d))
		draft_sort(d);
	leave_out(d);
}
