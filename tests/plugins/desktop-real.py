# desktop-real.py - what desktop-real-t.sh does within its session
# SPDX-License-Identifier: MIT
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import LIMIT, alert, folder  # noqa: E402
from session import Agent, Daemon  # noqa: E402
from tap import done_testing, equal, ok  # noqa: E402

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


def start_dunst():
    path = os.path.join(TMP, "dunstrc")
    with open(path, "w") as file:
        file.write("[global]\nwidth = 640\nheight = 400\norigin = top-left\n"
                   "offset = 20x20\nnotification_limit = 9\nfont = Sans 11\n"
                   "show_indicators = yes\nword_wrap = yes\nmarkup = full\n"
                   "frame_width = 2\nstack_duplicates = no\nsort = no\nformat = <b>%s</b>\\n%b\n")
    log = open(os.path.join(TMP, "dunst.log"), "wb")
    return subprocess.Popen(["dunst", "-config", path], stdout=log, stderr=log)


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
    picture = os.path.join(TMP, "desktop.png")
    subprocess.run(["import", "-window", "root", picture], timeout=LIMIT,
                   env={**os.environ, "PATH": "/usr/bin:/bin"})
    ok(os.path.exists(picture) and os.path.getsize(picture) > 5000,
       "a picture of it: " + os.path.relpath(picture, TMP))
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


display = start_display()
dunst = start_dunst()
subprocess.run(["gdbus", "wait", "--session", "--timeout", str(LIMIT),
                "org.freedesktop.Notifications"], timeout=2 * LIMIT)
server = Daemon(TMP)
agent = Agent(TMP, Here, server.path)
try:
    check(server)
    equal(0, agent.stop(), "TERM ends it")
finally:
    agent.process.kill()
    dunst.kill()
    display.kill()
done_testing()
