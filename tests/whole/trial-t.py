# trial-t.py - notifiers that are tried by themselves, and what becomes of a trial that fails
# SPDX-License-Identifier: MIT
"""Complaint 24 of the project's FEATURES.md, section 2: a changed password stays unnoticed for months."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, rss, settings  # noqa: E402
from travel import Clock  # noqa: E402
from whole import BUILD, ctl, tap  # noqa: E402

MAIL = """# mail.conf - of a test
[notifier recorder]
program = {program}
time = 2 s
test = {test}
{more}
[notifier other]
program = {other}

[receiver drift]
via = other
[receiver alpha]
via = other, then recorder after 1h
"""

house = whole.House()
clock = Clock(house, "2027-03-19T15:00:00Z")
site = house.site(today="2027-03-19")
site.put(0, "/rss.xml", rss([OLD]))
recorder, other = Recorder(house), Recorder(house, "other")
conf = settings(house, recorder, {"nytt": "url = %s/rss.xml" % site.url})
conf["bevakad.conf"] = conf["bevakad.conf"].replace("health = desk", "health = drift")


def mail(test="1st workday of month 08:00", more="test-to = desk\n"):
    return {"notifiers.d/recorder.conf": MAIL.format(program=recorder.program, other=other.program, test=test, more=more)}


conf.update(mail())
daemon = house.daemon(conf, environment=clock.environment)


def at(instant, kill=False):
    """Started anew, since the loop looks at the wall clock each hour only."""
    daemon.kill() if kill else daemon.stop()
    clock.go(instant)
    daemon.start()
    daemon.ask("settle")


def trials():
    return [a for a in recorder.runs() if a["event"] == "test"]


def notifier(name="recorder"):
    return [n for n in daemon.ask("notifiers")["notifiers"] if n["name"] == name][0]


def complaint_24_it_is_tried_each_month():
    tap.equal((0, "2027-04-01T06:00:00Z"), (len(recorder.runs()), notifier()["tests"]), "24: new, it waits for its time")
    tap.ok("tests" not in notifier("other"), "one that does not say so is never tried")
    at("2027-04-01T05:59:00Z")
    tap.equal(0, len(trials()), "24: not before its time")
    at("2027-04-01T06:00:30Z")
    tap.equal(1, len(trials()), "24: a trial is sent by itself")
    one = trials()[0]
    tap.equal(("Prov från bevakad", "desk"), (one["title"], one["receiver"]["name"]), "24: marked as one, to the receiver named")
    tap.has("planerat, genom test i [notifier recorder]", one["text"], "24: and it says why it came")
    at("2027-04-01T06:01:00Z", kill=True)
    at("2027-04-01T09:01:00Z")
    tap.equal(1, len(trials()), "24: once, whatever ends the daemon")
    tap.equal("2027-05-03T06:00:00Z", notifier()["tests"], "24: the first working day of May is the third")
    tap.has("3 h", ctl(daemon, "notifiers", "list").stdout, "24: the list says when it was tried")
    at("2027-08-20T10:00:00Z")
    tap.equal(2, len(trials()), "24: four months off: one, not four")


def complaint_24_one_that_fails_is_told_by_another_way():
    recorder.do("echo 535 authentication failed; exit 78")
    at("2027-09-01T06:00:30Z")
    told = [a for a in other.runs() if a["event"] == "parcel.given-up"]
    tap.equal(1, len(told), "24: a changed password is told at the next trial")
    tap.has("535 authentication failed", told[0]["text"], "24: with the reason")
    tap.has("Prov från bevakad", told[0]["title"], "24: and that it was a trial: " + told[0]["title"])


def complaint_24_one_that_does_not_come_through_is_told_within_the_hour():
    recorder.do("echo nobody answers; exit 75")
    at("2027-10-01T06:00:30Z")
    for minutes in (1, 8, 44):
        tap.equal("waiting", daemon.ask("outbox", limit=100)["parcels"][-1]["state"], "24: tried again")
        at("2027-10-01T06:%02d:30Z" % minutes)
    told = [a for a in other.runs() if a["event"] == "parcel.given-up"]
    tap.equal(2, len(told), "24: one that comes to nothing for half an hour is given up, and told")
    tap.has("nobody answers", told[-1]["text"], "24: with what it said last")


def one_that_is_disabled_is_told_of_again():
    recorder.do("echo gone; exit 69")
    at("2027-11-01T07:00:30Z")
    tap.equal(1, other.events().count("notifier.disabled"), "it says that nothing is taken there: disabled, and told")
    runs = len(recorder.runs())
    at("2027-12-01T07:00:30Z")
    tap.equal((2, runs), (other.events().count("notifier.disabled"), len(recorder.runs())), "a month later it is told of again")
    recorder.do(None)
    tap.equal(0, ctl(daemon, "notifiers", "resume", "recorder").returncode, "resumed")
    daemon.ask("settle")


def the_section_changes():
    daemon.configure(mail("workdays 08:00", ""))
    daemon.configure({"receivers.d/desk.conf": "# desk.conf - of a test\n[receiver desk]\nvia = other\n"})
    daemon.ask("reload")
    tap.equal("2027-12-02T07:00:00Z", notifier()["tests"], "another time is taken by a reload")
    before = len(trials())
    at("2027-12-02T08:00:00Z")
    tap.equal(("alpha", before + 1), (trials()[-1]["receiver"]["name"], len(trials())), "without test-to: the first that it reaches, by then too")
    daemon.configure(mail("", ""))
    daemon.ask("reload")
    tap.ok("tests" not in notifier(), "an empty one is none")
    at("2027-12-03T08:00:00Z")
    tap.equal(before + 1, len(trials()), "and nothing is tried")


def check_config(text):
    house.write("trial/bevakad.conf", text)
    done = subprocess.run([os.path.join(BUILD, "bevakactl"), "check-config", "--config", house.path("trial"), "--vendor", "/nowhere", "--json"],
                          capture_output=True, text=True, timeout=whole.PATIENCE)
    return [(f["line"], f["column"], f["reason"]) for f in json.loads(done.stdout)["faults"]]


def faults():
    true = "[notifier n]\nprogram = /usr/bin/true\n"
    tap.equal([(3, 8, "no receiver has 'n' among its ways; say 'test-to', whom it is to be tried on")],
              check_config(true + "test = mon 08:00\n"), "on nobody")
    tap.equal((4, 11, "there is no receiver 'dsk'; did you mean 'desk'?"),
              check_config(true + "test = mon 08:00\ntest-to = dsk\n[receiver desk]\nvia = n\n")[0], "on one who is not there")
    tap.equal([(3, 8, "a desktop is not tried by itself: nobody may sit there")],
              check_config("[notifier n]\nprogram = desktop\ntest = mon 08:00\n"), "a desktop")
    tap.equal([3], [line for line, _, _ in check_config(true + "test = now and then\n[receiver desk]\nvia = n\n")], "no times")
    tap.equal([], check_config(true + "test = last workday of month 12:00\n[receiver desk]\nvia = n\n"), "one that is right")


daemon.start()
daemon.ask("settle")
complaint_24_it_is_tried_each_month()
complaint_24_one_that_fails_is_told_by_another_way()
complaint_24_one_that_does_not_come_through_is_told_within_the_hour()
one_that_is_disabled_is_told_of_again()
the_section_changes()
faults()
whole.done()
