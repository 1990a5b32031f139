# moved-t.py - permanent moves wait, and are told; 410 ends; Retry-After is the host's
# SPDX-License-Identifier: MIT
import contextlib
import email.utils
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, entry, link_list, page, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

DAY = 86400

house = whole.House()
site, other = house.site(), whole.Site(house.path("other", ""))
house.tenants.append(other)
recorder = Recorder(house)
FEEDS = {
    "flytt": "title = Flyttflödet\nurl = %s/gammal.xml\nread = linked" % site.url,
    "rot": "url = %s/rot.html\ntype = page\ninterval = 10 min" % site.url,
    "borta": "url = %s/borta.xml" % site.url,
    "lugn": "url = %s/lugn.xml" % other.url,
}
LIST = link_list([("/l/%d.html" % n, "Synpunkt nummer %d" % n, -1) for n in range(5)])
site.put(0, "/rot.html", LIST)
for name in ("gammal", "borta"):
    site.put(0, "/%s.xml" % name, rss([entry("gammal", "Remiss om tandvård", "Senast den @SV+25@.", days=-9)]))
for name in ("ny", "annan", "lugn", "lugn2"):
    other.put(0, "/%s.xml" % name, rss([entry("gammal", "Remiss om tandvård", "Senast den @SV+25@.", days=-9)]))
site.put(0, "/gammal.html", page("Remiss om tandvård", ["Senast den @SV+25@."]))
other.put(0, "/gammal.html", page("Remiss om tandvård", ["Senast den @SV+25@."]))
daemon = house.daemon(settings(house, recorder, FEEDS))
daemon.start()


def feed(name):
    return daemon.ask("feeds", name=name)["feeds"][0]


def paths(of):
    return [entry_["path"] for entry_ in of.log()]


def events(word):
    return [a for a in recorder.runs() if a["event"] == word]


def wait(days, feed_name="flytt"):
    """So many days pass for what is known of the move: the state file is changed while nobody has it open."""
    tap.equal(0, daemon.stop(), "it ends, for %d days to pass" % days)
    with sqlite3.connect(house.path("state", "state.db")) as file:
        n = file.execute("UPDATE moved SET first = first - ?1, last = last - ?1 WHERE feed = (SELECT id FROM feed"
                         " WHERE name = ?2)", (days * DAY, feed_name)).rowcount
        tap.equal(1, n, "the move is in the state file")
    file.close()
    daemon.start()


def check_told():
    """Complaint 42: a permanent move is told, and waits."""
    daemon.poll()
    tap.equal([], events("feed.moved"), "nothing has moved yet")
    site.fault("/gammal.xml", "moved:%s/ny.xml" % other.url)
    answer = daemon.poll("flytt")["flytt"]
    tap.equal((True, 0), (answer["ok"], answer["new"]), "a move is followed, and nothing of it is new")
    tap.equal(1, len(events("feed.moved")), "it is told")
    told = events("feed.moved")[0]
    tap.has("Flödet har flyttat: Flyttflödet", told["title"], "about which: " + told["title"])
    tap.has("bevakactl feeds accept-move flytt", told["text"], "with what to do")
    tap.equal(other.url + "/ny.xml", feed("flytt")["moved"]["to"], "and where to")
    tap.equal(1, daemon.ask("status")["status"]["moved"], "status counts it")
    daemon.poll("flytt")
    daemon.poll("flytt")
    tap.equal(1, len(events("feed.moved")), "told once")
    tap.ok("asked" not in feed("flytt"), "the old address is still the one that is asked")


def check_week():
    wait(6)
    daemon.poll("flytt")
    tap.ok("asked" not in feed("flytt"), "six days are no week")
    wait(1)
    daemon.poll("flytt")
    tap.equal(other.url + "/ny.xml", feed("flytt").get("asked"), "after a week it is believed")
    n, asked = len(paths(site)), len(other.served("/ny.xml"))
    answer = daemon.poll("flytt")["flytt"]
    tap.equal((True, 0, True), (answer["ok"], answer["new"], answer["unchanged"]), "nothing is new")
    tap.equal((0, 1), (len(paths(site)) - n, len(other.served("/ny.xml")) - asked), "and the new address is asked")
    tap.ok("if_none_match" in other.served("/ny.xml")[-1], "with the validators it gave")
    tap.equal("%s/gammal.xml" % site.url, feed("flytt")["url"], "the configuration says what it said")
    tap.equal(1, len(events("feed.moved")), "nobody is told again")
    tap.equal(0, daemon.ask("status")["status"]["moved"], "nor status")


def check_back():
    said = whole.ctl(daemon, "feeds", "accept-move", "flytt", "--reject")
    tap.equal((0, "flytt: asked where it was\n"), (said.returncode, said.stdout), "a person may take it back")
    n = len(site.served("/gammal.xml"))
    daemon.poll("flytt")
    tap.equal(n + 1, len(site.served("/gammal.xml")), "then the old address is asked")
    wait(30)
    daemon.poll("flytt")
    tap.ok("asked" not in feed("flytt"), "and time alone does not change it")
    site.fault("/gammal.xml", "moved:%s/annan.xml" % other.url)
    daemon.poll("flytt")
    tap.equal(2, len(events("feed.moved")), "another target is another move")
    said = whole.ctl(daemon, "feeds", "accept-move", "flytt")
    tap.equal((0, "flytt: asked where it has moved to\n"), (said.returncode, said.stdout), "a person accepts it")
    asked = len(other.served("/annan.xml"))
    daemon.poll("flytt")
    tap.equal(asked + 1, len(other.served("/annan.xml")), "it is asked there at once")
    tap.equal(3, whole.ctl(daemon, "feeds", "accept-move", "lugn").returncode, "one that has not moved: nothing to do")
    tap.equal(3, whole.ctl(daemon, "feeds", "accept-move", "ingen").returncode, "nor of one that is not there")


def check_new_url():
    sources = open(house.path("conf", "sources.d/body.conf")).read()
    site.put(0, "/tredje.xml", rss([entry("gammal", "Remiss om tandvård", "Senast den @SV+25@.", days=-9)]))
    daemon.configure({"sources.d/body.conf": sources.replace("/gammal.xml", "/tredje.xml")})
    daemon.ask("reload")
    tap.equal(0, daemon.poll("flytt")["flytt"]["new"], "a new url in the configuration: nothing is new")
    tap.ok("asked" not in feed("flytt") and "moved" not in feed("flytt"), "and the move is forgotten")
    tap.equal(1, len(site.served("/tredje.xml")), "it is asked where the configuration says")


def check_doubtful():
    """What is sent to the front page is told, and never believed by itself."""
    site.fault("/rot.html", "moved:/index.html")
    tap.ok(not daemon.poll("rot")["rot"]["ok"], "nothing is there yet")
    tap.ok("moved" not in feed("rot"), "no move is counted of a round that failed")
    site.put(0, "/index.html", LIST)
    for _ in range(4):
        daemon.poll("rot")
    told = events("feed.moved")[-1]
    tap.has("det är webbplatsens startsida", told["text"], "told with suspicion")
    tap.equal(True, told["moved"]["doubtful"], "also to programs")
    wait(70, "rot")
    daemon.poll("rot")
    tap.ok("asked" not in feed("rot"), "time alone does not accept it")
    tap.has("front page", whole.ctl(daemon, "feeds", "rot").stdout, "bevakactl says why")
    site.fault("/rot.html", "off")
    daemon.poll("rot")
    tap.ok("moved" not in feed("rot"), "a move that is taken back is forgotten")


def check_gone():
    site.fault("/borta.xml", "410")
    daemon.poll("borta")
    tap.equal("gone", feed("borta")["state"], "410: gone")
    tap.has("not asked again by itself", feed("borta")["next_why"], "asked no more")
    tap.equal(0, daemon.stop(), "it ends")
    n = len(site.served("/borta.xml"))
    daemon.start()
    daemon.ask("settle")
    tap.equal(n, len(site.served("/borta.xml")), "also after a restart")
    site.fault("/borta.xml", "off")
    tap.ok(daemon.poll("borta")["borta"]["ok"], "bevakactl poll wakes it")
    tap.equal("ok", feed("borta")["state"], "and it is polled again")
    tap.has("every 12 h", feed("borta")["next_why"], "by its interval")


def check_gone_page():
    """An item whose page is gone goes on with what the feed says, at once."""
    site.fault("/sidan.html", "410")
    site.put(0, "/tredje.xml", rss([entry("sidan", "Remiss om vägar", "Svar senast den @SV+30@.")]))
    daemon.poll("flytt")
    tap.equal(1, len(site.served("/sidan.html")), "a page that is gone is asked for once")
    tap.has("Remiss om vägar", recorder.runs()[-1]["title"], "and its item is told")


def check_retry_after():
    later = email.utils.formatdate(time.time() + 7200, usegmt=True)
    for what, least, most in (("retry-after:7200", 7200, 7260), ("busy:7200", 7200, 7260), ("busy:" + later, 7100, 7260),
                              ("retry-after:" + later, 7100, 7260), ("busy:9999999", DAY - 70, DAY)):
        site.fault("/rot.html", what)
        before = time.time()
        daemon.poll("rot")
        at = time.mktime(time.strptime(feed("rot")["next"] + "UTC", "%Y-%m-%dT%H:%M:%SZ%Z")) - time.timezone
        tap.ok(least - 5 <= at - before <= most + 10, "%s: asked again after %d s" % (what, at - before))
        tap.has("Retry-After", feed("rot")["next_why"], "and why")
        n = len(paths(site))
        answer = daemon.poll("borta")["borta"]
        tap.has("wants rest", answer.get("why", ""), "another feed of that host waits too")
        tap.has("wants rest", feed("borta")["next_why"], "and says why")
        tap.equal(n, len(paths(site)), "nobody has asked it")
        tap.ok(daemon.poll("lugn")["lugn"]["ok"], "other hosts are asked")
        daemon.stop()
        daemon.start()
        answer = daemon.poll("borta")["borta"]
        tap.ok("wants rest" in answer.get("why", "") and n == len(paths(site)), "after a restart the host is still left alone: %s" % answer)
        daemon.stop()
        forget_rests()
        daemon.start()
    site.fault("/rot.html", "off")


def forget_rests():
    db = sqlite3.connect(house.path("state", "state.db"))
    with contextlib.closing(db), db:
        db.execute("DELETE FROM host")


def check_throttled():
    """Complaint 41: a host that wants rest gets it.  A host that says too many without saying how long, or refuses one feed after the other, is left alone."""
    site.fault("/borta.xml", "429")
    daemon.poll("borta")
    tap.has("wants rest", daemon.poll("rot")["rot"].get("why", ""), "429 without Retry-After: the host rests")
    site.fault("/borta.xml", "off")
    for name in ("fyra", "fem", "sex"):
        other.put(0, "/%s.xml" % name, rss([]))
    daemon.configure({"sources.d/fler.conf": "# fler.conf - of a test\n" + "".join(
        "[feed %s]\nsource = body\nurl = %s/%s.xml\n" % (n, other.url, n) for n in ("fyra", "fem", "sex"))})
    daemon.ask("reload")
    daemon.poll("fyra", "fem", "sex", "lugn")
    for name in ("fyra", "fem", "sex"):
        other.fault("/%s.xml" % name, "403")
    daemon.poll("fyra")
    daemon.poll("fem")
    tap.ok(daemon.poll("lugn")["lugn"]["ok"], "two that are refused are two")
    daemon.poll("sex")
    tap.has("wants rest", daemon.poll("lugn")["lugn"].get("why", ""), "three refused at once: the host rests")
    tap.has("taken for too many requests", daemon.log(), "and the log says so")


check_told()
check_week()
check_back()
check_new_url()
check_doubtful()
check_gone()
check_gone_page()
check_retry_after()
check_throttled()
whole.done()
