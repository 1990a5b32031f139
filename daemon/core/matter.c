/* matter.c - the diary numbers by which pages of one matter know each other */
/* SPDX-License-Identifier: MIT */
#include "core/matter.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	TEXT_MOST = 256 * 1024,
	LETTERS_MOST = 6, /* bytes of a body's letters, "HSN" */
	SERIAL_MOST = 7,
	SERIAL_BARE = 3, /* digits at least, where nothing says what it is */
	SERIAL_WIDE = 5,
	LABEL_REACH = 24, /* bytes before a number in which its word stands */
};

struct number {
	char letters[LETTERS_MOST + 1];
	int year;
	long serial;
	int digits;
	bool colon;
	bool capitals; /* all its letters, or there are one or two */
};

/* What is numbered by year, too, and is no matter. */
static const char *const never[] = {"SOU", "DS", "DIR", "PROP", "BET", "SKR",
    "SFS", "EU", "EG", "EEG", "LAG", "KAP", "ISO", "RSKR", "MOT", "HFD", "NJA",
    "SS", "EN", "SIS", "AFS", "SOSFS", "HSLF", "FS", "LVFS", "BFS", "NR", "V",
    "VT", "HT", "Q", "KL", "TEL", "MAJ", "MARS", "JUNI", "JULI", "COM", "RH"};

/* Without a first letter that is written in two cases. */
static const char *const labels[] = {"dnr", "diarienr", "diarienummer",
    "rendenr", "rendenummer", "rende nr",
    "rende:", "rendet:", "diariet:", "case number", "ref:"};

static bool
is_letter(unsigned char c)
{
	return isalpha(c) || c >= 0x80;
}

static bool
is_never(const char *letters)
{
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (strcasecmp(letters, never[i]) == 0)
			return true;
	return false;
}

/* Letters right before at, over one blank, slash or hyphen. */
static void
read_letters(const char *text, const char *at, struct number *n)
{
	const char *end = at, *from;
	size_t len;

	if (end > text && strchr(" -/", end[-1]) != NULL)
		end--;
	for (from = end; from > text && is_letter((unsigned char)from[-1]);)
		from--;
	len = (size_t)(end - from);
	n->letters[0] = '\0';
	n->capitals = true;
	if (len == 0 || len > LETTERS_MOST || !isupper((unsigned char)*from) ||
	    (from > text && isdigit((unsigned char)from[-1])))
		return;
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)from[i] >= 0x80) {
			n->letters[0] = '\0';
			return;
		}
		n->capitals &= len <= 2 || isupper((unsigned char)from[i]);
		n->letters[i] = (char)toupper((unsigned char)from[i]);
	}
	n->letters[len] = '\0';
}

/* A year of four digits at at, what parts it from its serial, the serial. */
static bool
read_number(const char *text, const char *at, struct number *n)
{
	const char *c = at + 4, *serial;

	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)at[i]))
			return false;
	if (at > text && isdigit((unsigned char)at[-1]))
		return false;
	n->year = atoi(at);
	if (n->year < 1990 || n->year > 2099 || strchr("-/:", *c) == NULL ||
	    *c == '\0')
		return false;
	n->colon = *c == ':';
	serial = ++c;
	while (isdigit((unsigned char)*c))
		c++;
	n->digits = (int)(c - serial);
	if (n->digits < 1 || n->digits > SERIAL_MOST)
		return false;
	/* 2021-03-01 is a day, 2021/22:123 a session */
	if ((*c == '-' || *c == ':' || *c == '/') &&
	    isdigit((unsigned char)c[1]))
		return false;
	n->serial = atol(serial);
	read_letters(text, at, n);
	return true;
}

/* Does a word before it say what it is? */
static bool
is_labelled(const char *text, const char *at)
{
	size_t reach = (size_t)(at - text);
	char before[LABEL_REACH + 1];

	if (reach > LABEL_REACH)
		reach = LABEL_REACH;
	memcpy(before, at - reach, reach);
	before[reach] = '\0';
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcasestr(before, labels[i]) != NULL)
			return true;
	return false;
}

/* "PLAN 2021-2024" is a span of years. */
static bool
is_good(const struct number *n, bool labelled)
{
	bool years = n->digits == 4 && n->serial >= 1990 && n->serial < 2100;

	if (is_never(n->letters))
		return false;
	return labelled || (n->letters[0] != '\0' && n->capitals && !n->colon &&
			       !years && n->digits >= SERIAL_BARE);
}

static bool
is_same(const struct number *a, const struct number *b)
{
	return strcmp(a->letters, b->letters) == 0 && a->year == b->year &&
	       a->serial == b->serial;
}

/*
 * How many different ones, two at the most.  Four digits stand before what
 * parts year and serial: so behind any other byte than a digit the next year
 * can begin.
 */
static int
find(const char *text, struct number *found)
{
	const char *end = text + strnlen(text, TEXT_MOST);
	const char *next;
	int count = 0;

	for (const char *at = text; at + 6 <= end; at = next) {
		struct number n;
		bool digit = at[4] >= '0' && at[4] <= '9';

		next = at + (digit ? 1 : 5);
		if (digit || (*at != '1' && *at != '2') ||
		    !read_number(text, at, &n) ||
		    !is_good(&n, is_labelled(text, at)))
			continue;
		if (count > 0 && !is_same(&n, found))
			return 2;
		if (count == 0 || n.digits > found->digits)
			*found = n;
		count = 1;
	}
	return count;
}

const char *
matter_number(
    struct pool *pool, const char *title, const char *text, _Bool *wide)
{
	struct number n;

	*wide = false;
	if (find(title ? title : "", &n) != 1 &&
	    find(text ? text : "", &n) != 1)
		return NULL;
	*wide = n.digits >= SERIAL_WIDE;
	return pool_printf(pool, "%s%s%d-%ld", n.letters,
	    n.letters[0] ? " " : "", n.year, n.serial);
}
