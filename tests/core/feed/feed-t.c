/* feed-t.c - feeds: golden pairs, ceilings, what is refused and why */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "core/feed/feed.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/date.h"
#include "base/str.h"
#include "core/text/encoding.h"
#include "tap/tap.h"

static const size_t MOST = (size_t)1 << 30;
static const char base_url[] = "https://bas.example.se/mapp/flode.xml";

/* Each with the document it becomes in NAME.items; --print NAME shows it. */
static const char *const golden[] = {
    "atom-xhtml.xml",
    "broken.json",
    "broken.xml",
    "cision.xml",
    "diarium.rdf",
    "ifeed.json",
    "ifeed.xml",
    "jsonfeed.json",
    "latin.xml",
    "mended.xml",
    "mynewsdesk.xml",
    "odd.xml",
    "sitevision.xml",
    "truncated.xml",
    "vgr-search.xml",
    "wordpress.xml",
};

static void
put(struct str *s, const char *key, const char *text)
{
	if (text == NULL)
		return;
	str_addf(s, "%s: ", key);
	for (; *text != '\0'; text++)
		if (*text == '\n')
			str_add(s, "\\n");
		else
			str_addc(s, *text);
	str_addc(s, '\n');
}

static void
put_time(struct str *s, const char *key, int64_t when)
{
	char text[TIME_TEXT];

	if (when != NO_TIME)
		put(s, key, time_write(when, text));
}

static void
put_links(struct str *s, const char *key, const struct link *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(s, "%s: %s %s %s %s\n", key, list[i].rel, list[i].href,
		    list[i].type ? list[i].type : "-",
		    list[i].title ? list[i].title : "-");
}

static void
put_item(struct str *s, const struct item *i)
{
	char day[DAY_TEXT];

	str_add(s, "\n");
	put(s, "id", i->id);
	put(s, "title", i->title);
	put(s, "link", i->link);
	put_time(s, "published", i->published);
	put_time(s, "updated", i->updated);
	if (i->valid_to != NO_DAY)
		put(s, "valid to", day_write(i->valid_to, day));
	put(s, "summary", i->summary);
	put(s, "content", i->content);
	put_links(s, "item link", i->links, i->n_links);
}

static void
dump(struct str *s, const struct document *d)
{
	put(s, "format", d->format);
	put(s, "id", d->id);
	put(s, "title", d->title);
	put(s, "link", d->link);
	put_time(s, "published", d->published);
	put_time(s, "updated", d->updated);
	if (d->ttl > 0)
		str_addf(s, "ttl: %d\n", d->ttl);
	if (d->cut)
		str_add(s, "cut\n");
	put_links(s, "feed link", d->links, d->n_links);
	for (size_t i = 0; i < d->n_items; i++)
		put_item(s, &d->items[i]);
}

/* The dump of a file of tests/data/feeds, or the reason. */
static void
read_golden(const char *name, struct str *s)
{
	struct pool *pool = pool_new(MOST);
	struct body b = {.url = base_url};
	struct document d;
	struct why w;
	char path[200], *bytes;

	snprintf(path, sizeof(path), "feeds/%s", name);
	bytes = test_read(path, &b.len);
	b.bytes = bytes;
	if (feed_read(pool, &b, &d, &w))
		dump(s, &d);
	else
		str_addf(s, "refused: %s\n", w.text);
	free(bytes);
	pool_free(pool);
}

static void
check_golden(void)
{
	char path[200], *wanted;
	size_t len;

	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		struct str s = STR_INIT(1 << 20);

		snprintf(path, sizeof(path), "feeds/%s.items", golden[i]);
		if (test_file(path) == NULL)
			bail("%s is not there", path);
		wanted = test_read(path, &len);
		read_golden(golden[i], &s);
		is_string(wanted, s.text, "%s", golden[i]);
		free(wanted);
		str_release(&s);
	}
}

struct outcome {
	bool ok;
	struct document document;
	struct why why;
};

static struct outcome
read_text(struct pool *pool, const char *text, size_t len, const char *type)
{
	struct body b = {.bytes = text, .len = len, .type = type};
	struct outcome o = {.ok = false};

	o.ok = feed_read(pool, &b, &o.document, &o.why);
	return o;
}

/* Every prefix is refused or known to be cut, however it breaks off. */
static void
check_prefixes(void)
{
	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		char path[200], *bytes, *last;
		size_t len, whole = 0, tried = 0;

		snprintf(path, sizeof(path), "feeds/%s", golden[i]);
		bytes = test_read(path, &len);
		/* The last of these ends the root. */
		last = memmem(bytes, len, "</rss>", 6);
		last = last ? last : memmem(bytes, len, "</RSS>", 6);
		last = last ? last : memmem(bytes, len, "</feed>", 7);
		last = last ? last : memmem(bytes, len, "</rdf:RDF>", 10);
		if (last == NULL)
			last = bytes + strcspn(bytes, "]") - 1;
		for (size_t n = 0; n < (size_t)(last - bytes) + 2; n++) {
			struct pool *pool = pool_new(MOST);
			struct body b = {.bytes = bytes, .len = n};
			struct document d;
			struct why w;

			whole += feed_read(pool, &b, &d, &w) && !d.cut;
			tried++;
			pool_free(pool);
		}
		is_int(0, (int64_t)whole, "%s: %zu prefixes, none taken whole",
		    golden[i], tried);
		free(bytes);
	}
}

static bool
is_valid(const char *text)
{
	size_t len = text ? strlen(text) : 0;

	return text == NULL || utf8_valid(text, len) == len;
}

static bool
is_sound(const struct document *d)
{
	bool sound = is_valid(d->title) && is_valid(d->id) && is_valid(d->link);

	for (size_t i = 0; i < d->n_items; i++) {
		const struct item *item = &d->items[i];

		sound &= is_valid(item->id) && is_valid(item->title) &&
			 is_valid(item->link) && is_valid(item->summary) &&
			 is_valid(item->content);
		for (size_t k = 0; k < item->n_links; k++)
			sound &= is_valid(item->links[k].href) &&
				 is_valid(item->links[k].type) &&
				 is_valid(item->links[k].title);
	}
	return sound;
}

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16 & 0x7FFF;
}

/* Some bytes changed, or a stretch of it copied elsewhere. */
static void
mutate(char *bytes, size_t len, unsigned *seed)
{
	static const char marks[] = "<>&\"'/![]{}\\\xC3\xA5\xFF=;#x:\x01 ";

	for (unsigned n = next_random(seed) % 6 + 1; n > 0; n--) {
		size_t at = next_random(seed) % len;
		size_t from = next_random(seed) % len;
		size_t run = next_random(seed) % 40;

		if (n % 2 == 0 && at + run < len && from + run < len)
			memmove(bytes + at, bytes + from, run);
		else
			bytes[at] =
			    marks[next_random(seed) % (sizeof(marks) - 1)];
	}
}

static void
check_mutations(void)
{
	unsigned seed = 42;
	size_t read = 0, refused = 0, unsound = 0;

	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		char path[200], *bytes, *copy;
		size_t len;

		snprintf(path, sizeof(path), "feeds/%s", golden[i]);
		bytes = test_read(path, &len);
		copy = malloc(len);
		for (int k = 0; k < 300; k++) {
			struct pool *pool = pool_new(MOST);
			struct body b = {.bytes = copy, .len = len};
			struct document d;
			struct why w;

			memcpy(copy, bytes, len);
			mutate(copy, len, &seed);
			if (feed_read(pool, &b, &d, &w)) {
				read++;
				unsound += !is_sound(&d);
			} else {
				refused++;
			}
			pool_free(pool);
		}
		free(copy);
		free(bytes);
	}
	is_int(0, (int64_t)unsound, "texts are UTF-8 whatever happens");
	ok(read > 1000 && refused > 10, "%zu read, %zu refused", read, refused);
}

static void
check_refused(void)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
	    {"", "not a feed: empty"},
	    {"   \n", "not a feed: no element in it"},
	    {"Hej", "not a feed: no element in it"},
	    {"\n<!DOCTYPE html>\n<html><body><rss></rss></body></html>",
		"line 3: not a feed: its root element is <html>"},
	    {"{\"items\": 1}", "not a feed: JSON, but no JSON Feed"},
	    {"[1, 2]", "not a feed: JSON, but no JSON Feed"},
	    {"<", "not a feed: no element in it"},
	    {"<!-- <rss/>", "line 1: not a feed"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pool *pool = pool_new(MOST);
		struct outcome o = read_text(
		    pool, cases[i].text, strlen(cases[i].text), NULL);

		if (i + 1 == sizeof(cases) / sizeof(*cases))
			ok(o.ok, "an unclosed comment hides nothing");
		else
			is_string(cases[i].reason, o.ok ? "read" : o.why.text,
			    "refused: %.30s", cases[i].text);
		pool_free(pool);
	}
}

static void
check_cut(void)
{
	static const struct {
		const char *text;
		bool cut;
	} cases[] = {
	    {"<rss><channel><item/></channel></rss>", false},
	    {"<rss><channel><item/></channel></rss>junk & more", false},
	    {"<rss><channel><item/></channel>", true},
	    {"<rss><channel><item/></channel></rss", true},
	    {"<rss><channel><item><title>a & b</title></item></channel></rss>",
		false},
	    {"<rss><channel><item><title>a & b</title></item></chan", true},
	    {"<feed><entry/></feed>", false},
	    {"<feed><entry></feed>", false},
	    {"<feed><entry>", true},
	    {"<rss/>", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pool *pool = pool_new(MOST);
		struct outcome o = read_text(
		    pool, cases[i].text, strlen(cases[i].text), NULL);

		ok(o.ok && o.document.cut == cases[i].cut, "cut %d: %s",
		    cases[i].cut, cases[i].text);
		pool_free(pool);
	}
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* part, with its first '%' as the number i. */
static void
put_part(struct str *s, const char *part, size_t i)
{
	size_t n = strcspn(part, "%");

	str_addn(s, part, n);
	if (part[n] == '%') {
		str_addf(s, "%zu", i);
		str_add(s, part + n + 1);
	}
}

/* part n times between before and after; half a megabyte takes no second. */
static void
check_hostile(const char *before, const char *part, size_t n, const char *after,
    bool read)
{
	struct str s = STR_INIT(MOST);
	struct pool *pool = pool_new(MOST);
	struct outcome o;
	double start;

	str_add(&s, before);
	for (size_t i = 0; i < n; i++)
		put_part(&s, part, i);
	str_add(&s, after);
	start = seconds();
	o = read_text(pool, s.text, s.len, NULL);
	start = seconds() - start;
	ok(o.ok == read, "%s %s: %s", read ? "read" : "refused", part,
	    o.ok ? "read" : o.why.text);
	ok(start < 1.5, "%zu kB of %s in %.2f s", s.len / 1024, part, start);
	str_release(&s);
	pool_free(pool);
}

static void
check_ceilings(void)
{
	const size_t n = 60000;

	check_hostile("<rss ", "a%='' ", n, "><channel/></rss>", false);
	check_hostile("<rss><channel ", "a%=\"\" ", n, "/></rss>", false);
	check_hostile("<rss ", "xmlns:a%='b' ", n, "><channel/></rss>", false);
	check_hostile(
	    "<rss><channel>", "<a%/>", n * 4, "</channel></rss>", false);
	check_hostile("<rss>", "<a%>", n, "", false);
	check_hostile("<rss>", "<a xmlns:a%='b'>", n, "", false);
	check_hostile(
	    "<rss><channel>", "<a b='&%'/>", n, "</channel></rss>", true);
	check_hostile("<rss><channel>", "<", n * 4, "", true);
	check_hostile("<rss><channel>", "<!", n * 4, "", true);
	check_hostile("<rss><channel>", "<![CDATA[", n, "", true);
	check_hostile("<rss><channel>&", "<!--", n, "", true);
	check_hostile("<rss><channel>&", "</b>", n * 4, "", true);
	check_hostile("", "<?", n * 4, "<rss/>", true);
	check_hostile("", "<!DOCTYPE ", n, "<rss/>", false);
	check_hostile("<rss><channel><item><title>", "&lt;a ", n * 2, "", true);
	check_hostile(
	    "<rss><channel><item><title>", "&lt;a b=\"'> ", n, "", true);
	check_hostile("<rss><channel><item><title>", "&amp;#1", n, "", true);
	check_hostile("<rss><channel><item><description><![CDATA[",
	    "0123456789abcdef", n * 8,
	    "]]></description></item></channel></rss>", true);
	check_hostile("<rss><channel><item><x y='", "0123456789abcdef", n * 8,
	    "'/></item></channel></rss>", true);
	check_hostile("<rss><channel>", "<item><title>%</title></item>",
	    DOCUMENT_ITEMS_MOST + 1, "</channel></rss>", true);
	check_hostile("", "[", n, "", false);
	check_hostile(
	    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
	    "{},", n, "{}]}", true);
	check_hostile("[", "[],", n * 40, "[]]", false);
}

/* Short addresses on a long base: no more memory than a few documents. */
static void
check_long_base(void)
{
	struct str s = STR_INIT(MOST);
	struct pool *pool = pool_new(MOST);
	struct outcome o;

	str_add(&s, "<rss xml:base='http://a.example/");
	for (int i = 0; i < 3000; i++)
		str_add(&s, "b/");
	str_add(&s, "'><channel>");
	for (int i = 0; i < 20000; i++)
		str_addf(&s, "<item><link>%d</link></item>", i);
	str_add(&s, "</channel></rss>");
	o = read_text(pool, s.text, s.len, NULL);
	is_int(20000, (int64_t)o.document.n_items, "all items");
	has_string("http://a.example/b/", o.document.items[0].link, "absolute");
	is_string("19999", o.document.items[19999].link, "as it stood");
	ok(pool_used(pool) < s.len * 30, "%zu bytes from %zu", pool_used(pool),
	    s.len);
	str_release(&s);
	pool_free(pool);
}

static void
check_entities(void)
{
	static const char text[] =
	    "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;'>"
	    "<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
	    "<rss><channel><title>&b;&x;&aring;</title></channel></rss>";
	struct pool *pool = pool_new(MOST);
	struct outcome o = read_text(pool, text, sizeof(text) - 1, NULL);

	ok(o.ok, "read");
	is_string("&b;&x;å", o.document.title, "its own entities stay names");
	pool_free(pool);
}

static void
check_many_items(void)
{
	struct str s = STR_INIT(MOST);
	struct pool *pool = pool_new(MOST);
	struct outcome o;

	str_add(&s, "<rss><channel>");
	for (int i = 0; i <= DOCUMENT_ITEMS_MOST; i++)
		str_add(&s, "<item/>");
	str_add(&s, "</channel></rss>");
	o = read_text(pool, s.text, s.len, NULL);
	is_int(DOCUMENT_ITEMS_MOST, (int64_t)o.document.n_items, "no more");
	ok(o.document.cut, "and it is said");
	str_release(&s);
	pool_free(pool);
}

static void
check_encodings(void)
{
	struct pool *pool = pool_new(MOST);
	struct outcome o;

	o = read_text(pool, "<rss><channel><title>\xE5</title></channel></rss>",
	    45, "text/xml; charset=iso-8859-1");
	is_string("å", o.document.title, "by the header");
	o = read_text(pool, "<rss><channel><title>\xE5</title></channel></rss>",
	    45, NULL);
	is_string("å", o.document.title, "by the look of it");
	o = read_text(pool,
	    "<rss><channel><title>\xC3\xA5\xE5</title></channel></rss>", 47,
	    NULL);
	is_string("å\xEF\xBF\xBD", o.document.title, "replaced, not refused");
	pool_free(pool);
}

/* After feed_prepare() no file is opened: none can be. */
static void
check_without_files(void)
{
	static const char text[] =
	    "<?xml version='1.0' encoding='Shift_JIS'?>"
	    "<rss><channel><title>\x88\x9F</title></channel></rss>";
	struct rlimit before, none;
	struct pool *pool = pool_new(MOST);
	struct outcome o;

	getrlimit(RLIMIT_NOFILE, &before);
	none = before;
	none.rlim_cur = 0;
	setrlimit(RLIMIT_NOFILE, &none);
	o = read_text(pool, text, sizeof(text) - 1, NULL);
	ok(open("/dev/null", O_RDONLY) < 0, "no file can be opened");
	setrlimit(RLIMIT_NOFILE, &before);
	is_string("亜", o.document.title, "yet Shift_JIS is read");
	pool_free(pool);
}

static void
check_looks(void)
{
	static const struct {
		const char *text;
		bool feed;
	} cases[] = {
	    {"<rss version='2.0'>", true},
	    {"\xEF\xBB\xBF\n<?xml version='1.0'?><!-- x --><feed>", true},
	    {"<rdf:RDF xmlns:rdf=''>", true},
	    {"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", true},
	    {"{\"version\": \"https://jsonfeed.org/version/1\"", true},
	    {"{\"version\": 1}", false},
	    {"<!DOCTYPE html><html><rss>", false},
	    {"<feedback>", false},
	    {"", false},
	    {"%PDF-1.4", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct body b = {
		    .bytes = cases[i].text, .len = strlen(cases[i].text)};

		ok(feed_looks_like(&b) == cases[i].feed, "looks: %s",
		    cases[i].text);
	}
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--print") == 0) {
		struct str s = STR_INIT(1 << 20);

		read_golden(argv[2], &s);
		fputs(s.text, stdout);
		str_release(&s);
		return 0;
	}
	feed_prepare();
	check_without_files();
	check_golden();
	check_prefixes();
	check_mutations();
	check_refused();
	check_cut();
	check_ceilings();
	check_long_base();
	check_entities();
	check_many_items();
	check_encodings();
	check_looks();
	return done_testing();
}
