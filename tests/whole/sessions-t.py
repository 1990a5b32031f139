# sessions-t.py - several sessions of one user: shown once, closed everywhere
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
daemon.configure({"receivers.d/desk.conf": "# desk.conf - of a test\n[receiver desk]\nmembers = root\nvia = desktop\n"})
published = [OLD]


def publish(name):
    published.insert(0, entry(name, "Remiss om " + name, "Text."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()


class Session:
    """An agent; an answer comes after all that was sent before it was asked."""

    def __init__(self, **members):
        self.client = daemon.client()
        self.got = []
        self.follow(**members)

    def ask(self, do, **members):
        self.client.send(do, **members)
        while True:
            line = self.client.receive()
            if "ok" in line:
                return line
            self.got.append(line)

    def follow(self, **members):
        tap.ok(self.ask("follow", desktop=True, **members)["ok"], "it follows %s" % members)

    def take(self):
        """What it has got by now."""
        self.ask("seen", alert="A999999")
        got, self.got = self.got, []
        return got

    def parcels(self):
        return [one["parcel"] for one in self.take() if "parcel" in one]


daemon.start()
daemon.poll()
a, b = Session(), Session()
publish("ett")
got, other = a.parcels(), b.parcels()
tap.equal(1, len(got + other), "two sessions of one user: one of them gets it")
first, second = (a, b) if got else (b, a)
one = (got + other)[0]
tap.ok(not second.ask("shown", parcel=one["parcel"])["ok"], "and the other cannot say that it was shown")
first.client.close()
daemon.ask("settle")
publish("två")
titles = [p["title"].split()[-1] for p in second.parcels()]
tap.equal(["ett", "två"], sorted(titles), "it goes unshown: the other gets that, and what is new")
third = Session()
tap.equal([], third.parcels(), "a third gets neither")
second.follow(locked=True)
both = third.parcels()
tap.equal(2, len(both), "the second is locked: the third gets both")
publish("tre")
tap.equal([], second.take(), "nothing comes to one that is locked")
both += third.parcels()
tap.equal(3, len(both), "but to the other")
tap.ok(all(third.ask("shown", parcel=p["parcel"])["ok"] for p in both), "where they are shown")
third.follow(locked=True)
publish("fyra")
tap.equal([], second.take() + third.take(), "all are locked: it waits")
second.follow()
waited = second.parcels()
tap.equal(["fyra"], [p["title"].split()[-1] for p in waited], "one is unlocked: it comes there, and nothing shown again")
third.follow()
tap.equal([], third.parcels(), "the next that is unlocked does not get it again")
tap.ok(second.ask("shown", parcel=waited[0]["parcel"])["ok"], "it is shown")
third.follow(locked=True)
tap.ok(daemon.ask("ack", alert=both[0]["alert"]) is not None, "acknowledged somewhere")
for session in (second, third):
    tap.equal([{"close": both[0]["alert"]}], session.take(), "it is closed in each session, a locked one, too")
daemon.kill()
daemon.start()
standing = [both[1]["alert"], both[0]["alert"], "A999999", "x", 7, None] + [both[0]["alert"]] * 200
fourth = Session(standing=standing)
tap.equal([{"close": both[0]["alert"]}] * 95, fourth.take(),
          "after a restart: nothing shown comes again, what was taken is closed, so many are looked at")
fourth.follow(standing={"alert": both[0]["alert"]})
tap.equal([], fourth.take(), "no list: nothing")
whole.done()
