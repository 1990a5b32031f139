/* alert.c - an alert: its text for people */
/* SPDX-License-Identifier: MIT */
#include "core/alert.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/str.h"
#include "core/alert-escalate.h"
#include "core/alert-health.h"
#include "core/alert-hold.h"
#include "core/alert-moved.h"
#include "core/alert-parts.h"
#include "core/alert-watch.h"
#include "core/change.h"
#include "core/date/workday.h"
#include "core/alert-term.h"
#include "core/reason.h"

const char *
event_name(enum event_kind e)
{
	static const char *const name[EVENT_KINDS] = {
	    [EVENT_ITEM_NEW] = "item.new",
	    [EVENT_ITEM_CHANGED] = "item.changed",
	    [EVENT_DEADLINE_MOVED] = "deadline.moved",
	    [EVENT_DEADLINE_DUE] = "deadline.due",
	    [EVENT_DEADLINE_WITHDRAWN] = "deadline.withdrawn",
	    [EVENT_DEADLINE_CONFLICTING] = "deadline.conflicting",
	    [EVENT_DEADLINE_QUESTIONED] = "deadline.questioned",
	    [EVENT_FEED_FAILING] = "feed.failing",
	    [EVENT_FEED_RECOVERED] = "feed.recovered",
	    [EVENT_FEED_SILENT] = "feed.silent",
	    [EVENT_FEED_GAP] = "feed.gap",
	    [EVENT_FEED_MOVED] = "feed.moved",
	    [EVENT_FEED_STRANGER] = "feed.stranger",
	    [EVENT_WATCH_OFFLINE] = "watch.offline",
	    [EVENT_FEED_RETURNED] = "feed.returned",
	    [EVENT_FEED_FLOOD] = "feed.flood",
	    [EVENT_FEED_RELEASED] = "feed.released",
	    [EVENT_PARCEL_GIVEN_UP] = "parcel.given-up",
	    [EVENT_SILENCE_ENDING] = "silence.ending",
	    [EVENT_SILENCE_ENDED] = "silence.ended",
	    [EVENT_WATCH_HOLE] = "watch.hole",
	    [EVENT_ALERT_ESCALATED] = "alert.escalated",
	    [EVENT_NOTIFIER_DISABLED] = "notifier.disabled",
	    [EVENT_TEST] = "test",
	};

	return name[e];
}

static const char *
source_of(const struct alert *a)
{
	if (a->source_title != NULL && a->source_title[0] != '\0')
		return a->source_title;
	return a->source ? a->source : a->feed ? a->feed : "";
}

static const char *
feed_of(const struct alert *a)
{
	return a->feed_title && a->feed_title[0] ? a->feed_title : a->feed;
}

/* The one that the title leads with: the soonest that is not over. */
static const struct deadline *
lead_of(const struct alert *a)
{
	for (size_t i = 0; i < a->n_deadlines; i++)
		if (a->deadline[i].is.end >= a->today)
			return &a->deadline[i].is;
	return NULL;
}

static void
add_item_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct deadline *lead = lead_of(a);

	if (lead == NULL && a->event == EVENT_DEADLINE_DUE &&
	    a->n_deadlines > 0)
		lead = &a->deadline[0].is; /* it is over, and told late */
	if (a->event == EVENT_DEADLINE_DUE)
		str_addf(s, "%s ", phrase(l, PHRASE_REMINDER));
	if (lead != NULL)
		str_addf(s, "%s %s – %s", phrase_kind(l, lead->kind).lead,
		    phrase_days(pool, l, lead->end, lead->end), a->title);
	else
		str_addf(s, "%s %s: %s",
		    phrase(l, a->event == EVENT_ITEM_NEW ? PHRASE_NEW
							 : PHRASE_CHANGED),
		    source_of(a), a->title);
}

static void
add_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	if (a->episode != NULL) {
		alert_health_title(s, a, l);
		return;
	}
	if (a->hold != NULL) {
		alert_hold_title(s, a, l);
		return;
	}
	if (a->moved != NULL) {
		alert_moved_title(s, a, l);
		return;
	}
	if (a->watch != NULL) {
		alert_watch_title(s, pool, a, l);
		return;
	}
	if (a->escalated != NULL) {
		alert_escalated_title(s, a->escalated, l);
		return;
	}
	switch (a->event) {
	case EVENT_DEADLINE_MOVED:
	case EVENT_DEADLINE_WITHDRAWN:
	case EVENT_DEADLINE_CONFLICTING:
	case EVENT_DEADLINE_QUESTIONED:
		alert_term_title(s, pool, a, l);
		break;
	case EVENT_FEED_FAILING:
		str_addf(s, "%s %s", phrase(l, PHRASE_FAILING), feed_of(a));
		break;
	case EVENT_FEED_RECOVERED:
		str_addf(s, "%s %s", phrase(l, PHRASE_RECOVERED), feed_of(a));
		break;
	case EVENT_FEED_STRANGER:
		str_addf(s, "%s %s", phrase(l, PHRASE_STRANGER), feed_of(a));
		break;
	case EVENT_PARCEL_GIVEN_UP:
		str_addf(s, "%s %s", phrase(l, PHRASE_GIVEN_UP), a->title);
		break;
	case EVENT_NOTIFIER_DISABLED:
		str_addf(s, "%s %s", phrase(l, PHRASE_DISABLED), a->title);
		break;
	case EVENT_TEST:
		str_add(s, phrase(l, PHRASE_TEST));
		break;
	default:
		add_item_title(s, pool, a, l);
	}
}

static void
add_notes(struct str *s, enum language l, unsigned flags)
{
	static const struct {
		unsigned flag;
		enum phrase phrase;
	} row[] = {
	    {DEADLINE_COMPUTED, PHRASE_COMPUTED},
	    {DEADLINE_ASSUMED_YEAR, PHRASE_ASSUMED_YEAR},
	    {DEADLINE_EXTENDABLE, PHRASE_EXTENDABLE},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (flags & row[i].flag)
			str_addf(s, "; %s", phrase(l, row[i].phrase));
}

static void
add_deadline(struct str *s, struct pool *pool, const struct alert *a,
    const struct deadline *d, enum language l)
{
	int days = d->end - a->today;

	str_addf(s, "%s %s", phrase_kind(l, d->kind).lead,
	    phrase_days(pool, l, d->start, d->end));
	if (d->minutes >= 0)
		str_addf(s, " %s", phrase_clock(pool, l, d->minutes));
	str_addf(s, " (%s",
	    phrase_distance(pool, l, days,
		days > 0 ? closed_count(a->closed, a->today, d->end) : 0));
	add_notes(s, l, d->flags);
	alert_term_notes(s, d, l);
	str_add(s, ")\n");
	if (d->evidence != NULL && d->evidence[0] != '\0')
		str_addf(s, "  ”%s”\n", d->evidence);
	alert_term_law(s, pool, d, l);
}

/* "Ändrat: datum, text" */
static void
add_classes(struct str *s, const struct alert *a, enum language l)
{
	static const struct {
		enum change_class class;
		enum phrase phrase;
	} row[] = {
	    {CHANGE_DATE, PHRASE_CHANGE_DATE},
	    {CHANGE_AMOUNT, PHRASE_CHANGE_AMOUNT},
	    {CHANGE_ATTACHMENT, PHRASE_CHANGE_ATTACHMENT},
	    {CHANGE_TITLE, PHRASE_CHANGE_TITLE},
	    {CHANGE_TEXT, PHRASE_CHANGE_TEXT},
	};
	const char *before = phrase(l, PHRASE_CHANGES), *mark = ": ";

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		if ((a->changes & 1U << row[i].class) == 0)
			continue;
		str_addf(s, "%s%s%s", before, mark, phrase(l, row[i].phrase));
		before = "";
		mark = ", ";
	}
	if (*before == '\0')
		str_add(s, "\n");
}

static void
add_change(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	if (a->event == EVENT_ITEM_CHANGED)
		add_classes(s, a, l);
	if (a->old != NULL)
		alert_term_old(s, pool, a, l);
	if (a->old_words != NULL)
		str_addf(
		    s, "%s: ”%s”\n", phrase(l, PHRASE_BEFORE), a->old_words);
	if (a->new_words != NULL)
		str_addf(s, "%s: ”%s”\n", phrase(l, PHRASE_NOW), a->new_words);
}

bool
alert_is_ahead(const struct alert *a)
{
	return a->published != NO_TIME && a->published > a->created + 86400;
}

static void
add_sources(struct str *s, const struct alert *a, enum language l)
{
	char day[DAY_TEXT];

	if (source_of(a)[0] != '\0')
		str_addf(s, "%s: %s%s%s\n", phrase(l, PHRASE_SOURCE),
		    source_of(a), a->feed_title ? ", " : "",
		    a->feed_title ? a->feed_title : "");
	if (a->published != NO_TIME && a->item != 0)
		str_addf(s, "%s: %s%s\n", phrase(l, PHRASE_PUBLISHED),
		    day_write(time_local_day(a->published), day),
		    alert_is_ahead(a) ? phrase(l, PHRASE_AHEAD) : "");
	if (a->link != NULL)
		str_addf(s, "%s: %s\n", phrase(l, PHRASE_LINK), a->link);
	for (size_t i = 0; i < a->n_rules && i < ALERT_RULES_MOST; i++) {
		const struct alert_rule *r = &a->rule[i];

		str_addf(s, "%s: %s", phrase(l, PHRASE_RULES),
		    r->title && r->title[0] ? r->title : r->name);
		if (r->any != NULL)
			str_addf(s, " (%s%s%s)", r->any, r->and ? " + " : "",
			    r->and ? r->and : "");
		str_add(s, "\n");
	}
}

static void
add_text(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	if (a->event == EVENT_TEST)
		str_addf(s, "%s\n", phrase(l, PHRASE_TEST_TEXT));
	if (a->title != NULL)
		str_addf(s, "%s\n\n", a->title);
	alert_term_lead(s, pool, a, l);
	for (size_t i = 0; i < a->n_deadlines; i++)
		add_deadline(s, pool, a, &a->deadline[i].is, l);
	add_change(s, pool, a, l);
	alert_term_end(s, a, l);
	if (a->unread)
		str_addf(s, "%s\n", phrase(l, PHRASE_UNREAD));
	if (a->rest_held)
		str_addf(s, "%s\n", phrase(l, PHRASE_REST_HELD));
	if (a->hold != NULL)
		alert_hold_text(s, pool, a, l);
	if (a->moved != NULL)
		alert_moved_text(s, pool, a, l);
	if (a->watch != NULL)
		alert_watch_text(s, pool, a, l);
	if (a->escalated != NULL)
		alert_escalated_text(s, a->escalated, l);
	if (a->replay)
		str_addf(s, "%s\n", phrase(l, PHRASE_REPLAY));
	if (a->episode != NULL)
		alert_health_text(s, pool, a, l);
	else if (a->reason != NULL)
		str_addf(s, "%s\n", reason_in(pool, l, a->reason));
	if (s->len > 0 && s->len >= 2 && s->text[s->len - 2] != '\n')
		str_add(s, "\n");
	add_sources(s, a, l);
}

/* Nothing of a stranger's may break a line or act on a terminal. */
static const char *
one_line(struct pool *pool, const char *text)
{
	char *copy = pool_strdup(pool, text);

	log_clean(copy);
	return copy;
}

static const char *
many_lines(struct pool *pool, const char *text)
{
	char *copy = pool_strdup(pool, text), *line = copy;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		log_clean(line);
		*end = '\n';
	}
	log_clean(line);
	return copy;
}

void
alert_write(struct pool *pool, const struct alert *whole, enum language l,
    const char **title, const char **text)
{
	struct str s = STR_INIT(ALERT_TEXT_MOST);
	struct alert b = alert_bounded(pool, whole);
	const struct alert *a = &b;

	add_title(&s, pool, a, l);
	*title = one_line(pool, s.text);
	str_clear(&s);
	add_text(&s, pool, a, l);
	*text = many_lines(pool, s.text);
	str_release(&s);
}
