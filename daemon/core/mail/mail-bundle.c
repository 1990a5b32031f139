/* mail-bundle.c - mails of one round, as one body for the reader */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-bundle.h"

#include "base/date.h"

void
bundle_begin(struct str *s, const char *seen)
{
	str_clear(s);
	wire_put_text(s, seen);
}

void
bundle_add(struct str *s, const struct bundle_mail *m)
{
	wire_put_number(s, m->received);
	wire_put_bytes(s, m->bytes, m->len);
}

struct wire
bundle_open(const char *bytes, size_t len)
{
	struct wire w = wire_open(bytes, len);

	wire_text(&w);
	return w;
}

bool
bundle_next(struct wire *w, struct bundle_mail *m)
{
	if (w->bad || w->at == w->end)
		return false;
	m->received = wire_number_in(w, NO_TIME, INT64_MAX);
	m->bytes = wire_bytes(w, &m->len);
	return !w->bad;
}
