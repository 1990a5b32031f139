/* fetch-unpack.c - Content-Encoding undone, with a ceiling */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-unpack.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

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

static enum unpack_state
too_large(size_t most, struct why *w)
{
	why(w,
	    "the body unpacks to more than %zu bytes; raise the limit if that "
	    "is right",
	    most);
	return UNPACK_FAILED;
}

static enum unpack_state
cut_off(size_t len, struct why *w)
{
	why(w, "the packed body was cut off after %zu bytes; it is tried again",
	    len);
	return UNPACK_FAILED;
}

static enum unpack_state
damaged(const char *how, struct why *w)
{
	why(w, "the packed body is damaged (%s); tell the publisher", how);
	return UNPACK_FAILED;
}

/* gzip may be several streams on end (RFC 1952 2.2). */
static enum unpack_state
go_on_zlib(struct unpacking *u, struct why *w)
{
	z_stream *z = &u->z;
	size_t until = u->out->len + UNPACK_STEP;
	int r;

	do {
		r = step(z, u->most, u->out);
		if (r == Z_STREAM_END && u->wrap == GZIP &&
		    is_gzip(z->next_in, z->avail_in))
			r = inflateReset(z);
		if (r == Z_OK && u->out->len >= until)
			return UNPACK_MORE;
	} while (r == Z_OK && (z->avail_in > 0 || z->avail_out == 0));
	if (r == Z_STREAM_END)
		return UNPACK_DONE;
	if (r == Z_MEM_ERROR)
		return too_large(u->most, w);
	if (r == Z_OK || r == Z_BUF_ERROR)
		return cut_off(u->len, w);
	return damaged(z->msg ? z->msg : "zlib error", w);
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

static enum unpack_state
go_on_brotli(struct unpacking *u, struct why *w)
{
	BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	size_t until = u->out->len + UNPACK_STEP;

	while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
		if (u->out->len >= until)
			return UNPACK_MORE;
		if (!step_brotli(u->b, &u->in, &u->left, u->most, u->out, &r))
			return too_large(u->most, w);
	}
	if (r == BROTLI_DECODER_RESULT_SUCCESS)
		return UNPACK_DONE;
	if (r == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
		return cut_off(u->len - u->left, w);
	return damaged("brotli", w);
}

static enum unpack_state
begin_brotli(struct unpacking *u, struct why *w)
{
	u->b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	return u->b != NULL ? go_on_brotli(u, w) : too_large(u->most, w);
}

static enum unpack_state
begin_zlib(struct unpacking *u, struct why *w)
{
	u->z = (z_stream){
	    .next_in = (unsigned char *)u->in, .avail_in = (unsigned)u->len};
	if (u->len > UINT32_MAX || inflateInit2(&u->z, (int)u->wrap) != Z_OK) {
		why(w, "zlib cannot begin with the packed body");
		return UNPACK_FAILED;
	}
	u->inflates = true;
	return go_on_zlib(u, w);
}

/* A file that lies there packed was packed once more on its way. */
static enum unpack_state
again(struct unpacking *u, enum unpack_state state, struct why *w)
{
	const struct str *out = u->out;

	if (state != UNPACK_DONE || u->outer.text != NULL ||
	    !is_gzip((const unsigned char *)out->text, out->len))
		return state;
	unpack_end(u);
	u->outer = *u->out;
	*u->out = (struct str)STR_INIT(u->most + 1);
	u->in = (const unsigned char *)u->outer.text;
	u->len = u->outer.len;
	u->wrap = GZIP;
	return begin_zlib(u, w);
}

enum unpack_state
unpack_begin(struct unpacking *u, const char *bytes, size_t len,
    const char *encoding, size_t most, struct str *out, struct why *w)
{
	enum wrap wrap;

	*u = (struct unpacking){.in = (const unsigned char *)bytes,
	    .len = len,
	    .left = len,
	    .most = most,
	    .out = out};
	str_clear(out);
	out->most = most + 1;
	if (encoding != NULL && strcasecmp(encoding, "br") == 0 && len > 0)
		return again(u, begin_brotli(u, w), w);
	if (!wrap_of(u->in, len, encoding, &wrap, w))
		return UNPACK_FAILED;
	u->wrap = (int)wrap;
	return wrap == AS_IS ? UNPACK_AS_IS : again(u, begin_zlib(u, w), w);
}

enum unpack_state
unpack_go_on(struct unpacking *u, struct why *w)
{
	return again(
	    u, u->b != NULL ? go_on_brotli(u, w) : go_on_zlib(u, w), w);
}

void
unpack_end(struct unpacking *u)
{
	if (u->b != NULL)
		BrotliDecoderDestroyInstance(u->b);
	if (u->inflates)
		inflateEnd(&u->z);
	if (u->outer.text != NULL)
		str_release(&u->outer);
	u->outer.text = NULL;
	u->b = NULL;
	u->inflates = false;
}

bool
unpack(const char *bytes, size_t len, const char *encoding, size_t most,
    struct str *out, bool *packed, struct why *w)
{
	struct unpacking u;
	enum unpack_state state = unpack_begin(
	    &u, bytes, len, encoding, most, out, w);

	while (state == UNPACK_MORE)
		state = unpack_go_on(&u, w);
	unpack_end(&u);
	*packed = state != UNPACK_AS_IS;
	return state != UNPACK_FAILED;
}
