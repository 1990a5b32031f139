# rules-t.py - rules tried on what is stored, replayed, audited, and changed
# SPDX-License-Identifier: MIT
"""Complaints 4, 16, 31, 37, 38 and 46 of FEATURES.md, each by its number."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
CONF = house.path("conf")
HEAD = "# %s.conf - of a test\n"
VARD = HEAD % "vard" + "[rule vard]\ntitle = Vården\nany = hälsovård*, *avtal\nnone = protokoll\npriority = high\nto = chef\n"
daemon.configure({
    "rules.d/vard.conf": VARD,
    "rules.d/alla.conf": HEAD % "alla" + "[rule alla]\nany = remiss*, *avtal\nto = desk\n",
    "receivers.d/chef.conf": HEAD % "chef" + "[receiver chef]\nvia = recorder\n",
})
PUBLISHED = [
    entry("a", "Hälso- och sjukvård i förändring", "Mer om den nära vården.", days=-2),
    entry("b", "REMISS om samverkansavtalet", "Nämnden har fått ett förslag.", days=-13),
    entry("c", "Protokoll om avtal", "Om hyresavtalet.", days=-24),
    entry("d", "Lunch", "Ärtsoppa.", days=-35),
]


def ctl(*arguments):
    return whole.ctl(daemon, *arguments)


def rules(*arguments):
    """bevakactl rules --json: the exit status and what it said."""
    done = ctl("rules", *arguments, "--config", CONF, "--json")
    return done.returncode, json.loads(done.stdout) if done.stdout.strip() else done.stderr


def found(answer):
    return [f["title"] for f in answer["found"]]


def told():
    return [(a["event"], sorted(r["name"] for r in a.get("rules", [])), a["receiver"]["name"]) for a in recorder.runs()]


def check_baseline():
    daemon.poll()
    tap.equal([], told(), "the first reading is silent")


def complaint_37_test():
    """No preview; cannot re-apply to stored items."""
    status, answer = rules("test", "vard")
    tap.equal(0, status, "rules test")
    tap.equal(["Hälso- och sjukvård i förändring", "REMISS om samverkansavtalet"], found(answer),
              "the hits, newest first: suspended hyphens and compounds too, and without what none forbids")
    tap.equal((2, 4), (answer["hits"], answer["items"]), "counted")
    tap.equal([{"rule": "alla", "hits": 1}, {"rule": "remisser", "hits": 1}],
              sorted(answer["overlap"], key=lambda o: o["rule"]), "the other rules that have one of them")
    tap.equal(1, answer["alone"], "and how many this one has alone")
    tap.equal((["chef"], "high"), (answer["to"], answer["priority"]), "who hears, how loudly")
    tap.ok(0.1 < answer["per-week"] < 0.2, "alerts a week over 90 days")
    terms = {t["text"]: t for t in answer["found"][0]["terms"]}
    tap.equal(("title", "Hälso- och sjukvård i förändring"), (terms["hälsovård*"]["in"], terms["hälsovård*"]["words"]),
              "the term that matched, and where")
    tap.equal([False, False], [terms[t]["found"] for t in ("*avtal", "protokoll")], "and those that did not")
    tap.equal(1, rules("test", "vard", "--since", "10d")[1]["items"], "since when is asked")
    status, answer = rules("test", "vard", "--since", "1d")
    tap.equal((3, 0), (status, answer["hits"]), "nothing matched")
    tap.equal(2, rules("test", "vard", "--since", "soon")[0], "no time")
    tap.equal(3, rules("test", "nobody")[0], "no such rule")
    done = ctl("rules", "test", "vard", "--config", CONF)
    tap.has("any: hälsovård*", done.stdout, "for people")
    tap.has("chef (recorder)", done.stdout, "with the ways")
    tap.equal([], told(), "nobody hears of a test")


def complaint_37_file():
    """A rule that is not loaded yet."""
    draft = house.write("draft.conf", HEAD % "draft" + "[rule ny]\nwhere = title =~ \"^lunch\" and age < 60d\nto = chef\n")
    status, answer = rules("test", "ny", "--file", draft)
    tap.equal((0, ["Lunch"]), (status, found(answer)), "a rule from a file")
    other = house.write("drafts/vard.conf", VARD.replace("hälsovård*, ", ""))
    tap.equal(["REMISS om samverkansavtalet"], found(rules("test", "vard", "--file", other)[1]),
              "a file takes the place of the one of its name")
    broken = house.write("broken.conf", HEAD % "broken" + "[rule ny]\nwhere = titel = a\nto = chef\n")
    status, text = rules("test", "ny", "--file", broken)
    tap.equal(1, status, "a broken one is refused")
    tap.has("broken.conf:3:9: 'titel' is no attribute; did you mean 'title'?", text, "where, and what is meant")


def complaint_37_slips():
    """Invalid pattern silently ignored, or silently blocks everything."""
    for line, part in [("where = title =~ \"(i?)remiss\"", "(i?) means an i or nothing"),
                       ("where = title =~ \"[a\"", "no regular expression"), ("any = av*tal", "a * stands first or last")]:
        house.write("broken.conf", HEAD % "broken" + "[rule ny]\n%s\nto = chef\n" % line)
        tap.has(part, rules("test", "ny", "--file", house.path("broken.conf"))[1], "refused: " + line)


def complaint_37_replay():
    """rules replay."""
    status, answer = rules("replay", "vard")
    tap.equal((0, 2), (status, answer["hits"]), "what would have been told")
    tap.equal([], told(), "is only shown")
    status, answer = rules("replay", "vard", "--send")
    tap.equal(["told", "told"], [f["state"] for f in answer["found"]], "sent when asked")
    daemon.ask("settle")
    tap.equal([("item.new", ["vard"], "chef")] * 2, told(), "to the rule's receivers alone")
    tap.equal([True, True], [a["replay"] for a in recorder.runs()], "marked as a replay")
    tap.has("i efterhand", recorder.runs()[0]["text"], "in words, too")
    tap.equal(["known", "known"], [f["state"] for f in rules("replay", "vard", "--send")[1]["found"]], "once")
    daemon.ask("settle")
    tap.equal(2, len(told()), "and nobody hears again")


def complaint_31():
    """The same thing twice because two searches match."""
    before = len(told())
    site.put(0, "/rss.xml", rss([entry("e", "Remiss om vårdavtalet", "Svara.", days=0)] + PUBLISHED))
    daemon.poll()
    new = told()[before:]
    tap.equal([("item.new", ["alla", "remisser", "vard"], to) for to in ("chef", "desk")], sorted(new, key=lambda t: t[2]),
              "one alert with all its rules, once to each receiver")
    state = rules("replay", "vard", "--send")[1]["found"][0]["state"]
    tap.equal("known", state, "what was told of is not replayed")


def complaint_46():
    """ä/Ä not matched."""
    house.write("draft.conf", HEAD % "draft" + "[rule ny]\nany = \"ÄRTSOPPA\"\nto = chef\n")
    tap.equal(["Lunch"], found(rules("test", "ny", "--file", house.path("draft.conf"))[1]), "Ä is ä")
    house.write("draft.conf", HEAD % "draft" + "[rule ny]\nany = artsoppa\nto = chef\n")
    tap.equal(3, rules("test", "ny", "--file", house.path("draft.conf"))[0], "and never a")


def check_audit():
    status, answer = rules("audit")
    tap.equal((0, []), (status, answer), "nothing to look at")
    daemon.configure({"rules.d/aldrig.conf": HEAD % "aldrig" + """[rule ett]
and = avtal
none = avtal*
to = chef
[rule två]
any = vård*, "vård"
none = *vård*
to = chef
[rule tre]
where = age < 30d and age > 60d
to = chef
[rule fyra]
where = feed = borta or source = ingen
to = chef
[rule fem]
feeds = pausad
to = chef
[rule sex]
and = avtal
none = "avtal"
where = not feed = borta
to = chef
""", "sources.d/pausad.conf": HEAD % "pausad" + "[feed pausad]\nsource = body\nurl = https://a.example/x\npaused = yes\n",
                      "receivers.d/ingen.conf": HEAD % "ingen" + "[receiver ingen]\nvia = recorder\n"})
    status, answer = rules("audit")
    tap.equal(1, status, "there is something")
    reasons = {a["name"]: a["reason"] for a in answer}
    tap.equal(["ett", "fem", "fyra", "ingen", "tre", "två"], sorted(reasons), "all that can never fire, and an unused receiver")
    tap.has("none forbids by avtal*", reasons["ett"], "a word that is wanted and forbidden")
    tap.has("none forbids every word of any", reasons["två"], "all words forbidden")
    tap.has("no value is in both", reasons["tre"], "where contradicts itself")
    tap.has("there is no such feed", reasons["fyra"], "feeds that do not exist")
    tap.has("paused", reasons["fem"], "feeds that are not polled")
    tap.has("no rule", reasons["ingen"], "nobody writes to it")
    tap.has("aldrig.conf:2: rule ett: and wants avtal", ctl("rules", "audit", "--config", CONF).stdout, "for people, with the place")
    daemon.configure({"rules.d/aldrig.conf": None, "sources.d/pausad.conf": None, "receivers.d/ingen.conf": None})


def check_diff():
    done = whole.ctl(daemon, "check-config", "--config", CONF, "--diff")
    tap.has("No rule would have said anything else", done.stdout, "no change")
    daemon.configure({"rules.d/vard.conf": VARD.replace("none = protokoll\n", "").replace("hälsovård*, ", ""),
                      "rules.d/lunch.conf": HEAD % "lunch" + "[rule lunch]\nany = lunch\nto = chef\n",
                      "rules.d/remisser.conf": None})
    done = whole.ctl(daemon, "check-config", "--config", CONF, "--diff", "--json")
    answer = json.loads(done.stdout)
    change = {r["rule"]: r for r in answer["rules"]}
    tap.equal(["lunch", "remisser", "vard"], sorted(change), "the rules that would have said something else")
    tap.equal((3, 3, 1, 1), tuple(change["vard"][k] for k in ("before", "after", "came", "went")), "what comes and what goes")
    tap.has("Protokoll om avtal", change["vard"]["new"][0], "with an example")
    tap.has("Hälso- och sjukvård", change["vard"]["gone"][0], "of both")
    tap.equal(("new", "removed"), (change["lunch"]["change"], change["remisser"]["change"]), "new and removed")
    tap.equal([("chef", 3, 4)], [(r["receiver"], r["before"], r["after"]) for r in answer["receivers"] if r["receiver"] == "chef"],
              "who would hear more")
    tap.equal(5, answer["items"], "over all that is stored")


def complaint_38():
    """Bad filter crashes at start and in use; a runaway one is a told fault of its rule."""
    daemon.configure({"rules.d/vard.conf": VARD,
                      "rules.d/lunch.conf": HEAD % "lunch" + "[rule lunch]\nwhere = text =~ \"(x+x+)+(y|z)\"\nto = chef\n"})
    daemon.ask("reload")
    before = len(told())
    for n in range(4):
        PUBLISHED.insert(0, entry("x%d" % n, "Remiss nummer %d" % n, "x" * 40, days=0))
    site.put(0, "/rss.xml", rss(PUBLISHED))
    daemon.poll()
    tap.equal([["alla"]] * 4, [t[1] for t in told()[before:]], "the other rules go on")
    tap.has("rule lunch", daemon.log(), "the fault is told in the log")
    rule = [r for r in daemon.ask("rules")["rules"] if r["name"] == "lunch"][0]
    tap.has("takes too long", rule["fault"], "and in bevakactl rules")
    status = daemon.ask("status")["status"]
    tap.ok(status["loop"]["longest_ms"] < 1000, "nobody waited long: %s" % status["loop"])


def complaint_4():
    """Wants an event when a feed turns to not working."""
    daemon.configure({"rules.d/lunch.conf": HEAD % "drift" + "[rule drift]\nevents = failing, recovered\nto = chef\npriority = critical\n"})
    daemon.ask("reload")
    site.fault("/rss.xml", "500")
    before = len(told())
    for _ in range(3):
        daemon.poll()
    tap.equal([("feed.failing", ["drift"], to) for to in ("chef", "desk")], sorted(told()[before:], key=lambda t: t[2]),
              "the rule's receivers beside those of health")
    site.fault("/rss.xml", "off")
    daemon.poll()
    tap.equal(["feed.recovered"] * 2, [t[0] for t in told()[before + 2:]], "and of its end")


def complaint_16():
    """Want updates separate from new."""
    daemon.configure({"rules.d/lunch.conf": HEAD % "rubrik" + "[rule rubrik]\nany = remiss*\nevents = title\nto = chef\n"})
    daemon.ask("reload")
    before = len(told())
    PUBLISHED[0] = dict(PUBLISHED[0], title="Remiss nummer tre, ny rubrik")
    site.put(0, "/rss.xml", rss(PUBLISHED))
    daemon.poll()
    tap.equal([("item.changed", ["alla", "rubrik"], to) for to in ("chef", "desk")], sorted(told()[before:], key=lambda t: t[2]),
              "a rule for headlines that change")
    item = [i for i in daemon.ask("items")["items"] if i["title"] == PUBLISHED[0]["title"]][0]["id"]
    tap.has("rule rubrik does not hear of new items, only of these events: title", whole.ctl(daemon, "why", item).stdout,
            "why says what it does not hear of")


def check_many():
    """10,000 rules are taken in slices, and an item asks them all."""
    one = "[rule n%d]\nany = ord%d, *ord%d, ord%dx*\nand = gemensamt\nto = chef\n"
    daemon.configure({"rules.d/lunch.conf": HEAD % "many" + "".join(one % (n, n, n, n) for n in range(10000))})
    daemon.ask("status", again=True)
    tap.ok(daemon.ask("reload")["rules"] > 10000, "10,000 rules are taken")
    daemon.ask("settle")
    before = len(told())
    PUBLISHED.insert(0, entry("many", "Gemensamt ord4711", "Och en text om annat, förord12 och ord77xyz.", days=0))
    site.put(0, "/rss.xml", rss(PUBLISHED))
    daemon.poll()
    tap.equal([("item.new", ["n12", "n4711", "n77"], "chef")], told()[before:], "an item finds its three")
    loop = daemon.ask("status")["status"]["loop"]
    tap.diag("10,000 rules: %s" % loop)
    tap.ok(loop["cpu_ms"] < 500, "and nobody waits for the square of them")


site.put(0, "/rss.xml", rss(PUBLISHED))
daemon.start()
check_baseline()
complaint_37_test()
complaint_37_file()
complaint_37_slips()
complaint_37_replay()
complaint_31()
complaint_46()
check_audit()
check_diff()
complaint_38()
complaint_4()
complaint_16()
check_many()
whole.done()
