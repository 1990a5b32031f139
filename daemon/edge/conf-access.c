/* conf-access.c - who asks, and by which way: said by feed, source or all */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "edge/conf-part.h"

enum { HEADER_NAME_MOST = 64, HEADERS_MOST = 20, FILE_MOST = 1000 };

/* Takes back what a wider section says. */
static const char none[] = "none";

/* --- parsers --- */

static bool
put(struct conf_value *v, void *to, const char *text)
{
	*(const char **)to = text[0] != '\0' ? pool_strdup(v->pool, text) : "";
	return true;
}

static bool
read_proxy(struct conf_value *v, void *to)
{
	if (strcmp(v->text, none) == 0)
		return put(v, to, none);
	return conf_url.read(v, to);
}

/* What is no name is perhaps the secret: it is not repeated. */
static bool
check_credential(struct conf_value *v, const char *at, const char *name)
{
	size_t bad;

	if (conf_is_name(name, strlen(name), &bad))
		return true;
	return conf_value_fault(v, at,
	    "not the secret itself, but the name of the credential that holds "
	    "it: one word of letters, digits, '_', '.' and '-'");
}

static bool
read_credential(struct conf_value *v, void *to)
{
	if (v->text[0] != '\0' && !check_credential(v, v->text, v->text))
		return false;
	return put(v, to, v->text);
}

static bool
read_file(struct conf_value *v, void *to)
{
	if (v->text[0] != '\0' && v->text[0] != '/' &&
	    strcmp(v->text, none) != 0)
		return conf_value_fault(v, v->text, "a path begins with a '/'");
	if (strlen(v->text) > FILE_MOST)
		return conf_value_fault(
		    v, v->text, "longer than %d bytes", FILE_MOST);
	return put(v, to, v->text);
}

/* Headers that are ours to set, and what sets them. */
static const struct {
	const char *name, *instead;
} ours[] = {
    {"Authorization", "use 'login' or 'bearer'"},
    {"Cookie", "use 'cookie'"},
    {"Proxy-Authorization", "use 'proxy-login'"},
    {"User-Agent", "use 'contact' in [bevakad]"},
    {"Accept-Encoding", "bevakad sets it"},
    {"Connection", "bevakad sets it"},
    {"Content-Length", "nothing is sent"},
    {"Expect", "nothing is sent"},
    {"Host", "the url says it"},
    {"If-Modified-Since", "bevakad sets it"},
    {"If-None-Match", "bevakad sets it"},
    {"Range", "bevakad reads all or nothing"},
    {"Transfer-Encoding", "nothing is sent"},
};

static bool
check_header_name(struct conf_value *v, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)at[i]) &&
		    strchr("!#$%&'*+-.^_`|~", at[i]) == NULL)
			return conf_value_fault(
			    v, at + i, "not in the name of a header");
	if (len == 0 || len > HEADER_NAME_MOST)
		return conf_value_fault(v, at,
		    "the name of a header has 1 to %d characters",
		    HEADER_NAME_MOST);
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strlen(ours[i].name) == len &&
		    strncasecmp(ours[i].name, at, len) == 0)
			return conf_value_fault(v, at,
			    "%s is not given here; %s", ours[i].name,
			    ours[i].instead);
	return true;
}

/* "X-Api-Key: vgr-key", written back with one blank. */
static bool
check_header(struct conf_value *v, const char *at, const char **text)
{
	const char *colon = strchr(*text, ':'), *name;
	size_t len;

	if (strcmp(v->text, none) == 0)
		return true;
	if (colon == NULL)
		return conf_value_fault(v, at,
		    "a header is 'Name: CREDENTIAL', the credential that holds "
		    "its value");
	len = (size_t)(colon - *text);
	name = colon + 1 + strspn(colon + 1, " \t");
	if (!check_header_name(v, at, len) ||
	    !check_credential(v, at + (name - *text), name))
		return false;
	*text = pool_printf(v->pool, "%.*s: %s", (int)len, *text, name);
	return true;
}

static bool
read_headers(struct conf_value *v, void *to)
{
	const char *const **list = to;

	*list = NULL;
	if (v->text[0] == '\0')
		return true;
	if (!conf_read_texts(v, to, check_header))
		return false;
	for (size_t n = 0; (*list)[n] != NULL; n++)
		if (n == HEADERS_MOST)
			return conf_value_fault(
			    v, v->text, "more than %d headers", HEADERS_MOST);
	return true;
}

const struct conf_type conf_proxy = {"URL or none", read_proxy},
		       conf_credential = {"credential", read_credential},
		       conf_pem = {"file", read_file},
		       conf_headers = {"list of headers", read_headers};

/* --- what a section says --- */

void
conf_access_check(struct conf_draft *d, const struct section *s)
{
	const struct ini_entry *bearer = section_entry(s, "bearer");
	const struct ini_entry *login = section_entry(s, "login");

	if (bearer != NULL && login != NULL && bearer->value[0] != '\0' &&
	    login->value[0] != '\0')
		draft_fault(d, s->file, bearer->line, bearer->key_column,
		    "'login' and 'bearer' both say who asks; keep one");
}

/* --- what holds for a feed --- */

static bool
is_said(const char *text)
{
	return text != NULL && text[0] != '\0';
}

/* NULL: nothing of the kind. */
static const char *
settled(const char *text)
{
	return is_said(text) && strcmp(text, none) != 0 ? text : NULL;
}

static const char *
first_said(const char *feed, const char *source, const char *all)
{
	return settled(is_said(feed) ? feed : is_said(source) ? source : all);
}

static const char *const *
first_headers(const char *const *feed, const char *const *source)
{
	const char *const *list = feed != NULL && feed[0] != NULL ? feed
								  : source;

	if (list == NULL || list[0] == NULL || strcmp(list[0], none) == 0)
		return NULL;
	return list;
}

/* A proxy's login is for the proxy that is named beside it, or further out. */
static void
settle_proxy(struct conf_access *to, const struct conf_access *const from[3])
{
	const char *login = NULL;

	to->proxy = to->proxy_login = NULL;
	for (int i = 0; i < 3; i++) {
		if (!is_said(login))
			login = from[i]->proxy_login;
		if (!is_said(from[i]->proxy))
			continue;
		to->proxy = settled(from[i]->proxy);
		to->proxy_login = to->proxy ? settled(login) : NULL;
		return;
	}
}

/* Login and bearer are one question: who says either answers it. */
static void
settle_login(struct conf_access *to, const struct conf_access *feed,
    const struct conf_access *source)
{
	const struct conf_access *from =
	    is_said(feed->login) || is_said(feed->bearer) ? feed : source;

	to->login = settled(from->login);
	to->bearer = settled(from->bearer);
}

struct conf_access
conf_access_settle(const struct conf_access *feed,
    const struct conf_access *source, const struct conf_access *all)
{
	const struct conf_access *const from[3] = {feed, source, all};
	struct conf_access to = {
	    .cookie = first_said(feed->cookie, source->cookie, NULL),
	    .header = first_headers(feed->header, source->header),
	    .certificate = first_said(
		feed->certificate, source->certificate, NULL),
	    .ca = first_said(feed->ca, source->ca, all->ca),
	    .intermediate = first_said(
		feed->intermediate, source->intermediate, NULL)};

	settle_proxy(&to, from);
	settle_login(&to, feed, source);
	return to;
}
