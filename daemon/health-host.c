/* health-host.c - a dead host hides its feeds: one alert speaks for all */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/network.h"
#include "edge/conf.h"
#include "edge/store-trust.h"
#include "health-inner.h"
#include "turn.h"

/* The host is not reached, or says that nobody is behind it. */
static bool
is_of_host(int status, const char *why)
{
	if (why != NULL && strstr(why, "credential") != NULL)
		return false;
	return status == 0 || (status >= 502 && status <= 504);
}

int
health_host_feeds(
    struct turn *t, const struct conf_feed *feed, const struct episode_row *e)
{
	const struct conf *conf = turn_conf(t);
	uint64_t host = network_host(feed->url);
	int n = 0;

	if (!is_of_host(e->status, e->why) || feed->type == CONF_FEED_MAILBOX)
		return 0;
	for (size_t i = 0; i < conf->n_feeds; i++)
		n += &conf->feed[i] != feed && !conf->feed[i].paused &&
		     network_host(conf->feed[i].url) == host;
	return n;
}

/* The alert of another feed of the host. */
struct search {
	uint64_t host;
	int64_t episode; /* not this one */
	int64_t alert;   /* found; 0: none */
};

static bool
look(const struct speaker *s, void *context)
{
	struct search *x = context;

	if (s->episode == x->episode || !is_of_host(s->status, s->why) ||
	    network_host(s->url) != x->host)
		return true;
	x->alert = s->alert;
	return false;
}

static bool
hide(struct turn *t, const struct conf_feed *feed, struct episode_row *e,
    int64_t alert, struct why *w)
{
	struct store *s = turn_store(t);
	char words[300];
	struct trace_row trace = {.alert = alert,
	    .at = turn_now(t),
	    .what = TRACE_HIDDEN,
	    .until = NO_TIME,
	    .words = words};

	snprintf(words, sizeof(words),
	    "feed %.100s of the same host cannot be read either", feed->name);
	e->told = turn_now(t);
	e->again = NO_TIME;
	e->alert = alert;
	turn_tell(t, "alert", "alert A%lld: %s", (long long)alert, words);
	return store_hidden_add(s, e->id, alert, w) &&
	       store_trace_add(s, &trace, w);
}

/* What spoke for it is over: it speaks for itself, unless another one does. */
static bool
look_for_speaker(struct turn *t, const struct conf_feed *feed,
    struct episode_row *e, bool *hidden, struct why *w)
{
	struct search x = {.host = network_host(feed->url), .episode = e->id};

	if (health_host_feeds(t, feed, e) == 0)
		return true;
	if (!store_speakers(turn_store(t), look, &x, w))
		return false;
	*hidden = x.alert != 0;
	return !*hidden || hide(t, feed, e, x.alert, w);
}

bool
health_host_hides(struct turn *t, const struct conf_feed *feed,
    struct episode_row *e, bool *hidden, struct why *w)
{
	struct store *s = turn_store(t);
	int64_t alert = 0;
	bool speaks = false;

	*hidden = false;
	if (e->told == NO_TIME)
		return look_for_speaker(t, feed, e, hidden, w);
	if (e->again != NO_TIME)
		return true;
	if (!store_hidden_by(s, e->id, &alert, w))
		return false;
	if (alert == 0)
		return true;
	if (!store_speaks(s, alert, &speaks, w))
		return false;
	*hidden = speaks && is_of_host(e->status, e->why);
	if (*hidden)
		return true;
	e->told = NO_TIME;
	e->alert = 0;
	return store_hidden_end(s, e->id, w) &&
	       look_for_speaker(t, feed, e, hidden, w);
}

bool
health_host_ends(
    struct turn *t, struct episode_row *e, bool *hidden, struct why *w)
{
	struct store *s = turn_store(t);
	int64_t alert = 0;

	*hidden = false;
	if (e->told == NO_TIME || e->again != NO_TIME)
		return true;
	if (!store_hidden_by(s, e->id, &alert, w))
		return false;
	*hidden = alert != 0;
	if (!*hidden)
		return true;
	e->alert = 0;
	return store_hidden_end(s, e->id, w);
}
