# follow-t.py - bevakactl follow --json: each alert once, from a cursor, across restarts
# SPDX-License-Identifier: MIT
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import FORM, OLD, Recorder, entry, one_feed, rss  # noqa: E402
from whole import BUILD, ctl, tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
published = [OLD]


def publish(*names):
    for name in names:
        published.insert(0, entry(name, "Remiss om " + name, "Remissvar ska ha kommit in senast den @SV+30@."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()


class Follower:
    """bevakactl follow --json, line by line."""

    def __init__(self, *options):
        self.process = subprocess.Popen([os.path.join(BUILD, "bevakactl"), "--socket", house.path("control.sock"), "follow", "--json",
                                         *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def next(self, word):
        """The next line with that member."""
        for line in self.process.stdout:
            one = json.loads(line)
            if word in one:
                return one[word]
        return None

    def alerts(self, n):
        return [self.next("alert") for _ in range(n)]

    def end(self):
        """Its exit status and what it said, when the daemon has gone."""
        rest = self.process.communicate(timeout=whole.PATIENCE)
        return self.process.returncode, rest[1]

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=whole.PATIENCE)


def ids(alerts):
    return [int(a["alert"][1:]) for a in alerts]


def new_ones():
    f = Follower("--after", "A0")
    publish("bad")
    publish("vård", "väg", "vatten")
    came = f.alerts(4)
    tap.equal("Remiss om bad", came[0]["item"]["title"], "an alert comes as it is raised")
    tap.equal([1, 2, 3, 4], ids(came), "each once, in the order of their ids")
    for member in ("id", "parcel", "receiver", "options", "texts"):
        tap.ok(member not in came[0], "without what is of one receiver: " + member)
    FORM.validate(dict(came[0], id="A1.P1.1", parcel="P1", receiver=recorder.runs()[0]["receiver"], options={}))
    tap.equal(recorder.runs()[0]["text"], came[0]["text"], "as notifiers get it")
    daemon.ask("ack", alert="A1")
    tap.equal("A1", f.next("close"), "an acknowledged one is closed")
    return f


def the_daemon_goes(f):
    daemon.kill()
    status, said = f.end()
    tap.equal(4, status, "the daemon has gone: a status of its own")
    tap.has("hung up", said, "and a sentence")
    daemon.start()
    publish("buller")
    f = Follower("--after", "a2")
    tap.equal([3, 4, 5], ids(f.alerts(3)), "from its cursor: what came meanwhile, and nothing twice")
    f.stop()
    with daemon.client() as client:
        client.ask("follow", desktop=False, alerts=True, after="A99999")
        publish("skog")
        line = {}
        while "alert" not in line:
            line = client.receive()
    tap.equal("A6", line["alert"]["alert"], "a cursor of another state file: from now on")


def it_waits_for_the_daemon():
    f = Follower("--timeout", "600", "--after", "A0")
    seen = ids(f.alerts(6))
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
        daemon.kill(number)
        daemon.start()
        publish("efter-%d" % len(seen))
        seen += ids(f.alerts(1))
    tap.equal(list(range(1, 10)), seen, "restarted three times: none is lost, none comes twice")
    f.stop()


def many_that_nobody_reads(n=4000):
    """Who stops reading is waited for: memory stays bounded, and the others are served."""
    daemon.stop()
    with contextlib.closing(sqlite3.connect(house.path("state", "state.db"))) as db:
        columns = [c[1] for c in db.execute("PRAGMA table_info(alert)") if c[1] != "id"]
        picked = ", ".join("'lot ' || n.i" if c == "key" else "replace(json, 'Remiss', '%s')" % ("ord om saken " * 400) if c == "json" else c
                           for c in columns)
        db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO alert (%s) "
                   "SELECT %s FROM n, alert WHERE alert.id = 5" % (n, ", ".join(columns), picked))
        db.commit()
    daemon.start()
    slow = Follower("--after", "A0")
    slow.next("alert")
    slow.process.send_signal(signal.SIGSTOP)
    quick = Follower("--after", "A1")
    tap.equal(list(range(2, n + 10)), ids(quick.alerts(n + 8)), "all of a long history, in order")
    quick.stop()
    with open("/proc/%d/status" % daemon.pid()) as f:
        peak = int([line for line in f if line.startswith("VmHWM")][0].split()[1]) // 1024
    tap.ok(whole.sanitized() or peak < 60, "which is longer than what the daemon needs for it: %d MiB" % peak)
    slow.process.send_signal(signal.SIGCONT)
    tap.equal(list(range(2, n + 10)), ids(slow.alerts(n + 8)), "and to the one that had stopped reading")
    slow.stop()


def refused():
    for words in (("follow", "--after", "A1"), ("follow", "--json", "--after", "P7"), ("follow", "--json", "--after", "")):
        tap.equal(2, ctl(daemon, *words).returncode, "wrong usage: " + " ".join(words))
    try:
        daemon.ask("follow", desktop=False, alerts=True, after="P7")
        tap.ok(False, "the daemon refuses it, too")
    except whole.Failed as fault:
        tap.has("an alert's id", str(fault), "the daemon refuses it, too")


daemon.start()
daemon.poll()
follower = new_ones()
the_daemon_goes(follower)
it_waits_for_the_daemon()
many_that_nobody_reads()
refused()
whole.done()
