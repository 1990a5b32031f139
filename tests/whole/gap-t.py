# gap-t.py - gaps between two readings: told with their window, and filled where that can be done
# SPDX-License-Identifier: MIT
import contextlib
import email.utils
import gzip
import http.server
import os
import sqlite3
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, age, settings  # noqa: E402
from whole import tap  # noqa: E402


class Server(http.server.ThreadingHTTPServer):
    """Addresses with their queries and what is there, and a log of them."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server_port
        self.pages, self.log, self.held = {}, [], {}
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.log.append(self.path)
        if self.path in self.server.held:
            arrived, go = self.server.held[self.path]
            arrived.set()
            go.wait(whole.PATIENCE)
        body = self.server.pages.get(self.path)
        data = body if isinstance(body, bytes) else (body or "").encode()
        kind = "application/x-gzip" if data[:2] == b"\x1f\x8b" else "text/html; charset=utf-8" if data.startswith(b"<!DOCTYPE html") else (
            "text/plain" if self.path.endswith(".txt") else "text/xml; charset=utf-8")
        try:
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass  # whoever asked is gone

    def log_message(self, *what):
        pass


NOW = time.time()
house = whole.House()
server = Server()
recorder = Recorder(house)
NAMES = ("rfc", "wp", "lista", "karta", "robot", "inget", "tyst", "rak", "ett", "bak", "doda", "stort")
FEEDS = {name: "interval = 7 d\nadapt = no\nurl = %s/%s/%s" % (server.url, name, {"wp": "feed/", "lista": "lista.html\ntype = page"}.get(name, "rss.xml")) for name in NAMES}
FEEDS["tyst"] += "\nbackfill = no"
daemon = house.daemon(settings(house, recorder, FEEDS))


def when(n):
    """Items 1 to 5 are ten days old and more, 6 to 20 came since then."""
    return NOW - (86400 * (15 - n) if n <= 5 else (20 - n) * 4 * 3600 + 600)


def rss(name, numbers, older=None, dated=True):
    link = "<atom:link rel='next' href='%s'/>" % older if older else ""
    items = "".join("<item><title>Nyhet %d</title><link>%s/%s/nyheter/%d.html</link>%s</item>" % (
        n, server.url, name, n, "<pubDate>%s</pubDate>" % email.utils.formatdate(when(n)) if dated else "") for n in numbers)
    return ("<?xml version='1.0'?><rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>N</title>%s%s"
            "</channel></rss>" % (link, items))


def page(name, numbers, older):
    items = "".join("<li class='sv-channel-item'><a href='/%s/nyheter/%d.html'>Nyhet nummer %d</a></li>" % (name, n, n) for n in numbers)
    return ("<!DOCTYPE html><html><head><title>Nyheter</title></head><body><main><h1>Nyheter</h1><ul>%s</ul>"
            "<p><a href='%s'>Äldre nyheter</a></p></main></body></html>" % (items, older))


def down(first, last):
    return range(first, last - 1, -1)


def gap(name):
    """Three days later the feed has nothing that was there: what is told of it."""
    before = len(server.log)
    answer = daemon.poll(name)[name]
    tap.ok(answer["ok"], "%s: read: %s" % (name, answer.get("why")))
    alerts = [a for a in recorder.runs() if a["event"] == "feed.gap" and a["feed"]["name"] == name]
    tap.ok(len(alerts) <= 1, "%s: at most one alert" % name)
    return alerts[0] if alerts else None, server.log[before:]


def titles(name):
    return sorted(int(i["title"].split()[-1]) for i in daemon.ask("items", feed=name)["items"])


def check_paging():
    """Complaint 19: more at once than the first page shows."""
    server.pages["/rfc/rss.xml"] = rss("rfc", down(20, 16), server.url + "/rfc/2.xml")
    server.pages["/rfc/2.xml"] = rss("rfc", down(15, 11), server.url + "/rfc/3.xml")
    server.pages["/rfc/3.xml"] = rss("rfc", down(10, 4), server.url + "/rfc/4.xml")
    alert, log = gap("rfc")
    tap.equal(("yes", 10), (alert["episode"]["filled"], alert["episode"]["count"]), "RFC 5005: the gap is closed by ten items")
    tap.equal(list(range(1, 21)), titles("rfc"), "all that was published is there, once")
    tap.equal(["/rfc/rss.xml", "/rfc/rss.xml", "/rfc/2.xml", "/rfc/3.xml"], log, "by the pages that were needed, no more")
    window = (time.time() - 3 * 86400, when(16))
    told = [time.mktime(time.strptime(alert["episode"][k], "%Y-%m-%dT%H:%M:%SZ")) - time.timezone for k in ("start", "end")]
    tap.ok(abs(told[0] - window[0]) < 600 and abs(told[1] - window[1]) < 600, "its window is told: %(start)s to %(end)s" % alert["episode"])
    tap.ok("Luckan är fylld" in alert["text"] and "Poster som hittades: 10." in alert["text"], alert["text"].replace("\n", " / "))
    events = [a["item"]["title"] for a in recorder.runs() if a["event"] == "item.new" and a["feed"]["name"] == "rfc"]
    tap.equal(15, len(set(events)), "every item is told like others: %d" % len(events))


def check_wordpress():
    server.pages["/wp/feed/"] = rss("wp", down(20, 13))
    server.pages["/wp/feed/?paged=2"] = rss("wp", down(12, 3))
    alert, log = gap("wp")
    tap.equal(("yes", 7, list(range(1, 21))), (alert["episode"]["filled"], alert["episode"]["count"], titles("wp")), "WordPress: ?paged=2")
    tap.equal("/wp/feed/?paged=2", log[-1], "which was asked for")


def check_list():
    """No dates: what stands above the first known item is news."""
    server.pages["/lista/lista.html"] = page("lista", down(20, 16), "/lista/2.html")
    server.pages["/lista/2.html"] = page("lista", [15, 14, 13, 12, 11, 10, 5, 4, 99], "/lista/3.html")
    alert, log = gap("lista")
    tap.equal(("yes", list(range(1, 6)) + list(range(10, 21))), (alert["episode"]["filled"], titles("lista")), "a page's own next page")


def check_sitemap():
    day = time.strftime("%Y-%m-%d", time.gmtime(NOW - 86400))
    old = time.strftime("%Y-%m-%d", time.gmtime(NOW - 30 * 86400))
    where = server.url + "/karta/"
    entries = [(where + "nyheter/14.html", day), (where + "nyheter/13.html", day), (where + "nyheter/2.html", day), (where + "kontakt.html", day),
               (where + "nyheter/0.html", old), (where + "nyheter/20.html", day), (where + "nyheter/77.html", day)]
    server.pages["/sitemap.xml"] = "<sitemapindex><sitemap><loc>%s/s1.xml</loc></sitemap></sitemapindex>" % server.url
    server.pages["/s1.xml"] = "<urlset>%s</urlset>" % "".join("<url><loc>%s</loc><lastmod>%s</lastmod></url>" % e for e in entries)
    for n in (13, 14, 77):
        published = when(n) if n < 20 else NOW - 90 * 86400
        server.pages["/karta/nyheter/%d.html" % n] = (
            "<!DOCTYPE html><html><head><title>Nyhet %d</title><meta property='article:published_time' content='%s'></head>"
            "<body><main><h1>Nyhet %d</h1><p>Ett stycke text om saken.</p></main></body></html>"
            % (n, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(published)), n))
    server.pages["/karta/rss.xml"] = rss("karta", down(20, 16))
    alert, log = gap("karta")
    tap.equal(("partly", 2), (alert["episode"]["filled"], alert["episode"]["count"]), "sitemap: what changed in the time is found")
    tap.equal([1, 2, 3, 4, 5, 13, 14, 16, 17, 18, 19, 20], titles("karta"), "and not what is older, elsewhere or known")
    tap.ok("/karta/kontakt.html" not in log and "/karta/nyheter/2.html" not in log, "nothing is asked for in vain")
    tap.ok("delvis fylld" in alert["text"] and "Att göra" in alert["text"], alert["text"].replace("\n", " / "))


def check_robots():
    """SiteVision and others: robots.txt names an index, packed; /sitemap.xml is the site's own page of what is not there."""
    day = time.strftime("%Y-%m-%dT%H:%M:%S+01:00", time.gmtime(NOW - 86400))
    where = server.url + "/robot/nyheter/"
    server.pages["/robots.txt"] = "User-agent: *\nDisallow: /sok\n\nSITEMAP : %s/kartor/index.xml.gz # all\n" % server.url
    server.pages["/sitemap.xml"] = "<!DOCTYPE html><html><body><main>Sidan finns inte</main></body></html>"
    index = "".join("<sitemap><loc>%s/kartor/%s</loc>%s</sitemap>" % (server.url, name, "<lastmod>%s</lastmod>" % when if when else "") for name, when in (
        ("gammal.xml.gz", "2020-01-01"), ("odaterad.xml.gz", None), ("ny.xml.gz", day)))
    server.pages["/kartor/index.xml.gz"] = gzip.compress(("<sitemapindex>%s</sitemapindex>" % index).encode())
    server.pages["/kartor/ny.xml.gz"] = gzip.compress(("<urlset><url><loc>%s13.html</loc><lastmod>%s</lastmod></url></urlset>" % (where, day)).encode())
    server.pages["/kartor/odaterad.xml.gz"] = gzip.compress(("<urlset><url><loc>%s14.html</loc></url></urlset>" % where).encode())
    server.pages["/robot/nyheter/13.html"] = server.pages["/karta/nyheter/13.html"]
    server.pages["/robot/rss.xml"] = rss("robot", down(20, 16))
    alert, log = gap("robot")
    tap.equal(("partly", [1, 2, 3, 4, 5, 13, 16, 17, 18, 19, 20]), (alert["episode"]["filled"], titles("robot")),
              "robots.txt: the sitemap that it names is read, packed, by way of its index")
    tap.equal(["/robots.txt", "/kartor/index.xml.gz", "/kartor/ny.xml.gz", "/kartor/odaterad.xml.gz", "/robot/nyheter/13.html"], log[-5:],
              "the one of the time first, the old one not, and nothing is guessed")
    del server.pages["/robots.txt"]


def check_nothing():
    del server.pages["/sitemap.xml"]
    server.pages["/inget/rss.xml"] = rss("inget", down(20, 16))
    alert, log = gap("inget")
    tap.equal(("no", 0), (alert["episode"]["filled"], alert["episode"]["count"]), "with nothing older to be found the gap stays, and is told")
    tap.equal(["/robots.txt", "/sitemap.xml", "/sitemapindex.xml", "/sitemap.xml.gz"], log[2:], "after few requests")
    server.pages["/tyst/rss.xml"] = rss("tyst", down(20, 16), server.url + "/rfc/2.xml")
    alert, log = gap("tyst")
    tap.equal(("no", ["/tyst/rss.xml"]), (alert["episode"]["filled"], log), "backfill = no only tells")


def check_none():
    server.pages["/rak/rss.xml"] = rss("rak", down(20, 5))
    tap.equal(None, gap("rak")[0], "with one item in common there is no gap")
    server.pages["/ett/rss.xml"] = rss("ett", [20])
    tap.equal(None, gap("ett")[0], "a window of one says nothing")
    server.pages["/bak/rss.xml"] = rss("bak", [20, 19, -5, -6])
    tap.equal(None, gap("bak")[0], "a list that reaches back behind the last reading is another list, no gap")


def check_crash():
    """Killed while the gap is looked into, it looks again, and nothing is lost or told twice."""
    server.pages["/doda/rss.xml"] = rss("doda", down(20, 11), server.url + "/doda/2.xml")
    server.pages["/doda/2.xml"] = rss("doda", down(10, 4))
    arrived, go = threading.Event(), threading.Event()
    server.held["/doda/2.xml"] = (arrived, go)
    daemon.ask("poll", feeds=["doda"])
    tap.ok(arrived.wait(whole.PATIENCE), "it looks for what was missed")
    daemon.kill()
    del server.held["/doda/2.xml"]
    go.set()
    daemon.start()
    daemon.ask("settle")
    alerts = [a for a in recorder.runs() if a["feed"]["name"] == "doda"]
    tap.equal(list(range(1, 21)), titles("doda"), "after a crash all is there")
    tap.equal(["feed.gap"], sorted({a["alert"]: a["event"] for a in alerts if a["event"] == "feed.gap"}.values()), "and one alert of the gap")
    episodes = daemon.ask("feeds", name="doda")["feeds"][0]["health"]["episodes"]
    tap.equal([("gap", True, "yes")], [(e["kind"], e["over"], e["filled"]) for e in episodes], "which is over")


MANY = 1000
WORDS = "Kommunen inbjuder den som berörs att lämna synpunkter på förslaget. " * 60


def many(first, n):
    return ("<?xml version='1.0'?><rss version='2.0'><channel><title>N</title>%s</channel></rss>" % "".join(
        "<item><title>Remiss %d</title><link>%s/stort/nyheter/%d.html</link><pubDate>%s</pubDate><description>%s%d</description></item>" % (
            i, server.url, i, email.utils.formatdate(NOW - 86400 - 10 * (i - first)), WORDS, i) for i in range(first, first + n)))


def in_the_midst(begin, before, after):
    """How many items somebody else sees while what begin() lets go is being kept; None: it was over."""
    with daemon.client() as other:
        begin()
        while True:
            n = other.ask("status")["status"]["items"]
            if n > before:
                return n if n < after else None


def in_file(sql):
    with contextlib.closing(sqlite3.connect(house.path("state", "state.db"))) as db:
        found = db.execute(sql).fetchall()
        db.commit()
        return found


def gap_of(name):
    return [(e["kind"], e["over"], e["filled"]) for e in daemon.ask("feeds", name=name)["feeds"][0]["health"]["episodes"]]


def check_large():
    """What was found is kept in slices: others are served, and half of it is never in the file."""
    server.pages["/stort/rss.xml"] = rss("stort", down(20, 16), server.url + "/stort/2.xml")
    server.pages["/stort/2.xml"] = many(1000, MANY)
    arrived, go = threading.Event(), threading.Event()
    server.held["/stort/2.xml"] = (arrived, go)
    daemon.ask("poll", feeds=["stort"])
    tap.ok(arrived.wait(whole.PATIENCE), "it looks for what was missed")
    before = daemon.ask("status")["status"]["items"]
    seen = in_the_midst(go.set, before, before + MANY)
    daemon.kill()
    tap.ok(seen is not None, "a request is answered in the middle of a backfill, and it is killed there: %s of %d items" % (
        seen and seen - before, MANY))
    tap.equal([(before,)], in_file("SELECT count(*) FROM item"), "nothing of it is in the file")
    del server.held["/stort/2.xml"]
    in_file("CREATE TRIGGER stop BEFORE INSERT ON item WHEN NEW.title = 'Remiss %d' BEGIN SELECT RAISE(ABORT, 'no more'); END" % (
        1000 + MANY - 1))
    daemon.start()
    daemon.ask("settle")
    tap.equal((before, [("gap", False, "no")]), (daemon.ask("status")["status"]["items"], gap_of("stort")),
              "one that cannot be kept takes all of them back, and the gap stays open")
    daemon.stop()
    in_file("DROP TRIGGER stop")
    daemon.start()
    daemon.ask("settle")
    tap.equal((before + MANY, [("gap", True, "partly")]), (daemon.ask("status")["status"]["items"], gap_of("stort")),
              "it is looked into again, and filled")


for name in NAMES:
    if name == "lista":
        server.pages["/lista/lista.html"] = page(name, down(5, 1), "/lista/9.html")
    else:
        server.pages["/wp/feed/" if name == "wp" else "/%s/rss.xml" % name] = rss(name, [1] if name == "ett" else down(5, 1))
daemon.configure({"rules.d/allt.conf": "# allt.conf - of a test\n[rule allt]\nany = nyhet*\nto = desk\n"})
daemon.start()
daemon.poll()
age(daemon, 3, due=False)
for check in (check_paging, check_wordpress, check_list, check_sitemap, check_robots, check_nothing, check_none, check_crash, check_large):
    check()
server.shutdown()
whole.done()
