# describe-t.py - what notifiers say of their options, and sections held against it
# SPDX-License-Identifier: MIT
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import one_feed  # noqa: E402
from whole import BUILD, ctl, tap  # noqa: E402

house = whole.House()
os.chmod(house.folder, 0o755)  # the program is run as nobody where this is root
site, recorder, daemon = one_feed(house)

TELLS = """#!/bin/sh
# tells - a notifier that knows its options
if [ "$1" = --describe ]; then
	id -u >%s
	cat <<END
{"about": "Tells, as $(id -u), of $(env | grep -vc -e ^PWD -e ^_ -e ^SHLVL -e ^OLDPWD) variables.", "options": [
 {"name": "url", "type": "url", "needed": true, "help": "Where to."},
 {"name": "colour", "type": "word", "values": ["red", "green"], "default": "red", "help": "Its colour."},
 {"name": "often", "type": "number"}, {"name": "wait", "type": "seconds"}, {"name": "loud", "type": "bool"},
 {"name": "sender", "type": "mail"}, {"name": "file", "type": "path"}, {"name": "key", "type": "credential"},
 {"name": "odd", "type": "of a later day"}]}
END
	exit 0
fi
cat >/dev/null
"""
SILENT = """#!/bin/sh
# silent - a notifier that knows no options, and would take the question for an alert
touch %s
cat
"""
HANGS = """#!/bin/sh
# hangs - a notifier that never ends, also when asked with --describe
yes & sleep 600
"""
who = house.write("who", "", 0o666)
tells = house.write("tells", TELLS % who, 0o755)
silent = house.write("silent", SILENT % house.path("ran"), 0o755)
hangs = house.write("hangs", HANGS, 0o755)


def check_config(lines, program=tells):
    """(line, column, reason) of each fault of [notifier tells]."""
    daemon.configure({"notifiers.d/tells.conf": "# tells.conf\n[notifier tells]\nprogram = %s\n%s" % (program, lines)})
    done = subprocess.run([os.path.join(BUILD, "bevakactl"), "check-config", "--config", house.path("conf"), "--vendor",
                           house.path("vendor", ""), "--json"], capture_output=True, text=True, timeout=whole.PATIENCE)
    return [(f["line"], f["column"], f["reason"]) for f in json.loads(done.stdout)["faults"]]


def check_sections():
    tap.equal([], check_config("url = https://a.se/\ncolour = green\noften = 3\nwait = 5 min\nloud = yes\nsender = Bo <b@a.se>\n"
                               "file = /tmp/x\nkey = post\nodd = anything\nx-own = 1\n"), "a section that is right")
    cases = (
        ("", (2, 1, "'url' is missing in [notifier tells]: Where to.")),
        ("url = https://a.se/\ncolor = red\n", (5, 1, "'color' is no option of notifier tells; did you mean 'colour'?")),
        ("url = https://a.se/\nzzz = red\n", (5, 1, "'zzz' is no option of notifier tells; its own are url, colour, often, wait, "
                                              "loud, sender, file, key, odd")),
        ("url = a.se\n", (4, 7, "an address stands here, such as https://host/path")),
        ("url =\n", (4, 6, "'url' is empty: Where to.")),
        ("url = https://a.se/\ncolour = gren\n", (5, 10, "'gren' is not known here; did you mean 'green'?")),
        ("url = https://a.se/\noften = 3 times\n", (5, 9, "a whole number stands here")),
        ("url = https://a.se/\nwait = soon\n", (5, 8, "a time stands here, such as 30 s or 5 min")),
        ("url = https://a.se/\nloud = maybe\n", (5, 8, "yes or no stands here")),
        ("url = https://a.se/\nsender = bo\n", (5, 10, "a mail address stands here, such as a@example.org")),
        ("url = https://a.se/\nfile = x\n", (5, 8, "a path stands here, from / on")),
        ("url = https://a.se/\nkey = /etc/secret\n", (5, 7, "the name of a credential stands here, which systemd gives by "
                                                      "LoadCredential=; not a path, nor the secret")),
    )
    for lines, fault in cases:
        tap.equal([fault], check_config(lines), "its fault: " + fault[2])


def check_others():
    tap.equal([], check_config("anything = goes\n", silent), "a program that knows no --describe is left alone")
    tap.ok(not os.path.exists(house.path("ran")), "and is not run")
    tap.equal([], check_config("anything = goes\n", hangs), "one that hangs and floods too, after its time")


def check_programs():
    """What cannot be started is told by check-config, where the program is named."""
    plain = house.write("plain", "#!/bin/sh\n", 0o644)
    noone = house.write("noone", "#! /nowhere/python3 -u\nprint()\n", 0o755)
    windows = house.write("windows", "#!/bin/sh\r\ncat\r\n", 0o755)
    link = house.path("link")
    os.symlink(house.path("gone"), link)
    for program, words in (
            ("/nowhere/at-all", "No such file or directory; its alerts would wait"), (link, "No such file or directory"),
            (plain, "may not be executed: chmod +x"), (house.folder, "is no program"), (plain + "/x", "Not a directory"),
            (noone, "is to be run by /nowhere/python3, which is not there"), (windows, "first line as Windows does"),
            ("mial", "notify-mial: No such file or directory")):
        faults = check_config("anything = goes\n", program)
        tap.equal([(3, 11)], [(line, column) for line, column, _ in faults], "one fault, where it stands: %s" % program)
        tap.has(words, faults[0][2] if faults else "", "which says: " + words)
    os.symlink(silent, house.path("gone"))
    tap.equal([], check_config("anything = goes\n", link), "a link to a program is one")
    daemon.configure({"notifiers.d/tells.conf": "# tells.conf\n[notifier tells]\nprogram = %s\n" % plain})
    done = subprocess.run([os.path.join(BUILD, "bevakactl"), "check-config", "--config", house.path("conf"), "--vendor",
                           house.path("vendor", "")], capture_output=True, text=True, timeout=whole.PATIENCE)
    tap.equal(1, done.returncode, "the exit status says so")
    tap.has("tells.conf:3:11: ", done.stdout, "file, line and column")


def check_ours():
    if whole.sanitized():
        return  # they do not start within the memory that they are given
    tap.equal([(4, 1, "'frm' is no option of notifier tells; did you mean 'from'?")],
              [f for f in check_config("frm = a@b.se\nfrom = a@b.se\nsmtp = smtp://a.se\n", os.path.join(BUILD, "notify-mail"))],
              "notify-mail")
    tap.equal([(4, 7, "an address stands here, such as https://host/path")],
              check_config("url = a.se\n", os.path.join(BUILD, "notify-webhook")), "notify-webhook")


def check_daemon():
    check_config("url = https://a.se/\n")
    daemon.start()
    said = ctl(daemon, "notifiers", "describe", "tells")
    tap.equal(0, said.returncode, "bevakactl notifiers describe: " + said.stderr)
    for word in ("url", "red | green", "Where to.", "Tells, as"):
        tap.has(word, said.stdout, "tells " + word)
    one = daemon.ask("describe", notifier="tells")["describe"]
    tap.equal("Tells, as %d, of 4 variables." % os.geteuid(), one["about"], "asked as the daemon's user, with its environment")
    said = ctl(daemon, "notifiers", "describe", "recorder")
    tap.equal((3, ""), (said.returncode, said.stdout), "one that knows none: " + said.stderr)
    tap.has("url = https://a.se/", ctl(daemon, "notifiers", "list", "--json").stdout.replace('": "', " = "), "notifiers list")


check_sections()
check_others()
check_programs()
check_ours()
with open(who) as f:
    asked_as = int(f.read())
tap.ok(asked_as != 0, "check-config asks never as root, but as %d" % asked_as)
check_daemon()
whole.done()
