/* keep-item.h - one deadline of an item into the state file */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_ITEM_H
#define KEEP_ITEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "core/deadline/deadline.h"
#include "edge/store.h"

struct turn;

/* Adds it to the item, and says so unless it is a baseline; id may be NULL. */
bool keep_deadline(struct turn *, const struct item_row *,
    const struct deadline *, int64_t *id, struct why *);

#endif
