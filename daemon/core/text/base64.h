/* base64.h - base64 in documents */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_BASE64_H
#define CORE_BASE64_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Decodes in place; white space is skipped.  False, the text then being of
 * no use, when it is not base64 or what it holds is not UTF-8 text.
 */
bool base64_decode(struct str *);

#endif
