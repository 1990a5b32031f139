/* mask-t.c - what an administrator's expressions leave of a text */
/* SPDX-License-Identifier: MIT */
#include "core/mask.h"

#include <string.h>
#include <time.h>

#include "tap/tap.h"

static const struct {
	const char *mask[3];
	const char *text, *wanted;
} cases[] = {
    {{"Läst \\d+ gånger"}, "Ett.\nLäst 12 gånger\nTvå.", "Ett.\n \nTvå."},
    {{"\\d+"}, "1 av 20", "  av  "},
    {{"^Vi är \\d+"}, "Vi är 3 och Vi är 4", "  och Vi är 4"},
    {{"slut$"}, "slut\nslutet\nslut", " \nslutet\n "},
    {{"(?i)åäö"}, "ÅÄÖ åäö", "   "},
    {{"\\bvädret: \\S+", "just nu"}, "Just vädret: sol just nu", "Just    "},
    {{"x*"}, "abc", "abc"},
    {{"finns inte"}, "", ""},
    {{".*"}, "allt\n\ngår", " \n\n "},
    {{"a\\nb"}, "a\nb", "a\nb"},
};

static const struct {
	const char *mask;
	size_t at;
} faulty[] = {{"(", 1}, {"a[b", 3}, {"*", 0}, {"", 0}, {"a(?<n", 5}};

static void
check_cases(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct mask *mask[3];
		struct mask_list list = {mask, 0};
		bool gave_up = false;
		struct why w;
		size_t at;

		while (list.n < 3 && cases[i].mask[list.n] != NULL) {
			mask[list.n] = mask_new(
			    pool, cases[i].mask[list.n], &at, &w);
			list.n++;
		}
		is_string(cases[i].wanted,
		    mask_text(pool, &list, cases[i].text, &gave_up), "%s",
		    cases[i].mask[0]);
		ok(!gave_up, "in time");
	}
	ok(mask_text(pool, &(struct mask_list){0}, NULL, NULL) == NULL,
	    "no text");
}

static void
check_faults(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(faulty) / sizeof(*faulty); i++) {
		struct why w = {""};
		size_t at;

		ok(mask_new(pool, faulty[i].mask, &at, &w) == NULL,
		    "\"%s\" is none: %s", faulty[i].mask, w.text);
		is_int((int)faulty[i].at, (int)at, "and where");
	}
}

/* Expressions that take for ever, in texts that bring it out. */
static void
check_slow(struct pool *pool)
{
	static const char *const slow[] = {
	    "(a+)+b", "(a|a)*c", "(.*)*x", "(?=(a+))*d", "^(\\w+\\s?)*$"};
	size_t len = 1 << 20;
	char *text = pool_get(pool, len + 1);

	memset(text, 'a', len);
	for (size_t i = 99; i < len; i += 100)
		text[i] = '\n';
	for (size_t i = 0; i < sizeof(slow) / sizeof(*slow); i++) {
		struct why w;
		size_t at;
		const struct mask *mask = mask_new(pool, slow[i], &at, &w);
		struct mask_list list = {&mask, 1};
		clock_t before = clock();
		const char *left = mask_text(pool, &list, text, NULL);

		ok((clock() - before) / (CLOCKS_PER_SEC / 1000) < 2000,
		    "%s ends", slow[i]);
		ok(strlen(left) <= len, "with a text");
	}
}

int
main(void)
{
	struct pool *pool = pool_new(256 << 20);

	check_cases(pool);
	check_faults(pool);
	check_slow(pool);
	pool_free(pool);
	return done_testing();
}
