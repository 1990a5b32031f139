/* ini.c - configuration files: sections, keys, values */
/* SPDX-License-Identifier: MIT */
#include "base/ini.h"

#include <string.h>

struct reading {
	struct pool *pool;
	const char *file;
	struct ini_entry *entry;
	size_t n, room;
	const char *kind, *name; /* of the section we are in; NULL before one */
	int line;
};

/* A part of a line; at 0-based column from. */
struct part {
	const char *at;
	size_t len;
	int column; /* 1-based, in bytes */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct part
trim(struct part p)
{
	while (p.len > 0 && is_blank(p.at[0])) {
		p.at++;
		p.len--;
		p.column++;
	}
	while (p.len > 0 && is_blank(p.at[p.len - 1]))
		p.len--;
	return p;
}

static bool
fault(const struct reading *r, int column, struct why *w, const char *reason)
{
	return why(w, "%s:%d:%d: %s", r->file, r->line, column, reason);
}

/* Without a comment that begins the line or follows white space. */
static struct part
without_comment(struct part p)
{
	bool quoted = false;

	for (size_t i = 0; i < p.len; i++) {
		if (p.at[i] == '"')
			quoted = !quoted;
		if (quoted || (p.at[i] != '#' && p.at[i] != ';'))
			continue;
		if (i == 0 || is_blank(p.at[i - 1])) {
			p.len = i;
			break;
		}
	}
	return trim(p);
}

static void
add(struct reading *r, const char *key, struct part value)
{
	struct ini_entry *e;

	r->entry = pool_grow(
	    r->pool, r->entry, r->n, &r->room, sizeof(*r->entry));
	e = &r->entry[r->n++];
	e->kind = r->kind;
	e->name = r->name;
	e->key = key;
	e->value = pool_strndup(r->pool, value.at, value.len);
	e->line = r->line;
	e->column = value.column;
}

/* [kind] or [kind name], name as it stands up to the bracket */
static bool
read_section(struct reading *r, struct part p, struct why *w)
{
	const char *close = memchr(p.at, ']', p.len);
	struct part inner, kind;
	size_t n = 0;

	if (close == NULL)
		return fault(
		    r, p.column, w, "a section begins with [ and ends with ]");
	if (close != p.at + p.len - 1)
		return fault(r, p.column + (int)(close - p.at) + 1, w,
		    "nothing may follow the ] of a section");
	inner = trim((struct part){p.at + 1, p.len - 2, p.column + 1});
	while (n < inner.len && !is_blank(inner.at[n]))
		n++;
	if (n == 0)
		return fault(r, p.column, w, "a section needs a name");
	kind = (struct part){inner.at, n, inner.column};
	inner = trim(
	    (struct part){inner.at + n, inner.len - n, inner.column + (int)n});
	r->kind = pool_strndup(r->pool, kind.at, kind.len);
	r->name = pool_strndup(r->pool, inner.at, inner.len);
	add(r, NULL, inner.len > 0 ? inner : kind);
	return true;
}

static bool
read_pair(struct reading *r, struct part p, struct why *w)
{
	const char *equals = memchr(p.at, '=', p.len);
	struct part key, value;
	size_t n;

	if (equals == NULL)
		return fault(r, p.column, w,
		    "expected key = value, [section] or # comment");
	if (r->kind == NULL)
		return fault(r, p.column, w, "a value before any [section]");
	n = (size_t)(equals - p.at);
	key = trim((struct part){p.at, n, p.column});
	if (key.len == 0)
		return fault(r, p.column, w, "a key must stand before the =");
	value = trim(
	    (struct part){equals + 1, p.len - n - 1, p.column + (int)n + 1});
	add(r, pool_strndup(r->pool, key.at, key.len), value);
	return true;
}

static bool
read_more(struct reading *r, struct part p, struct why *w)
{
	struct ini_entry *last = r->n > 0 ? &r->entry[r->n - 1] : NULL;

	if (last == NULL || last->key == NULL)
		return fault(r, p.column, w,
		    "an indented line goes on with a value, and here is none");
	last->value = pool_printf(r->pool, "%s%s%.*s", last->value,
	    last->value[0] ? " " : "", (int)p.len, p.at);
	return true;
}

static bool
read_line(struct reading *r, struct part line, struct why *w)
{
	bool indented = line.len > 0 && is_blank(line.at[0]);
	struct part p = without_comment(line);
	const char *nul = memchr(line.at, '\0', line.len);

	if (nul != NULL)
		return fault(r, (int)(nul - line.at) + 1, w, "a zero byte");
	if (p.len == 0)
		return true;
	if (indented)
		return read_more(r, p, w);
	if (p.at[0] == '[')
		return read_section(r, p, w);
	return read_pair(r, p, w);
}

/* Length of the UTF-8 character at s, of which n bytes are there; 0: none. */
static size_t
character(const unsigned char *s, size_t n)
{
	size_t len = s[0] < 0x80   ? 1
		     : s[0] < 0xC2 ? 0
		     : s[0] < 0xE0 ? 2
		     : s[0] < 0xF0 ? 3
		     : s[0] < 0xF5 ? 4
				   : 0;

	if (len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

static bool
check_utf8(const struct reading *r, const char *text, size_t len, struct why *w)
{
	const unsigned char *s = (const unsigned char *)text;
	struct reading at = *r;
	int column = 1;

	at.line = 1;
	for (size_t i = 0, n; i < len; i += n, column++) {
		n = character(s + i, len - i);
		if (n == 0)
			return fault(&at, column, w,
			    "not UTF-8 here; save the file as UTF-8");
		if (s[i] == '\n') {
			at.line++;
			column = 0;
		}
	}
	return true;
}

bool
ini_read(struct pool *pool, const char *file, const char *text, size_t len,
    struct ini *out, struct why *w)
{
	struct reading r = {.pool = pool, .file = file};
	const char *end;

	if (len > INI_MOST)
		return why(w, "%s:1:1: larger than 4 MiB", file);
	if (!check_utf8(&r, text, len, w))
		return false;
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		len -= 3;
	}
	for (end = text + len; text < end;) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		r.line++;
		if (!read_line(&r, (struct part){text, n, 1}, w))
			return false;
		text += n + 1;
	}
	*out = (struct ini){.file = file, .entry = r.entry, .n = r.n};
	return true;
}
