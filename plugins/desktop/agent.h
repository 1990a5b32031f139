/* agent.h - alerts from the daemon to the desktop, and answers back */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_AGENT_H
#define PLUGINS_DESKTOP_AGENT_H

/*
 * Runs on the default main context until it is freed.  socket is the path of
 * the daemon's control socket (daemon/control.h) and lives as long.
 *
 *	no bus ----> connecting ----> following: lines are gathered until none
 *	   ^             |            has come for GATHER_QUIET (GATHER_MOST at
 *	   +-------------+            the most), then shown, one by one or, more
 *	     the bus goes             than GATHER_EACH, as one summary; those
 *	                              that the server took are told as shown
 *
 * When the server does not take them the connection is dropped: the daemon
 * sends again, after a pause, what was not told as shown.  While the screen is
 * locked the daemon is told so and sends nothing, but to another session of
 * the same user; when it no longer is, all that waits comes.  So nothing waits
 * here but what someone chose on a notice (ack, snooze, done): that is kept
 * until the daemon has answered it (asked.h).
 */
enum {
	GATHER_QUIET = 250, /* milliseconds */
	GATHER_MOST = 2000,
	GATHER_EACH = 5, /* alerts */
	GATHERED_MOST = 1000,
	SHOWN_MOST = 5000 /* parcels remembered, so as not to show them twice */
};

struct agent;

/* other: tried where socket is not there, or NULL (link.h). */
struct agent *agent_new(const char *socket, const char *other);
void agent_free(struct agent *);

#endif
