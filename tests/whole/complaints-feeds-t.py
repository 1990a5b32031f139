# complaints-feeds-t.py - what users of such systems complain of, where it concerns sources and days
# SPDX-License-Identifier: MIT
"""The numbers are those of the list in the project's FEATURES.md, section 2; tests/data/complaints.tsv says where the others are."""
import datetime
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, age, entry, rss, settings  # noqa: E402
from whole import ctl, tap  # noqa: E402

MANY = 90
LIMIT = 64 << 10  # kB, of the daemon with MANY feeds of 20 items
house = whole.House()
site = house.site()
recorder = Recorder(house)
lines = {"f%d" % n: "url = %s/f%d.xml" % (site.url, n) for n in range(MANY)}
daemon = house.daemon(settings(house, recorder, lines))
published = {name: [entry("%s-%d" % (name, n), "Nyhet %d från %s" % (n, name), "Ord och text. " * 200) for n in range(20)] for name in lines}


def publish(name, *entries):
    published[name] = list(entries) + published[name]
    site.put(0, "/%s.xml" % name, rss(published[name]))
    daemon.poll(name)


def feed(name):
    return daemon.ask("feeds", name=name)["feeds"][0]


def complaint_20_a_first_reading_sends_all_that_is_old():
    published["f1"][0] = entry("gammal", "Remiss om gamla taxor", "Svar senast den @SV+30@.")
    for name, entries in published.items():
        site.put(0, "/%s.xml" % name, rss(entries))
    rounds = daemon.poll()
    tap.equal(MANY, sum(r["ok"] for r in rounds.values()), "20: all feeds are read")
    tap.equal([], recorder.events(), "20: and nobody is told of what was there before")
    done = ctl(daemon, "rules", "test", "remisser", "--config", house.path("conf"))
    tap.has("Remiss om gamla taxor", done.stdout, "20: what would have been told can be seen")


def complaint_45_much_memory_for_ninety_feeds():
    with open("/proc/%d/status" % daemon.pid()) as f:
        peak = int(re.search(r"VmHWM:\s+(\d+)", f.read()).group(1))
    if not whole.sanitized():
        tap.ok(peak < LIMIT, "45: %d feeds with 20 items each: at most %d kB" % (MANY, peak))


def complaint_21_alerts_that_come_late_do_not_say_why():
    publish("f2", entry("sen", "Remiss om sena taxor", "Svar senast den @SV+30@.", days=-60))
    told = [a for a in recorder.runs() if a["event"] == "item.new"][-1]
    day = told["item"]["published"][:10]
    tap.has("Publicerad: " + day, told["text"], "21: what comes late says when it was published")
    item = [i for i in daemon.ask("items", feed="f2")["items"] if i["title"] == "Remiss om sena taxor"][0]
    tap.equal("I%d" % (MANY * 20 + 1), item["id"], "21: it stands where it was first seen, not where it is dated")
    why = " ".join(ctl(daemon, "why", item["id"]).stdout.split())
    tap.ok(re.search(r"was first seen %s .*, published %s" % (item["seen"][:10], day), why), "21: why has both days: " + why)


def complaint_48_nobody_sees_how_a_day_was_counted():
    known = daemon.ask("deadlines")["deadlines"]
    late = [d for d in known if d["title"] == "Remiss om sena taxor"][0]
    shown = ctl(daemon, "deadlines", "show", late["id"]).stdout
    tap.ok(re.search(r"Count +calendar days \d+, working days \d+", shown), "48: a deadline shows its count: " + shown)
    tap.ok(re.search(r"Reminders +\S+ 1wd before", shown), "48: and how each reminder is counted")


def complaint_47_items_of_the_future_stick_on_top_and_lose_their_days():
    publish("f4", entry("fram", "Remiss om framtida taxor", "Svar senast den @SV+40@.", days=200))
    known = [d for d in daemon.ask("deadlines", all=True)["deadlines"] if d["title"] == "Remiss om framtida taxor"]
    tap.equal([(40, "open")], [((datetime.date.fromisoformat(d["end"]) - datetime.date.today()).days, d["state"]) for d in known],
              "47: an item dated after its own deadline keeps it")
    item = [i for i in daemon.ask("items", feed="f4")["items"] if "framtida" in i["title"]][0]
    tap.equal((item["seen"], True), (item["published"], item["ahead"] > item["seen"]), "47: the day counts as the one on which it was seen, and is marked")
    tap.has("(", [line for line in ctl(daemon, "items", "--feed", "f4").stdout.splitlines() if "framtida" in line][0], "47: in the list, too")
    sent = [r for r in recorder.runs() if "framtida" in r["title"]][-1]
    tap.equal((sent["created"], True), (sent["item"]["published"], sent["item"]["ahead"] > sent["created"]), "47: and in the alert")
    tap.has("den dagen är inte här än", sent["text"], "47: whose reader is told")
    tap.ok("deadline.questioned" not in recorder.events(), "47: nobody is asked about a day that is right")
    publish("f4", entry("nu", "Remiss om nutida taxor", "Svar senast den @SV+40@.", days=0))
    tap.equal("Remiss om nutida taxor", daemon.ask("items", feed="f4")["items"][0]["title"], "47: and what is seen after it stands above it")


def complaint_3_broken_feeds_are_hidden():
    site.fault("/f3.xml", "500")
    for _ in range(3):
        daemon.poll("f3")
    done = ctl(daemon, "status")
    tap.equal(1, done.returncode, "3: status is not zero")
    tap.has("f3, 3 times: HTTP 500", done.stdout, "3: and names the feed before all else of its kind")
    rows = {line.split()[0]: line.split()[1] for line in ctl(daemon, "feeds").stdout.splitlines()[1:]}
    tap.equal(("failing", "ok", MANY), (rows["f3"], rows["f4"], len(rows)), "3: a list of feeds never leaves it out")
    names = list(rows)
    tap.equal("f3", names[0], "3: it leads the list")
    tap.equal(["f%d" % i for i in range(MANY) if i != 3], names[1:], "3: and what is well follows as it is configured")


def complaint_6_permanent_faults_hide_among_passing_ones():
    """The age of the last success is what counts, whatever the errors are."""
    good = feed("f3")["last_ok"]
    age(daemon, 5, due=False)
    for fault in ("404", "close", "500"):
        site.fault("/f3.xml", fault)
        daemon.poll("f3")
    seen = feed("f3")
    tap.ok(seen["last_ok"][:10] < good[:10] and seen["last_try"][:10] > seen["last_ok"][:10],
           "6: other errors do not make it younger: %s" % seen["last_ok"])
    episodes = [e["count"] for e in seen["health"]["episodes"] if e["kind"] == "failing" and not e["over"]]  # silent, too, by now
    tap.equal((6, [6]), (seen["failures"], episodes), "6: one episode, with every failure")


daemon.start()
complaint_20_a_first_reading_sends_all_that_is_old()
complaint_45_much_memory_for_ninety_feeds()
complaint_21_alerts_that_come_late_do_not_say_why()
complaint_48_nobody_sees_how_a_day_was_counted()
complaint_47_items_of_the_future_stick_on_top_and_lose_their_days()
complaint_3_broken_feeds_are_hidden()
complaint_6_permanent_faults_hide_among_passing_ones()
whole.done()
