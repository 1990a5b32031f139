/* pattern-find.c - Swedish words for matching: where a pattern stands */
/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <string.h>

#include "core/forms.h"
#include "core/pattern-parts.h"
#include "core/pattern.h"

/* Is the word, len bytes, a form of the part's? */
static bool
is_form(struct forms *forms, const struct part *p, const char *word, size_t len)
{
	struct form_key key, own = {.len = p->len - 1U,
				 .chain = p->chain,
				 .either_are = p->either_are};

	memcpy(own.text, p->text + 1, own.len);
	forms_key(forms, word, len, &key);
	return forms_same(&key, &own);
}

/* The end of the word that begins at s; its space is within most bytes. */
static const char *
word_end(const char *s, size_t most)
{
	return memchr(s, ' ', strnlen(s, most));
}

const char *
part_match(struct forms *forms, const struct part *part, const char *s)
{
	const char *end;

	if (part->flags & OPEN_END)
		return strchr(s, ' ');
	end = word_end(s, part->needle + TAIL_MOST);
	if (end == NULL)
		return NULL;
	if (part->flags & EXACT)
		return end == s + part->len - 1 ? end : NULL;
	return is_form(forms, part, s, (size_t)(end - s)) ? end : NULL;
}

bool
pattern_rest(const struct pattern *p, const char *end)
{
	for (size_t i = 1; i < p->n; i++) {
		const struct part *part = &p->part[i];

		if (strncmp(end, part->text, part->needle) != 0)
			return false;
		end = part_match(p->forms, part, end + 1);
		if (end == NULL)
			return false;
	}
	return true;
}

/* Where the word begins that holds s, not before start. */
static const char *
word_begin(const char *start, const char *s)
{
	while (s > start && s[-1] != ' ')
		s--;
	return s;
}

const char *
pattern_find(const struct pattern *p, const char *folded)
{
	const struct part *first = &p->part[0];
	bool open = first->flags & OPEN_START;
	const char *s = folded;
	char needle[UCHAR_MAX + 1];

	memcpy(needle, first->text + open, first->needle - (size_t)open);
	needle[first->needle - open] = '\0';
	while ((s = strstr(s, needle)) != NULL) {
		const char *word = open ? s : s + 1;
		const char *end = part_match(p->forms, first, word);

		if (end != NULL && pattern_rest(p, end))
			return word_begin(folded, word);
		/* in this word OPEN_END has had its only chance */
		s = end != NULL && (first->flags & OPEN_END) ? end : s + 1;
	}
	return NULL;
}
