/* sheet.h - one file of the publishing site, as it is served just now */
/* SPDX-License-Identifier: MIT */
#ifndef SITE_SHEET_H
#define SITE_SHEET_H

#include "base/str.h"
#include "base/why.h"
#include "site/fill.h"

/*
 * root/edition-N lies over root/edition-N-1 and so on down to edition-0: the
 * highest one that has the file gives it.  A path that ends in a slash means
 * its index.html; a file with a query in its name (index.html?paged=2) is for
 * that query.  NAME.pdf that is no file is made of NAME.pdf.txt.
 */
struct shelf {
	const char *root;
	int edition;
};

struct sheet {
	struct str body;
	const char *type; /* with charset */
	bool text;        /* filled, and worth packing */
	char etag[32];    /* of the body, in quotes */
	char modified[64];
};

/* False when there is no such file.  Released by the caller in both cases. */
bool sheet_load(struct sheet *, const struct shelf *, const struct fill *,
    const char *path, struct why *);
/* The body becomes a gzip file; false: it stays as it is. */
bool sheet_pack(struct sheet *);
void sheet_release(struct sheet *);

#endif
