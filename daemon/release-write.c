/* release-write.c - what was held and kept goes out: alone, or as a digest */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "release-inner.h"

enum { AGE_LEAST = 600 }; /* seconds that are worth a word */

/* --- a digest, or what was gathered --- */

void
release_entry(
    struct release_batch *b, const struct timing_row *r, struct digest_entry *e)
{
	json_t *json = json_loads(r->json, 0, NULL);
	int today = zone_day(b->to->wish.zone, b->now);
	bool done = digest_read(b->pool, json, r->alert, today, b->language, e);

	json_decref(json);
	if (!done) /* told all the same */
		*e = (struct digest_entry){.part = DIGEST_OTHER,
		    .alert = r->alert,
		    .item = r->item,
		    .created = r->created,
		    .event = r->event,
		    .priority = r->priority,
		    .title = r->title,
		    .link = "",
		    .source = "",
		    .day = NO_DAY,
		    .old_day = NO_DAY,
		    .alerts = 1,
		    .earlier = "",
		    .rules = ""};
}

struct digest
release_digest(struct release_batch *b, const struct release_kept *const *row,
    size_t n, const char *name)
{
	struct digest_entry *e = pool_get(b->pool, (n + 1) * sizeof(*e));
	struct digest d = {.name = name,
	    .title = b->to->title,
	    .entry = e,
	    .now = b->now,
	    .since = b->now,
	    .zone = b->to->wish.zone,
	    .closed = b->to->wish.closed};

	for (size_t i = 0; i < n; i++) {
		if (row[i]->row.created < d.since)
			d.since = row[i]->row.created;
		e[d.n++] = row[i]->entry;
	}
	d.n = digest_merge(b->pool, e, d.n);
	if (d.n > DIGEST_LISTED_MOST) {
		d.more = (int)(d.n - DIGEST_LISTED_MOST);
		d.n = DIGEST_LISTED_MOST;
	}
	return d;
}

/* The same alerts for the same receiver are the same digest, by whichever
 * notifier it goes. */
static const char *
key_of(struct release_batch *b, const struct release_kept *const *row, size_t n)
{
	uint64_t hash = 0xcbf29ce484222325U;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (uint64_t)row[i]->row.alert) * 0x100000001b3U;
	return pool_printf(b->pool, "digest %s %lld %016llx", b->way.receiver,
	    (long long)row[0]->row.until, (unsigned long long)hash);
}

static bool
keep_digest_alert(struct release_batch *b, const struct digest *d,
    const char *key, int64_t *id, struct why *w)
{
	json_t *json = digest_json(b->pool, d);
	char *dump = json_dumps(json, JSON_COMPACT);
	enum language l = LANGUAGE_SV;
	struct alert_row row = {.key = key,
	    .event = "digest",
	    .priority = digest_priority(d),
	    .json = dump ? dump : "{}",
	    .rules = "",
	    .created = b->now};
	bool added, done;

	json_decref(json);
	language_read(turn_conf(b->turn)->language, &l);
	digest_write(b->pool, d, l, &row.title, &row.text);
	done = store_alert_add(turn_store(b->turn), &row, &added, w) &&
	       store_alert_find(turn_store(b->turn), key, id, w);
	free(dump);
	if (done && added)
		turn_tell(b->turn, "alert", "alert A%lld (digest to %s): %s",
		    (long long)*id, b->way.receiver, row.title);
	return done;
}

static bool
write_digest(struct release_batch *b, const struct release_kept *const *row,
    size_t n, const char *name, struct why *w)
{
	struct store *s = turn_store(b->turn);
	struct parcel_row r = {.receiver = b->way.receiver,
	    .notifier = b->way.notifier,
	    .user = b->way.user,
	    .created = b->now};
	struct timing now = {TIMING_NOW, b->now, ""};
	struct digest d;

	if (n == 0)
		return true;
	d = release_digest(b, row, n, name);
	snprintf(now.reason, sizeof(now.reason), "%s%s: %zu alerts",
	    name ? "the digest " : "gathered", name ? name : "", n);
	if (!turn_write(b->turn, w) ||
	    !keep_digest_alert(b, &d, key_of(b, row, n), &r.alert, w) ||
	    !store_timing_now(s, &r, &now, w))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!store_timing_bundle(s, row[i]->row.id, r.id, w))
			return false;
	return true;
}

/* --- by itself, with what came earlier of the same item --- */

static struct held_text
text_of(struct release_batch *b, const struct timing_row *r)
{
	json_t *json = json_loads(r->json, 0, NULL);
	const json_t *in = json_object_get(
	    json_object_get(json, "texts"), language_name(b->language));
	const char *title = json_string_value(json_object_get(in, "title"));
	const char *text = json_string_value(json_object_get(in, "text"));
	struct held_text t = {.created = r->created,
	    .title = pool_strdup(b->pool, title ? title : r->title),
	    .text = pool_strdup(b->pool, text ? text : r->text)};

	json_decref(json);
	return t;
}

static json_t *
merged_json(const struct release_kept *const *row, const struct held_text *text,
    size_t n)
{
	json_t *list = json_array();
	char created[TIME_TEXT];

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list,
		    json_pack("{s:o, s:s, s:s, s:s}", "alert",
			json_sprintf("A%lld", (long long)row[i]->row.alert),
			"event", row[i]->row.event, "title", text[i].title,
			"created", time_write(row[i]->row.created, created)));
	return list;
}

/* The members that the parcel has beside its alert's; row[0] is the last. */
static char *
extra_of(
    struct release_batch *b, const struct release_kept *const *row, size_t n)
{
	const struct zone *zone = b->to ? b->to->wish.zone : NULL;
	struct held_text *text = pool_get(b->pool, n * sizeof(*text));
	json_t *o = json_object();
	char since[TIME_TEXT], until[TIME_TEXT], *dump;

	for (size_t i = 0; i < n; i++)
		text[i] = text_of(b, &row[i]->row);
	json_object_set_new(o, "held",
	    json_pack("{s:s, s:s}", "since",
		time_write(row[n - 1]->row.created, since), "until",
		time_write(b->now, until)));
	json_object_set_new(o, "text",
	    json_string(digest_held_text(b->pool, b->language, zone, b->now,
		&text[0], text + 1, n - 1)));
	if (n > 1)
		json_object_set_new(
		    o, "merged", merged_json(row + 1, text + 1, n - 1));
	dump = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	return dump;
}

static bool
write_single(struct release_batch *b, const struct release_kept *const *row,
    size_t n, struct why *w)
{
	struct store *s = turn_store(b->turn);
	bool aged = n > 1 || b->now - row[0]->row.created >= AGE_LEAST, done;
	char *extra = aged ? extra_of(b, row, n) : NULL;

	done = turn_write(b->turn, w) &&
	       store_timing_release(s, row[0]->row.id, b->now, extra, w);
	free(extra);
	for (size_t i = 1; done && i < n; i++)
		done = store_timing_bundle(
		    s, row[i]->row.id, row[0]->row.id, w);
	return done;
}

/* --- sorted out --- */

/* Those of one item beside each other, the last first. */
static int
by_item(const void *a, const void *b)
{
	const struct release_kept *x = *(const struct release_kept *const *)a;
	const struct release_kept *y = *(const struct release_kept *const *)b;

	if (x->row.item != y->row.item)
		return x->row.item < y->row.item ? -1 : 1;
	return x->row.alert > y->row.alert ? -1 : x->row.alert < y->row.alert;
}

/* How many from i on are of one item; what is of none is alone. */
static size_t
same_item(const struct release_kept *const *row, size_t i, size_t n)
{
	size_t end = i + 1;

	while (row[i]->row.item != 0 && end < n &&
	       row[end]->row.item == row[i]->row.item)
		end++;
	return end - i;
}

static bool
write_others(struct release_batch *b, const struct release_kept **row, size_t n,
    struct why *w)
{
	const struct release_kept *const *list = row;
	size_t items = 0;

	if (n == 0)
		return true;
	qsort(row, n, sizeof(*row), by_item);
	for (size_t i = 0; i < n; i += same_item(list, i, n))
		items++;
	if (b->to != NULL && items > 1 &&
	    (b->to->gather > 0 || (items > RELEASE_SINGLES && !b->desktop)))
		return write_digest(b, list, n, NULL, w);
	for (size_t i = 0; i < n;) {
		size_t count = same_item(list, i, n);

		if (!write_single(b, list + i, count, w))
			return false;
		i += count;
	}
	return true;
}

bool
release_write(struct release_batch *b, struct why *w)
{
	const struct release_kept **digest = pool_get(
	    b->pool, (b->n_kept + 1) * sizeof(*digest));
	const struct release_kept **other = pool_get(
	    b->pool, (b->n_kept + 1) * sizeof(*other));
	size_t n_digest = 0, n_other = 0;

	for (size_t i = 0; i < b->n_kept; i++)
		if (b->kept[i].row.how == TIMING_DIGEST && b->to != NULL)
			digest[n_digest++] = &b->kept[i];
		else
			other[n_other++] = &b->kept[i];
	if (!write_digest(b, (const struct release_kept *const *)digest,
		n_digest, n_digest ? digest[0]->row.digest : NULL, w) ||
	    !write_others(b, other, n_other, w))
		return false;
	if (b->n_kept + b->left_out > 0)
		turn_tell(b->turn, "release",
		    "receiver %s by %s: %zu held parcels go, %zu are left out",
		    b->way.receiver, b->way.notifier, b->n_kept, b->left_out);
	return true;
}
