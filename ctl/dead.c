/* dead.c - bevakactl outbox dead, replay, drop, export; audit: what did not arrive */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/say.h"
#include "ctl/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static long long
count(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static const struct field columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("ALERT"), "alert", FIELD_TEXT, false, 3, NULL},
    {N_("GIVEN UP"), "settled", FIELD_AGO, false, 2, NULL},
    {N_("TO"), "receiver", FIELD_TEXT, true, 0, NULL},
    {N_("BY"), "notifier", FIELD_TEXT, true, 0, NULL},
    {N_("TRIES"), "tries", FIELD_COUNT, false, 4, NULL},
    {N_("WHY"), "why", FIELD_TEXT, true, 0, NULL},
    {N_("TITLE"), "title", FIELD_TEXT, true, 1, NULL},
};

static enum ctl_exit
list(struct ctl *c)
{
	static const struct listing listing = {.key = "parcels",
	    .none = N_("no dead letters"),
	    .field = columns,
	    .n = COUNT(columns),
	    .limit = LIMIT_MOST};

	return ctl_list(c, ctl_request("dead"), &listing, false, false);
}

/* One after the other as text: whom, why, each try, and what was to be said. */
static void
write_one(const struct ctl *c, const json_t *p)
{
	FILE *out = c->show.screen.out;
	struct pool *pool = c->show.pool;
	const json_t *receipts = json_object_get(p, "receipts");
	const json_t *texts = json_object_get(
	    json_object_get(p, "content"), "texts");
	const char *text = member_text(json_object_get(texts, "sv"), "text");

	fprintf(out, "%s %s %s (%s): %s\n", member_text(p, "id"),
	    member_text(p, "alert"), member_text(p, "receiver"),
	    member_text(p, "notifier"),
	    text_clean(pool, member_text(p, "why")));
	for (size_t i = 0; i < json_array_size(receipts); i++) {
		const json_t *r = json_array_get(receipts, i);

		fprintf(out, "  %s %s: %s\n", member_text(r, "at"),
		    say(member_text(r, "state")),
		    text_clean(pool, member_text(r, "answer")));
	}
	fprintf(out, "  %s\n", text_clean(pool, member_text(p, "title")));
	fputs("  ", out);
	text_wrap(out, pool, text, c->show.screen.width - 2, 2);
	fputc('\n', out);
}

static enum ctl_exit export(struct ctl *c) {
	json_t *request = ctl_request("dead"), *answer, *list; enum ctl_exit e;

	json_object_set_new(request, "whole", json_true());
	json_object_set_new(request, "limit", json_integer(LIMIT_MOST));
	e = ctl_ask(c, request, &answer);
	list = json_object_get(answer, "parcels");
	if (e == CTL_FINE && c->json) show_json(c->show.screen.out, list, true);
	for (size_t i = 0;
	     e == CTL_FINE && !c->json && i < json_array_size(list); i++)
	    write_one(c, json_array_get(list, i));
	json_decref(answer);
	return e;
}

/* The ids after the verb; NULL when one is none. */
static json_t *
ids(struct ctl *c)
{
	json_t *list = json_array();

	for (size_t i = 1; ctl_word(c, i) != NULL; i++) {
		const char *id = ctl_id(c, ctl_word(c, i), "P");

		if (id == NULL) {
			ctl_no_id(c, ctl_word(c, i));
			json_decref(list);
			return NULL;
		}
		json_array_append_new(list, json_string(id));
	}
	return list;
}

/* What is said when so many are done with. */
static const char *
done_with(struct pool *pool, const char *verb, long long n)
{
	if (strcmp(verb, "drop") == 0)
		return pool_printf(pool,
		    say("%lld dead letters are dropped, with the reason"), n);
	return pool_printf(pool, say("%lld dead letters are tried again"), n);
}

static enum ctl_exit
act(struct ctl *c, const char *verb)
{
	json_t *list = ids(c), *request, *answer;
	enum ctl_exit e;

	if (list == NULL)
		return CTL_USAGE;
	request = ctl_request(verb);
	json_object_set_new(request, "parcels", list);
	ctl_put(request, "reason", c->args.value[OPTION_REASON]);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		show_line(&c->show, 0, COLOUR_NONE,
		    done_with(c->show.pool, verb, count(answer, "parcels")));
	json_decref(answer);
	return e;
}

static enum ctl_exit
replay(struct ctl *c)
{
	return act(c, "replay");
}

static enum ctl_exit
drop(struct ctl *c)
{
	if (c->args.value[OPTION_REASON] == NULL)
		return ctl_fail(CTL_USAGE,
		    "nothing is dropped without a reason: --reason TEXT");
	return act(c, "drop");
}

static const struct {
	const char *verb;
	enum ctl_exit (*run)(struct ctl *);
} verbs[] = {
    {"dead", list}, {"export", export}, {"replay", replay}, {"drop", drop}};

bool
ctl_is_dead_verb(const char *word)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (strcmp(word, verbs[i].verb) == 0)
			return true;
	return false;
}

enum ctl_exit
ctl_outbox_dead(struct ctl *c)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (strcmp(ctl_word(c, 0), verbs[i].verb) == 0)
			return verbs[i].run(c);
	return CTL_USAGE;
}

/* --- the audit --- */

static const char *
hole_text(struct pool *pool, const json_t *hole)
{
	return text_clean(pool, member_text(hole, "text"));
}

static void
write_audit(const struct ctl *c, const json_t *a)
{
	static const struct field hole_columns[] = {
	    {"ID", "id", FIELD_TEXT, false, 0, NULL},
	    {N_("HOLE"), NULL, FIELD_TEXT, true, 0, hole_text},
	};
	const json_t *holes = json_object_get(a, "holes");
	bool none = json_array_size(holes) == 0;

	show_line(&c->show, 0, COLOUR_NONE,
	    pool_printf(c->show.pool,
		json_is_true(json_object_get(a, "all"))
		    ? say("looked at everything: %lld items, %lld changes, "
			  "%lld alerts, %lld parcels, %lld of them waiting")
		    : say("looked at what came since the last audit: %lld "
			  "items, %lld changes, %lld alerts, %lld parcels; "
			  "%lld waiting"),
		count(a, "items"), count(a, "changes"), count(a, "alerts"),
		count(a, "parcels"), count(a, "open")));
	show_line(&c->show, 0, none ? COLOUR_GOOD : COLOUR_BAD,
	    none ? say("nothing is missing")
		 : pool_printf(c->show.pool, say("holes: %zu"),
		       json_array_size(holes)));
	if (!none)
		show_rows(&c->show, holes, hole_columns, COUNT(hole_columns));
}

enum ctl_exit
ctl_audit(struct ctl *c)
{
	json_t *request = ctl_request("audit"), *answer, *a;
	enum ctl_exit e;

	if (ctl_given(c, OPTION_ALL))
		json_object_set_new(request, "all", json_true());
	e = ctl_ask(c, request, &answer);
	a = json_object_get(answer, "audit");
	if (e == CTL_FINE && !json_is_object(a))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no audit");
	if (e == CTL_FINE && c->json)
		show_json(c->show.screen.out, a, true);
	else if (e == CTL_FINE)
		write_audit(c, a);
	if (e == CTL_FINE && json_array_size(json_object_get(a, "holes")) > 0)
		e = CTL_FAILED;
	json_decref(answer);
	return e;
}
