/* ics-main.c - bevakad-ics: events in, a calendar file out */
/* SPDX-License-Identifier: MIT */
/*
 * One JSON object of ics_json() on standard input, iCalendar on standard
 * output; exit status 0, or 1 with a line on standard error.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "edge/ics.h"

enum { EVENTS_MOST = 64 << 20 };

static int
fail(const char *reason)
{
	fprintf(stderr, "bevakad-ics: %s\n", reason);
	return 1;
}

int
main(void)
{
	struct pool *pool = pool_new(EVENTS_MOST);
	json_error_t error;
	json_t *o = json_loadf(stdin, 0, &error);
	struct ics ics;
	struct why w;
	char *text;

	if (o == NULL)
		return fail(error.text);
	if (!ics_read(pool, o, &ics, &w))
		return fail(w.text);
	text = ics_write(&ics);
	if (text == NULL || fputs(text, stdout) < 0 || fflush(stdout) != 0)
		return fail("the calendar cannot be written");
	free(text);
	json_decref(o);
	pool_free(pool);
	return 0;
}
