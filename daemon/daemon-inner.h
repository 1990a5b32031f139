/* daemon-inner.h - what the files of daemon share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef DAEMON_INNER_H
#define DAEMON_INNER_H

#include <stdbool.h>

#include "base/why.h"
#include "daemon.h"
#include "means.h"
#include "slice.h"

struct anew;
struct away;
struct calendar;
struct conf;
struct conf_loading;
struct control;
struct event;
struct event_base;
struct escalator;
struct linked;
struct outbox;
struct poll;
struct hold;
struct release;
struct reminder;
struct until;
struct store;
struct turn;

/* Where last good texts are looked up. */
struct good {
	struct store *store;
	struct pool *pool;
};

struct daemon_house {
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
	struct hold *hold;
	struct release *release;
	struct until *until;
	struct away *away;
	struct escalator *escalator;
	struct calendar *calendar;
	struct control *control;
	struct anew *anew;
	/* While a configuration is loaded. */
	struct conf_loading *loading;
	struct good good;
	struct slice load;
	struct event *on_term, *on_int, *on_hup, *alive, *status, *look;
};

/* Finds the configuration and opens the state file that it names. */
bool daemon_load_first(struct daemon_house *, struct why *);
/* Keeps the texts that are good and new, so that they can be fallen back to. */
bool daemon_keep_good(struct daemon_house *, struct conf *);
/*
 * Takes a configuration.  When it needs other means, the rounds under way
 * begin again with them; pages under way begin again in any case.
 */
bool daemon_take_conf(struct daemon_house *, struct conf *, struct why *);

/*
 * What the configuration that runs now changes in the file: the rules that
 * concern items, the sections [deadline], the days that reminders fall on.  In
 * slices, from the beginning each time it is begun; done when all is found.
 */
typedef void anew_done_fn(void *context);
struct anew *anew_new(
    struct turn *, struct poll *, anew_done_fn *, void *context);
void anew_free(struct anew *);
void anew_begin(struct anew *);
bool anew_rests(const struct anew *);

/*
 * The house is the context.  Begins to load the configuration anew; all or
 * nothing: with a fault, what runs goes on as it was.  Those who wait are told
 * by control_refused or control_taken.
 */
void daemon_reload(void *house);
/* What is being loaded is not wanted. */
void daemon_drop_loading(struct daemon_house *);
/* The faults of the last reload, when it was refused; or "". */
const char *daemon_refused(void *house);

#endif
