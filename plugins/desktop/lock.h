/* lock.h - is the screen locked, so that nobody would see a notice? */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_LOCK_H
#define PLUGINS_DESKTOP_LOCK_H

#include <gio/gio.h>
#include <stdbool.h>

/*
 * Asks whichever screen saver of the table in lock.c is on the bus, and hears
 * when it says otherwise.  None there, or gone: not locked.
 */
struct lock;

/* Called from the main loop, each time it becomes something else. */
typedef void lock_fn(bool locked, void *context);

struct lock *lock_new(GDBusConnection *, lock_fn *, void *context);
/* Before the connection goes. */
void lock_free(struct lock *);

#endif
