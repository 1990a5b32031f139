/* message.c - one parcel as one mail */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/message.h"

#include <string.h>
#include <time.h>

#include "plugins/mail/header.h"
#include "plugins/mail/html.h"
#include "plugins/mail/quoted.h"

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
thread_id(struct str *id, const char *thread, const struct parcel *p,
    const char *domain)
{
	const char *receiver = member_text(p->receiver, "name");

	str_addf(id, "%s.", thread);
	header_add_atom(id, receiver[0] != '\0' ? receiver : "all");
	str_addf(id, "@%s", domain);
}

/* What concerns one item gathers below it, and items below their matter. */
static void
add_thread(struct str *s, const struct parcel *p, const char *domain)
{
	struct str item = STR_INIT(1024), matter = STR_INIT(1024);

	if (p->thread[0] != '\0')
		thread_id(&item, p->thread, p, domain);
	if (p->matter[0] != '\0')
		thread_id(&matter, p->matter, p, domain);
	if (item.len > 0)
		header_phrase(s, "In-Reply-To", "", item.text);
	if (item.len > 0 && matter.len > 0)
		str_addf(s, "References:\r\n <%s>\r\n <%s>\r\n", matter.text,
		    item.text);
	else if (item.len + matter.len > 0)
		header_phrase(s, "References", "",
		    item.len > 0 ? item.text : matter.text);
	str_release(&item);
	str_release(&matter);
}

static void
add_ids(struct str *s, const struct parcel *p, const char *domain)
{
	struct str id = STR_INIT(2048);

	str_addf(&id, "%s@%s", p->id, domain);
	header_phrase(s, "Message-ID", "", id.text);
	add_thread(s, p, domain);
	str_release(&id);
}

static void
add_list(struct str *s, const struct parcel *p,
    const struct message_settings *settings)
{
	const json_t *digest = json_object_get(p->all, "digest");
	const json_t *rule = json_array_get(
	    json_object_get(p->all, "rules"), 0);
	const char *name = member_text(rule, "name");
	struct str id = STR_INIT(2048);

	if (digest != NULL) { /* of many rules: a list of its own */
		header_add_atom(&id, member_text(digest, "name"));
		str_add(&id, id.len > 0 ? ".digest." : "digest.");
	} else if (name[0] != '\0') {
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

	json_array_foreach(list, i, one) {
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

/* --- the parts --- */

static void
open_part(struct str *s, const char *type)
{
	str_addf(s,
	    "Content-Type: %s; charset=UTF-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n",
	    type);
}

/* "=_" never stands in a part (quoted.h), and the id is of letters. */
static void
part(struct str *s, const struct parcel *p, char level, const char *end)
{
	str_addf(s, "\r\n--=_%c.%s%s\r\n", level, p->id, end);
}

static void
multipart(struct str *s, const struct parcel *p, char level, const char *type)
{
	str_addf(s, "Content-Type: multipart/%s;\r\n boundary=\"=_%c.%s\"\r\n",
	    type, level, p->id);
}

/* The text first and whole (RFC 2046 5.1.4: the plainest comes first). */
static void
add_alternative(struct str *s, const struct parcel *p, const char *text)
{
	struct str html = STR_INIT(8 * MESSAGE_TEXT_MOST);

	multipart(s, p, 'a', "alternative");
	part(s, p, 'a', "");
	open_part(s, "text/plain");
	str_add(s, "\r\n");
	quoted_add(s, text);
	part(s, p, 'a', "");
	open_part(s, "text/html");
	str_add(s, "\r\n");
	html_write(&html, is_swedish(p) ? "sv" : "en",
	    p->title[0] != '\0' ? p->title : p->alert, text);
	quoted_add(s, html.text);
	part(s, p, 'a', "--");
	str_release(&html);
}

static void
add_body(struct str *s, const struct parcel *p,
    const struct message_settings *settings, const char *text)
{
	if (settings->html) {
		add_alternative(s, p, text);
		return;
	}
	open_part(s, "text/plain");
	str_add(s, "\r\n");
	quoted_add(s, text);
}

static void
add_calendar(struct str *s, const char *calendar)
{
	str_add(s, "Content-Type: text/calendar; charset=UTF-8;"
		   " method=PUBLISH\r\n"
		   "Content-Disposition: attachment;"
		   " filename=\"tidsfrist.ics\"\r\n"
		   "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	quoted_add(s, calendar);
}

static void
add_parts(struct str *s, const struct parcel *p,
    const struct message_settings *settings)
{
	struct str text = STR_INIT(MESSAGE_TEXT_MOST + 1024);

	add_text(&text, p);
	if (settings->calendar[0] == '\0') {
		add_body(s, p, settings, text.text);
	} else {
		multipart(s, p, 'm', "mixed");
		part(s, p, 'm', "");
		add_body(s, p, settings, text.text);
		part(s, p, 'm', "");
		add_calendar(s, settings->calendar);
		part(s, p, 'm', "--");
	}
	str_release(&text);
}

bool
message_write(struct str *s, const struct parcel *p,
    const struct message_settings *settings, const char *const *to, size_t n_to,
    int64_t now, struct why *w)
{
	header_phrase(s, "From", settings->from_name, settings->from);
	header_addresses(s, "To", to, n_to);
	header_text(s, "Subject", p->title[0] != '\0' ? p->title : p->alert);
	add_date(s, now);
	add_ids(s, p, address_domain(settings->from));
	add_list(s, p, settings);
	str_add(s, "Auto-Submitted: auto-generated\r\n"
		   "Precedence: list\r\n"
		   "X-Auto-Response-Suppress: OOF, AutoReply\r\n");
	add_marks(s, p);
	str_addf(s, "Content-Language: %s\r\n", is_swedish(p) ? "sv" : "en");
	str_add(s, "MIME-Version: 1.0\r\n");
	add_parts(s, p, settings);
	return !s->full ||
	       why(w, "the mail is larger than %d bytes", MESSAGE_MOST);
}
