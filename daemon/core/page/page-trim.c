/* page-trim.c - cuts what is no matter of a page from its lines */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "core/page/page-lines.h"
#include "core/page/stamp.h"

/* Whole lines that are dropped; a ":" or "." at the end does not matter. */
static const char *const dropped[] = {"meny", "menu", "sök", "stäng", "dela",
    "dela sidan", "dela den här sidan", "dela artikeln", "dela på facebook",
    "dela på twitter", "dela på linkedin", "dela via e-post", "facebook",
    "twitter", "linkedin", "instagram", "youtube", "kopiera länk",
    "kopiera länken", "skriv ut", "skriv ut sidan", "skriv ut sida", "lyssna",
    "lyssna på sidan", "till toppen", "till sidans topp", "tillbaka",
    "tillbaka till toppen", "upp", "till innehållet", "till innehåll på sidan",
    "hoppa till innehåll", "hoppa till innehållet", "hoppa till huvudinnehåll",
    "hoppa till huvudinnehållet", "hoppa till textinnehållet",
    "gå till innehåll", "gå till innehållet", "gå till huvudinnehållet",
    "gå direkt till innehåll", "gå direkt till innehållet",
    "gå direkt till huvudinnehåll", "gå direkt till huvudinnehållet",
    "direkt till innehållet", "du är här", "hjälpte informationen dig",
    "hjälpte den här sidan dig", "läs mer", "rss", "english", "in english",
    "other languages", "lättläst", "filer tillgängliga för nedladdning",
    "teckenspråk", "ingen titel"};

/*
 * A line that holds word and one of the others (parted by "|") is a banner;
 * the lines that a browser warning or a cookie box is made of.
 */
static const struct {
	const char *word;
	const char *others;
} banners[] = {
    {"webbläsare", "stöds|stödjer|stöder|modern|äldre|gammal|föråldrad|"
		   "uppdatera|byt|byta|byter|javascript|internet explorer"},
    {"webbläsaren", "stöds|stödjer|modern|äldre|gammal|uppdatera|javascript|"
		    "konstiga"},
    {"cookies", "använder|godkänn|godkänner|acceptera|accepterar|samtycke|"
		"nödvändiga|inställningar"},
    {"prenumerera", "önskar|avsluta|anmäl|nyhetsbrev|e-post|ditt|nyheter"},
    {"kakor", "använder|godkänn|godkänner|acceptera|accepterar|samtycke|"
	      "nödvändiga|inställningar"},
};

/* What a label takes along when it is no heading. */
enum reach {
	REACH_LABEL,   /* the label alone */
	REACH_TAGS,    /* and short lines that are links */
	REACH_LINE,    /* and the next line */
	REACH_BOX,     /* and the next three lines */
	REACH_CONTACT, /* and lines that look like how to reach someone */
};

static const struct section {
	const char *label;
	enum reach reach;
} sections[] = {
    {"om oss", REACH_LINE},
    {"prenumerera", REACH_LABEL},
    {"prenumeration", REACH_BOX},
    {"prenumerationstjänst", REACH_BOX},
    {"prenumerera på nyheter", REACH_LABEL},
    {"prenumerera på nyhetsbrev", REACH_LABEL},
    {"taggar", REACH_TAGS},
    {"ämnen", REACH_TAGS},
    {"nyckelord", REACH_TAGS},
    {"dela", REACH_TAGS},
    {"kontakt", REACH_CONTACT},
    {"kontakta oss", REACH_CONTACT},
    {"kontakter", REACH_CONTACT},
    {"kontaktperson", REACH_CONTACT},
    {"kontaktpersoner", REACH_CONTACT},
    {"kontaktuppgifter", REACH_CONTACT},
    {"kontaktinformation", REACH_CONTACT},
    {"presskontakt", REACH_CONTACT},
    {"presskontakter", REACH_CONTACT},
    {"för mer information kontakta", REACH_CONTACT},
    {"mer information lämnas av", REACH_CONTACT},
    {"dokument & länkar", REACH_LABEL},
    {"läs också", REACH_TAGS},
    {"läs även", REACH_TAGS},
    {"relaterat innehåll", REACH_TAGS},
    {"relaterade nyheter", REACH_TAGS},
    {"relaterade länkar", REACH_TAGS},
    {"relaterad information", REACH_TAGS},
    {"relaterat", REACH_TAGS},
    {"fler nyheter", REACH_TAGS},
    {"senaste nytt", REACH_TAGS},
    {"senaste nyheterna", REACH_TAGS},
    {"mest läst", REACH_TAGS},
    {"mest lästa", REACH_TAGS},
    {"andra läser också", REACH_TAGS},
    {"kalender", REACH_TAGS},
    {"genvägar", REACH_TAGS},
};

static bool
is_digit(const char *s, size_t len, size_t i)
{
	return i < len && s[i] >= '0' && s[i] <= '9';
}

static bool
is_label(const struct line *l, const char *word)
{
	size_t n = strlen(word), len = l->len;

	while (len > 0 && strchr(":.? >", l->text[len - 1]) != NULL)
		len--;
	return len == n && stamp_prefix(l->text, len, word);
}

/* "Dela: Facebook LinkedIn": names of places to share at, and no more. */
static bool
is_sharing(const struct line *l)
{
	static const char *const places[] = {"facebook", "twitter", "linkedin",
	    "e-post", "whatsapp", "x", "på", "via", "och", "sidan", "kopiera",
	    "länk", "länken", "skriv", "ut"};
	const char *s = l->text, *end = l->text + l->len;

	if (!stamp_prefix(s, l->len, "dela"))
		return false;
	for (s += 4; s < end;) {
		size_t n = 0, i = 0;

		s += strspn(s, " :,|");
		while (s + n < end && strchr(" :,|", s[n]) == NULL)
			n++;
		while (
		    i < sizeof(places) / sizeof(*places) &&
		    !(strlen(places[i]) == n && stamp_prefix(s, n, places[i])))
			i++;
		if (n > 0 && i == sizeof(places) / sizeof(*places))
			return false;
		s += n;
	}
	return true;
}

static bool
is_dropped(const struct line *l)
{
	if (l->len > 60)
		return false;
	if (is_sharing(l))
		return true;
	for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
		if (is_label(l, dropped[i]))
			return true;
	/* Bare marks: "|", "•", ">>" */
	return strcspn(l->text, "|>*-_ ") == 0 &&
	       strspn(l->text, "|>*-_ ") == l->len;
}

static bool
is_banner(const struct line *l)
{
	char other[32];

	if (l->len > 500 || lines_may_date(l->text, l->len))
		return false;
	for (size_t i = 0; i < sizeof(banners) / sizeof(*banners); i++) {
		const char *s = banners[i].others;

		if (!stamp_has(l->text, l->len, banners[i].word))
			continue;
		while (*s != '\0') {
			size_t n = strcspn(s, "|");

			memcpy(other, s, n);
			other[n] = '\0';
			if (stamp_has(l->text, l->len, other))
				return true;
			s += n;
			s += *s == '|';
		}
	}
	return false;
}

/* "Om regionstyrelsen": after the contacts nothing of the matter follows. */
static bool
is_about(const struct line *l)
{
	return l->len <= 60 && stamp_prefix(l->text, l->len, "om ") &&
	       memchr(l->text, '.', l->len) == NULL &&
	       memchr(l->text, '?', l->len) == NULL;
}

static const struct section *
find_section(const struct line *l)
{
	if (l->len > 40)
		return NULL;
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		if (is_label(l, sections[i].label))
			return &sections[i];
	return NULL;
}

/* A number to call, an address to write to, or a name and a title. */
static bool
is_contact(const struct line *l)
{
	size_t digits = 0;

	if (memchr(l->text, '@', l->len) != NULL)
		return true;
	for (size_t i = 0; i < l->len; i++)
		digits += is_digit(l->text, l->len, i);
	if (l->len < 400 && digits >= 7)
		return true;
	return l->len < 90 && l->text[l->len - 1] != '.' && l->heading == 0 &&
	       digits < 5;
}

static bool
is_in_reach(enum reach reach, const struct line *l, size_t taken)
{
	switch (reach) {
	case REACH_LABEL:
		return false;
	case REACH_TAGS:
		return l->link && taken < 12;
	case REACH_LINE:
		return taken < 1;
	case REACH_BOX:
		return taken < 3 && l->len < 200;
	case REACH_CONTACT:
		return taken < 12 && is_contact(l);
	}
	return false;
}

/* One pass: what was before, and what to do with the next line. */
struct trim {
	const struct section *section; /* we are in one, or NULL */
	int heading;                   /* its heading's level, 0: a line */
	size_t taken;                  /* lines of it so far */
	bool contacts;                 /* a contact section has been seen */
	bool stamp_open;               /* the line before was a bare label */
};

static const struct section about = {"", REACH_LINE};

/* A heading ends a section, except one that stands under its own. */
static void
close_section(struct trim *t, const struct line *l)
{
	if (t->section != NULL && l->heading > 0 &&
	    (t->heading == 0 || l->heading <= t->heading))
		t->section = NULL;
}

static bool
opens_section(struct trim *t, const struct line *l)
{
	const struct section *s = find_section(l);

	if (s == NULL && t->contacts && is_about(l))
		s = &about;
	if (s == NULL)
		return false;
	/* An entry of a menu is dropped, and nothing below it. */
	if (l->link && l->heading == 0)
		return true;
	t->section = s;
	t->heading = l->heading;
	t->taken = 0;
	t->contacts |= s->reach == REACH_CONTACT;
	return true;
}

static bool
lies_in_section(struct trim *t, const struct line *l)
{
	if (t->section == NULL)
		return false;
	/* Under a heading all belongs to it; else as far as it reaches. */
	if (t->heading == 0 && !is_in_reach(t->section->reach, l, t->taken)) {
		t->section = NULL;
		return false;
	}
	t->taken++;
	/* What is all link is the title of another page, with its days. */
	if (t->section->reach == REACH_TAGS && l->link)
		return true;
	return !lines_may_date(l->text, l->len);
}

static bool
is_only_day(const struct line *l)
{
	return l->len <= 40 && strspn(l->text, "0123456789-:. ") == l->len;
}

/*
 * The line without its stamps; len 0 when nothing is left.  Stamps are few, so
 * a copy is made at the first only.
 */
static void
cut_stamps(struct pool *pool, struct trim *t, struct line *l)
{
	struct stamp s;
	size_t from = 0, to = 0;
	char *copy = NULL;
	bool open = t->stamp_open;

	t->stamp_open = false;
	if (open && is_only_day(l))
		l->len = 0;
	while (from < l->len && stamp_find(l->text, l->len, from, &s)) {
		if (copy == NULL)
			copy = pool_strndup(pool, l->text, l->len);
		t->stamp_open = s.when == NO_TIME;
		memcpy(copy + to, l->text + from, s.at - from);
		to += s.at - from;
		from = s.at + s.len;
	}
	if (copy == NULL)
		return;
	memcpy(copy + to, l->text + from, l->len - from);
	to += l->len - from;
	while (to > 0 && strchr(" |,:", copy[to - 1]) != NULL)
		to--;
	copy[to] = '\0';
	from = strspn(copy, " |,.:");
	l->text = copy + from;
	l->len = to - from;
}

void
lines_trim(struct lines *l)
{
	struct trim t = {0};
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct line line = l->list[i];

		cut_stamps(l->pool, &t, &line);
		if (line.len == 0)
			continue;
		close_section(&t, &line);
		if (opens_section(&t, &line) || lies_in_section(&t, &line) ||
		    is_dropped(&line) || is_banner(&line))
			continue;
		l->list[n++] = line;
	}
	l->n = n;
}
