# away-t.py - who stands in sees, gets and acknowledges what the other would
# SPDX-License-Identifier: MIT
import datetime
import json
import os
import pwd
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

ANNA, BO, CIA = "nobody", "daemon", "bin"
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
daemon.configure({"receivers.d/desk.conf": "[receiver desk]\nmembers = %s\nvia = desktop\n" % ANNA})


def ask_as(user, *requests):
    who = pwd.getpwnam(user)
    run = subprocess.run([sys.executable, "-c", ASK % (who.pw_gid, who.pw_uid), house.path("control.sock")]
                         + [json.dumps(r) for r in requests],
                         stdout=subprocess.PIPE, text=True, timeout=whole.PATIENCE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def desktop(user):
    """The alerts that a session agent of the user gets now."""
    return {line["parcel"]["alert"] for line in ask_as(user, {"do": "follow", "desktop": True}) if "parcel" in line}


today = datetime.date.today()
span = {"from": str(today), "to": str(today + datetime.timedelta(days=3))}
daemon.start()
daemon.poll()
site.put(1, "/rss.xml", rss([entry("avtal", "Remiss om avtal", "Text."), REMISS, OLD]))
site.edition(1)
daemon.poll()
alerts = {a["id"] for a in daemon.ask("alerts")["alerts"]}
one = sorted(alerts)[0]
tap.equal(2, len(alerts), "two alerts for anna")
tap.equal(alerts, desktop(ANNA), "whose desktop gets them")
tap.equal(set(), desktop(BO), "and bo's does not")
tap.ok(not ask_as(BO, {"do": "ack", "alert": one})[0]["ok"], "nor may bo acknowledge")
answer = ask_as(BO, dict(span, do="away-add", user=ANNA, stand_in=BO))[0]
tap.has("only administrators", answer.get("why", ""), "bo cannot send anna away")
answer = ask_as(ANNA, dict(span, do="away-add", stand_in=BO))[0]
tap.ok(answer["ok"] and answer["state"] == "away", "anna says that she is away, and bo stands in")
tap.equal(alerts, desktop(BO), "then his desktop gets what waits for hers")
tap.equal(set(), desktop(CIA), "and nobody else's")
daemon.stop()
daemon.start()
tap.equal(alerts, desktop(BO), "over a restart, too")
tap.ok(ask_as(BO, {"do": "ack", "alert": one, "comment": "tas"})[0]["ok"], "bo acknowledges for her")
tap.equal(BO, [a["by"] for a in daemon.ask("alerts")["alerts"] if a["id"] == one][0], "in his own name")
tap.ok(not ask_as(CIA, {"do": "ack", "alert": one})[0]["ok"], "which nobody else may")
two = sorted(alerts)[1]
until = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
tap.ok(ask_as(BO, {"do": "snooze", "alert": two, "until": until})[0]["ok"], "bo snoozes for her")
tap.equal([(ANNA, until)], [(p["user"], p["next"]) for p in daemon.ask("outbox", alert=two)["parcels"]],
          "so that it comes again then, on her desktop and so on his")
alerts.remove(two)
for words, why in ((dict(span, stand_in=ANNA), "themselves"), ({"from": "x", "to": "y", "stand_in": BO}, "days are"),
                   (dict(span, user="ingen", stand_in=BO), "no receiver"), (dict(span), "stand_in"),
                   ({"from": "2020-01-01", "to": "2020-01-02", "stand_in": BO}, "over already")):
    who = words.pop("user", ANNA)
    try:
        daemon.ask("away-add", user=who, **words)
        tap.ok(False, "it is refused: " + why)
    except whole.Failed as fault:
        tap.has(why, str(fault), "it is refused: " + why)
tap.ok(ask_as(ANNA, {"do": "away-end"})[0]["ok"], "anna is back")
tap.equal(set(), desktop(BO), "and bo's desktop is his own again")
daemon.configure({"receivers.d/away.conf": "[away resa]\nuser = %s\ndays = %s - %s\nstand-in = %s\n"
                                           % (ANNA, span["from"], span["to"], BO)})
daemon.ask("reload")
daemon.ask("settle")
tap.equal(alerts, desktop(BO), "a section of the configuration says the same")
whole.done()
