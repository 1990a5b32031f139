/* access.c - a feed asked for as its configuration says */
/* SPDX-License-Identifier: MIT */
#include "access.h"

#include <string.h>
#include <strings.h>

#include "base/pool.h"
#include "edge/conf.h"
#include "edge/systemd.h"

enum { SECRETS_MOST = 1 << 20 };

struct reading {
	struct pool *pool;
	struct why *why;
	bool failed; /* nothing more is read */
};

/* --- what is named, read --- */

static void
wipe(const char *text)
{
	if (text != NULL)
		explicit_bzero((char *)text, strlen(text));
}

/* NULL of NULL, and of what cannot be read. */
static const char *
secret(struct reading *r, const char *name)
{
	char *text;

	if (name == NULL || r->failed)
		return NULL;
	r->failed = !systemd_secret(r->pool, name, &text, r->why);
	return text;
}

static const char *
login(struct reading *r, const char *name)
{
	const char *text = secret(r, name);

	if (text != NULL && strchr(text, ':') == NULL)
		r->failed = !why(r->why,
		    "the credential \"%s\" does not hold user:password", name);
	return text;
}

static const char *
file_of(struct reading *r, const char *name)
{
	const char *path = NULL;

	if (name != NULL && !r->failed)
		r->failed = !systemd_credential(r->pool, name, &path, r->why);
	return path;
}

/* "Name: credential" becomes "Name: value". */
static const char *
header_line(struct reading *r, const char *header)
{
	const char *name = strstr(header, ": ") + 2;
	const char *value = secret(r, name), *line;

	if (value == NULL)
		return NULL;
	line = pool_printf(
	    r->pool, "%.*s%s", (int)(name - header), header, value);
	wipe(value);
	return line;
}

static const char *const *
headers(struct reading *r, const char *const *header)
{
	const char **list;
	size_t n = 0;

	if (header == NULL)
		return NULL;
	while (header[n] != NULL)
		n++;
	list = pool_get(r->pool, (n + 1) * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		list[i] = header_line(r, header[i]);
	return list;
}

/* Secrets are for the feed's own origin, cookies are its source's. */
static bool
open_access(
    struct reading *r, const struct conf_feed *f, struct fetch_access *to)
{
	const struct conf_access *a = &f->access;

	*to = (struct fetch_access){.origin = f->url,
	    .jar = f->source,
	    .login = f->type == CONF_FEED_MAILBOX ? NULL : login(r, a->login),
	    .bearer = secret(r, a->bearer),
	    .cookie = secret(r, a->cookie),
	    .header = headers(r, a->header),
	    .certificate = file_of(r, a->certificate),
	    .proxy_login = login(r, a->proxy_login),
	    .ca = a->ca,
	    .intermediate = a->intermediate};
	return !r->failed;
}

/* --- and used --- */

static void
close_access(struct reading *r, struct fetch_access *a)
{
	wipe(a->login);
	wipe(a->bearer);
	wipe(a->cookie);
	wipe(a->proxy_login);
	for (size_t i = 0; a->header != NULL && a->header[i] != NULL; i++)
		wipe(a->header[i]);
	pool_free(r->pool);
}

struct fetch *
access_start(struct fetcher *fetcher, const struct conf_feed *f,
    struct fetch_request *request, fetch_done_fn *done, void *context)
{
	struct fetch_access access;
	struct why w;
	struct reading r = {.pool = pool_new(SECRETS_MOST), .why = &w};
	struct fetch *started;

	request->proxy = f->access.proxy;
	request->access = &access;
	if (!open_access(&r, f, &access))
		request->fault = w.text;
	started = fetch_start(fetcher, request, done, context);
	request->access = NULL;
	request->fault = NULL;
	close_access(&r, &access);
	return started;
}

static void
read_mailbox(struct reading *r, const struct conf_feed *f,
    struct mailbox_request *request)
{
	request->login = secret(r, f->access.login);
	request->bearer = secret(r, f->access.bearer);
	/* Mail servers are often near, where a proxy for the web is not asked:
	 * only one that the feed itself names is. */
	if (!f->own_proxy)
		return;
	request->proxy = f->access.proxy;
	request->proxy_login = login(r, f->access.proxy_login);
}

struct mailbox *
access_mailbox(struct mailboxes *boxes, const struct conf_feed *f,
    struct mailbox_request *request, mailbox_done_fn *done, void *context)
{
	struct why w;
	struct reading r = {.pool = pool_new(SECRETS_MOST), .why = &w};
	struct mailbox *started;

	request->url = f->url;
	request->ca = f->access.ca;
	request->intermediate = f->access.intermediate;
	if (strncasecmp(f->url, "imap", 4) == 0)
		read_mailbox(&r, f, request);
	if (r.failed)
		request->fault = w.text;
	started = mailbox_start(boxes, request, done, context);
	wipe(request->login);
	wipe(request->bearer);
	wipe(request->proxy_login);
	request->login = request->bearer = request->proxy_login = NULL;
	request->fault = NULL;
	pool_free(r.pool);
	return started;
}

/* A mailbox's log-in is read, and nobody is asked. */
static bool
check_mailbox(struct reading *r, const struct conf_feed *f)
{
	struct mailbox_request request = {0};

	if (f->type == CONF_FEED_MAILBOX && strncasecmp(f->url, "imap", 4) == 0)
		read_mailbox(r, f, &request);
	wipe(request.login);
	wipe(request.bearer);
	wipe(request.proxy_login);
	return !r->failed;
}

bool
access_check(const struct conf_feed *f, struct why *w)
{
	struct fetch_access access;
	struct reading r = {.pool = pool_new(SECRETS_MOST), .why = w};
	bool good = open_access(&r, f, &access) && check_mailbox(&r, f) &&
		    fetch_access_check(&access, w);

	close_access(&r, &access);
	return good;
}

/* --- compared --- */

enum { NAMES = 9 };

static void
names_of(const struct conf_access *a, const char *name[NAMES])
{
	const char *all[NAMES] = {a->proxy, a->proxy_login, a->login, a->bearer,
	    a->cookie, a->certificate, a->ca, a->intermediate,
	    a->header ? a->header[0] : NULL};

	memcpy(name, all, sizeof(all));
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool
access_is_same(const struct conf_feed *a, const struct conf_feed *b)
{
	const char *const *x = a->access.header, *const *y = b->access.header;
	const char *one[NAMES], *two[NAMES];

	names_of(&a->access, one);
	names_of(&b->access, two);
	for (int i = 0; i < NAMES; i++)
		if (!is_same(one[i], two[i]))
			return false;
	for (; x != NULL && *x != NULL; x++, y++)
		if (!is_same(*x, *y))
			return false;
	return y == NULL || *y == NULL;
}

bool
access_needs(const struct conf_feed *f)
{
	const char *name[NAMES];

	names_of(&f->access, name);
	for (int i = 1; i < NAMES; i++) /* a proxy is no need of ours */
		if (name[i] != NULL)
			return true;
	return false;
}
