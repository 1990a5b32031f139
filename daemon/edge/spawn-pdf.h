/* spawn-pdf.h - a PDF's text, by pdftotext in a child with limits */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_SPAWN_PDF_H
#define EDGE_SPAWN_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "edge/spawn.h"

/*
 * The bytes are copied and go to pdftotext's standard input; nothing of them
 * is looked at here.  PDF_SECONDS, PDF_MEMORY and PDF_TEXT_MOST hold for
 * each.  The text is a stranger's too: it goes to the reader (READING_TEXT)
 * as PDF_TEXT_TYPE.
 */
enum {
	PDF_SECONDS = 30,
	PDF_MEMORY = 512 << 20,
	PDF_TEXT_MOST = 4 << 20,
};
#define PDF_TEXT_TYPE "text/plain; charset=UTF-8"

struct spawn *spawn_pdf(struct spawner *, const char *bytes, size_t len,
    spawn_done_fn *, void *context);
/* Why there is no text, in one line; NULL: there is, in output.  *later: it
 * was not the paper's fault. */
const char *spawn_pdf_fault(const struct spawn_result *, bool *later);

#endif
