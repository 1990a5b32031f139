#!/usr/bin/env python3
# loop.py - how long the daemon's loop is held at once, whatever the sizes
# SPDX-License-Identifier: MIT
"""Drives a daemon of its own through each case and prints the longest time for
which one callback kept all others waiting (the status's "loop") and which one:
in processor time, and by the clock, which also counts what other programs of
the machine took meanwhile.  Beside it the longest wait for the disk (a commit),
and how long a client that asked something small without a pause had to wait for
one answer.  Exit status 1 when anything held the loop for more than --most
milliseconds of processor time; of --runs the best counts."""
import argparse
import datetime
import email.utils
import multiprocessing
import os
import pathlib
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
os.environ.setdefault("TOP_SRCDIR", str(TOP))
os.environ.setdefault("TOP_BUILDDIR", os.environ.get("BUILD", str(TOP / "build")))
os.environ.setdefault("BEVAKAD_PATIENCE", "600")
sys.path.insert(0, str(TOP / "tests" / "whole"))
import whole  # noqa: E402

CONF = """[bevakad]
state = %(state)s
socket = %(socket)s
libexec = %(build)s
interval = 12 h
spacing = 0 s
per-host = 16
at-once = 100
allow-private = 127.0.0.0/8
body-most = 64 MiB
%(more)s
"""
WORDS = ("vård samverkan region kommun nämnd beslut remiss avtal hälsa skola trafik kollektiv budget plan rapport "
         "utredning patient barn äldre miljö digital säkerhet beredskap läkemedel ansökan bidrag stöd tjänst").split()
AHEAD = (datetime.date.today() + datetime.timedelta(days=200)).isoformat()
DAY = "Wed, 01 Oct 2025 08:00:00 +0200"


def words(seed, n):
    """Text of n words that differs by its seed, and says the same each time."""
    out, x = [], seed * 2654435761 + 12345
    for _ in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(WORDS[(x >> 8) % len(WORDS)] + ("%d" % (x >> 16 & 255) if x & 64 else ""))
    return " ".join(out)


def feed(items):
    """RSS of (number, address, text)."""
    rows = ["<item><guid isPermaLink='false'>%s</guid><title>Post %s om %s</title><link>http://x.example/%s</link>"
            "<pubDate>%s</pubDate><description>%s</description></item>\n" % (at, n, words(n, 3), at, DAY, text)
            for n, at, text in items]
    return "<rss version='2.0'><channel><title>B</title><link>http://x.example/</link>%s</channel></rss>" % "".join(rows)


def plain(first, n, size=12, way="a"):
    return feed((i, "%s/%d" % (way, i), words(i, size)) for i in range(first, first + n))


def dated(first, n):
    return feed((i, "a/%d" % i, "Sista dag att svara på remissen är den %s. %s" % (AHEAD, words(i, 12)))
                for i in range(first, first + n))


class Bench:
    """A daemon, its site, and a client that never stops asking."""

    def __init__(self, more="", **feeds):
        self.house = whole.House()
        self.site = self.house.site()
        self.daemon = self.house.daemon({"bevakad.conf": CONF % {
            "state": self.house.path("state", "")[:-1], "socket": self.house.path("control.sock"),
            "build": whole.BUILD, "more": more}})
        self.feeds(**feeds)

    def feeds(self, option="", **feeds):
        self.daemon.configure({"sources.d/b.conf": "[source b]\ntitle = B\n" + "".join(
            "[feed %s]\nsource = b\nurl = %s/%s.xml\ntype = feed\n%s\n" % (n, self.site.url, n, option)
            for n in feeds)})
        for name, text in feeds.items():
            self.site.put(0, "/%s.xml" % name, text)

    def rules(self, n, word="remiss", remind=True):
        rows = "".join("[rule r%d]\nany = %s%s\n%sto = desk\n" % (
            i, word, "" if i == 0 else str(i), "deadline = remiss\nremind = 10wd, 5wd, 1wd\n" if remind else "") for i in range(n))
        self.daemon.configure({"rules.d/r.conf": rows, "receivers.d/d.conf":
                               "[receiver desk]\ntitle = D\nmembers = root\nvia = desktop\n"})

    def start(self):
        self.daemon.start()
        self.daemon.ask("settle")
        return self

    def publish(self, edition, **feeds):
        for name, text in feeds.items():
            self.site.put(edition, "/%s.xml" % name, text)
        self.site.edition(edition)

    def round(self):
        bad = {k: r["why"] for k, r in self.daemon.poll().items() if not r["ok"]}
        if bad:
            raise RuntimeError(bad)

    def read_first(self, option="", **feeds):
        """New feeds, and their first round."""
        self.feeds(option, **feeds)
        self.daemon.ask("reload")
        self.round()

    def measure(self, work):
        """(longest ms of processor time, by, disk ms, longest answer ms, longest ms by the clock)"""
        self.daemon.ask("status", again=True)
        asker = Asker(self.daemon)
        try:
            work()
        finally:
            waited = asker.end()
        loop = self.daemon.ask("status")["status"]["loop"]
        return loop["cpu_ms"], loop["cpu_by"], loop["disk_ms"], waited, loop["longest_ms"]

    def close(self):
        self.daemon.close()
        self.house.close()


def ask_on(path, over, longest):
    client = whole.Client(path)
    while not over.is_set():
        begun = time.monotonic()
        client.ask("notifiers")
        longest.value = max(longest.value, time.monotonic() - begun)
        time.sleep(0.001)


class Asker:
    """A process that asks for the notifiers, one answer after the other."""

    def __init__(self, daemon):
        self.over, self.longest = multiprocessing.Event(), multiprocessing.Value("d", 0)
        self.process = multiprocessing.Process(target=ask_on, args=(daemon.socket, self.over, self.longest))
        self.process.start()

    def end(self):
        self.over.set()
        self.process.join()
        return self.longest.value * 1000


CASES = []


def case(what):
    def add(fn):
        CASES.append((fn.__name__, what, fn))
        return fn
    return add


@case("20,000 items of one feed, read for the first time")
def first():
    b = Bench().start()
    yield b, lambda: b.read_first(f=plain(0, 20000))


@case("20,000 other items in their place (a flood)")
def flood():
    b = Bench(f=plain(0, 20000)).start()
    b.round()
    b.publish(1, f=plain(20000, 20000))
    yield b, b.round


def held(word):
    """20,000 items are held, and somebody answers."""
    b = Bench(f=plain(0, 20000))
    b.rules(5, "region", False)
    b.start()
    b.round()
    b.publish(1, f=plain(20000, 20000))
    b.round()
    if b.daemon.ask("status")["status"]["held"] < 20000:
        raise RuntimeError("nothing is held")

    def work():
        b.daemon.ask(word, feed="f")
        b.daemon.ask("settle")
    return b, work


@case("20,000 held items released")
def release():
    yield held("release")


@case("20,000 held items accepted")
def accept():
    yield held("accept-move")


@case("20,000 held items taken for known, 40,000 in all")
def baseline():
    yield held("baseline")


@case("the same 20,000 items, every text changed")
def changed():
    b = Bench(f=plain(0, 20000)).start()
    b.round()
    b.publish(1, f=feed((i, "a/%d" % i, words(i + 7, 14)) for i in range(20000)))
    yield b, b.round


@case("300 items of 2,000 bytes return under other addresses")
def returned():
    b = Bench(f=plain(0, 300, 250)).start()
    b.round()
    b.publish(1, f=plain(0, 300, 250, "b"))
    yield b, b.round


@case("3,000 items of 2,000 bytes return under other addresses")
def mass():
    b = Bench(f=plain(0, 3000, 250)).start()
    b.round()
    b.publish(1, f=plain(0, 3000, 250, "b"))
    yield b, b.round


def four(n, first=0):
    return feed((i, "a/%d" % i, words(n + i, 560000)) for i in range(first, first + 4))


@case("a document of 16 MiB: four items")
def large():
    b, text = Bench().start(), four(0)
    yield b, lambda: b.read_first(f=text)


@case("a document of 16 MiB: four new items that concern rules")
def long_new():
    b = Bench(f=plain(50, 4))
    b.rules(20, "region")
    b.start()
    b.round()
    b.publish(1, f=four(0))
    yield b, b.round


@case("a document of 16 MiB: four items, all of their texts changed")
def long_changed():
    b = Bench(f=four(0))
    b.rules(20, "region")
    b.start()
    b.round()
    b.publish(1, f=four(9))
    yield b, b.round


@case("a document of 16 MiB: 8,000 items")
def wide():
    b, text = Bench().start(), plain(0, 8000, 290)
    yield b, lambda: b.read_first(f=text)


def checked(first, second):
    """feeds check of a document that is there after another one was kept."""
    b = Bench(f=first)
    b.rules(20, "region")
    b.start()
    b.round()
    b.publish(1, f=second)
    return b, lambda: b.daemon.ask("check", feed="f")


def lines(n):
    return feed((i, "a/%d" % i, "".join("&lt;p&gt;%s.&lt;/p&gt;" % words(n + i * 1000 + j, 60) for j in range(8000))) for i in range(4))


@case("a document of 14 MB in short lines: texts changed, a mask that is slow")
def masked():
    b = Bench()
    b.feeds("mask = \"(\\\\w+ )*\\\\w+[0-9]x\", \"vård[0-9]+ \"", f=lines(0))
    b.rules(20, "region")
    b.start()
    b.round()
    b.publish(1, f=lines(9))
    yield b, b.round


@case("400 items with 100 deadlines each, all of them moved")
def moved():
    def some(days):
        return feed((i, "a/%d" % i, " ".join("Sista dag att svara på del %d är den %s." % (
            n, datetime.date.today() + datetime.timedelta(days=days + n)) for n in range(100))) for i in range(400))
    b = Bench(f=some(100))
    b.rules(5)
    b.start()
    b.round()
    b.publish(1, f=some(107))
    yield b, b.round


@case("2,000 new items that each concern 200 rules")
def alerts():
    b = Bench(f=plain(0, 4000))
    b.rules(1)
    b.daemon.configure({"rules.d/r.conf": "".join("[rule r%d]\nany = %s\nto = desk\n" % (i, WORDS[i % 24]) for i in range(200))})
    b.start()
    b.round()
    b.publish(1, f=plain(-2000, 6000))
    yield b, b.round


def pages(text):
    """Pages of items that are read by themselves, and whose text is another the next time."""
    b = Bench()
    b.feeds("read = linked", f="")
    for e in range(2):
        b.site.put(e, "/f.xml", "<rss version='2.0'><channel><title>B</title>%s</channel></rss>" % "".join(
            "<item><title>Sida %d</title><link>%s/p/%d.html</link></item>" % (i, b.site.url, i) for i in range(8)))
        for i in range(8):
            b.site.put(e, "/p/%d.html" % i, "<!DOCTYPE html><html><body><main><h1>Sida %d</h1>%s</main></body></html>" % (i, text(e, i)))
    b.rules(20, "region")
    b.start()

    def work():
        b.round()
        b.daemon.ask("settle")
        b.site.edition(1)
        b.round()
        b.daemon.ask("settle")
    return b, work


@case("eight pages of 2 MB, read and changed")
def linked():
    yield pages(lambda e, i: "<p>Svara senast %s.</p>" % AHEAD + "".join("<p>%s.</p>" % words(e * 100 + i * 10 + n, 2800) for n in range(100)))


@case("feeds check of 20,000 other items")
def check():
    yield checked(plain(0, 20000), plain(20000, 20000))


@case("feeds check of 3,000 new items that concern rules")
def trial():
    yield checked(plain(0, 6000), plain(-3000, 9000))


@case("feeds check of a document of 16 MiB: four items")
def heavy():
    yield checked(plain(0, 4), feed((i, "a/%d" % i, words(i, 560000)) for i in range(100, 104)))


def recent(first, n, older=""):
    """RSS whose items were published an hour after each other, the last one now."""
    text = "".join("<item><title>Post %d om %s</title><link>http://127.0.0.1:%%d/n/%d</link><pubDate>%s</pubDate></item>\n" % (
        i, words(i, 3), i, email.utils.formatdate(time.time() - 60 * (first + n - i))) for i in reversed(range(first, first + n)))
    return ("<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>B</title><link>http://127.0.0.1:%%d/n/</link>%s%s"
            "</channel></rss>" % ("<atom:link rel='next' href='%s'/>" % older if older else "", text))


@case("a gap: four older pages with 10,000 items, a sitemap with 40,000")
def gap():
    b = Bench()
    port = int(b.site.url.rsplit(":", 1)[1])
    b.feeds(f=recent(0, 50).replace("%d", str(port)))
    b.start()
    b.round()
    for i in range(1, 5):
        b.site.put(0, "/%d.xml" % i, recent(100000 * i, 10000, "%s/%d.xml" % (b.site.url, i + 1) if i < 4 else "").replace("%d", str(port)))
    b.site.put(0, "/sitemap.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>%s</urlset>" % "".join(
        "<url><loc>%s/n/%d</loc><lastmod>%s</lastmod></url>" % (b.site.url, i, datetime.date.today().isoformat()) for i in range(40000)))
    b.publish(1, f=recent(900000, 50, b.site.url + "/1.xml").replace("%d", str(port)))

    def work():
        b.round()
        b.daemon.ask("settle")
        tries = [e for f in b.daemon.ask("feeds", name="f")["feeds"] for e in f["health"]["episodes"]]
        if not tries:
            raise RuntimeError("no gap")
    yield b, work


@case("200 feeds due at once")
def many():
    b, feeds = Bench().start(), {"f%d" % i: plain(i * 100, 30) for i in range(200)}

    def work():
        b.read_first(**feeds)
        b.round()
    yield b, work


def known(rules=20, n=20000, files=2, **more):
    """20,000 items a file, each with a deadline ahead."""
    b = Bench(**more, **{"f%d" % i: dated(i * n, n) for i in range(files)})
    b.rules(rules)
    b.start()
    b.round()
    return b


@case("reload with other rules, 40,000 items with deadlines")
def rules():
    b = known()

    def work():
        b.rules(21)
        b.daemon.ask("reload")
        b.daemon.ask("settle")
    yield b, work


@case("reload with other closed days, 10,000 deadlines followed")
def closed():
    b = known(2, 10000, 1)
    day = datetime.date.today() + datetime.timedelta(days=190)

    def work():
        b.daemon.configure({"bevakad.conf.d/c.conf": "[bevakad]\nclosed-days = " + ", ".join(
            (day + datetime.timedelta(days=i)).isoformat() for i in range(5)) + "\n"})
        b.daemon.ask("reload")
        b.daemon.ask("settle")
    yield b, work


@case("reload with 3,000 sections [deadline]: half new, half moved")
def own():
    b = Bench()
    b.rules(1)
    b.start()

    def sections(first, days):
        day = datetime.date.today() + datetime.timedelta(days=days)
        b.daemon.configure({"rules.d/own.conf": "".join("[deadline d%d]\ntitle = Avtal %d\ndate = %s\nkind = expiry\nto = desk\nremind = 10wd\n" % (
            i, i, day + datetime.timedelta(days=i % 300)) for i in range(first, first + 3000))})
        b.daemon.ask("reload")
        b.daemon.ask("settle")
    sections(0, 200)
    yield b, lambda: sections(1500, 230)


@case("the look for reminders, 10,000 deadlines followed")
def remind():
    b = known(2, 10000, 1)

    def work():
        b.daemon.ask("reload")
        b.daemon.ask("settle")
    yield b, work


@case("reload with 3,000 feeds and 500 rules")
def reload():
    b = Bench(**{"f%d" % i: "" for i in range(3000)})
    b.rules(500)
    b.start()

    def work():
        b.rules(501)
        b.daemon.ask("reload")
    yield b, work


@case("lists of 10,000 rows, and a search")
def lists():
    b = Bench(f=plain(0, 50))
    b.rules(1)
    b.start()
    b.round()
    b.publish(1, f=dated(1000, 10000))
    b.round()

    def work():
        for what in ("items", "deadlines", "alerts", "outbox"):
            b.daemon.ask(what, limit=10000, all=True)
        b.daemon.ask("items", limit=10000, search="remissen")
        b.daemon.ask("status")
        for arguments in (["items", "--limit", "10000"], ["--json", "alerts", "--limit", "10000"]):
            whole.ctl(b.daemon, *arguments)
    yield b, work


@case("lists of 3,000 feeds and 500 rules, and the status")
def feeds():
    b = Bench(**{"f%d" % i: "" for i in range(3000)})
    b.rules(500)
    b.start()

    def work():
        for what in ("feeds", "rules", "status"):
            b.daemon.ask(what)
    yield b, work


def filled(n=10, size=20000):
    """A file with n times size items, half of them with a deadline ahead; a large answer was read last."""
    b = Bench(**{"f%d" % i: dated(i * size, size) if i % 2 else plain(i * size, size) for i in range(n)}, g=four(0))
    b.rules(5)
    b.start()
    b.round()
    b.daemon.ask("settle")
    return b


@case("the status, 200,000 items and 100,000 deadlines")
def status():
    b = filled()
    yield b, lambda: [b.daemon.ask("status") for _ in range(20)]


@case("half a minute of rest after 200,000 items")
def tidy():
    b = filled()
    yield b, lambda: time.sleep(32)


@case("items diff of two texts of 2 MB")
def diff():
    b = Bench(f=feed([(1, "a/1", words(1, 280000))])).start()
    b.round()
    b.publish(1, f=feed([(1, "a/1", words(2, 280000))]))
    b.round()
    yield b, lambda: whole.ctl(b.daemon, "items", "diff", "I1")


@case("calendar files with 2,000 deadlines")
def calendar():
    b = Bench(f=dated(0, 2000))
    b.rules(1)
    b.daemon.configure({"receivers.d/d.conf": "[receiver desk]\ntitle = D\nmembers = root\nvia = desktop\n"
                        "ics = desk.ics\n"})
    b.start()

    def work():
        b.round()
        until = time.monotonic() + 20
        while not (pathlib.Path(b.house.folder) / "state/calendar/desk.ics").exists():
            if time.monotonic() > until:
                raise RuntimeError("no calendar")
            time.sleep(0.05)
    yield b, work


@case("a feed with a file of 140 private CAs")
def trust():
    text = pathlib.Path("/etc/ssl/certs/ca-certificates.crt").read_bytes()
    b = Bench().start()
    yield b, lambda: b.read_first("ca = %s" % b.house.write("ca.pem", text), f=plain(0, 20))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("case", nargs="*", help="by name; all of them by default: " + ", ".join(c[0] for c in CASES))
    ap.add_argument("--most", type=float, default=20, help="milliseconds (20)")
    ap.add_argument("--runs", type=int, default=1)
    a = ap.parse_args()
    worst = 0
    print("%-62s %8s %8s %8s %8s  %s" % ("case", "held ms", "clock", "disk", "answer", "by"))
    for name, what, fn in CASES:
        if a.case and name not in a.case:
            continue
        best = None
        for _ in range(a.runs):
            for b, work in fn():
                got = b.measure(work)
                b.close()
            best = got if best is None or got[0] < best[0] else best
        print("%-62s %8.1f %8.1f %8.1f %8.1f  %s%s" % (what, best[0], best[4], best[2], best[3], best[1],
                                             "" if best[0] <= a.most else "  TOO LONG"), flush=True)
        worst = max(worst, best[0])
    return worst > a.most


if __name__ == "__main__":
    sys.exit(main())
