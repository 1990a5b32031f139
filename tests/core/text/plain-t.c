/* plain-t.c - markup to plain text: tests/data/plain.tsv */
/* SPDX-License-Identifier: MIT */
#include "core/text/plain.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/encoding.h"
#include "tap/tap.h"

static const size_t MOST = (size_t)256 << 20;

/* "\n" and "\t" in the table stand for these characters. */
static void
unescape(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++)
		if (s[0] == '\\' && (s[1] == 'n' || s[1] == 't'))
			*to++ = *++s == 'n' ? '\n' : '\t';
		else
			*to++ = *s;
	*to = '\0';
}

static void
check_case(char kind, char *from, char *to)
{
	struct pool *pool = pool_new(MOST);

	unescape(from);
	unescape(to);
	if (kind == 'h')
		is_string(
		    to, plain_of_html(pool, from, strlen(from)), "%s", from);
	else if (kind == 't')
		is_string(
		    to, plain_of_text(pool, from, strlen(from)), "%s", from);
	else
		is_string(to, plain_is_html(from, strlen(from)) ? "yes" : "no",
		    "is it HTML: %s", from);
	pool_free(pool);
}

/* Lines "h|t|? TAB from TAB to". */
static void
check_table(void)
{
	size_t len, n = 0;
	char *all = test_read("plain.tsv", &len), *next = all;

	while (next != NULL && *next != '\0') {
		char *line = strsep(&next, "\n");
		char *from = strchr(line, '\t');
		char *to = from ? strchr(from + 1, '\t') : NULL;

		if (line[0] == '#' || to == NULL)
			continue;
		*from++ = *to++ = '\0';
		check_case(line[0], from, to);
		n++;
	}
	ok(n > 60, "%zu cases", n);
	free(all);
}

/* A run is the same however the sixteen-byte steps fall. */
static void
check_offsets(void)
{
	static const char html[] =
	    "Sista dag  att svara &auml;r <b>den 3</b> mars\xC2\xA0"
	    "2026 – "
	    "kl 16.00 &amp; inte \t\n senare <br> Å<i>ä</i>ö  slut ";
	static const char wanted[] = "Sista dag att svara är den 3 mars 2026 – "
				     "kl 16.00 & inte senare\nÅäö slut";
	char text[400];
	int wrong = 0;

	for (size_t pad = 0; pad < 64; pad++) {
		struct pool *pool = pool_new(MOST);
		const char *seen;

		memset(text, 'x', pad);
		strcpy(text + pad, html);
		seen = plain_of_html(pool, text, strlen(text));
		wrong += strcmp(seen + pad, wanted) != 0;
		pool_free(pool);
	}
	is_int(0, wrong, "at 64 places");
}

/* Noise made of what matters: valid UTF-8, no run of blanks, no end blank. */
static void
check_noise(void)
{
	static const char *const parts[] = {"<", ">", "&", "a", " ", "\n", "b",
	    "<p>", "</p>", "<a href=\"", "\"", "'", "&amp;", "&#", "1;", "=",
	    "<!--", "-->", "\xC3\xA5", "\xC2\xA0", "\xC2\x85", "\xC1\x81",
	    "\xE2\x80\x89", "\xF0\x9F\x98\x80", "\xFF", "\x01", "<script>",
	    "</script>", "<![CDATA[", "]]>", "abcdefghijklmnopqrst", "/"};
	unsigned seed = 4711;
	int wrong = 0;

	for (int round = 0; round < 3000; round++) {
		struct pool *pool = pool_new(MOST);
		char text[1000] = "";
		const char *seen;
		size_t len;

		for (int i = 0; i < 40; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(text, parts[(seed >> 16) % 32]);
		}
		seen = plain_of_html(pool, text, strlen(text));
		len = strlen(seen);
		wrong += utf8_valid(seen, len) != len ||
			 strstr(seen, "  ") != NULL ||
			 strstr(seen, " \n") != NULL ||
			 strstr(seen, "\n ") != NULL || seen[0] == ' ' ||
			 (len > 0 &&
			     (seen[len - 1] == ' ' || seen[len - 1] == '\n'));
		pool_free(pool);
	}
	is_int(0, wrong, "noise stays in bounds");
}

static void
note(void *user, const char *href, size_t len)
{
	struct str *s = user;

	str_addn(s, href, len);
	str_addc(s, '|');
}

static void
check_links(void)
{
	static const char html[] =
	    "<a href=\"/a?x=1&amp;y=2\">a</a><A class=q HREF = '/b' >b</A>"
	    "<a name=x>c</a><a href=/d>d</a><area href=/e>"
	    "<script><a href=/f></script><a\nhref=\" g \"/>";
	struct str out = STR_INIT(1000), links = STR_INIT(1000);

	plain_add_html(&out, html, strlen(html), note, &links);
	is_string("abcd", out.text, "text");
	is_string("/a?x=1&y=2|/b|/d| g |", links.text, "addresses");
	str_release(&out);
	str_release(&links);
}

int
main(void)
{
	check_table();
	check_offsets();
	check_noise();
	check_links();
	return done_testing();
}
