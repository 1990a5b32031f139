/* face.c - how an alert looks on a desktop */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/face.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "plugins/desktop/words.h"

static const struct {
	const char *word;
	unsigned can;
} capability[] = {
    {"body", FACE_BODY},
    {"body-markup", FACE_MARKUP},
    {"actions", FACE_ACTIONS},
    {"persistence", FACE_PERSISTENCE},
};

unsigned
face_capability(const char *word)
{
	for (size_t i = 0; i < sizeof(capability) / sizeof(*capability); i++)
		if (strcmp(word, capability[i].word) == 0)
			return capability[i].can;
	return 0;
}

unsigned
face_server(const char *name)
{
	return strcmp(name, "Xfce Notify Daemon") == 0 ? FACE_DEFAULT : 0;
}

static void
add_escaped(struct str *s, const char *text, unsigned can)
{
	static const struct {
		char c;
		const char *entity;
	} table[] = {
	    {'&', "&amp;"},
	    {'<', "&lt;"},
	    {'>', "&gt;"},
	    {'"', "&quot;"},
	    {'\'', "&apos;"},
	};

	if (!(can & FACE_MARKUP)) {
		str_add(s, text);
		return;
	}
	for (; *text != '\0'; text++) {
		const char *entity = NULL;

		for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
			if (*text == table[i].c)
				entity = table[i].entity;
		if (entity != NULL)
			str_add(s, entity);
		else
			str_addc(s, *text);
	}
}

void
face_title(struct str *s, const struct parcel *p)
{
	text_add_line(s, p->title[0] ? p->title : p->alert, FACE_TITLE_MOST);
}

static size_t
characters(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

/* The line that begins at *at, cleaned; *at goes to the next; "" when white. */
static void
next_line(const char **at, struct str *raw, struct str *line, size_t most)
{
	size_t n = strcspn(*at, "\n");

	str_clear(raw);
	str_clear(line);
	str_addn(raw, *at,
	    n < 4 * (size_t)FACE_BODY_MOST ? n : 4 * (size_t)FACE_BODY_MOST);
	text_add_line(line, raw->text, most);
	*at += n + ((*at)[n] == '\n');
}

static void
add_text(struct str *s, const struct parcel *p, unsigned can)
{
	struct str raw = STR_INIT(8 * FACE_BODY_MOST);
	struct str line = STR_INIT(8 * FACE_BODY_MOST);
	struct str title = STR_INIT(8 * FACE_TITLE_MOST);
	const char *at = p->text;
	size_t left = FACE_BODY_MOST;

	face_title(&title, p);
	for (int n = 0; *at != '\0' && n < FACE_LINES_MOST && left > 0;) {
		next_line(&at, &raw, &line, left);
		if (line.len == 0 || strcmp(line.text, title.text) == 0 ||
		    strcmp(line.text, p->link) == 0)
			continue;
		if (n++ > 0)
			str_addc(s, '\n');
		add_escaped(s, line.text, can);
		left -= characters(line.text) < left ? characters(line.text)
						     : left;
	}
	str_release(&title);
	str_release(&line);
	str_release(&raw);
}

static void
add_command(struct str *s, const struct parcel *p, unsigned can)
{
	if (face_can_open(p->link)) {
		str_add(s, s->len > 0 ? "\n" : "");
		add_escaped(s, p->link, can);
	}
	str_add(s, s->len > 0 ? "\n" : "");
	str_addf(s, "bevakactl ack %s", p->alert);
}

/* "• 30 november 2026: Remiss om nära vård", the days first as they come. */
static void
add_entry(struct str *s, const json_t *entry, unsigned can)
{
	const char *end = member_text(entry, "end");
	struct str line = STR_INIT(8 * FACE_TITLE_MOST);

	str_add(s, s->len > 0 ? "\n• " : "• ");
	if (end[0] != '\0')
		str_addf(&line, "%.10s ", end);
	text_add_line(&line, member_text(entry, "title"), FACE_TITLE_MOST);
	add_escaped(s, line.text, can);
	str_release(&line);
}

static void
add_entries(struct str *s, const json_t *list, unsigned can)
{
	size_t n = json_array_size(list), i = 0;

	for (; i < n && i < FACE_LINES_MOST - (n > FACE_LINES_MOST); i++)
		add_entry(s, json_array_get(list, i), can);
	if (i < n) {
		str_addc(s, '\n');
		str_addf(s, _("and %zu more"), n - i);
	}
}

void
face_body(struct str *s, const struct parcel *p, unsigned can)
{
	const json_t *list = json_object_get(
	    json_object_get(p->all, "digest"), "entries");

	if (!(can & FACE_BODY))
		return;
	if (json_array_size(list) > 0)
		add_entries(s, list, can);
	else
		add_text(s, p, can);
	if (!(can & FACE_ACTIONS))
		add_command(s, p, can);
}

void
face_summary_title(struct str *s, size_t n)
{
	str_addf(s, ngettext("%zu new alert", "%zu new alerts", n), n);
}

static void
add_title(struct str *s, const struct parcel *p, unsigned can)
{
	struct str title = STR_INIT(8 * FACE_TITLE_MOST);

	face_title(&title, p);
	str_add(s, s->len > 0 ? "\n" : "");
	str_add(s, "• ");
	add_escaped(s, title.text, can);
	str_release(&title);
}

enum { RANKS = 4 };

/* 0 is the most urgent; a priority we do not know is a normal one. */
static size_t
rank_of(const struct parcel *p)
{
	static const char *const table[RANKS] = {
	    "critical", "high", "normal", "low"};

	for (size_t i = 0; i < RANKS; i++)
		if (strcmp(p->priority, table[i]) == 0)
			return i;
	return 2;
}

void
face_summary_body(
    struct str *s, const struct parcel *const *p, size_t n, unsigned can)
{
	size_t told = 0;

	if (!(can & FACE_BODY))
		return;
	for (size_t rank = 0; rank < RANKS; rank++)
		for (size_t i = 0; i < n && told < FACE_LINES_MOST - 1; i++)
			if (rank_of(p[i]) == rank) {
				add_title(s, p[i], can);
				told++;
			}
	if (told < n) {
		str_addc(s, '\n');
		str_addf(s, _("and %zu more"), n - told);
	}
	if (!(can & FACE_ACTIONS))
		str_add(s, "\nbevakactl alerts");
}

int
face_urgency(const struct parcel *p)
{
	if (strcmp(p->priority, "low") == 0)
		return 0;
	if (strcmp(p->priority, "critical") != 0)
		return 1;
	return strcmp(p->event, "deadline.due") == 0 ||
		       (strcmp(p->event, "alert.escalated") == 0 &&
			   strcmp(face_category(p), "x-bevakad.deadline") == 0)
		   ? 2
		   : 1;
}

const char *
face_category(const struct parcel *p)
{
	const json_t *digest = json_object_get(p->all, "digest");

	if (json_integer_value(json_object_get(digest, "deadlines")) > 0)
		return "x-bevakad.deadline";
	if (strncmp(p->event, "deadline.", 9) == 0 ||
	    json_array_size(json_object_get(p->all, "deadlines")) > 0)
		return "x-bevakad.deadline";
	return strncmp(p->event, "feed.", 5) == 0 ? "x-bevakad.feed"
						  : "x-bevakad.item";
}

bool
face_can_open(const char *link)
{
	size_t len = strlen(link);

	if (len > 2000 || (strncasecmp(link, "http://", 7) != 0 &&
			      strncasecmp(link, "https://", 8) != 0))
		return false;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)link[i] <= ' ' || link[i] == 0x7F)
			return false;
	return link[strcspn(link, "/") + 2] != '\0';
}
