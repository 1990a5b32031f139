/* fill.c - templates of the publishing site: its address, and moving days */
/* SPDX-License-Identifier: MIT */
#include "site/fill.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* Pages of these bodies come out in the morning: 08:00 UTC. */
enum { MORNING = 8 * 3600, MARK_MOST = 32 };

static const char *const month_sv[] = {"januari", "februari", "mars", "april",
    "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december"};
static const char month_en[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char *const weekday_sv[] = {
    "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"};
static const char weekday_en[] = "MonTueWedThuFriSatSun";

static void
add_iso(struct str *out, int day)
{
	char text[DAY_TEXT];

	str_add(out, day_write(day, text));
}

static void
add_day(struct str *out, int day)
{
	struct date d = day_date(day);

	str_addf(out, "%d %s", d.day, month_sv[d.month - 1]);
}

static void
add_sv(struct str *out, int day)
{
	add_day(out, day);
	str_addf(out, " %d", day_date(day).year);
}

static void
add_weekday(struct str *out, int day)
{
	str_add(out, weekday_sv[day_weekday(day) - MONDAY]);
}

static void
add_six(struct str *out, int day)
{
	struct date d = day_date(day);

	str_addf(out, "%02d%02d%02d", d.year % 100, d.month, d.day);
}

static void
add_rfc822(struct str *out, int day)
{
	struct date d = day_date(day);

	str_addf(out, "%.3s, %02d %.3s %d 08:00:00 GMT",
	    weekday_en + 3 * (day_weekday(day) - MONDAY), d.day,
	    month_en + 3 * (d.month - 1), d.year);
}

static void
add_time(struct str *out, int day)
{
	char text[TIME_TEXT];

	str_add(out, time_write(time_of(day, MORNING), text));
}

static void
add_stamp(struct str *out, int day)
{
	add_iso(out, day);
	str_add(out, " 10:13");
}

static void
add_ms(struct str *out, int day)
{
	str_addf(out, "%" PRId64, time_of(day, MORNING) * 1000);
}

static const struct {
	const char *name;
	void (*add)(struct str *, int day);
} form[] = {
    {"ISO", add_iso},
    {"SV", add_sv},
    {"DAY", add_day},
    {"WEEKDAY", add_weekday},
    {"SIX", add_six},
    {"RFC822", add_rfc822},
    {"TIME", add_time},
    {"STAMP", add_stamp},
    {"MS", add_ms},
};

/* mark: what stood between two at signs. */
static bool
add_mark(struct str *out, const struct fill *f, const char *mark)
{
	size_t name = strcspn(mark, "+-");
	char *end;
	long days;

	if (strcmp(mark, "BASE") == 0)
		return str_add(out, f->base);
	if (mark[name] == '\0' || !isdigit((unsigned char)mark[name + 1]))
		return false;
	days = strtol(mark + name, &end, 10);
	if (*end != '\0' || days > 100000 || days < -100000)
		return false;
	for (size_t i = 0; i < sizeof(form) / sizeof(*form); i++)
		if (strlen(form[i].name) == name &&
		    strncmp(form[i].name, mark, name) == 0) {
			form[i].add(out, f->today + (int)days);
			return true;
		}
	return false;
}

/* Length of the mark that begins at the at sign; 0 when it is none. */
static size_t
try_mark(struct str *out, const struct fill *f, const char *at, size_t left)
{
	char mark[MARK_MOST];
	size_t look = left < MARK_MOST ? left : MARK_MOST;
	const char *end = look < 2 ? NULL : memchr(at + 1, '@', look - 1);

	if (end == NULL)
		return 0;
	snprintf(mark, sizeof(mark), "%.*s", (int)(end - at - 1), at + 1);
	return add_mark(out, f, mark) ? (size_t)(end - at) + 1 : 0;
}

void
fill(struct str *out, const struct fill *f, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *at = memchr(text, '@', (size_t)(end - text));
		size_t n;

		if (at == NULL)
			at = end;
		str_addn(out, text, (size_t)(at - text));
		text = at;
		if (at == end)
			break;
		n = try_mark(out, f, at, (size_t)(end - at));
		if (n == 0)
			str_addc(out, '@');
		text += n == 0 ? 1 : n;
	}
}
