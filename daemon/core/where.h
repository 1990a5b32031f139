/* where.h - the expression of a rule: title = remiss and age < 60d */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_WHERE_H
#define CORE_WHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "core/pattern.h"
#include "core/regex.h"
#include "core/view.h"

/*
 *	expression = all { "or" all }
 *	all        = part { "and" part }
 *	part       = "not" part | "(" expression ")" | comparison
 *	comparison = attribute operator value
 *	           | attribute "between" value "and" value
 *
 * not binds tightest, then and, then or.
 *
 *	title text link source feed tag   = !=    a word in its forms, ord*,
 *	                                          *ord, "exactly these words";
 *	                                          of feed, tag and source a name
 *	                                  =~ !~   a regular expression
 *	date                  = != < > <= >= between   2026-05-31, 2026-05,
 *	                                               2026
 *	age                   = != < > <= >= between   12h, 60d, 8w, 6 months
 *	deadline              = !=                     a kind, such as remiss
 *	                      < > <= >= between        a day, or the time left
 *	event                 = !=                     a word of core/events.h
 *
 * A value with blanks stands in quotes.
 */
struct where;

enum { WHERE_DEPTH = 50, WHERE_PARTS = 200 };

/* Lives in the pool.  NULL: *at is where in text it goes wrong. */
const struct where *where_read(
    struct forms *, struct pool *, const char *text, size_t *at, struct why *);

/* As it was written. */
const char *where_written(const struct where *);

/* UNKNOWN: an expression of it gave up, and the rest does not decide. */
enum verdict { VERDICT_NO, VERDICT_YES, VERDICT_UNKNOWN };
enum verdict where_holds(const struct where *, const struct rule_view *);

/* A comparison, for who explains, audits or indexes; in the order written. */
struct where_leaf {
	const char *text;            /* as it was written */
	const struct pattern *words; /* of title, text, link; or NULL */
	struct regex *regex;         /* or NULL */
	const struct where *where;   /* for where_holds */
	bool negated;                /* below an odd number of not */
};
typedef void where_leaf_fn(const struct where_leaf *, void *context);
void where_leaves(const struct where *, where_leaf_fn *, void *context);

/*
 * A set of words of which one is in every item that it holds for: for an
 * index.  False: there is none.  all is called for each word of it.
 */
typedef void where_word_fn(const struct pattern *, void *context);
bool where_needs(const struct where *, where_word_fn *, void *context);

/* What no item can be; NULL: nothing is known against it.  names says
 * whether there is a source (or feed, or tag) of that name. */
typedef bool where_name_fn(
    const char *attribute, const char *name, void *context);
const char *where_never(struct pool *, const struct where *, int today,
    where_name_fn *, void *context);

/* The text of the item that the comparison looks into; NULL: no text. */
const struct view_text *where_place(
    const struct where *, const struct rule_view *);
/* What the item has in the place of the comparison's attribute: "73 d". */
void where_value(
    const struct where_leaf *, const struct rule_view *, struct str *);

#endif
