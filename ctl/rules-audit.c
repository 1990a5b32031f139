/* rules-audit.c - bevakactl rules audit: rules that can never fire */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/rule-never.h"
#include "core/where-parts.h"
#include "ctl/rules.h"
#include "ctl/say.h"
#include "ctl/text.h"
#include "edge/conf.h"

enum { POOL_MOST = 64 << 20 };

struct audit {
	struct ctl *ctl;
	const struct conf *conf;
	struct pool *pool;
	json_t *found;
};

/* kind: "rule", "receiver"; place may be NULL. */
static void
tell(struct audit *a, const char *kind, const char *name, const char *file,
    int line, const char *reason)
{
	FILE *out = a->ctl->show.screen.out;

	json_array_append_new(a->found,
	    json_pack("{s:s, s:s, s:s, s:i, s:s}", "kind", kind, "name", name,
		"file", file, "line", line, "reason", reason));
	if (!a->ctl->json)
		fprintf(out, "%s:%d: %s %s: %s\n", file, line, say(kind), name,
		    text_clean(a->pool, reason));
}

/* --- rules --- */

static bool
is_name(const char *attribute, const char *name, void *context)
{
	const struct conf *conf = context;

	if (strcmp(attribute, "source") == 0) {
		for (size_t i = 0; i < conf->n_sources; i++)
			if (where_names(name, conf->source[i].name))
				return true;
		return false;
	}
	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *f = &conf->feed[i];

		if (strcmp(attribute, "feed") == 0 &&
		    where_names(name, f->name))
			return true;
		for (size_t k = 0; k < f->n_tags && attribute[0] == 't'; k++)
			if (where_names(name, f->tags[k]))
				return true;
	}
	return false;
}

/* Feeds of the rule, and those of them that are polled. */
static void
audit_feeds(struct audit *a, const struct rule *r)
{
	const struct conf *conf = a->conf;
	size_t n = 0, polled = 0;

	for (size_t i = 0; i < conf->n_feeds; i++) {
		const struct conf_feed *f = &conf->feed[i];

		if (!rule_is_of_feed(r, f->name, f->source))
			continue;
		n++;
		polled += !f->paused;
	}
	if (n == 0)
		tell(a, "rule", r->name, r->file, r->line,
		    "it has no feed: no [feed] is of its feeds");
	else if (polled == 0)
		tell(a, "rule", r->name, r->file, r->line,
		    "all its feeds are paused");
}

/* Whether anybody is reached by the receiver of that name. */
static bool
reaches(const struct conf *conf, const char *name)
{
	const struct conf_receiver *r = conf_find_receiver(conf, name);
	const struct conf_group *g = conf_find_group(conf, name);

	for (size_t i = 0; r != NULL && i < r->n_via; i++) {
		const struct conf_notifier *by = conf_find_notifier(
		    conf, r->via[i]);

		if (by != NULL &&
		    (strcmp(by->program, "desktop") != 0 || r->n_members > 0))
			return true;
	}
	for (size_t i = 0; g != NULL && i < g->n_receivers; i++)
		if (reaches(conf, g->receivers[i]))
			return true;
	return false;
}

static void
audit_rule(struct audit *a, const struct rule *r)
{
	const char *never = rule_never(a->pool, r,
	    time_local_day(a->ctl->show.now), is_name, (void *)a->conf);
	size_t reached = 0;

	if (never != NULL)
		tell(a, "rule", r->name, r->file, r->line, never);
	audit_feeds(a, r);
	for (size_t i = 0; i < r->n_to; i++)
		reached += reaches(a->conf, r->to[i]);
	if (reached == 0)
		tell(a, "rule", r->name, r->file, r->line,
		    "none of its receivers is reached by any notifier");
}

/* --- receivers that nobody writes to --- */

static bool
is_in(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool
is_of_rules(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->n_rules; i++) {
		const struct rule *r = &conf->rule[i];

		if (is_in(r->to, r->n_to, name))
			return true;
		for (size_t k = 0; k < r->n_escalate; k++)
			if (strcmp(r->escalate[k].to, name) == 0)
				return true;
	}
	for (size_t i = 0; i < conf->n_deadlines; i++)
		if (is_in(conf->deadline[i].to, conf->deadline[i].n_to, name))
			return true;
	return false;
}

static bool
is_of_health(const struct conf_health *h, const char *name)
{
	const char *const list[] = {h->other, h->failing, h->silent};

	for (size_t i = 0; i < 3; i++)
		if (list[i] != NULL && strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool
is_used(const struct conf *conf, const char *name)
{
	if (is_of_rules(conf, name) || is_of_health(&conf->health, name))
		return true;
	for (size_t i = 0; i < conf->n_feeds; i++)
		if (is_of_health(&conf->feed[i].health, name))
			return true;
	for (size_t i = 0; i < conf->n_groups; i++)
		if (is_in(conf->group_of[i].receivers,
			conf->group_of[i].n_receivers, name) &&
		    is_used(conf, conf->group_of[i].name))
			return true;
	return false;
}

static void
audit_receivers(struct audit *a)
{
	for (size_t i = 0; i < a->conf->n_receivers; i++) {
		const struct conf_receiver *r = &a->conf->receiver[i];

		if (!is_used(a->conf, r->name))
			tell(a, "receiver", r->name, r->file, r->line,
			    "no rule, deadline or health option names it");
	}
}

enum ctl_exit
ctl_rules_audit(struct ctl *c)
{
	struct conf *conf = rules_conf(c);
	struct audit a = {.ctl = c, .conf = conf, .found = json_array()};
	size_t n;

	if (conf == NULL) {
		json_decref(a.found);
		return CTL_FAILED;
	}
	a.pool = pool_new(POOL_MOST);
	for (size_t i = 0; i < conf->n_rules; i++)
		audit_rule(&a, &conf->rule[i]);
	audit_receivers(&a);
	n = json_array_size(a.found);
	if (c->json)
		show_json(c->show.screen.out, a.found, true);
	else
		fprintf(c->show.screen.out,
		    say("%zu rules, %zu receivers: "
			"%zu to look at\n"),
		    conf->n_rules, conf->n_receivers, n);
	json_decref(a.found);
	pool_free(a.pool);
	conf_free(conf);
	return n == 0 ? CTL_FINE : CTL_FAILED;
}
