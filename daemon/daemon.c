/* daemon.c - the daemon as a whole: made, run, reloaded, ended */
/* SPDX-License-Identifier: MIT */
#include "daemon.h"

#include <event2/event.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/held.h"
#include "away.h"
#include "base/log.h"
#include "calendar.h"
#include "config.h"
#include "control.h"
#include "daemon-inner.h"
#include "edge/conf.h"
#include "edge/reader.h"
#include "edge/store.h"
#include "edge/systemd.h"
#include "escalate.h"
#include "hold.h"
#include "linked.h"
#include "means-rest.h"
#include "loop.h"
#include "means.h"
#include "outbox.h"
#include "poll.h"
#include "release.h"
#include "remind.h"
#include "until.h"
#include "turn.h"

enum { STATUS_SECONDS = 30 };

static void
about_reader(void *context, int *pid, long *documents, long *died)
{
	struct daemon_house *h = context;

	*pid = reader_pid(h->means.reader);
	reader_counts(h->means.reader, documents, died);
}

static void
end_now(evutil_socket_t signal, short what, void *context)
{
	struct daemon_house *h = context;

	(void)what;
	log_info("bevakad: ends (%s)", strsignal((int)signal));
	systemd_stopping();
	event_base_loopbreak(h->base);
}

HELD(end_now)

static void
reload_now(evutil_socket_t signal, short what, void *context)
{
	(void)signal;
	(void)what;
	daemon_reload(context);
}

HELD(reload_now)

static void
tell_alive(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	(void)context;
	systemd_alive();
}

HELD(tell_alive)

/* Also the moment to hand memory of a busy time back. */
static void
tell_status(evutil_socket_t fd, short what, void *context)
{
	struct daemon_house *h = context;
	int64_t items = 0, deadlines = 0, n[PARCEL_STATES] = {0};
	struct why w;

	(void)fd;
	(void)what;
	store_counts(h->store, turn_today(h->turn), &items, &deadlines, &w);
	store_parcel_counts(h->store, NULL, n, &w);
	systemd_status("%zu feeds, %lld items, %lld deadlines ahead, "
		       "%lld parcels wait",
	    h->conf->n_feeds, (long long)items, (long long)deadlines,
	    (long long)n[PARCEL_WAITING]);
	store_rest(h->store);
	poll_pack(h->poll);
	malloc_trim(0);
}

HELD(tell_status)

static bool
is_busy(void *context)
{
	struct daemon_house *h = context;

	return h->loading != NULL || !anew_rests(h->anew) ||
	       !release_rests(h->release) || !hold_rests(h->hold);
}

/* Everything in the file is as the configuration says. */
static void
was_taken(void *context)
{
	struct daemon_house *h = context;

	reminder_wake(h->reminder);
	calendar_wake(h->calendar);
	if (h->loading == NULL) /* else there is more to come */
		control_taken(h->control);
}

/* With once: all rests, so it is over. */
static void
look_now(evutil_socket_t fd, short what, void *context)
{
	struct daemon_house *h = context;

	(void)fd;
	(void)what;
	if (!store_is_open(h->store) && poll_rests(h->poll) &&
	    linked_rests(h->linked) && reminder_rests(h->reminder) &&
	    anew_rests(h->anew) && release_rests(h->release) &&
	    escalator_rests(h->escalator) && outbox_rests(h->outbox))
		event_base_loopbreak(h->base);
}

HELD(look_now)

/* In a turn of its own: at the start the loop does not run yet. */
static void
look_at_rest(void *context)
{
	struct daemon_house *h = context;

	if (h->set.once)
		event_active(h->look, EV_TIMEOUT, 0);
}

static void
round_of_once(const struct poll_round *r, void *context)
{
	(void)r;
	(void)context;
}

static struct event *
on_signal(struct daemon_house *h, int signal, event_callback_fn fn)
{
	struct event *e = evsignal_new(h->base, signal, fn, h);

	if (signal != SIGHUP)
		event_priority_set(e, LOOP_URGENT);
	evsignal_add(e, NULL);
	return e;
}

static struct event *
every(struct daemon_house *h, int milliseconds, event_callback_fn fn)
{
	struct timeval tv = {milliseconds / 1000, milliseconds % 1000 * 1000};
	struct event *e = event_new(h->base, -1, EV_PERSIST, fn, h);

	if (milliseconds > 0)
		evtimer_add(e, &tv);
	return e;
}

static void
set_events(struct daemon_house *h)
{
	h->on_term = on_signal(h, SIGTERM, held_end_now);
	h->on_int = on_signal(h, SIGINT, held_end_now);
	h->on_hup = on_signal(h, SIGHUP, held_reload_now);
	h->alive = every(h, systemd_watchdog(), held_tell_alive);
	event_priority_set(h->alive, LOOP_URGENT);
	h->status = every(h, STATUS_SECONDS * 1000, held_tell_status);
}

static bool
open_control(struct daemon_house *h, struct why *w)
{
	struct control_settings set = {.socket = h->conf->socket,
	    .poll = h->poll,
	    .linked = h->linked,
	    .outbox = h->outbox,
	    .reminder = h->reminder,
	    .until = h->until,
	    .away = h->away,
	    .reload = daemon_reload,
	    .refused = daemon_refused,
	    .busy = is_busy,
	    .reader = about_reader,
	    .context = h};

	return control_open(h->turn, &set, &h->control, w);
}

static bool
build(struct daemon_house *h, struct why *w)
{
	h->look = event_new(h->base, -1, 0, held_look_now, h);
	h->turn = turn_new(h->base, h->store);
	turn_set_conf(h->turn, h->conf);
	means_open(&h->means, h->base, h->conf);
	means_rest_load(h->turn, &h->means);
	h->linked = linked_new(h->turn, &h->means);
	h->poll = poll_new(h->turn, &h->means, h->linked);
	h->outbox = outbox_new(h->turn, h->means.spawner);
	h->reminder = reminder_new(h->turn);
	h->hold = hold_new(h->turn);
	h->release = release_new(h->turn);
	h->until = until_new(h->turn, h->poll);
	h->away = away_new(h->turn);
	h->escalator = escalator_new(h->turn);
	h->calendar = calendar_new(h->turn, &h->means);
	h->anew = anew_new(h->turn, h->poll, was_taken, h);
	return open_control(h, w);
}

static bool
start(struct daemon_house *h, struct why *w)
{
	if (!turn_write(h->turn, w) ||
	    !store_parcels_recover(h->store, turn_now(h->turn), w))
		return false;
	daemon_keep_good(h, h->conf);
	if (!daemon_take_conf(h, h->conf, w) || !poll_settle(h->poll, w))
		return false;
	turn_after(h->turn, look_at_rest, look_at_rest, h);
	for (size_t i = 0; h->set.once && i < h->conf->n_feeds; i++)
		poll_now(h->poll, h->conf->feed[i].name, round_of_once, h);
	if (!turn_commit(h->turn))
		return why(w, "the state file could not be written");
	return true;
}

static void
free_event(struct event *e)
{
	if (e != NULL)
		event_free(e);
}

/* What is under way is dropped; the file says where we were. */
static void
tear_down(struct daemon_house *h)
{
	control_close(h->control);
	poll_free(h->poll);
	linked_free(h->linked);
	outbox_free(h->outbox);
	daemon_drop_loading(h);
	anew_free(h->anew);
	reminder_free(h->reminder);
	hold_free(h->hold);
	release_free(h->release);
	until_free(h->until);
	away_free(h->away);
	escalator_free(h->escalator);
	means_close(&h->means);
	if (h->turn != NULL)
		turn_commit_last(h->turn);
	calendar_free(h->calendar);
	turn_free(h->turn);
	store_close(h->store);
	conf_free(h->conf);
	free(h->refused);
	free_event(h->on_term);
	free_event(h->on_int);
	free_event(h->on_hup);
	free_event(h->alive);
	free_event(h->status);
	free_event(h->look);
	if (h->base != NULL)
		event_base_free(h->base);
}

int
daemon_run(const struct daemon_settings *set)
{
	struct daemon_house h = {.set = *set};
	struct why w = {"no event loop can be had"};
	bool done;

	signal(SIGPIPE, SIG_IGN);
	h.base = loop_new();
	done = h.base != NULL && daemon_load_first(&h, &w) && build(&h, &w) &&
	       start(&h, &w);
	if (!done) {
		log_err("bevakad: %s", w.text);
		tear_down(&h);
		return 1;
	}
	set_events(&h);
	log_info("bevakad " PACKAGE_VERSION ": %zu feeds, %zu rules, %zu "
		 "receivers, control socket %s",
	    h.conf->n_feeds, h.conf->n_rules, h.conf->n_receivers,
	    h.conf->socket);
	systemd_ready();
	event_base_dispatch(h.base);
	tear_down(&h);
	return 0;
}
