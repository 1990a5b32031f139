/* pattern-fold.c - texts folded for matching: NFC, lower case, single spaces */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/str.h"
#include "core/pattern.h"

/*
 * Swedish text is ASCII and the letters of Latin-1 but for a dash here and
 * there, and those are folded by hand.  A run of letters with anything else
 * in it goes to utf8proc, in pieces of at most PIECE bytes: its ordering of
 * combining marks takes the square of their number.
 */
enum { PIECE = 256, POINTS = 8 * PIECE };

struct folding {
	struct str *out;
	bool gap; /* the last byte written is a space */
};

static void
put(struct folding *f, const char *bytes, size_t len)
{
	str_addn(f->out, bytes, len);
	f->gap = false;
}

static void
put_gap(struct folding *f)
{
	if (!f->gap)
		str_addc(f->out, ' ');
	f->gap = true;
}

static bool
is_word_point(utf8proc_int32_t point)
{
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

static void
put_point(struct folding *f, utf8proc_int32_t point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (!is_word_point(point)) {
		put_gap(f);
		return;
	}
	n = utf8proc_encode_char(point, bytes);
	put(f, (const char *)bytes, (size_t)n);
}

/* A piece that is UTF-8 as a whole. */
static void
fold_piece(struct folding *f, const char *s, size_t len)
{
	static const utf8proc_option_t options = UTF8PROC_STABLE |
						 UTF8PROC_COMPOSE |
						 UTF8PROC_CASEFOLD |
						 UTF8PROC_IGNORE;
	utf8proc_int32_t point[POINTS];
	utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)s,
	    (utf8proc_ssize_t)len, point, POINTS, options);

	if (n < 0 || n > POINTS) {
		put_gap(f);
		return;
	}
	n = utf8proc_normalize_utf32(point, n, options);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		put_point(f, point[i]);
}

/* Any bytes: pieces between what is not UTF-8. */
static void
fold_slowly(struct folding *f, const char *s, size_t len)
{
	size_t begin = 0, at = 0;

	while (at < len) {
		utf8proc_int32_t point;
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)s + at,
		    (utf8proc_ssize_t)(len - at), &point);

		if (n <= 0 || at + (size_t)n - begin > PIECE) {
			fold_piece(f, s + begin, at - begin);
			if (n <= 0) {
				put_gap(f);
				at++;
			}
			begin = at;
			continue;
		}
		at += (size_t)n;
	}
	fold_piece(f, s + begin, len - begin);
}

/* The letter or digit that an ASCII byte is folded to; 0: it parts words. */
static const char ascii[128] = {['0'] = '0',
    ['1'] = '1',
    ['2'] = '2',
    ['3'] = '3',
    ['4'] = '4',
    ['5'] = '5',
    ['6'] = '6',
    ['7'] = '7',
    ['8'] = '8',
    ['9'] = '9',
#define LETTER(small, large) [small] = small, [large] = small
    LETTER('a', 'A'),
    LETTER('b', 'B'),
    LETTER('c', 'C'),
    LETTER('d', 'D'),
    LETTER('e', 'E'),
    LETTER('f', 'F'),
    LETTER('g', 'G'),
    LETTER('h', 'H'),
    LETTER('i', 'I'),
    LETTER('j', 'J'),
    LETTER('k', 'K'),
    LETTER('l', 'L'),
    LETTER('m', 'M'),
    LETTER('n', 'N'),
    LETTER('o', 'O'),
    LETTER('p', 'P'),
    LETTER('q', 'Q'),
    LETTER('r', 'R'),
    LETTER('s', 'S'),
    LETTER('t', 'T'),
    LETTER('u', 'U'),
    LETTER('v', 'V'),
    LETTER('w', 'W'),
    LETTER('x', 'X'),
    LETTER('y', 'Y'),
    LETTER('z', 'Z')};

/* The second byte of a letter of Latin-1, C3 before it, in lower case. */
static char
latin(unsigned char second)
{
	return (char)(second < 0x9F ? second + 0x20 : second);
}

/*
 * ASCII and Latin-1, spaces too.  It is not longer when it is folded, but for a
 * space at its end: straight into the room that is made for it, behind a byte
 * that is a space when there is a gap.
 */
static void
fold_quickly(struct folding *f, const unsigned char *s, size_t len)
{
	char *to;

	if (!str_room(f->out, len + 1))
		return;
	to = f->out->text + f->out->len;
	for (size_t i = 0; i < len; i++) {
		char c = s[i] < 0x80 ? ascii[s[i]] : 0;

		if (c != 0) {
			*to++ = c;
			continue;
		}
		if (s[i] == 0xC2 && s[i + 1] == 0xAD) { /* soft hyphen */
			i++;
			continue;
		}
		if (s[i] == 0xC3 && s[i + 1] == 0x9F) { /* sharp s */
			*to++ = 's';
			c = 's';
		} else if (s[i] == 0xC3 && s[i + 1] != 0x97 &&
			   s[i + 1] != 0xB7) { /* neither × nor ÷ */
			*to++ = (char)0xC3;
			c = latin(s[i + 1]);
		}
		i += s[i] >= 0x80;
		if (c != 0)
			*to++ = c;
		else if (to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	f->out->len = (size_t)(to - f->out->text);
	f->gap = to[-1] == ' ';
}

/* C3, or C2 with what is no letter: a character that fold_quickly knows. */
static bool
is_latin(const unsigned char *s, size_t left)
{
	if (left < 2 || (s[1] & 0xC0) != 0x80)
		return false;
	return s[0] == 0xC3 ||
	       (s[0] == 0xC2 && s[1] != 0xAA && s[1] != 0xB5 && s[1] != 0xBA &&
		   s[1] != 0xB2 && s[1] != 0xB3 && s[1] != 0xB9 && s[1] < 0xBC);
}

/* How many bytes of ASCII stand at s. */
static size_t
plain_bytes(const unsigned char *s, size_t len)
{
	size_t i = 0;
	uint64_t eight;

	for (; len - i >= sizeof(eight); i += sizeof(eight)) {
		memcpy(&eight, s + i, sizeof(eight));
		if ((eight & 0x8080808080808080U) != 0)
			break;
	}
	while (i < len && s[i] < 0x80)
		i++;
	return i;
}

/* Where the word begins that holds the first byte which is not easy. */
static size_t
easy_length(const unsigned char *s, size_t len)
{
	size_t i = 0;

	for (;;) {
		i += plain_bytes(s + i, len - i);
		if (i == len || !is_latin(s + i, len - i))
			break;
		i += 2;
	}
	while (i < len && i > 0 && s[i - 1] > ' ')
		i--;
	return i;
}

/* The bytes up to the next space or control. */
static size_t
word_length(const unsigned char *s, size_t len)
{
	size_t i = 0;

	while (i < len && s[i] > ' ')
		i++;
	return i;
}

bool
words_fold_into(struct str *out, const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	struct folding f = {.out = out, .gap = false};

	str_room(out, len + 2);
	put_gap(&f);
	for (size_t i = 0; i < len;) {
		size_t n = easy_length(s + i, len - i);

		fold_quickly(&f, s + i, n);
		i += n;
		n = word_length(s + i, len - i);
		if (n > 0)
			fold_slowly(&f, text + i, n);
		i += n;
	}
	put_gap(&f);
	return !out->full;
}

char *
words_fold(struct pool *pool, const char *text, size_t len)
{
	struct str out = STR_INIT(4 * len + 16);
	char *folded;

	words_fold_into(&out, text, len);
	folded = pool_strndup(pool, out.text, out.len);
	str_release(&out);
	return folded;
}
