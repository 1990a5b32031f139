#!/usr/bin/env python3
# idle.py - bevakad at rest: its memory, and how soon it is ready
# SPDX-License-Identifier: MIT
"""Starts bevakad with N feeds that were read once, waits until all rests, and
prints the daemon's resident memory; then fills its state file up to so many
items and prints the time from start to the first answer."""
import argparse
import json
import pathlib
import socket
import sqlite3
import subprocess
import time

import bevakadlib
from bevakadlib import benchlib as b

TRIMMED = 35  # seconds: at rest it hands memory back every half minute


def ask(path, what):
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(300)
        s.connect(str(path))
        s.sendall(json.dumps({"do": what}).encode() + b"\n")
        return json.loads(s.makefile("rb").readline())


def start(program, d):
    begun = time.monotonic()
    p = subprocess.Popen([str(a) for a in program.argv(d) if a != "--once"],
                         stderr=open(d / "log", "w"))
    while True:
        try:
            answer = ask(d / "control.sock", "status")
            return p, time.monotonic() - begun, answer
        except OSError:
            if p.poll() is not None:
                raise RuntimeError((d / "log").read_text()[-500:])
            time.sleep(0.002)


def resident(pid):
    for line in pathlib.Path("/proc/%d/status" % pid).read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


def fill(db, items):
    c = sqlite3.connect(db)
    have = c.execute("SELECT count(*) FROM item").fetchone()[0]
    while have < items:
        n = min(have, items - have)
        top = c.execute("SELECT max(id) FROM item").fetchone()[0]
        columns = [r[1] for r in c.execute("PRAGMA table_info(item)")
                   if r[1] != "id"]
        rest = ", ".join(columns)
        c.execute("INSERT INTO item (id, %s) SELECT id + ?, %s FROM item "
                  "LIMIT ?" % (rest, rest), (top, n))
        c.execute("INSERT INTO body SELECT item + ?, text FROM body WHERE "
                  "item + ? IN (SELECT id FROM item)", (top, top))
        have += n
    c.commit()
    c.close()
    return have


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--feeds", type=int, default=1000)
    ap.add_argument("--items", type=int, default=100000)
    a = ap.parse_args()
    b.build()
    corpus = b.corpus("c%d" % a.feeds, "--feeds", str(a.feeds), "--rev",
                      "0.01:0.002")
    program = bevakadlib.Bevakad()
    d = b.fresh("bevakad-idle")
    with b.Server(corpus, 200) as server:
        program.setup(d, server.urls(a.feeds))
        p, ready, _ = start(program, d)
        ask(d / "control.sock", "settle")
        busy = resident(p.pid)
        time.sleep(TRIMMED)
        idle = resident(p.pid)
        p.terminate()
        p.wait()
        have = fill(d / "state" / "state.db", a.items)
        p, later, _ = start(program, d)
        fresh = resident(p.pid)
        p.terminate()
        p.wait()
    b.table(["what", "figure"], [
        ["daemon resident after the first reading, MiB", busy],
        ["daemon resident at rest, MiB", idle],
        ["start to first answer, empty state file, ms", ready * 1000],
        ["start to first answer, %d items, ms" % have, later * 1000],
        ["daemon resident then, MiB", fresh]])


if __name__ == "__main__":
    main()
