/* check-diff.c - bevakactl check-config --diff: what a change would have meant */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/rules.h"
#include "ctl/pure.h"
#include "ctl/rules.h"
#include "ctl/say.h"
#include "ctl/text.h"
#include "edge/conf.h"

enum {
	DAYS = 90,
	POOL_MOST = 256 << 20,
	EXAMPLES = 3, /* of each kind and rule */
	SECONDS_WAIT = 600
};

/* A rule that one of the configurations has, or both. */
struct change {
	const char *name;
	const struct rule *old, *new;
	size_t before, after, came, went;
	const char *example[2][EXAMPLES]; /* that came, that went */
};

struct diff {
	const struct conf *old, *new;
	struct pool *pool, *one;
	struct change *change;
	size_t n, items, alerts_old, alerts_new;
	size_t *of_old, *of_new; /* the change of each rule */
	bool *is_old, *is_new;   /* of each change: the item at hand */
	struct hears_of {
		const char *name;
		size_t before, after;
	} * receiver;
	size_t n_receivers, room;
};

/* --- which rules there are --- */

static void
add_rule(struct diff *d, const struct rule *r, bool new, size_t *of)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->change[i].name, r->name) == 0) {
			*of = i;
			if (new)
				d->change[i].new = r;
			return;
		}
	*of = d->n;
	d->change[d->n++] = (struct change){
	    .name = r->name, .old = new ? NULL : r, .new = new ? r : NULL};
}

static void
find_rules(struct diff *d)
{
	size_t all = d->old->n_rules + d->new->n_rules + 1;

	d->change = pool_get(d->pool, all * sizeof(*d->change));
	d->is_old = pool_get(d->pool, all * sizeof(*d->is_old));
	d->is_new = pool_get(d->pool, all * sizeof(*d->is_new));
	d->of_old = pool_get(d->pool, all * sizeof(*d->of_old));
	d->of_new = pool_get(d->pool, all * sizeof(*d->of_new));
	for (size_t i = 0; i < d->old->n_rules; i++)
		add_rule(d, &d->old->rule[i], false, &d->of_old[i]);
	for (size_t i = 0; i < d->new->n_rules; i++)
		add_rule(d, &d->new->rule[i], true, &d->of_new[i]);
}

/* --- an item --- */

static struct hears_of *
receiver(struct diff *d, const char *name)
{
	for (size_t i = 0; i < d->n_receivers; i++)
		if (strcmp(d->receiver[i].name, name) == 0)
			return &d->receiver[i];
	d->receiver = pool_grow(d->pool, d->receiver, d->n_receivers, &d->room,
	    sizeof(*d->receiver));
	d->receiver[d->n_receivers] = (struct hears_of){
	    .name = pool_strdup(d->pool, name)};
	return &d->receiver[d->n_receivers++];
}

/* Each receiver once an item, whatever rules. */
static void
count_receivers(struct diff *d, const struct rules_hit *hit, size_t n, bool new)
{
	const char *seen[200];
	size_t n_seen = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < hit[i].rule->n_to; k++) {
			const char *to = hit[i].rule->to[k];
			struct hears_of *h;
			bool known = false;

			for (size_t s = 0; s < n_seen; s++)
				known |= strcmp(seen[s], to) == 0;
			if (known || n_seen == 200)
				continue;
			seen[n_seen++] = to;
			h = receiver(d, to);
			h->after += new;
			h->before += !new;
		}
}

static void
match(struct diff *d, const struct conf *conf, const struct past *p, bool new)
{
	const struct rules_hit *hit;
	struct rule_view v;
	bool *is = new ? d->is_new : d->is_old;
	size_t n = 0;

	memset(is, 0, d->n * sizeof(*is));
	if (!past_view(d->one, conf, p, &v))
		return;
	hit = rules_match(conf->rules, &v, &n);
	for (size_t i = 0; i < n; i++)
		is[(new ? d->of_new : d->of_old)[hit[i].rule - conf->rule]] =
		    true;
	*(new ? &d->alerts_new : &d->alerts_old) += n > 0;
	count_receivers(d, hit, n, new);
}

static void
add_example(struct diff *d, const char **list, size_t n, const struct past *p)
{
	if (n < EXAMPLES)
		list[n] = pool_printf(d->pool, "%s %s: %s", p->id, p->feed,
		    text_clean(d->pool, p->title ? p->title : "-"));
}

static void
compare(const struct past *p, void *context)
{
	struct diff *d = context;

	pool_clear(d->one);
	d->items++;
	match(d, d->old, p, false);
	match(d, d->new, p, true);
	for (size_t i = 0; i < d->n; i++) {
		struct change *c = &d->change[i];

		c->before += d->is_old[i];
		c->after += d->is_new[i];
		if (d->is_new[i] && !d->is_old[i])
			add_example(d, c->example[0], c->came++, p);
		if (d->is_old[i] && !d->is_new[i])
			add_example(d, c->example[1], c->went++, p);
	}
}

/* --- said --- */

static const char *
what(const struct change *c)
{
	return c->old == NULL ? "new" : c->new == NULL ? "removed" : "changed";
}

static bool
is_told(const struct change *c)
{
	return c->old == NULL || c->new == NULL || c->came + c->went > 0;
}

static void
say_examples(const char *const *list, size_t n, const char *sign)
{
	for (size_t i = 0; i < n && i < EXAMPLES; i++)
		printf("      %s %s\n", sign, list[i]);
	if (n > EXAMPLES)
		printf(say("      %s and %zu more\n"), sign, n - EXAMPLES);
}

static void
say_diff(const struct diff *d)
{
	size_t told = 0;

	printf(say("Over %d days, %zu items: %zu alerts before, %zu after\n"),
	    DAYS, d->items, d->alerts_old, d->alerts_new);
	for (size_t i = 0; i < d->n; i++) {
		const struct change *c = &d->change[i];

		if (!is_told(c))
			continue;
		told++;
		printf(say("  rule %s (%s): %zu before, %zu after (+%zu, "
			   "-%zu), %.1f a week\n"),
		    c->name, say(what(c)), c->before, c->after, c->came,
		    c->went, (double)c->after * 7 / DAYS);
		say_examples(c->example[0], c->came, "+");
		say_examples(c->example[1], c->went, "-");
	}
	for (size_t i = 0; i < d->n_receivers; i++)
		if (d->receiver[i].before != d->receiver[i].after)
			printf(say("  receiver %s: %zu before, %zu after\n"),
			    d->receiver[i].name, d->receiver[i].before,
			    d->receiver[i].after);
	if (told == 0)
		fputs(say("No rule would have said anything else.\n"), stdout);
}

static json_t *
examples_json(const char *const *list, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n && i < EXAMPLES; i++)
		json_array_append_new(array, json_string(list[i]));
	return array;
}

static void
write_diff(const struct diff *d)
{
	json_t *rules = json_array(), *receivers = json_array(), *all;

	for (size_t i = 0; i < d->n; i++) {
		const struct change *c = &d->change[i];

		if (is_told(c))
			json_array_append_new(rules,
			    json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:o, "
				      "s:o}",
				"rule", c->name, "change", what(c), "before",
				(json_int_t)c->before, "after",
				(json_int_t)c->after, "came",
				(json_int_t)c->came, "went",
				(json_int_t)c->went, "new",
				examples_json(c->example[0], c->came), "gone",
				examples_json(c->example[1], c->went)));
	}
	for (size_t i = 0; i < d->n_receivers; i++)
		if (d->receiver[i].before != d->receiver[i].after)
			json_array_append_new(receivers,
			    json_pack("{s:s, s:I, s:I}", "receiver",
				d->receiver[i].name, "before",
				(json_int_t)d->receiver[i].before, "after",
				(json_int_t)d->receiver[i].after));
	all = json_pack("{s:i, s:I, s:I, s:I, s:o, s:o}", "days", DAYS, "items",
	    (json_int_t)d->items, "before", (json_int_t)d->alerts_old, "after",
	    (json_int_t)d->alerts_new, "rules", rules, "receivers", receivers);
	show_json(stdout, all, true);
	json_decref(all);
}

static enum ctl_exit
compare_all(struct diff *d, struct client *client, bool json)
{
	int64_t now = time(NULL);
	enum ctl_exit e;

	d->pool = pool_new(POOL_MOST);
	d->one = pool_new(POOL_MOST);
	find_rules(d);
	e = past_each(client, now - (int64_t)DAYS * 86400, SECONDS_WAIT,
	    compare, d, &now);
	if (e == CTL_FINE)
		(json ? write_diff : say_diff)(d);
	pool_free(d->one);
	pool_free(d->pool);
	return e;
}

int
ctl_check_diff(const struct conf *new, const char *socket, bool json)
{
	struct diff d = {.new = new};
	struct client *client;
	struct conf *old;
	enum ctl_exit e;
	struct why w;

	if (socket == NULL)
		socket = getenv("BEVAKAD_SOCKET");
	if (socket == NULL || socket[0] == '\0')
		socket = new->socket;
	client = client_open(socket, SECONDS, &w);
	if (client == NULL)
		return (int)ctl_fail(CTL_UNREACHABLE, "%s", w.text);
	time_set_zone(new->timezone);
	old = rules_running(client, SECONDS_WAIT);
	e = CTL_FAILED;
	if (old != NULL) {
		d.old = old;
		e = compare_all(&d, client, json);
	}
	conf_free(old);
	client_close(client);
	return (int)e;
}
