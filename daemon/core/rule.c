/* rule.c - watch rules: which items concern whom */
/* SPDX-License-Identifier: MIT */
#include "core/rule.h"

#include <string.h>

#include "core/lexicon.h"

static const char *const names[] = {"low", "normal", "high", "critical"};

const char *
priority_name(enum priority p)
{
	return names[p];
}

bool
priority_read(const char *name, enum priority *p)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		*p = (enum priority)i;
		return true;
	}
	return false;
}

static bool
is_feed(const char *wanted, const char *feed, const char *source)
{
	static const char of[] = "source:";

	if (strncmp(wanted, of, sizeof(of) - 1) == 0)
		return source != NULL &&
		       strcmp(wanted + sizeof(of) - 1, source) == 0;
	return feed != NULL && strcmp(wanted, feed) == 0;
}

bool
rule_is_of_feed(const struct rule *r, const char *feed, const char *source)
{
	for (size_t i = 0; i < r->n_feeds; i++)
		if (is_feed(r->feeds[i], feed, source))
			return true;
	return r->n_feeds == 0;
}

static const char *
in_text(const struct pattern *p, const struct view_text *text)
{
	return text->folded != NULL ? pattern_find(p, text->folded) : NULL;
}

const char *
rule_finds(const struct pattern *p, const struct rule_view *v,
    const struct view_text **text)
{
	const struct view_text *const row[SCOPES][2] = {
	    [SCOPE_ANY] = {&v->title, &v->text},
	    [SCOPE_TITLE] = {&v->title},
	    [SCOPE_TEXT] = {&v->text},
	    [SCOPE_LINK] = {&v->link},
	    [SCOPE_SOURCE] = {&v->publisher},
	};
	const struct view_text *const *of = row[pattern_scope(p)];
	const char *word = NULL;

	for (int i = 0; i < 2 && of[i] != NULL && word == NULL; i++) {
		*text = of[i];
		word = in_text(p, of[i]);
	}
	return word;
}

static bool
is_in(const struct pattern *p, const struct rule_view *v)
{
	const struct view_text *text;

	if (v->found != NULL)
		return found_in(v->found, p, pattern_scope(p));
	return rule_finds(p, v, &text) != NULL;
}

/* The first of the list that is in the item; with in false: that is not. */
static const char *
first(const struct pattern_list *list, const struct rule_view *v, bool in)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct pattern *p = pattern_at(list->pattern, i);

		if (is_in(p, v) == in)
			return pattern_text(p);
	}
	return NULL;
}

static bool
has_kind(unsigned kinds, const struct rule_view *v)
{
	for (size_t i = 0; i < v->n_deadlines; i++)
		if (kinds & 1U << v->deadlines[i].kind)
			return true;
	return false;
}

static bool
missed(struct rule_hit *hit, const char *reason)
{
	hit->matched = false;
	hit->reason = reason;
	return false;
}

/* What where says of it, when all else agrees. */
static bool
holds(const struct rule *r, const struct rule_view *v, struct rule_hit *hit)
{
	enum verdict verdict = r->where != NULL ? where_holds(r->where, v)
						: VERDICT_YES;

	if (verdict == VERDICT_NO)
		return missed(hit, "where does not hold for it");
	hit->gave_up = verdict == VERDICT_UNKNOWN;
	if (hit->gave_up && r->any.n + r->and.n == 0)
		return missed(hit, "where took too long, and there are no "
				   "words of any or and");
	hit->matched = true;
	return true;
}

bool
rule_match(
    const struct rule *r, const struct rule_view *v, struct rule_hit *hit)
{
	*hit = (struct rule_hit){.matched = false};
	if (!rule_is_of_feed(r, v->feed, v->source))
		return missed(hit, "its feed is not one of the rule's feeds");
	if (r->any.n > 0 && (hit->any = first(&r->any, v, true)) == NULL)
		return missed(hit, "no word of any is in it");
	if ((hit->missing = first(&r->and, v, false)) != NULL)
		return missed(hit, "a word of and is not in it");
	if (r->and.n > 0)
		hit->and = first(&r->and, v, true);
	if ((hit->none = first(&r->none, v, true)) != NULL)
		return missed(hit, "a word of none is in it");
	if (r->any.n + r->and.n == 0 && r->kinds != 0 && !has_kind(r->kinds, v))
		return missed(hit, "it has no deadline of the rule's kinds");
	return holds(r, v, hit);
}
