/* phrases.c - words and dates as officials read them */
/* SPDX-License-Identifier: MIT */
#include "core/phrases.h"

#include <string.h>

#include "base/date.h"

static const char *const names[LANGUAGES] = {"sv", "en"};

static const char *const months[LANGUAGES][12] = {
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
	"september", "oktober", "november", "december"},
    {"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"},
};

static const struct kind_phrase kinds[LANGUAGES][DEADLINE_KINDS] =
    {
	[LANGUAGE_SV] =
	    {
		[DEADLINE_REMISS] = {"svar på remiss", "Remiss: svara senast",
		    "Remisstid ändrad"},
		[DEADLINE_EXPIRY] = {"upphör", "Löper ut",
		    "Sista giltighetsdag ändrad"},
		[DEADLINE_EFFECT] = {"börjar gälla", "Gäller från",
		    "Ikraftträdande ändrat"},
		[DEADLINE_NOTICE] = {"uppsägning",
		    "Säg upp eller förläng senast", "Uppsägningsdag ändrad"},
		[DEADLINE_DECISION] = {"beslut", "Beslut", "Beslutsdag ändrad"},
		[DEADLINE_REPORT] = {"redovisning", "Redovisas",
		    "Redovisningsdag ändrad"},
		[DEADLINE_APPLY] = {"ansökan", "Ansök senast",
		    "Sista ansökningsdag ändrad"},
		[DEADLINE_REGISTER] = {"anmälan", "Anmäl senast",
		    "Sista anmälningsdag ändrad"},
		[DEADLINE_EVENT] = {"möte", "Möte", "Mötesdag ändrad"},
		[DEADLINE_COMPLETE] = {"ska vara klart", "Klart",
		    "Slutdatum ändrat"},
		[DEADLINE_APPEAL] = {"överklagande", "Överklaga senast",
		    "Sista dag att överklaga ändrad"},
	    },
	[LANGUAGE_EN] =
	    {
		[DEADLINE_REMISS] = {"consultation answer",
		    "Consultation: answer by", "Consultation date changed"},
		[DEADLINE_EXPIRY] = {"expires", "Expires", "Expiry changed"},
		[DEADLINE_EFFECT] = {"takes effect", "In effect from",
		    "Start date changed"},
		[DEADLINE_NOTICE] = {"notice", "Give notice by",
		    "Notice date changed"},
		[DEADLINE_DECISION] = {"decision", "Decision",
		    "Decision date changed"},
		[DEADLINE_REPORT] = {"report", "Report due",
		    "Report date changed"},
		[DEADLINE_APPLY] =
		    {"application", "Apply by", "Application date changed"},
		[DEADLINE_REGISTER] =
		    {"registration", "Register by",
			"Registration date changed"},
		[DEADLINE_EVENT] =
		    {"meeting", "Meeting", "Meeting date changed"},
		[DEADLINE_COMPLETE] =
		    {"to be complete", "Complete by",
			"Completion date changed"},
		[DEADLINE_APPEAL] =
		    {"appeal", "Appeal by", "Appeal date changed"},
	    },
};

static const char *const phrases[PHRASES][LANGUAGES] = {
    [PHRASE_NEW] = {"Nytt från", "New from"},
    [PHRASE_CHANGED] = {"Ändrat hos", "Changed at"},
    [PHRASE_REMINDER] = {"Påminnelse:", "Reminder:"},
    [PHRASE_FAILING] = {"Flödet kan inte läsas:", "The feed fails:"},
    [PHRASE_RECOVERED] = {"Flödet fungerar igen:", "The feed works again:"},
    [PHRASE_STRANGER] = {"Post från okänd avsändare läses inte:",
	"Mail of an unknown sender is not read:"},
    [PHRASE_GIVEN_UP] = {"En avisering kunde inte levereras:",
	"An alert could not be delivered:"},
    [PHRASE_DISABLED] = {"En kanal är avstängd, inget går ut den vägen:",
	"A notifier is disabled, nothing goes out that way:"},
    [PHRASE_TEST] = {"Prov från bevakad", "Test from bevakad"},
    [PHRASE_TEST_TEXT] = {"Detta är ett prov. Kanalen fungerar om du läser "
			  "det här.",
	"This is a test. The notifier works if you read this."},
    [PHRASE_SOURCE] = {"Källa", "Source"},
    [PHRASE_PUBLISHED] = {"Publicerad", "Published"},
    [PHRASE_LINK] = {"Länk", "Link"},
    [PHRASE_RULES] = {"Regel", "Rule"},
    [PHRASE_BEFORE] = {"Tidigare", "Before"},
    [PHRASE_NOW] = {"Nu", "Now"},
    [PHRASE_LATE] = {"Påminnelsen ges sent: den skulle ha getts %s.",
	"This reminder is late: its day was %s."},
    [PHRASE_COMPUTED] = {"uträknat", "computed"},
    [PHRASE_ASSUMED_YEAR] = {"året står inte i texten",
	"the year is not in the text"},
    [PHRASE_EXTENDABLE] = {"kan förlängas", "may be extended"},
    [PHRASE_ASSUMED_DAY] = {"dagen är antagen: texten säger ingen dag",
	"the day is assumed: the text names none"},
    [PHRASE_QUESTIONED] = {"ifrågasatt: läs texten",
	"questioned: check the text"},
    [PHRASE_WITHDRAWN] = {"Datum borttaget:", "Date withdrawn:"},
    [PHRASE_WITHDRAWN_TEXT] = {"Datumet står inte längre på sidan. Inga fler "
			       "påminnelser ges om det.",
	"The page no longer says this date. There will be no more reminders "
	"of it."},
    [PHRASE_WITHDRAWN_OWN] = {"Det står inte längre i konfigurationen. Inga "
			      "fler påminnelser ges om det.",
	"It is no longer in the configuration. There will be no more "
	"reminders of it."},
    [PHRASE_CONFLICTING] = {"Motstridiga datum:", "Conflicting dates:"},
    [PHRASE_CONFLICTING_TEXT] = {"Två sidor om samma ärende säger olika. "
				 "Påminnelser ges om den tidigare dagen.",
	"Two pages of the same matter disagree. The earlier day reminds."},
    [PHRASE_OTHER_PAGE] = {"Den andra sidan", "The other page"},
    [PHRASE_ASK] = {"Kontrollera datumet:", "Check the date:"},
    [PHRASE_ASK_TEXT] = {"Datumet kan inte stämma: det finns inte, ligger "
			 "före sin egen handling eller har fel veckodag. Det "
			 "bevakas inte förrän någon har svarat:\n"
			 "  bevakactl deadlines confirm %s (det stämmer)\n"
			 "  bevakactl deadlines edit %s --date ÅÅÅÅ-MM-DD "
			 "(rätt dag)\n"
			 "  bevakactl deadlines reject %s (det är inget "
			 "datum att bevaka)",
	"The date cannot be right: it does not exist, lies before its own "
	"document or has a wrong weekday. It is not tracked until someone "
	"has answered:\n"
	"  bevakactl deadlines confirm %s (it is right)\n"
	"  bevakactl deadlines edit %s --date YYYY-MM-DD (the right "
	"day)\n"
	"  bevakactl deadlines reject %s (it is no date to track)"},
    [PHRASE_REMINDED] = {"Har påmints om den tidigare dagen",
	"Were reminded of the day before"},
    [PHRASE_REFINED] = {"preciserad", "made precise"},
    [PHRASE_EXTENDED] = {"förlängd", "extended"},
    [PHRASE_EARLIER] = {"tidigarelagd", "brought forward"},
    [PHRASE_EDITED] = {"ändrad för hand", "changed by hand"},
    [PHRASE_BY] = {"Ändrad för hand av", "Changed by hand by"},
    [PHRASE_LAW] = {"  Enligt 2 § lagen (1930:173) får det göras senast %s, "
		    "nästa vardag.",
	"  By section 2 of the act (1930:173) it may be done by %s, the next "
	"working day."},
    [PHRASE_DONE] = {"Klar:", "Done:"},
    [PHRASE_UNREAD] = {"Sidan kunde inte läsas; detta är vad flödet säger.",
	"The page could not be read; this is what the feed says."},
    [PHRASE_CHANGES] = {"Ändrat", "Changed"},
    [PHRASE_CHANGE_DATE] = {"tidsfrist", "deadline"},
    [PHRASE_CHANGE_AMOUNT] = {"belopp", "amount"},
    [PHRASE_CHANGE_ATTACHMENT] = {"bilaga", "attachment"},
    [PHRASE_CHANGE_TITLE] = {"rubrik", "title"},
    [PHRASE_CHANGE_TEXT] = {"text", "text"},
    [PHRASE_REST_HELD] = {"Fler nya poster i samma flöde hålls tillbaka tills "
			  "någon har avgjort om de är nyheter.",
	"More new items of the same feed are held back until somebody has "
	"decided whether they are news."},
    [PHRASE_REPLAY] = {"Detta fanns redan innan regeln gjorde det, och visas i "
		       "efterhand.",
	"This was there before the rule was, and is shown afterwards."},
    [PHRASE_RETURNED] = {"Gamla poster med nya adresser:",
	"Old items under new addresses:"},
    [PHRASE_FLOOD] = {"Ovanligt många nya poster:",
	"Unusually many new items:"},
    [PHRASE_RELEASED] = {"Nytt som har hållits tillbaka:",
	"New, and held back until now:"},
    [PHRASE_CAME_AGAIN_ONE] = {"känd post har kommit igen med en ny adress. "
			       "Den räknas som samma post och ingen aviseras.",
	"known item has come again under another address.  It counts as the "
	"same, and nobody is told."},
    [PHRASE_CAME_AGAIN] = {"kända poster har kommit igen med nya adresser. De "
			   "räknas som samma poster och ingen aviseras.",
	"known items have come again under other addresses.  They count as "
	"the same, and nobody is told."},
    [PHRASE_ARE_HELD_ONE] = {"ny post hålls tillbaka:", "new item is held:"},
    [PHRASE_ARE_HELD] = {"nya poster hålls tillbaka, bland dem:",
	"new items are held, among them:"},
    [PHRASE_WERE_HELD_ONE] = {"post hölls tillbaka, och ingen har svarat på om "
			      "den är en nyhet:",
	"item was held, and nobody has said whether it is news:"},
    [PHRASE_WERE_HELD] =
	{"poster hölls tillbaka, och ingen har svarat på om de "
	 "är nyheter:",
	    "items were held, and nobody has said whether they are news:"},
    [PHRASE_AND_MORE] = {"och fler:", "and more:"},
    [PHRASE_ANSWER] = {"Svara med ett av:", "Answer with one of:"},
    [PHRASE_ANSWER_MOVE] = {"de är gamla, ingen behöver veta något",
	"they are old, nobody need know"},
    [PHRASE_ANSWER_RELEASE] = {"de är nyheter, avisera dem",
	"they are news, tell them"},
    [PHRASE_ANSWER_BASELINE] = {"allt som står där nu är känt",
	"all that is there now is known"},
    [PHRASE_NO_ANSWER] = {"Utan svar aviseras de samlat den",
	"Without an answer they are told together on"},
};

const char *
language_name(enum language l)
{
	return names[l];
}

bool
language_read(const char *name, enum language *l)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (strcmp(name, names[i]) == 0) {
			*l = (enum language)i;
			return true;
		}
	return false;
}

const struct kind_phrase *
phrase_kind(enum language l, enum deadline_kind kind)
{
	return &kinds[l][kind];
}

const char *
phrase(enum language l, enum phrase p)
{
	return phrases[p][l];
}

const char *
phrase_with(struct pool *pool, enum language l, enum phrase p, const char *text)
{
	const char *rest = phrase(l, p), *said = "", *place;

	while ((place = strstr(rest, "%s")) != NULL) {
		said = pool_printf(
		    pool, "%s%.*s%s", said, (int)(place - rest), rest, text);
		rest = place + 2;
	}
	return pool_printf(pool, "%s%s", said, rest);
}

static const char *
day_and_month(struct pool *pool, enum language l, struct date d)
{
	return pool_printf(pool, "%d %s", d.day, months[l][d.month - 1]);
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
	static const char *const near[LANGUAGES][3] = {
	    {"i går", "i dag", "i morgon"}, {"yesterday", "today", "tomorrow"}};
	bool one = workdays == 1;

	if (days >= -1 && days <= 1)
		return near[l][days + 1];
	if (l == LANGUAGE_SV)
		return days < 0
			   ? pool_printf(pool, "för %d dagar sedan", -days)
			   : pool_printf(pool, "om %d dagar, %d %s", days,
				 workdays, one ? "arbetsdag" : "arbetsdagar");
	return days < 0 ? pool_printf(pool, "%d days ago", -days)
			: pool_printf(pool, "in %d days, %d working %s", days,
			      workdays, one ? "day" : "days");
}
