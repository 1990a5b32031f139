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

ALL = ["body", "body-markup", "actions", "persistence"]


class Bus:
    """A bus of its own, which starts no services. What is on it is dbusmock's."""

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


MOCK = "org.freedesktop.DBus.Mock"
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mocks")


class Mock:
    """An object of dbusmock's by one of the templates in mocks/, in a process of its own; there when this returns."""

    def __init__(self, bus, template, name, path, **parameters):
        self.name, self.path, self.bus = name, path, bus
        self.context = GLib.MainContext()
        ready = threading.Event()
        self.thread = threading.Thread(
            target=self.serve, args=(ready,), daemon=True)
        self.thread.start()
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-B", "-m", "dbusmock", "--session", "--template",
             os.path.join(FOLDER, template + ".py"), "--parameters",
             json.dumps(parameters)], stdout=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
            env=dict(os.environ, DBUS_SESSION_BUS_ADDRESS=bus.address))
        if not ready.wait(LIMIT):
            raise TimeoutError("dbusmock does not come: " + name)

    def serve(self, ready):
        self.context.push_thread_default()
        self.loop = GLib.MainLoop(self.context)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.bus.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.connection.signal_subscribe(
            None, MOCK, "MethodCalled", self.path, None,
            Gio.DBusSignalFlags.NONE, self.on_call)
        Gio.bus_watch_name_on_connection(
            self.connection, self.name, Gio.BusNameWatcherFlags.NONE,
            lambda *a: ready.set(), None)
        self.loop.run()
        self.context.pop_thread_default()

    def on_call(self, connection, sender, path, interface, signal, values):
        self.called(*values.unpack())

    def called(self, method, arguments):
        """What a server does with it, beside the mock's answer."""

    def order(self, method, signature, *values):
        self.connection.call_sync(
            self.name, self.path, MOCK, method,
            GLib.Variant(signature, values), None,
            Gio.DBusCallFlags.NONE, LIMIT * 1000, None)

    def emit(self, interface, name, signature, *values):
        self.order("EmitSignal", "(sssav)", interface, name, signature,
                   [GLib.Variant(s, v) for s, v in zip(signature, values)])

    def set(self, interface, **properties):
        self.order("UpdateProperties", "(sa{sv})", interface, {
            k: GLib.Variant("b", v) for k, v in properties.items()})

    def stop(self):
        """Its name is nobody's when this returns."""
        self.process.kill()
        self.process.wait(LIMIT)
        self.connection.close_sync(None)
        self.loop.quit()
        self.thread.join(LIMIT)


class Server(Mock):
    """A notification server; what is asked of it comes in events."""

    def __init__(self, bus, capabilities=ALL, first=1, **properties):
        self.next = first
        self.events = queue.Queue()
        super().__init__(
            bus, "notifications", "org.freedesktop.Notifications",
            "/org/freedesktop/Notifications", capabilities=capabilities,
            first=first, properties=properties)

    def called(self, method, arguments):
        if method == "Notify":
            notice = Notice(arguments)
            notice.id = notice.replaces or self.next  # as the mock has it
            self.next += not notice.replaces
            self.events.put(notice)
        elif method == "CloseNotification":
            self.events.put(("close", arguments[0]))

    def wait(self):
        """The next Notice, or ("close", id)."""
        return self.events.get(timeout=LIMIT)

    def act(self, number, word):
        self.emit("", "ActionInvoked", "us", number, word)

    def closed(self, number, reason):
        self.emit("", "NotificationClosed", "uu", number, reason)

    def dismiss(self, number):
        self.closed(number, 2)


class Saver(Mock):
    """A screen saver."""

    def __init__(self, bus, active):
        super().__init__(bus, "screensaver", "org.gnome.ScreenSaver",
                         "/org/gnome/ScreenSaver", active=active)

    def say(self, active):
        self.emit("", "ActiveChanged", "b", active)


class Login(Mock):
    """The session of logind."""

    def __init__(self, bus, locked):
        super().__init__(bus, "login", "org.freedesktop.login1",
                         "/org/freedesktop/login1/session/auto", locked=locked)

    def say(self, locked):
        self.set("org.freedesktop.login1.Session", LockedHint=locked)


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
                    "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/bus",
                    "BEVAKAD_LOCALEDIR": os.path.join(
                        BUILDDIR, "po", "locale"),
                    **{k: v for k, v in os.environ.items()
                       if k.endswith("SAN_OPTIONS")}, **environment})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(LIMIT)
