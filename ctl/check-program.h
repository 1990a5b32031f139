/* check-program.h - check-config: can a notifier's program be started at all */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CHECK_PROGRAM_H
#define CTL_CHECK_PROGRAM_H

#include <stdbool.h>

#include "base/why.h"

struct conf;
struct conf_notifier;

/*
 * False: it is not there, no file, may not be executed by the service's user,
 * or the program that its first line names is not there.  The daemon runs
 * with such a notifier, and its parcels wait; here it is a fault, since who
 * checks a configuration wants to hear it before a deadline does.
 *
 * What cannot be known is no fault: a folder that the caller may not look
 * into, and a short name (mail, webhook) where the whole libexec folder is
 * missing, since the configuration is then checked on another machine.
 */
bool check_program(
    const struct conf *, const struct conf_notifier *, struct why *);

#endif
