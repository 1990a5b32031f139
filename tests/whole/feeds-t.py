# feeds-t.py - dead and lying feeds: told in one line, nothing lost, others go on
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, Recorder, entry, link_list, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site = house.site()
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "sjuk": "title = Det sjuka flödet\ninterval = 1 h\nurl = %s/sjuk.xml" % site.url,
    "frisk": "url = %s/frisk.xml" % site.url,
}, patience="3 s"))

# what the site does, and a word that the reason must hold
FAULTS = [("500", "500"), ("404", "404"), ("hang", ""), ("close", ""), ("truncate", ""), ("garbage", ""),
          ("login", "HTML"), ("empty", ""), ("redirect:file:///etc/passwd", ""), ("redirect:/sjuk.xml", "redirect"),
          ("retry-after:2", "429"), ("redirect:http://10.255.255.1/", "")]


def items_of(feed):
    return [(i["id"], i["title"], i.get("changed")) for i in daemon.ask("items", feed=feed)["items"]]


def check_fault(what, word, healthy):
    before = items_of("sjuk")
    site.fault("/sjuk.xml", what)
    site.put(0, "/frisk.xml", rss([entry("frisk-%d" % n, "Nyhet %d" % n, "Text.") for n in range(healthy)]))
    rounds = daemon.poll()
    why = rounds["sjuk"].get("why") or ""
    tap.ok(not rounds["sjuk"]["ok"] and why and "\n" not in why and word.lower() in why.lower(),
           "%s: %s" % (what, why or rounds["sjuk"]))
    tap.equal(before, items_of("sjuk"), "%s: what is known stays" % what)
    tap.equal((True, 1), (rounds["frisk"]["ok"], rounds["frisk"]["new"]), "%s: the other feed goes on" % what)
    site.fault("/sjuk.xml", "off")


def check_faults():
    for n, (what, word) in enumerate(FAULTS):
        check_fault(what, word, n + 2)
    log = [line for line in daemon.log().splitlines() if "sjuk" in line]
    tap.ok(len(log) >= len(FAULTS), "each has its line in the log (%d)" % len(log))


def check_told_once():
    tap.equal(["feed.failing"], recorder.events(), "after three failures in a row someone is told, once")
    alert = recorder.runs()[0]
    tap.ok("Det sjuka flödet" in alert["title"], "about which: " + alert["title"])
    state = [f for f in daemon.ask("feeds")["feeds"] if f["name"] == "sjuk"][0]
    tap.equal(("failing", len(FAULTS)), (state["state"], state["failures"]), "its state")
    tap.equal(1, daemon.ask("status")["status"]["feeds"]["failing"], "and in status")
    rounds = daemon.poll()
    tap.ok(rounds["sjuk"]["ok"], "it comes back")
    tap.equal(["feed.failing", "feed.recovered"], recorder.events(), "and that is told, once")
    daemon.poll()
    tap.equal(2, len(recorder.runs()), "only once")


def check_nothing_lost():
    site.put(0, "/sjuk.xml", rss([REMISS, OLD]))
    rounds = daemon.poll("sjuk")
    tap.equal((1, "item.new"), (rounds["sjuk"]["new"], recorder.events()[-1]), "what came after is new")


def check_gone():
    site.fault("/sjuk.xml", "410")
    rounds = daemon.poll("sjuk")
    tap.ok(not rounds["sjuk"]["ok"], "410: " + str(rounds["sjuk"].get("why")))
    state = [f for f in daemon.ask("feeds")["feeds"] if f["name"] == "sjuk"][0]
    tap.equal("gone", state["state"], "it is gone")
    tap.equal(4, len(recorder.runs()), "which is told at once")


def check_page_for_feed():
    """A list of links in place of what always was a feed is no news."""
    links = [("/s/%d.html" % n, "Synpunkt nummer %d" % n, -1) for n in range(5)]
    site.put(0, "/lista.html", link_list(links))
    before, items = len(recorder.runs()), items_of("frisk")
    site.fault("/frisk.xml", "redirect:/lista.html")
    answer = daemon.poll("frisk")["frisk"]
    tap.ok(not answer["ok"], "a page of links in place of a feed: %s" % answer.get("why"))
    tap.equal(items, items_of("frisk"), "what is known stays")
    tap.equal(before, len(recorder.runs()), "nobody is told of its links")
    site.fault("/frisk.xml", "off")


def check_first_reading():
    """A feed that fails from its first day has no baseline until it works."""
    site.put(0, "/sen.xml", rss([OLD]))
    site.fault("/sen.xml", "500")
    daemon.configure({"sources.d/sen.conf": "# sen.conf - late\n[feed sen]\nsource = body\nurl = %s/sen.xml\n" % site.url})
    daemon.ask("reload")
    tap.ok(not daemon.poll("sen")["sen"]["ok"], "a new feed that does not work")
    site.fault("/sen.xml", "off")
    before = len(recorder.runs())
    tap.equal(True, daemon.poll("sen")["sen"]["ok"], "works later")
    tap.equal(before, len(recorder.runs()), "and has its baseline then")


site.put(0, "/sjuk.xml", rss([OLD]))
site.put(0, "/frisk.xml", rss([entry("frisk-0", "Nyhet 0", "Text.")]))
daemon.start()
daemon.poll()
check_faults()
check_told_once()
check_nothing_lost()
check_gone()
check_page_for_feed()
check_first_reading()
whole.done()
