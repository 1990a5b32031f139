/* base64.c - base64 in documents */
/* SPDX-License-Identifier: MIT */
#include "core/text/base64.h"

#include <string.h>

#include "core/text/encoding.h"

static int
value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

bool
base64_decode(struct str *s)
{
	unsigned bits = 0;
	int n_bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < s->len; i++) {
		char c = s->text[i];

		if (c == ' ' || (c >= '\t' && c <= '\r'))
			continue;
		if (c == '=')
			break;
		if (value(c) < 0)
			return false;
		bits = (bits << 6 | (unsigned)value(c)) & 0xFFFFFF;
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			s->text[n++] = (char)(bits >> n_bits);
		}
	}
	str_cut(s, n);
	return utf8_valid(s->text, s->len) == s->len &&
	       memchr(s->text, '\0', s->len) == NULL;
}
