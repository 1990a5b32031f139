# deadlines-t.py - the lineage of deadlines, and what people do with them
# SPDX-License-Identifier: MIT
import datetime
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import RECEIVERS, Recorder, entry, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

try:
    import icalendar
except ImportError:
    icalendar = None

TODAY = datetime.date.today()


def day(n):
    return (TODAY + datetime.timedelta(days=n)).isoformat()


house = whole.House()
site = house.site()
recorder = Recorder(house)
OWN = """# egna.conf - of a test
[deadline ramavtal]
title = Ramavtal om tolkar
kind = expiry
start = 2020-01-01
date = %s
to = desk
remind = 20wd, 1d
notice = 12 months
extendable = yes
link = https://avtal.example/7
"""
daemon = house.daemon(dict(settings(house, recorder, {
    "vgr": "url = %s/vgr.xml" % site.url, "vastkom": "url = %s/vastkom.xml" % site.url}),
    **{"receivers.d/desk.conf": RECEIVERS + "ics = desk.ics\n", "rules.d/egna.conf": OWN % day(800)}))
ANSWER = "Remissvar ska ha kommit in senast den @SV+%d@."


def publish(edition, **feeds):
    for name, entries in feeds.items():
        site.put(edition, "/%s.xml" % name, rss(entries))


def one(name, days, title="Remiss om nära vård, RS 2026-01234", text=ANSWER):
    return entry(name, title, text % days if "%d" in text else text)


def deadlines(**more):
    return daemon.ask("deadlines", **more)["deadlines"]


def of(link, **more):
    return [d for d in deadlines(**more) if link in d.get("link", "")]


def whole_of(deadline):
    return deadlines(id=deadline)[0]


def step(edition):
    """The alerts that a new edition raises."""
    before = len(recorder.runs())
    site.edition(edition)
    daemon.poll()
    return recorder.runs()[before:]


def refused(do, **members):
    try:
        daemon.ask(do, **members)
    except whole.Failed as no:
        return no.answer["code"]
    return 0


def check_own():
    own = [d for d in deadlines() if d.get("name") == "ramavtal"][0]
    tap.equal((day(800), "2020-01-01", True), (own["end"], own["start"], own.get("extendable")),
              "an agreement of the configuration is followed")
    tap.has("egna.conf:2", own["place"], "and says where it is written")
    known = whole_of(own["id"])
    notice = datetime.date.fromisoformat(known["reminders"][0]["target"])
    end = datetime.date.fromisoformat(day(800))
    tap.equal((end.year - 1, end.month), (notice.year, notice.month), "its notice day is the one that reminds")
    tap.ok(known["reminders"][0].get("notice"), "and says so")
    tap.equal(2, refused("edit", deadline=own["id"], date=day(900)), "it is edited where it is written")
    before = len(recorder.runs())
    daemon.configure({"rules.d/egna.conf": OWN % day(830)})
    daemon.ask("reload")
    daemon.ask("settle")
    fresh = recorder.runs()[before:]
    tap.equal([("deadline.moved", "extended")], [(a["event"], a["change"]) for a in fresh], "changed there: moved")
    moved = [d for d in deadlines() if d.get("name") == "ramavtal"][0]
    tap.equal(day(830), moved["end"], "to the new day")
    tap.equal([("found", own["id"]), ("extended", moved["id"])],
              [(e["what"], e["deadline"]) for e in whole_of(moved["id"])["lineage"]], "with its lineage")
    tap.equal(whole_of(own["id"])["uid"], whole_of(moved["id"])["uid"], "and the uid it had")
    daemon.configure({"rules.d/egna.conf": "# egna.conf - of a test\n"})
    daemon.ask("reload")
    daemon.ask("settle")
    tap.equal("deadline.withdrawn", recorder.events()[-1], "gone there: withdrawn, and told")
    daemon.configure({"rules.d/egna.conf": OWN % day(830)})
    daemon.ask("reload")
    tap.equal("open", whole_of(moved["id"])["state"], "there again: open")


def check_conflict():
    """Complaint 49: two pages of one body give two days."""
    fresh = step(1)
    tap.equal(["deadline.conflicting", "item.new"], sorted(a["event"] for a in fresh),
              "another page of the matter says otherwise: one alert of its own")
    told = [a for a in fresh if a["event"] == "deadline.conflicting"][0]
    tap.equal([day(20), day(30)], [d["end"] for d in told["deadlines"]], "with both days, the earlier first")
    tap.has("Den andra sidan", told["text"], "and where the other stands")
    early, late = of("vastkom-1")[0], of("vgr-1")[0]
    tap.equal([[late["id"]], [early["id"]]], [early["conflicts"], late["conflicts"]], "both are shown as conflicting")
    tap.equal([], step(1), "and told once")
    daemon.ask("reject", deadline=early["id"], comment="fel sida")
    tap.equal(("rejected", None), (whole_of(early["id"])["state"], of("vgr-1")[0].get("conflicts")),
              "one is rejected: no conflict is left")


def check_superseded():
    fresh = step(2)
    told = [a for a in fresh if a["event"] == "deadline.moved"]
    tap.equal([("extended", day(30), day(60))], [(a["change"], a["old"]["end"], a["deadlines"][0]["end"]) for a in told],
              "a page that says that the day is moved, moves what another page said")
    tap.has("förlängd", told[0]["title"], "and says how: " + told[0]["title"])
    tap.equal(([], "moved"), (of("vgr-1"), of("vgr-1", all=True)[0]["state"]), "the old one has moved")
    new = of("vgr-3")[0]
    tap.equal(["found", "conflicting", "extended"], [e["what"] for e in whole_of(new["id"])["lineage"]],
              "its history is told whole")
    return new


def check_moved_and_gone():
    fresh = step(3)
    tap.equal([("deadline.moved", "moved")], [(a["event"], a.get("change")) for a in fresh if "moved" in a["event"]],
              "brought forward: an alert of its own")
    tap.has("tidigarelagd", fresh[0]["title"], fresh[0]["title"])
    fresh = step(4)
    tap.equal(["deadline.withdrawn"], [a["event"] for a in fresh], "gone from the page: withdrawn, and no more")
    tap.equal(["moved", "withdrawn"], sorted(d["state"] for d in of("flytt", all=True)), "the list says so")
    gone = [d for d in of("flytt", all=True) if d["state"] == "withdrawn"][0]
    fresh = step(5)
    tap.equal("open", of("flytt")[0]["state"], "said again: open again")
    tap.equal(["found", "moved", "withdrawn", "again"], [e["what"] for e in whole_of(gone["id"])["lineage"]],
              "its lineage")


def check_questioned():
    fresh = step(6)
    asked = [a for a in fresh if a["event"] == "deadline.questioned"]
    tap.equal(1, len(asked), "a weekday that does not fit is asked about")
    tap.has("deadlines confirm D", asked[0]["text"], "with what to answer")
    doubt = of("fel")[0]
    tap.ok(doubt.get("questioned"), "it is shown as questioned")
    daemon.ask("confirm", deadline=doubt["id"])
    sure = of("fel")[0]
    tap.equal((None, True), (sure.get("questioned"), sure.get("confirmed")), "confirmed: it is tracked")
    alert = [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == "deadline.questioned"][0]
    tap.equal("done", alert["state"], "and the question is answered")


def check_edit(new):
    before = len(recorder.runs())
    daemon.ask("edit", deadline=new["id"], date=day(50), comment="enligt telefon")
    daemon.ask("settle")
    fresh = recorder.runs()[before:]
    tap.equal([("deadline.moved", "edited", day(60))], [(a["event"], a["change"], a["old"]["end"]) for a in fresh],
              "a date that a person changes is told too")
    step(6)
    tap.equal(day(50), whole_of(new["id"])["end"], "the page does not change it back")
    tap.equal(2, refused("edit", deadline=new["id"], date="31 november"), "a date is a date")


def check_add():
    got = daemon.ask("add", title="Svar till länsstyrelsen", kind="appeal", date=day(9), to=["desk"], remind="1d")
    typed = whole_of(got["deadline"])
    tap.equal(("root", "Svar till länsstyrelsen"), (typed["by"], typed["title"]), "a deadline that is typed")
    codes = [refused("add", title="Utan mottagare", kind="remiss", date=day(9)),
             refused("add", title="Förr", kind="remiss", date=day(-9), to=["desk"]),
             refused("add", title="Slag", kind="remis", date=day(9), to=["desk"]),
             refused("add", title="Regel", kind="remiss", date=day(9), rule="finns-ej"),
             refused("link", deadline=got["deadline"], other=got["deadline"]),
             refused("confirm", deadline="D9999")]
    tap.equal([2, 2, 2, 2, 2, 3], codes, "what is wrong is refused")
    other = daemon.ask("add", title="Samma svar", kind="appeal", date=day(9), to=["desk"], remind="1d")
    daemon.ask("link", deadline=got["deadline"], other=other["deadline"])
    shown = whole_of(got["deadline"])
    tap.equal([other["deadline"]], [d["id"] for d in shown["matter_deadlines"]], "linked: one matter")
    daemon.ask("done", deadline=got["deadline"])
    tap.equal(["done", "done"], [whole_of(d["deadline"])["state"] for d in (got, other)],
              "done: also where another page says the same")


def check_shown(new):
    run = whole.ctl(daemon, "deadlines", "show", new["id"], "--no-color")
    for part in ("History", "extended", "edited", "Reminders", "1wd before " + day(50), "calendar days 50",
                 "RS 2026-1234" if "number" in run.stdout else "Matter"):
        tap.has(part, run.stdout, "show prints " + part)
    for words in (["deadlines", "sho", "D1"], ["deadlines", "confirm"], ["deadlines", "add", "X", "--receiver", "a"],
                  ["deadlines", "show", "D1", "D2"]):
        tap.equal(2, whole.ctl(daemon, *words).returncode, "wrong usage: " + " ".join(words))


def check_closed():
    got = daemon.ask("add", title="Räknad", kind="report", date=day(150), to=["desk"], remind="5d, 10wd")
    lead = [r for r in whole_of(got["deadline"])["reminders"] if r["lead"] == "10wd"][0]
    conf = settings(house, recorder, {})["bevakad.conf"]
    daemon.configure({"bevakad.conf": conf + "closed-days = %s\n" % lead["day"]})
    moved = daemon.ask("reload")["recounted"]
    mine = [m for m in moved if m["deadline"] == got["deadline"]]
    tap.equal([lead["day"]], [m["old_end"] for m in mine], "a closed day: the reminder that falls on it is listed")
    tap.ok(mine[0]["end"] < lead["day"], "with the day it falls on now: " + mine[0]["end"])
    shown = whole_of(got["deadline"])
    tap.equal([mine[0]["end"]], [r["day"] for r in shown["reminders"] if r["lead"] == "10wd"], "which show tells, too")
    tap.equal("recounted", shown["lineage"][-1]["what"], "and its history")
    tap.equal([], daemon.ask("reload")["recounted"], "nothing is listed twice")
    daemon.configure({"bevakad.conf": conf})
    back = whole.ctl(daemon, "reload", "--no-color").stdout
    tap.has("reminder moved: " + got["deadline"], back, "bevakactl reload lists them")
    daemon.ask("done", deadline=got["deadline"])


def events(text):
    calendar = icalendar.Calendar.from_ical(text)
    return {str(e["UID"]): e for e in calendar.walk("VEVENT")}


def calendar(receiver):
    """As bevakactl prints it, its line ends and all."""
    return subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "--socket", daemon.socket, "deadlines", "ics",
                           "--receiver", receiver], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=whole.PATIENCE, check=True).stdout.decode()


def complaint_52_a_changed_day_does_not_move_or_is_there_twice(new, uid, before):
    with daemon.client() as watching:
        watching.ask("follow", desktop=False)
        daemon.ask("edit", deadline=new["id"], date=day(51))
        while watching.receive()["log"]["event"] != "calendar":
            pass
    text = calendar("desk")
    after = events(text)
    tap.equal(1, text.count("UID:" + uid), "52: the event is there once")
    tap.equal(set(before), set(after), "52: and every UID is as it was")
    tap.ok(int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"]), "52: its sequence grows with a change")
    tap.ok(after[uid]["LAST-MODIFIED"].dt >= before[uid]["LAST-MODIFIED"].dt, "52: and it says when")
    tap.equal(day(51), after[uid]["DTSTART"].dt.isoformat(), "52: and it is the same event on another day")
    tap.equal({u: int(e["SEQUENCE"]) for u, e in before.items() if u != uid},
              {u: int(e["SEQUENCE"]) for u, e in after.items() if u != uid}, "52: no other event's sequence grows")
    gone = [e for e in after.values() if str(e["STATUS"]) == "CANCELLED"]
    tap.equal(1, len(gone), "52: what was rejected is kept as cancelled")
    tap.ok(int(gone[0]["SEQUENCE"]) > 0, "52: with a higher sequence, so that calendars take it away")


def check_calendar(new):
    """Complaint 52: a changed day moves, it is no second event."""
    tap.has("BEGIN:VCALENDAR", whole.ctl(daemon, "deadlines", "ics", "--receiver", "desk").stdout, "a calendar")
    text = calendar("desk")
    longest = max(len(line.encode()) for line in text.split("\r\n"))
    tap.ok(longest <= 75, "no line is over 75 bytes: %d" % longest)
    tap.equal(3, whole.ctl(daemon, "deadlines", "ics", "--receiver", "nobody").returncode, "of a receiver there is")
    if icalendar is None:
        print("ok - # SKIP python3-icalendar is not installed")
        return
    all_of = events(text)
    uid = whole_of(new["id"])["uid"] + "@bevakad"
    event = all_of[uid]
    tap.equal((day(50), "CONFIRMED"), (event["DTSTART"].dt.isoformat(), str(event["STATUS"])), "an event of its day")
    tap.has("Remisstiden", str(event["DESCRIPTION"]), "with the words that say it")
    tap.equal(new["link"], str(event["URL"]), "and its address")
    tap.equal(1, len([c for c in event.subcomponents if c.name == "VALARM"]), "an alarm for each reminder")
    complaint_52_a_changed_day_does_not_move_or_is_there_twice(new, uid, all_of)
    notice = [e for u, e in all_of.items() if u.endswith("n@bevakad")]
    tap.equal([2], [len([c for c in e.subcomponents if c.name == "VALARM"]) for e in notice],
              "an agreement has its notice day, with the alarms")
    with open(house.path("state", "calendar", "desk.ics"), newline="") as f:
        kept = f.read()
    tap.equal(set(all_of), set(events(kept)), "the receiver's file holds the same")
    tap.equal([], [n for n in os.listdir(house.path("state", "calendar", "")) if n.endswith(".new")],
              "and no half file lies beside it")


FLYTT = "Remiss om vatten"
publish(0, vgr=[one("vgr-1", 30)], vastkom=[one("gammal", 25, "Remiss om tandvård")])
publish(1, vastkom=[one("vastkom-1", 20), one("gammal", 25, "Remiss om tandvård")])
publish(2, vgr=[one("vgr-3", 60, text="Remisstiden förlängs till den @SV+%d@."), one("vgr-1", 30),
                one("flytt", 40, FLYTT)])
publish(3, vgr=[one("vgr-3", 60, text="Remisstiden förlängs till den @SV+%d@."), one("flytt", 35, FLYTT)])
publish(4, vgr=[one("vgr-3", 60, text="Remisstiden förlängs till den @SV+%d@."),
                one("flytt", 0, FLYTT, "Remissen är ute.")])
publish(5, vgr=[one("vgr-3", 60, text="Remisstiden förlängs till den @SV+%d@."), one("flytt", 35, FLYTT)])
publish(6, vastkom=[entry("fel", "Remiss om fel dag", "Remissvar ska ha kommit in senast @WEEKDAY+41@ den @SV+40@."),
                    one("vastkom-1", 20)])
daemon.start()
daemon.poll()
check_own()
check_conflict()
new = check_superseded()
check_moved_and_gone()
check_questioned()
check_edit(new)
check_add()
check_shown(new)
check_closed()
check_calendar(new)
whole.done()
