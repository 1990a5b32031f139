/* mail-part.h - the parts of a mail: what is read, and what is attached */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_MAIL_PART_H
#define CORE_MAIL_PART_H

#include <gmime/gmime.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/document.h"
#include "core/mail/mail.h"

/*
 * The texts of the mail in UTF-8, those of mails attached to it with them;
 * of alternatives both are here.  plain has its lines as they were meant:
 * format=flowed (RFC 3676) and lines broken at some 75 bytes are joined.
 */
struct mail_parts {
	struct pool *pool;
	const char *id; /* of the mail, for the papers' addresses */
	struct str html, plain;
	struct link *papers;
	size_t n_papers, room_papers;
	bool read_pdfs;
	struct pdf pdfs[MAIL_PAPERS]; /* of the papers */
	size_t n_pdfs;
	int n; /* parts seen */
};

/* pdfs: their bytes are wanted. */
void parts_init(struct mail_parts *, struct pool *, const char *id, bool pdfs);
void parts_release(struct mail_parts *);
void parts_read(struct mail_parts *, GMimeObject *);

/* mail-flow.c: a plain part's lines, joined as they were meant. */
void flow_add(
    struct str *, const char *text, size_t len, bool flowed, bool delsp);

#endif
