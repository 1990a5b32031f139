/* matter.h - the diary numbers by which pages of one matter know each other */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MATTER_H
#define CORE_MATTER_H

#include <stddef.h>

#include "base/pool.h"

/*
 * A number is the letters of a body, a year and a serial: "RS 2021-01234",
 * "S2021/04567", "Dnr: KS/2021:123".  Without a word before it that says what
 * it is (dnr, diarienummer, ärendenummer), it needs its letters, a serial of
 * three digits or more and no colon; and what is called SOU, Ds, prop. and so
 * on is none: these are shared by all that is written of them.
 *
 * Returns it in one form, "RS 2021-1234": capital letters, no leading zeros.
 * The number of a title; or that of the text when it holds one and no other.
 * NULL when there is none.  *wide: its serial has five digits or more, so that
 * it is taken to be the same wherever it stands; other numbers are those of
 * one source.  In the pool.  Linear; of a text the first 256 KiB are read.
 */
const char *matter_number(
    struct pool *, const char *title, const char *text, _Bool *wide);

#endif
