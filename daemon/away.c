/* away.c - who is away now: of the configuration and of the state file */
/* SPDX-License-Identifier: MIT */
#include "away.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "edge/store-away.h"
#include "turn.h"

enum { LIST_MOST = 16 << 20 };

struct away {
	struct turn *turn;
	struct pool *pool;
	struct absences all;
};

struct reading {
	struct pool *pool;
	struct absence *list;
	size_t n, room;
};

static bool
add(const struct absence *a, void *context)
{
	struct reading *r = context;
	struct absence *to;

	r->list = pool_grow(r->pool, r->list, r->n, &r->room, sizeof(*r->list));
	to = &r->list[r->n++];
	*to = *a;
	to->user = pool_strdup(r->pool, a->user);
	to->stand_in = pool_strdup(r->pool, a->stand_in);
	to->by = a->by ? pool_strdup(r->pool, a->by) : NULL;
	to->name = a->name ? pool_strdup(r->pool, a->name) : NULL;
	return true;
}

void
away_reload(struct away *h)
{
	const struct conf *conf = turn_conf(h->turn);
	struct reading r = {.pool = h->pool};
	struct why w;

	pool_clear(h->pool);
	for (size_t i = 0; i < conf->n_away; i++) {
		const struct conf_away *c = &conf->away[i];

		add(&(struct absence){.user = c->user,
			.stand_in = c->stand_in,
			.first = c->days.first,
			.last = c->days.last,
			.name = c->name},
		    &r);
	}
	if (!store_away(turn_store(h->turn), turn_today(h->turn), add, &r, &w))
		log_err("who is away: %s", w.text);
	h->all = (struct absences){r.list, r.n};
}

/* What was told may have been among what was lost. */
static void
lost(void *context)
{
	away_reload(context);
}

static void
nothing(void *context)
{
	(void)context;
}

struct away *
away_new(struct turn *t)
{
	struct away *h = calloc(1, sizeof(*h));

	if (h == NULL)
		abort();
	h->turn = t;
	h->pool = pool_new(LIST_MOST);
	turn_set_absences(t, &h->all);
	turn_after(t, nothing, lost, h);
	return h;
}

void
away_free(struct away *h)
{
	if (h == NULL)
		return;
	turn_set_absences(h->turn, NULL);
	pool_free(h->pool);
	free(h);
}
