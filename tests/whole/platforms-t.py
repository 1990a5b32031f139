# platforms-t.py - a fixture site per platform, edition by edition: these events and no others
# SPDX-License-Identifier: MIT
"""tests/data/sites/NAME/expect.json says what each edition does, and what comes of it:

    feeds     {name: lines of its section; @BASE@ is the site}
    editions  of 1 and on: what (a sentence), events ([event, words of the
              title, "kind +days" of its first deadline]), faults ({feed: a
              word of the reason}), told ([event, feed] of the feeds themselves)
"""
import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from whole import tap  # noqa: E402

SITES = os.path.join(whole.SOURCE, "tests", "data", "sites")
RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*, synpunkt*, samverkansavtal*
deadline = remiss, expiry
remind = 1wd
to = desk
"""
TODAY = datetime.date.today()


def described(alert):
    """The event, the item's title, and the deadline that comes first."""
    days = [((datetime.date.fromisoformat(d["end"]) - TODAY).days, d["kind"]) for d in alert.get("deadlines", [])]
    when = "%s +%d" % (min(days)[1], min(days)[0]) if days else None
    item = alert.get("item") or {}
    return [alert["event"], item.get("title") or alert["title"], when]


def same(wanted, seen):
    """Each wanted event was seen once, and nothing else was."""
    left = list(seen)
    for event, words, when in wanted:
        found = [s for s in left if s[0] == event and words in s[1] and s[2] == when]
        if not found:
            return False
        left.remove(found[0])
    return not left


def check_rounds(name, step, rounds):
    for feed, r in sorted(rounds.items()):
        word = step.get("faults", {}).get(feed)
        if word is None:
            tap.ok(r["ok"], "%s: %s is read: %s" % (name, feed, r.get("why") or "fine"))
        else:
            tap.ok(not r["ok"] and word in (r.get("why") or "").lower(), "%s: %s fails: %s" % (name, feed, r.get("why")))


def check_edition(name, n, step, daemon, recorder, before):
    check_rounds(name, step, daemon.poll())
    alerts = recorder.runs()[before:]
    seen = [described(a) for a in alerts if not a["event"].startswith("feed.")]
    told = [[a["event"], a["feed"]["name"]] for a in alerts if a["event"].startswith("feed.")]
    tap.equal(step.get("told", []), told, "%s, edition %d: what is told of the feeds" % (name, n))
    if not tap.ok(same(step["events"], seen), "%s, edition %d: %s" % (name, n, step["what"])):
        tap.diag("wanted: %s" % step["events"], "  seen: %s" % seen)


def check_site(name):
    with open(os.path.join(SITES, name, "expect.json"), encoding="utf-8") as f:
        expect = json.load(f)
    house = whole.House()
    site = house.site(os.path.join(SITES, name))
    recorder = Recorder(house)
    conf = settings(house, recorder, {feed: lines.replace("@BASE@", site.url) for feed, lines in expect["feeds"].items()},
                    "join = no")  # each feed is looked at by itself
    conf["rules.d/remisser.conf"] = RULES
    daemon = house.daemon(conf)
    daemon.start()
    check_edition(name, 0, {"what": "the first reading is silent", "events": []}, daemon, recorder, 0)
    for n, step in enumerate(expect["editions"], 1):
        before = len(recorder.runs())
        site.edition(n)
        check_edition(name, n, step, daemon, recorder, before)


names = sorted(os.listdir(SITES))
tap.ok(len(names) >= 10, "there are sites")
for name in sys.argv[1:] or names:
    check_site(name)
whole.done()
