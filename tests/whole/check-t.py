# check-t.py - feeds check: every decision of a round, and nothing of it kept
# SPDX-License-Identifier: MIT
import email.utils
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, Recorder, entry, link_list, rss, settings  # noqa: E402
from whole import ctl, tap  # noqa: E402

house = whole.House()
site = house.site()
recorder = Recorder(house)
LINKS = [("/s/%d.html" % n, "Protokoll nummer %d" % n, -n - 1) for n in range(6)]
daemon = house.daemon(settings(house, recorder, {
    "nytt": "expect = weekly\nurl = %s/nytt.xml" % site.url,
    "lista": "type = page\nread = linked\nurl = %s/lista.html" % site.url,
    "post": "type = mailbox\nfrom = @departement.example\nurl = maildir:%s" % house.path("Maildir", "x")[:-2],
    "flyttat": "url = %s/gammalt.xml" % site.url,
}, patience="3 s"))


def check(feed):
    done = ctl(daemon, "--json", "feeds", "check", feed)
    return json.loads(done.stdout), done.returncode


def snapshot():
    """What the daemon knows and has told."""
    return (daemon.ask("items")["items"], daemon.ask("alerts", all=True)["alerts"], len(recorder.runs()),
            [(f["name"], f["last_ok"], f["health"]) for f in daemon.ask("feeds")["feeds"]])


def check_news():
    site.put(0, "/nytt.xml", rss([REMISS, entry("fel", "Internal Server Error", "x"), OLD]))
    before = snapshot()
    seen, status = check("nytt")
    tap.equal(before, snapshot(), "a check keeps nothing and tells nobody")
    tap.equal((0, 1, 1, 1), (status, seen["new"], seen["known"], seen["reading"]["errors"]), "what is new, known and an error text")
    tap.equal([("new", None), ("known", "guid")], [(i["as"], i.get("by")) for i in seen["items"]], "each item, and by which key it is known")
    request = seen["requests"][0]
    tap.equal((200, "body", False), (request["status"], request["outcome"], request["same_bytes"]), "the answer")
    tap.ok(request["etag_sent"] and request["etag"] != request["etag_sent"] and request["bytes"] > 500, "validators sent and received")
    tap.equal(("rss", "UTF-8", 3, 3), tuple(seen["reading"][k] for k in ("format", "encoding", "items", "dated")), "the reading")
    new = [a for a in seen["alerts"] if a["event"] == "item.new"]
    tap.equal(1, len(new), "whom it would be told")
    tap.ok("Remiss om nära vård" in new[0]["title"] and new[0]["to"] == ["desk via recorder"], "%(title)s: %(to)s" % new[0])
    tap.ok(any(a["event"] == "feed.failing" for a in seen["alerts"]), "the error text too")
    tap.ok(seen["next"] and seen["next_why"] and seen["health"]["expect"] == "weekly", "when it is next, and its health")
    tap.ok("nytt: new" not in daemon.log(), "and its trial is not in the log")
    text = ctl(daemon, "feeds", "check", "nytt").stdout
    for words in ("on trial", "200, text/xml", "rss (UTF-8)", "1 new, 1 known, 0 changed", "desk via recorder", "error texts"):
        tap.ok(words in text, "for people: " + words)
    answer = daemon.poll("nytt")["nytt"]
    tap.equal(1, answer["new"], "the round itself does what was said")


def check_unchanged():
    seen, status = check("nytt")
    tap.equal([("body", 200)], [(r["outcome"], r["status"]) for r in seen["requests"][-1:]], "unchanged: it is asked for once more, whole")
    tap.equal((0, 0, 2), (status, seen["new"], seen["known"]), "and everything is known")
    tap.ok("a round would end here" in ctl(daemon, "feeds", "check", "nytt").stdout, "which is said")


def check_list():
    site.put(0, "/lista.html", link_list([("/s/ny.html", "Remiss om parker", 0)] + LINKS))
    seen, _ = check("lista")
    tap.equal(("list", "SiteVision", 1, 1), (seen["reading"]["kind"], seen["reading"]["list"], seen["new"], seen["unread"]),
              "a page: how its list was found, and that a page is still to be read")
    site.put(0, "/lista.html", "<!DOCTYPE html><html><head><title>Tomt</title></head><body><p>Sidan är flyttad.</p></body></html>")
    seen, status = check("lista")
    tap.ok(status == 1 and "list is not found any more" in seen["fault"], "a fault: " + seen["fault"])
    tap.equal("ok", seen["state"], "which the feed's state knows nothing of")


def check_moved():
    site.fault("/gammalt.xml", "moved:/nytt.xml")
    request = check("flyttat")[0]["requests"][0]
    tap.equal((site.url + "/nytt.xml", site.url + "/nytt.xml"), (request["from"], request["moved"]), "where it leads, for good")
    site.fault("/gammalt.xml", "500")
    seen, status = check("flyttat")
    tap.ok(status == 1 and "500" in seen["fault"], "what is wrong: " + seen["fault"])
    tap.equal(0, daemon.ask("feeds", name="flyttat")["feeds"][0]["failures"], "and it does not count as a failure")
    tap.equal(3, ctl(daemon, "feeds", "check", "finns-inte").returncode, "no such feed")


def check_first():
    """A feed that was never read, since it is paused: all of it would be the baseline."""
    site.put(0, "/ny.xml", rss([REMISS, OLD]))
    daemon.configure({"sources.d/ny.conf": "# ny.conf - of a test\n[feed ny]\nsource = body\nurl = %s/ny.xml\npaused = yes\n" % site.url})
    daemon.ask("reload")
    seen, _ = check("ny")
    tap.equal((False, 2, []), (seen["baseline"], seen["new"], seen["alerts"]), "before the first reading nothing would be told")


def deliver(name, number):
    house.write("Maildir/new/%s" % name, (
        "From: <nytt@departement.example>\nSubject: Nytt\nDate: %s\nMessage-ID: <%d@departement.example>\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\n\n<h2><a href=\"https://www.departement.example/%d\">Remiss %d om vatten</a></h2>"
        "<p>Svara senast den 1 mars 2031.</p>\n" % (email.utils.formatdate(), number, number, number)))


def check_mailbox():
    deliver("2.x", 2)
    for _ in range(2):
        seen, status = check("post")
        tap.equal((0, "mail", 1), (status, seen["reading"]["format"], seen["new"]), "a mailbox: %s" % seen.get("fault"))
    tap.ok(seen["alerts"] and "Remiss 2 om vatten" in seen["alerts"][0]["title"], "and whom its mails would be told")
    tap.equal(1, daemon.poll("post")["post"]["new"], "which the next round does")


def check_hang():
    site.fault("/nytt.xml", "hang")
    with daemon.client() as client:
        client.send("check", feed="nytt")
    tap.ok(daemon.ask("status")["ok"], "whoever goes away while it waits does no harm")
    site.fault("/nytt.xml", "off")


site.put(0, "/nytt.xml", rss([OLD]))
site.put(0, "/gammalt.xml", rss([OLD]))
site.put(0, "/lista.html", link_list(LINKS))
for n in range(6):
    site.put(0, "/s/%d.html" % n, "<!DOCTYPE html><html><body><main><h1>Protokoll</h1><p>Text.</p></main></body></html>")
for folder in ("new", "cur", "tmp"):
    house.path("Maildir", folder, "x")
deliver("1.x", 1)
daemon.start()
daemon.poll()
check_news()
check_unchanged()
check_list()
check_moved()
check_first()
check_mailbox()
check_hang()
whole.done()
