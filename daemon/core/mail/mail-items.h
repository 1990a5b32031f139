/* mail-items.h - from the lines and links of a mail to items */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_ITEMS_H
#define CORE_MAIL_ITEMS_H

#include <stdint.h>

#include "core/document.h"
#include "core/mail/mail-lines.h"

/* What the items of one mail have in common. */
struct mail_facts {
	const char *id;      /* Message-ID */
	const char *subject; /* or NULL */
	int64_t sent;
	const char *text; /* all of it, for reading; or NULL */
	struct link *papers;
	size_t n_papers;
};

/* At the end of the document's items; *room: how many it has room for. */
void mail_items(struct document *, size_t *room, const struct mail_lines *,
    const struct mail_facts *);

#endif
