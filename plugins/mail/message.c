/* message.c - one parcel as one mail */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/message.h"

#include <string.h>
#include <time.h>

#include "plugins/mail/header.h"

static bool
is_swedish(const struct parcel *p)
{
	return strcmp(p->language, "en") != 0;
}

static void
add_date(struct str *s, int64_t now)
{
	char text[64];
	struct tm tm;
	time_t t = (time_t)now;

	localtime_r(&t, &tm); /* no locale is set: the names are English */
	strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S %z", &tm);
	str_addf(s, "Date: %s\r\n", text);
}

static void
add_ids(struct str *s, const struct parcel *p, const char *domain)
{
	const char *receiver = member_text(p->receiver, "name");
	struct str id = STR_INIT(2048);

	str_addf(&id, "%s@%s", p->id, domain);
	header_phrase(s, "Message-ID", "", id.text);
	if (p->thread[0] != '\0') {
		str_clear(&id);
		str_addf(&id, "%s.", p->thread);
		header_add_atom(&id, receiver[0] != '\0' ? receiver : "all");
		str_addf(&id, "@%s", domain);
		header_phrase(s, "In-Reply-To", "", id.text);
		header_phrase(s, "References", "", id.text);
	}
	str_release(&id);
}

static void
add_list(struct str *s, const struct parcel *p,
    const struct message_settings *settings)
{
	const json_t *rule = json_array_get(
	    json_object_get(p->all, "rules"), 0);
	const char *name = member_text(rule, "name");
	struct str id = STR_INIT(2048);

	if (name[0] != '\0') {
		header_add_atom(&id, name);
		str_addc(&id, '.');
	}
	str_add(&id, settings->list_id);
	header_phrase(s, "List-Id", member_text(rule, "title"), id.text);
	if (settings->unsubscribe[0] != '\0')
		header_phrase(s, "List-Unsubscribe", "", settings->unsubscribe);
	str_release(&id);
}

static void
add_names(struct str *s, const char *header, const json_t *list)
{
	struct str names = STR_INIT(4096);
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
	{
		const char *name = member_text(one, "name");

		if (name[0] != '\0')
			str_addf(&names, "%s%s", names.len ? ", " : "", name);
	}
	header_text(s, header, names.text);
	str_release(&names);
}

/* For the filters that people set up in their mail programs. */
static void
add_marks(struct str *s, const struct parcel *p)
{
	const json_t *feed = json_object_get(p->all, "feed");

	header_text(s, "X-Bevakad-Alert", p->alert);
	header_text(s, "X-Bevakad-Event", p->event);
	add_names(s, "X-Bevakad-Rule", json_object_get(p->all, "rules"));
	header_text(s, "X-Bevakad-Feed", member_text(feed, "name"));
	if (strcmp(p->priority, "high") == 0 ||
	    strcmp(p->priority, "critical") == 0)
		str_add(s, "Importance: high\r\n");
	else if (strcmp(p->priority, "low") == 0)
		str_add(s, "Importance: low\r\n");
}

static void
add_text(struct str *s, const struct parcel *p)
{
	bool cut = text_add_lines(s, p->text, MESSAGE_TEXT_MOST);

	if (p->text[0] == '\0') {
		text_add_lines(s, p->title, MESSAGE_TEXT_MOST);
		str_addc(s, '\n');
		text_add_lines(s, p->link, MESSAGE_TEXT_MOST);
	}
	if (cut)
		str_add(s, is_swedish(p) ? "\n[Texten är avkortad här.]"
					 : "\n[The text is cut here.]");
	if (s->len > 0 && s->text[s->len - 1] != '\n')
		str_addc(s, '\n');
}

/* What a relay or a mail folder would touch, or a line's last white space. */
static bool
must_quote(const char *at, bool first)
{
	unsigned char c = (unsigned char)*at;

	if (c == ' ' || c == '\t')
		return at[1] == '\n' || at[1] == '\0';
	if (first && (c == '.' || strncmp(at, "From ", 5) == 0))
		return true;
	return c < '!' || c > '~' || c == '=';
}

/* RFC 2045 6.7; a soft line end stands between characters, never within. */
static size_t
add_character(struct str *s, const char *text, size_t n, size_t column)
{
	bool quote = must_quote(text, column == 0);
	size_t cost = quote ? 3 * n : 1;

	if (column + cost > HEADER_LINE - 1) {
		str_add(s, "=\r\n");
		column = 0;
	}
	if (!quote)
		str_addc(s, *text);
	for (size_t i = 0; quote && i < n; i++)
		str_addf(s, "=%02X", (unsigned char)text[i]);
	return column + cost;
}

static void
add_quoted(struct str *s, const char *text)
{
	size_t column = 0, n;
	int u;

	for (; *text != '\0'; text += n) {
		n = (size_t)text_character(text, &u);
		if (*text == '\n') {
			str_add(s, "\r\n");
			column = 0;
			continue;
		}
		column = add_character(s, text, n, column);
	}
}

bool
message_write(struct str *s, const struct parcel *p,
    const struct message_settings *settings, const char *const *to, size_t n_to,
    int64_t now, struct why *w)
{
	struct str text = STR_INIT(MESSAGE_TEXT_MOST + 1024);

	header_phrase(s, "From", settings->from_name, settings->from);
	header_addresses(s, "To", to, n_to);
	header_text(s, "Subject", p->title[0] != '\0' ? p->title : p->alert);
	add_date(s, now);
	add_ids(s, p, address_domain(settings->from));
	add_list(s, p, settings);
	str_add(s, "Auto-Submitted: auto-generated\r\n"
		   "X-Auto-Response-Suppress: OOF, AutoReply\r\n");
	add_marks(s, p);
	str_addf(s, "Content-Language: %s\r\n", is_swedish(p) ? "sv" : "en");
	str_add(s, "MIME-Version: 1.0\r\n"
		   "Content-Type: text/plain; charset=UTF-8\r\n"
		   "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	add_text(&text, p);
	add_quoted(s, text.text);
	str_release(&text);
	return !s->full ||
	       why(w, "the mail is larger than %d bytes", MESSAGE_MOST);
}
