/* conf-group.c - groups of receivers, and who is away */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edge/conf-part.h"

enum { DEEPEST = 16 /* groups of groups */, GROUP_MOST = 1000 };

void
conf_refer_receiver(struct conf_draft *d, const struct section *s,
    const char *key, const char *name)
{
	const struct ini_entry *e = section_entry(s, key);
	const char *near, *at;

	if (e == NULL || name[0] == '\0' ||
	    draft_lookup(d, KIND_GROUP, name) != NULL ||
	    draft_lookup(d, KIND_RECEIVER, name) != NULL)
		return;
	near = draft_nearest(d, KIND_GROUP, name);
	at = strstr(e->value, name);
	if (near != NULL)
		draft_fault_at(d, s, e, at ? (size_t)(at - e->value) : 0,
		    "there is no receiver or group '%.60s'; did you mean the "
		    "group '%s'?",
		    name, near);
	else
		draft_refer(d, s, key, name, 0, KIND_RECEIVER);
}

/* Does the group hold the one named, at any depth? */
static bool
holds(const struct conf_draft *d, const struct section *group, const char *name,
    int deep)
{
	const struct conf_group *g = group->data;

	for (size_t i = 0; i < g->n_receivers; i++) {
		const struct section *in = draft_lookup(
		    d, KIND_GROUP, g->receivers[i]);

		if (strcmp(g->receivers[i], name) == 0 ||
		    (in != NULL && deep < DEEPEST &&
			holds(d, in, name, deep + 1)))
			return true;
	}
	return false;
}

void
conf_group_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_group *g = s->data;

	for (size_t i = 0; i < g->n_receivers; i++)
		conf_refer_receiver(d, s, "receivers", g->receivers[i]);
	if (draft_lookup(d, KIND_RECEIVER, s->name) != NULL)
		draft_fault(d, s->file, s->entry[0].line, s->entry[0].column,
		    "there is a [receiver %.60s], too; a group needs a name "
		    "of its own",
		    s->name);
	else if (holds(d, s, s->name, 0))
		draft_fault_at_key(d, s, "receivers", "the group holds itself");
}

/* The members of all receivers, one by one. */
struct members {
	const struct conf_draft *draft;
	size_t section, member;
};

static const char *
next_member(void *context)
{
	struct members *m = context;

	for (; m->section < m->draft->n_sorted; m->section++, m->member = 0) {
		const struct section *s = m->draft->sorted[m->section];
		const struct conf_receiver *r = s->data;

		if (s->kind == &conf_kind[KIND_RECEIVER] && !s->out &&
		    m->member < r->n_members)
			return r->members[m->member++];
	}
	return NULL;
}

void
conf_away_check(struct conf_draft *d, const struct section *s)
{
	const struct conf_away *a = s->data;
	struct members all = {d, 0, 0}, again = {d, 0, 0};
	const char *member, *near;

	if (strcmp(a->user, a->stand_in) == 0)
		draft_fault_at_key(d, s, "stand-in",
		    "nobody stands in for themselves while they are away");
	while ((member = next_member(&all)) != NULL)
		if (strcmp(member, a->user) == 0)
			return;
	near = conf_nearest(a->user, next_member, &again);
	draft_fault_at(d, s, section_entry(s, "user"), 0,
	    "no receiver has the member '%.60s'%s%.60s%s", a->user,
	    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* --- finished --- */

struct flat {
	const char **list;
	size_t n;
};

static void
flatten(struct conf_draft *d, const char *name, struct flat *to, int deep)
{
	const struct section *s = draft_lookup(d, KIND_GROUP, name);
	const struct conf_group *g = s ? s->data : NULL;

	for (size_t i = 0; g != NULL && deep < DEEPEST && i < g->n_receivers;
	     i++)
		flatten(d, g->receivers[i], to, deep + 1);
	if (g != NULL)
		return;
	for (size_t i = 0; i < to->n; i++)
		if (strcmp(to->list[i], name) == 0)
			return;
	if (to->n < GROUP_MOST)
		to->list[to->n++] = name;
}

void
conf_finish_groups(struct conf_draft *d, const char *const **list, size_t *n)
{
	struct flat to = {NULL, 0};
	bool any = false;

	for (size_t i = 0; i < *n; i++)
		any |= draft_lookup(d, KIND_GROUP, (*list)[i]) != NULL;
	if (!any)
		return;
	to.list = pool_get(d->scratch, GROUP_MOST * sizeof(*to.list));
	for (size_t i = 0; i < *n; i++)
		flatten(d, (*list)[i], &to, 0);
	*list = memcpy(pool_get(d->conf->pool, to.n * sizeof(*to.list) + 1),
	    to.list, to.n * sizeof(*to.list));
	*n = to.n;
}
