/* lock.c - is the screen locked, so that nobody would see a notice? */
/* SPDX-License-Identifier: MIT */
#include "plugins/desktop/lock.h"

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define PROPERTIES    "org.freedesktop.DBus.Properties"

/*
 * With a property: it says so by that, else by GetActive and ActiveChanged.
 * Every desktop's screen saver has those two; swaylock, i3lock and others are
 * on no bus, but what starts them may tell logind (SetLockedHint).  Plasma and
 * dunst have a switch against disturbance that their server tells of.
 */
static const struct {
	const char *name, *path, *interface, *property;
	bool system; /* on the system's bus */
} teller[] = {
    {"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
	"org.freedesktop.ScreenSaver", NULL, false},
    {"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver",
	NULL, false},
    {"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver",
	"org.cinnamon.ScreenSaver", NULL, false},
    {"org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver",
	NULL, false},
    {"org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver",
	NULL, false},
    {NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS,
	"Inhibited", false},
    {NOTIFICATIONS, "/org/freedesktop/Notifications", "org.dunstproject.cmd0",
	"paused", false},
    {"org.freedesktop.login1", "/org/freedesktop/login1/session/auto",
	"org.freedesktop.login1.Session", "LockedHint", true},
};

struct watched {
	struct lock *lock;
	GDBusConnection *bus; /* NULL: its bus is not there */
	guint watch, signal;
	bool locked;
};

struct lock {
	GDBusConnection *system;
	GCancellable *cancel;
	lock_fn *call;
	void *context;
	bool told; /* what was said last */
	struct watched one[G_N_ELEMENTS(teller)];
};

static void
set(struct watched *one, bool locked)
{
	struct lock *l = one->lock;
	bool any = false;

	one->locked = locked;
	for (size_t i = 0; i < G_N_ELEMENTS(teller); i++)
		any |= l->one[i].locked;
	if (any == l->told)
		return;
	l->told = any;
	l->call(any, l->context);
}

/* (b), or (v) of a boolean; anything else says nothing. */
static void
take_boolean(struct watched *one, GVariant *values)
{
	GVariant *inner = NULL;

	if (g_variant_is_of_type(values, G_VARIANT_TYPE("(v)")))
		g_variant_get(values, "(v)", &inner);
	else if (g_variant_is_of_type(values, G_VARIANT_TYPE("(b)")))
		inner = g_variant_get_child_value(values, 0);
	if (inner == NULL)
		return;
	if (g_variant_is_of_type(inner, G_VARIANT_TYPE_BOOLEAN))
		set(one, g_variant_get_boolean(inner));
	g_variant_unref(inner);
}

/* One that was cancelled: the lock may be gone, and is not looked at. */
static void
on_answer(GObject *object, GAsyncResult *result, gpointer context)
{
	GVariant *values = g_dbus_connection_call_finish(
	    G_DBUS_CONNECTION(object), result, NULL);

	if (values == NULL) /* it cannot tell, or cancelled */
		return;
	take_boolean(context, values);
	g_variant_unref(values);
}

static void
ask(struct watched *one)
{
	size_t i = (size_t)(one - one->lock->one);
	const char *property = teller[i].property;

	g_dbus_connection_call(one->bus, teller[i].name, teller[i].path,
	    property ? PROPERTIES : teller[i].interface,
	    property ? "Get" : "GetActive",
	    property ? g_variant_new("(ss)", teller[i].interface, property)
		     : NULL,
	    NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, one->lock->cancel,
	    on_answer, one);
}

/* A property is asked for again: the signal comes from another path than
 * logind's "auto", and need not hold its value. */
static void
on_changed(GDBusConnection *bus, const char *sender, const char *path,
    const char *interface, const char *signal, GVariant *values,
    gpointer context)
{
	struct watched *one = context;

	(void)bus;
	(void)sender;
	(void)path;
	(void)interface;
	(void)signal;
	if (teller[one - one->lock->one].property != NULL)
		ask(one);
	else
		take_boolean(one, values);
}

static void
on_there(GDBusConnection *bus, const char *name, const char *owner, gpointer c)
{
	(void)bus;
	(void)name;
	(void)owner;
	ask(c);
}

static void
on_gone(GDBusConnection *bus, const char *name, gpointer context)
{
	(void)bus;
	(void)name;
	set(context, false);
}

static void
watch(struct watched *one, size_t i)
{
	bool property = teller[i].property != NULL;

	one->signal = g_dbus_connection_signal_subscribe(one->bus,
	    teller[i].name, property ? PROPERTIES : teller[i].interface,
	    property ? "PropertiesChanged" : "ActiveChanged", NULL,
	    property ? teller[i].interface : NULL, G_DBUS_SIGNAL_FLAGS_NONE,
	    on_changed, one, NULL);
	one->watch = g_bus_watch_name_on_connection(one->bus, teller[i].name,
	    G_BUS_NAME_WATCHER_FLAGS_NONE, on_there, on_gone, one, NULL);
}

/* Where there is no system bus nobody is asked on it. */
static void
on_system_bus(GObject *object, GAsyncResult *result, gpointer context)
{
	GDBusConnection *bus = g_bus_get_finish(result, NULL);
	struct lock *l = context;

	(void)object;
	if (bus == NULL) /* perhaps cancelled: l may be gone */
		return;
	l->system = bus;
	g_dbus_connection_set_exit_on_close(bus, FALSE);
	for (size_t i = 0; i < G_N_ELEMENTS(teller); i++)
		if (teller[i].system) {
			l->one[i].bus = bus;
			watch(&l->one[i], i);
		}
}

struct lock *
lock_new(GDBusConnection *bus, lock_fn *call, void *context)
{
	struct lock *l = g_new0(struct lock, 1);

	l->cancel = g_cancellable_new();
	l->call = call;
	l->context = context;
	for (size_t i = 0; i < G_N_ELEMENTS(teller); i++) {
		l->one[i].lock = l;
		if (teller[i].system)
			continue;
		l->one[i].bus = bus;
		watch(&l->one[i], i);
	}
	g_bus_get(G_BUS_TYPE_SYSTEM, l->cancel, on_system_bus, l);
	return l;
}

void
lock_free(struct lock *l)
{
	if (l == NULL)
		return;
	g_cancellable_cancel(l->cancel);
	for (size_t i = 0; i < G_N_ELEMENTS(teller); i++) {
		if (l->one[i].bus == NULL)
			continue;
		g_bus_unwatch_name(l->one[i].watch);
		g_dbus_connection_signal_unsubscribe(
		    l->one[i].bus, l->one[i].signal);
	}
	g_clear_object(&l->system);
	g_object_unref(l->cancel);
	g_free(l);
}
