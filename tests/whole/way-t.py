# way-t.py - the way of an item: baseline, alert, change, footer, restart
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, OTHER, REMISS, Recorder, link_list, page, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

MOVING = "/nyheter/rundan.5.1a2b3c.html"
TEXT = ["Förslaget till program är framtaget tillsammans.", "Synpunkter lämnas senast den @SV+%d@.",
        "Frågor besvaras på telefon 010-441 00 12."]

house = whole.House()
site = house.site()
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "nytt": "url = %s/rss.xml" % site.url,
    "nyheter": "url = %s/nyheter.4.1a2b.html\ntype = page\nread = linked, attachments" % site.url,
}))


def text_until(days):
    return [p % days if "%d" in p else p for p in TEXT]


def publish():
    """Edition 0 is what was; 1 has news; 2 moves a date; 3 changes a footer."""
    old = [("/nyheter/a.5.1.html", "Nätverk startat", -9), ("/nyheter/b.5.2.html", "Ny chef", -8),
           ("/nyheter/c.5.3.html", "Konferens", -7)]
    for address, title, days in old:
        site.put(0, address, page(title, ["Läs mer om arbetet."], "@TIME%+d@" % days))
    site.put(0, "/rss.xml", rss([OLD]))
    site.put(0, "/nyheter.4.1a2b.html", link_list(old))
    site.put(1, "/rss.xml", rss([OTHER, REMISS, OLD]))
    new = [(MOVING, "Synpunktsrunda om barns hälsa", -1),
           ("/nyheter/strategi.5.9.html", "Strategi skickas ut", -1)]
    site.put(1, "/nyheter.4.1a2b.html", link_list(new + old))
    site.put(1, MOVING, page(new[0][1], text_until(20)))
    site.put(1, new[1][0], page(new[1][1], ["Missivet finns här."]).replace(
        "</article>", "<a href=\"/download/18.9/1794787200000/missiv.pdf\">Missiv.pdf</a></article>"))
    site.put(1, "/download/18.9/1794787200000/missiv.pdf.txt",
             "Remiss\n\nRemissvar ska vara oss tillhanda senast den\n@SV+50@.\n")
    site.put(2, MOVING, page(new[0][1], text_until(41)))
    site.put(3, MOVING, page(new[0][1], text_until(41), footer="Senast uppdaterad: @STAMP+0@"))


def alerts():
    return daemon.ask("alerts", all=True)["alerts"]


def check_baseline():
    daemon.start()
    rounds = daemon.poll()
    tap.ok(all(r["ok"] for r in rounds.values()), "both feeds are read: %s" % rounds)
    tap.equal([], alerts(), "the first reading is a baseline")
    items = daemon.ask("items")["items"]
    tap.equal((4, True), (len(items), all(i["baseline"] for i in items)), "its items are kept")
    tap.equal([], recorder.runs(), "and nobody is told")


def check_news():
    site.edition(1)
    rounds = daemon.poll()
    tap.equal((2, 2), (rounds["nytt"]["new"], rounds["nyheter"]["new"]), "what is new is told apart")
    got = {a["item"]["title"]: a for a in recorder.runs()}
    tap.equal({"Remiss om nära vård", "Synpunktsrunda om barns hälsa", "Strategi skickas ut"}, set(got),
              "an alert for each that the rule asks for")
    alert = got.get("Remiss om nära vård", {})
    tap.equal(("item.new", "remisser", "desk", "Myndigheten"),
              (alert.get("event"), alert["rules"][0]["name"], alert["receiver"]["name"], alert["source"]["title"]),
              "with rule, receiver and source")
    deadline = alert["deadlines"][0]
    tap.ok(deadline["kind"] == "remiss" and "senast den" in deadline["evidence"], "and the sentence that says when")
    tap.has("svara senast", alert["title"], "the title leads with it")
    paper = got.get("Strategi skickas ut", {"deadlines": []})
    tap.equal(1, len(paper["deadlines"]), "a deadline that stands only in a PDF")
    states = {p["state"] for p in daemon.ask("outbox", all=True)["parcels"]}
    tap.equal({"delivered"}, states, "all parcels are delivered")


def check_same_again():
    before = len(recorder.runs())
    rounds = daemon.poll()
    tap.ok(rounds["nytt"]["unchanged"], "a feed that is as it was is not read again")
    tap.equal("304", site.served("/rss.xml")[-1]["outcome"], "it was asked for conditionally")
    tap.equal(before, len(recorder.runs()), "and nobody is told twice")


def check_moved():
    old = [d for d in daemon.ask("deadlines")["deadlines"] if MOVING in d["link"]]
    before = len(recorder.runs())
    site.edition(2)
    daemon.poll()
    fresh = recorder.runs()[before:]
    tap.equal(["deadline.moved"], [a["event"] for a in fresh], "a remisstid that moves is one alert")
    alert = fresh[0] if fresh else {"deadlines": [{}], "old": {}, "title": ""}
    tap.equal(old[0]["end"], alert["old"].get("end"), "with the old day")
    tap.ok(alert["deadlines"][0].get("end", "") > old[0]["end"], "and the new one")
    tap.ok("Remisstid ändrad" in alert["title"] and "→" in alert["title"], "its title: " + alert["title"])
    open_now = [d for d in daemon.ask("deadlines")["deadlines"] if MOVING in d["link"]]
    tap.equal([alert["deadlines"][0].get("end")], [d["end"] for d in open_now], "only the new day is followed")


def check_footer():
    before, seen = len(recorder.runs()), len(site.served(MOVING))
    site.edition(3)
    daemon.poll()
    tap.ok(len(site.served(MOVING)) > seen, "a page with an open deadline is read again")
    tap.equal("200", site.served(MOVING)[-1]["outcome"], "its bytes are others")
    tap.equal(before, len(recorder.runs()), "a footer is no change")


def check_restart():
    before = len(recorder.runs())
    lists = {do: daemon.ask(do, all=True)[do] for do in ("alerts", "deadlines")}
    items = {i["id"]: i["title"] for i in daemon.ask("items")["items"]}
    tap.equal(0, daemon.stop(), "it ends when asked to")
    daemon.start()
    daemon.poll()
    tap.equal(items, {i["id"]: i["title"] for i in daemon.ask("items")["items"]}, "after a restart: the same items")
    for do, wanted in lists.items():
        tap.equal(wanted, daemon.ask(do, all=True)[do], "the same " + do)
    tap.equal(before, len(recorder.runs()), "and nothing is sent again")
    tap.equal("304", site.served("/rss.xml")[-1]["outcome"], "validators are kept")


def check_people():
    first = alerts()[-1]["id"]
    daemon.ask("ack", alert=first, comment="tar den")
    seen = daemon.ask("alerts", all=True, id=first)["alerts"][0]
    tap.equal(("acked", "tar den"), (seen["state"], seen["comment"]), "someone takes it")
    daemon.ask("done", alert=first)
    tap.ok(first not in [a["id"] for a in daemon.ask("alerts")["alerts"]], "and is done with it")
    try:
        daemon.ask("ack", alert="A9999")
        tap.ok(False, "no such alert")
    except whole.Failed as refused:
        tap.equal(3, refused.answer["code"], "no such alert: " + str(refused))


publish()
check_baseline()
check_news()
check_same_again()
check_moved()
check_footer()
check_restart()
check_people()
whole.done()
