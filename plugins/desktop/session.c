/* session.c - the session bus and the notification server on it */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/session.h"

#include <gio/gio.h>
#include <libnotify/notify.h>

#include "base/log.h"
#include "plugins/desktop/lock.h"
#include "plugins/desktop/pause.h"

struct session {
	const struct session_calls *calls;
	void *context;

	GDBusConnection *bus; /* NULL: NO BUS */
	gulong closed;        /* signal handler */
	guint watch;          /* of the server's name */
	struct lock *lock;
	guint timer;
	unsigned pause;
};

static gboolean find_bus(gpointer);

static void
look_again(struct session *s, const char *reason)
{
	unsigned pause = pause_next(&s->pause);

	log_debug("session bus: %s; again in %u ms", reason, pause);
	s->timer = g_timeout_add(pause, find_bus, s);
}

static void
let_go(struct session *s)
{
	if (s->timer != 0)
		g_source_remove(s->timer);
	s->timer = 0;
	if (s->bus == NULL)
		return;
	g_bus_unwatch_name(s->watch);
	lock_free(s->lock);
	g_signal_handler_disconnect(s->bus, s->closed);
	notify_uninit();
	g_clear_object(&s->bus);
}

static void
on_closed(GDBusConnection *bus, gboolean by_other, GError *error, gpointer c)
{
	struct session *s = c;

	(void)bus;
	(void)by_other;
	log_info("session bus: %s", error ? error->message : "closed");
	s->calls->down(s->context);
	let_go(s);
	s->timer = g_timeout_add(pause_next(&s->pause), find_bus, s);
}

static void
on_server(GDBusConnection *bus, const char *name, const char *owner, gpointer c)
{
	struct session *s = c;

	(void)bus;
	(void)name;
	(void)owner;
	s->calls->server(true, s->context);
}

static void
on_no_server(GDBusConnection *bus, const char *name, gpointer c)
{
	struct session *s = c;

	(void)name;
	if (bus != NULL)
		s->calls->server(false, s->context);
}

/* A bus that has died may still be handed out until its last user is gone. */
static gboolean
find_bus(gpointer context)
{
	struct session *s = context;
	GError *error = NULL;

	s->timer = 0;
	s->bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
	if (s->bus != NULL && g_dbus_connection_is_closed(s->bus))
		g_clear_object(&s->bus);
	if (s->bus == NULL) {
		look_again(s, error ? error->message : "closed");
		g_clear_error(&error);
		return G_SOURCE_REMOVE;
	}
	s->pause = 0;
	g_dbus_connection_set_exit_on_close(s->bus, FALSE);
	s->closed = g_signal_connect(
	    s->bus, "closed", G_CALLBACK(on_closed), s);
	notify_init("Bevakad");
	s->calls->up(s->context);
	s->watch = g_bus_watch_name_on_connection(s->bus,
	    "org.freedesktop.Notifications", G_BUS_NAME_WATCHER_FLAGS_NONE,
	    on_server, on_no_server, s, NULL);
	s->lock = lock_new(s->bus, s->calls->locked, s->context);
	return G_SOURCE_REMOVE;
}

struct session *
session_new(const struct session_calls *calls, void *context)
{
	struct session *s = g_new0(struct session, 1);

	s->calls = calls;
	s->context = context;
	s->timer = g_idle_add(find_bus, s);
	return s;
}

void
session_free(struct session *s)
{
	if (s != NULL)
		let_go(s);
	g_free(s);
}
