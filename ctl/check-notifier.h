/* check-notifier.h - check-config: notifiers' own options, by their programs */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CHECK_NOTIFIER_H
#define CTL_CHECK_NOTIFIER_H

#include <stddef.h>

struct conf;
struct conf_fault;

/*
 * Looks whether each notifier's program can be started (check-program.h), asks
 * it (--describe) what options it has, and holds its section against that;
 * see edge/conf-describe.h.  A program that does not tell is left alone.  It
 * runs with limits, an empty input and nearly no
 * environment, and never as root: then as the service's user, else nobody's.
 * Texts lie in conf's pool, and the faults with them.
 */
const struct conf_fault *check_notifiers(const struct conf *, size_t *n);

#endif
