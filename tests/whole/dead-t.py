# dead-t.py - dead letters: listed, exported, replayed, dropped with a reason
# SPDX-License-Identifier: MIT
"""Complaints 22 and 23 of FEATURES.md: nothing is lost for ever, and there is proof of what was accepted when, by what."""
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import ctl, tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
published = [OLD]


def publish(name):
    published.insert(0, entry(name, "Remiss om " + name, "Remissvar ska ha kommit in senast den @SV+30@."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()
    return [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == "item.new" and name in a["title"]][0]


def parcel(alert):
    return daemon.ask("alerts", id=alert["id"])["alerts"][0]["parcels"][0]


def dead():
    return daemon.ask("dead")["parcels"]


def given_up():
    return daemon.ask("status")["status"]["outbox"]["given_up"]


def refused(do, **members):
    try:
        daemon.ask(do, **members)
    except whole.Failed as fault:
        return fault.answer
    return {"code": 0, "why": "it was taken"}


def check_complaint_23_receipts():
    recorder.do("echo 250 2.0.0 queued as 4cX9; exit 0")
    p = parcel(publish("kvitto"))
    tap.equal([("accepted", 1, recorder.program, "250 2.0.0 queued as 4cX9")],
              [(r["state"], r["try"], r["by"], r["answer"]) for r in p["receipts"]], "accepted when, by what, with what answer")
    tap.ok(p["receipts"][0]["at"] >= p["created"], "at an instant")
    recorder.do("echo 451 try later; exit 75")
    p = parcel(publish("senare"))
    recorder.do("echo 250 ok; exit 0")
    daemon.ask("retry")
    daemon.ask("settle")
    receipts = daemon.ask("outbox", alert=p["alert"])["parcels"]
    p = parcel({"id": p["alert"]})
    tap.equal([("tried", 1, "451 try later"), ("accepted", 2, "250 ok")],
              [(r["state"], r["try"], r["answer"]) for r in p["receipts"]], "each try has its own")
    tap.equal(1, len(receipts), "of one parcel")


def check_complaint_22_listed():
    recorder.do("echo 550 no such user; exit 67")
    alerts = [publish("ett"), publish("tva"), publish("tre")]
    list = [p for p in dead() if p["alert"] in {a["id"] for a in alerts}]
    tap.equal(["given up"] * 3, [p["state"] for p in list], "they are listed")
    tap.equal({"550 no such user"}, {p["why"] for p in list}, "with the reason")
    out = ctl(daemon, "outbox", "dead")
    tap.equal(0, out.returncode, "bevakactl lists them: " + out.stderr)
    tap.has("550 no such user", out.stdout, "with the reason")
    tap.equal(1, ctl(daemon, "status").returncode, "the status is not green")
    exported = ctl(daemon, "outbox", "export", "--json")
    tap.has('"content"', exported.stdout, "an export holds what was to be said")
    tap.has("Remiss om tva", exported.stdout, "of each")
    tap.has("550 no such user", ctl(daemon, "outbox", "export").stdout, "as text too, with the reason")
    return [p["id"] for p in list]


def check_drop(ids):
    for reason, code in [(None, 2), ("", 2), ("x", 2), ("y" * 501, 2)]:
        tap.equal(code, refused("drop", parcels=[ids[0]], **({} if reason is None else {"reason": reason}))["code"],
                  "not without a reason: %.10s" % reason)
    tap.equal(2, ctl(daemon, "outbox", "drop", ids[0]).returncode, "nor by bevakactl")
    tap.equal(3, len([p for p in dead() if p["id"] in ids]), "nothing is gone")
    out = ctl(daemon, "outbox", "drop", ids[0], "--reason", "slutat, svarat per telefon")
    tap.equal(0, out.returncode, "with a reason it is dropped: " + out.stderr)
    tap.equal(2, len([p for p in dead() if p["id"] in ids]), "that one only")
    p = [q for q in daemon.ask("outbox", all=True)["parcels"] if q["id"] == ids[0]][0]
    tap.equal(("withdrawn", "slutat, svarat per telefon"), (p["state"], p["why"]), "the parcel keeps the reason")
    history = daemon.ask("alerts", id=p["alert"])["alerts"][0]["history"]
    tap.equal([("dropped", "root")], [(h["what"], h["by"]) for h in history], "and the alert's history who it was")
    tap.has("svarat per telefon", history[0]["words"], "and why")
    tap.equal(3, refused("drop", parcels=[ids[0]], reason="en gång till")["code"], "once")


def check_replay(ids):
    tap.equal(2, refused("replay", parcels=[])["code"], "a replay names them")
    tap.equal(2, refused("replay", parcels=["A1"])["code"], "by their ids")
    recorder.do("echo 250 ok; exit 0")
    before = [r["id"] for r in recorder.runs()]
    out = ctl(daemon, "outbox", "replay", *ids[1:])
    tap.equal(0, out.returncode, "several at once: " + out.stderr)
    daemon.ask("settle")
    tap.equal(["delivered"] * 2, [p["state"] for p in daemon.ask("outbox", all=True)["parcels"] if p["id"] in ids[1:]], "are delivered")
    sent = [r["id"] for r in recorder.runs()][len(before):]
    tap.equal(0, len([i for i in sent if i in before]), "as new messages, with ids of their own")
    tap.equal(3, refused("replay", parcels=[ids[1]])["code"], "what is delivered is no dead letter")


def check_green():
    """Those of the alerts about parcels that were given up, too."""
    rest = [p["id"] for p in dead()]
    if rest:
        daemon.ask("replay", parcels=rest)
        daemon.ask("settle")
    tap.equal(([], 0), (dead(), given_up()), "nothing is left")
    out = ctl(daemon, "status")
    tap.equal(0, out.returncode, "and the status is green again: " + out.stdout)


daemon.start()
daemon.poll()
check_complaint_23_receipts()
ids = check_complaint_22_listed()
check_drop(ids)
check_replay(ids)
check_green()
whole.done()
