/* daemon.c - the daemon as a whole: made, run, reloaded, ended */
/* SPDX-License-Identifier: MIT */
#include "daemon.h"

#include <event2/event.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/log.h"
#include "base/pool.h"
#include "base/str.h"
#include "config.h"
#include "control.h"
#include "edge/conf.h"
#include "edge/reader.h"
#include "edge/store.h"
#include "edge/systemd.h"
#include "keep.h"
#include "linked.h"
#include "means.h"
#include "outbox.h"
#include "poll.h"
#include "remind.h"
#include "turn.h"

enum {
	STATUS_SECONDS = 30,
	ERRAND_MOST = 64 << 20,
	FAULTS_TEXT = 64 * 1024,
};

struct house {
	struct daemon_settings set;
	struct conf *conf;
	char *refused; /* faults of the last reload, when it was refused */
	struct event_base *base;
	struct store *store;
	struct turn *turn;
	struct means means;
	struct linked *linked;
	struct poll *poll;
	struct outbox *outbox;
	struct reminder *reminder;
	struct control *control;
	struct event *on_term, *on_int, *on_hup, *alive, *status, *look;
};

/* Good texts of files lie in the state file, by path. */
static const char *
good_key(struct pool *pool, const char *path)
{
	return pool_printf(pool, "good %s", path);
}

struct good {
	struct store *store;
	struct pool *pool;
};

static const char *
last_good(const char *path, size_t *len, void *context)
{
	struct good *g = context;
	const char *text = NULL;
	struct why w;

	if (!store_meta_get(
		g->store, g->pool, good_key(g->pool, path), &text, len, &w))
		log_warn("%s: its last good version: %s", path, w.text);
	return text;
}

/* Keeps the texts that are good and new, so that they can be fallen back to. */
static bool
keep_good(struct house *h, struct conf *conf)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct good g = {h->store, pool};
	struct why w;
	bool done = true;

	for (size_t i = 0; done && i < conf->n_files; i++) {
		const struct conf_file *f = &conf->file[i];
		const char *old;
		size_t len = 0;

		if (!f->ok)
			continue;
		old = last_good(f->path, &len, &g);
		if (old != NULL && len == f->len &&
		    memcmp(old, f->text, len) == 0)
			continue;
		done = turn_write(h->turn, &w) &&
		       store_meta_set(h->store, good_key(pool, f->path),
			   f->text, f->len, &w);
	}
	pool_free(pool);
	conf_drop_texts(conf);
	if (!done)
		turn_lose(h->turn, &w);
	return done;
}

static void
set_zone(const struct conf *conf)
{
	setenv("TZ", conf->timezone, 1);
	tzset();
}

/* With the state file open, a broken file has a last good version. */
static bool
load(struct house *h, struct conf **conf, struct why *w)
{
	struct good g = {h->store, pool_new(ERRAND_MOST)};
	bool done = conf_load(h->set.vendor, h->set.folder,
	    h->store ? last_good : NULL, &g, conf, w);

	pool_free(g.pool);
	return done;
}

static void
tell_faults(const struct conf *conf)
{
	for (size_t i = 0; i < conf->n_faults; i++)
		log_err("%s%s", conf->fault[i].text,
		    conf->fault[i].fell_back
			? " (the last good version of the file is used)"
			: "");
}

static bool
open_state(struct house *h, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	bool done;

	mkdir(h->conf->state, 0750); /* when it cannot: store_open tells */
	done = store_open(
	    pool_printf(pool, "%s/state.db", h->conf->state), &h->store, w);
	pool_free(pool);
	return done;
}

/* The configuration says where the state file is, which says what the last
 * good configuration was. */
static bool
load_first(struct house *h, struct why *w)
{
	struct conf *again;

	if (!load(h, &h->conf, w))
		return false;
	set_zone(h->conf);
	if (!open_state(h, w)) {
		tell_faults(h->conf); /* it may be why */
		return false;
	}
	if (h->conf->n_faults == 0)
		return true;
	if (!load(h, &again, w))
		return false;
	conf_free(h->conf);
	h->conf = again;
	set_zone(h->conf);
	tell_faults(h->conf);
	return true;
}

/*
 * Takes a configuration.  When it needs other means, the rounds under way
 * begin again with them; pages under way begin again in any case.
 */
static bool
take_conf(struct house *h, struct conf *conf, struct why *w)
{
	bool other = h->conf != conf && means_differ(h->conf, conf);

	turn_set_conf(h->turn, conf);
	h->conf = conf;
	outbox_reload(h->outbox);
	linked_reload(h->linked);
	if (other) {
		poll_stop(h->poll);
		means_renew(&h->means, h->base, conf);
	}
	reminder_wake(h->reminder);
	return poll_reload(h->poll, w) && keep_rules(h->turn, w);
}

static char *
faults_text(const struct conf *conf)
{
	struct str s = STR_INIT(FAULTS_TEXT);
	char *copy;

	for (size_t i = 0; i < conf->n_faults; i++)
		str_addf(&s, "%s%s", i ? "\n" : "", conf->fault[i].text);
	copy = strdup(s.text);
	str_release(&s);
	return copy;
}

/* All or nothing: with a fault, what runs goes on as it was. */
static bool
reload(void *context, char **faults)
{
	struct house *h = context;
	struct conf *new, *old = h->conf;
	struct why w;

	free(h->refused);
	h->refused = NULL;
	if (!load(h, &new, &w)) {
		*faults = strdup(w.text);
		h->refused = strdup(w.text);
		log_err("reload: %s; nothing is changed", w.text);
		return false;
	}
	if (new->n_faults > 0) {
		*faults = faults_text(new);
		h->refused = faults_text(new);
		tell_faults(new);
		log_err(
		    "reload: %zu faults; nothing is changed", new->n_faults);
		conf_free(new);
		return false;
	}
	keep_good(h, new);
	set_zone(new);
	if (!take_conf(h, new, &w))
		turn_lose(h->turn, &w);
	conf_free(old);
	log_info("reload: %zu feeds, %zu rules, %zu receivers", new->n_feeds,
	    new->n_rules, new->n_receivers);
	return true;
}

static const char *
refused(void *context)
{
	struct house *h = context;

	return h->refused ? h->refused : "";
}

static void
about_reader(void *context, int *pid, long *documents, long *died)
{
	struct house *h = context;

	*pid = reader_pid(h->means.reader);
	reader_counts(h->means.reader, documents, died);
}

static void
end_now(evutil_socket_t signal, short what, void *context)
{
	struct house *h = context;

	(void)what;
	log_info("bevakad: ends (%s)", strsignal((int)signal));
	systemd_stopping();
	event_base_loopbreak(h->base);
}

static void
reload_now(evutil_socket_t signal, short what, void *context)
{
	char *faults = NULL;

	(void)signal;
	(void)what;
	reload(context, &faults);
	free(faults);
}

static void
tell_alive(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	(void)context;
	systemd_alive();
}

/* Also the moment to hand memory of a busy time back. */
static void
tell_status(evutil_socket_t fd, short what, void *context)
{
	struct house *h = context;
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
	malloc_trim(0);
}

/* With once: all rests, so it is over. */
static void
look_now(evutil_socket_t fd, short what, void *context)
{
	struct house *h = context;

	(void)fd;
	(void)what;
	if (!store_is_open(h->store) && poll_rests(h->poll) &&
	    linked_rests(h->linked) && outbox_rests(h->outbox))
		event_base_loopbreak(h->base);
}

/* In a turn of its own: at the start the loop does not run yet. */
static void
look_at_rest(void *context)
{
	struct house *h = context;

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
on_signal(struct house *h, int signal, event_callback_fn fn)
{
	struct event *e = evsignal_new(h->base, signal, fn, h);

	evsignal_add(e, NULL);
	return e;
}

static struct event *
every(struct house *h, int milliseconds, event_callback_fn fn)
{
	struct timeval tv = {milliseconds / 1000, milliseconds % 1000 * 1000};
	struct event *e = event_new(h->base, -1, EV_PERSIST, fn, h);

	if (milliseconds > 0)
		evtimer_add(e, &tv);
	return e;
}

static void
set_events(struct house *h)
{
	h->on_term = on_signal(h, SIGTERM, end_now);
	h->on_int = on_signal(h, SIGINT, end_now);
	h->on_hup = on_signal(h, SIGHUP, reload_now);
	h->alive = every(h, systemd_watchdog(), tell_alive);
	h->status = every(h, STATUS_SECONDS * 1000, tell_status);
}

static bool
build(struct house *h, struct why *w)
{
	struct control_settings set = {.socket = h->conf->socket,
	    .reload = reload,
	    .refused = refused,
	    .reader = about_reader,
	    .context = h};

	h->look = event_new(h->base, -1, 0, look_now, h);
	h->turn = turn_new(h->base, h->store);
	turn_set_conf(h->turn, h->conf);
	means_open(&h->means, h->base, h->conf);
	h->linked = linked_new(h->turn, &h->means);
	h->poll = poll_new(h->turn, &h->means, h->linked);
	h->outbox = outbox_new(h->turn, h->means.spawner);
	h->reminder = reminder_new(h->turn);
	return control_open(h->turn, h->poll, h->linked, h->outbox, h->reminder,
	    &set, &h->control, w);
}

static bool
start(struct house *h, struct why *w)
{
	if (!turn_write(h->turn, w) ||
	    !store_parcels_recover(h->store, turn_now(h->turn), w))
		return false;
	keep_good(h, h->conf);
	if (!take_conf(h, h->conf, w))
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
tear_down(struct house *h)
{
	control_close(h->control);
	poll_free(h->poll);
	linked_free(h->linked);
	outbox_free(h->outbox);
	reminder_free(h->reminder);
	means_close(&h->means);
	if (h->turn != NULL)
		turn_commit_last(h->turn);
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
	struct house h = {.set = *set};
	struct why w = {"no event loop can be had"};
	bool done;

	signal(SIGPIPE, SIG_IGN);
	h.base = event_base_new();
	done = h.base != NULL && load_first(&h, &w) && build(&h, &w) &&
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

int
daemon_check(const struct daemon_settings *set)
{
	struct conf *conf;
	struct why w;
	int status;

	if (!conf_load(set->vendor, set->folder, NULL, NULL, &conf, &w)) {
		printf("%s\n", w.text);
		return 1;
	}
	for (size_t i = 0; i < conf->n_faults; i++)
		printf("%s\n", conf->fault[i].text);
	printf("%zu feeds, %zu rules, %zu receivers, %zu notifiers: ",
	    conf->n_feeds, conf->n_rules, conf->n_receivers, conf->n_notifiers);
	if (conf->n_faults > 0)
		printf("%zu faults\n", conf->n_faults);
	else
		printf("no fault\n");
	status = conf->n_faults > 0;
	conf_free(conf);
	return status;
}
