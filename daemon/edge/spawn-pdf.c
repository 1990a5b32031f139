/* spawn-pdf.c - a PDF's text, by pdftotext in a child with limits */
/* SPDX-License-Identifier: MIT */
#include "edge/spawn-pdf.h"

struct spawn *
spawn_pdf(struct spawner *s, const char *bytes, size_t len, spawn_done_fn *done,
    void *context)
{
	static const char *const argv[] = {
	    "/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
	static const char *const environment[] = {
	    "PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = bytes,
	    .len = len,
	    .seconds = PDF_SECONDS,
	    .output_most = PDF_TEXT_MOST,
	    .memory_most = PDF_MEMORY};

	return spawn_start(s, &request, done, context);
}

const char *
spawn_pdf_fault(const struct spawn_result *r, bool *later)
{
	bool fine = r->started && r->status == 0 && !r->cut;

	*later = !r->started || r->late;
	if (fine && r->len > 0)
		return NULL;
	return fine ? "no text in the PDF; pictures only?" : r->why.text;
}
