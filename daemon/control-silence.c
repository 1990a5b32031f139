/* control-silence.c - silences and pauses: begun, listed, ended */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "control-inner.h"
#include "core/matcher.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "edge/store-trust.h"
#include "poll.h"
#include "silence.h"
#include "until.h"
#include "turn.h"

enum { POOL_MOST = 4 << 20, COMMENT_MOST = 500, YEAR = 366 };

/* An end ahead and a word on why: what hides without them is forgotten. */
static bool
has_end(struct caller *c, const json_t *request, int64_t *until)
{
	const char *text = request_text(request, "until");
	const char *comment = request_text(request, "comment");
	int64_t now = turn_now(c->control->turn);

	*until = text ? time_read(text) : NO_TIME;
	if (*until == NO_TIME || *until <= now ||
	    *until > now + (int64_t)YEAR * 86400)
		control_refuse(c, CODE_USAGE,
		    "until is an instant ahead, within a year, like "
		    "2026-12-01T07:00:00Z");
	else if (comment == NULL || comment[0] == '\0' ||
		 strlen(comment) > COMMENT_MOST)
		control_refuse(c, CODE_USAGE,
		    "say why in a comment, of at most %d bytes", COMMENT_MOST);
	else
		return true;
	return false;
}

/* --- silences --- */

static size_t
words_of(const json_t *list, const char **word)
{
	size_t n = json_array_size(list);

	for (size_t i = 0; i < n && i < MATCHERS_MOST; i++) {
		word[i] = json_string_value(json_array_get(list, i));
		if (word[i] == NULL)
			word[i] = "";
	}
	return n;
}

/* A name that nothing has is a slip: it would hide nothing. */
static bool
names_are_known(struct caller *c, const struct matcher *m)
{
	const struct conf *conf = turn_conf(c->control->turn);
	const char *name;

	for (size_t i = 0; matcher_names(m, "rule", i, &name); i++)
		if (name != NULL && conf_find_rule(conf, name) == NULL)
			goto unknown;
	for (size_t i = 0; matcher_names(m, "feed", i, &name); i++)
		if (name != NULL && conf_find_feed(conf, name) == NULL)
			goto unknown;
	for (size_t i = 0; matcher_names(m, "receiver", i, &name); i++)
		if (name != NULL && conf_find_receiver(conf, name) == NULL)
			goto unknown;
	return true;
unknown:
	control_refuse(
	    c, CODE_NOTHING, "%.100s is not in the configuration", name);
	return false;
}

static bool
begin(struct caller *c, struct silence_row *r, struct why *w)
{
	struct turn *t = c->control->turn;

	return turn_write(t, w) && store_silence_add(control_store(c), r, w) &&
	       silences_load(until_silences(c->control->set.until), w);
}

static void
begin_silence(struct caller *c, struct pool *pool, const json_t *request)
{
	struct turn *t = c->control->turn;
	const struct conf *conf = turn_conf(t);
	const char *word[MATCHERS_MOST];
	size_t n = words_of(json_object_get(request, "match"), word);
	struct silence_row r = {.by = socket_user_name(c->client),
	    .comment = request_text(request, "comment"),
	    .created = turn_now(t)};
	struct why w;
	struct matcher *m = matcher_read(
	    conf->forms, pool, word, n, &r.matcher, &w);
	json_t *answer;

	if (m == NULL) {
		control_refuse(c, CODE_USAGE, "%s", w.text);
		return;
	}
	if (!has_end(c, request, &r.until) || !names_are_known(c, m))
		return;
	r.warn = silence_warn_at(r.created, r.until, &conf->closed);
	if (!control_commit(c, begin(c, &r, &w), &w))
		return;
	turn_tell(t, "silence", "silence S%lld by %s: %s", (long long)r.id,
	    r.by, r.comment);
	until_wake(c->control->set.until);
	silences_look_back(until_silences(c->control->set.until));
	answer = json_object();
	put_id(answer, "silence", 'S', r.id);
	put_time(answer, "until", r.until);
	control_answer(c, answer);
}

void
control_silence(struct caller *c, const json_t *request)
{
	struct pool *pool = pool_new(POOL_MOST);

	begin_silence(c, pool, request);
	pool_free(pool);
}

static bool
add_hidden(const struct trace_row *r, void *array)
{
	json_t *o = json_object();

	put_id(o, "alert", 'A', r->alert);
	put_text(o, "receiver", r->receiver);
	put_time(o, "at", r->at);
	json_array_append_new(array, o);
	return true;
}

static bool
add_silence(const struct silence_row *r, void *context)
{
	struct control_list *l = context;
	json_t *o = json_object(), *hidden = json_array();
	struct why w;

	put_id(o, "id", 'S', r->id);
	json_object_set_new(o, "match", names_json(r->matcher));
	put_text(o, "by", r->by);
	put_text(o, "comment", r->comment);
	put_time(o, "created", r->created);
	put_time(o, "until", r->until);
	put_text(o, "state", r->ended == NO_TIME ? "hides" : "ended");
	put_time(o, "ended", r->ended);
	put_text(o, "ended_by", r->ended_by);
	put_number(o, "hidden", r->hidden);
	if (l->whole && store_traces(control_store(l->caller), 0, r->id,
			    add_hidden, hidden, &w))
		json_object_set(o, "alerts", hidden);
	json_decref(hidden);
	json_array_append_new(l->array, o);
	return true;
}

void
control_silences(struct caller *c, const json_t *request)
{
	struct control_list l = {.caller = c, .array = json_array()};
	int64_t id = request_id(request, "id", 'S');
	bool all = json_is_true(json_object_get(request, "all"));
	json_t *o = json_object();
	struct why w = {"a silence's id is like S3"};
	bool done;

	l.whole = id > 0;
	done = id >= 0 &&
	       store_silences(control_store(c), id, all, add_silence, &l, &w);
	json_object_set(o, "silences", l.array);
	if (!done)
		control_refuse(
		    c, id < 0 ? CODE_USAGE : CODE_FAILED, "%s", w.text);
	else if (id > 0 && json_array_size(l.array) == 0)
		control_refuse(
		    c, CODE_NOTHING, "no silence S%lld", (long long)id);
	else
		control_answer(c, json_incref(o));
	json_decref(l.array);
	json_decref(o);
}

void
control_unsilence(struct caller *c, const json_t *request)
{
	int64_t id = request_id(request, "silence", 'S');
	struct silences *s = until_silences(c->control->set.until);
	bool found = false, done;
	struct why w;

	if (id <= 0) {
		control_refuse(c, CODE_USAGE, "a silence's id is like S3");
		return;
	}
	done = turn_write(c->control->turn, &w) &&
	       silence_end(s, id, socket_user_name(c->client), &found, &w) &&
	       silences_load(s, &w);
	if (!control_commit(c, done, &w))
		return;
	until_wake(c->control->set.until);
	if (found)
		control_answer(c, json_object());
	else
		control_refuse(c, CODE_NOTHING,
		    "no silence S%lld hides anything", (long long)id);
}

/* --- feeds --- */

void
control_pause(struct caller *c, const json_t *request)
{
	const char *feed = request_text(request, "feed");
	const struct conf *conf = turn_conf(c->control->turn);
	int64_t until;
	json_t *answer;
	struct why w;

	if (feed == NULL || conf_find_feed(conf, feed) == NULL) {
		control_refuse(c, CODE_NOTHING, "no feed %.100s",
		    feed ? feed : "(\"feed\" is missing)");
		return;
	}
	if (!has_end(c, request, &until))
		return;
	if (!control_commit(c,
		poll_pause(c->control->set.poll, feed, until,
		    socket_user_name(c->client),
		    request_text(request, "comment"), &w),
		&w))
		return;
	until_wake(c->control->set.until);
	answer = json_object();
	put_time(answer, "until", until);
	control_answer(c, answer);
}

/* The pause of one feed, if there is one. */
struct pause_of {
	const char *feed;
	json_t *o;
};

static bool
note_pause(const struct pause_row *r, void *context)
{
	struct pause_of *p = context;

	if (strcmp(r->feed, p->feed) != 0)
		return true;
	p->o = json_object();
	put_text(p->o, "by", r->by);
	put_text(p->o, "comment", r->comment);
	put_time(p->o, "at", r->at);
	put_time(p->o, "until", r->until);
	return false;
}

json_t *
control_pause_json(struct caller *c, const char *feed)
{
	struct pause_of p = {.feed = feed};
	struct why w;

	store_pauses(control_store(c), note_pause, &p, &w);
	return p.o;
}

void
control_resume(struct caller *c, const json_t *request)
{
	const char *feed = request_text(request, "feed");
	json_t *pause = feed ? control_pause_json(c, feed) : NULL;
	struct why w;

	if (pause == NULL) {
		control_refuse(c, CODE_NOTHING,
		    "feed %.100s is not paused by anybody; what the "
		    "configuration says is changed there",
		    feed ? feed : "(\"feed\" is missing)");
		return;
	}
	json_decref(pause);
	if (!control_commit(c,
		poll_resume(c->control->set.poll, feed,
		    socket_user_name(c->client), &w),
		&w))
		return;
	until_wake(c->control->set.until);
	control_answer(c, json_object());
}
