# disk-t.py - a full disk is told, survived, and nothing is lost by it
# SPDX-License-Identifier: MIT
"""The state file lies on a small file system of its own (root only, in a
mount namespace that goes with the test)."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

SIZE = 16 << 20


def in_namespace():
    """Starts this test again where it may mount; skips when it may not."""
    if os.environ.get("BEVAKAD_MOUNTS") == "mine":
        return
    if os.geteuid() != 0 or subprocess.call(["unshare", "--mount", "true"], stderr=subprocess.DEVNULL) != 0:
        tap.skip_all("needs root and a mount namespace")
    os.environ["BEVAKAD_MOUNTS"] = "mine"
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, os.path.abspath(__file__)])


in_namespace()
house = whole.House()
site, recorder, daemon = one_feed(house)
state = os.path.dirname(house.path("state", "x"))
if subprocess.call(["mount", "-t", "tmpfs", "-o", "size=%d" % SIZE, "tmpfs", state]) != 0:
    tap.skip_all("cannot mount a tmpfs")
filler = os.path.join(state, "filler")


def fill():
    """Takes all the room that is left."""
    with open(filler, "wb", buffering=0) as f:
        try:
            while True:
                f.write(b"\0" * 4096)
        except OSError:
            return


def big(n):
    return entry("stor-%d" % n, "Remiss nummer %d" % n, "Svar ska lämnas senast den @SV+30@. " + "Lång text. " * 20000)


def check_full():
    fill()
    site.put(0, "/rss.xml", rss([big(1), OLD]))
    answer = daemon.poll()["nytt"]
    why = answer.get("why") or ""
    tap.ok(not answer["ok"] and why, "a round on a full disk fails: " + why)
    tap.ok("full" in daemon.log(), "and the log says what it is")
    tap.equal([], recorder.runs(), "nobody is told what is not kept")
    tap.equal(1, len(daemon.ask("items")["items"]), "what is known stays")
    answer = daemon.poll()["nytt"]
    tap.ok(not answer["ok"], "and again: it is alive")


def check_room():
    os.unlink(filler)
    answer = daemon.poll()["nytt"]
    tap.equal((True, 1), (answer["ok"], answer["new"]), "with room, the item is new: %s" % answer.get("why"))
    tap.equal(["Remiss nummer 1"], [a["item"]["title"] for a in recorder.runs() if a["event"] == "item.new"], "and told, once")


def check_full_while_delivering():
    """What was delivered and could not be noted comes again, by the same id."""
    told = os.path.join(house.folder, "told")
    os.mkfifo(told)
    site.put(0, "/rss.xml", rss([entry("tva", "Remiss nummer 2", "Svara senast den @SV+30@."), OLD]))
    recorder.do("rm -f %s/do; dd if=/dev/zero of=%s bs=4096 2>/dev/null; echo full >%s" % (recorder.folder, filler, told))
    daemon.ask("poll", feeds=[])
    with open(told) as f:
        tap.equal("full\n", f.read(), "the disk is full while a notifier runs")
    tap.equal(daemon.pid(), daemon.ask("status")["status"]["pid"], "the daemon is alive")
    os.unlink(filler)
    retry()
    daemon.ask("settle")
    ids = {a["id"] for a in recorder.runs() if "nummer 2" in a["item"]["title"]}
    tap.equal(1, len(ids), "with room again: one id")
    states = {p["state"] for p in daemon.ask("outbox", all=True)["parcels"]}
    tap.equal({"delivered"}, states, "and settled in the end")


def retry():
    """What waits is tried now; there may be nothing that does."""
    try:
        daemon.ask("retry")
    except whole.Failed as nothing:
        tap.equal(3, nothing.answer["code"], "nothing waits")


def check_restart():
    titles = sorted(i["title"] for i in daemon.ask("items")["items"])
    tap.equal(0, daemon.stop(), "it ends well")
    daemon.start()
    tap.equal(titles, sorted(i["title"] for i in daemon.ask("items")["items"]), "and knows what it knew")


daemon.start()
daemon.poll()
check_full()
check_room()
check_full_while_delivering()
check_restart()
daemon.stop()
subprocess.call(["umount", state])
whole.done()
