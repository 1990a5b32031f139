/* fetch-why.h - what went wrong with a request, in words */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_FETCH_WHY_H
#define EDGE_FETCH_WHY_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/why.h"

/* "HTTP 404 Not Found: ...; what to do".  Always false. */
bool why_status(struct why *, int status);

/*
 * The same of libcurl's code; detail is what libcurl says of it, or "".
 * Always false.
 */
bool why_code(struct why *, CURL *, CURLcode, const char *detail);

#endif
