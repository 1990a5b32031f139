/* args.h - what was typed: options anywhere, words, and near misses */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_ARGS_H
#define CTL_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

/* The first ones are every command's, the others only those' that say so. */
enum option {
	OPTION_HELP,
	OPTION_JSON,
	OPTION_NO_COLOR,
	OPTION_SOCKET,
	OPTION_TIMEOUT,
	OPTION_VERSION,
	OPTION_ALL, /* from here on: of some commands */
	OPTION_AFTER,
	OPTION_COMMENT,
	OPTION_CONFIG,
	OPTION_DATE,
	OPTION_DRY_RUN,
	OPTION_EXTENDABLE,
	OPTION_FEED,
	OPTION_FILE,
	OPTION_FOR,
	OPTION_HELD,
	OPTION_KIND,
	OPTION_LIMIT,
	OPTION_OPML,
	OPTION_REASON,
	OPTION_REJECT,
	OPTION_LINK,
	OPTION_MINE,
	OPTION_NOTICE,
	OPTION_RECEIVER,
	OPTION_REMIND,
	OPTION_RULE,
	OPTION_SEARCH,
	OPTION_SEND,
	OPTION_SINCE,
	OPTION_STAND_IN,
	OPTION_START,
	OPTION_STATUTORY,
	OPTION_TIME,
	OPTION_TO,
	OPTION_UNTIL,
	OPTION_VERSIONS,
	OPTION_WRITE,
	OPTIONS
};

struct option_row {
	const char *name;  /* "comment": typed --comment */
	char letter;       /* 'c': also -c; 0: none */
	const char *value; /* what it takes, for people; NULL: nothing */
	const char *help;  /* one line */
};
extern const struct option_row option_rows[OPTIONS];

struct args {
	const char *value[OPTIONS]; /* NULL: not given; "" when it takes none */
	const char **word;          /* the command first */
	size_t n;
};

/*
 * Reads argv[1] and on: --name, --name=VALUE, --name VALUE, -c VALUE, -cVALUE,
 * words among them; after "--" all are words.  The last of an option wins.
 * Texts stay argv's; the array of words is the pool's.  False for an option
 * that does not exist (with the nearest one that does), for a value that
 * lacks or is too much, and for what is not UTF-8.
 */
bool args_read(
    struct args *, struct pool *, int argc, char **argv, struct why *);
/* The place in argv of the first word; argc when there is none. */
int args_first(int argc, char **argv);
/* Moves argv[word] to argv[1]; what stood before it comes after it. */
void args_to_front(char **argv, int word);
/* The option's number into *number, which keeps its value when not given. */
bool args_number(const struct args *, enum option, int least, int most,
    int *number, struct why *);

/*
 * How far apart two words are: letters to insert, drop, change or swap with
 * the next; case counts not.  Words over 32 bytes are far from everything.
 */
int args_distance(const char *, const char *);
/* A distance that a slip of the finger may cause in this word. */
bool args_near(const char *typed, const char *meant);

#endif
