# bad-notifiers-t.py - notifiers of every bad kind beside a good one, and what a notifier is given
# SPDX-License-Identifier: MIT
"""All of them get the same alerts at once.  The good one delivers while the others hang, flood, fail or are not there."""
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import tap  # noqa: E402

ITEMS = 8
TIME = 3  # seconds that a run may take

house = whole.House()
site, good, daemon = one_feed(house)
secret = "hemlig-%d" % os.getpid()
house.write("credentials/post-key", secret + "\n", 0o600)
daemon.environment = {"CREDENTIALS_DIRECTORY": house.path("credentials"), "BEVAKAD_SOMETHING": "of the daemon's"}
BAD = {
    "hangs": "trap '' TERM\ncat >/dev/null\nsleep 601 & wait; wait; sleep 601",
    "floods": "cat >/dev/null\nhead -c 30000000 /dev/zero | tr '\\0' x\nhead -c 30000000 /dev/zero >&2\necho; echo at last; exit 75",
    "endless": "exec yes 'it does not read its input, and says this for ever'",
    "random": "n=$(od -An -N1 -tu1 /dev/urandom)\nexit $((n % 3 * 75 % 226))",
    "forks": "cat >/dev/null\nsleep 602 &\n(sleep 602 &)\nexit 0",
    "holds": "cat >/dev/null\n(exec sleep 603) >&2 &\necho kept; exit 0",
    "crashes": "kill -SEGV $$",
    "gone": None,       # there is no such file
    "unexecutable": "",  # a file that may not be run
}
good_program = ("#!/bin/sh\n# good - keeps what it gets, and how it was called\n"
                "tr '\\0' '\\n' </proc/self/environ >{0}/environ\ntr '\\0' ' ' </proc/$$/cmdline >{0}/cmdline\n"
                "grep -h -e core -e 'open files' /proc/self/limits >{0}/limits\nls /proc/self/fd >{0}/fds\n"
                "cat \"$CREDENTIALS_DIRECTORY/post-key\" >{0}/key\nexec {1}\n")


def set_up():
    conf = {"receivers.d/desk.conf": "# desk.conf - of a test\n[receiver desk]\nmembers = root\nvia = recorder, %s\n" % ", ".join(BAD)}
    for name, script in BAD.items():
        path = house.path("bad", name)
        if script is not None:
            house.write("bad/" + name, "#!/bin/sh\n# %s - a bad notifier\n%s\n" % (name, script),
                        0o644 if name == "unexecutable" else 0o755)
        conf["notifiers.d/%s.conf" % name] = "# %s.conf - of a test\n[notifier %s]\nprogram = %s\ntime = %d s\n" % (name, name, path, TIME)
    program = house.write("good", good_program.format(house.folder, good.program), 0o755)
    conf["notifiers.d/recorder.conf"] = ("# recorder.conf - of a test\n[notifier recorder]\nprogram = %s\ncredential = post-key\n" % program)
    daemon.configure(conf)


def memory():
    with open("/proc/%d/status" % daemon.pid()) as f:
        return int(re.search(r"VmHWM:\s+(\d+)", f.read())[1]) / 1024


def parcels():
    return [p for p in daemon.ask("outbox", all=True, limit=10000)["parcels"] if is_news(p)]


def of(name):
    return sorted((p["state"], p["tries"]) for p in parcels() if p["notifier"] == name)


def is_news(parcel):
    """And no telling of one that was given up."""
    return parcel["title"].startswith("Remiss: svara") and "Remiss om sak" in parcel["title"]


def check_good():
    """All of the good one's are delivered while the one that hangs has its first in hand."""
    published = [OLD] + [entry("sak-%d" % n, "Remiss om sak %d" % n, "Remissvar ska ha kommit in senast den @SV+30@.") for n in range(ITEMS)]
    site.put(0, "/rss.xml", rss(published))
    before = memory()
    with daemon.client() as client:
        client.ask("poll", feeds=[])
        begun = time.monotonic()
        while good.events().count("item.new") < ITEMS and time.monotonic() - begun < whole.PATIENCE:
            client.ask("status")
        tap.equal([("delivered", 1)] * ITEMS, sorted((p["state"], p["tries"]) for p in until_settled(client)), "the good one delivers all")
    tap.equal(("out", 0), of("hangs")[0], "while the one that hangs has its first still in hand")
    return before


def until_settled(client):
    """The good one's parcels, once what its last run came to is kept."""
    while True:
        mine = [p for p in client.ask("outbox", all=True, limit=10000)["parcels"] if p["notifier"] == "recorder" and is_news(p)]
        if not any(p["state"] == "out" for p in mine):
            return mine


def check_bad(before):
    daemon.ask("settle")
    tap.equal([0] * (ITEMS - 1), [tries for _, tries in of("hangs")[:-1]], "one that hangs is stopped, and its next waits behind it")
    for name, why in (("floods", "at last"), ("endless", "for ever"), ("crashes", "signal 11"), ("gone", "No such file"),
                      ("unexecutable", "Permission denied")):
        tap.ok(of(name)[-1] in (("waiting", 1), ("waiting", 2)), "%s: later: %s" % (name, of(name)[-1]))
        tried = [p for p in parcels() if p["notifier"] == name and p["tries"] > 0]
        tap.equal(1, len(tried), "%s: the others wait behind the first" % name)
        tap.has(why, tried[0]["why"], "%s: with its reason" % name)
    for name in ("forks", "holds"):
        tap.equal([("delivered", 1)] * ITEMS, of(name), "%s: delivered" % name)
    tap.ok({s for s, _ in of("random")} <= {"delivered", "waiting", "given up"} and any(t for _, t in of("random")),
           "random: one thing or the other: %s" % of("random"))
    left = [pid for pid in os.listdir("/proc") if pid.isdigit() and re.search(rb"^sleep\x0060[123]\x00", command(pid))]
    tap.equal([], left, "nothing that they started is left")
    tap.ok(memory() - before < (100 if whole.sanitized() else 8), "60 MB of output and an endless one: %.1f MiB more" % (memory() - before))


def command(pid):
    try:
        with open("/proc/%s/cmdline" % pid, "rb") as f:
            return f.read()
    except OSError:
        return b""


def text(name):
    with open(house.path(name)) as f:
        return f.read()


def check_given():
    names = sorted(line.split("=")[0] for line in text("environ").splitlines())
    tap.equal(["CREDENTIALS_DIRECTORY", "HOME", "LANG", "PATH", "TZ"],
              [n for n in names if n not in ("PWD", "_", "SHLVL", "OLDPWD")], "its environment is what the contract names")
    tap.equal(secret + "\n", text("key"), "a credential is read by its name from the folder")
    for where in ("environ", "cmdline", "log"):
        tap.ok(secret not in text(where), "and stands not in its %s" % where)
    tap.ok(secret not in str(daemon.ask("notifiers")) + str(good.runs()), "nor in what the daemon says or gives")
    core = [line.split()[-3:-1] for line in text("limits").splitlines() if "core" in line]
    tap.equal([["1", "1"]], core, "no core dump, not by a program either (core(5))")
    tap.equal(["0", "1", "2", "3"], sorted(text("fds").split()), "no descriptor of the daemon's (the last is the folder that is listed)")


set_up()
daemon.start()
daemon.poll()
before = check_good()
check_bad(before)
check_given()
loop = daemon.ask("status")["status"]["loop"]
tap.diag("the loop was held for %s ms at most, by %s; %s times over 20 ms" % (loop["longest_ms"], loop["by"], loop["over"]))
whole.done()
