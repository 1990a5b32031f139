/* control-manners.c - when feeds are asked, where they moved, is there a network */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "poll.h"
#include "turn.h"

void
put_manners(json_t *o, const struct poll *p, const struct conf_feed *conf)
{
	struct poll_moved m;
	char why[POLL_WHY];
	json_t *moved;

	poll_next_why(p, conf, why);
	put_text(o, "next_why", why);
	poll_moved(p, conf, &m);
	put_text(o, "asked", m.asked);
	if (m.target == NULL)
		return;
	moved = json_object();
	put_text(moved, "to", m.target);
	put_time(moved, "since", m.since);
	put_text(moved, "doubt", m.doubt);
	json_object_set_new(moved, "rejected", json_boolean(m.rejected));
	json_object_set_new(o, "moved", moved);
}

struct moves {
	const struct poll *poll;
	int64_t n;
};

static void
count_move(
    const struct conf_feed *conf, const struct feed_row *row, void *context)
{
	struct moves *moves = context;
	struct poll_moved m;

	(void)row;
	poll_moved(moves->poll, conf, &m);
	moves->n += m.target != NULL && !m.rejected;
}

void
put_network(json_t *status, const struct poll *p)
{
	struct moves moves = {.poll = p};
	int64_t since, next;
	json_t *offline;

	poll_each(p, count_move, &moves);
	put_number(status, "moved", moves.n);
	poll_offline(p, &since, &next);
	if (since == NO_TIME)
		return;
	offline = json_object();
	put_time(offline, "since", since);
	put_time(offline, "next", next);
	json_object_set_new(status, "offline", offline);
}
