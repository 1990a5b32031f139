/* say.c - the words of tables and times, in the user's language */
/* SPDX-License-Identifier: MIT */
#include "ctl/say.h"

#include <stdlib.h>
#include <string.h>

static enum language chosen = LANGUAGE_EN;

static const char *
set(const char *name)
{
	const char *value = getenv(name);

	return value == NULL || value[0] == '\0' ? NULL : value;
}

/* "sv", "sv_SE.UTF-8", "sv:en"; not "svn".  What we do not have is English. */
static enum language
language_of(const char *locale)
{
	char name[16];
	size_t n = strcspn(locale, "_.@:");
	enum language l = LANGUAGE_EN;

	if (n < sizeof(name)) {
		memcpy(name, locale, n);
		name[n] = '\0';
		language_read(name, &l);
	}
	return l;
}

void
say_choose(void)
{
	const char *locale = set("LC_ALL");

	if (locale == NULL)
		locale = set("LC_MESSAGES");
	if (locale == NULL)
		locale = set("LANG");
	if (locale == NULL || strcmp(locale, "C") == 0 ||
	    strcmp(locale, "POSIX") == 0)
		return;
	chosen = language_of(
	    set("LANGUAGE") != NULL ? set("LANGUAGE") : locale);
}

enum language
say_language(void)
{
	return chosen;
}

const char *
say(const char *english)
{
	return language_say(chosen, english);
}
