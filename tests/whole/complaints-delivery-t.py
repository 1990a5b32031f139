# complaints-delivery-t.py - what users of such systems complain of, where it concerns delivery
# SPDX-License-Identifier: MIT
"""The numbers are those of the list in the project's FEATURES.md, section 2; 32, 33 to 36, 52 and 54 are told by the tests of
the mail, the desktop, the deadlines and the formats."""
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, one_feed, rss  # noqa: E402
from whole import ctl, tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)
other = Recorder(house, "other")
published = [OLD]


def publish(name):
    published.insert(0, entry(name, "Remiss om " + name, "Remissvar ska ha kommit in senast den @SV+30@."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()


def parcel(name):
    return [p for p in daemon.ask("outbox", all=True, limit=1000)["parcels"] if p["title"].endswith("Remiss om " + name)][0]


def complaint_22_target_away_for_a_moment_and_the_message_lost():
    recorder.do("exit 75")
    publish("en-stund")
    daemon.kill()
    recorder.do(None)
    daemon.start()
    tap.equal("waiting", parcel("en-stund")["state"], "22: away for a moment, and the daemon killed: it waits")
    daemon.ask("retry")
    daemon.ask("settle")
    tap.equal("delivered", parcel("en-stund")["state"], "22: and comes when the target is there again")


def complaint_23_history_says_notified_though_nothing_was_sent():
    recorder.do("exit 75")
    publish("ej-framme")
    tap.ok("delivered" not in parcel("ej-framme"), "23: no receipt before the transport has taken it: %s" % parcel("ej-framme"))
    recorder.do("echo 250 queued as 4711; exit 0")
    daemon.ask("retry")
    daemon.ask("settle")
    tap.has("4711", parcel("ej-framme")["why"], "23: the receipt holds what the transport said")
    recorder.do(None)


def complaint_24_a_receiver_cannot_be_tried_and_a_changed_password_is_not_noticed():
    recorder.do("echo 535 authentication failed; exit 78")
    done = ctl(daemon, "notifiers", "test", "recorder", "--to", "desk")
    tap.equal(1, done.returncode, "24: a trial alert tells that it does not work")
    tap.has("535", done.stdout, "24: and why")
    told = [a for a in daemon.ask("alerts", all=True)["alerts"] if a["event"] == "parcel.given-up"]
    tap.equal(1, len(told), "24: a refused password is told at the first alert, not months later")
    recorder.do(None)
    done = ctl(daemon, "notifiers", "test", "recorder", "--to", "desk")
    tap.equal(0, done.returncode, "24: and that it works")
    tap.has("rov", recorder.runs()[-1]["title"], "24: the alert says that it is a trial: " + recorder.runs()[-1]["title"])


def complaint_40_reload_says_well_though_it_failed_or_sends_all_again():
    before = len(recorder.runs())
    daemon.ask("reload")
    daemon.ask("settle")
    tap.equal(before, len(recorder.runs()), "40: a reload sends nothing again")
    daemon.configure({"receivers.d/desk.conf": "# desk.conf - of a test\n[receiver desk]\nmembers = root\nvia = recorder, other\n",
                      "notifiers.d/other.conf": "# other.conf - of a test\n[notifier other]\nprogram = %s\n" % other.program})
    daemon.ask("reload")
    daemon.ask("settle")
    tap.equal((before, 0), (len(recorder.runs()), len(other.runs())), "40: nor by a way that is new")
    daemon.configure({"notifiers.d/other.conf": "# other.conf - of a test\n[notifier other]\nprogramme = %s\n" % other.program})
    done = ctl(daemon, "reload")
    tap.equal(1, done.returncode, "40: a reload that fails says so")
    tap.has("other.conf:3:1: ", done.stdout + done.stderr, "40: with the place")
    publish("efteråt")
    tap.equal(["recorder", "other"], [p["notifier"] for p in daemon.ask("outbox", all=True, limit=1000)["parcels"]
                                      if p["title"].endswith("efteråt")], "40: and what was right before still goes")


daemon.start()
daemon.poll()
complaint_22_target_away_for_a_moment_and_the_message_lost()
complaint_23_history_says_notified_though_nothing_was_sent()
complaint_24_a_receiver_cannot_be_tried_and_a_changed_password_is_not_noticed()
complaint_40_reload_says_well_though_it_failed_or_sends_all_again()
whole.done()
