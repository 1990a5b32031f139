/* keep-replay.h - a rule that is new hears of items that are known */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_REPLAY_H
#define KEEP_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct rule;
struct turn;

/* What became of one: told; it was told of before, by this rule; the rule does
 * not concern it (any more); no such item, or its text is still to be read. */
enum replay_end { REPLAY_TOLD, REPLAY_KNOWN, REPLAY_NO_MATCH, REPLAY_NO_ITEM };
/* "told" "known" "no match" "no item" */
const char *replay_end_name(enum replay_end);

/*
 * Raises item.new, marked as a replay, to the rule's receivers alone; once for
 * each rule and item, whatever is asked.
 */
bool keep_replay(struct turn *, const struct rule *, int64_t item,
    enum replay_end *, struct why *);

#endif
