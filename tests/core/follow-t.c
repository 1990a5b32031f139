/* follow-t.c - what became of an item's deadlines in its new text */
/* SPDX-License-Identifier: MIT */
#include "core/follow.h"

#include "base/date.h"
#include "tap/tap.h"

static struct deadline
on(enum deadline_kind kind, const char *day, const char *evidence)
{
	int end = day_read(day);

	return (struct deadline){
	    .kind = kind, .start = end, .end = end, .evidence = evidence};
}

static enum follow_what
one(struct pool *pool, struct deadline *old, size_t n_old, struct deadline *new,
    size_t n_new, size_t i)
{
	size_t n;
	struct follow *f = follow_compare(pool, old, n_old, new, n_new, &n);

	return i < n ? f[i].what : (enum follow_what) - 1;
}

int
main(void)
{
	struct pool *pool = pool_new(1 << 20);
	struct deadline old[] = {
	    on(DEADLINE_REMISS, "2026-11-30", "Svara senast 30 november"),
	    on(DEADLINE_EXPIRY, "2027-01-01", "avtalet gäller till 1 januari"),
	};
	struct deadline moved = on(
	    DEADLINE_REMISS, "2026-12-31", "Remisstiden är förlängd");
	struct deadline many[] = {
	    on(DEADLINE_EVENT, "2026-03-01", "styrelsen möts i Vara 1 mars"),
	    on(DEADLINE_EVENT, "2026-04-01", "konferens i Skövde den 1 april"),
	};
	struct deadline later[] = {
	    on(DEADLINE_EVENT, "2026-04-02", "konferens i Skövde den 2 april"),
	    on(DEADLINE_EVENT, "2026-09-01", "mässan öppnar i höst"),
	};
	size_t n;
	struct follow *f;

	is_int(FOLLOW_SAME, one(pool, old, 2, old, 2, 0), "the same again");
	is_int(FOLLOW_MOVED, one(pool, old, 1, &moved, 1, 0),
	    "the only one of its kind has moved, in other words");
	is_int(FOLLOW_GONE, one(pool, old, 2, old, 1, 1), "one is gone");
	is_int(FOLLOW_NEW, one(pool, old, 1, old, 2, 1), "one is new");
	f = follow_compare(pool, many, 2, later, 2, &n);
	ok(n == 3 && f[0].what == FOLLOW_MOVED && f[0].old == 1 &&
		f[0].new == 0,
	    "of two meetings the one with the same words has moved");
	ok(f[1].what == FOLLOW_NEW && f[2].what == FOLLOW_GONE,
	    "and of the others one is new and one gone");
	pool_free(pool);
	return done_testing();
}
