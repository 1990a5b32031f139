/* why.c - the reason of a failure */
/* SPDX-License-Identifier: MIT */
#include "base/why.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

static const char left_out[] = " … ";

enum {
	WHOLE = 4000, /* bytes that are looked at */
	ROOM = sizeof(((struct why *)NULL)->text) - sizeof(left_out),
	HEAD = ROOM / 2
};

static int
is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Its begin and its end, neither in the middle of a character. */
static void
squeeze(char *to, const char *all, size_t n)
{
	size_t head = HEAD, tail = n - (ROOM - HEAD);

	while (head > 0 && is_inside(all[head]))
		head--;
	while (tail < n && is_inside(all[tail]))
		tail++;
	memcpy(to, all, head);
	memcpy(to + head, left_out, sizeof(left_out) - 1);
	memcpy(to + head + sizeof(left_out) - 1, all + tail, n - tail + 1);
}

/* w's own text may be among the arguments. */
__attribute__((__format__(printf, 2, 0))) static void
write_all(struct why *w, const char *format, va_list args)
{
	char all[WHOLE];
	int n = vsnprintf(all, sizeof(all), format, args);
	size_t len = n < 0 ? 0 : (size_t)n;

	if (len >= sizeof(all)) { /* nobody looks at the rest */
		len = sizeof(all) - 1;
		while (len > 0 && is_inside(all[len - 1]))
			len--;
		len -= len > 0 && (unsigned char)all[len - 1] >= 0xC0;
	}
	all[len] = '\0';
	log_clean(all);
	if (len < sizeof(w->text))
		memcpy(w->text, all, len + 1);
	else
		squeeze(w->text, all, len);
}

bool
why(struct why *w, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_all(w, format, args);
	va_end(args);
	return false;
}

bool
why_before(struct why *w, const char *format, ...)
{
	struct why old = *w, place;
	va_list args;

	va_start(args, format);
	write_all(&place, format, args);
	va_end(args);
	return why(w, "%s: %s", place.text, old.text);
}
