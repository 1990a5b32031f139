/* common.h - what our notifiers share: the parcel in, the last line out */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_COMMON_H
#define PLUGINS_COMMON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/member.h"
#include "base/str.h"
#include "base/why.h"

/*
 * How a notifier ends (README.md beside this file).  All but DELIVERED and
 * LATER mean that the parcel is given up and someone is told; what is wrong
 * with the settings is one of them, for waiting would not mend it and
 * `bevakactl retry` sends again what was given up.
 */
enum notifier_end {
	END_DELIVERED = 0,
	END_REFUSED = 65,  /* this parcel will never be taken */
	END_GONE = 69,     /* nothing will be taken there any more */
	END_LATER = 75,    /* try again */
	END_SETTINGS = 78, /* the [notifier] section must be mended */
};

/* Bytes of standard input, of a credential, and of an id. */
enum { PARCEL_MOST = 4 << 20, CREDENTIAL_MOST = 64 << 10, ID_MOST = 128 };

/*
 * Texts are valid UTF-8 without NUL, never NULL ("" when absent), and live as
 * long as the parcel.  id, alert, parcel and thread are of [A-Za-z0-9_.-]
 * with no dot at an end or beside another, so they can stand in any header and
 * address; parcel, thread and matter may be "".
 */
struct parcel {
	json_t *all;
	const char *id, *parcel, *alert, *thread, *matter;
	const char *event, *priority, *language;
	const char *created, *title, *text, *link;
	const json_t *receiver, *options; /* NULL when absent */
};

/* Reads fd to its end.  On failure there is nothing to release. */
bool parcel_read(struct parcel *, int fd, struct why *);
/* The same, of an object that is at hand; takes a reference of its own. */
bool parcel_take(struct parcel *, json_t *, struct why *);
void parcel_release(struct parcel *);

/* An option of the section; fallback when it is absent or empty. */
const char *parcel_option(
    const struct parcel *, const char *name, const char *fallback);
/* yes or no (true, on, 1; false, off, 0); false when it is neither. */
bool parcel_option_bool(
    const struct parcel *, const char *name, bool *value, struct why *);
/*
 * What `program --describe` prints: its options, for `bevakactl notifiers` and
 * for check-config.  type is text, word, name, mail, url, path, credential,
 * number, seconds or bool; values are those that a word may have, parted by
 * blanks, or NULL; fallback "" when there is none.
 */
struct option_help {
	const char *name, *type, *fallback, *help, *values;
	bool needed;
};
int notifier_describe(const char *about, const struct option_help *, size_t n);
/* Is this what the program was called for: --describe alone? */
bool notifier_is_described(int argc, char **argv);

/*
 * Seconds the notifier may use: nine tenths of the option seconds, so that it
 * can still say itself what took so long.
 */
int parcel_seconds(const struct parcel *);

/*
 * The file of this name in $CREDENTIALS_DIRECTORY, without line ends at its
 * end; at most CREDENTIAL_MOST bytes.  A NUL in it is a fault.
 */
bool credential_read(const char *name, struct str *, struct why *);

/*
 * The character that begins at at, and how many bytes it has (at least 1);
 * what is not UTF-8 counts as U+FFFD of one byte.
 */
int text_character(const char *at, int *u);
/*
 * Adds one line made of any text: what is white, breaks a line or is a control
 * becomes one space, marks that turn the direction of writing go, and what is
 * longer than most characters ends in "…".
 */
void text_add_line(struct str *, const char *text, size_t most);
/*
 * Adds a text of several lines: line ends become \n, controls but tab go.
 * Cut at a character so that it has at most `most` bytes; true when it was.
 */
bool text_add_lines(struct str *, const char *text, size_t most);

/*
 * What others have said, in place: "retry-after=" in it becomes "retry-after ",
 * since the daemon takes it as ours, and a server may repeat a title that
 * anyone has published.
 */
void text_disarm(char *text);

/*
 * Writes the reason, cleaned and in one line, to standard output (delivered)
 * or standard error, and gives back the status: return notifier_end(...).
 */
int notifier_end(enum notifier_end, const char *format, ...)
    __attribute__((__format__(printf, 2, 3)));

#endif
