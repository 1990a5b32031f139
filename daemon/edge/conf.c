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
 * Sections of a kind in the order of reading, filled into an array with room
 * for more; each section's data is then its struct there.
 */
static void *
fill_array(struct conf_draft *d, enum conf_kind_id kind, size_t more, size_t *n)
{
	size_t size = conf_kind[kind].size;
	char *array;

	*n = 0;
	for (size_t i = 0; i < d->n_sections; i++)
		*n += is_used(&d->section[i], kind);
	array = pool_get(d->conf->pool, (*n + more) * size + 1);
	*n = 0;
	for (size_t file = 0, i; file < d->n_files; file++)
		for (i = d->file[file].first; i < d->file[file].end; i++) {
			struct section *s = &d->section[i];

			if (!is_used(s, kind))
				continue;
			s->data = array + size * (*n)++;
			section_fill(d, d->conf->pool, s, true, s->data);
		}
	return array;
}

static const char *
name_of(struct conf_draft *d, const struct section *s)
{
	return pool_strdup(d->conf->pool, s->name);
}

static void
title_of(const char **title, const char *name)
{
	if ((*title)[0] == '\0')
		*title = name;
}

static void
finish_source(struct conf_draft *d, const struct section *s)
{
	struct conf_source *to = s->data;

	to->name = name_of(d, s);
	title_of(&to->title, to->name);
}

/* From what was written: auto, yes or no. */
static enum rhythm_adapt
adapt_of(const struct conf *c, const struct conf_feed *f)
{
	enum { AUTO, YES, NO };

	if ((int)f->adapt == NO || ((int)f->adapt == AUTO && !c->adapt))
		return RHYTHM_EXACT;
	return f->interval == 0 || (int)f->adapt == YES ? RHYTHM_ALL
							: RHYTHM_HINTS;
}

static void
finish_feed(struct conf_draft *d, const struct section *s)
{
	struct conf *c = d->conf;
	struct conf_feed *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
	to->of = draft_lookup(d, KIND_SOURCE, to->source)->data;
	title_of(&to->title, to->name);
	to->own_proxy = to->access.proxy != NULL && to->access.proxy[0] != '\0';
	to->access = conf_access_settle(
	    &to->access, &to->of->access, &c->access);
	conf_finish_health(c, to);
	to->adapt = adapt_of(c, to);
	to->rung = conf_rung(
	    to->identity[0] != '\0' ? to->identity : to->of->identity);
	if (to->versions == 0)
		to->versions = c->versions;
	if (to->interval == 0)
		to->interval = c->interval;
	if (to->interval < 60 && !conf_is_allowed(to->url, c->allow_private))
		to->interval = 60;
}

static void
finish_rule(struct conf_draft *d, const struct section *s)
{
	struct rule *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
	title_of(&to->title, to->name);
	if (to->kinds == 0)
		to->n_remind = 0;
	conf_finish_groups(d, &to->to, &to->n_to);
}

static void
finish_receiver(struct conf_draft *d, const struct section *s)
{
	struct conf_receiver *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
	title_of(&to->title, to->name);
	if (to->language[0] == '\0')
		to->language = d->conf->language;
	conf_finish_wish(d, to);
}

static void
finish_group(struct conf_draft *d, const struct section *s)
{
	struct conf_group *to = s->data;

	to->name = name_of(d, s);
	conf_finish_groups(d, &to->receivers, &to->n_receivers);
}

static void
finish_period(struct conf_draft *d, const struct section *s)
{
	struct conf_period *to = s->data;

	to->name = to->is.name = name_of(d, s);
}

static void
finish_digest(struct conf_draft *d, const struct section *s)
{
	struct conf_digest *to = s->data;

	to->name = name_of(d, s);
}

static void
finish_away(struct conf_draft *d, const struct section *s)
{
	struct conf_away *to = s->data;

	to->name = name_of(d, s);
}

static void
finish_notifier(struct conf_draft *d, const struct section *s)
{
	struct conf_notifier *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
	if (to->program[0] != '/' && strcmp(to->program, "desktop") != 0)
		to->program = pool_printf(d->conf->pool, "%s/notify-%s",
		    d->conf->libexec, to->program);
}

static void
finish_deadline(struct conf_draft *d, const struct section *s)
{
	struct conf_deadline *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
	conf_finish_groups(d, &to->to, &to->n_to);
}

static void
add_desktop(struct conf_draft *d, struct conf_notifier *to)
{
	kind_defaults(d, d->conf->pool, &conf_kind[KIND_NOTIFIER], to);
	to->name = to->program = "desktop";
	to->file = "";
}

static void
finish_sections(struct conf_draft *d)
{
	static void (*const finish[KINDS])(
	    struct conf_draft *, const struct section *) = {
	    [KIND_SOURCE] = finish_source,
	    [KIND_NOTIFIER] = finish_notifier,
	    [KIND_RECEIVER] = finish_receiver,
	    [KIND_FEED] = finish_feed,
	    [KIND_RULE] = finish_rule,
	    [KIND_DEADLINE] = finish_deadline,
	    [KIND_GROUP] = finish_group,
	    [KIND_PERIOD] = finish_period,
	    [KIND_DIGEST] = finish_digest,
	    [KIND_AWAY] = finish_away,
	};

	for (size_t i = 0; i < d->n_sorted; i++) {
		const struct section *s = d->sorted[i];

		if (!s->out && finish[s->kind - conf_kind] != NULL)
			finish[s->kind - conf_kind](d, s);
	}
	conf_finish_all_health(d->conf);
}

static void
fill_sections(struct conf_draft *d)
{
	struct conf *c = d->conf;
	struct conf_notifier *notifier;

	kind_defaults(d, c->pool, &conf_kind[KIND_BEVAKAD], c);
	for (size_t i = 0; i < d->n_sorted; i++)
		if (is_used(d->sorted[i], KIND_BEVAKAD))
			section_fill(d, c->pool, d->sorted[i], false, c);
	c->source = fill_array(d, KIND_SOURCE, 0, &c->n_sources);
	c->feed = fill_array(d, KIND_FEED, 0, &c->n_feeds);
	c->rule = fill_array(d, KIND_RULE, 0, &c->n_rules);
	c->deadline = fill_array(d, KIND_DEADLINE, 0, &c->n_deadlines);
	c->receiver = fill_array(d, KIND_RECEIVER, 0, &c->n_receivers);
	c->group_of = fill_array(d, KIND_GROUP, 0, &c->n_groups);
	c->period = fill_array(d, KIND_PERIOD, 0, &c->n_periods);
	c->digest = fill_array(d, KIND_DIGEST, 0, &c->n_digests);
	c->away = fill_array(d, KIND_AWAY, 0, &c->n_away);
	notifier = fill_array(d, KIND_NOTIFIER, 1, &c->n_notifiers);
	c->notifier = notifier;
	finish_sections(d);
	if (draft_lookup(d, KIND_NOTIFIER, "desktop") == NULL)
		add_desktop(d, &notifier[c->n_notifiers++]);
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

static void
read_files(struct conf_draft *d)
{
	for (size_t i = 0; i < d->n_files; i++) {
		struct draft_file *f = &d->file[i];

		if (!f->readable ||
		    !draft_read(d, i, f->file.text, f->file.len))
			draft_fall_back(d, i);
	}
}

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

bool
conf_load(const char *vendor, const char *folder, conf_last_good_fn *last_good,
    void *context, struct conf **out, struct why *w)
{
	struct conf_draft d = {.conf = new_conf(),
	    .scratch = pool_new(2 * SIZE_MOST),
	    .last_good = last_good,
	    .context = context};
	bool found = draft_find(&d, vendor, folder, w);

	if (found) {
		read_files(&d);
		draft_check(&d);
		fill_sections(&d);
		fill_files(&d);
		d.conf->rules = rules_new(d.conf->rule, d.conf->n_rules);
		*out = d.conf;
	} else {
		conf_free(d.conf);
	}
	pool_free(d.scratch);
	return found;
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

/* --- finding --- */

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

const struct conf_group *
conf_find_group(const struct conf *c, const char *name)
{
	FIND(c->group_of, c->n_groups, name);
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
