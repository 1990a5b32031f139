# health-t.py - feeds that fail, fall silent or publish errors: told once, to whom, and when it is over
# SPDX-License-Identifier: MIT
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, RECEIVERS, Recorder, age, entry, link_list, rss, settings  # noqa: E402
from whole import ctl, tap  # noqa: E402

house = whole.House()
site = house.site()
recorder = Recorder(house)
FEEDS = {
    "sjuk": "url = %s/sjuk.xml" % site.url,
    "dag": "expect = daily\nurl = %s/dag.xml" % site.url,
    "van": "url = %s/van.xml" % site.url,
    "lista": "type = page\nurl = %s/lista.html" % site.url,
    "stig": "type = page\nitem = //li[@class='post']\nurl = %s/stig.html" % site.url,
    "egen": "health = none\nexpect = daily\nurl = %s/egen.xml" % site.url,
}
conf = settings(house, recorder, FEEDS, more="health-silent = redaktion")
conf["receivers.d/desk.conf"] = RECEIVERS + "\n[receiver redaktion]\ntitle = Redaktionen\nmembers = root\nvia = recorder\n"
daemon = house.daemon(conf)


def new_alerts(feed):
    """What came about the feed since it was last asked for."""
    runs = [a for a in recorder.runs() if a["feed"]["name"] == feed]
    fresh = runs[seen.get(feed, 0):]
    seen[feed] = len(runs)
    return fresh


def feed(name):
    return daemon.ask("feeds", name=name)["feeds"][0]


def check_failing():
    """Complaint 1: a feed that stops is told, also one that has little to say."""
    site.fault("/sjuk.xml", "404")
    for _ in range(3):
        daemon.poll("sjuk")
    alerts = new_alerts("sjuk")
    tap.equal(["feed.failing"], [a["event"] for a in alerts], "three rounds that fail are one alert")
    first = alerts[0]
    tap.equal(("failing", 3, "desk"), (first["episode"]["kind"], first["episode"]["count"], first["receiver"]["name"]),
              "of its kind, with its tries, to the receiver of health")
    tap.ok("Sedan " in first["text"] and "3 försök" in first["text"] and "Att göra: Inget finns på adressen" in first["text"],
           "which says since when, how often and what to do: " + first["text"].replace("\n", " / "))
    daemon.poll("sjuk")
    daemon.kill()
    daemon.start()
    daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "more failures and a crash are the same episode")
    return first


def check_again(first):
    """Complaint 5: "after three in a row", and reminded of while it lasts."""
    age(daemon, 8)
    daemon.poll("sjuk")
    again = new_alerts("sjuk")
    tap.equal([first["alert"]], [a["alert"] for a in again], "after a week the same alert once more")
    tap.ok(" försök" in again[0]["text"] and "8 dagar" in again[0]["text"],
           "as it is now: " + again[0]["text"].replace("\n", " / "))
    daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "only once")
    daemon.ask("ack", alert=first["alert"], **{"for": "20wd"})
    age(daemon, 8)
    daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "what someone has acknowledged for that long is not sent again")


def check_recovery():
    site.fault("/sjuk.xml", "off")
    daemon.poll("sjuk")
    alerts = new_alerts("sjuk")
    tap.equal(["feed.recovered"], [a["event"] for a in alerts], "that it works again is told")
    tap.ok(re.search(r"\(16 dagar, \d+ försök\)", alerts[0]["text"]) and "end" in alerts[0]["episode"],
           "with its length: " + alerts[0]["text"].replace("\n", " / "))
    daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "once")
    site.fault("/sjuk.xml", "500", 2)
    for _ in range(3):
        daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "a short failure is told to nobody, nor its end")


def check_silent():
    """dag is expected daily; egen too, but nobody wants to hear of it."""
    age(daemon, 14)
    daemon.poll()
    alerts = new_alerts("dag")
    tap.equal(["feed.silent"], [a["event"] for a in alerts], "a feed that is silent for too long is told")
    tap.equal(("redaktion", "normal", True), (alerts[0]["receiver"]["name"], alerts[0]["priority"], alerts[0]["episode"]["expected"]),
              "to a receiver of its own")
    tap.ok("Väntat: 1 per 1 arbetsdagar" in alerts[0]["text"] and "Inget nytt sedan" in alerts[0]["text"],
           alerts[0]["text"].replace("\n", " / "))
    tap.equal(("silent", "silent"), (feed("dag")["state"], feed("egen")["state"]), "feeds shows it")
    tap.equal([], new_alerts("egen"), "nobody hears of a feed whose health is for nobody")
    tap.equal(2, daemon.ask("status")["status"]["feeds"]["silent"], "status counts it")
    status = ctl(daemon, "status")
    tap.ok(status.returncode == 1 and "dag, silent: last new" in status.stdout, "bevakactl status is not zero and names it")
    tap.ok("silent" in ctl(daemon, "feeds", "dag").stdout, "and so does the feed's card")
    daemon.kill()
    daemon.start()
    daemon.poll()
    tap.equal([], new_alerts("dag"), "once, whatever comes")
    site.put(0, "/dag.xml", rss([entry("ny", "En nyhet", "Text.", 0), FIRST]))
    daemon.poll()
    alerts = new_alerts("dag")
    tap.equal([("feed.recovered", "silent", "redaktion")],
              [(a["event"], a["episode"]["kind"], a["receiver"]["name"]) for a in alerts], "that it publishes again is told")
    tap.equal("ok", feed("dag")["state"], "and shown")
    daemon.poll()
    tap.equal([], new_alerts("dag"), "once")


def check_failing_is_not_silent():
    site.fault("/dag.xml", "500")
    age(daemon, 14)
    for _ in range(4):
        daemon.poll("dag")
    tap.equal(["feed.failing"], [a["event"] for a in new_alerts("dag")], "what cannot be read fails, it is not silent")
    site.fault("/dag.xml", "off")
    site.put(0, "/dag.xml", rss([entry("nyare", "Ännu en", "Text.", 0), entry("ny", "En nyhet", "Text.", 0), FIRST]))
    daemon.poll("dag")
    tap.equal([("feed.recovered", "failing")], [(a["event"], a["episode"]["kind"]) for a in new_alerts("dag")],
              "and with news there was no silence at all")
    daemon.configure({"sources.d/body.conf": conf["sources.d/body.conf"].replace("[feed dag]", "[feed dag]\nhealth-silent = desk")})
    daemon.ask("reload")
    age(daemon, 14)
    daemon.poll("dag")
    tap.equal(["desk"], [a["receiver"]["name"] for a in new_alerts("dag")], "a feed's own receiver")
    daemon.configure({"sources.d/body.conf": conf["sources.d/body.conf"].replace("expect = daily", "expect = yearly")})
    daemon.ask("reload")
    daemon.poll("dag")
    tap.equal(("ok", []), (feed("dag")["state"], new_alerts("dag")), "with another expectation the silence is none, and no recovery")
    open_ones = [a for a in daemon.ask("alerts")["alerts"] if a["event"] == "feed.silent" and "dag" in a["title"]]
    tap.equal([], open_ones, "nor is its alert open any more")


def check_quiet():
    """Twelve items over a hundred days, and then nothing for longer than ever."""
    tap.equal(True, feed("van")["health"]["learnt"], "without expect its history says what is usual")
    tap.equal("quiet", feed("van")["state"], "which is shown")
    alerts = new_alerts("van")
    tap.equal([("feed.silent", "low", False)], [(a["event"], a["priority"], a["episode"]["expected"]) for a in alerts],
              "unusually quiet, at low priority, once for all")
    tap.ok("Ovanligt tyst" in alerts[0]["title"], alerts[0]["title"])


def check_errors():
    """Complaint 8: error texts among the items are for health, not for rules."""
    error = entry("fel", "Bridge returned error 404! (19345)", "remiss: file_get_contents failed")
    items = len(daemon.ask("items", feed="sjuk")["items"])
    site.put(0, "/sjuk.xml", rss([error, entry("bra", "Remiss om parker", "Text."), OLD]))
    answer = daemon.poll("sjuk")["sjuk"]
    alerts = new_alerts("sjuk")
    tap.equal((True, 1, items + 1), (answer["ok"], answer["new"], len(daemon.ask("items", feed="sjuk")["items"])),
              "an error text among the items is not kept, the others are")
    tap.equal({"feed.failing": "errors", "item.new": None},
              {a["event"]: a.get("episode", {}).get("kind") for a in alerts}, "it goes to health, not to rules")
    tap.ok("Bridge returned error" in feed("sjuk")["health"]["note"], feed("sjuk")["health"]["note"])
    daemon.poll("sjuk")
    tap.equal([], new_alerts("sjuk"), "once")
    site.put(0, "/sjuk.xml", rss([entry("bra", "Remiss om parker", "Text."), OLD]))
    daemon.poll("sjuk")
    tap.equal([("feed.recovered", "errors")], [(a["event"], a["episode"]["kind"]) for a in new_alerts("sjuk")], "and its end is told")
    site.put(0, "/sjuk.xml", rss([error]))
    answer = daemon.poll("sjuk")["sjuk"]
    tap.ok(not answer["ok"] and "error text in place of news" in answer["why"], "nothing but errors is a fault: " + answer["why"])
    site.put(0, "/sjuk.xml", rss([OLD]))
    daemon.poll("sjuk")
    article = entry("artikel", "Remiss: Internal Server Error i journalen", "Så gick det till.")
    site.put(0, "/sjuk.xml", rss([article, OLD]))
    daemon.poll("sjuk")
    tap.equal(["item.new"], [a["event"] for a in new_alerts("sjuk")], "an article about errors is none")


def check_page(what, text, word, fault=None):
    """The list's page becomes something else, and a list again."""
    site.put(0, "/lista.html", text)
    if fault:
        site.fault("/lista.html", fault)
    before = len(daemon.ask("items", feed="lista")["items"])
    answer = daemon.poll("lista")["lista"]
    tap.ok(not answer["ok"] and word in answer["why"], "%s: %s" % (what, answer.get("why")))
    tap.equal(before, len(daemon.ask("items", feed="lista")["items"]), what + ": nothing of it is kept")
    site.fault("/lista.html", "off")
    site.put(0, "/lista.html", link_list(LINKS))
    tap.ok(daemon.poll("lista")["lista"]["ok"], what + ": it comes back")


def check_path():
    page = "<!DOCTYPE html><html><body><ul>%s</ul></body></html>"
    item = "<li class='%s'><a href='/p/1.html'>Protokoll ett</a></li><li class='%s'><a href='/p/2.html'>Protokoll två</a></li>"
    site.put(0, "/stig.html", page % (item % ("post", "post")))
    tap.ok(daemon.poll("stig")["stig"]["ok"], "a list by its XPath")
    site.put(0, "/stig.html", page % (item % ("inlagg", "inlagg")))
    why = daemon.poll("stig")["stig"]["why"]
    tap.ok("the list is not found any more (it had 2 items" in why and "mend the XPath" in why, "which finds nothing any more: " + why)


def check_pages():
    check_page("a log-in page in place of a list", MENU, "log-in page", "login")
    check_page("a log-in page by its address", MENU, "log-in page", "redirect:/logga-in/index.html")
    check_page("no list any more", "<!DOCTYPE html><html><head><title>Kommunen</title></head><body><p>Sidan är flyttad.</p></body></html>", "list is not found any more (it had 6 items")
    check_page("an error page in place of a list", MENU.replace("<title>", "<title>Sidan kunde inte hittas - "), "error page")
    check_page("a log-in page without a form", MENU.replace("<title>", "<title>Logga in med BankID - "), "log-in page")
    check_page("a menu in place of a list", MENU, "what is on the page now has no dates")
    tap.equal([], [a for a in new_alerts("lista") if a["event"].startswith("item")], "nobody is told of links in menus")
    site.put(0, "/lista.html", link_list(LINKS[:1] + [("/s/ny.html", "Den nya posten", 0)]))
    daemon.poll("lista")
    tap.ok("6" in (feed("lista")["health"]["note"] or ""), "a list that shrank has a note: %s" % feed("lista")["health"]["note"])
    site.put(0, "/lista.html", link_list(LINKS).replace("<ul>", "<form><input type=\"password\" name=\"p\"></form><ul>"))
    tap.ok(daemon.poll("lista")["lista"]["ok"], "a list with a log-in form beside it is a list")
    others = [("/t/%d.html" % n, "Ett annat protokoll %d" % n, 0) for n in range(6)]
    site.put(0, "/lista.html", link_list(others).replace("<ul>", "<form><input type=\"password\" name=\"p\"></form><ul>"))
    answer = daemon.poll("lista")["lista"]
    tap.ok(answer["ok"], "also when all of it is new, once it has had one: %s" % answer.get("why"))


seen = {}
LINKS = [("/s/%d.html" % n, "Protokoll nummer %d" % n, -n - 1) for n in range(6)]
site.put(0, "/sjuk.xml", rss([OLD]))
FIRST = entry("forst", "Den första nyheten", "Text.", 0)
for name in ("dag", "egen"):
    site.put(0, "/%s.xml" % name, rss([FIRST]))
site.put(0, "/van.xml", rss([entry("van-%d" % n, "Nyhet %d" % n, "Text.", -1 - 9 * n) for n in range(12)]))
site.put(0, "/lista.html", link_list(LINKS))
MENU = "<!DOCTYPE html><html><head><title>Kommunen</title></head><body><main><h1>Kommunen</h1><ul>%s</ul></main></body></html>" % "".join(
    "<li><a href='/%s.html'>Så söker du %s i kommunen</a></li>" % (w, w) for w in ("skolplats", "bygglov", "parkering", "bidrag", "arbete"))
site.put(0, "/logga-in/index.html", MENU)
daemon.start()
daemon.poll()
check_silent()
check_failing_is_not_silent()
check_quiet()
check_again(check_failing())
check_recovery()
check_errors()
check_path()
check_pages()
whole.done()
