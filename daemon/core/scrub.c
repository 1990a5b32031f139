/* scrub.c - what a quotation need not spread: numbers of persons and signatures */
/* SPDX-License-Identifier: MIT */
#include "core/scrub.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"

enum {
	PHONE_LEAST = 8, /* digits of one that says so by its begin */
	PHONE_SHORT = 5, /* and of one that a word announces */
	PHONE_MOST = 15,
	GROUPS_MOST = 8,
	HEX_LEAST = 32,
	REFERENCE_LEAST = 6,
	CUE_MOST = 24, /* bytes between a word and what it announces */
};

/* Digits in groups, as telephone numbers are written. */
struct digits {
	size_t len; /* bytes that it takes */
	size_t n;   /* digits */
	char digit[PHONE_MOST + 1];
	size_t group[GROUPS_MOST], n_groups;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0xC3;
}

/* One space, hyphen, dash or slash between two groups; its length. */
static size_t
gap(const char *text)
{
	static const char *const gaps[] = {
	    ") ", ")-", " - ", " (", " ", "-", "/", "\xC2\xA0", "–", "‑", ")"};

	for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
		if (strncmp(text, gaps[i], strlen(gaps[i])) == 0)
			return strlen(gaps[i]);
	return 0;
}

static void
read_digits(const char *text, struct digits *d)
{
	size_t at = 0, run = 0;

	memset(d, 0, sizeof(*d));
	while (d->n < PHONE_MOST && d->n_groups < GROUPS_MOST) {
		size_t skip;

		if (is_digit(text[at])) {
			d->digit[d->n++] = text[at++];
			d->len = at;
			run++;
			continue;
		}
		skip = gap(text + at);
		if (run == 0 || skip == 0 || !is_digit(text[at + skip]))
			break;
		d->group[d->n_groups++] = run;
		run = 0;
		at += skip;
	}
	if (run > 0 && d->n_groups < GROUPS_MOST)
		d->group[d->n_groups++] = run;
}

static int
number(const char *digit, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (digit[i] - '0');
	return value;
}

/* --- telephone numbers --- */

/* "01-12-2026", "2026-12-01": a day, however it begins. */
static bool
is_day(const struct digits *d)
{
	bool last = d->n_groups == 3 && d->group[0] == 2 && d->group[1] == 2;
	bool first = d->n_groups == 3 && d->group[1] == 2 && d->group[2] == 2;
	int year = number(d->digit + (last ? 4 : 0), 4);
	int month = number(d->digit + (last ? 2 : 4), 2);
	int day = number(d->digit + (last ? 0 : 6), 2);

	return d->n == 8 && (last || first) && year >= 1900 && year < 2100 &&
	       month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* What stands before it leaves it a number of its own? */
static bool
stands_alone(const char *text, size_t at)
{
	char before = at > 0 ? text[at - 1] : ' ';

	return !is_digit(before) && !is_letter(before) &&
	       strchr("-.,:+/§_", before) == NULL;
}

static size_t
phone_at(const char *text, size_t at)
{
	const char *from = text + at;
	size_t lead = 0;
	struct digits d;

	if (!stands_alone(text, at))
		return 0;
	if (from[0] == '(' && from[1] == '0')
		lead = 1;
	else if (from[0] == '(' && from[1] == '+')
		lead = 2;
	else if (from[0] == '+')
		lead = 1;
	read_digits(from + lead, &d);
	if (lead == 0 && (d.digit[0] != '0' || d.n < 2 ||
			     (d.digit[1] == '0' && d.digit[2] != '4')))
		return 0;
	if (d.n < PHONE_LEAST || is_day(&d))
		return 0;
	/* a sum or a decimal goes on otherwise */
	if (from[lead + d.len] == ',' && is_digit(from[lead + d.len + 1]))
		return 0;
	return lead + d.len;
}

/* --- personal identity numbers --- */

static bool
is_luhn(const char *digit)
{
	int sum = 0;

	for (int i = 0; i < 10; i++) {
		int n = (digit[i] - '0') * (i % 2 == 0 ? 2 : 1);

		sum += n > 9 ? n - 9 : n;
	}
	return sum % 10 == 0;
}

/* Six digits are a day of birth, or that of a coordination number. */
static bool
is_birth(const char *digit)
{
	int month = number(digit + 2, 2), day = number(digit + 4, 2);

	if (day > 60)
		day -= 60;
	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= date_month_length(2000, month);
}

static size_t
person_at(const char *text, size_t at)
{
	const char *from = text + at;
	size_t n = strspn(from, "0123456789"), skip;
	bool century = strncmp(from, "19", 2) == 0 ||
		       strncmp(from, "20", 2) == 0 ||
		       strncmp(from, "18", 2) == 0;

	if (!stands_alone(text, at))
		return 0;
	if (n == 10)
		return is_birth(from) && is_luhn(from) ? 10 : 0;
	if (n == 12)
		return century && is_birth(from + 2) && is_luhn(from + 2) ? 12
									  : 0;
	if (n != 6 && !(n == 8 && century))
		return 0;
	skip = from[n] == '+' ? 1 : gap(from + n);
	if (skip == 0 || skip > 3 || from[n] == '/' || from[n] == ' ' ||
	    from[n] == ')' || strspn(from + n + skip, "0123456789") != 4)
		return 0;
	return is_birth(from + n - 6) ? n + skip + 4 : 0;
}

/* --- references of signatures --- */

static size_t
hex_at(const char *text, size_t at)
{
	static const char uuid[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	const char *from = text + at;
	size_t i = 0, n;

	if (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1]) ||
			  text[at - 1] == '-'))
		return 0;
	while (uuid[i] != '\0' &&
	       (uuid[i] == 'x' ? isxdigit((unsigned char)from[i]) != 0
			       : from[i] == uuid[i]))
		i++;
	if (uuid[i] == '\0')
		return i;
	n = strspn(from, "0123456789abcdefABCDEF");
	return n >= HEX_LEAST && !is_letter(from[n]) ? n : 0;
}

/* A word that says what comes after it. */
struct cue {
	const char *word;
	bool signature; /* else a telephone */
};
static const struct cue cues[] = {
    {"transaktions-id", true},
    {"transaktionsid", true},
    {"transaktionsnummer", true},
    {"transaction id", true},
    {"transaktion ", true},
    {"signeringsreferens", true},
    {"signerings-id", true},
    {"signaturreferens", true},
    {"signatur-id", true},
    {"dokumentnyckel", true},
    {"dokument-id", true},
    {"document id", true},
    {"verifikationsnummer", true},
    {"verifikations-id", true},
    {"verifikation:", true},
    {"bankid-referens", true},
    {"bankid referens", true},
    {"bankid ref", true},
    {"bankid:", true},
    {"telefonnummer", false},
    {"telefon", false},
    {"mobilnummer", false},
    {"mobil", false},
    {"tfn", false},
    {"tel", false},
    {"direktnummer", false},
    {"växel", false},
    {"ring ", false},
    {"sms:a ", false},
};

/* Between the word and what it announces: marks, and small words. */
static size_t
until_value(const char *text)
{
	size_t n = 0;

	while (n < CUE_MOST) {
		if (strchr(" .:#=(", text[n]) != NULL && text[n] != '\0')
			n++;
		else if (strncasecmp(text + n, "nr", 2) == 0 &&
			 !is_letter(text[n + 2]))
			n += 2;
		else if (strncasecmp(text + n, "nummer", 6) == 0)
			n += 6;
		else if (strncmp(text + n, "\xC2\xA0", 2) == 0)
			n += 2;
		else
			break;
	}
	return n;
}

/* Letters and digits with hyphens, of which one is a digit. */
static size_t
reference_len(const char *text)
{
	size_t n = 0, digits = 0;

	for (;; n++) {
		char c = text[n];

		if (!is_digit(c) && !isalpha((unsigned char)c) &&
		    !((c == '-' || c == '_') &&
			isalnum((unsigned char)text[n + 1])))
			break;
		digits += is_digit(c);
	}
	return n >= REFERENCE_LEAST && digits > 0 ? n : 0;
}

static const struct cue *
cue_at(const char *text, size_t at, size_t *len)
{
	if (at > 0 && is_letter(text[at - 1]))
		return NULL;
	for (size_t i = 0; i < sizeof(cues) / sizeof(cues[0]); i++) {
		*len = strlen(cues[i].word);
		if (strncasecmp(text + at, cues[i].word, *len) == 0 &&
		    !is_letter(text[at + *len]))
			return &cues[i];
	}
	return NULL;
}

/* What a word announces here; *before is what stands before it. */
static size_t
announced_at(const char *text, size_t at, size_t *before)
{
	size_t len;
	const struct cue *cue = cue_at(text, at, &len);
	struct digits d;

	if (cue == NULL)
		return 0;
	*before = len + until_value(text + at + len);
	if (cue->signature)
		return reference_len(text + at + *before);
	if (text[at + *before] == '+')
		return 0; /* it says so itself */
	read_digits(text + at + *before, &d);
	return d.n >= PHONE_SHORT && !is_day(&d) ? d.len : 0;
}

/* --- the whole --- */

/* An address stays whole: a number in it leads somewhere. */
static size_t
address_at(const char *text, size_t at)
{
	if (strncasecmp(text + at, "http://", 7) != 0 &&
	    strncasecmp(text + at, "https://", 8) != 0 &&
	    strncasecmp(text + at, "www.", 4) != 0)
		return 0;
	return strcspn(text + at, " \t\n<>\"");
}

static size_t
number_at(const char *text, size_t at)
{
	char c = text[at];
	size_t n = 0;

	if (is_digit(c) || c == '+' || c == '(')
		n = person_at(text, at);
	if (n == 0 && (c == '0' || c == '+' || c == '('))
		n = phone_at(text, at);
	if (n == 0 && isxdigit((unsigned char)c))
		n = hex_at(text, at);
	return n;
}

const char *
scrub(struct pool *pool, const char *text)
{
	size_t len = text ? strlen(text) : 0, from = 0;
	struct str s = STR_INIT(len * 2 + 64);
	const char *done = text;

	for (size_t at = 0; at < len;) {
		size_t skip = address_at(text, at), before = 0;
		size_t n = skip ? 0 : number_at(text, at);

		if (n == 0 && skip == 0)
			n = announced_at(text, at, &before);
		if (n == 0) {
			at += skip ? skip : 1;
			continue;
		}
		str_addn(&s, text + from, at + before - from);
		str_add(&s, SCRUB_MARK);
		at = from = at + before + n;
	}
	if (from > 0) {
		str_add(&s, text + from);
		done = pool_strdup(pool, s.text);
	}
	str_release(&s);
	return done;
}
