/* turn-t.c - a commit that fails: all is taken back, and everybody is told */
/* SPDX-License-Identifier: MIT */
#include "turn.h"

#include <signal.h>
#include <sys/resource.h>

#include "ground.h"

static char calls[64];
static char told[2048];

static void
after_one(void *context)
{
	(void)context;
	strcat(calls, "1");
}

static void
after_two(void *context)
{
	(void)context;
	strcat(calls, "2");
	event_base_loopbreak(base);
}

static void
lost_one(void *context)
{
	(void)context;
	strcat(calls, "l");
	event_base_loopbreak(base);
}

static void
tell(const char *event, const char *text, void *context)
{
	(void)context;
	snprintf(told, sizeof(told), "%s: %s", event, text);
}

static bool
write_meta(const char *key, size_t len)
{
	char *text = calloc(1, len + 1);
	bool done = turn_write(turn, &w) &&
		    store_meta_set(store, key, text, len, &w);

	free(text);
	return done;
}

static bool
is_there(const char *key)
{
	struct pool *pool = pool_new(64 << 20);
	const char *value;
	size_t len;

	store_meta_get(store, pool, key, &value, &len, &w);
	pool_free(pool);
	return value != NULL;
}

static void
check_shared(void)
{
	ok(write_meta("a", 1) && write_meta("b", 1), "two rounds");
	is_string("", calls, "nothing follows before the commit");
	event_base_dispatch(base);
	is_string("12", calls, "which comes by itself, and then in order");
	ok(!store_is_open(store), "it is committed");
	calls[0] = '\0';
	turn_commit(turn);
	is_string("12", calls, "a commit of nothing is one too");
}

/* The file may not grow: what a full disk looks like from here. */
static void
limit(rlim_t bytes)
{
	struct rlimit r = {bytes, RLIM_INFINITY};

	setrlimit(RLIMIT_FSIZE, &r);
}

static void
check_lost(void)
{
	calls[0] = '\0';
	ok(write_meta("small", 10), "something small");
	ok(write_meta("big", 3 << 20), "and something big, in one commit");
	limit(8192);
	ok(!turn_commit(turn), "that fails");
	limit(RLIM_INFINITY);
	is_string("l", calls, "those who have memory of it are told, no other");
	ok(!store_is_open(store), "nothing is open");
	ok(!is_there("small") && !is_there("big"), "nothing is half kept");
	ok(is_there("a"), "what was committed before is there");
	ok(write_meta("small", 10) && turn_commit(turn), "it goes on");
	ok(is_there("small"), "and keeps");
}

/* A round taken back alone; and when that cannot be, all is gone, and said. */
static void
check_undo(void)
{
	ok(write_meta("first", 1) && store_mark(store, &w) &&
		write_meta("second", 1),
	    "a round after another");
	ok(store_undo(store), "is taken back alone");
	ok(is_there("first") && !is_there("second"), "the other stays");
	ok(!store_undo(store), "without a mark all is taken back");
	ok(!is_there("first") && !store_is_open(store), "and it says so");
	turn_commit(turn);
}

static void
check_tell(void)
{
	char title[3000];

	turn_set_listener(turn, tell, NULL);
	memset(title, 'a', sizeof(title));
	for (size_t i = 1; i + 2 < sizeof(title); i += 2)
		memcpy(title + i, "ö", 2);
	title[sizeof(title) - 1] = '\0';
	turn_tell(turn, "item", "\x1B[2J_%s", title);
	ok(strncmp(told, "item: ?[2J_", 11) == 0, "told, and clean");
	is_int('?', told[strlen(told) - 1], "not cut within a character");
	turn_set_listener(turn, NULL, NULL);
}

int
main(void)
{
	begin();
	signal(SIGXFSZ, SIG_IGN);
	open_state();
	turn_after(turn, after_one, lost_one, NULL);
	turn_after(turn, after_two, NULL, NULL);
	check_shared();
	check_lost();
	check_undo();
	check_tell();
	close_state(true);
	end();
	return done_testing();
}
