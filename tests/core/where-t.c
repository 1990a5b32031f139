/* where-t.c - the expression of a rule: what holds, what is wrong with it */
/* SPDX-License-Identifier: MIT */
#include "core/where.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/events.h"
#include "core/explain.h"
#include "core/forms.h"
#include "tap/tap.h"

static struct pool *pool;
static struct forms *forms;
static struct why w;

static const char *const tags[] = {"vård", "skola", NULL};
static const struct deadline remiss = {.kind = DEADLINE_REMISS};

static struct rule_view
item(struct deadline *own)
{
	struct rule_view v = {.feed = "press",
	    .source = "vgr",
	    .tags = tags,
	    .title = view_text_of(pool, "Ny remiss"),
	    .text = view_text_of(pool,
		"Om den nära vården, hälso- och sjukvården "
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
	    .link = view_text_of(pool, "https://a.example/remisser/12/ny"),
	    .publisher = view_text_of(pool, "vgr\nVästra Götalandsregionen"),
	    .deadlines = own,
	    .n_deadlines = 1,
	    .today = day_read("2026-05-20"),
	    .now = time_of_local(day_read("2026-05-20"), 43200),
	    .published = time_of_local(day_read("2026-05-10"), 43200),
	    .events = 1U << HEARS_NEW};

	*own = remiss;
	own->start = own->end = day_read("2026-07-01");
	return v;
}

static const struct where *
read_it(const char *text, size_t *at)
{
	return where_read(forms, pool, text, at, &w);
}

static void
check_table(void)
{
	static const char *const verdict[] = {"no", "yes", "unknown"};
	struct deadline own;
	struct rule_view v = item(&own);
	size_t len, at;
	char *table = test_read("where.tsv", &len), *line = table;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		char *wanted = strchr(line, '\t');
		const struct where *it;

		*end = '\0';
		if (line[0] == '#' || wanted == NULL)
			continue;
		*wanted++ = '\0';
		it = read_it(line, &at);
		is_string(wanted, it ? verdict[where_holds(it, &v)] : "fault",
		    "%s", line);
	}
	free(table);
}

static void
check_faults(void)
{
	static const struct {
		const char *text;
		size_t at;
		const char *wanted;
	} row[] = {
	    {"", 0, "an attribute is missing here"},
	    {"titel = a", 0, "did you mean 'title'?"},
	    {"title == a", 6, "'==' is no operator; write '='"},
	    {"title = a && age < 1d", 10, "did you mean 'and'?"},
	    {"title = a eller age < 1d", 10, "did you mean 'or'?"},
	    {"inte title = a", 0, "did you mean 'not'?"},
	    {"title = ", 8, "a value is missing here"},
	    {"title", 5, "an operator is missing here"},
	    {"title = av*tal", 10, "a * stands first or last"},
	    {"title = a or", 12, "an attribute is missing here"},
	    {"(title = a", 0, "the parenthesis is not closed"},
	    {"title = a)", 9, "this parenthesis was not opened"},
	    {"title < a", 6, "title has no order"},
	    {"age =~ x", 4, "age is no text"},
	    {"event < new", 6, "event has only = and !="},
	    {"event = nytt", 8, "'nytt' is no event"},
	    {"age < 5", 6, "'5' is no age"},
	    {"age < 5 lightyears", 6, "'5' is no age"},
	    {"date > 5wd", 7, "'5wd' is no day"},
	    {"age < wd", 6, "'wd' is no age"},
	    {"age between 5d and 8wd", 19, "days and working days"},
	    {"date > soon", 7, "'soon' is no day"},
	    {"date > 2026-02-30", 7, "is no day"},
	    {"date between 2026-01-01", 23, "between needs two values"},
	    {"date between 2026-02 and 2026-01", 25, "the smaller value"},
	    {"deadline = remis", 11, "is no kind of deadline"},
	    {"deadline between 2026-01-01 and 5d", 32, "cannot be the two"},
	    {"title =~ \"[\"", 11, "no regular expression"},
	    {"title = \"nära", 8, "the quote is not closed"},
	    {"title = title:a", 8, "no scope inside an expression"},
	};
	size_t at;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		at = 99;
		ok(read_it(row[i].text, &at) == NULL, "refused: %s",
		    row[i].text);
		is_int((int)row[i].at, (int)at, "where");
		has_string(row[i].wanted, w.text, "and why");
	}
}

/* Deep, long and random ones end with a fault or a tree, soon. */
static void
check_hostile(void)
{
	static const char *const token[] = {"title", " = ", "a", " and ",
	    " or ", "not ", "(", ")", "age", " < ", "60d", "title = b", "\"",
	    "age between 1d and 2d", " =~ ", "!", "*", "feed = f", "\xC3"};
	enum { TOKENS = sizeof(token) / sizeof(token[0]) };
	char text[4001];
	size_t at;
	int read = 0;
	unsigned seed = 7;

	memset(text, '(', 4000);
	text[4000] = '\0';
	ok(read_it(text, &at) == NULL, "4,000 parentheses");
	for (size_t i = 0; i + 4 <= 4000; i += 4)
		memcpy(text + i, "not ", 4);
	ok(read_it(text, &at) == NULL, "1,000 times not");
	for (int n = 0; n < 3000; n++) {
		text[0] = '\0';
		for (unsigned i = 0; i < 1 + (unsigned)n % 9; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(text, token[(seed >> 16) % TOKENS]);
		}
		read += read_it(text, &at) != NULL;
		if (at > strlen(text))
			bail("%s: %zu", text, at);
	}
	ok(read > 10 && read < 1500, "3,000 random ones: %d are expressions",
	    read);
}

static bool
is_name(const char *attribute, const char *name, void *context)
{
	(void)context;
	return strcmp(attribute, "tag") == 0 || strcmp(name, "vgr") == 0 ||
	       strcmp(name, "press") == 0 || name[0] == '*';
}

static void
check_never(void)
{
	static const struct {
		const char *text;
		bool never;
	} row[] = {
	    {"age < 0d", true},
	    {"age < 60d and age > 90d", true},
	    {"age < 60d and age > 30d", false},
	    {"date > 2026-06 and date < 2026-01", true},
	    {"date > 2026-06 or date < 2026-01", false},
	    {"not (date <= 2026-06 or date >= 2026-01)", false},
	    {"title = remiss and title != remiss", false},
	    {"title = remiss and not title = remiss", true},
	    {"not (title = remiss or not title = remiss)", true},
	    {"source = vgr and source = press", true},
	    {"source = vgr and feed = press", false},
	    {"source = nobody", true},
	    {"source != nobody", false},
	    {"(age < 0d or source = nobody) and title = a", true},
	    {"(age < 0d or source = vgr) and title = a", false},
	    {"deadline < 0d", true},
	    {"deadline = remiss and deadline = expiry", false},
	    {"tag = a and tag = b", false},
	};
	size_t at;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const struct where *it = read_it(row[i].text, &at);
		const char *never = it ? where_never(pool, it, 0, is_name, NULL)
				       : "fault";

		ok((never != NULL) == row[i].never, "%s: %s", row[i].text,
		    never ? never : "may be");
	}
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A runaway expression is over soon, and is not tried for ever. */
static void
check_runaway(void)
{
	struct regex_budget budget = {.steps = REGEX_STEPS_ALL};
	char *text = malloc((1 << 20) + 1);
	double start = seconds();
	size_t at;

	memset(text, 'a', 1 << 20);
	text[1 << 20] = '\0';
	for (int hasten = 0; hasten < 2; hasten++) {
		struct regex *r = regex_new(pool, "(a+)+$|(a|aa)+b", &at, &w);

		if (hasten)
			regex_hasten(r);
		for (size_t i = 100; i < 1 << 20; i += 100)
			text[i] = hasten ? 'b' : '\n';
		for (int i = 0; i < 10; i++) {
			budget.steps = REGEX_STEPS_ALL;
			regex_find(r, &budget,
			    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			    "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
			    NULL, NULL);
		}
		ok(regex_is_lame(r), "it is given up for good");
		is_int(REGEX_GAVE_UP, regex_find(r, &budget, "b", NULL, NULL),
		    "untried");
		regex_drop(r);
	}
	ok(seconds() - start < 5, "in %.3f s", seconds() - start);
	free(text);
}

static void
check_regex(void)
{
	struct regex_budget budget = {.steps = REGEX_STEPS_ALL};
	size_t at, from, to;
	struct regex *r = regex_new(pool, "a\xCC\x8Atg.rd$", &at, &w);
	const char *text = regex_compose(pool, "Ny\nÅTGA\xCC\x88RD\nmer");

	regex_hasten(r);
	is_int(REGEX_FOUND, regex_find(r, &budget, text, &from, &to),
	    "capitals and composed forms never matter");
	is_int(3, (int)from, "from");
	is_int(11, (int)to, "to");
	is_int(REGEX_NOT, regex_find(r, &budget, "atgard", NULL, NULL),
	    "å and ä are letters of their own");
	is_int(REGEX_NOT, regex_find(r, &budget, "", NULL, NULL), "nothing");
	regex_drop(r);
	is_int(
	    REGEX_GAVE_UP, regex_find(r, &budget, "x", NULL, NULL), "dropped");
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(64 << 20);
	forms = forms_new();
	check_table();
	check_faults();
	check_hostile();
	check_never();
	check_regex();
	check_runaway();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
