/* rules-test.c - bevakactl rules test, replay: a rule tried on what is stored */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/date/closed.h"
#include "core/explain.h"
#include "core/rules.h"
#include "ctl/rules-trial.h"
#include "edge/conf.h"

enum {
	SINCE = 90 * 86400,
	SHOWN = 20,
	EXPLAINED_MOST = 2000, /* hits with their terms */
	POOL_MOST = 256 << 20,
	OFFICE_BEGIN = 7 * 3600,
	OFFICE_END = 18 * 3600,
	AT_ONCE = 10 /* items of one replay */
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
		t->hit[from + i].state = copy(
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
		trial_write(t);
	else
		trial_say(t);
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
