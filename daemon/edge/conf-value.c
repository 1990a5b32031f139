/* conf-value.c - the parsers of single values */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "edge/conf-part.h"

enum { TEXT_MOST = 2000, NAME_MOST = 64, SOCKET_MOST = 107 };

bool
conf_value_fault(struct conf_value *v, const char *at, const char *format, ...)
{
	va_list args;
	char text[sizeof(v->why.text)];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	v->at = (size_t)(at - v->text);
	return why(&v->why, "%s", text);
}

static bool
put_text(struct conf_value *v, void *to, const char *text, size_t len)
{
	*(const char **)to = len == 0 ? "" : pool_strndup(v->pool, text, len);
	return true;
}

/* --- texts and names --- */

static bool
read_text(struct conf_value *v, void *to)
{
	const char *s = v->text;
	size_t len = strlen(s);

	if (len > TEXT_MOST)
		return conf_value_fault(
		    v, s, "longer than %d bytes", TEXT_MOST);
	if (len >= 2 && s[0] == '"' &&
	    memchr(s + 1, '"', len - 1) == s + len - 1)
		return put_text(v, to, s + 1, len - 2);
	return put_text(v, to, s, len);
}

bool
conf_is_name(const char *s, size_t len, size_t *at)
{
	for (*at = 0; *at < len; ++*at) {
		unsigned char c = (unsigned char)s[*at];

		if (*at >= NAME_MOST)
			return false;
		if (!(c >= 0x80 || isalnum(c) || strchr("_.-", c) != NULL))
			return false;
		if (*at == 0 && strchr(".-", c) != NULL)
			return false;
	}
	return len > 0;
}

static bool
read_name(struct conf_value *v, void *to)
{
	size_t len = strlen(v->text), at;

	if (len > 0 && !conf_is_name(v->text, len, &at))
		return conf_value_fault(v, v->text + at,
		    "a name is one word of letters, digits, '_', '.' and '-'");
	return put_text(v, to, v->text, len);
}

static const char *
next_name(void *context)
{
	const char *const **names = context;

	return **names == NULL ? NULL : *(*names)++;
}

/* "auto, feed or page" */
static const char *
enumerate(struct pool *pool, const char *const *names)
{
	const char *text = names[0];

	for (size_t i = 1; names[i] != NULL; i++)
		text = pool_printf(pool, "%s%s%s", text,
		    names[i + 1] == NULL ? " or " : ", ", names[i]);
	return text;
}

bool
conf_unknown_word(struct conf_value *v, const char *at, const char *word,
    const char *const *names)
{
	const char *const *list = names;
	const char *near = conf_english(word);

	for (size_t i = 0; near != NULL && names[i] != NULL; i++)
		if (strcmp(names[i], near) == 0)
			list = NULL;
	if (list != NULL)
		near = conf_nearest(word, next_name, &list);
	if (near != NULL)
		return conf_value_fault(v, at,
		    "'%.60s' is not known here; did you mean '%s'?", word,
		    near);
	return conf_value_fault(v, at, "'%.60s' is not known here; it is %s",
	    word, enumerate(v->pool, names));
}

static int
find_word(const char *const *names, const char *word)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], word) == 0)
			return i;
	return -1;
}

static bool
read_choice(struct conf_value *v, void *to)
{
	int i = find_word(v->row->names, v->text);

	if (i < 0)
		return conf_unknown_word(v, v->text, v->text, v->row->names);
	*(int *)to = i;
	return true;
}

static bool
read_word(struct conf_value *v, void *to)
{
	int i = find_word(v->row->names, v->text);

	if (v->text[0] != '\0' && i < 0)
		return conf_unknown_word(v, v->text, v->text, v->row->names);
	*(const char **)to = i < 0 ? "" : v->row->names[i];
	return true;
}

static bool
read_bool(struct conf_value *v, void *to)
{
	static const char *const names[] = {"no", "yes", NULL};
	int i = find_word(names, v->text);

	if (i < 0)
		return conf_unknown_word(v, v->text, v->text, names);
	*(bool *)to = i == 1;
	return true;
}

static bool
read_priority(struct conf_value *v, void *to)
{
	static const char *const names[] = {
	    "low", "normal", "high", "critical", NULL};
	enum priority p;

	if (!priority_read(v->text, &p))
		return conf_unknown_word(v, v->text, v->text, names);
	*(enum priority *)to = p;
	return true;
}

/* --- addresses, paths, zones --- */

/* A character that no address holds; NULL when all may stand. */
static const char *
bad_character(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7F ||
		    strchr("<>\"`{}|\\^", *s) != NULL)
			return s;
	return NULL;
}

static bool
check_port(struct conf_value *v, const char *colon, const char *end)
{
	long port = strtol(colon + 1, NULL, 10);

	if (strspn(colon + 1, "0123456789") != (size_t)(end - colon - 1) ||
	    end - colon > 6 || port < 1 || port > 65535)
		return conf_value_fault(
		    v, colon + 1, "a port is between 1 and 65535");
	return true;
}

/* host[:port], [v6][:port] */
static bool
check_host(struct conf_value *v, const char *host, const char *end)
{
	const char *at = memchr(host, '@', (size_t)(end - host));
	const char *close = memchr(host, ']', (size_t)(end - host));
	const char *colon;

	if (at != NULL)
		return conf_value_fault(v, host,
		    "no user name or password may stand in an address");
	colon = host[0] == '[' && close != NULL
		    ? close + 1
		    : memchr(host, ':', (size_t)(end - host));
	if (colon == host || end == host || (host[0] == '[' && !close))
		return conf_value_fault(v, host, "the host is missing");
	if (colon == NULL || colon == end)
		return true;
	if (*colon != ':')
		return conf_value_fault(v, colon, "a ':' and a port, or a '/'");
	return check_port(v, colon, end);
}

static bool
read_url(struct conf_value *v, void *to)
{
	const char *s = v->text, *bad = bad_character(s), *host;

	*(const char **)to = NULL;
	if (s[0] == '\0')
		return true;
	if (strlen(s) > TEXT_MOST)
		return conf_value_fault(
		    v, s, "longer than %d bytes", TEXT_MOST);
	if (strncasecmp(s, "http://", 7) == 0)
		host = s + 7;
	else if (strncasecmp(s, "https://", 8) == 0)
		host = s + 8;
	else
		return conf_value_fault(
		    v, s, "an address begins with https:// or http://");
	if (bad != NULL)
		return conf_value_fault(v, bad,
		    "'%c' cannot stand in an address; write %%%02X",
		    *bad < ' ' ? '?' : *bad, (unsigned char)*bad);
	if (!check_host(v, host, host + strcspn(host, "/?#")))
		return false;
	return put_text(v, to, s, strlen(s));
}

/* page_check_paths says "item: column 5: reason". */
static bool
bad_xpath(struct conf_value *v, const char *said)
{
	int column = 1, skip = 0;

	if (sscanf(said, "item: column %d: %n", &column, &skip) != 1 ||
	    column < 1 || (size_t)column > strlen(v->text) + 1)
		column = 1;
	return conf_value_fault(v, v->text + column - 1, "%.200s", said + skip);
}

static bool
read_xpath(struct conf_value *v, void *to)
{
	const struct page_paths path = {.item = v->text};
	struct why w;

	*(const char **)to = NULL;
	if (v->text[0] == '\0')
		return true;
	if (strlen(v->text) > TEXT_MOST)
		return conf_value_fault(
		    v, v->text, "longer than %d bytes", TEXT_MOST);
	if (!page_check_paths(&path, &w))
		return bad_xpath(v, w.text);
	return put_text(v, to, v->text, strlen(v->text));
}

/* A file of the system's zones, which begins with "TZif". */
static bool
is_zone(const char *name)
{
	char path[200], magic[4] = "";
	ssize_t n;
	int fd;

	if (name[0] == '/' || strstr(name, "..") != NULL ||
	    snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name) >=
		(int)sizeof(path))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return false;
	n = read(fd, magic, sizeof(magic));
	close(fd);
	return n == 4 && memcmp(magic, "TZif", 4) == 0;
}

static bool
read_zone(struct conf_value *v, void *to)
{
	bool none = v->text[0] == '\0' && v->row->fallback[0] == '\0';

	if (!none && !is_zone(v->text))
		return conf_value_fault(v, v->text,
		    "there is no time zone '%.60s'; Sweden's is "
		    "Europe/Stockholm",
		    v->text);
	return put_text(v, to, v->text, strlen(v->text));
}

static bool
read_folder(struct conf_value *v, void *to)
{
	if (v->text[0] != '/')
		return conf_value_fault(v, v->text, "a path begins with a '/'");
	if (strlen(v->text) > SOCKET_MOST)
		return conf_value_fault(v, v->text,
		    "longer than %d bytes, which a path may be here",
		    SOCKET_MOST);
	return put_text(v, to, v->text, strlen(v->text));
}

/* "mail", "desktop" or an absolute path; conf.c makes a path of "mail". */
static bool
read_program(struct conf_value *v, void *to)
{
	size_t at;

	if (v->text[0] == '/')
		return read_folder(v, to);
	if (!conf_is_name(v->text, strlen(v->text), &at))
		return conf_value_fault(v, v->text + at,
		    "a program is mail, webhook, desktop or a path that begins "
		    "with '/', without arguments");
	return put_text(v, to, v->text, strlen(v->text));
}

const struct conf_type conf_text = {"text", read_text},
		       conf_name = {"name", read_name},
		       conf_choice = {"choice", read_choice},
		       conf_word = {"choice", read_word},
		       conf_bool = {"yes or no", read_bool},
		       conf_priority = {"priority", read_priority},
		       conf_url = {"URL", read_url},
		       conf_xpath = {"XPath", read_xpath},
		       conf_zone = {"time zone", read_zone},
		       conf_folder = {"path", read_folder},
		       conf_program = {"program", read_program};
