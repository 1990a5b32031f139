/* probe.c - bevakactl probe: a source looked at for the first time */
/* SPDX-License-Identifier: MIT */
#include "ctl/probe.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/log.h"
#include "core/text/encoding.h"
#include "ctl/pure.h"
#include "ctl/section.h"
#include "edge/conf.h"
#include "edge/fetch-address.h"

enum { NETWORKS_MOST = 16, POOL_MOST = 512 << 20 };

struct asked {
	const char *url, *item, *folder;
	const char *allow[NETWORKS_MOST + 1];
	size_t n_allow;
	bool json;
};

static int
fail(int status, const char *subject, const char *reason)
{
	char line[1100];

	snprintf(line, sizeof(line), "%.400s: %s", subject, reason);
	log_clean(line);
	fprintf(stderr, "bevakactl: probe: %s\n", line);
	return status;
}

static int
usage(const char *word)
{
	if (word != NULL)
		return fail(EXIT_USAGE, word,
		    "not known here; usage: bevakactl probe [--item XPATH] "
		    "[--allow-private NETWORK] [--config DIR] [--json] URL");
	return fail(EXIT_USAGE, "no address",
	    "usage: bevakactl probe [--item XPATH] [--allow-private NETWORK] "
	    "[--config DIR] [--json] URL");
}

/* False for what is not known; the word at fault is argv[*at]. */
static bool
read_arguments(struct asked *a, int argc, char **argv, int *at)
{
	for (int i = 1; i < argc; i++) {
		const char *value;

		*at = i;
		if ((value = option_value(argc, argv, &i, "--item")) != NULL)
			a->item = value;
		else if ((value = option_value(argc, argv, &i, "--config")) !=
			 NULL)
			a->folder = value;
		else if ((value = option_value(
			      argc, argv, &i, "--allow-private")) != NULL &&
			 a->n_allow < NETWORKS_MOST)
			a->allow[a->n_allow++] = value;
		else if (strcmp(argv[i], "--json") == 0)
			a->json = true;
		else if (strcmp(argv[i], "--no-color") == 0)
			continue;
		else if (argv[i][0] == '-' || a->url != NULL)
			return false;
		else
			a->url = argv[i];
	}
	return true;
}

/* What can be told before anything is asked. */
static int
check(const struct asked *a)
{
	struct page_paths paths = {.item = a->item};
	struct network network;
	struct why w;

	if (a->url == NULL)
		return usage(NULL);
	if (!section_takes_url(a->url))
		return fail(EXIT_USAGE, a->url,
		    "an address begins with https:// or http:// and has no "
		    "blanks");
	for (size_t i = 0; i < a->n_allow; i++)
		if (!network_read(a->allow[i], &network))
			return fail(EXIT_USAGE, a->allow[i],
			    "no network; it is like 10.1.0.0/16 or fd00::/8");
	if (a->item != NULL &&
	    utf8_valid(a->item, strlen(a->item)) != strlen(a->item))
		return fail(EXIT_USAGE, a->item, "not UTF-8");
	if (a->item != NULL && !page_check_paths(&paths, &w))
		return fail(EXIT_USAGE, a->item, w.text);
	return EXIT_FINE;
}

static const char *
copy(struct pool *pool, const char *text)
{
	return text != NULL && text[0] != '\0' ? pool_strdup(pool, text) : NULL;
}

/* As the daemon would ask; without a configuration, by its defaults. */
static void
settle(struct probe_settings *set, struct pool *pool, const struct conf *c)
{
	const char *zone = "Europe/Stockholm";

	*set = (struct probe_settings){.contact = "",
	    .libexec = PKGLIBEXECDIR,
	    .spacing = 1000,
	    .patience = 60,
	    .document_seconds = 20,
	    .body_most = 16 << 20,
	    .reader_memory = 512 << 20};
	if (c != NULL) {
		set->contact = pool_strdup(pool, c->contact);
		set->libexec = pool_strdup(pool, c->libexec);
		set->spacing = c->spacing;
		set->patience = c->patience;
		set->document_seconds = c->document_seconds;
		set->body_most = c->body_most;
		set->reader_memory = c->reader_memory;
		set->proxy = copy(pool, c->access.proxy);
		set->ca = copy(pool, c->access.ca);
		zone = c->timezone;
	}
	time_set_zone(zone);
}

static int
probe(const struct asked *a, struct pool *pool)
{
	struct probe p = {.typed = a->url, .item = a->item};
	struct conf *c = NULL;
	struct why w;
	int status = EXIT_FINE;

	if (!conf_load(VENDORDIR, a->folder, NULL, NULL, &c, &w))
		c = NULL;
	settle(&p.visitor.set, pool, c);
	conf_free(c);
	p.day = time_local_day(time(NULL));
	p.visitor.pool = pool;
	p.visitor.set.allow = a->allow;
	if (!visitor_open(&p.visitor, &w) || !probe_look(&p, &w))
		status = fail(EXIT_FAILED, a->url,
		    strstr(w.text, "is private") == NULL
			? w.text
			: pool_printf(pool, "%s (--allow-private)", w.text));
	else
		(a->json ? probe_say_json : probe_say)(&p);
	visitor_close(&p.visitor);
	return status;
}

/* "www.example.se/nyheter", as people write it, is meant to be https. */
static const char *
with_scheme(struct pool *pool, const char *url)
{
	if (url == NULL || strchr(url, ':') != NULL || strchr(url, '.') == NULL)
		return url;
	return pool_printf(pool, "https://%s", url);
}

int
ctl_probe(int argc, char **argv)
{
	struct asked a = {.folder = SYSCONFDIR "/bevakad"};
	struct pool *pool;
	int at = 0, status;

	if (!read_arguments(&a, argc, argv, &at))
		return usage(argv[at]);
	pool = pool_new(POOL_MOST);
	a.url = with_scheme(pool, a.url);
	status = check(&a);
	if (status == EXIT_FINE) {
		signal(SIGPIPE, SIG_IGN);
		status = probe(&a, pool);
	}
	pool_free(pool);
	return status;
}
