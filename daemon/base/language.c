/* language.c - texts in the languages of po/, out of msgfmt's catalogs */
/* SPDX-License-Identifier: MIT */
#include "base/language.h"

#include <stdint.h>
#include <string.h>

/*
 * A catalog (gettext's manual, "The Format of GNU MO Files"): texts in the
 * order of strcmp, each with its length and offset, and the translations in
 * the same order.  Ours are built in, so they are as msgfmt made them.
 */
enum { MO_COUNT = 8, MO_TEXTS = 12, MO_SAID = 16 };

static size_t
number(const struct language_catalog *c, size_t at)
{
	const unsigned char *p = c->mo + at;

	return (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 |
	       (size_t)p[3] << 24;
}

/* The text i of a table; at begins a length and an offset. */
static const char *
text_at(const struct language_catalog *c, size_t table, size_t i)
{
	return (const char *)c->mo + number(c, number(c, table) + 8 * i + 4);
}

/* NULL: it is not there. */
static const char *
look_up(const struct language_catalog *c, const char *text)
{
	size_t low = 0, high = number(c, MO_COUNT);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(text, text_at(c, MO_TEXTS, middle));

		if (order == 0)
			return text_at(c, MO_SAID, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* NULL: English, which stands in the code. */
static const struct language_catalog *
catalog_of(enum language l)
{
	if (l == LANGUAGE_EN)
		return NULL;
	return &language_catalog[l == LANGUAGE_SV ? 0 : (int)l - 1];
}

int
language_count(void)
{
	return language_catalogs + 1 < LANGUAGES_MOST ? language_catalogs + 1
						      : LANGUAGES_MOST;
}

const char *
language_name(enum language l)
{
	return language_list[l];
}

bool
language_read(const char *name, enum language *l)
{
	for (int i = 0; i < language_count(); i++)
		if (strcmp(name, language_name((enum language)i)) == 0) {
			*l = (enum language)i;
			return true;
		}
	return false;
}

/* Without its context. */
static const char *
bare(const char *english)
{
	const char *end = strchr(english, '\004');

	return end != NULL ? end + 1 : english;
}

const char *
language_say(enum language l, const char *english)
{
	const struct language_catalog *c = catalog_of(l);
	const char *said =
	    c == NULL || english[0] == '\0' ? NULL : look_up(c, english);

	return said != NULL && said[0] != '\0' ? said : bare(english);
}

const char *
language_plural(
    enum language l, const char *one, const char *many, unsigned long n)
{
	const struct language_catalog *c = catalog_of(l);
	const char *said = c == NULL ? NULL : look_up(c, one);

	if (said == NULL || said[0] == '\0')
		return n == 1 ? one : many;
	/* forms follow one another, each with its NUL */
	for (unsigned long form = c->plural(n); form > 0; form--)
		said += strlen(said) + 1;
	return said;
}

void
language_fill(
    struct str *s, const char *text, const char *const arg[], size_t n)
{
	for (size_t next = 0, len; *text != '\0'; text += len) {
		len = strcspn(text, "%");
		str_addn(s, text, len);
		if (text[len] != '%')
			continue;
		len++;
		if (text[len] >= '1' && text[len] <= '0' + LANGUAGE_BLANKS) {
			size_t which = (size_t)(text[len++] - '1');

			str_add(s, which < n ? arg[which] : "");
		} else {
			str_add(s, next < n ? arg[next] : "");
			next++;
		}
	}
}
