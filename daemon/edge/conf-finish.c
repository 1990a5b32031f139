/* conf-finish.c - a section that is filled: what follows from its values */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "edge/conf-part.h"

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
finish_template(struct conf_draft *d, const struct section *s)
{
	struct conf_template *to = s->data;

	to->name = name_of(d, s);
	to->file = d->file[s->file].file.path;
	to->line = s->entry[0].line;
}

static const struct conf_template *
find_template(const struct conf *c, const char *name)
{
	for (size_t i = 0; i < c->n_templates; i++)
		if (strcmp(c->template_of[i].name, name) == 0)
			return &c->template_of[i];
	return NULL;
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
	to->written_by = find_template(d->conf, to->template);
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
	ini_place(section_entry(s, "program"), 0, &to->program_line,
	    &to->program_column);
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

void
section_finish(struct conf_draft *d, const struct section *s)
{
	static void (*const finish[KINDS])(
	    struct conf_draft *, const struct section *) = {
	    [KIND_SOURCE] = finish_source,
	    [KIND_NOTIFIER] = finish_notifier,
	    [KIND_TEMPLATE] = finish_template,
	    [KIND_RECEIVER] = finish_receiver,
	    [KIND_FEED] = finish_feed,
	    [KIND_RULE] = finish_rule,
	    [KIND_DEADLINE] = finish_deadline,
	    [KIND_GROUP] = finish_group,
	    [KIND_PERIOD] = finish_period,
	    [KIND_DIGEST] = finish_digest,
	    [KIND_AWAY] = finish_away,
	};

	if (!s->out && finish[s->kind - conf_kind] != NULL)
		finish[s->kind - conf_kind](d, s);
}
