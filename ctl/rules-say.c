/* rules-say.c - what a rule on trial has found, for people and as JSON */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ctl/rules-trial.h"
#include "ctl/say.h"
#include "ctl/text.h"
#include "edge/conf.h"

enum { ALSO_SHOWN = 10, WEEK = 7 * 86400 };

static double
per_week(const struct trial *t)
{
	int64_t span = t->now - t->since;

	return (double)t->n / ((double)(span > WEEK ? span : WEEK) / WEEK);
}

static const char *
receivers(const struct trial *t)
{
	const char *text = "";

	for (size_t i = 0; i < t->rule->n_to; i++)
		text = pool_printf(t->pool, "%s%s%s", text, i ? ", " : "",
		    rules_receiver(t->pool, t->conf, t->rule->to[i]));
	return text;
}

/* Another rule that has some of the items, too. */
struct also {
	const struct rule *rule;
	size_t hits;
};

static int
most_first(const void *a, const void *b)
{
	const struct also *x = a, *y = b;

	if (x->hits != y->hits)
		return x->hits < y->hits ? 1 : -1;
	return strcmp(x->rule->name, y->rule->name);
}

static struct also *
overlapping(const struct trial *t, size_t *n)
{
	struct also *list = pool_get(
	    t->pool, (t->conf->n_rules + 1) * sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < t->conf->n_rules; i++)
		if (t->overlap[i] > 0 && &t->conf->rule[i] != t->rule)
			list[(*n)++] = (struct also){
			    &t->conf->rule[i], t->overlap[i]};
	if (*n > 0)
		qsort(list, *n, sizeof(*list), most_first);
	return list;
}

static const char *
overlaps(const struct trial *t)
{
	size_t n;
	const struct also *list = overlapping(t, &n);
	const char *text = "";

	for (size_t i = 0; i < n && i < ALSO_SHOWN; i++)
		text = pool_printf(t->pool, "%s%s%s (%zu)", text,
		    i > 0 ? ", " : "", list[i].rule->name, list[i].hits);
	return n > ALSO_SHOWN ? pool_printf(t->pool, "%s, ...", text) : text;
}

/* "any: remiss* (title: Ny remiss)" of each term that is found. */
static void
say_terms(const struct trial *t, const struct hit *h)
{
	FILE *out = t->ctl->show.screen.out;

	for (size_t i = 0; i < h->why.n_terms; i++) {
		const struct rule_term *term = &h->why.term[i];

		if (!term->found)
			continue;
		fprintf(out, "      %s: %s", rule_part_name(term->part),
		    text_clean(t->pool, term->text));
		if (term->words != NULL)
			fprintf(out, " (%s: %s)", say(term->in),
			    text_clean(t->pool, term->words));
		fputc('\n', out);
	}
}

static void
say_hit(const struct trial *t, const struct hit *h)
{
	FILE *out = t->ctl->show.screen.out;
	char day[DAY_TEXT];

	fprintf(out, "%s  %-6s %s: %s%s%s\n",
	    day_write(time_local_day(h->at), day), h->id, h->feed,
	    text_clean(t->pool, h->title ? h->title : "-"),
	    h->state ? "  – " : "", h->state ? say(h->state) : "");
	say_terms(t, h);
}

void
trial_say(const struct trial *t)
{
	FILE *out = t->ctl->show.screen.out;
	long long days = (long long)(t->now - t->since + 43200) / 86400;
	const char *also = overlaps(t);

	fprintf(out, "%s: %s\n", t->rule->name,
	    text_clean(t->pool, t->rule->title));
	fprintf(out,
	    say("  %zu of %zu items in %lld days, %.1f alerts a week\n"), t->n,
	    t->items, days, per_week(t));
	fprintf(out, say("  priority %s, to %s\n"),
	    say(priority_name(t->rule->priority)), receivers(t));
	if (t->outside > 0)
		fprintf(out, say("  %zu of them outside office hours\n"),
		    t->outside);
	if (also[0] != '\0')
		fprintf(out,
		    say("  also by other rules: %s; %zu by this one alone\n"),
		    also, t->alone);
	if (t->lame)
		fputs(say("  its expression takes too long for some items\n"),
		    out);
	for (size_t i = 0; i < t->n && i < t->shown; i++)
		say_hit(t, &t->hit[i]);
	if (t->n > t->shown)
		fprintf(out, say("and %zu more (--limit)\n"), t->n - t->shown);
}

/* --- as JSON --- */

static json_t *
text_json(const char *text)
{
	return text != NULL ? json_string(text) : json_null();
}

static json_t *
hits_json(const struct trial *t)
{
	json_t *list = json_array();
	char at[TIME_TEXT];

	for (size_t i = 0; i < t->n && i < t->shown; i++) {
		const struct hit *h = &t->hit[i];
		json_t *o = explained_json(&h->why);

		json_object_set_new(o, "id", text_json(h->id));
		json_object_set_new(o, "feed", text_json(h->feed));
		json_object_set_new(o, "title", text_json(h->title));
		json_object_set_new(o, "link", text_json(h->link));
		json_object_set_new(
		    o, "at", json_string(time_write(h->at, at)));
		if (h->state != NULL)
			json_object_set_new(o, "state", json_string(h->state));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
overlaps_json(const struct trial *t)
{
	json_t *json = json_array();
	size_t n;
	const struct also *list = overlapping(t, &n);

	for (size_t i = 0; i < n; i++)
		json_array_append_new(
		    json, json_pack("{s:s, s:I}", "rule", list[i].rule->name,
			      "hits", (json_int_t)list[i].hits));
	return json;
}

void
trial_write(const struct trial *t)
{
	json_t *to = json_array(), *o;
	char since[TIME_TEXT];

	for (size_t i = 0; i < t->rule->n_to; i++)
		json_array_append_new(to, json_string(t->rule->to[i]));
	o = json_pack("{s:s, s:s, s:s, s:I, s:I, s:f, s:s, s:o, s:I, s:I, "
		      "s:o, s:b, s:o}",
	    "rule", t->rule->name, "title", t->rule->title, "since",
	    time_write(t->since, since), "items", (json_int_t)t->items, "hits",
	    (json_int_t)t->n, "per-week", per_week(t), "priority",
	    priority_name(t->rule->priority), "to", to, "alone",
	    (json_int_t)t->alone, "outside", (json_int_t)t->outside, "overlap",
	    overlaps_json(t), "gave-up", t->lame, "found", hits_json(t));
	show_json(t->ctl->show.screen.out, o, true);
	json_decref(o);
}
