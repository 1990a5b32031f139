/* stamp.c - what a page says of itself: "Senast uppdaterad: ..." and the like */
/* SPDX-License-Identifier: MIT */
#include "core/page/stamp.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "core/page/page-when.h"

/* What may follow a label. */
enum tail {
	TAIL_DAY,    /* a day, or nothing to the end of the line */
	TAIL_WEAK,   /* a day; or nothing, when it stands alone or has a ":" */
	TAIL_NAME,   /* anything short, to the end of the line */
	TAIL_NUMBER, /* a number and a word or two */
};

/* where: true, it may stand inside a line. */
static const struct label {
	const char *words;
	enum stamp_kind kind;
	enum tail tail;
	bool inside;
} labels[] = {
    {"senast uppdaterad", STAMP_UPDATED, TAIL_DAY, true},
    {"senast uppdaterat", STAMP_UPDATED, TAIL_DAY, true},
    {"senast ändrad", STAMP_UPDATED, TAIL_DAY, true},
    {"senast ändrat", STAMP_UPDATED, TAIL_DAY, true},
    {"senast granskad", STAMP_UPDATED, TAIL_DAY, true},
    {"senast reviderad", STAMP_UPDATED, TAIL_WEAK, true},
    {"senast publicerad", STAMP_PUBLISHED, TAIL_DAY, true},
    {"sidan senast uppdaterad", STAMP_UPDATED, TAIL_DAY, true},
    {"sidan uppdaterades", STAMP_UPDATED, TAIL_DAY, true},
    {"sidan uppdaterad", STAMP_UPDATED, TAIL_DAY, true},
    {"sidan publicerades", STAMP_PUBLISHED, TAIL_DAY, true},
    {"sidan publicerad", STAMP_PUBLISHED, TAIL_DAY, true},
    {"sidan granskad", STAMP_UPDATED, TAIL_DAY, true},
    {"sidan ändrades", STAMP_UPDATED, TAIL_DAY, true},
    {"artikeln publicerades", STAMP_PUBLISHED, TAIL_DAY, true},
    {"artikeln uppdaterades", STAMP_UPDATED, TAIL_DAY, true},
    {"informationen uppdaterades", STAMP_UPDATED, TAIL_WEAK, false},
    {"publiceringsdatum", STAMP_PUBLISHED, TAIL_DAY, true},
    /* of notice boards */
    {"anslagsdatum", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget sätts upp", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget sattes upp", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget är uppsatt", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget uppsatt", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget publicerat", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslaget publicerades", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslagets uppsättande", STAMP_PUBLISHED, TAIL_DAY, true},
    {"datum för uppsättande", STAMP_PUBLISHED, TAIL_DAY, true},
    {"datum för anslagets uppsättande", STAMP_PUBLISHED, TAIL_DAY, true},
    {"datum då anslaget sätts upp", STAMP_PUBLISHED, TAIL_DAY, true},
    {"datum när anslaget sätts upp", STAMP_PUBLISHED, TAIL_DAY, true},
    {"anslås", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"uppdateringsdatum", STAMP_UPDATED, TAIL_DAY, true},
    {"publicerad", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"publicerat", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"publicerades", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"pressmeddelande publicerad", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"uppdaterad", STAMP_UPDATED, TAIL_WEAK, false},
    {"uppdaterat", STAMP_UPDATED, TAIL_WEAK, false},
    {"uppdaterades", STAMP_UPDATED, TAIL_WEAK, false},
    {"granskad", STAMP_UPDATED, TAIL_WEAK, false},
    {"faktagranskad", STAMP_UPDATED, TAIL_WEAK, false},
    {"ändrad", STAMP_UPDATED, TAIL_WEAK, false},
    {"skapad", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"last updated", STAMP_UPDATED, TAIL_DAY, true},
    {"last modified", STAMP_UPDATED, TAIL_DAY, true},
    {"published", STAMP_PUBLISHED, TAIL_WEAK, false},
    {"updated", STAMP_UPDATED, TAIL_WEAK, false},
    {"utskriven", STAMP_OTHER, TAIL_WEAK, false},
    {"utskrivet", STAMP_OTHER, TAIL_WEAK, false},
    {"utskriftsdatum", STAMP_OTHER, TAIL_DAY, false},
    {"sidan skrevs ut", STAMP_OTHER, TAIL_DAY, true},
    {"sidan hämtad", STAMP_OTHER, TAIL_DAY, true},
    {"sidan hämtades", STAMP_OTHER, TAIL_DAY, true},
    {"dagens datum", STAMP_OTHER, TAIL_DAY, true},
    {"i dag är det", STAMP_OTHER, TAIL_DAY, false},
    {"idag är det", STAMP_OTHER, TAIL_DAY, false},
    {"sidansvarig", STAMP_OTHER, TAIL_NAME, false},
    {"sidans ansvarig", STAMP_OTHER, TAIL_NAME, false},
    {"innehållsansvarig", STAMP_OTHER, TAIL_NAME, false},
    {"ansvarig utgivare", STAMP_OTHER, TAIL_NAME, false},
    {"webbansvarig", STAMP_OTHER, TAIL_NAME, false},
    {"webbredaktör", STAMP_OTHER, TAIL_NAME, false},
    {"uppdaterad av", STAMP_OTHER, TAIL_NAME, false},
    {"senast uppdaterad av", STAMP_OTHER, TAIL_NAME, false},
    {"senast ändrad av", STAMP_OTHER, TAIL_NAME, false},
    {"publicerad av", STAMP_OTHER, TAIL_NAME, false},
    {"publicerat av", STAMP_OTHER, TAIL_NAME, false},
    {"inskickat av", STAMP_OTHER, TAIL_NAME, false},
    {"skriven av", STAMP_OTHER, TAIL_NAME, false},
    {"antal besök", STAMP_OTHER, TAIL_NUMBER, true},
    {"antal besökare", STAMP_OTHER, TAIL_NUMBER, true},
    {"antal visningar", STAMP_OTHER, TAIL_NUMBER, true},
    {"sidvisningar", STAMP_OTHER, TAIL_NUMBER, false},
    {"visningar", STAMP_OTHER, TAIL_NUMBER, false},
    {"visad", STAMP_OTHER, TAIL_NUMBER, false},
    {"läst", STAMP_OTHER, TAIL_NUMBER, false},
    {"läsningar", STAMP_OTHER, TAIL_NUMBER, false},
    {"antal läsningar", STAMP_OTHER, TAIL_NUMBER, true},
    {"antal nedladdningar", STAMP_OTHER, TAIL_NUMBER, true},
    {"nedladdningar", STAMP_OTHER, TAIL_NUMBER, false},
    {"antal kommentarer", STAMP_OTHER, TAIL_NUMBER, true},
    {"kommentarer", STAMP_OTHER, TAIL_NUMBER, false},
    {"delningar", STAMP_OTHER, TAIL_NUMBER, false},
    {"sidan har visats", STAMP_OTHER, TAIL_NUMBER, true},
    {"sidan har besökts", STAMP_OTHER, TAIL_NUMBER, true},
    {"artikeln har lästs", STAMP_OTHER, TAIL_NUMBER, true},
    {"besökare i dag", STAMP_OTHER, TAIL_NUMBER, false},
    {"besökare idag", STAMP_OTHER, TAIL_NUMBER, false},
    {"besökare just nu", STAMP_OTHER, TAIL_NUMBER, false},
    {"lästid", STAMP_OTHER, TAIL_NUMBER, false},
    {"beräknad lästid", STAMP_OTHER, TAIL_NUMBER, false},
    {"page views", STAMP_OTHER, TAIL_NUMBER, false},
    {"reading time", STAMP_OTHER, TAIL_NUMBER, false},
};

/* The second byte of å, ä, ö in both cases. */
static char
lower(char before, char c)
{
	if (before == '\xC3' && (unsigned char)c >= 0x80 &&
	    (unsigned char)c <= 0x9E && c != '\x97')
		return (char)(c | 0x20);
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool
stamp_prefix(const char *s, size_t len, const char *word)
{
	char before = '\0';
	size_t i = 0;

	for (; word[i] != '\0'; i++) {
		if (i >= len || lower(before, s[i]) != word[i])
			return false;
		before = s[i];
	}
	return true;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

bool
stamp_has(const char *s, size_t len, const char *word)
{
	for (size_t i = 0; i < len; i++)
		if ((i == 0 || !is_word(s[i - 1])) &&
		    stamp_prefix(s + i, len - i, word))
			return true;
	return false;
}

static size_t
skip(const char *s, size_t len, const char *set)
{
	size_t n = 0;

	while (n < len && strchr(set, s[n]) != NULL)
		n++;
	return n;
}

/* " den", " datum:" and the like between a label and its day. */
static size_t
skip_filler(const char *s, size_t len)
{
	static const char *const filler[] = {"den ", "datum"};
	size_t n = skip(s, len, " :");

	for (size_t i = 0; i < 2; i++)
		if (stamp_prefix(s + n, len - n, filler[i]))
			n += strlen(filler[i]);
	return n + skip(s + n, len - n, " :");
}

static bool
take_day(const char *s, size_t len, struct stamp *t, size_t *taken)
{
	size_t n = skip_filler(s, len);
	size_t look = len - n < 48 ? len - n : 48;
	struct when w;

	if (!when_find(s + n, look, &w) || w.at > 12 ||
	    memchr(s + n, '.', w.at) != NULL)
		return false;
	/* "Publicerad onsdag 14 december 2022": one word may come between. */
	if (w.at > 0 && memchr(s + n, ' ', w.at - 1) != NULL)
		return false;
	t->when = when_instant(&w);
	*taken = n + w.at + w.len;
	return true;
}

/* "Publicerad: Senast uppdaterad: 2022-05-18": another label comes at once. */
static bool
is_at_label(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (labels[i].inside && stamp_prefix(s, len, labels[i].words))
			return true;
	return false;
}

/* What may follow a number: "Läst 12 gånger", "Lästid 4 min". */
static size_t
skip_unit(const char *s, size_t len)
{
	static const char *const units[] = {
	    "minuter", "minuters", "min", "gånger", "ggr", "st"};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		size_t n = strlen(units[i]);

		if (stamp_prefix(s, len, units[i]) &&
		    (n == len || !is_word(s[n])))
			return n;
	}
	return 0;
}

/* alone: a unit, or nothing but another stamp, must come after it. */
static bool
take_number(const char *s, size_t len, bool alone, size_t *taken)
{
	size_t n = skip(s, len, " :(");
	size_t k = skip(s + n, len - n, "0123456789"), unit, end;

	if (k == 0)
		return false;
	n += k;
	n += skip(s + n, len - n, " 0123456789");
	unit = skip_unit(s + n, len - n);
	n += unit;
	n += n < len && s[n] == ')';
	*taken = n;
	end = n + skip(s + n, len - n, " .|");
	return !alone || unit > 0 || end == len ||
	       is_at_label(s + end, len - end);
}

/* What follows a label that ended at s, per its tail. */
static bool
take_tail(const struct label *l, const char *s, size_t len, bool front,
    struct stamp *t, size_t *taken)
{
	size_t blank = skip(s, len, " .:|");

	switch (l->tail) {
	case TAIL_DAY:
	case TAIL_WEAK:
		if (take_day(s, len, t, taken))
			return true;
		*taken = blank;
		if (blank < len && !is_at_label(s + blank, len - blank))
			return false;
		return l->tail == TAIL_DAY || front ||
		       memchr(s, ':', blank) != NULL;
	case TAIL_NAME:
		*taken = len;
		return front && len < 100 && blank > 0;
	case TAIL_NUMBER:
		return take_number(s, len, !l->inside, taken);
	}
	return false;
}

static bool
try_label(const struct label *l, const char *line, size_t len, size_t at,
    bool front, struct stamp *t)
{
	size_t n = strlen(l->words), taken = 0;
	const char *s = line + at + n;

	if ((!front && !l->inside) ||
	    !stamp_prefix(line + at, len - at, l->words) ||
	    (at + n < len && is_word(*s)))
		return false;
	*t = (struct stamp){.at = at, .kind = l->kind, .when = NO_TIME};
	if (!take_tail(l, s, len - at - n, front, t, &taken))
		return false;
	t->len = n + taken;
	return true;
}

/* A count before its word, alone on its line: "1 204 visningar". */
static bool
try_count(const char *line, size_t len, size_t at, struct stamp *t)
{
	static const char *const counts[] = {"visningar", "sidvisningar",
	    "läsningar", "nedladdningar", "kommentarer", "kommentar",
	    "delningar", "besök", "besökare", "views", "min läsning",
	    "minuters läsning", "min lästid", "minuters lästid", "min read"};
	size_t n = skip(line + at, len - at, "0123456789");

	if (n == 0)
		return false;
	n += skip(line + at + n, len - at - n, " 0123456789");
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		size_t end = at + n + strlen(counts[i]);

		if (!stamp_prefix(line + at + n, len - at - n, counts[i]) ||
		    end + skip(line + end, len - end, " .|") < len)
			continue;
		*t = (struct stamp){.at = at,
		    .len = end - at,
		    .kind = STAMP_OTHER,
		    .when = NO_TIME};
		return true;
	}
	return false;
}

bool
stamp_find(const char *line, size_t len, size_t from, struct stamp *t)
{
	/* What follows a stamp at once stands at the front too. */
	size_t front = from + skip(line + from, len - from, " |,.:;");

	for (size_t at = from; at < len; at++) {
		char c = lower('\0', line[at]);

		if (at > from && is_word(line[at - 1]))
			continue;
		if (at == front && try_count(line, len, at, t))
			return true;
		for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
			if (labels[i].words[0] == c &&
			    try_label(
				&labels[i], line, len, at, at == front, t))
				return true;
	}
	return false;
}

static const struct {
	const char *word;
	enum stamp_kind kind;
} words[] = {
    {"uppdatera", STAMP_UPDATED},
    {"ändra", STAMP_UPDATED},
    {"reviderad", STAMP_UPDATED},
    {"granska", STAMP_UPDATED},
    {"updated", STAMP_UPDATED},
    {"modified", STAMP_UPDATED},
    {"datemodified", STAMP_UPDATED},
    {"publicera", STAMP_PUBLISHED},
    {"skapad", STAMP_PUBLISHED},
    {"published", STAMP_PUBLISHED},
    {"datepublished", STAMP_PUBLISHED},
    {"pubdate", STAMP_PUBLISHED},
};

bool
stamp_kind_of(const char *text, enum stamp_kind *kind)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (stamp_has(text, strlen(text), words[i].word)) {
			*kind = words[i].kind;
			return true;
		}
	return false;
}
