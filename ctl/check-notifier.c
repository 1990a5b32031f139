/* check-notifier.c - check-config: notifiers' own options, by their programs */
/* SPDX-License-Identifier: MIT */
#include "ctl/check-notifier.h"

#include <event2/event.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/pool.h"
#include "ctl/check-program.h"
#include "edge/conf-describe.h"
#include "edge/conf.h"
#include "edge/spawn.h"

enum { SECONDS = 5, OUTPUT_MOST = 64 * 1024, MEMORY_MOST = 256 << 20 };

/* One program that is asked. */
struct asking {
	struct event_base *base;
	struct pool *pool;
	struct describe describe;
	bool known;
};

static void
has_answered(const struct spawn_result *r, void *context)
{
	struct asking *a = context;
	struct why ignored;

	a->known = r->started && !r->late && r->status == 0 &&
		   describe_read(
		       a->pool, r->output, r->len, &a->describe, &ignored);
	event_base_loopbreak(a->base);
}

/* Whom it runs as; false: there is nobody but root. */
static bool
choose_user(struct spawn_request *q)
{
	const struct passwd *who;

	if (geteuid() != 0)
		return true;
	who = getpwnam("bevakad");
	if (who == NULL || who->pw_uid == 0)
		who = getpwnam("nobody");
	if (who == NULL || who->pw_uid == 0)
		return false;
	q->user = who->pw_uid;
	q->group = who->pw_gid;
	return true;
}

static void
ask(struct asking *a, const char *program)
{
	const char *argv[] = {program, "--describe", NULL};
	const char *environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
	    "LANG=C.UTF-8", "HOME=/", NULL};
	struct spawn_request request = {.argv = argv,
	    .environment = environment,
	    .input = "",
	    .seconds = SECONDS,
	    .output_most = OUTPUT_MOST,
	    .memory_most = MEMORY_MOST};
	struct spawner *spawner;

	a->known = false;
	if (!describe_is_known(program) || !choose_user(&request))
		return;
	spawner = spawner_new(a->base);
	spawn_start(spawner, &request, has_answered, a);
	event_base_dispatch(a->base);
	spawner_free(spawner);
}

struct found {
	struct conf_fault *list;
	size_t n, room;
};

static void
add(struct pool *pool, struct found *to, const char *file, int line, int column,
    const char *reason)
{
	if (to->n == CONF_FAULTS_MOST)
		return;
	to->list = pool_grow(
	    pool, to->list, to->n, &to->room, sizeof(*to->list));
	to->list[to->n++] = (struct conf_fault){.file = file,
	    .line = line,
	    .column = column,
	    .reason = reason,
	    .text = pool_printf(
		pool, "%s:%d:%d: %s", file, line, column, reason)};
}

static void
check(struct asking *a, const struct conf_notifier *by, struct found *to)
{
	size_t n = 0;
	const struct describe_fault *fault = describe_check(
	    a->pool, &a->describe, by, &n);

	for (size_t i = 0; i < n; i++)
		add(a->pool, to, by->file, fault[i].line, fault[i].column,
		    fault[i].reason);
}

const struct conf_fault *
check_notifiers(const struct conf *c, size_t *n)
{
	struct asking a = {.base = event_base_new(), .pool = c->pool};
	struct found found = {NULL, 0, 0};
	struct why w;

	for (size_t i = 0; i < c->n_notifiers && a.base != NULL; i++) {
		const struct conf_notifier *by = &c->notifier[i];

		if (strcmp(by->program, "desktop") == 0)
			continue;
		if (!check_program(c, by, &w)) {
			add(a.pool, &found, by->file, by->program_line,
			    by->program_column, pool_strdup(a.pool, w.text));
			continue;
		}
		ask(&a, by->program);
		if (a.known)
			check(&a, by, &found);
	}
	if (a.base != NULL)
		event_base_free(a.base);
	*n = found.n;
	return found.list;
}
