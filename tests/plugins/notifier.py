# notifier.py - what the tests of notifiers share: alerts, runs, certificates
# SPDX-License-Identifier: MIT
import copy
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(
    os.environ.get("TOP_SRCDIR", os.getcwd()), "tests", "tap"))
from tap import BUILDDIR  # noqa: E402

LIMIT = 30  # seconds anything may take

ALERT = {
    "version": 1, "id": "A17.P99.1795334400", "parcel": "P99", "alert": "A17", "thread": "I42",
    "event": "item.new", "priority": "high", "language": "sv",
    "created": "2026-11-22T08:00:00Z",
    "title": "Remiss: svara senast 30 november 2026",
    "text": "Västra Götalandsregionen har gett ut:\n\nRemiss om nära vård\n",
    "link": "https://www.example.org/remiss?id=42",
    "source": {"name": "vgr", "title": "Västra Götalandsregionen"},
    "feed": {"name": "vgr-press", "title": "Pressrum"},
    "rules": [{"name": "remiss-vard", "title": "Remisser inom vården"},
              {"name": "allt", "title": "Allt"}],
    "receiver": {"name": "vard", "title": "Vårdsekretariatet",
                 "mail": ["vard@example.org"], "users": ["anna"]},
}


def digest(n=3, name="morgon", **members):
    """A digest of n entries, the first two with a day."""
    entries = [{"part": "deadlines" if k < 2 else "new", "alert": "A%d" % (k + 1),
                "item": "I%d" % (k + 1), "event": "item.new", "priority": "normal",
                "created": "2026-11-20T16:40:00Z", "title": "Remiss %d & <b>" % k,
                "link": "https://www.example.org/%d" % k} for k in range(n)]
    for entry in entries[:2]:
        entry.update(kind="remiss", end="2026-11-30")
    about = {"since": "2026-11-20T16:40:00Z", "deadlines": min(n, 2), "changed": 0,
             "new": max(n - 2, 0), "other": 0, "entries": entries}
    if name:
        about["name"] = name
    text = "Sammandrag för Vården\n\nInnehåll\n" + "".join(
        "\n- %s\n  från 2026-11-20 17:40, %s\n" % (e["title"], e["alert"]) for e in entries)
    return dict({"event": "digest", "digest": about, "thread": None, "link": None, "source": None,
                 "feed": None, "rules": [], "text": text,
                 "title": "Sammandrag: 2 tidsfrister (närmast 30 november 2026), 1 ny"}, **members)


def alert(options=None, **members):
    """The alert with other members; a member that is None is left out."""
    one = copy.deepcopy(ALERT)
    one.update(members)
    one["options"] = options or {}
    return {k: v for k, v in one.items() if v is not None}


def folder():
    """A folder for this test below the build, made anew."""
    name = os.path.splitext(os.path.basename(sys.argv[0]))[0] + ".tmp"
    path = os.path.join(BUILDDIR, "tests", "plugins", name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


class Ran:
    def __init__(self, process):
        self.status = process.returncode
        self.output = process.stdout
        both = (process.stdout if process.stdout.strip()
                else process.stderr).decode("utf-8", "replace")
        lines = [line for line in both.splitlines() if line.strip()]
        self.last = lines[-1] if lines else ""


def run(program, what, *arguments, credentials=None):
    """As the daemon starts it: JSON in, a clean environment."""
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/",
                   "TZ": "Europe/Stockholm"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            environment[name] = os.environ[name]
    if credentials:
        environment["CREDENTIALS_DIRECTORY"] = credentials
    if not isinstance(what, bytes):
        what = json.dumps(what).encode()
    return Ran(subprocess.run(
        [os.path.join(BUILDDIR, program), *arguments], input=what,
        env=environment, capture_output=True, timeout=LIMIT))


class Scripted:
    """A TCP server that plays a function once for each connection."""

    def __init__(self, play):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.play = play
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return  # closed by the test
            connection.settimeout(LIMIT)
            try:
                with connection:
                    self.play(connection)
            except OSError:
                pass  # the other side has gone: that is its business


def make_certificates(path):
    """A throw-away authority and a certificate for localhost."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=path, check=True,
                       capture_output=True, timeout=LIMIT)
    for name in ("ca", "other"):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=bevakad test " + name, "-addext",
                "basicConstraints=critical,CA:TRUE",
                "-keyout", name + ".key", "-out", name + ".pem")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key",
            "-out", "server.csr")
    with open(os.path.join(path, "server.ext"), "w") as file:
        file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey",
            "ca.key", "-CAcreateserial", "-days", "2", "-extfile",
            "server.ext", "-out", "server.pem")
