# hostile-t.py - what a stranger wrote cannot act on the terminal
# SPDX-License-Identifier: MIT
import json
import os
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, equal, ok
from fake import Fake, ctl, ctl_on_terminal, golden, read_script

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acting(text):
    """The characters that a terminal might act on."""
    return [c for c in text if c != "\n" and (
        unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
        or unicodedata.bidirectional(c) in TURNS)]


def columns(text):
    return sum(0 if unicodedata.combining(c)
               else 1 + (unicodedata.east_asian_width(c) in "WF")
               for c in text)


def check_shown(fake):
    for typed, status in (("items", 0), ("items I2", 0), ("items I3", 1),
                          ("items I4", 0), ("feeds", 1), ("reload", 1),
                          ("status", 1), ("poll", 1), ("follow", 4)):
        seen, out, err = ctl(*typed.split(), socket_path=fake.path)
        equal(status, seen, typed + ": ends by itself")
        equal([], acting(out) + acting(err), typed + ": harmless")
    _, out, _ = ctl("items", socket_path=fake.path)
    golden("hostile-items.txt", out, "hostile titles in a table")
    equal([], [l for l in out.splitlines() if columns(l) > 100],
          "wide letters count twice")
    _, out, err = ctl("reload", socket_path=fake.path)
    equal(3, len(err.splitlines()), "each fault is one line")


def check_text():
    script = read_script("hostile.jsonl")
    item = script[0]["answer"]["items"][0]
    item["text"] = item["text"].replace("\0", "")  # jansson refuses NUL
    with Fake(script) as fake:
        status, out, err = ctl("items", "I1", socket_path=fake.path)
        equal((0, "", []), (status, err, acting(out)), "a hostile item alone")
        golden("hostile-item.txt", out, "its lines stay lines")
        _, out = ctl_on_terminal("items", "I1", socket_path=fake.path)
        plain = out
        for code in ("\033[1m", "\033[2m", "\033[31m", "\033[33m", "\033[0m"):
            plain = plain.replace(code, "")
        equal([], acting(plain), "and on a terminal with colours")
        _, out, _ = ctl("items", "I1", "--json", socket_path=fake.path)
        equal([], acting(out), "JSON is harmless too")
        equal([item], json.loads(out), "and its value is the same")


with Fake("hostile.jsonl") as daemon:
    check_shown(daemon)
    seen, out, err = ctl("items", "I1", socket_path=daemon.path)
    ok(seen == 1 and "not bevakad's answer" in err, "a NUL is no text")
check_text()
done_testing()
