/* mojibake-t.c - text that was encoded twice, and text that only looks so */
/* SPDX-License-Identifier: MIT */
#include "core/text/mojibake.h"

#include <stdlib.h>
#include <string.h>

#include "tap/tap.h"

static const struct {
	const char *twice, *once; /* once NULL: it is sound */
} cases[] = {
    {"rÃ¥d och gÃ¤ster i Ã–rebro, Ã…mÃ¥l", "råd och gäster i Örebro, Åmål"},
    {"\xC3\x83\xC2\x85land", "Åland"}, /* by Latin-1: U+0085 */
    {"isnâ€™t â€œthisâ€\xC2\x9D", "isn’t “this”"},
    {"Ã¥ och â‚¬ 5", "å och € 5"},
    {"råd", NULL},
    {"plain words", NULL},
    {"", NULL},
    {"NÃO", NULL},
    {"SÃ", NULL},
    {"rÃ¥d och råd", NULL}, /* some of it is sound */
    {"Ã¥ 頻", NULL},
    {"Ã¥ 𝄞", NULL},
    {"\xE5\xE4\xF6", NULL},
    {"Ã", NULL},
};

int
main(void)
{
	char text[200], *many;
	size_t n = 4 << 20;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *want = cases[i].once ? cases[i].once
						 : cases[i].twice;
		size_t len = strlen(cases[i].twice);

		memcpy(text, cases[i].twice, len + 1);
		ok(cases[i].once == NULL || mojibake_may(text, len),
		    "%s may be", cases[i].twice);
		is_int(cases[i].once ? (int64_t)strlen(want) : 0,
		    (int64_t)mojibake_mend(text, len), "its length");
		is_string(want, text, "%s", cases[i].twice);
	}
	ok(!mojibake_may("råd, gäst, ö; A–Ö … “x”", 30), "sound Swedish");
	many = malloc(n);
	if (many == NULL)
		bail("no memory");
	memset(many, '\x83', n);
	ok(!mojibake_may(many, n), "a flood ends");
	for (size_t i = 0; i + 4 <= n; i += 4)
		memcpy(many + i, "\xC3\x83\xC2\xA5", 4);
	is_int((int64_t)(n / 2), (int64_t)mojibake_mend(many, n - 0 - n % 4),
	    "a long one");
	free(many);
	return done_testing();
}
