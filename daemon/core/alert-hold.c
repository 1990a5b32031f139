/* alert-hold.c - what alerts say of old items that return, and of floods */
/* SPDX-License-Identifier: MIT */
#include "core/alert-hold.h"

#include <string.h>

#include "base/date.h"
#include "core/alert-health.h"

/* Bytes of a stranger's title in a list. */
enum { EXAMPLE_MOST = 200 };

static const char *
feed_of(const struct alert *a)
{
	return a->feed_title && a->feed_title[0] ? a->feed_title : a->feed;
}

void
alert_hold_title(struct str *s, const struct alert *a, enum language l)
{
	static const enum phrase lead[] = {
	    [EVENT_FEED_RETURNED - EVENT_FEED_RETURNED] = PHRASE_RETURNED,
	    [EVENT_FEED_FLOOD - EVENT_FEED_RETURNED] = PHRASE_FLOOD,
	    [EVENT_FEED_RELEASED - EVENT_FEED_RETURNED] = PHRASE_RELEASED};

	str_addf(s, "%s %s", phrase(l, lead[a->event - EVENT_FEED_RETURNED]),
	    feed_of(a));
	if (a->event == EVENT_FEED_RELEASED)
		str_addf(s, " (%d)", a->hold->held);
}

/* "12 items ...", "1 item ...": a number, and what it counts. */
static void
add_count(
    struct str *s, int n, enum phrase one, enum phrase many, enum language l)
{
	if (n > 0)
		str_addf(s, "%d %s\n", n, phrase(l, n == 1 ? one : many));
}

static void
add_examples(struct str *s, const struct alert_hold *h, enum language l)
{
	size_t n = h->n_examples;

	for (size_t i = 0; i < n; i++) {
		const char *title = h->example[i].title;
		size_t len = str_fit(title, EXAMPLE_MOST);

		str_addf(s, "- %.*s%s\n", (int)len, title ? title : "",
		    title && title[len] != '\0' ? "…" : "");
		if (h->links && h->example[i].link != NULL)
			str_addf(s, "  %s\n", h->example[i].link);
	}
	if (n > 0 && h->more > 0)
		str_addf(s, "- %s %d\n", phrase(l, PHRASE_AND_MORE), h->more);
}

/* The three answers, as they are typed. */
static void
add_answers(struct str *s, const struct alert *a, enum language l)
{
	static const struct {
		const char *word;
		enum phrase means;
	} answer[] = {
	    {"accept-move", PHRASE_ANSWER_MOVE},
	    {"release", PHRASE_ANSWER_RELEASE},
	    {"baseline", PHRASE_ANSWER_BASELINE},
	};
	char day[DAY_TEXT];

	str_addf(s, "\n%s\n", phrase(l, PHRASE_ANSWER));
	for (size_t i = 0; i < sizeof(answer) / sizeof(answer[0]); i++)
		str_addf(s, "  bevakactl feeds %s %s: %s\n", answer[i].word,
		    a->feed, phrase(l, answer[i].means));
	str_addf(s, "%s %s.\n", phrase(l, PHRASE_NO_ANSWER),
	    day_write(a->hold->until, day));
}

void
alert_hold_text(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct alert_hold *h = a->hold;

	add_count(s, h->known, PHRASE_CAME_AGAIN_ONE, PHRASE_CAME_AGAIN, l);
	if (a->event == EVENT_FEED_RELEASED)
		add_count(
		    s, h->held, PHRASE_WERE_HELD_ONE, PHRASE_WERE_HELD, l);
	else
		add_count(s, h->held, PHRASE_ARE_HELD_ONE, PHRASE_ARE_HELD, l);
	add_examples(s, h, l);
	if (h->gap)
		alert_health_gap(s, pool, l, h->gap_start, h->gap_end);
	if (a->event != EVENT_FEED_RELEASED && h->held > 0)
		add_answers(s, a, l);
}

static json_t *
json_of_gap(const struct alert_hold *h)
{
	char start[TIME_TEXT], end[TIME_TEXT];

	return json_pack("{s:s, s:s}", "start", time_write(h->gap_start, start),
	    "end", time_write(h->gap_end, end));
}

json_t *
alert_hold_json(const struct alert_hold *h)
{
	json_t *o = json_object(), *list = json_array();
	char day[DAY_TEXT];

	json_object_set_new(o, "known", json_integer(h->known));
	json_object_set_new(o, "held", json_integer(h->held));
	if (h->until != NO_DAY)
		json_object_set_new(
		    o, "until", json_string(day_write(h->until, day)));
	if (h->gap)
		json_object_set_new(o, "gap", json_of_gap(h));
	for (size_t i = 0; i < h->n_examples; i++) {
		json_t *one = json_object();

		if (h->example[i].title != NULL)
			json_object_set_new(
			    one, "title", json_string(h->example[i].title));
		if (h->example[i].link != NULL)
			json_object_set_new(
			    one, "link", json_string(h->example[i].link));
		json_array_append_new(list, one);
	}
	json_object_set_new(o, "items", list);
	return o;
}
