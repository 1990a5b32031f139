/* calendar.c - the deadlines of an alert as a calendar that goes along */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/calendar.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "config.h"
#include "plugins/mail/program.h"

/* As edge/ics.h has them. */
enum { TENTATIVE, CONFIRMED, CANCELLED };
enum { DESCRIPTION_MOST = 4096, TITLE_MOST = 300, SECONDS = 10 };

/* --- what bevakad-ics gets --- */

static int
status_of(const struct parcel *p, const json_t *deadline)
{
	static const char *const unsure[] = {
	    "questioned", "assumed_year", "assumed_day"};

	if (strcmp(p->event, "deadline.withdrawn") == 0)
		return CANCELLED;
	for (size_t i = 0; i < sizeof(unsure) / sizeof(*unsure); i++)
		if (json_is_true(json_object_get(deadline, unsure[i])))
			return TENTATIVE;
	return CONFIRMED;
}

static void
put_line(json_t *event, const char *name, const char *text)
{
	struct str line = STR_INIT(DESCRIPTION_MOST);

	text_add_line(&line, text, TITLE_MOST);
	json_object_set_new(event, name, json_string(line.text));
	str_release(&line);
}

static void
put_texts(json_t *event, const struct parcel *p, const json_t *deadline)
{
	const json_t *item = json_object_get(p->all, "item");
	const char *title = member_text(item, "title");
	struct str s = STR_INIT(DESCRIPTION_MOST);

	text_add_line(&s, member_text(deadline, "label"), 80);
	str_addf(&s, "%s", s.len > 0 ? ": " : "");
	str_add(&s, title[0] != '\0' ? title : p->title);
	put_line(event, "summary", s.text);
	str_clear(&s);
	text_add_lines(&s, member_text(deadline, "evidence"), 2000);
	str_addf(&s, "%s%s", s.len > 0 ? "\n" : "", p->link);
	json_object_set_new(event, "description", json_string(s.text));
	if (strncmp(p->link, "http", 4) == 0)
		json_object_set_new(event, "link", json_string(p->link));
	put_line(event, "category", member_text(deadline, "label"));
	str_release(&s);
}

static json_t *
event_of(const struct parcel *p, const json_t *deadline)
{
	int start = day_read(member_text(deadline, "start"));
	int end = day_read(member_text(deadline, "end"));
	json_t *event;

	if (member_text(deadline, "uid")[0] == '\0' || end == NO_DAY)
		return NULL;
	if (start == NO_DAY || strcmp(member_text(deadline, "kind"), "event"))
		start = end;
	event = json_pack("{s:i, s:i, s:i, s:I, s:i, s:s}", "start", start,
	    "end", end, "status", status_of(p, deadline), "stamp",
	    (json_int_t)time(NULL), "sequence",
	    (int)json_integer_value(json_object_get(deadline, "sequence")),
	    "uid", member_text(deadline, "uid"));
	put_texts(event, p, deadline);
	return event;
}

static json_t *
events_of(const struct parcel *p)
{
	const json_t *list = json_object_get(p->all, "deadlines");
	json_t *events = json_array();

	for (size_t i = 0; i < json_array_size(list) && i < CALENDAR_EVENTS;
	     i++) {
		json_t *event = event_of(p, json_array_get(list, i));

		if (event != NULL)
			json_array_append_new(events, event);
	}
	return events;
}

/* --- the program --- */

static bool
beside(char *path, size_t size, struct why *w)
{
	ssize_t n = readlink("/proc/self/exe", path, size);
	char *slash;

	if (n < 0 || (size_t)n >= size)
		return why(w, "where am I: %s", strerror(errno));
	path[n] = '\0';
	slash = strrchr(path, '/');
	if ((size_t)(slash - path) + sizeof("/bevakad-ics") > size)
		return why(w, "the path of this program is too long");
	strcpy(slash, "/bevakad-ics");
	return true;
}

/* Parts of a mail end their lines with LF until they are written. */
static void
drop_cr(struct str *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->len; i++)
		if (s->text[i] != '\r')
			s->text[n++] = s->text[i];
	str_cut(s, n);
}

static bool
convert(struct str *s, const char *events, struct why *w)
{
	char path[4096];
	const char *const argv[] = {path, NULL};
	struct program p = {.argv = argv,
	    .input = events,
	    .len = strlen(events),
	    .seconds = SECONDS};
	int status;

	s->most = CALENDAR_MOST;
	if (!beside(path, sizeof(path), w) || !program_run(&p, s, &status, w))
		return false;
	if (status != 0 || s->len == CALENDAR_MOST)
		return why(w, "bevakad-ics could not write the calendar");
	drop_cr(s);
	return true;
}

bool
calendar_write(struct str *s, const struct parcel *p, struct why *w)
{
	json_t *events = events_of(p), *all;
	char *text;
	bool ok;

	if (json_array_size(events) == 0) {
		json_decref(events);
		return true;
	}
	all = json_pack("{s:s, s:s, s:s, s:o}", "name", "bevakad", "program",
	    "bevakad", "version", PACKAGE_VERSION, "events", events);
	text = json_dumps(all, JSON_COMPACT);
	ok = convert(s, text, w);
	free(text);
	json_decref(all);
	return ok;
}
