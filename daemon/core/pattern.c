/* pattern.c - Swedish words for matching: patterns */
/* SPDX-License-Identifier: MIT */
#include "core/pattern.h"

#include <limits.h>
#include <string.h>

#include "base/str.h"
#include "core/forms.h"
#include "core/pattern-parts.h"

enum {
	PATTERN_MOST = 200,   /* bytes of one pattern */
	PATTERNS_MOST = 1000, /* of one list */
	WORDS_MOST = 100,     /* of one pattern */
	LETTERS_LEAST = 2     /* beside a * */
};

/* --- reading a list --- */

struct reading {
	struct pool *pool;
	struct forms *forms;
	const char *list;
	struct pattern *pattern;
	size_t n, room;
	struct str folded; /* scratch */
	struct part part[WORDS_MOST];
	size_t n_parts;
	int *column;
	struct why *why;
};

static bool
fault(struct reading *r, const char *at, const char *reason)
{
	*r->column = (int)(at - r->list) + 1;
	return why(r->why, "%s", reason);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The end of the pattern that begins at s: its comma, or the list's end. */
static const char *
pattern_end(const char *s)
{
	bool quoted = false;

	for (; *s != '\0' && (quoted || *s != ','); s++)
		if (*s == '"')
			quoted = !quoted;
	return s;
}

static void
make_part(struct reading *r, const char *word, size_t len, unsigned flags)
{
	struct part *p = &r->part[r->n_parts++];
	struct form_key key = {.len = 0};

	if (!(flags & (OPEN_END | EXACT)))
		forms_key(r->forms, word, len, &key);
	if (key.len == 0 && !(flags & OPEN_END))
		flags |= EXACT;
	p->flags = (unsigned char)flags;
	p->chain = key.chain;
	p->either_are = key.either_are;
	if (key.len > 0) {
		p->needle = (unsigned char)(1 + forms_lead(&key));
		word = key.text;
		len = key.len;
	} else {
		p->needle = (unsigned char)(1 + len);
	}
	p->len = (unsigned char)(1 + len);
	p->text = pool_printf(r->pool, " %.*s", (int)len, word);
}

/* The words of one folded piece; stars belong to its first and last word. */
static void
add_parts(struct reading *r, unsigned flags)
{
	const char *s = r->folded.text + 1;

	for (bool first = true; *s != '\0'; first = false) {
		const char *space = strchr(s, ' ');
		unsigned own = flags & EXACT;

		if (first)
			own |= flags & OPEN_START;
		if (space[1] == '\0')
			own |= flags & OPEN_END;
		make_part(r, s, (size_t)(space - s), own);
		s = space + 1;
	}
}

/* s, written so by people, is folded and checked. */
static bool
fold_piece(struct reading *r, const char *s, size_t len, unsigned flags)
{
	const char *star = memchr(s, '*', len);
	const char *c;
	size_t letters = 0, words = 0;

	if (star != NULL)
		return fault(r, star,
		    flags & EXACT
			? "a * inside quotes means nothing; write the words "
			  "without quotes"
			: "a * stands first or last in a word, not inside it");
	str_clear(&r->folded);
	words_fold_into(&r->folded, s, len);
	for (c = r->folded.text + 1; *c != '\0'; c++) {
		words += *c == ' ';
		letters += *c != ' ' && ((unsigned char)*c & 0xC0) != 0x80;
	}
	if (letters == 0)
		return fault(r, s, "no letter or digit in this word");
	if (r->folded.len > UCHAR_MAX || r->n_parts + words > WORDS_MOST)
		return fault(r, s, "longer than 200 bytes");
	if ((flags & (OPEN_START | OPEN_END)) && letters < LETTERS_LEAST)
		return fault(r, s,
		    "a * needs at least two letters beside it, else nearly "
		    "everything matches");
	return true;
}

/* A word as it was written, perhaps with stars. */
static bool
read_piece(struct reading *r, const char *s, size_t len)
{
	unsigned flags = 0;
	const char *begin = s;

	if (s[0] == '*') {
		flags |= OPEN_START;
		s++;
		len--;
	}
	if (len > 0 && s[len - 1] == '*') {
		flags |= OPEN_END;
		len--;
	}
	if (!fold_piece(r, len > 0 ? s : begin, len, flags))
		return false;
	add_parts(r, flags);
	return true;
}

static bool
read_words(struct reading *r, const char *s, const char *end)
{
	const char *quote = memchr(s, '"', (size_t)(end - s));

	if (quote != NULL)
		return fault(r, quote,
		    "quotes hold a whole pattern; put a comma before them");
	while (s < end) {
		const char *begin = s;

		while (s < end && !is_blank(*s))
			s++;
		if (!read_piece(r, begin, (size_t)(s - begin)))
			return false;
		while (s < end && is_blank(*s))
			s++;
	}
	return true;
}

static bool
read_quoted(struct reading *r, const char *s, const char *end)
{
	const char *close = memchr(s + 1, '"', (size_t)(end - s - 1));

	if (close == NULL)
		return fault(r, s, "the quote is not closed");
	if (close + 1 != end)
		return fault(r, close + 1,
		    "quotes hold a whole pattern; put a comma after them");
	if (!fold_piece(r, s + 1, (size_t)(close - s - 1), EXACT))
		return false;
	add_parts(r, EXACT);
	return true;
}

/* --- the scope before a pattern --- */

static const char *const scopes[SCOPES] = {
    "", "title", "text", "link", "source"};

const char *
scope_name(enum pattern_scope scope)
{
	return scopes[scope];
}

/* Words that are meant as a scope, and which. */
static const struct {
	const char *word;
	enum pattern_scope meant;
} near_scope[] = {
    {"titel", SCOPE_TITLE},
    {"rubrik", SCOPE_TITLE},
    {"headline", SCOPE_TITLE},
    {"intitle", SCOPE_TITLE},
    {"content", SCOPE_TEXT},
    {"body", SCOPE_TEXT},
    {"url", SCOPE_LINK},
    {"länk", SCOPE_LINK},
    {"adress", SCOPE_LINK},
    {"källa", SCOPE_SOURCE},
    {"Title", SCOPE_TITLE},
    {"Text", SCOPE_TEXT},
    {"Link", SCOPE_LINK},
    {"Source", SCOPE_SOURCE},
};

static bool
is_word(const char *s, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(s, word, len) == 0;
}

/* Takes "title:" from the beginning of *s. */
static bool
read_scope(struct reading *r, const char **s, const char *end,
    enum pattern_scope *scope)
{
	const char *colon = memchr(*s, ':', (size_t)(end - *s));
	size_t len = colon != NULL ? (size_t)(colon - *s) : 0;

	*scope = SCOPE_ANY;
	for (size_t i = 1; i < SCOPES && len > 0; i++) {
		if (!is_word(*s, len, scopes[i]))
			continue;
		*scope = (enum pattern_scope)i;
		for (*s = colon + 1; *s < end && is_blank(**s);)
			++*s;
		return *s < end ||
		       fault(r, colon, "a word is missing after the colon");
	}
	for (size_t i = 0; i < sizeof(near_scope) / sizeof(*near_scope); i++) {
		if (len == 0 || !is_word(*s, len, near_scope[i].word))
			continue;
		*r->column = (int)(*s - r->list) + 1;
		return why(r->why, "'%s:' is no scope; did you mean '%s:'?",
		    near_scope[i].word, scopes[near_scope[i].meant]);
	}
	return true;
}

static bool
read_pattern(struct reading *r, const char *s, const char *end)
{
	struct pattern *p;
	struct part *part;
	size_t len = (size_t)(end - s);
	const char *words = s;
	enum pattern_scope scope;

	if (len == 0)
		return fault(r, s, "a pattern is missing beside a comma");
	if (len > PATTERN_MOST)
		return fault(r, s, "longer than 200 bytes");
	if (r->n == PATTERNS_MOST)
		return fault(r, s, "more than 1000 patterns in one list");
	r->n_parts = 0;
	if (!read_scope(r, &words, end, &scope))
		return false;
	if (!(words[0] == '"' ? read_quoted(r, words, end)
			      : read_words(r, words, end)))
		return false;
	r->pattern = pool_grow(
	    r->pool, r->pattern, r->n, &r->room, sizeof(*r->pattern));
	p = &r->pattern[r->n++];
	part = pool_get(r->pool, r->n_parts * sizeof(*part));
	memcpy(part, r->part, r->n_parts * sizeof(*part));
	*p = (struct pattern){.text = pool_strndup(r->pool, s, len),
	    .scope = scope,
	    .forms = r->forms,
	    .part = part,
	    .n = r->n_parts};
	return true;
}

static size_t
count(const char *list)
{
	size_t n = 1;

	for (; *list != '\0'; list++)
		n += *list == ',';
	return n < PATTERNS_MOST ? n : PATTERNS_MOST;
}

static bool
read_list(struct reading *r)
{
	const char *s = r->list;

	for (;;) {
		const char *comma = pattern_end(s), *end = comma;

		while (is_blank(*s))
			s++;
		while (end > s && is_blank(end[-1]))
			end--;
		if (!read_pattern(r, s, end))
			return false;
		if (*comma == '\0')
			return true;
		s = comma + 1;
	}
}

bool
patterns_read(struct forms *forms, struct pool *pool, const char *list,
    const struct pattern **pattern, size_t *n, int *column, struct why *w)
{
	struct reading r = {.pool = pool,
	    .forms = forms,
	    .list = list,
	    .folded = STR_INIT(8 * PATTERN_MOST),
	    .column = column,
	    .why = w};
	bool read;

	*pattern = NULL;
	*n = 0;
	if (list[strspn(list, " \t")] == '\0')
		return true;
	r.room = count(list);
	r.pattern = pool_get(pool, r.room * sizeof(*r.pattern));
	read = read_list(&r);
	str_release(&r.folded);
	if (!read)
		return false;
	*pattern = r.pattern;
	*n = r.n;
	return true;
}

const struct pattern *
pattern_at(const struct pattern *list, size_t i)
{
	return &list[i];
}

const char *
pattern_text(const struct pattern *p)
{
	return p->text;
}

enum pattern_scope
pattern_scope(const struct pattern *p)
{
	return p->scope;
}
