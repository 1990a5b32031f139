/* fetch-unpack.c - Content-Encoding undone, with a ceiling */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-unpack.h"

#include <brotli/decode.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

/* windowBits of inflateInit2: how the stream is wrapped. */
enum wrap {
	AS_IS = 0,
	ZLIB = MAX_WBITS,
	RAW = -MAX_WBITS,
	GZIP = MAX_WBITS + 16
};

enum { STEP = 64 * 1024 };

static bool
is_gzip(const unsigned char *bytes, size_t len)
{
	return len >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B &&
	       bytes[2] == Z_DEFLATED;
}

/* RFC 9110 means zlib's wrapping by "deflate"; some servers send it bare. */
static enum wrap
wrap_of_deflate(const unsigned char *bytes, size_t len)
{
	if (len >= 2 && (bytes[0] & 0x0F) == Z_DEFLATED &&
	    (bytes[0] * 256 + bytes[1]) % 31 == 0)
		return ZLIB;
	return RAW;
}

static bool
wrap_of(const unsigned char *bytes, size_t len, const char *encoding,
    enum wrap *wrap, struct why *w)
{
	*wrap = AS_IS;
	if (is_gzip(bytes, len))
		*wrap = GZIP;
	else if (encoding == NULL || len == 0 ||
		 strcasecmp(encoding, "identity") == 0 ||
		 strcasecmp(encoding, "gzip") == 0 ||
		 strcasecmp(encoding, "x-gzip") == 0)
		*wrap = AS_IS;
	else if (strcasecmp(encoding, "deflate") == 0)
		*wrap = wrap_of_deflate(bytes, len);
	else
		return why(w,
		    "the body is packed as \"%.40s\", which was not asked for; "
		    "tell the publisher",
		    encoding);
	return true;
}

/* Z_OK: more is to come. */
static int
step(z_stream *z, size_t most, struct str *out)
{
	size_t room = most + 1 - out->len;
	int r;

	if (room > STEP)
		room = STEP;
	if (!str_room(out, room))
		return Z_MEM_ERROR;
	z->next_out = (unsigned char *)out->text + out->len;
	z->avail_out = (unsigned)room;
	r = inflate(z, Z_NO_FLUSH);
	out->len += room - z->avail_out;
	out->text[out->len] = '\0';
	return out->len > most ? Z_MEM_ERROR : r;
}

/* gzip may be several streams on end (RFC 1952 2.2). */
static int
run(z_stream *z, enum wrap wrap, size_t most, struct str *out)
{
	int r;

	do {
		r = step(z, most, out);
		if (r == Z_STREAM_END && wrap == GZIP &&
		    is_gzip(z->next_in, z->avail_in))
			r = inflateReset(z);
	} while (r == Z_OK && (z->avail_in > 0 || z->avail_out == 0));
	return r;
}

static bool
too_large(size_t most, struct why *w)
{
	return why(w,
	    "the body unpacks to more than %zu bytes; raise the limit if that "
	    "is right",
	    most);
}

static bool
cut_off(size_t len, struct why *w)
{
	return why(w,
	    "the packed body was cut off after %zu bytes; it is tried again",
	    len);
}

static bool
unpack_zlib(const char *bytes, size_t len, enum wrap wrap, size_t most,
    struct str *out, struct why *w)
{
	z_stream z = {
	    .next_in = (unsigned char *)bytes, .avail_in = (unsigned)len};
	int r;

	if (len > UINT32_MAX || inflateInit2(&z, wrap) != Z_OK)
		return why(w, "zlib cannot begin with the packed body");
	r = run(&z, wrap, most, out);
	inflateEnd(&z);
	if (r == Z_STREAM_END)
		return true;
	if (r == Z_MEM_ERROR)
		return too_large(most, w);
	if (r == Z_OK || r == Z_BUF_ERROR)
		return cut_off(len, w);
	return why(w, "the packed body is damaged (%s); tell the publisher",
	    z.msg ? z.msg : "zlib error");
}

/* A step of brotli; false when more came out than may. */
static bool
step_brotli(BrotliDecoderState *b, const unsigned char **in, size_t *left,
    size_t most, struct str *out, BrotliDecoderResult *r)
{
	size_t room = most + 1 - out->len, given;
	unsigned char *to;

	if (room > STEP)
		room = STEP;
	if (!str_room(out, room))
		return false;
	given = room;
	to = (unsigned char *)out->text + out->len;
	*r = BrotliDecoderDecompressStream(b, left, in, &room, &to, NULL);
	out->len += given - room;
	out->text[out->len] = '\0';
	return out->len <= most;
}

static bool
unpack_brotli(
    const char *bytes, size_t len, size_t most, struct str *out, struct why *w)
{
	BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	const unsigned char *in = (const unsigned char *)bytes;
	BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	bool fits = b != NULL;

	while (fits && r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
		fits = step_brotli(b, &in, &len, most, out, &r);
	if (b != NULL)
		BrotliDecoderDestroyInstance(b);
	if (!fits)
		return too_large(most, w);
	if (r == BROTLI_DECODER_RESULT_SUCCESS)
		return true;
	if (r == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
		return cut_off((size_t)(in - (const unsigned char *)bytes), w);
	return why(
	    w, "the packed body is damaged (brotli); tell the publisher");
}

static bool
unpack_once(const char *bytes, size_t len, const char *encoding, size_t most,
    struct str *out, bool *packed, struct why *w)
{
	enum wrap wrap;

	*packed = true;
	if (encoding != NULL && strcasecmp(encoding, "br") == 0 && len > 0)
		return unpack_brotli(bytes, len, most, out, w);
	if (!wrap_of((const unsigned char *)bytes, len, encoding, &wrap, w))
		return false;
	*packed = wrap != AS_IS;
	return wrap == AS_IS || unpack_zlib(bytes, len, wrap, most, out, w);
}

/* A file that lies there packed was packed once more on its way. */
static bool
unpack_again(size_t most, struct str *out, struct why *w)
{
	struct str outer = *out;
	bool done;

	*out = (struct str)STR_INIT(most + 1);
	done = unpack_zlib(outer.text, outer.len, GZIP, most, out, w);
	str_release(&outer);
	return done;
}

bool
unpack(const char *bytes, size_t len, const char *encoding, size_t most,
    struct str *out, bool *packed, struct why *w)
{
	str_clear(out);
	out->most = most + 1;
	if (!unpack_once(bytes, len, encoding, most, out, packed, w))
		return false;
	return !*packed ||
	       !is_gzip((const unsigned char *)out->text, out->len) ||
	       unpack_again(most, out, w);
}
