/* terms.c - bevakactl deadlines confirm, reject, edit, link, add, ics */
/* SPDX-License-Identifier: MIT */
#include "ctl/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/say.h"
#include "edge/ics.h"

enum { CALENDAR_MOST = 64 << 20 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void
put_option(struct ctl *c, json_t *request, enum option o)
{
	const char *value = c->args.value[o];

	if (value != NULL && option_rows[o].value == NULL)
		json_object_set_new(request, option_rows[o].name, json_true());
	else
		ctl_put(request, option_rows[o].name, value);
}

/* "a, b" as an array. */
static void
put_list(struct ctl *c, json_t *request, enum option o)
{
	char *rest = c->args.value[o] == NULL
			 ? NULL
			 : pool_strdup(c->show.pool, c->args.value[o]);
	json_t *list = json_array();
	char *one;

	while ((one = strsep(&rest, ", ")) != NULL)
		if (*one != '\0')
			json_array_append_new(list, json_string(one));
	json_object_set_new(request, option_rows[o].name, list);
}

/* Asks, and says the line with the id of the answer. */
static enum ctl_exit
do_it(struct ctl *c, json_t *request, const char *line)
{
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, request, &answer);
	const char *id = json_string_value(json_object_get(answer, "deadline"));

	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out, "%s: %s\n", id ? id : "", line);
	json_decref(answer);
	return e;
}

static enum ctl_exit
decide(struct ctl *c, const char *verb, const char *line)
{
	const char *word = ctl_word(c, 1);
	const char *id = word ? ctl_id(c, word, "D") : NULL;
	json_t *request;

	if (id == NULL || ctl_word(c, 2) != NULL)
		return ctl_no_id(c, word ? word : "(nothing)");
	request = ctl_request(verb);
	ctl_put(request, "deadline", id);
	put_option(c, request, OPTION_COMMENT);
	put_option(c, request, OPTION_DATE);
	put_option(c, request, OPTION_START);
	put_option(c, request, OPTION_TIME);
	put_option(c, request, OPTION_KIND);
	return do_it(c, request, line);
}

static enum ctl_exit
link_two(struct ctl *c, const char *verb, const char *line)
{
	const char *word = ctl_word(c, 1), *other = ctl_word(c, 2);
	const char *id = word ? ctl_id(c, word, "D") : NULL;
	const char *id2 = other ? ctl_id(c, other, "D") : NULL;
	json_t *request;

	if (id == NULL || id2 == NULL)
		return ctl_no_id(c, id == NULL ? (word ? word : "(nothing)")
				    : other    ? other
					       : "(nothing)");
	request = ctl_request(verb);
	ctl_put(request, "deadline", id);
	ctl_put(request, "other", id2);
	return do_it(c, request, line);
}

static enum ctl_exit
add(struct ctl *c, const char *verb, const char *line)
{
	static const enum option option[] = {OPTION_DATE, OPTION_KIND,
	    OPTION_START, OPTION_TIME, OPTION_LINK, OPTION_RULE, OPTION_REMIND,
	    OPTION_NOTICE, OPTION_EXTENDABLE, OPTION_STATUTORY};
	const char *title = ctl_word(c, 1);
	json_t *request;

	if (title == NULL || ctl_word(c, 2) != NULL)
		return ctl_fail(CTL_USAGE,
		    "bevakactl deadlines add 'TITLE' --date DAY --kind KIND "
		    "--rule NAME (or --to RECEIVERS)");
	request = ctl_request(verb);
	ctl_put(request, "title", title);
	for (size_t i = 0; i < COUNT(option); i++)
		put_option(c, request, option[i]);
	put_list(c, request, OPTION_TO);
	return do_it(c, request, line);
}

static void
print_calendar(struct ctl *c, const struct ics *ics)
{
	char *text = ics_write(ics);

	if (text != NULL)
		fputs(text, c->show.screen.out);
	free(text);
}

static enum ctl_exit
write_ics(struct ctl *c, const char *verb, const char *line)
{
	json_t *request = ctl_request(verb), *answer;
	struct pool *pool = pool_new(CALENDAR_MOST);
	struct ics ics;
	struct why w;
	enum ctl_exit e;

	(void)line;
	put_option(c, request, OPTION_RECEIVER);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE &&
		 !ics_read(pool, json_object_get(answer, "calendar"), &ics, &w))
		e = ctl_fail(CTL_FAILED, "bevakad's answer: %s", w.text);
	else if (e == CTL_FINE)
		print_calendar(c, &ics);
	json_decref(answer);
	pool_free(pool);
	return e;
}

static const struct {
	const char *word, *line;
	enum ctl_exit (*run)(struct ctl *, const char *verb, const char *line);
	unsigned long long options; /* those that it takes beside everyone's */
} verbs[] = {
    {"confirm", "confirmed", decide, 1ULL << OPTION_COMMENT},
    {"reject", "rejected", decide, 1ULL << OPTION_COMMENT},
    {"done", "done", decide, 1ULL << OPTION_COMMENT},
    {"edit", "changed", decide,
	1ULL << OPTION_COMMENT | 1ULL << OPTION_DATE | 1ULL << OPTION_START |
	    1ULL << OPTION_TIME | 1ULL << OPTION_KIND},
    {"link", "linked", link_two, 0},
    {"add", "added", add,
	1ULL << OPTION_DATE | 1ULL << OPTION_KIND | 1ULL << OPTION_START |
	    1ULL << OPTION_TIME | 1ULL << OPTION_LINK | 1ULL << OPTION_RULE |
	    1ULL << OPTION_REMIND | 1ULL << OPTION_NOTICE |
	    1ULL << OPTION_EXTENDABLE | 1ULL << OPTION_STATUTORY |
	    1ULL << OPTION_TO},
    {"ics", NULL, write_ics, 1ULL << OPTION_RECEIVER},
    {"list", NULL, NULL,
	1ULL << OPTION_ALL | 1ULL << OPTION_KIND | 1ULL << OPTION_LIMIT},
    {"show", NULL, NULL, 0},
};

/* Of the options of all verbs those that this one does not know are told. */
static bool
takes(const struct ctl *c, const char *word, unsigned long long options)
{
	for (enum option o = OPTION_ALL; o < OPTIONS; o++)
		if (ctl_given(c, o) && !(options & 1ULL << o)) {
			ctl_fail(CTL_USAGE, "deadlines %s takes no --%s", word,
			    option_rows[o].name);
			return false;
		}
	return true;
}

bool
ctl_term(struct ctl *c, enum ctl_exit *e)
{
	const char *word = ctl_word(c, 0);

	*e = CTL_USAGE;
	for (size_t i = 0; word != NULL && i < COUNT(verbs); i++) {
		if (strcmp(verbs[i].word, word) != 0)
			continue;
		if (!takes(c, word, verbs[i].options))
			return true;
		if (verbs[i].run == NULL)
			return false;
		*e = verbs[i].run(
		    c, word, verbs[i].line ? say(verbs[i].line) : NULL);
		return true;
	}
	if (word != NULL && ctl_id(c, word, "DI") == NULL) {
		for (size_t i = 0; i < COUNT(verbs); i++)
			if (args_near(word, verbs[i].word)) {
				ctl_fail(CTL_USAGE,
				    "deadlines %.40s: did you mean %s?", word,
				    verbs[i].word);
				return true;
			}
		ctl_no_id(c, word);
		return true;
	}
	return !takes(c, "list",
	    1ULL << OPTION_ALL | 1ULL << OPTION_KIND | 1ULL << OPTION_LIMIT);
}
