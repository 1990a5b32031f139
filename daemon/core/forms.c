/* forms.c - Swedish word forms: Snowball's stems, and what they lack */
/* SPDX-License-Identifier: MIT */
#include "core/forms.h"

#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/forms-table.h"

/* A word loses at most this many endings (kompetensernas: four). */
enum { ROUNDS = 6 };

/* The rows of forms_bent whose form ends with a byte: next of each leads to
 * the next such row; rows are numbered from 1, and 0 is none. */
enum { BENT_MOST = 200 };
struct forms {
	struct sb_stemmer *stemmer;
	unsigned char bent[256], next[BENT_MOST];
};

/* From the last row to the first, so that each list is in their order. */
static void
index_bent(struct forms *f)
{
	unsigned n = 0;

	while (forms_bent[n].form != NULL)
		n++;
	for (; n > 0; n--) {
		const struct forms_bent *b = &forms_bent[n - 1];
		unsigned char last = (unsigned char)b->form[b->len - 1];

		f->next[n] = f->bent[last];
		f->bent[last] = (unsigned char)n;
	}
}

struct forms *
forms_new(void)
{
	struct forms *f = calloc(1, sizeof(*f));

	if (f != NULL)
		f->stemmer = sb_stemmer_new("swedish", NULL);
	if (f == NULL || f->stemmer == NULL) {
		fputs(
		    "<2>out of memory, or libstemmer lacks Swedish\n", stderr);
		_Exit(70);
	}
	index_bent(f);
	return f;
}

void
forms_free(struct forms *f)
{
	if (f == NULL)
		return;
	sb_stemmer_delete(f->stemmer);
	free(f);
}

static size_t
characters(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xC0) != 0x80;
	return n;
}

static bool
ends(const struct form_key *k, const char *tail, size_t n)
{
	return k->len >= n && memcmp(k->text + k->len - n, tail, n) == 0;
}

static bool
begins(const char *s, const char *head)
{
	return strncmp(s, head, strlen(head)) == 0;
}

/* What the letters just cut off say of the derivation. */
static void
note_chain(struct form_key *k, const char *cut, bool after_a)
{
	bool found = true;

	if (after_a && strcmp(cut, "er") == 0)
		k->chain |= FORMS_ERA;
	if (strcmp(cut, "arna") == 0 || strcmp(cut, "arnas") == 0)
		k->either_are = true;
	while (found && cut[0] != '\0') {
		found = false;
		for (unsigned i = 0; forms_derivation[i] != NULL; i++) {
			if (!begins(cut, forms_derivation[i]))
				continue;
			k->chain |= 1U << i;
			cut += strlen(forms_derivation[i]);
			found = true;
			break;
		}
	}
}

/* after_a: what went in the round before began with an a (planer-ade) */
static bool
stem(struct forms *f, struct form_key *k, bool *after_a)
{
	const sb_symbol *s = sb_stemmer_stem(
	    f->stemmer, (const sb_symbol *)k->text, (int)k->len);
	size_t len = (size_t)sb_stemmer_length(f->stemmer);

	if (s == NULL || len >= k->len)
		return false;
	memcpy(k->text, s, len);
	note_chain(k, k->text + len, *after_a);
	*after_a = k->text[len] == 'a';
	k->len = len;
	k->text[len] = '\0';
	return true;
}

/* The first row that fits, of those whose rest is long enough. */
static bool
strip(struct form_key *k)
{
	for (const struct forms_ending *e = forms_ending; e->tail; e++) {
		size_t n = strlen(e->tail);

		if (!ends(k, e->tail, n) ||
		    characters(k->text, k->len - e->cut) < e->least)
			continue;
		k->len -= e->cut;
		k->text[k->len] = '\0';
		return true;
	}
	return false;
}

/* Puts to in the place of the tail that is n bytes long. */
static void
replace_tail(struct form_key *k, size_t n, const char *to)
{
	size_t len = strlen(to);

	if (k->len - n + len >= FORM_KEY)
		return;
	memcpy(k->text + k->len - n, to, len + 1);
	k->len = k->len - n + len;
}

/* Length without a genitive's s and then without the ending. */
static size_t
without(const struct form_key *k, const char *ending)
{
	size_t len = k->len, n = strlen(ending);

	if (ends(k, "s", 1))
		len--;
	return len >= n && memcmp(k->text + len - n, ending, n) == 0 ? len - n
								     : k->len;
}

/* The number of the first row that fits to the first len bytes; 0: none. */
static unsigned
bent_row(const struct forms *f, const struct form_key *k, size_t len)
{
	unsigned i = len > 0 ? f->bent[(unsigned char)k->text[len - 1]] : 0;

	for (; i != 0; i = f->next[i]) {
		const struct forms_bent *b = &forms_bent[i - 1];

		if (len >= b->len && (!b->whole || len == b->len) &&
		    memcmp(k->text + len - b->len, b->form, b->len) == 0)
			return i;
	}
	return 0;
}

/* Irregular tails, also with -s and -na; the key is then final. */
static bool
bend(const struct forms *f, struct form_key *k)
{
	size_t len[3] = {k->len, without(k, ""), without(k, "na")};
	unsigned best = 0;
	size_t of = 0;

	for (int i = 0; i < 3; i++) {
		unsigned row =
		    i > 0 && len[i] == k->len ? 0 : bent_row(f, k, len[i]);

		if (row == 0 || (best != 0 && row >= best))
			continue;
		best = row;
		of = len[i];
	}
	if (best == 0)
		return false;
	k->len = of;
	replace_tail(k, forms_bent[best - 1].len, forms_bent[best - 1].key);
	return true;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

/* Is the word, cut to len, one of its own?  Then that is its key. */
static bool
own_at(struct form_key *k, size_t len)
{
	char word[FORM_KEY];

	memcpy(word, k->text, len);
	word[len] = '\0';
	if (bsearch(word, forms_own, forms_own_n, sizeof(*forms_own),
		by_text) == NULL)
		return false;
	k->len = len;
	k->text[len] = '\0';
	return true;
}

/* A word of its own, also with one of its plainest endings. */
static bool
is_own(struct form_key *k)
{
	static const char *const ending[] = {"", "n", "en", "et"};

	if (own_at(k, k->len))
		return true;
	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
		size_t len = without(k, ending[i]);

		if (len != k->len && own_at(k, len))
			return true;
	}
	return false;
}

static bool
is_vowel(char c)
{
	return strchr("aeiouy", c) != NULL || (unsigned char)c >= 0x80;
}

/* regel -> regl (regler), registr -> regist (register) */
static void
smooth(struct form_key *k)
{
	char *s = k->text;
	size_t n = k->len;

	if (n >= 5 && s[n - 2] == 'e' && s[n - 1] == 'l' &&
	    !is_vowel(s[n - 3])) {
		s[n - 2] = 'l';
		k->len = n - 1;
	} else if (n >= 5 && s[n - 1] == 'r' && s[n - 2] == 't') {
		k->len = n - 1;
	} else if (n >= 4 && s[n - 1] == s[n - 2] &&
		   (s[n - 1] == 'm' || s[n - 1] == 'n')) {
		k->len = n - 1;
	}
	s[k->len] = '\0';
}

void
forms_key(struct forms *f, const char *word, size_t len, struct form_key *k)
{
	bool after_a = false;

	*k = (struct form_key){.len = 0};
	if (len == 0 || len >= FORM_KEY)
		return;
	memcpy(k->text, word, len);
	k->len = len;
	for (int i = 0; i < ROUNDS; i++) {
		if (is_own(k) || bend(f, k))
			return;
		if (!stem(f, k, &after_a) && !strip(k))
			break;
	}
	smooth(k);
}

bool
forms_same(const struct form_key *a, const struct form_key *b)
{
	unsigned differ = a->chain ^ b->chain;

	if (a->len == 0 || a->len != b->len ||
	    memcmp(a->text, b->text, a->len) != 0)
		return false;
	return differ == 0 ||
	       (differ == FORMS_ARE && (a->either_are || b->either_are));
}

size_t
forms_lead(const struct form_key *k)
{
	size_t lead = k->len;

	/* regl, of regel: smooth() */
	if (lead >= 4 && k->text[lead - 1] == 'l' &&
	    !is_vowel(k->text[lead - 2]))
		lead--;
	for (const struct forms_bent *b = forms_bent; b->form; b++) {
		size_t n = strlen(b->key), same = 0;

		if (!ends(k, b->key, n))
			continue;
		while (b->form[same] != '\0' && b->form[same] == b->key[same])
			same++;
		if (k->len - n + same < lead)
			lead = k->len - n + same;
	}
	return lead;
}
