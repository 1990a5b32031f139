/* pool-t.c - memory by lifetime */
/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap/tap.h"

static void
check_use(void)
{
	struct pool *p = pool_new(1 << 24);
	size_t room = 0, n = 0;
	int *list = NULL, wrong = 0;
	char *a, *b;

	a = pool_strdup(p, "å");
	b = pool_get(p, 100000);
	for (int i = 0; i < 100000; i++)
		wrong += b[i] != 0;
	is_int(0, wrong, "memory is zeroed");
	is_string("å", a, "and stays where it was");
	is_int(0, (int)((uintptr_t)pool_get(p, 3) % 16), "aligned");
	is_string("12 å", pool_printf(p, "%d %s", 12, a), "printed");
	for (int i = 0; i < 1000; i++) {
		list = pool_grow(p, list, n, &room, sizeof(*list));
		list[n++] = i;
	}
	for (int i = 0; i < 1000; i++)
		wrong += list[i] != i;
	is_int(0, wrong, "an array grows");
	pool_clear(p);
	is_int(0, (int)pool_used(p), "cleared");
	is_int(0, *(char *)pool_get(p, 1), "zeroed again after a clear");
	pool_free(p);
}

static void
check_ceiling(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct pool *p = pool_new(1000);

		close(STDERR_FILENO);
		pool_get(p, 900);
		pool_get(p, 200);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	is_int(71, WEXITSTATUS(status),
	    "passing the ceiling ends the process (71: nobody to tell)");
}

int
main(void)
{
	check_use();
	check_ceiling();
	return done_testing();
}
