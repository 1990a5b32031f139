# template-t.py - texts by template: checked at load, tried without sending, sent
# SPDX-License-Identifier: MIT
"""Complaint 50 of FEATURES.md: the closing date in the alert itself, and what it is based on; and what is private stays home."""
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, entry, one_feed, rss  # noqa: E402
from whole import ctl, tap  # noqa: E402

TEMPLATE = """# kort.conf - of a test
[template kort]
subject = {{#if day}}{{day}} – {{/if}}{{item.title}} [{{source.title}}]
body = {{#each deadlines}}{{label}} {{day}}: {{evidence}}\\n{{/each}}
       {{#if old.day}}förut {{old.day}}\\n{{/if}}
       Länk: {{link}}\\n
       {{title}}
"""
DESK = """# desk.conf - of a test
[receiver desk]
title = Disken
members = root
via = recorder
template = %s
"""
PRIVATE = "Remissvar ska ha kommit in senast den @SV+30@. Frågor: Eva Ek 070-123 45 67, 640823-3234."

house = whole.House()
site, recorder, daemon = one_feed(house)
published = [OLD]


def publish(name, title, text):
    published.insert(0, entry(name, title, text))
    site.put(0, "/rss.xml", rss(published))
    daemon.poll()
    return [a for a in daemon.ask("alerts", all=True)["alerts"] if title in a["title"]][0]


def refused():
    try:
        daemon.ask("reload")
    except whole.Failed as fault:
        return "\n".join(fault.answer.get("faults", []))
    return "nothing was refused"


def check_quoted_with_care():
    a = publish("r0", "Remiss om vatten", "Ring 031-105 00 00: " + PRIVATE)
    sent = recorder.runs()[-1]
    for private in ("070-123", "640823", "031-105"):
        tap.ok(private not in str(sent), "%s stays home" % private)
    tap.has("Remissvar", sent["text"], "the sentence is quoted")
    tap.ok(sent["title"].startswith("Remiss: svara senast"), "the date comes first: " + sent["title"])
    item = daemon.ask("items", id=a["item"])["items"][0]
    tap.has("070-123 45 67", item["text"], "what is kept is whole")
    conf = open(house.path("conf", "bevakad.conf")).read()
    daemon.configure({"bevakad.conf": conf + "quote = all\n"})
    daemon.ask("reload")
    publish("r1", "Remiss om hav, ring 031-105 00 00", PRIVATE)
    tap.has("031-105 00 00", recorder.runs()[-1]["title"], "quote = all")
    daemon.configure({"bevakad.conf": conf})
    daemon.ask("reload")


def check_faults_have_places():
    for text, place, part in [("subject = {{titel}}", ":3:11:", "no such field: titel"),
                              ("body = {{#if day}}\n       {{title}}", ":3:8:", "no {{/if}}"),
                              ("body = Hej\n       {{#each dagar}}{{/each}}", ":4:8:", "no such list"),
                              ("digest = {{title", ":3:10:", "without")]:
        daemon.configure({"receivers.d/kort.conf": "# kort.conf - of a test\n[template kort]\n" + text + "\n"})
        fault = refused()
        tap.has(place, fault, "file, line and column of %s" % text.splitlines()[-1])
        tap.has(part, fault, "and why")
    daemon.configure({"receivers.d/kort.conf": None, "receivers.d/desk.conf": DESK % "nej"})
    tap.has("nej", refused(), "a template that is not there")


def check_dry_run_then_sent():
    daemon.configure({"receivers.d/kort.conf": TEMPLATE, "receivers.d/desk.conf": DESK % "kort"})
    daemon.ask("reload")
    a = [x for x in daemon.ask("alerts")["alerts"] if "vatten" in x["title"]][0]
    before = len(recorder.runs())
    out = ctl(daemon, "notifiers", "test", "recorder", "--dry-run", a["id"])
    tap.equal((0, ""), (out.returncode, out.stderr), "it is tried without sending")
    tap.has("– Remiss om vatten [Myndigheten]", out.stdout, "the title by the template")
    tap.has("svar på remiss", out.stdout, "fields of each deadline")
    tap.has("Länk: http", out.stdout, "and the rest: " + out.stdout)
    tap.has("Prov från bevakad", ctl(daemon, "notifiers", "test", "recorder", "--dry-run").stdout, "of a trial alert too")
    tap.equal(3, ctl(daemon, "notifiers", "test", "recorder", "--dry-run", "A9999").returncode, "an alert that is none")
    tap.equal(before, len(recorder.runs()), "nothing was sent")
    publish("r2", "Remiss om skog", "Remissvar ska ha kommit in senast den @SV+30@.")
    sent = recorder.runs()[-1]
    tap.ok(sent["title"].endswith("– Remiss om skog [Myndigheten]"), "what is sent is by the template: " + sent["title"])
    tap.equal("Länk: %s/r2.html" % site.url, [line for line in sent["text"].splitlines() if line.startswith("Länk")][0], "with its lines")


def check_shipped_letters():
    for language, lead, hello in [("sv", "Remiss: svara senast", "Hej Disken,"), ("en", "Consultation: answer by", "Dear Disken,")]:
        name = "brev-%s" % language
        with open(os.path.join(os.environ["TOP_SRCDIR"], "etc", "templates.d", name + ".conf"), encoding="utf-8") as f:
            shipped = f.read()
        daemon.configure({"templates.d/%s.conf" % name: shipped, "receivers.d/desk.conf": DESK % name + "language = %s\n" % language})
        daemon.ask("reload")
        a = [x for x in daemon.ask("alerts")["alerts"] if "vatten" in x["title"]][0]
        out = ctl(daemon, "notifiers", "test", "recorder", "--dry-run", a["id"]).stdout
        for part in (hello, lead, "”Remissvar ska ha kommit in", "alerts ack " + a["id"], ": Myndigheten"):
            tap.has(part, out, "%s: %s" % (name, part))
        tap.ok("{{" not in out and "\n\n\n" not in out, "nothing is left over: " + out)
        test = ctl(daemon, "notifiers", "test", "recorder", "--dry-run").stdout
        tap.has("bevakad", test, "an alert of no item keeps its own text: " + test)
    daemon.configure({"receivers.d/desk.conf": DESK % "brev-sv" + "digest = sen\n[digest sen]\nat = 31st of month 23:59\n"})
    daemon.ask("reload")
    a = publish("r8", "Remiss om hamn", "Remissvar ska ha kommit in senast den @SV+30@.")
    preview = ctl(daemon, "digest", "preview", "desk").stdout
    tap.has("Hej Disken,", preview, "a digest's preview is by the template, too")
    tap.has("Remiss om hamn", preview, "with what is in it")
    daemon.ask("done", alert=a["id"])
    daemon.configure({"receivers.d/desk.conf": DESK % "kort"})
    daemon.ask("reload")


def check_nothing_is_run_twice():
    publish("r3", "Remiss {{link}} om $(id)", "Remissvar ska ha kommit in senast den @SV+30@. {{#each deadlines}}")
    sent = recorder.runs()[-1]
    tap.has("Remiss {{link}} om $(id)", sent["title"], "what a stranger wrote is no template")


daemon.start()
daemon.poll()
check_quoted_with_care()
check_faults_have_places()
check_dry_run_then_sent()
check_shipped_letters()
check_nothing_is_run_twice()
whole.done()
