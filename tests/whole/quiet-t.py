# quiet-t.py - the real daemon over a weekend: held, a digest, who stands in
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, Recorder, entry, rss, settings  # noqa: E402
from travel import Clock  # noqa: E402
from whole import tap  # noqa: E402

RECEIVERS = """# desk.conf - of a test
[period natt-och-helg]
closed = weekdays 17:00-07:30, sat, sun, holidays

[digest morgon]
at = workdays 07:45

[receiver desk]
via = recorder
quiet = natt-och-helg

[receiver vard]
title = Vården
members = anna
mail = anna@kommun.example
via = recorder, skylt
digest = morgon

[receiver bo]
members = bo
mail = bo@kommun.example
via = recorder

[group alla]
receivers = desk, vard

[notifier skylt]
program = desktop
"""
RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*
deadline = remiss
to = alla
"""

house = whole.House()
clock = Clock(house, "2027-03-19T15:00:00Z")  # Friday 16:00
site = house.site(today="2027-03-19")
site.put(0, "/rss.xml", rss([OLD]))
recorder = Recorder(house)
conf = settings(house, recorder, {"nytt": "url = %s/rss.xml" % site.url})
conf["receivers.d/desk.conf"] = RECEIVERS
conf["rules.d/remisser.conf"] = RULES
daemon = house.daemon(conf, environment=clock.environment)


def at(instant):
    """Restarted, since the loop looks at the wall clock every few seconds only."""
    clock.go(instant)
    if daemon.process is not None:
        daemon.stop()
    daemon.start()
    daemon.ask("settle")


seen = 0


def fresh():
    """What was told since the last call: {receiver: alert}."""
    global seen
    runs = recorder.runs()[seen:]
    seen += len(runs)
    return {a["receiver"]["name"]: a for a in runs}


daemon.start()
daemon.poll()
at("2027-03-19T18:00:00Z")  # 19:00: quiet
site.put(1, "/rss.xml", rss([REMISS, OLD]))
site.edition(1)
daemon.poll()
tap.equal({}, fresh(), "what comes on a Friday evening waits")
states = {(p["receiver"], p["notifier"]): (p["state"], p["next"], p["why"])
          for p in daemon.ask("outbox")["parcels"]}
tap.equal(("held", "2027-03-22T06:30:00Z",
           "quiet time (natt-och-helg: weekdays 17:00-07:30) until 2027-03-22 07:30"),
          states["desk", "recorder"], "held until Monday, and why")
tap.equal(("held", "2027-03-22T06:45:00Z",
           "normal is not immediate (high, critical): in the digest morgon at 2027-03-22 07:45"),
          states["vard", "recorder"], "the other for the digest")
tap.equal(3, daemon.ask("status")["status"]["outbox"]["held"], "the status counts them")
preview = whole.ctl(daemon, "digest", "preview", "vard")
tap.has("1. Tidsfrister: 1", preview.stdout, "a preview of the digest")
tap.equal([("vard", "morgon", "2027-03-22T06:45:00Z", 2)],
          [(d["receiver"], d["digest"], d["at"], d["held"]) for d in daemon.ask("digest")["digests"]],
          "and when it comes")

at("2027-03-20T12:00:00Z")
tap.equal({}, fresh(), "nothing on Saturday, over a restart")
site.put(2, "/rss.xml", rss([entry("till", "Remiss till", "Utan datum."), REMISS, OLD]))
site.edition(2)
daemon.poll()
tap.equal({}, fresh(), "nor of what comes then")

tap.has("bo stands in for anna", whole.ctl(daemon, "away", "anna", "2027-03-22", "-", "2027-03-26", "--stand-in",
                                           "bo").stdout, "anna will be away")
tap.equal(["to come"], [a["state"] for a in daemon.ask("away")["away"]], "which is seen")

daemon.kill()  # no farewell
at("2027-03-22T06:31:00Z")
told = fresh()
tap.equal(["desk"], sorted(told), "on Monday at 07:30 what was held goes out")
tap.has("hölls kvar till 2027-03-22 07:3", told["desk"]["text"], "with its age")
clock.go("2027-03-22T06:45:10Z")
at("2027-03-22T06:45:10Z")
told = fresh()
tap.equal(["vard"], sorted(told), "at 07:45 the digest")
digest = told["vard"]
tap.equal("digest", digest["event"], "it is one")
tap.equal({"deadlines": 1, "changed": 0, "new": 1, "other": 0},
          {k: digest["digest"][k] for k in ("deadlines", "changed", "new", "other")}, "of all the weekend")
tap.equal(["bo@kommun.example"], digest["receiver"]["mail"], "to who stands in")
tap.has("För anna, borta till och med 26 mars 2027.", digest["text"], "and it says for whom")
again = {p["state"] for p in daemon.ask("outbox", alert=digest["digest"]["entries"][0]["alert"])["parcels"]
         if p["receiver"] == "vard"}
tap.equal({"delivered", "bundled"}, again, "what is in it is delivered by mail, and waits in anna's on the desktop")
steps = daemon.ask("why", what=digest["digest"]["entries"][0]["alert"], receiver="vard")["explained"]["steps"]
codes = [s["code"] for s in steps]
carried = steps[codes.index("parcel.bundled")]
tap.equal(("parcel.desktop", carried["carrier"]), [(s["code"], s.get("parcel")) for s in steps][codes.index("parcel.bundled") + 1],
          "why tells what became of the one that it goes along within")
at("2027-03-22T06:46:00Z")
tap.equal({}, fresh(), "once")
tap.has("anna is back", whole.ctl(daemon, "away", "end", "anna").stdout, "anna is back")
tap.equal([], daemon.ask("away")["away"], "so nobody is away")
at("2027-03-23T06:45:00Z")
tap.equal({}, fresh(), "an empty digest is not sent")
whole.done()
