/* feed-bypass-t.c - texts that go around the parser: which, and as they were */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-bypass.h"

#include <stdlib.h>
#include <string.h>

#include "core/feed/feed.h"
#include "tap/tap.h"

#define FIFTY "Nämnden har beslutat att förslaget ska ut på remiss nu. "
#define WORDS FIFTY FIFTY

static struct feed_bypass b;

/* What whoever gets the marks from the parser sees; NULL: a mark is wrong. */
static const char *
through(const char *text, size_t len)
{
	static struct str all = STR_INIT(1 << 20);
	const char *piece;
	size_t n;

	str_clear(&all);
	while (len > 0) {
		if (!bypass_next(&b, &text, &len, &piece, &n))
			return NULL;
		str_addn(&all, piece, n);
	}
	return all.text;
}

static const struct {
	const char *in, *out; /* out NULL: nothing is taken out */
	size_t n;
} cases[] = {
    {"<a>" WORDS "</a>", "<a>" WORDS "</a>", 1},
    {"<a><![CDATA[" WORDS "<p>]] &amp;]]></a>", "<a>" WORDS "<p>]] &amp;</a>",
	1},
    {"<a>&lt;p&gt;" WORDS "&#229;&#xE5;&amp;amp;&quot;&apos;&#13;</a>",
	"<a><p>" WORDS "åå&amp;\"'\r</a>", 1},
    {"<a t='>" WORDS "'>" WORDS "</a>", "<a t='>" WORDS "'>" WORDS "</a>", 1},
    {"<a><!-- <b>" WORDS " --><?x <c>" WORDS "?>" WORDS "</a>",
	"<a><!-- <b>" WORDS " --><?x <c>" WORDS "?>" WORDS "</a>", 1},
    {"<a>" WORDS "<b>" WORDS "</b>" WORDS "</a>",
	"<a>" WORDS "<b>" WORDS "</b>" WORDS "</a>", 3},
    {"<a>" WORDS "&nbsp;</a><b>" WORDS "</b>",
	"<a>" WORDS "&nbsp;</a><b>" WORDS "</b>", 1},
    {"<a>short</a>", NULL, 0},
    {"<a>" WORDS "&other;</a>", NULL, 0},
    {"<a>" WORDS " & </a>", NULL, 0},
    {"<a>" WORDS "&#0;&#x110000;</a>", NULL, 0},
    {"<a>" WORDS "&#xFFFE;</a>", NULL, 0},
    {"<a>" WORDS "]]></a>", NULL, 0},
    {"<a>" WORDS "\r\n</a>", NULL, 0},
    {"<a>" WORDS "\x01</a>", NULL, 0},
    {"<a>" WORDS "\xE5</a>", NULL, 0},
    {"<a>" WORDS "\xEF\xBF\xBE</a>", NULL, 0},
    {"<a>" WORDS "\xED\xA0\x80</a>", NULL, 0},
    {"<a>" WORDS "\xEE\x80\x80</a>", NULL, 0},
    {"<a>" WORDS, NULL, 0},
    {"<a><![CDATA[" WORDS, NULL, 0},
    {"<a b='" WORDS, NULL, 0},
    {"<!DOCTYPE a []><a>" WORDS "</a>", NULL, 0},
    {"", NULL, 0},
    {"<", NULL, 0},
};

static void
check_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool taken = bypass_begin(&b, cases[i].in, strlen(cases[i].in));

		ok(taken == (cases[i].out != NULL), "%.60s: %s", cases[i].in,
		    cases[i].out ? "taken out" : "left");
		if (!taken)
			continue;
		is_int((int64_t)cases[i].n, (int64_t)b.n, "so many");
		is_string(cases[i].out, through(b.rest.text, b.rest.len),
		    "and as it was");
		bypass_end(&b);
	}
}

/* Marks that a stranger writes by references, out of order or too late. */
static void
check_forged(void)
{
	static const char text[] = "<a>" WORDS "</a><b>" WORDS "</b>";
	static const char *const forged[] = {"\xEE\x80\x80"
					     "00000002\xEE\x80\x81",
	    "\xEE\x80\x80"
	    "0000000x\xEE\x80\x81",
	    "\xEE\x80\x80"
	    "00000000\xEE\x80\x82",
	    "\xEE\x80\x80"
	    "0000",
	    "\xEE\x80\x80"
	    "ffffffff\xEE\x80\x81",
	    "\xEE\x80\x80"
	    "00000001\xEE\x80\x81\xEE\x80\x80"
	    "00000000\xEE\x80\x81",
	    "\xEE\x80\x80"
	    "00000000\xEE\x80\x81\xEE\x80\x80"
	    "00000000\xEE\x80\x81"};

	for (size_t i = 0; i < sizeof(forged) / sizeof(*forged); i++) {
		ok(bypass_begin(&b, text, sizeof(text) - 1), "begun");
		ok(through(forged[i], strlen(forged[i])) == NULL,
		    "a forged mark is none (%zu)", i);
		bypass_end(&b);
	}
}

/* By the whole reader: forged marks come out as what they are. */
static void
check_read(void)
{
	static const char feed[] =
	    "<rss version=\"2.0\"><channel><title>T</title>"
	    "<item><title>&#xE000;00000001&#xE001;</title>"
	    "<description>" WORDS "</description></item>"
	    "<item><title>x</title><description>&lt;b&gt;" WORDS
	    "&lt;/b&gt; 2 &amp;lt; 3</description></item></channel></rss>";
	struct pool *pool = pool_new(16 << 20);
	struct body body = {.bytes = feed, .len = sizeof(feed) - 1};
	struct document d;
	struct why w = {""};

	ok(feed_read(pool, &body, &d, &w), "read: %s", w.text);
	is_int(2, (int64_t)d.n_items, "both items");
	is_string("\xEE\x80\x80"
		  "00000001\xEE\x80\x81",
	    d.items[0].title, "a mark by references is text");
	has_string("Nämnden har beslutat", d.items[0].summary, "its text");
	has_string("2 < 3", d.items[1].summary, "references and markup");
	pool_free(pool);
}

static void
check_hostile(void)
{
	size_t n = 4 << 20;
	char *many = malloc(n);
	static const char *const parts[] = {"<", "<![CDATA[", "<!--", "]]>",
	    "&#", "<a b='", "\xEE", "&lt;", ">", "a\xC3\xA5"};

	if (many == NULL)
		bail("no memory");
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t k = strlen(parts[i]);

		for (size_t at = 0; at < n; at++)
			many[at] = parts[i][at % k];
		if (bypass_begin(&b, many, n))
			bypass_end(&b);
		memcpy(many, "<a>", 3);
		memcpy(many + n - 4, "</a>", 4);
		if (bypass_begin(&b, many, n))
			bypass_end(&b);
		ok(true, "a flood of %s ends", parts[i]);
	}
	free(many);
}

int
main(void)
{
	check_cases();
	check_forged();
	check_read();
	check_hostile();
	return done_testing();
}
