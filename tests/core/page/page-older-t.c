/* page-older-t.c - links of a page that lead to its older items */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "core/page/page.h"
#include "tap/tap.h"

#define LIST                                                                                                                                 \
	"<ul><li><a href='/a/1'>Protokoll från nämndens möte</a> 2026-11-01</li><li><a href='/a/2'>Protokoll från styrelsens möte</a> " \
	"2026-11-02</li><li><a href='/a/3'>Protokoll från utskottets möte</a> 2026-11-03</li></ul>"

static const struct {
	const char *html, *next, *archives;
} row[] = {
    {"<a href='/2'>Nästa</a>", "https://a.se/2", NULL},
    {"<a href='?p=2'>Nästa sida »</a>", "https://a.se/lista?p=2", NULL},
    {"<a href='/2' aria-label='Gå till nästa sida'>2</a>", "https://a.se/2",
	NULL},
    {"<a href='/2'>Äldre inlägg</a>", "https://a.se/2", NULL},
    {"<a href='/2'>ÄLDRE NYHETER &gt;</a>", "https://a.se/2", NULL},
    {"<a href='/arkiv'>Nyhetsarkiv</a>", NULL, "https://a.se/arkiv"},
    {"<a href='/arkiv'>Till arkivet</a><a href='/3'>next</a>", "https://a.se/3",
	"https://a.se/arkiv"},
    {"<link rel=next href='/2'><a href='/9'>Nästa</a>", "https://a.se/2", NULL},
    {"<a href='/x'>Nästa möte är den 3 december</a><a href='/y'>Riksarkivet</a>",
	NULL, NULL},
    {"<a>Nästa</a><a href='javascript:x()'>Nästa</a><a href='#'>Arkiv</a>",
	NULL, NULL},
    {"<a href='/x'>»</a><a href='/y'></a>", NULL, NULL},
};

static const char *
rel(const struct document *d, const char *name)
{
	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].rel, name) == 0)
			return d->links[i].href;
	return NULL;
}

int
main(void)
{
	struct pool *pool = pool_new(256 << 20);

	feed_prepare();
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		char html[4096];
		struct body b = {.bytes = html,
		    .url = "https://a.se/lista",
		    .type = "text/html; charset=utf-8"};
		struct document d;
		struct why w;

		b.len = (size_t)snprintf(html, sizeof(html),
		    "<html><body><main>%s</main>%s</body></html>", LIST,
		    row[i].html);
		ok(page_list(pool, &b, NULL, &d, &w), "%s", row[i].html);
		is_string(row[i].next, rel(&d, "next"), "next");
		is_string(row[i].archives, rel(&d, "archives"), "archive");
		pool_clear(pool);
	}
	pool_free(pool);
	return done_testing();
}
