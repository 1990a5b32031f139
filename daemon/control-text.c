/* control-text.c - answers with long texts, written in pieces */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "base/str.h"
#include "control-inner.h"
#include "turn.h"

enum { PIECE = 64 * 1024 /* bytes of a text, in a step */ };

/*
 * The answer as JSON has a number in place of each text.  No string can hold
 * this for its quotes would be escaped there, and nothing else has the number.
 */
#define NUMBER (-987654321987654321)
static const char mark[] = "\"text\":-987654321987654321";
static const char key[] = "\"text\":\"";

struct long_answer {
	char *frame; /* with marks */
	const char *at;
	struct pool *pool; /* of the texts */
	const char *text[CONTROL_TEXTS];
	size_t next, n;
	const char *rest; /* of the text that is being written; or NULL */
};

static void
release(void *context)
{
	struct long_answer *a = context;

	free(a->frame);
	pool_free(a->pool);
	free(a);
}

/* A piece of a text as a string has it, without the quotes. */
static void
write_text(struct long_answer *a, struct str *out)
{
	size_t n = str_fit(a->rest, PIECE), from = out->len;
	json_t *piece = json_stringn(a->rest, n);

	str_add_json(out, piece);
	json_decref(piece);
	if (out->len >= from + 2) {
		memmove(out->text + from, out->text + from + 1,
		    out->len - from - 2);
		out->len -= 2;
		out->text[out->len] = '\0';
	}
	a->rest += n;
	if (*a->rest != '\0' && n > 0)
		return;
	str_addc(out, '"');
	a->rest = NULL;
}

/* As far as the next text. */
static void
write_frame(struct long_answer *a, struct str *out)
{
	const char *end = a->next < a->n ? strstr(a->at, mark) : NULL;

	if (end == NULL) {
		str_add(out, a->at);
		a->at = NULL;
		return;
	}
	str_addn(out, a->at, (size_t)(end - a->at));
	str_add(out, key);
	a->at = end + strlen(mark);
	a->rest = a->text[a->next++];
}

static bool
write_some(void *context, struct str *piece, bool *over, struct why *w)
{
	struct long_answer *a = context;

	(void)w;
	if (a->rest != NULL)
		write_text(a, piece);
	else
		write_frame(a, piece);
	*over = a->rest == NULL && a->at == NULL;
	return true;
}

void
control_put_text(json_t *o, const char *text, const char **list, size_t *n)
{
	json_object_set_new(
	    o, "text", text ? json_integer(NUMBER) : json_null());
	if (text != NULL)
		list[(*n)++] = text;
}

void
control_answer_texts(struct caller *c, json_t *o, struct pool *pool,
    const char *const *text, size_t n)
{
	struct long_answer *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	json_object_set_new(o, "ok", json_true());
	put_time(o, "now", turn_now(c->control->turn));
	a->frame = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	a->at = a->frame ? a->frame : "{}";
	a->pool = pool;
	for (a->n = 0; a->n < n && a->n < CONTROL_TEXTS; a->n++)
		a->text[a->n] = text[a->n];
	control_stream(c, write_some, release, a);
}
