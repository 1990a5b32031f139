/* keep-t.c - documents into a real state file: what is new, known and told */
/* SPDX-License-Identifier: MIT */
#include "keep.h"

#include "reading.h"
#include "remind.h"

static const char text[] =
    "[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\n"
    "[feed g]\nsource = s\nurl = https://a.example/g\n"
    "[feed p]\nsource = s\nurl = https://a.example/p\nread = linked\n"
    "[rule remisser]\nany = remiss*\ndeadline = remiss\nto = alla\n"
    "[rule alltid]\nany = avtal*\nto = alla\n"
    "[receiver alla]\nvia = lapp\n[notifier lapp]\nprogram = /bin/true\n";

static struct deadline
remiss(const char *day, unsigned flags)
{
	return (struct deadline){.kind = DEADLINE_REMISS,
	    .start = day_read(day),
	    .end = day_read(day),
	    .minutes = -1,
	    .flags = flags,
	    .evidence = "Svara på remissen senast"};
}

static struct item
item(const char *id, const char *link, const char *title, const char *content)
{
	return (struct item){.id = id,
	    .link = link,
	    .title = title,
	    .content = content,
	    .published = NO_TIME,
	    .updated = NO_TIME};
}

struct counted {
	const char *event;
	int n;
};

static bool
count_alert(const struct alert_row *r, void *context)
{
	struct counted *c = context;

	c->n += strcmp(r->event, c->event) == 0;
	return true;
}

static int
alerts(const char *event)
{
	struct alert_query query = {.limit = 10000};
	struct counted c = {.event = event};

	store_alerts(store, &query, count_alert, &c, &w);
	return c.n;
}

static bool
count_row(const struct item_row *r, void *context)
{
	(void)r;
	++*(int *)context;
	return true;
}

static int
items(const char *feed)
{
	struct item_query query = {.feed = feed, .limit = 30000};
	int n = 0;

	store_items(store, &query, count_row, &n, &w);
	return n;
}

static bool
count_open(const struct deadline_row *d, void *context)
{
	*(int *)context += d->state == TERM_OPEN;
	return true;
}

static int
open_deadlines(int64_t of)
{
	struct deadline_query query = {.item = of, .kind = -1, .limit = 10000};
	int n = 0;

	store_deadlines(store, &query, count_open, &n, &w);
	return n;
}

static bool
note_id(const struct item_row *r, void *context)
{
	*(int64_t *)context = r->id;
	return false;
}

static int64_t
last_item(const char *feed)
{
	struct item_query query = {.feed = feed, .limit = 1};
	int64_t id = 0;

	store_items(store, &query, note_id, &id, &w);
	return id;
}

static bool
note_open(const struct deadline_row *d, void *context)
{
	if (d->state == TERM_OPEN)
		*(int64_t *)context = d->id;
	return true;
}

/* The last open one of the item. */
static void
find_open(int64_t of, int64_t *id)
{
	struct deadline_query query = {.item = of, .kind = -1, .limit = 100};

	store_deadlines(store, &query, note_open, id, &w);
}

static void
check_new(void)
{
	struct deadline d = remiss("2090-11-30", 0);
	struct item list[] = {
	    item("1", "https://a.example/1", "Remiss ett", "Text."),
	    item("2", "https://a.example/2", "Remiss två", "Text.")};
	struct kept kept = read_feed("f", list, 1);

	is_int(1, kept.new, "baseline: an item");
	is_int(0, kept.alerts, "of which nobody is told");
	list[1].deadlines = &d;
	list[1].n_deadlines = 1;
	kept = read_feed("f", list, 2);
	is_int(1, kept.new, "another is new");
	is_int(1, alerts("item.new"), "and told");
	is_int(1, open_deadlines(last_item("f")), "with its deadline");
	kept = read_feed("f", list, 2);
	is_int(0, kept.new + kept.changed, "read again: nothing");
	list[0].content = "Nu är det ett avtal.";
	kept = read_feed("f", list, 2);
	is_int(1, kept.changed, "an item of the baseline that changes");
	is_int(1, alerts("item.changed"), "is told");
	list[1].id = "other";
	kept = read_feed("f", list, 2);
	is_int(0, kept.new, "with another guid it is known by its link");
	list[1].link = "https://a.example/moved";
	kept = read_feed("f", list, 2);
	is_int(0, kept.new, "with another link by that guid");
}

/* There and back: told each time, and one of them is open. */
static void
check_moved(void)
{
	struct deadline d = remiss("2090-11-30", 0);
	struct item one = item("m", "https://a.example/m", "Remiss m", "Nov.");
	int64_t id;

	one.deadlines = &d;
	one.n_deadlines = 1;
	read_feed("f", &one, 1);
	id = last_item("f");
	d = remiss("2090-12-15", 0);
	one.content = "December.";
	read_feed("f", &one, 1);
	is_int(1, alerts("deadline.moved"), "moved, and told");
	d = remiss("2090-11-30", 0);
	one.content = "November igen.";
	read_feed("f", &one, 1);
	is_int(2, alerts("deadline.moved"), "back again, and told");
	is_int(1, open_deadlines(id), "one is open");
	d = remiss("2020-11-30", DEADLINE_QUESTIONED);
	one.content = "Fel år.";
	read_feed("f", &one, 1);
	is_int(2, alerts("deadline.moved"), "a day that cannot be moves none");
	is_int(2, open_deadlines(id), "and ends none: both stand");
	one.content = "Fel år ännu.";
	read_feed("f", &one, 1);
	is_int(2, open_deadlines(id), "also when the text changes again");
	d = remiss("2090-11-30", 0);
	one.content = "Rätt igen.";
	read_feed("f", &one, 1);
	is_int(1, open_deadlines(id), "mended, one is open");
	one.n_deadlines = 0;
	one.content = "Inget datum.";
	read_feed("f", &one, 1);
	is_int(0, open_deadlines(id), "withdrawn");
	one.n_deadlines = 1;
	one.content = "Datumet åter.";
	read_feed("f", &one, 1);
	is_int(1, open_deadlines(id), "and said again");
}

static bool
finish(const struct deadline_row *d, void *context)
{
	*(int64_t *)context = d->id;
	return d->state != TERM_OPEN;
}

/* What somebody is done with does not come back with the next comma. */
static void
check_done(void)
{
	struct deadline d = remiss("2090-10-01", 0);
	struct item one = item("d", "https://a.example/d", "Remiss d", "A.");
	struct deadline_query query = {.kind = -1, .limit = 10};
	int64_t deadline = 0;

	one.deadlines = &d;
	one.n_deadlines = 1;
	read_feed("f", &one, 1);
	query.item = last_item("f");
	store_deadlines(store, &query, finish, &deadline, &w);
	store_deadline_state(store, deadline, TERM_DONE, 0, &w);
	one.content = "Bilagan är på plats.";
	read_feed("f", &one, 1);
	is_int(0, open_deadlines(query.item), "done stays done");
}

static bool
deliver(const struct parcel_row *r, void *context)
{
	struct parcel_row done = *r;

	done.state = PARCEL_DELIVERED;
	done.settled = done.created;
	*(struct parcel_row *)context = done;
	return false;
}

/* Reminded of it, though no rule concerns the item any more. */
static void
check_reminded(void)
{
	struct deadline d = remiss("2090-06-30", 0);
	struct item one = item("r", "https://a.example/r", "Remiss r", "Juni.");
	struct parcel_query waiting = {
	    .due = time_of(day_read("2091-01-01"), 0), .limit = 1};
	struct parcel_row parcel = {0};
	int64_t alert = 0, item_id, found;
	int given = 0, before;
	char key[64];

	one.deadlines = &d;
	one.n_deadlines = 1;
	read_feed("f", &one, 1);
	item_id = last_item("f");
	ok(remind_at(
	       turn, time_of(day_read("2090-06-29"), 12 * 3600), &given, &w) &&
		given > 0,
	    "somebody is reminded");
	find_open(item_id, &found);
	snprintf(key, sizeof(key), "due D%lld %d 1wd remisser",
	    (long long)found, d.end);
	store_alert_find(store, key, &alert, &w);
	waiting.due = NO_TIME;
	waiting.alert = alert;
	ok(alert != 0 && store_parcels(store, &waiting, deliver, &parcel, &w) &&
		store_parcel_keep(store, &parcel, &w) && turn_commit(turn),
	    "and gets it: %s", w.text);
	before = alerts("deadline.moved");
	d = remiss("2090-08-31", 0);
	one.title = "Annan rubrik";
	one.content = "Augusti.";
	read_feed("f", &one, 1);
	is_int(before + 1, alerts("deadline.moved"),
	    "it moves, and no rule asks for it: who was reminded is told");
	before = alerts("deadline.withdrawn");
	one.n_deadlines = 0;
	one.content = "Inget.";
	read_feed("f", &one, 1);
	is_int(before, alerts("deadline.withdrawn"),
	    "gone: nobody was reminded of the new day, nobody is told");
}

/* A day before its own document is asked about, and not followed. */
static void
check_before_its_document(void)
{
	char day[DAY_TEXT];
	int today = time_local_day(time(NULL));
	struct deadline d = remiss(day_write(today - 30, day), 0);
	struct item one = item("b", "https://a.example/b", "Remiss b", "Maj.");
	int before = alerts("deadline.questioned");

	one.deadlines = &d;
	one.n_deadlines = 1;
	one.published = time_of(today - 2, 0);
	read_feed("f", &one, 1);
	is_int(before + 1, alerts("deadline.questioned"),
	    "a day before its own document is asked about");
	is_int(1, open_deadlines(last_item("f")), "and kept");
	one.content = "Maj, ändrad.";
	read_feed("f", &one, 1);
	is_int(before + 1, alerts("deadline.questioned"), "once");
}

/* A feed whose links all lead to one page; and fragments of one page. */
static void
check_shared_links(void)
{
	struct item list[] = {
	    item("g1", "https://a.example/start", "Remiss g1", "1."),
	    item("g2", "https://a.example/start", "Remiss g2", "2."),
	    item("g3", "https://a.example/start", "Remiss g3", "3."),
	    item(NULL, "https://a.example/p#a", "Avtal a", "a."),
	    item(NULL, "https://a.example/p#b", "Avtal b", "b."),
	    item(NULL, "https://a.example/p#b", "Avtal b", "b.")};
	int before;

	is_int(1, read_feed("g", list + 1, 1).new, "baseline: one of them");
	before = alerts("item.new");
	is_int(1, read_feed("g", list, 2).new,
	    "a new one before it, with its link, is new");
	is_int(1, alerts("item.new") - before, "and told");
	is_int(1, read_feed("g", list + 2, 1).new,
	    "also when those before are no longer listed");
	is_int(
	    0, read_feed("g", list, 3).changed, "none takes another's place");
	is_int(2, read_feed("g", list + 3, 3).new,
	    "links that differ by a fragment; one is there twice");
	is_int(0, read_feed("g", list, 6).new, "all are known");
	is_int(5, items("g"), "five items");
}

static void
check_repeated_guids(void)
{
	struct item list[] = {
	    item("0", "https://a.example/r1", "Remiss r1", "1."),
	    item("0", "https://a.example/r2", "Remiss r2", "2."),
	    item("0", "https://a.example/r3", "Remiss r3", "3.")};

	is_int(2, read_feed("g", list, 2).new, "one guid for all: two items");
	is_int(1, read_feed("g", list, 3).new, "and a third");
	is_int(0, read_feed("g", list, 3).new, "known by their links");
}

static struct item_row
row_of(int64_t id)
{
	struct item_row row;
	bool found;

	store_item_get(store, pool, id, true, &row, &found, &w);
	return row;
}

static void
read_page(int64_t id, const char *content, bool unread)
{
	struct item_row row = row_of(id);
	struct keep_text is = {
	    .title = row.list_title ? row.list_title : row.title,
	    .text = unread ? row.text : content,
	    .published = NO_TIME,
	    .unread = unread};
	struct kept kept = {0};

	check(turn_write(turn, &w) &&
	      keep_item(turn, pool, conf_find_feed(conf, "p"), &row, &is, &kept,
		  &w) &&
	      turn_commit(turn));
}

/* Unread, given up, read at last; and its title changes in the list. */
static void
check_pages(void)
{
	struct item one = item(NULL, "https://a.example/p/1", "Remiss p", "T.");
	int new, changed;
	int64_t id;

	read_feed("p", &one, 0);
	new = alerts("item.new");
	changed = alerts("item.changed");
	read_feed("p", &one, 1);
	id = last_item("p");
	is_int(
	    ITEM_UNREAD, row_of(id).state, "an item whose page is to be read");
	is_int(new, alerts("item.new"), "is not told yet");
	read_page(id, NULL, true);
	is_int(new + 1, alerts("item.new"), "given up: it is told");
	read_page(id, "Hela sidan om remissen.", false);
	is_int(new + 1, alerts("item.new"), "read at last: not as new");
	is_int(changed + 1, alerts("item.changed"), "but as changed");
	one.title = "Remiss med nytt namn";
	read_feed("p", &one, 1);
	ok(row_of(id).next != NO_TIME, "another title: its page is due");
	read_page(id, "Hela sidan om remissen.", false);
	is_int(changed + 2, alerts("item.changed"), "and the title is told");
	is_string("Remiss med nytt namn", row_of(id).title, "and kept");
}

static char *
many(size_t n, const char *what)
{
	size_t len = strlen(what);
	char *all = malloc(n * len + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(all + i * len, what, len);
	all[n * len] = '\0';
	return all;
}

/* Big things are cut, not fatal, and cost what they should. */
static void
check_hostile(void)
{
	static struct deadline d[2000];
	struct item one = item("h", "https://a.example/h", NULL, NULL);
	char *title = many(500000, "å"), *content = many(2000000, "remiss. ");
	clock_t start;

	for (size_t i = 0; i < 2000; i++) {
		d[i] = remiss("2090-01-01", 0);
		d[i].start = d[i].end += (int)i;
	}
	one.title = title;
	one.content = content;
	one.deadlines = d;
	one.n_deadlines = 2000;
	is_int(1, read_feed("f", &one, 1).new, "a megabyte of title");
	ok(strlen(row_of(last_item("f")).title) <= 1000, "is cut");
	is_int(500, open_deadlines(last_item("f")), "of 2000 deadlines 500");
	content[5] = 'x';
	for (size_t i = 0; i < 2000; i++)
		d[i].start = d[i].end += 3000;
	start = clock();
	is_int(1, read_feed("f", &one, 1).changed, "all of it changes");
	diag("in %ld ms", (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
	is_int(500, open_deadlines(last_item("f")), "500 are open");
	free(title);
	free(content);
}

/* 20,000 items that share one link: time grows with their number only. */
static void
check_many(void)
{
	enum { MANY = 20000 };
	struct item *list = calloc(MANY, sizeof(*list));
	static char id[MANY][24];
	clock_t start = clock();

	for (int i = 0; i < MANY; i++) {
		snprintf(id[i], sizeof(id[i]), "many-%d", i);
		list[i] = item(id[i], "https://a.example/all", id[i], "x");
	}
	is_int(MANY, read_feed("g", list, MANY).new, "20,000 items");
	diag(
	    "new in %ld ms", (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
	start = clock();
	is_int(0, read_feed("g", list, MANY).new, "are known");
	ok(clock() - start < 5 * CLOCKS_PER_SEC, "known in %ld ms",
	    (long)((clock() - start) * 1000 / CLOCKS_PER_SEC));
	free(list);
}

int
main(void)
{
	begin();
	load_conf(text);
	pool = pool_new(256 << 20);
	open_state();
	check_new();
	check_moved();
	check_done();
	check_reminded();
	check_before_its_document();
	check_shared_links();
	check_repeated_guids();
	check_pages();
	check_hostile();
	check_many();
	close_state(true);
	pool_free(pool);
	end();
	return done_testing();
}
