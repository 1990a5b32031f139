/* loop.c - the event loop: who is served first */
/* SPDX-License-Identifier: MIT */
#include "loop.h"

#include <event2/event.h>
#include <limits.h>
#include <stddef.h>

#include "base/held.h"

/* libevent puts an event half-way between the levels by itself. */
struct event_base *
loop_new(void)
{
	static const struct timeval slice = {0, HELD_SLICE};
	struct event_config *set = event_config_new();
	struct event_base *base = NULL;

	if (set != NULL && event_config_set_max_dispatch_interval(
			       set, &slice, INT_MAX, LOOP_URGENT) == 0)
		base = event_base_new_with_config(set);
	if (set != NULL)
		event_config_free(set);
	if (base != NULL)
		event_base_priority_init(base, LOOP_LEVELS);
	return base;
}
