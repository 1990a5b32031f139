/* conf.c - the configuration: read, checked, written into struct conf */
/* SPDX-License-Identifier: MIT */
#include "edge/conf.h"

#include <stdlib.h>
#include <string.h>

#include "core/forms.h"
#include "edge/conf-part.h"

#define SIZE_MOST ((size_t)512 * 1024 * 1024)

/* --- arrays of what is left --- */

static bool
is_used(const struct section *s, enum conf_kind_id kind)
{
	return s->kind == &conf_kind[kind] && !s->lost && !s->gone && !s->out;
}

/*
 * Arrays of a kind's structs, each with room for what is added to it; in the
 * order of reading, which goes by file.
 */
static void
make_array(struct conf_draft *d, enum conf_kind_id kind, const void *array,
    const size_t *n, size_t more)
{
	size_t size = conf_kind[kind].size;
	char *room;

	d->used[kind] = 0;
	for (size_t i = 0; i < d->n_sections; i++)
		d->used[kind] += is_used(&d->section[i], kind);
	room = pool_get(d->conf->pool, (d->used[kind] + more) * size + 1);
	*(const void **)array = room;
	*(size_t *)n = d->used[kind];
	d->array[kind] = room;
	d->used[kind] = 0;
}

static void
make_arrays(struct conf_draft *d)
{
	struct conf *c = d->conf;

	kind_defaults(d, c->pool, &conf_kind[KIND_BEVAKAD], c);
	for (size_t i = 0; i < d->n_sorted; i++)
		if (is_used(d->sorted[i], KIND_BEVAKAD))
			section_fill(d, c->pool, d->sorted[i], false, c);
	make_array(d, KIND_SOURCE, &c->source, &c->n_sources, 0);
	make_array(d, KIND_FEED, &c->feed, &c->n_feeds, 0);
	make_array(d, KIND_RULE, &c->rule, &c->n_rules, 0);
	make_array(d, KIND_DEADLINE, &c->deadline, &c->n_deadlines, 0);
	make_array(d, KIND_RECEIVER, &c->receiver, &c->n_receivers, 0);
	make_array(d, KIND_GROUP, &c->group_of, &c->n_groups, 0);
	make_array(d, KIND_PERIOD, &c->period, &c->n_periods, 0);
	make_array(d, KIND_TEMPLATE, &c->template_of, &c->n_templates, 0);
	make_array(d, KIND_DIGEST, &c->digest, &c->n_digests, 0);
	make_array(d, KIND_AWAY, &c->away, &c->n_away, 0);
	make_array(d, KIND_NOTIFIER, &c->notifier, &c->n_notifiers, 1);
}

/* Its data is its struct in the array of its kind. */
static void
fill_section(struct conf_draft *d, struct section *s)
{
	size_t kind = (size_t)(s->kind - conf_kind);

	if (d->array[kind] == NULL || !is_used(s, (enum conf_kind_id)kind))
		return;
	s->data = d->array[kind] + conf_kind[kind].size * d->used[kind]++;
	section_fill(d, d->conf->pool, s, true, s->data);
}

static void
add_desktop(struct conf_draft *d, struct conf_notifier *to)
{
	kind_defaults(d, d->conf->pool, &conf_kind[KIND_NOTIFIER], to);
	to->name = to->program = "desktop";
	to->file = "";
}

static void
finish_all(struct conf_draft *d)
{
	struct conf *c = d->conf;

	conf_finish_all_health(c);
	if (draft_lookup(d, KIND_NOTIFIER, "desktop") == NULL)
		add_desktop(
		    d, (struct conf_notifier *)&c->notifier[c->n_notifiers++]);
}

static int
by_place(const void *a, const void *b)
{
	const struct draft_fault *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->fault.line != y->fault.line)
		return x->fault.line - y->fault.line;
	return x->fault.column - y->fault.column;
}

static void
fill_files(struct conf_draft *d)
{
	struct conf *c = d->conf;
	struct conf_file *file = pool_get(
	    c->pool, (d->n_files + 1) * sizeof(*file));
	struct conf_fault *fault = pool_get(
	    c->pool, (d->n_faults + 1) * sizeof(*fault));

	for (size_t i = 0; i < d->n_files; i++) {
		file[i] = d->file[i].file;
		file[i].ok = d->file[i].readable && !d->file[i].faulty;
	}
	if (d->n_faults > 0)
		qsort(d->fault, d->n_faults, sizeof(*d->fault), by_place);
	for (size_t i = 0; i < d->n_faults; i++) {
		fault[i] = d->fault[i].fault;
		fault[i].fell_back = d->file[d->fault[i].file].fell_back;
	}
	c->file = file;
	c->n_files = d->n_files;
	c->fault = fault;
	c->n_faults = d->n_faults;
}

/* --- loading --- */

static struct conf *
new_conf(void)
{
	struct pool *pool = pool_new(SIZE_MOST);
	struct conf *c = pool_get(pool, sizeof(*c));

	c->pool = pool;
	c->texts = pool_new(SIZE_MOST);
	c->forms = forms_new();
	return c;
}

/*
 *	FETCH --> PARSE --> CHECK --> FILL --> FINISH --> RULES
 *
 * Files; sections of a file; all together; sections by file; by kind and
 * name; rules.
 */
enum { AT_ONCE = 50 /* sections, in a step */ };

struct conf_loading {
	struct conf_draft d;
	size_t stage, file, at; /* how far it is in that */
	bool begun;
};

/* Each does a step of its stage; true: that was its last. */
typedef bool stage_fn(struct conf_loading *, struct conf_draft *);

static bool
fetch_some(struct conf_loading *l, struct conf_draft *d)
{
	for (int i = 0; i < AT_ONCE && l->at < d->n_files; i++, l->at++)
		if (d->file[l->at].found)
			draft_read_file(d, l->at);
	return l->at >= d->n_files;
}

static bool
parse_some(struct conf_loading *l, struct conf_draft *d)
{
	struct draft_file *f = &d->file[l->at];

	if (l->at >= d->n_files)
		return true;
	if (f->readable && !l->begun) {
		draft_begin(d, l->at, f->file.text, f->file.len);
		l->begun = true;
		return false;
	}
	if (f->readable && !draft_go_on(d, l->at, AT_ONCE))
		return false;
	if (!f->readable || !d->good)
		draft_fall_back(d, l->at);
	l->begun = false;
	l->at++;
	return l->at >= d->n_files;
}

static bool
check_all(struct conf_loading *l, struct conf_draft *d)
{
	(void)l;
	draft_check(d);
	make_arrays(d);
	return true;
}

static bool
fill_some(struct conf_loading *l, struct conf_draft *d)
{
	struct draft_file *f = &d->file[l->file];
	size_t from;

	if (l->file >= d->n_files)
		return true;
	from = f->first + l->at;
	for (; l->at < f->end - f->first && l->at < from - f->first + AT_ONCE;
	     l->at++)
		fill_section(d, &d->section[f->first + l->at]);
	if (l->at >= f->end - f->first) {
		l->file++;
		l->at = 0;
	}
	return l->file >= d->n_files;
}

static bool
finish_some(struct conf_loading *l, struct conf_draft *d)
{
	for (int i = 0; i < AT_ONCE && l->at < d->n_sorted; i++)
		section_finish(d, d->sorted[l->at++]);
	if (l->at < d->n_sorted)
		return false;
	finish_all(d);
	fill_files(d);
	d->conf->rules = rules_new(d->conf->rule, d->conf->n_rules);
	return true;
}

static bool
build_some(struct conf_loading *l, struct conf_draft *d)
{
	(void)l;
	return rules_build(d->conf->rules, AT_ONCE);
}

static stage_fn *const stages[] = {
    fetch_some, parse_some, check_all, fill_some, finish_some, build_some};

enum { STAGES = sizeof(stages) / sizeof(stages[0]) };

static struct conf_loading *
new_loading(void)
{
	struct pool *scratch = pool_new(2 * SIZE_MOST);
	struct conf_loading *l = pool_get(scratch, sizeof(*l));

	l->d.conf = new_conf();
	l->d.scratch = scratch;
	return l;
}

struct conf_loading *
conf_open(const char *vendor, const char *folder, conf_last_good_fn *last_good,
    void *context, struct why *w)
{
	struct conf_loading *l = new_loading();

	l->d.last_good = last_good;
	l->d.context = context;
	if (draft_find(&l->d, vendor, folder, w))
		return l;
	conf_drop(l);
	return NULL;
}

bool
conf_step(struct conf_loading *l)
{
	if (stages[l->stage](l, &l->d)) {
		l->stage++;
		l->at = 0;
	}
	return l->stage < STAGES;
}

struct conf *
conf_close(struct conf_loading *l)
{
	struct conf *c = l->d.conf;

	pool_free(l->d.scratch);
	return c;
}

void
conf_drop(struct conf_loading *l)
{
	if (l != NULL)
		conf_free(conf_close(l));
}

static struct conf *
take_all(struct conf_loading *l)
{
	while (conf_step(l))
		;
	return conf_close(l);
}

bool
conf_load(const char *vendor, const char *folder, conf_last_good_fn *last_good,
    void *context, struct conf **out, struct why *w)
{
	struct conf_loading *l = conf_open(
	    vendor, folder, last_good, context, w);

	if (l == NULL)
		return false;
	*out = take_all(l);
	return true;
}

bool
conf_load_with(const char *vendor, const char *folder, const char *more,
    struct conf **out, struct why *w)
{
	struct conf_loading *l = new_loading();

	l->d.more = more;
	if (!draft_find(&l->d, vendor, folder, w)) {
		conf_drop(l);
		return false;
	}
	*out = take_all(l);
	return true;
}

void
conf_load_texts(const struct conf_file *file, size_t n, struct conf **out)
{
	struct conf_loading *l = new_loading();

	draft_given(&l->d, file, n);
	*out = take_all(l);
}

void
conf_drop_texts(struct conf *c)
{
	struct conf_file *file = (struct conf_file *)c->file;

	for (size_t i = 0; i < c->n_files; i++)
		file[i].text = NULL;
	pool_free(c->texts);
	c->texts = NULL;
}

void
conf_free(struct conf *c)
{
	if (c == NULL)
		return;
	rules_free(c->rules);
	forms_free(c->forms);
	pool_free(c->texts);
	pool_free(c->pool);
}
