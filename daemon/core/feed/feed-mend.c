/* feed-mend.c - what is nearly XML, made well-formed */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "core/feed/feed-clean.h"
#include "core/feed/feed-parts.h"

enum { OPEN_MOST = 512 };

struct name {
	const char *text;
	size_t len;
};

struct mender {
	struct str *out;
	const char *at, *end;
	struct name open[OPEN_MOST];
	size_t n_open;
	bool closed; /* the root was */
	/* What is known not to come any more: it is looked for once. */
	bool no_comment_end, no_cdata_end, no_close, no_quote[2];
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_name(char c)
{
	return feed_is_name_start(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.' || c == ':';
}

static size_t
left(const struct mender *m)
{
	return (size_t)(m->end - m->at);
}

static bool
stands(const struct mender *m, const char *word)
{
	size_t n = strlen(word);

	return left(m) >= n && memcmp(m->at, word, n) == 0;
}

/* --- text ---------------------------------------------------------------- */

static void
mend_text(struct mender *m)
{
	const char *from = m->at;
	size_t n;

	while (m->at < m->end && *m->at != '<') {
		if (*m->at != '&' && !stands(m, "]]>")) {
			m->at++;
			continue;
		}
		clean_text(m->out, from, (size_t)(m->at - from));
		n = 3;
		if (*m->at == '&')
			n = clean_reference(m->out, m->at, left(m));
		m->at += n;
		from = m->at;
	}
	clean_text(m->out, from, (size_t)(m->at - from));
}

/* --- tags ---------------------------------------------------------------- */

static struct name
read_name(struct mender *m)
{
	struct name n = {.text = m->at};

	while (m->at < m->end && is_name(*m->at))
		m->at++;
	n.len = (size_t)(m->at - n.text);
	return n;
}

static bool
is_same(struct name a, struct name b)
{
	return a.len == b.len && strncasecmp(a.text, b.text, a.len) == 0;
}

static bool
is_called(struct name n, const char *word)
{
	return n.len == strlen(word) && strncasecmp(n.text, word, n.len) == 0;
}

/* Elements that never have content, whatever their closing. */
static bool
is_void(struct name n)
{
	static const char *const words[] = {"br", "hr", "img", "input", "wbr",
	    "area", "embed", "param", "enclosure"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (is_called(n, words[i]))
			return true;
	return false;
}

static void
close_last(struct mender *m)
{
	struct name n = m->open[--m->n_open];

	str_add(m->out, "</");
	str_addn(m->out, n.text, n.len);
	str_addc(m->out, '>');
	m->closed |= m->n_open == 0;
}

/* Closes down to the innermost of that name; false when none is open. */
static bool
close_to(struct mender *m, struct name wanted)
{
	size_t i = m->n_open;

	while (i > 0 && !is_same(m->open[i - 1], wanted))
		i--;
	if (i == 0)
		return false;
	while (m->n_open >= i)
		close_last(m);
	return true;
}

/* False: the document breaks off inside the tag. */
static bool
mend_end_tag(struct mender *m)
{
	struct name n;
	bool whole;

	m->at += 2;
	n = read_name(m);
	while (m->at < m->end && *m->at != '>' && *m->at != '<')
		m->at++;
	whole = m->at < m->end;
	if (whole && *m->at == '>')
		m->at++;
	if (whole)
		close_to(m, n);
	return whole;
}

static void
put_value(struct mender *m, const char *s, size_t len)
{
	size_t from = 0;

	str_add(m->out, "=\"");
	for (size_t i = 0; i < len;) {
		if (s[i] != '&' && s[i] != '<' && s[i] != '"') {
			i++;
			continue;
		}
		clean_text(m->out, s + from, i - from);
		if (s[i] == '&')
			i += clean_reference(m->out, s + i, len - i);
		else
			clean_special(m->out, s[i++]);
		from = i;
	}
	clean_text(m->out, s + from, len - from);
	str_addc(m->out, '"');
}

/* The value behind '='; a quote that is never closed is none. */
static struct name
read_value(struct mender *m)
{
	struct name v = {.text = m->at};
	const char *close = NULL;

	if (m->at < m->end && (*m->at == '"' || *m->at == '\'')) {
		bool *none = &m->no_quote[*m->at == '"'];

		if (!*none)
			close = memchr(m->at + 1, *m->at, left(m) - 1);
		*none = close == NULL;
		v.text = ++m->at;
	}
	if (close != NULL) {
		v.len = (size_t)(close - v.text);
		m->at = close + 1;
		return v;
	}
	while (m->at < m->end && !is_space(*m->at) && *m->at != '>' &&
	       *m->at != '<')
		m->at++;
	v.len = (size_t)(m->at - v.text);
	return v;
}

static void
skip_space(struct mender *m)
{
	while (m->at < m->end && is_space(*m->at))
		m->at++;
}

static void
mend_attribute(struct mender *m)
{
	struct name n = read_name(m), v = {.text = ""};

	if (n.len == 0) {
		m->at++;
		return;
	}
	skip_space(m);
	if (m->at < m->end && *m->at == '=') {
		m->at++;
		skip_space(m);
		v = read_value(m);
	}
	if (!feed_is_name_start(n.text[0]) || n.text[n.len - 1] == ':')
		return;
	str_addc(m->out, ' ');
	str_addn(m->out, n.text, n.len);
	put_value(m, v.text, v.len);
}

static bool
is_one_of(struct name n, const char *const *words)
{
	for (; *words != NULL; words++)
		if (is_called(n, *words))
			return true;
	return false;
}

/*
 * What begins inside an element that holds no elements, or an item inside
 * another one: the outer was not closed.
 */
static void
part_siblings(struct mender *m, struct name n)
{
	static const char *const leaves[] = {"title", "link", "guid", "pubDate",
	    "id", "updated", "published", NULL};
	static const char *const siblings[] = {"title", "link", "guid",
	    "pubDate", "id", "updated", "published", "description", "summary",
	    "content", "content:encoded", "category", "author", "dc:date",
	    "dc:creator", "enclosure", "item", "entry", NULL};

	if (m->n_open > 0 && is_one_of(m->open[m->n_open - 1], leaves) &&
	    is_one_of(n, siblings))
		close_last(m);
	if (is_called(n, "item") || is_called(n, "entry"))
		close_to(m, n);
}

static bool
mend_start_tag(struct mender *m)
{
	struct name n;
	size_t before;
	bool empty = false;

	m->at++;
	n = read_name(m);
	while (n.len > 1 && n.text[n.len - 1] == ':')
		n.len--;
	part_siblings(m, n);
	before = m->out->len;
	str_addc(m->out, '<');
	str_addn(m->out, n.text, n.len);
	for (;;) {
		skip_space(m);
		if (m->at == m->end) {
			str_cut(m->out, before);
			return false;
		}
		if (*m->at == '>' || *m->at == '<')
			break;
		empty = *m->at == '/';
		if (empty)
			m->at++;
		else
			mend_attribute(m);
	}
	m->at += *m->at == '>';
	empty |= is_void(n);
	if (empty || m->n_open == OPEN_MOST) {
		str_add(m->out, "/>");
		m->closed |= m->n_open == 0;
		return true;
	}
	str_addc(m->out, '>');
	m->open[m->n_open++] = n;
	return true;
}

/* --- marked parts -------------------------------------------------------- */

static bool
mend_cdata(struct mender *m)
{
	const char *to;

	m->at += 9;
	to = feed_behind(m->at, m->end, "]]>", &m->no_cdata_end);
	str_add(m->out, "<![CDATA[");
	clean_text(m->out, m->at, to ? (size_t)(to - 3 - m->at) : left(m));
	str_add(m->out, "]]>");
	m->at = to ? to : m->end;
	return to != NULL;
}

/* Comments, instructions and declarations say nothing to us. */
static bool
skip_marked(struct mender *m)
{
	const char *to = NULL;
	size_t mark = 2;

	if (stands(m, "<!--")) {
		mark = 4;
		to = feed_behind(m->at + 4, m->end, "-->", &m->no_comment_end);
	} else {
		to = feed_behind(m->at, m->end, ">", &m->no_close);
	}
	m->at = to ? to : m->at + (left(m) < mark ? left(m) : mark);
	return to != NULL;
}

static bool
mend_marked(struct mender *m)
{
	if (stands(m, "<![CDATA["))
		return mend_cdata(m);
	/* Broken off in the mark itself. */
	if (left(m) < 9 && memcmp(m->at, "<![CDATA[", left(m)) == 0) {
		m->at = m->end;
		return false;
	}
	if (left(m) > 1 && (m->at[1] == '!' || m->at[1] == '?'))
		return skip_marked(m);
	if (left(m) > 1 && m->at[1] == '/')
		return mend_end_tag(m);
	if (left(m) > 1 && feed_is_name_start(m->at[1]))
		return mend_start_tag(m);
	clean_special(m->out, '<');
	m->at++;
	return true;
}

bool
feed_mend(struct str *out, const char *text, size_t len)
{
	struct mender m = {.out = out, .at = text, .end = text + len};
	bool whole = true;

	while (m.at < m.end && !m.closed) {
		if (*m.at == '<')
			whole = mend_marked(&m);
		else
			mend_text(&m);
	}
	whole = m.closed && whole;
	while (m.n_open > 0)
		close_last(&m);
	return whole;
}
