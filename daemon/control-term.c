/* control-term.c - deadlines confirmed, rejected, edited, done, linked */
/* SPDX-License-Identifier: MIT */
#include "control-term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "calendar.h"
#include "edge/conf.h"
#include "edge/socket.h"
#include "remind.h"
#include "turn.h"

enum { ERRAND_MOST = 16 << 20 };

/* A request about one deadline. */
struct deciding {
	struct caller *caller;
	struct turn *turn;
	struct pool *pool;
	struct deadline_row row;
	const char *by, *comment;
};

bool
control_may_decide(
    struct caller *c, struct pool *pool, const struct deadline_row *d)
{
	struct term_rules rules;
	size_t n = 0;

	if (c->admin)
		return true;
	rules = term_rules(c->control->turn, pool, d);
	for (size_t i = 0; i < rules.n; i++)
		for (size_t k = 0; k < rules.rule[i]->n_to; k++, n++)
			if (!control_is_member(c, rules.rule[i]->to[k]))
				return false;
	return n > 0;
}

/* The deadline of that number, told to the caller when there is none. */
static bool
find(struct deciding *g, int64_t id, struct deadline_row *row)
{
	struct caller *c = g->caller;
	struct why w;
	bool found;

	if (id <= 0)
		control_refuse(c, CODE_USAGE, "a deadline's id is like D7");
	else if (!term_get(g->turn, g->pool, id, row, &found, &w))
		control_refuse(c, CODE_FAILED, "%s", w.text);
	else if (!found)
		control_refuse(
		    c, CODE_NOTHING, "no deadline D%lld", (long long)id);
	else if (!control_may_decide(c, g->pool, row))
		control_refuse(c, CODE_FAILED,
		    "D%lld is for administrators, or who belongs to all that "
		    "are told of it",
		    (long long)id);
	else
		return true;
	return false;
}

static bool
begin(struct deciding *g, struct caller *c, const json_t *request)
{
	*g = (struct deciding){.caller = c,
	    .turn = c->control->turn,
	    .pool = pool_new(ERRAND_MOST),
	    .by = socket_user_name(c->client),
	    .comment = request_text(request, "comment")};
	if (find(g, request_id(request, "deadline", 'D'), &g->row)) {
		if (g->row.state != TERM_MOVED)
			return true;
		control_refuse(c, CODE_USAGE, "D%lld has moved to D%lld",
		    (long long)g->row.id, (long long)g->row.moved_to);
	}
	pool_free(g->pool);
	return false;
}

/* Commits, answers, and looks at the reminders again. */
static void
end(struct deciding *g, bool done, const struct why *w, const char *word)
{
	if (control_commit(g->caller, done, w)) {
		json_t *o = json_object();

		put_id(o, "deadline", 'D', g->row.id);
		turn_tell(g->turn, "deadline", "deadline D%lld: %s by %s%s%s",
		    (long long)g->row.id, word, g->by, g->comment ? ": " : "",
		    g->comment ? g->comment : "");
		reminder_wake(g->caller->control->set.reminder);
		control_answer(g->caller, o);
	}
	pool_free(g->pool);
}

/* --- done, rejected, confirmed --- */

/* Those of other pages that say the same, or that contradict it. */
static bool
close_rivals(struct deciding *g, struct why *w)
{
	struct term_rivals r;

	if (!term_rivals(g->turn, g->pool, &g->row, &r, w))
		return false;
	for (size_t i = 0; i < r.n; i++)
		if ((r.row[i].is.end == g->row.is.end ||
			(r.n <= TERM_CROWD &&
			    rivals_conflict(&r.row[i].is, &g->row.is))) &&
		    !term_close(
			g->turn, &r.row[i], TERM_DONE, g->by, g->comment, w))
			return false;
	return true;
}

void
control_finish_deadline(struct caller *c, int64_t id, const json_t *request)
{
	struct deciding g;
	struct why w;
	bool done;

	(void)id;
	if (!begin(&g, c, request))
		return;
	done = turn_write(g.turn, &w) && close_rivals(&g, &w) &&
	       term_close(g.turn, &g.row, TERM_DONE, g.by, g.comment, &w);
	end(&g, done, &w, "done");
}

void
control_reject(struct caller *c, const json_t *request)
{
	struct deciding g;
	struct why w;
	bool done;

	if (!begin(&g, c, request))
		return;
	done = turn_write(g.turn, &w) &&
	       term_close(g.turn, &g.row, TERM_REJECTED, g.by, g.comment, &w);
	end(&g, done, &w, "rejected");
}

void
control_confirm(struct caller *c, const json_t *request)
{
	struct deciding g;
	struct why w;
	bool done;

	if (!begin(&g, c, request))
		return;
	done = turn_write(g.turn, &w) &&
	       store_deadline_confirm(turn_store(g.turn), g.row.id, &w) &&
	       (g.row.state == TERM_OPEN ||
		   store_deadline_state(
		       turn_store(g.turn), g.row.id, TERM_OPEN, 0, &w)) &&
	       term_answered(g.turn, g.row.id, g.by, &w) &&
	       term_note(
		   g.turn, &g.row, LINEAGE_CONFIRMED, 0, g.by, g.comment, &w);
	end(&g, done, &w, "confirmed");
}

/* --- edited --- */

static bool
read_hour(const char *text, int *minutes)
{
	if (strlen(text) != 5 || text[2] != ':' || atoi(text) > 23 ||
	    atoi(text + 3) > 59 || strspn(text, "0123456789:") != 5)
		return false;
	*minutes = atoi(text) * 60 + atoi(text + 3);
	return true;
}

/* What the request says of the days; a word for the person when it cannot. */
const char *
control_read_days(const json_t *request, struct deadline *is)
{
	const char *date = request_text(request, "date");
	const char *start = request_text(request, "start");
	const char *hour = request_text(request, "time");
	const char *kind = request_text(request, "kind");

	if (date != NULL) {
		is->end = day_read(date);
		if (is->end == NO_DAY)
			return "a date is like 2026-12-31";
		is->start = is->end;
	}
	if (start != NULL) {
		is->start = day_read(start);
		if (is->start == NO_DAY || is->start > is->end)
			return "a start is a day like 2026-12-31, and not "
			       "after the date";
	}
	if (hour != NULL && !read_hour(hour, &is->minutes))
		return "a time is like 12:00";
	if (kind != NULL && !deadline_kind_read(kind, &is->kind))
		return "a kind is one of remiss, expiry, effect, notice, "
		       "decision, report, apply, register, event, complete, "
		       "appeal";
	if (date != NULL || start != NULL)
		is->precision = PRECISION_DAY;
	return NULL;
}

/* Reminders that fell before the day was edited are not given now. */
static bool
pass_by(struct deciding *g, const struct deadline_row *d, struct why *w)
{
	struct term_rules rules = term_rules(g->turn, g->pool, d);
	struct reminder_row r = {.deadline = d->id,
	    .target = d->is.end,
	    .lead = "edited",
	    .day = turn_today(g->turn),
	    .at = turn_now(g->turn)};

	for (size_t i = 0; i < rules.n; i++) {
		r.rule = rules.rule[i]->name;
		if (!store_reminder_add(turn_store(g->turn), &r, w))
			return false;
	}
	return true;
}

static bool
edit(struct deciding *g, const struct deadline *is, struct why *w)
{
	struct store *s = turn_store(g->turn);
	struct deadline_row new = g->row;
	char key[80];
	struct term_news news = {.event = EVENT_DEADLINE_MOVED,
	    .how = LINEAGE_EDITED,
	    .row = &new,
	    .old = &g->row,
	    .by = g->by,
	    .key = key};
	struct lineage_row line = {.deadline = g->row.id,
	    .at = turn_now(g->turn),
	    .what = LINEAGE_EDITED,
	    .old_start = g->row.is.start,
	    .old_end = g->row.is.end,
	    .start = is->start,
	    .end = is->end,
	    .by = g->by,
	    .words = g->comment};
	bool other = is->end != g->row.is.end || is->start != g->row.is.start ||
		     is->minutes != g->row.is.minutes;

	new.is = *is;
	new.confirmed = true;
	snprintf(key, sizeof(key), "edited D%lld %d %lld", (long long)g->row.id,
	    g->row.sequence, (long long)line.at);
	return store_deadline_edit(s, g->row.id, is, w) &&
	       (!other || (store_reminders_cancel(s, g->row.id, line.at, w) &&
			      pass_by(g, &new, w))) &&
	       term_answered(g->turn, g->row.id, g->by, w) &&
	       store_lineage_add(s, &line, w) &&
	       (!other || term_tell(g->turn, &news, w));
}

void
control_edit(struct caller *c, const json_t *request)
{
	struct deciding g;
	struct deadline is;
	const char *fault;
	struct why w;

	if (!begin(&g, c, request))
		return;
	is = g.row.is;
	is.flags &= ~(unsigned)DEADLINE_QUESTIONED;
	fault = control_read_days(request, &is);
	if (fault == NULL && g.row.own.name != NULL)
		fault = "it is written in the configuration: change it there, "
			"and reload";
	if (fault == NULL && g.row.state != TERM_OPEN)
		fault = "it is not open";
	if (fault != NULL) {
		control_refuse(
		    c, CODE_USAGE, "D%lld: %s", (long long)g.row.id, fault);
		pool_free(g.pool);
		return;
	}
	end(&g, turn_write(g.turn, &w) && edit(&g, &is, &w), &w, "edited");
}

/* --- linked --- */

void
control_link(struct caller *c, const json_t *request)
{
	struct deciding g;
	struct deadline_row other;
	struct why w;

	if (!begin(&g, c, request))
		return;
	if (!find(&g, request_id(request, "other", 'D'), &other)) {
		pool_free(g.pool);
		return;
	}
	if (other.id == g.row.id) {
		control_refuse(c, CODE_USAGE, "these are one and the same");
		pool_free(g.pool);
		return;
	}
	end(&g,
	    turn_write(g.turn, &w) &&
		term_link(g.turn, g.pool, &g.row, &other, g.by, &w),
	    &w, "linked");
}

/* --- as a calendar --- */

struct ics_answer {
	struct calendar_list *list;
	bool begun;
};

static void
free_ics(void *context)
{
	struct ics_answer *a = context;

	calendar_close(a->list);
	free(a);
}

static bool
write_ics(void *context, struct str *piece, bool *over, struct why *w)
{
	struct ics_answer *a = context;

	if (!a->begun)
		str_add(piece, "{\"ok\":true,\"calendar\":");
	a->begun = true;
	if (!calendar_step(a->list, piece, over, w))
		return false;
	if (*over)
		str_addc(piece, '}');
	return true;
}

void
control_ics(struct caller *c, const json_t *request)
{
	struct turn *t = c->control->turn;
	const char *receiver = request_text(request, "receiver");
	struct ics_answer *a;

	if (receiver != NULL &&
	    conf_find_receiver(turn_conf(t), receiver) == NULL) {
		control_refuse(c, CODE_NOTHING, "no receiver %.60s", receiver);
		return;
	}
	a = calloc(1, sizeof(*a));
	if (a == NULL)
		abort();
	a->list = calendar_open(t, receiver);
	control_stream(c, write_ics, free_ics, a);
}
