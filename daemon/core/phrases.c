/* phrases.c - words and dates as officials read them */
/* SPDX-License-Identifier: MIT */
#include "core/phrases.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"

enum { WITH_MOST = 16 * 1024 };

static const char *const months[12] = {N_("January"), N_("February"),
    N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December")};

static const struct kind_phrase kinds[DEADLINE_KINDS] = {
    [DEADLINE_REMISS] = {N_("consultation answer"),
	N_("Consultation: answer by"), N_("Consultation date changed")},
    [DEADLINE_EXPIRY] = {N_("expires"), N_("Expires"), N_("Expiry changed")},
    [DEADLINE_EFFECT] = {N_("takes effect"), N_("In effect from"),
	N_("Start date changed")},
    [DEADLINE_NOTICE] = {N_("notice"), N_("Give notice by"),
	N_("Notice date changed")},
    [DEADLINE_DECISION] = {N_("decision"), N_("Decision"),
	N_("Decision date changed")},
    [DEADLINE_REPORT] = {N_("report"), N_("Report due"),
	N_("Report date changed")},
    [DEADLINE_APPLY] = {N_("application"), N_("Apply by"),
	N_("Application date changed")},
    [DEADLINE_REGISTER] = {N_("registration"), N_("Register by"),
	N_("Registration date changed")},
    [DEADLINE_EVENT] = {N_("meeting"), N_("Meeting"),
	N_("Meeting date changed")},
    [DEADLINE_COMPLETE] = {N_("to be complete"), N_("Complete by"),
	N_("Completion date changed")},
    [DEADLINE_APPEAL] = {N_("appeal"), N_("Appeal by"),
	N_("Appeal date changed")},
};

static const char *const phrases[PHRASES] = {
    [PHRASE_NEW] = N_("New from"),
    [PHRASE_CHANGED] = N_("Changed at"),
    [PHRASE_REMINDER] = N_("Reminder:"),
    [PHRASE_FAILING] = N_("The feed fails:"),
    [PHRASE_RECOVERED] = N_("The feed works again:"),
    [PHRASE_STRANGER] = N_("Mail of an unknown sender is not read:"),
    [PHRASE_GIVEN_UP] = N_("An alert could not be delivered:"),
    [PHRASE_DISABLED] = N_(
	"A notifier is disabled, nothing goes out that way:"),
    [PHRASE_TEST] = N_("Test from bevakad"),
    [PHRASE_TEST_TEXT] = N_(
	"This is a test. The notifier works if you read this."),
    [PHRASE_SOURCE] = N_("Source"),
    [PHRASE_PUBLISHED] = N_("Published"),
    [PHRASE_AHEAD] = N_(" (as it says: that day is ahead)"),
    [PHRASE_LINK] = N_("Link"),
    [PHRASE_RULES] = N_("Rule"),
    [PHRASE_BEFORE] = N_("Before"),
    [PHRASE_NOW] = N_("Now"),
    [PHRASE_LATE] = N_("This reminder is late: its day was %."),
    [PHRASE_COMPUTED] = N_("computed"),
    [PHRASE_ASSUMED_YEAR] = N_("the year is not in the text"),
    [PHRASE_EXTENDABLE] = N_("may be extended"),
    [PHRASE_ASSUMED_DAY] = N_("the day is assumed: the text names none"),
    [PHRASE_QUESTIONED] = N_("questioned: check the text"),
    [PHRASE_WITHDRAWN] = N_("Date withdrawn:"),
    [PHRASE_WITHDRAWN_TEXT] = N_(
	"The page no longer says this date. There will be no more reminders "
	"of it."),
    [PHRASE_WITHDRAWN_OWN] = N_(
	"It is no longer in the configuration. There will be no more "
	"reminders of it."),
    [PHRASE_CONFLICTING] = N_("Conflicting dates:"),
    [PHRASE_CONFLICTING_TEXT] = N_(
	"Two pages of the same matter disagree. The earlier day reminds."),
    [PHRASE_OTHER_PAGE] = N_("The other page"),
    [PHRASE_ASK] = N_("Check the date:"),
    [PHRASE_ASK_TEXT] = N_(
	"The date cannot be right: it does not exist, lies before its own "
	"document or has a wrong weekday. It is not tracked until someone "
	"has answered:\n"
	"  bevakactl deadlines confirm %1 (it is right)\n"
	"  bevakactl deadlines edit %1 --date YYYY-MM-DD (the right "
	"day)\n"
	"  bevakactl deadlines reject %1 (it is no date to track)"),
    [PHRASE_REMINDED] = N_("Were reminded of the day before"),
    [PHRASE_REFINED] = N_("made precise"),
    [PHRASE_EXTENDED] = N_("extended"),
    [PHRASE_EARLIER] = N_("brought forward"),
    [PHRASE_EDITED] = N_("changed by hand"),
    [PHRASE_BY] = N_("Changed by hand by"),
    [PHRASE_LAW] = N_(
	"  By section 2 of the act (1930:173) it may be done by %, the next "
	"working day."),
    [PHRASE_DONE] = N_("Done:"),
    [PHRASE_UNREAD] = N_(
	"The page could not be read; this is what the feed says."),
    [PHRASE_CHANGES] = NC_("what", "Changed"),
    [PHRASE_CHANGE_DATE] = N_("deadline"),
    [PHRASE_CHANGE_AMOUNT] = N_("amount"),
    [PHRASE_CHANGE_ATTACHMENT] = N_("attachment"),
    [PHRASE_CHANGE_TITLE] = N_("title"),
    [PHRASE_CHANGE_TEXT] = N_("text"),
    [PHRASE_REST_HELD] = N_(
	"More new items of the same feed are held back until somebody has "
	"decided whether they are news."),
    [PHRASE_REPLAY] = N_(
	"This was there before the rule was, and is shown afterwards."),
    [PHRASE_RETURNED] = N_("Old items under new addresses:"),
    [PHRASE_FLOOD] = N_("Unusually many new items:"),
    [PHRASE_RELEASED] = N_("New, and held back until now:"),
    [PHRASE_CAME_AGAIN_ONE] = N_(
	"known item has come again under another address.  It counts as the "
	"same, and nobody is told."),
    [PHRASE_CAME_AGAIN] = N_(
	"known items have come again under other addresses.  They count as "
	"the same, and nobody is told."),
    [PHRASE_ARE_HELD_ONE] = N_("new item is held:"),
    [PHRASE_ARE_HELD] = N_("new items are held, among them:"),
    [PHRASE_WERE_HELD_ONE] = N_(
	"item was held, and nobody has said whether it is news:"),
    [PHRASE_WERE_HELD] = N_(
	"items were held, and nobody has said whether they are news:"),
    [PHRASE_AND_MORE] = N_("and more:"),
    [PHRASE_ANSWER] = N_("Answer with one of:"),
    [PHRASE_ANSWER_MOVE] = N_("they are old, nobody need know"),
    [PHRASE_ANSWER_RELEASE] = N_("they are news, tell them"),
    [PHRASE_ANSWER_BASELINE] = N_("all that is there now is known"),
    [PHRASE_NO_ANSWER] = N_("Without an answer they are told together on"),
};

struct kind_phrase
phrase_kind(enum language l, enum deadline_kind kind)
{
	const struct kind_phrase *k = &kinds[kind];

	return (struct kind_phrase){language_say(l, k->label),
	    language_say(l, k->lead), language_say(l, k->moved)};
}

const char *
phrase(enum language l, enum phrase p)
{
	return language_say(l, phrases[p]);
}

const char *
phrase_with(struct pool *pool, enum language l, enum phrase p, const char *text)
{
	struct str s = STR_INIT(WITH_MOST);
	const char *said;

	language_fill(&s, phrase(l, p), &text, 1);
	said = pool_strdup(pool, s.text);
	str_release(&s);
	return said;
}

const char *
phrase_clock(struct pool *pool, enum language l, int minutes)
{
	return pool_printf(
	    pool, language_say(l, "at %02d:%02d"), minutes / 60, minutes % 60);
}

static const char *
day_and_month(struct pool *pool, enum language l, struct date d)
{
	return pool_printf(
	    pool, "%d %s", d.day, language_say(l, months[d.month - 1]));
}

const char *
phrase_days(struct pool *pool, enum language l, int start, int end)
{
	struct date d = day_date(end);
	const char *last = pool_printf(
	    pool, "%s %d", day_and_month(pool, l, d), d.year);

	if (start == end)
		return last;
	return pool_printf(
	    pool, "%s – %s", phrase_day_before(pool, l, start, end), last);
}

const char *
phrase_day_before(struct pool *pool, enum language l, int day, int with)
{
	struct date d = day_date(day);

	if (d.year == day_date(with).year)
		return day_and_month(pool, l, d);
	return phrase_days(pool, l, day, day);
}

const char *
phrase_distance(struct pool *pool, enum language l, int days, int workdays)
{
	static const char *const near[] = {
	    N_("yesterday"), N_("today"), N_("tomorrow")};
	const char *work;

	if (days >= -1 && days <= 1)
		return language_say(l, near[days + 1]);
	if (days < 0)
		return pool_printf(pool,
		    language_plural(
			l, "%d day ago", "%d days ago", (unsigned long)-days),
		    -days);
	work = pool_printf(pool,
	    language_plural(l, "%d working day", "%d working days",
		(unsigned long)workdays),
	    workdays);
	/* how many days, and how many working days these are */
	return pool_printf(pool,
	    language_plural(
		l, "in %d day, %s", "in %d days, %s", (unsigned long)days),
	    days, work);
}
