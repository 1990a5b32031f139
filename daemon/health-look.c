/* health-look.c - documents that are not what was asked for */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/errortext.h"
#include "core/login.h"
#include "edge/conf.h"
#include "health-inner.h"
#include "turn.h"

enum { LINKS_MOST = 60, SCRATCH = 16 << 20 };

/* Is anything of the list in the file? */
static bool
is_strange(struct turn *t, const struct feed_row *row, const struct document *d)
{
	size_t n = d->n_items < LINKS_MOST ? d->n_items : LINKS_MOST;

	for (size_t i = 0; i < n; i++) {
		int64_t seen;
		struct why w;

		if (d->items[i].link != NULL &&
		    (!store_item_linked(
			 turn_store(t), row->id, d->items[i].link, &seen, &w) ||
			seen != NO_TIME))
			return false;
	}
	return true;
}

/* So much of a stranger's title, cut between two characters. */
static const char *
cut(struct pool *pool, const char *title)
{
	enum { MOST = 150 };

	return pool_strndup(pool, title ? title : "", str_fit(title, MOST));
}

/* Copies what is no error text. */
static void
drop_errors(
    struct pool *pool, const struct document *d, struct health_look *look)
{
	struct pool *scratch = pool_new(SCRATCH);
	struct item *list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < d->n_items; i++) {
		const struct item *item = &d->items[i];
		bool error = errortext_is(scratch, item);

		if (error && look->errors++ == 0) {
			look->error = cut(pool, item->title);
			list = pool_get(pool, d->n_items * sizeof(*list));
			memcpy(list, d->items, i * sizeof(*list));
			n = i;
		} else if (!error && list != NULL) {
			list[n++] = *item;
		}
		pool_clear(scratch);
	}
	pool_free(scratch);
	if (list == NULL)
		return;
	look->document.items = list;
	look->document.n_items = n;
}

static const char *
had(struct pool *pool, const struct vital_row *v, const struct feed_row *row)
{
	char day[DAY_TEXT];

	return pool_printf(pool,
	    "the list is not found any more (it had %d items on %s)", v->items,
	    day_write(time_local_day(row->last_ok), day));
}

static const char *
login(struct pool *pool, bool page, const char *why)
{
	return pool_printf(pool,
	    "a log-in page in place of the %s: %s; find an open address, or "
	    "give credentials",
	    page ? "page" : "feed", why);
}

/* Dated before, most of it, and now not at all: a menu, say. */
static bool
has_lost_dates(const struct document *d, const struct vital_row *v)
{
	if (v->dated == 0 || v->dated * 2 < v->items)
		return false;
	for (size_t i = 0; i < d->n_items; i++)
		if (d->items[i].published != NO_TIME)
			return false;
	return true;
}

/* A page's list: is it what it was?  Only what looks odd is looked up. */
static const char *
look_at_list(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, const struct document *d)
{
	struct vital_row v;
	bool gate, menu;
	struct why w;

	if (!row->baseline)
		return d->login && login_is_title(d->title)
			   ? login(pool, true, "it asks for a password")
			   : NULL;
	if (!store_vital_get(turn_store(t), pool, row->id, &v, &w))
		return NULL;
	gate = (d->login && !v.login) || login_is_title(d->title);
	menu = feed->paths.item == NULL && has_lost_dates(d, &v);
	if ((!gate && !menu) || !is_strange(t, row, d))
		return NULL;
	if (gate)
		return login(pool, true, "nothing of the list is left");
	return pool_printf(pool,
	    "%s: what is on the page now has no dates, and nothing of it was "
	    "there before; say item = and an XPath",
	    had(pool, &v, row));
}

const char *
health_look(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, const char *asked, const char *got,
    const struct document *d, struct health_look *look)
{
	bool list = d->kind == DOCUMENT_LIST;
	const char *fault = NULL;

	*look = (struct health_look){.document = *d};
	if (list && login_led_to(asked, got))
		return login(pool, true,
		    pool_printf(pool, "it leads to %s", cut(pool, got)));
	if (list)
		fault = look_at_list(t, pool, feed, row, d);
	if (fault != NULL)
		return fault;
	drop_errors(pool, d, look);
	if (look->errors > 0 && look->document.n_items == 0)
		return pool_printf(pool,
		    "an error text in place of news: “%s”; a fault of "
		    "the publisher's",
		    look->error);
	return NULL;
}

const char *
health_unread(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    const struct feed_row *row, const char *asked, const char *got,
    const char *reason)
{
	bool page = feed->type == CONF_FEED_PAGE ||
		    (row->format != NULL && strcmp(row->format, "html") == 0);
	bool list = strncmp(reason, "item = ", 7) == 0 ||
		    strncmp(reason, "no list of ", 11) == 0;
	struct vital_row v;
	struct why w;

	if (login_led_to(asked, got))
		return login(pool, page,
		    pool_printf(pool, "it leads to %s", cut(pool, got)));
	if (!page || !list || !row->baseline ||
	    !store_vital_get(turn_store(t), pool, row->id, &v, &w) ||
	    v.items == 0)
		return reason;
	return pool_printf(pool, "%s: %s", had(pool, &v, row), reason);
}
