/* mailbox-imap-search.c - which mails of an IMAP folder are new */
/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>

#include "base/date.h"
#include "edge/mailbox-imap.h"

enum {
	SEARCH_BACK = 5000,  /* numbers, the first time */
	UIDS_MOST = 200000,  /* that a search may find */
	OVERLAP = 3 * 86400, /* read again when numbers are others */
};

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

void
imap_take_found(struct imap *i)
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

bool
imap_fetch_all(struct imap *i)
{
	size_t most = (size_t)i->box->request.mails_most;
	bool known = i->seen.validity == i->validity;

	if (i->n == 0 && known)
		return imap_leave(i, MAILBOX_UNCHANGED, imap_newest(i));
	if (i->n > 0)
		qsort(i->uid, i->n, sizeof(*i->uid), by_number);
	if (!known && i->n > most) {
		i->uid += i->n - most;
		i->n = most;
	}
	for (size_t k = 0; imap_is_first(i) && k < i->n / 2; k++) {
		uint32_t other = i->uid[k];

		i->uid[k] = i->uid[i->n - 1 - k];
		i->uid[i->n - 1 - k] = other;
	}
	return imap_fetch_next(i);
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

bool
imap_search(struct imap *i)
{
	const struct seen *seen = &i->seen;
	uint32_t low = i->next > SEARCH_BACK ? i->next - SEARCH_BACK : 1;
	int64_t since = seen->validity != 0 ? seen->at - OVERLAP
					    : i->box->request.since;

	if (i->validity == 0)
		return imap_fail(i, MAILBOX_REFUSED,
		    "gives its mails no lasting numbers (UIDVALIDITY)");
	if (i->exists == 0)
		return seen->validity == i->validity
			   ? imap_leave(i, MAILBOX_UNCHANGED, imap_newest(i))
			   : imap_fetch_all(i);
	if (seen->validity == i->validity && i->next > 0 &&
	    i->next <= seen->last + 1)
		return imap_leave(i, MAILBOX_UNCHANGED, seen->last);
	if (seen->validity == i->validity)
		imap_command(i, SEARCH,
		    pool_printf(i->box->pool, "UID SEARCH UID %" PRIu32 ":*",
			seen->last + 1));
	else
		imap_command(i, SEARCH,
		    pool_printf(i->box->pool,
			"UID SEARCH UID %" PRIu32 ":* SINCE %s", low,
			date_text(i, since)));
	return true;
}
