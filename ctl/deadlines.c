/* deadlines.c - bevakactl deadlines: what must be done by when */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/member.h"
#include "ctl/say.h"
#include "ctl/ago.h"
#include "ctl/terms.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* "2026-11-30 12:00"; "2026-11-30 (month)" when it is no single day. */
static const char *
due(struct pool *pool, const json_t *row)
{
	const char *end = member_text(row, "end"),
		   *time = member_text(row, "time");
	const char *precision = member_text(row, "precision");
	bool coarse = precision[0] != '\0' && strcmp(precision, "day") != 0;

	return pool_printf(pool, "%s%s%s%s%s%s", end,
	    time[0] != '\0' ? " " : "", time, coarse ? " (" : "",
	    coarse ? say(precision) : "", coarse ? ")" : "");
}

static const char *
days(struct pool *pool, const json_t *row)
{
	const json_t *n = json_object_get(row, "days");
	char text[AGO_TEXT];

	if (!json_is_integer(n))
		return NULL;
	return pool_strdup(pool, ago_days(json_integer_value(n), text));
}

/* "2026-11-01 – 2026-11-30"; one day is said already */
static const char *
period(struct pool *pool, const json_t *row)
{
	const char *start = member_text(row, "start"),
		   *end = member_text(row, "end");

	if (start[0] == '\0' || strcmp(start, end) == 0)
		return NULL;
	return pool_printf(pool, "%s – %s", start, end);
}

/* The words of the kind; its name where the daemon has no words for it. */
static const char *
label(struct pool *pool, const json_t *row)
{
	(void)pool;
	return member_text(
	    row, member_text(row, "label")[0] != '\0' ? "label" : "kind");
}

/* What is said of a date beside the date. */
static const char *
remarks(struct pool *pool, const json_t *row)
{
	static const struct {
		const char *key, *words;
	} remark[] = {
	    {"extendable", "may be extended"},
	    {"supersedes", N_("replaces an earlier date")},
	    {"before", N_("before the day after")},
	    {"computed", N_("counted, not written")},
	    {"assumed_year", N_("the year is assumed")},
	    {"assumed_day", N_("the day is assumed")},
	    {"questioned", "questioned: check the text"},
	};
	const char *text = NULL;

	for (size_t i = 0; i < COUNT(remark); i++) {
		if (!json_is_true(json_object_get(row, remark[i].key)))
			continue;
		text = text == NULL ? say(remark[i].words)
				    : pool_printf(pool, "%s; %s", text,
					  say(remark[i].words));
	}
	return text;
}

static const struct field columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("DUE"), NULL, FIELD_TEXT, false, 0, due},
    {N_("LEFT"), NULL, FIELD_TEXT, false, 3, days},
    {N_("WORKDAYS"), "workdays", FIELD_COUNT, false, 6, NULL},
    {N_("KIND"), NULL, FIELD_TEXT, true, 1, label},
    {N_("TITLE"), "title", FIELD_TEXT, true, 0, NULL},
    {N_("SOURCE"), "source", FIELD_TEXT, true, 5, NULL},
    {N_("MARK"), NULL, FIELD_TEXT, false, 2, term_mark},
    {N_("STATE"), "state", FIELD_STATE, false, 4, NULL},
};

static const struct field card[] = {
    {N_("Deadline"), "id", FIELD_TEXT, false, 0, NULL},
    {N_("Title"), "title", FIELD_TEXT, false, 0, NULL},
    {N_("Kind"), NULL, FIELD_TEXT, false, 0, label},
    {N_("Due"), NULL, FIELD_TEXT, false, 0, due},
    {N_("Period"), NULL, FIELD_TEXT, false, 0, period},
    {N_("Left"), NULL, FIELD_TEXT, false, 0, days},
    {N_("Workdays"), "workdays", FIELD_COUNT, false, 0, NULL},
    {N_("Count"), NULL, FIELD_TEXT, false, 0, term_count},
    {N_("By law"), NULL, FIELD_TEXT, false, 0, term_law},
    {N_("Evidence"), "evidence", FIELD_TEXT, false, 0, NULL},
    {N_("Remarks"), NULL, FIELD_TEXT, false, 0, remarks},
    {N_("Mark"), NULL, FIELD_TEXT, false, 0, term_mark},
    {N_("State"), "state", FIELD_STATE, false, 0, NULL},
    {N_("Moved to"), "moved_to", FIELD_TEXT, false, 0, NULL},
    {N_("Conflicts"), "conflicts", FIELD_LIST, false, 0, NULL},
    {N_("Matter"), NULL, FIELD_TEXT, false, 0, term_matter},
    {N_("Rules"), "rules", FIELD_LIST, false, 0, NULL},
    {N_("Reminders"), NULL, FIELD_TEXT, false, 0, term_reminders},
    {N_("History"), NULL, FIELD_TEXT, false, 0, term_lineage},
    {"Source", "source", FIELD_TEXT, false, 0, NULL},
    {N_("Feed"), "feed", FIELD_TEXT, false, 0, NULL},
    {N_("Item"), "item", FIELD_TEXT, false, 0, NULL},
    {"Published", "published", FIELD_TEXT, false, 0, NULL},
    {N_("Address"), "link", FIELD_TEXT, false, 0, NULL},
    {N_("Written in"), "place", FIELD_TEXT, false, 0, NULL},
    {N_("Typed by"), "by", FIELD_TEXT, false, 0, NULL},
    {N_("Calendar"), "uid", FIELD_TEXT, false, 0, NULL},
};

enum ctl_exit
ctl_deadlines(struct ctl *c)
{
	struct listing listing = {.key = "deadlines",
	    .none = N_("no open deadlines"),
	    .field = columns,
	    .n = COUNT(columns),
	    .card = card,
	    .n_card = COUNT(card),
	    .limit = LIMIT_MOST};
	const char *first = ctl_word(c, 0);
	bool verb = first != NULL &&
		    (strcmp(first, "list") == 0 || strcmp(first, "show") == 0);
	const char *word = verb ? ctl_word(c, 1) : first;
	const char *id = word == NULL ? NULL : ctl_id(c, word, "DI");
	bool all = ctl_given(c, OPTION_ALL) || id != NULL;
	bool picked = id != NULL || ctl_given(c, OPTION_KIND);
	enum ctl_exit e;
	json_t *request;

	if (ctl_term(c, &e))
		return e;
	if ((word != NULL && id == NULL) || ctl_word(c, verb ? 2 : 1) != NULL)
		return ctl_no_id(c, word);
	if (verb && word == NULL && strcmp(first, "show") == 0)
		return ctl_no_id(c, "(nothing)");
	if (!all)
		listing.n--; /* all are open */
	request = ctl_request("deadlines");
	if (id != NULL)
		ctl_put(request, id[0] == 'I' ? "item" : "id", id);
	ctl_put(request, "kind", c->args.value[OPTION_KIND]);
	if (all)
		json_object_set_new(request, "all", json_true());
	return ctl_list(
	    c, request, &listing, picked, id != NULL && id[0] == 'D');
}
