/* linked-paper.c - a page's text, deadlines and papers; PDFs made text */
/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "edge/conf.h"
#include "edge/spawn-pdf.h"
#include "linked-inner.h"
#include "keep-known.h"
#include "means.h"

enum { PAPERS_KNOWN = 200 };

/* As it is asked for: in the form in which links are compared. */
static void
note_address(struct errand *e, const char *url)
{
	if (e->n_paper_hashes >= PAPERS_KNOWN)
		return;
	e->paper_hash = pool_grow(e->pool, e->paper_hash, e->n_paper_hashes,
	    &e->room_paper_hashes, sizeof(*e->paper_hash));
	e->paper_hash[e->n_paper_hashes++] = known_link(e->pool, url);
}

static void
note_papers(struct errand *e, const struct item *item)
{
	for (size_t i = 0; i < item->n_links; i++) {
		const struct link *link = &item->links[i];

		if (!paper_is_one(link))
			continue;
		e->links = (int64_t)XXH3_64bits_withSeed(
		    link->href, strlen(link->href), (XXH64_hash_t)e->links);
		note_address(e, link->href);
		if ((e->feed->read & CONF_READ_ATTACHMENTS) == 0 ||
		    e->n_papers >= LINKED_PAPERS)
			continue;
		e->paper[e->n_papers++] = pool_strdup(e->pool, link->href);
	}
}

void
linked_take_item(struct errand *e, const struct item *item)
{
	if (e->own_is_read) { /* its words are there already */
		paper_add(e->pool, &e->deadlines, item);
		return;
	}
	if (e->text.len > 0)
		str_add(&e->text, "\n");
	if (item->content != NULL)
		str_add_some(&e->text, item->content);
	paper_add(e->pool, &e->deadlines, item);
	if (e->page_is_read)
		return;
	e->page_is_read = true;
	if (item->published != NO_TIME)
		e->published = item->published;
	note_papers(e, item);
}

bool
linked_is_pdf(const struct fetch_result *got)
{
	return paper_is_pdf(got->bytes, got->len);
}

/* pdftotext's text goes to the reader like any stranger's bytes. */
static void
was_printed(const struct spawn_result *result, void *context)
{
	struct errand *e = context;
	bool later;
	const char *fault = spawn_pdf_fault(result, &later);

	assert(e->step == PRINTED);
	e->print = NULL;
	if (fault == NULL) {
		linked_read_bytes(e, READING_TEXT, result->output, result->len,
		    e->url, PDF_TEXT_TYPE);
		return;
	}
	linked_note_failure(e, later, fault);
	linked_next_paper(e);
}

void
linked_print(struct errand *e, const struct fetch_result *got)
{
	e->step = PRINTED;
	e->print = spawn_pdf(
	    e->linked->means->spawner, got->bytes, got->len, was_printed, e);
}
