# refused-t.py - one feed that the state file refuses: the others go on
# SPDX-License-Identifier: MIT
"""A trigger in the file stands for whatever may be wrong with one feed's rows."""
import contextlib
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

TRIGGER = "CREATE TRIGGER refuse BEFORE INSERT ON item WHEN NEW.title LIKE 'Trasig%' BEGIN SELECT RAISE(ABORT, 'not this one'); END"

house = whole.House()
site = house.site()
recorder = Recorder(house)
for name in ("bra", "trasig"):
    site.put(0, "/%s.xml" % name, rss([OLD]))
feeds = {n: "url = %s/%s.xml\ntype = feed" % (site.url, n) for n in ("bra", "trasig")}
daemon = house.daemon(settings(house, recorder, feeds))


def change(sql):
    daemon.stop()
    with contextlib.closing(sqlite3.connect(house.path("state", "state.db"))) as file:
        file.execute(sql)
        file.commit()
    daemon.start()


def titles():
    return sorted(i["title"] for i in daemon.ask("items")["items"])


def check_refused():
    site.put(0, "/bra.xml", rss([entry("ny", "Remiss om vägar", "Svara senast den @SV+30@."), OLD]))
    site.put(0, "/trasig.xml", rss([entry("t", "Trasig remiss", "Svara senast den @SV+30@."), OLD]))
    change(TRIGGER)
    first = daemon.poll()
    tap.ok(not first["trasig"]["ok"], "what is refused is a round that failed")
    tap.ok("not this one" in daemon.log(), "and the log says why")
    second = daemon.poll()
    tap.ok(second["bra"]["ok"], "the other feed's round is kept, at the second try at the latest")
    tap.ok("not this one" in second["trasig"]["why"], "the other one fails alone: " + second["trasig"]["why"])
    tap.ok("Remiss om vägar" in titles(), "the new item is there")
    third = daemon.poll()
    tap.ok(third["bra"]["ok"] and not third["trasig"]["ok"], "and so it goes on")
    tap.equal(["Remiss om vägar"], [a["item"]["title"] for a in recorder.runs() if a["event"] == "item.new"], "told once")


def check_mended():
    change("DROP TRIGGER refuse")
    tap.ok(daemon.poll()["trasig"]["ok"], "mended, its round is kept")
    tap.ok("Trasig remiss" in titles(), "and its item is there")


daemon.start()
daemon.poll()
check_refused()
check_mended()
tap.equal(0, daemon.stop(), "it ends well")
whole.done()
