# first-rule-t.py - as a new administrator would: the first rule, word for word from README.md
# SPDX-License-Identifier: MIT
"""The rule and the commands are taken out of README's section "A first rule", the receiver, the notifier and the settings out
of what is installed, so that none of them says what cannot be followed."""
import os
import re
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, rss  # noqa: E402
from whole import tap  # noqa: E402

try:
    from aiosmtpd.controller import Controller
except ImportError:
    print("1..0 # SKIP python3-aiosmtpd is not installed")
    sys.exit(0)

SHIPPED = os.path.join(whole.SOURCE, "etc")
LOCAL = """# test.conf - what a test has elsewhere
[bevakad]
state = %s
socket = %s
libexec = %s
spacing = 0 s
interval = 12 h
allow-private = 127.0.0.0/8
"""
HISTORY = entry("gammal", "Remiss om gamla taxor", "Remissvar ska ha kommit in senast den @SV-20@.", days=-30)
NEWS = entry("ny", "Remiss om nya taxor", "Remissvar ska ha kommit in senast den @SV+30@.", days=0)


class Letters:
    def __init__(self):
        self.seen = []

    async def handle_DATA(self, server, session, envelope):
        self.seen.append(envelope)
        return "250 taken"


class Anywhere(Controller):
    """On a port that the system gives."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def section(name):
    """Text of README's section."""
    with open(os.path.join(whole.SOURCE, "README.md"), encoding="utf-8") as f:
        return re.search(r"^## %s\n(.*?)^## " % re.escape(name), f.read(), re.S | re.M).group(1)


def blocks(text):
    """What is indented in it, without the indentation."""
    return [re.sub(r"^    ", "", b, flags=re.M) for b in re.findall(r"(?:^    .*\n)+", text, re.M)]


def shipped(path, **instead):
    """An installed file with the # taken away before its lines, and some values of our own."""
    with open(os.path.join(SHIPPED, path), encoding="utf-8") as f:
        text = re.sub(r"^#(?=[\[a-z])", "", f.read(), flags=re.M)
    for key, value in instead.items():
        text, n = re.subn(r"^(%s\s*= ).*" % key, lambda m: m.group(1) + value, text, flags=re.M)
        tap.equal(1, n, "%s has a line %s to fill in" % (path, key))
    return text


def run(words):
    """bevakactl as it is typed, of this house."""
    place = ["--config", CONF] if words[0] in ("check-config", "rules", "probe") else []
    place += [] if words[0] == "probe" else ["--socket", daemon.socket]
    done = subprocess.run([os.path.join(whole.BUILD, "bevakactl"), *words, *place], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=whole.PATIENCE)
    return done.returncode, done.stdout, done.stderr


def follow(commands):
    """Each command of README does what it is there for: {its words: what it said}."""
    said = {}
    for line in commands.splitlines():
        program, *words = shlex.split(line, comments=True)
        status, out, err = run(words)
        tap.equal(("bevakactl", 0, ""), (program, status, err), "%s: can be followed" % " ".join(words))
        said[" ".join(words)] = out
    return said


def check_first_source():
    command = blocks(section("A first source"))[0].splitlines()[0]
    words = shlex.split(command)
    tap.equal(["bevakactl", "probe", ">", "/etc/bevakad/sources.d/example.conf"], words[:2] + words[3:], "README probes an address")
    status, out, err = run(["probe", "--allow-private", "127.0.0.0/8", site.url + "/rss.xml"])
    tap.equal((0, ""), (status, err), "and so do we")
    daemon.configure({"sources.d/example.conf": out})


def check_first_rule():
    text = section("A first rule")
    rule, commands = blocks(text)
    for path in ("receivers.d/sekretariat.conf", "notifiers.d/mail.conf", "rules.d/remisser.conf"):
        tap.has("/etc/bevakad/" + path, text, "README names the file")
        tap.ok(os.path.exists(os.path.join(SHIPPED, path)), path + " is installed")
    daemon.configure({
        "receivers.d/sekretariat.conf": shipped("receivers.d/sekretariat.conf", members="root"),
        "notifiers.d/mail.conf": shipped("notifiers.d/mail.conf", smtp="smtp://127.0.0.1:%d" % relay.port),
        "rules.d/remisser.conf": rule})
    return follow(commands)


def check_said(said):
    tap.has("1 rule, 1 receiver: no fault", said["check-config"], "no fault")
    tap.has(HISTORY["title"], said["rules test remisser"], "its hit in what is stored")
    tap.has("sekretariat", said["rules test remisser"], "and who would get it")
    tap.has("remisser", said["check-config --diff"], "what it would have meant")
    tap.equal(1, len(letters.seen), "a trial letter came to the relay")
    if letters.seen:
        tap.equal(["sekretariat@example.kommun.se"], letters.seen[0].rcpt_tos, "to the receiver")


def check_alert():
    tap.equal(["test"], [a["event"] for a in daemon.ask("alerts", all=True)["alerts"]], "of what is old nobody is told")
    site.edition(1)
    daemon.poll()
    status, out, err = run(["alerts"])
    tap.equal((0, ""), (status, err), "bevakactl alerts")
    tap.has(NEWS["title"][:17], out, "shows what is new")
    tap.ok(HISTORY["title"] not in out, "and nothing else")
    alert = daemon.ask("alerts", all=True)["alerts"][0]
    tap.equal(("item.new", ["remisser"]), (alert["event"], alert["rules"]), "by the rule of README")
    kinds = [d["kind"] for d in daemon.ask("deadlines")["deadlines"] if d["title"] == NEWS["title"]]
    tap.equal(["remiss"], kinds, "the day is followed")
    status, out, _ = run(["digest", "preview", "sekretariat"])
    tap.equal(0, status, "README's digest preview")
    tap.has(NEWS["title"], out, "has it")
    status, out, _ = run(["why", site.url + "/ny.html"])
    tap.equal(0, status, "README's why")
    for part in ("remisser", "sekretariat", "digest"):
        tap.has(part, out, "why names " + part)


letters = Letters()
if whole.sanitized():
    tap.skip_all("a notifier's limit of memory leaves a sanitizer no room")
relay = Anywhere(letters, hostname="127.0.0.1", port=0, ready_timeout=20)
relay.start()
house = whole.House()
CONF = house.path("conf")
site = house.site(house.path("site", ""))
site.put(0, "/rss.xml", rss([HISTORY, OLD]))
site.put(1, "/rss.xml", rss([NEWS, HISTORY, OLD]))
daemon = house.daemon({"bevakad.conf.d/test.conf": LOCAL % (house.path("state", "").rstrip("/"), house.path("control.sock"), whole.BUILD)})
for path in ("bevakad.conf", "rules.d/remisser.conf", "receivers.d/sekretariat.conf", "notifiers.d/mail.conf"):
    shutil.copy(os.path.join(SHIPPED, path), house.path("conf", path))
check_first_source()
daemon.start()
daemon.poll()
check_said(check_first_rule())
check_alert()
relay.stop()
whole.done()
