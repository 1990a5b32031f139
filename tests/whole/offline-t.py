# offline-t.py - no network: no feed is blamed, one is tried, all are asked when it is back
# SPDX-License-Identifier: MIT
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, page, rss, settings  # noqa: E402
from travel import FAKETIME, Clock, cut, leave_network  # noqa: E402
from whole import tap  # noqa: E402

leave_network()
house = whole.House()
site, other = house.site(), whole.Site(house.path("other", ""))
house.tenants.append(other)
recorder = Recorder(house)
FEEDS = {
    "ett": "url = %s/ett.xml\nread = linked" % site.url,
    "tva": "url = %s/tva.xml" % other.url,
    "tre": "url = %s/tre.xml" % site.url,
}
site.put(0, "/gammal.html", page("Remiss om tandvård", ["Svar senast den @SV+25@."]))
site.put(0, "/ett.xml", rss([OLD]))
site.put(0, "/tre.xml", rss([OLD]))
other.put(0, "/tva.xml", rss([OLD]))
clock = Clock(house, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())) if FAKETIME else None
daemon = house.daemon(settings(house, recorder, FEEDS, "interval = 3 s"), environment=clock and clock.environment)
daemon.configure({"bevakad.conf": open(house.path("conf", "bevakad.conf")).read().replace("interval = 12 h\n", "")})
daemon.start()


def feed(name):
    return daemon.ask("feeds", name=name)["feeds"][0]


def offline():
    return daemon.ask("status")["status"].get("offline")


def wait_for(word, before):
    """Does something, and returns what was told until a line has the word."""
    lines = []
    with daemon.client() as client:
        client.ask("follow", desktop=False)
        before()
        while not any(word in line for line in lines):
            lines.append(client.receive()["log"]["text"])
    return lines


def check_lost():
    daemon.poll()
    lines = wait_for("no network", lambda: cut(True))
    tap.ok(not any("failure" in line or "again in" in line for line in lines), "one line says it: %s" % lines)
    tap.ok(offline() is not None, "and status: %s" % offline())
    tap.has("no network for", whole.ctl(daemon, "status").stdout, "bevakactl status too")
    answer = daemon.poll("ett")["ett"]
    tap.ok(not answer["ok"] and answer["why"], "a person who asks gets an answer: %s" % answer.get("why"))
    tap.equal([("ok", 0)] * 3, [(feed(n)["state"], feed(n)["failures"]) for n in FEEDS], "no feed is blamed")
    tap.has("no network", feed("ett")["next_why"], "why it is not asked")
    tap.equal([], recorder.runs(), "nobody is told")


def hang(path):
    """A request of it is under way, and gets no answer."""
    site.fault(path, "hang")
    seen, until = len(site.served(path)), time.monotonic() + whole.PATIENCE
    while len(site.served(path)) == seen and time.monotonic() < until:
        pass  # each look is a request
    tap.ok(len(site.served(path)) > seen, "%s is asked for, and hangs" % path)


def check_slow_witness():
    """A request under way ends with its time limit, long after others were refused: nobody is blamed meanwhile."""
    before = len(recorder.runs())
    for path in ("/ett.xml", "/tre.xml"):
        hang(path)
    lines = wait_for("no network", lambda: cut(True))
    tap.ok(not any("failure" in line or "again in" in line for line in lines), "nor while one hangs: %s" % lines)
    tap.equal([], recorder.events()[before:], "and nobody is told")
    tap.equal([("ok", 0)] * 3, [(feed(n)["state"], feed(n)["failures"]) for n in FEEDS], "of the three neither")


def check_long():
    """After a day of it someone is."""
    if clock is not None:
        before = len(recorder.runs())
        wait_for("watch.offline", lambda: clock.pass_by(86400 + 60))
        daemon.ask("settle")
        tap.equal(["watch.offline"], recorder.events()[before:], "one alert after a day")
        tap.has("Inget bevakas så länge datorn saknar nätverk", recorder.runs()[-1]["text"], "which says what it means")
    else:
        tap.skip("libfaketime is not installed", "a day without a network")
    cut(False)
    for path in ("/ett.xml", "/tre.xml"):
        site.fault(path, "off")
    tap.ok(daemon.poll("tva")["tva"]["ok"] and offline() is None, "a person who asks finds that it is back")
    tap.equal([("ok", 0)] * 3, [(feed(n)["state"], feed(n)["failures"]) for n in FEEDS], "and no feed is blamed")


def check_back():
    """Complaint 43: after a night without network no feed is red."""
    site.put(0, "/ny.html", page("Remiss om broar", ["Svar senast den @SV+30@."]))
    site.put(0, "/ett.xml", rss([entry("ny", "Remiss om broar", "Svar senast den @SV+30@."), OLD]))
    lines = wait_for("alert A", lambda: cut(False))
    tap.equal(1, sum("no network" in line or "is back" in line for line in lines), "one line when it is back")
    tap.ok(offline() is None, "and none in status")
    daemon.ask("settle")
    tap.equal(["item.new"], recorder.events(), "what came meanwhile is told, and nothing else")
    tap.equal([("ok", 0)] * 3, [(feed(n)["state"], feed(n)["failures"]) for n in FEEDS], "all is as it was")
    log = [line for line in daemon.log().splitlines() if "no network" in line or "network is back" in line]
    tap.equal(2, len(log), "two lines in the log, whatever it lasted: %s" % log)


def check_one_dead():
    """One host without a name while others answer is a fault of that one."""
    sources = open(house.path("conf", "sources.d/body.conf")).read()
    daemon.configure({"sources.d/body.conf": sources + "[feed dod]\nsource = body\n"
                      "url = http://finns-inte.invalid/rss.xml\n"})
    lines = wait_for("feed dod:", lambda: daemon.ask("reload"))
    tap.ok("failing" == feed("dod")["state"], "it fails: %s" % feed("dod")["why"])
    tap.ok(not any("no network" in line for line in lines), "and nobody thinks that there is no network")
    tap.equal([("ok", 0)] * 3, [(feed(n)["state"], feed(n)["failures"]) for n in FEEDS], "the others go on")


def check_errors_are_answers():
    """When all others fail by themselves, a host without a name is soon seen to be one."""
    for of, path in ((site, "/ett.xml"), (other, "/tva.xml"), (site, "/tre.xml")):
        of.fault(path, "500")
    daemon.poll("ett", "tva", "tre")
    sources = open(house.path("conf", "sources.d/body.conf")).read()
    daemon.configure({"sources.d/body.conf": sources + "[feed dod-2]\nsource = body\n"
                      "url = http://finns-inte-heller.invalid/rss.xml\n"})
    wait_for("feed dod-2:", lambda: daemon.ask("reload"))
    tap.equal(("failing", None), (feed("dod-2")["state"], offline()), "an error is an answer: there is a network")


check_lost()
check_back()
check_slow_witness()
check_long()
check_one_dead()
check_errors_are_answers()
whole.done()
