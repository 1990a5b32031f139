/* digest-text.c - a digest for people: contents, parts, one entry each */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "core/digest.h"

/* Bytes of one entry; DIGEST_LISTED_MOST of them are less than a text. */
enum { TITLE_MOST = 200, LINK_MOST = 300, RULES_MOST = 200, HELD_MOST = 32768 };

enum word {
	WORD_DIGEST,
	WORD_GATHERED,
	WORD_FOR, /* and then a receiver */
	WORD_CONTENTS,
	WORD_SOONEST,
	WORD_MORE, /* and then a number */
	WORD_RULES,
	WORD_FROM, /* and then an instant */
	WORD_WAS,  /* and then a day */
	WORD_ALERTS,
	WORD_HELD,
	WORD_HELD_COUNT,
	WORD_EARLIER,
	WORDS
};

static const char *const words[WORDS] = {
    [WORD_DIGEST] = N_("Digest"),
    [WORD_GATHERED] = N_("Gathered"),
    [WORD_FOR] = N_("for"),
    [WORD_CONTENTS] = N_("Contents"),
    [WORD_SOONEST] = N_("soonest"),
    [WORD_MORE] = N_(
	"More, for which there is no room here (bevakactl alerts):"),
    [WORD_RULES] = N_("Rule"),
    [WORD_FROM] = N_("from"),
    [WORD_WAS] = N_("was"),
    [WORD_ALERTS] = N_("alerts"),
    [WORD_HELD] = N_("From"),
    [WORD_HELD_COUNT] = N_("held back until"),
    [WORD_EARLIER] = N_("Of the same item, earlier:"),
};

static const char *const headings[DIGEST_PARTS] = {N_("Deadlines"),
    NC_("what", "Changed"), NC_("what", "New"), N_("The watch")};

/* "3 tidsfrister" */
static void
add_count(struct str *s, enum language l, enum digest_part p, size_t n)
{
	switch (p) {
	case DIGEST_DEADLINES:
		str_addf(s,
		    language_plural(l, "%zu deadline", "%zu deadlines", n), n);
		break;
	case DIGEST_CHANGED:
		str_addf(
		    s, language_plural(l, "%zu changed", "%zu changed", n), n);
		break;
	case DIGEST_NEW:
		str_addf(s, language_plural(l, "%zu new", "%zu new", n), n);
		break;
	default:
		str_addf(s,
		    language_plural(
			l, "%zu of the watch", "%zu of the watch", n),
		    n);
	}
}

struct writing {
	struct str *s;
	struct pool *pool;
	const struct digest *d;
	enum language l;
};

static const char *
word(const struct writing *v, enum word w)
{
	return language_say(v->l, words[w]);
}

static size_t
count(const struct digest *d, enum digest_part p)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += d->entry[i].part == p;
	return n;
}

static int
soonest(const struct digest *d)
{
	return d->n > 0 && d->entry[0].part == DIGEST_DEADLINES
		   ? d->entry[0].day
		   : NO_DAY;
}

static void
add_title(struct writing *v)
{
	int day = soonest(v->d);
	bool first = true;

	str_addf(
	    v->s, "%s: ", word(v, v->d->name ? WORD_DIGEST : WORD_GATHERED));
	for (int p = 0; p < DIGEST_PARTS; p++) {
		size_t n = count(v->d, (enum digest_part)p);

		if (n == 0)
			continue;
		str_add(v->s, first ? "" : ", ");
		add_count(v->s, v->l, (enum digest_part)p, n);
		if (p == DIGEST_DEADLINES && day != NO_DAY)
			str_addf(v->s, " (%s %s)", word(v, WORD_SOONEST),
			    phrase_days(v->pool, v->l, day, day));
		first = false;
	}
}

/* "1. Tidsfrister: 3" */
static void
add_contents(struct writing *v)
{
	int number = 0;

	str_addf(v->s, "%s\n", word(v, WORD_CONTENTS));
	for (int p = 0; p < DIGEST_PARTS; p++) {
		size_t n = count(v->d, (enum digest_part)p);

		if (n > 0)
			str_addf(v->s, "%d. %s: %zu\n", ++number,
			    language_say(v->l, headings[p]), n);
	}
}

/* Nothing of a stranger's may break a line, and none is endless. */
static void
add_cut(struct writing *v, const char *text, size_t most)
{
	size_t n = str_fit(text, most);
	char *copy = pool_strndup(v->pool, text, n);

	log_clean(copy);
	str_addf(v->s, "%s%s", copy, text[n] != '\0' ? "…" : "");
}

static void
add_day(struct writing *v, const struct digest_entry *e)
{
	int today = zone_day(v->d->zone, v->d->now);

	if (e->day == NO_DAY)
		return;
	str_addf(v->s, "%s %s (%s)", phrase_kind(v->l, e->kind).lead,
	    phrase_days(v->pool, v->l, e->day, e->day),
	    phrase_distance(v->pool, v->l, e->day - today,
		closed_count(v->d->closed, today, e->day)));
	if (e->old_day != NO_DAY)
		str_addf(v->s, ", %s %s", word(v, WORD_WAS),
		    phrase_days(v->pool, v->l, e->old_day, e->old_day));
	str_add(v->s, "\n  ");
}

static void
add_entry(struct writing *v, const struct digest_entry *e)
{
	char from[TIME_TEXT];

	str_add(v->s, "\n- ");
	add_day(v, e);
	add_cut(v, e->title, TITLE_MOST);
	str_add(v->s, "\n  ");
	if (e->source[0] != '\0') {
		add_cut(v, e->source, TITLE_MOST);
		str_add(v->s, ", ");
	}
	str_addf(v->s, "%s %s, A%lld", word(v, WORD_FROM),
	    zone_write(v->d->zone, e->created, from), (long long)e->alert);
	if (e->alerts > 1)
		str_addf(v->s, " (%d %s)", e->alerts, word(v, WORD_ALERTS));
	if (e->rules[0] != '\0') {
		str_addf(v->s, "\n  %s: ", word(v, WORD_RULES));
		add_cut(v, e->rules, RULES_MOST);
	}
	if (e->link[0] != '\0' && strlen(e->link) <= LINK_MOST) {
		str_add(v->s, "\n  ");
		add_cut(v, e->link, LINK_MOST);
	}
	str_add(v->s, "\n");
}

static void
add_text(struct writing *v)
{
	const struct digest *d = v->d;
	int number = 0;

	str_addf(v->s, "%s %s %s\n\n",
	    word(v, d->name ? WORD_DIGEST : WORD_GATHERED), word(v, WORD_FOR),
	    d->title);
	add_contents(v);
	for (int p = 0; p < DIGEST_PARTS; p++) {
		if (count(d, (enum digest_part)p) == 0)
			continue;
		str_addf(v->s, "\n%d. %s\n", ++number,
		    language_say(v->l, headings[p]));
		for (size_t i = 0; i < d->n; i++)
			if (d->entry[i].part == (enum digest_part)p)
				add_entry(v, &d->entry[i]);
	}
	if (d->more > 0)
		str_addf(v->s, "\n%s %d\n", word(v, WORD_MORE), d->more);
}

void
digest_write(struct pool *pool, const struct digest *d, enum language l,
    const char **title, const char **text)
{
	struct str s = STR_INIT(DIGEST_TEXT_MOST);
	struct writing v = {&s, pool, d, l};

	add_title(&v);
	*title = pool_strdup(pool, s.text);
	str_clear(&s);
	add_text(&v);
	*text = pool_strdup(pool, s.text);
	str_release(&s);
}

const char *
digest_held_text(struct pool *pool, enum language l, const struct zone *zone,
    int64_t now, const struct held_text *first, const struct held_text *rest,
    size_t n)
{
	struct str s = STR_INIT(HELD_MOST * 2);
	char from[TIME_TEXT], until[TIME_TEXT];
	const char *text;

	str_addf(&s, "%s %s, %s %s.\n\n%s", language_say(l, words[WORD_HELD]),
	    zone_write(zone, first->created, from),
	    language_say(l, words[WORD_HELD_COUNT]),
	    zone_write(zone, now, until), first->text);
	if (n > 0)
		str_addf(&s, "\n%s\n", language_say(l, words[WORD_EARLIER]));
	for (size_t i = 0; i < n; i++)
		str_addf(&s, "\n%s: %s\n%s",
		    zone_write(zone, rest[i].created, from), rest[i].title,
		    rest[i].text);
	text = pool_strdup(pool, s.text);
	str_release(&s);
	return text;
}

/* --- for programs --- */

static void
set_text(json_t *o, const char *key, const char *text)
{
	if (text[0] != '\0')
		json_object_set_new(o, key, json_string(text));
}

static void
set_day(json_t *o, const char *key, int day)
{
	char text[DAY_TEXT];

	if (day != NO_DAY)
		set_text(o, key, day_write(day, text));
}

static json_t *
words_json(const char *list)
{
	json_t *array = json_array();

	while (*list != '\0') {
		size_t n = strcspn(list, " ");

		json_array_append_new(array, json_stringn(list, n));
		list += n + (list[n] == ' ');
	}
	return array;
}

static json_t *
entry_json(const struct digest_entry *e)
{
	json_t *o = json_object();
	char text[TIME_TEXT];

	set_text(o, "part", digest_part_name(e->part));
	json_object_set_new(
	    o, "alert", json_sprintf("A%lld", (long long)e->alert));
	if (e->earlier[0] != '\0')
		json_object_set_new(o, "earlier", words_json(e->earlier));
	if (e->item != 0)
		json_object_set_new(
		    o, "item", json_sprintf("I%lld", (long long)e->item));
	set_text(o, "event", e->event);
	set_text(o, "priority", priority_name(e->priority));
	set_text(o, "created", time_write(e->created, text));
	set_text(o, "title", e->title);
	set_text(o, "link", e->link);
	set_text(o, "source", e->source);
	if (e->day != NO_DAY)
		set_text(o, "kind", deadline_kind_name(e->kind));
	set_day(o, "end", e->day);
	set_day(o, "old_end", e->old_day);
	return o;
}

static json_t *
texts_json(struct pool *pool, const struct digest *d)
{
	json_t *texts = json_object();

	for (int l = 0; l < language_count(); l++) {
		const char *title, *text;

		digest_write(pool, d, (enum language)l, &title, &text);
		json_object_set_new(texts, language_name((enum language)l),
		    json_pack("{s:s, s:s}", "title", title, "text", text));
	}
	return texts;
}

json_t *
digest_json(struct pool *pool, const struct digest *d)
{
	json_t *o = json_object(), *digest = json_object();
	json_t *list = json_array();
	char text[TIME_TEXT];

	json_object_set_new(o, "version", json_integer(1));
	set_text(o, "event", "digest");
	set_text(o, "priority", priority_name(digest_priority(d)));
	set_text(o, "created", time_write(d->now, text));
	set_text(digest, "name", d->name ? d->name : "");
	set_text(digest, "since", time_write(d->since, text));
	for (int p = 0; p < DIGEST_PARTS; p++)
		json_object_set_new(digest,
		    digest_part_name((enum digest_part)p),
		    json_integer((json_int_t)count(d, (enum digest_part)p)));
	if (d->more > 0)
		json_object_set_new(digest, "more", json_integer(d->more));
	for (size_t i = 0; i < d->n; i++)
		json_array_append_new(list, entry_json(&d->entry[i]));
	json_object_set_new(digest, "entries", list);
	json_object_set_new(o, "digest", digest);
	json_object_set_new(o, "rules", json_array());
	json_object_set_new(o, "texts", texts_json(pool, d));
	return o;
}
