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
	sqlite3_stmt *q = store_query(s, w,
	    "SELECT name, until FROM host WHERE until > ?", VALUES(INT(now)));
	int got;

	if (q == NULL)
		return false;
	while ((got = store_step(s, q, w)) == 1)
		fn((const char *)sqlite3_column_text(q, 0), column_time(q, 1),
		    context);
	return got == 0;
}
