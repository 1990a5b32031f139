/* ics-t.c - calendar files: written, read back, put in their place */
/* SPDX-License-Identifier: MIT */
#include "edge/ics.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "tap/tap.h"

static const char nasty[] = "Svar; \"senast\", 1:a\\dagen\nÅtgärd – 100 %\n"
			    "END:VEVENT\nen rad som är så lång att den måste "
			    "vikas flera gånger om: ååååååååååååååååååååååååå";

static struct ics_event
event(const char *uid, const char *day, const int *alarm, size_t n)
{
	return (struct ics_event){.uid = uid,
	    .sequence = 7,
	    .status = ICS_TENTATIVE,
	    .stamp = time_read("2026-11-22T08:00:00Z"),
	    .start = day_read(day),
	    .end = day_read(day),
	    .summary = nasty,
	    .description = nasty,
	    .link = "https://a.example/?a=1,2;b",
	    .category = "svar på remiss",
	    .alarm = alarm,
	    .n_alarms = n,
	    .alarm_hour = 7};
}

/* The seconds from the event's midnight. */
static int
offset(icalcomponent *alarm)
{
	icalproperty *p = icalcomponent_get_first_property(
	    alarm, ICAL_TRIGGER_PROPERTY);

	return icaldurationtype_as_int(icalproperty_get_trigger(p).duration);
}

static void
check_event(icalcomponent *e, const int *alarm)
{
	struct icaltimetype start = icalcomponent_get_dtstart(e);
	struct icaltimetype end = icalcomponent_get_dtend(e);
	icalproperty *url = icalcomponent_get_first_property(
	    e, ICAL_URL_PROPERTY);
	icalcomponent *a = icalcomponent_get_first_component(
	    e, ICAL_VALARM_COMPONENT);

	is_string("D7@bevakad", icalcomponent_get_uid(e), "uid");
	is_int(7, icalcomponent_get_sequence(e), "sequence");
	is_int(ICAL_STATUS_TENTATIVE, icalcomponent_get_status(e), "status");
	is_string(nasty, icalcomponent_get_summary(e), "summary as it was");
	is_string(nasty, icalcomponent_get_description(e), "description too");
	is_string(
	    "https://a.example/?a=1,2;b", icalproperty_get_url(url), "address");
	ok(start.is_date && start.year == 2026 && start.month == 12 &&
		start.day == 31,
	    "a whole day");
	ok(end.is_date && end.year == 2027 && end.month == 1 && end.day == 1,
	    "that ends with the next");
	for (int i = 0; i < 3; i++) {
		if (!ok(a != NULL, "alarm %d", i))
			break;
		is_int((alarm[i] - day_read("2026-12-31")) * 86400 + 7 * 3600,
		    offset(a), "at seven of its day");
		a = icalcomponent_get_next_component(e, ICAL_VALARM_COMPONENT);
	}
	ok(a == NULL, "and no more");
}

static void
check_back(void)
{
	int alarm[] = {day_read("2026-12-01"), day_read("2026-12-30"),
	    day_read("2026-12-31")};
	struct ics_event list[] = {event("D7@bevakad", "2026-12-31", alarm, 3),
	    event("D8@bevakad", "2026-12-31", NULL, 0)};
	struct ics ics = {"Disken", "bevakad", "1", list, 2};
	char *text = ics_write(&ics);
	icalcomponent *back = icalparser_parse_string(text);
	size_t longest = 0;

	ok(back != NULL, "read back");
	is_int(0, icalcomponent_count_errors(back), "without a fault");
	is_int(2, icalcomponent_count_components(back, ICAL_VEVENT_COMPONENT),
	    "two events");
	check_event(
	    icalcomponent_get_first_component(back, ICAL_VEVENT_COMPONENT),
	    alarm);
	for (char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\r\n");

		longest = n > longest ? n : longest;
		line += n;
		line += strspn(line, "\r\n");
	}
	ok(longest <= 75, "no line is over 75 bytes");
	ok(strncmp(text, "BEGIN:VCALENDAR\r\n", 17) == 0, "lines end in CRLF");
	icalcomponent_free(back);
	free(text);
	ics.n = 0;
	text = ics_write(&ics);
	has_string("END:VCALENDAR", text, "an empty one");
	free(text);
}

static void
check_place(void)
{
	char folder[] = "/tmp/bevakad-ics-XXXXXX", path[64], new[80];
	struct stat was, is;
	struct why w;

	if (mkdtemp(folder) == NULL)
		bail("no folder");
	snprintf(path, sizeof(path), "%s/a.ics", folder);
	snprintf(new, sizeof(new), "%s.new", path);
	ok(ics_keep(path, "one", &w), "a file");
	ok(stat(path, &was) == 0 && was.st_size == 3 &&
		(was.st_mode & 0777) == 0644,
	    "readable by all");
	ok(ics_keep(path, "one", &w) && stat(path, &is) == 0 &&
		is.st_ino == was.st_ino,
	    "the same again: it is left alone");
	ok(ics_keep(path, "other", &w) && stat(path, &is) == 0 &&
		is.st_size == 5 && is.st_ino != was.st_ino,
	    "another: in its place");
	ok(access(new, F_OK) != 0, "nothing beside it");
	ok(symlink("/etc/passwd", new) == 0 && !ics_keep(path, "third", &w),
	    "a link in the way is not followed: %s", w.text);
	unlink(new);
	unlink(path);
	snprintf(path, sizeof(path), "%s/none/a.ics", folder);
	ok(!ics_keep(path, "one", &w), "no folder: %s", w.text);
	is_int(0, rmdir(folder), "tidied up");
}

int
main(void)
{
	check_back();
	check_place();
	return done_testing();
}
