/* say.c - the words of tables and times, in the user's language */
/* SPDX-License-Identifier: MIT */
#include "ctl/say.h"

#include <stdlib.h>
#include <string.h>

static bool swedish;

static const struct pair {
	const char *english, *swedish;
} pairs[] = {
    /* times */
    {"%lld s", "%lld s"},
    {"%lld min", "%lld min"},
    {"%lld h", "%lld tim"},
    {"%lld days", "%lld dagar"},
    {"in %.40s", "om %.40s"},
    {"%.40s ago", "för %.40s sedan"},
    {"in %lld days", "om %lld dagar"},
    {"%lld days ago", "för %lld dagar sedan"},
    {"now", "nu"},
    {"today", "i dag"},
    {"tomorrow", "i morgon"},
    {"yesterday", "i går"},
    /* precisions */
    {"week", "vecka"},
    {"month", "månad"},
    {"quarter", "kvartal"},
    {"half", "halvår"},
    {"season", "årstid"},
    {"year", "år"},
    /* states */
    {"new", "ny"},
    {"failing", "fel"},
    {"gone", "borta"},
    {"silent", "tyst"},
    {"quiet", "lugn"},
    {"paused", "pausad"},
    {"read", "läst"},
    {"unread", "oläst"},
    {"held", "hålls"},
    {"changed", "ändrad"},
    {"baseline", "nuläge"},
    {"open", "öppen"},
    {"passed", "passerad"},
    {"moved", "flyttad"},
    {"withdrawn", "återkallad"},
    {"done", "klar"},
    {"acked", "kvitterad"},
    {"snoozed", "senare"},
    {"waiting", "väntar"},
    {"out", "på väg"},
    {"delivered", "levererad"},
    {"given up", "uppgiven"},
    {"low", "låg"},
    {"normal", "normal"},
    {"high", "hög"},
    {"critical", "kritisk"},
    {"yes", "ja"},
    {"failed", "misslyckades"},
    {"unchanged", "oförändrat"},
    /* heads of tables */
    {"NAME", "NAMN"},
    {"STATE", "LÄGE"},
    {"READ", "LÄST"},
    {"NEXT", "NÄSTA"},
    {"ITEMS", "POSTER"},
    {"NOTE", "ANMÄRKNING"},
    {"FEED", "FLÖDE"},
    {"FEEDS", "FLÖDEN"},
    {"ANY", "NÅGOT AV"},
    {"AND", "OCH"},
    {"NONE", "INGET AV"},
    {"DEADLINE", "TIDSFRIST"},
    {"REMIND", "PÅMINN"},
    {"PRIORITY", "PRIORITET"},
    {"TO", "TILL"},
    {"BY", "AV"},
    {"ALERT", "AVISERING"},
    {"ALERTS", "AVISERINGAR"},
    {"PROGRAM", "PROGRAM"},
    {"WAITING", "VÄNTAR"},
    {"OUT", "PÅ VÄG"},
    {"DELIVERED", "LEVERERAD"},
    {"GIVEN UP", "UPPGIVNA"},
    {"PUBLISHED", "PUBLICERAD"},
    {"TITLE", "RUBRIK"},
    {"MARK", "MÄRKE"},
    {"DUE", "SENAST"},
    {"LEFT", "KVAR"},
    {"WORKDAYS", "ARBETSDAGAR"},
    {"KIND", "SLAG"},
    {"SOURCE", "KÄLLA"},
    {"RAISED", "KOM"},
    {"TRIES", "FÖRSÖK"},
    {"WHY", "VARFÖR"},
    {"ROUND", "OMGÅNG"},
    /* heads of cards */
    {"Name", "Namn"},
    {"Title", "Rubrik"},
    {"Source", "Källa"},
    {"Address", "Adress"},
    {"Type", "Typ"},
    {"Format", "Format"},
    {"State", "Läge"},
    {"Why", "Varför"},
    {"Failures", "Misslyckade"},
    {"HTTP status", "HTTP-svar"},
    {"Read", "Läst"},
    {"Tried", "Försökt"},
    {"Next", "Nästa"},
    {"Items", "Poster"},
    {"Of a reading", "Vid läsning"},
    {"Expected", "Väntat"},
    {"Last new", "Senast nytt"},
    {"Silent at", "Tyst från"},
    {"Note", "Anmärkning"},
    {"Episodes", "Händelser"},
    {"Identity", "Identitet"},
    {"Held", "Hålls"},
    {"Held until", "Hålls till"},
    {"Question", "Fråga"},
    {"Changes", "Ändringar"},
    {"Earlier", "Tidigare"},
    {"%s: by %s since %.10s (%s)", "%s: efter %s sedan %.10s (%s)"},
    {"version %lld (now)", "version %lld (nu)"},
    {"version %lld (until %s)", "version %lld (till %s)"},
    {"no sentence differs, but in case, stamps or white space",
	"ingen mening skiljer sig, utom i skiftläge, stämplar eller blanka"},
    {"%s: %lld held items are known now, nobody is told",
	"%s: %lld poster som hölls är kända nu, ingen aviseras"},
    {"%s: all that is there is known now, %lld held items too",
	"%s: allt som står där är känt nu, även %lld som hölls"},
    {"%s: %lld held items are told as news",
	"%s: %lld poster som hölls aviseras som nyheter"},
    {"Item", "Post"},
    {"Feed", "Flöde"},
    {"Published", "Publicerad"},
    {"Seen", "Sedd"},
    {"Changed", "Ändrad"},
    {"Versions", "Versioner"},
    {"Baseline", "Nuläge"},
    {"Deadline", "Tidsfrist"},
    {"Deadlines", "Tidsfrister"},
    {"Kind", "Slag"},
    {"Due", "Senast"},
    {"Period", "Tid"},
    {"Left", "Kvar"},
    {"Workdays", "Arbetsdagar"},
    {"Evidence", "Belägg"},
    {"Remarks", "Anmärkning"},
    {"Moved to", "Flyttad till"},
    {"Asked at", "Frågas på"},
    {"Why then", "Varför då"},
    {"%s (rejected)", "%s (avvisad)"},
    {"has moved to %s", "har flyttat till %s"},
    {"%s: asked where it was\n", "%s: frågas där det var\n"},
    {"%s: asked where it has moved to\n", "%s: frågas dit det har flyttat\n"},
    {"%lld moved: bevakactl feeds shows where to",
	"%lld har flyttat: bevakactl feeds visar vart"},
    {"no network for %s: no feed is blamed; tried again %s",
	"inget nätverk på %s: inget flöde får skulden; nytt försök %s"},
    {"Count", "Dagräkning"},
    {"By law", "Enligt lag"},
    {"Mark", "Märke"},
    {"Conflicts", "Motstridiga"},
    {"Matter", "Ärende"},
    {"Reminders", "Påminnelser"},
    {"History", "Historia"},
    {"Written in", "Skriven i"},
    {"Typed by", "Inlagd av"},
    {"Calendar", "Kalender"},
    {"Rules", "Regler"},
    {"Alert", "Avisering"},
    {"Event", "Händelse"},
    {"Priority", "Prioritet"},
    {"Raised", "Kom"},
    {"Until", "Åter"},
    {"By", "Av"},
    {"Comment", "Kommentar"},
    {"To", "Till"},
    {"Parcels", "Försändelser"},
    {"%s %s to %s: %s%s%s", "%s %s till %s: %s%s%s"},
    /* remarks on a deadline */
    {"may be extended", "kan förlängas"},
    {"replaces an earlier date", "ersätter ett tidigare datum"},
    {"before the day after", "före dagen därpå"},
    {"counted, not written", "räknat, inte skrivet"},
    {"the year is assumed", "året är antaget"},
    {"the day is assumed", "dagen är antagen"},
    {"questioned: check the text", "osäkert: läs texten"},
    /* marks and history of a deadline */
    {"questioned", "ifrågasatt"},
    {"conflicting", "motstridig"},
    {"confirmed", "bekräftad"},
    {"assumed", "antagen"},
    {"rejected", "avvisad"},
    {"found", "funnen"},
    {"refined", "preciserad"},
    {"extended", "förlängd"},
    {"again", "åter"},
    {"edited", "ändrad för hand"},
    {"linked", "sammanförd"},
    {"recounted", "påminnelse omräknad"},
    {"added", "tillagd"},
    {"by", "av"},
    {"before", "före"},
    {"closed", "stängt"},
    {" the day to give notice", " uppsägningsdagen"},
    {"; given ", "; given "},
    {"; not counted: ", "; räknas inte: "},
    {"calendar days %lld, working days %lld%s%s",
	"kalenderdagar %lld, arbetsdagar %lld%s%s"},
    {"by lag (1930:173) it may be done until %s",
	"enligt lag (1930:173) får det göras till och med %s"},
    /* status */
    {"Feeds", "Flöden"},
    {"Outbox", "Utkorg"},
    {"Configuration", "Konfiguration"},
    {"version %s, process %lld, up %s", "version %s, process %lld, igång %s"},
    {"reader: %lld documents read, %lld died",
	"läsaren: %lld dokument lästa, %lld gånger ersatt"},
    {"%s, %lld times: %s", "%s, %lld gånger: %s"},
    {"and %zu more", "och %zu till"},
    {"next: %s %s", "nästa: %s %s"},
    {"%lld in all: %lld ok, %lld failing, %lld gone, "
     "%lld paused, %lld not read yet",
	"%lld i allt: %lld ok, %lld med fel, %lld borta, "
	"%lld pausade, %lld ännu olästa"},
    {"%lld silent, %lld unusually quiet", "%lld tysta, %lld ovanligt tysta"},
    {"%s, silent: last new %s, expected %s",
	"%s, tyst: senast nytt %s, väntat %s"},
    {"as its history shows", "som dess historia visar"},
    {"%lld items, usually %lld", "%lld poster, oftast %lld"},
    {"errors", "felmeddelanden"},
    {"gap", "lucka"},
    {"%lld items", "%lld poster"},
    {"%lld of them wait for their page", "%lld av dem väntar på sin sida"},
    {"%lld waiting, %lld out, %lld delivered, %lld given up",
	"%lld väntar, %lld på väg, %lld levererade, %lld uppgivna"},
    {"%lld open", "%lld öppna"},
    /* nothing there, something done */
    {"no feeds", "inga flöden"},
    {"no rules", "inga regler"},
    {"no notifiers", "inga kanaler"},
    {"no items", "inga poster"},
    {"no open deadlines", "inga öppna tidsfrister"},
    {"no alerts", "inga aviseringar"},
    {"nothing waits", "inget väntar"},
    {"parcels tried now: %lld\n", "försändelser som försöks nu: %lld\n"},
    {"%s is yours now", "%s är din nu"},
    {"%s is done", "%s är klar"},
    {"%s comes back %s", "%s kommer tillbaka %s"},
    {"nothing is under way", "inget är på gång"},
    {"loaded: feeds %lld, rules %lld, receivers %lld, notifiers %lld\n",
	"inläst: flöden %lld, regler %lld, mottagare %lld, kanaler %lld\n"},
    {"reminder moved: %s %s, %s → %s", "påminnelse flyttad: %s %s, %s → %s"},
    {"%lld new, %lld changed; alerts: %lld",
	"%lld nya, %lld ändrade; aviseringar: %lld"},
};

static const char *
set(const char *name)
{
	const char *value = getenv(name);

	return value == NULL || value[0] == '\0' ? NULL : value;
}

/* "sv", "sv_SE.UTF-8", "sv:en"; not "svn". */
static bool
is_swedish(const char *locale)
{
	return strncmp(locale, "sv", 2) == 0 &&
	       (locale[2] == '\0' || strchr("_.@:", locale[2]) != NULL);
}

void
say_choose(void)
{
	const char *locale = set("LC_ALL");

	if (locale == NULL)
		locale = set("LC_MESSAGES");
	if (locale == NULL)
		locale = set("LANG");
	if (locale == NULL || strcmp(locale, "C") == 0 ||
	    strcmp(locale, "POSIX") == 0)
		return;
	swedish = is_swedish(
	    set("LANGUAGE") != NULL ? set("LANGUAGE") : locale);
}

const char *
say(const char *english)
{
	for (size_t i = 0; swedish && i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (strcmp(pairs[i].english, english) == 0)
			return pairs[i].swedish;
	return english;
}
