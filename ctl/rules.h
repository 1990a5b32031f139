/* rules.h - rules tried on what is stored: items of the past, and who hears */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_RULES_H
#define CTL_RULES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/rule.h"
#include "core/view.h"
#include "ctl/client.h"
#include "ctl/ctl.h"

struct conf;

/* An item that the daemon has stored. */
struct past {
	const char *id, *feed, *title, *text, *link;
	int64_t at;   /* when it was published; else when it was first seen */
	int64_t seen; /* for the first time */
	bool baseline;
	struct deadline *deadlines;
	size_t n_deadlines;
};

/*
 * Asks for all that was published since, newest first, in answers of a few
 * megabytes; fn is called for each.  A fault is told.
 */
typedef void past_fn(const struct past *, void *context);
enum ctl_exit past_each(struct client *, int64_t since, int seconds, past_fn *,
    void *context, int64_t *now);

/* As the rules of the configuration see the item when it came; all in the
 * pool.  False: the configuration has no such feed. */
bool past_view(struct pool *, const struct conf *, const struct past *,
    struct rule_view *);

/* "90d", "12 w", "6 months" as seconds; 0: it is none. */
int64_t past_seconds(const char *text);

/* The configuration of --config and --file, its zone set; NULL: told. */
struct conf *rules_conf(struct ctl *);
/* The one that the daemon runs; NULL: told. */
struct conf *rules_running(struct client *, int seconds);

/* A receiver by name: "vard (anna, bo; desktop, mail)". */
const char *rules_receiver(
    struct pool *, const struct conf *, const char *name);

enum ctl_exit ctl_rules_list(struct ctl *);
enum ctl_exit ctl_rules_test(struct ctl *, const char *name, bool replay);
enum ctl_exit ctl_rules_audit(struct ctl *);

/* check-config --diff: what the configuration would have meant for what is
 * stored, beside the one that runs; socket NULL: where it is. */
int ctl_check_diff(const struct conf *, const char *socket, bool json);

#endif
