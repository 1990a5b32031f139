# journal-t.py - notify-journal against a socket in the journal's place
# SPDX-License-Identifier: MIT
"""In a mount namespace of its own the journal's folder is ours."""
import os
import socket
import struct
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import alert, folder, run  # noqa
from tap import done_testing, equal, has, ok, skip_all  # noqa

PLACE = "/run/systemd"


def in_namespace():
    if os.environ.get("JOURNAL_NAMESPACE"):
        return
    if os.geteuid() != 0 or subprocess.call(
            ["unshare", "--mount", "true"], stderr=subprocess.DEVNULL) != 0:
        skip_all("needs root and a mount namespace")
    os.makedirs(PLACE, exist_ok=True)
    os.environ["JOURNAL_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "private",
                          sys.executable, os.path.abspath(__file__)])


def fields(entry):
    """The journal's native protocol: NAME=value, or NAME, size, value."""
    found = []
    while entry:
        line, _, rest = entry.partition(b"\n")
        name, equals, value = line.partition(b"=")
        if not equals:
            size = struct.unpack("<Q", rest[:8])[0]
            value, rest = rest[8:8 + size], rest[8 + size + 1:]
        found.append((name.decode(), value.decode()))
        entry = rest
    return found


def receive(journal):
    data, control, _, _ = journal.recvmsg(1 << 20, socket.CMSG_SPACE(4))
    for _, kind, handle in control:
        if kind == socket.SCM_RIGHTS:  # too large for a datagram
            fd = struct.unpack("i", handle[:4])[0]
            with os.fdopen(fd, "rb") as file:
                file.seek(0)
                return file.read()
    return data


def check_entry(journal):
    deadline = {"kind": "remiss", "end": "2026-11-30", "evidence": "Svara\nnu"}
    ran = run("notify-journal", alert(deadlines=[deadline], matter="M3"))
    equal((0, "in the journal"), (ran.status, ran.last), "delivered")
    entry = fields(receive(journal))
    one = dict(entry)
    for name, wanted in (
            ("MESSAGE", "Remiss: svara senast 30 november 2026"),
            ("PRIORITY", "4"), ("SYSLOG_IDENTIFIER", "bevakad-alert"),
            ("BEVAKAD_ALERT", "A17"), ("BEVAKAD_EVENT", "item.new"),
            ("BEVAKAD_FEED", "vgr-press"), ("BEVAKAD_SOURCE", "vgr"),
            ("BEVAKAD_RECEIVER", "vard"), ("BEVAKAD_MATTER", "M3"),
            ("BEVAKAD_DEADLINE", "2026-11-30 remiss"),
            ("BEVAKAD_EVIDENCE", "Svara\nnu"),
            ("BEVAKAD_TEXT", alert()["text"])):
        equal(wanted, one.get(name), name)
    equal(["remiss-vard", "allt"],
          [v for k, v in entry if k == "BEVAKAD_RULE"], "each rule")
    equal(32, len(one["MESSAGE_ID"]), "an id to look for")
    ok("CODE_FILE" not in one, "no line of the program's")
    ok(not any("example.org" in v for k, v in entry
               if k not in ("BEVAKAD_LINK", "BEVAKAD_TEXT")),
       "no addresses")


def check_hostile(journal):
    ran = run("notify-journal", alert(
        title="rad\nPRIORITY=0", text="å" * 400000, link=None))
    equal(0, ran.status, "line ends and a long text")
    entry = fields(receive(journal))
    equal(["4"], [v for k, v in entry if k == "PRIORITY"], "one priority")
    equal("rad\nPRIORITY=0", dict(entry)["MESSAGE"], "a value, no field")
    ok(200000 < len(dict(entry)["BEVAKAD_TEXT"].encode()) < 310000, "cut")
    for priority, wanted in (("critical", "2"), ("normal", "5"), ("low", "6")):
        run("notify-journal", alert(priority=priority))
        equal(wanted, dict(fields(receive(journal)))["PRIORITY"], priority)


def check_away(journal):
    journal.close()
    os.unlink(PLACE + "/journal/socket")
    ran = run("notify-journal", alert())
    equal(75, ran.status, "no journal: later")
    has("/run/systemd/journal/socket", ran.last, "and said so")
    equal(65, run("notify-journal", b"{}").status, "no alert")
    ran = run("notify-journal", alert(), "-n")
    has("BEVAKAD_ALERT=A17\n", ran.output.decode(), "-n prints")


in_namespace()
folder()
subprocess.check_call(["mount", "-t", "tmpfs", "tmpfs", PLACE])
os.makedirs(PLACE + "/journal")
JOURNAL = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
JOURNAL.settimeout(30)
JOURNAL.bind(PLACE + "/journal/socket")
check_entry(JOURNAL)
check_hostile(JOURNAL)
check_away(JOURNAL)
done_testing()
