# json-t.py - with --json each command prints one document, as it came
# SPDX-License-Identifier: MIT
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, has, equal
from fake import Fake, agrees, ctl, read_script

# Typed, the request that it is, the member that is printed bare, status
CASES = [
    ("feeds", {"do": "feeds"}, "feeds", 0),
    ("feeds vgr-press", {"do": "feeds", "name": "vgr-press"}, "feeds", 0),
    ("items", {"do": "items"}, "items", 0),
    ("items I42", {"do": "items", "id": "I42"}, "items", 0),
    ("items --feed ivo", {"do": "items", "feed": "ivo"}, "items", 3),
    ("rules", {"do": "rules"}, "rules", 0),
    ("deadlines", {"do": "deadlines"}, "deadlines", 0),
    ("alerts", {"do": "alerts"}, "alerts", 0),
    ("outbox", {"do": "outbox"}, "parcels", 0),
    ("notifiers", {"do": "notifiers"}, "notifiers", 0),
    ("poll", {"do": "poll", "feeds": []}, "rounds", 1),
    ("status", {"do": "status"}, "status", 1),
    ("reload", {"do": "reload"}, None, 0),
    ("settle", {"do": "settle"}, None, 0),
    ("ack A17", {"do": "ack"}, None, 0),
    ("outbox retry", {"do": "retry"}, None, 0),
    ("notifiers test hook", {"do": "test", "notifier": "hook"}, None, 1),
]


def wanted(script, request, member):
    request = dict(request)
    answer = next(l for l in script if agrees(l["when"], request))["answer"]
    if member:
        return answer[member]
    return {k: v for k, v in answer.items() if k not in ("ok", "now")}


script = read_script("plain.jsonl")
with Fake(script) as fake:
    for typed, request, member, status in CASES:
        for words in (["--json"] + typed.split(), typed.split() + ["--json"]):
            seen, out, _ = ctl(*words, socket_path=fake.path)
            equal(status, seen, " ".join(words) + ": status")
            equal(wanted(script, request, member), json.loads(out),
                  " ".join(words) + ": the answer and nothing else")
    _, out, _ = ctl("deadlines", "--json", socket_path=fake.path)
    has("Samråd om vattenskyddsområde", out, "UTF-8, not escaped")
    keys = [list(d) for d in json.loads(out)]
    came = [list(d) for d in wanted(script, {"do": "deadlines"}, "deadlines")]
    equal(came, keys, "members in the order they came")
    _, out, _ = ctl("follow", "--json", socket_path=fake.path)
    equal(3, len([json.loads(line) for line in out.splitlines()]),
          "follow: a document a line")
done_testing()
