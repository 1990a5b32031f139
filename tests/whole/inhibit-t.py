# inhibit-t.py - a dead host hides its feeds, a superseded deadline the old one
# SPDX-License-Identifier: MIT
"""Complaint 7 of FEATURES.md: the same fault hundreds of times; one alert for the host, and none of its feeds is forgotten."""
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, one_feed, rss, settings  # noqa: E402
from travel import Clock  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, other = house.site(), whole.Site(house.path("other", ""))
house.tenants.append(other)
recorder = Recorder(house)
FEEDS = {name: "url = %s/%s.xml" % (site.url, name) for name in ("ett", "tva", "tre")}
FEEDS["annan"] = "url = %s/annan.xml" % other.url
for name in FEEDS:
    (other if name == "annan" else site).put(0, "/%s.xml" % name, rss([OLD]))
daemon = house.daemon(settings(house, recorder, FEEDS))


def alerts(event):
    return [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == event]


def open_alerts(event):
    return [a for a in alerts(event) if a["state"] != "done"]


def whole_alert(a):
    return daemon.ask("alerts", id=a["id"])["alerts"][0]


def rounds(n):
    for _ in range(n):
        daemon.poll()


def check_dead_host():
    for path in ("/ett.xml", "/tva.xml", "/tre.xml"):
        site.fault(path, "503")
    rounds(3)
    tap.equal(1, len(alerts("feed.failing")), "three feeds of a host fail, one alert: %s" % [a["title"] for a in alerts("feed.failing")])
    a = whole_alert(alerts("feed.failing")[0])
    tap.has("Värden svarar inte. Den har 2 flöden till", a["text"], "which says for whom it speaks")
    tap.equal(["hidden"] * 2, [h["what"] for h in a["history"]], "and whom it has spoken for")
    tap.equal(3, daemon.ask("status")["status"]["feeds"]["failing"], "all three are failing in the status")
    rounds(2)
    tap.equal((1, 2), (len(alerts("feed.failing")), len(whole_alert(a)["history"])), "they are not told again")


def check_other_fault_speaks_for_itself():
    other.fault("/annan.xml", "503")
    rounds(3)
    tap.equal(2, len(alerts("feed.failing")), "another host is another alert")
    other.fault("/annan.xml", "off")
    rounds(1)
    tap.equal(1, len(alerts("feed.recovered")), "and its recovery too")


def leader():
    return [n for n in ("ett", "tva", "tre") if n in open_alerts("feed.failing")[0]["title"]][0]


def check_recovers_in_part():
    first = leader()
    rest = [n for n in ("ett", "tva", "tre") if n != first]
    site.fault("/%s.xml" % rest[0], "off")
    rounds(1)
    tap.equal((1, 1), (len(open_alerts("feed.failing")), len(alerts("feed.recovered"))), "one that was hidden is well: nobody hears, and the alert stays")
    site.fault("/%s.xml" % first, "off")
    rounds(1)
    tap.equal(2, len(alerts("feed.recovered")), "the one that spoke is well")
    rounds(1)
    tap.has(rest[1], open_alerts("feed.failing")[0]["title"], "the last one that fails speaks for itself")
    site.fault("/%s.xml" % rest[1], "off")
    rounds(1)
    tap.equal(([], 3), (open_alerts("feed.failing"), len(alerts("feed.recovered"))), "until it is well")


def check_not_of_the_host():
    """A page that is gone is no fault of its host."""
    before = len(alerts("feed.failing"))
    for name in ("ett", "tva"):
        site.fault("/%s.xml" % name, "404")
    rounds(3)
    tap.equal(before + 2, len(alerts("feed.failing")), "two pages that are not found are two faults")
    for name in ("ett", "tva"):
        site.fault("/%s.xml" % name, "off")
    rounds(1)


def check_superseded_deadline():
    """Its reminder has not left yet: it never does."""
    own = whole.House()
    clock = Clock(own, "2026-11-23T08:00:00Z")
    site, recorder, daemon = one_feed(own, today="2026-11-23")
    daemon.environment = clock.environment
    daemon.start()
    daemon.poll()
    remiss = entry("flytt", "Remiss om flytt", "Remissvar ska ha kommit in senast den @SV+4@.", days=0)
    site.put(0, "/rss.xml", rss([remiss, OLD]))
    daemon.poll()
    recorder.do("exit 75")
    daemon.stop()
    clock.go("2026-11-26T09:00:00Z")
    daemon.start()
    daemon.ask("settle")

    def alerts(event):
        list = [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == event]
        return [daemon.ask("alerts", id=a["id"])["alerts"][0] for a in list]

    waiting = alerts("deadline.due")
    tap.equal([["waiting"]], [[p["state"] for p in a["parcels"]] for a in waiting], "a reminder waits")
    remiss["text"] = "Ny remisstid: remissvar ska ha kommit in senast den @SV+40@."
    site.put(0, "/rss.xml", rss([remiss, OLD]))
    daemon.poll()
    old = alerts("deadline.due")[0]
    tap.equal("done", old["state"], "its day has moved")
    tap.equal({"withdrawn"}, {p["state"] for p in old["parcels"]}, "what had not left is withdrawn")
    tap.equal(["hidden"], [h["what"] for h in old["history"]], "with a trace")
    tap.equal(1, len(alerts("deadline.moved")), "the new day is told")


daemon.start()
daemon.poll()
check_dead_host()
check_other_fault_speaks_for_itself()
check_recovers_in_part()
check_not_of_the_host()
check_superseded_deadline()
whole.done()
