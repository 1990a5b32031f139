# tap.py - a small TAP library for tests in Python, as tap.h is for C
# SPDX-License-Identifier: MIT
"""Wanted value first, then what was seen, then a sentence.

    from tap import equal, done_testing
    equal(4, 2 + 2, "two and two")
    done_testing()

A test that is started by hand finds its trees as Automake's driver tells
them: TOP_SRCDIR and TOP_BUILDDIR, else here and the folder it stands in.
"""
import os
import sys

SRCDIR = os.environ.get("TOP_SRCDIR") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILDDIR = os.environ.get("TOP_BUILDDIR") or os.getcwd()

_count = 0
_failed = 0


def _line(text):
    return str(text).replace("#", " ").replace("\n", " ")


def ok(passed, sentence):
    """One check; returns whether it passed."""
    global _count, _failed
    _count += 1
    _failed += not passed
    print("%sok %d - %s" % ("" if passed else "not ", _count,
                            _line(sentence)), flush=True)
    return bool(passed)


def equal(wanted, seen, sentence):
    if not ok(wanted == seen, sentence):
        diag("wanted: %r" % (wanted,), "  seen: %r" % (seen,))
    return wanted == seen


def has(part, whole, sentence):
    """part is in whole: a text or a list."""
    if not ok(part in whole, sentence):
        diag("wanted in it: %r" % (part,), "        seen: %r" % (whole,))
    return part in whole


def skip(reason, sentence="skipped"):
    """Counts as passed, with the reason."""
    global _count
    _count += 1
    print("ok %d - %s # SKIP %s" % (_count, _line(sentence), _line(reason)),
          flush=True)


def skip_all(reason):
    print("1..0 # SKIP " + _line(reason), flush=True)
    sys.exit(0)


def diag(*texts):
    for text in texts:
        for line in str(text).splitlines():
            print("# " + line, flush=True)


def bail(reason):
    """Ends the test: what it needs is not there."""
    print("Bail out! " + _line(reason), flush=True)
    sys.exit(1)


def done_testing():
    """The plan; ends the test, with 0 when every check passed."""
    print("1..%d" % _count, flush=True)
    sys.stdout.flush()
    os._exit(1 if _failed else 0)  # a server's thread need not end first


