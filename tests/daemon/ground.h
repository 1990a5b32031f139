/* ground.h - what tests stand on: a folder, a configuration, a state file */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_DAEMON_GROUND_H
#define TESTS_DAEMON_GROUND_H

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "tap/tap.h"
#include "turn.h"

/*
 *	begin();
 *	load_conf(text);
 *	open_state();
 *	... close_state(true), open_state() is a restart ...
 *	close_state(true);
 *	end();
 */
static char folder[64];
static struct event_base *base;
static struct conf *conf;
static struct store *store;
static struct turn *turn;
static struct why w;

/* Of what cannot fail where the test is right. */
static inline void
check(bool done)
{
	if (!done)
		bail("%s", w.text);
}

/* The zone, the folder and the loop. */
static inline void
begin_below(const char *directory)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	snprintf(folder, sizeof(folder), "%s/bevakad-XXXXXX", directory);
	if (mkdtemp(folder) == NULL)
		bail("no folder for the test");
	base = event_base_new();
}

static inline void
begin(void)
{
	begin_below("/tmp");
}

/* The one before is the caller's. */
static inline void
load_conf(const char *text)
{
	char path[sizeof(folder) + 32];
	FILE *f;

	snprintf(path, sizeof(path), "%s/bevakad.conf", folder);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	check(conf_load(NULL, folder, NULL, NULL, &conf, &w));
	for (size_t i = 0; i < conf->n_faults; i++)
		bail("%s", conf->fault[i].text);
}

static inline const char *
state_path(void)
{
	static char path[sizeof(folder) + 32];

	snprintf(path, sizeof(path), "%s/state.db", folder);
	return path;
}

static inline void
open_state(void)
{
	check(store_open(state_path(), &store, &w));
	turn = turn_new(base, store);
	turn_set_conf(turn, conf);
}

/* Not well: what is not committed has never been. */
static inline void
close_state(bool well)
{
	if (well)
		turn_commit_last(turn);
	turn_free(turn);
	store_close(store);
}

static inline void
end(void)
{
	char command[sizeof(folder) + 32];

	conf_free(conf);
	event_base_free(base);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	is_int(0, system(command), "tidied up");
}

#endif
