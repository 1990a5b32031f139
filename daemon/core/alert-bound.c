/* alert-bound.c - what strangers wrote in an alert, no longer than it is read */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/str.h"
#include "core/alert-parts.h"
#include "core/scrub.h"

/* Bytes; all of it together is less than ALERT_TEXT_MOST. */
enum {
	TITLE_MOST = 400,
	EVIDENCE_MOST = 600,
	WORDS_MOST = 800,
	LINK_MOST = 4000,
};

/* At most so many bytes of it, cut between two characters. */
static const char *
cut(struct pool *pool, const char *text, size_t most)
{
	size_t n = str_fit(text, most);

	if (text == NULL || text[n] == '\0')
		return text;
	return pool_printf(pool, "%.*s…", (int)n, text);
}

/* What the source wrote, without numbers that an alert need not spread. */
static const char *
quote(struct pool *pool, const struct alert *a, const char *text, size_t most)
{
	return cut(pool, a->quote_all ? text : scrub(pool, text), most);
}

static const struct alert_deadline *
cut_deadlines(struct pool *pool, const struct alert *a)
{
	struct alert_deadline *list = pool_get(
	    pool, (a->n_deadlines + 1) * sizeof(*list));

	for (size_t i = 0; i < a->n_deadlines; i++) {
		list[i] = a->deadline[i];
		list[i].is.evidence = quote(
		    pool, a, list[i].is.evidence, EVIDENCE_MOST);
	}
	return list;
}

struct alert
alert_bounded(struct pool *pool, const struct alert *a)
{
	struct alert b = *a;

	if (b.n_deadlines > ALERT_DEADLINES_MOST)
		b.n_deadlines = ALERT_DEADLINES_MOST;
	b.title = quote(pool, a, a->title, TITLE_MOST);
	b.reason = cut(pool, a->reason, WORDS_MOST);
	b.other_title = quote(pool, a, a->other_title, TITLE_MOST);
	if (a->other_link != NULL && strlen(a->other_link) > LINK_MOST)
		b.other_link = NULL;
	b.old_words = quote(pool, a, a->old_words, WORDS_MOST);
	b.new_words = quote(pool, a, a->new_words, WORDS_MOST);
	b.deadline = cut_deadlines(pool, &b);
	if (a->link != NULL && strlen(a->link) > LINK_MOST)
		b.link = NULL; /* half an address leads elsewhere */
	if (a->old != NULL) {
		struct deadline *old = pool_get(pool, sizeof(*old));

		*old = *a->old;
		old->evidence = quote(pool, a, old->evidence, EVIDENCE_MOST);
		b.old = old;
	}
	return b;
}
