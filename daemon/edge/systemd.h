/* systemd.h - what the service manager is told, and where secrets lie */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SYSTEMD_H
#define EDGE_SYSTEMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"

/* Without a service manager these do nothing: people start us too. */
void systemd_ready(void);
/* Around a reload, at the given instant of the monotonic clock. */
void systemd_reloading(int64_t microseconds);
void systemd_stopping(void);
/* The line that systemctl status shows. */
void systemd_status(const char *format, ...)
    __attribute__((__format__(printf, 1, 2)));

/*
 * Milliseconds between two signs of life, half of what the manager allows; 0
 * when it asks for none.
 */
int systemd_watchdog(void);
void systemd_alive(void);

/*
 * The path of the credential with that name (LoadCredential= and its kin), in
 * the pool.  False, with what to do, when there are none, the name is not one
 * of a file, or the file cannot be read.
 */
bool systemd_credential(
    struct pool *, const char *name, const char **path, struct why *);

/*
 * What the credential holds, in the pool: one line of at most SECRET_MOST
 * bytes without control characters; a line break at its end is cut off.
 * False, with what to do but never with what it holds.  From the first secret
 * on, no core file is written of this process, and no stranger may trace it.
 * Overwrite the text when it has been used.
 */
enum { SECRET_MOST = 8000 };
bool systemd_secret(struct pool *, const char *name, char **text, struct why *);

#endif
