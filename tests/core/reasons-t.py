# reasons-t.py - what the sources say is wrong with a feed is in the table of reasons
# SPDX-License-Identifier: MIT
import glob
import os
import re
import sys

SOURCE = os.environ["TOP_SRCDIR"]
WHERE = ["daemon/access.c", "daemon/core/feed/feed*.c", "daemon/core/mail/*.c", "daemon/core/page/page*.c", "daemon/core/reading-do.c",
         "daemon/edge/fetch*.c", "daemon/edge/mailbox*.c", "daemon/edge/reader*.c", "daemon/edge/spawn*.c", "daemon/edge/systemd.c"]
STRING = r'"((?:[^"\\]|\\.)*)"'
# Never of a feed's round: a command's own check, a defect of ours, a machine without memory.
OTHERS = {"nobody knows what is wanted of the document", "libxml2 gives no parser", "ca and intermediate need a libcurl that was built with OpenSSL",
          "zlib cannot begin with the packed body", "no memory for the page", "no memory for an XPath", "column %: this is no XPath",
          "%: out of memory", "% cannot be started: no pipe: %", "the server %"}


def join(text):
    return "".join(re.findall(STRING, text)).replace('\\"', '"').replace("\\n", "\n")


def blanks(text):
    """%d, %.100s ... become %, and several in a row one."""
    return re.sub(r"%+", "%", re.sub(r"%[-.0-9*]*(?:z|l|ll)?[a-z]", "%", text))


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def sentences(text):
    """Formats of why(), and what stands in tables with what to do behind a semicolon."""
    for call in re.finditer(r"\bwhy\(\s*(?:[^,()]|\([^()]*\))+,\s*((?:%s\s*)+)[,)]" % STRING, text):
        yield join(call.group(1))
    for row in re.finditer(r"\{(?:CURLE_\w+|\d+,\s*\"[A-Z])[^{}]*?((?:%s\s*)+)\}" % STRING, text):
        yield join(row.group(1))


table = read(os.path.join(SOURCE, "daemon/core/reason-table.c"))
known = {blanks(join(row)) for row in re.findall(r"N_\(((?:%s\s*)+)\)" % STRING, table) for row in [row[0]]}



def is_known(said):
    """By a row that takes it, with its own blanks filled in, or with the detail before it that libcurl gives."""
    return any(re.fullmatch(re.escape(row).replace("%", ".*"), text.replace("%", "x"), re.S) for row in known for text in (said, "x: " + said))


n = failed = 0
for pattern in WHERE:
    for path in sorted(glob.glob(os.path.join(SOURCE, pattern))):
        for said in map(blanks, sentences(read(path))):
            if re.fullmatch(r"[% :;]*", said) or said in OTHERS:
                continue
            n += 1
            found = is_known(said)
            failed += not found
            print("%sok %d - %s: %s" % ("" if found else "not ", n, os.path.basename(path), said.replace("\n", " ").replace("#", "no.")))
n += 1
print("%sok %d - there were sentences to look at, and a table" % ("" if n > 60 and len(known) > 60 else "not ", n))
print("1..%d" % n)
sys.exit(failed > 0)
