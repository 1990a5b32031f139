# pure-t.py - bevakactl dates and extract: forms, faults, exit statuses
# SPDX-License-Identifier: MIT
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, equal, has

CTL = os.path.join(os.environ["TOP_BUILDDIR"], "bevakactl")


def run(arguments, text):
    p = subprocess.run([CTL] + arguments, input=text, capture_output=True,
                       timeout=60)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def check_dates():
    text = "senast den 10 juni kl. 15.00\n\ningen dag alls\n".encode()
    status, out, err = run(["dates", "--json", "--reference", "2021-04-15"],
                           text)
    lines = [json.loads(line) for line in out.splitlines()]
    equal(0, status, "dates: fine")
    equal("", err, "dates: nothing to say")
    equal([{"matches": [{"text": "senast den 10 juni kl. 15.00",
                         "start": "2021-06-10", "end": "2021-06-10",
                         "precision": "day", "direction": "by",
                         "time": "15:00"}]},
           {"matches": []}, {"matches": []}], lines,
          "dates: a line for each line")
    status, out, err = run(["dates", "--json", "--reference=2021-04-15"],
                           b"\xff\xfe den 3 \xff maj\nden 3 maj\n")
    equal("2021-05-03", json.loads(out.splitlines()[-1])["matches"][0]["end"],
          "dates: goes on after bytes that are not UTF-8")
    for arguments in (["dates"], ["dates", "--json"],
                      ["dates", "--json", "--reference", "2021-02-30"],
                      ["dates", "--reference"], ["dates", "--xml"]):
        equal(2, run(arguments, b"")[0], "usage: " + " ".join(arguments))


def check_extract():
    good = {"id": "a", "published": "2024-03-11",
            "text": "Svara på remissen före den 1 juni kl. 12."}
    status, out, err = run(["extract", "--jsonl"],
                           (json.dumps(good) + "\n\n").encode())
    equal(0, status, "extract: fine")
    answer = json.loads(out)
    equal("a", answer["id"], "extract: whose it is")
    equal([{"kind": "remiss", "start": "2024-05-31", "end": "2024-05-31",
            "precision": "day", "time": "12:00", "before": True,
            "assumed_year": True,
            "evidence": "Svara på remissen före den 1 juni kl. 12"}],
          answer["deadlines"], "extract: the fields")
    broken = [("{", "1"), ("[]", "2"), ('{"id":1}', "3"),
              ('{"id":"x","published":"2024-13-01","text":""}', "4"),
              ('{"id":"x","published":"2024-01-01"}', "5")]
    text = "\n".join([b for b, _ in broken] + [json.dumps(good)]) + "\n"
    status, out, err = run(["extract", "--jsonl"], text.encode())
    equal(1, status, "extract: some lines were broken")
    equal(1, len(out.splitlines()), "extract: the good one is answered")
    equal(len(broken), len(err.splitlines()), "extract: a line for each")
    for line, (_, number) in zip(err.splitlines(), broken):
        has("line " + number + ":", line, "extract: says which: " + line)
    for arguments in (["extract"], ["extract", "--json"]):
        equal(2, run(arguments, b"")[0], "usage: " + " ".join(arguments))


check_dates()
check_extract()
done_testing()
