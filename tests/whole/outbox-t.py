# outbox-t.py - lines, rest that is asked for, notifiers that are gone, ways that follow
# SPDX-License-Identifier: MIT
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, entry, one_feed, rss  # noqa: E402
from travel import Clock  # noqa: E402
from whole import ctl, tap  # noqa: E402

house = whole.House()
clock = Clock(house, "2026-11-22T09:00:00Z")
site, recorder, daemon = one_feed(house, today="2026-11-22")
daemon.environment = clock.environment
other = Recorder(house, "other")
published = [OLD]

NOTIFIER = "# %s.conf - of a test\n[notifier %s]\nprogram = %s\ntime = 2 s\n%s"
RECEIVERS = "# desk.conf - of a test\n[receiver desk]\nmembers = root\nvia = %s\n[receiver drift]\nvia = %s\n"


def set_up(via="recorder", health="recorder", recorders="", others=""):
    daemon.configure({
        "notifiers.d/recorder.conf": NOTIFIER % ("recorder", "recorder", recorder.program, recorders),
        "notifiers.d/other.conf": NOTIFIER % ("other", "other", other.program, others),
        "receivers.d/desk.conf": RECEIVERS % (via, health),
        "bevakad.conf": text.replace("health = desk", "health = drift")})
    if daemon.process is not None:
        daemon.ask("reload")


def publish(*names):
    for name in names:
        published.insert(0, entry(name, "Remiss om " + name, "Remissvar ska ha kommit in senast den @SV+30@."))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()


def parcels(name):
    return [p for p in daemon.ask("outbox", all=True, limit=1000)["parcels"] if name in p["title"] and p["receiver"] == "desk"]


def states(name):
    return {p["notifier"]: (p["state"], p["tries"]) for p in parcels(name)}


def titles(by, since=0):
    return [a.get("item", {}).get("title", a["event"]).replace("Remiss om ", "") for a in by.runs()[since:]]


def pass_by(seconds, end=None):
    """So much later: the daemon was ended meanwhile, by kill or as systemd does (libevent sees a jump after seconds only)."""
    (end or daemon.stop)()
    clock.pass_by(seconds)
    daemon.start()
    daemon.ask("settle")


def check_line():
    recorder.do("echo away; exit 75")
    publish("ett")
    tap.equal({"recorder": ("waiting", 1)}, states("ett"), "one that waits")
    recorder.do(None)
    publish("två")
    tap.equal({"recorder": ("waiting", 0)}, states("två"), "is not overtaken by the next")
    pass_by(8)
    tap.equal(["ett", "ett", "två"], titles(recorder), "which follows it")


def check_poisoned():
    """Three tries of a poisoned one, and the others go past it."""
    seen = len(recorder.runs())
    recorder.do('! grep -q "Remiss om gift" "$(ls -t %s/new/* | head -1)" || exit 75' % recorder.folder)
    publish("gift")
    publish("efter")
    pass_by(8)
    tap.equal({"recorder": ("waiting", 0)}, states("efter"), "behind one that fails twice it waits")
    pass_by(400)
    tap.equal({"recorder": ("delivered", 1)}, states("efter"), "and goes past when that has failed a third time")
    tap.equal(["gift", "gift", "gift", "efter", "gift"], titles(recorder, seen),
              "the notifier works, so what failed is tried once more at once")
    recorder.do(None)
    publish("sedan")
    tap.equal({"recorder": ("waiting", 4)}, states("gift"), "but not at each delivery")
    pass_by(8000)
    tap.equal({"recorder": ("delivered", 5)}, states("gift"), "it is delivered in the end")


def check_retry_after():
    recorder.do("echo 429 retry-after=3000 slow down; exit 75")
    publish("lugn")
    waits = parcels("lugn")[0]
    tap.has("retry-after=3000", waits["why"], "Retry-After of the other end")
    tap.ok(waits["next"] >= clock_text(2900), "is honoured: until " + waits["next"])
    recorder.do(None)
    pass_by(60)
    publish("annan")
    tap.equal({"recorder": ("waiting", 0)}, states("annan"), "the notifier rests for all")
    pass_by(1, daemon.kill)
    tap.equal({"recorder": ("waiting", 0)}, states("annan"), "over a restart too")
    shut = daemon.ask("status")["status"]["outbox"]["shut"]
    tap.equal([("recorder", None)], [(s["name"], s.get("disabled")) for s in shut], "which the status says: %s" % shut)
    pass_by(3100)
    tap.equal([("delivered", 2), ("delivered", 1)], [states(n)["recorder"] for n in ("lugn", "annan")], "then all goes")
    tap.equal([], daemon.ask("status")["status"]["outbox"]["shut"], "and nothing rests")


def clock_text(seconds):
    import time
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(clock.now() + seconds))


def check_gone():
    set_up(via="recorder, other", health="recorder, other")
    before = len(other.runs()), len(recorder.runs())
    recorder.do("echo 410 gone for good; exit 69")
    publish("borta")
    tap.equal({"recorder": ("waiting", 1), "other": ("delivered", 1)}, states("borta"), "69: it waits, the other way is open")
    tap.equal(["notifier.disabled"], [e for e in other.events()[before[0]:] if e != "item.new"], "someone is told by the other way")
    told = [a for a in other.runs() if a["event"] == "notifier.disabled"][0]
    tap.has("410 gone for good", told["reason"], "with the reason")
    publish("mera")
    tap.equal({"recorder": ("waiting", 0), "other": ("delivered", 1)}, states("mera"), "nothing more is tried")
    tap.equal(1, len(recorder.runs()) - before[1], "it ran once")
    pass_by(86400, daemon.kill)
    tap.equal(1, len(recorder.runs()) - before[1], "nor after a restart, a day later")
    said = ctl(daemon, "status").stdout
    tap.has("recorder", said, "bevakactl status says so")
    tap.has("410 gone for good", said, "and why")
    recorder.do(None)
    done = ctl(daemon, "notifiers", "resume", "recorder")
    tap.equal((0, ""), (done.returncode, done.stderr), "notifiers resume")
    daemon.ask("settle")
    tap.equal([("delivered", 2), ("delivered", 1)], [states(n)["recorder"] for n in ("borta", "mera")], "lets all go")
    tap.equal(3, ctl(daemon, "notifiers", "resume", "recorder").returncode, "and once is enough")


def check_gone_mended():
    recorder.do("echo 410; exit 69")
    publish("trasig")
    set_up(via="recorder, other", health="recorder, other")
    tap.equal(1, len(daemon.ask("status")["status"]["outbox"]["shut"]), "a reload that changes nothing enables nothing")
    recorder.do(None)
    set_up(via="recorder, other", health="recorder, other", recorders="x-ny = 1\n")
    daemon.ask("settle")
    tap.equal(("delivered", 2), states("trasig")["recorder"], "a section that has changed is tried again")


def check_no_other_way():
    set_up(via="recorder", health="recorder")
    recorder.do("echo no; exit 1")
    publish("ingen-väg")
    tap.equal(1, daemon.ask("status")["status"]["outbox"]["untold"], "given up, and there was no way to tell: the status has it")
    tap.has("no other way to tell", daemon.log(), "and the journal")
    recorder.do(None)
    daemon.ask("retry")
    daemon.ask("settle")
    tap.equal(0, daemon.ask("status")["status"]["outbox"]["untold"], "until it is delivered")


def check_then():
    set_up(via="recorder, then other after 1h", health="recorder")
    before = len(other.runs())
    recorder.do("exit 75")
    publish("följd")
    pass_by(1800)
    tap.equal(before, len(other.runs()), "not before its time")
    pass_by(1900, daemon.kill)
    tap.equal(["följd"], titles(other, before), "not delivered within the hour: the next way")
    pass_by(7200, daemon.kill)
    tap.equal(["följd"], titles(other, before), "once")
    recorder.do("exit 1")
    publish("uppgiven")
    tap.equal(["följd", "uppgiven"], titles(other, before), "given up: the next way at once")
    recorder.do(None)
    publish("framme")
    pass_by(7200)
    tap.equal(["följd", "uppgiven"], titles(other, before), "delivered: no other way")
    recorder.do("exit 75")
    publish("kvitterad", "klar")
    for name, do in (("kvitterad", "ack"), ("klar", "done")):
        daemon.ask(do, alert=parcels(name)[0]["alert"])
    pass_by(7200)
    tap.equal(["följd", "uppgiven"], titles(other, before), "acknowledged or done: no other way")
    recorder.do(None)
    daemon.ask("retry")
    daemon.ask("settle")


def desktop(name):
    """What the agent does: takes what waits and says that it is shown."""
    with daemon.client() as client:
        client.ask("follow", desktop=True)
        while True:
            line = client.receive()
            if name in line["parcel"]["title"]:
                break
        client.send("shown", parcel=line["parcel"]["parcel"])
        while "ok" not in client.receive():
            pass
    return line["parcel"]["alert"]


def check_desktop():
    set_up(via="desktop, then recorder after 1h, then other after 1h", health="recorder")
    before = len(recorder.runs()), len(other.runs())
    publish("skrivbord", "sedd")
    desktop("skrivbord")
    seen = desktop("sedd")
    daemon.ask("seen", alert=seen)
    pass_by(3700)
    tap.equal(["skrivbord"], titles(recorder, before[0]), "shown is not seen: mail after an hour; what is seen goes no further")
    pass_by(7200)
    tap.equal([], titles(other, before[1]), "that was delivered: no third way")
    try:
        daemon.ask("seen", alert=parcels("ingen-väg")[0]["alert"])
        tap.ok(False, "what is for no desktop is not seen there")
    except whole.Failed as e:
        tap.has("no such alert", str(e), "what is for no desktop is not seen there")


with open(house.path("conf", "bevakad.conf")) as f:
    text = f.read()
set_up()
daemon.start()
daemon.poll()
check_line()
check_poisoned()
check_retry_after()
check_gone()
check_gone_mended()
check_no_other_way()
check_then()
check_desktop()
whole.done()
