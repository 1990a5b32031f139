/* regex.c - regular expressions of rules: any case, and never for long */
/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/regex.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/str.h"

enum {
	GIVEN_UP_MOST = 3, /* then it is not tried any more */
	PIECE = 256,       /* bytes composed at once: utf8proc's ordering of
			    * marks takes the square of their number */
	STACK_LEAST = 32 << 10,
	STACK_MOST = 256 << 10
};

struct regex {
	pcre2_code *code;
	bool hastened;
	int given_up;
};

/* PCRE2's memory is the pool's: it goes with it. */
static void *
take(size_t size, void *pool)
{
	return pool_get(pool, size);
}

static void
give(void *memory, void *pool)
{
	(void)memory;
	(void)pool;
}

/* --- composed text --- */

static bool
has_marks(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '\xCC' || *text == '\xCD')
			return true;
	return false;
}

static void
compose_piece(struct str *out, const char *s, size_t len)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s,
	    (utf8proc_ssize_t)len, &made, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (n >= 0)
		str_addn(out, (const char *)made, (size_t)n);
	else
		str_addn(out, s, len);
	free(made);
}

/* The bytes of s up to a blank, or PIECE and no character cut. */
static size_t
piece_length(const char *s)
{
	size_t n = strcspn(s, " \n\t"), gap = strspn(s + n, " \n\t");

	if (n + gap <= PIECE)
		return n + gap;
	for (n = PIECE; n > 1 && (s[n] & 0xC0) == 0x80;)
		n--;
	return n;
}

const char *
regex_compose(struct pool *pool, const char *text)
{
	struct str out = STR_INIT(4 * (text ? strlen(text) : 0) + 16);
	const char *composed;

	if (text == NULL || !has_marks(text))
		return text;
	for (size_t n; *text != '\0'; text += n) {
		n = piece_length(text);
		compose_piece(&out, text, n);
	}
	composed = pool_strndup(pool, out.text, out.len);
	str_release(&out);
	return composed;
}

/* --- compiling --- */

/* Slips that compile and mean something else; NULL: none. */
static const char *
slip(const char *expression, size_t *at)
{
	static const struct {
		const char *wrong, *hint;
	} row[] = {
	    {"(i?)", "(i?) means an i or nothing; capitals never matter here"},
	    {"(?!i)", "(?!i) forbids an i; capitals never matter here"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const char *found = strstr(expression, row[i].wrong);

		if (found == NULL)
			continue;
		*at = (size_t)(found - expression);
		return row[i].hint;
	}
	return NULL;
}

static pcre2_code *
compile(struct pool *pool, const char *expression, size_t *at, struct why *w)
{
	pcre2_general_context *general = pcre2_general_context_create(
	    take, give, pool);
	pcre2_compile_context *context = pcre2_compile_context_create(general);
	PCRE2_UCHAR text[128] = "";
	pcre2_code *code;
	int error = 0;

	pcre2_set_parens_nest_limit(context, 50);
	code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_MULTILINE |
		PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT,
	    &error, at, context);
	if (code != NULL)
		return code;
	pcre2_get_error_message(error, text, sizeof(text));
	why(w, "no regular expression: %s", (const char *)text);
	return NULL;
}

struct regex *
regex_new(struct pool *pool, const char *expression, size_t *at, struct why *w)
{
	size_t len = strlen(expression);
	struct regex *r = pool_get(pool, sizeof(*r));
	const char *hint;

	*at = 0;
	if (len == 0 || len > REGEX_MOST) {
		why(w, "an expression has 1 to %d bytes", REGEX_MOST);
		return NULL;
	}
	hint = slip(expression, at);
	if (hint != NULL) {
		why(w, "%s", hint);
		return NULL;
	}
	r->code = compile(pool, regex_compose(pool, expression), at, w);
	if (*at > len)
		*at = len;
	return r->code != NULL ? r : NULL;
}

void
regex_hasten(struct regex *r)
{
	if (!r->hastened && r->code != NULL)
		r->hastened = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) ==
			      0;
}

void
regex_drop(struct regex *r)
{
	if (r->hastened)
		pcre2_code_free(r->code);
	r->hastened = false;
	r->code = NULL;
}

/* --- matching --- */

struct matching {
	pcre2_match_context *context;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	long steps; /* that are left */
};

/* Called before each part of an expression that is tried: its steps. */
static int
count_step(pcre2_callout_block *block, void *context)
{
	struct matching *m = context;

	(void)block;
	return m->steps-- > 0 ? 0 : PCRE2_ERROR_CALLOUT;
}

static bool
is_limit(int n)
{
	return n == PCRE2_ERROR_CALLOUT || n == PCRE2_ERROR_HEAPLIMIT ||
	       n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_DEPTHLIMIT ||
	       n == PCRE2_ERROR_JIT_STACKLIMIT || n == PCRE2_ERROR_NOMEMORY;
}

/* The bytes of a line that are looked at, no character cut. */
static size_t
line_length(const char *line)
{
	size_t n = strcspn(line, "\n");

	if (n <= REGEX_LINE)
		return n;
	for (n = REGEX_LINE; n > 0 && (line[n] & 0xC0) == 0x80;)
		n--;
	return n;
}

static enum regex_end
find_in(struct regex *r, struct matching *m, const char *text, size_t *from,
    size_t *to)
{
	const size_t *found = pcre2_get_ovector_pointer(m->data);
	const char *line = text;

	for (; (size_t)(line - text) < REGEX_TEXT;) {
		int n = pcre2_match(r->code, (PCRE2_SPTR)line,
		    line_length(line), 0, 0, m->data, m->context);

		if (n >= 0) {
			*from = (size_t)(line - text) + found[0];
			*to = (size_t)(line - text) + found[1];
			return REGEX_FOUND;
		}
		if (is_limit(n))
			return REGEX_GAVE_UP;
		line += strcspn(line, "\n");
		if (*line++ == '\0')
			break;
	}
	return REGEX_NOT;
}

static struct matching
begin(struct regex *r, const struct regex_budget *b)
{
	struct matching m = {
	    .steps = b->steps < REGEX_STEPS ? b->steps : REGEX_STEPS};

	m.context = pcre2_match_context_create(NULL);
	m.data = pcre2_match_data_create(1, NULL);
	if (r->hastened)
		m.stack = pcre2_jit_stack_create(STACK_LEAST, STACK_MOST, NULL);
	if (m.context == NULL || m.data == NULL)
		abort();
	pcre2_jit_stack_assign(m.context, NULL, m.stack);
	pcre2_set_heap_limit(m.context, REGEX_MEMORY);
	pcre2_set_match_limit(m.context, REGEX_STEPS);
	pcre2_set_depth_limit(m.context, REGEX_STEPS / 10);
	return m;
}

static void
end(struct matching *m)
{
	pcre2_jit_stack_free(m->stack);
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
}

enum regex_end
regex_find(struct regex *r, struct regex_budget *budget, const char *text,
    size_t *from, size_t *to)
{
	struct matching m;
	size_t at, until;
	enum regex_end found;
	long given;

	if (regex_is_lame(r) || budget->steps <= 0 || r->code == NULL)
		return REGEX_GAVE_UP;
	m = begin(r, budget);
	given = m.steps;
	pcre2_set_callout(m.context, count_step, &m);
	found = find_in(r, &m, text, from ? from : &at, to ? to : &until);
	budget->steps -= given - m.steps;
	/* what others have used up is no fault of its own */
	r->given_up += found == REGEX_GAVE_UP && given == REGEX_STEPS;
	end(&m);
	return found;
}

bool
regex_is_lame(const struct regex *r)
{
	return r->given_up >= GIVEN_UP_MOST;
}
