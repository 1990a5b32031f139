/* pattern-t.c - words that match and words that must not, and folded texts */
/* SPDX-License-Identifier: MIT */
#include "core/pattern.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/forms-table.h"
#include "core/forms.h"
#include "tap/tap.h"

static struct pool *pool;
static struct forms *forms;
static struct why w;

static const char *
fold(const char *text)
{
	return words_fold(pool, text, strlen(text));
}

static void
check_fold(void)
{
	static const struct {
		const char *text, *wanted, *name;
	} row[] = {
	    {"", " ", "nothing"},
	    {"  \t\n", " ", "only white space"},
	    {"REMISS", " remiss ", "capitals"},
	    {"Hälso- och  sjukvård.", " hälso och sjukvård ", "hyphen, stop"},
	    {"ÅTGÄRD ÖVER É", " åtgärd över é ", "Swedish capitals"},
	    {"a\xCC\x8Atga\xCC\x88rd", " åtgärd ", "NFD becomes NFC"},
	    {"O\xCC\x88VER", " över ", "NFD capitals"},
	    {"sjuk\xC2\xADvård", " sjukvård ", "a soft hyphen vanishes"},
	    {"nära\xC2\xA0vård", " nära vård ", "a no-break space parts"},
	    {"nära\xE2\x80\xAFvård", " nära vård ", "a narrow one too"},
	    {"sjuk\xE2\x80\x8Bvård", " sjukvård ", "no width, no trace"},
	    {"2024–2025", " 2024 2025 ", "a dash parts"},
	    {"”remiss”", " remiss ", "Swedish quotes"},
	    {"e-post/it", " e post it ", "hyphen and slash"},
	    {"Stra\xC3\x9F"
	     "e ×÷",
		" strasse ", "sharp s; signs part"},
	    {"m² ½", " m² ½ ", "numbers of all kinds"},
	    {"\xEF\xAC\x81nans", " finans ", "a ligature of a PDF"},
	    {"bl\xE5 remiss", " bl remiss ", "what is not UTF-8 parts"},
	    {"remiss\xC3", " remiss ", "a cut character at the end"},
	    {"Привет", " привет ", "other scripts"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		is_string(row[i].wanted, fold(row[i].text), "%s", row[i].name);
	is_string(" a b ", words_fold(pool, "a\0b", 3), "a zero byte parts");
}

static bool
matches(const char *pattern, const char *text)
{
	const struct pattern *p;
	const char *folded = words_fold_all(pool, text, strlen(text));
	size_t n;
	int column;
	bool found;

	if (!patterns_read(forms, pool, pattern, &p, &n, &column, &w)) {
		diag("%s: %d: %s", pattern, column, w.text);
		return false;
	}
	found = n == 1 && pattern_find(p, folded) != NULL;
	return found;
}

/* pattern, text, yes or no */
static void
check_table(const char *name)
{
	size_t len;
	char *table = test_read(name, &len), *line = table;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		char *text, *verdict;

		*end = '\0';
		text = strchr(line, '\t');
		if (line[0] == '#' || text == NULL)
			continue;
		*text++ = '\0';
		verdict = strchr(text, '\t');
		if (verdict == NULL)
			bail("%s: %s has no verdict", name, line);
		*verdict++ = '\0';
		is_int(strcmp(verdict, "yes") == 0, matches(line, text),
		    "%s in '%s': %s", line, text, verdict);
	}
	free(table);
}

static void
check_faults(void)
{
	static const struct {
		const char *list;
		int column;
		const char *wanted;
	} row[] = {
	    {"remiss, \"nära vård", 9, "the quote is not closed"},
	    {"remiss,, avtal", 8, "a pattern is missing beside a comma"},
	    {"remiss,", 8, "a pattern is missing beside a comma"},
	    {"av*tal", 3, "a * stands first or last in a word, not inside it"},
	    {"a, **", 4, "no letter or digit in this word"},
	    {"a, *", 4, "no letter or digit in this word"},
	    {"a, !?", 4, "no letter or digit in this word"},
	    {"å*", 1,
		"a * needs at least two letters beside it, else nearly "
		"everything matches"},
	    {"\"nära vård*\"", 13,
		"a * inside quotes means nothing; write the words without "
		"quotes"},
	    {"\"nära\" vård", 8,
		"quotes hold a whole pattern; put a comma after them"},
	    {"nära \"vård\"", 7,
		"quotes hold a whole pattern; put a comma before them"},
	};
	const struct pattern *p;
	size_t n;
	int column;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		column = 0;
		ok(!patterns_read(
		       forms, pool, row[i].list, &p, &n, &column, &w),
		    "refused: %s", row[i].list);
		is_int(row[i].column, column, "the column");
		is_string(row[i].wanted, w.text, "and the reason");
	}
}

static void
check_list(void)
{
	const struct pattern *p;
	const char *text = fold("En remiss om nära vård, svar senast i maj");
	size_t n;
	int column;

	ok(patterns_read(
	       forms, pool, " remiss* , \"a, b\",*avtal ", &p, &n, &column, &w),
	    "a list is read: %s", w.text);
	is_int(3, (int)n, "three patterns");
	is_string("remiss*", pattern_text(pattern_at(p, 0)), "as written");
	is_string("\"a, b\"", pattern_text(pattern_at(p, 1)), "with a comma");
	ok(pattern_find(pattern_at(p, 0), text) == strstr(text, "remiss"),
	    "tells where");
	ok(patterns_read(forms, pool, "  ", &p, &n, &column, &w) && n == 0,
	    "an empty list has none");
	ok(patterns_read(forms, pool, "*vård", &p, &n, &column, &w) &&
		pattern_find(p, " en sjukvården ") != NULL &&
		strncmp(pattern_find(p, " en sjukvården "), "sjuk", 4) == 0,
	    "the word, not the middle of it");
}

/* bsearch needs it; and no word of its own may be bent to another. */
static void
check_own_words(void)
{
	for (size_t i = 0; i < forms_own_n; i++) {
		struct form_key key;

		if (i > 0)
			ok(strcmp(forms_own[i - 1], forms_own[i]) < 0,
			    "%s stands after the one before", forms_own[i]);
		forms_key(forms, forms_own[i], strlen(forms_own[i]), &key);
		is_string(forms_own[i], key.text, "is its own key");
	}
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
time_of_match(const char *list, const char *unit, size_t len)
{
	const struct pattern *p;
	size_t n, unit_len = strlen(unit);
	int column;
	char *text = malloc(len + 1);
	double start;

	for (size_t i = 0; i < len; i++)
		text[i] = unit[i % unit_len];
	text[len] = '\0';
	start = seconds();
	if (!patterns_read(forms, pool, list, &p, &n, &column, &w) ||
	    pattern_find(p, words_fold(pool, text, len)) != NULL)
		bail("%s matched", list);
	free(text);
	return seconds() - start;
}

#if defined(__has_feature)
#define IS_SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

/* Eight times the text: not far from eight times as long. */
static void
check_linear(void)
{
	static const struct {
		const char *list, *unit;
	} row[] = {
	    {"*avtal", "avtalx"},
	    {"*avtal* vård", "avtal"},
	    {"avtal", " avtalx"},
	    {"vård*", "a\xCC\x88\xCC\x87\xCC\xA3"},
	};

	if (IS_SANITIZED) {
		skip("the sanitizer's strstr measures its text at every call");
		return;
	}
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		double small, large;

		small = time_of_match(row[i].list, row[i].unit, 60000);
		large = time_of_match(row[i].list, row[i].unit, 480000);
		ok(large < 30 * small + 0.05, "linear: %s in %s... %.4f %.4f",
		    row[i].list, row[i].unit, small, large);
		pool_clear(pool);
	}
}

int
main(void)
{
	pool = pool_new(64 << 20);
	forms = forms_new();
	check_fold();
	check_table("words.tsv");
	check_table("compounds.tsv");
	check_faults();
	check_list();
	check_own_words();
	check_linear();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
