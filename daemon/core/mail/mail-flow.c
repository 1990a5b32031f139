/* mail-flow.c - the lines of a plain text, joined as they were meant */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/mail/mail-part.h"

/* Mail programs break lines at 72 to 78 bytes; a shorter one ends a thought. */
enum { BROKEN_LEAST = 60, BROKEN_MOST = 100 };

struct flow {
	struct str *out;
	bool flowed, delsp;
	bool joins;  /* the line before goes on in this one */
	size_t last; /* length of the line before, as it came */
};

static size_t
quotes(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] == '>')
		i++;
	return i;
}

static bool
ends_in_address(const struct str *s)
{
	const char *line = memrchr(s->text, '\n', s->len);
	const char *word = memrchr(s->text, ' ', s->len);

	line = line ? line + 1 : s->text;
	word = word && word >= line ? word + 1 : line;
	return strncasecmp(word, "http", 4) == 0 ||
	       strncasecmp(word, "<http", 5) == 0;
}

/* Broken by a mail program, not by whoever wrote it. */
static bool
was_broken(const struct flow *f, const char *s, size_t n)
{
	char end = f->out->len > 0 ? f->out->text[f->out->len - 1] : '\n';

	if (f->last < BROKEN_LEAST || f->last > BROKEN_MOST || n == 0)
		return false;
	return strchr("\n.:;!?-_=*#|", end) == NULL &&
	       strchr(" \t-*#>|", *s) == NULL && !ends_in_address(f->out) &&
	       strncasecmp(s, "http", 4) != 0;
}

static void
end_line(struct flow *f, const char *s, size_t n)
{
	bool soft = f->flowed && n > 0 && s[n - 1] == ' ' &&
		    !(n == 3 && memcmp(s, "-- ", 3) == 0);

	if (soft && f->delsp)
		n--;
	str_addn(f->out, s, n);
	f->joins = soft;
	f->last = n;
	if (!soft)
		while (f->out->len > 0 &&
		       strchr(" \t", f->out->text[f->out->len - 1]) != NULL)
			str_cut(f->out, f->out->len - 1);
}

static void
add_line(struct flow *f, const char *s, size_t n)
{
	size_t quoted = quotes(s, n);

	if (f->flowed && quoted == 0 && n > 0 && s[0] == ' ') {
		s++; /* stuffed */
		n--;
	}
	if (f->joins && quoted == 0 && n > 0)
		;
	else if (!f->flowed && quoted == 0 && was_broken(f, s, n))
		str_addc(f->out, ' ');
	else if (f->out->len > 0)
		str_addc(f->out, '\n');
	end_line(f, s, n);
	f->joins = f->joins && quoted == 0;
}

void
flow_add(struct str *out, const char *text, size_t len, bool flowed, bool delsp)
{
	struct flow f = {.out = out, .flowed = flowed, .delsp = delsp};
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		if (n > 0 && text[n - 1] == '\r')
			add_line(&f, text, n - 1);
		else
			add_line(&f, text, n);
		text += n + (stop != NULL);
	}
}
