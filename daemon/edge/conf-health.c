/* conf-health.c - what is expected of feeds, and who hears of their health */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/expect.h"
#include "edge/conf-part.h"

static bool
read_expect(struct conf_value *v, void *to)
{
	struct conf_expect *e = to;
	struct why w;
	size_t at;

	*e = (struct conf_expect){.text = ""};
	if (v->text[0] == '\0')
		return true;
	if (!expect_read(v->text, &e->rate, &at, &w))
		return conf_value_fault(v, v->text + at, "%s", w.text);
	e->text = pool_strdup(v->pool, v->text);
	return true;
}

bool
conf_is_none(const char *name)
{
	return strcmp(name, "none") == 0;
}

/*
 * The first that is said, from the feed outwards; within a section the own
 * option of the alert stands before health.  In [bevakad] one that lacks is
 * the other one, so that nothing falls between.
 */
static const char *
choose(const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (name[i][0] != '\0')
			return conf_is_none(name[i]) ? "" : name[i];
	return "";
}

#define CHOOSE(...)                                \
	choose((const char *const[]){__VA_ARGS__}, \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

void
conf_finish_health(const struct conf *c, struct conf_feed *f)
{
	const struct conf_health *own = &f->health, *all = &c->health;
	const struct conf_health *of = &f->of->health;

	f->health = (struct conf_health){
	    .other = CHOOSE(own->other, of->other, all->other, all->failing),
	    .failing = CHOOSE(own->failing, own->other, of->failing, of->other,
		all->failing, all->other),
	    .silent = CHOOSE(own->silent, own->other, of->silent, of->other,
		all->silent, all->other)};
	if (f->expect.text[0] == '\0')
		f->expect = f->of->expect;
}

void
conf_finish_all_health(struct conf *c)
{
	const struct conf_health h = c->health;

	c->health = (struct conf_health){.other = CHOOSE(h.other, h.failing),
	    .failing = CHOOSE(h.failing, h.other),
	    .silent = CHOOSE(h.silent, h.other)};
}

const struct conf_type conf_expect = {"rate", read_expect};
