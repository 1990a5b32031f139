/* rule-t.c - watch rules: lists, feeds, kinds, and the reason given */
/* SPDX-License-Identifier: MIT */
#include "core/rule.h"

#include <string.h>

#include "core/forms.h"
#include "core/rule-never.h"
#include "tap/tap.h"

static struct pool *pool;
static struct forms *forms;

static struct pattern_list
list(const char *text)
{
	struct pattern_list l = {0};
	struct why w;
	int column;

	if (!patterns_read(forms, pool, text, &l.pattern, &l.n, &column, &w))
		bail("%s: %s", text, w.text);
	return l;
}

static const struct deadline remiss = {.kind = DEADLINE_REMISS};
static const char *const vgr_only[] = {"press", "source:vgr"};

static void
check_match(void)
{
	const struct {
		const char *any, *and, *none;
		unsigned kinds;
		size_t n_feeds;
		const char *feed, *source;
		size_t n_deadlines;
		const char *reason; /* NULL: it matches */
	} row[] = {
	    {"", "", "", 0, 0, "x", "y", 0, NULL},
	    {"remiss", "", "", 0, 0, "x", "y", 0, NULL},
	    {"avtal, remiss", "vård, nära", "", 0, 0, "x", "y", 0, NULL},
	    {"avtal", "", "", 0, 0, "x", "y", 0, "no word of any is in it"},
	    {"remiss", "vård, avtal", "", 0, 0, "x", "y", 0,
		"a word of and is not in it"},
	    {"remiss", "", "avslut*, vård", 0, 0, "x", "y", 0,
		"a word of none is in it"},
	    {"", "", "", 0, 2, "press", "y", 0, NULL},
	    {"", "", "", 0, 2, "x", "vgr", 0, NULL},
	    {"", "", "", 0, 2, "vgr", "press", 0,
		"its feed is not one of the rule's feeds"},
	    {"", "", "", 0, 2, "source:vgr", NULL, 0,
		"its feed is not one of the rule's feeds"},
	    {"", "", "", 1U << DEADLINE_REMISS, 0, "x", "y", 1, NULL},
	    {"", "", "", 1U << DEADLINE_EXPIRY, 0, "x", "y", 1,
		"it has no deadline of the rule's kinds"},
	    {"", "", "avtal", 1U << DEADLINE_REMISS, 0, "x", "y", 0,
		"it has no deadline of the rule's kinds"},
	    {"remiss", "", "", 1U << DEADLINE_EXPIRY, 0, "x", "y", 1, NULL},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct rule r = {.any = list(row[i].any),
		    .and = list(row[i].and),
		    .none = list(row[i].none),
		    .kinds = row[i].kinds,
		    .feeds = vgr_only,
		    .n_feeds = row[i].n_feeds};
		struct rule_view v = {.feed = row[i].feed,
		    .source = row[i].source,
		    .title.folded = " ny remiss ",
		    .text.folded = " om den nära vården ",
		    .deadlines = &remiss,
		    .n_deadlines = row[i].n_deadlines};
		struct rule_hit hit;

		ok(rule_match(&r, &v, &hit) == (row[i].reason == NULL) &&
			hit.matched == (row[i].reason == NULL),
		    "row %zu", i);
		is_string(row[i].reason, hit.reason, "and its reason");
	}
}

static void
check_words_of_hit(void)
{
	struct rule r = {.any = list("avtal, remiss*"),
	    .and = list("*vård"),
	    .none = list("avslutad")};
	struct rule_view v = {.feed = "x",
	    .title.folded = " remissen ",
	    .text.folded = " sjukvården "};
	struct rule_hit hit;

	ok(rule_match(&r, &v, &hit), "matches");
	is_string("remiss*", hit.any, "names the word of any");
	is_string("*vård", hit.and, "and that of and");
	is_string(NULL, hit.none, "none forbade it");
	v.text.folded = " omsorgen ";
	ok(!rule_match(&r, &v, &hit), "without the word of and");
	is_string("*vård", hit.missing, "names what is missing");
	v.text.folded = " sjukvården avslutad ";
	ok(!rule_match(&r, &v, &hit), "with a word of none");
	is_string("avslutad", hit.none, "names what forbade it");
	v.title.folded = v.text.folded = NULL;
	ok(!rule_match(&r, &v, &hit), "an item without texts");
}

static void
check_priorities(void)
{
	enum priority p = PRIORITY_LOW;

	for (int i = PRIORITY_LOW; i <= PRIORITY_CRITICAL; i++) {
		ok(priority_read(priority_name((enum priority)i), &p),
		    "a name is read");
		is_int(i, p, "and is the same");
	}
	ok(!priority_read("High", &p), "no other name");
	ok(!priority_read("", &p), "nor none");
}

/* Does every text with the one have the other? */
static void
check_covers(void)
{
	static const struct {
		const char *other, *pattern;
		bool covers;
	} row[] = {
	    {"avtal", "avtalet", true},
	    {"avtal*", "avtal", true},
	    {"avtal*", "avtalsenhet", true},
	    {"avtal*", "*avtal", false},
	    {"*avtal", "avtal", true},
	    {"*avtal", "avtal*", false},
	    {"*avtal*", "*avtal", true},
	    {"*avtal*", "hyresavtal*", true},
	    {"\"avtal\"", "avtal", false},
	    {"avtal", "\"avtalet\"", true},
	    {"avtal", "\"avtalsenhet\"", false},
	    {"avtal", "\"av\"", false},
	    {"vård", "nära vård", true},
	    {"nära vård", "vård", false},
	    {"nära vård", "nära vården", true},
	    {"avtal", "title:avtal", true},
	    {"title:avtal", "avtal", false},
	    {"avtal", "link:avtal", false},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct pattern_list a = list(row[i].other);
		struct pattern_list b = list(row[i].pattern);

		is_int(row[i].covers,
		    pattern_covers(
			pattern_at(a.pattern, 0), pattern_at(b.pattern, 0)),
		    "%s has all of %s", row[i].other, row[i].pattern);
	}
}

int
main(void)
{
	pool = pool_new(1 << 20);
	forms = forms_new();
	check_match();
	check_words_of_hit();
	check_priorities();
	check_covers();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
