# kill-t.py - kill -9 of the daemon at any moment loses no item and no alert
# SPDX-License-Identifier: MIT
"""Bounded and seeded: BEVAKAD_KILLS kills, BEVAKAD_SEED.  A moment is so many
thousandths of a second after a round was asked for, unless it ends before."""
import os
import random
import select
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, link_list, page, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

KILLS = int(os.environ.get("BEVAKAD_KILLS", "12"))
SEED = int(os.environ.get("BEVAKAD_SEED", "1"))

house = whole.House()
site = house.site()
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "nytt": "url = %s/rss.xml" % site.url,
    "sidor": "url = %s/nyheter.4.1.html\ntype = page\nread = linked" % site.url,
}))
entries = [OLD]
links = [("/n/%s.5.%d.html" % (w, n), "Nyhet om %s" % w, -9) for n, w in enumerate(("alfa", "beta", "gamma"))]


def publish(n=None):
    """One more item in each feed."""
    if n is not None:
        entries.insert(0, entry("remiss-%d" % n, "Remiss nummer %d" % n, "Svar ska lämnas senast den @SV+%d@." % (30 + n)))
        links.insert(0, ("/n/sida.5.a%d.html" % n, "Synpunktsrunda nummer %d" % n, -1))
        site.put(0, links[0][0], page(links[0][1], ["Synpunkter lämnas senast den @SV+%d@." % (60 + n)]))
    site.put(0, "/rss.xml", rss(entries))
    site.put(0, "/nyheter.4.1.html", link_list(links))


def kill_in_round(moment):
    """A round, killed in the midst of it; True when it was over before."""
    client = daemon.client()
    with client:
        client.send("poll", feeds=[])
        over, _, _ = select.select([client.socket], [], [], moment)
        daemon.kill()
    return bool(over)


def check_kills():
    moments = random.Random(SEED)
    in_time = 0
    for n in range(KILLS):
        publish(n)
        in_time += not kill_in_round(moments.uniform(0, 0.06))
        daemon.start()
    tap.ok(in_time > 0, "%d of %d kills fell within a round (seed %d)" % (in_time, KILLS, SEED))


def check_all_there():
    rounds = daemon.poll()
    tap.ok(all(r["ok"] for r in rounds.values()), "after it all, a round is well")
    titles = sorted(i["title"] for i in daemon.ask("items", limit=10000)["items"])
    tap.equal(sorted(e["title"] for e in entries) + [], [t for t in titles if t.startswith("Remiss")],
              "each item of the feed, once")
    tap.equal(sorted(t for _, t, _ in links), [t for t in titles if not t.startswith("Remiss")],
              "each item of the page, once")


def check_alerts():
    wanted = sorted(["Remiss nummer %d" % n for n in range(KILLS)] + ["Synpunktsrunda nummer %d" % n for n in range(KILLS)])
    alerts = daemon.ask("alerts", all=True, limit=10000)["alerts"]
    tap.equal(len(wanted), len(alerts), "an alert for each that is new, and only one")
    got = recorder.runs()
    tap.equal(wanted, sorted({a["item"]["title"] for a in got}), "each was delivered")
    tap.equal(len(wanted), len({a["id"] for a in got}), "a duplicate carries the same id (%d runs)" % len(got))
    states = {p["state"] for p in daemon.ask("outbox", all=True, limit=10000)["parcels"]}
    tap.equal({"delivered"}, states, "and all is settled")


for address, title, days in links:
    site.put(0, address, page(title, ["Läs mer."], "@TIME%+d@" % days))
publish()
daemon.start()
daemon.poll()
check_kills()
check_all_there()
check_alerts()
whole.done()
