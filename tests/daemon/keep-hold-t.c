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
	ok(hold_let_go(turn, &w) && turn_commit(turn), "before that time");
	is_int(60, held("f"), "they stay");

	check(turn_write(turn, &w) &&
	      store_held_release(store, feed_of("f"), turn_now(turn) - 1, &w) &&
	      hold_let_go(turn, &w) && turn_commit(turn));
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

/* Many that are released are told over several turns. */
static void
check_release(void)
{
	int64_t n, alert;
	int turns = 0;

	read_flood("h", 130);
	is_int(130, held("h"), "more are held");
	check(turn_write(turn, &w) &&
	      hold_release(turn, feed_of("h"), &n, &alert, &w) &&
	      turn_commit(turn));
	is_int(130, (int)n, "and released");
	ok(alert != 0, "which answers the question");
	ok(held("h") > 0, "not all of them are told in one turn");
	while (held("h") > 0 && turns++ < 10)
		check(hold_let_go(turn, &w) && turn_commit(turn));
	is_int(130, alerts("item.new").n, "but all in the end, each once");
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
	check_versions();
	close_state(true);
	pool_free(pool);
	end();
	return done_testing();
}
