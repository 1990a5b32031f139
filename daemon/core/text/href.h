/* href.h - addresses as documents write them, made absolute */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_HREF_H
#define CORE_HREF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"

enum { HREF_MOST = 8192 };

/*
 * RFC 3986 section 5.2 with what browsers forgive: white space around it is
 * cut, tabs and line ends inside are left out, a blank becomes %20.  base
 * may be NULL or no "scheme://host..."; then the address stays as it stood.
 * NULL when it is empty, longer than HREF_MOST, not UTF-8, or one that does something
 * instead of naming a document (javascript:, vbscript:, data:).  In the
 * pool; linear.
 */
char *href_resolve(
    struct pool *, const char *base, const char *address, size_t len);

/* http://... or https://..., in any case */
bool href_is_web(const char *address);

/* What a digit of a percent escape is worth; -1: it is none. */
int href_hex(char);

/* Its path ends in .pdf. */
bool href_is_pdf(const char *address);

#endif
