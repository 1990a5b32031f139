/* diff.c - bevakactl items diff: what has changed in an item, by word */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "core/diff.h"
#include "ctl/say.h"
#include "ctl/text.h"

/* A text that is written word by word, its lines broken to the screen. */
struct writer {
	const struct screen *screen;
	struct pool *pool;
	int column;
};

static void
write_word(struct writer *w, enum colour colour, const char *word)
{
	int width = text_width(word);

	if (w->column > 2 && w->column + 1 + width > w->screen->width) {
		fputs("\n  ", w->screen->out);
		w->column = 2;
	} else if (w->column > 2) {
		fputc(' ', w->screen->out);
		w->column++;
	}
	screen_write(w->screen, colour, word);
	w->column += width;
}

/* The words of a part, in its colour or, where there are none, marked. */
static void
write_part(struct writer *w, const struct diff_part *part, bool marks)
{
	static const char *const open[] = {"", "[-", "{+"};
	static const char *const close[] = {"", "-]", "+}"};
	static const enum colour colours[] = {
	    COLOUR_NONE, COLOUR_BAD, COLOUR_GOOD};
	const char *text = text_clean(w->pool, part->text);

	if (marks)
		text = pool_printf(
		    w->pool, "%s%s%s", open[part->op], text, close[part->op]);
	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		if (n > 0)
			write_word(w, colours[part->op],
			    pool_strndup(w->pool, text, n));
		text += n + (text[n] == ' ');
	}
}

static void
write_sentence(const struct ctl *c, const struct diff_sentence *s)
{
	static const char *const lead[] = {"  ", "- ", "+ ", "~ "};
	static const enum colour colours[] = {
	    COLOUR_NONE, COLOUR_BAD, COLOUR_GOOD, COLOUR_WARN};
	struct writer w = {&c->show.screen, c->show.pool, 2};

	screen_write(w.screen, colours[s->op], lead[s->op]);
	for (size_t i = 0; i < s->n; i++)
		write_part(&w, &s->part[i],
		    s->op == DIFF_CHANGED && !w.screen->colour);
	fputc('\n', w.screen->out);
}

/* One sentence before and after what differs, to know where one is. */
static bool
is_shown(const struct diff *d, size_t i)
{
	return d->list[i].op != DIFF_SAME ||
	       (i > 0 && d->list[i - 1].op != DIFF_SAME) ||
	       (i + 1 < d->n && d->list[i + 1].op != DIFF_SAME);
}

static void
write_diff(const struct ctl *c, const struct diff *d)
{
	bool gap = false, any = false;

	for (size_t i = 0; i < d->n; i++) {
		if (!is_shown(d, i)) {
			gap = true;
			continue;
		}
		if (gap)
			screen_write(&c->show.screen, COLOUR_DIM, "  ...\n");
		gap = false;
		any = true;
		write_sentence(c, &d->list[i]);
	}
	if (gap && any)
		screen_write(&c->show.screen, COLOUR_DIM, "  ...\n");
	if (!any)
		show_line(&c->show, 0, COLOUR_NONE,
		    say("no sentence differs, but in case, stamps or white "
			"space"));
}

static json_t *
parts_json(const struct diff_sentence *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->n; i++)
		json_array_append_new(list,
		    json_pack("{s:s, s:s}", "op", diff_name(s->part[i].op),
			"text", s->part[i].text));
	return list;
}

static json_t *
diff_json(const struct diff *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->n; i++) {
		const struct diff_sentence *s = &d->list[i];
		json_t *o;

		if (s->op == DIFF_SAME)
			continue;
		o = json_pack("{s:s}", "op", diff_name(s->op));
		if (s->op == DIFF_CHANGED)
			json_object_set_new(o, "parts", parts_json(s));
		else
			json_object_set_new(
			    o, "text", json_string(s->part[0].text));
		json_array_append_new(list, o);
	}
	return list;
}

/* "version 1 (until 2026-11-22 10:00)", "version 3 (now)" */
static const char *
version_name(const struct ctl *c, const json_t *version)
{
	char text[TIME_TEXT];
	int64_t until = time_read(member_text(version, "until"));

	if (until == NO_TIME)
		return pool_printf(c->show.pool, say("version %lld (now)"),
		    (long long)json_integer_value(
			json_object_get(version, "number")));
	return pool_printf(c->show.pool, say("version %lld (until %s)"),
	    (long long)json_integer_value(json_object_get(version, "number")),
	    time_write_local(until, text));
}

static void
write_heads(const struct ctl *c, const json_t *from, const json_t *to)
{
	const char *old = member_text(from, "title"),
		   *new = member_text(to, "title");
	enum colour none = COLOUR_NONE;

	show_line(&c->show, 0, COLOUR_BAD,
	    pool_printf(c->show.pool, "--- %s", version_name(c, from)));
	show_line(&c->show, 0, COLOUR_GOOD,
	    pool_printf(c->show.pool, "+++ %s", version_name(c, to)));
	if (strcmp(old, new) == 0) {
		show_line(&c->show, 0, none, text_clean(c->show.pool, new));
		return;
	}
	show_line(&c->show, 0, COLOUR_BAD,
	    pool_printf(c->show.pool, "- %s", text_clean(c->show.pool, old)));
	show_line(&c->show, 0, COLOUR_GOOD,
	    pool_printf(c->show.pool, "+ %s", text_clean(c->show.pool, new)));
}

static void
show_diff(const struct ctl *c, json_t *answer)
{
	json_t *from = json_object_get(answer, "from");
	json_t *to = json_object_get(answer, "to");
	struct diff d = diff_texts(
	    c->show.pool, member_text(from, "text"), member_text(to, "text"));

	if (!c->json) {
		write_heads(c, from, to);
		write_diff(c, &d);
		return;
	}
	json_object_del(from, "text");
	json_object_del(to, "text");
	json_object_set_new(answer, "sentences", diff_json(&d));
	ctl_answer_json(c, answer);
}

/* "2": a number in words of digits; 0: none. */
static int
version_number(const char *word)
{
	if (word == NULL || *word == '\0' || strlen(word) > 6 ||
	    strspn(word, "0123456789") != strlen(word))
		return 0;
	return atoi(word);
}

/* "--versions A B", "--versions A,B": B may be a word of its own. */
static bool
put_versions(const struct ctl *c, json_t *request, const char *second)
{
	const char *text = c->args.value[OPTION_VERSIONS];
	const char *comma = text ? strchr(text, ',') : NULL;
	int from, to;

	if (text == NULL)
		return second == NULL;
	if (comma != NULL) {
		from = version_number(
		    pool_strndup(c->show.pool, text, (size_t)(comma - text)));
		to = version_number(comma + 1);
	} else {
		from = version_number(text);
		to = version_number(second);
	}
	if (from == 0 || to == 0 || (comma != NULL && second != NULL))
		return false;
	json_object_set_new(request, "from", json_integer(from));
	json_object_set_new(request, "to", json_integer(to));
	return true;
}

enum ctl_exit
ctl_items_diff(struct ctl *c)
{
	const char *first = ctl_word(c, 1), *second = ctl_word(c, 2);
	const char *id = first ? ctl_id(c, first, "I") : NULL;
	json_t *request, *answer;
	enum ctl_exit e;

	if (id == NULL && second != NULL) { /* diff --versions 1 2 I42 */
		id = ctl_id(c, second, "I");
		second = first;
	}
	if (id == NULL)
		return ctl_no_id(c, first ? first : "(nothing)");
	request = ctl_request("versions");
	ctl_put(request, "item", id);
	if (!put_versions(c, request, second)) {
		json_decref(request);
		return ctl_fail(CTL_USAGE,
		    "--versions wants two numbers; usage: bevakactl %s %s",
		    c->command->name, c->command->usage);
	}
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE)
		show_diff(c, answer);
	json_decref(answer);
	return e;
}
