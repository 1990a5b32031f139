/* conf-lookup.c - what the configuration has by a name */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edge/conf.h"

#define FIND(array, count, wanted)                          \
	for (size_t i = 0; i < (count); i++)                \
		if (strcmp((array)[i].name, (wanted)) == 0) \
			return &(array)[i];                 \
	return NULL

const struct conf_feed *
conf_find_feed(const struct conf *c, const char *name)
{
	FIND(c->feed, c->n_feeds, name);
}

const struct conf_receiver *
conf_find_receiver(const struct conf *c, const char *name)
{
	FIND(c->receiver, c->n_receivers, name);
}

static bool
is_way(const struct conf_receiver *r, const char *notifier)
{
	for (size_t i = 0; i < r->n_via; i++)
		if (strcmp(r->via[i], notifier) == 0)
			return true;
	for (size_t i = 0; i < r->n_then; i++)
		if (strcmp(r->then[i].notifier, notifier) == 0)
			return true;
	return false;
}

const struct conf_receiver *
conf_reached_by(const struct conf *c, const char *notifier)
{
	for (size_t i = 0; i < c->n_receivers; i++)
		if (is_way(&c->receiver[i], notifier))
			return &c->receiver[i];
	return NULL;
}

const struct conf_group *
conf_find_group(const struct conf *c, const char *name)
{
	FIND(c->group_of, c->n_groups, name);
}

static bool
is_among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

bool
conf_goes_to(const struct conf *c, const struct rule *r, const char *receiver)
{
	if (is_among(r->to, r->n_to, receiver))
		return true;
	for (size_t i = 0; i < r->n_to; i++) {
		const struct conf_group *g = conf_find_group(c, r->to[i]);

		if (g != NULL &&
		    is_among(g->receivers, g->n_receivers, receiver))
			return true;
	}
	return false;
}

const struct conf_digest *
conf_find_digest(const struct conf *c, const char *name)
{
	FIND(c->digest, c->n_digests, name);
}

const struct conf_notifier *
conf_find_notifier(const struct conf *c, const char *name)
{
	FIND(c->notifier, c->n_notifiers, name);
}

const struct rule *
conf_find_rule(const struct conf *c, const char *name)
{
	FIND(c->rule, c->n_rules, name);
}
