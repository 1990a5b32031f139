/* html.h - the text of an alert as plain HTML */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_HTML_H
#define PLUGINS_MAIL_HTML_H

#include "base/str.h"

/*
 * One page with a language, a title and a heading, paragraphs, lists and
 * links (WCAG 2.1: 1.3.1, 2.4.2, 3.1.1): no images, no styles, nothing that is
 * fetched.  It says what the text says, in its order: an empty line parts
 * paragraphs, lines that begin with "- " are a list, what begins with
 * http:// or https:// is a link.  text has "\n" line ends.
 */
void html_write(
    struct str *, const char *language, const char *title, const char *text);

#endif
