/* main.c - bevakactl: the table of commands, and which one was meant */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/own.h"
#include "ctl/ctl.h"
#include "ctl/pure.h"
#include "ctl/say.h"

#define BIT(option) (UINT64_C(1) << (option))

enum { POOL_MOST = 512 * 1024 * 1024, EVERYONES = (1u << OPTION_ALL) - 1 };

static const struct command commands[] = {
    {"status", "", "is all well: feeds, outbox, next deadlines, faults", 0, 0,
	0, ctl_status, NULL},
    {"feeds",
	"[NAME] | check NAME | accept-move NAME [--reject] | baseline NAME | "
	"release NAME | pause NAME --until WHEN -c TEXT | resume NAME | "
	"export --opml [--config DIR] | "
	"import FILE [--write NAME.conf] [--config DIR]",
	"the feeds and how they are; one with all details; what is held",
	BIT(OPTION_COMMENT) | BIT(OPTION_CONFIG) | BIT(OPTION_OPML) |
	    BIT(OPTION_REJECT) | BIT(OPTION_UNTIL) | BIT(OPTION_WRITE),
	2, 0, ctl_feeds, NULL},
    {"items",
	"[--feed NAME] [--held] [--search WORDS] [--limit NUMBER] [ID] | "
	"diff ID [--versions A B]",
	"what was published, newest first; one with its text; what changed",
	BIT(OPTION_FEED) | BIT(OPTION_HELD) | BIT(OPTION_SEARCH) |
	    BIT(OPTION_LIMIT) | BIT(OPTION_VERSIONS),
	3, 0, ctl_items, NULL},
    {"rules",
	"[test NAME [--since LENGTH] [--file FILE] [--limit NUMBER]] | "
	"replay NAME [--send] | audit [--config DIR]",
	"the watch rules; one tried on what is stored; those that never fire",
	BIT(OPTION_CONFIG) | BIT(OPTION_FILE) | BIT(OPTION_LIMIT) |
	    BIT(OPTION_SEND) | BIT(OPTION_SINCE),
	2, 0, ctl_rules, NULL},
    {"deadlines",
	"[list] [--all] [--kind KIND] [--limit NUMBER] [ID] | show ID | "
	"confirm ID | reject ID | done ID | edit ID | link ID ID | add TITLE | "
	"ics",
	"what must be done by when, soonest first; one with all its history",
	BIT(OPTION_ALL) | BIT(OPTION_COMMENT) | BIT(OPTION_DATE) |
	    BIT(OPTION_EXTENDABLE) | BIT(OPTION_KIND) | BIT(OPTION_LIMIT) |
	    BIT(OPTION_LINK) | BIT(OPTION_NOTICE) | BIT(OPTION_RECEIVER) |
	    BIT(OPTION_REMIND) | BIT(OPTION_RULE) | BIT(OPTION_START) |
	    BIT(OPTION_STATUTORY) | BIT(OPTION_TIME) | BIT(OPTION_TO),
	3, 0, ctl_deadlines, NULL},
    {"alerts", "[--all] [--mine] [--limit NUMBER] [ID]",
	"what was raised, newest first; one with its text and parcels",
	BIT(OPTION_ALL) | BIT(OPTION_LIMIT) | BIT(OPTION_MINE), 1, 0,
	ctl_alerts, NULL},
    {"outbox",
	"[--all] [--limit NUMBER] [ALERT] | retry [ID] | dead | "
	"replay ID... | drop ID... --reason TEXT | export [--json]",
	"the parcels that are not delivered; try them now; dead letters",
	BIT(OPTION_ALL) | BIT(OPTION_LIMIT) | BIT(OPTION_REASON), 1000, 0,
	ctl_outbox, NULL},
    {"why", "URL | ID [--receiver NAME]",
	"why somebody was told of something, or was not, step by step",
	BIT(OPTION_RECEIVER), 1, 0, ctl_why, NULL},
    {"silence",
	"[list] [--all] [ID] | add MATCHER... --until WHEN -c TEXT | end ID",
	"alerts hidden for a time: which, by whom, until when",
	BIT(OPTION_ALL) | BIT(OPTION_COMMENT) | BIT(OPTION_UNTIL), 50, 0,
	ctl_silence, NULL},
    {"audit", "[--all]", "look for what should have been told and was not",
	BIT(OPTION_ALL), 0, SECONDS_LONG, ctl_audit, NULL},
    {"notifiers",
	"[list] | describe NAME | resume NAME | "
	"test NAME [--to RECEIVER] [--dry-run [ALERT]]",
	"the ways out; the options of one; let a disabled one go on; send a "
	"trial alert",
	BIT(OPTION_DRY_RUN) | BIT(OPTION_TO), 3, 0, ctl_notifiers, NULL},
    {"digest", "[preview RECEIVER]",
	"when digests come; what one would say now", 0, 2, 0, ctl_digest, NULL},
    {"away", "[[USER] DAY [- DAY] --stand-in USER | end [USER]]",
	"who is away, and who stands in; say so, or that somebody is back",
	BIT(OPTION_STAND_IN), 4, 0, ctl_away, NULL},
    {"follow", "[--json [--after ALERT]]",
	"what happens, as it happens; for programs alerts, too",
	BIT(OPTION_AFTER), 0, 0, ctl_follow, NULL},
    {"poll", "[NAME... | now]", "read these feeds, or all, at once", 0, 10000,
	SECONDS_LONG, ctl_poll, NULL},
    {"reload", "", "take the configuration as it is now", 0, 0, SECONDS_LONG,
	ctl_reload, NULL},
    {"settle", "", "wait until nothing is under way", 0, 0, SECONDS_LONG,
	ctl_settle, NULL},
    {"ack", "ID [-c TEXT] [--for LENGTH]",
	"take an alert (A17): others know it is seen to",
	BIT(OPTION_COMMENT) | BIT(OPTION_FOR), 1, 0, ctl_ack, NULL},
    {"done", "ID [-c TEXT]", "finish an alert (A17) or a deadline (D7)",
	BIT(OPTION_COMMENT), 1, 0, ctl_done, NULL},
    {"snooze", "ID [--until WHEN]",
	"be told of an alert again later (tomorrow 08:00)", BIT(OPTION_UNTIL),
	1, 0, ctl_snooze, NULL},
    /* What needs no daemon. */
    {"check-config",
	"[--config DIR] [--vendor DIR] [--json] [--diff] [--print-options]",
	"find the faults of a configuration before it is taken", 0, 0, 0, NULL,
	ctl_check_config},
    {"probe",
	"[--item XPATH] [--allow-private NETWORK] [--config DIR] [--json] URL",
	"look at a page or feed, and print the sections that watch it", 0, 0, 0,
	NULL, ctl_probe},
    {"parse", "--json [--base-url URL] [--content-type TYPE] FILE",
	"read one feed as bevakad would", 0, 0, 0, NULL, ctl_parse},
    {"dates", "--json --reference YYYY-MM-DD",
	"find the dates in lines of standard input", 0, 0, 0, NULL, ctl_dates},
    {"extract", "--jsonl", "find the deadlines in texts, a JSON object a line",
	0, 0, 0, NULL, ctl_extract},
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static const struct command *
find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static enum ctl_exit
unknown(const char *name)
{
	const char *best = NULL;

	for (size_t i = 0; i < COMMANDS; i++)
		if (args_near(name, commands[i].name) &&
		    (best == NULL || args_distance(name, commands[i].name) <
					 args_distance(name, best)))
			best = commands[i].name;
	if (best != NULL)
		return ctl_fail(CTL_USAGE,
		    "%.40s: no such command; did you mean %s?", name, best);
	return ctl_fail(CTL_USAGE,
	    "%.40s: no such command; bevakactl help lists them", name);
}

static void
write_option(FILE *out, enum option o)
{
	const struct option_row *row = &option_rows[o];
	char name[40];

	snprintf(name, sizeof(name), "%s--%s%s%s",
	    row->letter == 'c'   ? "-c, "
	    : row->letter == 'a' ? "-a, "
	    : row->letter == 'h' ? "-h, "
				 : "    ",
	    row->name, row->value == NULL ? "" : " ",
	    row->value == NULL ? "" : row->value);
	fprintf(out, "  %-24s %s\n", name, row->help);
}

static void
help_all(FILE *out)
{
	fputs("usage: bevakactl [OPTION...] COMMAND [ARGUMENT...]\n\n", out);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(
		    out, "  %-13s %s\n", commands[i].name, commands[i].help);
	fputs("  help          how a command is used\n\n", out);
	for (enum option o = 0; o < OPTION_ALL; o++)
		write_option(out, o);
	fputs("\nExit status: 0 fine, 1 failed, 2 wrong usage, "
	      "3 nothing matched, 4 bevakad does not answer.\n"
	      "The manual is bevakactl(1).\n",
	    out);
}

static void
help_one(const struct command *command)
{
	printf("usage: bevakactl %s%s%s\n%s\n", command->name,
	    command->usage[0] != '\0' ? " " : "", command->usage,
	    command->help);
	for (enum option o = OPTION_ALL; o < OPTIONS; o++)
		if (command->options & BIT(o))
			write_option(stdout, o);
}

static enum ctl_exit
help(const char *name)
{
	const struct command *command = name == NULL ? NULL : find(name);

	if (name != NULL && command == NULL && strcmp(name, "help") != 0)
		return unknown(name);
	if (command == NULL)
		help_all(stdout);
	else
		help_one(command);
	return CTL_FINE;
}

/* What was typed belongs to the command; false when it was told otherwise. */
static bool
fits(const struct ctl *c)
{
	for (enum option o = OPTION_ALL; o < OPTIONS; o++) {
		if (!ctl_given(c, o) || (c->command->options & BIT(o)))
			continue;
		ctl_fail(CTL_USAGE, "%s takes no --%s; usage: bevakactl %s %s",
		    c->command->name, option_rows[o].name, c->command->name,
		    c->command->usage);
		return false;
	}
	if (c->args.n - 1 <= c->command->words_most)
		return true;
	ctl_fail(CTL_USAGE, "%.40s is too much; usage: bevakactl %s %s",
	    c->args.word[c->command->words_most + 1], c->command->name,
	    c->command->usage);
	return false;
}

/* The machine's bevakad; where there is none, the user's own. */
static const char *
usual_socket(struct ctl *c)
{
	static const char machine[] = RUNSTATEDIR "/bevakad/control.sock";
	struct str own = STR_INIT(PATH_MAX);
	const char *path = machine;

	if (access(machine, F_OK) != 0 &&
	    own_path(&own, OWN_RUN, "/bevakad/control.sock") &&
	    access(own.text, F_OK) == 0)
		path = pool_strdup(c->show.pool, own.text);
	str_release(&own);
	return path;
}

static enum ctl_exit
prepare(struct ctl *c)
{
	const char *socket = c->args.value[OPTION_SOCKET];
	struct why w;

	if (socket == NULL)
		socket = getenv("BEVAKAD_SOCKET");
	if (socket == NULL || socket[0] == '\0')
		socket = usual_socket(c);
	c->socket = socket;
	c->seconds = c->command->seconds != 0 ? c->command->seconds : SECONDS;
	if (!args_number(&c->args, OPTION_TIMEOUT, 1, 86400, &c->seconds, &w))
		return ctl_fail(CTL_USAGE, "%s", w.text);
	c->json = ctl_given(c, OPTION_JSON);
	c->show.screen = screen_open(!ctl_given(c, OPTION_NO_COLOR));
	c->show.now = time(NULL);
	return CTL_FINE;
}

static enum ctl_exit
run(struct ctl *c)
{
	const char *name = c->args.n > 0 ? c->args.word[0] : NULL;
	enum ctl_exit e;

	if (ctl_given(c, OPTION_VERSION)) {
		puts("bevakactl " PACKAGE_VERSION);
		return CTL_FINE;
	}
	if (name != NULL && strcmp(name, "help") == 0)
		return help(ctl_word(c, 0));
	if (ctl_given(c, OPTION_HELP))
		return help(name);
	if (name == NULL) {
		help_all(stderr);
		return CTL_USAGE;
	}
	c->command = find(name);
	if (c->command == NULL)
		return unknown(name);
	if (!fits(c))
		return CTL_USAGE;
	e = prepare(c);
	return e == CTL_FINE ? c->command->run(c) : e;
}

/*
 * A command that needs no daemon gets its own arguments: its name first, then
 * the options that stood before it.  NULL when another kind was typed, or
 * only its help.
 */
static const struct command *
find_pure(int argc, char **argv)
{
	int first = args_first(argc, argv);
	const struct command *command = first < argc ? find(argv[first]) : NULL;

	if (command == NULL || command->pure == NULL)
		return NULL;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0)
			return NULL;
	args_to_front(argv, first);
	return command;
}

/* Output that could not be written is no success. */
static int
finish(int e)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return ctl_fail(CTL_FAILED, "the output was not written whole");
	return e;
}

static int
with_daemon(int argc, char **argv)
{
	struct ctl c = {.show.pool = pool_new(POOL_MOST)};
	struct why w;
	int e;

	if (args_read(&c.args, c.show.pool, argc, argv, &w))
		e = (int)run(&c);
	else
		e = (int)ctl_fail(CTL_USAGE, "%s", w.text);
	client_close(c.client);
	pool_free(c.show.pool);
	return finish(e);
}

int
main(int argc, char **argv)
{
	const struct command *pure;

	say_choose();
	tzset();
	pure = find_pure(argc, argv);
	if (pure != NULL)
		return finish(pure->pure(argc - 1, argv + 1));
	return with_daemon(argc, argv);
}
