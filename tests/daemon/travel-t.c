/* travel-t.c - ten years of reminders, with restarts, crashes and pauses */
/* SPDX-License-Identifier: MIT */
/*
 * A real state file is looked at through ten years of an invented clock, which
 * also stands still, is set back and jumps over days; the process ends now and
 * then, with and without having committed.  Beside it a small model counts
 * days one by one and says what is to be given at each look.
 *
 * BEVAKAD_SEED=7 travels by that seed only.
 */
#include "remind.h"

#include "core/date/workday.h"
#include "edge/store-term.h"
#include "ground.h"

enum {
	YEARS = 10,
	TERMS_MOST = 2000,
	RULES = 3,
	LEADS = 4,
	PASSED_DAYS = 21, /* as long as one that is over is still told of */
};

static uint64_t seed;
static int64_t feed;

/* --- the model --- */

static const struct {
	const char *name;
	enum deadline_kind kind;
	int n, notice_months;
	struct {
		int count;
		bool working;
	} lead[LEADS];
} rules[RULES] = {
    {"ett", DEADLINE_REMISS, 4, 0, {{20, true}, {5, true}, {1, false}, {0, 0}}},
    {"tva", DEADLINE_REMISS, 2, 0, {{10, true}, {3, false}}},
    {"tre", DEADLINE_EXPIRY, 3, 6, {{30, false}, {10, true}, {1, true}}},
};

static const char text[] =
    "[bevakad]\nclosed-days = 2030-05-31, 2031-01-02 - 2031-01-05,"
    " 2033-05-27, 2034-12-27, 2036-04-25\n"
    "[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\n"
    "[rule ett]\nany = x\ndeadline = remiss\nremind = 20wd, 5wd, 1d, 0d\n"
    "to = a\n[rule tva]\nany = x\ndeadline = remiss\nremind = 10wd, 3d\n"
    "to = b\n[rule tre]\nany = x\ndeadline = expiry\nnotice = 6 months\n"
    "remind = 30d, 10wd, 1wd\nto = a, b\n"
    "[receiver a]\nvia = lapp\n[receiver b]\nvia = lapp\n"
    "[notifier lapp]\nprogram = /bin/true\n";

struct term {
	int64_t id, item;
	enum deadline_kind kind;
	int end, found;
	bool untold, open;
	unsigned concerns;     /* rules */
	unsigned given[RULES]; /* leads */
	int last[RULES];       /* the day of the last one that was given */
};

struct model {
	struct term term[TERMS_MOST];
	int n;
	int looked;
	long given, late;
};
static struct model now, committed;

static int
below(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool
is_open_day(int day)
{
	static const char *const closed[] = {"2030-05-31", "2031-01-02",
	    "2031-01-03", "2031-01-04", "2031-01-05", "2033-05-27",
	    "2034-12-27", "2036-04-25"};

	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		if (day == day_read(closed[i]))
			return false;
	return day_is_workday(day);
}

static int
target_of(const struct term *t, int rule)
{
	int day = day_add_months(t->end, -rules[rule].notice_months);

	return rules[rule].notice_months > 0 && day >= t->found ? day : t->end;
}

/* One day at a time. */
static int
day_of_lead(int target, int rule, int lead)
{
	int left = rules[rule].lead[lead].count, day = target;

	while (left > 0) {
		day--;
		left -= !rules[rule].lead[lead].working || is_open_day(day);
	}
	return day;
}

/* The lead that is to be given now by the rule; -1. */
static int
wanted(const struct term *t, int rule, int today)
{
	int target = target_of(t, rule), best = -1, last = NO_DAY;

	for (int k = 0; k < rules[rule].n; k++) {
		int day = day_of_lead(target, rule, k);

		if (day <= today && day > last &&
		    (day > t->found || (t->untold && day == t->found))) {
			last = day;
			best = k;
		}
	}
	if (best < 0 || (t->given[rule] & 1U << best) || last <= t->last[rule])
		return -1;
	if (target < today && (now.looked == NO_DAY || last <= now.looked))
		return -1;
	if (t->end < today - PASSED_DAYS)
		return -1;
	return best;
}

/* --- the state file --- */

static void
end_well(void)
{
	turn_commit_last(turn);
	committed = now;
	turn_free(turn);
	store_close(store);
}

/* What was not committed has never been. */
static void
crash(void)
{
	store_rollback(store);
	turn_free(turn);
	store_close(store);
	now = committed;
}

static void
add(int today)
{
	static int64_t key = 1;
	static const char *const names[] = {"ett", "tva", "tre"};
	struct term *t = &now.term[now.n];
	struct item_row item = {.feed = feed,
	    .title = "Ärende",
	    .published = NO_TIME,
	    .changed = NO_TIME,
	    .held = NO_TIME,
	    .read = NO_TIME,
	    .next = NO_TIME,
	    .baseline = below(3) == 0};
	struct deadline_row d = {.is = {.minutes = -1, .evidence = "senast"},
	    .found = time_of_local(today, below(24) * 3600),
	    .published = today};
	const char *concerned[RULES];
	size_t n = 0;

	key++;
	*t = (struct term){.kind = below(4) ? DEADLINE_REMISS : DEADLINE_EXPIRY,
	    .found = today,
	    .untold = item.baseline,
	    .open = true,
	    .last = {NO_DAY, NO_DAY, NO_DAY}};
	t->end = today + (t->kind == DEADLINE_EXPIRY ? below(500) : below(60));
	for (int r = 0; r < RULES; r++)
		if (below(3) != 0) {
			t->concerns |= 1U << r;
			concerned[n++] = names[r];
		}
	d.is.kind = t->kind;
	d.is.start = d.is.end = t->end;
	check(
	    turn_write(turn, &w) && store_item_add(store, &item, &key, 1, &w));
	d.item = t->item = item.id;
	check(store_deadline_add(store, &d, &w) &&
	      store_item_rules(store, item.id, concerned, NULL, n, &w));
	t->id = d.id;
	now.n++;
}

/* Somebody is done with one, rejects it, or its page says it no more. */
static void
close_one(void)
{
	static const enum deadline_state states[] = {
	    TERM_DONE, TERM_REJECTED, TERM_WITHDRAWN, TERM_MOVED};
	struct term *t =
	    now.n > 0 ? &now.term[now.n - 1 - below(now.n < 30 ? now.n : 30)]
		      : NULL;

	if (t == NULL || !t->open)
		return;
	t->open = false;
	check(turn_write(turn, &w) &&
	      store_deadline_state(store, t->id, states[below(4)], 0, &w));
}

/* --- one look --- */

struct counting {
	int64_t at;
	int n;
	unsigned leads[RULES];
};

static bool
count(const struct reminder_row *r, void *context)
{
	struct counting *c = context;

	if (r->at != c->at)
		return true;
	c->n++;
	for (int rule = 0; rule < RULES; rule++)
		for (int k = 0; k < rules[rule].n; k++) {
			char lead[32];

			snprintf(lead, sizeof(lead), "%d%s",
			    rules[rule].lead[k].count,
			    rules[rule].lead[k].working ? "wd" : "d");
			if (strcmp(r->rule, rules[rule].name) == 0 &&
			    strcmp(r->lead, lead) == 0)
				c->leads[rule] |= 1U << k;
		}
	return true;
}

/* What the file says of one deadline, and the model; false: they differ. */
static bool
agrees(struct term *t, int64_t at, int today, int *due)
{
	struct counting c = {.at = at};
	unsigned want[RULES] = {0};

	for (int r = 0; r < RULES; r++) {
		int k;

		if (!t->open || !(t->concerns & 1U << r) ||
		    rules[r].kind != t->kind)
			continue;
		k = wanted(t, r, today);
		if (k < 0)
			continue;
		want[r] = 1U << k;
		t->given[r] |= 1U << k;
		t->last[r] = day_of_lead(target_of(t, r), r, k);
		now.late += t->last[r] < today;
		now.given++;
		++*due;
	}
	check(store_reminders(store, t->id, count, &c, &w));
	return memcmp(want, c.leads, sizeof(want)) == 0;
}

static int
look(int64_t at)
{
	int today = time_local_day(at) -
		    (time_local_seconds(at) < REMIND_HOUR * 3600);
	int given = 0, due = 0, wrong = 0;

	check(remind_at(turn, at, &given, &w));
	for (int i = 0; i < now.n; i++)
		if (now.term[i].end >= today - 3 * PASSED_DAYS)
			wrong += !agrees(&now.term[i], at, today, &due);
	now.looked = today;
	return wrong + (given != due);
}

static int
travel(int from)
{
	int wrong = 0;

	for (int day = from; day < from + YEARS * 365; day++) {
		int hour = below(24), looks = 1 + below(3);

		if (below(9) == 0)
			add(day);
		if (below(40) == 0)
			close_one();
		if (below(60) == 0)
			day += below(12); /* the machine sleeps */
		for (int i = 0; i < looks; i++) {
			/* seconds differ, so that looks are told apart */
			int64_t at = time_of_local(day, hour * 3600) + i * 61;

			if (below(200) == 0)
				at -= below(40) * 86400; /* set back */
			wrong += look(at);
		}
		if (below(30) == 0) {
			end_well();
			open_state();
		} else if (below(50) == 0) {
			crash();
			open_state();
		}
	}
	return wrong;
}

/* Each once, and every one whose day was looked at. */
static void
check_all(int wrong)
{
	int early = 0, rows = 0;

	for (int i = 0; i < now.n; i++) {
		struct counting c = {.at = 0};

		for (int r = 0; r < RULES; r++)
			for (int k = 0; k < rules[r].n; k++)
				rows += (now.term[i].given[r] >> k) & 1;
		store_reminders(store, now.term[i].id, count, &c, &w);
		early += c.n;
	}
	is_int(0, wrong,
	    "%d deadlines in ten years: each look gave what it "
	    "should",
	    now.n);
	is_int(now.given, rows, "each reminder once: %ld, of them %ld late",
	    now.given, now.late);
	is_int(0, early, "none at a time that never was");
	ok(now.n > 100 && now.given > 200 && now.late > 10,
	    "and there was much to remind of");
}

static void
travel_by(uint64_t by)
{
	struct pool *pool = pool_new(1 << 16);
	struct feed_row row;

	unlink(state_path());
	seed = by * 2654435761U + 1;
	now.n = 0;
	now.given = now.late = 0;
	now.looked = NO_DAY;
	open_state();
	check(store_feed_open(
	    store, pool, "f", "https://a.example/rss", 1, &row, &w));
	feed = row.id;
	end_well();
	open_state();
	diag("seed %llu", (unsigned long long)by);
	check_all(travel(day_read("2030-01-01") + below(300)));
	end_well();
	pool_free(pool);
}

int
main(void)
{
	const char *wish = getenv("BEVAKAD_SEED");

	begin();
	load_conf(text);
	if (wish != NULL)
		travel_by(strtoull(wish, NULL, 10));
	for (uint64_t by = 1; wish == NULL && by <= 3; by++)
		travel_by(by);
	end();
	return done_testing();
}
