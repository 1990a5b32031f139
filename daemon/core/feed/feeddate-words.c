/* feeddate-words.c - words in dates: months, weekdays, zones */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feeddate-words.h"

#include <string.h>

/* Full names, one language a line; a word is a month when one begins so. */
static const char *const months[12] = {
    "january januari januar jänner janvier enero gennaio janeiro tammikuu "
    "január styczeń Ιανουάριος",
    "february februari februar feber février fevrier febrero febbraio "
    "fevereiro helmikuu február luty Φεβρουάριος",
    "march mars märz maerz marts maart mrt marzo março marco maaliskuu "
    "március marzec Μάρτιος",
    "april avril abril aprile huhtikuu április kwiecień Απρίλιος",
    "may maj mai mei mayo maggio maio toukokuu május Μάιος",
    "june juni juin junio giugno junho kesäkuu június czerwiec Ιούνιος",
    "july juli juillet julio luglio julho heinäkuu július lipiec Ιούλιος",
    "august augusti augustus août aout agosto elokuu augusztus sierpień "
    "Αύγουστος",
    "september septembre septiembre settembre setembro syyskuu szeptember "
    "wrzesień Σεπτέμβριος",
    "october oktober octobre octubre ottobre outubro lokakuu október "
    "październik Οκτώβριος",
    "november novembre noviembre novembro marraskuu listopad Νοέμβριος",
    "december dezember desember décembre decembre diciembre dicembre "
    "dezembro joulukuu grudzień Δεκέμβριος",
};

/* Swedish and English; other languages' need a comma behind them. */
static const char weekdays[] =
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues "
    "wed thu thur thurs fri sat sun måndag tisdag onsdag torsdag fredag "
    "lördag söndag mån tis ons tor tors fre lör sön må ti on to fr lö sö ";

static const char fillers[] =
    " den the at kl klockan klo um kello o of st nd rd th e t ";

static const struct {
	const char *name;
	int minutes;
} zones[] = {
    {"z", 0},
    {"ut", 0},
    {"utc", 0},
    {"gmt", 0},
    {"etc/gmt", 0},
    {"etc/utc", 0},
    {"uct", 0},
    {"wet", 0},
    {"west", 60},
    {"bst", 60},
    {"cet", 60},
    {"met", 60},
    {"mez", 60},
    {"cest", 120},
    {"mest", 120},
    {"mesz", 120},
    {"eet", 120},
    {"sast", 120},
    {"eest", 180},
    {"msk", 180},
    {"msd", 240},
    {"ist", 330},
    {"hkt", 480},
    {"sgt", 480},
    {"awst", 480},
    {"jst", 540},
    {"kst", 540},
    {"acst", 570},
    {"aest", 600},
    {"acdt", 630},
    {"aedt", 660},
    {"nzst", 720},
    {"nzdt", 780},
    {"brt", -180},
    {"art", -180},
    {"adt", -180},
    {"nst", -210},
    {"ndt", -150},
    {"ast", -240},
    {"at", -240},
    {"edt", -240},
    {"est", -300},
    {"et", -300},
    {"cdt", -300},
    {"cst", -360},
    {"ct", -360},
    {"mdt", -360},
    {"mst", -420},
    {"mt", -420},
    {"pdt", -420},
    {"pst", -480},
    {"pt", -480},
    {"akdt", -480},
    {"akst", -540},
    {"hst", -600},
};

static bool
begins_one(const char *list, const char *word, size_t len)
{
	for (;;) {
		if (strncmp(list, word, len) == 0)
			return true;
		list = strchr(list, ' ');
		if (list == NULL)
			return false;
		list++;
	}
}

/* Nearly every date of a feed has one of these. */
static int
short_month(const char *word)
{
	static const char shorts[12][4] = {"jan", "feb", "mar", "apr", "may",
	    "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

	for (int i = 0; i < 12; i++)
		if (memcmp(shorts[i], word, 4) == 0)
			return i + 1;
	return 0;
}

int
date_word_month(const char *word)
{
	size_t len = strlen(word);

	if (len < 3)
		return 0;
	if (len == 3 && short_month(word) > 0)
		return short_month(word);
	/* Finnish writes the month in the partitive: "tammikuuta". */
	if (len > 5 && strcmp(word + len - 5, "kuuta") == 0)
		len -= 2;
	for (int i = 0; i < 12; i++)
		if (begins_one(months[i], word, len))
			return i + 1;
	return 0;
}

static bool
is_one(const char *list, const char *word)
{
	char whole[DATE_WORD_MOST + 3] = " ";

	strncat(whole, word, DATE_WORD_MOST);
	strcat(whole, " ");
	return strstr(list, whole) != NULL;
}

bool
date_word_is_weekday(const char *word)
{
	return is_one(weekdays, word);
}

bool
date_word_is_filler(const char *word)
{
	return is_one(fillers, word);
}

bool
date_word_zone(const char *word, int *offset)
{
	*offset = 0;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (strcmp(zones[i].name, word) == 0) {
			*offset = zones[i].minutes * 60;
			return true;
		}
	return false;
}
