# completion-t.py - bash completes commands, options, names and ids
# SPDX-License-Identifier: MIT
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import BUILDDIR, SRCDIR, done_testing, equal, skip_all
from fake import ENVIRONMENT, Fake

FILE = os.path.join(SRCDIR, "ctl", "bevakactl.bash")
KINDS = ["appeal", "apply", "complete", "decision", "effect", "event",
         "expiry", "notice", "register", "remiss", "report"]
# The words on the line, the last one being typed; what bash offers
CASES = [
    (["de"], ["deadlines"]),
    (["a"], ["ack", "alerts", "audit", "away"]),
    (["digest", "preview", "v"], ["vard"]),
    (["away", "end", "a"], ["anna"]),
    (["away", "--s"], ["--socket", "--stand-in"]),
    (["xyz"], []),
    (["--no-color", "sn"], ["snooze"]),
    (["--timeout", "9", "re"], ["reload"]),
    (["help", "sna"], []),
    (["help", "sno"], ["snooze"]),
    (["items", "--s"], ["--search", "--socket"]),
    (["status", "--a"], []),
    (["alerts", "--a"], ["--all"]),
    (["feeds", "v"], ["vastkom-nyheter", "vgr-press"]),
    (["feeds", "vgr-press", ""], []),
    (["feeds", "accept-move", "vg"], ["vgr-press"]),
    (["feeds", "check", "vg"], ["vgr-press"]),
    (["feeds", "--r"], ["--reject"]),
    (["feeds", "rel"], ["release"]),
    (["feeds", "baseline", "vg"], ["vgr-press"]),
    (["items", "--v"], ["--version", "--versions"]),
    (["items", "di"], ["diff"]),
    (["poll", "n"], ["now"]),
    (["poll", "vgr-press", "gr"], ["gr-protokoll"]),
    (["items", "--feed", "i"], ["ivo"]),
    (["items", "--feed", "=", "i"], ["ivo"]),
    (["deadlines", "--kind", ""], KINDS),
    (["deadlines", "--kind", "=", "rem"], ["remiss"]),
    (["deadlines", "D"], ["D3", "D7", "D9"]),
    (["deadlines", "sh"], ["show"]),
    (["deadlines", "confirm", ""], ["D3", "D7", "D9"]),
    (["deadlines", "link", "D3", "D7"], ["D7"]),
    (["deadlines", "--rem"], ["--remind"]),
    (["ack", "A"], ["A17", "A18"]),
    (["done", ""], ["A17", "A18", "D3", "D7", "D9"]),
    (["outbox", ""], ["dead", "drop", "export", "replay", "retry"]),
    (["outbox", "drop", ""], ["P97"]),
    (["outbox", "replay", "P"], ["P97"]),
    (["silence", "a"], ["add"]),
    (["silence", "end", "S"], ["S3"]),
    (["silence", "add", "r"], ["receiver=", "rule="]),
    (["silence", "add", "rule=a", "f"], ["feed="]),
    (["ack", "A17", "--for", "5"], ["5wd"]),
    (["feeds", "pa"], ["pause"]),
    (["feeds", "resume", "vg"], ["vgr-press"]),
    (["why", "A1"], ["A17", "A18"]),
    (["au"], ["audit"]),
    (["audit", "--a"], ["--all"]),
    (["outbox", "retry", "P9"], ["P99"]),
    (["notifiers", "test", "m"], ["mail"]),
    (["snooze", "A17", "--until", "3"], ["30min", "3d"]),
    (["ack", "A17", "--comment", ""], []),
]


def complete(words, socket):
    script = ('. "$1"; shift; COMP_WORDS=(bevakactl "$@"); COMP_CWORD=$#; '
              '_bevakactl; printf "%s\\n" "${COMPREPLY[@]}"')
    path = BUILDDIR + ":" + os.environ["PATH"]
    done = subprocess.run(
        ["bash", "-uc", script, "bash", FILE, *words],
        env=dict(ENVIRONMENT, PATH=path, BEVAKAD_SOCKET=socket), timeout=60,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return sorted(done.stdout.split()), done.stderr


if not shutil.which("bash"):
    skip_all("no bash")
with Fake("plain.jsonl") as fake:
    for words, wanted in CASES:
        equal((wanted, ""), complete(words, fake.path), "%s" % words)
    equal((["ivo"], ""),
          complete(["--socket", fake.path, "feeds", "iv"], "/nowhere"),
          "the socket on the line is the one that is asked")
equal((["accept-move", "baseline", "check", "export", "import", "pause",
        "release", "resume"], ""), complete(["feeds", ""], "/nowhere"),
      "no daemon: no names")
with Fake([{"when": {"do": "feeds"}, "answer": {"ok": True, "feeds": [
        {"name": "$(touch /tmp/owned)"}, {"name": "a b"}, {"name": "`id`"},
        {"name": "rätt"}, {"name": "fine-1.x"}]}}]) as fake:
    equal((["fine-1.x"], ""), complete(["poll", "f"], fake.path),
          "names of other signs are never run")
done_testing()
