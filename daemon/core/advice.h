/* advice.h - what to do about a feed that cannot be read, for officials */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ADVICE_H
#define CORE_ADVICE_H

#include "core/phrases.h"

/*
 * One sentence by the words of the reason (ours, in English) or else by the
 * HTTP status of the last answer; never NULL.
 */
const char *advice(enum language, int status, const char *reason);

#endif
