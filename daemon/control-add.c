/* control-add.c - a deadline that somebody types */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "control-term.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "remind.h"
#include "turn.h"

enum { ERRAND_MOST = 4 << 20, TITLE_MOST = 400, TO_MOST = 100 };

struct adding {
	struct caller *caller;
	struct pool *pool;
	const json_t *request;
	struct deadline_row row;
	char fault[sizeof(((struct why *)NULL)->text)];
};

static bool
fault(struct adding *a, const char *text)
{
	snprintf(a->fault, sizeof(a->fault), "%s", text);
	return false;
}

/* "a\nb" of the receivers, each known. */
static bool
read_to(struct adding *a)
{
	const json_t *to = json_object_get(a->request, "to");
	const char *text = "";

	for (size_t i = 0; i < json_array_size(to); i++) {
		const char *name = json_string_value(json_array_get(to, i));

		if (i == TO_MOST || name == NULL ||
		    conf_find_receiver(
			turn_conf(a->caller->control->turn), name) == NULL) {
			snprintf(a->fault, sizeof(a->fault),
			    "no receiver %.60s", name ? name : "");
			return false;
		}
		text = pool_printf(
		    a->pool, "%s%s%s", text, i ? "\n" : "", name);
	}
	a->row.own.receivers = text;
	return true;
}

static bool
read_rule(struct adding *a)
{
	struct deadline_own *own = &a->row.own;
	struct turn *t = a->caller->control->turn;

	own->rule = request_text(a->request, "rule");
	if (own->rule != NULL &&
	    conf_find_rule(turn_conf(t), own->rule) == NULL) {
		snprintf(
		    a->fault, sizeof(a->fault), "no rule %.60s", own->rule);
		return false;
	}
	if (own->rule == NULL && own->receivers[0] == '\0')
		return fault(a, "it reaches nobody: say --rule or --to");
	return true;
}

static bool
read_times(struct adding *a)
{
	struct deadline_own *own = &a->row.own;
	const struct remind *list;
	struct notice notice;
	struct why w;
	size_t n;

	own->remind = request_text(a->request, "remind");
	own->notice = request_text(a->request, "notice");
	if (own->remind != NULL &&
	    !reminds_read(a->pool, own->remind, &list, &n, &w))
		return fault(a, w.text);
	if (own->notice != NULL && !notice_read(own->notice, &notice, &w))
		return fault(a, w.text);
	return true;
}

static bool
read_days(struct adding *a)
{
	struct deadline *is = &a->row.is;
	const char *said = control_read_days(a->request, is);

	if (said != NULL)
		return fault(a, said);
	if (request_text(a->request, "date") == NULL ||
	    request_text(a->request, "kind") == NULL)
		return fault(a, "a deadline has a date and a kind");
	if (is->end < turn_today(a->caller->control->turn))
		return fault(a, "that day is over");
	if (json_is_true(json_object_get(a->request, "extendable")))
		is->flags |= DEADLINE_EXTENDABLE;
	if (json_is_true(json_object_get(a->request, "statutory")))
		is->flags |= DEADLINE_STATUTORY;
	return true;
}

static bool
read_words(struct adding *a)
{
	const char *title = request_text(a->request, "title");
	const char *link = request_text(a->request, "link");
	char *copy;

	if (title == NULL || title[0] == '\0' || strlen(title) > TITLE_MOST)
		return fault(a, "a deadline has a title, of 400 bytes at most");
	if (link != NULL && strncmp(link, "https://", 8) != 0 &&
	    strncmp(link, "http://", 7) != 0)
		return fault(a, "a link begins with https:// or http://");
	copy = pool_strdup(a->pool, title);
	log_clean(copy);
	a->row.own.title = a->row.title = copy;
	a->row.own.link = a->row.link = link;
	return true;
}

void
control_add(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	struct adding a = {.caller = c,
	    .pool = pool_new(ERRAND_MOST),
	    .request = request,
	    .row = {.is = {.minutes = -1, .evidence = ""},
		.published = turn_today(t),
		.confirmed = true,
		.own.by = socket_user_name(c->client)}};
	struct why w;
	json_t *o;

	if (!read_words(&a) || !read_days(&a) || !read_to(&a) ||
	    !read_rule(&a) || !read_times(&a)) {
		control_refuse(c, CODE_USAGE, "%s", a.fault);
	} else if (!control_may_decide(c, a.pool, &a.row)) {
		control_refuse(c, CODE_FAILED,
		    "deadlines for others are added by administrators");
	} else if (control_commit(
		       c, turn_write(t, &w) && term_add(t, &a.row, &w), &w)) {
		turn_tell(t, "deadline", "deadline D%lld: added by %s",
		    (long long)a.row.id, a.row.own.by);
		reminder_wake(c->control->set.reminder);
		o = json_object();
		put_id(o, "deadline", 'D', a.row.id);
		control_answer(c, o);
	}
	pool_free(a.pool);
}
