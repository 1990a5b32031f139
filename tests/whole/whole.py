# whole.py - the publishing site and the real daemon, started and asked
# SPDX-License-Identifier: MIT
"""Site and Daemon, each in a folder of its own; nothing here sleeps.

    house = House()                     # a temporary folder, removed at the end
    site = house.site()                 # the publishing site, edition 0
    site.put(0, "/rss.xml", text)
    daemon = house.daemon(conf)         # conf: {path below conf/: text}
    daemon.start()                      # returns when it says READY=1
    daemon.ask("poll", feeds=[])        # an answer of daemon/control.h
"""
import atexit
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tap"))
import tap  # noqa: E402

BUILD = os.path.abspath(os.environ.get("TOP_BUILDDIR", "build"))
SOURCE = os.path.abspath(os.environ.get("TOP_SRCDIR", "."))
PATIENCE = float(os.environ.get("BEVAKAD_PATIENCE", "60"))  # seconds before a wait is a failure


class Failed(Exception):
    """The daemon answered that it would not; code as in daemon/control.h."""

    def __init__(self, answer):
        super().__init__(answer.get("why", "no reason"))
        self.answer = answer


REPORT = r"(runtime error|ERROR: \w+Sanitizer).*"  # of what was built with --enable-sanitizers
_houses = []


def done():
    """Ends what runs, daemons as systemd would, and ends the test."""
    for house in _houses:
        for daemon in (t for t in house.tenants if isinstance(t, Daemon)):
            if daemon.process is not None:
                tap.equal(0, daemon.stop(), "it ends well when asked to")
            if not tap.ok(not re.search(REPORT, daemon.log()), "and no sanitizer has said a word"):
                tap.diag(re.search(REPORT + r"(.*\n){1,30}", daemon.log()).group(0))
        house.close()
    tap.done_testing()


def sanitized():
    """What was built takes far more memory than it does for users."""
    linked = subprocess.run(["ldd", os.path.join(BUILD, "bevakad")], capture_output=True, text=True).stdout
    return "libasan" in linked


def shared(path):
    """A file of ../shared beside the source tree; None when it is absent."""
    whole = os.path.join(SOURCE, "..", "shared", path)
    return whole if os.path.exists(whole) else None


class House:
    """A temporary folder with what lives in it; all of it ends with the test."""

    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="bevakad-")
        self.tenants = []
        self.keep = folder is not None
        atexit.register(self.close)
        _houses.append(self)

    def path(self, *names):
        whole = os.path.join(self.folder, *names)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        return whole

    def write(self, path, text, mode=0o644):
        """A file below the folder, put there whole; returns its path."""
        whole = self.path(path)
        data = text if isinstance(text, bytes) else text.encode()
        with open(whole + ".new", "wb") as f:
            f.write(data)
        os.chmod(whole + ".new", mode)
        os.rename(whole + ".new", whole)
        return whole

    def site(self, root=None, edition=0, today=None):
        site = Site(root or self.path("site", ""), edition, today)
        self.tenants.append(site)
        return site

    def daemon(self, conf, **more):
        daemon = Daemon(self, conf, **more)
        self.tenants.append(daemon)
        return daemon

    def close(self):
        for tenant in reversed(self.tenants):
            tenant.close()
        self.tenants = []
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)


class Site:
    """tests/site/site on a free port of loopback."""

    def __init__(self, root, edition=0, today=None):
        self.root = root
        program = [os.path.join(BUILD, "tests/site/site"), "--root", root, "--edition", str(edition), "--until-eof"]
        if today:
            program += ["--today", today]
        self.process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = self.process.stdout.readline().decode().split()[1]

    def put(self, edition, path, text):
        """The file at path from that edition on."""
        whole = "%s/edition-%d%s" % (self.root, edition, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole + ".new", "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        os.rename(whole + ".new", whole)

    def edition(self, number):
        self._order("/_edition?%d" % number)

    def fault(self, path, what, times=0):
        """As in tests/site/fault.h: 500, hang, drip, close, truncate, ..., off."""
        self._order("/_fault?" + urllib.parse.urlencode({"path": path, "do": what, "times": times}))

    def log(self):
        """Requests served, oldest first."""
        with urllib.request.urlopen(self.url + "/_log", timeout=PATIENCE) as answer:
            return [json.loads(line) for line in answer.read().splitlines()]

    def served(self, path):
        return [entry for entry in self.log() if entry["path"] == path]

    def _order(self, path):
        urllib.request.urlopen(urllib.request.Request(self.url + path, data=b""), timeout=PATIENCE).close()

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(PATIENCE)
        self.process.stdout.close()


class Daemon:
    """bevakad on a configuration of its own, spoken to over its control socket."""

    def __init__(self, house, conf, program=None, arguments=(), before=None, log=None, environment=None):
        self.house = house
        self.program = program or os.path.join(BUILD, "bevakad")
        self.arguments = list(arguments)
        self.environment = environment or {}  # beside ours
        self.before = before  # runs in the child before it becomes the daemon
        self.socket = house.path("control.sock")
        self.log_path = log or house.path("log")
        self.process = None
        self.state = ""
        self.faults_of_start = None
        house.path("conf", "bevakad.conf")
        self.configure(conf)

    def configure(self, conf):
        """Writes configuration files; a text of None removes one."""
        for path, text in conf.items():
            if text is None:
                os.unlink(self.house.path("conf", path))
            else:
                self.house.write(os.path.join("conf", path), text)

    def start(self):
        """Starts it and waits until it is ready; raises Failed when it ends instead."""
        notify = self.house.path("notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
            if os.path.exists(notify):
                os.unlink(notify)
            s.bind(notify)
            self._spawn(notify)
            try:
                self._wait_ready(s)
            finally:
                os.unlink(notify)
        return self

    def _spawn(self, notify):
        environment = dict(os.environ, NOTIFY_SOCKET=notify, TZ="UTC", **self.environment)
        environment.pop("JOURNAL_STREAM", None)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "--config", self.house.path("conf"), "--vendor", self.house.path("vendor", "")]
                + self.arguments + ["--foreground"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, preexec_fn=self.before)
        self.pidfd = os.pidfd_open(self.process.pid)

    def _wait_ready(self, s):
        until = time.monotonic() + PATIENCE
        while True:
            readable, _, _ = select.select([s, self.pidfd], [], [], max(0, until - time.monotonic()))
            if s in readable:
                if b"READY=1" in s.recv(4096).split(b"\n"):
                    return
            elif readable:
                self.process.wait()
                raise Failed({"why": "bevakad ended with %d: %s" % (self.process.returncode, self.log()[-500:])})
            else:
                raise Failed({"why": "bevakad was not ready in time: " + self.log()[-500:]})

    def client(self):
        return Client(self.socket)

    def ask(self, do, **members):
        """One request on a connection of its own; raises Failed when refused."""
        with self.client() as client:
            return client.ask(do, **members)

    def poll(self, *feeds):
        """A round of the feeds (all), what follows from it delivered: {feed: round}."""
        with self.client() as client:
            rounds = client.ask("poll", feeds=list(feeds))["rounds"]
            client.ask("settle")
        return {r["feed"]: r for r in rounds}

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def pid(self):
        return self.process.pid

    def kill(self, number=signal.SIGKILL):
        """Ends it and waits; returns its exit status (-9: killed)."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        os.close(self.pidfd)
        self.process = None
        return status

    def stop(self):
        return self.kill(signal.SIGTERM)

    def close(self):
        if self.process is not None:
            self.kill()


class Client:
    """A connection to the control socket: JSON lines."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(path)
        self.lines = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.close()

    def send(self, do, **members):
        self.socket.sendall(json.dumps(dict(members, do=do)).encode() + b"\n")

    def receive(self):
        """The next line; None when the daemon hung up."""
        line = self.lines.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def ask(self, do, **members):
        self.send(do, **members)
        answer = self.receive()
        if answer is None:
            raise Failed({"why": "the connection was lost"})
        if not answer.get("ok"):
            raise Failed(answer)
        return answer

    def close(self):
        self.lines.close()
        self.socket.close()


def ctl(daemon, *arguments):
    """bevakactl against the daemon: the finished process, its texts decoded."""
    return subprocess.run([os.path.join(BUILD, "bevakactl"), "--socket", daemon.socket, *arguments],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
