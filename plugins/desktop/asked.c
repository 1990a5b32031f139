/* asked.c - what was asked of the daemon and is not answered yet */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/asked.h"

#include <glib.h>
#include <stdlib.h>

#include "plugins/desktop/link.h"

struct asked {
	GQueue *sent;    /* struct request, in order */
	GQueue *waiting; /* kept ones, for the next connection */
};

static struct request *
request_new(json_t *members, const char *alert, bool follow)
{
	struct request *r = g_new0(struct request, 1);
	char *line = json_dumps(members, JSON_COMPACT);

	r->line = g_strdup(line);
	r->alert = g_strdup(alert);
	r->follow = follow;
	free(line);
	json_decref(members);
	return r;
}

void
request_free(struct request *r)
{
	g_free(r->line);
	g_free(r->alert);
	g_free(r);
}

static void
say(struct asked *a, struct link *link, struct request *r)
{
	g_queue_push_tail(a->sent, r);
	link_send(link, r->line);
}

void
asked_send(struct asked *a, struct link *link, json_t *members, bool follow)
{
	say(a, link, request_new(members, NULL, follow));
}

bool
asked_keep(
    struct asked *a, struct link *link, json_t *members, const char *alert)
{
	struct request *r = request_new(members, alert, false);

	if (link != NULL && link_is_up(link)) {
		say(a, link, r);
	} else if (g_queue_get_length(a->waiting) < ASKED_MOST) {
		g_queue_push_tail(a->waiting, r);
	} else {
		request_free(r);
		return false;
	}
	return true;
}

void
asked_again(struct asked *a, struct link *link)
{
	struct request *r;

	while ((r = g_queue_pop_head(a->waiting)) != NULL)
		say(a, link, r);
}

void
asked_lost(struct asked *a)
{
	struct request *r;

	while ((r = g_queue_pop_tail(a->sent)) != NULL)
		if (r->alert != NULL)
			g_queue_push_head(a->waiting, r);
		else
			request_free(r);
}

struct request *
asked_answered(struct asked *a)
{
	return g_queue_pop_head(a->sent);
}

struct asked *
asked_new(void)
{
	struct asked *a = g_new0(struct asked, 1);

	a->sent = g_queue_new();
	a->waiting = g_queue_new();
	return a;
}

void
asked_free(struct asked *a)
{
	struct request *r;

	asked_lost(a);
	while ((r = g_queue_pop_head(a->waiting)) != NULL)
		request_free(r);
	g_queue_free(a->sent);
	g_queue_free(a->waiting);
	g_free(a);
}
