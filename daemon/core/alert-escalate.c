/* alert-escalate.c - what alerts say of one that nobody has taken */
/* SPDX-License-Identifier: MIT */
#include "core/alert-escalate.h"

#include "base/date.h"

enum { LENGTH_MOST = 200 };

/* "3 arbetsdagar" */
static void
add_length(struct str *s, const struct escalation *e, enum language l)
{
	unsigned long n = (unsigned long)e->count;

	switch (e->unit) {
	case ESCALATE_HOURS:
		str_addf(
		    s, language_plural(l, "%d hour", "%d hours", n), e->count);
		break;
	case ESCALATE_DAYS:
		str_addf(
		    s, language_plural(l, "%d day", "%d days", n), e->count);
		break;
	default:
		str_addf(s,
		    language_plural(l, "%d working day", "%d working days", n),
		    e->count);
	}
}

static void
add_what(struct str *s, const struct escalation *e, enum language l)
{
	struct str length = STR_INIT(LENGTH_MOST);
	const char *text =
	    e->unless_done ? language_say(l, "Nobody is done for %")
			   : language_say(l, "Nobody has acknowledged for %");

	add_length(&length, e, l);
	language_fill(s, text, (const char *const[]){length.text}, 1);
	str_release(&length);
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
	    (long long)e->alert, language_say(l, "was sent"),
	    time_write_local(e->created, day), language_say(l, "Acknowledge"),
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
