/* dates.c - fuzz target: date expressions of a text, relative to a day */
/* SPDX-License-Identifier: MIT */
#include "core/date/dates.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "fuzz/fuzz.h"

static void
look_at(const struct date_found *d, const char *text, size_t len, size_t after)
{
	fuzz_must(d->at >= after && d->len > 0 && d->len <= len - d->at,
	    "%zu+%zu is in the text, behind %zu", d->at, d->len, after);
	fuzz_must_part(text, len, d->at);
	fuzz_must_part(text, len, d->at + d->len);
	fuzz_must(d->start <= d->end && d->start > NO_DAY,
	    "it begins before it ends: %d, %d", d->start, d->end);
	fuzz_must(d->minutes >= -1 && d->minutes <= 24 * 60,
	    "%d minutes are a time of day", d->minutes);
	fuzz_must(d->precision <= PRECISION_RANGE, "%d is a precision",
	    (int)d->precision);
	fuzz_must(d->direction <= DIRECTION_AFTER, "%d is a direction",
	    (int)d->direction);
}

/* All of it in words, so that two answers can be compared. */
static void
say(struct str *s, const struct date_found *d)
{
	str_addf(s, "%zu+%zu %d %d %d %d %d %d%d%d\n", d->at, d->len, d->start,
	    d->end, d->minutes, (int)d->precision, (int)d->direction,
	    d->assumed_year, d->computed, d->wrong_weekday);
}

static void
find(const char *text, size_t len, int ref, struct str *s)
{
	struct pool *pool = fuzz_pool();
	size_t n, after = 0;
	const struct date_found *d = dates_find(pool, text, len, ref, &n);

	fuzz_must(n <= len, "%zu dates in %zu bytes", n, len);
	for (size_t i = 0; i < n; i++) {
		look_at(&d[i], text, len, after);
		after = d[i].at + d[i].len;
		say(s, &d[i]);
	}
	pool_free(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int ref = fuzz_day(&data, &size);
	struct str one = STR_INIT(FUZZ_POOL), two = STR_INIT(FUZZ_POOL);

	find((const char *)data, size, ref, &one);
	find((const char *)data, size, ref, &two);
	fuzz_must(strcmp(one.text, two.text) == 0,
	    "the same text has the same dates:\n%s%s", one.text, two.text);
	str_release(&one);
	str_release(&two);
	return 0;
}

/* reference, text, ... */
static void
seed_line(char *line, fuzz_seed_fn *add)
{
	char *text = strchr(line, '\t'), *end;

	if (text == NULL || (end = strchr(text + 1, '\t')) == NULL)
		return;
	*text = '\n';
	add(line, (size_t)(end - line));
}

static void
seeds(fuzz_seed_fn *add)
{
	fuzz_seed_lines(add, "dates.tsv", seed_line);
}

static const char *const words[] = {"2024-05-31", "31/5", "31.5.2024", "240531",
    "20240531", " den ", " maj ", "april", " jan.", "februari", " 2024",
    " 29 februari ", "måndagen ", "fredag", "i fredags", " vecka ", "v. 12",
    " v 53", "kvartal ", "Q3", "tertial 2", "halvåret", "vårterminen", "VT25",
    "hösten ", "julafton", "midsommar", "nyårsafton", "årsskiftet",
    "månadsskiftet maj/juni", "slutet av ", "mitten av ", "senast ", "före ",
    "från och med ", "t.o.m. ", "fr.o.m. ", "till och med ", "mellan ", " och ",
    "-", "–", " till ", "inom ", " dagar", "tre veckor", " arbetsdagar",
    "om två år", "nästa ", "förra ", "i år", "i dag", "i morgon", "övermorgon",
    "kl. 12.00", "klockan 24", "1990-talet", "tjugoförsta", "den sista ",
    "första ", "SFS 2021:123", "0-9999", "9999-12-31", "0001-01-01", "53",
    "366", "§ 12", "dnr ", NULL};

const struct fuzz_target fuzz_target = {.name = "dates",
    .words = words,
    .seeds = seeds,
    .rounds = 6000,
    .slow = 400};
