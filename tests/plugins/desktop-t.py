# desktop-t.py - bevakad-desktop between a scripted daemon and dbusmock's servers
# SPDX-License-Identifier: MIT
import datetime
import importlib.util
import os
import sys
import zoneinfo

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import BUILDDIR, alert, digest, folder  # noqa: E402
from tap import diag, done_testing, equal, has, ok, skip_all  # noqa: E402

if not os.path.exists(os.path.join(BUILDDIR, "bevakad-desktop")):
    skip_all("bevakad-desktop is not built (--enable-desktop)")
try:
    from session import ALL, Agent, Bus, Daemon, Gone, Login, Saver, Server
except ImportError as fault:
    skip_all("needs python3-gi: %s" % fault)
if importlib.util.find_spec("dbusmock") is None:
    skip_all("needs python3-dbusmock")

TMP = folder()
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
count = 0


def parcel(name="A17", **members):
    """A parcel with an id of its own."""
    global count
    count += 1
    one = alert(None, id="%s.P%d.1795334400" % (name, count), alert=name,
                parcel="P%d" % count, **members)
    one["receiver"].pop("mail")
    return {"parcel": one}


def show(daemon, server, one):
    """Sends it; gives what the server saw."""
    daemon.send(one)
    notice = server.wait()
    equal(one["parcel"]["parcel"], daemon.shown(), "shown is told: %s"
          % one["parcel"]["alert"])
    return notice


def check_one(daemon, server):
    """Complaint 36: markup is asked for, never assumed, and titles are text."""
    equal({"do": "follow", "desktop": True}, daemon.follow(), "follow")
    n = show(daemon, server, parcel(
        text="Remiss: svara senast 30 november 2026\n\nVGR & <b>VästKom</b>\n"
             "https://www.example.org/remiss?id=42\n"))
    equal("Remiss: svara senast 30 november 2026", n.title, "title")
    equal("VGR &amp; &lt;b&gt;VästKom&lt;/b&gt;", n.body,
          "body: escaped, without title and link again")
    equal({"default": "Öppna", "ack": "Kvittera", "snooze": "Påminn senare",
           "done": "Klar"}, n.actions, "actions in Swedish, LANG=C")
    equal((0, "Bevakad", -1), (n.replaces, n.app, n.expires), "a new one")
    equal((1, "x-bevakad.item", "bevakad-desktop", "bevakad-A17", True),
          tuple(n.hints.get(k) for k in (
              "urgency", "category", "desktop-entry", "x-dunst-stack-tag",
              "resident")), "hints")
    again = show(daemon, server, parcel(title="Ändrad", priority="critical",
                                        event="deadline.due"))
    equal((n.id, "Ändrad", 2, "x-bevakad.deadline"),
          (again.replaces, again.title, again.hints["urgency"],
           again.hints["category"]), "replaces its earlier notice")
    low = show(daemon, server, parcel("A18", priority="low", link=None,
                                      event="feed.failing"))
    equal((0, 0, "x-bevakad.feed"), (low.replaces, low.hints["urgency"],
                                     low.hints["category"]), "another alert")
    ok("default" not in low.actions, "no link, nothing to open")
    d = show(daemon, server, parcel("A19", **digest(9)))
    equal(("x-bevakad.deadline", "Sammandrag: 2 tidsfrister (närmast 30 november 2026), 1 ny"),
          (d.hints["category"], d.title), "a digest")
    lines = d.body.split("\n")
    equal("• 2026-11-30 Remiss 0 &amp; &lt;b&gt;", lines[0], "the days first, and what it is")
    has("till", lines[-1], "how many more there are")
    for link in ("javascript:alert(1)", "file:///etc/passwd", "https://",
                 "https://a b", "HTTP", "https://x/\n" + "y",
                 "https://" + "x" * 3000):
        n = show(daemon, server, parcel("A19", link=link))
        ok("default" not in n.actions, "not opened: %.20s" % ascii(link))
    n = show(daemon, server, parcel("A19", link="HTTPS://example.org/å"))
    ok("default" in n.actions, "opened: https, with å")
    n = show(daemon, server, parcel(
        "A20", title="rad\r\nett\u202e\x07 " + "å" * 300,
        text="\n".join("rad %d " % n + "x" * 90 for n in range(50))))
    ok(n.title.startswith("rad ett å") and len(n.title) == 200 and
       n.title[-1] == "…", "title: one line, cut")
    ok(n.body.count("\n") <= 5 and len(n.body) <= 410 and n.body[-1] == "…",
       "body: few lines, cut")


def check_actions(daemon, server):
    n = show(daemon, server, parcel("A30"))
    server.act(n.id, "ack")
    equal({"do": "ack", "alert": "A30"}, daemon.line(), "ack")
    daemon.send({"ok": True})
    equal(("close", n.id), server.wait(), "and the notice goes")
    n = show(daemon, server, parcel("A31"))
    equal(0, n.replaces, "what was closed is not replaced")
    server.act(n.id, "snooze")
    asked = daemon.line()
    now = datetime.datetime.now(ZONE)
    eight = (now + datetime.timedelta(days=1)).replace(
        hour=8, minute=0, second=0, microsecond=0)
    equal({"do": "snooze", "alert": "A31", "until": eight.astimezone(
        datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}, asked,
        "snooze until tomorrow at eight, local time")
    daemon.send({"ok": True, "until": asked["until"]})
    equal(("close", n.id), server.wait(), "and the notice goes")
    n = show(daemon, server, parcel("A32"))
    server.act(n.id, "done")
    equal({"do": "done", "alert": "A32"}, daemon.line(), "done")
    daemon.send({"ok": False, "why": "inte <din>\navisering", "code": 1})
    said = server.wait()
    equal(("Det gick inte", "inte &lt;din&gt; avisering"),
          (said.title, said.body), "refused: said, and the notice stays")
    daemon.send({"close": "A32"}, {"close": "A999"}, {"log": {}}, {"new": 1})
    equal(("close", n.id), server.wait(), "closed when taken elsewhere")
    n = show(daemon, server, parcel("A33"))
    server.dismiss(n.id)
    equal({"do": "seen", "alert": "A33"}, daemon.line(), "dismissed: seen")
    daemon.send({"ok": True})
    server.act(n.id, "ack")  # too late: nothing may come of it
    n = show(daemon, server, parcel("A33"))
    equal(0, n.replaces, "dismissed: a new one")


def check_link(daemon, server):
    fifo = os.path.join(TMP, "opened")
    os.mkfifo(fifo)
    applications = os.path.join(TMP, "data", "applications")
    os.makedirs(applications)
    with open(os.path.join(TMP, "open.sh"), "w") as file:
        file.write('#!/bin/sh\nprintf "%%s" "$1" >%s\n' % fifo)
    os.chmod(os.path.join(TMP, "open.sh"), 0o755)
    with open(os.path.join(applications, "test.desktop"), "w") as file:
        file.write("[Desktop Entry]\nType=Application\nName=t\nExec=%s %%u\n"
                   "MimeType=x-scheme-handler/https;\n"
                   % os.path.join(TMP, "open.sh"))
    with open(os.path.join(applications, "mimeapps.list"), "w") as file:
        file.write("[Default Applications]\n"
                   "x-scheme-handler/https=test.desktop\n")
    n = show(daemon, server, parcel("A40"))
    server.act(n.id, "default")
    with open(fifo) as file:
        equal("https://www.example.org/remiss?id=42", file.read(),
              "the link is opened")
    equal({"do": "seen", "alert": "A40"}, daemon.line(), "opened: seen")
    daemon.send({"ok": True})


def check_many(daemon, server):
    """Complaint 33 and 35: what waited is one summary, with the first titles."""
    many = [parcel("A%d" % n, title="Nr %d & co" % n, **({
        "priority": "critical", "event": "deadline.due"} if n == 57 else {
            "priority": "normal"})) for n in range(50, 59)]
    many.insert(0, parcel("A50", title="Äldre"))
    daemon.send(*many)
    ids = [daemon.shown() for _ in many]
    n = server.wait()
    equal(("9 nya aviseringar", 2, {"default": "Visa alla",
                                    "all": "Visa alla"}),
          (n.title, n.hints["urgency"], n.actions), "one summary")
    equal("• Nr 57 &amp; co\n• Nr 50 &amp; co\n• Nr 51 &amp; co\n"
          "• Nr 52 &amp; co\n• Nr 53 &amp; co\noch 4 till", n.body,
          "most urgent first")
    equal({one["parcel"]["parcel"] for one in many}, set(ids), "all are shown")
    server.act(n.id, "all")
    each = [server.wait() for _ in range(9)]
    equal(["Nr %d & co" % i for i in range(50, 59)],
          [one.title for one in each], "and each when it is asked for")
    equal(("close", n.id), server.wait(), "then the summary goes")
    server.act(each[3].id, "ack")
    equal({"do": "ack", "alert": "A53"}, daemon.line(), "with its actions")
    daemon.send({"ok": True})
    equal(("close", each[3].id), server.wait(), "that work")
    few = [parcel("A%d" % n) for n in range(60, 65)]
    daemon.send(*few)
    for one in few:
        ok("ack" in server.wait().actions, "five come one by one")
    equal([one["parcel"]["parcel"] for one in few],
          [daemon.shown() for _ in few], "and are told")
    daemon.send(parcel("A70"), parcel("A71"), {"close": "A70"})
    equal("A71", server.wait().hints["x-dunst-stack-tag"][8:],
          "closed before it was shown: not shown")
    daemon.shown(), daemon.shown()


def check_urgency(daemon, server):
    days = [{"id": "D1", "end": "2026-11-30"}]
    for urgency, members in (
            (0, {"priority": "low", "event": "deadline.due"}),
            (1, {"priority": "normal", "event": "deadline.due"}),
            (1, {"priority": "high", "event": "deadline.due"}),
            (2, {"priority": "critical", "event": "deadline.due"}),
            (2, {"priority": "critical", "event": "alert.escalated", "deadlines": days}),
            (1, {"priority": "critical", "event": "alert.escalated"}),
            (1, {"priority": "critical", "event": "deadline.moved", "deadlines": days}),
            (1, {"priority": "critical", "event": "item.new", "deadlines": days}),
            (1, {"priority": "critical", "event": "feed.failing"}),
            (1, {"priority": "odd", "event": "deadline.due"})):
        n = show(daemon, server, parcel("A45", **members))
        equal(urgency, n.hints["urgency"], "urgency: %(priority)s, %(event)s" % members)


def check_summary_closed(daemon, server):
    """Acknowledged elsewhere: out of the summary, which goes with the last."""
    many = [parcel("A%d" % n) for n in range(200, 206)]
    daemon.send(*many)
    summary = server.wait()
    for _ in many:
        daemon.shown()
    daemon.send({"close": "A200"})
    server.act(show(daemon, server, parcel("A210")).id, "ack")
    daemon.line(), daemon.send({"ok": True})
    server.wait()  # so that A200 was read, too
    server.act(summary.id, "default")
    equal(["bevakad-A%d" % n for n in range(201, 206)],
          [server.wait().hints["x-dunst-stack-tag"] for _ in range(5)], "taken elsewhere: left out of the summary")
    equal(("close", summary.id), server.wait(), "which goes when it has been opened")
    many = [parcel("A%d" % n) for n in range(220, 226)]
    daemon.send(*many)
    summary = server.wait()
    for _ in many:
        daemon.shown()
    daemon.send(*[{"close": "A%d" % n} for n in range(220, 226)])
    equal(("close", summary.id), server.wait(), "taken elsewhere, all of them: the summary goes")


def complaint_33_old_pings_and_shown_still_though_read_elsewhere(daemon, server):
    old = [parcel("A%d" % n) for n in range(230, 250)]
    daemon.hang_up()
    daemon.follow()
    daemon.send(*old)
    summary = server.wait()
    equal("20 nya aviseringar", summary.title, "33: a newly opened machine: one summary")
    for _ in old:
        daemon.shown()
    daemon.send(*[{"close": "A%d" % n} for n in range(230, 250)])
    equal(("close", summary.id), server.wait(), "33: read elsewhere: it goes")
    n = show(daemon, server, parcel("A250"))
    daemon.send({"close": "A250"})
    equal(("close", n.id), server.wait(), "33: so does a single one")
    n = show(daemon, server, parcel("A251"))
    daemon.hang_up()
    daemon.follow()
    equal("A251", daemon.standing[0], "33: what stands here is told to a new daemon")
    ok("A250" not in daemon.standing, "33: what is gone is not")
    daemon.send({"close": "A251"})
    equal(("close", n.id), server.wait(), "33: which closes what was read meanwhile")


def complaint_34_the_agent_dies_or_loses_without_a_bus(bus):
    """It is there before the bus is; what waits is taken when it has come."""
    path = os.path.join(TMP, "late")
    os.mkdir(path)
    late = Daemon(path)
    bus.stop()
    agent = Agent(TMP, bus, late.path)
    bus.start()
    server = Server(bus)
    equal({"do": "follow", "desktop": True}, late.follow(), "34: started without a bus, it waits for one")
    n = show(late, server, parcel("A260"))
    equal("bevakad-A260", n.hints["x-dunst-stack-tag"], "34: and nothing is lost")
    equal(0, agent.stop(), "TERM ends it")
    late.hang_up()
    late.stop()
    server.stop()


def complaint_35_missed_while_locked_or_away(daemon, server):
    saver = Saver(server.bus, True)  # locked already when it comes
    locked = {"do": "follow", "desktop": True, "locked": True}
    equal(locked, daemon.line(), "35: locked: the daemon is told to keep what comes")
    daemon.send({"ok": True}, parcel("A270"))  # sent before it was read
    saver.say(False)
    equal({"do": "follow", "desktop": True}, daemon.line(), "35: unlocked: it asks for what waits")
    many = [parcel("A%d" % n) for n in range(270, 277)]
    daemon.send({"ok": True}, *many)
    n = server.wait()
    equal("7 nya aviseringar", n.title, "35: which is one summary, and nothing came before it")
    equal([one["parcel"]["parcel"] for one in many], [daemon.shown() for _ in many], "35: and is told as shown then")
    saver.say(True)
    equal(locked, daemon.line(), "35: locked again")
    daemon.send({"ok": True}, {"close": "A270"})
    daemon.hang_up()
    equal(locked, daemon.follow(), "35: a new daemon is told so, too")
    saver.stop()
    equal({"do": "follow", "desktop": True}, daemon.line(), "35: a screen saver that dies locks nobody out")
    daemon.send({"ok": True})
    n = show(daemon, server, parcel("A280"))
    server.closed(n.id, 1)
    server.closed(show(daemon, server, parcel("A281")).id, 3)
    server.closed(show(daemon, server, parcel("A282")).id, 4)
    server.dismiss(show(daemon, server, parcel("A283")).id)
    equal({"do": "seen", "alert": "A283"}, daemon.line(), "35: expired, closed by a call, undefined: not seen; dismissed is")
    daemon.send({"ok": True})
    equal(0, show(daemon, server, parcel("A280")).replaces, "35: what expired comes as a new one")


def complaint_35_do_not_disturb_and_lockers_that_are_on_no_bus(bus, server):
    """What the server is told not to show, and a locker that only logind hears of, wait like what comes behind a lock."""
    server.stop()
    path = os.path.join(TMP, "35")
    os.mkdir(path)
    system, daemon = Bus(path), Daemon(path)
    login = Login(system, True)
    locked, free = {"do": "follow", "desktop": True, "locked": True}, {"do": "follow", "desktop": True}
    notifications, dunst = "org.freedesktop.Notifications", "org.dunstproject.cmd0"
    server = Server(bus, **{notifications: {"Inhibited": False}, dunst: {"paused": False}})
    agent = Agent(TMP, bus, daemon.path, DBUS_SYSTEM_BUS_ADDRESS=system.address)

    def told(wanted, sentence):
        equal(wanted, daemon.line(), "35: " + sentence)
        daemon.send({"ok": True})

    asked = daemon.follow()
    if asked == free:  # the answer of logind came after
        told(locked, "locked, says logind alone")
    else:
        equal(locked, asked, "35: locked, says logind alone")
    login.say(False)
    told(free, "unlocked")
    server.set(dunst, paused=True)
    told(locked, "dunst is paused")
    server.set(notifications, Inhibited=True)
    server.set(dunst, paused=False)
    login.say(True)
    server.set(notifications, Inhibited=False)
    login.say(False)
    told(free, "free when all of them say so, and not before")
    server.set(notifications, Inhibited=True)
    told(locked, "not to be disturbed")
    server.set(notifications, Inhibited=False)
    told(free, "and again")
    many = [parcel("A%d" % n) for n in range(310, 317)]
    daemon.send(*many)
    equal("7 nya aviseringar", server.wait().title, "35: what waited is one summary")
    for _ in many:
        daemon.shown()
    login.say(True)
    told(locked, "locked")
    login.stop()
    told(free, "logind away: nobody is locked out")
    system.stop()
    n = show(daemon, server, parcel("A320"))
    equal("bevakad-A320", n.hints["x-dunst-stack-tag"], "35: the system's bus away: the agent goes on")
    equal(0, agent.stop(), "TERM ends it")
    daemon.hang_up()
    daemon.stop()
    return server


def complaint_36_many_feeds_in_one_popup_and_markup_shown_raw(bus, server):
    """By what the server can do: never assumed."""
    server.stop()
    path = os.path.join(TMP, "36")
    os.mkdir(path)
    daemon = Daemon(path)
    title, text = "<b>Remiss</b> & svar", "<i>a & b</i>"
    for can, body in ((ALL, "&lt;i&gt;a &amp; b&lt;/i&gt;"), (["body", "actions"], text)):
        server = Server(bus, can)
        agent = Agent(TMP, bus, daemon.path)
        daemon.follow()
        n = show(daemon, server, parcel("A290", title=title, text=text))
        equal((title, body), (n.title, n.body), "36: markup is text, with %s" % can)
        equal("persistence" in can, n.hints.get("resident", False), "36: resident only where notices persist: %s" % can)
        many = [parcel("A%d" % i, title=title, feed={"name": "f%d" % i, "title": "F"}) for i in range(291, 300)]
        daemon.send(*many)
        n = server.wait()
        equal(("9 nya aviseringar", "och 4 till"), (n.title, n.body.split("\n")[-1]), "36: many feeds: one popup, the first titles and how many more")
        equal("body-markup" not in can, n.body.startswith("• " + title), "36: its titles are text, too")
        for _ in many:
            daemon.shown()
        equal(0, agent.stop(), "TERM ends it")
        daemon.hang_up()
        server.stop()
    daemon.stop()


def check_reconnect(daemon, server):
    """Complaint 34: the daemon or the session away: nothing is lost."""
    one = parcel("A80")
    n = show(daemon, server, one)
    daemon.hang_up()
    daemon.follow()
    daemon.send(one)
    equal(one["parcel"]["parcel"], daemon.shown(), "comes again: told as shown")
    ok("A80" in daemon.standing, "asked: is what stands here taken?")
    n2 = show(daemon, server, parcel("A81"))
    ok(n2.hints["x-dunst-stack-tag"] == "bevakad-A81", "but not shown again")
    daemon.hang_up()
    daemon.stop()
    server.act(n.id, "ack")  # nobody there to hear it
    daemon.listen()
    daemon.follow()
    asked = daemon.line()
    equal({"do": "ack", "alert": "A80"}, asked, "kept for the next daemon")
    daemon.hang_up()  # which goes before it answers
    daemon.follow()
    equal(asked, daemon.line(), "and the next")
    daemon.send({"ok": True})
    equal(("close", n.id), server.wait(), "until one has answered")
    for bad, sentence in ((b"x" * (5 << 20), "a line without end"),
                          (b"[]\n", "a list"), (b"{\n", "half an object"),
                          (b"\xff\xfe\n", "no UTF-8"),
                          (b"[" * 50000 + b"\n", "a deep one"),
                          (b"\n", "an empty one")):
        try:
            daemon.connection.sendall(bad)
            daemon.line()
            ok(False, "dropped: " + sentence)
        except (Gone, OSError):
            ok(True, "dropped: " + sentence)
        daemon.hang_up()
        daemon.follow()
        show(daemon, server, parcel("A82"))  # well again: short pauses
    for bad in ({"parcel": 7}, {"parcel": {}}, {"parcel": {"id": "x y"}},
                {"close": 7}, {"ok": True}, {"ok": 1}, {"parcel": {
                    "id": "P", "alert": "A", "title": 7, "deadlines": 3}}):
        daemon.send(bad)
    equal("P", daemon.shown(), "odd objects: what can be shown is")
    server.wait()
    daemon.hang_up()
    daemon.accept()
    daemon.line()
    daemon.send({"ok": False, "why": "okänd användare", "code": 1})
    daemon.follow()
    ok(True, "refused: asks again later")


def check_server_gone(daemon, server, bus):
    n = show(daemon, server, parcel("A90"))
    server.stop()
    one = parcel("A91")
    try:
        daemon.send(one)
        daemon.line()
        ok(False, "no server: not told as shown")
    except (Gone, OSError):
        ok(True, "no server: the connection is dropped")
    server = Server(bus, ["body"], first=n.id)
    daemon.hang_up()
    daemon.follow()
    n = show(daemon, server, one)
    equal({}, n.actions, "another server: capabilities are asked anew")
    has("bevakactl ack A91", n.body, "without actions: the command")
    has("https://www.example.org/remiss?id=42", n.body, "and the link")
    n = show(daemon, server, parcel("A90", text="<i>a & b</i>"))
    equal(0, n.replaces, "ids of the old server are void")
    ok(n.body.startswith("<i>a & b</i>\n"), "without markup: as it stands")
    daemon.send(*[parcel("A%d" % i) for i in range(95, 101)])
    n = server.wait()
    equal("\noch 1 till\nbevakactl alerts", n.body[-28:], "summary too")
    for _ in range(6):
        daemon.shown()
    server.stop()
    return server


def check_bus_gone(daemon, bus):
    bus.stop()
    try:
        daemon.line()
        ok(False, "without a bus the daemon is left")
    except (Gone, OSError):
        ok(True, "without a bus the daemon is left")
    daemon.hang_up()
    bus.start()
    server = Server(bus, ["actions"])
    daemon.follow()
    n = show(daemon, server, parcel("A110"))
    equal("", n.body, "a new bus; a server without bodies")
    return server


def check_languages(daemon, bus, server):
    for environment, label in (
            ({"LANGUAGE": "en"}, "Acknowledge"),
            ({"LANG": "sv_SE.UTF-8"}, "Kvittera"),
            ({"LANG": "", "LC_ALL": "POSIX"}, "Kvittera"),
            ({"LANG": "de_DE.UTF-8"}, "Kvittera"),
            ({"LANG": "C.UTF-8", "LANGUAGE": ""}, "Kvittera")):
        while not server.events.empty():
            server.wait()  # the one before took its notices away
        agent = Agent(TMP, bus, daemon.path, **environment)
        daemon.follow()
        n = show(daemon, server, parcel("A120"))
        equal(label, n.actions["ack"], "language by %r" % (environment,))
        equal(0, agent.stop(), "TERM ends it")
        daemon.hang_up()


def main():
    bus = Bus(TMP)
    server = Server(bus)
    daemon = Daemon(TMP)
    agent = Agent(TMP, bus, daemon.path)
    try:
        check_one(daemon, server)
        check_actions(daemon, server)
        check_link(daemon, server)
        check_many(daemon, server)
        check_urgency(daemon, server)
        check_summary_closed(daemon, server)
        complaint_33_old_pings_and_shown_still_though_read_elsewhere(daemon, server)
        complaint_35_missed_while_locked_or_away(daemon, server)
        check_reconnect(daemon, server)
        check_server_gone(daemon, server, bus)
        server = check_bus_gone(daemon, bus)
        equal(0, agent.stop(), "TERM ends it")
        daemon.hang_up()
        check_languages(daemon, bus, server)
        server = complaint_35_do_not_disturb_and_lockers_that_are_on_no_bus(bus, server)
        complaint_36_many_feeds_in_one_popup_and_markup_shown_raw(bus, server)
        complaint_34_the_agent_dies_or_loses_without_a_bus(bus)
        with open(agent.log) as log:
            ok("runtime error" not in log.read(), "nothing for a sanitizer")
    except BaseException as fault:
        ok(False, "%s: %s" % (type(fault).__name__, fault))
        diag("agent: %s" % agent.process.poll())
        with open(agent.log) as log:
            diag(log.read()[-3000:])
        raise
    finally:
        agent.process.kill()
        bus.stop()


main()
done_testing()
