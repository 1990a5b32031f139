/* mere-number.h - is a number only a count of things: "97 personer" */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MERE_NUMBER_H
#define CORE_MERE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The digits at i, where from is the beginning of the stretch; *end is where
 * they end.  False when they may be of a date by themselves: four digits or
 * more, something attached ("1/5", "v12", "3:e"), a short word before that
 * weeks, quarters and days have ("v. 12", "den 15"), a word after that may be
 * a month misspelt, another number.  What words of dates there are in the
 * stretch is not looked at.
 */
bool is_mere_number(
    const char *text, size_t len, size_t from, size_t i, size_t *end);

#endif
