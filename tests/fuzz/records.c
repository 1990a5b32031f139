/* records.c - fuzz target: what the daemon reads of a reader that was taken over */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/wire.h"
#include "core/reading.h"
#include "fuzz/fuzz.h"
#include "tap/tap.h"

/* Texts end where the record does, whatever it says. */
static void
look_at(const struct document *d, const uint8_t *data, size_t size)
{
	const char *from = (const char *)data, *to = from + size;

	for (size_t i = 0; i < d->n_items; i++) {
		const struct item *it = &d->items[i];
		const char *texts[] = {
		    it->id, it->link, it->title, it->summary, it->content};

		for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
			fuzz_must(texts[k] == NULL ||
				      (texts[k] >= from &&
					  texts[k] + strlen(texts[k]) < to),
			    "a text is in the record");
	}
	for (size_t i = 0; i < d->n_papers; i++)
		fuzz_must(
		    d->papers[i].bytes >= from &&
			d->papers[i].len <= (size_t)(to - d->papers[i].bytes) &&
			d->papers[i].item < d->n_items,
		    "a paper is in the record, and of an item");
}

static void
get_document(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	struct wire wire = wire_open((const char *)data, size);
	struct document d;
	struct why w = {""};

	if (document_get(pool, &wire, &d, &w)) {
		look_at(&d, data, size);
		fuzz_must(pool_used(pool) <= 64 * size + 65536,
		    "%zu bytes of memory for %zu", pool_used(pool), size);
	} else {
		fuzz_must_be_reason(w.text);
	}
	pool_free(pool);
}

static void
get_request(const uint8_t *data, size_t size)
{
	struct wire wire = wire_open((const char *)data, size);
	struct reading r;
	struct why w = {""};

	if (!reading_get(&wire, &r, &w))
		fuzz_must_be_reason(w.text);
	else
		fuzz_must(r.body.len <= size, "the body is in the record");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	get_document(data, size);
	get_request(data, size);
	return 0;
}

/* A document and the request that it answers. */
static void
seed_document(enum reading_want want, const char *file, fuzz_seed_fn *add)
{
	size_t len;
	char *bytes = test_read(file, &len);
	struct reading r = {.want = want,
	    .body = {.bytes = bytes, .len = len, .url = "https://a.example/"},
	    .published = day_of(2024, 3, 11)};
	struct pool *pool = fuzz_pool();
	struct str s = STR_INIT(1 << 20);
	struct document d;
	struct why w;

	if (!reading_do(pool, &r, &d, &w))
		bail("%s: %s", file, w.text);
	document_put(&s, &d);
	add(s.text, s.len);
	str_clear(&s);
	r.body.len = len < 100 ? len : 100;
	reading_put(&s, &r);
	add(s.text, s.len);
	str_release(&s);
	pool_free(pool);
	free(bytes);
}

static void
seeds(fuzz_seed_fn *add)
{
	seed_document(READING_FEED, "feeds/sitevision.xml", add);
	seed_document(READING_FEED, "feeds/jsonfeed.json", add);
	seed_document(READING_LIST, "pages/list-anslag.html", add);
	seed_document(READING_PAGE, "pages/read-decision.html", add);
	seed_document(READING_PROBE, "pages/list-episerver.html", add);
}

/* Numbers end in zeros, which a C string cannot; these stand in others' way. */
static const char *const words[] = {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\x01",
    "\x08", "\x80", "\x7F", "rss", "html", "application/pdf", NULL};

const struct fuzz_target fuzz_target = {.name = "records",
    .words = words,
    .seeds = seeds,
    .rounds = 20000,
    .slow = 1000};
