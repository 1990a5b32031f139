/* feed-clean.c - texts as well-formed XML may have them */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-clean.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/htmlref.h"

/* A character that XML allows nowhere; how many bytes it has, else 0. */
static size_t
forbidden(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];

	if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
		return 1;
	if (c == 0xEF && n >= 3 && (unsigned char)s[1] == 0xBF &&
	    (unsigned char)s[2] >= 0xBE)
		return 3;
	return 0;
}

void
clean_text(struct str *out, const char *s, size_t len)
{
	size_t from = 0, bad;

	for (size_t i = 0; i < len;) {
		bad = forbidden(s + i, len - i);
		if (bad > 0) {
			str_addn(out, s + from, i - from);
			from = i + bad;
		}
		i += bad ? bad : 1;
	}
	str_addn(out, s + from, len - from);
}

void
clean_special(struct str *out, char c)
{
	str_add(out, c == '<'   ? "&lt;"
		     : c == '&' ? "&amp;"
		     : c == '>' ? "&gt;"
				: "&quot;");
}

size_t
clean_reference(struct str *out, const char *at, size_t n)
{
	char text[HTMLREF_MOST];
	size_t took = htmlref_read(at, n, text);
	unsigned number;

	if (took == 0) {
		clean_special(out, '&');
		return 1;
	}
	/* Numbers in C1 stay: only the whole text tells what they are. */
	number = n > 4 && at[1] == '#' ? (unsigned)strtoul(at + 2, NULL, 10)
				       : 0;
	if (number >= 0x80 && number < 0xA0)
		str_addu(out, number);
	else if (text[1] == '\0' && strchr("<>&\"", text[0]) != NULL)
		clean_special(out, text[0]);
	else
		str_add(out, text);
	return took;
}
