/* lexicon.c - the words of all rules: the tables */
/* SPDX-License-Identifier: MIT */
#include "core/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/lexicon-parts.h"

enum { SLOTS_LEAST = 64, TERMS_LEAST = 32 };

void *
lexicon_memory(void *old, size_t n, size_t size)
{
	void *new = reallocarray(old, n, size);

	if (new == NULL) {
		fputs("<2>out of memory for the words of rules\n", stderr);
		_Exit(70);
	}
	return new;
}

static void *
zeroed(size_t n, size_t size)
{
	return memset(lexicon_memory(NULL, n, size), 0, n * size);
}

struct lexicon *
lexicon_new(void)
{
	struct lexicon *l = zeroed(1, sizeof(*l));

	l->n_terms = 1; /* 0 is none */
	l->found.lexicon = l;
	return l;
}

void
lexicon_free(struct lexicon *l)
{
	if (l == NULL)
		return;
	free(l->term);
	free(l->slot);
	free(l->may);
	free(l->same);
	free(l->found.mark);
	free(l->found.hit);
	free(l->known.word);
	free(l->known.set);
	free(l->list);
	free(l->seen);
	free(l);
}

/* --- terms --- */

/* What two patterns must share to mean the same. */
static uint64_t
meaning(const struct pattern *p)
{
	uint64_t h = p->n;

	for (size_t i = 0; i < p->n; i++) {
		const struct part *part = &p->part[i];
		uint64_t more = part->flags | (uint64_t)part->either_are << 8 |
				(uint64_t)part->chain << 16;

		h = XXH3_64bits_withSeed(part->text, part->len, h + more);
	}
	return h;
}

static bool
is_same(const struct pattern *a, const struct pattern *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct part *x = &a->part[i], *y = &b->part[i];

		if (x->len != y->len || x->flags != y->flags ||
		    x->chain != y->chain || x->either_are != y->either_are ||
		    memcmp(x->text, y->text, x->len) != 0)
			return false;
	}
	return true;
}

static void
put_same(struct lexicon *l, unsigned id)
{
	size_t mask = l->n_slots - 1;
	size_t i = l->term[id].meaning & mask;

	while (l->same[i] != 0)
		i = (i + 1) & mask;
	l->same[i] = id;
}

static unsigned
find_same(const struct lexicon *l, const struct pattern *p, uint64_t h)
{
	size_t mask = l->n_slots - 1;

	if (l->n_slots == 0)
		return 0;
	for (size_t i = h & mask; l->same[i] != 0; i = (i + 1) & mask)
		if (l->term[l->same[i]].meaning == h &&
		    is_same(l->term[l->same[i]].pattern, p))
			return l->same[i];
	return 0;
}

/* --- needles --- */

const char *
lexicon_needle(const struct part *p, size_t *len)
{
	*len = p->needle - 1U;
	return p->text + 1;
}

static bool
has_needle(const struct term *t, const char *s, size_t len, bool inside)
{
	size_t own;
	const char *needle = lexicon_needle(&t->pattern->part[0], &own);

	return own == len && t->inside == inside && memcmp(needle, s, len) == 0;
}

unsigned
lexicon_first(
    const struct lexicon *l, uint64_t h, const char *s, size_t len, bool inside)
{
	size_t mask = l->n_slots - 1;
	uint32_t tag = (uint32_t)(h >> 32);

	for (size_t i = h & mask; l->slot[i].term != 0; i = (i + 1) & mask)
		if (l->slot[i].tag == tag &&
		    has_needle(&l->term[l->slot[i].term], s, len, inside))
			return l->slot[i].term;
	return 0;
}

uint64_t
lexicon_hash(const char *s, size_t len, bool inside)
{
	uint64_t h = inside;

	for (size_t i = 0; i < len; i++)
		h = lexicon_step(h, (unsigned char)s[i]);
	return lexicon_mix(h);
}

static void
set_triples(struct begins *b, const char *s, size_t len)
{
	char three[3] = {s[0], len > 1 ? s[1] : 0, len > 2 ? s[2] : 0};

	if (len == 1)
		memset(b->triple, 0xFF, sizeof(b->triple));
	else if (len > 2)
		lexicon_set_triple(b, three);
	for (int c = 0; c < 256 && len == 2; c++) {
		three[2] = (char)c;
		lexicon_set_triple(b, three);
	}
}

static void
put_needle(struct lexicon *l, unsigned id)
{
	struct term *t = &l->term[id];
	struct begins *b = &l->begins[t->inside];
	size_t len, mask = l->n_slots - 1, i;
	const char *s = lexicon_needle(&t->pattern->part[0], &len);
	uint64_t h = lexicon_hash(s, len, t->inside);

	i = h & mask;
	while (l->slot[i].term != 0 &&
	       !(l->slot[i].tag == (uint32_t)(h >> 32) &&
		   has_needle(&l->term[l->slot[i].term], s, len, t->inside)))
		i = (i + 1) & mask;
	t->next = l->slot[i].term;
	l->slot[i] = (struct slot){.tag = (uint32_t)(h >> 32), .term = id};
	i = (h >> 20) & (8 * l->n_slots - 1);
	l->may[i / 8] |= (unsigned char)(1U << i % 8);
	b->any = true;
	b->length[len / 64] |= UINT64_C(1) << len % 64;
	set_triples(b, s, len);
}

static void
grow(struct lexicon *l)
{
	size_t n = l->n_slots ? 2 * l->n_slots : SLOTS_LEAST;

	free(l->slot);
	free(l->may);
	free(l->same);
	l->may = zeroed(n, 1);
	l->slot = zeroed(n, sizeof(*l->slot));
	l->same = zeroed(n, sizeof(*l->same));
	l->n_slots = n;
	for (unsigned id = 1; id < l->n_terms; id++) {
		put_same(l, id);
		put_needle(l, id);
	}
}

static unsigned
add_term(struct lexicon *l, const struct pattern *p, uint64_t h)
{
	unsigned id = l->n_terms;

	if (id >= l->room) {
		l->room = l->room ? 2 * l->room : TERMS_LEAST;
		l->term = lexicon_memory(l->term, l->room, sizeof(*l->term));
	}
	if (2 * (size_t)id >= l->n_slots)
		grow(l);
	l->term[id] = (struct term){.pattern = p,
	    .meaning = h,
	    .inside = p->part[0].flags & OPEN_START};
	l->n_terms++;
	put_same(l, id);
	put_needle(l, id);
	return id;
}

unsigned
lexicon_add(struct lexicon *l, const struct pattern *p)
{
	uint64_t h = meaning(p);
	unsigned id = find_same(l, p, h);

	if (id == 0)
		id = add_term(l, p, h);
	/* the number is the lexicon's, kept where it is asked for */
	((struct pattern *)p)->id = id;
	return id;
}

unsigned
lexicon_terms(const struct lexicon *l)
{
	return l->n_terms - 1;
}
