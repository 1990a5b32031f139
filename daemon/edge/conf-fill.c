/* conf-fill.c - a section's keys and values into its struct */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "edge/conf-part.h"

/* --- unknown keys --- */

struct rows {
	const struct conf_kind *kind;
	size_t next;
};

static const char *
next_key(void *context)
{
	struct rows *r = context;

	return r->next < r->kind->n_rows ? r->kind->row[r->next++].key : NULL;
}

/* A kind beside kind that has the key, or NULL. */
static const struct conf_kind *
other_kind(const struct conf_kind *kind, const char *key)
{
	for (size_t i = 0; i < KINDS; i++)
		if (&conf_kind[i] != kind && conf_row(&conf_kind[i], key))
			return &conf_kind[i];
	return NULL;
}

static const char *
near_key(const struct conf_kind *kind, const char *key)
{
	struct rows rows = {kind, 0};
	const char *english = conf_english(key);

	if (english != NULL && conf_row(kind, english) != NULL)
		return english;
	return conf_nearest(key, next_key, &rows);
}

static const char *
all_keys(struct pool *pool, const struct conf_kind *kind)
{
	const char *text = kind->row[0].key;

	for (size_t i = 1; i < kind->n_rows; i++)
		text = pool_printf(pool, "%s, %s", text, kind->row[i].key);
	return text;
}

static void
unknown_key(
    struct conf_draft *d, const struct section *s, const struct ini_entry *e)
{
	const char *near = near_key(s->kind, e->key);
	const struct conf_kind *other = other_kind(s->kind, e->key);

	if (other != NULL)
		draft_fault(d, s->file, e->line, e->key_column,
		    "[%s] has no key '%.60s'; it belongs in [%s]",
		    s->kind->name, e->key, other->name);
	else if (near != NULL)
		draft_fault(d, s->file, e->line, e->key_column,
		    "unknown key '%.60s' in [%s]; did you mean '%s'?", e->key,
		    s->kind->name, near);
	else
		draft_fault(d, s->file, e->line, e->key_column,
		    "unknown key '%.60s' in [%s]; its keys are %s", e->key,
		    s->kind->name, all_keys(d->scratch, s->kind));
}

static void
missing_key(
    struct conf_draft *d, const struct section *s, const struct conf_row *row)
{
	for (size_t i = 1; i < s->n && s->kind->any_key; i++) {
		const struct ini_entry *e = &s->entry[i];
		const char *near = near_key(s->kind, e->key);

		if (near == NULL || conf_row(s->kind, e->key) != NULL ||
		    strcmp(near, row->key) != 0)
			continue;
		draft_fault(d, s->file, e->line, e->key_column,
		    "'%s' is missing in [%s %s]; is '%.60s' meant to be it?",
		    row->key, s->kind->name, s->name, e->key);
		return;
	}
	draft_fault(d, s->file, s->entry[0].line, s->entry[0].key_column,
	    "'%s' is missing in [%s %s]: %s", row->key, s->kind->name, s->name,
	    row->help);
}

/* --- values --- */

static struct conf_value
value_of(struct conf_draft *d, struct pool *pool, const struct conf_row *row,
    const char *text)
{
	return (struct conf_value){
	    .pool = pool, .forms = d->conf->forms, .row = row, .text = text};
}

/* Of a process whose folders are not the system's. */
enum { OTHER_DEFAULTS = 2 };

static struct {
	const char *key, *text;
} other[OTHER_DEFAULTS];

void
conf_set_default(const char *key, const char *text)
{
	size_t i = 0;

	while (i < OTHER_DEFAULTS - 1 && other[i].key != NULL &&
	       strcmp(other[i].key, key) != 0)
		i++;
	other[i].key = key;
	other[i].text = text;
}

static const char *
default_of(const struct conf_row *row)
{
	for (size_t i = 0; i < OTHER_DEFAULTS && other[i].key != NULL; i++)
		if (strcmp(row->section, "bevakad") == 0 &&
		    strcmp(row->key, other[i].key) == 0)
			return other[i].text;
	return row->fallback;
}

static void
fill_default(struct conf_draft *d, struct pool *pool,
    const struct conf_row *row, void *to)
{
	struct conf_value v = value_of(d, pool, row, default_of(row));

	if (!row->type->read(&v, (char *)to + row->to))
		draft_fault(d, 0, 1, 1, "the default of %s in [%s]: %s",
		    row->key, row->section, v.why.text);
}

static void
fill_value(struct conf_draft *d, struct pool *pool, const struct section *s,
    const struct ini_entry *e, const struct conf_row *row, void *to)
{
	struct conf_value v = value_of(d, pool, row, e->value);

	if (e->value[0] == '\0' && row->fallback == NULL)
		draft_fault_at(
		    d, s, e, 0, "'%s' is empty: %s", row->key, row->help);
	else if (!row->type->read(&v, (char *)to + row->to))
		draft_fault_at(d, s, e, v.at, "%s", v.why.text);
}

/* The line on which the section has given the entry's key before; 0: none. */
static int
given_before(const struct section *s, const struct ini_entry *e)
{
	for (const struct ini_entry *b = s->entry + 1; b < e; b++)
		if (strcmp(b->key, e->key) == 0)
			return b->line;
	return 0;
}

static void
fill_entry(struct conf_draft *d, struct pool *pool, const struct section *s,
    const struct ini_entry *e, void *to)
{
	const struct conf_row *row = conf_row(s->kind, e->key);
	int before = given_before(s, e);

	if (before != 0)
		draft_fault(d, s->file, e->line, e->key_column,
		    "'%.60s' stands twice in this section; first on line %d",
		    e->key, before);
	else if (row != NULL)
		fill_value(d, pool, s, e, row, to);
	else if (!s->kind->any_key)
		unknown_key(d, s, e);
}

/* What a [notifier] gives beside the keys of all. */
static void
fill_options(
    struct pool *pool, const struct section *s, struct conf_notifier *to)
{
	struct conf_option *option;
	size_t n = 0;

	option = pool_get(pool, s->n * sizeof(*option));
	for (size_t i = 1; i < s->n; i++) {
		const struct ini_entry *e = &s->entry[i];

		if (conf_row(s->kind, e->key) != NULL)
			continue;
		option[n] = (struct conf_option){pool_strdup(pool, e->key),
		    pool_strdup(pool, e->value), e->line, e->key_column, 0, 0};
		ini_place(e, 0, &option[n].value_line, &option[n].column);
		n++;
	}
	to->option = option;
	to->n_options = n;
}

void
kind_defaults(struct conf_draft *d, struct pool *pool,
    const struct conf_kind *kind, void *to)
{
	for (size_t i = 0; i < kind->n_rows; i++)
		if (kind->row[i].fallback != NULL)
			fill_default(d, pool, &kind->row[i], to);
}

bool
section_fill(struct conf_draft *d, struct pool *pool, const struct section *s,
    bool defaults, void *to)
{
	d->bad = false;
	for (size_t i = 0; i < s->kind->n_rows && defaults; i++) {
		const struct conf_row *row = &s->kind->row[i];

		if (section_entry(s, row->key) != NULL)
			continue;
		if (row->fallback == NULL)
			missing_key(d, s, row);
		else
			fill_default(d, pool, row, to);
	}
	for (size_t i = 1; i < s->n; i++)
		fill_entry(d, pool, s, &s->entry[i], to);
	if (s->kind->any_key)
		fill_options(pool, s, to);
	return !d->bad;
}
