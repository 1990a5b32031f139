/* stretch.c - where in a text a sentence, heading or row begins and ends */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/date/anchor.h"
#include "core/date/mere-number.h"
#include "core/date/token.h"

/* What a byte is to the scanning loops; those before DIGIT are passed. */
enum kind { OTHER, LETTER, DIGIT, STOP, LINE };

static const uint8_t kinds[256] = {
    ['\n'] = LINE,
    ['.'] = STOP,
    ['!'] = STOP,
    ['?'] = STOP,
    ['0' ... '9'] = DIGIT,
    ['A' ... 'Z'] = LETTER,
    ['a' ... 'z'] = LETTER,
    [0xc3] = LETTER,
    [0x80 ... 0xbf] = LETTER, /* the second bytes of letters */
    [0xc4 ... 0xdf] = LETTER,
};

/*
 * Words that a stop may follow in the middle of a sentence, whatever comes
 * after; those of one letter need not be told.
 */
#define A(text)                        \
	{                              \
		text, sizeof(text) - 1 \
	}
static const struct {
	char text[8];
	uint8_t len;
} abbreviations[] = {A("kl"), A("nr"), A("ca"), A("bl.a"), A("t.ex"), A("s.k"),
    A("dvs"), A("d.v.s"), A("resp"), A("inkl"), A("exkl"), A("prop"), A("kap"),
    A("art"), A("sid"), A("t.o.m"), A("fr.o.m"), A("o.s.v"), A("tel"), A("dnr"),
    A("f.d"), A("p.g.a"), A("m.fl"), A("st"), A("prel"), A("ev"), A("bet"),
    A("jfr"), A("bil"), A("dr"), A("prof"), A("kv"), A("jan"), A("feb"),
    A("mar"), A("apr"), A("aug"), A("sep"), A("sept"), A("okt"), A("nov"),
    A("dec"), A("mån"), A("tis"), A("ons"), A("tors"), A("fre"), A("lör"),
    A("sön"), A("omkr"), A("vol"), A("hus"), A("sekr")};
#undef A

/* Of those, the ones that end a sentence when a capital letter follows. */
enum { FIRST_MONTH = 32 };

enum { LINE_MOST = 200 };

struct look {
	const char *text;
	size_t len;
	size_t line; /* where the line began */
};

static bool
is_abbreviation(const char *word, size_t len, bool capital_follows)
{
	size_t n = sizeof(abbreviations) / sizeof(abbreviations[0]);

	if (len >= sizeof(abbreviations[0].text))
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *a = abbreviations[i].text;

		if (abbreviations[i].len == len && (a[0] ^ word[0]) % 32 == 0 &&
		    strncasecmp(a, word, len) == 0)
			return !(capital_follows && i >= FIRST_MONTH);
	}
	return false;
}

static bool
is_capital(const char *s, size_t left)
{
	uint8_t c = left > 0 ? (uint8_t)s[0] : 0;

	return (unsigned)(c - 'A') < 26 ||
	       (c == 0xc3 && left > 1 && (uint8_t)s[1] < 0x9f);
}

static bool
is_small(const char *s, size_t left)
{
	uint8_t c = left > 0 ? (uint8_t)s[0] : 0;

	return (unsigned)(c - 'a') < 26 ||
	       (c == 0xc3 && left > 1 && (uint8_t)s[1] >= 0x9f);
}

/* The white space from i on; how many line breaks are in it. */
static size_t
skip_space(const struct look *k, size_t i, int *lines)
{
	*lines = 0;
	for (; i < k->len; i++) {
		if (k->text[i] == '\n')
			++*lines;
		else if ((uint8_t)k->text[i] == 0xc2 && i + 1 < k->len &&
			 (uint8_t)k->text[i + 1] == 0xa0)
			i++;
		else if ((uint8_t)k->text[i] > ' ')
			break;
	}
	return i;
}

/* Where the word that ends before i begins; stops inside it belong to it. */
static size_t
word_start(const struct look *k, size_t i, size_t from)
{
	size_t least = i > 24 ? i - 24 : 0;

	if (least < from)
		least = from;
	while (i > least && (kinds[(uint8_t)k->text[i - 1]] == LETTER ||
				kinds[(uint8_t)k->text[i - 1]] == DIGIT ||
				k->text[i - 1] == '.'))
		i--;
	return i;
}

static bool
all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kinds[(uint8_t)s[i]] != DIGIT)
			return false;
	return n > 0;
}

/* Does the stop at i end a sentence that began at from? */
static bool
ends_sentence(const struct look *k, size_t i, size_t from)
{
	int lines;
	size_t next = i + 1, start, word;
	bool capital, digit;

	while (next < k->len && strchr(")\"'", k->text[next]) != NULL &&
	       k->text[next] != '\0')
		next++;
	start = next;
	next = skip_space(k, next, &lines);
	if (next >= k->len || lines > 1)
		return true;
	if (next == start || is_small(k->text + next, k->len - next))
		return false;
	if (k->text[i] != '.')
		return true;
	capital = is_capital(k->text + next, k->len - next);
	digit = kinds[(uint8_t)k->text[next]] == DIGIT;
	word = word_start(k, i, from);
	if (all_digits(k->text + word, i - word))
		return word != from && !(digit && lines == 0);
	if (i - word == 1 && k->text[word] != 'i')
		return lines > 0 && capital;
	return !is_abbreviation(k->text + word, i - word, capital);
}

static bool
ends_in_month(const struct look *k, size_t last)
{
	size_t start = word_start(k, last, k->line), digit = start;

	while (digit > k->line && k->text[digit - 1] == ' ')
		digit--;
	return digit > k->line && digit < start &&
	       kinds[(uint8_t)k->text[digit - 1]] == DIGIT &&
	       word_is_anchor(k->text + start, last - start);
}

/* "v. 23   Styrgruppen": the first column of another row. */
static bool
is_week_row(const char *s, size_t len)
{
	size_t i = 1, digits = 0;

	if (len < 8 || s[0] != 'v')
		return false;
	i += s[i] == '.';
	i += s[i] == ' ';
	for (; digits < 2 && kinds[(uint8_t)s[i]] == DIGIT; i++)
		digits++;
	return digits > 0 && (s[i] == '\t' || (s[i] == ' ' && s[i + 1] == ' '));
}

bool
stretch_is_row(const char *text, size_t from, size_t to)
{
	enum { BULLET = 4 }; /* bytes: "10.", and what is said of it */

	return memchr(text + from, '|', to - from) != NULL ||
	       (to - from > BULLET && memchr(text + from + BULLET, '\t',
					  to - from - BULLET) != NULL);
}

/* Both lines have columns: rows of one table. */
static bool
are_rows(const struct look *k, size_t width, const char *after, size_t left)
{
	const char *end;

	if (memchr(k->text + k->line, '|', width) != NULL)
		return true;
	if (!stretch_is_row(k->text, k->line, k->line + width))
		return false;
	left = left < LINE_MOST ? left : LINE_MOST;
	end = memchr(after, '\n', left);
	return stretch_is_row(
	    after, 0, end != NULL ? (size_t)(end - after) : left);
}

/* Does the line break at i, followed by next, only wrap a sentence? */
static bool
wraps(const struct look *k, size_t i, size_t next)
{
	size_t last = i, width = i - k->line;
	const char *after = k->text + next;
	size_t left = k->len - next;

	while (last > k->line &&
	       (k->text[last - 1] == ' ' || k->text[last - 1] == '\r'))
		last--;
	if (last == k->line)
		return false;
	if (are_rows(k, width, after, left))
		return false;
	if (k->text[last - 1] == ',' || k->text[last - 1] == '-' ||
	    (last >= 3 && memcmp(k->text + last - 3, "\xe2\x80\x93", 3) == 0))
		return true;
	if (kinds[(uint8_t)*after] == DIGIT && ends_in_month(k, last))
		return true; /* "31 december", "2017" */
	if (is_week_row(after, left))
		return false;
	if (is_small(after, left))
		return left < 2 || after[1] != ')';
	if (k->text[last - 1] == '.') {
		size_t word = word_start(k, last - 1, k->line);

		return is_abbreviation(
		    k->text + word, last - 1 - word, is_capital(after, left));
	}
	if (strchr("!?:;", k->text[last - 1]) != NULL || width < 45)
		return false;
	if (kinds[(uint8_t)*after] == DIGIT) /* "Möten 2022", "15/9" */
		return kinds[(uint8_t)k->text[last - 1]] != DIGIT;
	return width >= 60 && is_capital(after, left) && k->text[k->line] > 0 &&
	       kinds[(uint8_t)k->text[last - 1]] != DIGIT;
}

/* The stretch ends at the line break at i, or goes on at *next. */
static bool
ends_at_line(struct look *k, struct stretch *s, size_t i, size_t *next)
{
	int lines;

	*next = skip_space(k, i, &lines);
	if (lines > 1 || *next >= k->len || !wraps(k, i, *next))
		return true;
	if (i > 0 && k->text[i - 1] == '-')
		s->dated = true; /* "okto-", "ber" */
	k->line = *next;
	return false;
}

/* Finds the end of the stretch that begins at s->from; digits make it
 * dated. */
static void
find_end(struct look *k, struct stretch *s)
{
	size_t i = s->from;
	size_t end = k->len - i > STRETCH_MOST ? i + STRETCH_MOST : k->len;
	size_t next;

	while (i < end) {
		enum kind kind = kinds[(uint8_t)k->text[i]];

		if (kind == STOP && ends_sentence(k, i, s->from)) {
			s->to = i + 1;
			return;
		}
		if (kind == LINE) {
			if (ends_at_line(k, s, i, &next)) {
				s->line_end = true;
				s->to = i;
				return;
			}
			i = next;
			continue;
		}
		next = i + 1;
		if (kind == DIGIT && !s->dated)
			s->dated = !is_mere_number(
			    k->text, k->len, s->from, i, &next);
		for (i = next; i < end && kinds[(uint8_t)k->text[i]] < DIGIT;)
			i++;
	}
	while (i < k->len && ((uint8_t)k->text[i] & 0xc0) == 0x80)
		i++; /* no character is cut */
	s->line_end = i >= k->len;
	s->to = i;
}

/* Where the line that holds i begins, but not too far back. */
static size_t
line_start(const char *text, size_t i)
{
	size_t least = i > LINE_MOST ? i - LINE_MOST : 0;
	const char *line = memrchr(text + least, '\n', i - least);

	return line != NULL ? (size_t)(line - text) + 1 : least;
}

/* Back to the line break before i, through spaces only. */
static bool
begins_line(const char *text, size_t i)
{
	while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t'))
		i--;
	return i == 0 || text[i - 1] == '\n';
}

bool
stretch_next(const char *text, size_t len, size_t from, struct stretch *s)
{
	struct look k = {.text = text, .len = len};
	int lines;

	memset(s, 0, sizeof(*s));
	s->from = skip_space(&k, from, &lines);
	if (s->from >= len)
		return false;
	s->after_gap = lines > 1 || from == 0;
	s->line_start = lines > 0 || begins_line(text, s->from);
	k.line = line_start(text, s->from);
	find_end(&k, s);
	s->dated = s->dated || has_anchor(text, s->from, s->to);
	return true;
}
