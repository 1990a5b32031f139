/* notifiers.c - bevakactl notifiers: the ways out, tried, described, resumed */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/ago.h"
#include "ctl/say.h"
#include "ctl/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *
state_of(struct pool *pool, const json_t *row)
{
	(void)pool;
	if (json_object_get(row, "disabled") != NULL)
		return "disabled";
	return json_object_get(row, "rests") != NULL ? "rests" : "ok";
}

/* "smtp = smtp://relay, from = a@b" */
static const char *
options_of(struct pool *pool, const json_t *row)
{
	json_t *options = json_object_get(row, "options"), *value;
	const char *text = "", *key;

	json_object_foreach(options, key, value) {
		text = pool_printf(pool, "%s%s%s = %s", text,
		    text[0] != '\0' ? ", " : "", key, json_string_value(value));
	}
	return text[0] != '\0' ? text : NULL;
}

/* --- list --- */

static enum ctl_exit
list(struct ctl *c)
{
	static const struct field columns[] = {
	    {N_("NAME"), "name", FIELD_TEXT, false, 0, NULL},
	    {N_("STATE"), NULL, FIELD_STATE, false, 0, state_of},
	    {N_("PROGRAM"), "program", FIELD_TEXT, true, 1, NULL},
	    {N_("WAITING"), "waiting", FIELD_COUNT, false, 0, NULL},
	    {N_("OUT"), "out", FIELD_COUNT, false, 0, NULL},
	    {N_("DELIVERED"), "delivered", FIELD_COUNT, false, 0, NULL},
	    {N_("GIVEN UP"), "given_up", FIELD_COUNT, false, 0, NULL},
	    {N_("TRIED"), "tested", FIELD_AGO, false, 1, NULL},
	    {N_("WHY"), "why", FIELD_TEXT, true, 2, NULL},
	    {"OPTIONS", NULL, FIELD_TEXT, true, 3, options_of},
	};
	static const struct listing listing = {.key = "notifiers",
	    .none = N_("no notifiers"),
	    .field = columns,
	    .n = COUNT(columns),
	    .limit = LIMIT_MOST};

	return ctl_list(c, ctl_request("notifiers"), &listing, false, false);
}

/* --- describe --- */

static const char *
type_of(struct pool *pool, const json_t *row)
{
	const json_t *values = json_object_get(row, "values");
	const char *text = "";

	for (size_t i = 0; i < json_array_size(values); i++)
		text = pool_printf(pool, "%s%s%s", text, i > 0 ? " | " : "",
		    json_string_value(json_array_get(values, i)));
	return text[0] != '\0' ? text : member_text(row, "type");
}

static const struct field described[] = {
    {"OPTION", "name", FIELD_TEXT, false, 0, NULL},
    {"NEEDED", "needed", FIELD_YES, false, 0, NULL},
    {"TYPE", NULL, FIELD_TEXT, false, 0, type_of},
    {"DEFAULT", "default", FIELD_TEXT, false, 0, NULL},
    {"HELP", "help", FIELD_TEXT, true, 0, NULL},
};

static enum ctl_exit
describe(struct ctl *c, const char *name)
{
	json_t *request = ctl_request("describe"), *answer, *all;
	enum ctl_exit e;

	ctl_put(request, "notifier", name);
	e = ctl_ask(c, request, &answer);
	all = json_object_get(answer, "describe");
	if (e == CTL_FINE && c->json) {
		ctl_answer_json(c, answer);
	} else if (e == CTL_FINE && all == NULL) {
		e = ctl_fail(CTL_NOTHING, "%s does not tell its options%s%s",
		    name, member_text(answer, "why")[0] != '\0' ? ": " : "",
		    member_text(answer, "why"));
	} else if (e == CTL_FINE) {
		show_line(&c->show, 0, COLOUR_NONE,
		    pool_printf(c->show.pool, "%s: %s", name,
			member_text(all, "about")));
		show_rows(&c->show, json_object_get(all, "options"), described,
		    COUNT(described));
	}
	json_decref(answer);
	return e;
}

/* --- resume --- */

static enum ctl_exit
resume(struct ctl *c, const char *name)
{
	json_t *request = ctl_request("enable"), *answer;
	enum ctl_exit e;

	ctl_put(request, "notifier", name);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		show_line(&c->show, 0, COLOUR_NONE,
		    pool_printf(
			c->show.pool, say("%s: what waits is sent now"), name));
	json_decref(answer);
	return e;
}

/* --- test --- */

/* What would be sent, of an alert or of a trial. */
static enum ctl_exit
dry_run(struct ctl *c, json_t *request)
{
	const char *word = ctl_word(c, 2);
	const char *id = word == NULL ? NULL : ctl_id(c, word, "A");
	json_t *answer, *content;
	enum ctl_exit e;

	if (word != NULL && id == NULL) {
		json_decref(request);
		return ctl_no_id(c, word);
	}
	ctl_put(request, "alert", id);
	json_object_set_new(request, "dry", json_true());
	e = ctl_ask(c, request, &answer);
	content = json_object_get(answer, "content");
	if (e == CTL_FINE && c->json) {
		show_json(c->show.screen.out, content, true);
	} else if (e == CTL_FINE) {
		screen_write(&c->show.screen, COLOUR_HEAD,
		    text_clean(c->show.pool, member_text(content, "title")));
		fputs("\n\n", c->show.screen.out);
		text_wrap(c->show.screen.out, c->show.pool,
		    member_text(content, "text"), c->show.screen.width, 0);
	}
	json_decref(answer);
	return e;
}

/* Sends a trial alert by one notifier and says what became of it. */
static enum ctl_exit
test(struct ctl *c, const char *name)
{
	json_t *request = ctl_request("test"), *answer;
	const char *state, *why;
	enum ctl_exit e;

	ctl_put(request, "notifier", name);
	ctl_put(request, "receiver", c->args.value[OPTION_TO]);
	if (ctl_given(c, OPTION_DRY_RUN))
		return dry_run(c, request);
	if (ctl_word(c, 2) != NULL) {
		json_decref(request);
		return ctl_fail(CTL_USAGE, "usage: bevakactl notifiers %s",
		    c->command->usage);
	}
	c->seconds = ctl_given(c, OPTION_TIMEOUT) ? c->seconds : SECONDS_LONG;
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE) {
		state = json_string_value(json_object_get(answer, "state"));
		why = member_text(answer, "why");
		state = state == NULL ? "-" : state;
		if (strcmp(state, "delivered") != 0)
			e = CTL_FAILED;
		if (c->json)
			ctl_answer_json(c, answer);
		else
			show_line(&c->show, 0, show_state_colour(state),
			    pool_printf(c->show.pool, "%s: %s%s%s", name,
				say(state), why[0] != '\0' ? ": " : "", why));
	}
	json_decref(answer);
	return e;
}

enum ctl_exit
ctl_notifiers(struct ctl *c)
{
	static const struct {
		const char *verb;
		enum ctl_exit (*run)(struct ctl *, const char *name);
		bool to;
	} verbs[] = {{"describe", describe, false}, {"resume", resume, false},
	    {"test", test, true}};
	const char *verb = ctl_word(c, 0), *name = ctl_word(c, 1);
	bool to = ctl_given(c, OPTION_TO);

	if (!to && name == NULL && (verb == NULL || strcmp(verb, "list") == 0))
		return list(c);
	for (size_t i = 0; i < COUNT(verbs) && name != NULL; i++)
		if (strcmp(verbs[i].verb, verb) == 0 && (!to || verbs[i].to))
			return verbs[i].run(c, name);
	return ctl_fail(
	    CTL_USAGE, "usage: bevakactl notifiers %s", c->command->usage);
}
