/* link.h - the connection to the daemon: lines out, lines in, for ever */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_LINK_H
#define PLUGINS_DESKTOP_LINK_H

#include <stdbool.h>
#include <stddef.h>

/*
 *	             connected                 lost, dropped
 *	CONNECTING ------------> UP -----------------+
 *	    ^  |                                     v
 *	    |  +-- failed -----------------------> WAITING
 *	    +------------- the pause is over ---------+
 *
 * Pauses grow from half a second to a minute; link_settled() makes them short
 * again.
 */
struct link;

/* A line from the daemon is at most this long, ours waiting all together. */
enum { LINK_LINE_MOST = 4 << 20, LINK_OUT_MOST = 1 << 20 };

/*
 * Called from the main loop; down also from inside link_drop().
 * line ends in NUL and has no line end; it lives during the call.
 * down is called once for each up, but not by link_free().
 */
struct link_calls {
	void (*up)(void *context);
	void (*line)(const char *line, size_t len, void *context);
	void (*down)(void *context);
};

/*
 * Paths and calls live as long as the link.  other (or NULL) is tried where
 * path is not there and it is, at each try anew.  Connects at once.
 */
struct link *link_new(const char *path, const char *other,
    const struct link_calls *, void *context);
void link_free(struct link *);

bool link_is_up(const struct link *);
/* Queues one line (the line end is added); nothing when the link is not up. */
void link_send(struct link *, const char *line);
/* Gives the connection up and tries again after a pause; says why. */
void link_drop(struct link *, const char *reason);
/* All is well: the next pause is short. */
void link_settled(struct link *);
/* When it waits: tries now. */
void link_hurry(struct link *);

#endif
