/* say.h - the words of tables and times, in the user's language */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_SAY_H
#define CTL_SAY_H

#include "base/language.h"

/*
 * What officials read (tables, states, times) is in the language of the locale
 * when po/ has it, and English otherwise; what administrators read (faults,
 * help) is English.  As gettext would choose it: LC_ALL, LC_MESSAGES or LANG,
 * the first that is set; LANGUAGE before it, unless that is C.
 */
void say_choose(void);

enum language say_language(void);

/*
 * The text in the chosen language; itself when there is no other.  What is no
 * literal here must stand in a table with N_(), or in say_words.
 */
const char *say(const char *english) __attribute__((__format_arg__(1)));

/* Such words that come from the daemon; ends with NULL. */
extern const char *const say_words[];

#endif
