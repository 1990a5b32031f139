/* lexicon-look.c - the words of all rules: a text looked through */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/lexicon-parts.h"

/* A word of the text, and the terms that it matches: their numbers twice, and
 * one more where it is only the first word of several. */
struct looking {
	struct lexicon *lexicon;
	const char *word;
	size_t len;
	size_t n; /* of them in the lexicon's list */
};

static void
add(struct looking *k, unsigned id)
{
	struct lexicon *l = k->lexicon;

	if (l->seen[id] == l->words)
		return;
	l->seen[id] = l->words;
	l->list[k->n++] = id << 1 | (l->term[id].pattern->n > 1);
}

/* The terms of the needle that stands at s. */
static void
add_terms(struct looking *k, unsigned id, const char *s)
{
	const struct lexicon *l = k->lexicon;

	for (; id != 0; id = l->term[id].next) {
		const struct pattern *p = l->term[id].pattern;

		if (part_match(p->forms, &p->part[0], s) != NULL)
			add(k, id);
	}
}

/* All needles that begin at s, in the word. */
static void
look_from(struct looking *k, const char *s, bool inside)
{
	const struct lexicon *l = k->lexicon;
	const struct begins *b = &l->begins[inside];
	size_t left = (size_t)(k->word + k->len - s);
	uint64_t h = inside;

	if (left > 255)
		left = 255;
	for (size_t n = 1; n <= left; n++) {
		uint64_t lengths = b->length[n / 64] >> n % 64;

		h = lexicon_step(h, (unsigned char)s[n - 1]);
		if (lengths & 1 && lexicon_may(l, lexicon_mix(h)))
			add_terms(k,
			    lexicon_first(l, lexicon_mix(h), s, n, inside), s);
		else if (lengths == 0 && n / 64 == 3)
			return;
	}
}

static void
look_up(struct looking *k)
{
	struct lexicon *l = k->lexicon;
	const struct begins *start = &l->begins[false];
	const struct begins *inside = &l->begins[true];

	if (++l->words == 0) {
		memset(l->seen, 0, l->n_terms * sizeof(*l->seen));
		l->words = 1;
	}
	/* a space and then something follows each word: three bytes */
	if (start->any && lexicon_has_triple(start, k->word))
		look_from(k, k->word, false);
	if (!inside->any)
		return;
	for (const char *s = k->word; s < k->word + k->len; s++)
		if ((*s & 0xC0) != 0x80 && lexicon_has_triple(inside, s))
			look_from(k, s, true);
}

/* --- what is found --- */

static unsigned
scope_bit(enum pattern_scope scope)
{
	return 1U << scope;
}

static void
mark(struct found *f, unsigned id, unsigned bit)
{
	if (f->mark[id] >> 8 != f->now) {
		f->mark[id] = f->now << 8;
		f->hit[f->n_hits++] = id;
	}
	f->mark[id] |= bit;
}

static void
take(struct lexicon *l, const unsigned *term, size_t n, const char *end,
    unsigned bit)
{
	for (size_t i = 0; i < n; i++) {
		unsigned id = term[i] >> 1;

		if (!(term[i] & 1) || pattern_rest(l->term[id].pattern, end))
			mark(&l->found, id, bit);
	}
}

/* --- words that are known --- */

static void
forget(struct known *k)
{
	memset(k->word, 0, KNOWN_WORDS * sizeof(*k->word));
	k->n_set = 1;
	k->set[0] = 0;
}

static void
remember_from_now(struct lexicon *l)
{
	l->known.word = lexicon_memory(
	    NULL, KNOWN_WORDS, sizeof(*l->known.word));
	l->known.set = lexicon_memory(NULL, KNOWN_SETS, sizeof(*l->known.set));
	forget(&l->known);
}

static void
remember(struct known *k, struct known_word *w, const struct looking *one)
{
	if (one->n + 1 > KNOWN_SETS / 16)
		return;
	if (k->n_set + one->n + 1 > KNOWN_SETS)
		forget(k);
	w->len = (unsigned char)one->len;
	memcpy(w->text, one->word, one->len);
	w->set = 0;
	if (one->n == 0)
		return;
	w->set = k->n_set;
	k->set[k->n_set++] = (unsigned)one->n;
	memcpy(k->set + k->n_set, one->lexicon->list,
	    one->n * sizeof(*one->lexicon->list));
	k->n_set += (uint32_t)one->n;
}

/* --- a text --- */

static bool
is_known(const struct known_word *w, const char *word, size_t len)
{
	return w->len == len && memcmp(w->text, word, len) == 0;
}

static struct known_word *
known_row(const struct known *k, uint64_t h)
{
	size_t row = lexicon_mix(h) % (KNOWN_WORDS / KNOWN_ROW);

	return &k->word[row * KNOWN_ROW];
}

/* The word's slot; one that is another word's when it is not known. */
static struct known_word *
known_slot(struct known *k, const char *word, size_t len, uint64_t h)
{
	struct known_word *row = known_row(k, h);

	for (int i = 0; i < KNOWN_ROW; i++)
		if (is_known(&row[i], word, len))
			return &row[i];
	for (int i = 0; i < KNOWN_ROW; i++)
		if (row[i].len == 0)
			return &row[i];
	return &row[k->turn++ % KNOWN_ROW];
}

static void
look_at_word(
    struct lexicon *l, const char *word, size_t len, uint64_t h, unsigned bit)
{
	struct looking one = {.lexicon = l, .word = word, .len = len};
	struct known *k = &l->known;
	struct known_word *w = NULL;

	if (k->word != NULL && len <= KNOWN_WORD) {
		w = known_slot(k, word, len, h);
		if (is_known(w, word, len)) {
			const unsigned *set = &k->set[w->set];

			take(l, set + 1, set[0], word + len, bit);
			return;
		}
	}
	look_up(&one);
	take(l, l->list, one.n, word + len, bit);
	if (w != NULL)
		remember(k, w, &one);
}

/* Where nothing is remembered: only words that begin like a needle are looked
 * up, or where a middle may be one all. */
static void
look_at_few(struct lexicon *l, const char *folded, unsigned bit)
{
	const struct begins *start = &l->begins[false];
	const char *word = folded + 1, *end;

	for (; *word != '\0'; word = end + 1) {
		struct looking one = {.lexicon = l, .word = word};

		end = word;
		if (l->begins[true].any || lexicon_has_triple(start, word)) {
			end = strchr(word, ' ');
			one.len = (size_t)(end - word);
			look_up(&one);
			if (one.n > 0)
				take(l, l->list, one.n, end, bit);
			continue;
		}
		while (*end != ' ')
			end++;
	}
}

/* The word at s, which ends with a space; len 0: there is none. */
struct next {
	const char *word;
	size_t len;
	uint64_t h;
};

static struct next
next_word(const struct lexicon *l, const char *s)
{
	struct next w = {.word = s};

	if (*s == '\0')
		return w;
	for (; *s != ' '; s++)
		w.h = lexicon_step(w.h, (unsigned char)*s);
	w.len = (size_t)(s - w.word);
	/* it is here by the time that the word before is done with */
	if (l->known.word != NULL)
		__builtin_prefetch(known_row(&l->known, w.h));
	return w;
}

void
lexicon_look(struct lexicon *l, enum pattern_scope scope, const char *folded)
{
	struct next word, next;

	if (folded == NULL || folded[0] == '\0' || l->n_terms == 1)
		return;
	if (l->known.word == NULL) {
		look_at_few(l, folded, scope_bit(scope));
		return;
	}
	for (word = next_word(l, folded + 1); word.len > 0; word = next) {
		next = next_word(l, word.word + word.len + 1);
		look_at_word(l, word.word, word.len, word.h, scope_bit(scope));
	}
}

static void
make_room(struct lexicon *l)
{
	struct found *f = &l->found;

	if (f->room >= l->n_terms)
		return;
	f->room = l->n_terms;
	f->mark = lexicon_memory(f->mark, f->room, sizeof(*f->mark));
	f->hit = lexicon_memory(f->hit, f->room, sizeof(*f->hit));
	l->list = lexicon_memory(l->list, f->room, sizeof(*l->list));
	l->seen = lexicon_memory(l->seen, f->room, sizeof(*l->seen));
	memset(l->seen, 0, f->room * sizeof(*l->seen));
	l->words = 0;
	f->now = 0;
	/* what is known does not know the new ones */
	if (l->n_terms > LEXICON_MANY && l->known.word == NULL)
		remember_from_now(l);
	else if (l->known.word != NULL)
		forget(&l->known);
}

struct found *
lexicon_begin(struct lexicon *l)
{
	struct found *f = &l->found;

	make_room(l);
	if (f->now == 0 || f->now == UINT32_MAX >> 8) {
		memset(f->mark, 0, f->room * sizeof(*f->mark));
		f->now = 0;
	}
	f->now++;
	f->n_hits = 0;
	return f;
}

const unsigned *
found_terms(const struct found *f, size_t *n)
{
	*n = f->n_hits;
	return f->hit;
}

bool
found_term(const struct found *f, unsigned id, enum pattern_scope scope)
{
	unsigned wanted = scope_bit(scope);

	if (scope == SCOPE_ANY)
		wanted = scope_bit(SCOPE_TITLE) | scope_bit(SCOPE_TEXT);
	return f->mark[id] >> 8 == f->now && (f->mark[id] & wanted) != 0;
}

bool
found_in(
    const struct found *f, const struct pattern *p, enum pattern_scope scope)
{
	return found_term(f, p->id, scope);
}
