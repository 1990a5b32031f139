/* reading.c - what the daemon asks of its reader, as a record */
/* SPDX-License-Identifier: MIT */
#include "core/reading.h"

#include "base/date.h"

void
reading_put_head(struct str *s, const struct reading *r)
{
	wire_put_number(s, r->want);
	wire_put_number(s, r->published);
	wire_put_text(s, r->body.url);
	wire_put_text(s, r->body.type);
	wire_put_text(s, r->paths.item);
	wire_put_text(s, r->paths.title);
	wire_put_text(s, r->paths.link);
	wire_put_text(s, r->paths.date);
	wire_put_text(s, r->paths.text);
	wire_put_text(s, r->from);
	wire_put_number(s, r->papers);
	wire_put_number(s, (int64_t)r->body.len);
}

void
reading_put(struct str *s, const struct reading *r)
{
	reading_put_head(s, r);
	str_addn(s, r->body.bytes, r->body.len);
	str_addc(s, '\0');
}

bool
reading_get(struct wire *w, struct reading *r, struct why *reason)
{
	*r = (struct reading){0};
	r->want = (enum reading_want)wire_number_in(
	    w, READING_AUTO, READING_SITEMAP);
	r->published = (int)wire_number_in(w, NO_DAY, INT32_MAX);
	r->body.url = wire_text(w);
	r->body.type = wire_text(w);
	r->paths.item = wire_text(w);
	r->paths.title = wire_text(w);
	r->paths.link = wire_text(w);
	r->paths.date = wire_text(w);
	r->paths.text = wire_text(w);
	r->from = wire_text(w);
	r->papers = wire_number_in(w, 0, 1) == 1;
	r->body.bytes = wire_bytes(w, &r->body.len);
	return wire_done(w) || why(reason, "a request to the reader is torn");
}
