# slices-t.py - long work is done in slices: others are served in between
# SPDX-License-Identifier: MIT
"""What holds the loop, and how long, is measured by bench/loop.py; here is
what may go wrong when a round is half written and somebody else comes."""
import contextlib
import os
import socket
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import SETTINGS  # noqa: E402
from whole import tap  # noqa: E402

MANY = 6000
LAST = "den sista posten"

house = whole.House()
site = house.site()


def feed(first, n, last=None):
    """RSS of so many remisser; the last one may have a title of its own."""
    rows = ["<item><title>%s</title><link>@BASE@/%d</link><guid isPermaLink=\"false\">%d</guid>"
            "<description>Svara på remissen senast den @SV+90@. Text nummer %d.</description></item>\n"
            % (last if last and i == first + n - 1 else "Remiss %d" % i, i, i, i) for i in range(first, first + n)]
    return "<rss version=\"2.0\"><channel><title>Nytt</title><link>@BASE@/</link>%s</channel></rss>" % "".join(rows)


def rules(*words):
    return {"rules.d/r.conf": "# r.conf - of a test\n" + "".join(
        "[rule %s]\nany = %s\ndeadline = remiss\nremind = 1wd\nto = desk\n" % (w.strip("*"), w) for w in words)}


daemon = house.daemon({
    "bevakad.conf": SETTINGS.format(state=house.path("state", "").rstrip("/"), socket=house.path("control.sock"),
                                    libexec=whole.BUILD, patience="30 s", more="document-time = 60 s").replace("document-time = 3 s\n", ""),
    "sources.d/s.conf": "# s.conf - of a test\n[source body]\ntitle = Myndigheten\n" + "".join(
        "[feed %s]\nsource = body\nurl = %s/%s.xml\n" % (n, site.url, n) for n in ("stor", "liten")),
    "receivers.d/d.conf": "# d.conf - of a test\n[receiver desk]\ntitle = Disken\nmembers = root\nvia = desktop\n",
    **rules("remiss*")})


def items():
    return daemon.ask("status")["status"]["items"]


@contextlib.contextmanager
def file():
    with contextlib.closing(sqlite3.connect(house.path("state", "state.db"))) as db:
        yield db
        db.commit()


def in_the_midst(client, before=0):
    """How many items another caller sees while the round that client asked for is being kept; None: it was over."""
    with daemon.client() as other:
        while True:
            n = other.ask("status")["status"]["items"]
            if n > before:
                return n if n < before + MANY else None


def check_served():
    """Looking is served at once, writing after the round, and neither is lost."""
    with daemon.client() as client, daemon.client() as other:
        client.send("poll", feeds=["stor"])
        seen = in_the_midst(client)
        other.send("add", title="Årsmöte", date="2099-05-06", kind="decision", rule="remiss")
        other.send("status")
        tap.ok(seen is not None, "a request is answered in the middle of a round: %s of %d items are there" % (seen, MANY))
        round_of = client.receive()["rounds"][0]
        tap.equal((True, MANY), (round_of["ok"], round_of["new"]), "the round is whole")
        added, status = other.receive(), other.receive()
        tap.ok(added.get("ok"), "who writes has waited for it: %s" % added)
        tap.ok(status["ok"], "and is answered in order")
    daemon.kill()
    daemon.start()
    tap.equal(MANY, items(), "all of it is in the file")
    tap.equal(1, len([d for d in daemon.ask("deadlines", limit=10000)["deadlines"] if d["title"] == "Årsmöte"]),
              "and so is what was added")


def check_killed():
    """kill -9 in the middle: nothing of the round is in the file, and it comes again."""
    site.put(0, "/stor.xml", feed(MANY, MANY))
    with daemon.client() as client:
        client.send("poll", feeds=["stor"])
        seen = in_the_midst(client, MANY)
        daemon.kill()
    tap.ok(seen is not None, "killed in the middle of a round, after %s items" % seen)
    with file() as db:
        tap.equal(MANY, db.execute("SELECT count(*) FROM item").fetchone()[0], "nothing of it was kept")
        db.execute("CREATE TRIGGER stop BEFORE INSERT ON item WHEN NEW.title = '%s' "
                   "BEGIN SELECT RAISE(ABORT, 'no more'); END" % LAST)


def check_taken_back():
    """Its last item cannot be kept: all of the round is taken back, and nothing of what others wrote."""
    site.put(0, "/stor.xml", feed(MANY, MANY, LAST))
    site.put(0, "/liten.xml", feed(5 * MANY, 3))
    daemon.start()
    with daemon.client() as client, daemon.client() as other:
        client.send("poll", feeds=["stor", "liten"])
        other.send("add", title="Höstmöte", date="2099-05-06", kind="decision", rule="remiss")
        rounds = {r["feed"]: r for r in client.receive()["rounds"]}
        added = other.receive()
    tap.equal(False, rounds["stor"]["ok"], "a round whose last item fails has failed: %s" % rounds["stor"].get("why"))
    tap.equal((True, 3), (rounds["liten"]["ok"], rounds["liten"]["new"]), "the round beside it has not")
    tap.ok(added.get("ok"), "nor has what was written meanwhile")
    daemon.kill()
    with file() as db:
        tap.equal(MANY + 3, db.execute("SELECT count(*) FROM item").fetchone()[0], "in the file, too")
        tap.equal(2, db.execute("SELECT count(*) FROM own").fetchone()[0], "all that was added is there")
        db.execute("DROP TRIGGER stop")
    daemon.start()
    daemon.poll("stor")
    tap.equal(2 * MANY + 3, items(), "and it is kept when it can be")


def check_trial():
    """What is on trial is never there for others, who wait until it is taken back."""
    before = items()
    site.put(0, "/stor.xml", feed(8 * MANY, MANY))
    with daemon.client() as client, daemon.client() as other:
        client.send("check", feed="stor")
        seen = {other.ask("status")["status"]["items"] for _ in range(50)}
        other.send("add", title="Vintermöte", date="2099-05-06", kind="decision", rule="remiss")
        trial, added = client.receive()["check"], other.receive()
    tap.equal((MANY, None), (trial["new"], trial.get("fault")), "all of a large document is tried")
    tap.equal({before}, seen, "nobody sees an item of it")
    tap.ok(added.get("ok"), "who writes meanwhile is not taken back with it: %s" % added)
    with daemon.client() as client:
        client.send("check", feed="stor")
        daemon.ask("status")
    tap.equal(before, items(), "whoever leaves in the middle of a trial leaves nothing behind")
    daemon.kill()
    with file() as db:
        there = [db.execute("SELECT count(*) FROM " + what).fetchone()[0] for what in ("item", "own WHERE title = 'Vintermöte'")]
    tap.equal([before, 1], there, "which is so in the file, too")
    site.put(0, "/stor.xml", feed(MANY, MANY))
    daemon.start()


def concerned():
    """Names of the rules that the deadlines of the feeds have, with how many."""
    found = {}
    with file() as db:
        for name, n in db.execute("SELECT rule, count(*) FROM item_rule GROUP BY rule"):
            found[name] = n
    return found


def reloaded(words):
    """Until the daemon has said that it takes so many rules."""
    while "reload: 2 feeds, %d rules" % words not in daemon.log().rsplit("receivers, control socket", 1)[1]:
        pass


def check_reloads():
    """A second reload in the middle of the first, back to what was: both are answered, the second counts."""
    whole_list = {"remiss": 2 * MANY + 3}
    with daemon.client() as one, daemon.client() as other:
        daemon.configure(rules("svara", "nummer"))
        one.send("reload")
        reloaded(2)
        daemon.configure(rules("remiss*"))
        other.send("reload")
        answers = one.receive(), other.receive()
    tap.equal([True, True], [a["ok"] for a in answers], "two reloads, one in the middle of the other")
    tap.equal(1, answers[1]["rules"], "the second one has its rule")
    daemon.stop()
    tap.equal(whole_list, concerned(), "which concerns all that it matches, and no other does")
    daemon.start()
    daemon.configure(rules("svara"))
    with daemon.client() as client:
        client.send("reload")
        reloaded(1)
        daemon.kill()
    daemon.start()
    daemon.ask("settle")
    daemon.stop()
    tap.equal({"svara": 2 * MANY + 3}, concerned(), "killed in the middle, the start goes on with it")
    daemon.start()


def check_slow_reader():
    """Who does not read a long list keeps nobody from anything, and gets all of it."""
    with daemon.client() as slow:
        slow.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.send("items", limit=10000)
        slow.send("notifiers")
        tap.equal(2 * MANY + 3, items(), "a list that nobody reads is in nobody's way")
        rows = slow.receive()["items"]
        tap.equal(10000, len(rows), "read at last, it is whole")
        tap.equal(sorted((int(r["id"][1:]) for r in rows), reverse=True), [int(r["id"][1:]) for r in rows], "and in order")
        tap.ok("notifiers" in slow.receive(), "and the next answer comes after it")
    found = daemon.ask("items", search="nummer %d." % (MANY + 7), limit=5)["items"]
    tap.equal(["Remiss %d" % (MANY + 7)], [i["title"] for i in found], "a search through all texts")
    tap.equal([], daemon.ask("items", search="finns inte", feed="liten")["items"], "and one that finds nothing")
    ends = [d["end"] for d in daemon.ask("deadlines", limit=10000)["deadlines"]]
    tap.equal((10000, sorted(ends)), (len(ends), ends), "deadlines, soonest first")


site.put(0, "/stor.xml", feed(0, 0))
site.put(0, "/liten.xml", feed(0, 0))
daemon.start()
daemon.ask("settle")
site.put(0, "/stor.xml", feed(0, MANY))
for check in (check_served, check_killed, check_taken_back, check_trial, check_reloads, check_slow_reader):
    check()
loop = daemon.ask("status")["status"]["loop"]
tap.ok(loop["longest_ms"] > 0 and ": " in loop["by"], "the status says who held the loop longest: %s" % loop)
whole.done()
