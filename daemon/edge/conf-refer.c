/* conf-refer.c - sections by name, and what refers to them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "edge/conf-part.h"

enum { NEAR_MOST = 500 /* names for which another is suggested */ };

/* --- finding sections by name --- */

static int
by_place(const struct section *a, const struct section *b)
{
	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	return a < b ? -1 : a > b;
}

static int
by_name(const void *a, const void *b)
{
	const struct section *x = *(struct section *const *)a;
	const struct section *y = *(struct section *const *)b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = strcmp(x->name, y->name);
	return order != 0 ? order : by_place(x, y);
}

void
draft_sort(struct conf_draft *d)
{
	d->sorted = pool_get(
	    d->scratch, (d->n_sections + 1) * sizeof(*d->sorted));
	d->n_sorted = 0;
	for (size_t i = 0; i < d->n_sections; i++)
		if (!d->section[i].lost && !d->section[i].gone)
			d->sorted[d->n_sorted++] = &d->section[i];
	qsort(d->sorted, d->n_sorted, sizeof(*d->sorted), by_name);
}

/* The first in sorted that is not before kind and name. */
static size_t
lower_bound(
    const struct conf_draft *d, enum conf_kind_id kind, const char *name)
{
	size_t low = 0, high = d->n_sorted;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct section *s = d->sorted[middle];
		bool before = s->kind != &conf_kind[kind]
				  ? s->kind < &conf_kind[kind]
				  : strcmp(s->name, name) < 0;

		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_named(const struct section *s, enum conf_kind_id kind, const char *name)
{
	return s->kind == &conf_kind[kind] && strcmp(s->name, name) == 0;
}

const struct section *
draft_lookup(
    const struct conf_draft *d, enum conf_kind_id kind, const char *name)
{
	for (size_t i = lower_bound(d, kind, name);
	     i < d->n_sorted && is_named(d->sorted[i], kind, name); i++)
		if (!d->sorted[i]->out)
			return d->sorted[i];
	return NULL;
}

const struct section *
draft_twin(const struct conf_draft *d, const struct section *s)
{
	enum conf_kind_id kind = (enum conf_kind_id)(s->kind - conf_kind);

	for (size_t i = lower_bound(d, kind, s->name); d->sorted[i] != s; i++)
		if (!d->sorted[i]->out &&
		    (kind != KIND_BEVAKAD || d->sorted[i]->file == s->file))
			return d->sorted[i];
	return NULL;
}

/* --- references --- */

struct names {
	const struct conf_draft *draft;
	enum conf_kind_id kind;
	size_t next;
};

static const char *
next_name(void *context)
{
	struct names *n = context;

	while (n->next < n->draft->n_sorted) {
		const struct section *s = n->draft->sorted[n->next++];

		if (s->kind == &conf_kind[n->kind] && !s->out)
			return s->name;
	}
	return NULL;
}

const char *
draft_nearest(
    const struct conf_draft *d, enum conf_kind_id kind, const char *name)
{
	struct names names = {d, kind, 0};

	return conf_nearest(name, next_name, &names);
}

/* A section of that name which is not used, or NULL. */
static const struct section *
unused(const struct conf_draft *d, enum conf_kind_id kind, const char *name)
{
	for (size_t i = 0; i < d->n_sections; i++)
		if (is_named(&d->section[i], kind, name))
			return &d->section[i];
	return NULL;
}

static void
missing(struct conf_draft *d, const struct section *s,
    const struct ini_entry *e, size_t at, enum conf_kind_id kind,
    const char *name)
{
	const char *word = conf_kind[kind].name;
	const struct section *other = unused(d, kind, name);
	const char *near;

	if (other != NULL && other->out) {
		draft_fault_at(d, s, e, at,
		    "%s '%.60s' is left out for a fault of its own", word,
		    name);
		return;
	}
	if (other != NULL) {
		draft_fault_at(d, s, e, at,
		    "%s '%.60s' is in %s, which has faults", word, name,
		    d->file[other->file].file.path);
		return;
	}
	near = d->n_near++ < NEAR_MOST ? draft_nearest(d, kind, name) : NULL;
	if (near != NULL)
		draft_fault_at(d, s, e, at,
		    "there is no %s '%.60s'; did you mean '%s'?", word, name,
		    near);
	else
		draft_fault_at(d, s, e, at,
		    "there is no %s '%.60s'; write a section [%s %.60s]", word,
		    name, word, name);
}

size_t
draft_place(const char *list, const char *name)
{
	size_t len = strlen(name);

	for (const char *s = list; (s = strstr(s, name)) != NULL; s++)
		if ((s == list || strchr(" \t,:", s[-1]) != NULL) &&
		    strchr(" \t,", s[len]) != NULL)
			return (size_t)(s - list);
	return 0;
}

void
draft_refer(struct conf_draft *d, const struct section *s, const char *key,
    const char *name, size_t skip, enum conf_kind_id kind)
{
	const struct ini_entry *e = section_entry(s, key);

	if (e != NULL && name[skip] != '\0' &&
	    draft_lookup(d, kind, name + skip) == NULL)
		missing(d, s, e, draft_place(e->value, name) + skip, kind,
		    name + skip);
}
