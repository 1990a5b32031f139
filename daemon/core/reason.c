/* reason.c - why a feed cannot be read, in the words of officials */
/* SPDX-License-Identifier: MIT */
#include "core/reason.h"

#include <string.h>

#include "base/str.h"

enum { DEPTH = 4, REASON_MOST = 4000 };

struct words {
	const char *text;
	size_t len;
};

/* Where the words stand next, from s; NULL: nowhere before end. */
static const char *
find(const char *s, const char *end, const char *words, size_t n)
{
	return memmem(s, (size_t)(end - s), words, n);
}

/* The words up to the next blank, which stand at s or (not the first, a blank
 * is before them) behind it. */
static const char *
place(const char *s, const char *end, const char *words, size_t n, bool first)
{
	bool last = words[n] == '\0';

	if (first)
		return (size_t)(end - s) >= n && memcmp(s, words, n) == 0 &&
			       (!last || s + n == end)
			   ? s
			   : NULL;
	if (last)
		return (size_t)(end - s) >= n && memcmp(end - n, words, n) == 0
			   ? end - n
			   : NULL;
	return find(s, end, words, n);
}

static bool
fits(const char *row, struct words text, struct words blank[REASON_BLANKS])
{
	const char *s = text.text, *end = s + text.len, *at;
	size_t n_blanks = 0;

	for (bool first = true;; first = false) {
		size_t n = strcspn(row, "%");

		at = place(s, end, row, n, first);
		if (at == NULL)
			return false;
		if (!first)
			blank[n_blanks++] = (struct words){s, (size_t)(at - s)};
		if (row[n] == '\0')
			return true;
		s = at + n;
		row += n + 1;
	}
}

static void
say(struct str *s, enum language l, struct words text, int depth)
{
	struct words blank[REASON_BLANKS];
	const char *row;
	size_t i = 0;

	while (i < reason_rows && !fits(reason_table[i], text, blank))
		i++;
	if (depth == 0 || i == reason_rows) {
		str_addn(s, text.text, text.len);
		return;
	}
	row = language_say(l, reason_table[i]);
	for (size_t next = 0; *row != '\0'; row++)
		if (*row != '%')
			str_addc(s, *row);
		else if (row[1] >= '1' && row[1] <= '0' + REASON_BLANKS)
			say(s, l, blank[*++row - '1'], depth - 1);
		else
			say(s, l, blank[next++], depth - 1);
}

const char *
reason_in(struct pool *pool, enum language l, const char *reason)
{
	struct str s = STR_INIT(REASON_MOST);
	const char *said;

	if (l == LANGUAGE_EN || reason == NULL)
		return reason;
	say(&s, l, (struct words){reason, strlen(reason)}, DEPTH);
	said = pool_strndup(pool, s.text, s.len);
	str_release(&s);
	return said;
}
