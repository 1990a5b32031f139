# presets-t.py - etc/sources.d: no fault, and each address says how sure it is
# SPDX-License-Identifier: MIT
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import SRCDIR, done_testing, equal, has, ok
from fake import ctl

ETC = os.path.join(SRCDIR, "etc")
BODIES = {"vgr", "vastkom", "gr", "fyrbodal", "skaraborg", "borasregionen", "vardsamverkan", "skr", "regeringen",
          "riksdagen"}


def sections(path):
    """(kind, name, its lines, the comment above it) of each section of a file."""
    with open(path, encoding="utf-8") as f:
        blocks = f.read().split("\n\n")
    for block in blocks:
        lines = block.splitlines()
        heads = [i for i, line in enumerate(lines) if line.startswith("[")]
        if heads:
            kind, name = lines[heads[0]].strip("[]").split()
            yield kind, name, lines[heads[0] + 1:], "\n".join(lines[:heads[0]])


def check_feed(name, lines, comment):
    options = {k.strip(): v.strip() for k, _, v in (line.partition("=") for line in lines)}
    url = options["url"]
    paused = options.get("paused") == "yes"
    evidence = re.search(r"^# evidence: \d{4}(-\d\d-\d\d)?\b", comment, re.M)
    guess = re.search(r"^# guess: bevakactl probe '?(https?://[^\s']+)'?$", comment, re.M)
    ok(bool(evidence) != bool(guess), "%s has its evidence or is a guess" % name)
    equal(bool(guess), paused, "%s: a guess is paused, and nothing else is" % name)
    if guess:
        host = re.match(r"https?://([^/]+)", url).group(1)
        has(host, guess.group(1), "%s: what is to be probed is of the same host" % name)


def check_files():
    status, out, _ = ctl("check-config", "--config", ETC, "--vendor", "/nowhere")
    equal(0, status, "all presets are without fault: " + out.strip())
    feeds, sources = 0, set()
    for path in sorted(glob.glob(os.path.join(ETC, "sources.d", "*.conf"))):
        for kind, name, lines, comment in sections(path):
            if kind == "source":
                sources.add(name)
            else:
                feeds += 1
                check_feed(name, lines, comment)
    equal(BODIES, sources, "every body is there")
    has("%d feeds, " % feeds, out, "every feed is looked at")


check_files()
done_testing()
