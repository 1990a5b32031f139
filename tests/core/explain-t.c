/* explain-t.c - why a rule concerns an item: its terms, and where they stand */
/* SPDX-License-Identifier: MIT */
#include "core/explain.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/forms.h"
#include "tap/tap.h"

static struct pool *pool;
static struct forms *forms;
static struct why w;

static const char body[] =
    "Regionstyrelsen har beslutat om en ny överenskommelse.\n"
    "Den gäller hälso-, sjuk- och tandvården i hela Västra Götaland, och "
    "löper från den 1 januari 2027.";

static struct pattern_list
list(const char *text)
{
	struct pattern_list l = {0};
	int column;

	if (!patterns_read(forms, pool, text, &l.pattern, &l.n, &column, &w))
		bail("%s: %s", text, w.text);
	return l;
}

static const struct where *
where(const char *text)
{
	size_t at;
	const struct where *it = where_read(forms, pool, text, &at, &w);

	if (it == NULL)
		bail("%s: %s", text, w.text);
	return it;
}

static struct rule_view
view(void)
{
	return (struct rule_view){.feed = "press",
	    .source = "vgr",
	    .title = view_text_of(pool, "Ny ÖVERENSKOMMELSE klar"),
	    .text = view_text_of(pool, body),
	    .link = view_text_of(pool, "https://a.example/avtal/12"),
	    .publisher = view_text_of(pool, "vgr\nVästra Götalandsregionen"),
	    .now = time_of_local(day_read("2026-05-20"), 43200),
	    .published = time_of_local(day_read("2026-05-10"), 43200)};
}

static const struct rule_term *
term(const struct explained *e, const char *text)
{
	for (size_t i = 0; i < e->n_terms; i++)
		if (strcmp(e->term[i].text, text) == 0)
			return &e->term[i];
	bail("no term %s", text);
	return NULL;
}

/* The found words themselves, cut out of what stands around them. */
static const char *
found(const struct rule_term *t)
{
	if (t->words == NULL)
		return "-";
	return pool_strndup(pool, t->words + t->at, t->to - t->at);
}

static void
check_terms(void)
{
	static const struct {
		const char *text, *in, *found;
	} row[] = {
	    {"överenskommelse", "title", "ÖVERENSKOMMELSE"},
	    {"text:överenskommelse", "text", "överenskommelse."},
	    {"samverkan*", NULL, "-"},
	    {"sjukvård", "text", "sjuk- och tandvården"},
	    {"hälsovård*", "text", "hälso-, sjuk- och tandvården"},
	    {"*vård", "text", "tandvården"},
	    {"link:avtal", "link", "avtal/12"},
	    {"source:götalandsregionen", "source", "Götalandsregionen"},
	    {"\"västra götaland\"", "text", "Västra"},
	};
	struct rule r = {.name = "r",
	    .any = list("samverkan*, överenskommelse"
			", text:överenskommelse"),
	    .and = list("sjukvård, hälsovård*, *vård, link:avtal, "
			"source:götalandsregionen, \"västra götaland\""),
	    .none = list("protokoll")};
	struct rule_view v = view();
	struct explained e = rule_explain(pool, &r, &v);

	ok(e.hit.matched, "it matches: %s", e.hit.reason ? e.hit.reason : "");
	is_int(10, (int)e.n_terms, "all terms are there");
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const struct rule_term *t = term(&e, row[i].text);

		is_string(row[i].in, t->in, "%s: in", row[i].text);
		is_string(row[i].found, found(t), "what stands there");
	}
	ok(!term(&e, "protokoll")->found, "none of none");
	has_string("Den gäller hälso-", term(&e, "sjukvård")->words, "around");
}

static void
check_where(void)
{
	struct rule r = {.name = "r",
	    .where = where("age < 5d and not title =~ \"klar\" or "
			   "text = överenskommelse and date > 2026-05-12")};
	struct rule_view v = view();
	struct explained e = rule_explain(pool, &r, &v);
	json_t *json = explained_json(&e);

	ok(!e.hit.matched, "it does not match");
	is_string("where does not hold for it", e.hit.reason, "why");
	is_int(4, (int)e.n_terms, "four comparisons");
	is_string("10 d", term(&e, "age < 5d")->value, "the age it has");
	ok(!term(&e, "age < 5d")->found, "does not hold");
	ok(term(&e, "title =~ \"klar\"")->negated, "below a not");
	is_string("klar", found(term(&e, "title =~ \"klar\"")), "the words");
	is_string("2026-05-10", term(&e, "date > 2026-05-12")->value, "a day");
	is_int(
	    4, (int)json_array_size(json_object_get(json, "terms")), "as JSON");
	json_decref(json);
}

static void
check_others(void)
{
	static const char *const feeds[] = {"other"};
	struct rule r = {.name = "r",
	    .feeds = feeds,
	    .n_feeds = 1,
	    .kinds = 1U << DEADLINE_REMISS};
	struct rule_view v = view();
	struct explained e = rule_explain(pool, &r, &v);

	ok(!e.hit.matched && !e.of_feed && !e.kinds, "not of its feeds");
	r.n_feeds = 0;
	r.any = list("överenskommelse");
	v.title = view_text_of(pool, NULL);
	v.text = view_text_of(pool, "\xC3");
	e = rule_explain(pool, &r, &v);
	ok(!e.hit.matched && e.of_feed && e.kinds, "no title, and a broken "
						   "text");
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(16 << 20);
	forms = forms_new();
	check_terms();
	check_where();
	check_others();
	forms_free(forms);
	pool_free(pool);
	return done_testing();
}
