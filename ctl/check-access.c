/* check-access.c - check-config: what the feeds need to be asked for is there */
/* SPDX-License-Identifier: MIT */
#include "ctl/check-access.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "access.h"
#include "base/pool.h"
#include "ctl/check-unit.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/systemd.h"

#define CREDENTIALS "/run/credentials/bevakad.service"

enum { NAMES_MOST = 8 };

struct failed {
	const struct conf_feed *first;
	const char *reason;
	const char *names; /* of the feeds with that reason */
	size_t n;
};

static void
use_credentials(void)
{
	if (getenv("CREDENTIALS_DIRECTORY") == NULL &&
	    access(CREDENTIALS, R_OK | X_OK) == 0)
		setenv("CREDENTIALS_DIRECTORY", CREDENTIALS, 1);
}

static struct failed *
find(struct failed *list, size_t n, const char *reason)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].reason, reason) == 0)
			return &list[i];
	return NULL;
}

static struct conf_fault
fault_of(struct pool *p, const struct failed *f)
{
	struct conf_fault fault = {
	    .file = f->first->file, .line = f->first->line, .column = 1};
	const char *more = f->n > NAMES_MOST ? pool_printf(p, " and %zu more",
						   f->n - NAMES_MOST)
					     : "";
	char *reason = pool_printf(p, "feed%s %s%s: %s", f->n > 1 ? "s" : "",
	    f->names, more, f->reason);

	fault.reason = reason;
	fault.text = pool_printf(
	    p, "%s:%d:1: %s", fault.file, fault.line, reason);
	return fault;
}

static void
add_name(struct pool *p, struct failed *f, const char *name)
{
	if (f->n++ < NAMES_MOST)
		f->names = pool_printf(p, "%s, %s", f->names, name);
}

/* --- before the service has been started --- */

struct awaited {
	struct pool *pool;
	int n;     /* credentials that are not there */
	bool lost; /* one of them will not be either */
};

static void
await(struct awaited *a, const char *credential)
{
	const char *path;
	struct why ignored;

	if (credential == NULL ||
	    systemd_credential(a->pool, credential, &path, &ignored))
		return;
	a->n++;
	a->lost |= !unit_gives(credential);
}

/* Whether nothing is wrong but that the service has not been started since. */
static bool
will_be_well(struct pool *p, const struct conf_feed *f, struct why *w)
{
	const struct conf_access *a = &f->access;
	struct fetch_access files = {
	    .ca = a->ca, .intermediate = a->intermediate};
	struct awaited awaited = {.pool = p};

	await(&awaited, a->login);
	await(&awaited, a->bearer);
	await(&awaited, a->cookie);
	await(&awaited, a->certificate);
	await(&awaited, a->proxy_login);
	for (size_t i = 0; a->header != NULL && a->header[i] != NULL; i++)
		await(&awaited, strstr(a->header[i], ": ") + 2);
	return awaited.n > 0 && !awaited.lost && fetch_access_check(&files, w);
}

/* What can be had is looked into; what cannot be, is it on its way? */
static bool
is_well(struct pool *p, const struct conf_feed *f, struct why *w)
{
	struct why missing;

	if (access_check(f, w))
		return true;
	missing = *w;
	if (will_be_well(p, f, w))
		return true;
	*w = missing;
	return false;
}

const struct conf_fault *
check_access(const struct conf *c, size_t *n)
{
	struct failed *list = NULL, *same;
	struct conf_fault *fault;
	size_t room = 0;
	struct why w;

	*n = 0;
	use_credentials();
	for (size_t i = 0; i < c->n_feeds; i++) {
		const struct conf_feed *f = &c->feed[i];

		if (is_well(c->pool, f, &w))
			continue;
		if ((same = find(list, *n, w.text)) != NULL) {
			add_name(c->pool, same, f->name);
		} else if (*n < CONF_FAULTS_MOST) {
			list = pool_grow(
			    c->pool, list, *n, &room, sizeof(*list));
			list[(*n)++] = (struct failed){
			    f, pool_strdup(c->pool, w.text), f->name, 1};
		}
	}
	fault = pool_get(c->pool, (*n + 1) * sizeof(*fault));
	for (size_t i = 0; i < *n; i++)
		fault[i] = fault_of(c->pool, &list[i]);
	return fault;
}
