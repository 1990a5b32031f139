/* errortext.h - error messages that were published as if they were news */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ERRORTEXT_H
#define CORE_ERRORTEXT_H

#include <stdbool.h>

#include "base/pool.h"
#include "core/document.h"

/*
 * Is the item an error text ("Sidan kunde inte hittas", "500 Internal Server
 * Error", "Bridge returned error 404! (19345)")?  Its whole title must be a
 * message of the table in errortext.c, with or without a status number and a
 * site's name behind "|"; a text of more than ERRORTEXT_MOST bytes with it
 * makes it an article.  A headline that goes on ("An error has occurred in
 * the payroll, says the board") is none.
 */
enum { ERRORTEXT_MOST = 2000 };
bool errortext_is(struct pool *scratch, const struct item *);
/* The same of a title alone. */
bool errortext_is_title(struct pool *scratch, const char *title);
/* Of a web page, whose title may have the site's name on either side, parted
 * by a bar or dash ("Borås Stad - Sidan hittades inte"). */
bool errortext_is_page(struct pool *scratch, const char *title);

#endif
