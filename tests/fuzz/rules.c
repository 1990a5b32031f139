/* rules.c - fuzz target: configuration files, and the words of rules */
/* SPDX-License-Identifier: MIT */
#include "core/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/events.h"
#include "core/explain.h"
#include "core/forms.h"
#include "core/text/encoding.h"
#include "edge/conf.h"
#include "fuzz/fuzz.h"

/*
 * The first byte says what the rest is: 'c' a configuration file, 'w' an
 * expression of where, 'p' a list of patterns.
 */
static struct deadline remiss = {.kind = DEADLINE_REMISS};

static struct rule_view
item(struct pool *pool)
{
	remiss.start = remiss.end = day_of(2026, 7, 1);
	return (struct rule_view){.feed = "press",
	    .source = "vgr",
	    .title = view_text_of(pool, "Ny remiss om samverkansavtalet"),
	    .text = view_text_of(pool,
		"Om den nära vården, hälso- och sjukvården i Västra Götaland. "
		"Svaren lämnas senast den 1 juli 2026."),
	    .link = view_text_of(pool, "https://a.example/remisser/12/ny"),
	    .publisher = view_text_of(pool, "vgr\nVästra Götalandsregionen"),
	    .deadlines = &remiss,
	    .n_deadlines = 1,
	    .today = day_of(2026, 5, 20),
	    .now = time_of(day_of(2026, 5, 20), 43200),
	    .published = time_of(day_of(2026, 5, 10), 43200),
	    .events = 1U << HEARS_NEW};
}

/* Where it goes wrong, or what the item says to it. */
static void
try_where(const char *text, struct str *s)
{
	struct pool *pool = fuzz_pool();
	struct forms *forms = forms_new();
	struct rule_view v = item(pool);
	struct why w = {""};
	size_t at = 0;
	const struct where *it = where_read(forms, pool, text, &at, &w);

	if (it == NULL) {
		fuzz_must_be_reason(w.text);
		fuzz_must(at <= strlen(text), "the fault is in the text");
		str_addf(s, "%zu %s", at, w.text);
	} else {
		fuzz_must(strstr(text, where_written(it)) != NULL,
		    "it is as it was written");
		str_addf(s, "%d", (int)where_holds(it, &v));
	}
	forms_free(forms);
	pool_free(pool);
}

/* A pattern that was read can be read again, and says the same. */
static void
try_again(struct forms *forms, struct pool *pool, const struct pattern *p,
    const char *folded)
{
	const struct pattern *again;
	struct why w = {""};
	size_t n;
	int column;

	fuzz_must(patterns_read(
		      forms, pool, pattern_text(p), &again, &n, &column, &w) &&
		      n == 1,
	    "%s can be read: %s", pattern_text(p), w.text);
	fuzz_must((pattern_find(p, folded) == NULL) ==
		      (pattern_find(again, folded) == NULL),
	    "%s finds the same", pattern_text(p));
}

static void
try_patterns(const char *text, struct str *s)
{
	struct pool *pool = fuzz_pool();
	struct forms *forms = forms_new();
	struct rule_view v = item(pool);
	const struct pattern *list;
	struct why w = {""};
	size_t n = 0;
	int column = 0;

	if (!patterns_read(forms, pool, text, &list, &n, &column, &w)) {
		fuzz_must_be_reason(w.text);
		fuzz_must(column >= 1 && (size_t)column <= strlen(text) + 1,
		    "the fault is in the text: %d", column);
		str_addf(s, "%d %s", column, w.text);
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		const struct pattern *p = pattern_at(list, i);
		const char *at = pattern_find(p, v.text.folded);

		try_again(forms, pool, p, v.text.folded);
		str_addf(s, "%s %td\n", pattern_text(p),
		    at ? at - v.text.folded : -1);
	}
	forms_free(forms);
	pool_free(pool);
}

/* All rules together say what each of them says alone. */
static void
try_rules(struct conf *conf, struct str *s)
{
	struct pool *pool = fuzz_pool();
	struct rule_view v = item(pool);
	size_t n, k = 0;
	const struct rules_hit *hit = rules_match(conf->rules, &v, &n);

	for (size_t i = 0; i < conf->n_rules; i++) {
		struct rule_view own = item(pool);
		struct rule_hit alone;
		bool is = rule_match(&conf->rule[i], &own, &alone);

		fuzz_must(is == (k < n && hit[k].rule == &conf->rule[i]),
		    "rule %s alone says %d", conf->rule[i].name, is);
		k += is;
		str_addf(s, "%s %d %s\n", conf->rule[i].name, is,
		    alone.reason ? alone.reason : "");
	}
	fuzz_must(k == n, "%zu of %zu rules", k, n);
	pool_free(pool);
}

static void
try_file(const char *text, size_t len, struct str *s)
{
	static const char path[] = "/etc/bevakad/rules.d/fuzz.conf";
	struct conf_file file = {.path = path, .text = text, .len = len};
	struct conf *conf;

	conf_load_texts(&file, 1, &conf);
	fuzz_must(
	    conf->n_faults <= CONF_FAULTS_MOST, "%zu faults", conf->n_faults);
	for (size_t i = 0; i < conf->n_faults; i++) {
		const struct conf_fault *f = &conf->fault[i];

		fuzz_must(f->line >= 0 && f->column >= 0, "%d:%d is a place",
		    f->line, f->column);
		fuzz_must(strncmp(f->text, path, strlen(path)) == 0,
		    "a fault begins with its place: %s", f->text);
		fuzz_must_be_reason(f->text);
		str_addf(s, "%s\n", f->text);
	}
	try_rules(conf, s);
	conf_free(conf);
}

static void
try_it(char kind, const char *text, size_t len, struct str *s)
{
	if (kind == 'w')
		try_where(text, s);
	else if (kind == 'p')
		try_patterns(text, s);
	else
		try_file(text, len, s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str one = STR_INIT(FUZZ_POOL), two = STR_INIT(FUZZ_POOL);
	char *text;

	if (size == 0 || (text = malloc(size)) == NULL)
		return 0;
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	/* Of a file that is none, nothing reaches the other two. */
	if (data[0] != 'c' && utf8_valid(text, size - 1) < size - 1)
		text[utf8_valid(text, size - 1)] = '\0';
	try_it((char)data[0], text, size - 1, &one);
	try_it((char)data[0], text, size - 1, &two);
	fuzz_must(strcmp(one.text, two.text) == 0,
	    "the same text says the same:\n%s\n%s", one.text, two.text);
	str_release(&one);
	str_release(&two);
	free(text);
	return 0;
}

/* Before the tab, behind a letter. */
static void
seed_cell(char letter, char *line, fuzz_seed_fn *add)
{
	char copy[1024];
	int n = snprintf(copy, sizeof(copy), "%c%.*s", letter,
	    (int)strcspn(line, "\t"), line);

	add(copy, (size_t)n < sizeof(copy) ? (size_t)n : sizeof(copy) - 1);
}

static void
seed_where(char *line, fuzz_seed_fn *add)
{
	seed_cell('w', line, add);
}

static void
seed_pattern(char *line, fuzz_seed_fn *add)
{
	seed_cell('p', line, add);
}

static void
seeds(fuzz_seed_fn *add)
{
	fuzz_seed_lines(add, "where.tsv", seed_where);
	fuzz_seed_lines(add, "words.tsv", seed_pattern);
	fuzz_seed_files(add, "configs/good", ".conf", "c");
	fuzz_seed_files(add, "configs/fault", ".conf", "c");
}

static const char *const words[] = {"[rule a]\n", "[feed press]\n",
    "[source vgr]\n", "[receiver alla]\n", "[group g]\n", "[period p]\n",
    "[digest d]\n", "[notifier n]\n", "[deadline x]\n", "[away x]\n",
    "[bevakad]\n", "\nany = ", "\nand = ", "\nnone = ", "\nwhere = ", "\nto = ",
    "\nfeeds = source:vgr", "\ndeadline = remiss", "\nremind = 20wd, 5d",
    "\nevents = changed", "\nmask = ", "\nquiet = ", "\nat = workdays 07:45",
    "\nclosed = sat, sun, holidays", "\nitem = //li[", "\nheader = X-A: b",
    "\nescalate = 4h -> b", "remiss*", "*avtal", "*avtal*", "\"nära vård\"",
    "title:", "text:", "link:", "source:", "title ", "=~ \"", "!~ \"", " = ",
    " != ", " < ", " >= ", " between ", " and ", " or ", " not ", "(", ")",
    "age", "date", "deadline", "event", "60d", "2026-05", "(a+)+$",
    "[a-z]{1,99}", "(?<=", "\\p{L}", ", ", "#", ";", "\n ", NULL};

const struct fuzz_target fuzz_target = {.name = "rules",
    .words = words,
    .seeds = seeds,
    .rounds = 3000,
    .slow = 3000};
