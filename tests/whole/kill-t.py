# kill-t.py - kill -9 of the daemon at any moment loses no item and no alert
# SPDX-License-Identifier: MIT
"""200 feeds and three notifiers.  In each of BEVAKAD_KILLS rounds (the proof: 500) some feeds have something new, 1,000
items in all when there are 500 kills, and the daemon is killed a moment later, of BEVAKAD_SEED, anywhere between the
question for a round and the delivery of what came of it.  Bounded: the longest moment is what a round takes that is
not killed, and half of that, a second at most.  Each eighth round is let to its end, so that none of the feeds runs away."""
import os
import random
import select
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, link_list, page, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

KILLS = int(os.environ.get("BEVAKAD_KILLS", "12"))
SEED = int(os.environ.get("BEVAKAD_SEED", "1"))
FEEDS = 200 if KILLS > 100 else 20
WAYS = ("recorder", "andra", "tredje")

house = whole.House()
site = house.site()
recorders = {name: Recorder(house, name) for name in WAYS}
feeds = {"flode-%d" % n: "url = %s/rss-%d.xml" % (site.url, n) for n in range(FEEDS - 1)}
feeds["sidor"] = "url = %s/nyheter.4.1.html\ntype = page\nread = linked" % site.url
conf = settings(house, recorders["recorder"], feeds, "per-host = 16\nat-once = 64\n")
conf["receivers.d/desk.conf"] = "# desk.conf - of a test\n[receiver desk]\nmembers = root\nvia = %s\n" % ", ".join(WAYS)
for name in WAYS[1:]:
    conf["notifiers.d/%s.conf" % name] = "# %s.conf - of a test\n[notifier %s]\nprogram = %s\ntime = 10 s\n" % (
        name, name, recorders[name].program)
daemon = house.daemon(conf)
entries = [[entry("gammal-%d" % n, "Remiss om tandvård %d" % n, "Remissvar ska ha kommit in senast den @SV+25@.", days=-9)]
           for n in range(FEEDS - 1)]
links = [("/n/%s.5.%d.html" % (w, n), "Nyhet om %s" % w, -9) for n, w in enumerate(("alfa", "beta", "gamma"))]
moments = random.Random(SEED)


def publish(n):
    """Two more items: one in a feed, one on a page."""
    feed = moments.randrange(FEEDS - 1)
    entries[feed].insert(0, entry("remiss-%d" % n, "Remiss nummer %d" % n, "Svar ska lämnas senast den @SV+%d@." % (30 + n % 300)))
    site.put(0, "/rss-%d.xml" % feed, rss(entries[feed][:30]))
    links.insert(0, ("/n/sida.5.a%d.html" % n, "Synpunktsrunda nummer %d" % n, -1))
    site.put(0, links[0][0], page(links[0][1], ["Synpunkter lämnas senast den @SV+%d@." % (60 + n % 300)]))
    site.put(0, "/nyheter.4.1.html", link_list(links[:30]))


def kill_in_round(moment):
    """Asks for a round, then for what follows from it, and kills amid that; True when all was over before."""
    end = time.monotonic() + moment
    over = True
    with daemon.client() as client:
        for do, members in (("poll", {"feeds": []}), ("settle", {})):
            if over:
                client.send(do, **members)
                over = bool(select.select([client.socket], [], [], max(0, end - time.monotonic()))[0])
                over = over and client.receive() is not None
        daemon.kill()
    return over


def check_kills(most):
    in_time = 0
    for n in range(KILLS):
        publish(n)
        in_time += not kill_in_round(moments.uniform(0, most))
        daemon.start()
        if n % 8 == 7:
            daemon.poll()
    tap.ok(in_time > 0, "%d of %d kills fell within a round (seed %d)" % (in_time, KILLS, SEED))


def check_all_there():
    rounds = daemon.poll()
    tap.ok(all(r["ok"] for r in rounds.values()), "after it all, a round is well")
    titles = sorted(i["title"] for i in daemon.ask("items", limit=10000)["items"])
    tap.equal(sorted(e["title"] for feed in entries for e in feed), [t for t in titles if t.startswith("Remiss")],
              "each item of the feeds, once")
    tap.equal(sorted(t for _, t, _ in links), [t for t in titles if not t.startswith("Remiss")], "each item of the page, once")


def check_alerts():
    wanted = sorted(["Remiss nummer %d" % n for n in range(KILLS)] + ["Synpunktsrunda nummer %d" % n for n in range(KILLS)])
    alerts = daemon.ask("alerts", all=True, limit=10000)["alerts"]
    tap.equal(len(wanted), len(alerts), "an alert for each that is new, and only one")
    for name, recorder in recorders.items():
        got = recorder.runs()
        tap.equal(wanted, sorted({a["item"]["title"] for a in got}), "%s: each was delivered, none is lost" % name)
        ids = {}
        for a in got:
            ids[a["id"]] = ids.get(a["id"], 0) + 1
        tap.equal(len(wanted), len(ids), "%s: a duplicate carries the same id" % name)
        tap.ok(len(got) - len(wanted) <= KILLS, "%s: at most one duplicate a kill (%d in %d)" % (name, len(got) - len(wanted), KILLS))
        check_order(name, got)
    states = {p["state"] for p in daemon.ask("outbox", all=True, limit=10000)["parcels"]}
    tap.equal({"delivered"}, states, "and all is settled")


def check_order(name, got):
    """One at a time and the oldest first: what is doubled is what was out when it ended, so it comes twice running."""
    order = [int(a["parcel"][1:]) for a in got]
    apart = [p for n, p in enumerate(order) if p in order[:n] and order[n - 1] != p]
    tap.equal([], apart, "%s: a duplicate follows its first at once, so a kill doubles one at most" % name)
    tap.equal(sorted(set(order)), list(dict.fromkeys(order)), "%s: the oldest first" % name)


for address, title, days in links:
    site.put(0, address, page(title, ["Läs mer."], "@TIME%+d@" % days))
for n in range(FEEDS - 1):
    site.put(0, "/rss-%d.xml" % n, rss(entries[n]))
site.put(0, "/nyheter.4.1.html", link_list(links))
daemon.start()
daemon.poll()
begun = time.monotonic()
daemon.poll()
check_kills(min(1, 1.5 * (time.monotonic() - begun)))
check_all_there()
check_alerts()
whole.done()
