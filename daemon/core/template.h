/* template.h - texts of alerts as an administrator wants them: no code */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TEMPLATE_H
#define CORE_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/why.h"

/*
 *	{{field}}                              its value, or nothing
 *	{{#if field}} ... {{else}} ... {{/if}}
 *	{{#each list}} ... {{/each}}           the fields of each entry, and of
 *	                                       the alert where entries have none;
 *	                                       {{.}} of a list of words
 *	\n                                     a line end; blanks that would begin
 *	                                       a line go
 *
 * Fields are a closed list: members of the alert as plugins/README.md has it,
 * and day, the first deadline's in words.  Nothing else can be said: no
 * calculation, no file, no program; each holds no each, so it is linear.  What
 * comes out has a ceiling, and is never read as a template again.
 */
enum { TEMPLATE_MOST = 16 * 1024, TEMPLATE_DEPTH = 8 };

/* False: *at is where it goes wrong, in bytes, and why says what. */
bool template_check(const char *text, size_t *at, struct why *);
/* Of one that was checked; facts is an object.  What does not fit is cut. */
void template_render(const char *text, const json_t *facts, struct str *);

#endif
