/* page-t.c - pages of tests/data/pages, and what is read of them */
/* SPDX-License-Identifier: MIT */
#include "core/page/page.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/str.h"
#include "tap/tap.h"

/*
 * A case is a file and what it gives, in NAME.expect: list-*.html by
 * page_list(), read-*.html by page_read(), text-*.txt by page_of_text().
 * Comments at the front of a page say its address ("url:") and the paths of
 * its list ("item:", "title:", "link:", "date:", "text:").
 */
enum { NAMES_MOST = 200 };

static const char *
option(struct pool *pool, const char *bytes, const char *key)
{
	char mark[32];
	const char *s;

	snprintf(mark, sizeof(mark), "<!-- %s: ", key);
	s = strstr(bytes, mark);
	if (s == NULL)
		return NULL;
	s += strlen(mark);
	return pool_strndup(pool, s, (size_t)(strstr(s, " -->") - s));
}

static void
add_links(struct str *s, const struct link *links, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(s, "link: %s | %s | %s | %s\n", links[i].rel,
		    links[i].href, links[i].type ? links[i].type : "-",
		    links[i].title ? links[i].title : "-");
}

static void
add_item(struct str *s, const struct item *item)
{
	char time[TIME_TEXT];

	str_addf(s, "%s | %s | %s | %s\n", item->title, item->link,
	    time_write_local(item->published, time),
	    item->summary ? item->summary : "-");
}

static void
add_page(struct str *s, const struct item *item)
{
	char time[TIME_TEXT];

	str_addf(s, "title: %s\n", item->title ? item->title : "-");
	str_addf(s, "published: %s\n", time_write_local(item->published, time));
	str_addf(s, "updated: %s\n", time_write_local(item->updated, time));
	add_links(s, item->links, item->n_links);
	str_addf(s, "\n%s\n", item->content ? item->content : "-");
}

static bool
read_case(struct pool *pool, const char *name, const struct body *body,
    struct document *d, struct why *w)
{
	struct page_paths paths = {option(pool, body->bytes, "item"),
	    option(pool, body->bytes, "title"),
	    option(pool, body->bytes, "link"),
	    option(pool, body->bytes, "date"),
	    option(pool, body->bytes, "text")};

	if (strncmp(name, "list-", 5) == 0)
		return page_list(pool, body, &paths, d, w);
	if (strncmp(name, "read-", 5) == 0)
		return page_read(pool, body, d, w);
	return page_of_text(pool, body, d, w);
}

static void
write_case(struct str *s, struct pool *pool, const char *name)
{
	char path[300];
	struct document d;
	struct why w;
	struct body body = {0};
	char *bytes;

	snprintf(path, sizeof(path), "pages/%s", name);
	bytes = test_read(path, &body.len);
	body.bytes = bytes;
	body.url = option(pool, bytes, "url");
	if (!read_case(pool, name, &body, &d, &w)) {
		str_addf(s, "why: %s\n", w.text);
	} else {
		add_links(s, d.links, d.n_links);
		for (size_t i = 0; i < d.n_items; i++)
			if (d.kind == DOCUMENT_LIST)
				add_item(s, &d.items[i]);
			else
				add_page(s, &d.items[i]);
	}
	free(bytes);
}

static void
check_case(const char *name)
{
	struct pool *pool = pool_new(64 << 20);
	struct str seen = STR_INIT(1 << 20);
	char path[300], *wanted;
	size_t len;

	snprintf(path, sizeof(path), "pages/%.*s.expect",
	    (int)(strrchr(name, '.') - name), name);
	write_case(&seen, pool, name);
	wanted = test_read(path, &len);
	is_string(wanted, seen.text, "%s", name);
	free(wanted);
	str_release(&seen);
	pool_free(pool);
}

static int
compare(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* The pages of the folder, in order, for a test says the same each time. */
static size_t
find_cases(char **names)
{
	const char *path = test_file("pages");
	DIR *dir = path != NULL ? opendir(path) : NULL;
	struct dirent *e;
	size_t n = 0;

	if (dir == NULL)
		bail("no tests/data/pages");
	while ((e = readdir(dir)) != NULL && n < NAMES_MOST)
		if (strchr(e->d_name, '-') != NULL &&
		    strstr(e->d_name, ".expect") == NULL)
			names[n++] = strdup(e->d_name);
	closedir(dir);
	qsort(names, n, sizeof(*names), compare);
	return n;
}

static void
check_paths(void)
{
	struct page_paths good = {.item = "//li[a]", .date = "time/@datetime"};
	struct page_paths bad = {.item = "//li", .title = "a[1"};
	struct why w;

	ok(page_check_paths(&good, &w), "paths that are XPaths");
	ok(!page_check_paths(&bad, &w), "one that is not");
	has_string("title: column 4", w.text, "says which, and where");
}

static void
check_no_list(void)
{
	static const char page[] = "<p>Here is <a href='/x'>one link</a>.";
	struct pool *pool = pool_new(1 << 20);
	struct body body = {page, sizeof(page) - 1, "http://a.se/", NULL};
	struct page_paths none = {0}, wrong = {.item = "//li[@class='x']"};
	struct document d;
	struct why w;

	ok(!page_list(pool, &body, &none, &d, &w), "no list");
	has_string("item =", w.text, "says what to do");
	ok(!page_list(pool, &body, &wrong, &d, &w), "nothing by the XPath");
	has_string("//li[@class='x']", w.text, "names it");
	pool_free(pool);
}

int
main(int argc, char **argv)
{
	char *names[NAMES_MOST];
	size_t n;

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	/* With a name: prints what it gives, to be read and kept. */
	if (argc > 1) {
		struct pool *pool = pool_new(64 << 20);
		struct str s = STR_INIT(1 << 20);

		write_case(&s, pool, argv[1]);
		fputs(s.text, stdout);
		str_release(&s);
		pool_free(pool);
		return 0;
	}
	n = find_cases(names);
	ok(n > 0, "there are cases");
	for (size_t i = 0; i < n; i++) {
		check_case(names[i]);
		free(names[i]);
	}
	check_paths();
	check_no_list();
	return done_testing();
}
