/* silence.c - bevakactl silence; feeds pause, resume: what is hidden, and until when */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/ago.h"
#include "ctl/say.h"
#include "ctl/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* "rule=remisser receiver=desk" */
static const char *
matchers(struct pool *pool, const json_t *silence)
{
	const json_t *list = json_object_get(silence, "match");
	const char *text = "";

	for (size_t i = 0; i < json_array_size(list) && i < 100; i++) {
		const char *one = json_string_value(json_array_get(list, i));

		text = pool_printf(pool, "%s%s%s", text, i ? " " : "",
		    one ? text_clean(pool, one) : "");
	}
	return text;
}

/* "A17 to desk" */
static const char *
hidden_line(struct pool *pool, const json_t *one)
{
	return pool_printf(pool, say("%s to %s"), member_text(one, "alert"),
	    member_text(one, "receiver"));
}

static const char *
hidden(struct pool *pool, const json_t *silence)
{
	return show_lines(pool, silence, "alerts", hidden_line);
}

static const struct field columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("STATE"), "state", FIELD_STATE, false, 4, NULL},
    {N_("HIDES"), NULL, FIELD_TEXT, true, 0, matchers},
    {N_("UNTIL"), "until", FIELD_AGO, false, 0, NULL},
    {N_("HIDDEN"), "hidden", FIELD_COUNT, false, 2, NULL},
    {N_("BY"), "by", FIELD_TEXT, true, 3, NULL},
    {N_("WHY"), "comment", FIELD_TEXT, true, 1, NULL},
};

static const struct field card[] = {
    {N_("Silence"), "id", FIELD_TEXT, false, 0, NULL},
    {N_("Hides"), NULL, FIELD_TEXT, false, 0, matchers},
    {N_("State"), "state", FIELD_STATE, false, 0, NULL},
    {N_("By"), "by", FIELD_TEXT, false, 0, NULL},
    {N_("Why"), "comment", FIELD_TEXT, false, 0, NULL},
    {N_("Begun"), "created", FIELD_TIME, false, 0, NULL},
    {N_("Until"), "until", FIELD_TIME, false, 0, NULL},
    {N_("Ended"), "ended", FIELD_TIME, false, 0, NULL},
    {N_("Ended by"), "ended_by", FIELD_TEXT, false, 0, NULL},
    {N_("Alerts"), "hidden", FIELD_COUNT, false, 0, NULL},
    {N_("Which"), NULL, FIELD_TEXT, false, 0, hidden},
};

/* Asks, and says what came of it. */
static enum ctl_exit
do_it(struct ctl *c, json_t *request, const char *line)
{
	json_t *answer;
	enum ctl_exit e = ctl_ask(c, request, &answer);

	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		show_line(&c->show, 0, COLOUR_NONE,
		    pool_printf(c->show.pool, "%s%s%s",
			member_text(answer, "silence"),
			member_text(answer, "silence")[0] ? " " : "", line));
	json_decref(answer);
	return e;
}

/* An end and a comment belong to all that hides; false: it was told. */
static bool
put_end(struct ctl *c, json_t *request)
{
	const char *until = c->args.value[OPTION_UNTIL];
	const char *comment = c->args.value[OPTION_COMMENT];
	char text[TIME_TEXT];
	int64_t instant;
	struct why w = {"give an end: --until 2026-12-01, 2h, 3d or 1w"};

	if (until == NULL || until[0] == '\0' ||
	    !ago_until(until, c->show.now, &instant, &w)) {
		ctl_fail(CTL_USAGE, "%s", w.text);
		return false;
	}
	if (comment == NULL || comment[0] == '\0') {
		ctl_fail(CTL_USAGE, "say why: --comment TEXT");
		return false;
	}
	ctl_put(request, "until", time_write(instant, text));
	ctl_put(request, "comment", comment);
	return true;
}

static enum ctl_exit
begin(struct ctl *c)
{
	json_t *request = ctl_request("silence"), *match = json_array();

	for (size_t i = 1; ctl_word(c, i) != NULL; i++)
		json_array_append_new(match, json_string(ctl_word(c, i)));
	json_object_set_new(request, "match", match);
	if (put_end(c, request))
		return do_it(c, request, say("hides from now on"));
	json_decref(request);
	return CTL_USAGE;
}

static enum ctl_exit
end(struct ctl *c, const char *word)
{
	const char *id = word == NULL ? NULL : ctl_id(c, word, "S");
	json_t *request;

	if (id == NULL)
		return ctl_no_id(c, word == NULL ? "(nothing)" : word);
	request = ctl_request("unsilence");
	ctl_put(request, "silence", id);
	return do_it(c, request, say("it hides no more"));
}

static enum ctl_exit
list(struct ctl *c, const char *word)
{
	static const struct listing listing = {.key = "silences",
	    .none = N_("no silences"),
	    .field = columns,
	    .n = COUNT(columns),
	    .card = card,
	    .n_card = COUNT(card),
	    .limit = 1000};
	const char *id = word == NULL ? NULL : ctl_id(c, word, "S");
	json_t *request;

	if (word != NULL && id == NULL)
		return ctl_no_id(c, word);
	request = ctl_request("silences");
	ctl_put(request, "id", id);
	if (ctl_given(c, OPTION_ALL))
		json_object_set_new(request, "all", json_true());
	return ctl_list(c, request, &listing, id != NULL, id != NULL);
}

enum ctl_exit
ctl_silence(struct ctl *c)
{
	const char *verb = ctl_word(c, 0);

	if (verb != NULL && strcmp(verb, "add") == 0)
		return begin(c);
	if (verb != NULL && strcmp(verb, "end") == 0)
		return end(c, ctl_word(c, 1));
	if (verb != NULL &&
	    (strcmp(verb, "list") == 0 || strcmp(verb, "show") == 0))
		return list(c, ctl_word(c, 1));
	return list(c, verb);
}

/* --- feeds --- */

bool
ctl_is_pause_verb(const char *word)
{
	return strcmp(word, "pause") == 0 || strcmp(word, "resume") == 0;
}

enum ctl_exit
ctl_feeds_pause(struct ctl *c)
{
	bool pause = strcmp(ctl_word(c, 0), "pause") == 0;
	json_t *request = ctl_request(pause ? "pause" : "resume");

	ctl_put(request, "feed", ctl_word(c, 1));
	if (pause && !put_end(c, request)) {
		json_decref(request);
		return CTL_USAGE;
	}
	return do_it(c, request,
	    pause ? say("it is not polled until then")
		  : say("it is polled again"));
}
