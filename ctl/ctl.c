/* ctl.c - what all commands of bevakactl share: asking, failing, listing */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/str.h"
#include "ctl/say.h"
#include "ctl/text.h"

enum { MESSAGE_MOST = 4096, ID_MOST = 20 };

enum ctl_exit
ctl_fail(enum ctl_exit e, const char *format, ...)
{
	struct str s = STR_INIT(MESSAGE_MOST);
	va_list args;

	va_start(args, format);
	str_addv(&s, format, args);
	va_end(args);
	if (s.len > 0)
		log_clean(s.text);
	fflush(stdout); /* what was shown before it stands before it */
	fprintf(stderr, "bevakactl: %s\n", s.text);
	str_release(&s);
	return e;
}

const char *
ctl_word(const struct ctl *c, size_t i)
{
	return i + 1 < c->args.n ? c->args.word[i + 1] : NULL;
}

bool
ctl_given(const struct ctl *c, enum option o)
{
	return c->args.value[o] != NULL;
}

json_t *
ctl_request(const char *word)
{
	json_t *request = json_pack("{s:s}", "do", word);

	if (request == NULL)
		abort();
	return request;
}

void
ctl_put(json_t *request, const char *key, const char *text)
{
	if (text != NULL &&
	    json_object_set_new(request, key, json_string(text)) < 0)
		abort();
}

/* The answer's now, so that times are seen with the daemon's eyes. */
static void
set_clock(struct ctl *c, const json_t *answer)
{
	const char *now = json_string_value(json_object_get(answer, "now"));

	if (now != NULL && time_read(now) != NO_TIME)
		c->show.now = time_read(now);
}

/* The faults of a configuration that was not taken, where these are why. */
static bool
tell_faults(const json_t *answer)
{
	const json_t *faults = json_object_get(answer, "faults");
	bool told = false;

	for (size_t i = 0; i < json_array_size(faults); i++) {
		const char *fault = json_string_value(
		    json_array_get(faults, i));

		if (fault != NULL)
			ctl_fail(CTL_FAILED, "%s", fault);
		told |= fault != NULL;
	}
	return told;
}

enum ctl_exit
ctl_ask(struct ctl *c, json_t *request, json_t **answer)
{
	enum ctl_exit e = CTL_UNREACHABLE;
	struct why w = {""};

	*answer = NULL;
	if (c->client == NULL)
		c->client = client_open(c->socket, c->seconds, &w);
	if (c->client != NULL)
		e = client_ask(c->client, request, c->seconds, answer, &w);
	json_decref(request);
	if (e != CTL_FINE && tell_faults(*answer))
		return e;
	if (e != CTL_FINE)
		return ctl_fail(e, "%s", w.text);
	set_clock(c, *answer);
	return CTL_FINE;
}

const char *
ctl_id(const struct ctl *c, const char *word, const char *letters)
{
	size_t len = strlen(word);
	char letter = (char)toupper((unsigned char)word[0]);
	char *id;

	if (len < 2 || len > ID_MOST || strchr(letters, letter) == NULL ||
	    strspn(word + 1, "0123456789") != len - 1)
		return NULL;
	id = pool_strdup(c->show.pool, word);
	id[0] = letter;
	return id;
}

enum ctl_exit
ctl_no_id(const struct ctl *c, const char *word)
{
	return ctl_fail(CTL_USAGE, "%.40s: no id; usage: bevakactl %s %s", word,
	    c->command->name, c->command->usage);
}

void
ctl_answer_json(const struct ctl *c, json_t *answer)
{
	json_object_del(answer, "ok");
	json_object_del(answer, "now");
	show_json(c->show.screen.out, answer, true);
}

/* A thing with all that is known of it, and its text below. */
static void
show_one(const struct ctl *c, const json_t *row, const struct listing *l)
{
	const struct show *s = &c->show;
	const char *body = NULL;
	size_t len;

	show_card(s, row, l->card, l->n_card);
	if (l->body != NULL)
		body = json_string_value(json_object_get(row, l->body));
	len = body == NULL ? 0 : strlen(body);
	while (len > 0 && strchr(" \n", body[len - 1]) != NULL)
		len--;
	if (len == 0)
		return;
	fputc('\n', s->screen.out);
	text_wrap(s->screen.out, s->pool, pool_strndup(s->pool, body, len),
	    s->screen.width, 0);
}

struct ranked {
	json_t *row;
	int rank;
	size_t at;
};

static int
by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return x->rank != y->rank ? x->rank - y->rank : x->at < y->at ? -1 : 1;
}

static json_t *
ranked(const struct ctl *c, const json_t *list, const struct listing *l)
{
	size_t n = json_array_size(list);
	struct ranked *r = pool_get(c->show.pool, n * sizeof(*r));
	json_t *sorted = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *row = json_array_get(list, i);

		r[i] = (struct ranked){row, l->rank(row), i};
	}
	qsort(r, n, sizeof(*r), by_rank);
	for (size_t i = 0; i < n; i++)
		json_array_append(sorted, r[i].row);
	return sorted;
}

static void
show_table(const struct ctl *c, const json_t *list, const struct listing *l)
{
	json_t *sorted = l->rank != NULL ? ranked(c, list, l) : NULL;

	show_rows(&c->show, sorted != NULL ? sorted : list, l->field, l->n);
	json_decref(sorted);
}

static void
show_list(
    const struct ctl *c, const json_t *list, const struct listing *l, bool one)
{
	if (c->json)
		show_json(c->show.screen.out, list, true);
	else if (one && l->card != NULL)
		show_one(c, json_array_get(list, 0), l);
	else if (json_array_size(list) > 0)
		show_table(c, list, l);
}

/* What is to be said of a list beside itself. */
static enum ctl_exit
judge(const struct ctl *c, size_t n, const struct listing *l, int limit,
    bool picked)
{
	if (n == 0 && picked)
		return ctl_fail(CTL_NOTHING, "nothing matched");
	if (n == 0 && !c->json)
		fprintf(c->show.screen.out, "%s\n", say(l->none));
	if (n > 0 && n == (size_t)limit)
		ctl_fail(
		    CTL_FINE, "%d shown, there may be more (--limit)", limit);
	return CTL_FINE;
}

enum ctl_exit
ctl_list(struct ctl *c, json_t *request, const struct listing *l, bool picked,
    bool one)
{
	int limit = l->limit;
	struct why w;
	json_t *answer, *list;
	enum ctl_exit e;

	if (!args_number(&c->args, OPTION_LIMIT, 1, LIMIT_MOST, &limit, &w)) {
		json_decref(request);
		return ctl_fail(CTL_USAGE, "%s", w.text);
	}
	json_object_set_new(request, "limit", json_integer(limit));
	e = ctl_ask(c, request, &answer);
	list = json_object_get(answer, l->key);
	if (e == CTL_FINE && !json_is_array(list))
		e = ctl_fail(CTL_FAILED, "bevakad's answer has no %s", l->key);
	if (e == CTL_FINE) {
		size_t n = json_array_size(list);

		show_list(c, list, l, one && n == 1);
		e = judge(c, n, l, limit, picked);
	}
	json_decref(answer);
	return e;
}
