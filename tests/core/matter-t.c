/* matter-t.c - diary numbers: what is one, and which are the same */
/* SPDX-License-Identifier: MIT */
#include "core/matter.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tap/tap.h"

int
main(void)
{
	static const struct {
		const char *title, *text, *want;
		bool wide;
	} row[] = {
	    {"Remiss: vård nära dig, RS 2021-01234", "", "RS 2021-1234", true},
	    {"Remiss", "Ange diarienummer RS 2021-01234 i svaret.",
		"RS 2021-1234", true},
	    {"Remiss (S2021/04567)", "", "S 2021-4567", true},
	    {"Remiss Fi2021/03456/BaT om skatt", "", "FI 2021-3456", true},
	    {"Samråd", "Märk yttrandet med dnr KS/2021:123.", "KS 2021-123",
		false},
	    {"Samråd", "Dnr: 2021-0045", "2021-45", false},
	    {"Samråd", "Ärendenummer 2021/0045 gäller.", "2021-45", false},
	    {"Beslut HSN 2022-00412", "Se även RS 2020-00001.", "HSN 2022-412",
		true},
	    {"Två", "RS 2021-01234 och RS 2021-01235", NULL, false},
	    {"En, två gånger", "RS 2021-01234 och RS 2021-1234", "RS 2021-1234",
		true},
	    {"SOU 2021:34", "Betänkandet SOU 2021:34 remitteras.", NULL, false},
	    {"Prop. 2020/21:123", "", NULL, false},
	    {"Lag (2017:725)", "förordning 2016/679", NULL, false},
	    {"Möte 2021-03-01", "den 2021-03-01 kl. 13", NULL, false},
	    {"Telefon 010-2021 1234", "org.nr 232100-0131", NULL, false},
	    {"EU 2016/679", "Ds 2021-1234, SFS 2021-1234", NULL, false},
	    {"Plan 2021-2024", "Mål 2021/2022", NULL, false},
	    {"Dnr KÅ 2021-0045", "", "2021-45", false},
	    {"Dnr HSÖN 2021-0045", "KSÅ 2021-01234", "2021-45", false},
	    {"", "", NULL, false},
	    {NULL, NULL, NULL, false},
	};
	struct pool *pool = pool_new(64 << 20);
	char *big = malloc(8 << 20);
	clock_t start;
	bool wide;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		is_string(row[i].want,
		    matter_number(pool, row[i].title, row[i].text, &wide),
		    "%s | %s", row[i].title ? row[i].title : "(none)",
		    row[i].text ? row[i].text : "(none)");
		if (row[i].want != NULL)
			ok(wide == row[i].wide, "%s: %s", row[i].want,
			    wide ? "the same everywhere" : "of one source");
	}
	memset(big, '2', 8 << 20);
	big[(8 << 20) - 1] = '\0';
	start = clock();
	is_string(NULL, matter_number(pool, big, big, &wide),
	    "eight megabytes of digits");
	for (size_t i = 0; i + 8 < 8 << 20; i += 8)
		memcpy(big + i, "dnr2021-", 8);
	matter_number(pool, big, big, &wide);
	ok(clock() - start < CLOCKS_PER_SEC, "and of beginnings, in time");
	free(big);
	pool_free(pool);
	return done_testing();
}
