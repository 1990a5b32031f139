/* feed-root.c - where a feed begins, behind what may stand before it */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "core/feed/feed-parts.h"

bool
feed_is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (c & 0x80);
}

const char *
feed_behind(const char *at, const char *end, const char *mark, bool *none)
{
	const char *found = NULL;

	if (!*none)
		found = memmem(at, (size_t)(end - at), mark, strlen(mark));
	*none = found == NULL;
	return found ? found + strlen(mark) : NULL;
}

static const char *
skip_quote(const char *at, const char *end)
{
	const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));

	return close ? close : at;
}

/* Behind <!DOCTYPE ... [ ... ]>; quotes and comments inside are respected. */
static const char *
skip_doctype(const char *at, const char *end, bool *no_comment_end)
{
	bool inside = false;
	const char *next;

	for (; at < end; at++) {
		if (*at == '"' || *at == '\'') {
			at = skip_quote(at, end);
		} else if (end - at > 4 && memcmp(at, "<!--", 4) == 0) {
			next = feed_behind(at + 4, end, "-->", no_comment_end);
			at = next ? next - 1 : at;
		} else if (*at == '[') {
			inside = true;
		} else if (*at == ']') {
			inside = false;
		} else if (*at == '>' && !inside) {
			return at + 1;
		}
	}
	return end;
}

size_t
feed_find_root(const char *text, size_t len)
{
	const char *at = text, *end = text + len, *next;
	bool no_comment_end = false, no_instruction_end = false;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if (end - at < 2)
			return len;
		next = at + 1;
		if (*next == '?')
			next = feed_behind(at, end, "?>", &no_instruction_end);
		else if (end - at > 4 && memcmp(at, "<!--", 4) == 0)
			next = feed_behind(at + 4, end, "-->", &no_comment_end);
		else if (*next == '!')
			next = skip_doctype(at + 2, end, &no_comment_end);
		else if (feed_is_name_start(*next))
			return (size_t)(at - text);
		at = next ? next : at + 2;
	}
	return len;
}

bool
feed_is_root(const char *text, size_t len)
{
	static const char *const roots[] = {
	    "rss", "feed", "rdf", "channel", "entry"};
	const char *name = text + 1, *end = text + len, *at = name;

	for (; at < end && strchr(" \t\r\n/>", *at) == NULL; at++)
		if (*at == ':')
			name = at + 1;
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (strlen(roots[i]) == (size_t)(at - name) &&
		    strncasecmp(name, roots[i], (size_t)(at - name)) == 0)
			return true;
	return false;
}
