/* daemon-conf.c - the configuration: loaded, fallen back from, taken anew */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "away.h"
#include "base/log.h"
#include "base/pool.h"
#include "base/str.h"
#include "control.h"
#include "daemon-inner.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "means-rest.h"
#include "linked.h"
#include "outbox.h"
#include "poll.h"
#include "slice.h"
#include "release.h"
#include "until.h"
#include "turn.h"

enum { ERRAND_MOST = 64 << 20, FAULTS_TEXT = 64 * 1024 };

/* Good texts of files lie in the state file, by path. */
static const char *
good_key(struct pool *pool, const char *path)
{
	return pool_printf(pool, "good %s", path);
}

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

bool
daemon_keep_good(struct daemon_house *h, struct conf *conf)
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

/* With the state file open, a broken file has a last good version. */
static bool
load(struct daemon_house *h, struct conf **conf, struct why *w)
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
open_state(struct daemon_house *h, struct why *w)
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
bool
daemon_load_first(struct daemon_house *h, struct why *w)
{
	struct conf *again;

	if (!load(h, &h->conf, w))
		return false;
	time_set_zone(h->conf->timezone);
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
	time_set_zone(h->conf->timezone);
	tell_faults(h->conf);
	return true;
}

bool
daemon_take_conf(struct daemon_house *h, struct conf *conf, struct why *w)
{
	bool other = h->conf != conf && means_differ(h->conf, conf);

	turn_set_conf(h->turn, conf);
	h->conf = conf;
	outbox_reload(h->outbox);
	linked_reload(h->linked);
	if (other) {
		poll_stop(h->poll);
		means_renew(&h->means, h->base, conf);
		means_rest_load(h->turn, &h->means);
	}
	release_reload(h->release);
	away_reload(h->away);
	anew_begin(h->anew);
	return poll_reload(h->poll, w) && until_take_conf(h->until, w);
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

static void
refuse(struct daemon_house *h, const char *faults)
{
	h->refused = strdup(faults);
	control_refused(h->control, faults);
}

static void
take(struct daemon_house *h, struct conf *new)
{
	struct conf *old = h->conf;
	struct why w;

	if (new->n_faults > 0) {
		char *faults = faults_text(new);

		tell_faults(new);
		log_err(
		    "reload: %zu faults; nothing is changed", new->n_faults);
		conf_free(new);
		refuse(h, faults);
		free(faults);
		return;
	}
	daemon_keep_good(h, new);
	time_set_zone(new->timezone);
	if (!daemon_take_conf(h, new, &w))
		turn_lose(h->turn, &w);
	conf_free(old);
	log_info("reload: %zu feeds, %zu rules, %zu receivers", new->n_feeds,
	    new->n_rules, new->n_receivers);
}

void
daemon_drop_loading(struct daemon_house *h)
{
	slice_stop(&h->load);
	conf_drop(h->loading);
	pool_free(h->good.pool);
	h->loading = NULL;
	h->good.pool = NULL;
}

static bool
load_on(void *context)
{
	struct daemon_house *h = context;
	struct conf *new;

	if (conf_step(h->loading))
		return true;
	new = conf_close(h->loading);
	h->loading = NULL;
	daemon_drop_loading(h);
	take(h, new);
	return false;
}

/* The last one counts: what is being loaded was asked for before. */
void
daemon_reload(void *context)
{
	struct daemon_house *h = context;
	struct why w;

	daemon_drop_loading(h);
	free(h->refused);
	h->refused = NULL;
	h->good = (struct good){h->store, pool_new(ERRAND_MOST)};
	h->loading = conf_open(
	    h->set.vendor, h->set.folder, last_good, &h->good, &w);
	if (h->loading == NULL) {
		daemon_drop_loading(h);
		log_err("reload: %s; nothing is changed", w.text);
		refuse(h, w.text);
		return;
	}
	h->load = (struct slice){
	    .name = "configuration loaded", .step = load_on, .context = h};
	slice_start(turn_slicer(h->turn), &h->load);
}

const char *
daemon_refused(void *context)
{
	struct daemon_house *h = context;

	return h->refused ? h->refused : "";
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
