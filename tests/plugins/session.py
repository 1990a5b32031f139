# session.py - a desktop session for tests: bus, notification server, daemon
# SPDX-License-Identifier: MIT
import ctypes
import json
import os
import queue
import signal
import socket
import subprocess
import threading

import gi  # noqa: F401
from gi.repository import Gio, GLib

from notifier import BUILDDIR, LIMIT

CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=%s</listen>
<policy context="default"><allow send_destination="*" eavesdrop="false"/>
<allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""

INTERFACE = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""

ALL = ["body", "body-markup", "actions", "persistence"]


class Bus:
    """A bus of its own, which starts no services."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "bus")
        self.address = "unix:path=" + self.path
        self.file = os.path.join(folder, "bus.conf")
        with open(self.file, "w") as file:
            file.write(CONFIGURATION % self.path)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["dbus-daemon", "--config-file", self.file, "--nofork",
             "--nopidfile", "--print-address=1"], stdout=subprocess.PIPE)
        self.process.stdout.readline()

    def stop(self):
        self.process.kill()
        self.process.wait(LIMIT)
        self.process.stdout.close()
        if os.path.exists(self.path):
            os.unlink(self.path)


class Notice:
    def __init__(self, arguments):
        (self.app, self.replaces, self.icon, self.title, self.body, actions,
         self.hints, self.expires) = arguments
        self.actions = dict(zip(actions[::2], actions[1::2]))


class Server:
    """A notification server; what is asked of it comes in events."""

    def __init__(self, bus, capabilities=ALL, first=1):
        self.capabilities = capabilities
        self.next = first
        self.events = queue.Queue()
        self.context = GLib.MainContext()
        ready = threading.Event()
        self.thread = threading.Thread(
            target=self.serve, args=(bus, ready), daemon=True)
        self.thread.start()
        ready.wait(LIMIT)

    def serve(self, bus, ready):
        self.context.push_thread_default()
        self.loop = GLib.MainLoop(self.context)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            bus.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
        self.connection.register_object(
            "/org/freedesktop/Notifications", node.interfaces[0], self.call,
            None, None)
        Gio.bus_own_name_on_connection(
            self.connection, "org.freedesktop.Notifications",
            Gio.BusNameOwnerFlags.NONE, lambda *a: ready.set(), None)
        self.loop.run()
        self.context.pop_thread_default()

    def call(self, connection, sender, path, interface, method, parameters,
             invocation):
        result = None
        if method == "GetCapabilities":
            result = GLib.Variant("(as)", (self.capabilities,))
        elif method == "GetServerInformation":
            result = GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))
        elif method == "Notify":
            notice = Notice(parameters.unpack())
            notice.id = notice.replaces or self.next
            self.next += not notice.replaces
            self.events.put(notice)
            result = GLib.Variant("(u)", (notice.id,))
        elif method == "CloseNotification":
            self.events.put(("close", parameters.unpack()[0]))
        invocation.return_value(result)

    def wait(self):
        """The next Notice, or ("close", id)."""
        return self.events.get(timeout=LIMIT)

    def emit(self, name, signature, *values):
        self.connection.emit_signal(
            None, "/org/freedesktop/Notifications",
            "org.freedesktop.Notifications", name,
            GLib.Variant(signature, values))

    def act(self, number, word):
        self.emit("ActionInvoked", "(us)", number, word)

    def closed(self, number, reason):
        self.emit("NotificationClosed", "(uu)", number, reason)

    def dismiss(self, number):
        self.closed(number, 2)

    def stop(self):
        self.connection.close_sync(None)
        self.loop.quit()
        self.thread.join(LIMIT)


SAVER = """<node><interface name="%s">
<method name="GetActive"><arg type="b" direction="out"/></method>
<signal name="ActiveChanged"><arg type="b"/></signal>
</interface></node>"""


class Saver:
    """A screen saver on the connection of a Server."""

    def __init__(self, server, active, name="org.gnome.ScreenSaver"):
        self.connection, self.name, self.active = server.connection, name, active
        self.path = "/" + name.replace(".", "/")
        node = Gio.DBusNodeInfo.new_for_xml(SAVER % name)
        ready = threading.Event()

        def start():
            server.context.push_thread_default()
            self.connection.register_object(
                self.path, node.interfaces[0], self.call, None, None)
            self.owner = Gio.bus_own_name_on_connection(
                self.connection, name, Gio.BusNameOwnerFlags.NONE,
                lambda *a: ready.set(), None)
            server.context.pop_thread_default()
        server.context.invoke_full(GLib.PRIORITY_DEFAULT, start)
        ready.wait(LIMIT)

    def call(self, connection, sender, path, interface, method, parameters,
             invocation):
        invocation.return_value(GLib.Variant("(b)", (self.active,)))

    def say(self, active):
        self.connection.emit_signal(
            None, self.path, self.name, "ActiveChanged",
            GLib.Variant("(b)", (active,)))

    def leave(self):
        Gio.bus_unown_name(self.owner)


class Gone(Exception):
    """The agent has closed the connection."""


class Daemon:
    """The daemon's socket, played line by line."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "control.sock")
        self.socket = None
        self.connection = None
        self.listen()

    def listen(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(self.path)
        self.socket.listen(5)
        self.socket.settimeout(LIMIT)

    def accept(self):
        self.connection, _ = self.socket.accept()
        self.connection.settimeout(LIMIT)
        self.file = self.connection.makefile("rb")

    def line(self):
        line = self.file.readline()
        if not line:
            raise Gone
        return json.loads(line)

    def send(self, *objects):
        self.connection.sendall(b"".join(
            json.dumps(one).encode() + b"\n" for one in objects))

    def follow(self):
        """Accepts, and answers the agent's first line."""
        self.accept()
        asked = self.line()
        self.standing = asked.pop("standing")
        self.send({"ok": True})
        return asked

    def shown(self):
        """The id of a parcel that was shown."""
        asked = self.line()
        self.send({"ok": True})
        return asked.get("parcel") if asked["do"] == "shown" else asked

    def hang_up(self):
        self.file.close()
        self.connection.close()

    def stop(self):
        self.socket.close()
        os.unlink(self.path)


def die_with_parent():
    """A test that is broken off leaves no agent that tries for ever."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Agent:
    def __init__(self, folder, bus, path, **environment):
        self.log = os.path.join(folder, "agent.log")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(BUILDDIR, "bevakad-desktop"), "--socket", path,
                 "--verbose"], stderr=log, preexec_fn=die_with_parent, env={
                    "PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C",
                    "TZ": "Europe/Stockholm",
                    "XDG_DATA_HOME": os.path.join(folder, "data"),
                    "XDG_CONFIG_HOME": os.path.join(folder, "config"),
                    "XDG_RUNTIME_DIR": folder,
                    "DBUS_SESSION_BUS_ADDRESS": bus.address,
                    "BEVAKAD_LOCALEDIR": os.path.join(
                        BUILDDIR, "po", "locale"),
                    **{k: v for k, v in os.environ.items()
                       if k.endswith("SAN_OPTIONS")}, **environment})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(LIMIT)
