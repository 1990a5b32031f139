/* hosts.c - manners towards hosts: few requests at once, some time apart */
/* SPDX-License-Identifier: MIT */
#include "base/held.h"
#include "hosts.h"

#include <assert.h>
#include <ctype.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/time.h>
#include <time.h>

enum { BUCKETS = 256, NAME_MOST = HOSTS_NAME - 1, IDLE_MOST = 1000 };

TAILQ_HEAD(turns, host);

struct host {
	struct host *next;      /* bucket's */
	TAILQ_ENTRY(host) turn; /* while somebody waits */
	struct hosts *hosts;
	struct event *timer;          /* until the next may start */
	struct ticket *first, **last; /* those who wait */
	int64_t free_at;              /* monotonic milliseconds */
	int inside;
	char name[]; /* scheme and authority, lower case */
};

struct hosts {
	struct event_base *base;
	struct hosts_settings set;
	struct host *bucket[BUCKETS];
	struct turns turns; /* hosts that somebody waits for */
	size_t waited_for;  /* so many */
	struct event *call; /* lets in those whose turn it is */
	int inside;
	size_t n, sweep_at; /* hosts known; so many are looked through */
};

static int64_t
milliseconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static size_t
host_part(const char *url, char name[HOSTS_NAME])
{
	const char *slashes = strstr(url, "://");
	const char *start = slashes ? slashes + 3 : url;
	size_t n = (size_t)(start - url) + strcspn(start, "/?#");

	if (n > NAME_MOST)
		n = NAME_MOST;
	for (size_t i = 0; i < n; i++)
		name[i] = (char)tolower((unsigned char)url[i]);
	name[n] = '\0';
	return n;
}

void
hosts_name(const char *url, char name[HOSTS_NAME])
{
	host_part(url, name);
}

static unsigned
bucket_of(const char *name)
{
	unsigned hash = 2166136261U;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619U;
	return hash % BUCKETS;
}

/* In now?  If not, a timer is set where time alone is missing. */
static bool
may_enter(struct host *h, int64_t now)
{
	struct hosts *all = h->hosts;
	int64_t left = h->free_at - now;
	struct timeval tv = {left / 1000, left % 1000 * 1000};

	if (h->inside >= all->set.per_host || all->inside >= all->set.at_once)
		return false;
	if (left <= 0)
		return true;
	evtimer_add(h->timer, &tv);
	return false;
}

static void
join_turns(struct host *h)
{
	TAILQ_INSERT_TAIL(&h->hosts->turns, h, turn);
	h->hosts->waited_for++;
}

static void
leave_turns(struct host *h)
{
	TAILQ_REMOVE(&h->hosts->turns, h, turn);
	h->hosts->waited_for--;
}

static bool
let_in(struct host *h, int64_t now)
{
	struct ticket *t = h->first;

	if (!may_enter(h, now))
		return false;
	h->first = t->next;
	if (h->first == NULL) {
		h->last = &h->first;
		leave_turns(h);
	}
	t->next = NULL;
	t->in = true;
	h->inside++;
	h->hosts->inside++;
	h->free_at = now + h->hosts->set.spacing;
	t->go(t->context);
	return true;
}

/* One of each host, as often as somebody may enter: so none is kept waiting
 * by another, and a connection that is free again is used again. */
static void
call(evutil_socket_t fd, short what, void *context)
{
	struct hosts *all = context;
	int64_t now = milliseconds();
	bool some = true;

	(void)fd;
	(void)what;
	while (some) {
		size_t left = all->waited_for;

		for (some = false; left > 0 && all->inside < all->set.at_once;
		     left--) {
			struct host *h = TAILQ_FIRST(&all->turns);

			leave_turns(h);
			join_turns(h);
			some |= let_in(h, now);
		}
	}
}

HELD(call)

static void
host_is_free(evutil_socket_t fd, short what, void *context)
{
	struct host *h = context;
	int64_t now = milliseconds();

	(void)fd;
	(void)what;
	while (h->first != NULL && let_in(h, now))
		;
}

HELD(host_is_free)

struct hosts *
hosts_new(struct event_base *base, const struct hosts_settings *set)
{
	struct hosts *all = calloc(1, sizeof(*all));

	if (all == NULL)
		abort();
	all->base = base;
	all->set = *set;
	all->sweep_at = IDLE_MOST;
	TAILQ_INIT(&all->turns);
	all->call = event_new(base, -1, 0, held_call, all);
	return all;
}

void
hosts_free(struct hosts *all)
{
	if (all == NULL)
		return;
	for (int i = 0; i < BUCKETS; i++)
		while (all->bucket[i] != NULL) {
			struct host *h = all->bucket[i];

			all->bucket[i] = h->next;
			event_free(h->timer);
			free(h);
		}
	event_free(all->call);
	free(all);
}

/* One that nobody waits for and that owes no time need not be known. */
static bool
is_idle(const struct host *h, int64_t now)
{
	return h->inside == 0 && h->first == NULL && h->free_at <= now;
}

/* Strangers' links may name any number of hosts. */
static void
forget_many(struct hosts *all, int64_t now)
{
	if (all->n < all->sweep_at)
		return;
	for (int i = 0; i < BUCKETS; i++)
		for (struct host **at = &all->bucket[i], *h; (h = *at);) {
			if (!is_idle(h, now)) {
				at = &h->next;
				continue;
			}
			*at = h->next;
			event_free(h->timer);
			free(h);
			all->n--;
		}
	all->sweep_at = all->n * 2 + IDLE_MOST;
}

static struct host *
look_up(struct hosts *all, const char *name)
{
	struct host *h = all->bucket[bucket_of(name)];

	while (h != NULL && strcmp(h->name, name) != 0)
		h = h->next;
	return h;
}

static struct host *
find(struct hosts *all, const char *url)
{
	char name[HOSTS_NAME];
	size_t n = host_part(url, name);
	struct host **bucket = &all->bucket[bucket_of(name)];
	struct host *h = look_up(all, name);

	if (h != NULL)
		return h;
	forget_many(all, milliseconds());
	h = calloc(1, sizeof(*h) + n + 1);
	if (h == NULL)
		abort();
	memcpy(h->name, name, n + 1);
	h->hosts = all;
	h->last = &h->first;
	h->timer = evtimer_new(all->base, held_host_is_free, h);
	h->next = *bucket;
	*bucket = h;
	all->n++;
	return h;
}

static void
forget_idle(struct hosts *all, struct host *idle, int64_t now)
{
	struct host **at = &all->bucket[bucket_of(idle->name)];

	if (!is_idle(idle, now))
		return;
	while (*at != idle)
		at = &(*at)->next;
	*at = idle->next;
	event_free(idle->timer);
	free(idle);
	all->n--;
}

void
hosts_enter(struct hosts *all, const char *url, struct ticket *t)
{
	struct host *h = find(all, url);

	assert(t->host == NULL);
	t->host = h;
	t->next = NULL;
	t->in = false;
	if (h->first == NULL)
		join_turns(h);
	*h->last = t;
	h->last = &t->next;
	event_active(all->call, EV_TIMEOUT, 0);
}

static void
unqueue(struct host *h, struct ticket *t)
{
	struct ticket **at = &h->first;

	while (*at != NULL && *at != t)
		at = &(*at)->next;
	if (*at == NULL)
		return;
	*at = t->next;
	if (h->last == &t->next)
		h->last = at;
	if (h->first == NULL)
		leave_turns(h);
}

void
hosts_leave(struct hosts *all, struct ticket *t)
{
	struct host *h = t->host;

	if (h == NULL)
		return;
	if (t->in) {
		h->inside--;
		all->inside--;
		event_active(all->call, EV_TIMEOUT, 0);
	} else {
		unqueue(h, t);
	}
	t->host = NULL;
	t->in = false;
	forget_idle(all, h, milliseconds());
}

int
hosts_rests(struct hosts *all, const char *url)
{
	char name[HOSTS_NAME];
	const struct host *h;
	int64_t left;

	host_part(url, name);
	h = look_up(all, name);
	left = h ? h->free_at - milliseconds() - all->set.spacing : 0;
	return left > 0 ? (int)(left / 1000) + 1 : 0;
}

void
hosts_rest(struct hosts *all, const char *url, int seconds)
{
	struct host *h = find(all, url);
	int64_t until = milliseconds() + (int64_t)seconds * 1000;

	if (h->free_at < until)
		h->free_at = until;
}
