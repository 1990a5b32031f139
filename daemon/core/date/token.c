/* token.c - a stretch of text in tokens */
/* SPDX-License-Identifier: MIT */
#include "core/date/token.h"

#include <string.h>

#include "core/date/known-word.h"

struct scan {
	struct tokens *tokens;
	const uint8_t *text;
	size_t at, to;
	uint8_t gap;
};

static bool
is_digit(uint8_t c)
{
	return (unsigned)(c - '0') < 10;
}

/* A byte that begins or goes on with a word. */
static bool
is_letter_at(const uint8_t *s, size_t i, size_t to)
{
	uint8_t c = s[i];

	if ((unsigned)((c | 0x20) - 'a') < 26)
		return true;
	if (c < 0xc3)
		return false;
	return !(c == 0xe2 && i + 1 < to && s[i + 1] <= 0x88) && c != 0xef;
}

static size_t
letter_length(uint8_t c)
{
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* Letters of ASCII, which most words are made of. */
static const bool plain_letter[256] = {
    ['A' ... 'Z'] = true, ['a' ... 'z'] = true};

/* The first byte from i on that no word goes on with; perhaps beyond to, when
 * the last character is cut. */
static size_t
letters_end(const uint8_t *s, size_t i, size_t to)
{
	while (i < to) {
		if (plain_letter[s[i]])
			i++;
		else if (s[i] >= 0xc3 && is_letter_at(s, i, to))
			i += letter_length(s[i]);
		else
			break;
	}
	return i;
}

static struct token *
add(struct scan *s, enum token_kind kind, size_t at, size_t len)
{
	struct token *t = &s->tokens->t[s->tokens->n++];

	memset(t, 0, sizeof(*t));
	t->kind = (uint8_t)kind;
	t->at = (uint32_t)at;
	t->len = (uint32_t)len;
	t->gap = s->gap;
	s->gap = GAP_NONE;
	return t;
}

/* "okto-\nber": where the rest of the word begins; 0: it does not. */
static size_t
rest_of_word(const struct scan *s, size_t i)
{
	bool soft = s->text[i] == 0xc2;
	size_t j = i + (soft ? 2 : 1), lines = 0;

	for (; j < s->to && strchr(" \t\r\n", s->text[j]) != NULL; j++)
		lines += s->text[j] == '\n';
	if (j >= s->to || (lines != 1 && !(soft && lines == 0)))
		return 0;
	if (i > 0 && (unsigned)(s->text[i - 1] - 'A') < 26 &&
	    (unsigned)(s->text[j] - 'A') < 26)
		return j; /* all in capitals */
	if ((unsigned)(s->text[j] - 'a') >= 26 &&
	    !(s->text[j] == 0xc3 && j + 1 < s->to && s->text[j + 1] >= 0xa0))
		return 0;
	if (j + 4 < s->to && (memcmp(s->text + j, "och ", 4) == 0 ||
				 memcmp(s->text + j, "samt", 4) == 0 ||
				 memcmp(s->text + j, "elle", 4) == 0))
		return 0;
	return j;
}

static size_t
word_end(const struct scan *s, size_t i)
{
	for (;;) {
		size_t rest;

		i = letters_end(s->text, i, s->to);
		if (i >= s->to)
			return s->to;
		if (s->text[i] != '-' &&
		    !(s->text[i] == 0xc2 && i + 1 < s->to &&
			s->text[i + 1] == 0xad))
			return i;
		rest = rest_of_word(s, i);
		if (rest == 0)
			return i;
		i = rest;
	}
}

/*
 * "t.o.m.", "fr.o.m.", "bl.a.": letters with stops and no spaces; the end of
 * it, or i when it is none.
 */
static size_t
dotted_end(const struct scan *s, size_t from, size_t i)
{
	size_t end = i, parts = 0;

	if (i - from > 2)
		return i;
	while (end + 1 < s->to && s->text[end] == '.' &&
	       is_letter_at(s->text, end + 1, s->to)) {
		size_t j = letters_end(s->text, end + 1, s->to);

		if (j > s->to)
			j = s->to; /* the last character is cut */
		if (j - end > 4)
			break;
		end = j;
		parts++;
	}
	if (parts == 0)
		return i;
	return end < s->to && s->text[end] == '.' ? end + 1 : end;
}

static size_t
without_dots(char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		if (text[i] != '.')
			text[n++] = text[i];
	text[n] = '\0';
	return n;
}

/* What the word is to a date. */
static void
look_up(struct token *t)
{
	const struct word *w = word_find(t->word, t->hash);
	bool ordinal;
	int value;

	if (w != NULL) {
		t->class = w->class;
		t->value = w->value;
		t->form = w->form;
	} else if (word_number(t->word, t->word_len, &value, &ordinal)) {
		t->class = ordinal ? WORD_ORDINAL : WORD_NUMBER;
		t->value = value;
	}
}

/* The word of a token folded, and what it is to a date. */
static void
read_meaning(struct scan *s, struct token *t, bool dotted)
{
	const char *raw = (const char *)s->text + t->at;
	char *folded = s->tokens->folded + s->tokens->folded_n;
	size_t len = word_fold(raw, t->len, folded);

	if (dotted)
		len = without_dots(folded, len);
	t->capital =
	    (unsigned)(raw[0] - 'A') < 26 ||
	    ((uint8_t)raw[0] == 0xc3 && t->len > 1 && (uint8_t)raw[1] < 0x9f);
	t->word = folded;
	t->word_len = (uint8_t)len;
	t->hash = word_hash(folded, len);
	look_up(t);
	s->tokens->folded_n += len + 1;
}

static void
add_known(struct scan *s, size_t at, const struct known_word *k)
{
	struct tokens *ts = s->tokens;
	struct token *t = &ts->t[ts->n++];

	*t = k->token;
	t->at = (uint32_t)at;
	t->gap = s->gap;
	s->gap = GAP_NONE;
	t->word = memcpy(
	    ts->folded + ts->folded_n, k->folded, sizeof(k->folded));
	ts->folded_n += t->word_len + 1u;
}

static void
read_word(struct scan *s)
{
	size_t from = s->at, end = word_end(s, from);
	size_t dotted = dotted_end(s, from, end);
	bool has_dots = dotted > end;
	struct known_word *k;
	struct token *t;

	if (end <= from || end > s->to)
		end = s->to;
	if (has_dots)
		end = dotted;
	s->at = end;
	k = has_dots ? NULL
		     : known_word((const char *)s->text + from, end - from);
	if (k != NULL && k->token.len != 0) {
		add_known(s, from, k);
		return;
	}
	t = add(s, TOKEN_WORD, from, end - from);
	read_meaning(s, t, has_dots);
	if (k != NULL)
		known_word_keep(k, t);
}

static void
read_number(struct scan *s)
{
	size_t from = s->at;
	int32_t value = 0;
	struct token *t;

	while (s->at < s->to && is_digit(s->text[s->at])) {
		if (s->at - from < 9)
			value = value * 10 + (s->text[s->at] - '0');
		s->at++;
	}
	t = add(s, TOKEN_NUMBER, from, s->at - from);
	t->digits = s->at - from > 99 ? 99 : (uint8_t)(s->at - from);
	t->value = value;
}

/* Characters of two and three bytes that are spaces or marks. */
static const struct {
	char bytes[4];
	char mark; /* ' ': a space; 0: nothing at all */
} marks[] = {
    {"\xc2\xa0", ' '},
    {"\xc2\xad", 0},
    {"\xc2\xa7", 'S'},
    {"\xc2\xb7", '*'},
    {"\xe2\x80\x89", ' '},
    {"\xe2\x80\xaf", ' '},
    {"\xe2\x80\x8b", 0},
    {"\xef\xbb\xbf", 0},
    {"\xe2\x80\x90", '-'},
    {"\xe2\x80\x91", '-'},
    {"\xe2\x80\x92", '-'},
    {"\xe2\x80\x93", '-'},
    {"\xe2\x80\x94", '-'},
    {"\xe2\x88\x92", '-'},
    {"\xe2\x80\xa2", '*'},
    {"\xef\x82\xb7", '*'},
    {"\xe2\x80\x9c", '"'},
    {"\xe2\x80\x9d", '"'},
    {"\xe2\x80\x99", '\''},
};

/* A character beyond ASCII that is no letter. */
static void
read_other(struct scan *s)
{
	const char *at = (const char *)s->text + s->at;
	size_t len = letter_length(s->text[s->at]);

	if (s->text[s->at] < 0xc0)
		len = 1; /* a stray byte */
	if (len > s->to - s->at)
		len = s->to - s->at;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (strncmp(marks[i].bytes, at, len) != 0 ||
		    strlen(marks[i].bytes) != len)
			continue;
		if (marks[i].mark == ' ')
			s->gap = s->gap ? s->gap : GAP_SPACE;
		else if (marks[i].mark != 0)
			add(s, TOKEN_MARK, s->at, len)->mark = marks[i].mark;
		s->at += len;
		return;
	}
	add(s, TOKEN_MARK, s->at, len)->mark = '?';
	s->at += len;
}

/* "1.", "a)", a bullet: what a tab after it parts is no column. */
static bool
is_bullet(const struct scan *s)
{
	const struct token *last = &s->tokens->t[(ptrdiff_t)s->tokens->n - 1];

	return s->tokens->n == 0 ||
	       (s->tokens->n <= 2 && last->kind == TOKEN_MARK);
}

/* Tabs inside a line part the columns of a table, as '|' does. */
static void
read_tabs(struct scan *s)
{
	size_t i = s->at;

	while (i < s->to && (s->text[i] == ' ' || s->text[i] == '\t'))
		i++;
	if (!is_bullet(s) && i < s->to && s->text[i] != '\n' &&
	    s->text[i] != '\r')
		for (size_t k = s->at; k < i; k++)
			if (s->text[k] == '\t')
				add(s, TOKEN_MARK, k, 1)->mark = '|';
	s->gap = s->gap ? s->gap : GAP_SPACE;
	s->at = i;
}

static void
read_one(struct scan *s)
{
	uint8_t c = s->text[s->at];

	if (c == '\n') {
		s->gap = GAP_LINE;
		s->at++;
	} else if (c == '\t') {
		read_tabs(s);
	} else if (c <= ' ') {
		s->gap = s->gap ? s->gap : GAP_SPACE;
		s->at++;
	} else if (is_digit(c)) {
		read_number(s);
	} else if (is_letter_at(s->text, s->at, s->to)) {
		read_word(s);
	} else if (c >= 0x80) {
		read_other(s);
	} else {
		add(s, TOKEN_MARK, s->at, 1)->mark = (char)c;
		s->at++;
	}
}

/* As many tokens as there are bytes, at most, and the ends. */
static void
make_room(struct tokens *ts, struct pool *pool, size_t bytes)
{
	size_t need = bytes + TOKENS_BEFORE + TOKENS_AFTER;

	if (need <= ts->room)
		return;
	if (need < 256)
		need = 256;
	if (need < 2 * ts->room) /* so that all of them together stay small */
		need = 2 * ts->room;
	ts->folded = pool_get_raw(pool, 2 * need + WORD_ROOM);
	ts->t = (struct token *)pool_get_raw(pool, need * sizeof(*ts->t)) +
		TOKENS_BEFORE;
	memset(ts->t - TOKENS_BEFORE, 0, TOKENS_BEFORE * sizeof(*ts->t));
	ts->room = need;
}

void
tokens_read(struct tokens *ts, struct pool *pool, const char *text, size_t from,
    size_t to)
{
	struct scan s = {
	    .tokens = ts, .text = (const uint8_t *)text, .at = from, .to = to};

	make_room(ts, pool, to - from);
	ts->text = text;
	ts->n = 0;
	ts->folded_n = 0;
	while (s.at < s.to)
		read_one(&s);
	memset(ts->t + ts->n, 0, TOKENS_AFTER * sizeof(*ts->t));
	for (int i = 0; i < TOKENS_AFTER; i++)
		ts->t[ts->n + (size_t)i].at = (uint32_t)to;
}
