# identity-t.py - sites are rebuilt, move, flood and change: who is told what
# SPDX-License-Identifier: MIT
import html
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, age, link_list, page, settings  # noqa: E402
from whole import ctl, tap  # noqa: E402

HIGH = """
[rule brand]
any = brandfara
priority = high
to = desk
"""
SUBJECTS = ["nära vård", "kollektivtrafik", "tandvård", "skolskjutsar", "vattenskydd", "bredband", "kulturmiljö",
            "folkhälsa", "elevhälsa", "havsmiljö", "vägunderhåll", "biblioteksplan"]


def notice(n, **more):
    """The nth notice of a body; dated long ago, its remiss over."""
    what = SUBJECTS[n % len(SUBJECTS)]
    item = {"title": "Remiss om %s, ärende %d" % (what, n), "link": "/nyheter/remiss-%d-om-arendet.html" % n,
            "guid": "id-%d" % n, "days": -30 - n,
            "text": "Remissen i ärende %d om %s är avslutad. Nämnden tackar de %d som har svarat och går vidare med förslaget "
                    "om %s under nästa år, då även kostnaderna för ärende %d ses över." % (n, what, n + 7, what, n)}
    return dict(item, **more)


def rss(items, base="@BASE@"):
    def one(i):
        guid = "" if i["guid"] is None else "<guid isPermaLink=\"false\">%s</guid>" % i["guid"]
        date = "" if i["days"] is None else "<pubDate>@RFC822%+d@</pubDate>" % i["days"]
        link = i["link"] if i["link"].startswith("http") else base + i["link"]
        return ("<item><title>%s</title><link>%s</link>%s%s<description>%s</description></item>\n"
                % (html.escape(i["title"]), html.escape(link), guid, date, html.escape(i["text"])))
    return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Nytt</title>"
            "<link>@BASE@/</link><description>Nytt</description>\n%s</channel></rss>\n" % "".join(map(one, items)))


class Watch:
    """A house with one feed; told() is what is told since the last look."""

    def __init__(self, first, lines="", path="/rss.xml", rules="", source="", more=()):
        self.house = whole.House()
        self.site = self.house.site()
        self.recorder = Recorder(self.house)
        self.path = path
        self.site.put(0, path, first)
        for address, text in more:
            self.site.put(0, address, text)
        conf = settings(self.house, self.recorder, {"nytt": "url = %s%s\n%s" % (self.site.url, path, lines)})
        conf["rules.d/remisser.conf"] += rules
        conf["sources.d/body.conf"] = conf["sources.d/body.conf"].replace("[source body]\n", "[source body]\n" + source)
        self.daemon = self.house.daemon(conf)
        self.daemon.start()
        self.seen = 0
        self.daemon.poll("nytt")
        tap.equal([], self.told(), "nobody is told of the first reading")

    def read(self, body):
        self.site.put(0, self.path, body)
        return self.daemon.poll("nytt")["nytt"]

    def alerts(self):
        runs = self.recorder.runs()[self.seen:]
        self.seen += len(runs)
        return runs

    def told(self):
        return sorted(a["event"] for a in self.alerts())

    def feed(self):
        return self.daemon.ask("feeds", name="nytt")["feeds"][0]

    def held(self):
        return [i["title"] for i in self.daemon.ask("items", held=True)["items"]]

    def count(self):
        return len(self.daemon.ask("items", limit=1000)["items"])

    def answer(self, word):
        run = ctl(self.daemon, "feeds", word, "nytt")
        tap.equal(0, run.returncode, "feeds %s: %s" % (word, (run.stdout + run.stderr).strip()))
        self.daemon.ask("settle")

    def stop(self):
        self.daemon.stop()


OLD = [notice(n) for n in range(12)]


def check_ids():
    """A site is rebuilt: every guid is another one."""
    w = Watch(rss(OLD))
    new = notice(50, days=0, title="Remiss om buller", text="Svara senast den @SV+30@.")
    w.read(rss([new] + [dict(i, guid="http://cms/%s" % i["guid"]) for i in OLD]))
    tap.equal(["item.new"], w.told(), "ids change on a rebuild: only what is new is told")
    tap.equal("link", w.feed()["identity"]["by"], "the feed is known by its links from now on")
    shown = ctl(w.daemon, "feeds", "nytt").stdout
    tap.ok("by link since" in shown and "changed" in shown, "which is shown, with its reason")
    tap.ok("told apart by link from now on" in w.daemon.log(), "and logged")
    w.read(rss([new] + [dict(i, guid="again-%s" % i["guid"]) for i in OLD]))
    tap.equal([], w.told(), "ids that change again are nothing")
    w.site.put(0, w.path, rss([new, notice(51, days=0)] + OLD))
    w.answer("baseline")
    tap.equal("auto", w.feed()["identity"]["by"], "baseline trusts them again")
    tap.equal(([], 14), (w.told(), w.count()), "and reads at once what is there, silently")
    w.read(rss([new, notice(52, days=0), notice(51, days=0)] + OLD))
    tap.equal(["item.new"], w.told(), "but what comes after that is told")
    w.stop()


def check_appears():
    """A publishing system is brought up to date, and gives ids from then on."""
    w = Watch(rss([dict(i, guid=None) for i in OLD]))
    w.read(rss([notice(55, days=0)] + OLD))
    tap.equal(["item.new"], w.told(), "ids appear: only what is new is told")
    tap.equal("auto", w.feed()["identity"]["by"], "and they are trusted")
    w.read(rss([dict(i, link="/annan/%d.html" % n) for n, i in enumerate([notice(55, days=0)] + OLD)]))
    tap.equal(([], 13), (w.told(), w.count()), "known by them when the links change")
    w.stop()


def check_series():
    """Six notices that look like six that are there still."""
    w = Watch(rss(OLD))
    more = [notice(n, guid="ny-%d" % n, link="/2027" + OLD[n]["link"], days=0) for n in range(6)]
    w.read(rss(more + OLD))
    tap.equal(["item.new"] * 6, w.told(), "notices like those that are still there are news")
    w.stop()


def check_https():
    """http to https, www and not, and a parameter of whoever counts clicks."""
    first = [dict(i, link="http://www.body.example" + i["link"], guid="http://www.body.example" + i["link"]) for i in OLD]
    w = Watch(rss(first))
    link = "https://body.example%s?utm_source=rss"
    w.read(rss([dict(i, link=link % i["link"], guid="https://body.example" + i["link"]) for i in OLD]))
    tap.equal([], w.told(), "http to https: nobody is told")
    tap.equal("auto", w.feed()["identity"]["by"], "and the ids are as good as before")
    tap.equal(12, w.count(), "there are as many items as before")
    w.stop()


def check_host():
    """Another host, with a last word to those who subscribe."""
    first = [dict(i, link="https://old.example" + i["link"], guid="https://old.example" + i["link"]) for i in OLD]
    w = Watch(rss(first))
    moved = [dict(i, link="https://new.example/arkiv/%d" % n, guid="https://new.example/arkiv/%d" % n,
                  text="Sök på webbplatsen. " + i["text"] + " Dela sidan med andra.", days=0)
             for n, i in enumerate(OLD)]
    farewell = notice(70, title="Remisser: vi byter leverantör", days=0, guid="farewell", link="https://new.example/byte",
                      text="Du som prenumererar behöver anmäla dig på nytt.")
    older = [notice(n, link="https://new.example/arkiv/%d" % n, guid="n%d" % n, days=-400) for n in (80, 81)]
    w.read(rss([farewell] + moved + older))
    alerts = w.alerts()
    tap.equal(["feed.returned", "item.new"], sorted(a["event"] for a in alerts), "another host: a move, and a farewell")
    question = [a for a in alerts if a["event"] == "feed.returned"][0]
    tap.equal((12, 2), (question["hold"]["known"], question["hold"]["held"]), "with how many are known, and held")
    tap.ok("bevakactl feeds accept-move nytt" in question["text"], "and what may be answered")
    tap.ok("leverantör" in [a for a in alerts if a["event"] == "item.new"][0]["title"], "the farewell is news")
    tap.equal(15, w.count(), "nothing is there twice")
    tap.equal(2, len(w.held()), "what seems old is held")
    tap.equal(3, len(ctl(w.daemon, "items", "--held").stdout.splitlines()), "and listed by items --held")
    w.read(rss([farewell] + moved + older + [notice(82, link="https://new.example/ny", days=0)]))
    tap.equal(["item.new"], w.told(), "news goes on while the question is open")
    w.daemon.kill()
    w.daemon.start()
    tap.equal(2, len(w.held()), "a crash forgets nothing of it")
    w.answer("accept-move")
    tap.equal(([], []), (w.told(), w.held()), "accept-move: nobody is told")
    tap.equal("done", [a for a in w.daemon.ask("alerts", all=True)["alerts"] if a["event"] == "feed.returned"][0]["state"],
              "and the question is answered")
    w.read(rss([dict(i, link=i["link"] + "?", days=0) for i in [farewell] + moved + older]))
    tap.equal([], w.told(), "read once more: nothing")
    w.stop()


def check_both():
    """The feed's own address moves, and all of its items with it: one word accepts both."""
    w = Watch(rss([dict(i, link="https://old.example" + i["link"]) for i in OLD]))
    new = [dict(i, guid="n" + i["guid"], link="https://new.example/remiss-%d" % n, days=0) for n, i in enumerate(OLD)]
    w.site.put(0, "/flyttad.xml", rss(new + [notice(85, days=-400, guid="n85", link="https://new.example/85")]))
    w.site.fault("/rss.xml", "moved:%s/flyttad.xml" % w.site.url)
    w.daemon.poll("nytt")
    tap.equal(1, w.told().count("feed.returned"), "a feed that moves with its items: a question")
    tap.equal(1, w.daemon.ask("status")["status"]["questions"], "which the status counts")
    tap.ok("1 with a question: 1 items are held" in ctl(w.daemon, "status").stdout, "and shows")
    run = ctl(w.daemon, "feeds", "accept-move", "nytt")
    tap.equal((0, ["nytt: asked where it has moved to", "nytt: 1 held items are known now, nobody is told"]),
              (run.returncode, run.stdout.splitlines()), "one word accepts both")
    tap.equal(([], 0), (w.held(), w.daemon.ask("status")["status"]["questions"]), "and no question is left")
    tap.equal(3, ctl(w.daemon, "feeds", "accept-move", "nytt").returncode, "there is nothing more to accept")
    w.stop()


def check_day():
    """A day that is moved in the move is told all the same."""
    first = [dict(i, text=i["text"] + " Svara senast den @SV+40@." if n == 3 else i["text"]) for n, i in enumerate(OLD)]
    w = Watch(rss(first))
    w.read(rss([dict(i, guid="x" + i["guid"], link="/ny/%d" % n, text=i["text"].replace("@SV+40@", "@SV+60@"))
                for n, i in enumerate(first)]))
    tap.equal(["deadline.moved", "feed.returned"], w.told(), "a move with a new day in it: both are told")
    w.stop()


def check_repeated():
    """Guids that are the place in the list, not the item's."""
    w = Watch(rss([dict(i, guid="%d" % n) for n, i in enumerate(OLD)]))
    new = notice(60, days=0, text="Svara senast den @SV+30@.")
    w.read(rss([dict(i, guid="%d" % n) for n, i in enumerate([new] + OLD[:-1])]))
    tap.equal(["item.new"], w.told(), "guids that go on to the next item: only the new one is told")
    tap.equal(13, w.count(), "which is an item of its own")
    w.stop()
    w = Watch(rss([dict(i, guid="samma") for i in OLD]))
    w.read(rss([dict(i, guid="samma") for i in [new] + OLD]))
    tap.equal(["item.new"], w.told(), "one guid for all: only the new one is told")
    tap.equal("link", w.feed()["identity"]["by"], "and the feed is known by its links")
    w.stop()


def check_chosen():
    """The administrator says by what."""
    w = Watch(rss([dict(i, link="/lista.html") for i in OLD]), lines="identity = guid")
    w.read(rss([dict(notice(61, days=0), link="/lista.html")] + [dict(i, link="/lista.html?x=%d" % n)
                                                                 for n, i in enumerate(OLD)]))
    tap.equal(["item.new"], w.told(), "by guid: other links are nothing")
    w.stop()
    w = Watch(rss([dict(i, guid=None) for i in OLD]), lines="identity = title-date")
    w.read(rss([dict(i, guid="g%d" % n, link="/annan/%d" % n) for n, i in enumerate(OLD)]))
    tap.equal(([], 12), (w.told(), w.count()), "by title and day: guids and links are nothing")
    w.stop()
    twins = [notice(3, title="Kallelse", guid=None, link="/k1", days=-2, text="Nämnden för vägar. " + OLD[3]["text"]),
             notice(4, title="Kallelse", guid=None, link="/k2", days=-2, text="Nämnden för skolor. " + OLD[4]["text"])]
    w = Watch(rss(OLD), lines="identity = title-date")
    w.read(rss(twins + OLD))
    w.read(rss([dict(i, link=i["link"] + "-igen") for i in twins] + OLD))
    tap.equal(14, w.count(), "two of one title and day are two, told apart by their texts")
    w.stop()
    w = Watch(rss(OLD), lines="identity = text")
    w.read(rss([dict(i, guid="g%d" % n, link="/annan/%d" % n, title="Remiss %d" % n) for n, i in enumerate(OLD)]))
    tap.equal(12, w.count(), "by text: titles are nothing either")
    w.stop()


def check_flood():
    """Many more than the feed ever had."""
    w = Watch(rss(OLD), rules=HIGH)
    many = [notice(n, days=0) for n in range(100, 160)]
    many[10] = notice(110, days=0, text="Remissvar ska ha kommit in senast den @SV+30@.")
    many[20] = notice(120, days=0, title="Brandfara i skog och mark, remiss 120")
    w.read(rss(many + OLD))
    alerts = w.alerts()
    tap.equal(["feed.flood", "item.new", "item.new"], sorted(a["event"] for a in alerts),
              "sixty new ones: one question, and what cannot wait")
    news = [a for a in alerts if a["event"] == "item.new"]
    tap.ok(all("hålls tillbaka" in a["text"] for a in news), "with the word that the rest is held")
    tap.ok(any("Remiss: svara senast" in a["title"] for a in news), "a deadline ahead is told")
    tap.ok(any("Brandfara" in a["title"] for a in news), "and what a rule of high priority is about")
    tap.equal(58, len(w.held()), "the others are held")
    many[30]["text"] = "Remissvar ska ha kommit in senast den @SV+20@."
    w.read(rss(many + OLD))
    tap.equal(["item.changed"], w.told(), "one that gets a day while it is held is told")
    w.answer("release")
    tap.equal(57, w.told().count("item.new"), "release: each is told")
    tap.equal([], w.held(), "and none is held any more")
    w.read(rss([notice(n, days=0) for n in range(200, 240)] + many[:5]))
    tap.equal(40, w.told().count("item.new"), "a feed that has had so many may have many again")
    w.stop()


def check_flood_with_gap():
    """Nothing of it was there before, and it is too much at once: one alert."""
    w = Watch(rss([notice(n, days=-9 - n) for n in range(6)]), lines="backfill = no\ninterval = 7 d\nadapt = no")
    age(w.daemon, 3, due=False)
    w.read(rss([notice(n, days=-1) for n in range(100, 140)]))
    alerts = w.alerts()
    tap.equal(["feed.flood"], [a["event"] for a in alerts], "a gap and a flood: one alert")
    tap.ok("kan poster ha gått förbi" in alerts[0]["text"] and "gap" in alerts[0]["hold"], "which tells of both: %s" % alerts[0]["text"])
    w.stop()


def check_busy():
    """A feed that has thirty items a day, by what its first reading holds, may have fifty at once."""
    busy = [notice(n, days=-1 - n // 30) for n in range(210)]
    w = Watch(rss(busy))
    w.read(rss([notice(n, days=0) for n in range(300, 350)] + busy[:60]))
    tap.equal((50, []), (w.told().count("item.new"), w.held()), "a busy feed's usual day is told, not held")
    w.stop()


def check_flood_of_pages():
    """A list that is another one all at once; the day stands in a page only."""
    old = [("/n/gammal-%s.html" % c, "Nyhet om %s" % c, -9) for c in ("alfa", "beta", "gamma", "delta")]
    new = [("/n/remiss-%d.html" % n, "Remiss nummer %d om %s" % (n, SUBJECTS[n % 12]), 0) for n in range(30)]
    pages = [(link, page(title, ["Läs mer."])) for link, title, _ in old + new]
    pages[10] = (new[6][0], page(new[6][1], ["Remissvar ska ha kommit in senast den @SV+30@."]))
    w = Watch(link_list(old), lines="type = page\nread = linked", path="/lista.html", more=pages)
    w.read(link_list(new + old))
    tap.equal(["feed.flood", "item.new"], w.told(), "thirty new pages: a question, and the one with a day in its page")
    tap.equal(29, len(w.held()), "the others are held")
    w.answer("baseline")
    tap.equal(([], []), (w.told(), w.held()), "baseline: they are known")
    w.read(link_list(new + [("/n/gammal-alfa.html", "Nyhet om alfa", -9)]))
    w.read(link_list(new[1:]))
    w.read(link_list(new + old))
    tap.equal([], w.told(), "coming and going: nothing")
    w.stop()


def check_alias():
    """Two hosts that are one: titles and days differ, the paths are the same."""
    hosts = ["https://old.example%s", "https://www.new.example%s/?utm_source=x"]
    first = [dict(i, guid=None, link=hosts[0] % i["link"]) for i in OLD[:4]] + [dict(OLD[6], guid=None)]
    then = [dict(i, guid=None, link=hosts[1] % i["link"], title="Ny rubrik för remiss %d" % n, days=0)
            for n, i in enumerate(OLD[:4])] + first[-1:]
    w = Watch(rss(first))
    w.read(rss(then))
    tap.equal(["item.new"] * 4, w.told(), "another host, too few for a move: news")
    w.stop()
    w = Watch(rss(first), source="alias = old.example, new.example\n")
    w.read(rss(then))
    tap.equal((["item.changed"] * 4, 5), (w.told(), w.count()), "an alias of the source: the same items, changed")
    w.stop()


def check_deleted():
    """Gone for a while, and back."""
    w = Watch(rss(OLD))
    w.read(rss(OLD[:6]))
    w.read(rss(OLD))
    tap.equal(([], 12), (w.told(), w.count()), "deleted and back: nobody is told")
    w.daemon.kill()
    w.daemon.start()
    w.read(rss(OLD[6:]))
    w.read(rss(list(reversed(OLD))))
    tap.equal(([], 12), (w.told(), w.count()), "also over a crash, and in another order")
    w.stop()


def check_page():
    """An agenda becomes the decisions, at the same address; then its footer changes."""
    house = whole.House()
    site, recorder = house.site(), None
    recorder = Recorder(house)
    address = "/politik/regionstyrelsen-28-juni.html"
    listed = [(address, "Regionstyrelsen 28 juni: remisser", -3)]
    listed += [("/politik/mote-%s.html" % m, "Regionstyrelsen i %s" % m, -40) for m in ("maj", "april", "mars")]
    site.put(0, "/lista.html", link_list(listed))
    for link, title, _ in listed[1:]:
        site.put(0, link, page(title, ["Mötet är över."]))

    def meeting(words, footer="Senast uppdaterad: @STAMP-1@", visits=11):
        return page("Regionstyrelsen 28 juni", words + ["Läst %d gånger av besökare" % visits], footer=footer)

    agenda = ["Förslag till beslut: remissen om nära vård skickas ut.", "Remissvar ska ha kommit in senast den @SV+30@.",
              "Budgeten föreslås bli 12 miljoner kronor."]
    decided = ["Beslut: remissen om nära vård skickas ut.", "Remissvar ska ha kommit in senast den @SV+45@.",
               "Budgeten blir 14 miljoner kronor.", "Ordföranden tackade för mötet."]
    site.put(0, address, meeting(agenda))
    daemon = house.daemon(settings(house, recorder, {
        "beslut": "url = %s/lista.html\ntype = page\nread = linked\nmask = Läst \\d+ gånger" % site.url}))
    daemon.start()
    daemon.poll()
    tap.equal([], recorder.events(), "nobody is told of the first reading")
    site.put(0, address, meeting(decided))
    daemon.poll()
    alerts = recorder.runs()
    tap.equal(["deadline.moved"], [a["event"] for a in alerts], "an agenda becomes decisions: its day is moved, once")
    tap.equal(["date", "amount", "text"], alerts[0]["changes"], "what has changed is a set")
    item = [i for i in daemon.ask("items")["items"] if "28 juni" in i["title"]][0]
    tap.equal(["date", "amount", "text"], item["changes"], "also in the list of items")
    shown = ctl(daemon, "items", "diff", item["id"]).stdout
    tap.ok("[-Förslag" in shown and "{+Beslut:+}" in shown, "items diff shows the words")
    tap.ok("+ Ordföranden tackade för mötet." in " ".join(shown.split()), "and the sentences")
    tap.ok(any("date, amount, text" in line and line.split()[0] in ("1", "Earlier", "Tidigare")
               for line in ctl(daemon, "items", item["id"]).stdout.splitlines()), "items ID lists the versions")
    site.put(0, address, meeting(decided, footer="Senast uppdaterad: @STAMP@", visits=4711))
    daemon.poll()
    tap.equal(1, len(recorder.runs()), "a footer and a counter that is masked: nobody is told")
    tap.equal(2, daemon.ask("items", id=item["id"])["items"][0]["versions"], "and it is no version")
    for n in range(14):
        site.put(0, address, meeting(decided + ["Protokollet justeras av ledamot %s." % "abcdefghijklmnop"[n]]))
        daemon.poll()
    earlier = daemon.ask("items", id=item["id"])["items"][0]["earlier"]
    tap.equal(10, len(earlier), "ten versions are kept")
    tap.equal(["date", "amount", "text"], earlier[0]["changes"], "and the one before the day was moved is among them")
    daemon.stop()


check_ids()
check_appears()
check_series()
check_https()
check_host()
check_both()
check_day()
check_repeated()
check_chosen()
check_flood()
check_flood_of_pages()
check_flood_with_gap()
check_busy()
check_alias()
check_deleted()
check_page()
whole.done()
