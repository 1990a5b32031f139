/* opml-t.c - lists of feeds: read, mended, refused, written and read again */
/* SPDX-License-Identifier: MIT */
#include "core/feed/opml.h"

#include <stdlib.h>
#include <string.h>

#include "tap/tap.h"

static const size_t MOST = (size_t)256 << 20;

struct file {
	struct pool *pool;
	struct opml_feed *list;
	size_t n;
	struct why why;
};

static bool
read_as(struct file *f, const char *text, size_t len)
{
	f->pool = pool_new(MOST);
	return opml_read(f->pool, text, len, &f->list, &f->n, &f->why);
}

static void
check_nested(void)
{
	static const char text[] =
	    "\xEF\xBB\xBF<?xml version='1.0'?>\n"
	    "<!DOCTYPE opml [<!ENTITY x 'aaaaaaaaaa'>"
	    "<!ENTITY y '&x;&x;&x;'>]>\n"
	    "<opml version='1.0' xmlns:b='urn:bevakad:opml'><head>"
	    "<title>Mina</title></head><body>\n"
	    "<outline text='Region &amp; kommun'>"
	    "<outline text='Inre'><outline title='Nytt &lt;1&gt;' text='x' "
	    "xmlUrl='https://a.se/?a=1&amp;b=2' b:type='page' type='rss' "
	    "c:type='feed'/>"
	    "</outline><outline text='Andra' XMLURL='http://b.se/'/></outline>"
	    "<outline text='Tredje' xmlUrl='http://c.se/'></outline>"
	    "<outline text='bara en mapp'/></body></opml>";
	struct file f;

	ok(read_as(&f, text, sizeof(text) - 1), "nested: %s", f.why.text);
	is_int(3, (int64_t)f.n, "its feeds");
	if (f.n == 3) {
		is_string("Nytt <1>", f.list[0].title, "title before text");
		is_string("https://a.se/?a=1&b=2", f.list[0].url, "address");
		is_string("Inre", f.list[0].folder, "the inner folder");
		is_string("page", f.list[0].own[OPML_TYPE], "what is ours");
		is_string("Region & kommun", f.list[1].folder, "the outer one");
		is_string("http://b.se/", f.list[1].url, "in any case");
		is_string(NULL, f.list[2].folder, "none");
	}
	pool_free(f.pool);
}

static void
check_broken(void)
{
	static const char broken[] =
	    "<opml><body><outline text='A & B' xmlUrl='http://a.se/?x=1&y=2'>"
	    "<outline text='C' xmlUrl='http://c.se/'></body>";
	static const char latin1[] =
	    "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body>"
	    "<outline text='R\xE5"
	    "d' xmlUrl='http://a.se/'/></body></opml>";
	struct file f;

	ok(read_as(&f, broken, sizeof(broken) - 1), "nearly XML");
	is_int(2, (int64_t)f.n, "its feeds");
	is_string("http://a.se/?x=1&y=2", f.n ? f.list[0].url : "",
	    "a bare ampersand");
	pool_free(f.pool);
	ok(read_as(&f, latin1, sizeof(latin1) - 1), "ISO-8859-1");
	is_string("R\xC3\xA5"
		  "d",
	    f.n ? f.list[0].title : "", "decoded");
	pool_free(f.pool);
}

static void
check_refused(const char *text, size_t len, const char *part)
{
	struct file f;

	ok(!read_as(&f, text, len), "refused: %s", part);
	has_string(part, f.why.text, "and says why");
	is_int(0, (int64_t)f.n, "nothing is taken");
	pool_free(f.pool);
}

/* head, and n times a number between front and back. */
static struct str
repeat(const char *head, const char *front, const char *back, int n)
{
	struct str s = STR_INIT(16 << 20);

	str_add(&s, head);
	for (int i = 0; i < n; i++)
		str_addf(&s, "%s%06d%s", front, i, back);
	return s;
}

static void
check_hostile(void)
{
	struct str s;

	check_refused("", 0, "no element");
	check_refused("<rss/>", 6, "not OPML");
	s = repeat("<opml>", "<outline text='", "'>", 100);
	check_refused(s.text, s.len, "too deep");
	str_release(&s);
	s = repeat("<opml><outline ", "a", "='' ", 100000);
	check_refused(s.text, s.len, "too many attributes");
	str_release(&s);
	s = repeat("<opml><body>", "<outline xmlUrl='http://", ".se/'/>",
	    OPML_FEEDS_MOST + 1);
	check_refused(s.text, s.len, "too many feeds");
	str_release(&s);
}

static void
check_round(void)
{
	struct opml_feed list[3] = {{.title = "A & \"B\" <C>",
					.url = "https://a.se/?a&b",
					.folder = "F"},
	    {.title = "Två", .url = "https://b.se/", .folder = "F"},
	    {.title = "Tre", .url = "https://c.se/"}};
	struct str s = STR_INIT(1 << 20);
	struct file f;

	list[0].own[OPML_ITEM] = "//li[@class='x']";
	opml_write(&s, "bevakad", list, 3);
	ok(read_as(&f, s.text, s.len), "what is written is read");
	is_int(3, (int64_t)f.n, "all of it");
	for (size_t i = 0; i < f.n && i < 3; i++) {
		is_string(list[i].title, f.list[i].title, "title");
		is_string(list[i].url, f.list[i].url, "address");
		is_string(list[i].folder, f.list[i].folder, "folder");
		is_string(list[i].own[OPML_ITEM], f.list[i].own[OPML_ITEM],
		    "what is ours");
	}
	pool_free(f.pool);
	str_release(&s);
}

int
main(void)
{
	check_nested();
	check_broken();
	check_refused("x", 1, "no element");
	check_hostile();
	check_round();
	return done_testing();
}
