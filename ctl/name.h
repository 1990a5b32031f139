/* name.h - names of sections, made from titles and addresses */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_NAME_H
#define CTL_NAME_H

#include "base/pool.h"

/*
 * Names as bevakad.conf(5) takes them, of small letters of ASCII, digits and
 * "-", at most NAME_BYTES long; never empty.  In the pool.
 */
enum { NAME_BYTES = 48 };

/* "Göteborgsregionen (GR)" is "goteborgsregionen-gr"; "x" when nothing of a
 * text can be in a name. */
const char *name_of_text(struct pool *, const char *text);
/* "https://www.vgregion.se/x" is "vgregion". */
const char *name_of_host(struct pool *, const char *url);
/*
 * The source's name and what tells the feed from its others: the last word of
 * the address that is one, else of the title, else "flode".
 */
const char *name_of_feed(
    struct pool *, const char *source, const char *url, const char *title);

#endif
