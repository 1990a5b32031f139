/* alert.c - an alert: its text for people, its JSON for programs */
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
#include "core/alert-watch.h"
#include "core/change.h"
#include "core/date/workday.h"
#include "core/scrub.h"
#include "core/alert-term.h"
#include "core/reason.h"

/* Bytes; all of it together is less than ALERT_TEXT_MOST. */
enum {
	TITLE_MOST = 400,
	EVIDENCE_MOST = 600,
	WORDS_MOST = 800,
	LINK_MOST = 4000,
};

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
		str_addf(s, "%s %s – %s", phrase_kind(l, lead->kind)->lead,
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

	str_addf(s, "%s %s", phrase_kind(l, d->kind)->lead,
	    phrase_days(pool, l, d->start, d->end));
	if (d->minutes >= 0)
		str_addf(s, " %s %02d:%02d", l == LANGUAGE_SV ? "kl." : "at",
		    d->minutes / 60, d->minutes % 60);
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

static void
add_sources(struct str *s, const struct alert *a, enum language l)
{
	char day[DAY_TEXT];

	if (source_of(a)[0] != '\0')
		str_addf(s, "%s: %s%s%s\n", phrase(l, PHRASE_SOURCE),
		    source_of(a), a->feed_title ? ", " : "",
		    a->feed_title ? a->feed_title : "");
	if (a->published != NO_TIME && a->item != 0)
		str_addf(s, "%s: %s\n", phrase(l, PHRASE_PUBLISHED),
		    day_write(time_local_day(a->published), day));
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

/* At most so many bytes of it, cut between two characters. */
static const char *
cut(struct pool *pool, const char *text, size_t most)
{
	size_t n = str_fit(text, most);

	if (text == NULL || text[n] == '\0')
		return text;
	return pool_printf(pool, "%.*s…", (int)n, text);
}

/* What the source wrote, without numbers that an alert need not spread. */
static const char *
quote(struct pool *pool, const struct alert *a, const char *text, size_t most)
{
	return cut(pool, a->quote_all ? text : scrub(pool, text), most);
}

static const struct alert_deadline *
cut_deadlines(struct pool *pool, const struct alert *a)
{
	struct alert_deadline *list = pool_get(
	    pool, (a->n_deadlines + 1) * sizeof(*list));

	for (size_t i = 0; i < a->n_deadlines; i++) {
		list[i] = a->deadline[i];
		list[i].is.evidence = quote(
		    pool, a, list[i].is.evidence, EVIDENCE_MOST);
	}
	return list;
}

/* What strangers wrote, no longer than anybody reads. */
static struct alert
bounded(struct pool *pool, const struct alert *a)
{
	struct alert b = *a;

	if (b.n_deadlines > ALERT_DEADLINES_MOST)
		b.n_deadlines = ALERT_DEADLINES_MOST;
	b.title = quote(pool, a, a->title, TITLE_MOST);
	b.reason = cut(pool, a->reason, WORDS_MOST);
	b.other_title = quote(pool, a, a->other_title, TITLE_MOST);
	if (a->other_link != NULL && strlen(a->other_link) > LINK_MOST)
		b.other_link = NULL;
	b.old_words = quote(pool, a, a->old_words, WORDS_MOST);
	b.new_words = quote(pool, a, a->new_words, WORDS_MOST);
	b.deadline = cut_deadlines(pool, &b);
	if (a->link != NULL && strlen(a->link) > LINK_MOST)
		b.link = NULL; /* half an address leads elsewhere */
	if (a->old != NULL) {
		struct deadline *old = pool_get(pool, sizeof(*old));

		*old = *a->old;
		old->evidence = quote(pool, a, old->evidence, EVIDENCE_MOST);
		b.old = old;
	}
	return b;
}

void
alert_write(struct pool *pool, const struct alert *whole, enum language l,
    const char **title, const char **text)
{
	struct str s = STR_INIT(ALERT_TEXT_MOST);
	struct alert b = bounded(pool, whole);
	const struct alert *a = &b;

	add_title(&s, pool, a, l);
	*title = one_line(pool, s.text);
	str_clear(&s);
	add_text(&s, pool, a, l);
	*text = many_lines(pool, s.text);
	str_release(&s);
}

static void
set_text(json_t *object, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, key, json_string(text));
}

static void
set_time(json_t *object, const char *key, int64_t instant)
{
	char text[TIME_TEXT];

	if (instant != NO_TIME)
		set_text(object, key, time_write(instant, text));
}

static void
set_flags(json_t *o, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *name;
	} row[] = {
	    {DEADLINE_EXTENDABLE, "extendable"},
	    {DEADLINE_SUPERSEDES, "supersedes"},
	    {DEADLINE_BEFORE, "before"},
	    {DEADLINE_COMPUTED, "computed"},
	    {DEADLINE_ASSUMED_YEAR, "assumed_year"},
	    {DEADLINE_QUESTIONED, "questioned"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (flags & row[i].flag)
			json_object_set_new(o, row[i].name, json_true());
}

json_t *
alert_deadline_json(const struct deadline *d, int64_t id)
{
	json_t *o = json_object();
	char day[DAY_TEXT];

	if (id != 0)
		json_object_set_new(
		    o, "id", json_sprintf("D%lld", (long long)id));
	set_text(o, "kind", deadline_kind_name(d->kind));
	set_text(o, "label", phrase_kind(LANGUAGE_SV, d->kind)->label);
	set_text(o, "start", day_write(d->start, day));
	set_text(o, "end", day_write(d->end, day));
	if (d->minutes >= 0)
		json_object_set_new(o, "time",
		    json_sprintf(
			"%02d:%02d", d->minutes / 60, d->minutes % 60));
	set_text(o, "precision", precision_name(d->precision));
	set_text(o, "evidence", d->evidence);
	set_flags(o, d->flags);
	alert_term_members(o, d);
	return o;
}

static json_t *
named(const char *name, const char *title)
{
	json_t *o = json_object();

	set_text(o, "name", name);
	set_text(o, "title", title);
	return o;
}

static json_t *
item_json(const struct alert *a)
{
	json_t *o = json_object();

	json_object_set_new(o, "id", json_sprintf("I%lld", (long long)a->item));
	set_text(o, "title", a->title);
	set_text(o, "link", a->link);
	set_time(o, "published", a->published);
	return o;
}

static json_t *
texts_json(struct pool *pool, const struct alert *a)
{
	json_t *texts = json_object();

	for (int l = 0; l < LANGUAGES; l++) {
		const char *title, *text;
		json_t *o = json_object();

		alert_write(pool, a, (enum language)l, &title, &text);
		set_text(o, "title", title);
		set_text(o, "text", text);
		json_object_set_new(texts, language_name((enum language)l), o);
	}
	return texts;
}

static void
set_lists(json_t *o, const struct alert *a)
{
	json_t *rules = json_array(), *deadlines = json_array();

	for (size_t i = 0; i < a->n_rules; i++)
		json_array_append_new(
		    rules, named(a->rule[i].name, a->rule[i].title));
	for (size_t i = 0; i < a->n_deadlines; i++)
		json_array_append_new(deadlines,
		    alert_deadline_json(&a->deadline[i].is, a->deadline[i].id));
	json_object_set_new(o, "rules", rules);
	if (a->n_deadlines > 0)
		json_object_set(o, "deadlines", deadlines);
	json_decref(deadlines);
}

json_t *
alert_changes_json(unsigned all)
{
	json_t *list = json_array();

	while (all != 0) {
		enum change_class c = change_class_of(all);

		if (c == CHANGE_NONE)
			break;
		json_array_append_new(list, json_string(change_name(c)));
		all &= ~(1U << c);
	}
	return list;
}

json_t *
alert_json(struct pool *pool, const struct alert *whole)
{
	struct alert b = bounded(pool, whole);
	const struct alert *a = &b;
	json_t *o = json_object();

	json_object_set_new(o, "version", json_integer(1));
	set_text(o, "event", event_name(a->event));
	set_text(o, "priority", priority_name(a->priority));
	set_time(o, "created", a->created);
	set_text(o, "link", a->link);
	if (a->source != NULL)
		json_object_set_new(
		    o, "source", named(a->source, a->source_title));
	if (a->feed != NULL)
		json_object_set_new(o, "feed", named(a->feed, a->feed_title));
	set_lists(o, a);
	if (a->item != 0) {
		json_object_set_new(o, "item", item_json(a));
		json_object_set_new(
		    o, "thread", json_sprintf("I%lld", (long long)a->item));
	} else if (a->n_deadlines > 0) {
		json_object_set_new(o, "thread",
		    json_sprintf("D%lld", (long long)a->deadline[0].id));
	}
	if (a->old != NULL)
		json_object_set_new(o, "old", alert_deadline_json(a->old, 0));
	if (a->changes != 0)
		json_object_set_new(
		    o, "changes", alert_changes_json(a->changes));
	alert_term_json(o, a);
	set_text(o, "reason", a->reason);
	if (a->episode != NULL)
		json_object_set_new(
		    o, "episode", alert_health_json(a->episode));
	if (a->hold != NULL)
		json_object_set_new(o, "hold", alert_hold_json(a->hold));
	if (a->moved != NULL)
		json_object_set_new(o, "moved", alert_moved_json(a->moved));
	if (a->watch != NULL)
		json_object_set_new(
		    o, "watch", alert_watch_json(pool, a->watch));
	if (a->escalated != NULL)
		json_object_set_new(
		    o, "escalated", alert_escalated_json(a->escalated));
	if (a->replay)
		json_object_set_new(o, "replay", json_true());
	json_object_set_new(o, "texts", texts_json(pool, a));
	return o;
}
