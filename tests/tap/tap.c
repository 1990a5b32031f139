/* tap.c - a small TAP library */
/* SPDX-License-Identifier: MIT */
#include "tap/tap.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int count, failed;

static void
print_lines(const char *before, const char *text)
{
	fputs(before, stdout);
	for (; *text != '\0'; text++) {
		putchar(*text);
		if (*text == '\n')
			fputs(before, stdout);
	}
	putchar('\n');
	fflush(stdout);
}

static bool report(bool passed, const char *format, va_list args)
    __attribute__((__format__(printf, 2, 0)));

static bool report(bool passed, const char *format, va_list)
    __attribute__((__format__(printf, 2, 0)));

static bool
report(bool passed, const char *format, va_list args)
{
	char text[1024];

	vsnprintf(text, sizeof(text), format, args);
	for (char *s = text; *s != '\0'; s++)
		if (*s == '#' || *s == '\n')
			*s = ' ';
	printf("%sok %d - %s\n", passed ? "" : "not ", ++count, text);
	fflush(stdout);
	failed += !passed;
	return passed;
}

bool
ok(bool passed, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(passed, format, args);
	va_end(args);
	return passed;
}

bool
is_int(int64_t wanted, int64_t seen, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!report(wanted == seen, format, args))
		diag("wanted: %" PRId64 "\n  seen: %" PRId64, wanted, seen);
	va_end(args);
	return wanted == seen;
}

bool
is_string(const char *wanted, const char *seen, const char *format, ...)
{
	bool same = wanted == seen || (wanted != NULL && seen != NULL &&
					  strcmp(wanted, seen) == 0);
	va_list args;

	va_start(args, format);
	if (!report(same, format, args))
		diag("wanted: %s\n  seen: %s", wanted ? wanted : "(null)",
		    seen ? seen : "(null)");
	va_end(args);
	return same;
}

bool
has_string(const char *part, const char *text, const char *format, ...)
{
	bool has = text != NULL && strstr(text, part) != NULL;
	va_list args;

	va_start(args, format);
	if (!report(has, format, args))
		diag("wanted in it: %s\n  seen: %.2000s", part,
		    text ? text : "(null)");
	va_end(args);
	return has;
}

void
skip(const char *reason, ...)
{
	char text[512];
	va_list args;

	va_start(args, reason);
	vsnprintf(text, sizeof(text), reason, args);
	va_end(args);
	printf("ok %d # SKIP %s\n", ++count, text);
}

void
skip_all(const char *reason, ...)
{
	char text[512];
	va_list args;

	va_start(args, reason);
	vsnprintf(text, sizeof(text), reason, args);
	va_end(args);
	printf("1..0 # SKIP %s\n", text);
	exit(0);
}

void
diag(const char *format, ...)
{
	char text[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	print_lines("# ", text);
}

void
bail(const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	printf("Bail out! %s\n", text);
	exit(255);
}

int
done_testing(void)
{
	printf("1..%d\n", count);
	return failed > 0;
}

const char *
test_file(const char *path)
{
	static char whole[PATH_MAX];
	const char *top = getenv("TOP_SRCDIR");
	bool shared = strncmp(path, "shared/", 7) == 0;

	if (top == NULL)
		top = ".";
	snprintf(whole, sizeof(whole), "%s/%s/%s", top,
	    shared ? ".." : "tests/data", path);
	return access(whole, R_OK) == 0 ? whole : NULL;
}

char *
test_read(const char *path, size_t *len)
{
	const char *name = test_file(path);
	FILE *f = name ? fopen(name, "rb") : NULL;
	char *text = NULL;
	size_t room = 0, n;

	if (f == NULL)
		bail("%s cannot be read", path);
	*len = 0;
	do {
		room = room ? room * 2 : 65536;
		text = realloc(text, room + 1);
		if (text == NULL)
			bail("out of memory");
		n = fread(text + *len, 1, room - *len, f);
		*len += n;
	} while (*len == room);
	fclose(f);
	text[*len] = '\0';
	return text;
}
