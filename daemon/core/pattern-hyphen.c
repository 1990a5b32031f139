/* pattern-hyphen.c - suspended hyphens: the words that they stand for */
/* SPDX-License-Identifier: MIT */
/*
 *	hälso-, sjuk- och tandvård
 *	^X      ^X        ^Y
 *
 * Where a compound parts is not known; so each X is put before each end of Y
 * (hälsoandvård, hälsondvård, hälsodvård, hälsovård...): a rule's word is only
 * ever one of them, and the others are nobody's.  "arbetsgivare och -tagare"
 * is the same from the other side.
 */
#include <ctype.h>
#include <string.h>

#include "core/pattern-parts.h"

enum {
	WORD_MOST = 60,   /* bytes of a word that takes part */
	PARTS_MOST = 8,   /* X in a row */
	END_LEAST = 3,    /* characters of Y, or of X on the right */
	MADE_MOST = 2000, /* words of one text */
	BLANKS_MOST = 8   /* between two words of a group */
};

struct hyphens {
	const char *text;
	size_t len;
	struct str *out;
	int made;
	int wanted; /* this one's place is looked for; 0: none */
	struct span place;
	struct str x, y; /* folded, scratch */
};

/* --- characters --- */

/* Bytes of the letter or digit at s; 0: it is none. */
static size_t
letter(const char *s, size_t left)
{
	const unsigned char *c = (const unsigned char *)s;
	size_t n = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;

	if (left == 0)
		return 0;
	if (c[0] < 0x80)
		return isalnum(c[0]) ? 1 : 0;
	if (c[0] < 0xC2 || n > left)
		return 0;
	if (c[0] == 0xC2)
		return c[1] == 0xAD ? 2 : 0; /* soft hyphen */
	if (c[0] == 0xE2 && c[1] == 0x80)
		return 0; /* dashes, quotes, spaces */
	return n;
}

/* Bytes of the hyphen at s: -, U+2010, U+2011, and the dash U+2013. */
static size_t
hyphen(const char *s, size_t left)
{
	if (left > 0 && s[0] == '-')
		return 1;
	return left >= 3 && s[0] == '\xE2' && s[1] == '\x80' &&
		       (s[2] == '\x90' || s[2] == '\x91' || s[2] == '\x93')
		   ? 3
		   : 0;
}

static size_t
blank(const char *s, size_t left)
{
	if (left > 0 && isspace((unsigned char)s[0]))
		return 1;
	return left >= 2 && s[0] == '\xC2' && s[1] == '\xA0' ? 2 : 0;
}

static size_t
skip_blanks(const struct hyphens *h, size_t at)
{
	for (int i = 0; i < BLANKS_MOST; i++)
		at += blank(h->text + at, h->len - at);
	return at;
}

static struct span
word_at(const struct hyphens *h, size_t at)
{
	struct span w = {at, at};
	size_t n;

	while (w.to - w.from < WORD_MOST &&
	       (n = letter(h->text + w.to, h->len - w.to)) > 0)
		w.to += n;
	return w;
}

/* The word that ends at the byte at. */
static struct span
word_before(const struct hyphens *h, size_t at)
{
	struct span w = {at, at};

	while (w.from > 0 && w.to - w.from < WORD_MOST) {
		size_t from = w.from - 1;

		while (from > 0 && (h->text[from] & 0xC0) == 0x80)
			from--;
		if (letter(h->text + from, h->len - from) != w.from - from)
			break;
		w.from = from;
	}
	return w;
}

static bool
is_joining(const struct hyphens *h, struct span w)
{
	static const char *const word[] = {"och", "eller", "samt", "respektive",
	    "resp", "alternativt", "till", "som", "and", "or"};
	size_t len = w.to - w.from;

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (strlen(word[i]) == len &&
		    strncasecmp(h->text + w.from, word[i], len) == 0)
			return true;
	return false;
}

/* --- what is made --- */

static void
fold_span(const struct hyphens *h, struct str *to, struct span w)
{
	str_clear(to);
	words_fold_into(to, h->text + w.from, w.to - w.from);
}

/* One more word, or several in a row: head and tail, folded. */
static void
make(struct hyphens *h, const char *head, size_t n, const char *tail, size_t m,
    struct span place)
{
	if (h->made == MADE_MOST)
		return;
	if (++h->made == h->wanted)
		h->place = place;
	if (h->out == NULL)
		return;
	str_addn(h->out, PATTERN_APART " ", sizeof(PATTERN_APART));
	str_addn(h->out, head, n);
	str_addn(h->out, tail, m);
	str_addc(h->out, ' ');
}

static bool
is_inside(const char *s)
{
	return (*s & 0xC0) == 0x80;
}

/* How many characters from s on, of the word that ends at end? */
static int
count(const char *s, const char *end)
{
	int n = 0;

	for (; s < end; s++)
		n += !is_inside(s);
	return n;
}

/* X before each end of Y.  Both are " word " when folded. */
static void
join(struct hyphens *h, struct span x, struct span y, size_t to)
{
	struct span place = {x.from, to};
	const char *head, *s, *end;
	size_t n;

	fold_span(h, &h->x, x);
	fold_span(h, &h->y, y);
	if (h->x.len < 3 || h->y.len < 3)
		return;
	head = h->x.text + 1;
	n = h->x.len - 2;
	end = h->y.text + h->y.len - 1;
	for (s = h->y.text + 2; s < end; s++)
		if (!is_inside(s) && count(s, end) >= END_LEAST)
			make(h, head, n, s, (size_t)(end - s), place);
}

/* "EU- och EES-länder": eu länder, euländer. */
static void
join_second(struct hyphens *h, struct span x, struct span second)
{
	struct span place = {x.from, second.to};

	fold_span(h, &h->x, x);
	fold_span(h, &h->y, second);
	if (h->x.len < 3 || h->y.len < 3)
		return;
	make(h, h->x.text + 1, h->x.len - 2, h->y.text, h->y.len - 1, place);
	make(
	    h, h->x.text + 1, h->x.len - 2, h->y.text + 1, h->y.len - 2, place);
}

/* Each beginning of X before Y: arbets-tagare. */
static void
join_right(struct hyphens *h, struct span x, struct span y)
{
	struct span place = {x.from, y.to};
	const char *end, *s;

	fold_span(h, &h->x, x);
	fold_span(h, &h->y, y);
	if (h->x.len < 3 || h->y.len < 3)
		return;
	end = h->x.text + h->x.len - 1;
	for (s = h->x.text + 2; s < end; s++)
		if (!is_inside(s) && count(h->x.text + 1, s) >= END_LEAST)
			make(h, h->x.text + 1, (size_t)(s - h->x.text - 1),
			    h->y.text + 1, h->y.len - 2, place);
}

/* --- groups --- */

/* From the hyphen after the first X; gives where the group ends, or 0. */
struct group {
	struct span x[PARTS_MOST];
	int n;
	struct span y, second;
};

/* The words after an X up to the next X or to Y; false: it is no group. */
static bool
next_word(const struct hyphens *h, size_t *at, bool *joined, struct span *w)
{
	for (int i = 0; i < 4; i++) {
		size_t from = skip_blanks(h, *at);

		if (from < h->len && strchr(",/.&", h->text[from]) != NULL) {
			*joined |= h->text[from] == '/' || h->text[from] == '&';
			from++;
		}
		from = skip_blanks(h, from);
		if (from == *at)
			return false;
		*w = word_at(h, from);
		*at = w->to;
		if (w->to == w->from) {
			if (from < h->len && h->text[from] == '&')
				continue;
			return false;
		}
		if (!is_joining(h, *w))
			return true;
		*joined = true;
	}
	return false;
}

static bool
read_group(const struct hyphens *h, size_t at, struct group *g)
{
	bool joined = false;

	while (g->n < PARTS_MOST) {
		struct span w;
		size_t n;

		if (!next_word(h, &at, &joined, &w))
			return false;
		n = hyphen(h->text + at, h->len - at);
		g->y = w;
		g->second = (struct span){at, at};
		if (n == 0)
			return joined;
		g->second = word_at(h, at + n);
		if (g->second.to > g->second.from)
			return joined;
		g->x[g->n++] = w;
		at += n;
	}
	return false;
}

/* A hyphen of n bytes at at, with a word before it and none behind. */
static void
look_left(struct hyphens *h, size_t at, size_t n)
{
	struct group g = {.n = 1};

	g.x[0] = word_before(h, at);
	if (g.x[0].from == at || isdigit((unsigned char)h->text[at - 1]) ||
	    !read_group(h, at + n, &g))
		return;
	/* those behind the first find the rest of the group themselves */
	join(h, g.x[0], g.y, g.second.to);
	if (g.second.to > g.second.from)
		join_second(h, g.x[0], g.second);
}

/* A hyphen of n bytes at at, with a word behind it and none before. */
static void
look_right(struct hyphens *h, size_t at, size_t n)
{
	struct span y = word_at(h, at + n), w, x;
	size_t before = at;

	for (int i = 0; i < BLANKS_MOST && before > 0; i++)
		before -= isspace((unsigned char)h->text[before - 1]) != 0;
	w = word_before(h, before);
	if (before == at || w.from == w.to || !is_joining(h, w))
		return;
	before = w.from;
	for (int i = 0; i < BLANKS_MOST && before > 0; i++)
		before -= isspace((unsigned char)h->text[before - 1]) != 0;
	x = word_before(h, before);
	if (x.from < x.to)
		join_right(h, x, y);
}

static void
look(struct hyphens *h, size_t at)
{
	size_t n = hyphen(h->text + at, h->len - at);
	bool before, behind;

	if (n == 0)
		return;
	behind = letter(h->text + at + n, h->len - at - n) > 0;
	if (behind && at > 0 && isalnum((unsigned char)h->text[at - 1]))
		return; /* inside a word: most are */
	before = word_before(h, at).from < at;
	if (before && !behind)
		look_left(h, at, n);
	else if (behind && !before)
		look_right(h, at, n);
}

/* The hyphens of both kinds, each kind in the order of the text. */
static void
look_all(struct hyphens *h)
{
	const char *end = h->text + h->len, *s = h->text;

	for (; (s = memchr(s, '-', (size_t)(end - s))) != NULL; s++)
		look(h, (size_t)(s - h->text));
	for (s = h->text; (s = memchr(s, 0xE2, (size_t)(end - s))) != NULL; s++)
		look(h, (size_t)(s - h->text));
	str_release(&h->x);
	str_release(&h->y);
}

static struct hyphens
hyphens_of(const char *text, size_t len)
{
	return (struct hyphens){.text = text,
	    .len = len,
	    .x = STR_INIT(8 * WORD_MOST),
	    .y = STR_INIT(8 * WORD_MOST)};
}

char *
words_fold_all(struct pool *pool, const char *text, size_t len)
{
	struct str out = STR_INIT(4 * len + 16 + MADE_MOST * 20 * WORD_MOST);
	struct hyphens h = hyphens_of(text, len);
	char *folded;

	words_fold_into(&out, text, len);
	h.out = &out;
	look_all(&h);
	folded = pool_strndup(pool, out.text, out.len);
	str_release(&out);
	return folded;
}

struct span
hyphens_place(const char *text, size_t len, int number)
{
	struct hyphens h = hyphens_of(text, len);

	h.wanted = number;
	look_all(&h);
	return h.place;
}
