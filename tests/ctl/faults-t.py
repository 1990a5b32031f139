# faults-t.py - no daemon, a strange one, wrong usage: one line, right status
# SPDX-License-Identifier: MIT
import os
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, has, equal, ok
from fake import CTL, ENVIRONMENT, Fake, ctl

# Typed, exit status, a part of the complaint
USAGE = [
    ([], "usage: bevakactl"),
    (["stauts"], "did you mean status?"),
    (["deadline"], "did you mean deadlines?"),
    (["dead"], "did you mean deadlines?"),
    (["qwertyuiop"], "bevakactl help lists them"),
    (["help", "stauts"], "did you mean status?"),
    (["items", "--serch", "x"], "did you mean --search?"),
    (["items", "--quux"], "no such option"),
    (["items", "-q"], "no such option"),
    (["items", "--search"], "--search wants WORDS"),
    (["items", "--json=yes"], "--json takes no value"),
    (["items", "D7"], "no id"),
    (["items", "I"], "no id"),
    (["items", "I1", "I2"], "I2 is too much"),
    (["items", "I123456789012345678901234567890"], "no id"),
    (["items", "--limit", "0"], "from 1 to 10000"),
    (["items", "--limit", "10001"], "from 1 to 10000"),
    (["items", "--limit", "9x"], "from 1 to 10000"),
    (["status", "--all"], "status takes no --all"),
    (["status", "--timeout", "0"], "from 1 to 86400"),
    (["ack"], "no id"),
    (["ack", "D7"], "no id"),
    (["done", "I7"], "no id"),
    (["done", "A7;ls"], "no id"),
    (["outbox", "retri"], "no id"),
    (["outbox", "retry", "A1"], "no id"),
    (["outbox", "A1", "A2"], "no id"),
    (["notifiers", "tset", "mail"], "usage"),
    (["notifiers", "test"], "usage"),
    (["notifiers", "--to", "vard"], "usage"),
    (["snooze", "A1", "--until", ""], "--until wants"),
    (["snooze", "A1", "--until", "soon"], "no time"),
    (["snooze", "A1", "--until", "2020-01-01"], "is past"),
    (["snooze", "A1", "--until", "0h"], "is past"),
    (["snooze", "A1", "--until", "2027-02-30"], "no time"),
    (["snooze", "A1", "--until", "2027-02-20T25:00"], "no time"),
    (["snooze", "A1", "--until", "9999d"], "no time"),
    (["snooze", "A1", "--until", "99999999999999999999d"], "no time"),
    (["snooze", "A1", "--until", "9999-01-01"], "more than ten years"),
    (["feeds", b"\xff\xfe"], "is not UTF-8"),
    (["items", "--search", b"\xe5"], "not UTF-8"),
    (["feeds", "x" * 70000], "too much for one request"),
    (["status", "--socket", "/" + "x" * 200], "too long for a socket"),
]


def one_line(err):
    return len(err.splitlines()) == 1 and err.startswith("bevakactl: ")


def check_usage(fake):
    for words, part in USAGE:
        status, out, err = ctl(*words, socket_path=fake.path)
        typed = " ".join(repr(w)[:40] for w in words)
        long = "socket" in part
        equal((4 if long else 2, ""), (status, out), "wrong usage: " + typed)
        has(part, err, "and says why: " + typed)
        ok(not words or one_line(err), "in one line: " + typed)
    equal([], fake.requests, "bevakad is asked for none of it")


def check_help():
    for words in (["help"], ["--help"], ["-h"], ["help", "help"]):
        status, out, err = ctl(*words)
        equal((0, ""), (status, err), " ".join(words))
        has("\n  deadlines ", out, "it lists the commands")
    for words in (["help", "snooze"], ["snooze", "-h"], ["--help", "snooze"]):
        status, out, err = ctl(*words)
        equal((0, ""), (status, err), " ".join(words))
        has("usage: bevakactl snooze ID [--until WHEN]", out, "its usage")
    status, out, _ = ctl("--version")
    equal((0, "bevakactl"), (status, out.split()[0]), "--version")


def check_unreachable():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "none.sock")
        status, out, err = ctl("status", socket_path=path)
        equal((4, ""), (status, out), "no socket")
        has(path, err, "says which")
        has("systemctl start bevakad", err, "and how it is started")
        ok(one_line(err), "in one line")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        status, _, err = ctl("status", "--socket=" + path)
        equal(4, status, "a socket that nobody listens at")
        has("refused", err, "says so")
        listener.listen(0)
        crowd = []
        for _ in range(2):
            crowd.append(socket.socket(socket.AF_UNIX))
            crowd[-1].setblocking(False)
            crowd[-1].connect_ex(path)
        status, _, err = ctl("status", "--timeout", "1", socket_path=path)
        equal(4, status, "nobody takes the call")
        listener.close()
    status, _, err = ctl("status", socket_path="/etc/passwd")
    equal(4, status, "no socket but a file")


def check_strange():
    script = [
        {"when": {"do": "status"}, "hangup": True},
        {"when": {"do": "feeds"}, "text": "SSH-2.0-OpenSSH\n"},
        {"when": {"do": "rules"}, "text": "[1, 2]\n"},
        {"when": {"do": "items"}, "text": '{"ok": true, "items": [',
         "hangup": True},
        {"when": {"do": "alerts"}, "long": 18 << 20},
        {"when": {"do": "deadlines"}, "silent": True},
        {"when": {"do": "settle"}, "answer": {"ok": "yes"}},
        {"when": {"do": "reload"}, "text": "[" * 100000 + "\n"},
        {"when": {"do": "ack"}, "answer": {"ok": False, "code": 1,
                                           "why": "A1 is not yours"}},
        {"when": {"do": "done"}, "answer": {"ok": False, "code": 3,
                                            "why": "no such alert"}},
        {"when": {"do": "snooze"}, "answer": {"ok": False, "code": 2,
                                              "why": "too late"}},
    ]
    cases = [("status", 4, "hung up"), ("feeds", 1, "not bevakad's answer"),
             ("rules", 1, "not bevakad's answer"), ("items", 4, "hung up"),
             ("alerts", 1, "too long"), ("settle", 1, "without a why"),
             ("reload", 1, "not bevakad's answer"),
             ("ack A1", 1, "A1 is not yours"), ("done A1", 3, "no such alert"),
             ("snooze A1", 2, "too late")]
    with Fake(script) as fake:
        for typed, status, part in cases:
            for more in ([], ["--json"]):
                seen, out, err = ctl(*typed.split(), *more,
                                     socket_path=fake.path)
                equal(status, seen, "%s %s: status" % (typed, more))
                has(part, err, "%s: why" % typed)
                ok(one_line(err), "%s: in one line" % typed)
        before = time.monotonic()
        status, _, err = ctl("deadlines", "--timeout=1",
                             socket_path=fake.path)
        equal(4, status, "no answer in time")
        has("--timeout waits longer", err, "says what to do")
        ok(0.9 < time.monotonic() - before < 30, "after the time it was given")


def check_output(fake):
    """A full disk, a reader that has gone."""
    env = dict(ENVIRONMENT, BEVAKAD_SOCKET=fake.path)
    with open("/dev/full", "w") as full:
        done = subprocess.run([CTL, "rules"], env=env, stdout=full,
                              stderr=subprocess.PIPE, timeout=60)
    equal(1, done.returncode, "output that cannot be written is a failure")
    has(b"not written", done.stderr, "and it says so")


with Fake("plain.jsonl") as daemon:
    check_usage(daemon)
    check_output(daemon)
check_help()
check_unreachable()
check_strange()
done_testing()
