# desktop-real.py - what desktop-real-t.sh does within its session
# SPDX-License-Identifier: MIT
import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import LIMIT, alert, folder  # noqa: E402
from session import Agent, Daemon  # noqa: E402
from tap import done_testing, equal, ok, skip  # noqa: E402

sys.argv[0] = "desktop-real-t.sh"
TMP = folder()


class Here:
    """The bus of dbus-run-session."""
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]


def start_display():
    """Xvfb picks a free number and tells it when it is ready."""
    ours, its = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(its), "-screen", "0", "900x700x24",
         "-nolisten", "tcp"], pass_fds=[its], stderr=subprocess.DEVNULL)
    os.close(its)
    with os.fdopen(ours) as file:
        os.environ["DISPLAY"] = ":" + file.readline().strip()
    return display


def dunst_command():
    path = os.path.join(TMP, "dunstrc")
    with open(path, "w") as file:
        file.write("[global]\nwidth = 640\nheight = 400\norigin = top-left\n"
                   "offset = 20x20\nnotification_limit = 9\nfont = Sans 11\n"
                   "show_indicators = yes\nword_wrap = yes\nmarkup = full\n"
                   "frame_width = 2\nstack_duplicates = no\nsort = no\nformat = <b>%s</b>\\n%b\n"
                   "[urgency_low]\ntimeout = 0\n[urgency_normal]\ntimeout = 0\n")  # however slow the machine is
    return ["dunst", "-config", path]


def dunstctl(*words):
    return subprocess.run(["dunstctl", *words], capture_output=True,
                          timeout=LIMIT, text=True).stdout.strip()


def parcel(number, **members):
    return {"parcel": alert(None, id="A.P%d.1" % number, parcel="P%d" % number,
                            alert="A%d" % number, **members)}


def check(daemon):
    daemon.follow()
    daemon.send(
        parcel(1, title="Remiss: svara senast 30 november 2026 – Remiss om "
               "nära vård", text="Västra Götalandsregionen <b>vill</b> ha svar "
               "på remissen om nära vård & omsorg.\n\nSvara senast den 30 "
               "november 2026 klockan 12.00."),
        parcel(2, title="Avtalet om laboratorietjänster löper ut om tre "
               "veckor", priority="critical", event="deadline.due",
               text="”Avtalet löper ut den 13 december 2026.”"),
        parcel(3, title="Flödet vgr-press svarar inte", priority="low",
               event="feed.failing", text="404 sedan i går."))
    equal(["P1", "P2", "P3"], [daemon.shown() for _ in range(3)],
          "dunst took three")
    equal("3", until_count("3"), "and shows them")
    picture = picture_of("desktop")
    ok(drawn(picture) > 20000, "a picture of it: desktop.png")
    daemon.send({"parcel": dict(parcel(2, title="Avtalet är förlängt")
                                ["parcel"], id="A.P4.1", parcel="P4")})
    equal("P4", daemon.shown(), "news of the second")
    equal("3", until_count("3"), "replaced, not added")
    daemon.send({"close": "A1"}, {"close": "A3"}, parcel(5))
    equal("P5", daemon.shown(), "closed elsewhere")
    equal("2", until_count("2"), "they are gone")
    history = json.loads(dunstctl("history") or "{}")
    titles = [one["summary"]["data"] for one in history.get("data", [[]])[0]]
    ok("Flödet vgr-press svarar inte" in titles, "and in dunst's history")
    dunstctl("close-all")
    daemon.send(*[parcel(n, title="Nummer %d" % n) for n in range(10, 18)])
    for _ in range(8):
        daemon.shown()
    equal("1", until_count("1"), "eight are one summary")
    dunstctl("action", "0")
    equal("8", until_count("8"), "which opens into eight")


def until_count(wanted):
    """dunst shows what it was handed when its loop comes round."""
    for _ in range(2000):
        seen = dunstctl("count", "displayed")
        if seen == wanted:
            break
    return seen


def followed(daemon):
    """The next follow, behind what it says of the notices that were looked at."""
    asked = {}
    while asked.get("do") != "follow":
        asked = daemon.line()
        daemon.send({"ok": True})
    return asked


def check_disturb(daemon):
    """dunst's own switch, as its user has it."""
    dunstctl("set-paused", "true")
    equal(True, followed(daemon).get("locked"), "paused: the daemon is told to keep what comes")
    dunstctl("set-paused", "false")
    equal(None, followed(daemon).get("locked"), "and when it no longer is")


def picture_of(name):
    path = os.path.join(TMP, name + ".png")
    subprocess.run(["import", "-window", "root", path], timeout=LIMIT, check=True, env={**os.environ, "PATH": "/usr/bin:/bin"})
    return path


def drawn(path):
    """How many of its pixels are not as the empty screen's."""
    done = subprocess.run(["compare", "-metric", "AE", BLANK, path, "null:"], capture_output=True, text=True, timeout=LIMIT,
                          env={**os.environ, "PATH": "/usr/bin:/bin"})
    return int(float(done.stderr.split()[0]))


def until_drawn(name, wanted):
    """A window fades in and out: until wanted holds, for a while."""
    for _ in range(100):
        path = picture_of(name)
        if wanted(drawn(path)):
            break
    return drawn(path)


TWO = 70000  # pixels: more than one notice of Xfce's has, and fewer than two


def check_xfce(daemon, name="xfce4-notifyd"):
    """Which cannot be asked what it shows: by its picture.

    notification-daemon was tried, too: without a compositor it draws its windows by halves, so a picture proves nothing.
    """
    stays = {"priority": "critical", "event": "deadline.due"}  # however slow the machine is
    daemon.follow()
    daemon.send(
        parcel(1, **stays, title="Remiss: <b>svara</b> senast 30 november 2026", text="Västra Götalandsregionen <i>vill</i> ha "
               "svar på remissen om nära vård & omsorg.\n\nSvara senast klockan 12.00."),
        parcel(2, title="Avtalet om laboratorietjänster löper ut", **stays,
               text="”Avtalet löper ut den 13 december 2026.”"))
    equal(["P1", "P2"], [daemon.shown() for _ in range(2)], name + " took two")
    both = until_drawn(name, lambda n: n > TWO)
    ok(both > TWO, "and shows them: %d pixels, %s.png" % (both, name))
    daemon.send({"parcel": dict(parcel(2, **stays, title="Avtalet är förlängt")["parcel"], id="A.P4.1", parcel="P4")})
    equal("P4", daemon.shown(), "news of the second takes its place")
    daemon.send({"close": "A2"}, {"close": "A1"}, parcel(5, **stays, title="Den sista"))
    equal("P5", daemon.shown(), "both are taken elsewhere, another one comes")
    one = until_drawn(name + "-one", lambda n: 0 < n < TWO)
    ok(0 < one < TWO, "they are gone, it is there: %d pixels" % one)
    daemon.send({"close": "A5"}, *[parcel(n, **stays, title="Nummer %d" % n) for n in range(10, 18)])
    for _ in range(8):
        daemon.shown()
    many = until_drawn(name + "-many", lambda n: 0 < n < TWO)
    ok(0 < many < TWO, "eight are one summary: %d pixels" % many)


def run(name, command, check):
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["gdbus", "wait", "--session", "--timeout", str(LIMIT), "org.freedesktop.Notifications"], timeout=2 * LIMIT)
    daemon = Daemon(TMP)
    agent = Agent(TMP, Here, daemon.path)
    try:
        check(daemon)
        equal(0, agent.stop(), name + ": TERM ends it")
    finally:
        agent.process.kill()
        daemon.hang_up()
        daemon.stop()
        equal(None, server.poll(), name + " has not crashed")
        server.kill()
        server.wait(LIMIT)
    subprocess.run(["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.ListNames"], stdout=subprocess.DEVNULL, timeout=LIMIT)  # it has seen that it is gone


def dunst(daemon):
    check(daemon)
    check_disturb(daemon)


XFCE = glob.glob("/usr/lib/*/xfce4/notifyd/xfce4-notifyd")
display = start_display()
try:
    BLANK = picture_of("blank")
    run("dunst", dunst_command(), dunst)
    if XFCE:
        run("xfce4-notifyd", XFCE, check_xfce)
    else:
        skip("it is not installed", "xfce4-notifyd")
    with open(os.path.join(TMP, "agent.log")) as log:
        equal("", log.read(), "the agents had nothing to complain of")
finally:
    display.kill()
done_testing()
