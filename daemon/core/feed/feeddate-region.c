/* feeddate-region.c - zones by the names of places: Europe/Stockholm */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/feed/feeddate-parts.h"

/* The reader has no file of zones; these have one rule each. */
enum summer { NO_SUMMER, SUMMER_EU, SUMMER_US };

static const struct {
	int minutes;
	enum summer summer;
	const char *names;
} regions[] = {
    {60, SUMMER_EU,
	" europe/stockholm europe/oslo europe/copenhagen europe/berlin "
	"europe/paris europe/brussels europe/amsterdam europe/luxembourg "
	"europe/madrid europe/rome europe/vienna europe/zurich europe/prague "
	"europe/bratislava europe/budapest europe/warsaw europe/belgrade "
	"europe/zagreb europe/ljubljana europe/sarajevo europe/skopje "
	"europe/tirane europe/malta europe/monaco europe/busingen "},
    {120, SUMMER_EU,
	" europe/helsinki europe/mariehamn europe/tallinn europe/riga "
	"europe/vilnius europe/athens europe/bucharest europe/sofia "
	"europe/kyiv europe/kiev europe/chisinau asia/nicosia "},
    {0, SUMMER_EU,
	" europe/london europe/dublin europe/lisbon atlantic/canary "
	"atlantic/faroe "},
    {0, NO_SUMMER, " atlantic/reykjavik africa/abidjan "},
    {180, NO_SUMMER, " europe/moscow europe/istanbul europe/minsk "},
    {-300, SUMMER_US,
	" america/new_york america/toronto america/detroit us/eastern "},
    {-360, SUMMER_US, " america/chicago america/winnipeg us/central "},
    {-420, SUMMER_US, " america/denver america/edmonton us/mountain "},
    {-420, NO_SUMMER, " america/phoenix us/arizona "},
    {-480, SUMMER_US, " america/los_angeles america/vancouver us/pacific "},
    {-180, NO_SUMMER, " america/sao_paulo america/argentina/buenos_aires "},
    {330, NO_SUMMER, " asia/kolkata asia/calcutta "},
    {480, NO_SUMMER,
	" asia/shanghai asia/hong_kong asia/singapore asia/taipei "
	"australia/perth "},
    {540, NO_SUMMER, " asia/tokyo asia/seoul "},
    {600, NO_SUMMER, " australia/brisbane "},
};

enum { REGIONS = sizeof(regions) / sizeof(regions[0]) };

int
date_word_region(const char *word)
{
	char whole[DATE_WORD_MOST + 3] = " ";

	strncat(whole, word, DATE_WORD_MOST);
	strcat(whole, " ");
	for (int i = 0; i < REGIONS; i++)
		if (strstr(regions[i].names, whole) != NULL)
			return i + 1;
	return 0;
}

/* The nth Sunday of the month; the last when n is 0. */
static int
sunday(int year, int month, int n)
{
	int day = n > 0 ? day_of(year, month, 1 + 7 * (n - 1))
			: day_of(year, month, 31) - 6;

	return day + (SUNDAY - (int)day_weekday(day)) % 7;
}

/* Local standard time, in seconds since 1970, is it summer? */
static bool
is_summer(enum summer rule, int minutes, int year, int64_t at)
{
	int64_t from, to;

	if (rule == NO_SUMMER)
		return false;
	if (rule == SUMMER_EU) { /* 01:00 UTC, everywhere */
		from = time_of(sunday(year, 3, 0), 3600 + minutes * 60);
		to = time_of(sunday(year, 10, 0), 3600 + minutes * 60);
	} else { /* 02:00 by the clock of the place */
		from = time_of(sunday(year, 3, 2), 2 * 3600);
		to = time_of(sunday(year, 11, 1), 3600);
	}
	return at >= from && at < to;
}

/*
 * What the clock of the place shows is an hour ahead in summer; of the hour
 * that comes twice in autumn the first is meant.
 */
int
date_region_offset(int region, int year, int day, int seconds)
{
	int minutes = regions[region - 1].minutes;
	int64_t shown = time_of(day, seconds);
	bool summer = is_summer(
	    regions[region - 1].summer, minutes, year, shown - 3600);

	return minutes * 60 + (summer ? 3600 : 0);
}
