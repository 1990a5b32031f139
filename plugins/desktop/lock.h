/* lock.h - is the screen locked, so that nobody would see a notice? */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_LOCK_H
#define PLUGINS_DESKTOP_LOCK_H

#include <gio/gio.h>
#include <stdbool.h>

/*
 * Asks whoever of the table in lock.c is on the bus, and hears when it says
 * otherwise: a screen saver that is active, logind where a locker tells it
 * (LockedHint, on the system's bus), and a notification server that shows
 * nothing for now, as it was asked not to disturb.  None there, or gone: not
 * locked.  A locker that tells nobody cannot be known.
 */
struct lock;

/* Called from the main loop, each time it becomes something else. */
typedef void lock_fn(bool locked, void *context);

struct lock *lock_new(GDBusConnection *, lock_fn *, void *context);
/* Before the connection goes. */
void lock_free(struct lock *);

#endif
