/* keep-hold-t.c - what is held: asked about once, answered, let go in time */
/* SPDX-License-Identifier: MIT */
#include "keep-hold.h"

#include "edge/store-hold.h"
#include "reading.h"

static const char text[] =
    "[bevakad]\nhealth = alla\n[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\n"
    "[feed g]\nsource = s\nurl = https://a.example/g\nversions = 3\n"
    "[feed h]\nsource = s\nurl = https://a.example/h\n"
    "[feed k]\nsource = s\nurl = https://a.example/k\n"
    "[rule remisser]\nany = remiss*\ndeadline = remiss\nto = alla\n"
    "[rule skola]\nany = skol*\nto = alla\n"
    "[receiver alla]\nvia = lapp\n[notifier lapp]\nprogram = /bin/true\n";

static int64_t
feed_of(const char *name)
{
	int64_t feed;

	check(store_feed_find(store, name, &feed, &w));
	return feed;
}

static struct item
item(const char *feed, int n)
{
	return (struct item){.id = pool_printf(pool, "%s-%d", feed, n),
	    .link = pool_printf(pool, "https://a.example/%s/%d", feed, n),
	    .title = pool_printf(
		pool, "%s nummer %d", n % 3 == 0 ? "Remiss" : "Skolan", n),
	    .content = pool_printf(pool, "Text om %d.", n),
	    .published = turn_now(turn),
	    .updated = NO_TIME};
}

/* Of the event: how many, and the last one's text. */
struct found {
	const char *event, *text;
	int n;
	enum alert_state state;
};

static bool
look(const struct alert_row *r, void *context)
{
	struct found *f = context;

	if (strcmp(r->event, f->event) != 0)
		return true;
	if (f->n++ == 0) {
		f->text = pool_strdup(pool, r->json);
		f->state = r->state;
	}
	return true;
}

static struct found
alerts(const char *event)
{
	struct alert_query query = {.limit = 10000};
	struct found f = {.event = event, .text = ""};

	store_alerts(store, &query, look, &f, &w);
	return f;
}

static int
held(const char *feed)
{
	int64_t n;

	check(store_held_count(store, feed_of(feed), &n, &w));
	return (int)n;
}

static void
read_flood(const char *feed, int n)
{
	struct item *list = pool_get(pool, (size_t)(n + 1) * sizeof(*list));

	for (int i = 0; i <= n; i++)
		list[i] = item(feed, i);
	read_feed(feed, list, 1);
	read_feed(feed, list, (size_t)n + 1);
}

/* All that is due is told, as hold.c does; how many by themselves. */
static int
let_go(void)
{
	struct hold_telling *telling = hold_telling_open(turn);
	enum keep_step step;
	bool more;
	int n = -1;

	do {
		check(hold_let_go(turn, &more, &w));
		n++;
	} while (more);
	while ((step = hold_telling_step(telling, &w)) == KEEP_MORE)
		;
	hold_telling_close(telling);
	check(step == KEEP_DONE && turn_commit(turn));
	return n;
}

static void
answer(struct hold_answer *a)
{
	enum keep_step step = KEEP_FAILED;

	if (turn_write(turn, &w))
		while ((step = hold_answer_step(turn, a, &w)) == KEEP_MORE)
			;
	check(step == KEEP_DONE && turn_commit(turn));
}

/* Nobody answers, and three working days go by. */
static void
check_time(void)
{
	int64_t next;
	int days;

	read_flood("f", 60);
	is_int(60, held("f"), "sixty are held");
	is_int(1, alerts("feed.flood").n, "and asked about");
	is_int(0, alerts("item.new").n, "and told to nobody");
	store_held_next(store, &next, &w);
	days = time_local_day(next) - turn_today(turn);
	ok(days >= 3 && days <= 7, "for three working days (%d)", days);
	is_int(0, let_go(), "before that time");
	is_int(60, held("f"), "they stay");

	check(turn_write(turn, &w) && store_held_release(store, feed_of("f"), 0,
					  INT64_MAX, turn_now(turn) - 1, &w));
	let_go();
	is_int(0, held("f"), "after it, none is held");
	is_int(
	    2, alerts("feed.released").n, "there is one alert for each rule");
	ok(strstr(alerts("feed.released").text, "nummer") != NULL,
	    "with their titles");
	is_int(0, alerts("item.new").n, "and none for each item");
	is_int(
	    ALERT_DONE, alerts("feed.flood").state, "the question is closed");
	store_held_next(store, &next, &w);
	ok(next == NO_TIME, "nothing more is due");
}

/* Many that are released are told one by one. */
static void
check_release(void)
{
	struct hold_answer a = {.word = HOLD_RELEASE, .feed = feed_of("h")};

	read_flood("h", 130);
	is_int(130, held("h"), "more are held");
	a.feed = feed_of("h");
	answer(&a);
	is_int(130, (int)a.n, "and released");
	ok(a.alert != 0, "which answers the question");
	is_int(130, held("h"), "none of them is told in that turn");
	is_int(130, let_go(), "but each of them soon");
	is_int(0, held("h"), "and held no more");
	is_int(130, alerts("item.new").n, "all in the end, each once");
}

/* More than one window of them. */
static void
check_known(void)
{
	struct hold_answer a = {.word = HOLD_ACCEPT};
	int before = alerts("item.new").n;

	read_flood("k", 1300);
	is_int(1300, held("k"), "still more are held");
	a.feed = feed_of("k");
	answer(&a);
	is_int(1300, (int)a.n, "and accepted");
	is_int(0, held("k"), "none is held");
	is_int(0, let_go(), "nor told");
	is_int(before, alerts("item.new").n, "to anybody");
}

static bool
count_version(const struct version_row *v, void *context)
{
	int *n = context;

	n[0]++;
	n[1] += v->classes != 0;
	return true;
}

static bool
note_id(const struct item_row *r, void *context)
{
	*(int64_t *)context = r->id;
	return false;
}

static void
check_versions(void)
{
	struct item_query query = {.feed = "g", .limit = 1};
	struct item one = item("g", 1);
	int n[2] = {0};
	int64_t id = 0;

	read_feed("g", &one, 1);
	for (int i = 0; i < 9; i++) {
		one.content = pool_printf(pool, "Ny text %d.", i);
		read_feed("g", &one, 1);
	}
	store_items(store, &query, note_id, &id, &w);
	store_versions(store, id, count_version, n, &w);
	is_int(3, n[0], "three versions are kept, as the feed says");
	is_int(3, n[1], "each with what changed then");
}

int
main(void)
{
	begin();
	load_conf(text);
	pool = pool_new(64 << 20);
	open_state();
	check_time();
	check_release();
	check_known();
	check_versions();
	close_state(true);
	pool_free(pool);
	end();
	return done_testing();
}
