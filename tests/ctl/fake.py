# fake.py - a daemon that plays its answers from a script, for bevakactl
# SPDX-License-Identifier: MIT
"""A script is a file of tests/data/ctl, a JSON object a line:

    {"when": {"do": "feeds"}, "answer": {"ok": true, ...}}

The first line whose "when" is part of the request is played. Instead of
"answer": "lines" [object...] one after the other, "text" as it stands, "long"
so many bytes without a line end, "hangup" nothing and the end, "silent"
nothing at all. Lines beginning with # are remarks.
"""
import json
import os
import pty
import select
import socket
import subprocess
import tempfile
import threading

import tap

CTL = os.path.join(tap.BUILDDIR, "bevakactl")
DATA = os.path.join(tap.SRCDIR, "tests", "data", "ctl")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
               "TZ": "Europe/Stockholm", "TERM": "xterm", "COLUMNS": "100"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
    if name in os.environ:
        ENVIRONMENT[name] = os.environ[name]


def read_script(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        return [json.loads(l) for l in f if l.strip() and l[0] != "#"]


def agrees(when, request):
    return all(k in request and request[k] == v for k, v in when.items())


class Fake:
    """A listening socket in a folder of its own; with-statement ends it."""

    def __init__(self, script):
        self.script = read_script(script) if isinstance(script, str) else script
        self.requests = []
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "control.sock")
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(8)
        self.open = []
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
        for connection in self.open:
            connection.close()
        self.folder.cleanup()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self.serve, args=(connection,),
                             daemon=True).start()

    def serve(self, connection):
        try:
            for line in connection.makefile("rb"):
                self.requests.append(json.loads(line))
                if not self.play(connection, self.requests[-1]):
                    break
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # bevakactl went first

    def play(self, connection, request):
        act = next((l for l in self.script if agrees(l["when"], request)),
                   {"answer": {"ok": False, "code": 1,
                               "why": "the script has no answer"}})
        lines = [act["answer"]] if "answer" in act else act.get("lines", [])
        for line in lines:
            text = json.dumps(line, ensure_ascii=False)
            connection.sendall(text.encode() + b"\n")
        connection.sendall(act.get("text", "").encode())
        for _ in range(act.get("long", 0) // 65536):
            connection.sendall(b"x" * 65536)
        return not act.get("hangup")


def ctl(*words, socket_path=None, env=None, stdin=None):
    """Runs bevakactl; its exit status, standard output and error."""
    environment = dict(ENVIRONMENT, **(env or {}))
    if socket_path:
        environment["BEVAKAD_SOCKET"] = socket_path
    done = subprocess.run([CTL, *words], env=environment, timeout=60,
                          input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def ctl_on_terminal(*words, socket_path, env=None):
    """The same on a terminal; status and what the terminal got."""
    environment = dict(ENVIRONMENT, **(env or {}))
    environment["BEVAKAD_SOCKET"] = socket_path
    ours, its = pty.openpty()
    child = subprocess.Popen([CTL, *words], env=environment, stdout=its,
                             stderr=its, stdin=subprocess.DEVNULL)
    os.close(its)
    seen = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            seen += os.read(ours, 65536)
        except OSError:
            break  # it has ended
    os.close(ours)
    return child.wait(60), seen.decode().replace("\r\n", "\n")


def golden(name, seen, sentence):
    """What was seen is what the file golden/NAME says."""
    path = os.path.join(DATA, "golden", name)
    if os.environ.get("GOLDEN") == "write":
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(seen)
    with open(path, encoding="utf-8") as f:
        wanted = f.read()
    if not tap.ok(wanted == seen, sentence):
        tap.diag("wanted:", wanted, "seen:", seen)
