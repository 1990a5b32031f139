# reload-t.py - a reload is all or nothing; a broken file stops nothing else
# SPDX-License-Identifier: MIT
import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site, recorder, daemon = one_feed(house)

GOOD = """# konst.conf - one more
[rule konst]
any = konst*
to = desk
"""
BROKEN = """# konst.conf - with a slip
[rule konst]
any = konst*
deadlin = remiss
to = desk
"""
PLACE = re.compile(r"konst\.conf:4:\d+: .*deadline")


def rules():
    return sorted(r["name"] for r in daemon.ask("rules")["rules"])


def refused(text):
    """The faults of a reload that must be refused."""
    daemon.configure({"rules.d/konst.conf": text})
    try:
        daemon.ask("reload")
    except whole.Failed as no:
        return no.answer
    return {}


def check_good():
    daemon.configure({"rules.d/konst.conf": GOOD})
    answer = daemon.ask("reload")
    tap.equal((1, 2, 1), tuple(answer[k] for k in ("feeds", "rules", "receivers")), "counts")
    tap.ok(answer["notifiers"] >= 1, "and of notifiers")
    tap.equal(["konst", "remisser"], rules(), "a new rule counts")
    tap.equal([], recorder.runs(), "a reload sends nothing")


def check_broken():
    answer = refused(BROKEN)
    tap.equal(1, answer.get("code"), "a reload with a fault is refused")
    tap.ok(any(PLACE.search(f) for f in answer.get("faults", [])),
           "with place and suggestion: %s" % answer.get("faults"))
    tap.equal(["konst", "remisser"], rules(), "and changes nothing")
    run = whole.ctl(daemon, "reload")
    tap.equal(1, run.returncode, "bevakactl reload says so")
    tap.ok(PLACE.search(run.stdout + run.stderr), "and where")


def check_others_go_on():
    site.put(0, "/rss.xml", rss([entry("konst", "Konsthallen", "Invigning."), REMISS, OLD]))
    daemon.poll()
    tap.equal({"konst", "remisser"}, {a["rules"][0]["name"] for a in recorder.runs()}, "meanwhile both rules watch")


def check_start_with_fault():
    """Complaint 39: one team's mistake stops nobody else.  Its last good version is used, and status says so."""
    before = len(recorder.runs())
    daemon.stop()
    daemon.start()
    tap.equal(["konst", "remisser"], rules(), "a start with a broken file: its last good version")
    faults = daemon.ask("status")["status"]["faults"]
    tap.ok(any(PLACE.search(f) for f in faults), "status names it: %s" % faults)
    daemon.poll()
    tap.equal(before, len(recorder.runs()), "nothing is sent again")


def check_never_good():
    """A file that never was good is left out; the rest counts."""
    daemon.configure({"rules.d/konst.conf": GOOD, "rules.d/ny.conf": "# ny.conf - a slip\n[rule ny]\nanny = x\nto = desk\n"})
    daemon.stop()
    daemon.start()
    tap.equal(["konst", "remisser"], rules(), "what never was good is left out")
    tap.has("ny.conf:3:", " ".join(daemon.ask("status")["status"]["faults"]), "and named")
    daemon.configure({"rules.d/ny.conf": None})
    daemon.ask("reload")
    tap.equal([], daemon.ask("status")["status"]["faults"], "mended")


def check_references():
    answer = refused(GOOD.replace("to = desk", "to = deskk"))
    tap.ok("deskk" in str(answer.get("faults")) and "konst.conf" in str(answer.get("faults")),
           "a receiver that is missing: %s" % answer.get("faults"))
    daemon.configure({"rules.d/konst.conf": GOOD})


def check_hup():
    daemon.configure({"rules.d/hup.conf": GOOD.replace("konst]", "hup]").replace("konst.conf", "hup.conf")})
    with daemon.client() as client:
        daemon.process.send_signal(signal.SIGHUP)
        # the signal comes before what is asked after it, or soon
        for _ in range(200):
            names = sorted(r["name"] for r in client.ask("rules")["rules"])
            if "hup" in names:
                break
    tap.has("hup", names, "SIGHUP reloads")


def check_feed_goes():
    daemon.configure({"rules.d/hup.conf": None,
                      "sources.d/body.conf": "# body.conf - another feed\n[source body]\ntitle = M\n\n"
                      "[feed andra]\nsource = body\nurl = %s/rss.xml\n" % site.url})
    daemon.ask("reload")
    tap.equal(["andra"], [f["name"] for f in daemon.ask("feeds")["feeds"]], "a feed goes, another comes")
    before = len(recorder.runs())
    tap.equal(True, daemon.poll()["andra"]["ok"], "and is read")
    tap.equal(before, len(recorder.runs()), "as a baseline")


def check_means():
    """What asks is made anew: its name, and where it may go."""
    drop_in = "bevakad.conf.d/means.conf"
    daemon.configure({drop_in: "# means.conf - of a test\n[bevakad]\ncontact = https://ny.example.org/\n"})
    daemon.ask("reload")
    daemon.poll()
    tap.has("+https://ny.example.org/", site.log()[-1]["agent"], "another contact is in the User-Agent at once")
    daemon.configure({drop_in: "# means.conf - of a test\n[bevakad]\nallow-private = 10.0.0.0/8\n"})
    daemon.ask("reload")
    answer = daemon.poll()
    tap.ok(not any(r["ok"] for r in answer.values()), "and an address that is allowed no more is refused")
    daemon.configure({drop_in: None})
    daemon.ask("reload")
    tap.ok(all(r["ok"] for r in daemon.poll().values()), "until it is allowed again")


daemon.start()
daemon.poll()
check_means()
check_good()
check_broken()
check_others_go_on()
check_start_with_fault()
check_never_good()
check_references()
check_hup()
check_feed_goes()
whole.done()
