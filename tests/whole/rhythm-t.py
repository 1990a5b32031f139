# rhythm-t.py - when a feed is asked: office hours, its rhythm, its publisher's hints
# SPDX-License-Identifier: MIT
import calendar
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, Recorder, entry, rss, settings  # noqa: E402
from travel import Clock  # noqa: E402
from whole import tap  # noqa: E402

MINUTE, HOUR, DAY = 60, 3600, 86400

house = whole.House()
clock = Clock(house, "2026-11-23T09:00:00Z")  # a Monday, ten o'clock
site = house.site(today="2026-11-23")
recorder = Recorder(house)
HINTS = "<ttl>180</ttl><skipHours><hour>12</hour></skipHours>"
FEEDS = {
    "vanlig": "url = %s/vanlig.xml" % site.url,
    "egen": "url = %s/egen.xml\ninterval = 10 min" % site.url,
    "exakt": "url = %s/hint.xml\ninterval = 10 min\nadapt = no" % site.url,
    "hint": "url = %s/hint.xml\ninterval = 10 min" % site.url,
    "sy": "url = %s/sy.xml" % site.url,
    "alder": "url = %s/alder.xml" % site.url,
    "tyst": "url = %s/tyst.xml" % site.url,
    "frist": "url = %s/frist.xml" % site.url,
    "snabb": "url = %s/vanlig.xml?snabb\ninterval = 20 s" % site.url,
}
fresh = entry("ny", "Något nytt", "Text.", days=-1)
site.put(0, "/vanlig.xml", rss([fresh]))
site.put(0, "/egen.xml", rss([fresh]))
site.put(0, "/hint.xml", rss([fresh]).replace("<link>@BASE@/</link>", "<link>@BASE@/</link>" + HINTS, 1))
site.put(0, "/sy.xml", rss([fresh]).replace("<link>@BASE@/</link>", "<link>@BASE@/</link><sy:updatePeriod>daily"
         "</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 1))
site.put(0, "/alder.xml", rss([fresh]))
site.put(0, "/tyst.xml", rss([entry("gammal", "Gammalt", "Text.", days=-90)]))
site.put(0, "/frist.xml", rss([entry("frist", "Remiss", "Remissvar ska ha kommit in senast den @SV+9@.", days=-90)]))
site.fault("/alder.xml", "with:Cache-Control: public, max-age=7200")
daemon = house.daemon(settings(house, recorder, FEEDS, "interval = 30 min"), environment=clock.environment)
daemon.configure({"bevakad.conf": open(house.path("conf", "bevakad.conf")).read().replace("interval = 12 h\n", "")})
daemon.start()


def feed(name):
    return daemon.ask("feeds", name=name)["feeds"][0]


def wait_of(name):
    """Seconds from the last round to the next."""
    at = [calendar.timegm(time.strptime(feed(name)[k], "%Y-%m-%dT%H:%M:%SZ")) for k in ("last_try", "next")]
    return at[1] - at[0]


def check(name, least, most, why):
    wait, said = wait_of(name), feed(name)["next_why"]
    tap.ok(least <= wait <= most, "%s: %d s (%s)" % (name, wait, said))
    tap.has(why, said, "%s: and why" % name)


def go(instant):
    """The daemon ends, and starts again then."""
    tap.equal(0, daemon.stop(), "it ends, for it to be %s" % instant)
    clock.go(instant)
    daemon.start()


def check_day():
    daemon.poll()
    check("vanlig", 27 * MINUTE, 33 * MINUTE, "every 30 min")
    check("egen", 10 * MINUTE, 10.5 * MINUTE, "every 10 min")
    check("exakt", 10 * MINUTE, 10.5 * MINUTE, "exactly every 10 min")
    check("hint", 4 * HOUR, 4 * HOUR + 10 * MINUTE, "publisher asks 3 h (ttl); publisher skips")
    check("sy", 6 * HOUR, 6 * HOUR + 10 * MINUTE, "publisher asks 6 h (sy:updatePeriod)")
    check("alder", 2 * HOUR, 2.2 * HOUR, "publisher asks 2 h (max-age)")
    check("tyst", 3.6 * HOUR, 4 * HOUR, "nothing new for 90 days: every 4 h")
    check("frist", 27 * MINUTE, 33 * MINUTE, "every 30 min")
    check("snabb", 20, 21, "exactly every 20 s")
    shown = whole.ctl(daemon, "feeds", "hint").stdout
    tap.has("Why then", shown, "bevakactl feeds NAME shows it")
    tap.has("publisher asks 3 h (ttl)", shown, "in words")


def check_restart():
    """The rhythm is the state file's: known before anything is asked."""
    before = {name: (feed(name)["next"], feed(name)["next_why"]) for name in FEEDS if name != "snabb"}
    tap.equal(0, daemon.stop(), "it ends")
    daemon.start()
    tap.equal(before, {name: (feed(name)["next"], feed(name)["next_why"]) for name in before},
              "after a restart the next times and their reasons are the same")


def check_night():
    go("2026-11-23T22:30:00Z")
    daemon.poll()
    check("vanlig", 108 * MINUTE, 132 * MINUTE, "night: x4")
    check("egen", 10 * MINUTE, 10.5 * MINUTE, "every 10 min")
    check("tyst", 6 * HOUR, 6 * HOUR, "night: x4")
    check("frist", 54 * MINUTE, 66 * MINUTE, "night: x2")
    go("2026-11-24T04:30:00Z")
    daemon.poll("vanlig")
    check("vanlig", 90 * MINUTE, 105 * MINUTE, "offices open at 07:00")


def check_holiday():
    go("2026-12-24T09:00:00Z")
    daemon.poll("vanlig")
    check("vanlig", 6 * HOUR, 6 * HOUR, "free day: x4")


def check_news():
    """What was silent is asked as often as before once something comes."""
    go("2026-11-25T09:00:00Z")
    site.put(0, "/tyst.xml", rss([REMISS, OLD]))
    daemon.poll("tyst")
    check("tyst", 27 * MINUTE, 33 * MINUTE, "every 30 min")


def check_back_off():
    """Complaint 2: errors make it slower, they never end it."""
    site.fault("/vanlig.xml", "500")
    waits = []
    for n in range(12):
        daemon.poll("vanlig")
        waits.append(wait_of("vanlig"))
    tap.ok(all(0.9 * 30 * MINUTE * 2 ** n <= w <= 1.1 * 30 * MINUTE * 2 ** n for n, w in enumerate(waits[:6])),
           "failures: each pause twice the one before, a tenth more or less: %s" % waits)
    tap.ok(all(0.9 * DAY <= w <= DAY for w in waits[7:]), "and never longer than a day")
    tap.has("12 failures: again after 24 h", feed("vanlig")["next_why"], "which it says")
    site.fault("/vanlig.xml", "off")
    tap.ok(daemon.poll("vanlig")["vanlig"]["ok"], "it is asked on, and works again")
    check("vanlig", 27 * MINUTE, 33 * MINUTE, "every 30 min")


def check_due():
    """The machine sleeps for an hour: what has become due is asked soon, without anybody's asking."""
    daemon.poll()
    site.put(0, "/vanlig.xml", rss([REMISS, fresh]))
    n = len(site.served("/vanlig.xml"))
    clock.pass_by(HOUR)
    rounds, said = set(), []
    with daemon.client() as client:
        client.ask("follow", desktop=False)
        while "vanlig" not in rounds:
            log = client.receive()["log"]
            said += [log["text"]] if log["event"] == "network" else []
            rounds |= {log["text"].split()[1].rstrip(":")} if log["event"] == "round" else set()
    tap.has("what is due is asked soon", "".join(said), "a sleep is noticed")
    tap.equal(n + 1, len(site.served("/vanlig.xml")), "and what is due is asked")


def check_reload():
    """A shorter interval counts at once."""
    daemon.poll("egen")
    daemon.configure({"sources.d/body.conf": open(house.path("conf", "sources.d/body.conf")).read().replace(
        "egen.xml\ninterval = 10 min", "egen.xml\ninterval = 5 min")})
    daemon.ask("reload")
    check("egen", 5 * MINUTE, 5.3 * MINUTE, "every 5 min")
    tap.equal(0, daemon.stop(), "it ends")
    daemon.configure({"sources.d/body.conf": open(house.path("conf", "sources.d/body.conf")).read().replace(
        "egen.xml\ninterval = 5 min", "egen.xml\ninterval = 4 min")})
    daemon.start()
    check("egen", 4 * MINUTE, 4.3 * MINUTE, "every 4 min")


check_day()
check_restart()
check_night()
check_holiday()
check_news()
check_back_off()
check_due()
check_reload()
whole.done()
