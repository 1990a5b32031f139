/* absence-t.c - who stands in, for whom, on which day */
/* SPDX-License-Identifier: MIT */
#include "core/absence.h"

#include "base/date.h"
#include "tap/tap.h"

static const struct absence list[] = {
    {.user = "anna", .stand_in = "bo", .first = 100, .last = 110},
    {.user = "bo", .stand_in = "cia", .first = 105, .last = 106},
    {.user = "anna", .stand_in = "dan", .first = 108, .last = 120},
    {.user = "eva", .stand_in = "fia", .first = 100, .last = 110},
    {.user = "fia", .stand_in = "eva", .first = 100, .last = 110},
};
static const struct absences all = {list, sizeof(list) / sizeof(list[0])};

static const struct {
	const char *user;
	int day;
	const char *wanted, *name;
} cases[] = {
    {"anna", 99, NULL, "before the first day"},
    {"anna", 100, "bo", "the first day"},
    {"anna", 105, "cia", "who stands in is away, too"},
    {"anna", 107, "bo", "and back"},
    {"anna", 108, "dan", "what was said last counts"},
    {"anna", 120, "dan", "the last day"},
    {"anna", 121, NULL, "after it"},
    {"bo", 100, NULL, "who is not away"},
    {"eva", 101, NULL, "two who stand in for each other"},
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_string(cases[i].wanted,
		    absence_stand_in(&all, cases[i].user, cases[i].day), "%s",
		    cases[i].name);
	ok(absence_is_for(&all, "anna", "bo", 101) &&
		!absence_is_for(&all, "anna", "cia", 101) &&
		!absence_is_for(NULL, "anna", "bo", 101),
	    "for whom");
	is_int(110, absence_end(&all, "anna", 104), "until when");
	is_int(NO_DAY, absence_end(&all, "bo", 104), "of nobody");
	return done_testing();
}
