/* rule.c - watch rules: which items concern whom */
/* SPDX-License-Identifier: MIT */
#include "core/rule.h"

#include <string.h>

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
is_of_feed(const char *wanted, const struct rule_view *v)
{
	static const char source[] = "source:";

	if (strncmp(wanted, source, sizeof(source) - 1) == 0)
		return v->source != NULL &&
		       strcmp(wanted + sizeof(source) - 1, v->source) == 0;
	return v->feed != NULL && strcmp(wanted, v->feed) == 0;
}

static bool
is_of_feeds(const struct rule *r, const struct rule_view *v)
{
	for (size_t i = 0; i < r->n_feeds; i++)
		if (is_of_feed(r->feeds[i], v))
			return true;
	return r->n_feeds == 0;
}

static bool
is_in(const struct pattern *p, const struct rule_view *v)
{
	if (v->triples != NULL && !pattern_may_be_in(p, v->triples))
		return false;
	return (v->title != NULL && pattern_find(p, v->title) != NULL) ||
	       (v->text != NULL && pattern_find(p, v->text) != NULL);
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

bool
rule_match(
    const struct rule *r, const struct rule_view *v, struct rule_hit *hit)
{
	*hit = (struct rule_hit){.matched = false};
	if (!is_of_feeds(r, v))
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
	hit->matched = true;
	return true;
}
