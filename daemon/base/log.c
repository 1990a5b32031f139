/* log.c - lines to standard error */
/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 2048 };

static enum log_level level = LOG_LEVEL_INFO;
static const char *name;

void
log_set_level(enum log_level l)
{
	level = l;
}

void
log_set_name(const char *n)
{
	name = n;
}

/* Bytes of the character of UTF-8 that begins at s; 0: there is none. */
static int
length(const unsigned char *s)
{
	int n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
	    (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
		return 0;
	for (int i = 1; i < n; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

/* Bytes at s that make one unwanted character; 0: it is a wanted one. */
static int
unwanted(const unsigned char *s)
{
	if (s[0] < 0x20 || s[0] == 0x7F)
		return 1;
	if (length(s) == 0)
		return 1;
	if (s[0] == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0)
		return 2;
	if (s[0] != 0xE2)
		return 0;
	if (s[1] == 0x80 &&
	    ((s[2] >= 0xA8 && s[2] <= 0xAE) || s[2] == 0x8E || s[2] == 0x8F))
		return 3; /* line separators and direction marks */
	if (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)
		return 3; /* direction isolates */
	return 0;
}

void
log_clean(char *text)
{
	unsigned char *s = (unsigned char *)text;

	while (*s != '\0') {
		int n;

		if (*s >= 0x20 && *s < 0x7F) {
			s++;
			continue;
		}
		n = unwanted(s);

		if (n == 0)
			s += length(s);
		while (n-- > 0)
			*s++ = '?';
	}
}

static void write_line(enum log_level, const char *format, va_list)
    __attribute__((__format__(printf, 2, 0)));

static void write_line(enum log_level, const char *format, va_list)
    __attribute__((__format__(printf, 2, 0)));

static void
write_line(enum log_level l, const char *format, va_list args)
{
	char line[LINE];
	int n = 0, more;

	if (l > level)
		return;
	if (getenv("JOURNAL_STREAM") != NULL)
		n = snprintf(line, sizeof(line), "<%d>", (int)l);
	if (name != NULL)
		n += snprintf(line + n, sizeof(line) - (size_t)n, "%s: ", name);
	more = vsnprintf(line + n, sizeof(line) - (size_t)n - 1, format, args);
	if (more < 0)
		return;
	log_clean(line + n);
	n = (int)strlen(line);
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return; /* nowhere is left to tell it */
}

#define LOGGER(function, severity)                  \
	void function(const char *format, ...)      \
	{                                           \
		va_list args;                       \
                                                    \
		va_start(args, format);             \
		write_line(severity, format, args); \
		va_end(args);                       \
	}

LOGGER(log_err, LOG_LEVEL_ERR)
LOGGER(log_warn, LOG_LEVEL_WARN)
LOGGER(log_info, LOG_LEVEL_INFO)
LOGGER(log_debug, LOG_LEVEL_DEBUG)
