/* why.c - bevakactl why: why somebody was told of something, or was not */
/* SPDX-License-Identifier: MIT */
#include "ctl/why.h"

#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/deadline/deadline.h"
#include "core/phrases.h"
#include "core/reason.h"
#include "ctl/ctl.h"
#include "ctl/say.h"
#include "ctl/text.h"

enum { SENTENCE_MOST = 16 * 1024, LIST_MOST = 60, DATES_MOST = 8 };

/* --- sentences --- */

/* What the words of a fact are in the reader's language. */
static const char *
in_words(struct pool *pool, const char *key, const char *text)
{
	enum deadline_kind kind;
	char local[TIME_TEXT];
	int64_t instant = time_read(text);

	if (instant != NO_TIME)
		return pool_strdup(pool, time_write_local(instant, local));
	if (strncmp(key, "kind", 4) == 0 && deadline_kind_read(text, &kind))
		return phrase_kind(say_language(), kind).label;
	if (strcmp(key, "reason") == 0 || strcmp(key, "why") == 0)
		text = reason_in(pool, say_language(), text);
	return text_clean(pool, text);
}

static const char *
list_words(struct pool *pool, const char *key, const json_t *list)
{
	const char *said = "";

	for (size_t i = 0; i < json_array_size(list) && i < LIST_MOST; i++) {
		const char *one = json_string_value(json_array_get(list, i));

		said = pool_printf(pool, "%s%s%s", said, i ? ", " : "",
		    one ? in_words(pool, key, one) : "");
	}
	return said[0] ? said : NULL;
}

static const char *
fact(struct pool *pool, const json_t *facts, const char *key)
{
	const json_t *value = json_object_get(facts, key);
	const char *text = json_string_value(value);

	if (json_is_array(value))
		return list_words(pool, key, value);
	if (json_is_integer(value))
		return pool_printf(
		    pool, "%lld", (long long)json_integer_value(value));
	return text != NULL && text[0] ? in_words(pool, key, text) : NULL;
}

/* A stretch of a sentence without brackets; false: a fact lacks. */
static bool
fill_part(struct str *s, struct pool *pool, const char *part, size_t len,
    const json_t *facts)
{
	bool whole = true;

	for (size_t i = 0; i < len; i++) {
		const char *end = memchr(part + i, '}', len - i), *text;

		if (part[i] != '{' || end == NULL) {
			str_addn(s, part + i, 1);
			continue;
		}
		text = fact(pool, facts,
		    pool_strndup(
			pool, part + i + 1, (size_t)(end - part) - i - 1));
		str_add(s, text != NULL ? text : "?");
		whole &= text != NULL;
		i = (size_t)(end - part);
	}
	return whole;
}

const char *
why_fill(struct pool *pool, const char *sentence, const json_t *facts)
{
	struct str s = STR_INIT(SENTENCE_MOST);
	const char *done;

	while (*sentence != '\0') {
		bool may_go = *sentence == '[';
		size_t len, before = s.len;

		sentence += may_go;
		len = strcspn(sentence, may_go ? "]" : "[");
		if (!fill_part(&s, pool, sentence, len, facts) && may_go)
			str_cut(&s, before);
		sentence += len + (may_go && sentence[len] == ']');
	}
	done = pool_strdup(pool, s.text);
	str_release(&s);
	return done;
}

const char *
why_sentence(struct pool *pool, const json_t *step)
{
	const char *code = json_string_value(json_object_get(step, "code"));

	for (size_t i = 0; code != NULL && i < n_why_words; i++)
		if (strcmp(why_words[i].code, code) == 0)
			return why_fill(pool, say(why_words[i].sentence), step);
	return code == NULL ? "-" : text_clean(pool, code);
}

/* --- dates that are no deadlines: found here, for the daemon reads no
 * strangers' texts --- */

static bool
is_deadline(const json_t *steps, const char *day)
{
	for (size_t i = 0; i < json_array_size(steps); i++) {
		const char *one = json_string_value(
		    json_object_get(json_array_get(steps, i), "day"));

		if (one != NULL && strcmp(one, day) == 0)
			return true;
	}
	return false;
}

/* After the last step about deadlines. */
static size_t
place_of_dates(const json_t *steps)
{
	size_t place = json_array_size(steps);

	for (size_t i = 0; i < json_array_size(steps); i++) {
		const char *code = json_string_value(
		    json_object_get(json_array_get(steps, i), "code"));

		if (code != NULL && strncmp(code, "deadline.", 9) == 0)
			place = i + 1;
	}
	return place;
}

static void
add_date(struct pool *pool, json_t *steps, size_t place, const char *text,
    const struct date_found *d, int published)
{
	const char *code = d->end < published ? "date.before"
			   : d->wrong_weekday ? "date.weekday"
					      : "date.no_cue";
	char day[DAY_TEXT];
	const char *words = pool_strndup(pool, text + d->at, d->len);

	json_array_insert_new(steps, place,
	    json_pack("{s:s, s:s, s:s, s:s}", "code", code, "mark", "info",
		"words", text_clean(pool, words), "day",
		day_write(d->end, day)));
}

static void
add_dates(struct pool *pool, json_t *steps, const json_t *item)
{
	const char *text = json_string_value(json_object_get(item, "text"));
	const char *of = json_string_value(json_object_get(item, "published"));
	int64_t seen = time_read(of ? of : "");
	int published, told = 0;
	size_t n = 0, place = place_of_dates(steps);
	struct date_found *d;
	char day[DAY_TEXT];

	if (seen == NO_TIME) {
		of = json_string_value(json_object_get(item, "seen"));
		seen = time_read(of ? of : "");
	}
	if (text == NULL || seen == NO_TIME)
		return;
	published = time_local_day(seen);
	d = dates_find(pool, text, strlen(text), published, &n);
	for (size_t i = 0; i < n && told < DATES_MOST; i++) {
		if (is_deadline(steps, day_write(d[i].end, day)) ||
		    is_deadline(steps, day_write(d[i].start, day)))
			continue;
		add_date(pool, steps, place++, text, &d[i], published);
		told++;
	}
}

/* The item that the steps begin with; its text is asked for. */
static void
look_for_dates(struct ctl *c, json_t *steps)
{
	const char *id = json_string_value(
	    json_object_get(json_array_get(steps, 0), "item"));
	json_t *request, *answer;

	if (id == NULL)
		return;
	request = ctl_request("items");
	ctl_put(request, "id", id);
	if (ctl_ask(c, request, &answer) == CTL_FINE)
		add_dates(c->show.pool, steps,
		    json_array_get(json_object_get(answer, "items"), 0));
	json_decref(answer);
}

/* --- shown --- */

static const char *
mark_of(const json_t *step, enum colour *colour)
{
	static const struct {
		const char *name, *sign;
		enum colour colour;
	} marks[] = {{"yes", "+", COLOUR_GOOD}, {"no", "–", COLOUR_BAD},
	    {"wait", "…", COLOUR_WARN}};
	const char *mark = json_string_value(json_object_get(step, "mark"));

	*colour = COLOUR_NONE;
	for (size_t i = 0; mark && i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strcmp(marks[i].name, mark) == 0) {
			*colour = marks[i].colour;
			return marks[i].sign;
		}
	return " ";
}

static void
write_step(const struct ctl *c, const json_t *step)
{
	enum colour colour;
	const char *sign = mark_of(step, &colour);

	show_line(&c->show, 2, colour,
	    pool_printf(
		c->show.pool, "%s %s", sign, why_sentence(c->show.pool, step)));
}

/* The sentence stands beside the facts, for those who only want to read. */
static void
add_texts(const struct ctl *c, json_t *why)
{
	json_t *steps = json_object_get(why, "steps");
	json_t *conclusion = json_object_get(why, "conclusion");

	for (size_t i = 0; i < json_array_size(steps); i++)
		ctl_put(json_array_get(steps, i), "text",
		    why_sentence(c->show.pool, json_array_get(steps, i)));
	if (conclusion != NULL)
		ctl_put(
		    conclusion, "text", why_sentence(c->show.pool, conclusion));
}

static void
write_why(const struct ctl *c, json_t *why)
{
	const json_t *steps = json_object_get(why, "steps");
	const json_t *conclusion = json_object_get(why, "conclusion");
	enum colour colour;

	if (c->json) {
		add_texts(c, why);
		show_json(c->show.screen.out, why, true);
		return;
	}
	if (conclusion != NULL) {
		mark_of(conclusion, &colour);
		show_line(&c->show, 0, colour,
		    why_sentence(c->show.pool, conclusion));
		fputc('\n', c->show.screen.out);
	}
	for (size_t i = 0; i < json_array_size(steps); i++)
		write_step(c, json_array_get(steps, i));
}

enum ctl_exit
ctl_why(struct ctl *c)
{
	const char *what = ctl_word(c, 0);
	json_t *request, *answer, *why;
	enum ctl_exit e;

	if (what == NULL)
		return ctl_fail(
		    CTL_USAGE, "usage: bevakactl why %s", c->command->usage);
	request = ctl_request("why");
	ctl_put(request, "what", what);
	ctl_put(request, "receiver", c->args.value[OPTION_RECEIVER]);
	e = ctl_ask(c, request, &answer);
	why = json_object_get(answer, "explained");
	if (e == CTL_FINE && !json_is_object(why))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no explanation");
	if (e == CTL_FINE) {
		look_for_dates(c, json_object_get(why, "steps"));
		write_why(c, why);
	}
	json_decref(answer);
	return e;
}
