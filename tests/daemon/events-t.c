/* events-t.c - of what rules hear: by event, by class of change, of feeds */
/* SPDX-License-Identifier: MIT */
#include "edge/store-audit.h"
#include "raise.h"
#include "reading.h"

#define RULE(name, more)                                       \
	"[rule " name "]\nany = remiss*\nto = " name "\n" more \
	"[receiver " name "]\nvia = lapp\n"

static const char text[] =
    "[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\nhealth = drift\n"
    "tags = vård\n"
    "[feed g]\nsource = s\nurl = https://a.example/g\n"
    "[receiver drift]\nvia = lapp\n[notifier lapp]\nprogram = /bin/true\n" RULE(
	"allt", "") RULE("nytt", "events = new\n") RULE("rubriker",
	"events = title\n") RULE("datum", "events = date\n") RULE("flyttat",
	"events = moved\n") RULE("funnet", "events = found\n") RULE("nyast",
	"where = event = new\n") "[rule hälsa]\nevents = failing, silent\nto = nätet\npriority = high\n"
				 "[rule vård]\nwhere = tag = vård and event = failing\n"
				 "events = failing, gap\nto = vården\n"
				 "[rule annan]\nfeeds = g\nevents = failing\nto = allt\n"
				 "[receiver nätet]\nvia = lapp\n[receiver vården]\nvia = lapp\n";

/* "item.new: nytt allt; " of what was raised since. */
struct told {
	char text[2000];
	int64_t last;
};

static bool
add_receiver(const struct parcel_row *r, void *context)
{
	struct told *t = context;

	strcat(t->text, " ");
	strcat(t->text, r->receiver);
	return true;
}

static bool
add_alert(const struct alert_row *r, void *context)
{
	struct told *t = context;
	struct parcel_query query = {
	    .alert = r->id, .due = NO_TIME, .limit = 99};

	if (r->id <= t->last)
		return false;
	strcat(t->text, r->event);
	strcat(t->text, ":");
	store_parcels(store, &query, add_receiver, t, &w);
	strcat(t->text, "; ");
	return true;
}

static const char *
told(void)
{
	static struct told t;
	struct alert_query query = {.limit = 100};
	struct audit_marks marks;

	t.text[0] = '\0';
	check(store_alerts(store, &query, add_alert, &t, &w) &&
	      store_audit_last(store, &marks, &w));
	t.last = marks.alert;
	return t.text;
}

static bool
count(int64_t id, const char *what, void *context)
{
	diag("a hole: I%lld %s", (long long)id, what);
	++*(int *)context;
	return true;
}

static int
holes(void)
{
	struct audit_marks m;
	int n = 0;

	check(store_audit_last(store, &m, &w) &&
	      store_audit_items(store, 0, m.item, count, &n, &w) &&
	      store_audit_changes(store, 0, m.version, count, &n, &w));
	return n;
}

static struct deadline
remiss(const char *day)
{
	return (struct deadline){.kind = DEADLINE_REMISS,
	    .start = day_read(day),
	    .end = day_read(day),
	    .minutes = -1,
	    .evidence = "Svara på remissen senast"};
}

static struct item
item(const char *title, const char *content, struct deadline *d)
{
	return (struct item){.id = "1",
	    .link = "https://a.example/1",
	    .title = title,
	    .content = content,
	    .published = NO_TIME,
	    .updated = NO_TIME,
	    .valid_to = NO_DAY,
	    .deadlines = d,
	    .n_deadlines = d != NULL};
}

static void
check_items(void)
{
	struct deadline d = remiss("2090-11-30"), later = remiss("2090-12-15");
	struct item one = item("Remiss ett", "Om remissen i vården.", NULL);

	read_feed("f", NULL, 0); /* the baseline */
	read_feed("f", &one, 1);
	is_string("item.new: allt nytt nyast; ", told(), "new");
	one = item("Remiss ett", "Om den långa remissen i vården.", NULL);
	read_feed("f", &one, 1);
	is_string("item.changed: allt; ", told(),
	    "another text: not to who asked for other classes");
	one = item("Remiss två", "Om den långa remissen i vården.", NULL);
	read_feed("f", &one, 1);
	is_string("item.changed: allt rubriker; ", told(), "another title");
	one = item(
	    "Remiss två", "Svara på remissen senast 30 november 2090.", &d);
	read_feed("f", &one, 1);
	is_string("item.changed: allt datum funnet; ", told(), "a deadline");
	one = item(
	    "Remiss två", "Svara på remissen senast 15 december 2090.", &later);
	read_feed("f", &one, 1);
	is_string("item.changed: datum; deadline.moved: allt flyttat; ", told(),
	    "moved: who hears of that hears once");
	is_int(0, holes(), "and no audit misses anything");
}

static void
check_feeds(void)
{
	bool added;
	struct alert a = {.event = EVENT_FEED_FAILING,
	    .priority = PRIORITY_NORMAL,
	    .created = turn_now(turn),
	    .today = turn_today(turn),
	    .published = NO_TIME,
	    .title = ""};

	ok(raise_of_feed(turn, &a, conf_find_feed(conf, "f"), "failing 1",
	       "drift", &added, &w) &&
		added,
	    "a feed fails");
	is_string("feed.failing: drift nätet vården; ", told(),
	    "rules that ask hear of it, beside who hears of health");
	is_int(PRIORITY_HIGH, (int)a.priority, "by the priority of the rules");
	a.event = EVENT_FEED_GAP;
	a.n_rules = 0;
	a.rule = NULL;
	ok(raise_of_feed(
	       turn, &a, conf_find_feed(conf, "f"), "gap 1", "", &added, &w),
	    "a gap");
	is_string("feed.gap:; ", told(), "where says no: nobody");
	a.event = EVENT_FEED_FAILING;
	a.n_rules = 0;
	a.rule = NULL;
	ok(raise_of_feed(turn, &a, conf_find_feed(conf, "g"), "failing 2", "",
	       &added, &w),
	    "another feed");
	is_string("feed.failing: nätet allt; ", told(), "its rules");
}

int
main(void)
{
	begin();
	load_conf(text);
	pool = pool_new(16 << 20);
	open_state();
	check_items();
	check_feeds();
	close_state(true);
	pool_free(pool);
	end();
	return done_testing();
}
