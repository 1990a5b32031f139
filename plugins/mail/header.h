/* header.h - header fields of a mail: addresses, RFC 2047 words, folding */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_HEADER_H
#define PLUGINS_MAIL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Every function adds whole fields that end in CR LF, in lines of at most 76
 * characters (an address or id that is longer stands alone in its line; it has
 * at most 254).  Values may be any UTF-8: they are made into one line first,
 * so that no line end or control in them can begin a field of its own.
 */
enum { HEADER_LINE = 76, HEADER_TEXT_MOST = 250, HEADER_ATOM_MOST = 100 };

/*
 * RFC 5321 4.1.2: local part a dot-atom of at most 64 characters, domain of
 * letter-digit-hyphen labels of at most 63, 254 in all; ASCII only.  Quoted
 * local parts and address literals are refused: nobody's mailbox has them.
 */
bool address_is_good(const char *address);
/* After the @; address must be good. */
const char *address_domain(const char *address);

/* What may stand after the @. */
bool domain_is_good(const char *domain);

/*
 * "Bevakning <a@example.org>" or "a@example.org": the address into address
 * (the name into name, "" when there is none); false when it is not good.
 */
bool address_split(const char *text, struct str *name, struct str *address);

/*
 * Free text (RFC 5322 unstructured).  As it is when it is plain ASCII and fits
 * into a line; else all of it in encoded words (RFC 2047, UTF-8, Q), none of
 * which splits a character.  Nothing is added for an empty value.
 */
void header_text(struct str *, const char *name, const char *value);
/* `Name: phrase <thing>`, the phrase left out when it is empty. */
void header_phrase(
    struct str *, const char *name, const char *phrase, const char *thing);
/* Addresses parted by commas, one a line. */
void header_addresses(
    struct str *, const char *name, const char *const *address, size_t n);
/*
 * Any text as characters that an id may have on either side of its @, or as a
 * label of a List-Id: letters, digits, - and _ stand, other bytes become
 * =XX; bytes after HEADER_ATOM_MOST are left out.
 */
void header_add_atom(struct str *, const char *text);

#endif
