/* say.h - the words of tables and times, in the user's language */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_SAY_H
#define CTL_SAY_H

#include <stdbool.h>

/*
 * What officials read (tables, states, times) is Swedish in a Swedish locale
 * and English otherwise; what administrators read (faults, help) is English.
 * Swedish as gettext would choose it: LC_ALL, LC_MESSAGES or LANG, the first
 * that is set; LANGUAGE before it, unless that is C.
 */
void say_choose(void);

bool say_is_swedish(void);

/* The text in the chosen language; itself when there is no other. */
const char *say(const char *english) __attribute__((__format_arg__(1)));

#endif
