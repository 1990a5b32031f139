/* alerts.c - bevakactl alerts and outbox: what was raised, and its parcels */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/say.h"
#include "ctl/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The receiver; on a desktop also the member: "vard (anna)" */
static const char *
receiver(struct pool *pool, const json_t *parcel)
{
	const char *user = member_text(parcel, "user");

	if (user[0] == '\0')
		return member_text(parcel, "receiver");
	return pool_printf(
	    pool, "%s (%s)", member_text(parcel, "receiver"), user);
}

/* "P99 mail to vard: waiting: connection refused" */
static const char *
parcel_line(struct pool *pool, const json_t *p)
{
	const char *why = text_clean(pool, member_text(p, "why"));

	return pool_printf(pool, say("%s %s to %s: %s%s%s"),
	    member_text(p, "id"), member_text(p, "notifier"), receiver(pool, p),
	    say(member_text(p, "state")), why[0] != '\0' ? ": " : "", why);
}

static const char *
parcels(struct pool *pool, const json_t *alert)
{
	return show_lines(pool, alert, "parcels", parcel_line);
}

/* "2026-11-22 08:00 acked by anna until 2026-11-27 08:00: comment" */
static const char *
history_line(struct pool *pool, const json_t *h)
{
	char at[TIME_TEXT], until[TIME_TEXT];
	int64_t end = time_read(member_text(h, "until"));
	const char *words = text_clean(pool, member_text(h, "words"));
	const char *by = member_text(h, "by");
	const char *to = member_text(h, "receiver");

	return pool_printf(pool, "%s %s%s%s%s%s%s%s%s%s",
	    time_write_local(time_read(member_text(h, "at")), at),
	    say(member_text(h, "what")), by[0] ? ", " : "", by,
	    to[0] ? " → " : "", to, end != NO_TIME ? ", " : "",
	    end != NO_TIME ? time_write_local(end, until) : "",
	    words[0] ? ": " : "", words);
}

static const char *
history(struct pool *pool, const json_t *alert)
{
	return show_lines(pool, alert, "history", history_line);
}

static const struct field alert_columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("RAISED"), "created", FIELD_AGO, false, 3, NULL},
    {N_("PRIORITY"), "priority", FIELD_STATE, false, 4, NULL},
    {N_("STATE"), "state", FIELD_STATE, false, 0, NULL},
    {N_("TITLE"), "title", FIELD_TEXT, true, 0, NULL},
    {N_("TO"), "receivers", FIELD_LIST, true, 2, NULL},
    {N_("BY"), "by", FIELD_TEXT, true, 5, NULL},
};

static const struct field alert_card[] = {
    {N_("Alert"), "id", FIELD_TEXT, false, 0, NULL},
    {N_("Title"), "title", FIELD_TEXT, false, 0, NULL},
    {N_("Event"), "event", FIELD_TEXT, false, 0, NULL},
    {N_("Priority"), "priority", FIELD_STATE, false, 0, NULL},
    {N_("Raised"), "created", FIELD_TIME, false, 0, NULL},
    {N_("State"), "state", FIELD_STATE, false, 0, NULL},
    {N_("Until"), "until", FIELD_TIME, false, 0, NULL},
    {N_("By"), "by", FIELD_TEXT, false, 0, NULL},
    {N_("Comment"), "comment", FIELD_TEXT, false, 0, NULL},
    {N_("Rules"), "rules", FIELD_LIST, false, 0, NULL},
    {N_("To"), "receivers", FIELD_LIST, false, 0, NULL},
    {N_("Item"), "item", FIELD_TEXT, false, 0, NULL},
    {N_("Deadline"), "deadline", FIELD_TEXT, false, 0, NULL},
    {N_("Address"), "link", FIELD_TEXT, false, 0, NULL},
    {N_("Parcels"), NULL, FIELD_TEXT, false, 0, parcels},
    {N_("History"), NULL, FIELD_TEXT, false, 0, history},
};

static const struct field parcel_columns[] = {
    {"ID", "id", FIELD_TEXT, false, 0, NULL},
    {N_("ALERT"), "alert", FIELD_TEXT, false, 3, NULL},
    {N_("STATE"), "state", FIELD_STATE, false, 0, NULL},
    {N_("TO"), NULL, FIELD_TEXT, true, 0, receiver},
    {N_("BY"), "notifier", FIELD_TEXT, true, 0, NULL},
    {N_("TRIES"), "tries", FIELD_COUNT, false, 5, NULL},
    {N_("NEXT"), "next", FIELD_AGO, false, 4, NULL},
    {N_("DELIVERED"), "delivered", FIELD_AGO, false, 6, NULL},
    {N_("TITLE"), "title", FIELD_TEXT, true, 2, NULL},
    {N_("WHY"), "why", FIELD_TEXT, true, 1, NULL},
};

enum ctl_exit
ctl_alerts(struct ctl *c)
{
	static const struct listing listing = {.key = "alerts",
	    .none = N_("no alerts"),
	    .field = alert_columns,
	    .n = COUNT(alert_columns),
	    .card = alert_card,
	    .n_card = COUNT(alert_card),
	    .body = "text",
	    .limit = 100};
	const char *word = ctl_word(c, 0);
	const char *id = word == NULL ? NULL : ctl_id(c, word, "A");
	json_t *request;

	if (word != NULL && id == NULL)
		return ctl_no_id(c, word);
	request = ctl_request("alerts");
	ctl_put(request, "id", id);
	if (ctl_given(c, OPTION_ALL) || id != NULL)
		json_object_set_new(request, "all", json_true());
	if (ctl_given(c, OPTION_MINE))
		json_object_set_new(request, "mine", json_true());
	return ctl_list(c, request, &listing, id != NULL, id != NULL);
}

/* Those that wait or were given up are tried now. */
static enum ctl_exit
retry(struct ctl *c, const char *word)
{
	json_t *request, *answer;
	const char *id = word == NULL ? NULL : ctl_id(c, word, "P");
	enum ctl_exit e;

	if (word != NULL && id == NULL)
		return ctl_no_id(c, word);
	request = ctl_request("retry");
	ctl_put(request, "parcel", id);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out, say("parcels tried now: %lld\n"),
		    (long long)json_integer_value(
			json_object_get(answer, "parcels")));
	json_decref(answer);
	return e;
}

enum ctl_exit
ctl_outbox(struct ctl *c)
{
	static const struct listing listing = {.key = "parcels",
	    .none = N_("nothing waits"),
	    .field = parcel_columns,
	    .n = COUNT(parcel_columns),
	    .limit = LIMIT_MOST};
	const char *verb = ctl_word(c, 0);
	const char *alert = verb == NULL ? NULL : ctl_id(c, verb, "A");
	json_t *request;

	if (verb != NULL && ctl_is_dead_verb(verb))
		return ctl_outbox_dead(c);
	if (verb != NULL && strcmp(verb, "retry") == 0)
		return retry(c, ctl_word(c, 1));
	if (verb != NULL && (alert == NULL || ctl_word(c, 1) != NULL))
		return ctl_no_id(c, verb);
	request = ctl_request("outbox");
	ctl_put(request, "alert", alert);
	if (ctl_given(c, OPTION_ALL) || alert != NULL)
		json_object_set_new(request, "all", json_true());
	return ctl_list(c, request, &listing, alert != NULL, false);
}
