#!/usr/bin/python3
# demo.py - the main job, seen in a terminal: what ./dev run shows
# SPDX-License-Identifier: MIT
"""Starts the publishing site and bevakad on examples/conf, publishes two
editions and shows what comes of them.  Ends with 1 when something expected
did not happen.  No network, no user's server, no sleeps."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
SOCKET_MOST = 100  # bytes of a Unix socket's path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where bevakad was built")
    parser.add_argument("--stay", action="store_true", help="stay up until Enter also without a terminal")
    return parser.parse_args()


OPTIONS = arguments()
os.environ["TOP_BUILDDIR"] = BUILD = os.path.abspath(OPTIONS.build)
os.environ["TOP_SRCDIR"] = TOP
sys.path.insert(0, os.path.join(TOP, "tests", "whole"))
import whole  # noqa: E402

COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ
failures = []


def paint(code, text):
    return "\033[%sm%s\033[0m" % (code, text) if COLOUR else text


def step(text):
    print("\n" + paint("1;32", "── " + text), flush=True)


def tell(text):
    print("   " + text, flush=True)


def expect(seen, text):
    """One thing that must have happened."""
    print("   %s %s" % (paint("32", "✓") if seen else paint("1;31", "✗ EXPECTED, BUT NOT SO:"), text), flush=True)
    if not seen:
        failures.append(text)


class Tail:
    """What was added to a file since the last look."""

    def __init__(self, path):
        self.path = path
        self.at = 0

    def rest(self):
        if not os.path.exists(self.path):
            return ""
        with open(self.path, encoding="utf-8", errors="replace") as f:
            f.seek(self.at)
            text = f.read()
            self.at = f.tell()
        return text


class Demo:
    """The site, the daemon, and where they write."""

    def __init__(self):
        folder = os.path.join(BUILD, "demo")
        shutil.rmtree(folder, ignore_errors=True)
        self.house = whole.House(folder)
        self.site = self.house.site(root=os.path.join(HERE, "site"))
        self.alerts = Tail(self.house.path("alerts"))
        self.daemon = self.house.daemon(self.configuration())
        self.daemon.socket = self.socket
        self.log = Tail(self.daemon.log_path)
        self.known = set()

    def configuration(self):
        """examples/conf with its words filled in."""
        self.socket = self.house.path("control.sock")
        if len(self.socket) > SOCKET_MOST:
            self.socket = os.path.join(tempfile.mkdtemp(prefix="bevakad-"), "control.sock")
        words = {"STATE": self.house.path("state", "").rstrip("/"), "SOCKET": self.socket, "LIBEXEC": BUILD,
                 "SITE": self.site.url, "EXAMPLES": HERE, "ALERTS": self.alerts.path,
                 "COLOUR": "yes" if COLOUR else "no"}
        conf = {}
        root = os.path.join(HERE, "conf")
        for at, _, names in os.walk(root):
            for name in names:
                with open(os.path.join(at, name)) as f:
                    text = f.read()
                for word, value in words.items():
                    text = text.replace("@%s@" % word, value)
                conf[os.path.relpath(os.path.join(at, name), root)] = text
        return conf

    def show_log(self):
        for line in self.log.rest().splitlines():
            print("   " + paint("2", "bevakad │ " + line), flush=True)

    def show_alerts(self):
        for line in self.alerts.rest().splitlines():
            print("   " + line, flush=True)

    def ctl(self, *command):
        """Runs bevakactl as a person would, and shows it."""
        tell(paint("1", "$ bevakactl " + " ".join(command)))
        run = whole.ctl(self.daemon, *command)
        for line in (run.stdout + run.stderr).splitlines():
            print("     " + line, flush=True)
        expect(run.returncode == 0, "bevakactl %s: status %d" % (command[0], run.returncode))

    def round(self):
        """All feeds are polled and everything that follows is settled."""
        rounds = self.daemon.poll()
        self.show_log()
        return rounds

    def new_alerts(self):
        """Alerts that were not there at the last look, each with its deadlines."""
        alerts = self.daemon.ask("alerts", all=True)["alerts"]
        fresh = [a for a in alerts if a["id"] not in self.known]
        self.known.update(a["id"] for a in fresh)
        return fresh

    def deadlines(self):
        return self.daemon.ask("deadlines")["deadlines"]


def first_edition(demo):
    step("bevakad starts: state file, reader and control socket are its own; three feeds are polled")
    demo.daemon.start()
    rounds = demo.round()
    expect(len(rounds) == 3 and all(r["ok"] for r in rounds.values()), "three feeds were read")
    demo.ctl("feeds")
    demo.ctl("rules")
    expect(not demo.new_alerts(), "the first reading is a baseline: what is old alerts nobody")


def second_edition(demo):
    step("The bodies publish: a remiss, a synpunktsrunda, a PDF, an agreement, and an exhibition")
    demo.site.edition(1)
    rounds = demo.round()
    expect(sum(r["new"] for r in rounds.values()) == 5, "five new items")
    step("The alerts, as the notifier of examples/notify-terminal shows them")
    demo.show_alerts()
    demo.ctl("deadlines")
    alerts = demo.new_alerts()
    titles = " ".join(a["title"] for a in alerts)
    expect(len(alerts) == 4 and all(a["event"] == "item.new" for a in alerts), "four alerts")
    expect("Konsthallen" not in titles, "none about the exhibition: no rule asks for it")
    kinds = sorted(d["kind"] for d in demo.deadlines())
    expect(kinds.count("remiss") == 3, "three remisstider are followed, one of them out of a PDF")
    expect(kinds.count("expiry") == 2, "an agreement that runs out, and the one that follows it")


def third_edition(demo):
    moving = [d for d in demo.deadlines() if "synpunktsrunda" in d["link"]]
    step("Next edition: a new decision, a remisstid that moves, and a page with only its footer changed")
    demo.site.edition(2)
    demo.round()
    demo.show_alerts()
    alerts = {a["event"]: a for a in demo.new_alerts()}
    moved = [d for d in demo.deadlines() if "synpunktsrunda" in d["link"]]
    expect("item.new" in alerts and "ambulans" in alerts["item.new"]["title"], "one new alert: the new decision")
    expect("deadline.moved" in alerts, "one alert about the remisstid that moved")
    expect(bool(moving and moved) and moving[0]["end"] < moved[0]["end"],
           "it is followed on its new day: %s → %s" % (moving and moving[0]["end"], moved and moved[0]["end"]))
    seen = [r["outcome"] for r in demo.site.served("/press/remiss-nara-vard/")]
    expect(len(alerts) == 2 and seen.count("200") >= 2, "nothing about the footer, though the page was read again")
    demo.ctl("outbox", "--all")


def farewell(demo):
    socket = os.path.relpath(demo.daemon.socket)
    ctl = "%s --socket %s" % (os.path.relpath(os.path.join(BUILD, "bevakactl")), socket)
    step("Look further")
    for what in ("status", "items", "deadlines --json", "alerts", "outbox --all", "poll NOW"):
        tell("%s %s" % (ctl, what))
    tell("Configuration: %s   state: %s   alerts: %s" % tuple(
        os.path.relpath(demo.house.path(*p)) for p in (("conf", ""), ("state", ""), ("alerts",))))
    step("For real")
    tell("./configure --prefix=/usr --sysconfdir=/etc --localstatedir=/var && make && sudo make install")
    tell("write /etc/bevakad (man bevakad.conf), then: systemctl enable --now bevakad")


def stay(demo):
    if not (OPTIONS.stay or (sys.stdin.isatty() and sys.stdout.isatty())):
        tell("The demo has ended; start its daemon again with")
        tell("%s --config %s --foreground" % tuple(
            os.path.relpath(p) for p in (os.path.join(BUILD, "bevakad"), demo.house.path("conf", ""))))
        return
    step("The demo is still up for those commands. Enter ends it.")
    try:
        sys.stdin.readline()
    except KeyboardInterrupt:
        pass


def main():
    demo = Demo()
    step("A publishing site is up on %s, with what was public last week" % demo.site.url)
    try:
        first_edition(demo)
        second_edition(demo)
        third_edition(demo)
        farewell(demo)
        stay(demo)
    except (whole.Failed, OSError, json.JSONDecodeError, subprocess.SubprocessError) as error:
        demo.show_log()
        expect(False, str(error))
    finally:
        demo.house.close()
    if failures:
        print("\n%d things did not happen as they should" % len(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
