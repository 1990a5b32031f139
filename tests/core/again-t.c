/* again-t.c - old items under other addresses, and what is too much */
/* SPDX-License-Identifier: MIT */
#include "core/again.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

enum { MOST = 400 };

static struct pool *pool;
static const int64_t now = 1700000000;
static struct again_when when = {1700000000, true};

static const char *const subject[] = {"nära vård", "kollektivtrafiken",
    "tandvården", "skolskjutsar", "vattenskydd", "bredband på landet",
    "kulturmiljön", "folkhälsan", "elevhälsan", "havsmiljön"};

/* The nth notice of a site: its words are its own. */
static struct again_thing
notice(int n, const char *site, const char *path)
{
	const char *what = subject[n % 10];

	return (struct again_thing){
	    .title = pool_printf(pool, "Remiss om %s, ärende %d", what, n),
	    .link = pool_printf(pool, "https://%s/%s%d.html", site, path, n),
	    .text = pool_printf(pool,
		"Ärende %d rör %s och %d kommuner. Styrelsen för %s föreslår i "
		"ärende %d att beslutet om %s skjuts upp med %d månader så att "
		"alla %d berörda hinner svara på det som gäller %s.",
		n, what, n + 3, what, n, what, n % 7 + 2, n + 11, what),
	    .published = now - (int64_t)(n + 5) * 86400};
}

static int
paired(const struct again_pair *pair, size_t n, enum again_sign by)
{
	int all = 0;

	for (size_t i = 0; i < n; i++)
		all += pair[i].by == by;
	return all;
}

/* All pairs join the things of the same place. */
static bool
is_right(const struct again_pair *pair, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pair[i].by != AGAIN_NOT && pair[i].old != i)
			return false;
	return true;
}

/* How the new site differs from the old one: which sign is left. */
static void
check_signs(void)
{
	struct again_thing old[20], new[20];
	struct again_pair pair[20] = {0};

	for (int i = 0; i < 20; i++) {
		old[i] = notice(i, "a.se", "nyheter/arende-om-");
		new[i] = notice(i, "b.se", "arkiv/2022/arende-om-");
		new[i].title = new[i].text = NULL;
	}
	ok(again_find(pool, old, 20, new, 20, &when, pair),
	    "names in addresses");
	is_int(20, paired(pair, 20, AGAIN_SLUG), "pair all of them");
	ok(is_right(pair, 20), "each with its own");

	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++) {
		new[i] = notice(i, "b.se", "x?id=");
		new[i].title = pool_printf(pool, "Ny rubrik %d", i);
		new[i].text = pool_printf(pool,
		    "Sök. Meny. Läs mer om oss och om hur vi arbetar med dig. "
		    "%s Dela den här sidan med andra som du tror vill veta.",
		    new[i].text);
	}
	ok(again_find(pool, old, 20, new, 20, &when, pair), "texts");
	is_int(20, paired(pair, 20, AGAIN_TEXT),
	    "in another template pair all of them");
	ok(is_right(pair, 20), "each with its own");

	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++) {
		new[i] = notice(i, "b.se", "x?id=");
		new[i].text = NULL;
	}
	ok(again_find(pool, old, 20, new, 20, &when, pair), "titles");
	is_int(20, paired(pair, 20, AGAIN_TITLE), "pair all of them");
}

static void
check_not(void)
{
	struct again_thing old[20], new[20];
	struct again_pair pair[20] = {0};

	for (int i = 0; i < 20; i++) {
		old[i] = notice(i, "a.se", "x?id=");
		new[i] = notice(i + 100, "a.se", "x?id=");
	}
	ok(!again_find(pool, old, 20, new, 20, &when, pair), "other notices");
	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++)
		new[i].title = old[i].title = "Presskonferens efter mötet";
	ok(!again_find(pool, old, 20, new, 20, &when, pair),
	    "that have all one title");
	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++) {
		old[i] = notice(i, "a.se", "x?id=");
		new[i] = notice(i, "a.se", "y?id=");
		new[i].text = NULL;
		new[i].published = now + i * 86400;
		old[i].published -= 300 * 86400LL;
	}
	ok(!again_find(pool, old, 20, new, 20, &when, pair),
	    "the same titles a year later");
	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++)
		new[i].published = now + 60;
	ok(again_find(pool, old, 20, new, 20, &when, pair),
	    "but all on one day: of the rebuild");
	memset(pair, 0, sizeof(pair));
	ok(!again_find(pool, old, 20, new, 4, &when, pair), "four are no mass");
	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 20; i++)
		new[i] = notice(i < 8 ? i : i + 100, "b.se", "arende-om-");
	ok(!again_find(pool, old, 20, new, 20, &when, pair),
	    "nor are eight of twenty");
}

/* Ten boards call to their meetings every month, in the same words. */
static struct again_thing
call(int board, const char *day, int64_t published)
{
	const char *what = subject[board];

	return (struct again_thing){
	    .title = pool_printf(pool, "Kallelse till nämnden för %s", what),
	    .link = pool_printf(pool,
		"https://a.se/%s/kallelse-%c-namnden.html", day + 3,
		'a' + board),
	    .text = pool_printf(pool,
		"Nämnden för %s sammanträder den %s klockan 13 i stadshuset. "
		"Ledamöter i nämnden för %s som inte kan komma kallar själva "
		"sin ersättare i god tid före mötet om %s.",
		what, day, what, what),
	    .published = published};
}

static void
check_monthly(void)
{
	struct again_thing old[10], new[10];
	struct again_pair pair[10] = {0};

	for (int i = 0; i < 10; i++) {
		old[i] = call(i, "12 maj", now - 30 * 86400LL);
		new[i] = call(i, "14 juni", now);
	}
	ok(!again_find(pool, old, 10, new, 10, &when, pair),
	    "next month's calls are no old ones, though all is like them");
	memset(pair, 0, sizeof(pair));
	for (int i = 0; i < 10; i++)
		new[i] = call(i, "12 maj", now);
	ok(again_find(pool, old, 10, new, 10, &when, pair),
	    "with the same days in them they are");
	memset(pair, 0, sizeof(pair));
	when.replaced = false;
	ok(!again_find(pool, old, 10, new, 10, &when, pair),
	    "unless most of the others are there still");
	for (int i = 0; i < 10; i++)
		new[i].published = old[i].published;
	ok(again_find(pool, old, 10, new, 10, &when, pair),
	    "what says its old day is old in any case");
	when.replaced = true;
}

static void
check_known(void)
{
	struct again_thing old[10], new[10];
	struct again_pair pair[10] = {0};

	for (int i = 0; i < 10; i++) {
		old[i] = notice(i, "a.se", "x?id=");
		new[i] = (struct again_thing){.published = NO_TIME};
		pair[i] = (struct again_pair){
		    (size_t)i, i < 6 ? AGAIN_KEY : AGAIN_NOT};
	}
	ok(again_find(pool, old, 10, new, 10, &when, pair),
	    "what the caller knows counts");
	new[7] = notice(3, "a.se", "x?id=");
	again_find(pool, old, 10, new, 10, &when, pair);
	is_int(AGAIN_NOT, pair[7].by, "nothing old is paired twice");
	ok(again_is_old(&new[9], now), "what has no day is hardly news");
	ok(again_is_old(&old[1], now), "nor what was before");
	new[9].published = now;
	ok(!again_is_old(&new[9], now), "of today: it is");
}

static void
check_hostile(void)
{
	struct again_thing *old = pool_get(pool, MOST * sizeof(*old));
	struct again_thing *new = pool_get(pool, MOST * sizeof(*new));
	struct again_pair *pair = pool_get(pool, MOST * sizeof(*pair));
	size_t len = 1 << 20;
	char *text = pool_get(pool, len + 1);
	clock_t before = clock();

	memset(text, 'a', len);
	for (size_t i = 1; i < len; i += 2)
		text[i] = ' ';
	for (int i = 0; i < MOST; i++)
		old[i] = new[i] = (struct again_thing){.title = text,
		    .link = text,
		    .text = text,
		    .published = INT64_MAX / 2};
	again_find(pool, old, MOST, new, MOST, &when, pair);
	ok((clock() - before) / (CLOCKS_PER_SEC / 1000) < 3000,
	    "all the same, and long");
	memset(text, '\xFF', len);
	ok(!again_find(pool, old, 0, new, MOST, &when, pair),
	    "no UTF-8 at all");
}

/* n items on each of the last days, newest day last. */
static struct flood
learn(const int *per_day, int days)
{
	int64_t at[500];
	size_t n = 0;
	struct flood f;

	for (int d = 0; d < days; d++)
		for (int i = 0; i < per_day[d]; i++)
			at[n++] = now - (days - d) * 86400LL + i;
	flood_learn(&f, at, n, now);
	f.last = now - 3600;
	return f;
}

static void
check_learnt(void)
{
	static const int busy[] = {30, 12, 28, 40, 33, 31};
	static const int moved[] = {1, 0, 2, 0, 1, 200, 1, 2, 1};
	static const int all[] = {0, 0, 60};
	struct flood f = learn(busy, 6);

	is_int(33, f.most, "the largest day but one");
	is_int(174, f.items, "all of them");
	is_int(5 * 33, flood_limit(&f, now), "so many may come at once");
	f = learn(moved, 9);
	is_int(2, f.most, "an import of two hundred is no usual day");
	is_int(20, flood_limit(&f, now), "so it is one to be asked about");
	f = learn(all, 3);
	is_int(0, f.most, "what has one day only says nothing");
	f = learn(busy, 0);
	ok(f.most == 0 && f.items == 0 && f.first == now, "nor does nothing");
}

static const struct {
	int most, items, days, since, limit;
} floods[] = {
    {0, 0, 0, 0, 20},       /* nothing is known yet */
    {3, 100, 100, 0, 20},   /* one a day */
    {10, 100, 100, 0, 50},  /* ten at once have been there */
    {3, 100, 100, 30, 60},  /* a month without a round */
    {3, 10, 100, 30, 20},   /* of a feed that says little */
    {2, 1000, 100, 10, 200} /* and of one that says much */
};

static void
check_floods(void)
{
	for (size_t i = 0; i < sizeof(floods) / sizeof(*floods); i++) {
		struct flood f = {.most = floods[i].most,
		    .items = floods[i].items,
		    .first = floods[i].days ? now - floods[i].days * 86400LL
					    : NO_TIME,
		    .last = now - floods[i].since * 86400LL};

		is_int(floods[i].limit, flood_limit(&f, now),
		    "most %d, %d in %d days, the last %d days ago", f.most,
		    floods[i].items, floods[i].days, floods[i].since);
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(512 << 20);
	check_signs();
	check_not();
	check_monthly();
	check_known();
	check_hostile();
	check_learnt();
	check_floods();
	pool_free(pool);
	return done_testing();
}
