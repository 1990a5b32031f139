/* imposter-t.c - log-in and error pages in place of what was asked for */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/reading.h"
#include "tap/tap.h"

#define PAGE(title, body)                                    \
	"<!DOCTYPE html><html><head><title>" title           \
	"</title></head><body><main><h1>" title "</h1>" body \
	"</main></body></html>"
#define FORM "<form><input name=u><input type='password' name=p></form>"
#define LIST                                                                                                                                 \
	"<ul><li><a href='/a/1'>Protokoll från nämndens möte</a> 2026-11-01</li><li><a href='/a/2'>Protokoll från styrelsens möte</a> " \
	"2026-11-02</li><li><a href='/a/3'>Protokoll från utskottets möte</a> 2026-11-03</li></ul>"

static const struct {
	enum reading_want want;
	const char *html;
	const char *why; /* NULL: it is what was asked for */
	bool login;
} row[] = {
    {READING_PAGE, PAGE("Sidan kunde inte hittas", "<p>Pröva att söka.</p>"),
	"error page", false},
    {READING_PAGE, PAGE("Logga in", FORM), "log-in page", false},
    {READING_PAGE,
	PAGE("Inloggning till e-tjänsten ändras",
	    "<p>Från den 1 mars 2027 används e-legitimation.</p>"),
	NULL, false},
    {READING_PAGE,
	PAGE("Remiss om vatten", FORM "<p>Svara senast den 1 mars 2027.</p>"),
	NULL, false},
    {READING_LIST, PAGE("Protokoll", LIST), NULL, false},
    {READING_LIST, PAGE("Protokoll", FORM LIST), NULL, true},
    {READING_LIST, PAGE("404 - Borås Stad", ""), "no list", false},
    {READING_LIST, PAGE("Sidan finns inte | Kommunen", LIST), "error page",
	false},
    {READING_LIST, PAGE("Logga in med e-legitimation", "<p>Välj metod.</p>"),
	"log-in page", false},
    {READING_LIST, PAGE("Kommunen", FORM), "log-in page", false},
    {READING_FEED, PAGE("Kommunen", FORM), "log-in page", false},
    {READING_FEED, PAGE("Kommunen", LIST), "not a feed", false},
    {READING_FEED, "", "empty", false},
    {READING_AUTO,
	"<rss version='2.0'><channel><title>Error</title><item><title>Nytt</title></item></channel></rss>",
	NULL, false},
};

int
main(void)
{
	struct pool *pool = pool_new(256 << 20);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	reading_prepare();
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct reading r = {.want = row[i].want,
		    .body = {.bytes = row[i].html,
			.len = strlen(row[i].html),
			.url = "https://a.se/x"}};
		struct document d;
		struct why w = {""};
		bool good = reading_do(pool, &r, &d, &w);

		ok(good == (row[i].why == NULL), "row %zu: %s", i,
		    good ? "read" : w.text);
		if (row[i].why != NULL)
			has_string(row[i].why, w.text, "row %zu: why", i);
		else
			ok(d.login == row[i].login, "row %zu: a form", i);
		pool_clear(pool);
	}
	pool_free(pool);
	return done_testing();
}
