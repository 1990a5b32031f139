/* pure.h - the commands of bevakactl that need no daemon */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_PURE_H
#define CTL_PURE_H

/* What a command ends with. */
enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/*
 * Each is a whole command: argv[0] is its word ("parse"), the answer goes to
 * standard output, faults to standard error as one line each.
 */

/*
 * parse --json [--base-url URL] [--content-type TYPE] FILE: one document
 * ("-": standard input) as one JSON object; its form is that of
 * shared/conformance/README.md, with what is ours beside it ("ttl", "cut",
 * entries' "valid_to", "links" and "content_links").  PARSE_NO_FEED when it
 * is none, and a line that says why.
 */
enum { PARSE_NO_FEED = 65, PARSE_NO_INPUT = 66 };
int ctl_parse(int argc, char **argv);

/* "--name value" or "--name=value" at argv[*i]; NULL: it is not that. */
const char *option_value(int argc, char **argv, int *i, const char *name);

#endif
