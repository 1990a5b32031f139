/* hole.h - what an audit finds: a match without an alert, a parcel nobody took */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_HOLE_H
#define CORE_HOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pool.h"
#include "core/phrases.h"

enum hole_kind {
	HOLE_NO_ALERT,   /* an item that a rule concerns, and nobody is told */
	HOLE_NO_CHANGE,  /* the same of a change of it */
	HOLE_NO_PARCEL,  /* an alert without one of its parcels */
	HOLE_NOBODY,     /* an alert that reaches nobody */
	HOLE_NO_RECEIPT, /* a parcel that is settled, and nothing says how */
	HOLE_OVERDUE,    /* a parcel whose time has come and gone */
	HOLE_NO_WAY,     /* its notifier is not in the configuration */
	HOLE_STUCK,      /* it is out for longer than any run may take */
	HOLE_KINDS
};
/* "no alert" "no change" "no parcel" "nobody" "no receipt" "overdue"
 * "no way" "stuck" */
const char *hole_name(enum hole_kind);
bool hole_read(const char *name, enum hole_kind *);

struct hole {
	enum hole_kind kind;
	int64_t id;       /* of the item, alert or parcel it is about */
	const char *what; /* the rule, the receiver and way, the notifier; or
			   * "" */
};
/* "I42", "A17", "P99" */
const char *hole_id(struct pool *, const struct hole *);
/* By which it is known when it is found again. */
const char *hole_key(struct pool *, const struct hole *);
/* A line for people. */
const char *hole_say(struct pool *, enum language, const struct hole *);

#endif
