/* alert-term.c - what alerts say of a deadline's lineage */
/* SPDX-License-Identifier: MIT */
#include "core/alert-term.h"

#include "base/date.h"

/* "förlängd"; NULL: nothing more than that it is another day */
static const char *
way_of(const struct alert *a, enum language l)
{
	switch (a->how) {
	case LINEAGE_REFINED:
		return phrase(l, PHRASE_REFINED);
	case LINEAGE_EXTENDED:
		return phrase(l, PHRASE_EXTENDED);
	case LINEAGE_EDITED:
		return phrase(l, PHRASE_EDITED);
	default:
		break;
	}
	return a->deadline[0].is.end < a->old->end ? phrase(l, PHRASE_EARLIER)
						   : NULL;
}

static const char *
with_hour(struct pool *pool, const char *days, int minutes)
{
	return pool_printf(
	    pool, "%s %02d:%02d", days, minutes / 60, minutes % 60);
}

static void
add_moved_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct deadline *now = &a->deadline[0].is, *old = a->old;
	const char *way = way_of(a, l);
	bool whole =
	    old->start != old->end &&
	    (a->how == LINEAGE_REFINED || deadline_day_is_assumed(old));
	const char *from = whole
			       ? phrase_days(pool, l, old->start, old->end)
			       : phrase_day_before(pool, l, old->end, now->end);
	const char *to = phrase_days(pool, l, now->end, now->end);

	if (old->end == now->end && old->start == now->start) {
		if (old->minutes >= 0)
			from = with_hour(pool, from, old->minutes);
		if (now->minutes >= 0)
			to = with_hour(pool, to, now->minutes);
	}
	str_addf(s, "%s %s → %s%s%s%s – %s", phrase_kind(l, now->kind).moved,
	    from, to, way ? " (" : "", way ? way : "", way ? ")" : "",
	    a->title);
}

static void
add_conflict_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct deadline *one = &a->deadline[0].is;
	const struct deadline *two = &a->deadline[a->n_deadlines - 1].is;

	str_addf(s, "%s %s %s / %s – %s", phrase(l, PHRASE_CONFLICTING),
	    phrase_kind(l, one->kind).lead,
	    phrase_day_before(pool, l, one->end, two->end),
	    phrase_days(pool, l, two->end, two->end), a->title);
}

void
alert_term_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct deadline *d = &a->deadline[0].is;
	enum phrase lead = a->event == EVENT_DEADLINE_WITHDRAWN
			       ? PHRASE_WITHDRAWN
			       : PHRASE_ASK;

	if (a->event == EVENT_DEADLINE_MOVED && a->old != NULL)
		add_moved_title(s, pool, a, l);
	else if (a->event == EVENT_DEADLINE_CONFLICTING)
		add_conflict_title(s, pool, a, l);
	else
		str_addf(s, "%s %s %s – %s", phrase(l, lead),
		    phrase_kind(l, d->kind).lead,
		    phrase_days(pool, l, d->end, d->end), a->title);
}

void
alert_term_notes(struct str *s, const struct deadline *d, enum language l)
{
	if (deadline_day_is_assumed(d))
		str_addf(s, "; %s", phrase(l, PHRASE_ASSUMED_DAY));
	if (d->flags & DEADLINE_QUESTIONED)
		str_addf(s, "; %s", phrase(l, PHRASE_QUESTIONED));
}

void
alert_term_law(
    struct str *s, struct pool *pool, const struct deadline *d, enum language l)
{
	int day = deadline_legal_day(d);

	if (day != NO_DAY)
		str_addf(s, "%s\n",
		    phrase_with(
			pool, l, PHRASE_LAW, phrase_days(pool, l, day, day)));
}

void
alert_term_lead(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	if (a->late)
		str_addf(s, "%s\n",
		    phrase_with(pool, l, PHRASE_LATE,
			phrase_days(pool, l, a->due, a->due)));
	if (a->event == EVENT_DEADLINE_WITHDRAWN)
		str_addf(s, "%s\n",
		    phrase(l, a->item != 0 ? PHRASE_WITHDRAWN_TEXT
					   : PHRASE_WITHDRAWN_OWN));
	else if (a->event == EVENT_DEADLINE_CONFLICTING)
		str_addf(s, "%s\n", phrase(l, PHRASE_CONFLICTING_TEXT));
	else if (a->event == EVENT_DEADLINE_QUESTIONED && a->n_deadlines > 0)
		str_addf(s, "%s\n",
		    phrase_with(pool, l, PHRASE_ASK_TEXT,
			pool_printf(
			    pool, "D%lld", (long long)a->deadline[0].id)));
}

void
alert_term_old(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const char *words = a->old->evidence;

	str_addf(s, "%s: %s", phrase(l, PHRASE_BEFORE),
	    phrase_days(pool, l, a->old->start, a->old->end));
	if (a->old->minutes >= 0)
		str_addf(s, " %s", phrase_clock(pool, l, a->old->minutes));
	str_add(s, "\n");
	if (words != NULL && words[0] != '\0')
		str_addf(s, "  ”%s”\n", words);
}

void
alert_term_end(struct str *s, const struct alert *a, enum language l)
{
	if (a->other_title != NULL)
		str_addf(s, "%s: %s%s%s\n", phrase(l, PHRASE_OTHER_PAGE),
		    a->other_title, a->other_link ? ", " : "",
		    a->other_link ? a->other_link : "");
	for (size_t i = 0; i < a->n_reminded; i++)
		str_addf(s, "%s%s%s%s", i ? "" : phrase(l, PHRASE_REMINDED),
		    i ? ", " : ": ", a->reminded[i],
		    i + 1 == a->n_reminded ? "\n" : "");
	if (a->by != NULL)
		str_addf(s, "%s: %s\n", phrase(l, PHRASE_BY), a->by);
}

void
alert_term_json(json_t *o, const struct alert *a)
{
	char day[DAY_TEXT];

	if (a->event == EVENT_DEADLINE_MOVED)
		json_object_set_new(
		    o, "change", json_string(lineage_name(a->how)));
	if (a->late) {
		json_object_set_new(o, "late", json_true());
		json_object_set_new(
		    o, "due", json_string(day_write(a->due, day)));
	}
	if (a->n_reminded > 0) {
		json_t *list = json_array();

		for (size_t i = 0; i < a->n_reminded; i++)
			json_array_append_new(
			    list, json_string(a->reminded[i]));
		json_object_set_new(o, "reminded", list);
	}
	if (a->other_link != NULL)
		json_object_set_new(o, "other",
		    json_pack("{s:s*, s:s}", "title", a->other_title, "link",
			a->other_link));
	if (a->by != NULL)
		json_object_set_new(o, "by", json_string(a->by));
}

void
alert_term_members(json_t *o, const struct deadline *d)
{
	int legal = deadline_legal_day(d);
	char day[DAY_TEXT];

	if (deadline_day_is_assumed(d))
		json_object_set_new(o, "assumed_day", json_true());
	if (legal != NO_DAY)
		json_object_set_new(
		    o, "legal_end", json_string(day_write(legal, day)));
}
