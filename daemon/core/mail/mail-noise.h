/* mail-noise.h - links of mails that lead to nothing published, as data */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_NOISE_H
#define CORE_MAIL_NOISE_H

#include <stdbool.h>

#include "base/pool.h"

/* A link's words say that it unsubscribes, shares, shows the mail on the web,
 * or leads to a profile, to cookies, or to who sends. */
bool noise_is_words(struct pool *, const char *text);

/* Its address says so; or it is the first page of a site. */
bool noise_is_address(const char *url);

/* A line of text that belongs to such a link: "Du får detta mejl för att". */
bool noise_is_line(struct pool *, const char *text);

/* Words that name nothing: "Läs mer", "Till nyheten". */
bool noise_is_more(struct pool *, const char *text);

#endif
