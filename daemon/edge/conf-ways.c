/* conf-ways.c - the parser of via: ways to a receiver, and those that follow */
/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <string.h>

#include "edge/conf-part.h"

/* How long a way may be waited for. */
static const struct conf_row after_row = {
    .section = "receiver", .key = "via", .least = 1, .most = 30 * 86400};

static const char example[] = "then mail after 1h";

/* The word at *at, which ends before the next blank; *at is then there. */
static const char *
next_word(struct pool *pool, const char **at)
{
	const char *begin = *at + strspn(*at, " \t");

	*at = begin + strcspn(begin, " \t");
	return pool_strndup(pool, begin, (size_t)(*at - begin));
}

static bool
read_after(struct conf_value *v, const char *at, const char *text, int *seconds)
{
	struct conf_value after = *v;

	after.row = &after_row;
	after.text = text;
	after.at = 0;
	if (conf_duration.read(&after, seconds))
		return true;
	return conf_value_fault(v, at + after.at, "%s", after.why.text);
}

static bool
is_then(const char *text)
{
	return strcmp(text, "then") == 0 || strncmp(text, "then ", 5) == 0 ||
	       strncmp(text, "then\t", 5) == 0;
}

/* "then NAME after TIME"; text is a copy of what stands at at. */
static bool
read_then(struct conf_value *v, const char *at, const char *text,
    struct conf_then *then)
{
	const char *s = text + strlen("then"), *name, *word;

	name = next_word(v->pool, &s);
	if (name[0] == '\0' || strcmp(name, "after") == 0)
		return conf_value_fault(
		    v, at, "which way follows? write: %s", example);
	if (!conf_check_name(v, at + (s - text) - strlen(name), name))
		return false;
	word = next_word(v->pool, &s);
	if (strcmp(word, "after") != 0)
		return conf_value_fault(v, at + (s - text) - strlen(word),
		    "after how long? write: %s", example);
	s += strspn(s, " \t");
	if (*s == '\0')
		return conf_value_fault(
		    v, at + (s - text), "after how long? write: %s", example);
	then->notifier = name;
	return read_after(v, at + (s - text), s, &then->after);
}

static bool
check_way(struct conf_value *v, const char *at, const char **text)
{
	struct conf_then then;

	return is_then(*text) ? read_then(v, at, *text, &then)
			      : conf_check_name(v, at, *text);
}

static bool
is_among(const struct conf_receiver *r, size_t n_via, const char *name)
{
	for (size_t i = 0; i < n_via; i++)
		if (strcmp(r->via[i], name) == 0)
			return true;
	for (size_t i = 0; i < r->n_then; i++)
		if (strcmp(r->then[i].notifier, name) == 0)
			return true;
	return false;
}

/* Those that follow, out of the list, whose items are known to be right. */
static bool
part(struct conf_value *v, struct conf_receiver *r, size_t n)
{
	struct conf_then *then = pool_get(v->pool, (n + 1) * sizeof(*then));
	const char *at = v->text;
	size_t first = 0;

	r->then = then;
	r->n_then = 0;
	while (first < n && !is_then(r->via[first]))
		first++;
	r->n_via = first;
	if (first == 0 && n > 0)
		return conf_value_fault(
		    v, v->text, "nothing goes before it: desktop, %s", example);
	for (size_t i = first; i < n; i++) {
		struct conf_then one;

		if (!is_then(r->via[i]))
			return conf_value_fault(v, strstr(at, r->via[i]),
			    "'%.60s' goes before the ways that follow",
			    r->via[i]);
		read_then(v, v->text, r->via[i], &one);
		at = strstr(at, r->via[i]);
		if (is_among(r, first, one.notifier))
			return conf_value_fault(
			    v, at, "'%.60s' stands here twice", one.notifier);
		then[r->n_then++] = one;
	}
	return true;
}

static bool
read_ways(struct conf_value *v, void *to)
{
	struct conf_receiver *r =
	    (struct conf_receiver *)((char *)to -
				     offsetof(struct conf_receiver, via));

	return conf_read_texts(v, to, check_way) && part(v, r, r->n_via);
}

const struct conf_type conf_ways = {"list of ways", read_ways};
