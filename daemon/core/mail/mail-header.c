/* mail-header.c - what the header of a mail says: words, Message-ID, time */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-header.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "core/feed/feeddate.h"
#include "core/gist.h"
#include "core/text/encoding.h"
#include "core/text/plain.h"

enum {
	HEADER_MOST = 64 * 1024, /* bytes of a value that are read */
	ID_MOST = 250,
	DATE_MOST = 200,
	CHARSET_MOST = 60,
	WORD_MOST = 2000, /* 75 by the RFC; some write longer ones */
	DAY_SECONDS = 86400
};

const char *
header_raw(GMimeObject *o, const char *name, int *n)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(o);
	int count = g_mime_header_list_get_count(list), found = 0;
	const char *first = NULL;

	for (int i = 0; i < count; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);

		if (strcasecmp(g_mime_header_get_name(h), name) != 0)
			continue;
		if (found++ == 0)
			first = g_mime_header_get_raw_value(h);
	}
	if (n != NULL)
		*n = found;
	return first;
}

/* U+202A to U+202E and U+2066 to U+2069 are "\xE2\x80\xAA" and so on. */
static bool
turns_writing(const char *s)
{
	unsigned char last = (unsigned char)s[2];

	return (s[1] == '\x80' && last >= 0xAA && last <= 0xAE) ||
	       (s[1] == '\x81' && last >= 0xA6 && last <= 0xA9);
}

const char *
mail_clean(struct pool *p, const char *text, size_t len)
{
	char *s = plain_of_text(p, text, len), *to = s;

	for (const char *c = s; *c != '\0';) {
		if (c[0] == '\xE2' && c[1] != '\0' && turns_writing(c))
			c += 3;
		else
			*to++ = *c++;
	}
	*to = '\0';
	return s;
}

/* --- encoded words --- */

struct words {
	struct pool *pool;
	struct str out;      /* UTF-8 */
	struct str bytes;    /* of encoded words that follow each other, */
	const char *charset; /* all of this one */
};

/* What is one character may be parted between two words. */
static void
flush(struct words *w)
{
	struct decoded d;

	if (w->bytes.len == 0)
		return;
	d = encoding_decode(w->pool, w->charset ? w->charset : "UTF-8",
	    w->bytes.text, w->bytes.len);
	str_addn(&w->out, d.text, d.len);
	str_clear(&w->bytes);
}

static int
hex(char c)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at ? (int)((at - digits) & 15) : -1;
}

static void
add_quoted(struct str *to, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '=' && i + 2 < len && hex(text[i + 1]) >= 0 &&
		    hex(text[i + 2]) >= 0) {
			str_addc(to,
			    (char)(hex(text[i + 1]) << 4 | hex(text[i + 2])));
			i += 2;
		} else {
			str_addc(to, text[i] == '_' ? ' ' : text[i]);
		}
}

static void
add_base64(struct str *to, const char *text, size_t len)
{
	int state = 0;
	guint32 save = 0;

	if (!str_room(to, len + 3))
		return;
	to->len += g_mime_encoding_base64_decode_step(
	    (const unsigned char *)text, len,
	    (unsigned char *)to->text + to->len, &state, &save);
	to->text[to->len] = '\0';
}

/* "=?charset*language?B?text?=" */
struct word {
	const char *charset, *text;
	size_t charset_len, text_len;
	char how;
	size_t len; /* of all */
};

static bool
read_word(const char *s, struct word *w)
{
	size_t m = strcspn(s + 2, "?");
	const char *mark = s + 2 + m, *end;

	*w = (struct word){.charset = s + 2,
	    .charset_len = strcspn(s + 2, "?*"),
	    .how = mark[0] == '?' ? mark[1] : '\0'};
	if (w->charset_len == 0 || m > CHARSET_MOST || w->how == '\0' ||
	    strchr("BbQq", w->how) == NULL || mark[2] != '?')
		return false;
	w->text = mark + 3;
	end = memmem(w->text, strnlen(w->text, WORD_MOST), "?=", 2);
	if (end == NULL ||
	    memchr(w->text, '\n', (size_t)(end - w->text)) != NULL)
		return false;
	w->text_len = (size_t)(end - w->text);
	w->len = (size_t)(end + 2 - s);
	return true;
}

static void
add_word(struct words *w, const struct word *one)
{
	const char *name = encoding_find(one->charset, one->charset_len);

	if (name != w->charset)
		flush(w);
	w->charset = name;
	if (strchr("Bb", one->how) != NULL)
		add_base64(&w->bytes, one->text, one->text_len);
	else
		add_quoted(&w->bytes, one->text, one->text_len);
}

static void
add_raw(struct words *w, const char *s, size_t len)
{
	struct decoded d = encoding_decode(w->pool, "UTF-8", s, len);

	flush(w);
	str_addn(&w->out, d.text, d.len);
}

static void
read_words(struct words *w, const char *s)
{
	const char *raw = s; /* what is not yet added */
	struct word one;

	while ((s = strstr(s, "=?")) != NULL) {
		if (!read_word(s, &one)) {
			s += 2;
			continue;
		}
		/* White space between two words is none. */
		if (raw < s && (w->bytes.len == 0 ||
				   strspn(raw, " \t\r\n") < (size_t)(s - raw)))
			add_raw(w, raw, (size_t)(s - raw));
		add_word(w, &one);
		raw = s += one.len;
	}
	if (*raw != '\0')
		add_raw(w, raw, strlen(raw));
	flush(w);
}

const char *
header_words(struct pool *p, const char *raw)
{
	struct words w = {.pool = p,
	    .out = STR_INIT(4 * HEADER_MOST),
	    .bytes = STR_INIT(HEADER_MOST)};
	const char *text;

	if (raw == NULL)
		return NULL;
	read_words(&w, pool_strndup(p, raw, strnlen(raw, HEADER_MOST)));
	text = mail_clean(p, w.out.text, w.out.len);
	str_release(&w.out);
	str_release(&w.bytes);
	return *text != '\0' ? text : NULL;
}

/* --- Message-ID and time --- */

static const char *
made_id(struct pool *p, GMimeObject *o)
{
	static const char *const of[] = {"Date", "From", "Subject"};
	struct str s = STR_INIT(3 * HEADER_MOST);
	char hex[GIST_HASH];

	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		const char *raw = header_raw(o, of[i], NULL);

		str_addn(&s, raw ? raw : "", raw ? strnlen(raw, 4096) : 0);
		str_addc(&s, '\n');
	}
	gist_hash(s.text, s.len, hex);
	str_release(&s);
	return pool_printf(p, "%s@no-message-id", hex);
}

const char *
header_id(struct pool *p, GMimeObject *o)
{
	const char *raw = header_raw(o, "Message-ID", NULL);
	const char *open = raw ? strchr(raw, '<') : NULL;
	char id[ID_MOST + 1];
	size_t n = 0;

	if (raw == NULL)
		return made_id(p, o);
	for (const char *c = open ? open + 1 : raw;
	     *c != '\0' && n < ID_MOST && !(open && *c == '>'); c++)
		if (*c > ' ' && *c < 0x7F)
			id[n++] = *c;
	return n > 0 ? pool_strndup(p, id, n) : made_id(p, o);
}

int64_t
header_time(GMimeObject *o, int64_t received)
{
	const char *raw = header_raw(o, "Date", NULL);
	char text[DATE_MOST];
	int64_t sent;
	size_t n = 0;

	for (; raw != NULL && *raw != '\0' && n < DATE_MOST - 1; raw++)
		if (*raw != '\r' && *raw != '\n')
			text[n++] = *raw;
	text[n] = '\0';
	sent = feeddate_read(text);
	if (sent == NO_TIME || sent < 0)
		return received;
	/* A sender's clock may be wrong; the mailbox's is nearer to ours. */
	if (received != NO_TIME && sent > received + DAY_SECONDS)
		return received;
	return sent;
}
