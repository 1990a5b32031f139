/* check-access.h - check-config: what the feeds need to be asked for is there */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_CHECK_ACCESS_H
#define CTL_CHECK_ACCESS_H

#include <stddef.h>

struct conf;
struct conf_fault;

/*
 * Credentials and certificates that a feed names and that cannot be had, as
 * faults of the feed's section; feeds with the same reason are one fault.
 * The credentials are those of CREDENTIALS_DIRECTORY, else of the service
 * that runs; one that the unit's files give to it when it starts next counts
 * as there.  Texts lie in conf's pool, and the faults with them.
 */
const struct conf_fault *check_access(const struct conf *, size_t *n);

#endif
