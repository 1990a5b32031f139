/* mask.c - what of a text is not compared: an administrator's expressions */
/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/mask.h"

#include <pcre2.h>
#include <string.h>

#include "base/str.h"

struct mask {
	pcre2_code *code;
};

enum { EXPRESSION_MOST = 1000 };

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

const struct mask *
mask_new(struct pool *pool, const char *expression, size_t *at, struct why *w)
{
	pcre2_general_context *general = pcre2_general_context_create(
	    take, give, pool);
	pcre2_compile_context *context = pcre2_compile_context_create(general);
	struct mask *m = pool_get(pool, sizeof(*m));
	PCRE2_UCHAR text[128] = "";
	size_t len = strlen(expression);
	int error = 0;

	*at = 0;
	if (len == 0 || len > EXPRESSION_MOST) {
		why(w, "an expression has 1 to %d bytes", EXPRESSION_MOST);
		return NULL;
	}
	pcre2_set_parens_nest_limit(context, 50);
	m->code = pcre2_compile((PCRE2_SPTR)expression, len,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
		PCRE2_AUTO_CALLOUT,
	    &error, at, context);
	if (m->code != NULL)
		return m;
	pcre2_get_error_message(error, text, sizeof(text));
	why(w, "no regular expression: %s", (const char *)text);
	return NULL;
}

/* One text being masked. */
struct masking {
	pcre2_match_context *context;
	pcre2_match_data *data;
	long steps; /* that are left */
	bool gave_up;
};

/* Called before each part of an expression that is tried: its steps. */
static int
count_step(pcre2_callout_block *block, void *context)
{
	struct masking *g = context;

	(void)block;
	return g->steps-- > 0 ? 0 : PCRE2_ERROR_CALLOUT;
}

/* Adds what the mask leaves of a line. */
static void
mask_line(struct masking *g, const struct mask *m, struct str *out,
    const char *line, size_t len)
{
	const size_t *found = pcre2_get_ovector_pointer(g->data);
	size_t look = len, at = 0;

	if (look > MASK_LINE)
		for (look = MASK_LINE; (line[look] & 0xC0) == 0x80;)
			look--;
	while (at < look && !g->gave_up) {
		int n = pcre2_match(m->code, (PCRE2_SPTR)line, look, at,
		    PCRE2_NOTEMPTY | (at > 0 ? PCRE2_NO_UTF_CHECK : 0), g->data,
		    g->context);

		g->gave_up = n == PCRE2_ERROR_CALLOUT ||
			     n == PCRE2_ERROR_HEAPLIMIT ||
			     n == PCRE2_ERROR_MATCHLIMIT ||
			     n == PCRE2_ERROR_DEPTHLIMIT;
		if (n < 0 || found[0] < at || found[1] <= found[0])
			break;
		str_addn(out, line + at, found[0] - at);
		str_addc(out, ' ');
		at = found[1];
	}
	str_addn(out, line + at, len - at);
}

static const char *
mask_by_one(struct masking *g, struct pool *pool, const struct mask *m,
    const char *text)
{
	size_t len = strlen(text), end;
	struct str out = STR_INIT(len * 2 + 16);
	const char *left;

	for (size_t at = 0; at < len; at = end) {
		end = at + strcspn(text + at, "\n");
		mask_line(g, m, &out, text + at, end - at);
		if (end < len)
			str_addn(&out, text + end++, 1);
	}
	left = pool_strndup(pool, out.text, out.len);
	str_release(&out);
	return left;
}

const char *
mask_text(struct pool *pool, const struct mask_list *list, const char *text,
    bool *gave_up)
{
	pcre2_general_context *general;
	struct masking g = {.steps = MASK_STEPS};

	if (list->n == 0 || text == NULL || *text == '\0')
		return text;
	general = pcre2_general_context_create(take, give, pool);
	g.context = pcre2_match_context_create(general);
	g.data = pcre2_match_data_create(1, general);
	pcre2_set_callout(g.context, count_step, &g);
	pcre2_set_heap_limit(g.context, MASK_MEMORY);
	for (size_t i = 0; i < list->n && !g.gave_up; i++)
		text = mask_by_one(&g, pool, list->mask[i], text);
	if (g.gave_up && gave_up != NULL)
		*gave_up = true;
	return text;
}
