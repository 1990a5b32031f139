# readme-t.py - the notifiers that plugins/README.md shows work as they stand
# SPDX-License-Identifier: MIT
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading

import jsonschema

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import LIMIT, alert, folder  # noqa: E402
from tap import SRCDIR, diag, done_testing, equal, has, ok  # noqa: E402

TMP = folder()
with open(os.path.join(SRCDIR, "plugins", "README.md")) as readme:
    TEXT = readme.read()


def program(language):
    """The README's program in a language, as a file."""
    source = re.search(r"```%s\n(#!.*?)```" % language, TEXT, re.S).group(1)
    path = os.path.join(TMP, "notify-" + language)
    with open(path, "w") as file:
        file.write(source)
    os.chmod(path, 0o755)
    return path, source


def run(path, options, **members):
    ran = subprocess.run(
        [path], input=json.dumps(alert(options, **members)),
        capture_output=True, text=True, timeout=LIMIT,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/"})
    lines = (ran.stdout.strip() or ran.stderr.strip()).splitlines()
    return ran.returncode, lines[-1] if lines else ""


def check_shell():
    path, source = program("sh")
    equal(5, len([line for line in source.splitlines()
                  if not line.startswith("#")]), "five lines of shell")
    if not shutil.which("jq"):
        diag("jq is not installed: the shell notifier is not run")
        return
    file = os.path.join(TMP, "list")
    equal((0, "written to " + file), run(path, {"file": file}), "delivered")
    run(path, {"file": file}, title="två\trader\nhär", link=None)
    with open(file) as lines:
        lines = lines.read().splitlines()
    equal(2, len(lines), "a line for each alert")
    equal("2026-11-22T08:00:00Z\tA17\thigh\tRemiss: svara senast 30 november "
          "2026\thttps://www.example.org/remiss?id=42", lines[0], "the first")
    has("två\\trader\\nhär", lines[1], "the second, in one line")
    equal(78, run(path, {})[0], "no file: the settings")
    equal(75, run(path, {"file": "/nonexistent/list"})[0], "no folder: later")


class Chat(http.server.BaseHTTPRequestHandler):
    status = 200
    seen = []

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        Chat.seen.append(json.loads(self.rfile.read(length)))
        self.send_response(Chat.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def check_python():
    path, _ = program("python")
    server = http.server.HTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = {"url": "http://127.0.0.1:%d/hook" % server.server_address[1]}
    equal((0, "200 OK"), run(path, options), "delivered")
    equal({"text": "**Remiss: svara senast 30 november 2026**\n"
                   "https://www.example.org/remiss?id=42"}, Chat.seen.pop(),
          "title and link")
    for status, wanted in ((404, 65), (410, 65), (408, 75), (429, 75),
                           (500, 75), (503, 75)):
        Chat.status = status
        equal(wanted, run(path, options)[0], "%d is %d" % (status, wanted))
    server.shutdown()
    server.server_close()
    status, last = run(path, options)
    equal(75, status, "nobody listens: later")
    ok(last != "", "and why: " + last)


def check_alert():
    """The alert that the README shows is JSON, but for its remarks."""
    text = re.search(r"```json\n(.*?)```", TEXT, re.S).group(1)
    shown = json.loads(re.sub(r"\s//.*", "", text))
    for name in ("id", "parcel", "alert", "title", "text", "receiver"):
        ok(name in shown, "the README tells of " + name)
    with open(os.path.join(SRCDIR, "plugins", "alert.schema.json")) as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    form = jsonschema.Draft7Validator(schema)
    equal([], [e.message for e in form.iter_errors(shown)], "by its schema")
    equal(sorted(schema["properties"]), sorted(shown),
          "README and schema have the same members")
    for spoilt in ({"id": "a b"}, {"priority": "urgent"}, {"title": "a\nb"},
                   {"created": "today"}, {"deadlines": [{"kind": "x"}]}):
        ok(not form.is_valid({**shown, **spoilt}), "not %s" % spoilt)


check_shell()
check_python()
check_alert()
done_testing()
