/* control-away.c - requests: who is away, from when until when, and who stands in */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "away.h"
#include "base/date.h"
#include "control-inner.h"
#include "core/absence.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "edge/store-away.h"
#include "turn.h"

enum { AWAY_MOST = 366, NAME_MOST = 64 };

const char *
control_acts_as(struct caller *c, const char *receiver)
{
	struct turn *t = c->control->turn;
	const struct conf_receiver *to = conf_find_receiver(
	    turn_conf(t), receiver);
	const char *user = socket_user_name(c->client), *other = NULL;

	for (size_t i = 0; to != NULL && i < to->n_members; i++)
		if (strcmp(to->members[i], user) == 0)
			return to->members[i];
		else if (absence_is_for(turn_absences(t), to->members[i], user,
			     turn_today(t)))
			other = to->members[i];
	return other;
}

bool
control_is_member(struct caller *c, const char *receiver)
{
	return control_acts_as(c, receiver) != NULL;
}

static bool
is_somebody(const struct conf *conf, const char *user)
{
	for (size_t i = 0; i < conf->n_receivers; i++)
		for (size_t k = 0; k < conf->receiver[i].n_members; k++)
			if (strcmp(conf->receiver[i].members[k], user) == 0)
				return true;
	return false;
}

static json_t *
absence_json(const struct absence *a, int today)
{
	json_t *o = json_object();
	char day[DAY_TEXT];

	put_text(o, "user", a->user);
	put_text(o, "stand_in", a->stand_in);
	put_text(o, "from", day_write(a->first, day));
	put_text(o, "to", day_write(a->last, day));
	put_text(o, "state",
	    today < a->first  ? "to come"
	    : today > a->last ? "over"
			      : "away");
	put_text(o, "name", a->name);
	put_text(o, "by", a->by);
	return o;
}

void
control_away(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	const struct absences *all = turn_absences(t);
	bool whole = json_is_true(json_object_get(request, "all"));
	json_t *o = json_object(), *list = json_array();
	int today = turn_today(t);

	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (whole || all->list[i].last >= today)
			json_array_append_new(
			    list, absence_json(&all->list[i], today));
	json_object_set_new(o, "away", list);
	control_answer(c, o);
}

/* Administrators decide for all, others for themselves. */
static const char *
whose(struct caller *c, const json_t *request)
{
	const char *own = socket_user_name(c->client);
	const char *user = request_text(request, "user");

	if (user == NULL)
		user = own;
	if (c->admin || strcmp(user, own) == 0)
		return user;
	control_refuse(
	    c, CODE_FAILED, "only administrators say that of others");
	return NULL;
}

/* What is wrong with it; NULL. */
static const char *
fault_of(const struct conf *conf, const struct absence *a, int today)
{
	if (!is_somebody(conf, a->user))
		return "no receiver has that member";
	if (a->stand_in == NULL || a->stand_in[0] == '\0' ||
	    strlen(a->stand_in) > NAME_MOST)
		return "stand_in is the user name of who stands in";
	if (strcmp(a->user, a->stand_in) == 0)
		return "nobody stands in for themselves";
	if (a->first == NO_DAY || a->last == NO_DAY)
		return "days are like 2026-07-06";
	if (a->last < a->first)
		return "it ends before it begins";
	if (a->last < today)
		return "it is over already";
	return a->last - a->first >= AWAY_MOST ? "longer than a year" : NULL;
}

static int
day_in(const json_t *request, const char *key)
{
	const char *text = request_text(request, key);

	return text != NULL ? day_read(text) : NO_DAY;
}

void
control_away_add(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	struct absence a = {.user = whose(c, request),
	    .stand_in = request_text(request, "stand_in"),
	    .first = day_in(request, "from"),
	    .last = day_in(request, "to"),
	    .by = socket_user_name(c->client)};
	const char *fault;
	json_t *o;
	struct why w;

	if (a.user == NULL)
		return;
	fault = fault_of(turn_conf(t), &a, turn_today(t));
	if (fault != NULL) {
		control_refuse(c, CODE_USAGE, "%.60s: %s", a.user, fault);
		return;
	}
	if (!control_commit(c,
		turn_write(t, &w) &&
		    store_away_add(control_store(c), &a, turn_now(t), &w),
		&w))
		return;
	away_reload(c->control->set.away);
	turn_tell(t, "away", "%s is away until day %d; %s stands in (by %s)",
	    a.user, a.last, a.stand_in, a.by);
	o = absence_json(&a, turn_today(t));
	control_answer(c, o);
}

void
control_away_end(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	const char *user = whose(c, request);
	json_t *o;
	int n = 0;
	struct why w;

	if (user == NULL ||
	    !control_commit(c,
		turn_write(t, &w) && store_away_end(control_store(c), user,
					 turn_today(t), &n, &w),
		&w))
		return;
	away_reload(c->control->set.away);
	if (n == 0) {
		control_refuse(c, CODE_NOTHING,
		    "%.60s is not away (what a section [away] says is changed "
		    "there)",
		    user);
		return;
	}
	turn_tell(t, "away", "%s is back", user);
	o = json_object();
	put_text(o, "user", user);
	control_answer(c, o);
}
