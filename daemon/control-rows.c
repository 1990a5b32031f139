/* control-rows.c - lists as answers: rows, so many at a time */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "control-inner.h"
#include "turn.h"

void
control_answer_rows(struct caller *c, const char *name, rows_fn *next,
    stream_free_fn *release, struct rows *r)
{
	r->list.caller = c;
	r->list.array = json_array();
	r->name = name;
	r->next = next;
	r->release = release;
	control_stream(c, rows_write, rows_free, r);
}

void
rows_free(void *context)
{
	struct rows *r = context;

	if (r->release != NULL)
		r->release(r);
	json_decref(r->list.array);
	free(r->text);
	free(r);
}

struct rows *
rows_new(size_t size, const json_t *request)
{
	struct rows *r = calloc(1, size);

	if (r == NULL)
		abort();
	r->limit = (size_t)request_limit(request);
	return r;
}

const char *
rows_text(struct rows *r, const char *text)
{
	if (text != NULL && (r->text = strdup(text)) == NULL)
		abort();
	return r->text;
}

static void
write_head(struct rows *r, struct str *out)
{
	char now[TIME_TEXT];

	str_addf(out, "{\"ok\":true,\"now\":\"%s\",\"%s\":[",
	    time_write(turn_now(r->list.caller->control->turn), now), r->name);
}

bool
rows_write(void *context, struct str *out, bool *over, struct why *w)
{
	struct rows *r = context;
	size_t i;
	json_t *row;

	if (!r->begun) {
		r->begun = true;
		write_head(r, out);
	}
	json_array_clear(r->list.array);
	if (!r->next(r, over, w))
		return false;
	json_array_foreach(r->list.array, i, row) {
		if (r->n == r->limit)
			break;
		if (r->n++ > 0)
			str_addc(out, ',');
		str_add_json(out, row);
	}
	*over |= r->n == r->limit;
	if (*over)
		str_add(out, "]}");
	return true;
}

bool
rows_window(struct rows *r, int64_t width, int64_t *from, int64_t *to)
{
	if (r->place == 0)
		return false;
	*to = r->place;
	*from = *to > width ? *to - width + 1 : 1;
	r->place = *from - 1;
	return true;
}
