/* digest.c - several alerts as one: what is in it, in which order, its texts */
/* SPDX-License-Identifier: MIT */
#include "core/digest.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { RULES_MOST = 400 };

const char *
digest_part_name(enum digest_part p)
{
	static const char *const name[DIGEST_PARTS] = {
	    "deadlines", "changed", "new", "other"};

	return name[p];
}

static const char *
text_at(const json_t *o, const char *a, const char *b)
{
	const json_t *in = b ? json_object_get(o, a) : o;

	return json_string_value(json_object_get(in, b ? b : a));
}

static int
day_at(const json_t *o, const char *key)
{
	const char *text = text_at(o, key, NULL);

	return text != NULL ? day_read(text) : NO_DAY;
}

/* The soonest day that is not over. */
static void
read_deadlines(const json_t *alert, int today, struct digest_entry *e)
{
	const json_t *list = json_object_get(alert, "deadlines");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *d = json_array_get(list, i);
		const char *kind = text_at(d, "kind", NULL);
		int end = day_at(d, "end");

		if (end == NO_DAY || end < today ||
		    (e->day != NO_DAY && end >= e->day))
			continue;
		e->day = end;
		if (kind == NULL || !deadline_kind_read(kind, &e->kind))
			e->kind = DEADLINE_COMPLETE;
	}
	if (strcmp(e->event, "deadline.moved") == 0)
		e->old_day = day_at(json_object_get(alert, "old"), "end");
}

static const char *
rule_names(struct pool *pool, const json_t *alert)
{
	const json_t *list = json_object_get(alert, "rules");
	struct str s = STR_INIT(RULES_MOST);
	const char *names;

	for (size_t i = 0; i < json_array_size(list); i++)
		str_addf(&s, "%s%s", s.len ? ", " : "",
		    text_at(json_array_get(list, i), "name", NULL));
	names = pool_strdup(pool, s.text);
	str_release(&s);
	return names;
}

static enum digest_part
part_of(const struct digest_entry *e)
{
	if (e->day != NO_DAY || strncmp(e->event, "deadline.", 9) == 0)
		return DIGEST_DEADLINES;
	if (strcmp(e->event, "item.changed") == 0)
		return DIGEST_CHANGED;
	return strcmp(e->event, "item.new") == 0 ? DIGEST_NEW : DIGEST_OTHER;
}

static int64_t
id_at(const json_t *o, const char *a, const char *b)
{
	const char *text = text_at(o, a, b);

	return text != NULL && text[0] != '\0' ? strtoll(text + 1, NULL, 10)
					       : 0;
}

static const char *
or_empty(struct pool *pool, const char *text)
{
	return text != NULL ? pool_strdup(pool, text) : "";
}

bool
digest_read(struct pool *pool, const json_t *alert, int64_t id, int today,
    enum language l, struct digest_entry *e)
{
	const char *event = text_at(alert, "event", NULL);
	const char *created = text_at(alert, "created", NULL);
	const char *priority = text_at(alert, "priority", NULL);
	const char *title = text_at(alert, "item", "title");
	const char *source = text_at(alert, "source", "title");

	if (event == NULL || created == NULL || priority == NULL)
		return false;
	if (title == NULL)
		title = text_at(
		    json_object_get(alert, "texts"), language_name(l), "title");
	if (source == NULL)
		source = text_at(alert, "feed", "title");
	*e = (struct digest_entry){.alert = id,
	    .item = id_at(alert, "item", "id"),
	    .created = time_read(created),
	    .event = pool_strdup(pool, event),
	    .title = or_empty(pool, title),
	    .link = or_empty(pool, text_at(alert, "link", NULL)),
	    .source = or_empty(pool, source),
	    .day = NO_DAY,
	    .old_day = NO_DAY,
	    .alerts = 1,
	    .earlier = "",
	    .rules = rule_names(pool, alert)};
	if (!priority_read(priority, &e->priority))
		e->priority = PRIORITY_NORMAL;
	read_deadlines(alert, today, e);
	e->part = part_of(e);
	return true;
}

/* --- order --- */

static int
by_item(const void *a, const void *b)
{
	const struct digest_entry *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return x->alert < y->alert ? -1 : x->alert > y->alert;
}

/* Days first, the soonest; then the weightiest; then the oldest. */
static int
by_order(const void *a, const void *b)
{
	const struct digest_entry *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->day != y->day)
		return x->day == NO_DAY   ? 1
		       : y->day == NO_DAY ? -1
		       : x->day < y->day  ? -1
					  : 1;
	if (x->priority != y->priority)
		return x->priority > y->priority ? -1 : 1;
	return x->alert < y->alert ? -1 : x->alert > y->alert;
}

/* later is the newer one of the same item. */
static void
join(struct pool *pool, struct digest_entry *to,
    const struct digest_entry *later)
{
	struct digest_entry old = *to;
	bool was_new = old.part == DIGEST_NEW && later->part == DIGEST_CHANGED;

	*to = *later;
	to->created = old.created;
	to->alerts += old.alerts;
	to->earlier = pool_printf(pool, "%s%sA%lld", old.earlier,
	    old.earlier[0] ? " " : "", (long long)old.alert);
	if (old.priority > to->priority)
		to->priority = old.priority;
	/* a day that was moved is told by the later alert */
	if (to->day == NO_DAY && strncmp(later->event, "deadline.", 9) != 0) {
		to->day = old.day;
		to->kind = old.kind;
	}
	if (old.part < to->part || was_new)
		to->part = old.part; /* new to the reader is new */
	if (old.rules[0] != '\0' && strstr(to->rules, old.rules) == NULL)
		to->rules = pool_printf(pool, "%s%s%s", to->rules,
		    to->rules[0] ? ", " : "", old.rules);
}

size_t
digest_merge(struct pool *pool, struct digest_entry *e, size_t n)
{
	size_t kept = 0;

	if (n == 0)
		return 0;
	qsort(e, n, sizeof(*e), by_item);
	for (size_t i = 0; i < n; i++)
		if (kept > 0 && e[i].item != 0 && e[i].item == e[kept - 1].item)
			join(pool, &e[kept - 1], &e[i]);
		else
			e[kept++] = e[i];
	qsort(e, kept, sizeof(*e), by_order);
	return kept;
}

enum priority
digest_priority(const struct digest *d)
{
	enum priority p = PRIORITY_LOW;

	for (size_t i = 0; i < d->n; i++)
		if (d->entry[i].priority > p)
			p = d->entry[i].priority;
	return p;
}
