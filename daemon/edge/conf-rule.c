/* conf-rule.c - the parsers of what rules alone have: where, events, escalate */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/events.h"
#include "core/where.h"
#include "edge/conf-part.h"

enum { WHERE_MOST = 4000, STEPS_MOST = 10, AFTER_MOST = 1000 };

static bool
read_where(struct conf_value *v, void *to)
{
	const struct where *where = NULL;

	if (strlen(v->text) > WHERE_MOST)
		return conf_value_fault(
		    v, v->text, "longer than %d bytes", WHERE_MOST);
	if (v->text[0] != '\0') {
		where = where_read(v->forms, v->pool, v->text, &v->at, &v->why);
		if (where == NULL)
			return false;
	}
	*(const struct where **)to = where;
	return true;
}

/* --- events --- */

static const char *
next_event(void *context)
{
	return hears_word((*(size_t *)context)++);
}

static bool
unknown_event(struct conf_value *v, const char *at, const char *word)
{
	const char *all = "", *one, *near;
	size_t next = 0;

	near = conf_nearest(word, next_event, &next);
	if (near != NULL)
		return conf_value_fault(v, at,
		    "'%.40s' is no event; did you mean '%s'?", word, near);
	for (size_t i = 0; (one = hears_word(i)) != NULL; i++)
		all = pool_printf(v->pool, "%s%s%s", all, i ? ", " : "", one);
	return conf_value_fault(
	    v, at, "'%.40s' is no event; they are %s", word, all);
}

static bool
check_event(struct conf_value *v, const char *at, const char **text)
{
	return hears_read(*text, strlen(*text)) != 0 ||
	       unknown_event(v, at, *text);
}

static bool
read_events(struct conf_value *v, void *to)
{
	const char *const *word;
	unsigned bits = 0;
	size_t n;
	const struct conf_row *row = v->row;
	struct conf_row alone = *row;

	/* the bits are what is kept, not the list */
	alone.n = 0;
	v->row = &alone;
	if (!conf_read_texts(v, &word, check_event))
		return false;
	v->row = row;
	for (n = 0; word[n] != NULL; n++)
		bits |= hears_read(word[n], strlen(word[n]));
	*(unsigned *)to = bits;
	return true;
}

/* --- escalate --- */

/* "to:chef after 3wd unless ack", a word at a time. */
struct step {
	struct conf_value *value;
	const char *next;
};

static char *
next_word(struct step *s, const char **at)
{
	size_t n;

	s->next += strspn(s->next, " \t");
	*at = s->next;
	n = strcspn(s->next, " \t,");
	s->next += n;
	return pool_strndup(s->value->pool, *at, n);
}

static bool
read_to(struct step *s, struct escalation *e)
{
	const char *at, *word = next_word(s, &at);
	size_t bad;

	if (strncmp(word, "to:", 3) != 0 || word[3] == '\0')
		return conf_value_fault(s->value, at,
		    "an escalation is like to:chef after 3wd unless ack");
	e->to = word + 3;
	return conf_is_name(e->to, strlen(e->to), &bad) ||
	       conf_value_fault(s->value, at + 3 + bad,
		   "a name is one word of letters, digits, '_', '.' and '-'");
}

static bool
read_after(struct step *s, struct escalation *e)
{
	const char *at, *word = next_word(s, &at);
	char *unit;
	long n;

	if (strcmp(word, "after") != 0)
		return conf_value_fault(s->value, at,
		    "'after' is missing here: to:%s after 3wd", e->to);
	word = next_word(s, &at);
	n = strtol(word, &unit, 10);
	if (!isdigit((unsigned char)word[0]) || n < 1 || n > AFTER_MOST)
		return conf_value_fault(s->value, at,
		    "a time from 1 to %d is like 3wd, 5d or 4h", AFTER_MOST);
	e->count = (int)n;
	if (strcmp(unit, "wd") == 0)
		e->unit = ESCALATE_WORKDAYS;
	else if (strcmp(unit, "d") == 0)
		e->unit = ESCALATE_DAYS;
	else if (strcmp(unit, "h") == 0)
		e->unit = ESCALATE_HOURS;
	else
		return conf_value_fault(s->value, at,
		    "'%.20s' has no unit known here; %ldwd is working days, "
		    "%ldd days and %ldh hours",
		    word, n, n, n);
	return true;
}

static bool
read_unless(struct step *s, struct escalation *e)
{
	const char *at, *word = next_word(s, &at);

	if (word[0] == '\0')
		return true;
	if (strcmp(word, "unless") != 0)
		return conf_value_fault(s->value, at,
		    "'unless ack' or 'unless done' may stand here");
	word = next_word(s, &at);
	e->unless_done = strcmp(word, "done") == 0;
	if (!e->unless_done && strcmp(word, "ack") != 0)
		return conf_value_fault(s->value, at,
		    "unless what? 'ack' (somebody has taken it) or 'done'");
	word = next_word(s, &at);
	return word[0] == '\0' || conf_value_fault(s->value, at,
				      "a comma is missing before the next");
}

static bool
read_escalate(struct conf_value *v, void *to)
{
	struct step s = {v, v->text};
	struct escalation *list = pool_get(v->pool, STEPS_MOST * sizeof(*list));
	size_t n = 0;

	while (v->text[0] != '\0') {
		if (n == STEPS_MOST)
			return conf_value_fault(
			    v, s.next, "more than %d escalations", STEPS_MOST);
		if (!read_to(&s, &list[n]) || !read_after(&s, &list[n]) ||
		    !read_unless(&s, &list[n]))
			return false;
		n++;
		s.next += strspn(s.next, " \t");
		if (*s.next++ != ',')
			break;
	}
	*(const struct escalation **)to = list;
	*(size_t *)((char *)to - v->row->to + v->row->n) = n;
	return true;
}

const struct conf_type conf_where = {"expression of where", read_where},
		       conf_events = {"list of events", read_events},
		       conf_escalate = {"list of escalations", read_escalate};
