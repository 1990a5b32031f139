# bevakadlib.py - bevakad as a program to be measured by shared/bench
# SPDX-License-Identifier: MIT
"""What the programs of this folder share: where things are, and how bevakad
is set up for a bench: politeness switched off, nobody to tell."""
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent
BUILD = pathlib.Path(os.environ.get("BUILD", TOP / "build")).resolve()
SHARED = TOP.parent / "shared" / "bench"
if not SHARED.exists():
    sys.exit("bench: needs ../shared/bench beside the checkout")
sys.path.insert(0, str(SHARED))

import benchlib  # noqa: E402
import peers  # noqa: E402

CONF = """[bevakad]
state = %(dir)s/state
socket = %(dir)s/control.sock
libexec = %(build)s
interval = 12 h
spacing = 0 s
per-host = 16
at-once = 100
allow-private = 127.0.0.0/8
[source bench]
title = Bench
"""


class Bevakad(peers.Peer):
    name = "bevakad, reader included"

    def path(self):
        return str(BUILD / "bevakad")

    def setup(self, d, urls):
        conf = d / "conf"
        conf.mkdir()
        (d / "state").mkdir()
        feeds = "".join("[feed f%d]\nsource = bench\nurl = %s\ntype = feed\n"
                        % (i, u) for i, u in enumerate(urls))
        (conf / "bevakad.conf").write_text(
            CONF % {"dir": d, "build": BUILD} + feeds)

    def argv(self, d):
        return [self.path(), "--once", "--config", d / "conf", "--vendor",
                d / "none"]

    def stored(self, d):
        return peers.count(d / "state" / "state.db", "item")
