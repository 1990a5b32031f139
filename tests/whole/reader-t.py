# reader-t.py - the reader killed, stopped or overcome: one failed round at most
# SPDX-License-Identifier: MIT
import os
import signal
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)


def reader():
    return daemon.ask("status")["status"]["reader"]


def reader_pid():
    """Never 0: a signal to that would be for all of this test's group."""
    pid = reader()["pid"]
    if pid <= 1:
        raise whole.Failed({"why": "no reader is there: %s" % daemon.log()[-1000:]})
    return pid


def publish(*entries):
    site.put(0, "/rss.xml", rss(list(entries) + [OLD]))


def stopped_round():
    """A round whose document reaches a reader that does not move."""
    pid = reader_pid()
    os.kill(pid, signal.SIGSTOP)
    client = daemon.client()
    client.send("poll", feeds=["nytt"])
    return pid, client


def check_killed_at_rest():
    pid = reader_pid()
    tap.ok(pid != daemon.pid(), "a reader is there")
    os.kill(pid, signal.SIGKILL)
    publish(REMISS)
    first = daemon.poll()["nytt"]
    second = first if first["ok"] else daemon.poll()["nytt"]
    tap.ok(second["ok"], "killed at rest: at most one failed round (%s)" % first.get("why"))
    tap.ok(reader()["pid"] not in (0, pid), "another reader has taken over")
    tap.equal(["item.new"], recorder.events(), "and its news are told once")


def check_killed_at_work():
    publish(entry("andra", "Remiss två", "Svara senast den @SV+31@."), REMISS)
    pid, client = stopped_round()
    with client:
        os.kill(pid, signal.SIGKILL)
        first = client.receive()["rounds"][0]
    second = first if first["ok"] else daemon.poll()["nytt"]
    tap.ok(second["ok"], "killed at work: at most one failed round (%s)" % first.get("why"))
    tap.ok(reader()["pid"] not in (0, pid), "another has taken over")
    daemon.ask("settle")
    tap.equal(["item.new"] * 2, recorder.events(), "told once")


def check_late():
    publish(entry("tredje", "Remiss tre", "Svara senast den @SV+32@."), REMISS)
    pid, client = stopped_round()
    with client:
        first = client.receive()["rounds"][0]
    tap.ok(not first["ok"] and first["why"], "one that takes too long is replaced: " + str(first.get("why")))
    tap.equal(False, alive(pid), "and ended")
    tap.ok(daemon.poll()["nytt"]["ok"], "the next round is well")
    tap.equal(["item.new"] * 3, recorder.events(), "and its news are told")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open("/proc/%d/stat" % pid) as f:
        return f.read().rsplit(")", 1)[1].split()[0] != "Z"


def check_hostile():
    """Entities that become gigabytes, nesting without end, endless attributes."""
    bomb = "<!DOCTYPE rss [<!ENTITY a \"%s\">%s]>" % ("ha" * 50, "".join(
        "<!ENTITY %s \"%s\">" % (chr(98 + i), "&%s;" % chr(97 + i) * 10) for i in range(12)))
    before = {i["title"] for i in daemon.ask("items")["items"]}
    for name, text in (("entities", "<?xml version=\"1.0\"?>%s<rss version=\"2.0\"><channel><title>&l;</title>"
                                    "<item><title>&m;</title></item></channel></rss>" % bomb),
                       ("depth", "<rss version=\"2.0\"><channel>" + "<a>" * 300000),
                       ("attributes", "<rss " + " ".join("a%d=''" % i for i in range(60000)) + "><channel>"),
                       ("file", "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                                "<rss version=\"2.0\"><channel><title>&x;</title></channel></rss>")):
        site.put(0, "/rss.xml", text)
        answer = daemon.poll()["nytt"]
        tap.ok(answer["ok"] or answer["why"], "%s: %s" % (name, answer.get("why") or "read"))
        titles = [i["title"] for i in daemon.ask("items")["items"]]
        tap.ok(before <= set(titles), "%s: what is known stays" % name)
        tap.ok(all(len(t) < 100 and "haha" not in t and "root:" not in t for t in titles),
               "%s: nothing is made of it: %s" % (name, titles[:2]))
    publish(entry("fjarde", "Remiss fyra", "Svara senast den @SV+33@."), REMISS)
    tap.ok(daemon.poll()["nytt"]["ok"], "after all that, a round is well")


daemon.start()
daemon.poll()
check_killed_at_rest()
check_killed_at_work()
check_late()
check_hostile()
whole.done()
