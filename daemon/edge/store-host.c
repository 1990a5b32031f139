/* store-host.c - the state file: hosts that want rest */
/* SPDX-License-Identifier: MIT */
#include "edge/store-inner.h"
#include "edge/store-manners.h"

bool
store_host_rest(struct store *s, const char *host, int64_t until, struct why *w)
{
	return store_do(s, w, "DELETE FROM host WHERE until <= ?",
		   VALUES(INT(until - STORE_REST_MOST))) &&
	       store_do(s, w,
		   "INSERT INTO host (name, until) VALUES (?, ?)"
		   " ON CONFLICT (name) DO UPDATE SET"
		   " until = max(until, excluded.until)",
		   VALUES(TEXT(host), INT(until)));
}

bool
store_hosts_resting(struct store *s, int64_t now, store_host_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT name, until FROM host WHERE until > ?", VALUES(INT(now)));

	while (rows_next(&rows))
		fn(column_text(rows.q, 0, NULL), column_time(rows.q, 1),
		    context);
	return rows_close(&rows);
}
