/* fetch-access.c - who asks: secrets for one origin, and to nobody else */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-access.h"

#include <string.h>
#include <strings.h>

static const char *
copy(struct pool *p, const char *text)
{
	return text ? pool_strdup(p, text) : NULL;
}

static const char *const *
copy_lines(struct pool *p, const char *const *list)
{
	const char **to;
	size_t n = 0;

	if (list == NULL)
		return NULL;
	while (list[n] != NULL)
		n++;
	to = pool_get(p, (n + 1) * sizeof(*to));
	for (size_t i = 0; i < n; i++)
		to[i] = pool_strdup(p, list[i]);
	return to;
}

const struct fetch_access *
access_copy(struct pool *p, const struct fetch_access *a)
{
	struct fetch_access *to;

	if (a == NULL)
		return NULL;
	to = pool_get(p, sizeof(*to));
	*to = (struct fetch_access){.origin = copy(p, a->origin),
	    .jar = copy(p, a->jar),
	    .proxy_login = copy(p, a->proxy_login),
	    .login = copy(p, a->login),
	    .bearer = copy(p, a->bearer),
	    .cookie = copy(p, a->cookie),
	    .header = copy_lines(p, a->header),
	    .certificate = copy(p, a->certificate),
	    .ca = copy(p, a->ca),
	    .intermediate = copy(p, a->intermediate)};
	return to;
}

static void
wipe(const char *text)
{
	if (text != NULL)
		explicit_bzero((char *)text, strlen(text));
}

void
access_wipe(const struct fetch_access *a)
{
	if (a == NULL)
		return;
	wipe(a->proxy_login);
	wipe(a->login);
	wipe(a->bearer);
	wipe(a->cookie);
	for (size_t i = 0; a->header != NULL && a->header[i] != NULL; i++)
		wipe(a->header[i]);
}

bool
access_is_secret(const struct fetch_access *a)
{
	return a != NULL &&
	       (a->login != NULL || a->bearer != NULL || a->cookie != NULL ||
		   a->header != NULL || a->certificate != NULL);
}

struct origin {
	char *scheme, *host, *port;
};

static bool
read_origin(const char *url, struct origin *o)
{
	CURLU *u = curl_url();
	bool read =
	    curl_url_set(u, CURLUPART_URL, url,
		CURLU_URLENCODE | CURLU_ALLOW_SPACE) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_SCHEME, &o->scheme, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &o->host, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_PORT, &o->port, CURLU_DEFAULT_PORT) ==
		CURLUE_OK;

	curl_url_cleanup(u);
	return read;
}

static void
free_origin(struct origin *o)
{
	curl_free(o->scheme);
	curl_free(o->host);
	curl_free(o->port);
}

static bool
is_service(const struct origin *o, const char *scheme, const char *port)
{
	return strcasecmp(o->scheme, scheme) == 0 && strcmp(o->port, port) == 0;
}

bool
access_may_tell(const struct fetch_access *a, const char *url)
{
	struct origin own = {0}, asked = {0};
	bool may = a != NULL && a->origin != NULL &&
		   read_origin(a->origin, &own) && read_origin(url, &asked) &&
		   strcasecmp(own.host, asked.host) == 0 &&
		   (is_service(&asked, own.scheme, own.port) ||
		       (is_service(&own, "http", "80") &&
			   is_service(&asked, "https", "443")));

	free_origin(&own);
	free_origin(&asked);
	return may;
}

static void
add_line(struct curl_slist **lines, const char *line)
{
	struct curl_slist *more = curl_slist_append(*lines, line);

	if (more != NULL)
		*lines = more;
}

void
access_set(CURL *e, const struct fetch_access *a, const char *url,
    struct curl_slist **lines)
{
	static const struct fetch_access nothing;
	const struct fetch_access *told =
	    access_is_secret(a) && access_may_tell(a, url) ? a : &nothing;

	curl_easy_setopt(e, CURLOPT_USERPWD, told->login);
	curl_easy_setopt(e, CURLOPT_XOAUTH2_BEARER, told->bearer);
	curl_easy_setopt(e, CURLOPT_HTTPAUTH,
	    (long)(told->bearer != NULL ? CURLAUTH_BEARER : CURLAUTH_BASIC));
	curl_easy_setopt(e, CURLOPT_COOKIE, told->cookie);
	curl_easy_setopt(e, CURLOPT_SSLCERT, told->certificate);
	curl_easy_setopt(e, CURLOPT_SSLKEY, told->certificate);
	for (size_t i = 0; told->header && told->header[i] != NULL; i++)
		add_line(lines, told->header[i]);
	curl_easy_setopt(
	    e, CURLOPT_PROXYUSERPWD, a != NULL ? a->proxy_login : NULL);
}
