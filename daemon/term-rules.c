/* term-rules.c - the rules that follow a deadline, also one of a person's own */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/plan.h"
#include "edge/conf.h"
#include "term.h"
#include "turn.h"

enum { LIST_MOST = 200 };

/* "a\nb" as an array. */
static const char *const *
split(struct pool *pool, const char *lines, size_t *n)
{
	const char **list = pool_get(pool, LIST_MOST * sizeof(*list));
	char *rest = pool_strdup(pool, lines ? lines : ""), *one;

	*n = 0;
	while ((one = strsep(&rest, "\n")) != NULL && *n < LIST_MOST)
		if (*one != '\0')
			list[(*n)++] = one;
	return list;
}

/* What it says itself goes before what its rule says. */
static void
add_own(struct pool *pool, const struct deadline_row *d, struct rule *r)
{
	const struct deadline_own *o = &d->own;
	const struct remind *remind;
	struct notice notice;
	struct why w;
	size_t n;

	r->kinds |= 1U << d->is.kind;
	if (o->remind != NULL && o->remind[0] != '\0' &&
	    reminds_read(pool, o->remind, &remind, &n, &w)) {
		r->remind = remind;
		r->n_remind = n;
	}
	if (o->notice != NULL && o->notice[0] != '\0' &&
	    notice_read(o->notice, &notice, &w))
		r->notice = notice;
	if (o->receivers != NULL && o->receivers[0] != '\0')
		r->to = split(pool, o->receivers, &r->n_to);
}

static const struct rule *
own_rule(struct turn *t, struct pool *pool, const struct deadline_row *d)
{
	static const struct remind usual[] = {
	    {20, true}, {10, true}, {5, true}, {1, true}};
	struct rule *r = pool_get(pool, sizeof(*r));
	const struct rule *of = d->own.rule && d->own.rule[0]
				    ? conf_find_rule(turn_conf(t), d->own.rule)
				    : NULL;

	*r = of != NULL
		 ? *of
		 : (struct rule){
		       .priority = PRIORITY_NORMAL, .name = "", .title = ""};
	if (of == NULL) {
		r->name = d->own.name ? d->own.name : "egen";
		r->title = d->own.title;
		if (d->own.priority != NULL)
			priority_read(d->own.priority, &r->priority);
	}
	if (r->n_remind == 0) {
		r->remind = usual;
		r->n_remind = sizeof(usual) / sizeof(usual[0]);
	}
	add_own(pool, d, r);
	return r;
}

struct term_rules
term_rules(struct turn *t, struct pool *pool, const struct deadline_row *d)
{
	const struct conf *conf = turn_conf(t);
	struct term_rules list = {NULL, 0};
	const char *const *name;
	size_t n;

	if (d->own.title != NULL) {
		list.rule = pool_get(pool, sizeof(*list.rule));
		list.rule[list.n++] = own_rule(t, pool, d);
		return list;
	}
	name = split(pool, d->rules, &n);
	list.rule = pool_get(pool, (n + 1) * sizeof(*list.rule));
	for (size_t i = 0; i < n; i++) {
		const struct rule *r = conf_find_rule(conf, name[i]);

		if (r != NULL && (r->kinds & 1U << d->is.kind) != 0)
			list.rule[list.n++] = r;
	}
	return list;
}
