/* where-holds.c - does an expression hold for an item, and what it has there */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/events.h"
#include "core/lexicon.h"
#include "core/where-parts.h"

enum { DAY = 86400, VALUE_MOST = 60 };

const struct view_text *
where_text(const struct where *w, const struct rule_view *v)
{
	switch (w->attribute) {
	case WHERE_TITLE:
		return &v->title;
	case WHERE_TEXT:
		return &v->text;
	case WHERE_LINK:
		return &v->link;
	default:
		return &v->publisher;
	}
}

const struct view_text *
where_place(const struct where *w, const struct rule_view *v)
{
	return w->op == WHERE_WORDS ||
		       (w->op == WHERE_REGEX && w->attribute <= WHERE_SOURCE)
		   ? where_text(w, v)
		   : NULL;
}

static enum pattern_scope
scope_of(const struct where *w)
{
	return w->attribute == WHERE_TITLE  ? SCOPE_TITLE
	       : w->attribute == WHERE_TEXT ? SCOPE_TEXT
					    : SCOPE_LINK;
}

bool
where_names(const char *meant, const char *name)
{
	size_t len = strlen(meant), of = strlen(name);
	bool open_start = len > 0 && meant[0] == '*';
	bool open_end = len > 1 && meant[len - 1] == '*';

	meant += open_start;
	len -= (size_t)open_start + open_end;
	if (len > of)
		return false;
	if (open_start && open_end)
		return memmem(name, of, meant, len) != NULL;
	if (open_start)
		return memcmp(name + of - len, meant, len) == 0;
	return memcmp(name, meant, len) == 0 && (open_end || of == len);
}

static bool
is_tagged(const struct where *w, const struct rule_view *v)
{
	for (const char *const *t = v->tags; t != NULL && *t != NULL; t++)
		if (where_names(w->name, *t))
			return true;
	return false;
}

static bool
is_named(const struct where *w, const struct rule_view *v)
{
	const char *name = w->attribute == WHERE_FEED ? v->feed : v->source;

	if (w->attribute == WHERE_TAG)
		return is_tagged(w, v);
	return name != NULL && where_names(w->name, name);
}

/* --- numbers --- */

static int64_t
age_of(const struct rule_view *v)
{
	return v->now > v->published ? v->now - v->published : 0;
}

static bool
is_within(const struct where *w, int64_t n)
{
	return n >= w->least && n <= w->most;
}

static bool
is_in_span(const struct where *w, const struct rule_view *v)
{
	if (w->attribute == WHERE_AGE)
		return is_within(w, age_of(v));
	if (w->attribute == WHERE_DATE)
		return is_within(w, time_local_day(v->published));
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (is_within(w, v->deadlines[i].end))
			return true;
	return false;
}

static bool
is_left(const struct where *w, const struct rule_view *v)
{
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (is_within(w, (int64_t)v->deadlines[i].end - v->today))
			return true;
	return false;
}

/*
 * Working days after from until to.  No more than are asked for need be
 * counted: of three days one is a working day, but for feasts.
 */
static int64_t
workdays(const struct where *w, const struct rule_view *v, int from, int to)
{
	int64_t most = w->most != INT64_MAX ? w->most : w->least;

	if (to - from > 3 * most + 60)
		from = to - (int)(3 * most + 60);
	return closed_count(v->closed, from, to);
}

static bool
is_in_workdays(const struct where *w, const struct rule_view *v)
{
	int from = time_local_day(v->published);

	if (w->attribute == WHERE_AGE)
		return is_within(
		    w, from < v->today ? workdays(w, v, from, v->today) : 0);
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (v->deadlines[i].end >= v->today &&
		    is_within(w, workdays(w, v, v->today, v->deadlines[i].end)))
			return true;
	return false;
}

static bool
has_kind(const struct where *w, const struct rule_view *v)
{
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (w->bits & 1U << v->deadlines[i].kind)
			return true;
	return false;
}

/* --- texts --- */

static bool
has_words(const struct where *w, const struct rule_view *v)
{
	const char *folded = where_text(w, v)->folded;

	if (v->found != NULL)
		return found_in(v->found, w->words, scope_of(w));
	return folded != NULL && pattern_find(w->words, folded) != NULL;
}

/* Of what has names =~ looks at the name, of a source at its title too. */
static enum verdict
finds(const struct where *w, const struct rule_view *v)
{
	struct regex_budget own = {.steps = REGEX_STEPS_ALL};
	struct regex_budget *budget = v->budget ? v->budget : &own;
	const char *name = w->attribute == WHERE_FEED     ? v->feed
			   : w->attribute == WHERE_SOURCE ? v->source
							  : NULL;
	const char *raw = w->attribute == WHERE_FEED ? NULL
						     : where_text(w, v)->raw;
	enum regex_end end = REGEX_NOT;

	if (w->attribute == WHERE_TAG) {
		for (size_t i = 0; v->tags != NULL && v->tags[i] != NULL; i++)
			if (end == REGEX_NOT)
				end = regex_find(
				    w->regex, budget, v->tags[i], NULL, NULL);
	} else {
		if (name != NULL)
			end = regex_find(w->regex, budget, name, NULL, NULL);
		if (end == REGEX_NOT && raw != NULL)
			end = regex_find(w->regex, budget, raw, NULL, NULL);
	}
	return end == REGEX_GAVE_UP ? VERDICT_UNKNOWN
	       : end == REGEX_FOUND ? VERDICT_YES
				    : VERDICT_NO;
}

/* --- all together --- */

static enum verdict
compare(const struct where *w, const struct rule_view *v)
{
	bool holds = false;

	switch (w->op) {
	case WHERE_REGEX:
		return finds(w, v);
	case WHERE_WORDS:
		holds = has_words(w, v);
		break;
	case WHERE_NAME:
		holds = is_named(w, v);
		break;
	case WHERE_BITS:
		holds = w->attribute == WHERE_EVENT ? (v->events & w->bits) != 0
						    : has_kind(w, v);
		break;
	case WHERE_LEFT:
		holds = is_left(w, v);
		break;
	case WHERE_WORKDAYS:
		holds = is_in_workdays(w, v);
		break;
	default:
		holds = is_in_span(w, v);
		break;
	}
	return holds ? VERDICT_YES : VERDICT_NO;
}

static enum verdict
opposite(enum verdict v)
{
	return v == VERDICT_UNKNOWN ? v
	       : v == VERDICT_YES   ? VERDICT_NO
				    : VERDICT_YES;
}

enum verdict
where_holds(const struct where *w, const struct rule_view *v)
{
	enum verdict left, right, decides;

	if (w->op > WHERE_NOT) {
		/* an item that is only looked up again has no event */
		if (w->attribute == WHERE_EVENT && v->events == 0)
			return VERDICT_YES;
		left = compare(w, v);
		return w->negated ? opposite(left) : left;
	}
	left = where_holds(w->left, v);
	if (w->op == WHERE_NOT)
		return opposite(left);
	decides = w->op == WHERE_AND ? VERDICT_NO : VERDICT_YES;
	if (left == decides)
		return left;
	right = where_holds(w->right, v);
	return right == decides || left != VERDICT_UNKNOWN ? right : left;
}

/* --- for who explains --- */

static void
give_leaves(
    const struct where *w, bool negated, where_leaf_fn *tell, void *context)
{
	struct where_leaf leaf = {.text = w->text,
	    .words = w->words,
	    .regex = w->regex,
	    .where = w,
	    .negated = negated};

	if (w->op > WHERE_NOT) {
		tell(&leaf, context);
		return;
	}
	give_leaves(w->left, negated != (w->op == WHERE_NOT), tell, context);
	if (w->op != WHERE_NOT)
		give_leaves(w->right, negated, tell, context);
}

void
where_leaves(const struct where *w, where_leaf_fn *tell, void *context)
{
	give_leaves(w, false, tell, context);
}

static void
add_deadlines(const struct where *w, const struct rule_view *v, struct str *to)
{
	char day[DAY_TEXT];

	for (size_t i = 0; i < v->n_deadlines && i < 5; i++) {
		const struct deadline *d = &v->deadlines[i];

		str_addf(to, "%s%s %s", i ? ", " : "",
		    deadline_kind_name(d->kind), day_write(d->end, day));
		if (w->op == WHERE_LEFT)
			str_addf(to, " (%d d)", d->end - v->today);
		else if (w->op == WHERE_WORKDAYS)
			str_addf(to, " (%d wd)",
			    closed_count(v->closed, v->today, d->end));
	}
}

static void
add_events(const struct rule_view *v, struct str *to)
{
	for (size_t i = 0; hears_word(i) != NULL; i++) {
		unsigned bits = hears_read(
		    hears_word(i), strlen(hears_word(i)));

		if ((v->events & bits) != 0 && (bits & (bits - 1)) == 0)
			str_addf(
			    to, "%s%s", to->len ? ", " : "", hears_word(i));
	}
}

static void
add_text(const char *text, struct str *to)
{
	size_t n = str_fit(text, VALUE_MOST);

	if (text != NULL)
		str_addf(
		    to, "%.*s%s", (int)n, text, text[n] != '\0' ? "…" : "");
}

void
where_value(
    const struct where_leaf *leaf, const struct rule_view *v, struct str *to)
{
	const struct where *w = leaf->where;
	char day[DAY_TEXT];

	switch (w->attribute) {
	case WHERE_AGE:
		if (w->op == WHERE_WORKDAYS)
			str_addf(to, "%d wd",
			    closed_count(v->closed,
				time_local_day(v->published), v->today));
		else
			str_addf(to, "%lld d", (long long)(age_of(v) / DAY));
		break;
	case WHERE_DATE:
		str_add(to, day_write(time_local_day(v->published), day));
		break;
	case WHERE_DEADLINE:
		add_deadlines(w, v, to);
		break;
	case WHERE_EVENT:
		add_events(v, to);
		break;
	case WHERE_FEED:
		add_text(v->feed, to);
		break;
	case WHERE_SOURCE:
		add_text(v->source, to);
		break;
	case WHERE_TAG:
		for (size_t i = 0; v->tags != NULL && v->tags[i] != NULL; i++)
			str_addf(to, "%s%s", i ? ", " : "", v->tags[i]);
		break;
	default:
		add_text(where_text(w, v)->raw, to);
		break;
	}
}
