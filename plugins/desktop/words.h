/* words.h - the agent's own words, in the language of the session */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_DESKTOP_WORDS_H
#define PLUGINS_DESKTOP_WORDS_H

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) (text)

/*
 * Officials read Swedish: po/sv.po is used unless the session asks for English
 * (LC_ALL, LC_MESSAGES or LANG begins with "en") or LANGUAGE is set, which is
 * then followed as ever.  A session without a language (C, or one that we do
 * not have) gets Swedish too.  What the daemon sends has the language of its
 * receiver and is shown as it is.
 *
 * BEVAKAD_LOCALEDIR in the environment replaces the installed folder, for who
 * runs the agent out of a build.
 */
void words_start(void);

#endif
