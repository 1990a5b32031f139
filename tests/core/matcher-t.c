/* matcher-t.c - which alerts a silence hides */
/* SPDX-License-Identifier: MIT */
#include "core/matcher.h"

#include <string.h>

#include "core/forms.h"
#include "core/pattern.h"
#include "tap/tap.h"

static struct pool *pool;
static struct forms *forms;

static bool
of_matter_3(int64_t matter, void *context)
{
	(void)context;
	return matter == 3;
}

/* An alert by the rules a and b of a feed, about an item of matter M3. */
static bool
hides(const char *matchers)
{
	static const char *const rules[] = {"a", "b"};
	const char *text = "Remissen om nära vård";
	struct matcher_facts f = {.receiver = "desk",
	    .feed = "nytt",
	    .source = "vgr",
	    .rule = rules,
	    .n_rules = 2,
	    .item = 42,
	    .folded = words_fold(pool, text, strlen(text)),
	    .is_of_matter = of_matter_3};
	struct why w = {""};
	struct matcher *m = matcher_load(forms, pool, matchers, &w);

	if (m == NULL)
		diag("%s: %s", matchers, w.text);
	return m != NULL && matcher_matches(m, &f);
}

static void
check_cases(void)
{
	static const struct {
		const char *matchers;
		bool hidden;
		const char *why;
	} row[] = {
	    {"feed=nytt", true, "its feed"},
	    {"feed=annat", false, "another feed"},
	    {"feed=annat\nfeed=nytt", true, "one of two feeds"},
	    {"source=vgr\nfeed=annat", false, "all keys must hold"},
	    {"source=vgr\nreceiver=desk", true, "source and receiver"},
	    {"receiver=chef", false, "another receiver"},
	    {"rule=a", false, "the other rule still tells it"},
	    {"rule=a\nrule=b", true, "all rules by which it comes"},
	    {"rule=a\nrule=b\nrule=c", true, "and one that is not"},
	    {"matter=M3", true, "its matter"},
	    {"matter=M4", false, "another matter"},
	    {"item=I42", true, "the item"},
	    {"item=i42", true, "in small letters"},
	    {"item=I4", false, "another item"},
	    {"words=remiss", true, "a word in one of its forms"},
	    {"words=tandvård, *vård", true, "one of several words"},
	    {"words=\"nära vård\"", true, "exact words"},
	    {"words=tandvård", false, "no word of it"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ok(hides(row[i].matchers) == row[i].hidden, "%s", row[i].why);
}

static void
check_faults(void)
{
	static const struct {
		const char *word, *part;
	} row[] = {
	    {"rule", "is like rule=NAME"},
	    {"rule=", "is like rule=NAME"},
	    {"=a", "no such matcher"},
	    {"rules=a", "no such matcher"},
	    {"item=42", "an item's id is like I42"},
	    {"item=I42x", "an item's id is like I42"},
	    {"matter=3", "a matter's id is like M3"},
	    {"words=*", ""},
	    {"feed=a\nb", "too long"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct why w = {""};
		const char *kept;

		ok(matcher_read(forms, pool, &row[i].word, 1, &kept, &w) ==
			    NULL &&
			strstr(w.text, row[i].part) != NULL,
		    "%s: %s", row[i].word, w.text);
	}
}

static void
check_none(void)
{
	struct why w = {""};
	const char *kept;

	ok(matcher_read(forms, pool, NULL, 0, &kept, &w) == NULL &&
		strstr(w.text, "would hide all") != NULL,
	    "a silence of everything is refused");
}

/* What the file keeps says the same when it is read again. */
static void
check_kept(void)
{
	static const char *const words[] = {"rule=a", "words=remiss*, avtal"};
	struct why w;
	const char *kept = NULL;
	struct matcher *m = matcher_read(forms, pool, words, 2, &kept, &w);
	const char *value = NULL;

	is_string("rule=a\nwords=remiss*, avtal", kept, "as it was typed");
	ok(m != NULL && matcher_has_words(m), "it wants the text");
	ok(matcher_names(m, "rule", 0, &value) && value != NULL &&
		strcmp(value, "a") == 0,
	    "it names the rule");
	ok(matcher_names(m, "rule", 1, &value) && value == NULL,
	    "the other term is no rule");
	ok(!matcher_names(m, "rule", 2, &value), "and that is all");
}

int
main(void)
{
	pool = pool_new(16 << 20);
	forms = forms_new();
	check_cases();
	check_faults();
	check_none();
	check_kept();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
