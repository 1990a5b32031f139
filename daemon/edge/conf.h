/* conf.h - the configuration: files read, options checked, faults placed */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_CONF_H
#define EDGE_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/expect.h"
#include "core/identity.h"
#include "core/mask.h"
#include "core/date/closed.h"
#include "core/date/period.h"
#include "core/date/times.h"
#include "core/page/page.h"
#include "core/rhythm.h"
#include "core/rule.h"
#include "core/rules.h"
#include "core/timing.h"

/*
 * Reading order: the vendor's folder, then the administrator's; bevakad.conf,
 * bevakad.conf.d, sources.d, rules.d, receivers.d, notifiers.d (*.conf with a
 * name of [A-Za-z0-9_.-], sorted; editors' backups are ignored).  A file
 * overrides one of the same name in the vendor's folder; a link to /dev/null
 * (or an empty file) masks it.  Any section may stand in any file; [bevakad]
 * may stand in several, a later key overrides an earlier one.
 *
 * Everything lies in conf's pools.  Order of arrays is the order of reading.
 * Texts are never NULL where the comment does not say so; "" when not given.
 */
/*
 * How a feed is asked for.  Secrets are names of credentials.  In a feed all
 * is settled between it, its source and [bevakad], and NULL is none.
 */
struct conf_access {
	const char *proxy, *proxy_login;
	const char *login, *bearer; /* one of them at the most */
	const char *cookie;
	const char *const *header;     /* "Name: credential"; ends in NULL */
	const char *certificate;       /* the client's, with its key */
	const char *ca, *intermediate; /* files */
};

/* Who hears of a feed's health: names of receivers, "" nobody.  In a feed
 * they are as its own section, its source and [bevakad] together say. */
struct conf_health {
	const char *other;   /* health: gaps, moves, questions */
	const char *failing; /* health-failing */
	const char *silent;  /* health-silent */
};

/* What is expected of a feed; text "" when it is not said. */
struct conf_expect {
	const char *text;
	struct expect rate;
};

struct conf_source {
	const char *name, *title;
	struct conf_access access;
	struct conf_health health;
	struct conf_expect expect;
	const char *identity;       /* of its feeds, by enum identity_rung */
	const char *const *aliases; /* hosts that are one; ends in NULL */
	size_t n_aliases;
	bool fold_case; /* of the paths of its links */
	struct mask_list masks;
};

enum conf_feed_type {
	CONF_FEED_AUTO,
	CONF_FEED_FEED,
	CONF_FEED_PAGE,
	CONF_FEED_MAILBOX
};
enum conf_read { CONF_READ_LINKED = 1, CONF_READ_ATTACHMENTS = 2 };

enum conf_backfill { CONF_BACKFILL_AUTO, CONF_BACKFILL_NO };

struct conf_feed {
	const char *name, *title, *url;
	const char *source; /* name of a section [source] */
	const struct conf_source *of;
	enum conf_feed_type type;
	struct page_paths paths; /* item, item-title, item-link, item-date */
	unsigned read;           /* enum conf_read */
	int interval;            /* seconds between rounds */
	enum rhythm_adapt adapt; /* how far it may be left */
	const char *const *from; /* of a mailbox: senders; ends in NULL */
	int since; /* of a mailbox: seconds back, the first time */
	struct conf_access access;
	bool own_proxy;          /* access.proxy is named by the feed itself */
	const char *const *tags; /* ends in NULL */
	size_t n_tags;
	bool paused;
	struct conf_health health;
	struct conf_expect expect; /* its source's when it says none */
	enum conf_backfill backfill;
	const char *identity;    /* as the section has it */
	enum identity_rung rung; /* where it begins; its source's where the
				  * feed says nothing */
	struct mask_list masks;  /* beside its source's */
	int versions;            /* of an item, that are kept */
	const char *file;
	int line;
};

/* The way that follows when those before it have not reached a receiver. */
struct conf_then {
	const char *notifier;
	int after; /* seconds */
};

/* Texts of alerts as an administrator wants them: core/template.h; "" as they
 * are. */
struct conf_template {
	const char *name;
	const char *subject, *body, *digest;
	const char *file;
	int line;
};

struct conf_receiver {
	const char *template; /* name of a section; "" none */
	const struct conf_template *written_by;
	const char *name, *title;
	const char *const *members; /* user names */
	size_t n_members;
	const char *const *via; /* notifiers, in order */
	size_t n_via;
	const struct conf_then *then; /* one after the other */
	size_t n_then;
	const char *const *mail; /* addresses */
	size_t n_mail;
	const char *language;     /* "sv" or "en" */
	const char *ics;          /* a calendar file kept for it; "" none */
	unsigned immediate;       /* bits 1 << enum priority; 0: not given */
	const char *digest;       /* name of a [digest], "" */
	const char *const *quiet; /* names of [period]s */
	size_t n_quiet;
	struct period_spans hours; /* in which it may be reached */
	const char *timezone;      /* "": that of [bevakad] */
	int gather;                /* seconds; 0: nothing is gathered */
	/* Of all this together; timed: not everything is at once. */
	struct timing_wish wish;
	bool timed;
	const char *file;
	int line;
};

/* A name for several receivers, wherever a receiver's may stand. */
struct conf_group {
	const char *name;
	const char *const *receivers; /* and groups; finished: receivers only */
	size_t n_receivers;
};

struct conf_period {
	const char *name;
	struct period is;
};

struct conf_digest {
	const char *name;
	struct times times;
};

/* A person who is away, and who stands in. */
struct conf_away {
	const char *name;
	const char *user, *stand_in;
	struct conf_days {
		int first, last;
	} days;
};

/* A deadline or agreement that is written down by hand. */
struct conf_deadline {
	const char *name, *title;
	int kind;         /* enum deadline_kind */
	int date, start;  /* start: NO_DAY when it is one day */
	int minutes;      /* -1 */
	const char *link; /* or NULL */
	const char *rule; /* whose reminders and receivers it takes; "" */
	const char *const *to;
	size_t n_to;
	const struct remind *remind;
	size_t n_remind;
	struct notice notice;
	enum priority priority;
	bool extendable, statutory;
	const char *file;
	int line;
};

/* What a [notifier] says beside the options that all have. */
struct conf_option {
	const char *key, *value;
	int line, key_column;   /* where the key stands, */
	int value_line, column; /* and the value */
};

/* "desktop" is there also when no section names it. */
struct conf_notifier {
	const char *name;
	const char *program; /* absolute path; "desktop" for the agent */
	int program_line, program_column;
	int seconds;         /* time limit of one run */
	int at_once;         /* runs under way at the most */
	bool in_order;       /* of one receiver one at a time */
	struct times test;   /* when it is tried by itself; n 0: never */
	const char *test_to; /* receiver; "": the first that it reaches */
	const struct conf_option
	    *option; /* handed to the program as they are */
	size_t n_options;
	const char *file;
	int line;
};

struct conf_fault {
	const char *text; /* "file:line:column: reason; suggestion" */
	const char *file;
	int line, column;
	const char *reason; /* text after the place */
	bool fell_back;     /* the file's last good version is used instead */
};

/*
 * A file that was read, with the text it has now; ok: without fault, so text
 * is its last good one.
 */
struct conf_file {
	const char *path;
	const char *text;
	size_t len;
	bool ok;
};

struct forms;

struct conf {
	struct pool *pool;
	struct pool *texts;  /* file[].text; see conf_drop_texts */
	struct forms *forms; /* of the rules' patterns; also words_fold's user
			      * may ask it */
	const char *timezone, *language, *contact;
	const char *quote;    /* "careful": without numbers of persons; "all" */
	const char *state;    /* folder of the state file */
	const char *socket;   /* path of the control socket */
	const char *group;    /* its members administer */
	const char *libexec;  /* folder of bevakad-reader and the notifiers */
	int interval;         /* seconds between rounds of a feed */
	bool join;            /* one story of several feeds is one alert */
	bool adapt;           /* it follows the feeds' rhythm */
	int spacing;          /* milliseconds between requests to a host */
	int per_host;         /* requests to a host at once */
	int at_once;          /* requests in all at once */
	int patience;         /* seconds one request may take */
	size_t body_most;     /* bytes of one answer, unpacked */
	int document_seconds; /* reading one document */
	size_t reader_memory; /* bytes of address space of the reader */
	int alert_after; /* failed rounds before a feed counts as failing */
	struct conf_health health;
	int health_again; /* seconds until an alert that lasts is renewed */
	int versions;     /* of an item, that are kept */
	const char *const *allow_private; /* networks; ends in NULL */
	struct conf_access access;        /* proxy, proxy_login and ca */

	struct closed closed; /* days on which these offices are shut */

	const struct conf_deadline *deadline;
	size_t n_deadlines;
	const struct conf_source *source;
	size_t n_sources;
	const struct conf_feed *feed;
	size_t n_feeds;
	const struct rule *rule;
	size_t n_rules;
	struct rules *rules; /* all of them together; not built yet */
	const struct conf_receiver *receiver;
	size_t n_receivers;
	const struct conf_template *template_of;
	size_t n_templates;
	const struct conf_group *group_of;
	size_t n_groups;
	const struct conf_period *period;
	size_t n_periods;
	const struct conf_digest *digest;
	size_t n_digests;
	const struct conf_away *away;
	size_t n_away;
	bool timed; /* a receiver is */
	const struct conf_notifier *notifier;
	size_t n_notifiers;
	const struct conf_fault *fault;
	size_t n_faults;
	const struct conf_file *file;
	size_t n_files;
};

/*
 * Where a file's last good text comes from: NULL when there is none.  Called
 * for a file with faults (and for one that cannot be read).
 */
typedef const char *conf_last_good_fn(
    const char *path, size_t *len, void *context);

/*
 * Another default of an option of [bevakad] (state, socket) in this process;
 * before the first load.  The text stays the caller's.
 */
void conf_set_default(const char *key, const char *text);

/*
 * Reads everything below the folders (vendor may be NULL).  A file with a
 * fault falls back to its last good text, or is left out, and the fault is
 * kept in conf->fault; references to what is missing (a feed's source, a
 * rule's receiver) are faults of the file that refers.  It falls back too,
 * once; what does not fit then either is left out section by section.  False
 * only when no configuration can be had at all: the folder cannot be read.
 * With faults conf->n_faults > 0 and the rest of conf is usable.
 *
 * At most CONF_FAULTS_MOST faults of a file are kept, CONF_FILES_MOST files
 * and CONF_BYTES_MOST bytes are read; more is a fault.
 */
enum {
	CONF_FAULTS_MOST = 100,
	CONF_FILES_MOST = 20000,
	CONF_BYTES_MOST = 16 * 1024 * 1024
};
bool conf_load(const char *vendor, const char *folder,
    conf_last_good_fn *last_good, void *context, struct conf **, struct why *);

/*
 * The same in steps of some files or sections: opened (NULL: as conf_load is
 * false), stepped until a step says that it was the last, and closed, which
 * gives the configuration; or dropped at any time.
 */
struct conf_loading;
struct conf_loading *conf_open(const char *vendor, const char *folder,
    conf_last_good_fn *, void *context, struct why *);
bool conf_step(struct conf_loading *);
struct conf *conf_close(struct conf_loading *);
void conf_drop(struct conf_loading *);
/* With one file more, as if it stood in rules.d: there it takes the place of
 * one of its name. */
bool conf_load_with(const char *vendor, const char *folder, const char *more,
    struct conf **, struct why *);
/* Of texts that are at hand, in the order of reading; ok is not looked at. */
void conf_load_texts(const struct conf_file *, size_t n, struct conf **);
void conf_free(struct conf *);
/*
 * The texts of the files are for whoever keeps the last good ones; when they
 * are kept, this gives their memory back and file[].text is NULL.
 */
void conf_drop_texts(struct conf *);

const struct conf_feed *conf_find_feed(const struct conf *, const char *name);
const struct conf_receiver *conf_find_receiver(
    const struct conf *, const char *name);
/* The first that has the notifier among its ways; NULL: none has. */
const struct conf_receiver *conf_reached_by(
    const struct conf *, const char *notifier);
/* A group's receivers, each once; NULL: there is no such group. */
const struct conf_group *conf_find_group(const struct conf *, const char *name);
/* Is the receiver one of the rule's, by its name or in a group? */
bool conf_goes_to(
    const struct conf *, const struct rule *, const char *receiver);
const struct conf_digest *conf_find_digest(
    const struct conf *, const char *name);
const struct conf_notifier *conf_find_notifier(
    const struct conf *, const char *name);
const struct rule *conf_find_rule(const struct conf *, const char *name);

/*
 * The options, one row each: section, key, type, default as text through the
 * same parser, one sentence of help.  Written as mdoc for bevakad.conf(5) and
 * as text for people (--print-options).
 */
void conf_write_options(FILE *, bool mdoc);

#endif
