#!/usr/bin/env python3
# poll.py - a round of N feeds: bevakad beside the bare program
# SPDX-License-Identifier: MIT
"""Prints CPU, wall and memory of each round and the ratios to the bare
programs of the same run (medians over rounds)."""
import argparse

import bevakadlib
from bevakadlib import benchlib as b, peers

FULL = peers.LIMIT_SYNC
PHASES = [("first reading", 0), ("unchanged", 0), ("1 % new", 1)]


def rounds_of(program, server, feeds):
    d = b.fresh("bevakad-poll")
    program.setup(d, server.urls(feeds))
    rows = []
    for name, rev in PHASES:
        server.ctl("_rev?%d" % rev)
        server.ctl("_reset")
        m = program.poll(d, timeout=300)
        seen = server.ctl("_stats")
        m.update(req=seen["requests"], r304=seen["r304"],
                 stored=program.stored(d))
        b.log("%-26s %-14s wall %.2f cpu %.2f tree %.0f MB requests %d "
              "304 %d stored %s rc %d" % (
                  program.name, name, m["wall"], m["cpu"], m["tree"],
                  m["req"], m["r304"], m["stored"], m["rc"]))
        rows.append(m)
    return rows


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--feeds", type=int, default=1000)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--ports", type=int, default=200)
    a = ap.parse_args()
    b.build()
    d = b.corpus("c%d" % a.feeds, "--feeds", str(a.feeds), "--rev",
                 "0.01:0.002")
    programs = [FULL, bevakadlib.Bevakad()]
    newsraft = peers.Newsraft()
    if newsraft.path():
        programs.append(newsraft)
    got = {p.name: [] for p in programs}
    with b.Server(d, a.ports) as server:
        for _ in range(a.rounds):
            for p in programs:
                got[p.name].append(rounds_of(p, server, a.feeds))
    for i, (phase, _) in enumerate(PHASES):
        print("### %d feeds, %s\n" % (a.feeds, phase))
        base = [r[i] for r in got[FULL.name]]
        rows = []
        for p in programs:
            mine = [r[i] for r in got[p.name]]
            rows.append([p.name] + [b.med([m[k] for m in mine]) for k in
                                    ("wall", "cpu", "tree")] +
                        [b.med([m[k] / n[k] for m, n in zip(mine, base)])
                         for k in ("wall", "cpu")])
        b.table(["program", "wall s", "cpu s", "tree MB", "wall / bare",
                 "cpu / bare"], rows)


if __name__ == "__main__":
    main()
