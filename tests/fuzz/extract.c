/* extract.c - fuzz target: deadlines of a text that was published on a day */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/deadline/deadline.h"
#include "fuzz/fuzz.h"

static bool
is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* Evidence is what stands at the place, in one line. */
static void
look_at_evidence(const struct deadline *d, const char *text, size_t len)
{
	const char *s = d->evidence;
	size_t at = d->at;

	fuzz_must_part(text, len, at);
	while (at < len && is_blank(text[at]))
		at++;
	for (; *s != '\0'; s++) {
		fuzz_must(at < len && (is_blank(*s) ? is_blank(text[at])
						    : *s == text[at]),
		    "the text has the evidence at %zu: \"%s\"", d->at,
		    d->evidence);
		at++;
		while (*s == ' ' && at < len && is_blank(text[at]))
			at++;
	}
	fuzz_must_part(text, len, at);
}

static bool
is_same(const struct deadline *a, const struct deadline *b)
{
	return a->kind == b->kind && a->start == b->start && a->end == b->end;
}

static void
say(struct str *s, const struct deadline *d)
{
	str_addf(s, "%d %d %d %d %d %x %zu %s\n", (int)d->kind, d->start,
	    d->end, d->minutes, (int)d->precision, d->flags, d->at,
	    d->evidence);
}

static void
find(const char *text, size_t len, int published, struct str *s)
{
	struct pool *pool = fuzz_pool();
	size_t n;
	const struct deadline *d = deadline_extract(
	    pool, text, len, published, &n);

	for (size_t i = 0; i < n; i++) {
		fuzz_must_be_deadline(&d[i]);
		look_at_evidence(&d[i], text, len);
		for (size_t k = 0; k < i && k < 50; k++)
			fuzz_must(!is_same(&d[i], &d[k]), "each once: %s",
			    d[i].evidence);
		say(s, &d[i]);
	}
	pool_free(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int published = fuzz_day(&data, &size);
	struct str one = STR_INIT(FUZZ_POOL), two = STR_INIT(FUZZ_POOL);

	find((const char *)data, size, published, &one);
	find((const char *)data, size, published, &two);
	fuzz_must(strcmp(one.text, two.text) == 0,
	    "the same text has the same deadlines:\n%s%s", one.text, two.text);
	str_release(&one);
	str_release(&two);
	return 0;
}

static void
seed_line(char *line, fuzz_seed_fn *add)
{
	json_t *o = json_loads(line, 0, NULL);
	const char *day = json_string_value(json_object_get(o, "published"));
	const char *text = json_string_value(json_object_get(o, "text"));
	struct str s = STR_INIT(1 << 20);

	if (day != NULL && text != NULL && str_addf(&s, "%s\n%s", day, text))
		add(s.text, s.len);
	str_release(&s);
	json_decref(o);
}

static void
seeds(fuzz_seed_fn *add)
{
	fuzz_seed_lines(add, "deadlines.jsonl", seed_line);
}

static const char *const words[] = {"Sista svarsdag: ", "senast den 31 maj ",
    "den 1 januari 2025", "remissvar", "yttrande", " löper ut ",
    " gäller från ", " till och med ", "träder i kraft", "avtalet ",
    "uppsägning ", "sägs upp senast tre månader före ", "nio månader",
    "överklagas inom ", "tre veckor", "anslås", "anslaget tas ned ", "förlängs",
    "kan förlängas", "i fyra år", " med möjlighet till förlängning",
    "beslut fattas ", "redovisas ", "ansökan ska ha kommit in ",
    "anmälan senast ", "mötet hålls ", "inställt", "flyttas från ", "skulle ",
    " har ", " inte ", "tidigare ", "planeras", "väntas ", "ska vara klar ",
    "klockan 12", "30 september", "hösten 2025", "kvartal 3", " | ", "\n- ",
    ":\n", ". ", "; ", ", ", " och ", " men ", " som ", "(", ")", "2023",
    "2025-06-30", "31/12", "vecka 22", NULL};

const struct fuzz_target fuzz_target = {.name = "extract",
    .words = words,
    .seeds = seeds,
    .rounds = 4000,
    .slow = 600};
