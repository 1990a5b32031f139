# rights-t.py - what a user may do with what is, and is not, theirs
# SPDX-License-Identifier: MIT
"""Three callers: root, and two users of every system, by SO_PEERCRED."""
import json
import os
import pwd
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

ANNA, BO = "nobody", "daemon"
ASK = """
import json, os, socket, sys
os.setgroups([]); os.setgid(%d); os.setuid(%d)
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); f = s.makefile("rw")
for line in sys.argv[2:]:
    f.write(line + "\\n"); f.flush(); print(f.readline(), end="")
s.shutdown(socket.SHUT_WR)
print(f.read(), end="")
"""

if os.geteuid() != 0:
    tap.skip_all("needs root, to be somebody else")
house = whole.House()
os.chmod(house.folder, 0o755)
site, recorder, daemon = one_feed(house)
RECEIVERS = "".join("[receiver %s]\nmembers = %s\nvia = recorder, desktop\n" % (r, u)
                    for r, u in (("a", ANNA), ("b", BO))) + "[receiver desk]\nmembers = %s\nvia = recorder\n" % BO
RULES = ("[rule remisser]\nany = remiss*\ndeadline = remiss\nto = a, b\n"
         "[rule avtal]\nany = avtal*\nto = b\n")


def ask_as(user, *requests):
    """Every line that the user gets, after asking one after another."""
    who = pwd.getpwnam(user)
    run = subprocess.run([sys.executable, "-c", ASK % (who.pw_gid, who.pw_uid), house.path("control.sock")]
                         + [json.dumps(r) for r in requests],
                         stdout=subprocess.PIPE, text=True, timeout=whole.PATIENCE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def parcels(alert):
    return {(p["receiver"], p["notifier"]): (p["state"], p.get("next"))
            for p in daemon.ask("outbox", alert=alert)["parcels"]}


def check_see(both, other):
    lines = ask_as(ANNA, {"do": "follow", "desktop": True})
    mine = {line["parcel"]["alert"] for line in lines if "parcel" in line}
    tap.equal({both}, mine, "a desktop gets what is for its user, and no more")
    mine = [[a["id"] for a in answer["alerts"]] for user in (ANNA, BO)
            for answer in ask_as(user, {"do": "alerts", "mine": True})]
    tap.equal([[both], sorted([both, other], reverse=True)], mine, "alerts --mine, of each")
    answers = ask_as(ANNA, {"do": "follow"}, {"do": "reload"}, {"do": "poll"}, {"do": "retry"},
                     {"do": "test", "notifier": "recorder"}, {"do": "done", "deadline": "D1"})
    tap.equal([False] * 6, [a["ok"] for a in answers], "what is for administrators is not for others")
    parcel = daemon.ask("outbox", alert=other)["parcels"][0]["id"]
    tap.equal([False], [a["ok"] for a in ask_as(ANNA, {"do": "shown", "parcel": parcel})],
              "nobody settles what was sent to somebody else")


def check_touch(both, other):
    until = "2099-01-01T00:00:00Z"
    for word in ("ack", "done", "snooze"):
        answer = ask_as(ANNA, {"do": word, "alert": other, "until": until})[0]
        tap.ok(not answer["ok"], "%s: %s" % (word, answer.get("why")))
    before = parcels(both)
    tap.ok(ask_as(ANNA, {"do": "snooze", "alert": both, "until": until})[0]["ok"], "one's own may be snoozed")
    after = parcels(both)
    tap.equal(until, after[("a", "desktop")][1], "on one's own desktop")
    tap.equal({k: v for k, v in before.items() if k[0] == "b"}, {k: v for k, v in after.items() if k[0] == "b"},
              "what goes to others goes on as it was")
    tap.ok(ask_as(ANNA, {"do": "done", "alert": both})[0]["ok"], "or be done")
    states = {k: v[0] for k, v in parcels(both).items()}
    tap.equal({"withdrawn"}, {v for k, v in states.items() if k[0] == "a"}, "then it comes no more")
    tap.equal({"waiting"}, {v for k, v in states.items() if k[0] == "b"}, "but to the others")


daemon.configure({"receivers.d/desk.conf": RECEIVERS, "rules.d/remisser.conf": RULES})
daemon.start()
daemon.poll()
recorder.do("exit 75")
site.put(0, "/rss.xml", rss([REMISS, entry("avtal", "Avtal om bilar", "Text."), OLD]))
daemon.poll()
daemon.ask("settle")
found = {a["title"].split()[-1]: a["id"] for a in daemon.ask("alerts")["alerts"]}
check_see(found["vård"], found["bilar"])
check_touch(found["vård"], found["bilar"])
whole.done()
