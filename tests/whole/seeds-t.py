# seeds-t.py - the five documents that began it: their dates, after one round
# SPDX-License-Identifier: MIT
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, link_list, page, settings  # noqa: E402
from whole import tap  # noqa: E402

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

if not whole.shared("deadlines/seeds.jsonl"):
    tap.skip_all("../shared is absent: the seeds are not here")
with open(whole.shared("deadlines/seeds.jsonl")) as f:
    seeds = [json.loads(line) for line in f if line.strip()]

house = whole.House()
site = house.site()
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "seeds": "url = %s/nyheter.4.1.html\ntype = page\nread = linked" % site.url}))


def is_explicit(deadline):
    """The words name the very day: 30 september, 210507."""
    if deadline.get("optional") or deadline.get("before") or deadline["precision"] != "day":
        return False
    year, month, day = (int(n) for n in deadline["end"].split("-"))
    words = deadline["evidence"].lower()
    return bool(re.search(r"\b%d %s\b" % (day, MONTHS[month - 1]), words)
                or "%02d%02d%02d" % (year % 100, month, day) in words)


def publish():
    links = []
    for n, seed in enumerate(seeds):
        with open(whole.shared(seed["text_file"])) as f:
            lines = [line.strip() for line in f if line.strip()]
        address = "/fro-%d.5.a%d.html" % (n, n)
        site.put(0, address, page("Dokument %d" % n, lines, seed["published"] + "T08:00:00+02:00"))
        links.append((address, "Dokument %d" % n, -30))
    site.put(0, "/nyheter.4.1.html", link_list(links))


def read():
    run = whole.ctl(daemon, "deadlines", "--json", "--all")
    tap.equal(0, run.returncode, "bevakactl deadlines --json --all " + run.stderr)
    return json.loads(run.stdout)


def check_seed(n, seed, found):
    mine = [d for d in found if "/fro-%d." % n in d["link"]]
    for wanted in seed["deadlines"]:
        if not is_explicit(wanted):
            continue
        same = [d for d in mine if all(d[k] == wanted[k] for k in ("kind", "start", "end"))]
        tap.ok(same, "%s: %s %s, %s" % (seed["id"], wanted["kind"], wanted["end"], wanted["evidence"]))
        if same and wanted.get("extendable"):
            tap.ok(same[0].get("extendable"), "%s: which may be prolonged" % seed["id"])
    for deadline in mine:
        tap.ok(not re.search(r"BankID|telefon|Senast uppdaterad|\b0\d{1,3}-\d{5}", deadline["evidence"]),
               "%s: no date but a date: %s" % (seed["id"], deadline["evidence"][:80]))


publish()
daemon.start()
rounds = daemon.poll()
tap.ok(rounds["seeds"]["ok"], "one round: %s" % rounds["seeds"])
found = read()
for n, seed in enumerate(seeds):
    check_seed(n, seed, found)
tap.equal([], recorder.runs(), "a baseline tells nobody")
whole.done()
