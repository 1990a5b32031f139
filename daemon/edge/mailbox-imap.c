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
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/time.h>
#include <time.h>

#include "base/date.h"
#include "edge/mailbox-answer.h"
#include "edge/mailbox-inner.h"
#include "edge/mailbox-line.h"

enum {
	COMMAND_MOST = 8 * 1024,
	SEARCH_BACK = 5000,  /* numbers, the first time */
	UIDS_MOST = 200000,  /* that a search may find */
	OVERLAP = 3 * 86400, /* read again when numbers are others */
	SAID_MOST = 120,     /* of what a server says, in a reason */
	NUMBERS = 3
};

enum step { CONNECT, LIST, EXAMINE, SEARCH, FETCH, LOGOUT };

struct seen {
	uint32_t validity, last;
	int64_t at;
};

struct imap {
	struct mailbox *box;
	struct line *line;
	struct answer answer;
	enum step step;
	int tag;
	char delimiter;
	struct seen seen;        /* as the request has it; validity 0: none */
	uint32_t validity, next; /* as the server says; next 0: it does not */
	uint32_t exists;
	uint32_t *uid; /* found, in the order in which they are read */
	size_t n, room, at;
	bool added; /* the mail that is asked for has come */
	enum mailbox_outcome outcome;
	char new[80]; /* what was seen, when all is over */
};

static bool
fail(struct imap *i, enum mailbox_outcome outcome, const char *what)
{
	const char *said = i->answer.line.text;
	struct why w;

	said += strcspn(said, " ");
	why(&w, "the server %s%s%.*s", what, *said != '\0' ? ":" : "",
	    SAID_MOST, said);
	mailbox_finish(i->box, outcome, NULL, &w);
	return false;
}

static void
command(struct imap *i, enum step step, const char *text)
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

static bool
leave(struct imap *i, enum mailbox_outcome outcome, uint32_t last)
{
	i->outcome = outcome;
	snprintf(i->new, sizeof(i->new),
	    "imap %" PRIu32 " %" PRIu32 " %" PRId64, i->validity, last, now(i));
	command(i, LOGOUT, "LOGOUT");
	return true;
}

static bool
over(struct imap *i)
{
	mailbox_finish(i->box, i->outcome, i->new, NULL);
	return false;
}

/* The last number there is, read or not. */
static uint32_t
newest(const struct imap *i)
{
	uint32_t last = i->next > 0 ? i->next - 1 : i->seen.last;

	for (size_t k = 0; k < i->n; k++)
		last = i->uid[k] > last ? i->uid[k] : last;
	return last;
}

/* --- reading --- */

static bool
is_first(const struct imap *i)
{
	return i->box->request.seen == NULL;
}

static bool
fetch_next(struct imap *i)
{
	char text[200];

	if (i->at == i->n || !mailbox_has_room(i->box, 0)) {
		i->box->more = i->at < i->n && !is_first(i);
		return leave(i, MAILBOX_MAILS,
		    i->box->more ? i->uid[i->at] - 1 : newest(i));
	}
	i->added = false;
	snprintf(text, sizeof(text),
	    "UID FETCH %" PRIu32 " (UID INTERNALDATE BODY.PEEK[]<0.%zu>)",
	    i->uid[i->at], mailbox_mail_most(i->box));
	command(i, FETCH, text);
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
		i->box->more = !is_first(i);
		return leave(i, MAILBOX_MAILS,
		    i->box->more ? i->uid[i->at] - 1 : newest(i));
	}
	mailbox_add(i->box, answer_time(a), a->literal.text, a->literal.len);
	i->added = true;
	return true;
}

/* --- searching --- */

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* "* SEARCH 2 84 882" */
static void
take_found(struct imap *i)
{
	const char *s = i->answer.line.text;
	char *end;

	if (strncasecmp(s, "* SEARCH", 8) != 0)
		return;
	for (s += 8; *s == ' ' && i->n < UIDS_MOST; s = end) {
		uint32_t uid = (uint32_t)strtoul(s + 1, &end, 10);

		if (end == s + 1)
			return;
		if (uid == 0 ||
		    (i->seen.validity == i->validity && uid <= i->seen.last))
			continue; /* "9:*" is never nothing */
		i->uid = pool_grow(
		    i->box->pool, i->uid, i->n, &i->room, sizeof(*i->uid));
		i->uid[i->n++] = uid;
	}
}

/* Of the first reading, the newest first: what has no room is too old. */
static bool
fetch_all(struct imap *i)
{
	size_t most = (size_t)i->box->request.mails_most;
	bool known = i->seen.validity == i->validity;

	if (i->n == 0 && known)
		return leave(i, MAILBOX_UNCHANGED, newest(i));
	if (i->n > 0)
		qsort(i->uid, i->n, sizeof(*i->uid), by_number);
	if (!known && i->n > most) {
		i->uid += i->n - most;
		i->n = most;
	}
	for (size_t k = 0; is_first(i) && k < i->n / 2; k++) {
		uint32_t other = i->uid[k];

		i->uid[k] = i->uid[i->n - 1 - k];
		i->uid[i->n - 1 - k] = other;
	}
	return fetch_next(i);
}

/* "7-Mar-2021" */
static const char *
date_text(struct imap *i, int64_t instant)
{
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct date d = day_date(time_day(instant));

	return pool_printf(i->box->pool, "%d-%s-%d", d.day,
	    months[(d.month + 11) % 12], d.year);
}

static bool
search(struct imap *i)
{
	const struct seen *seen = &i->seen;
	uint32_t low = i->next > SEARCH_BACK ? i->next - SEARCH_BACK : 1;
	int64_t since = seen->validity != 0 ? seen->at - OVERLAP
					    : i->box->request.since;

	if (i->validity == 0)
		return fail(i, MAILBOX_REFUSED,
		    "gives its mails no lasting numbers (UIDVALIDITY)");
	if (i->exists == 0)
		return seen->validity == i->validity
			   ? leave(i, MAILBOX_UNCHANGED, newest(i))
			   : fetch_all(i);
	if (seen->validity == i->validity && i->next > 0 &&
	    i->next <= seen->last + 1)
		return leave(i, MAILBOX_UNCHANGED, seen->last);
	if (seen->validity == i->validity)
		command(i, SEARCH,
		    pool_printf(i->box->pool, "UID SEARCH UID %" PRIu32 ":*",
			seen->last + 1));
	else
		command(i, SEARCH,
		    pool_printf(i->box->pool,
			"UID SEARCH UID %" PRIu32 ":* SINCE %s", low,
			date_text(i, since)));
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
	command(i, EXAMINE, s.text);
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
		take_found(i);
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
		return ok ? search(i)
			  : fail(i, MAILBOX_REFUSED,
				"does not open the folder; correct its name "
				"in the url, or its rights");
	case SEARCH:
		return ok ? fetch_all(i)
			  : fail(i, MAILBOX_BROKEN, "does not search");
	case FETCH: /* one that the server cannot give is passed over */
		i->at++;
		return fetch_next(i);
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
	return fail(i, MAILBOX_BROKEN,
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
		command(i, LIST, "LIST \"\" \"\"");
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
