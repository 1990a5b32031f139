/* why.c - the reason of a failure */
/* SPDX-License-Identifier: MIT */
#include "base/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes away a last character of which only the first bytes fitted. */
static void
cut_at_character(char *text)
{
	size_t n = strlen(text), first = n;
	unsigned char lead;

	while (first > 0 && ((unsigned char)text[first - 1] & 0xC0) == 0x80)
		first--;
	if (first == 0)
		return;
	lead = (unsigned char)text[--first];
	if (n - first < (lead < 0xC0      ? 1U
			    : lead < 0xE0 ? 2U
			    : lead < 0xF0 ? 3U
					  : 4U))
		text[first] = '\0';
}

bool
why(struct why *w, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(w->text, sizeof(w->text), format, args);
	va_end(args);
	if (n >= (int)sizeof(w->text))
		cut_at_character(w->text);
	return false;
}

bool
why_before(struct why *w, const char *format, ...)
{
	struct why old = *w;
	char place[256];
	va_list args;

	va_start(args, format);
	vsnprintf(place, sizeof(place), format, args);
	va_end(args);
	return why(w, "%s: %s", place, old.text);
}
