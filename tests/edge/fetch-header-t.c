/* fetch-header-t.c - headers: what is kept, Retry-After, freshness */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-header.h"

#include <string.h>

#include "tap/tap.h"

enum { NOW = 1620388800 }; /* the same */

static const struct {
	const char *lines;
	int retry_after, max_age;
} cases[] = {
    {"", -1, -1},
    {"Retry-After: 120\r\n", 120, -1},
    {"Retry-After:120\r\n", 120, -1},
    {"retry-after:   0  \r\n", 0, -1},
    {"Retry-After: 604801\r\n", 604800, -1},
    {"Retry-After: 99999999999999999999\r\n", 604800, -1},
    {"Retry-After: 120; soon\r\n", 120, -1},
    {"Retry-After: -5\r\n", -1, -1},
    {"Retry-After: soon\r\n", -1, -1},
    {"Retry-After: 12abc\r\n", -1, -1},
    {"Retry-After: Fri, 07 May 2021 12:10:00 GMT\r\n", 600, -1},
    {"Retry-After: Friday, 07-May-21 12:10:00 GMT\r\n", 600, -1},
    {"Retry-After: Fri May  7 12:10:00 2021\r\n", 600, -1},
    {"Retry-After: Fri, 07 May 2021 11:00:00 GMT\r\n", 0, -1},
    {"Retry-After: Fri, 07 May 2100 11:00:00 GMT\r\n", 604800, -1},
    {"Date: Fri, 07 May 2021 13:00:00 GMT\r\n"
     "Retry-After: Fri, 07 May 2021 13:00:30 GMT\r\n",
	30, -1},
    {"Cache-Control: max-age=300\r\n", -1, 300},
    {"Cache-Control: public, Max-Age=300 , must-revalidate\r\n", -1, 300},
    {"Cache-Control: max-age=\"300\"\r\n", -1, 300},
    {"Cache-Control: s-maxage=9, max-age=300\r\n", -1, 300},
    {"Cache-Control: x=\"a, max-age=5\", max-age=300\r\n", -1, 300},
    {"Cache-Control: max-age=300\r\nCache-Control: max-age=60\r\n", -1, 60},
    {"Cache-Control: no-cache\r\n", -1, 0},
    {"Cache-Control: no-store, max-age=300\r\n", -1, 0},
    {"Cache-Control: max-age=\r\n", -1, -1},
    {"Cache-Control: max-age=-1\r\n", -1, -1},
    {"Cache-Control: private\r\n", -1, -1},
    {"Cache-Control: \"open, max-age=3\r\n", -1, -1},
    {"Cache-Control: max-age=99999999999\r\n", -1, 31536000},
    {"Expires: Fri, 07 May 2021 13:00:00 GMT\r\n", -1, 3600},
    {"Expires: 0\r\n", -1, 0},
    {"Expires: -1\r\n", -1, 0},
    {"Expires: Fri, 07 May 2021 11:00:00 GMT\r\n", -1, 0},
    {"Cache-Control: max-age=7\r\n"
     "Expires: Fri, 07 May 2021 13:00:00 GMT\r\n",
	-1, 7},
    {"Cache-Control: max-age=300\r\nAge: 100\r\n", -1, 200},
    {"Cache-Control: max-age=300\r\nAge: 900\r\n", -1, 0},
    {"Cache-Control: max-age=300\r\nAge: gammal\r\n", -1, 300},
    {"Cache-Control: max-age=300\r\nAge: -7\r\n", -1, 300},
    {"Expires: Fri, 07 May 2021 13:00:00 GMT\r\nAge: 60\r\n", -1, 3540},
    {"Age: 60\r\n", -1, -1},
    {"Cache-Control: private\r\nExpires: Fri, 07 May 2021 12:00:09 GMT\r\n", -1,
	9},
};

static bool
feed(struct header *h, const char *lines)
{
	while (*lines != '\0') {
		const char *end = strstr(lines, "\r\n") + 2;

		if (!header_line(h, lines, (size_t)(end - lines)))
			return false;
		lines = end;
	}
	return true;
}

static void
test_cases(struct header *h)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		feed(h, "HTTP/1.1 200 OK\r\n");
		feed(h, cases[i].lines);
		feed(h, "\r\n");
		is_int(cases[i].retry_after, header_retry_after(h, NOW),
		    "retry of %s", cases[i].lines);
		is_int(cases[i].max_age, header_max_age(h, NOW),
		    "freshness of %s", cases[i].lines);
	}
}

static void
test_fields(struct header *h)
{
	feed(h, "HTTP/1.1 200 OK\r\nETag: W/\"a b\"  \r\n"
		"LAST-MODIFIED:\tFri\r\nContent-Type: a\r\nContent-Type: b\r\n"
		"Content-Encoding: gzip\r\nContent-Encoding: br\r\n"
		"Etag: other\r\nX-Etag: x\r\nno colon\r\n: empty\r\n\r\n"
		"ETag: trailer\r\n");
	is_int(200, h->status, "status");
	is_string("W/\"a b\"", header_get(h, HEADER_ETAG), "the first stands");
	is_string("Fri", header_get(h, HEADER_LAST_MODIFIED), "any case");
	is_string("b", header_get(h, HEADER_CONTENT_TYPE), "the last stands");
	is_string("gzip,br", header_get(h, HEADER_CONTENT_ENCODING), "a list");
	is_string(NULL, header_get(h, HEADER_LOCATION), "not said");
	feed(h, "HTTP/2 304\r\n");
	is_int(304, h->status, "a status without a reason");
	is_string(NULL, header_get(h, HEADER_ETAG), "an answer begins anew");
	feed(h, "HTTP/1.1\r\n");
	is_int(0, h->status, "no status");
	feed(h, "HTTP/1.1 99999999999 x\r\n");
	is_int(0, h->status, "no such status");
	header_line(h, "ETag: a\0b\r\n", 11);
	is_string(NULL, header_get(h, HEADER_ETAG), "a control character");
}

static void
test_ceilings(struct header *h)
{
	static char line[HEADER_BYTES_MOST + 16];
	int n = 0;

	memcpy(line, "ETag: ", 6);
	memset(line + 6, 'x', 1025);
	memcpy(line + 6 + 1025, "\r\n", 2);
	feed(h, "HTTP/1.1 200 OK\r\n");
	ok(header_line(h, line, 6 + 1025 + 2), "a long value is no fault");
	is_string(NULL, header_get(h, HEADER_ETAG), "but not kept");
	memset(line, 'x', sizeof(line));
	ok(!header_line(h, line, HEADER_BYTES_MOST), "too many bytes");
	feed(h, "HTTP/1.1 200 OK\r\n");
	while (n < 1000 && header_line(h, "a: b\r\n", 6))
		n++;
	is_int(HEADER_LINES_MOST - 1, n, "too many lines");
}

int
main(void)
{
	struct header h;

	header_init(&h);
	test_cases(&h);
	test_fields(&h);
	test_ceilings(&h);
	header_release(&h);
	return done_testing();
}
