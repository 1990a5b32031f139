/* ini.c - configuration files: sections, keys, values */
/* SPDX-License-Identifier: MIT */
#include "base/ini.h"

#include <string.h>

#include "base/str.h"

struct reading {
	struct pool *pool;
	struct ini_entry *entry;
	size_t n, room;
	const char *kind, *name; /* of the section we are in; NULL before one */
	int line;
	bool lost; /* below a section's line that was at fault */
	bool bad;  /* there was a fault */
	ini_fault_fn *told;
	void *context;
	struct str more; /* the last value, when lines go on with it */
	struct ini_piece *piece;
	size_t n_pieces, room_pieces;
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
fault(struct reading *r, int column, const char *reason)
{
	r->bad = true;
	r->told(r->line, column, reason, r->context);
	return false;
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

/* The last value is whole. */
static void
finish(struct reading *r)
{
	struct ini_entry *e = r->n > 0 ? &r->entry[r->n - 1] : NULL;

	if (r->n_pieces > 0) {
		e->value = pool_strndup(r->pool, r->more.text, r->more.len);
		e->piece = r->piece;
		e->n_pieces = r->n_pieces;
	}
	r->piece = NULL;
	r->n_pieces = r->room_pieces = 0;
	str_clear(&r->more);
}

static void
add(struct reading *r, const char *key, int key_column, struct part value)
{
	struct ini_entry *e;

	finish(r);
	r->entry = pool_grow(
	    r->pool, r->entry, r->n, &r->room, sizeof(*r->entry));
	e = &r->entry[r->n++];
	e->kind = r->kind;
	e->name = r->name;
	e->key = key;
	e->value = pool_strndup(r->pool, value.at, value.len);
	e->line = r->line;
	e->column = value.column;
	e->key_column = key_column;
}

/* [kind] or [kind name], name as it stands up to the bracket */
static bool
read_section(struct reading *r, struct part p)
{
	const char *close = memchr(p.at, ']', p.len);
	struct part inner, kind;
	size_t n = 0;

	if (close == NULL)
		return fault(
		    r, p.column, "a section begins with [ and ends with ]");
	if (close != p.at + p.len - 1)
		return fault(r, p.column + (int)(close - p.at) + 1,
		    "nothing may follow the ] of a section");
	inner = trim((struct part){p.at + 1, p.len - 2, p.column + 1});
	while (n < inner.len && !is_blank(inner.at[n]))
		n++;
	if (n == 0)
		return fault(r, p.column, "a section needs a name");
	kind = (struct part){inner.at, n, inner.column};
	inner = trim(
	    (struct part){inner.at + n, inner.len - n, inner.column + (int)n});
	r->kind = pool_strndup(r->pool, kind.at, kind.len);
	r->name = pool_strndup(r->pool, inner.at, inner.len);
	add(r, NULL, kind.column, inner.len > 0 ? inner : kind);
	return true;
}

static bool
read_pair(struct reading *r, struct part p)
{
	const char *equals = memchr(p.at, '=', p.len);
	struct part key, value;
	size_t n;

	if (equals == NULL)
		return fault(r, p.column,
		    "expected key = value, [section] or # comment");
	if (r->kind == NULL)
		return fault(r, p.column, "a value before any [section]");
	n = (size_t)(equals - p.at);
	key = trim((struct part){p.at, n, p.column});
	if (key.len == 0)
		return fault(r, p.column, "a key must stand before the =");
	value = trim(
	    (struct part){equals + 1, p.len - n - 1, p.column + (int)n + 1});
	add(r, pool_strndup(r->pool, key.at, key.len), key.column, value);
	return true;
}

static bool
read_more(struct reading *r, struct part p)
{
	struct ini_entry *last = r->n > 0 ? &r->entry[r->n - 1] : NULL;

	if (last == NULL || last->key == NULL)
		return fault(r, p.column,
		    "an indented line goes on with a value, and here is none");
	if (r->n_pieces == 0)
		str_add(&r->more, last->value);
	if (r->more.len > 0)
		str_addc(&r->more, ' ');
	r->piece = pool_grow(
	    r->pool, r->piece, r->n_pieces, &r->room_pieces, sizeof(*r->piece));
	r->piece[r->n_pieces++] = (struct ini_piece){
	    r->more.len, r->line, p.column};
	str_addn(&r->more, p.at, p.len);
	return true;
}

static void
read_line(struct reading *r, struct part line)
{
	bool indented = line.len > 0 && is_blank(line.at[0]);
	struct part p = without_comment(line);
	const char *nul = memchr(line.at, '\0', line.len);

	if (nul != NULL)
		fault(r, (int)(nul - line.at) + 1, "a zero byte");
	else if (p.len == 0)
		return;
	else if (!indented && p.at[0] == '[')
		r->lost = !read_section(r, p);
	else if (r->lost)
		return;
	else if (indented)
		read_more(r, p);
	else
		read_pair(r, p);
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
check_utf8(struct reading *r, const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	int column = 1;

	r->line = 1;
	for (size_t i = 0, n; i < len; i += n, column += (int)n) {
		n = character(s + i, len - i);
		if (n == 0)
			return fault(r, column,
			    "not UTF-8 here; save the file as UTF-8");
		if (s[i] == '\n') {
			r->line++;
			column = 0;
		}
	}
	r->line = 0;
	return true;
}

static void
read_lines(struct reading *r, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		r->line++;
		read_line(r, (struct part){text, n, 1});
		text += n + 1;
	}
	finish(r);
}

bool
ini_read_all(struct pool *pool, const char *file, const char *text, size_t len,
    struct ini *out, ini_fault_fn *told, void *context)
{
	struct reading r = {.pool = pool,
	    .line = 1,
	    .told = told,
	    .context = context,
	    .more = STR_INIT(2 * INI_MOST)};

	*out = (struct ini){.file = file};
	if (len > INI_MOST)
		return fault(&r, 1, "larger than 4 MiB");
	if (!check_utf8(&r, text, len))
		return false;
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		len -= 3;
	}
	read_lines(&r, text, len);
	str_release(&r.more);
	*out = (struct ini){.file = file, .entry = r.entry, .n = r.n};
	return !r.bad;
}

struct first {
	const char *file;
	struct why *why;
	bool told;
};

static void
keep_first(int line, int column, const char *reason, void *context)
{
	struct first *f = context;

	if (!f->told)
		why(f->why, "%s:%d:%d: %s", f->file, line, column, reason);
	f->told = true;
}

bool
ini_read(struct pool *pool, const char *file, const char *text, size_t len,
    struct ini *out, struct why *w)
{
	struct first f = {.file = file, .why = w};

	return ini_read_all(pool, file, text, len, out, keep_first, &f);
}

void
ini_place(const struct ini_entry *e, size_t offset, int *line, int *column)
{
	size_t from = 0;

	*line = e->line;
	*column = e->column;
	for (size_t i = 0; i < e->n_pieces && e->piece[i].at <= offset; i++) {
		*line = e->piece[i].line;
		*column = e->piece[i].column;
		from = e->piece[i].at;
	}
	*column += (int)(offset - from);
}
