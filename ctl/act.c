/* act.c - bevakactl ack, done, snooze, reload, poll, settle: to be done */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "ctl/say.h"
#include "ctl/ago.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Asks for a deed, and says the line (or the answer) when it is done. */
static enum ctl_exit
do_it(struct ctl *c, json_t *request, const char *line)
{
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, request, &answer);

	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out, "%s\n", line);
	json_decref(answer);
	return e;
}

/* The id after the command, told when it lacks or is none. */
static const char *
wanted_id(const struct ctl *c, const char *letters)
{
	const char *word = ctl_word(c, 0);
	const char *id = word == NULL ? NULL : ctl_id(c, word, letters);

	if (id == NULL)
		ctl_no_id(c, word == NULL ? "(nothing)" : word);
	return id;
}

/* Whoever takes it hears until when. */
static enum ctl_exit
take(struct ctl *c, json_t *request, const char *id)
{
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, request, &answer);
	const char *text = json_string_value(json_object_get(answer, "until"));
	int64_t until = text != NULL ? time_read(text) : NO_TIME;
	char local[TIME_TEXT];

	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE && until != NO_TIME)
		fprintf(c->show.screen.out,
		    say("%s is yours until %s; then it comes to all again, "
			"unless it is done\n"),
		    id, time_write_local(until, local));
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out, say("%s is yours now\n"), id);
	json_decref(answer);
	return e;
}

enum ctl_exit
ctl_ack(struct ctl *c)
{
	const char *id = wanted_id(c, "A");
	json_t *request;

	if (id == NULL)
		return CTL_USAGE;
	request = ctl_request("ack");
	ctl_put(request, "alert", id);
	ctl_put(request, "comment", c->args.value[OPTION_COMMENT]);
	ctl_put(request, "for", c->args.value[OPTION_FOR]);
	return take(c, request, id);
}

enum ctl_exit
ctl_done(struct ctl *c)
{
	const char *id = wanted_id(c, "AD");
	json_t *request;

	if (id == NULL)
		return CTL_USAGE;
	request = ctl_request("done");
	ctl_put(request, id[0] == 'A' ? "alert" : "deadline", id);
	ctl_put(request, "comment", c->args.value[OPTION_COMMENT]);
	return do_it(
	    c, request, pool_printf(c->show.pool, say("%s is done"), id));
}

enum ctl_exit
ctl_snooze(struct ctl *c)
{
	const char *until = c->args.value[OPTION_UNTIL];
	const char *id = wanted_id(c, "A");
	char text[TIME_TEXT], local[TIME_TEXT];
	int64_t instant;
	struct why w;
	json_t *request;

	if (id == NULL)
		return CTL_USAGE;
	if (until != NULL && until[0] == '\0')
		return ctl_fail(CTL_USAGE, "--until wants %s",
		    option_rows[OPTION_UNTIL].help);
	if (!ago_until(until == NULL ? "" : until, c->show.now, &instant, &w))
		return ctl_fail(CTL_USAGE, "--until %s", w.text);
	request = ctl_request("snooze");
	ctl_put(request, "alert", id);
	ctl_put(request, "until", time_write(instant, text));
	return do_it(c, request,
	    pool_printf(c->show.pool, say("%s comes back %s"), id,
		time_write_local(instant, local)));
}

enum ctl_exit
ctl_settle(struct ctl *c)
{
	return do_it(c, ctl_request("settle"), say("nothing is under way"));
}

static long long
count(const json_t *answer, const char *key)
{
	return json_integer_value(json_object_get(answer, key));
}

/* Reminders that fall on another day, since closed days are others. */
static void
tell_recounted(struct ctl *c, const json_t *answer)
{
	const json_t *list = json_object_get(answer, "recounted");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *id, *words, *old, *new;

		if (json_unpack(json_array_get(list, i), "{s:s, s:s, s:s, s:s}",
			"deadline", &id, "words", &words, "old_end", &old,
			"end", &new) == 0)
			show_line(&c->show, 0, COLOUR_NONE,
			    pool_printf(c->show.pool,
				say("reminder moved: %s %s, %s → %s"), id,
				words, old, new));
	}
}

enum ctl_exit
ctl_reload(struct ctl *c)
{
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, ctl_request("reload"), &answer);

	if (c->json && answer != NULL)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out,
		    say("loaded: feeds %lld, rules %lld, receivers %lld, "
			"notifiers %lld\n"),
		    count(answer, "feeds"), count(answer, "rules"),
		    count(answer, "receivers"), count(answer, "notifiers"));
	else if (json_object_get(answer, "faults") != NULL)
		ctl_fail(e, "nothing is changed");
	if (e == CTL_FINE && !c->json)
		tell_recounted(c, answer);
	json_decref(answer);
	return e;
}

/* What came of a round, in words. */
static const char *
outcome(struct pool *pool, const json_t *round)
{
	const char *why = json_string_value(json_object_get(round, "why"));
	long long alerts = count(round, "alerts");

	if (!json_is_true(json_object_get(round, "ok")))
		return why == NULL ? say("failed") : why;
	if (json_is_true(json_object_get(round, "unchanged")))
		return say("unchanged");
	return pool_printf(pool, say("%lld new, %lld changed; alerts: %lld"),
	    count(round, "new"), count(round, "changed"), alerts);
}

static const char *
state(struct pool *pool, const json_t *round)
{
	(void)pool;
	return json_is_true(json_object_get(round, "ok")) ? "ok" : "failing";
}

static enum ctl_exit
write_rounds(const struct ctl *c, const json_t *rounds)
{
	static const struct field columns[] = {
	    {N_("FEED"), "feed", FIELD_TEXT, false, 0, NULL},
	    {N_("STATE"), NULL, FIELD_STATE, false, 0, state},
	    {N_("ROUND"), NULL, FIELD_TEXT, true, 0, outcome},
	};
	enum ctl_exit e = CTL_FINE;

	if (c->json)
		show_json(c->show.screen.out, rounds, true);
	else if (json_array_size(rounds) > 0)
		show_rows(&c->show, rounds, columns, COUNT(columns));
	for (size_t i = 0; i < json_array_size(rounds); i++)
		if (!json_is_true(
			json_object_get(json_array_get(rounds, i), "ok")))
			e = CTL_FAILED;
	return e;
}

enum ctl_exit
ctl_poll(struct ctl *c)
{
	json_t *request = ctl_request("poll"), *names = json_array();
	const char *first = ctl_word(c, 0);
	bool all = first == NULL ||
		   (strcasecmp(first, "now") == 0 && ctl_word(c, 1) == NULL);
	json_t *answer, *rounds;
	enum ctl_exit e;

	for (size_t i = 0; !all && ctl_word(c, i) != NULL; i++)
		json_array_append_new(names, json_string(ctl_word(c, i)));
	json_object_set_new(request, "feeds", names);
	e = ctl_ask(c, request, &answer);
	rounds = json_object_get(answer, "rounds");
	if (e == CTL_FINE && !json_is_array(rounds))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no rounds");
	if (e == CTL_FINE)
		e = write_rounds(c, rounds);
	if (e == CTL_FINE && json_array_size(rounds) == 0)
		e = ctl_fail(CTL_NOTHING, "no feed to poll");
	json_decref(answer);
	return e;
}
