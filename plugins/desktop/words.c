/* words.c - the agent's own words, in the language of the session */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/words.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/*
 * gettext looks at LANGUAGE in any locale but C (newer glibc: but C.UTF-8
 * too), so one of another name is needed for the messages.
 */
static void
leave_c(void)
{
	const char *locale = setlocale(LC_MESSAGES, NULL);

	if (strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0 &&
	    strncmp(locale, "C.", 2) != 0)
		return;
	if (setlocale(LC_MESSAGES, "sv_SE.UTF-8") == NULL)
		setlocale(LC_MESSAGES, "C.UTF-8");
}

void
words_start(void)
{
	const char *folder = getenv("BEVAKAD_LOCALEDIR");
	const char *asked = getenv("LANGUAGE");

	if (setlocale(LC_ALL, "") == NULL)
		setlocale(LC_ALL, "C.UTF-8");
	if ((asked == NULL || asked[0] == '\0') &&
	    strncmp(setlocale(LC_MESSAGES, NULL), "en", 2) != 0) {
		leave_c();
		setenv("LANGUAGE", "sv", 1);
	}
	bindtextdomain("bevakad", folder != NULL ? folder : LOCALEDIR);
	bind_textdomain_codeset("bevakad", "UTF-8");
	textdomain("bevakad");
}
