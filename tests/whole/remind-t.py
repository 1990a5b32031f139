# remind-t.py - the real daemon at other times: reminders late, once, by any clock
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from travel import Clock  # noqa: E402
from whole import tap  # noqa: E402

OWN = """# egna.conf - of a test
[deadline svar]
title = Svar på remissen
kind = remiss
date = 2027-03-19
to = desk
remind = 10wd, 5wd, 1wd, 0d
[deadline hem]
title = Avtal om hemtjänst
kind = expiry
date = 2028-03-31
to = desk
remind = 5d
notice = 12 months
"""

house = whole.House()
clock = Clock(house, "2027-02-01T09:00:00Z")
site = house.site()
recorder = Recorder(house)
daemon = house.daemon(dict(settings(house, recorder, {"tyst": "url = %s/tyst.xml\npaused = yes" % site.url}),
                           **{"rules.d/egna.conf": OWN}), environment=clock.environment)


seen = 0


def told():
    """What was told since the last call, after the reminder has looked at the clock: [(title, due when late)]."""
    global seen
    daemon.ask("reload")  # wakes it, as its timer does each hour
    daemon.ask("settle")
    fresh = recorder.runs()[seen:]
    seen += len(fresh)
    return [(a["title"].split(" – ")[0], a.get("due")) for a in fresh]


def at(instant, wanted, what):
    """A jump while it runs; restarted, since the loop looks at the wall clock every few seconds only."""
    clock.go(instant)
    if daemon.process is not None:
        daemon.stop()
    daemon.start()
    tap.equal(wanted, told(), what)


SVAR = "Påminnelse: Remiss: svara senast 19 mars 2027"
HEM = "Påminnelse: Säg upp eller förläng senast 31 mars 2027"
daemon.start()
tap.equal([], told(), "nothing is due yet")
at("2027-03-05T05:59:00Z", [], "ten working days before, but not yet seven")
at("2027-03-05T06:00:30Z", [(SVAR, None)], "at seven, winter time")
at("2027-03-05T20:00:00Z", [], "once")
at("2027-02-01T09:00:00Z", [], "the clock is set back: nothing")
at("2027-03-05T21:00:00Z", [], "and right again: nothing twice")
daemon.kill()
clock.go("2027-03-18T11:00:00Z")
daemon.start()
tap.equal([(SVAR, None)], told(), "two fell while it was killed: the last is given, on its day")
tap.equal([], told(), "and not the other")
daemon.kill()
clock.go("2027-03-20T06:30:00Z")
daemon.start()
late = told()
tap.equal([(SVAR, "2027-03-19")], late, "its day passed while it was killed: told late")
at("2027-03-26T12:00:00Z", [(HEM, None)], "an agreement, five days before its notice day")
at("2027-03-28T01:30:00Z", [], "over the change to summer time")
at("2028-03-31T12:00:00Z", [], "its last day needs no reminder: the notice day did")
tap.equal(4, len(recorder.runs()), "four reminders in all")
whole.done()
