/* means.c - who asks and reads for the rounds, as the configuration says */
/* SPDX-License-Identifier: MIT */
#include "means.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "config.h"
#include "core/network.h"
#include "edge/conf.h"
#include "edge/fetch.h"
#include "edge/mailbox.h"
#include "edge/reader.h"
#include "edge/spawn.h"
#include "hosts.h"

enum {
	READER_DOCUMENTS = 10000, /* of one child; then a fresh one */
	READER_ANSWER = 64 << 20,
	ERRAND_MOST = 1 << 20,
};

static struct fetcher *
make_fetcher(struct event_base *base, const struct conf *c)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct fetch_settings set = {.at_once = c->at_once,
	    .per_host = c->per_host,
	    .allow = c->allow_private};
	struct fetcher *f;

	set.agent = pool_printf(pool, "bevakad/" PACKAGE_VERSION "%s%s%s",
	    c->contact[0] ? " (+" : "", c->contact, c->contact[0] ? ")" : "");
	f = fetcher_new(base, &set);
	pool_free(pool);
	return f;
}

static struct reader *
make_reader(struct event_base *base, const struct conf *c)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct reader_settings set = {
	    .program = pool_printf(pool, "%s/bevakad-reader", c->libexec),
	    .seconds = c->document_seconds,
	    .memory_most = c->reader_memory,
	    .documents_most = READER_DOCUMENTS,
	    .answer_most = READER_ANSWER};
	struct reader *r = reader_new(base, &set);

	pool_free(pool);
	return r;
}

static struct hosts *
make_hosts(struct event_base *base, const struct conf *c)
{
	struct hosts_settings set = {.at_once = c->at_once,
	    .per_host = c->per_host,
	    .spacing = c->spacing};

	return hosts_new(base, &set);
}

static void
make(struct means *m, struct event_base *base, const struct conf *c)
{
	m->fetcher = make_fetcher(base, c);
	m->mailboxes = mailboxes_new(
	    base, &(struct mailboxes_settings){.allow = c->allow_private});
	m->reader = make_reader(base, c);
	m->hosts = make_hosts(base, c);
}

static void
unmake(struct means *m)
{
	hosts_free(m->hosts);
	reader_free(m->reader);
	mailboxes_free(m->mailboxes);
	fetcher_free(m->fetcher);
}

void
means_open(struct means *m, struct event_base *base, const struct conf *c)
{
	m->spawner = spawner_new(base);
	m->network = calloc(1, sizeof(*m->network));
	if (m->network == NULL)
		abort();
	make(m, base, c);
}

void
means_close(struct means *m)
{
	if (m->spawner == NULL)
		return;
	unmake(m);
	spawner_free(m->spawner);
	free(m->network);
}

void
means_renew(struct means *m, struct event_base *base, const struct conf *c)
{
	unmake(m);
	make(m, base, c);
}

static bool
same_networks(const struct conf *a, const struct conf *b)
{
	const char *const *x = a->allow_private, *const *y = b->allow_private;

	if (x == NULL || y == NULL)
		return x == y;
	while (*x != NULL && *y != NULL && strcmp(*x, *y) == 0)
		x++, y++;
	return *x == NULL && *y == NULL;
}

bool
means_differ(const struct conf *a, const struct conf *b)
{
	return a->at_once != b->at_once || a->per_host != b->per_host ||
	       a->spacing != b->spacing ||
	       a->document_seconds != b->document_seconds ||
	       a->reader_memory != b->reader_memory ||
	       strcmp(a->contact, b->contact) != 0 ||
	       strcmp(a->libexec, b->libexec) != 0 ||
	       strcmp(a->timezone, b->timezone) != 0 || !same_networks(a, b);
}
