/* outbox-event.c - a parcel's deadlines as calendars and threads know them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "edge/store.h"
#include "outbox.h"
#include "turn.h"

struct named {
	json_t *deadline;
	int64_t matter; /* 0: none */
};

static bool
name_it(const struct deadline_row *d, void *context)
{
	struct named *n = context;

	json_object_set_new(
	    n->deadline, "uid", json_sprintf("%s@bevakad", d->uid));
	json_object_set_new(n->deadline, "sequence", json_integer(d->sequence));
	n->matter = d->matter;
	return false;
}

static int64_t
number_of(const json_t *deadline)
{
	const char *id = json_string_value(json_object_get(deadline, "id"));

	return id != NULL && id[0] == 'D' ? strtoll(id + 1, NULL, 10) : 0;
}

void
outbox_add_events(struct turn *t, json_t *parcel)
{
	json_t *list = json_object_get(parcel, "deadlines"), *deadline;
	struct why w;
	size_t i;

	json_array_foreach(list, i, deadline) {
		struct named n = {.deadline = deadline};
		struct deadline_query query = {
		    .id = number_of(deadline), .kind = -1, .limit = 1};

		if (query.id == 0)
			continue;
		if (!store_deadlines(turn_store(t), &query, name_it, &n, &w)) {
			log_warn("deadline D%lld for a notifier: %s",
			    (long long)query.id, w.text);
			return;
		}
		if (n.matter != 0)
			json_object_set_new(parcel, "matter",
			    json_sprintf("M%lld", (long long)n.matter));
	}
}
