# desktop-t.py - the daemon, two sessions of one user with their agents, and dbusmock's servers: the whole chain
# SPDX-License-Identifier: MIT
import importlib.util
import os
import pwd
import queue
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
sys.path.insert(1, os.path.join(os.environ["TOP_SRCDIR"], "tests", "plugins"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import BUILD, ctl, tap  # noqa: E402

if not os.path.exists(os.path.join(BUILD, "bevakad-desktop")):
    tap.skip_all("bevakad-desktop is not built (--enable-desktop)")
if importlib.util.find_spec("dbusmock") is None or importlib.util.find_spec("gi") is None:
    tap.skip_all("needs python3-dbusmock and python3-gi")
import session  # noqa: E402
from session import LIMIT, Agent, Bus  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
daemon.configure({"receivers.d/desk.conf": "# desk.conf - of a test\n[receiver desk]\nmembers = %s\nvia = desktop\n"
                                           % pwd.getpwuid(os.geteuid()).pw_name})
published = [OLD]


def publish(*names):
    for name in names:
        published.insert(0, entry(name, "Remiss om " + name, "Text."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()


ANY = queue.Queue()  # sessions, each when its server was handed a notice


class Server(session.Server):
    def called(self, method, arguments):
        super().called(method, arguments)
        if method == "Notify":
            ANY.put(self)


class Session:
    """A bus, a server and an agent."""

    def __init__(self, name):
        self.name = name
        self.folder = os.path.dirname(house.path("session-" + name, "x"))
        self.bus = Bus(self.folder)
        self.server = Server(self.bus, **{"org.dunstproject.cmd0": {"paused": False}})
        self.agent = None
        self.log_in()

    def log_in(self):
        self.agent = Agent(self.folder, self.bus, daemon.socket)

    def pause(self, paused):
        self.server.set("org.dunstproject.cmd0", paused=paused)

    def seen(self):
        got = []
        while not self.server.events.empty():
            got.append(self.server.events.get())
        return got


def parcel(name):
    return [p for p in daemon.ask("outbox", all=True, limit=1000)["parcels"] if p["title"].endswith("Remiss om " + name)][0]


def until(condition):
    """Whatever is told wakes it: the daemon's own stream of events."""
    with daemon.client() as client:
        client.ask("follow", desktop=False)
        while not condition():
            client.receive()


def shown(name):
    """The session whose server has it, and the notice."""
    ANY.get(timeout=LIMIT)
    until(lambda: parcel(name)["state"] == "delivered")
    got = [(s, n) for s in (a, b) for n in s.seen() if not isinstance(n, tuple)]
    tap.equal(1, len(got), "%s: shown once, in one of the sessions" % name)
    tap.has("Remiss om " + name, got[0][1].title, "its title")
    return got[0]


def state_of(name):
    """The number and state of its alert."""
    one = [x for x in daemon.ask("alerts", all=True, limit=1000)["alerts"] if x["title"].endswith("Remiss om " + name)][0]
    return one["id"], one["state"]


def once():
    publish("ett")
    one, n = shown("ett")
    one.server.act(n.id, "ack")
    until(lambda: state_of("ett")[1] == "acked")
    tap.equal(("close", n.id), one.server.wait(), "acknowledged there: it goes")
    publish("två")
    one, n = shown("två")
    tap.equal(0, ctl(daemon, "ack", state_of("två")[0]).returncode, "acknowledged at a terminal")
    tap.equal(("close", n.id), one.server.wait(), "it goes from the desktop")


def do_not_disturb():
    """Each in its turn: what comes is shown in the other one, once the daemon has been told."""
    for paused, free in ((a, b), (b, a)):
        paused.pause(True)
        for n in range(3):
            publish("ro-%s-%d" % (paused.name, n))
            where, _ = shown("ro-%s-%d" % (paused.name, n))
        tap.ok(where is free, "not to be disturbed in one session: it comes in the other")
        paused.pause(False)


def restarts():
    daemon.ask("ack", alert=state_of("ro-b-2")[0])  # answered when all before it is on disk
    daemon.kill()
    a.seen(), b.seen()
    daemon.start()
    publish("fem")
    shown("fem")
    a.server.stop()
    a.server = Server(a.bus, first=1000)
    publish("sex")
    shown("sex")
    a.bus.stop()
    b.bus.stop()
    publish("sju")
    tap.equal("waiting", parcel("sju")["state"], "no bus in either: it waits")
    for s in (a, b):
        s.bus.start()
        s.server = Server(s.bus)
    shown("sju")


def login():
    for s in (a, b):
        tap.equal(0, s.agent.stop(), "logged out")
        s.seen()
    publish(*["natt-%d" % n for n in range(8)])
    a.log_in()
    until(lambda: parcel("natt-0")["state"] == "delivered")
    n = a.server.wait()
    ANY.get(timeout=LIMIT)
    tap.equal("8 nya aviseringar", n.title, "logged in: one summary of what came meanwhile")
    tap.equal([], a.seen(), "and nothing else")
    b.log_in()
    publish("morgon")
    shown("morgon")


daemon.start()
daemon.poll()
a, b = Session("a"), Session("b")
try:
    once()
    do_not_disturb()
    restarts()
    login()
finally:
    for one in (a, b):
        one.agent.process.kill()
        one.bus.stop()
whole.done()
