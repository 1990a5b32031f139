# papers-t.py - manual and completion know every command and option
# SPDX-License-Identifier: MIT
import glob
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import SRCDIR, done_testing, equal, ok, skip
from fake import ctl
def read(*path):
    with open(os.path.join(SRCDIR, *path), encoding="utf-8") as f:
        return f.read()


def check_commands(commands, manual, completion):
    """Every command of the table is in both papers, and no other."""
    written = set(re.findall(r"^\.It Cm ([a-z-]+)", manual, re.M))
    equal(set(), commands - written, "each command is in the manual")
    equal(set(), written - commands, "and no other")
    offered = re.search(r"help:0\)\n(.*?);;", completion, re.S).group(1)
    offered = set(re.findall(r"[a-z-]+", offered)) - {"printf", "s", "n"}
    equal(set(), commands - offered, "each command is completed")
    equal(set(), offered - commands, "and no other")


def options_of(text):
    """Those of the usage, and of the list below it."""
    return (set(re.findall(r"^ .*?--([a-z-]+)", text, re.M))
            | set(re.findall(r"[ [|]--([a-z-]+)", text.split("\n")[0])))


def check_options(commands, manual, completion):
    everyones = options_of(ctl("help")[1])
    completed = set(re.findall(r"--([a-z-]+)",
                               re.search(r"^_bevakactl_options.*?^}",
                                         completion, re.M | re.S).group(0)))
    ok(len(everyones) >= 6, "the options of every command are read")
    for name in sorted(commands - {"help"}):
        entry = " ".join(re.findall(r"^\.It Cm %s\b(.*?)(?=^\.It|^\.El)" % name,
                                    manual, re.M | re.S))
        for option in sorted(options_of(ctl("help", name)[1])):
            ok("-" + option in entry,
               "%s --%s is in the manual" % (name, option))
            ok(option in completed, "%s --%s is completed" % (name, option))
    for option in sorted(everyones):
        ok(re.search(r"^\.It.* Fl -%s\b" % option, manual, re.M),
           "--%s is in the manual" % option)
        ok(option in completed, "--%s is completed" % option)


def check_lint():
    if not shutil.which("mandoc"):
        skip("no mandoc")
        return
    for path in sorted(glob.glob(os.path.join(SRCDIR, "man", "*.[1-8]"))):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        equal((0, ""), (done.returncode, done.stdout.decode()),
              os.path.basename(path) + ": mandoc has nothing to say")


commands = set(re.findall(r"^  ([a-z-]+) {2,}", ctl("help")[1], re.M))
ok({"status", "help"} <= commands, "the table is read")
manual = read("man", "bevakactl.1")
completion = read("ctl", "bevakactl.bash")
check_commands(commands, manual, completion)
check_options(commands, manual, completion)
check_lint()
done_testing()
