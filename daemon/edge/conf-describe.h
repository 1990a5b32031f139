/* conf-describe.h - what a notifier says of its own options, and what they allow */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_CONF_DESCRIBE_H
#define EDGE_CONF_DESCRIBE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"

struct conf_notifier;

/*
 * A program that is called with --describe alone prints
 *
 *	{"about": TEXT, "options": [{"name": TEXT, "type": TEXT,
 *	 "needed"?: bool, "default"?: TEXT, "help"?: TEXT,
 *	 "values"?: [TEXT...]}...]}
 *
 * and ends with 0; see plugins/README.md.  type is text, word (with values:
 * one of them), name, mail, url, path, credential, number, seconds or bool;
 * of another type anything will do.  Options whose name begins with "x-" are
 * never looked at.
 */
enum {
	DESCRIBE_OPTIONS_MOST = 200,
	DESCRIBE_TEXT_MOST = 2000,
	DESCRIBE_POOL_MOST = 4 << 20
};

struct describe_option {
	const char *name, *type;
	const char *fallback, *help; /* "" when not said */
	const char *const *values;   /* ends in NULL; NULL: any */
	bool needed;
};

struct describe {
	const char *about; /* "" when not said */
	const struct describe_option *option;
	size_t n;
};

/* Only a program in whose file the word --describe stands is asked: another
 * one might take it for a parcel. */
bool describe_is_known(const char *program);
/* Texts are cleaned, and live in the pool. */
bool describe_read(struct pool *, const char *text, size_t len,
    struct describe *, struct why *);
/* The same form again; a new reference. */
json_t *describe_json(const struct describe *);

/* A fault of a section that is held against it. */
struct describe_fault {
	int line, column;
	const char *reason;
};
/* In the order of the section's lines, what is missing first. */
const struct describe_fault *describe_check(struct pool *,
    const struct describe *, const struct conf_notifier *, size_t *n);

#endif
