# manners-t.py - what bevakactl says of when feeds are asked, of moves and networks
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, has, equal, ok
from fake import Fake, ctl

NOW = "2026-11-22T07:00:00Z"
WELL = {"name": "vgr", "title": "VGR", "source": "vgr", "url": "https://a.se/rss", "type": "auto", "state": "ok",
        "next": "2026-11-22T09:00:00Z", "next_why": "every 30 min; free day: x4", "failures": 0, "items": 3}
MOVED = dict(WELL, name="gr", moved={"to": "https://b.se/rss", "since": NOW, "doubt": "", "rejected": False})
DOUBTFUL = dict(WELL, name="ivo", asked="https://c.se/rss",
                moved={"to": "https://b.se/", "since": NOW, "doubt": "that is the site's front page",
                       "rejected": False})
REJECTED = dict(WELL, name="nej", moved={"to": "https://b.se/", "since": NOW, "doubt": "", "rejected": True})
FEEDS = [WELL, MOVED, DOUBTFUL, REJECTED]
STATUS = {"version": "1", "pid": 1, "uptime": 9, "feeds": {"all": 4, "ok": 4}, "outbox": {}, "faults": [],
          "moved": 2, "offline": {"since": "2026-11-22T06:48:00Z", "next": "2026-11-22T07:05:00Z"}}
SCRIPT = [
    *({"when": {"do": "feeds", "name": f["name"]}, "answer": {"ok": True, "now": NOW, "feeds": [f]}} for f in FEEDS),
    {"when": {"do": "feeds"}, "answer": {"ok": True, "now": NOW, "feeds": FEEDS}},
    {"when": {"do": "accept-move", "feed": "ny"}, "answer": {"ok": False, "why": "feed ny has not moved", "code": 3}},
    {"when": {"do": "accept-move"}, "answer": {"ok": True, "now": NOW}},
    {"when": {"do": "status"}, "answer": {"ok": True, "now": NOW, "status": STATUS}},
    {"when": {"do": "deadlines"}, "answer": {"ok": True, "now": NOW, "deadlines": []}},
]
# what is typed, what is asked, status, a part of what is said
CASES = [
    ("feeds vgr", {"do": "feeds", "name": "vgr", "limit": 10000}, 0, "Why then  every 30 min; free day: x4"),
    ("feeds gr", {"do": "feeds", "name": "gr", "limit": 10000}, 0,
     "https://b.se/rss; bevakactl feeds accept-move gr [--reject]"),
    ("feeds ivo", {"do": "feeds", "name": "ivo", "limit": 10000}, 0, "(that is the site's front page)"),
    ("feeds nej", {"do": "feeds", "name": "nej", "limit": 10000}, 0, "https://b.se/ (rejected)"),
    ("feeds accept-move gr", {"do": "accept-move", "feed": "gr"}, 0, "gr: asked where it has moved to"),
    ("feeds accept-move gr --reject", {"do": "accept-move", "feed": "gr", "reject": True}, 0,
     "gr: asked where it was"),
    ("feeds accept-move ny", {"do": "accept-move", "feed": "ny"}, 3, "feed ny has not moved"),
    ("feeds gr vgr", None, 2, "usage: bevakactl feeds"),
    ("feeds gr --reject", None, 2, "usage: bevakactl feeds"),
]

with Fake(SCRIPT) as fake:
    for typed, asked, status, part in CASES:
        n = len(fake.requests)
        seen, out, err = ctl(*typed.split(), socket_path=fake.path)
        equal(status, seen, "%s: status" % typed)
        equal(asked, fake.requests[n] if len(fake.requests) > n else None, "%s: what is asked" % typed)
        has(part, out + err, "%s: what is said" % typed)
    _, out, _ = ctl("feeds", socket_path=fake.path)
    equal(2, out.count("has moved to"), "the list says which have moved, but for the rejected one")
    has("Asked at", ctl("feeds", "ivo", socket_path=fake.path)[1], "and where one is asked instead")
    _, out, _ = ctl("status", socket_path=fake.path)
    has("2 moved: bevakactl feeds shows where to", out, "status: how many moved")
    has("no network for 12 min: no feed is blamed; tried again in 5 min", out, "status: no network")
    del STATUS["offline"], STATUS["moved"]
    _, out, _ = ctl("status", socket_path=fake.path)
    ok("network" not in out and "moved" not in out, "nothing of it when all is as usual")
done_testing()
