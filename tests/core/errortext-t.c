/* errortext-t.c - error texts told from articles about errors */
/* SPDX-License-Identifier: MIT */
#include "core/errortext.h"

#include <string.h>

#include "tap/tap.h"

static const char *const errors[] = {"An error has occurred",
    "An error has occurred.", "Sidan kunde inte hittas",
    "SIDAN KUNDE INTE HITTAS", "Sidan kunde inte hittas | Borås Stad",
    "Bridge returned error 404! (19345)", "Bridge returned error 0! (20101)",
    "Internal Server Error", "500 Internal Server Error",
    "500 - Internal Server Error",
    "HTTP Error 503. The service is unavailable.", "404 Not Found",
    "404 - Page not found", "Page not found (404)", "Error 404", "HTTP 500",
    "Fel 404: Sidan hittades inte", "Just a moment...",
    "Attention Required! | Cloudflare", "Server Error in '/' Application.",
    "Ett fel har inträffat", "Beho\u0308righet saknas",
    "(flo\u0308det finns inte)", "Ett oväntat fel uppstod!",
    "503 Service Temporarily Unavailable", "Error",
    "cURL error 28: Operation timed out after 15001 milliseconds",
    "Tjänsten är tillfälligt otillgänglig",
    "Fatal error: Uncaught TypeError in /var/www/x.php",
    "Error establishing a database connection"};

static const char *const news[] = {
    "An error has occurred in the payroll, says the board",
    "Internal Server Error – så drabbades vården av driftstoppet",
    "Sidan kunde inte hittas: därför byter vi webbplats",
    "Så undviker du fel i deklarationen", "Tekniskt fel på Saltsjöbanan", "404",
    "500 nya bostäder", "Fel", "E4",
    "Ett fel har inträffat i faktureringen för september",
    "Access denied till journaler utreds", "503", "Beslut 404 om taxor",
    "Not found guilty", "Bad Gateway, en utställning", "",
    "Remiss om nära vård", "Error 404 – en pjäs", "HTTP", "Bridge opens"};

static const char *const pages[] = {"Sidan kunde inte hittas - Borås Stad",
    "Borås Stad | Sidan hittades inte", "404 – Page not found — Site",
    "Access Denied", "Fel 500 :: Kommunen :: Start",
    "Västra Götalandsregionen » Sidan finns inte"};

int
main(void)
{
	struct pool *pool = pool_new(1 << 20);
	char text[ERRORTEXT_MOST + 100];
	struct item i = {
	    .title = "Internal Server Error", .content = "Try again."};

	for (size_t k = 0; k < sizeof(errors) / sizeof(errors[0]); k++)
		ok(errortext_is_title(pool, errors[k]), "error: %s", errors[k]);
	for (size_t k = 0; k < sizeof(news) / sizeof(news[0]); k++)
		ok(!errortext_is_title(pool, news[k]), "news: %s", news[k]);
	ok(!errortext_is_title(pool, NULL), "no title");
	for (size_t k = 0; k < sizeof(pages) / sizeof(pages[0]); k++)
		ok(errortext_is_page(pool, pages[k]), "error page: %s",
		    pages[k]);
	ok(!errortext_is_page(pool, "Nyheter - Borås Stad") &&
		!errortext_is_page(pool, "Anslagstavla") &&
		!errortext_is_page(pool, NULL),
	    "other pages");
	ok(errortext_is(pool, &i), "an error with a line of text");
	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	i.content = text;
	ok(!errortext_is(pool, &i), "with a long text it is an article");
	pool_free(pool);
	return done_testing();
}
