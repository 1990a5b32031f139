/* alert-moved-t.c - what alerts say of moves and of no network, word for word */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "core/alert.h"
#include "tap/tap.h"

static struct pool *pool;

static void
check(
    const struct alert *a, enum language l, const char *title, const char *text)
{
	const char *t, *x;

	alert_write(pool, a, l, &t, &x);
	is_string(title, t, "title: %s", title);
	is_string(text, x, "text: %s", title);
}

static void
check_json(const struct alert *a, const char *wanted)
{
	json_t *o = alert_json(pool, a);
	char *seen = json_dumps(
	    json_object_get(o, "moved"), JSON_COMPACT | JSON_SORT_KEYS);

	is_string(wanted, seen, "for programs");
	free(seen);
	json_decref(o);
}

int
main(void)
{
	struct alert_moved m = {.to = "https://b.example/rss"};
	struct alert a = {.event = EVENT_FEED_MOVED,
	    .source = "vgr",
	    .source_title = "VGR",
	    .feed = "vgr-press",
	    .feed_title = "Pressmeddelanden",
	    .link = "https://a.example/rss",
	    .published = NO_TIME,
	    .moved = &m};

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(1 << 20);
	m.since = time_of_local(day_read("2026-11-20"), 8 * 3600 + 300);
	check(&a, LANGUAGE_SV, "Flödet har flyttat: Pressmeddelanden",
	    "Källan säger att flödet har flyttat för gott till "
	    "https://b.example/rss\n"
	    "Det läses där redan nu, och frågas på den nya adressen när det "
	    "har varit så i en vecka.\n"
	    "Att göra: bevakactl feeds accept-move vgr-press godtar flytten; "
	    "med --reject avvisas den.\n\n"
	    "Källa: VGR, Pressmeddelanden\nLänk: https://a.example/rss\n");
	check_json(&a, "{\"doubtful\":false,\"since\":\"2026-11-20T07:05:00Z\","
		       "\"to\":\"https://b.example/rss\"}");
	m.doubt = MOVED_ROOT;
	a.feed_title = NULL;
	check(&a, LANGUAGE_EN, "The feed has moved: vgr-press",
	    "The publisher says that it has moved for good to "
	    "https://b.example/rss\n"
	    "The move is doubtful: that is the site's front page. So it is "
	    "not accepted by itself.\n"
	    "What to do: bevakactl feeds accept-move vgr-press accepts the "
	    "move; with --reject it is refused.\n\n"
	    "Source: VGR\nLink: https://a.example/rss\n");
	m = (struct alert_moved){.since = m.since};
	a = (struct alert){
	    .event = EVENT_WATCH_OFFLINE, .published = NO_TIME, .moved = &m};
	check(&a, LANGUAGE_SV, "Bevakningen har inget nätverk",
	    "Sedan 20 november 2026 08:05 har ingen webbplats kunnat nås. "
	    "Inget bevakas så länge datorn saknar nätverk.\n"
	    "Att göra: se till att datorn har nätverk och namnuppslagning. "
	    "Allt läses ikapp när det är tillbaka.\n\n");
	check_json(
	    &a, "{\"doubtful\":false,\"since\":\"2026-11-20T07:05:00Z\"}");
	pool_free(pool);
	return done_testing();
}
