/* mailbox-answer.c - what an IMAP server says, one response at a time */
/* SPDX-License-Identifier: MIT */
#include "edge/mailbox-answer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/feed/feeddate.h"

enum { DATE_MOST = 40, SMALL = 1024 };

void
answer_init(struct answer *a, size_t literal_most)
{
	*a = (struct answer){.line = STR_INIT(ANSWER_LINE_MOST),
	    .literal = STR_INIT(literal_most),
	    .literal_most = literal_most};
}

void
answer_release(struct answer *a)
{
	str_release(&a->line);
	str_release(&a->literal);
}

/* The length that a line ends in, "{310}" or "{310+}"; false when none. */
static bool
ends_in_literal(const struct str *line, size_t *n)
{
	size_t at = line->len;
	unsigned long long value;
	char *end;

	if (at < 3 || line->text[at - 1] != '}')
		return false;
	for (at--; at > 0 && line->text[at - 1] != '{'; at--)
		if (!isdigit((unsigned char)line->text[at - 1]) &&
		    line->text[at - 1] != '+')
			return false;
	if (at == 0 || !isdigit((unsigned char)line->text[at]))
		return false;
	value = strtoull(line->text + at, &end, 10);
	*n = value > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t)value;
	return true;
}

static bool
begin_literal(struct answer *a, size_t n, struct why *w)
{
	if (n > a->literal_most)
		return why(w,
		    "the server sends %zu bytes where %zu were asked for", n,
		    a->literal_most);
	a->in_literal = n > 0;
	a->past = a->line.len;
	a->left = n;
	a->keeps = n >= a->literal.len;
	if (a->keeps)
		str_clear(&a->literal);
	return true;
}

static size_t
take_literal(struct answer *a, const char *bytes, size_t len)
{
	size_t n = len < a->left ? len : a->left;

	if (a->keeps)
		str_addn(&a->literal, bytes, n);
	a->left -= n;
	a->in_literal = a->left > 0;
	return n;
}

/* Up to the end of a line, which is the response's unless a literal comes. */
static bool
take_line(struct answer *a, const char *bytes, size_t len, size_t *used,
    struct why *w)
{
	const char *stop = memchr(bytes, '\n', len);
	size_t n = stop ? (size_t)(stop - bytes) : len, literal;

	*used = n + (stop != NULL);
	if (!str_addn(&a->line, bytes, n))
		return why(w, "the server sends a line without an end");
	if (stop == NULL)
		return true;
	if (a->line.len > 0 && a->line.text[a->line.len - 1] == '\r')
		str_cut(&a->line, a->line.len - 1);
	if (a->line.len > a->past && ends_in_literal(&a->line, &literal))
		return begin_literal(a, literal, w);
	a->whole = true;
	return true;
}

bool
answer_feed(struct answer *a, const char *bytes, size_t len, size_t *used,
    struct why *w)
{
	*used = 0;
	if (a->whole) {
		str_clear(&a->line);
		str_clear(&a->literal);
		a->past = 0;
		a->whole = false;
	}
	while (*used < len && !a->whole) {
		size_t n;

		if (a->in_literal)
			n = take_literal(a, bytes + *used, len - *used);
		else if (!take_line(a, bytes + *used, len - *used, &n, w))
			return false;
		*used += n;
	}
	return true;
}

/* --- what it says --- */

const char *
answer_number(const struct answer *a, uint32_t *number)
{
	const char *s = a->line.text;
	char *end;

	*number = 0;
	if (strncmp(s, "* ", 2) != 0 || !isdigit((unsigned char)s[2]))
		return "";
	*number = (uint32_t)strtoul(s + 2, &end, 10);
	return *end == ' ' ? end + 1 : "";
}

/* Behind the word, where it stands alone; NULL when it does not. */
static const char *
behind(const struct answer *a, const char *word)
{
	size_t n = strlen(word);
	const char *s = a->line.text;

	while ((s = strcasestr(s, word)) != NULL) {
		if ((s == a->line.text || strchr(" ([", s[-1]) != NULL) &&
		    s[n] == ' ')
			return s + n + 1;
		s += n;
	}
	return NULL;
}

uint32_t
answer_value(const struct answer *a, const char *word)
{
	const char *s = behind(a, word);

	return s != NULL && isdigit((unsigned char)*s)
		   ? (uint32_t)strtoul(s, NULL, 10)
		   : 0;
}

/* "17-Jul-1996 02:44:25 -0700" */
int64_t
answer_time(const struct answer *a)
{
	const char *s = behind(a, "INTERNALDATE");
	char text[DATE_MOST];
	size_t n = 0;

	if (s == NULL || *s != '"')
		return NO_TIME;
	for (s++; *s != '"' && *s != '\0' && n < sizeof(text) - 1; s++, n++)
		text[n] = *s == '-' && n < 10 ? ' ' : *s;
	text[n] = '\0';
	return feeddate_read(text);
}
