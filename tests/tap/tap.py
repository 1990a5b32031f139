# tap.py - a small TAP library for tests in Python, as tap.h is for C
# SPDX-License-Identifier: MIT
"""Wanted value first, then what was seen, then a sentence; done() ends it."""
import os
import sys

_count = 0
_failed = 0


def ok(passed, sentence):
    """One check; returns whether it passed."""
    global _count, _failed
    _count += 1
    _failed += not passed
    print("%sok %d - %s" % ("" if passed else "not ", _count, _clean(sentence)), flush=True)
    return bool(passed)


def equal(wanted, seen, sentence):
    if not ok(wanted == seen, sentence):
        diag("wanted %r" % (wanted,), "seen   %r" % (seen,))
        return False
    return True


def has(part, whole, sentence):
    """part is in whole (a text or a list)."""
    if not ok(part in whole, sentence):
        diag("wanted %r" % (part,), "in     %r" % (whole,))
        return False
    return True


def skip(reason, sentence="skipped"):
    """Counts as passed, with the reason."""
    global _count
    _count += 1
    print("ok %d - %s # SKIP %s" % (_count, _clean(sentence), _clean(reason)), flush=True)


def skip_all(reason):
    print("1..0 # SKIP " + _clean(reason), flush=True)
    sys.exit(0)


def diag(*texts):
    for text in texts:
        for line in str(text).splitlines():
            print("# " + line, flush=True)


def bail(reason):
    print("Bail out! " + _clean(reason), flush=True)
    sys.exit(1)


def done():
    """Prints the plan; ends the test with 0 when every check passed."""
    print("1..%d" % _count, flush=True)
    sys.exit(1 if _failed else 0)


def shared(path):
    """A file of ../shared beside the source tree; None when it is absent."""
    whole = os.path.join(os.environ.get("TOP_SRCDIR", "."), "..", "shared", path)
    return whole if os.path.exists(whole) else None


def _clean(text):
    return str(text).replace("#", "no.").replace("\n", " ")
