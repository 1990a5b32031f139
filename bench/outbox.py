#!/usr/bin/env python3
# outbox.py - parcels a second to a webhook on this machine, one POST each
# SPDX-License-Identifier: MIT
"""Puts N parcels into a state file, starts bevakad on it and waits until each
of them was posted by notify-webhook (a process each) and settled; prints
parcels a second, the processors' time, and the daemon's largest memory."""
import argparse
import contextlib
import json
import os
import pathlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(os.environ.get(
    "BUILD", pathlib.Path(__file__).resolve().parent.parent / "build")).resolve()
CONF = """[bevakad]
state = %(dir)s/state
socket = %(dir)s/control.sock
libexec = %(build)s
[notifier hook]
program = webhook
url = http://127.0.0.1:%(port)d/
allow-private = yes
at-once = %(at_once)d
in-order = %(order)s
"""
SERVER = r"""
import re, socket, sys
listener = socket.fromfd(int(sys.argv[1]), socket.AF_INET, socket.SOCK_STREAM)
ids, n = set(), 0
while n < int(sys.argv[2]):
    c, _ = listener.accept()
    data = b""
    while b"\r\n\r\n" not in data:
        data += c.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    while len(body) < length:
        body += c.recv(65536)
    c.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    c.close()
    ids.add(re.search(rb"(?i)webhook-id: (\S+)", head)[1])
    n += 1
print(len(ids))
"""


def ask(path, do):
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(str(path))
        s.sendall(json.dumps({"do": do}).encode() + b"\n")
        return json.loads(s.makefile("rb").readline())


def start(d):
    daemon = subprocess.Popen([str(BUILD / "bevakad"), "--config", d / "conf", "--vendor", d / "none", "--foreground"],
                              stderr=open(d / "log", "w"))
    while True:
        try:
            return daemon, ask(d / "control.sock", "status")
        except OSError:
            if daemon.poll() is not None:
                sys.exit((d / "log").read_text()[-500:])
            time.sleep(0.01)


def stop(daemon):
    daemon.terminate()
    daemon.wait()


def fill(db, parcels, receivers):
    now = int(time.time())
    body = json.dumps({
        "version": 1, "event": "item.new", "priority": "normal", "thread": "I1", "created": "2026-11-22T08:00:00Z",
        "link": "https://example.se/remiss", "rules": [{"name": "remisser", "title": "Remisser"}],
        "texts": {"sv": {"title": "Remiss: svara senast 30 november 2026", "text": "Synpunkter ska lämnas senast. " * 40}}})
    with contextlib.closing(sqlite3.connect(db)) as c, c:
        for n in range(parcels):
            alert = n // receivers + 1
            if n % receivers == 0:
                c.execute("INSERT INTO alert (id, key, event, priority, title, text, json, rules, created) VALUES"
                          " (?, ?, 'item.new', 1, 'Remiss', 'Text', ?, '', ?)", (alert, "k%d" % alert, body, now))
            c.execute("INSERT INTO parcel (alert, receiver, notifier, user, next, created) VALUES (?, ?, 'hook', '', ?, ?)",
                      (alert, "r%d" % (n % receivers), now, now))


def measure(d, a):
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    receivers = "".join("[receiver r%d]\nvia = hook\n" % n for n in range(a.receivers))
    (d / "conf").mkdir()
    (d / "state").mkdir()
    (d / "conf" / "bevakad.conf").write_text(CONF % {
        "dir": d, "build": BUILD, "port": listener.getsockname()[1], "at_once": a.at_once,
        "order": "no" if a.no_order else "yes"} + receivers)
    stop(start(d)[0])
    fill(d / "state" / "state.db", a.parcels, a.receivers)
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(listener.fileno()), str(a.parcels)],
                              pass_fds=[listener.fileno()], stdout=subprocess.PIPE, text=True)
    begun = time.monotonic()
    daemon, _ = start(d)
    ids = int(server.communicate()[0])
    ask(d / "control.sock", "settle")
    took = time.monotonic() - begun
    status = ask(d / "control.sock", "status")["status"]
    peak = [line.split()[1] for line in open("/proc/%d/status" % daemon.pid) if line.startswith("VmHWM")][0]
    own = sum(int(n) for n in open("/proc/%d/stat" % daemon.pid).read().rsplit(")")[-1].split()[11:13]) / os.sysconf("SC_CLK_TCK")
    stop(daemon)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("%d parcels, %d receivers, at-once %d, in-order %s: %.0f a second (%.1f s), %.2f ms of CPU each (%.2f the"
          " daemon's), daemon at most %.1f MiB" % (a.parcels, a.receivers, a.at_once, "no" if a.no_order else "yes", a.parcels / took, took,
                         (used.ru_utime + used.ru_stime) / a.parcels * 1000, own / a.parcels * 1000,
                         int(peak) / 1024))
    if (ids, status["outbox"]["delivered"]) != (a.parcels, a.parcels):
        sys.exit("lost or doubled: %d ids, %s" % (ids, status["outbox"]))
    print("loop: held for %s ms at most, by %s" % (status["loop"]["longest_ms"], status["loop"]["by"]))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--parcels", type=int, default=10000)
    ap.add_argument("--receivers", type=int, default=8)
    ap.add_argument("--at-once", type=int, default=8)
    ap.add_argument("--no-order", action="store_true")
    a = ap.parse_args()
    d = pathlib.Path(tempfile.mkdtemp(prefix="bevakad-bench-"))
    try:
        measure(d, a)
    finally:
        shutil.rmtree(d)


if __name__ == "__main__":
    main()
