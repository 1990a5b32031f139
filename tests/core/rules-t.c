/* rules-t.c - all rules together say what each of them says alone */
/* SPDX-License-Identifier: MIT */
#include "core/rules.h"

#include <stdlib.h>
#include <string.h>

#include "core/explain.h"
#include "core/forms.h"
#include "core/lexicon.h"
#include "tap/tap.h"

enum { PAIRS_MOST = 2000, RULES = 1500 };

static struct pool *pool;
static struct forms *forms;
static struct why w;

/* Patterns and texts of the tables of words. */
static const struct pattern *pattern[PAIRS_MOST];
static const char *text[PAIRS_MOST];
static size_t n_pairs;

static const struct pattern *
read_one(const char *list)
{
	const struct pattern *p;
	size_t n;
	int column;

	if (!patterns_read(forms, pool, list, &p, &n, &column, &w) || n != 1)
		bail("%s: %s", list, w.text);
	return p;
}

static void
read_table(const char *name)
{
	size_t len;
	char *table = test_read(name, &len), *line = table;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		char *second = strchr(line, '\t');

		*end = '\0';
		if (line[0] == '#' || second == NULL)
			continue;
		*second++ = '\0';
		second[strcspn(second, "\t")] = '\0';
		if (n_pairs == PAIRS_MOST)
			bail("more than %d pairs", PAIRS_MOST);
		pattern[n_pairs] = read_one(line);
		text[n_pairs++] = words_fold_all(pool, second, strlen(second));
	}
	free(table);
}

/* Every pattern in every text, with and without what is remembered. */
static void
check_lexicon(size_t n, const char *name)
{
	struct lexicon *l = lexicon_new();
	size_t wrong = 0, found = 0;

	for (size_t i = 0; i < n; i++)
		lexicon_add(l, pattern[i]);
	ok(lexicon_terms(l) <= n, "%s: %u terms of %zu patterns", name,
	    lexicon_terms(l), n);
	for (size_t k = 0; k < 2 * n_pairs; k++) {
		const char *folded = text[k % n_pairs];
		struct found *f = lexicon_begin(l);

		lexicon_look(l, SCOPE_TEXT, folded);
		for (size_t i = 0; i < n; i++) {
			bool is = pattern_find(pattern[i], folded) != NULL;

			found += is;
			if (found_in(f, pattern[i], SCOPE_TEXT) == is &&
			    !found_in(f, pattern[i], SCOPE_LINK))
				continue;
			diag("%s in '%s': %d", pattern_text(pattern[i]), folded,
			    is);
			wrong++;
		}
	}
	ok(found > 2 * n, "%zu times found", found);
	is_int(0, (int)wrong, "%s: as pattern_find says", name);
	lexicon_free(l);
}

static unsigned seed = 1;

static unsigned
any_below(size_t n)
{
	seed = seed * 1103515245 + 12345;
	return (unsigned)((seed >> 8) % n);
}

/* The numbers of terms are the lexicon's, so each list has its own. */
static struct pattern_list
some(unsigned most)
{
	struct pattern_list l = {.n = any_below(most + 1)};
	const char *list = "";
	int column;

	for (size_t i = 0; i < l.n; i++)
		list = pool_printf(pool, "%s%s%s%s", list, i ? ", " : "",
		    any_below(4) == 0 ? "title:" : "",
		    pattern_text(pattern[any_below(n_pairs)]));
	if (!patterns_read(forms, pool, list, &l.pattern, &l.n, &column, &w))
		bail("%s: %s", list, w.text);
	return l;
}

static const struct where *
some_where(void)
{
	const char *one = pattern_text(pattern[any_below(n_pairs)]);
	const char *other = pattern_text(pattern[any_below(n_pairs)]);
	const char *expression;
	const struct where *it;
	size_t at;

	if (strchr(one, ' ') != NULL || strchr(other, ' ') != NULL ||
	    strchr(one, '"') != NULL || strchr(other, '"') != NULL)
		return NULL;
	expression = pool_printf(pool, "text = %s %s %s title = %s", one,
	    any_below(2) ? "and" : "or", any_below(3) ? "" : "not", other);
	it = where_read(forms, pool, expression, &at, &w);
	if (it == NULL)
		bail("%s: %s", expression, w.text);
	return it;
}

static const char *const feeds[] = {"a", "source:s"};

static struct rule *
make_rules(void)
{
	struct rule *rule = pool_get(pool, RULES * sizeof(*rule));

	for (int i = 0; i < RULES; i++) {
		rule[i] = (struct rule){.name = pool_printf(pool, "r%d", i),
		    .any = some(3),
		    .and = some(i % 2 ? 2 : 0),
		    .none = some(i % 3 ? 0 : 2),
		    .where = i % 5 ? NULL : some_where(),
		    .kinds = any_below(3) == 0,
		    .feeds = feeds,
		    .n_feeds = any_below(3)};
	}
	return rule;
}

static void
check_rules(void)
{
	struct rule *rule = make_rules();
	struct rules *all = rules_new(rule, RULES);
	static const struct deadline remiss = {.kind = DEADLINE_REMISS};
	size_t wrong = 0, hits = 0, steps = 1;

	while (!rules_build(all, 100))
		steps++;
	is_int(2 * RULES / 100, (int)steps, "built in slices");
	for (size_t k = 0; k < n_pairs; k++) {
		struct rule_view v = {.feed = k % 2 ? "a" : "b",
		    .source = k % 3 ? "s" : "t",
		    .title.folded = text[k],
		    .text.folded = text[any_below(n_pairs)],
		    .deadlines = &remiss,
		    .n_deadlines = k % 2};
		size_t n, next = 0;
		const struct rules_hit *hit = rules_match(all, &v, &n);

		for (int i = 0; i < RULES; i++) {
			struct rule_hit alone;

			if (!rule_match(&rule[i], &v, &alone))
				continue;
			hits++;
			wrong += next == n || hit[next].rule != &rule[i] ||
				 hit[next].hit.any != alone.any ||
				 hit[next].hit.and != alone.and;
			next++;
		}
		wrong += next != n;
	}
	ok(hits > RULES, "%zu hits", hits);
	is_int(0, (int)wrong, "the same, in the same order, by the same words");
	rules_free(all);
}

static void
check_none(void)
{
	struct rules *none = rules_new(NULL, 0);
	struct rule one = {.name = "x"};
	struct rules *without = rules_new(&one, 1);
	struct rule_view v = {.title.folded = " remiss "};
	size_t n = 9;

	rules_match(none, &v, &n);
	is_int(0, (int)n, "no rules");
	rules_match(without, &v, &n);
	is_int(1, (int)n, "a rule without words takes everything");
	rules_free(none);
	rules_free(without);
	rules_free(NULL);
}

/* An expression that is given up does not hold up the other rules. */
static void
check_slow(void)
{
	size_t at, n;
	struct rule rule[] = {
	    {.name = "slow",
		.where = where_read(
		    forms, pool, "text =~ \"(x+x+)+(y|z)\"", &at, &w)},
	    {.name = "other"},
	};
	struct rules *all = rules_new(rule, 2);
	struct rule_view v = {
	    .text = view_text_of(pool, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")};

	ok(rules_slow(all) == NULL, "nobody is slow yet");
	for (int i = 0; i < 4; i++)
		rules_match(all, &v, &n);
	is_int(1, (int)n, "the other rule matches");
	ok(rules_slow(all) == &rule[0], "the slow one is named");
	ok(rules_slow(all) == NULL, "once");
	ok(rules_is_slow(all, &rule[0]) && !rules_is_slow(all, &rule[1]),
	    "and known");
	rules_free(all);
}

int
main(void)
{
	pool = pool_new(256 << 20);
	forms = forms_new();
	read_table("words.tsv");
	read_table("compounds.tsv");
	check_lexicon(LEXICON_MANY / 2, "few");
	check_lexicon(n_pairs, "many");
	check_rules();
	check_none();
	check_slow();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
