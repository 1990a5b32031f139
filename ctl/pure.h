/* pure.h - the commands of bevakactl that need no daemon */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_PURE_H
#define CTL_PURE_H

#include <stdbool.h>
#include <stddef.h>

/* What a command ends with. */
enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/*
 * Each is a whole command: argv[0] is its word ("dates"), the answer goes to
 * standard output, faults to standard error as one line each.
 */

/*
 * dates --json --reference YYYY-MM-DD: an expression a line in, one JSON
 * object {"matches":[{"text","start","end","precision","direction"}]} a line
 * out, with "time" when one is named.
 */
int ctl_dates(int argc, char **argv);

/*
 * extract --jsonl: {"id","published","text"} a line in, {"id","deadlines"}
 * a line out.  A line that is none of that is told of (its number and what
 * is wrong) and passed by; the status is then EXIT_FAILED.
 */
int ctl_extract(int argc, char **argv);

/*
 * parse --json [--base-url URL] [--content-type TYPE] FILE: one document
 * ("-": standard input) as one JSON object; its form is that of
 * shared/conformance/README.md, with what is ours beside it ("ttl", "cut",
 * entries' "valid_to", "links" and "content_links").  PARSE_NO_FEED when it
 * is none, and a line that says why.
 */
enum { PARSE_NO_FEED = 65, PARSE_NO_INPUT = 66 };
int ctl_parse(int argc, char **argv);

/*
 * check-config [--config DIR] [--vendor DIR] [--json]: each fault of a
 * configuration on a line and a line that counts; with --json one object
 * {"sources","feeds","rules","receivers","notifiers": how many, "faults":
 * [{"file","line","column","reason","text"}]}.  EXIT_FAILED when there are
 * faults, or nothing can be read.  With --print-options the table of options
 * instead, for people (=mdoc: as bevakad.conf(5) has it).  With --diff, when
 * there is no fault, what it would have meant for what the daemon has stored,
 * beside the configuration that runs (check-diff.c).
 */
int ctl_check_config(int argc, char **argv);

/*
 * probe [--item XPATH] [--allow-private NETWORK]... [--config DIR] [--json]
 * URL: asks for the address and what it leads to, politely, and says what
 * made it, its feeds and lists, five items with their days and deadlines,
 * and the sections that watch it; all but those are comments.  With --json
 * one object {"address","url","platform","mark","kind","title","feeds",
 * "lists","items","pages","section"}.  EXIT_FAILED and one line when there is
 * nothing to watch.
 */
int ctl_probe(int argc, char **argv);

/* Lines of standard input, of any length up to most bytes. */
struct lines {
	char *text; /* without the line break; NUL after it */
	size_t len;
	size_t room;
	long number; /* of this line, from 1 */
};
bool lines_next(struct lines *);
void lines_release(struct lines *);

/* "--name value" or "--name=value" at argv[*i]; NULL: it is not that. */
const char *option_value(int argc, char **argv, int *i, const char *name);

#endif
