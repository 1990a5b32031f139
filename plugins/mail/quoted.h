/* quoted.h - quoted-printable, for the parts of a mail */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_MAIL_QUOTED_H
#define PLUGINS_MAIL_QUOTED_H

#include "base/str.h"

/*
 * RFC 2045 6.7: each line is short and 7-bit whatever the text is, so no relay
 * has a reason to change it; "\n" becomes CR LF.  A "=" in the text is always
 * written =3D, so "=_" never stands in it: what parts a mail begins with that.
 */
void quoted_add(struct str *, const char *text);

#endif
