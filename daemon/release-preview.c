/* release-preview.c - the digest that a receiver would get now */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "release-inner.h"

enum { PREVIEW_MOST = 64 << 20 };

struct looking {
	struct release_batch *batch;
	struct timing_row *row;
	size_t n;
};

/* Of its notifiers the one that comes first stands for all. */
static bool
collect(const struct timing_row *r, void *context)
{
	struct looking *l = context;
	struct pool *pool = l->batch->pool;
	struct timing_row *copy;

	if (r->how != TIMING_DIGEST)
		return true;
	for (size_t i = 0; i < l->n; i++)
		if (l->row[i].alert == r->alert)
			return true;
	copy = &l->row[l->n++];
	*copy = *r;
	copy->receiver = pool_strdup(pool, r->receiver);
	copy->notifier = pool_strdup(pool, r->notifier);
	copy->user = pool_strdup(pool, r->user);
	copy->digest = r->digest ? pool_strdup(pool, r->digest) : NULL;
	copy->event = pool_strdup(pool, r->event);
	copy->title = pool_strdup(pool, r->title);
	copy->text = pool_strdup(pool, r->text);
	copy->json = pool_strdup(pool, r->json);
	copy->by = r->by ? pool_strdup(pool, r->by) : NULL;
	return l->n < RELEASE_PREVIEW;
}

static const struct release_kept *
keep(struct release_batch *b, const struct timing_row *r)
{
	struct release_kept *k = pool_get(b->pool, sizeof(*k));

	k->row = *r;
	release_entry(b, r, &k->entry);
	return k;
}

/* Hidden now, and still when its digest is sent. */
static bool
is_silent_then(struct release_batch *b, const struct timing_row *r, int64_t at)
{
	struct turn_hiding hiding;

	return turn_hides(b->turn, r, &hiding) &&
	       (at == NO_TIME || hiding.trace.until > at);
}

static bool
look(struct release_batch *b, const struct release_kept **kept, size_t *n_kept,
    struct release_preview *p, struct why *w)
{
	struct looking l = {.batch = b,
	    .row = pool_get(b->pool, RELEASE_PREVIEW * sizeof(*l.row))};
	struct release_judged j;

	if (!store_timing_of(turn_store(b->turn), b->to->name,
		RELEASE_PREVIEW * 4, collect, &l, w))
		return false;
	for (size_t i = 0; i < l.n; i++) {
		if (!release_judge(b->turn, b->to, &l.row[i], b->now, &j, w))
			return false;
		if (j.is == RELEASE_LEAVE ||
		    is_silent_then(b, &l.row[i], p->at))
			p->left_out++;
		else
			kept[(*n_kept)++] = keep(b, &l.row[i]);
	}
	return true;
}

static const char *
dumped(struct pool *pool, const struct digest *d)
{
	json_t *json = digest_json(pool, d);
	char *dump = json_dumps(json, JSON_COMPACT);
	const char *text = pool_strdup(pool, dump ? dump : "{}");

	free(dump);
	json_decref(json);
	return text;
}

bool
release_preview(struct turn *t, struct pool *pool, const char *receiver,
    struct release_preview *p, struct why *w)
{
	const struct conf_receiver *to = conf_find_receiver(
	    turn_conf(t), receiver);
	struct pool *own = pool_new(PREVIEW_MOST);
	struct release_batch *b = pool_get(own, sizeof(*b));
	const struct release_kept **kept = pool_get(
	    own, RELEASE_PREVIEW * sizeof(*kept));
	size_t n = 0;
	struct timing next;
	struct digest d;
	bool done;

	*p = (struct release_preview){.digest = to->wish.digest};
	*b = (struct release_batch){.turn = t,
	    .pool = own,
	    .to = to,
	    .language = LANGUAGE_SV,
	    .now = turn_now(t)};
	language_read(to->language, &b->language);
	timing_decide(&to->wish, PRIORITY_LOW, b->now, &next);
	p->at = next.how == TIMING_DIGEST ? next.until : NO_TIME;
	done = look(b, kept, &n, p, w);
	if (done) {
		d = release_digest(b, kept, n, p->digest ? p->digest : "");
		p->entries = d.n + (size_t)d.more;
		digest_write(pool, &d, b->language, &p->title, &p->text);
		p->json = dumped(pool, &d);
	}
	pool_free(own);
	return done;
}
