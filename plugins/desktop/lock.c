/* lock.c - is the screen locked, so that nobody would see a notice? */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/lock.h"

/* Name and interface are the same word. */
static const struct {
	const char *name, *path;
} saver[] = {
    {"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
    {"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
    {"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"},
    {"org.mate.ScreenSaver", "/org/mate/ScreenSaver"},
    {"org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"},
};

struct watched {
	struct lock *lock;
	guint watch, signal;
	bool locked;
};

struct lock {
	GDBusConnection *bus;
	GCancellable *cancel;
	lock_fn *call;
	void *context;
	bool told; /* what was said last */
	struct watched one[G_N_ELEMENTS(saver)];
};

static void
set(struct watched *one, bool locked)
{
	struct lock *l = one->lock;
	bool any = false;

	one->locked = locked;
	for (size_t i = 0; i < G_N_ELEMENTS(saver); i++)
		any |= l->one[i].locked;
	if (any == l->told)
		return;
	l->told = any;
	l->call(any, l->context);
}

static void
take_boolean(struct watched *one, GVariant *values)
{
	gboolean locked;

	if (!g_variant_is_of_type(values, G_VARIANT_TYPE("(b)")))
		return;
	g_variant_get(values, "(b)", &locked);
	set(one, locked);
}

static void
on_changed(GDBusConnection *bus, const char *sender, const char *path,
    const char *interface, const char *signal, GVariant *values,
    gpointer context)
{
	(void)bus;
	(void)sender;
	(void)path;
	(void)interface;
	(void)signal;
	take_boolean(context, values);
}

/* One that was cancelled: the lock may be gone, and is not looked at. */
static void
on_active(GObject *object, GAsyncResult *result, gpointer context)
{
	GVariant *values = g_dbus_connection_call_finish(
	    G_DBUS_CONNECTION(object), result, NULL);

	if (values == NULL) /* it cannot tell, or cancelled */
		return;
	take_boolean(context, values);
	g_variant_unref(values);
}

static void
on_there(GDBusConnection *bus, const char *name, const char *owner, gpointer c)
{
	struct watched *one = c;
	size_t i = (size_t)(one - one->lock->one);

	(void)owner;
	g_dbus_connection_call(bus, name, saver[i].path, name, "GetActive",
	    NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, one->lock->cancel,
	    on_active, one);
}

static void
on_gone(GDBusConnection *bus, const char *name, gpointer context)
{
	(void)bus;
	(void)name;
	set(context, false);
}

struct lock *
lock_new(GDBusConnection *bus, lock_fn *call, void *context)
{
	struct lock *l = g_new0(struct lock, 1);

	l->bus = bus;
	l->cancel = g_cancellable_new();
	l->call = call;
	l->context = context;
	for (size_t i = 0; i < G_N_ELEMENTS(saver); i++) {
		struct watched *one = &l->one[i];

		one->lock = l;
		one->signal = g_dbus_connection_signal_subscribe(bus,
		    saver[i].name, saver[i].name, "ActiveChanged", NULL, NULL,
		    G_DBUS_SIGNAL_FLAGS_NONE, on_changed, one, NULL);
		one->watch = g_bus_watch_name_on_connection(bus, saver[i].name,
		    G_BUS_NAME_WATCHER_FLAGS_NONE, on_there, on_gone, one,
		    NULL);
	}
	return l;
}

void
lock_free(struct lock *l)
{
	if (l == NULL)
		return;
	g_cancellable_cancel(l->cancel);
	for (size_t i = 0; i < G_N_ELEMENTS(saver); i++) {
		g_bus_unwatch_name(l->one[i].watch);
		g_dbus_connection_signal_unsubscribe(l->bus, l->one[i].signal);
	}
	g_object_unref(l->cancel);
	g_free(l);
}
