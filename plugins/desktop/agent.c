/* agent.c - alerts from the daemon to the desktop, and answers back */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/agent.h"

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

#include "base/log.h"
#include "plugins/common.h"
#include "plugins/desktop/asked.h"
#include "plugins/desktop/link.h"
#include "plugins/desktop/notices.h"
#include "plugins/desktop/session.h"
#include "plugins/desktop/words.h"

struct agent {
	const char *socket, *other;
	struct session *session;
	struct link *link; /* NULL: no bus */
	bool locked;       /* nobody would see it: nothing is taken */
	struct notices *notices;
	struct asked *asked;
	GPtrArray *gather; /* struct parcel */
	guint quiet, most; /* timers of gathering; 0: none */
	GHashTable *shown; /* ids of parcels */
	GQueue *order;     /* the same, oldest first; owns them */
};

static void
parcel_free(gpointer context)
{
	parcel_release(context);
	g_free(context);
}

static void
stop_timers(struct agent *a)
{
	if (a->quiet != 0)
		g_source_remove(a->quiet);
	if (a->most != 0)
		g_source_remove(a->most);
	a->quiet = a->most = 0;
}

static void
remember(struct agent *a, const char *id)
{
	if (g_hash_table_add(a->shown, g_strdup(id)))
		g_queue_push_tail(a->order, g_strdup(id));
	while (g_queue_get_length(a->order) > SHOWN_MOST) {
		char *old = g_queue_pop_head(a->order);

		g_hash_table_remove(a->shown, old);
		g_free(old);
	}
}

/* An id is remembered, for a parcel's number may be another's one day. */
static void
tell_shown(struct agent *a, const struct parcel *p)
{
	const char *name = p->parcel[0] != '\0' ? p->parcel : p->id;

	remember(a, p->id);
	asked_send(a->asked, a->link,
	    json_pack("{s:s, s:s}", "do", "shown", "parcel", name), false);
}

/* Those before n were taken. */
static bool
show_gathered(struct agent *a, size_t *n, struct why *w)
{
	const struct parcel *const *p = (void *)a->gather->pdata;

	*n = 0;
	if (a->gather->len > GATHER_EACH) {
		if (!notices_show_summary(a->notices, p, a->gather->len, w))
			return false;
		*n = a->gather->len;
	}
	for (; *n < a->gather->len; ++*n)
		if (!notices_show(a->notices, p[*n], w))
			return false;
	return true;
}

static void
flush(struct agent *a)
{
	struct why w;
	size_t n;
	bool ok;

	stop_timers(a);
	ok = show_gathered(a, &n, &w);
	for (size_t i = 0; i < n && link_is_up(a->link); i++) {
		const struct parcel *p = g_ptr_array_index(a->gather, i);

		tell_shown(a, p);
	}
	g_ptr_array_set_size(a->gather, 0);
	if (ok)
		link_settled(a->link);
	else
		link_drop(a->link, w.text);
}

static gboolean
on_quiet(gpointer context)
{
	struct agent *a = context;

	a->quiet = 0;
	flush(a);
	return G_SOURCE_REMOVE;
}

static gboolean
on_most(gpointer context)
{
	struct agent *a = context;

	a->most = 0;
	flush(a);
	return G_SOURCE_REMOVE;
}

static void
start_timers(struct agent *a)
{
	if (a->quiet != 0)
		g_source_remove(a->quiet);
	a->quiet = g_timeout_add(GATHER_QUIET, on_quiet, a);
	if (a->most == 0)
		a->most = g_timeout_add(GATHER_MOST, on_most, a);
}

/* Of one alert only the newest parcel is shown; the older counts as shown. */
static void
take_parcel(struct agent *a, json_t *all)
{
	struct parcel *p = g_new0(struct parcel, 1);
	struct why w;

	if (!parcel_take(p, all, &w)) {
		log_warn("daemon: %s", w.text);
		g_free(p);
		return;
	}
	if (g_hash_table_contains(a->shown, p->id)) {
		tell_shown(a, p);
		parcel_free(p);
		return;
	}
	for (guint i = 0; i < a->gather->len; i++) {
		struct parcel *old = g_ptr_array_index(a->gather, i);

		if (strcmp(old->alert, p->alert) != 0)
			continue;
		if (strcmp(old->id, p->id) != 0)
			tell_shown(a, old);
		g_ptr_array_remove_index(a->gather, i);
		break;
	}
	g_ptr_array_add(a->gather, p);
	start_timers(a);
	if (a->gather->len >= GATHERED_MOST)
		flush(a);
}

static void
take_close(struct agent *a, const char *alert)
{
	for (guint i = a->gather->len; i > 0; i--) {
		struct parcel *p = g_ptr_array_index(a->gather, i - 1);

		if (strcmp(p->alert, alert) != 0)
			continue;
		tell_shown(a, p);
		g_ptr_array_remove_index(a->gather, i - 1);
	}
	notices_close(a->notices, alert);
}

static void
take_answer(struct agent *a, const json_t *answer)
{
	struct request *r = asked_answered(a->asked);
	bool ok = json_is_true(json_object_get(answer, "ok"));
	const char *reason = member_text(answer, "why");

	if (r == NULL)
		return;
	if (!ok)
		log_warn("daemon: %s: %s", r->line, reason);
	if (r->follow && ok)
		start_timers(a); /* all is well even when nothing waits */
	else if (r->follow)
		link_drop(a->link, reason);
	else if (r->alert != NULL && ok)
		notices_close(a->notices, r->alert);
	else if (r->alert != NULL)
		notices_say(a->notices, _("It could not be done"), reason);
	request_free(r);
}

static void
on_line(const char *line, size_t len, void *context)
{
	struct agent *a = context;
	json_error_t fault;
	json_t *all = json_loadb(line, len, 0, &fault);
	json_t *parcel = json_object_get(all, "parcel");

	if (!json_is_object(all))
		link_drop(a->link, "the daemon's line is not a JSON object");
	else if (json_object_get(all, "ok") != NULL)
		take_answer(a, all);
	else if (parcel != NULL && !a->locked)
		take_parcel(a, parcel);
	else if (member_text(all, "close")[0] != '\0')
		take_close(a, member_text(all, "close"));
	json_decref(all);
}

/* On a new connection: what was taken elsewhere meanwhile is closed. */
static void
follow(struct agent *a, bool anew)
{
	json_t *members = json_pack("{s:s, s:b}", "do", "follow", "desktop", 1);

	if (a->locked)
		json_object_set_new(members, "locked", json_true());
	if (anew)
		json_object_set_new(
		    members, "standing", notices_standing(a->notices));
	asked_send(a->asked, a->link, members, true);
}

static void
on_up(void *context)
{
	struct agent *a = context;

	follow(a, true);
	asked_again(a->asked, a->link);
}

static void
on_down(void *context)
{
	struct agent *a = context;

	stop_timers(a);
	g_ptr_array_set_size(a->gather, 0);
	asked_lost(a->asked);
}

/* Tomorrow at eight, where the session is, as the daemon reads it. */
static char *
tomorrow(void)
{
	GDateTime *now = g_date_time_new_now_local();
	GDateTime *day = g_date_time_add_days(now, 1);
	GDateTime *local = g_date_time_new_local(g_date_time_get_year(day),
	    g_date_time_get_month(day), g_date_time_get_day_of_month(day), 8, 0,
	    0);
	GDateTime *utc = g_date_time_to_utc(local);
	char *text = g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");

	g_date_time_unref(utc);
	g_date_time_unref(local);
	g_date_time_unref(day);
	g_date_time_unref(now);
	return text;
}

static void
on_act(enum notice_act act, const char *alert, void *context)
{
	static const char *const word[] = {
	    [NOTICE_ACK] = "ack",
	    [NOTICE_SNOOZE] = "snooze",
	    [NOTICE_DONE] = "done",
	    [NOTICE_SEEN] = "seen",
	};
	struct agent *a = context;
	json_t *members = json_pack(
	    "{s:s, s:s}", "do", word[act], "alert", alert);
	char *until;

	if (act == NOTICE_SEEN) { /* a matter of now: it is not kept */
		if (a->link != NULL && link_is_up(a->link))
			asked_send(a->asked, a->link, members, false);
		else
			json_decref(members);
		return;
	}
	if (act == NOTICE_SNOOZE) {
		until = tomorrow();
		json_object_set_new(members, "until", json_string(until));
		g_free(until);
	}
	if (!asked_keep(a->asked, a->link, members, alert))
		notices_say(a->notices, _("It could not be done"),
		    _("The daemon has not answered for a long time."));
}

static void
on_bus(void *context)
{
	static const struct link_calls calls = {on_up, on_line, on_down};
	struct agent *a = context;

	a->link = link_new(a->socket, a->other, &calls, a);
}

static void
on_no_bus(void *context)
{
	struct agent *a = context;

	link_free(a->link);
	a->link = NULL;
	on_down(a);
	notices_forget(a->notices);
	a->locked = false;
}

/* What was gathered and not shown comes again when it is unlocked. */
static void
on_locked(bool locked, void *context)
{
	struct agent *a = context;

	a->locked = locked;
	stop_timers(a);
	g_ptr_array_set_size(a->gather, 0);
	if (link_is_up(a->link))
		follow(a, false);
}

static void
on_server(bool there, void *context)
{
	struct agent *a = context;

	if (there)
		link_hurry(a->link);
	else
		notices_forget(a->notices);
}

struct agent *
agent_new(const char *socket, const char *other)
{
	static const struct session_calls calls = {
	    on_bus, on_no_bus, on_server, on_locked};
	struct agent *a = g_new0(struct agent, 1);

	a->socket = socket;
	a->other = other;
	a->notices = notices_new(on_act, a);
	a->asked = asked_new();
	a->gather = g_ptr_array_new_with_free_func(parcel_free);
	a->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	a->order = g_queue_new();
	a->session = session_new(&calls, a);
	return a;
}

void
agent_free(struct agent *a)
{
	link_free(a->link);
	on_down(a);
	notices_free(a->notices); /* libnotify is shut down by session */
	session_free(a->session);
	asked_free(a->asked);
	g_ptr_array_free(a->gather, TRUE);
	g_hash_table_destroy(a->shown);
	g_queue_free_full(a->order, g_free);
	g_free(a);
}
