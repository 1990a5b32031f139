/* section.c - sections of configuration files, written for people to keep */
/* SPDX-License-Identifier: MIT */
#include "ctl/section.h"

#include <string.h>

#include "base/log.h"
#include "core/text/encoding.h"
#include "core/text/href.h"

enum { VALUE_MOST = 200 };

void
section_add(struct str *s, const char *key, const char *text)
{
	char value[VALUE_MOST + 1];
	size_t n = str_fit(text, VALUE_MOST);

	memcpy(value, text, n);
	value[n] = '\0';
	log_clean(value);
	for (char *c = value; (c = strchr(c, '"')) != NULL;)
		*c = '\'';
	text = value + strspn(value, " ");
	if (*text == '\0')
		return;
	if (strpbrk(text, "#;") != NULL)
		str_addf(s, "%s = \"%s\"\n", key, text);
	else
		str_addf(s, "%s = %s\n", key, text);
}

bool
section_takes_url(const char *url)
{
	size_t n = strlen(url);

	if (!href_is_web(url) || n > HREF_MOST || utf8_valid(url, n) != n)
		return false;
	for (; *url != '\0'; url++)
		if ((unsigned char)*url <= ' ' || *url == 0x7F ||
		    strchr("\"<>", *url) != NULL)
			return false;
	return true;
}
