/* mailbox-imap.c - an IMAP folder looked at: opened, searched, read */
/* SPDX-License-Identifier: MIT */
/*
 *	CONNECT -> LIST -> EXAMINE -> SEARCH -> FETCH, a mail at a time -> LOGOUT
 *	                      |          |                                ^
 *	                      '----------'----- nothing is new -----------'
 *
 * What was seen is "imap VALIDITY UID TIME": the numbers' validity, the last
 * that was read, and when that was.
 */
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/time.h>

#include "edge/mailbox-imap.h"
#include "edge/mailbox-line.h"

enum {
	COMMAND_MOST = 8 * 1024,
	SAID_MOST = 120, /* of what a server says, in a reason */
	NUMBERS = 3
};

bool
imap_fail(struct imap *i, enum mailbox_outcome outcome, const char *what)
{
	const char *said = i->answer.line.text;
	struct why w;

	said += strcspn(said, " ");
	why(&w, "the server %s%s%.*s", what, *said != '\0' ? ":" : "",
	    SAID_MOST, said);
	mailbox_finish(i->box, outcome, NULL, &w);
	return false;
}

void
imap_command(struct imap *i, enum step step, const char *text)
{
	struct str s = STR_INIT(COMMAND_MOST);

	i->step = step;
	str_addf(&s, "b%d %s\r\n", ++i->tag, text);
	line_write(i->line, s.text, s.len);
	str_release(&s);
}

/* --- the end --- */

static int64_t
now(const struct imap *i)
{
	struct timeval t;

	event_base_gettimeofday_cached(i->box->all->base, &t);
	return (int64_t)t.tv_sec;
}

bool
imap_leave(struct imap *i, enum mailbox_outcome outcome, uint32_t last)
{
	i->outcome = outcome;
	snprintf(i->new, sizeof(i->new),
	    "imap %" PRIu32 " %" PRIu32 " %" PRId64, i->validity, last, now(i));
	imap_command(i, LOGOUT, "LOGOUT");
	return true;
}

static bool
over(struct imap *i)
{
	mailbox_finish(i->box, i->outcome, i->new, NULL);
	return false;
}

uint32_t
imap_newest(const struct imap *i)
{
	uint32_t last = i->next > 0 ? i->next - 1 : i->seen.last;

	for (size_t k = 0; k < i->n; k++)
		last = i->uid[k] > last ? i->uid[k] : last;
	return last;
}

bool
imap_is_first(const struct imap *i)
{
	return i->box->request.seen == NULL;
}

/* --- reading --- */

bool
imap_fetch_next(struct imap *i)
{
	char text[200];

	if (i->at == i->n || !mailbox_has_room(i->box, 0)) {
		i->box->more = i->at < i->n && !imap_is_first(i);
		return imap_leave(i, MAILBOX_MAILS,
		    i->box->more ? i->uid[i->at] - 1 : imap_newest(i));
	}
	i->added = false;
	snprintf(text, sizeof(text),
	    "UID FETCH %" PRIu32 " (UID INTERNALDATE BODY.PEEK[]<0.%zu>)",
	    i->uid[i->at], mailbox_mail_most(i->box));
	imap_command(i, FETCH, text);
	return true;
}

static bool
take_mail(struct imap *i)
{
	struct answer *a = &i->answer;
	uint32_t number;

	if (strncasecmp(answer_number(a, &number), "FETCH ", 6) != 0 ||
	    answer_value(a, "UID") != i->uid[i->at] || a->literal.len == 0 ||
	    i->added)
		return true; /* flags of another, told by the way */
	if (!mailbox_has_room(i->box, a->literal.len)) {
		i->box->more = !imap_is_first(i);
		return imap_leave(i, MAILBOX_MAILS,
		    i->box->more ? i->uid[i->at] - 1 : imap_newest(i));
	}
	mailbox_add(i->box, answer_time(a), a->literal.text, a->literal.len);
	i->added = true;
	return true;
}

/* --- opening --- */

static void
take_folder(struct imap *i)
{
	const struct answer *a = &i->answer;
	uint32_t n;

	if (answer_value(a, "UIDVALIDITY") != 0)
		i->validity = answer_value(a, "UIDVALIDITY");
	if (answer_value(a, "UIDNEXT") != 0)
		i->next = answer_value(a, "UIDNEXT");
	if (strcasecmp(answer_number(a, &n), "EXISTS") == 0)
		i->exists = n;
}

static void
examine(struct imap *i)
{
	const char *name = mail_url_folder(
	    i->box->pool, &i->box->url, i->delimiter);
	struct str s = STR_INIT(COMMAND_MOST);

	str_add(&s, "EXAMINE \"");
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			str_addc(&s, '\\');
		str_addc(&s, *name);
	}
	str_addc(&s, '"');
	imap_command(i, EXAMINE, s.text);
	str_release(&s);
}

/* * LIST (\Noselect) "/" "" */
static void
take_delimiter(struct imap *i)
{
	const char *s = strstr(i->answer.line.text, ") \"");

	if (strncasecmp(i->answer.line.text, "* LIST ", 7) != 0 || s == NULL)
		return;
	s += 3;
	s += *s == '\\';
	if (*s > ' ' && *s < 0x7F && (s[1] == '"'))
		i->delimiter = *s;
}

/* --- what comes --- */

static bool
take_untagged(struct imap *i)
{
	switch (i->step) {
	case LIST:
		take_delimiter(i);
		break;
	case EXAMINE:
		take_folder(i);
		break;
	case SEARCH:
		imap_take_found(i);
		break;
	case FETCH:
		return take_mail(i);
	default:
		break;
	}
	return true;
}

static bool
go_on(struct imap *i, bool ok)
{
	switch (i->step) {
	case LIST:
		examine(i);
		return true;
	case EXAMINE:
		return ok ? imap_search(i)
			  : imap_fail(i, MAILBOX_REFUSED,
				"does not open the folder; correct its name "
				"in the url, or its rights");
	case SEARCH:
		return ok ? imap_fetch_all(i)
			  : imap_fail(i, MAILBOX_BROKEN, "does not search");
	case FETCH: /* one that the server cannot give is passed over */
		i->at++;
		return imap_fetch_next(i);
	default:
		return over(i);
	}
}

/* False: the mailbox is over, and gone. */
static bool
take_answer(struct imap *i)
{
	const char *s = i->answer.line.text;
	char tag[16];
	int n = snprintf(tag, sizeof(tag), "b%d ", i->tag);

	if (strncmp(s, "* ", 2) == 0)
		return take_untagged(i);
	if (strncmp(s, tag, (size_t)n) == 0)
		return go_on(i, strncasecmp(s + n, "OK", 2) == 0);
	if (s[0] == '+' || s[0] == 'b' || s[0] == '\0')
		return true;
	/* Not quoted: it may be of a mail. */
	str_clear(&i->answer.line);
	return imap_fail(i, MAILBOX_BROKEN,
	    "says what is no IMAP; check the address, and tell its keeper");
}

static bool
bytes(const char *bytes, size_t len, void *context)
{
	struct imap *i = context;
	struct why w;

	while (len > 0) {
		size_t used;

		if (!answer_feed(&i->answer, bytes, len, &used, &w)) {
			mailbox_finish(i->box, MAILBOX_BROKEN, NULL, &w);
			return false;
		}
		bytes += used;
		len -= used;
		if (i->answer.whole && !take_answer(i))
			return false;
	}
	return true;
}

static void
opened(void *context)
{
	struct imap *i = context;

	if (i->box->url.n_folders > 1)
		imap_command(i, LIST, "LIST \"\" \"\"");
	else
		examine(i);
}

static void
lost(enum mailbox_outcome outcome, const struct why *w, void *context)
{
	struct imap *i = context;

	if (i->step == LOGOUT) /* all was said */
		over(i);
	else
		mailbox_finish(i->box, outcome, NULL, w);
}

static void
begin(struct mailbox *b)
{
	static const struct line_calls calls = {opened, bytes, lost};
	struct imap *i = pool_get(b->pool, sizeof(*i));
	struct seen *s = &i->seen;

	i->box = b;
	i->delimiter = '/';
	b->inner = i;
	if (b->request.seen != NULL &&
	    sscanf(b->request.seen, "imap %" SCNu32 " %" SCNu32 " %" SCNd64,
		&s->validity, &s->last, &s->at) != NUMBERS)
		b->request.seen = NULL; /* of another kind */
	if (b->request.seen == NULL)
		*s = (struct seen){0};
	answer_init(&i->answer, mailbox_mail_most(b));
	i->line = line_open(b, &calls, i);
}

static void
end(struct mailbox *b)
{
	struct imap *i = b->inner;

	if (i == NULL)
		return;
	line_close(i->line);
	answer_release(&i->answer);
}

const struct mailbox_driver mailbox_imap = {begin, end};
