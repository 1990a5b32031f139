# notifier-t.py - notifiers that are away, refuse, hang or are missing
# SPDX-License-Identifier: MIT
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
other = Recorder(house, "other")
published = [OLD]


def publish(name, title="Remiss"):
    """One more item; returns its parcels when all has come to rest."""
    published.insert(0, entry(name, "%s om %s" % (title, name), "Remissvar ska ha kommit in senast den @SV+30@."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()
    return parcels(name)


def parcels(name):
    """Those about the item itself, not about a parcel that was given up."""
    news = {a["id"] for a in alerts("item.new")}
    return [p for p in daemon.ask("outbox", all=True)["parcels"] if name in p["title"] and p["alert"] in news]


def alerts(event):
    return [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == event]


def settled():
    daemon.ask("settle")


def check_away():
    recorder.do("echo the relay is away; exit 75")
    waiting = publish("borta")
    tap.equal([("waiting", 1)], [(p["state"], p["tries"]) for p in waiting], "75: the parcel waits")
    tap.has("the relay is away", waiting[0]["why"], "with its reason")
    tap.ok(waiting[0]["next"] > waiting[0]["created"], "until " + str(waiting[0]["next"]))
    daemon.ask("retry")
    settled()
    tap.equal([("waiting", 2)], [(p["state"], p["tries"]) for p in parcels("borta")], "tried again: away still")
    recorder.do(None)
    daemon.ask("retry")
    settled()
    tap.equal(["delivered"], [p["state"] for p in parcels("borta")], "then delivered")
    tap.equal((3, 1), (len(recorder.runs()), len({a["id"] for a in recorder.runs()})), "three tries, one id")


def check_refused():
    recorder.do("echo no such address; exit 1")
    given_up = publish("fel-adress")
    tap.equal([("given up", 1)], [(p["state"], p["tries"]) for p in given_up], "1: given up at once")
    tap.has("no such address", given_up[0]["why"], "with its reason")
    tap.equal(1, len(alerts("parcel.given-up")), "which is told, and told of once")
    recorder.do(None)
    daemon.ask("retry", parcel=given_up[0]["id"])
    settled()
    tap.equal(["delivered"], [p["state"] for p in parcels("fel-adress")], "a person may try it again")
    daemon.ask("retry")
    settled()


def check_hang():
    recorder.do("trap '' TERM; sleep 600 & wait; wait")
    start = time.monotonic()
    late = publish("hang")
    tap.equal(["waiting"], [p["state"] for p in late], "one that hangs is ended: " + str(late[0]["why"]))
    tap.ok(time.monotonic() - start < 30, "within its time")
    left = [pid for pid in os.listdir("/proc") if pid.isdigit() and b"sleep\x00600" in command(pid)]
    tap.equal([], left, "with all that it started")
    recorder.do("kill -SEGV $$")
    daemon.ask("retry")
    settled()
    tap.equal([("waiting", 2)], [(p["state"], p["tries"]) for p in parcels("hang")], "a crash: later")
    recorder.do(None)
    daemon.ask("retry")
    settled()
    tap.equal(["delivered"], [p["state"] for p in parcels("hang")], "and delivered in the end")


def command(pid):
    try:
        with open("/proc/%s/cmdline" % pid, "rb") as f:
            return f.read()
    except OSError:
        return b""


def check_missing():
    """A program that is not there keeps its own parcels only."""
    daemon.configure({
        "receivers.d/desk.conf": "# desk.conf - two ways\n[receiver desk]\nmembers = root\nvia = recorder, other\n",
        "notifiers.d/other.conf": "# other.conf - missing\n[notifier other]\nprogram = %s.away\ntime = 2 s\n"
                                  % other.program})
    daemon.ask("reload")
    states = {p["notifier"]: p["state"] for p in publish("saknas")}
    tap.equal("delivered", states.get("recorder"), "the other way is open")
    tap.equal("waiting", states.get("other"), "a missing program waits: " + str(parcels("saknas")))
    os.rename(other.program, other.program + ".away")
    daemon.ask("retry")
    settled()
    tap.equal({"delivered"}, {p["state"] for p in parcels("saknas")}, "until it is there")


def check_test():
    answer = daemon.ask("test", notifier="recorder", receiver="desk")
    tap.equal(("delivered", "test"), (answer["state"], recorder.events()[-1]), "a test alert")
    recorder.do("exit 3")
    answer = daemon.ask("test", notifier="recorder", receiver="desk")
    tap.equal("given up", answer["state"], "whose failure is told")
    recorder.do(None)


daemon.start()
daemon.poll()
check_away()
check_refused()
check_hang()
check_missing()
check_test()
whole.done()
