# story-t.py - one thing that several feeds publish is one alert
# SPDX-License-Identifier: MIT
# courtlistener #3102, alaveteli #5956, miniflux #797: the same thing twice
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*
deadline = remiss
to = desk

[rule vastkom]
feeds = b
any = remiss*
to = chef

[rule viktigt]
any = brådskande
priority = high
to = desk
"""
RECEIVERS = "[receiver desk]\nvia = recorder\n[receiver chef]\nvia = recorder\n"
TEXT = "Dnr RS 2027-01234. Remissvar ska ha kommit in senast den @SV+30@."

house = whole.House()
site = house.site()
recorder = Recorder(house)
for path in ("/a.xml", "/b.xml"):
    site.put(0, path, rss([OLD]))
conf = settings(house, recorder, {name: "title = Flöde %s\nurl = %s/%s.xml" % (name, site.url, name) for name in "ab"})
conf["rules.d/remisser.conf"] = RULES
conf["receivers.d/desk.conf"] = RECEIVERS
daemon = house.daemon(conf).start()
daemon.poll()

edition = seen = 0
lists = {"a": [OLD], "b": [OLD]}


def publish(feed, name, title, text):
    """What is told after the feed has one more: [(receiver, alert's id, event)]."""
    global edition, seen
    edition += 1
    lists[feed].insert(0, entry(name, title, text))
    site.put(edition, "/%s.xml" % feed, rss(lists[feed]))
    site.edition(edition)
    daemon.poll(feed)
    runs = recorder.runs()[seen:]
    seen += len(runs)
    return sorted((r["receiver"]["name"], r["alert"], r["event"]) for r in runs), runs


told, runs = publish("a", "remiss-a", "Remiss om en god och nära vård", TEXT)
tap.equal([("desk", "A1", "item.new")], told, "one feed publishes it: an alert")
told, runs = publish("b", "remiss-b", "Remiss om en god och nära vård", TEXT)
tap.equal([("chef", "A1", "item.new")], told, "another one too: only who has not had it gets it, as the same alert")
tap.has("Även hos: Myndigheten, Flöde b: ", runs[0]["text"], "with the later source")
tap.equal(["I4"], [a["item"] for a in runs[0]["also"]], "which programs see, too")
tap.equal(["remisser", "vastkom"], [r["name"] for r in runs[0]["rules"]], "and all the rules")
alert = daemon.ask("alerts", id="A1")["alerts"][0]
tap.equal(["remisser", "vastkom"], alert["rules"], "the alert lists them")
tap.has("Även hos", alert["text"], "and its sources")
told, _ = publish("b", "svar-b", "Remissvar från Göteborgs stad, RS 2027-01234", "Vi tillstyrker.")
tap.equal(["desk", "chef"][::-1], [t[0] for t in told], "of the same number but something else: an alert of its own")
told, _ = publish("a", "flytt-a", "Remiss om en god och nära vård", "Remissvar senast den @SV+60@.")
tap.equal(["desk"], [t[0] for t in told], "with a day that was not told: an alert of its own")
told, _ = publish("b", "flytt-b", "Remiss om en god och nära vård", "Brådskande. Remissvar senast den @SV+60@.")
tap.equal(["chef", "desk"], [t[0] for t in told], "and with more weight than before")
audit = daemon.ask("audit")
daemon.ask("settle")
tap.equal(0, daemon.ask("status")["status"].get("holes", 0), "an audit misses nothing")
whole.done()
