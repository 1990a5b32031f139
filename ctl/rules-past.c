/* rules-past.c - what the daemon has stored, item by item */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "core/events.h"
#include "core/explain.h"
#include "ctl/rules.h"
#include "edge/conf.h"

enum { POOL_MOST = 64 << 20 };

static const char *
text_of(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static int64_t
time_of_member(const json_t *o, const char *key)
{
	const char *text = text_of(o, key);

	return text != NULL ? time_read(text) : NO_TIME;
}

static void
read_deadlines(struct pool *pool, struct past *p, const json_t *list)
{
	const json_t *o;
	size_t i;

	p->deadlines = pool_get(
	    pool, (json_array_size(list) + 1) * sizeof(*p->deadlines));
	json_array_foreach(list, i, o) {
		struct deadline *d = &p->deadlines[p->n_deadlines];
		const char *kind = text_of(o, "kind"), *end = text_of(o, "end");
		const char *start = text_of(o, "start");

		if (kind == NULL || end == NULL ||
		    !deadline_kind_read(kind, &d->kind))
			continue;
		d->end = day_read(end);
		d->start = start != NULL ? day_read(start) : d->end;
		p->n_deadlines += d->end != NO_DAY;
	}
}

static struct past
read_past(struct pool *pool, const json_t *o)
{
	struct past p = {.id = text_of(o, "id"),
	    .feed = text_of(o, "feed"),
	    .title = text_of(o, "title"),
	    .text = text_of(o, "text"),
	    .link = text_of(o, "link"),
	    .at = time_of_member(o, "published"),
	    .seen = time_of_member(o, "seen"),
	    .baseline = json_is_true(json_object_get(o, "baseline"))};

	if (p.at == NO_TIME)
		p.at = p.seen;
	read_deadlines(pool, &p, json_object_get(o, "deadlines"));
	return p;
}

/* Gives each; where the next answer begins, or NULL. */
static const char *
give(struct pool *pool, const json_t *items, past_fn *fn, void *context)
{
	const char *before = NULL;
	const json_t *o;
	size_t i;

	json_array_foreach(items, i, o) {
		struct past p;

		before = text_of(o, "before");
		if (before != NULL)
			break;
		p = read_past(pool, o);
		if (p.id != NULL && p.feed != NULL)
			fn(&p, context);
		pool_clear(pool);
	}
	return before;
}

enum ctl_exit
past_each(struct client *client, int64_t since, int seconds, past_fn *fn,
    void *context, int64_t *now)
{
	struct pool *pool = pool_new(POOL_MOST);
	char from[TIME_TEXT], before[32] = "";
	const char *next = before;
	enum ctl_exit e = CTL_FINE;
	struct why w;

	time_write(since, from);
	while (next != NULL && e == CTL_FINE) {
		json_t *request = ctl_request("history"), *answer = NULL;

		ctl_put(request, "since", from);
		ctl_put(request, "before", before[0] ? before : NULL);
		e = client_ask(client, request, seconds, &answer, &w);
		json_decref(request);
		if (e == CTL_FINE) {
			*now = time_of_member(answer, "now");
			next = give(pool, json_object_get(answer, "items"), fn,
			    context);
			snprintf(before, sizeof(before), "%s",
			    next != NULL ? next : "");
		} else {
			ctl_fail(e, "%s", w.text);
		}
		json_decref(answer);
	}
	pool_free(pool);
	return e;
}

bool
past_view(struct pool *pool, const struct conf *conf, const struct past *p,
    struct rule_view *v)
{
	const struct conf_feed *feed = conf_find_feed(conf, p->feed);

	if (feed == NULL)
		return false;
	*v = (struct rule_view){.feed = feed->name,
	    .source = feed->source,
	    .tags = feed->tags,
	    .title = view_text_of(pool, p->title),
	    .text = view_text_of(pool, p->text),
	    .link = view_text_of(pool, p->link),
	    .publisher = view_text_of(
		pool, pool_printf(pool, "%s\n%s", feed->source,
			  feed->of != NULL ? feed->of->title : "")),
	    .deadlines = p->deadlines,
	    .n_deadlines = p->n_deadlines,
	    .now = p->baseline ? p->at : p->seen,
	    .closed = &conf->closed,
	    .published = p->at,
	    .events = 1U << HEARS_NEW};
	v->today = time_local_day(v->now);
	return true;
}

int64_t
past_seconds(const char *text)
{
	static const struct {
		const char *unit;
		int days;
	} row[] = {{"d", 1}, {"days", 1}, {"w", 7}, {"weeks", 7},
	    {"months", 30}, {"month", 30}, {"year", 365}, {"years", 365}};
	char *unit;
	long n = strtol(text, &unit, 10);

	if (!isdigit((unsigned char)text[0]) || n < 1 || n > 100000)
		return 0;
	while (*unit == ' ')
		unit++;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(unit, row[i].unit) == 0)
			return (int64_t)n * row[i].days * 86400;
	return 0;
}
