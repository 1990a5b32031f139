/* alert-escalate.c - what alerts say of one that nobody has taken */
/* SPDX-License-Identifier: MIT */
#include "core/alert-escalate.h"

#include "base/date.h"

enum word { NOT_TAKEN, NOT_DONE, RAISED, TAKE, WORDS };

static const char *const words[WORDS][LANGUAGES] = {
    [NOT_TAKEN] = {"Ingen har kvitterat på", "Nobody has acknowledged for"},
    [NOT_DONE] = {"Ingen är klar på", "Nobody is done for"},
    [RAISED] = {"skickades", "was sent"},
    [TAKE] = {"Kvittera", "Acknowledge"},
};

/* one, several */
static const char *const units[][2][LANGUAGES] = {
    [ESCALATE_HOURS] = {{"timme", "hour"}, {"timmar", "hours"}},
    [ESCALATE_DAYS] = {{"dag", "day"}, {"dagar", "days"}},
    [ESCALATE_WORKDAYS] = {{"arbetsdag", "working day"},
	{"arbetsdagar", "working days"}},
};

static void
add_what(struct str *s, const struct escalation *e, enum language l)
{
	str_addf(s, "%s %d %s", words[e->unless_done ? NOT_DONE : NOT_TAKEN][l],
	    e->count, units[e->unit][e->count != 1][l]);
}

void
alert_escalated_title(
    struct str *s, const struct alert_escalated *e, enum language l)
{
	add_what(s, &e->of, l);
	str_addf(s, ": %s", e->title[l]);
}

void
alert_escalated_text(
    struct str *s, const struct alert_escalated *e, enum language l)
{
	char day[TIME_TEXT];

	add_what(s, &e->of, l);
	str_addf(s, ".  A%lld %s %s.\n%s: bevakactl alerts ack A%lld\n\n%s\n",
	    (long long)e->alert, words[RAISED][l],
	    time_write_local(e->created, day), words[TAKE][l],
	    (long long)e->alert, e->text[l]);
}

json_t *
alert_escalated_json(const struct alert_escalated *e)
{
	static const char *const unit[] = {"h", "d", "wd"};
	char created[TIME_TEXT];

	return json_pack("{s:o, s:o, s:s, s:s}", "alert",
	    json_sprintf("A%lld", (long long)e->alert), "after",
	    json_sprintf("%d%s", e->of.count, unit[e->of.unit]), "unless",
	    e->of.unless_done ? "done" : "ack", "created",
	    time_write(e->created, created));
}
