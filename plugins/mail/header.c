/* header.c - header fields of a mail: addresses, RFC 2047 words, folding */
/* SPDX-License-Identifier: MIT */
#include "plugins/mail/header.h"

#include <string.h>

#include "plugins/common.h"

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Runs of good characters, parted by single dots. */
static bool
is_dotted(const char *s, size_t len, const char *more, size_t label_most)
{
	size_t label = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' && label > 0) {
			label = 0;
			continue;
		}
		if (!is_alnum(s[i]) &&
		    (s[i] == '\0' || strchr(more, s[i]) == NULL))
			return false;
		if (++label > label_most)
			return false;
	}
	return label > 0;
}

bool
domain_is_good(const char *s)
{
	size_t len = strlen(s);

	if (!is_dotted(s, len, "-", 63))
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] == '-' && (i == 0 || i + 1 == len || s[i - 1] == '.' ||
				       s[i + 1] == '.'))
			return false;
	return true;
}

bool
address_is_good(const char *address)
{
	const char *at = strrchr(address, '@');
	size_t len = strlen(address);

	if (at == NULL || len > 254 || at - address > 64)
		return false;
	return is_dotted(address, (size_t)(at - address), "!#$%&'*+-/=?^_`{|}~",
		   64) &&
	       domain_is_good(at + 1);
}

const char *
address_domain(const char *address)
{
	return strrchr(address, '@') + 1;
}

bool
address_split(const char *text, struct str *name, struct str *address)
{
	const char *open = strrchr(text, '<');
	size_t len = strlen(text);

	if (open == NULL) {
		str_add(address, text);
		return address_is_good(address->text);
	}
	if (text[len - 1] != '>')
		return false;
	str_addn(address, open + 1, (size_t)(text + len - 1 - (open + 1)));
	if (*text == '"' && open - text > 2 && strchr("\" ", open[-1])) {
		const char *close = open;

		while (close > text + 1 && close[-1] == ' ')
			close--;
		if (close > text + 1 && close[-1] == '"')
			str_addn(name, text + 1, (size_t)(close - text - 2));
	} else {
		str_addn(name, text, (size_t)(open - text));
	}
	return address_is_good(address->text);
}

static bool
is_plain(const char *value, size_t room)
{
	if (strlen(value) > room || strstr(value, "=?") != NULL)
		return false;
	for (; *value != '\0'; value++)
		if (*value < ' ' || *value > '~')
			return false;
	return true;
}

/* RFC 2047 5 (3): what may stand in a word that is part of a phrase. */
static void
add_q(struct str *s, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_alnum(bytes[i]))
			str_addc(s, bytes[i]);
		else if (bytes[i] == ' ')
			str_addc(s, '_');
		else
			str_addf(s, "=%02X", (unsigned char)bytes[i]);
}

/* Encoded words; column is where the line stands, and is returned. */
static size_t
add_words(struct str *s, const char *value, size_t column)
{
	static const char begin[] = " =?UTF-8?Q?";
	size_t before, n;
	int u;

	str_add(s, begin);
	column += sizeof(begin) - 1;
	while (*value != '\0') {
		bool bare = is_alnum(*value) || *value == ' ';

		n = (size_t)text_character(value, &u);

		if (column + (bare ? 1 : 3 * n) + 2 > HEADER_LINE) {
			str_addf(s, "?=\r\n%s", begin);
			column = sizeof(begin) - 1;
		}
		before = s->len;
		add_q(s, value, n);
		column += s->len - before;
		value += n;
	}
	str_add(s, "?=");
	return column + 2;
}

void
header_text(struct str *s, const char *name, const char *value)
{
	struct str line = STR_INIT(8 * HEADER_TEXT_MOST);
	size_t column = strlen(name) + 1;

	text_add_line(&line, value, HEADER_TEXT_MOST);
	if (line.len > 0) {
		str_addf(s, "%s:", name);
		if (is_plain(line.text, HEADER_LINE - column - 1))
			str_addf(s, " %s", line.text);
		else
			add_words(s, line.text, column);
		str_add(s, "\r\n");
	}
	str_release(&line);
}

static size_t
add_phrase(struct str *s, const char *phrase, size_t column)
{
	size_t before = s->len;

	if (!is_plain(phrase, HEADER_LINE - column - 3) ||
	    strpbrk(phrase, "\"\\") != NULL)
		return add_words(s, phrase, column);
	str_addf(s, " \"%s\"", phrase);
	return column + (s->len - before);
}

void
header_phrase(
    struct str *s, const char *name, const char *phrase, const char *thing)
{
	struct str line = STR_INIT(8 * HEADER_TEXT_MOST);
	size_t column = strlen(name) + 1;

	text_add_line(&line, phrase, HEADER_TEXT_MOST);
	str_addf(s, "%s:", name);
	if (line.len > 0)
		column = add_phrase(s, line.text, column);
	if (column + strlen(thing) + 3 > HEADER_LINE)
		str_add(s, "\r\n");
	str_addf(s, " <%s>\r\n", thing);
	str_release(&line);
}

void
header_addresses(
    struct str *s, const char *name, const char *const *address, size_t n)
{
	str_addf(s, "%s:", name);
	for (size_t i = 0; i < n; i++)
		str_addf(s, "%s %s", i > 0 ? ",\r\n" : "", address[i]);
	str_add(s, "\r\n");
}

void
header_add_atom(struct str *s, const char *text)
{
	for (int n = 0; *text != '\0' && n < HEADER_ATOM_MOST; n++, text++)
		if (is_alnum(*text) || *text == '-' || *text == '_')
			str_addc(s, *text);
		else
			str_addf(s, "=%02X", (unsigned char)*text);
}
