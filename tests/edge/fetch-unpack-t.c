/* fetch-unpack-t.c - packed bodies: whole, cut, damaged, bombs */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-unpack.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tap/tap.h"

enum { MOST = 100000, GZIP = 31, ZLIB = 15, RAW = -15 };

static struct str out = STR_INIT(0);
static struct why w;
static bool packed;

static size_t
pack(int wrap, const char *text, size_t len, char *to, size_t size)
{
	z_stream z = {.next_in = (void *)(uintptr_t)text,
	    .avail_in = (unsigned)len,
	    .next_out = (void *)to,
	    .avail_out = (unsigned)size};

	deflateInit2(&z, 9, Z_DEFLATED, wrap, 8, Z_DEFAULT_STRATEGY);
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		bail("the test's own packing failed");
	deflateEnd(&z);
	return z.total_out;
}

static bool
run(const char *bytes, size_t len, const char *encoding)
{
	w.text[0] = '\0';
	return unpack(bytes, len, encoding, MOST, &out, &packed, &w);
}

static void
test_forms(void)
{
	static const struct {
		int wrap;
		const char *encoding;
	} forms[] = {{GZIP, "gzip"}, {GZIP, "X-GZip"}, {GZIP, NULL},
	    {GZIP, "deflate"}, {ZLIB, "deflate"}, {RAW, "deflate"}};
	char b[1000];

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t n = pack(forms[i].wrap, "hej hej hej", 11, b, sizeof(b));

		ok(run(b, n, forms[i].encoding) && packed, "form %zu", i);
		is_string("hej hej hej", out.text, "its text");
	}
	ok(run("<rss/>", 6, NULL) && !packed, "not packed");
	ok(run("<rss/>", 6, "gzip") && !packed, "not packed, though said so");
	ok(run("<rss/>", 6, "identity") && !packed, "identity");
	ok(run("", 0, "zstd") && !packed, "nothing at all");
	ok(!run("x", 1, "zstd"), "not asked for");
	has_string("\"zstd\"", w.text, "and named");
	ok(!run("x", 1, "gzip,gzip"), "packed twice");
}

static void
test_twice(void)
{
	char b[1000], c[1000], d[1000];
	size_t n = pack(GZIP, "hej hej hej", 11, b, sizeof(b));
	size_t m = pack(GZIP, b, n, c, sizeof(c));

	ok(run(c, m, "gzip") && packed, "packed as it lay and on its way");
	is_string("hej hej hej", out.text, "its text");
	m = pack(ZLIB, b, n, c, sizeof(c));
	ok(run(c, m, "deflate"), "in two ways");
	is_string("hej hej hej", out.text, "its text");
	m = pack(GZIP, b, n - 3, c, sizeof(c));
	ok(!run(c, m, "gzip"), "cut within: %s", w.text);
	m = pack(GZIP, b, n, c, sizeof(c));
	n = pack(GZIP, c, m, d, sizeof(d));
	ok(run(d, n, "gzip") && out.text[0] == '\x1F', "but not for ever");
}

static void
test_broken(void)
{
	char b[4000], two[8000];
	int whole = 0;
	size_t n;

	n = pack(GZIP, "hej hej hej", 11, b, sizeof(b));
	for (size_t cut = 3; cut < n; cut++)
		whole += run(b, cut, "gzip");
	is_int(0, whole, "no cut stream is whole");
	has_string("cut off", w.text, "and why says so");
	memcpy(two, b, n);
	memcpy(two + n, b, n);
	ok(run(two, 2 * n, "gzip"), "two streams on end");
	is_string("hej hej hejhej hej hej", out.text, "are one text");
	memset(two + n, 0, n);
	ok(run(two, 2 * n, "gzip"), "zeroes behind it");
	is_string("hej hej hej", out.text, "do not matter");
	b[n - 5] ^= 1;
	ok(!run(b, n, "gzip"), "a wrong checksum");
	has_string("damaged", w.text, "is damage");
	ok(!run("\x1f\x8b\x08garbage-garbage", 18, "gzip"), "garbage");
	ok(!run("\xff\xff\xff\xff", 4, "deflate"), "garbage as deflate");
}

static void
test_limit(void)
{
	char *text = calloc(1, MOST + 1), b[4000];
	size_t n;

	n = pack(GZIP, text, MOST, b, sizeof(b));
	ok(run(b, n, "gzip") && out.len == MOST, "exactly the limit");
	n = pack(GZIP, text, MOST + 1, b, sizeof(b));
	ok(!run(b, n, "gzip"), "one more");
	has_string("100000 bytes", w.text, "and why names the limit");
	ok(out.size < 3 * MOST, "no more memory than that was taken");
	free(text);
}

/* "Remissvar senast den 30 november." three times, a space between. */
static const unsigned char brotli[] = {0x1f, 0x64, 0x00, 0xf8, 0x8d, 0xc4, 0x38,
    0x46, 0xf2, 0xe6, 0xc0, 0x2a, 0x4a, 0x59, 0x26, 0x05, 0x03, 0x35, 0x39,
    0xd2, 0x07, 0x0f, 0xe9, 0xb7, 0x24, 0x28, 0xe8, 0x5a, 0xf5, 0x8c, 0x45,
    0x15, 0x43, 0x4c, 0xbb, 0x2e, 0x78, 0xaf, 0x30, 0xe6, 0x94, 0x46, 0xd1,
    0x24, 0xe1, 0x01};

static void
test_brotli(void)
{
	const char *b = (const char *)brotli;
	char broken[sizeof(brotli)];
	int whole = 0;

	ok(run(b, sizeof(brotli), "br") && out.len == 101, "brotli: %zu bytes",
	    out.len);
	has_string("30 november. Remissvar", out.text, "and what it holds");
	for (size_t cut = 1; cut < sizeof(brotli); cut++)
		whole += run(b, cut, "br");
	is_int(0, whole, "no cut stream is whole");
	has_string("cut off", w.text, "and why says so");
	memset(broken, 0x5A, sizeof(broken));
	ok(!run(broken, sizeof(broken), "br"), "broken: %s", w.text);
}

int
main(void)
{
	test_brotli();
	test_forms();
	test_twice();
	test_broken();
	test_limit();
	str_release(&out);
	return done_testing();
}
