/* control.c - the control socket: callers, rights, requests, answers */
/* SPDX-License-Identifier: MIT */
#include "control.h"

#include <ctype.h>
#include <event2/event.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "control-inner.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "poll-check.h"
#include "slice.h"
#include "turn.h"

enum { LIMIT_DEFAULT = 100, LIMIT_MOST = 10000 };

static const struct control_row rows[] = {
    {"status", control_status, false, true},
    {"feeds", control_feeds, false, true},
    {"items", control_items, false, true},
    {"rules", control_rules, false, true},
    {"deadlines", control_deadlines, false, true},
    {"alerts", control_alerts, false, true},
    {"outbox", control_outbox, false, true},
    {"notifiers", control_notifiers, false, true},
    {"settle", control_settle, false, false},
    {"away", control_away, false, true},
    {"away-add", control_away_add, false, false},
    {"away-end", control_away_end, false, false},
    {"digest", control_digest, false, true},
    {"follow", control_follow, false, false},
    {"shown", control_shown, false, false},
    {"seen", control_seen, false, false},
    {"ack", control_ack, false, false},
    {"done", control_done, false, false},
    {"snooze", control_snooze, false, false},
    {"check", control_check, true, false},
    {"add", control_add, false, false},
    {"confirm", control_confirm, false, false},
    {"edit", control_edit, false, false},
    {"ics", control_ics, false, true},
    {"link", control_link, false, false},
    {"reject", control_reject, false, false},
    {"poll", control_poll, true, false},
    {"reload", control_reload, true, false},
    {"test", control_test, true, false},
    {"describe", control_describe, true, false},
    {"enable", control_enable, true, false},
    {"retry", control_retry, true, false},
    {"accept-move", control_accept_move, true, false},
    {"versions", control_versions, false, true},
    {"baseline", control_baseline, true, false},
    {"release", control_release, true, false},
    {"silence", control_silence, true, false},
    {"silences", control_silences, false, true},
    {"unsilence", control_unsilence, true, false},
    {"pause", control_pause, true, false},
    {"resume", control_resume, true, false},
    {"dead", control_dead, true, true},
    {"replay", control_replay, true, false},
    {"drop", control_drop, true, false},
    {"audit", control_audit, true, false},
    {"why", control_why, false, true},
    {"history", control_history_items, true, true},
    {"running", control_running, true, true},
    {"replay-rule", control_replay_rule, true, false},
};

json_t *
names_json(const char *lines)
{
	json_t *list = json_array();

	while (lines != NULL && *lines != '\0') {
		size_t n = strcspn(lines, "\n");

		json_array_append_new(list, json_stringn(lines, n));
		lines += n + (lines[n] == '\n');
	}
	return list;
}

const char *
request_text(const json_t *request, const char *key)
{
	return json_string_value(json_object_get(request, key));
}

int
request_limit(const json_t *request)
{
	json_int_t n = json_integer_value(json_object_get(request, "limit"));

	if (n < 1)
		return LIMIT_DEFAULT;
	return n > LIMIT_MOST ? LIMIT_MOST : (int)n;
}

int64_t
request_id(const json_t *request, const char *key, char letter)
{
	const char *text = request_text(request, key);
	char *end;
	long long id;

	if (json_object_get(request, key) == NULL)
		return 0;
	if (text == NULL || toupper((unsigned char)text[0]) != letter ||
	    !isdigit((unsigned char)text[1]))
		return -1;
	id = strtoll(text + 1, &end, 10);
	return *end == '\0' && id > 0 ? id : -1;
}

static void
send_json(struct caller *c, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT);

	if (text != NULL)
		socket_write(c->client, text, strlen(text));
	free(text);
	json_decref(o);
}

struct store *
control_store(struct caller *c)
{
	return turn_store(c->control->turn);
}

void
control_answer(struct caller *c, json_t *o)
{
	json_object_set_new(o, "ok", json_true());
	put_time(o, "now", turn_now(c->control->turn));
	send_json(c, o);
}

void
control_answer_false(struct caller *c, json_t *o)
{
	json_object_set_new(o, "ok", json_false());
	send_json(c, o);
}

void
control_refuse(struct caller *c, int code, const char *format, ...)
{
	json_t *o = json_object();
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	log_clean(text);
	put_text(o, "why", text);
	put_number(o, "code", code);
	control_answer_false(c, o);
}

static bool
is_admin(const struct socket_client *client, const char *group)
{
	uid_t user = socket_user(client);

	return user == 0 || user == geteuid() ||
	       (group[0] != '\0' && socket_user_in(client, group));
}

/* The caller of a client; made at its first line. */
static struct caller *
caller_of(struct control *control, struct socket_client *client)
{
	struct caller *c = socket_context(client);

	if (c != NULL)
		return c;
	c = calloc(1, sizeof(*c));
	if (c == NULL)
		abort();
	c->control = control;
	c->client = client;
	c->admin = is_admin(client, turn_conf(control->turn)->group);
	c->next = control->callers;
	control->callers = c;
	socket_set_context(client, c);
	return c;
}

static const struct control_row *
find_row(const char *word)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].word, word) == 0)
			return &rows[i];
	return NULL;
}

static void
begin(struct caller *c, const struct control_row *row, const json_t *request)
{
	held_by(row->word);
	row->fn(c, request);
}

/* Who writes does so in the order of all others, and never in the middle of
 * their work (slice.h). */
static void
wait_for_others(
    struct caller *c, const struct control_row *row, const json_t *request)
{
	c->row = row;
	c->request = json_incref((json_t *)request);
	socket_hold(c->client, true);
	event_active(c->control->others, EV_TIMEOUT, 0);
}

static void
begin_all(evutil_socket_t fd, short what, void *context)
{
	struct control *control = context;

	(void)fd;
	(void)what;
	for (struct caller *c = control->callers; c != NULL; c = c->next) {
		const struct control_row *row = c->row;
		json_t *request = c->request;

		if (row == NULL)
			continue;
		c->row = NULL;
		c->request = NULL;
		socket_hold(c->client, false);
		begin(c, row, request);
		json_decref(request);
	}
}

HELD(begin_all)

static void
carry_out(struct caller *c, const json_t *request)
{
	const char *word = request_text(request, "do");
	const struct control_row *row = word ? find_row(word) : NULL;

	if (row == NULL)
		control_refuse(c, CODE_USAGE, "no such request: %.60s",
		    word ? word : "(\"do\" is missing)");
	else if (row->admin && !c->admin)
		control_refuse(c, CODE_FAILED,
		    "%s is for root and members of group %s", word,
		    turn_conf(c->control->turn)->group);
	else if (c->pending != NULL || c->row != NULL)
		control_refuse(c, CODE_USAGE,
		    "the request before this one is not answered yet");
	else if (row->looks && !poll_is_on_trial(c->control->set.poll))
		begin(c, row, request);
	else
		wait_for_others(c, row, request);
}

static void
has_line(struct socket_client *client, char *text, void *context)
{
	struct caller *c = caller_of(context, client);
	json_error_t error;
	json_t *request = json_loads(text, JSON_REJECT_DUPLICATES, &error);

	if (json_is_object(request))
		carry_out(c, request);
	else
		control_refuse(c, CODE_USAGE, "not a JSON object: %s",
		    request ? "something else" : error.text);
	json_decref(request);
}

static void
has_gone(struct socket_client *client, void *context)
{
	struct control *control = context;
	struct caller *c = socket_context(client);
	struct caller **at = &control->callers;

	if (c == NULL)
		return;
	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	control_drop_pending(c);
	control_drop_stream(c);
	json_decref(c->request);
	free(c);
}

static void
has_read(struct socket_client *client, void *context)
{
	struct caller *c = socket_context(client);

	(void)context;
	if (c != NULL)
		control_has_read(c);
	if (c != NULL && c->tails)
		control_send_alerts(c->control);
}

static void
after_commit(void *context)
{
	control_send_parcels(context);
	control_send_alerts(context);
	control_look_at_pending(context);
}

static void
after_loss(void *context)
{
	control_lose_pending(context);
}

static void
breathe(void *context)
{
	struct control *c = context;

	socket_breathe(c->server);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	struct control *c = context;

	(void)fd;
	(void)what;
	if (!store_is_open(turn_store(c->turn)))
		control_send_parcels(c);
}

HELD(is_due)

bool
control_open(struct turn *t, const struct control_settings *set,
    struct control **out, struct why *w)
{
	struct control *c = calloc(1, sizeof(*c));
	struct socket_settings socket = {
	    .line = has_line, .read = has_read, .gone = has_gone, .context = c};

	if (c == NULL)
		abort();
	c->turn = t;
	c->set = *set;
	c->started = turn_now(t);
	if (!socket_open(turn_base(t), set->socket, &socket, &c->server, w)) {
		free(c);
		return false;
	}
	c->timer = evtimer_new(turn_base(t), held_is_due, c);
	c->others = event_new(turn_base(t), -1, 0, held_begin_all, c);
	turn_after(t, after_commit, after_loss, c);
	turn_set_listener(t, control_tell, c);
	slicer_set_breath(turn_slicer(t), breathe, c);
	*out = c;
	return true;
}

void
control_close(struct control *c)
{
	if (c == NULL)
		return;
	turn_set_listener(c->turn, NULL, NULL);
	slicer_set_breath(turn_slicer(c->turn), NULL, NULL);
	socket_close(c->server);
	control_drop_answerings(c);
	event_free(c->timer);
	if (c->tails != NULL)
		event_free(c->tails);
	event_free(c->others);
	free(c);
}
