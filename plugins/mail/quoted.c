/* quoted.c - quoted-printable, for the parts of a mail */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/quoted.h"

#include <string.h>

#include "plugins/common.h"
#include "plugins/mail/header.h"

/* What a relay or a mail folder would touch, or a line's last white space. */
static bool
must_quote(const char *at, bool first)
{
	unsigned char c = (unsigned char)*at;

	if (c == ' ' || c == '\t')
		return at[1] == '\n' || at[1] == '\0';
	if (first && (c == '.' || strncmp(at, "From ", 5) == 0))
		return true;
	return c < '!' || c > '~' || c == '=';
}

/* RFC 2045 6.7; a soft line end stands between characters, never within. */
static size_t
add_character(struct str *s, const char *text, size_t n, size_t column)
{
	bool quote = must_quote(text, column == 0);
	size_t cost = quote ? 3 * n : 1;

	if (column + cost > HEADER_LINE - 1) {
		str_add(s, "=\r\n");
		column = 0;
	}
	if (!quote)
		str_addc(s, *text);
	for (size_t i = 0; quote && i < n; i++)
		str_addf(s, "=%02X", (unsigned char)text[i]);
	return column + cost;
}

void
quoted_add(struct str *s, const char *text)
{
	size_t column = 0, n;
	int u;

	for (; *text != '\0'; text += n) {
		n = (size_t)text_character(text, &u);
		if (*text == '\n') {
			str_add(s, "\r\n");
			column = 0;
			continue;
		}
		column = add_character(s, text, n, column);
	}
}
