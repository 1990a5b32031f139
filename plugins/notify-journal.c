/* notify-journal.c - a notifier: one alert as an entry of the journal */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* The entry is of the alert, not of a line of this program. */
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

#include "plugins/common.h"

/*
 *	standard input -> fields -> the journal
 *
 * For collectors of logs: each member of the alert that one may want to look
 * for is a field of its own (systemd.journal-fields(7)); the names are in
 * bevakad-notifier(7).
 */
#define JOURNAL "/run/systemd/journal/socket"
enum { FIELDS_MOST = 64, FIELD_MOST = 300 << 10 };

/* One for all alerts: journalctl MESSAGE_ID=... finds them. */
static const char message_id[] = "MESSAGE_ID=6f0c1b7fd4d84d1b9a3c5ce0e7a2b9d4";

struct entry {
	struct str text[FIELDS_MOST];
	size_t n;
};

static void
put(struct entry *e, const char *name, const char *value)
{
	struct str *s;

	if (value[0] == '\0' || e->n == FIELDS_MOST)
		return;
	s = &e->text[e->n++];
	*s = (struct str)STR_INIT(FIELD_MOST);
	str_addf(s, "%s=", name);
	text_add_lines(s, value, FIELD_MOST - 100);
}

/* Those of syslog(3): a critical alert is one, a low one is information. */
static const char *
priority_of(const char *priority)
{
	return strcmp(priority, "critical") == 0 ? "2"
	       : strcmp(priority, "high") == 0   ? "4"
	       : strcmp(priority, "low") == 0    ? "6"
						 : "5";
}

static void
put_named(struct entry *e, const char *field, const json_t *one)
{
	put(e, field, member_text(one, "name"));
}

static void
put_deadlines(struct entry *e, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list) && i < 10; i++) {
		const json_t *d = json_array_get(list, i);
		struct str s = STR_INIT(200);

		str_addf(
		    &s, "%s %s", member_text(d, "end"), member_text(d, "kind"));
		put(e, "BEVAKAD_DEADLINE", s.text);
		put(e, "BEVAKAD_EVIDENCE", member_text(d, "evidence"));
		str_release(&s);
	}
}

static void
put_all(struct entry *e, const struct parcel *p)
{
	const struct {
		const char *field, *value;
	} text[] = {
	    {"MESSAGE", p->title[0] ? p->title : p->alert},
	    {"PRIORITY", priority_of(p->priority)},
	    {"SYSLOG_IDENTIFIER", "bevakad-alert"},
	    {"BEVAKAD_ID", p->id},
	    {"BEVAKAD_ALERT", p->alert},
	    {"BEVAKAD_THREAD", p->thread},
	    {"BEVAKAD_MATTER", p->matter},
	    {"BEVAKAD_EVENT", p->event},
	    {"BEVAKAD_PRIORITY", p->priority},
	    {"BEVAKAD_CREATED", p->created},
	    {"BEVAKAD_LINK", p->link},
	    {"BEVAKAD_TEXT", p->text},
	    {"BEVAKAD_REASON", member_text(p->all, "reason")},
	};
	const json_t *rules = json_object_get(p->all, "rules");

	for (size_t i = 0; i < sizeof(text) / sizeof(*text); i++)
		put(e, text[i].field, text[i].value);
	put_named(e, "BEVAKAD_SOURCE", json_object_get(p->all, "source"));
	put_named(e, "BEVAKAD_FEED", json_object_get(p->all, "feed"));
	put_named(e, "BEVAKAD_RECEIVER", p->receiver);
	for (size_t i = 0; i < json_array_size(rules) && i < 10; i++)
		put_named(e, "BEVAKAD_RULE", json_array_get(rules, i));
	put_deadlines(e, json_object_get(p->all, "deadlines"));
}

static int
send_entry(const struct entry *e)
{
	struct iovec field[FIELDS_MOST + 1] = {
	    {(void *)message_id, sizeof(message_id) - 1}};
	int fault;

	for (size_t i = 0; i < e->n; i++)
		field[i + 1] = (struct iovec){e->text[i].text, e->text[i].len};
	/* libsystemd is content where there is no journal; nobody else is. */
	if (access(JOURNAL, W_OK) != 0)
		return notifier_end(END_LATER, "%s: %m", JOURNAL);
	fault = sd_journal_sendv(field, (int)e->n + 1);
	if (fault < 0)
		return notifier_end(
		    END_LATER, "the journal: %s", strerror(-fault));
	return notifier_end(END_DELIVERED, "in the journal");
}

static void
print(const struct entry *e)
{
	puts(message_id);
	for (size_t i = 0; i < e->n; i++)
		puts(e->text[i].text);
}

int
main(int argc, char **argv)
{
	bool only_print = argc == 2 && strcmp(argv[1], "-n") == 0;
	struct entry e = {.n = 0};
	struct parcel p;
	struct why w;
	int end = END_DELIVERED;

	if (notifier_is_described(argc, argv))
		return notifier_describe(
		    "One entry of the journal for each alert, with a field "
		    "for each member.",
		    NULL, 0);
	if (argc > 1 && !only_print) {
		fputs("usage: notify-journal [-n] < alert.json, or "
		      "--describe\n",
		    stderr);
		return 64;
	}
	if (!parcel_read(&p, STDIN_FILENO, &w))
		return notifier_end(END_REFUSED, "%s", w.text);
	put_all(&e, &p);
	if (only_print)
		print(&e);
	else
		end = send_entry(&e);
	for (size_t i = 0; i < e.n; i++)
		str_release(&e.text[i]);
	parcel_release(&p);
	return end;
}
