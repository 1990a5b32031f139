/* story.c - one thing that several feeds publish: known again, told once */
/* SPDX-License-Identifier: MIT */
#include "core/story.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "core/gist.h"
#include "core/matter.h"
#include "core/phrases.h"

/* A shorter title ("Protokoll") is shared by what is not one. */
enum { TITLE_LEAST = 20, LINE_MOST = 300 };

static int64_t
hash(enum story_by by, const char *text)
{
	uint64_t h = 0xcbf29ce484222325U + (uint64_t)by;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3U;
	return (int64_t)h;
}

static void
add_key(struct story_key *list, size_t *n, enum story_by by, const char *text)
{
	list[(*n)++] = (struct story_key){by, hash(by, text)};
}

size_t
story_keys(struct pool *pool, const struct alert *a, const char *text,
    struct story_key list[STORY_KEYS])
{
	const char *title = gist_of(pool, a->title), *number;
	bool wide;
	size_t n = 0;

	if (a->link != NULL && a->link[0] != '\0')
		add_key(list, &n, STORY_LINK, a->link);
	if (strlen(title) >= TITLE_LEAST)
		add_key(list, &n, STORY_TITLE, title);
	number = matter_number(pool, a->title, text, &wide);
	if (number != NULL)
		add_key(list, &n, STORY_NUMBER,
		    wide ? number
			 : pool_printf(pool, "%s of %s", number,
			       a->source ? a->source : ""));
	return n;
}

/* Is it among the deadlines of the first? */
static bool
has_deadline(const json_t *first, const struct deadline *d)
{
	const json_t *list = json_object_get(first, "deadlines");
	char end[DAY_TEXT];

	day_write(d->end, end);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);

		if (strcmp(member_text(one, "end"), end) == 0 &&
		    strcmp(member_text(one, "kind"),
			deadline_kind_name(d->kind)) == 0)
			return true;
	}
	return false;
}

static bool
has_title(struct pool *pool, const json_t *first, const char *title)
{
	const json_t *item = json_object_get(first, "item");

	return strcmp(gist_of(pool, member_text(item, "title")),
		   gist_of(pool, title)) == 0;
}

bool
story_is_same(struct pool *pool, const struct alert *a, const json_t *first,
    enum story_by by)
{
	const json_t *feed = json_object_get(first, "feed");

	if (strcmp(member_text(first, "event"), "item.new") != 0 ||
	    a->feed == NULL || strcmp(member_text(feed, "name"), a->feed) == 0)
		return false;
	for (size_t i = 0; i < a->n_deadlines; i++)
		if (!has_deadline(first, &a->deadline[i].is))
			return false;
	return by != STORY_NUMBER || a->n_deadlines > 0 ||
	       has_title(pool, first, a->title);
}

/* --- added --- */

static const char *
source_of(const struct alert *a)
{
	return a->source_title && a->source_title[0] ? a->source_title
	       : a->source                           ? a->source
						     : "";
}

static bool
is_added(const json_t *also, int64_t item)
{
	for (size_t i = 0; i < json_array_size(also); i++) {
		const char *id = member_text(json_array_get(also, i), "item");

		if (id[0] != '\0' && strtoll(id + 1, NULL, 10) == item)
			return true;
	}
	return false;
}

static json_t *
also_json(const struct alert *a)
{
	json_t *o = json_object();

	put_words(o, "source", source_of(a));
	put_words(o, "feed",
	    a->feed_title && a->feed_title[0] ? a->feed_title : a->feed);
	json_object_set_new(
	    o, "item", json_sprintf("I%lld", (long long)a->item));
	put_words(o, "title", a->title);
	put_words(o, "link", a->link);
	return o;
}

/* "Även hos: VästKom, Nyheter: https://..." */
static void
add_line(
    struct pool *pool, const struct alert *a, json_t *texts, enum language l)
{
	json_t *one = json_object_get(texts, language_name(l));
	const char *feed = a->feed_title && a->feed_title[0] ? a->feed_title
							     : a->feed;
	const char *text = member_text(one, "text");

	if (one == NULL || strlen(text) > ALERT_TEXT_MOST)
		return;
	json_object_set_new(one, "text",
	    json_string(pool_printf(pool, "%s%s: %.*s, %.*s: %.*s\n", text,
		language_say(l, "Also at"), LINE_MOST, source_of(a), LINE_MOST,
		feed ? feed : "", 2 * LINE_MOST,
		a->link ? a->link : a->title)));
}

/* Those that the first did not have. */
static void
add_rules(const struct alert *a, json_t *first)
{
	json_t *list = json_object_get(first, "rules");

	for (size_t i = 0; i < a->n_rules; i++) {
		size_t k = 0;

		while (k < json_array_size(list) &&
		       strcmp(member_text(json_array_get(list, k), "name"),
			   a->rule[i].name) != 0)
			k++;
		if (k == json_array_size(list))
			json_array_append_new(list,
			    json_pack("{s:s, s:s}", "name", a->rule[i].name,
				"title",
				a->rule[i].title ? a->rule[i].title : ""));
	}
}

bool
story_add(struct pool *pool, const struct alert *a, json_t *first)
{
	json_t *also = json_object_get(first, "also");

	if (is_added(also, a->item) || json_array_size(also) >= STORY_ALSO_MOST)
		return false;
	if (also == NULL) {
		also = json_array();
		json_object_set_new(first, "also", also);
	}
	json_array_append_new(also, also_json(a));
	for (int l = 0; l < language_count(); l++)
		add_line(
		    pool, a, json_object_get(first, "texts"), (enum language)l);
	add_rules(a, first);
	return true;
}
