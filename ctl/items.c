/* items.c - bevakactl items: what was published, newest first */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "ctl/say.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What sets an item apart; most have nothing to say here. */
static const char *
mark(struct pool *pool, const json_t *item)
{
	const char *state = json_string_value(json_object_get(item, "state"));

	(void)pool;
	if (json_is_true(json_object_get(item, "held")))
		return say("held");
	if (state != NULL && state[0] == 'u')
		return say("unread");
	if (json_integer_value(json_object_get(item, "versions")) > 1)
		return say("changed");
	if (json_is_true(json_object_get(item, "baseline")))
		return say("baseline");
	return NULL;
}

/* When it was published, or seen where it does not say. */
static const char *
published(struct pool *pool, const json_t *item)
{
	const char *text = json_string_value(
	    json_object_get(item, "published"));
	const char *ahead = json_string_value(json_object_get(item, "ahead"));

	if (text == NULL)
		text = json_string_value(json_object_get(item, "seen"));
	if (text != NULL && ahead != NULL) /* what it says is no time yet */
		return pool_printf(pool, "%.10s (%.10s)", text, ahead);
	return text == NULL ? NULL : pool_strndup(pool, text, 10);
}

/* "2026-11-30 remiss" */
static const char *
deadline_line(struct pool *pool, const json_t *d)
{
	const char *end = json_string_value(json_object_get(d, "end"));
	const char *kind = json_string_value(json_object_get(d, "kind"));

	if (end == NULL || kind == NULL)
		return NULL;
	return pool_printf(pool, "%s %s", end, kind);
}

static const char *
deadlines(struct pool *pool, const json_t *item)
{
	return show_lines(pool, item, "deadlines", deadline_line);
}

/* "1 until 2026-11-20, 2026-11-20: date, text", one after the other */
static const char *
earlier(struct pool *pool, const json_t *item)
{
	const json_t *list = json_object_get(item, "earlier");
	const char *text = NULL;

	for (size_t i = 0; i < json_array_size(list) && i < 100; i++) {
		const json_t *v = json_array_get(list, i);
		const json_t *changes = json_object_get(v, "changes");
		const char *until = json_string_value(
		    json_object_get(v, "until"));
		const char *one = pool_printf(
		    pool, "%zu  %.10s", i + 1, until ? until : "");

		for (size_t k = 0; k < json_array_size(changes); k++)
			one = pool_printf(pool, "%s%s %s", one, k ? "," : "",
			    json_string_value(json_array_get(changes, k)));
		text = text ? pool_printf(pool, "%s\n%s", text, one) : one;
	}
	return text;
}

static const struct field columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("PUBLISHED"), NULL, FIELD_TEXT, false, 2, published},
    {N_("FEED"), "feed", FIELD_TEXT, true, 3, NULL},
    {N_("TITLE"), "title", FIELD_TEXT, true, 0, NULL},
    {N_("MARK"), NULL, FIELD_TEXT, false, 1, mark},
};

static const struct field card[] = {
    {N_("Item"), "id", FIELD_TEXT, false, 0, NULL},
    {N_("Title"), "title", FIELD_TEXT, false, 0, NULL},
    {N_("Feed"), "feed", FIELD_TEXT, false, 0, NULL},
    {N_("Address"), "link", FIELD_TEXT, false, 0, NULL},
    {"Published", "published", FIELD_TIME, false, 0, NULL},
    {N_("Dated ahead"), "ahead", FIELD_TIME, false, 0, NULL},
    {N_("Seen"), "seen", FIELD_TIME, false, 0, NULL},
    {N_("Changed"), "changed", FIELD_TIME, false, 0, NULL},
    {N_("Changes"), "changes", FIELD_LIST, false, 0, NULL},
    {N_("Versions"), "versions", FIELD_COUNT, false, 0, NULL},
    {N_("Earlier"), NULL, FIELD_TEXT, false, 0, earlier},
    {N_("Held until"), "held_until", FIELD_TIME, false, 0, NULL},
    {N_("State"), "state", FIELD_STATE, false, 0, NULL},
    {N_("Baseline"), "baseline", FIELD_YES, false, 0, NULL},
    {"Deadlines", NULL, FIELD_TEXT, false, 0, deadlines},
};

enum ctl_exit
ctl_items(struct ctl *c)
{
	static const struct listing listing = {.key = "items",
	    .none = N_("no items"),
	    .field = columns,
	    .n = COUNT(columns),
	    .card = card,
	    .n_card = COUNT(card),
	    .body = "text",
	    .limit = 100};
	const char *word = ctl_word(c, 0);
	const char *id = word == NULL ? NULL : ctl_id(c, word, "I");
	bool picked = id != NULL || ctl_given(c, OPTION_FEED) ||
		      ctl_given(c, OPTION_HELD) || ctl_given(c, OPTION_SEARCH);
	json_t *request;

	if (word != NULL && strcmp(word, "diff") == 0)
		return ctl_items_diff(c);
	if (word != NULL && id == NULL)
		return ctl_no_id(c, word);
	if (ctl_word(c, 1) != NULL || ctl_given(c, OPTION_VERSIONS))
		return ctl_fail(CTL_USAGE,
		    "%.40s is too much; usage: bevakactl items %s",
		    ctl_word(c, 1) ? ctl_word(c, 1) : "--versions",
		    c->command->usage);
	request = ctl_request("items");
	ctl_put(request, "id", id);
	ctl_put(request, "feed", c->args.value[OPTION_FEED]);
	ctl_put(request, "search", c->args.value[OPTION_SEARCH]);
	if (ctl_given(c, OPTION_HELD))
		json_object_set_new(request, "held", json_true());
	return ctl_list(c, request, &listing, picked, id != NULL);
}
