/* calendar-t.c - which deadlines stand in a calendar, and how */
/* SPDX-License-Identifier: MIT */
#include "calendar.h"

#include <jansson.h>

#include "edge/ics.h"
#include "edge/store-term.h"
#include "ground.h"

static const char text[] =
    "[source s]\ntitle = Källan\n"
    "[feed f]\nsource = s\nurl = https://a.example/rss\n"
    "[rule r]\nany = x\ndeadline = all\nremind = 5d\nto = a\n"
    "[rule q]\nany = x\ndeadline = all\nremind = 1d\nto = b\n"
    "[receiver a]\nvia = lapp\n[receiver b]\nvia = lapp\nlanguage = en\n"
    "[notifier lapp]\nprogram = /bin/true\n";

/* One that ends in so many days, of the rules, closed so many days ago. */
static int64_t
add(int days, const char *const *rules, size_t n, unsigned flags,
    enum precision precision)
{
	static int64_t key = 1, feed;
	struct pool *pool = pool_new(1 << 16);
	struct feed_row row;
	struct item_row item = {.title = "Ärende",
	    .link = "https://a.example/1",
	    .published = NO_TIME,
	    .changed = NO_TIME,
	    .held = NO_TIME,
	    .read = NO_TIME,
	    .next = NO_TIME};
	int day = turn_today(turn) + days;
	struct deadline_row d = {.is = {.kind = DEADLINE_REMISS,
				     .start = day,
				     .end = day,
				     .minutes = -1,
				     .flags = flags,
				     .precision = precision,
				     .evidence = "Nu, ja;"},
	    .found = turn_now(turn) - 200 * 86400,
	    .published = turn_today(turn) - 200};

	if (feed == 0 && store_feed_open(store, pool, "f",
			     "https://a.example/rss", 1, &row, &w))
		feed = row.id;
	item.feed = feed;
	key++;
	check(turn_write(turn, &w) &&
	      store_item_add(store, &item, &key, 1, &w) && (d.item = item.id) &&
	      store_deadline_add(store, &d, &w) &&
	      store_item_rules(store, item.id, rules, NULL, n, &w));
	pool_free(pool);
	return d.id;
}

static void
close_one(int64_t id, enum deadline_state state, enum lineage what, int ago)
{
	struct lineage_row line = {.deadline = id,
	    .at = turn_now(turn) - ago * 86400LL,
	    .what = what,
	    .old_start = NO_DAY,
	    .old_end = NO_DAY,
	    .start = NO_DAY,
	    .end = NO_DAY};

	check(store_deadline_state(store, id, state, 0, &w) &&
	      store_lineage_add(store, &line, &w));
}

/* The calendar as bevakad-ics writes it, to be freed. */
static char *
calendar_text(const char *receiver)
{
	struct calendar_list *list = calendar_open(turn, receiver);
	struct pool *pool = pool_new(16 << 20);
	struct str input = STR_INIT(16 << 20);
	json_t *json;
	struct ics ics;
	char *sheet;

	for (bool over = false; !over;)
		check(calendar_step(list, &input, &over, &w));
	calendar_close(list);
	json = json_loads(input.text, 0, NULL);
	str_release(&input);
	check(json != NULL && ics_read(pool, json, &ics, &w));
	sheet = ics_write(&ics);
	json_decref(json);
	pool_free(pool);
	return sheet;
}

/* The event of the deadline, in a buffer that the next call overwrites. */
static const char *
event(const char *receiver, int64_t id)
{
	static char found[8192];
	char uid[64], *all = calendar_text(receiver), *at, *from;

	snprintf(uid, sizeof(uid), "UID:D%lld.", (long long)id);
	found[0] = '\0';
	at = strstr(all, uid);
	if (at != NULL) {
		for (from = at; strncmp(from, "BEGIN:VEVENT", 12) != 0;)
			from--;
		snprintf(found, sizeof(found), "%.*s",
		    (int)(strstr(at, "END:VEVENT") - from), from);
	}
	free(all);
	while ((at = strstr(found, "\r\n ")) != NULL) /* unfolded */
		memmove(at, at + 3, strlen(at + 3) + 1);
	return found;
}

static void
check_states(void)
{
	static const char *const rules[] = {"r"};
	int64_t ahead = add(30, rules, 1, 0, PRECISION_DAY);
	int64_t month = add(30, rules, 1, 0, PRECISION_MONTH);
	int64_t doubt = add(30, rules, 1, DEADLINE_QUESTIONED, PRECISION_DAY);
	int64_t gone = add(30, rules, 1, 0, PRECISION_DAY);
	int64_t old = add(30, rules, 1, 0, PRECISION_DAY);
	int64_t done = add(30, rules, 1, 0, PRECISION_DAY);
	int64_t passed = add(-80, rules, 1, 0, PRECISION_DAY);
	int64_t long_ago = add(-100, rules, 1, 0, PRECISION_DAY);

	close_one(gone, TERM_WITHDRAWN, LINEAGE_WITHDRAWN, 89);
	close_one(old, TERM_WITHDRAWN, LINEAGE_WITHDRAWN, 91);
	close_one(done, TERM_DONE, LINEAGE_DONE, 1);
	has_string("STATUS:CONFIRMED", event("a", ahead), "one ahead");
	has_string("BEGIN:VALARM", event("a", ahead), "with its alarm");
	has_string("SEQUENCE:0", event("a", ahead), "as it was found");
	has_string("Nu\\, ja\\;", event("a", ahead), "its words");
	has_string("STATUS:TENTATIVE", event("a", month), "a month");
	has_string("dagen är antagen", event("a", month), "says why");
	has_string("STATUS:TENTATIVE", event("a", doubt), "one in doubt");
	ok(strstr(event("a", doubt), "VALARM") == NULL, "does not remind");
	has_string("STATUS:CANCELLED", event("a", gone), "withdrawn: 89 days");
	has_string("SEQUENCE:1", event("a", gone), "with a higher number");
	is_string("", event("a", old), "and not for 91");
	has_string("Klar:", event("a", done), "one that is done");
	ok(strstr(event("a", done), "VALARM") == NULL, "reminds no more");
	has_string("STATUS:CONFIRMED", event("a", passed), "passed: 80 days");
	is_string("", event("a", long_ago), "and not for 100");
	store_deadline_confirm(store, month, &w);
	has_string("STATUS:CONFIRMED", event("a", month),
	    "a day that a person confirmed is no longer tentative");
}

static void
check_receivers(void)
{
	static const char *const rules[] = {"r", "q"};
	int64_t mine = add(20, rules, 1, 0, PRECISION_DAY);
	int64_t both = add(20, rules, 2, 0, PRECISION_DAY);

	is_string("", event("b", mine), "what concerns another receiver");
	has_string("TRIGGER:-PT17H", event("b", both), "the own rule's alarm");
	ok(strstr(event("b", both), "-P4DT17H") == NULL, "and no other's");
	has_string("consultation answer", event("b", both), "in English");
	has_string("-P4DT17H", event(NULL, both), "all of it when asked");
}

int
main(void)
{
	begin();
	load_conf(text);
	open_state();
	check_states();
	check_receivers();
	close_state(true);
	end();
	return done_testing();
}
