# silence-t.py - silence, snooze, ack, done, pause: five words with five meanings
# SPDX-License-Identifier: MIT
"""Complaints 25, 28 and 29 of FEATURES.md: what is hidden has an author, a comment and an end, and is told at that end."""
import datetime
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from travel import Clock  # noqa: E402
from whole import tap  # noqa: E402

MONDAY = "2026-11-23T09:00:00Z"
house = whole.House()
clock = Clock(house, MONDAY)
site, recorder, daemon = one_feed(house, today="2026-11-23")
daemon.environment = clock.environment
daemon.configure({"rules.d/avtal.conf": "# avtal.conf - of a test\n[rule avtal]\nany = *avtal*\nto = chef\n",
                  "rules.d/alla.conf": "# alla.conf - of a test\n[rule alla]\nany = *avtal*, remiss*\nto = alla\n",
                  "receivers.d/chef.conf": "# chef.conf - of a test\n[receiver chef]\nvia = recorder\n"
                                           "[receiver alla]\nmembers = root, anna\nvia = recorder\n"})
published = [OLD]


def at(days=0, hours=0):
    """An instant from now, as the protocol has it."""
    then = datetime.datetime.fromtimestamp(clock.now(), datetime.timezone.utc)
    return (then + datetime.timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def publish(name, title):
    """One more item; returns its alert with parcels and history."""
    published.insert(0, entry(name, title, "En text om saken.", days=0))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()
    return alert([a for a in daemon.ask("alerts", all=True)["alerts"] if title in a["title"]][0]["id"])


def alert(id):
    return daemon.ask("alerts", id=id)["alerts"][0]


def parcels(a):
    return {p["receiver"]: p["state"] for p in a["parcels"]}


def refused(do, **members):
    try:
        daemon.ask(do, **members)
    except whole.Failed as fault:
        return fault.answer
    return {"code": 0, "why": "it was taken"}


def events(name):
    return [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == name]


def pass_by(seconds):
    """libevent looks at the wall clock every few seconds only; a daemon that starts does at once."""
    daemon.stop()
    clock.pass_by(seconds)
    daemon.start()
    daemon.ask("settle")


def check_what_waits_from_before():
    """What a person silences at night is not in the morning's parcels; what is due after the end is told."""
    local = datetime.datetime.fromtimestamp(clock.now(), datetime.timezone(datetime.timedelta(hours=1)))  # MONDAY is in winter
    opens = local + datetime.timedelta(hours=22)
    half_past = 22 * 3600 + 1800 - local.minute * 60
    daemon.configure({"receivers.d/tyst.conf": "# tyst.conf - of a test\n[receiver tyst]\nvia = recorder\nhours = mon-sun %02d:00-%02d:59\n" % (opens.hour, opens.hour) +
                                               "[receiver bord]\nmembers = bo\nvia = desktop\n",
                      "rules.d/tyst.conf": "# tyst.conf - of a test\n[rule tyst]\nany = *park*\nto = tyst, bord\n"})
    daemon.ask("reload")
    a = publish("park-1", "Parkering i Lerum")
    tap.equal({"tyst": "held", "bord": "waiting"}, parcels(a), "one waits for the morning, one for its desktop")
    other = daemon.ask("silence", match=["words=skog*", "receiver=tyst"], until=at(days=3), comment="annat")["silence"]
    daemon.ask("settle")
    tap.equal({"tyst": "held", "bord": "waiting"}, parcels(alert(a["id"])), "a silence of something else leaves them")
    daemon.ask("unsilence", silence=other)
    s = daemon.ask("silence", match=["rule=tyst"], until=at(days=3), comment="flytt")["silence"]
    daemon.ask("settle")
    tap.equal({"tyst": "held", "bord": "withdrawn"}, parcels(alert(a["id"])), "what waits is hidden at once, what is held when its time comes")
    steps = daemon.ask("why", what=a["id"], receiver="tyst")["explained"]["steps"]
    tap.has("parcel.silenced", str(steps), "why foretells it")
    pass_by(half_past)
    tap.equal("withdrawn", parcels(alert(a["id"]))["tyst"], "it is left out in the morning")
    tap.has("silenced by %s until" % s, str(alert(a["id"])["parcels"]), "with the reason")
    tap.equal(["bord", "tyst"], sorted(h["receiver"] for h in alert(a["id"])["history"] if h["what"] == "silenced"), "and a trace of both")
    daemon.ask("unsilence", silence=s)
    tap.equal([a["id"]] * 2, [x["alert"] for x in daemon.ask("silences", id=s)["silences"][0]["alerts"]], "told at its end")
    pass_by(2 * 3600)
    b = publish("park-2", "Parkering i Borås")
    daemon.ask("silence", match=["rule=tyst", "receiver=tyst"], until=at(hours=2), comment="kort")
    pass_by(22 * 3600)
    tap.equal("delivered", parcels(alert(b["id"]))["tyst"], "what is due after the end of a silence is told")
    daemon.configure({"rules.d/tyst.conf": None, "receivers.d/tyst.conf": None})
    daemon.ask("reload")


def check_wrong():
    for members, part in [({"match": []}, "would hide all"), ({"match": ["rule"]}, "like rule=NAME"),
                          ({"match": ["rule=nej"]}, "nej is not in the configuration"),
                          ({"match": ["receiver=nej"]}, "nej is not in the configuration"),
                          ({"match": ["feed=nytt"], "until": "2020-01-01T00:00:00Z"}, "until is an instant ahead"),
                          ({"match": ["feed=nytt"], "until": at(days=400)}, "within a year"),
                          ({"match": ["feed=nytt"], "until": None}, "until is an instant ahead"),
                          ({"match": ["feed=nytt"], "comment": ""}, "say why")]:
        whole_request = dict({"until": at(days=1), "comment": "därför"}, **members)
        tap.has(part, refused("silence", **{k: v for k, v in whole_request.items() if v is not None})["why"],
                "refused: %s" % members)
    tap.equal([], daemon.ask("silences", all=True)["silences"], "and nothing hides")


def check_silence_of_a_rule():
    answer = daemon.ask("silence", match=["rule=avtal"], until=at(days=2), comment="upphandling pågår")
    tap.equal("S1", answer["silence"], "a silence begins")
    a = publish("avtal-1", "Avtal om tolkar")
    tap.equal({"chef": "withdrawn", "alla": "delivered"}, parcels(a), "one rule is silent, another tells all the same")
    tap.has("silenced by S1 until", a["parcels"][0]["why"] + a["parcels"][1].get("why", ""), "the parcel says why")
    tap.equal([("silenced", "root", "chef", "S1", "upphandling pågår")],
              [(h["what"], h["by"], h["receiver"], h["silence"], h["words"]) for h in a["history"]], "and so does the history")
    tap.equal(["alla"], [r["receiver"]["name"] for r in recorder.runs()], "nothing else has left")
    s = daemon.ask("silences", id="S1")["silences"][0]
    tap.equal((1, "hides", [a["id"]]), (s["hidden"], s["state"], [x["alert"] for x in s["alerts"]]), "it is counted")
    tap.equal((1, 1), (status()["silences"], status()["silenced"]), "also in the status")
    both = publish("avtal-remiss", "Remiss om avtal")
    tap.equal({"chef": "withdrawn", "alla": "delivered", "desk": "delivered"}, parcels(both), "what the others raise is told")


def status():
    return daemon.ask("status")["status"]["trust"]


def check_complaint_29_hint_before_it_ends():
    """It ends on Wednesday morning: foretold on Tuesday at nine, to its author's smallest receiver."""
    pass_by(86400 - 7200)
    tap.equal([], events("silence.ending"), "not too early")
    pass_by(2 * 3600)
    ending = events("silence.ending")
    tap.equal(["desk"], ending and ending[0]["receivers"], "its author hears that it will end")
    tap.has("rule=avtal", ending[0]["title"], "and which one it is")
    tap.has("upphandling pågår", alert(ending[0]["id"])["text"], "and why it was")
    pass_by(60)
    tap.equal(1, len(events("silence.ending")), "once")


def check_complaint_25_told_at_its_end():
    pass_by(86400)
    ended = events("silence.ended")
    tap.equal(1, len(ended), "and that it is over")
    tap.has("Avtal om tolkar", alert(ended[0]["id"])["text"], "with what it hid")
    tap.equal(["ended"], [s["state"] for s in daemon.ask("silences", all=True)["silences"]], "it is kept in the list")
    tap.equal([], daemon.ask("silences")["silences"], "of those that hide there is none")
    tap.equal({"chef": "delivered", "alla": "delivered"}, parcels(publish("avtal-2", "Avtal om städning")), "all is told again")


def check_ended_by_hand_and_restart():
    daemon.ask("silence", match=["feed=nytt", "receiver=chef", "words=*avtal"], until=at(days=9), comment="lång")
    daemon.stop()
    daemon.start()
    a = publish("avtal-3", "Samverkansavtal")
    tap.equal({"chef": "withdrawn", "alla": "delivered"}, parcels(a), "it outlives a restart")
    daemon.configure({"rules.d/mer.conf": "# mer.conf - of a test\n[rule mer]\nany = skog*\nto = chef\n"})
    daemon.ask("reload")
    tap.equal("withdrawn", parcels(publish("avtal-4", "Skogsavtal"))["chef"], "and a reload, with its words")
    daemon.ask("unsilence", silence="S2")
    tap.equal(("root", 1), (daemon.ask("silences", id="S2")["silences"][0]["ended_by"], len(events("silence.ended")) - 1),
              "a person ends it, and hears what it hid")
    tap.equal(3, refused("unsilence", silence="S2")["code"], "once")
    tap.equal(3, refused("unsilence", silence="S77")["code"], "one that never was is none")


def check_matter_and_item():
    a = publish("sak", "Avtal om sak")
    daemon.ask("silence", match=["item=" + a["item"]], until=at(hours=5), comment="klart hos oss")
    published[0] = entry("sak", "Avtal om sak", "En helt annan text med nya ord om avtalet.", days=0)
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()
    changed = alert([x for x in events("item.changed") if x["item"] == a["item"]][0]["id"])
    tap.equal({"withdrawn"}, set(parcels(changed).values()), "an item is silent, also when it changes")
    pass_by(6 * 3600)


def check_complaint_28_ack_ends():
    """Icinga's acknowledgements that never end, and are forgotten."""
    a = publish("avtal-5", "Avtal om el")
    runs = len(recorder.runs())
    answer = daemon.ask("ack", alert=a["id"], comment="Dnr 2026/123", **{"for": "2wd"})
    until = datetime.datetime.strptime(answer["until"], "%Y-%m-%dT%H:%M:%SZ")
    tap.equal(7, until.hour, "until eight in the morning of Stockholm: " + answer["until"])
    seen = alert(a["id"])
    tap.equal(("acked", "root", "Dnr 2026/123"), (seen["state"], seen["by"], seen["comment"]), "who has taken it, and a word")
    tap.equal(1, status()["acked"], "the status counts it")
    daemon.ask("snooze", alert=a["id"], until=at(hours=1))
    tap.equal("acked", alert(a["id"])["state"], "a snooze of one person does not undo it")
    pass_by(2 * 3600)
    runs = len(recorder.runs())
    daemon.stop()
    daemon.start()
    pass_by(int(until.replace(tzinfo=datetime.timezone.utc).timestamp() - clock.now()) + 1)
    seen = alert(a["id"])
    tap.equal("new", seen["state"], "when it ends and is not done, it is new again")
    tap.equal(runs + 2, len(recorder.runs()), "and comes back to all who had it")
    tap.equal(["acked", "snoozed", "ack ended"], [h["what"] for h in seen["history"]], "its history tells all of it")
    for wrong in ("5", "0wd", "61wd", "nej"):
        tap.equal(2, refused("ack", alert=a["id"], **{"for": wrong})["code"], "for %s is refused" % wrong)
    usual = daemon.ask("ack", alert=a["id"])
    tap.ok(usual["until"] > at(days=6), "five working days unless said: " + usual["until"])
    daemon.ask("done", alert=a["id"], comment="besvarad")
    pass_by(30 * 86400)
    tap.equal("done", alert(a["id"])["state"], "what is done does not come back")


def check_snooze():
    a = publish("avtal-6", "Avtal om vatten")
    daemon.ask("snooze", alert=a["id"], until=at(hours=3))
    tap.equal(("snoozed", 1), (alert(a["id"])["state"], status()["snoozed"]), "later, for one person")
    pass_by(4 * 3600)
    tap.equal("new", alert(a["id"])["state"], "and then it is new")
    tap.equal(["snoozed", "snooze ended"], [h["what"] for h in alert(a["id"])["history"]], "as its history says")


def feed():
    return daemon.ask("feeds", name="nytt")["feeds"][0]


def check_pause():
    for members, code in [({"feed": "nej"}, 3), ({"until": "2020-01-01T00:00:00Z"}, 2), ({"comment": ""}, 2)]:
        tap.equal(code, refused("pause", **dict({"feed": "nytt", "until": at(days=1), "comment": "ombyggnad"}, **members))["code"],
                  "refused: %s" % members)
    daemon.ask("pause", feed="nytt", until=at(days=2), comment="ombyggnad")
    tap.equal(("paused", "root", "ombyggnad"), (feed()["state"], feed()["pause"]["by"], feed()["pause"]["comment"]), "paused, by whom and why")
    tap.equal((1, 1), (daemon.ask("status")["status"]["feeds"]["paused"], status()["pauses"]), "the status says so")
    served = len(site.served("/rss.xml"))
    tap.equal(3, refused("poll", feeds=["nytt"])["code"], "nobody polls it by hand")
    daemon.stop()
    daemon.start()
    pass_by(86400)
    tap.equal(("paused", served), (feed()["state"], len(site.served("/rss.xml"))), "also not after a restart")
    pass_by(86400 + 60)
    tap.equal("ok", feed()["state"], "it ends by itself")
    daemon.ask("pause", feed="nytt", until=at(days=2), comment="igen")
    daemon.ask("resume", feed="nytt")
    tap.equal(("ok", 0), (feed()["state"], status()["pauses"]), "or by hand")
    tap.equal(3, refused("resume", feed="nytt")["code"], "which is only once to be had")
    tap.equal({"chef": "delivered", "alla": "delivered"}, parcels(publish("avtal-7", "Avtal om snö")), "and it is read again")


def check_done_is_for_good():
    a = publish("park-0", "Avtal om park")
    daemon.ask("ack", alert=a["id"], comment="tar")
    daemon.ask("done", alert=a["id"], comment="klart")
    for do, members in (("ack", {"for": "2wd"}), ("snooze", {"until": at(hours=2)})):
        answer = refused(do, alert=a["id"], **members)
        tap.equal(1, answer["code"], "what is done is not taken again: " + do)
        tap.has("is done, by root", answer["why"], "and it says who did it")
    daemon.ask("done", alert=a["id"])
    tap.equal("done", alert(a["id"])["state"], "it is done still")


def check_rights():
    tap.equal(["silences"], [do for do in ("silences",) if daemon.ask(do)["ok"]], "anyone may look")


daemon.start()
daemon.poll()
check_wrong()
check_silence_of_a_rule()
check_complaint_29_hint_before_it_ends()
check_complaint_25_told_at_its_end()
check_ended_by_hand_and_restart()
check_matter_and_item()
check_complaint_28_ack_ends()
check_snooze()
check_pause()
check_done_is_for_good()
check_rights()
check_what_waits_from_before()
whole.done()
