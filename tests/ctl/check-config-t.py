# check-config-t.py - bevakactl check-config: faults, counts and exit status
# SPDX-License-Identifier: MIT
import json
import os
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import SRCDIR, done_testing, equal, has, ok
from fake import ctl

GOOD = os.path.join(SRCDIR, "tests", "data", "configs", "good")


def check(*more):
    return ctl("check-config", "--vendor", "/nowhere", *more)


def check_good():
    status, out, err = check("--config", GOOD)
    equal(0, status, "a good configuration")
    equal("2 feeds, 3 rules, 1 receiver: no fault\n", out, "is counted")
    equal("", err, "in silence")
    equal(0, check("--config=" + GOOD)[0], "--config=DIR too")


def check_shipped():
    """What is shipped has no fault, also with every # taken away."""
    etc = os.path.join(SRCDIR, "etc")
    equal("19 feeds, 0 rules, 0 receivers: no fault\n",
          check("--config", etc)[1], "as shipped")
    with tempfile.TemporaryDirectory() as folder:
        for top, _, names in os.walk(etc):
            into = os.path.join(folder, os.path.relpath(top, etc))
            os.makedirs(into, exist_ok=True)
            for name in names:
                with open(os.path.join(top, name), encoding="utf-8") as f:
                    lines = [l[1:] if l[0] == "#" and l[1:2] not in " \t\n"
                             else l for l in f]
                with open(os.path.join(into, name), "w",
                          encoding="utf-8") as f:
                    f.writelines(lines)
        equal("19 feeds, 2 rules, 1 receiver: no fault\n",
              check("--config", folder)[1], "with all that it suggests")


def check_faults():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "bevakad.conf")
        with open(path, "w", encoding="utf-8") as f:
            f.write("[reciever x]\nvia = mail\n[bevakad]\ninterval = 30\n")
        status, out, err = check("--config", folder)
        equal(1, status, "faults fail")
        lines = out.splitlines()
        equal(path + ":1:2: unknown section [reciever]; did you mean "
              "'receiver'?", lines[0], "a fault is a line")
        equal(path + ":4:14: the unit is missing; it is s, min, h, d or w",
              lines[1], "in the order of the file")
        equal("0 feeds, 0 rules, 0 receivers: 2 faults", lines[2], "counted")
        status, out, err = check("--config", folder, "--json")
        equal(1, status, "as JSON too")
        answer = json.loads(out)
        equal(2, len(answer["faults"]), "all of them")
        equal({"file": path, "line": 4, "column": 14,
               "reason": "the unit is missing; it is s, min, h, d or w",
               "text": lines[1]}, answer["faults"][1], "each in its parts")
        equal(1, answer["notifiers"], "with the counts")


def check_usage():
    status, out, err = check("--config", "/nowhere/at/all")
    equal(1, status, "a folder that is not there")
    has("/nowhere/at/all: cannot be read", err, "is said")
    status, out, err = check("--confg", "x")
    equal(2, status, "an unknown option is wrong usage")
    has("'--confg'", err, "and named")
    equal(2, check("--config")[0], "so is one without its value")
    equal(2, check("word")[0], "and a word")


def check_options():
    status, out, err = ctl("check-config", "--print-options")
    equal(0, status, "the options are printed")
    has("[rule NAME]\n", out, "by section")
    has("    remind (list of reminders, default 20wd, 10wd, 5wd, 1wd)\n",
        out, "with type and default")
    has("\n.It Ic remind\n",
        ctl("check-config", "--print-options=mdoc")[1], "also for the manual")


LOGIN = ("[source s]\nlogin = inloggning\nheader = X-Key: nyckel\n"
         "[feed f]\nsource = s\nurl = https://example.se/\n")
UNIT = ("[Service]\n#LoadCredential=inloggning:/dev/null\n"
        "%s\nSetCredential=nyckel:hemligt\n")


def check_credentials():
    """What a feed needs is there, or the unit gives it at its next start."""
    def write(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def said(unit):
        write("units/bevakad.service.d/secrets.conf", UNIT % unit)
        status, out, _ = ctl("check-config", "--vendor", "/nowhere",
                             "--config", os.path.join(folder, "etc"),
                             env=environment)
        return status, out

    with tempfile.TemporaryDirectory() as folder:
        environment = {"SYSTEMD_UNIT_PATH": os.path.join(folder, "units")}
        conf = write("etc/bevakad.conf", LOGIN)
        status, out = said("")
        equal(1, status, "a secret that nobody gives")
        has(conf + ":4:1: feed f: there are no credentials; name "
            "\"inloggning\" by LoadCredential=", out, "is a fault of the feed")
        secret = write("secret", "anna:hemligt\n")
        for good in ("LoadCredential=inloggning:" + secret,
                     "  LoadCredential=inloggning",
                     "LoadCredentialEncrypted=inloggning:" + secret,
                     "ImportCredential=inlogg*"):
            equal(0, said(good)[0], "one that the unit gives: " + good)
        for bad in ("LoadCredential=inloggning2:" + secret,
                    "LoadCredential=inloggning:/nowhere/secret",
                    "Environment=LoadCredential=inloggning"):
            equal(1, said(bad)[0], "not by " + bad)
        environment["CREDENTIALS_DIRECTORY"] = os.path.join(folder, "given")
        write("given/inloggning", "utan kolon")
        write("given/nyckel", "hemligt")
        status, out = said("LoadCredential=inloggning")
        has("does not hold user:password", out, "what is there is looked into")
        ok("utan kolon" not in out, "and not shown")
        write("given/inloggning", "anna:hemligt")
        equal(0, said("")[0], "and is well")


check_good()
check_credentials()
check_shipped()
check_faults()
check_usage()
check_options()
done_testing()
