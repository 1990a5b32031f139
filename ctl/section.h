/* section.h - sections of configuration files, written for people to keep */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_SECTION_H
#define CTL_SECTION_H

#include <stdbool.h>

#include "base/str.h"

/*
 * "key = text" as base/ini.h reads it back: on one line, in quotes when it
 * holds a mark of comments, cut at 200 bytes.  Nothing for an empty text.
 */
void section_add(struct str *, const char *key, const char *text);
/* An address that can stand in a section: http or https, no white space and
 * nothing that acts on a terminal. */
bool section_takes_url(const char *);

#endif
