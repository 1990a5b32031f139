# tap.py - a small TAP library for tests in Python
# SPDX-License-Identifier: MIT
"""Wanted value first, then what was seen, then a sentence.

    from tap import equal, done_testing
    equal(4, 2 + 2, "two and two")
    done_testing()
"""
import os
import sys

SRCDIR = os.environ.get("TOP_SRCDIR", os.getcwd())
BUILDDIR = os.environ.get("TOP_BUILDDIR", os.getcwd())
_count = _failed = 0


def diag(text):
    for line in str(text).splitlines():
        print("#", line, flush=True)


def ok(passed, sentence):
    global _count, _failed
    _count += 1
    _failed += not passed
    sentence = sentence.replace("#", " ").replace("\n", " ")
    print("%sok %d - %s" % ("" if passed else "not ", _count, sentence),
          flush=True)
    return passed


def equal(wanted, seen, sentence):
    if not ok(wanted == seen, sentence):
        diag("wanted: %r" % (wanted,))
        diag("  seen: %r" % (seen,))
    return wanted == seen


def has(part, text, sentence):
    if not ok(part in text, sentence):
        diag("wanted in it: %r" % (part,))
        diag("        seen: %r" % (text,))
    return part in text


def skip_all(reason):
    print("1..0 # SKIP", reason, flush=True)
    sys.exit(0)


def done_testing():
    print("1..%d" % _count, flush=True)
    sys.stdout.flush()
    os._exit(1 if _failed else 0)  # threads of servers need not end first
