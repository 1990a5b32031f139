# commands-t.py - every command: what is asked, what is shown, how it ends
# SPDX-License-Identifier: MIT
import datetime
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import done_testing, has, equal
from fake import Fake, ctl, ctl_on_terminal, golden

MOST = 10000
# What is typed; what is asked (the last request); the exit status; golden file
CASES = [
    ("status", {"do": "deadlines", "limit": 5}, 1, "status"),
    ("feeds", {"do": "feeds", "limit": MOST}, 0, "feeds"),
    ("feeds vgr-press", {"do": "feeds", "name": "vgr-press", "limit": MOST},
     0, "feed"),
    ("items", {"do": "items", "limit": 100}, 0, "items"),
    ("items I42", {"do": "items", "id": "I42", "limit": 100}, 0, "item"),
    ("items i42", {"do": "items", "id": "I42", "limit": 100}, 0, "item"),
    ("items --limit 4 --feed=vgr-press",
     {"do": "items", "feed": "vgr-press", "limit": 4}, 0, "items"),
    ("items --held", {"do": "items", "held": True, "limit": 100}, 0,
     "items-held"),
    ("items diff I42", {"do": "versions", "item": "I42"}, 0, "items-diff"),
    ("items diff i42 --versions 1 2",
     {"do": "versions", "item": "I42", "from": 1, "to": 2}, 0, "items-diff"),
    ("items --versions=1,2 diff I42",
     {"do": "versions", "item": "I42", "from": 1, "to": 2}, 0, "items-diff"),
    ("items diff --versions 1 2 I42",
     {"do": "versions", "item": "I42", "from": 1, "to": 2}, 0, "items-diff"),
    ("items diff I42 --json", {"do": "versions", "item": "I42"}, 0,
     "items-diff-json"),
    ("feeds baseline vgr-press", {"do": "baseline", "feed": "vgr-press"}, 0,
     "feeds-baseline"),
    ("feeds release vgr-press", {"do": "release", "feed": "vgr-press"}, 0,
     "feeds-release"),
    ("rules", {"do": "rules", "limit": MOST}, 0, "rules"),
    ("deadlines", {"do": "deadlines", "limit": MOST}, 0, "deadlines"),
    ("deadlines -a --kind remiss",
     {"do": "deadlines", "kind": "remiss", "all": True, "limit": MOST}, 0,
     "deadlines-all"),
    ("deadlines D7", {"do": "deadlines", "id": "D7", "all": True,
                      "limit": MOST}, 0, "deadline"),
    ("deadlines I42", {"do": "deadlines", "item": "I42", "all": True,
                       "limit": MOST}, 0, "deadlines-all"),
    ("alerts", {"do": "alerts", "limit": 100}, 0, "alerts"),
    ("alerts --all", {"do": "alerts", "all": True, "limit": 100}, 0, "alerts"),
    ("alerts --mine", {"do": "alerts", "mine": True, "limit": 100}, 0, "alerts"),
    ("alerts A17", {"do": "alerts", "id": "A17", "all": True, "limit": 100}, 0,
     "alert"),
    ("outbox", {"do": "outbox", "limit": MOST}, 0, "outbox"),
    ("outbox A17", {"do": "outbox", "alert": "A17", "all": True,
                    "limit": MOST}, 0, "outbox-alert"),
    ("outbox retry", {"do": "retry"}, 0, "retry"),
    ("outbox retry p99", {"do": "retry", "parcel": "P99"}, 0, "retry-one"),
    ("notifiers", {"do": "notifiers", "limit": MOST}, 0, "notifiers"),
    ("notifiers test mail", {"do": "test", "notifier": "mail"}, 0, "test"),
    ("notifiers test hook --to vatten",
     {"do": "test", "notifier": "hook", "receiver": "vatten"}, 1, "test-hook"),
    ("digest", {"do": "digest", "limit": MOST}, 0, "digests"),
    ("digest preview vard", {"do": "digest", "receiver": "vard"}, 0, "digest"),
    ("digest preview tom", {"do": "digest", "receiver": "tom"}, 0,
     "digest-empty"),
    ("away", {"do": "away", "limit": MOST}, 0, "away"),
    ("away anna 2026-07-06 - 2026-07-31 --stand-in bo",
     {"do": "away-add", "user": "anna", "from": "2026-07-06",
      "to": "2026-07-31", "stand_in": "bo"}, 0, "away-add"),
    ("away 2026-07-06 --stand-in=bo",
     {"do": "away-add", "from": "2026-07-06", "to": "2026-07-06",
      "stand_in": "bo"}, 0, "away-self"),
    ("away end anna", {"do": "away-end", "user": "anna"}, 0, "away-end"),
    ("away end", {"do": "away-end"}, 0, "away-end"),
    ("poll", {"do": "poll", "feeds": []}, 1, "poll"),
    ("poll NOW", {"do": "poll", "feeds": []}, 1, "poll"),
    ("poll vgr-press", {"do": "poll", "feeds": ["vgr-press"]}, 0, "poll-one"),
    ("reload", {"do": "reload"}, 0, "reload"),
    ("settle", {"do": "settle"}, 0, "settle"),
    ("ack A17", {"do": "ack", "alert": "A17"}, 0, "ack"),
    ("ack -c tas A17", {"do": "ack", "alert": "A17", "comment": "tas"}, 0,
     "ack"),
    ("done a17 --comment=klart",
     {"do": "done", "alert": "A17", "comment": "klart"}, 0, "done"),
    ("done D7", {"do": "done", "deadline": "D7"}, 0, "done-deadline"),
    ("deadlines list", {"do": "deadlines", "limit": MOST}, 0, "deadlines"),
    ("deadlines show d5", {"do": "deadlines", "id": "D5", "all": True,
                           "limit": MOST}, 0, "deadline-whole"),
    ("deadlines confirm d7", {"do": "confirm", "deadline": "D7"}, 0,
     "deadline-confirm"),
    ("deadlines reject D7 -c fel",
     {"do": "reject", "deadline": "D7", "comment": "fel"}, 0,
     "deadline-reject"),
    ("deadlines edit D7 --date 2026-12-01 --time=12:00",
     {"do": "edit", "deadline": "D7", "date": "2026-12-01", "time": "12:00"},
     0, "deadline-edit"),
    ("deadlines link D7 D9", {"do": "link", "deadline": "D7", "other": "D9"},
     0, "deadline-link"),
    ("deadlines add Avtal --kind expiry --date 2027-12-31 --to a,b "
     "--remind 5wd,1d --extendable",
     {"do": "add", "title": "Avtal", "kind": "expiry", "date": "2027-12-31",
      "to": ["a", "b"], "remind": "5wd,1d", "extendable": True}, 0,
     "deadline-add"),
    ("ack A17 --for 5wd", {"do": "ack", "alert": "A17", "for": "5wd"}, 0,
     "ack"),
    ("silence", {"do": "silences", "limit": 1000}, 0, "silence"),
    ("silence s3", {"do": "silences", "id": "S3", "limit": 1000}, 0,
     "silence-one"),
    ("silence show S3", {"do": "silences", "id": "S3", "limit": 1000}, 0,
     "silence-one"),
    ("silence list --all", {"do": "silences", "all": True, "limit": 1000}, 0,
     "silence"),
    ("silence add rule=a feed=b --until 2034-06-30 -c paus",
     {"do": "silence", "match": ["rule=a", "feed=b"], "comment": "paus",
      "until": "2034-06-30T06:00:00Z"}, 0, "silence-add"),
    ("silence end s3", {"do": "unsilence", "silence": "S3"}, 0, "silence-end"),
    ("feeds pause vgr-press --until 2034-06-30 -c flytt",
     {"do": "pause", "feed": "vgr-press", "comment": "flytt",
      "until": "2034-06-30T06:00:00Z"}, 0, "feeds-pause"),
    ("feeds resume vgr-press", {"do": "resume", "feed": "vgr-press"}, 0,
     "feeds-resume"),
    ("outbox dead", {"do": "dead", "limit": MOST}, 0, "outbox-dead"),
    ("outbox export", {"do": "dead", "whole": True, "limit": MOST}, 0,
     "outbox-export"),
    ("outbox replay P97 p98", {"do": "replay", "parcels": ["P97", "P98"]}, 0,
     "outbox-replay"),
    ("outbox drop P97 --reason slutat",
     {"do": "drop", "parcels": ["P97"], "reason": "slutat"}, 0, "outbox-drop"),
    ("audit", {"do": "audit"}, 0, "audit"),
    ("audit --all", {"do": "audit", "all": True}, 1, "audit-all"),
    ("notifiers test mail --dry-run A17",
     {"do": "test", "notifier": "mail", "dry": True, "alert": "A17"}, 0,
     "test-dry"),
    ("why A17", {"do": "items", "id": "I42"}, 0, "why"),
]

# What is typed (then one word with a blank), status, a part of what is said
NOTHING = [
    (["feeds", "tom"], 3, "nothing matched"),
    (["feeds", "vgr-pres"], 3, "did you mean vgr-press?"),
    (["items", "--feed", "ivo"], 3, "nothing matched"),
    (["deadlines", "D99"], 3, "nothing matched"),
    (["deadlines", "--kind=appeal"], 3, "nothing matched"),
    (["poll", "vgr-press", "nej"], 3, "nej: no such feed"),
    (["feeds", "baseline", "nej"], 3, "no feed nej"),
    (["feeds", "tom", "vgr-press"], 2, "usage: bevakactl feeds"),
    (["items", "diff", "I7"], 3, "it has not changed"),
    (["away", "anna", "juli"], 2, "when? like"),
    (["away", "anna", "2026-07-06"], 2, "who stands in?"),
    (["away", "anna", "2026-07-06", "2026-07-07", "2026-07-08"], 2, "when?"),
    (["digest", "vard"], 2, "usage: bevakactl digest"),
    (["digest", "preview", "nej"], 3, "no receiver nej"),
    (["items", "diff", "I42", "--versions", "9", "1"], 2, "1 to 2"),
    (["items", "diff", "I42", "--versions", "9"], 2, "two numbers"),
    (["items", "diff", "I42", "2"], 2, "two numbers"),
    (["items", "diff", "42"], 2, "no id"),
    (["items", "diff"], 2, "no id"),
    (["items", "--versions", "1"], 2, "too much"),
    (["silence", "add", "rule=a"], 2, "--until"),
    (["silence", "add", "rule=a", "--until", "2d"], 2, "--comment"),
    (["silence", "add", "rule=a", "--until", "nej", "-c", "x"], 2, "no time"),
    (["silence", "end"], 2, "no id"),
    (["silence", "nej"], 2, "no id"),
    (["feeds", "pause", "vgr-press"], 2, "--until"),
    (["outbox", "drop", "P97"], 2, "without a reason"),
    (["outbox", "replay", "A1"], 2, "no id"),
    (["why"], 2, "usage: bevakactl why"),
    (["notifiers", "test", "mail", "--dry-run", "P1"], 2, "no id"),
    (["notifiers", "test", "mail", "A17"], 2, "usage"),
    (["items", "--search", "remiss vård", "--limit", "1"], 0,
     "there may be more"),
]


def check_commands(fake):
    for typed, asked, status, name in CASES:
        seen, out, err = ctl(*typed.split(), socket_path=fake.path)
        equal((status, ""), (seen, err), "%s: status and no complaint" % typed)
        equal(asked, fake.requests[-1], "%s: what is asked" % typed)
        golden(name + ".txt", out, "%s: what is shown" % typed)


def check_nothing(fake):
    for words, status, part in NOTHING:
        seen, _, err = ctl(*words, socket_path=fake.path)
        equal(status, seen, "%s: status" % " ".join(words))
        has(part, err, "%s: says so" % " ".join(words))


def check_snooze(fake):
    def asked(*words):
        ctl("snooze", "A17", *words, socket_path=fake.path)
        return fake.requests[-1].get("until")

    before = datetime.datetime.now(datetime.timezone.utc)
    equal("2034-06-30T06:00:00Z", asked("--until", "2034-06-30T08:00"),
          "a summer's morning in the zone")
    equal("2034-01-30T07:00:00Z", asked("--until", "2034-01-30"),
          "a day is its morning")
    later = datetime.datetime.strptime(asked("--until=2h") + "+0000",
                                       "%Y-%m-%dT%H:%M:%SZ%z")
    seconds = (later - before).total_seconds()
    equal(True, 7199 <= seconds <= 7320, "two hours from now")
    seen, out, _ = ctl("snooze", "A17", socket_path=fake.path)
    equal((0, True), (seen, out.endswith(" 08:00\n")), "tomorrow at eight")


def check_ics(fake):
    status, out, err = ctl("deadlines", "ics", "--receiver", "vard",
                           socket_path=fake.path)
    equal((0, ""), (status, err), "deadlines ics: status and no complaint")
    equal({"do": "ics", "receiver": "vard"}, fake.requests[-1],
          "deadlines ics: what is asked")
    for part in ("BEGIN:VCALENDAR", "UID:D7.1@bevakad", "SEQUENCE:3",
                 "DTSTART;VALUE=DATE:20261231", "TRIGGER:-P6DT17H"):
        has(part, out, "deadlines ics: " + part)


def check_follow(fake):
    _, out, err = ctl("follow", socket_path=fake.path)
    equal({"do": "follow", "desktop": False}, fake.requests[-1],
          "follow: what is asked")
    golden("follow.txt", out, "follow: a line for each event")
    has("hung up", err, "follow: ends when the daemon goes")


def check_widths(fake):
    for columns in ("40", "60", "200"):
        _, out, _ = ctl("deadlines", socket_path=fake.path,
                        env={"COLUMNS": columns})
        golden("deadlines-%s.txt" % columns, out, columns + " columns")
        equal([], [l for l in out.splitlines() if len(l) > int(columns)],
              "no line passes %s columns" % columns)
        equal([], [l for l in out.splitlines() if l.endswith(" ")],
              "no blank ends a line")


def check_swedish(fake):
    for env, swedish in (({"LANG": "sv_SE.UTF-8"}, True),
                         ({"LANG": "en_GB.UTF-8", "LANGUAGE": "sv:en"}, True),
                         ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}, False),
                         ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "en"}, False),
                         ({"LC_MESSAGES": "sv_FI"}, True)):
        _, out, _ = ctl("deadlines", socket_path=fake.path, env=env)
        equal(swedish, "om 8 dagar" in out, "%s" % env)
    for name in ("status", "deadlines", "items", "outbox", "silence", "why A17",
                 "audit --all"):
        _, out, _ = ctl(*name.split(), socket_path=fake.path,
                        env={"LANG": "sv_SE.UTF-8"})
        golden(name.split()[0] + "-sv.txt", out, name + " in Swedish")


def check_colours(fake):
    plain = ctl("feeds", socket_path=fake.path)[1]
    _, seen = ctl_on_terminal("feeds", socket_path=fake.path)
    has("\033[31mfailing\033[0m", seen, "red on a terminal")
    for words, env, why in ((("--no-color",), {}, "--no-color"),
                            ((), {"NO_COLOR": "1"}, "NO_COLOR"),
                            ((), {"TERM": "dumb"}, "TERM=dumb")):
        _, seen = ctl_on_terminal("feeds", *words, socket_path=fake.path,
                                  env=env)
        equal(plain, seen, "no colours: " + why)
    has("\033[", ctl_on_terminal("feeds", socket_path=fake.path,
                                 env={"NO_COLOR": ""})[1],
        "an empty NO_COLOR forbids nothing")
    _, seen = ctl_on_terminal("items", "diff", "I42", socket_path=fake.path)
    has("\033[", seen, "items diff is coloured on a terminal")
    equal(False, "[-" in seen or "{+" in seen, "and has no marks then")


def check_pure():
    """What needs no daemon gets its options from wherever they stand."""
    line = "senast den 30 november\n".encode()
    outs = [ctl(*words, socket_path="/nowhere", stdin=line) for words in (
        ("dates", "--json", "--reference", "2026-11-22"),
        ("dates", "--reference=2026-11-22", "--json"),
        ("--json", "dates", "--reference", "2026-11-22"))]
    equal(0, outs[0][0], "no daemon is asked")
    has("2026-11-30", outs[0][1], "it does its work")
    equal([outs[0]] * 2, outs[1:], "wherever the options stand")
    status, out, _ = ctl("parse", "--help")
    equal(0, status, "its help is ours")
    has("usage: bevakactl parse --json", out, "and tells of it")


def check_bare(fake):
    """A daemon with nothing to show is well."""
    for typed, shown in (("feeds", "no feeds\n"), ("items", "no items\n"),
                         ("rules", "no rules\n"), ("alerts", "no alerts\n"),
                         ("deadlines", "no open deadlines\n"),
                         ("outbox", "nothing waits\n"),
                         ("notifiers", "no notifiers\n")):
        equal((0, shown, ""), ctl(typed, socket_path=fake.path),
              "%s: nothing, said so" % typed)
        equal((0, "[]\n", ""), ctl(typed, "--json", socket_path=fake.path),
              "%s: an empty list" % typed)
    for typed, name in (("status", "bare-status"), ("feeds ny", "bare-feed"),
                        ("alerts A1", "bare-alert")):
        status, out, err = ctl(*typed.split(), socket_path=fake.path)
        equal((0, ""), (status, err), "%s: fine" % typed)
        golden(name + ".txt", out, "%s: no empty lines" % typed)
    equal(3, ctl("poll", socket_path=fake.path)[0], "poll: no feed")


check_pure()
with Fake("bare.jsonl") as daemon:
    check_bare(daemon)
with Fake("plain.jsonl") as daemon:
    check_commands(daemon)
    check_nothing(daemon)
    check_snooze(daemon)
    check_ics(daemon)
    check_follow(daemon)
    check_widths(daemon)
    check_swedish(daemon)
    check_colours(daemon)
done_testing()
