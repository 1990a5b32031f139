/* term.h - a deadline that changes: its lineage, its reminders, who is told */
/* SPDX-License-Identifier: MIT */
#ifndef TERM_H
#define TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/alert.h"
#include "core/lineage.h"
#include "core/rule.h"
#include "edge/store-term.h"

struct turn;

/* A copy of a row whose texts live in the pool. */
struct deadline_row term_copy(struct pool *, const struct deadline_row *);
/* The deadline of that number, in the pool; *found is false when none is. */
bool term_get(struct turn *, struct pool *, int64_t id, struct deadline_row *,
    bool *found, struct why *);

/*
 * The rules that follow a deadline: those that concern its item and ask for
 * its kind.  One that a person wrote down follows its rule with what it says
 * itself, or is a rule of its own.  In the pool.
 */
struct term_rules {
	const struct rule **rule;
	size_t n;
};
struct term_rules term_rules(
    struct turn *, struct pool *, const struct deadline_row *);
/* Does it remind, is it shown as sure?  Not while it is questioned. */
bool term_is_tracked(const struct deadline_row *);
/* As of its kind and days, with what a person said of it. */
struct deadline term_shown(const struct deadline_row *);

/* Adds it, with what it says itself; no alert. */
bool term_add(struct turn *, struct deadline_row *, struct why *);
/*
 * The old one is moved to the new one, which gets its uid and matter: lineage,
 * and no more reminders of the old day.  how: of what kind the change is.
 */
bool term_move(struct turn *, const struct deadline_row *old,
    struct deadline_row *new, enum lineage how, struct why *);
/* The same, for a new one that is kept already. */
bool term_follow(struct turn *, const struct deadline_row *old,
    const struct deadline_row *new, enum lineage how, struct why *);
/* It is over: withdrawn, rejected or done; by NULL: nobody. */
bool term_close(struct turn *, const struct deadline_row *, enum deadline_state,
    const char *by, const char *comment, struct why *);
/* Nobody needs to be asked about it any more. */
bool term_answered(struct turn *, int64_t id, const char *by, struct why *);
/* One that was withdrawn is said again. */
bool term_again(
    struct turn *, int64_t id, const struct deadline *, struct why *);
/* Only into its lineage. */
bool term_note(struct turn *, const struct deadline_row *, enum lineage,
    int64_t other, const char *by, const char *comment, struct why *);

/* Who was reminded of it: names of receivers, in the pool. */
bool term_reminded(struct turn *, struct pool *, int64_t deadline,
    const char *const **receiver, size_t *n, struct why *);

/* What is told of a deadline to those who follow it. */
struct term_news {
	enum event_kind event;
	enum lineage how;
	const struct deadline_row *row; /* as it is now */
	const struct deadline_row *old; /* whose reminders were given */
	const struct deadline_row *rival;
	const char *by;
	const char *key;
};
bool term_tell(struct turn *, const struct term_news *, struct why *);

/*
 * Matters.  Gives the item's deadlines the matter that its number or its link
 * names; then says where they contradict those of another page, and lets one
 * that replaces an earlier day take the place of that one.
 */
struct term_item {
	int64_t item;
	const char *title, *text, *link, *source;
	bool silent; /* a baseline: nobody is told */
	bool fresh;  /* it is just being added: it has no matter yet */
};
bool term_matter(
    struct turn *, struct pool *, const struct term_item *, struct why *);
/* The two are of one matter from now on, by a person's word. */
bool term_link(struct turn *, struct pool *, const struct deadline_row *,
    const struct deadline_row *, const char *by, struct why *);

/*
 * The other open deadlines of its kind and matter, of other items.  Where
 * there are more than TERM_CROWD the number that they share names no single
 * matter: they contradict nobody.
 */
enum { TERM_CROWD = 5 };
struct term_rivals {
	struct deadline_row *row;
	size_t n;
};
bool term_rivals(struct turn *, struct pool *, const struct deadline_row *,
    struct term_rivals *, struct why *);

/*
 * Takes the sections [deadline] as they are now: new, moved, withdrawn; one
 * a step, until over.  Half of it must not be committed, and the configuration
 * stays meanwhile.
 */
struct own_taking;
struct own_taking *term_own_open(struct turn *);
bool term_own_take(struct own_taking *, bool *over, struct why *);
void term_own_close(struct own_taking *);

#endif
