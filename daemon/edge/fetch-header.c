/* fetch-header.c - the header of an answer */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-header.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

enum { WEEK = 7 * 86400, YEAR = 365 * 86400 };

enum repeated { FIRST, LAST, JOINED };

static const struct {
	const char *name;
	size_t most;
	enum repeated repeated;
} fields[HEADER_FIELDS] = {
    [HEADER_AGE] = {"age", 32, FIRST},
    [HEADER_CACHE_CONTROL] = {"cache-control", 1024, JOINED},
    [HEADER_CONTENT_ENCODING] = {"content-encoding", 256, JOINED},
    [HEADER_CONTENT_TYPE] = {"content-type", 256, LAST},
    [HEADER_DATE] = {"date", 64, FIRST},
    [HEADER_ETAG] = {"etag", 1024, FIRST},
    [HEADER_EXPIRES] = {"expires", 64, FIRST},
    [HEADER_LAST_MODIFIED] = {"last-modified", 64, FIRST},
    [HEADER_LOCATION] = {"location", 8192, FIRST},
    [HEADER_RETRY_AFTER] = {"retry-after", 64, FIRST},
};

void
header_init(struct header *h)
{
	*h = (struct header){0};
	for (int i = 0; i < HEADER_FIELDS; i++)
		h->field[i] = (struct str)STR_INIT(fields[i].most);
}

void
header_release(struct header *h)
{
	for (int i = 0; i < HEADER_FIELDS; i++)
		str_release(&h->field[i]);
}

void
header_clear(struct header *h)
{
	h->status = 0;
	h->lines = 0;
	h->bytes = 0;
	h->over = false;
	for (int i = 0; i < HEADER_FIELDS; i++)
		str_clear(&h->field[i]);
}

/* Also of HTTP/2, which names no minor version. */
static int
status_of(const char *line, size_t len)
{
	const char *at = memchr(line, ' ', len);
	int status = 0;

	if (at == NULL)
		return 0;
	for (at++; at < line + len && *at >= '0' && *at <= '9'; at++) {
		status = status * 10 + *at - '0';
		if (status > 999)
			return 0;
	}
	return status;
}

static void
keep(struct header *h, int i, const char *value, size_t len)
{
	struct str *s = &h->field[i];

	for (size_t at = 0; at < len; at++) {
		unsigned char c = (unsigned char)value[at];

		if ((c < 0x20 && c != '\t') || c == 0x7F)
			return;
	}
	if (s->len > 0 && fields[i].repeated == FIRST)
		return;
	if (s->len > 0 && fields[i].repeated == LAST)
		str_clear(s);
	if (s->len > 0)
		str_addc(s, ',');
	str_addn(s, value, len);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
keep_line(struct header *h, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	const char *value, *end = line + len;
	size_t name_len;

	if (colon == NULL)
		return;
	name_len = (size_t)(colon - line);
	for (value = colon + 1; value < end && is_blank(*value); value++)
		;
	while (end > value && is_blank(end[-1]))
		end--;
	for (int i = 0; i < HEADER_FIELDS; i++) {
		if (strlen(fields[i].name) != name_len ||
		    strncasecmp(fields[i].name, line, name_len) != 0)
			continue;
		keep(h, i, value, (size_t)(end - value));
		return;
	}
}

bool
header_line(struct header *h, const char *line, size_t len)
{
	if (len > 5 && memcmp(line, "HTTP/", 5) == 0) {
		header_clear(h);
		h->status = status_of(line, len);
	}
	h->bytes += len;
	if (++h->lines > HEADER_LINES_MOST || h->bytes > HEADER_BYTES_MOST)
		return false;
	if (len <= 2 && (len == 0 || is_blank(line[0])))
		h->over = true;
	else if (!h->over)
		keep_line(h, line, len);
	return true;
}

const char *
header_get(const struct header *h, enum header_field i)
{
	const struct str *s = &h->field[i];

	return s->len > 0 && !s->full ? s->text : NULL;
}

/* Digits, and nothing that could go on with them; -1 when there is none. */
static int
seconds_read(const char *text, int most)
{
	int n = 0;

	if (*text < '0' || *text > '9')
		return -1;
	for (; *text >= '0' && *text <= '9'; text++) {
		if (n <= most)
			n = n > most / 10 ? most + 1 : n * 10 + *text - '0';
	}
	if (*text != '\0' && strchr(" \t,;.\"", *text) == NULL)
		return -1;
	return n > most ? most : n;
}

/* Seconds from the server's now to a date; -1 when it is none. */
static int
seconds_until(const struct header *h, const char *date, int64_t now, int most)
{
	const char *servers = header_get(h, HEADER_DATE);
	int64_t then = (int64_t)curl_getdate(date, NULL);
	int64_t from = servers ? (int64_t)curl_getdate(servers, NULL) : -1;

	if (then < 0)
		return -1;
	if (from < 0)
		from = now;
	if (then <= from)
		return 0;
	return then - from > most ? most : (int)(then - from);
}

int
header_retry_after(const struct header *h, int64_t now)
{
	const char *text = header_get(h, HEADER_RETRY_AFTER);
	int n;

	if (text == NULL)
		return -1;
	n = seconds_read(text, WEEK);
	return n >= 0 ? n : seconds_until(h, text, now, WEEK);
}

/* The end of a directive: the next comma outside quotes. */
static const char *
directive_end(const char *at)
{
	bool quoted = false;

	for (; *at != '\0' && (quoted || *at != ','); at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (*at == '\\' && quoted && at[1] != '\0')
			at++;
	}
	return at;
}

/* What one directive says of the age; -1 when nothing. */
static int
directive_age(const char *at, size_t len)
{
	if ((len == 8 && strncasecmp(at, "no-cache", len) == 0) ||
	    (len == 8 && strncasecmp(at, "no-store", len) == 0))
		return 0;
	if (len <= 8 || strncasecmp(at, "max-age=", 8) != 0)
		return -1;
	at += 8;
	return seconds_read(at + (*at == '"'), YEAR);
}

static int
cache_control_age(const char *text)
{
	int age = -1;

	while (*text != '\0') {
		const char *end = directive_end(text);
		const char *from = text;
		size_t len;
		int n;

		while (from < end && is_blank(*from))
			from++;
		for (len = (size_t)(end - from); len > 0; len--) {
			if (!is_blank(from[len - 1]))
				break;
		}
		n = directive_age(from, len);
		if (n >= 0 && (age < 0 || n < age))
			age = n;
		text = *end == ',' ? end + 1 : end;
	}
	return age;
}

static int
lifetime(const struct header *h, int64_t now)
{
	const char *control = header_get(h, HEADER_CACHE_CONTROL);
	const char *expires = header_get(h, HEADER_EXPIRES);
	int n = control ? cache_control_age(control) : -1;

	if (n >= 0 || expires == NULL)
		return n;
	n = seconds_until(h, expires, now, YEAR);
	return n >= 0 ? n : 0; /* RFC 9111 5.3: not a date is the past */
}

int
header_max_age(const struct header *h, int64_t now)
{
	const char *said = header_get(h, HEADER_AGE);
	int age = said ? seconds_read(said, YEAR) : 0, n = lifetime(h, now);

	return n > 0 && age > 0 ? (n > age ? n - age : 0) : n;
}
