/* linked-paper.c - a page's text, deadlines and papers; PDFs made text */
/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "linked-inner.h"
#include "means.h"

enum {
	PDF_SECONDS = 30,
	PDF_MEMORY = 512 << 20,
	DEADLINES_MOST = 500,
};

static bool
is_paper(const struct link *link)
{
	return link->rel != NULL && strcmp(link->rel, "enclosure") == 0;
}

static void
note_papers(struct errand *e, const struct item *item)
{
	for (size_t i = 0; i < item->n_links; i++) {
		const struct link *link = &item->links[i];

		if (!is_paper(link))
			continue;
		e->links = (int64_t)XXH3_64bits_withSeed(
		    link->href, strlen(link->href), (XXH64_hash_t)e->links);
		if ((e->feed->read & CONF_READ_ATTACHMENTS) == 0 ||
		    e->n_papers >= LINKED_PAPERS)
			continue;
		e->paper[e->n_papers++] = pool_strdup(e->pool, link->href);
	}
}

static bool
has_deadline(const struct errand *e, const struct deadline *d)
{
	for (size_t i = 0; i < e->n_deadlines; i++)
		if (e->deadlines[i].kind == d->kind &&
		    e->deadlines[i].start == d->start &&
		    e->deadlines[i].end == d->end)
			return true;
	return e->n_deadlines >= DEADLINES_MOST;
}

static void
add_deadlines(struct errand *e, const struct item *item)
{
	for (size_t i = 0; i < item->n_deadlines; i++) {
		struct deadline d = item->deadlines[i];

		if (has_deadline(e, &d))
			continue;
		d.evidence = pool_strdup(e->pool, d.evidence ? d.evidence : "");
		e->deadlines = pool_grow(e->pool, e->deadlines, e->n_deadlines,
		    &e->room_deadlines, sizeof(*e->deadlines));
		e->deadlines[e->n_deadlines++] = d;
	}
}

void
linked_take_item(struct errand *e, const struct item *item)
{
	if (e->text.len > 0)
		str_add(&e->text, "\n");
	if (item->content != NULL)
		str_add(&e->text, item->content);
	add_deadlines(e, item);
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
	return got->len > 5 && memcmp(got->bytes, "%PDF-", 5) == 0;
}

/* pdftotext's text goes to the reader like any stranger's bytes. */
static void
was_printed(const struct spawn_result *result, void *context)
{
	struct errand *e = context;
	bool fine = result->started && result->status == 0 && !result->cut;

	assert(e->step == PRINTED);
	e->print = NULL;
	if (fine && result->len > 0) {
		linked_read_bytes(e, READING_TEXT, result->output, result->len,
		    e->url, "text/plain; charset=UTF-8");
		return;
	}
	linked_note_failure(e, !result->started || result->late,
	    fine ? "no text in the PDF; pictures only?" : result->why.text);
	linked_next_paper(e);
}

void
linked_print(struct errand *e, const struct fetch_result *got)
{
	static const char *const argv[] = {
	    "/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
	static const char *const environment[] = {
	    "PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = got->bytes,
	    .len = got->len,
	    .seconds = PDF_SECONDS,
	    .output_most = TEXT_MOST,
	    .memory_most = PDF_MEMORY};

	e->step = PRINTED;
	e->print = spawn_start(
	    e->linked->means->spawner, &request, was_printed, e);
}
