/* session.h - the session bus and the notification server on it */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_SESSION_H
#define PLUGINS_DESKTOP_SESSION_H

#include <stdbool.h>

/*
 *	            bus found                        bus closed
 *	NO BUS ------------------> BUS ------------------------> NO BUS
 *	   (looked for with growing pauses)
 *
 * libnotify is ready between up and down.  server is called within that time
 * when a notification server has come (perhaps because something was shown),
 * and when it has gone: its ids and capabilities are void then; locked, when
 * the screen is locked or no longer is (lock.h): it is not at up.
 */
struct session;

struct session_calls {
	void (*up)(void *context);
	void (*down)(void *context);
	void (*server)(bool there, void *context);
	void (*locked)(bool, void *context);
};

/* calls live as long as the session; they come from the main loop. */
struct session *session_new(const struct session_calls *, void *context);
/* down is not called. */
void session_free(struct session *);

#endif
