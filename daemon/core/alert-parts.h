/* alert-parts.h - what the files of alert share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ALERT_PARTS_H
#define CORE_ALERT_PARTS_H

#include "core/alert.h"

/* What strangers wrote, no longer than anybody reads, and without numbers
 * that an alert need not spread. */
struct alert alert_bounded(struct pool *, const struct alert *);

/* Does its item say that it was published more than a day from now? */
bool alert_is_ahead(const struct alert *);

#endif
