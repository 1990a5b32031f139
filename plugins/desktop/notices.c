/* notices.c - what stands on the desktop now */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/notices.h"

#include <gio/gio.h>
#include <libnotify/notify.h>
#include <string.h>

#include "base/log.h"
#include "plugins/desktop/face.h"
#include "plugins/desktop/words.h"

struct notice {
	struct notices *all; /* NULL: forgotten, about to be freed */
	NotifyNotification *n;
	char *alert; /* key in the table; "" for a summary */
	char *link;
	json_t *parcels; /* of a summary: the alerts; else NULL */
	gulong closed;   /* signal handler */
};

struct notices {
	notices_act_fn *act;
	void *context;
	GHashTable *table; /* alert -> notice; does not own */
	GQueue *order;     /* all notices, oldest first */
	unsigned can;      /* of the server; 0: not asked */
};

/* libnotify may be in the middle of a signal of it, so not at once. */
static gboolean
free_notice(gpointer context)
{
	struct notice *e = context;

	g_object_unref(e->n);
	g_free(e->alert);
	g_free(e->link);
	json_decref(e->parcels);
	g_free(e);
	return G_SOURCE_REMOVE;
}

static void
detach(struct notice *e)
{
	struct notices *all = e->all;

	if (g_hash_table_lookup(all->table, e->alert) == e)
		g_hash_table_remove(all->table, e->alert);
	g_queue_remove(all->order, e);
	g_signal_handler_disconnect(e->n, e->closed);
	e->all = NULL;
}

static void
forget(struct notice *e)
{
	if (e->all == NULL)
		return;
	detach(e);
	g_idle_add(free_notice, e);
}

static void
on_closed(NotifyNotification *n, gpointer context)
{
	enum { DISMISSED = 2 }; /* of the Desktop Notifications Specification */
	struct notice *e = context;

	if (e->all != NULL && e->alert[0] != '\0' &&
	    notify_notification_get_closed_reason(n) == DISMISSED)
		e->all->act(NOTICE_SEEN, e->alert, e->all->context);
	forget(e);
}

static void
close_notice(struct notice *e)
{
	notify_notification_close(e->n, NULL);
	forget(e);
}

static bool
ask_server(struct notices *all, struct why *w)
{
	GList *words;
	char *name = NULL;

	if (all->can != 0)
		return true;
	words = notify_get_server_caps();
	if (words == NULL)
		return why(w, "no notification server answers");
	for (GList *at = words; at != NULL; at = at->next)
		all->can |= face_capability(at->data);
	all->can |= 1U << 31; /* asked */
	g_list_free_full(words, g_free);
	if (notify_get_server_info(&name, NULL, NULL, NULL))
		all->can |= face_server(name);
	g_free(name);
	return true;
}

static struct notice *
add_notice(struct notices *all, const char *alert)
{
	struct notice *e = g_new0(struct notice, 1);

	if (g_queue_get_length(all->order) >= NOTICES_MOST)
		forget(g_queue_peek_head(all->order));
	e->all = all;
	e->alert = g_strdup(alert);
	e->n = notify_notification_new("", NULL, NULL);
	e->closed = g_signal_connect(e->n, "closed", G_CALLBACK(on_closed), e);
	if (alert[0] != '\0')
		g_hash_table_insert(all->table, e->alert, e);
	g_queue_push_tail(all->order, e);
	return e;
}

static void
on_opened(GObject *object, GAsyncResult *result, gpointer context)
{
	GError *error = NULL;

	(void)object;
	(void)context;
	if (!g_app_info_launch_default_for_uri_finish(result, &error))
		log_warn("link: %s", error->message);
	g_clear_error(&error);
}

static void
open_link(struct notice *e)
{
	const char *token = notify_notification_get_activation_token(e->n);
	GAppLaunchContext *launch = g_app_launch_context_new();

	if (token != NULL)
		g_app_launch_context_setenv(
		    launch, "XDG_ACTIVATION_TOKEN", token);
	g_app_info_launch_default_for_uri_async(
	    e->link, launch, NULL, on_opened, NULL);
	g_object_unref(launch);
}

static void
show_each(struct notice *e)
{
	size_t i;
	json_t *one;
	struct why w;

	json_array_foreach(e->parcels, i, one) {
		struct parcel p;
		bool ok = e->all != NULL && parcel_take(&p, one, &w);

		if (!ok)
			continue;
		if (!notices_show(e->all, &p, &w))
			log_warn("alert %s: %s", p.alert, w.text);
		parcel_release(&p);
	}
	if (e->all != NULL)
		close_notice(e);
}

static void
on_action(NotifyNotification *n, char *word, gpointer context)
{
	static const struct {
		const char *word;
		enum notice_act act;
	} table[] = {
	    {"ack", NOTICE_ACK},
	    {"snooze", NOTICE_SNOOZE},
	    {"done", NOTICE_DONE},
	    {"default", NOTICE_SEEN},
	};
	struct notice *e = context;

	(void)n;
	if (e->all == NULL)
		return;
	if (e->parcels != NULL)
		show_each(e);
	else if (strcmp(word, "default") == 0)
		open_link(e);
	for (size_t i = 0; e->all != NULL && i < G_N_ELEMENTS(table); i++)
		if (strcmp(word, table[i].word) == 0)
			e->all->act(table[i].act, e->alert, e->all->context);
}

static void
add_action(struct notice *e, const char *word, const char *label)
{
	notify_notification_add_action(e->n, word, label, on_action, e, NULL);
}

static void
set_hints(struct notice *e, int urgency, const char *category)
{
	char *tag = g_strdup_printf("bevakad-%s", e->alert);

	notify_notification_set_urgency(e->n, (NotifyUrgency)urgency);
	notify_notification_set_category(e->n, category);
	notify_notification_set_hint(
	    e->n, "desktop-entry", g_variant_new_string("bevakad-desktop"));
	if (e->alert[0] != '\0') /* outlives us, unlike an id */
		notify_notification_set_hint(
		    e->n, "x-dunst-stack-tag", g_variant_new_string(tag));
	if (e->all->can & FACE_PERSISTENCE)
		notify_notification_set_hint(
		    e->n, "resident", g_variant_new_boolean(TRUE));
	g_free(tag);
}

static bool
hand_over(struct notice *e, struct why *w)
{
	GError *error = NULL;

	if (notify_notification_show(e->n, &error))
		return true;
	why(w, "notification server: %s", error->message);
	g_error_free(error);
	forget(e);
	return false;
}

static void
add_actions(struct notice *e)
{
	notify_notification_clear_actions(e->n);
	if (!(e->all->can & FACE_ACTIONS))
		return;
	if (face_can_open(e->link))
		add_action(e, "default", _("Open"));
	add_action(e, "ack", _("Acknowledge"));
	add_action(e, "snooze", _("Remind later"));
	add_action(e, "done", _("Done"));
}

bool
notices_show(struct notices *all, const struct parcel *p, struct why *w)
{
	struct str title = STR_INIT(8 * FACE_TITLE_MOST);
	struct str body = STR_INIT(16 * FACE_BODY_MOST);
	struct notice *e;

	if (!ask_server(all, w))
		return false;
	face_title(&title, p);
	face_body(&body, p, all->can);
	e = g_hash_table_lookup(all->table, p->alert);
	if (e == NULL)
		e = add_notice(all, p->alert);
	g_free(e->link);
	e->link = g_strdup(p->link);
	notify_notification_update(e->n, title.text, body.text,
	    strcmp(face_category(p), "x-bevakad.deadline") == 0
		? "appointment-soon"
		: "dialog-information");
	set_hints(e, face_urgency(p), face_category(p));
	add_actions(e);
	str_release(&title);
	str_release(&body);
	return hand_over(e, w);
}

bool
notices_show_summary(
    struct notices *all, const struct parcel *const *p, size_t n, struct why *w)
{
	struct str title = STR_INIT(1024);
	struct str body = STR_INIT(16 * FACE_LINES_MOST * FACE_TITLE_MOST);
	const char *category = "x-bevakad.item";
	struct notice *e;
	int urgency = 0;

	if (!ask_server(all, w))
		return false;
	e = add_notice(all, "");
	e->parcels = json_array();
	for (size_t i = 0; i < n; i++) {
		json_array_append(e->parcels, p[i]->all);
		urgency = MAX(urgency, face_urgency(p[i]));
		if (strcmp(face_category(p[i]), "x-bevakad.deadline") == 0)
			category = face_category(p[i]);
	}
	face_summary_title(&title, n);
	face_summary_body(&body, p, n, all->can);
	notify_notification_update(
	    e->n, title.text, body.text, "dialog-information");
	set_hints(e, urgency, category);
	if (all->can & FACE_ACTIONS) {
		add_action(e, "default", _("Show all"));
		if (!(all->can & FACE_DEFAULT))
			add_action(e, "all", _("Show all"));
	}
	str_release(&title);
	str_release(&body);
	return hand_over(e, w);
}

void
notices_say(struct notices *all, const char *title, const char *body)
{
	struct str clean = STR_INIT(8 * FACE_BODY_MOST);
	NotifyNotification *n;
	char *text;

	text_add_line(&clean, body, FACE_BODY_MOST);
	text = all->can & FACE_MARKUP ? g_markup_escape_text(clean.text, -1)
				      : g_strdup(clean.text);
	n = notify_notification_new(title, text, "dialog-error");
	notify_notification_show(n, NULL);
	g_object_unref(n);
	g_free(text);
	str_release(&clean);
}

/* Of a summary; one of which nothing is left goes. */
static void
leave_out(struct notice *e, const char *alert)
{
	for (size_t i = json_array_size(e->parcels); i > 0; i--) {
		json_t *one = json_array_get(e->parcels, i - 1);

		if (strcmp(member_text(one, "alert"), alert) == 0)
			json_array_remove(e->parcels, i - 1);
	}
	if (e->parcels != NULL && json_array_size(e->parcels) == 0)
		close_notice(e);
}

void
notices_close(struct notices *all, const char *alert)
{
	struct notice *e = g_hash_table_lookup(all->table, alert);
	GList *next;

	if (e != NULL)
		close_notice(e);
	for (GList *at = all->order->head; at != NULL; at = next) {
		next = at->next;
		leave_out(at->data, alert);
	}
}

static void
add_standing(json_t *list, const char *alert)
{
	if (alert[0] != '\0' && json_array_size(list) < STANDING_MOST)
		json_array_append_new(list, json_string(alert));
}

json_t *
notices_standing(const struct notices *all)
{
	json_t *list = json_array(), *one;
	size_t i;

	for (const GList *at = all->order->tail; at != NULL; at = at->prev) {
		const struct notice *e = at->data;

		add_standing(list, e->alert);
		json_array_foreach(e->parcels, i, one)
			add_standing(list, member_text(one, "alert"));
	}
	return list;
}

void
notices_forget(struct notices *all)
{
	struct notice *e;

	while ((e = g_queue_peek_head(all->order)) != NULL)
		forget(e);
	all->can = 0;
}

struct notices *
notices_new(notices_act_fn *act, void *context)
{
	struct notices *all = g_new0(struct notices, 1);

	all->act = act;
	all->context = context;
	all->table = g_hash_table_new(g_str_hash, g_str_equal);
	all->order = g_queue_new();
	return all;
}

void
notices_free(struct notices *all)
{
	struct notice *e;

	while ((e = g_queue_peek_head(all->order)) != NULL) {
		detach(e);
		free_notice(e);
	}
	g_hash_table_destroy(all->table);
	g_queue_free(all->order);
	g_free(all);
}
