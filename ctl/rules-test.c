/* rules-test.c - bevakactl rules test, replay: a rule tried on what is stored */
/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/date/closed.h"
#include "core/explain.h"
#include "core/rules.h"
#include "ctl/rules.h"
#include "ctl/say.h"
#include "ctl/text.h"
#include "edge/conf.h"

enum {
	SINCE = 90 * 86400,
	SHOWN = 20,
	ALSO_SHOWN = 10,
	EXPLAINED_MOST = 2000, /* hits with their terms */
	POOL_MOST = 256 << 20,
	WEEK = 7 * 86400,
	OFFICE_BEGIN = 7 * 3600,
	OFFICE_END = 18 * 3600,
	AT_ONCE = 10 /* items of one replay */
};

/* One item that the rule concerns. */
struct hit {
	const char *id, *feed, *title, *link;
	int64_t at;
	const char *state; /* of a replay: told, known ... */
	struct explained why;
};

struct trial {
	struct ctl *ctl;
	const struct conf *conf;
	const struct rule *rule;
	struct pool *pool; /* of the hits */
	struct pool *one;  /* of the item at hand */
	struct hit *hit;
	size_t n, room;
	size_t items, alone, outside; /* outside office hours */
	size_t *overlap;              /* of each rule */
	size_t shown;
	bool lame; /* an expression gave up */
	int64_t now, since;
};

static const char *
copy(struct pool *pool, const char *text)
{
	return text != NULL ? pool_strdup(pool, text) : NULL;
}

/* Would people be at work? */
static bool
is_outside(const struct conf *conf, int64_t at)
{
	int seconds = time_local_seconds(at);

	return seconds < OFFICE_BEGIN || seconds >= OFFICE_END ||
	       !closed_is_workday(&conf->closed, time_local_day(at));
}

static void
add_hit(struct trial *t, const struct past *p, const struct rule_view *v)
{
	struct hit *h;

	t->hit = pool_grow(t->pool, t->hit, t->n, &t->room, sizeof(*t->hit));
	h = &t->hit[t->n++];
	*h = (struct hit){.id = copy(t->pool, p->id), .at = p->at};
	t->outside += is_outside(t->conf, p->at);
	h->feed = copy(t->pool, p->feed);
	h->title = copy(t->pool, p->title);
	h->link = copy(t->pool, p->link);
	if (t->n <= EXPLAINED_MOST)
		h->why = rule_explain(t->pool, t->rule, v);
}

static void
try_past(const struct past *p, void *context)
{
	struct trial *t = context;
	const struct rules_hit *hit;
	struct rule_view v;
	bool concerns = false;
	size_t n = 0;

	pool_clear(t->one);
	if (!past_view(t->one, t->conf, p, &v))
		return;
	t->items++;
	hit = rules_match(t->conf->rules, &v, &n);
	for (size_t i = 0; i < n; i++)
		concerns |= hit[i].rule == t->rule;
	if (!concerns)
		return;
	for (size_t i = 0; i < n; i++) {
		t->overlap[hit[i].rule - t->conf->rule]++;
		t->lame |= hit[i].hit.gave_up && hit[i].rule == t->rule;
	}
	t->alone += n == 1;
	add_hit(t, p, &v);
}

/* --- said --- */

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

static void
say_all(const struct trial *t)
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

static void
write_json(const struct trial *t)
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

/* --- replayed --- */

/* Asks for the items from on; their states into the hits. */
static enum ctl_exit
send_some(struct trial *t, struct client *client, size_t from)
{
	json_t *request = ctl_request("replay-rule"), *list = json_array();
	json_t *answer = NULL, *o;
	enum ctl_exit e;
	struct why w;
	size_t i;

	ctl_put(request, "rule", t->rule->name);
	for (i = from; i < t->n && i < from + AT_ONCE; i++)
		json_array_append_new(list, json_string(t->hit[i].id));
	json_object_set_new(request, "items", list);
	e = client_ask(client, request, t->ctl->seconds, &answer, &w);
	json_decref(request);
	if (e != CTL_FINE)
		ctl_fail(e, "%s", w.text);
	json_array_foreach(json_object_get(answer, "items"), i, o)
	    t->hit[from + i]
		.state = copy(
	    t->pool, json_string_value(json_object_get(o, "state")));
	json_decref(answer);
	return e;
}

/* The oldest first, so that they come in their order. */
static enum ctl_exit
send_all(struct trial *t, struct client *client)
{
	enum ctl_exit e = CTL_FINE;
	size_t parts = (t->n + AT_ONCE - 1) / AT_ONCE;

	while (e == CTL_FINE && parts-- > 0)
		e = send_some(t, client, parts * AT_ONCE);
	return e;
}

static int
newest_first(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return atoi(y->id + 1) - atoi(x->id + 1);
}

static enum ctl_exit
run(struct trial *t, bool replay)
{
	struct why w;
	struct client *client = client_open(
	    t->ctl->socket, t->ctl->seconds, &w);
	enum ctl_exit e;

	if (client == NULL)
		return ctl_fail(CTL_UNREACHABLE, "%s", w.text);
	e = past_each(client, t->since, t->ctl->seconds, try_past, t, &t->now);
	if (t->n > 0)
		qsort(t->hit, t->n, sizeof(*t->hit), newest_first);
	if (e == CTL_FINE && replay && ctl_given(t->ctl, OPTION_SEND))
		e = send_all(t, client);
	client_close(client);
	if (e != CTL_FINE)
		return e;
	if (t->ctl->json)
		write_json(t);
	else
		say_all(t);
	return t->n > 0 ? CTL_FINE : CTL_NOTHING;
}

static enum ctl_exit
try_rule(struct ctl *c, struct trial *t, const char *name)
{
	const char *since = c->args.value[OPTION_SINCE];
	int64_t span = since != NULL ? past_seconds(since) : SINCE;
	int limit = SHOWN;
	struct why w;

	if (span == 0)
		return ctl_fail(CTL_USAGE,
		    "--since: '%.40s' is no time; write 90d, 12w or 6 months",
		    since);
	if (!args_number(&c->args, OPTION_LIMIT, 0, LIMIT_MOST, &limit, &w))
		return ctl_fail(CTL_USAGE, "%s", w.text);
	t->rule = conf_find_rule(t->conf, name);
	if (t->rule == NULL)
		return ctl_fail(CTL_NOTHING, "no rule is called %s", name);
	t->overlap = pool_get(
	    t->pool, (t->conf->n_rules + 1) * sizeof(*t->overlap));
	t->shown = (size_t)limit;
	t->now = time(NULL);
	t->since = t->now - span;
	return CTL_FINE;
}

enum ctl_exit
ctl_rules_test(struct ctl *c, const char *name, bool replay)
{
	struct conf *conf = rules_conf(c);
	struct trial t = {.ctl = c, .conf = conf};
	enum ctl_exit e;

	if (conf == NULL)
		return CTL_FAILED;
	t.pool = pool_new(POOL_MOST);
	t.one = pool_new(POOL_MOST);
	if (!ctl_given(c, OPTION_TIMEOUT))
		c->seconds = SECONDS_LONG;
	e = try_rule(c, &t, name);
	if (e == CTL_FINE)
		e = run(&t, replay);
	pool_free(t.one);
	pool_free(t.pool);
	conf_free(conf);
	return e;
}
