# fixture.py - what the whole tests have in common: settings, feeds, a recorder
# SPDX-License-Identifier: MIT
import contextlib
import html
import json
import os
import sqlite3

import jsonschema

import whole

SETTINGS = """# bevakad.conf - of a test
[bevakad]
timezone = Europe/Stockholm
state = {state}
socket = {socket}
libexec = {libexec}
interval = 12 h
spacing = 0 s
patience = {patience}
document-time = 3 s
alert-after = 3
allow-private = 127.0.0.0/8
health = desk
{more}
"""

RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*, synpunkt*
deadline = remiss, expiry
remind = 1wd
to = desk
"""

RECEIVERS = """# desk.conf - of a test
[receiver desk]
title = Disken
members = root
via = recorder
"""

NOTIFIERS = """# recorder.conf - of a test
[notifier recorder]
program = {program}
time = 2 s
"""

# Keeps what it gets, whole or not at all, and then does what it is told.
RECORDER = """#!/bin/sh
# recorder - a notifier that keeps what it gets
f=$(mktemp {folder}/tmp/XXXXXXXX) && cat >"$f" || exit 75
# what is cut short is no alert: the daemon died while it wrote
case $(tail -c 2 "$f") in *'}}'*) mv "$f" {folder}/new/ ;; *) exit 75 ;; esac
test ! -f {folder}/do || . {folder}/do
echo kept
"""


with open(os.path.join(os.environ["TOP_SRCDIR"], "plugins", "alert.schema.json")) as schema:
    FORM = jsonschema.Draft7Validator(json.load(schema))


class Recorder:
    """A notifier, and the alerts that it got, each of the form that the schema has."""

    def __init__(self, house, name="recorder"):
        self.folder = os.path.dirname(house.path(name, "new", "x"))[:-4]
        house.path(name, "tmp", "x")
        self.house = house
        self.program = house.write(name + "/run", RECORDER.format(folder=self.folder), 0o755)

    def do(self, commands):
        """What it does from now on, in shell; None: delivers."""
        path = os.path.join(self.folder, "do")
        if commands is not None:
            self.house.write(path, commands + "\n")
        elif os.path.exists(path):
            os.unlink(path)

    def runs(self):
        """Every alert that it was given, oldest first, second tries too."""
        new = os.path.join(self.folder, "new")
        files = sorted(os.scandir(new), key=lambda e: e.stat().st_mtime_ns)
        alerts = []
        for entry in files:
            with open(entry.path) as f:
                alerts.append(json.load(f))
            FORM.validate(alerts[-1])
        return alerts

    def events(self):
        return [a["event"] for a in self.runs()]


def settings(house, recorder, feeds, more="", patience="30 s"):
    """A configuration: {feed: its lines}; the recorder is its only notifier.

    Who has servers that never answer wants less patience; a loaded machine needs this much.
    """
    lines = "".join("[feed %s]\nsource = body\n%s\n" % (name, text) for name, text in feeds.items())
    return {
        "bevakad.conf": SETTINGS.format(state=house.path("state", "").rstrip("/"), socket=house.path("control.sock"),
                                        libexec=whole.BUILD, more=more, patience=patience),
        "sources.d/body.conf": "# body.conf - of a test\n[source body]\ntitle = Myndigheten\n\n" + lines,
        "rules.d/remisser.conf": RULES,
        "receivers.d/desk.conf": RECEIVERS,
        "notifiers.d/recorder.conf": NOTIFIERS.format(program=recorder.program),
    }


def entry(name, title, text, days=-1):
    """An item of rss(): its link is /name.html."""
    return {"name": name, "title": title, "text": text, "days": days}


def rss(entries):
    items = "".join(
        "<item><title>%s</title><link>@BASE@/%s.html</link><guid isPermaLink=\"false\">%s</guid>"
        "<pubDate>@RFC822%+d@</pubDate><description>%s</description></item>\n"
        % (html.escape(e["title"]), e["name"], e["name"], e["days"], html.escape(e["text"])) for e in entries)
    return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Nytt</title>"
            "<link>@BASE@/</link><description>Nytt</description>\n%s</channel></rss>\n" % items)


def page(title, paragraphs, published="@TIME-1@", footer="Senast uppdaterad: @STAMP-1@"):
    text = "\n".join("<p>%s</p>" % html.escape(p) for p in paragraphs)
    return ("<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>%s</title>\n"
            "<meta property=\"article:published_time\" content=\"%s\"></head>\n"
            "<body><nav><ul><li><a href=\"/\">Start</a></li><li><a href=\"/om\">Om oss</a></li></ul></nav>\n"
            "<main><article><h1>%s</h1>\n%s\n</article></main>\n<footer><p>%s</p></footer></body></html>\n"
            % (html.escape(title), published, html.escape(title), text, footer))


def link_list(links):
    """A SiteVision channel: [(address, title, days)]."""
    items = "\n".join(
        "<li class=\"sv-channel-item\"><h2><a href=\"%s\">%s</a></h2><time datetime=\"@ISO%+d@\">@ISO%+d@</time></li>"
        % (address, html.escape(title), days, days) for address, title, days in links)
    return ("<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Nyheter</title>"
            "<meta name=\"generator\" content=\"SiteVision\"></head><body><div role=\"main\"><h1>Nyheter</h1>\n"
            "<div class=\"sv-channel-portlet\"><ul>\n%s\n</ul></div></div></body></html>\n" % items)


REMISS = entry("remiss-1", "Remiss om nära vård", "Remissvar ska ha kommit in senast den @SV+30@.")
OLD = entry("gammal", "Remiss om tandvård", "Remissvar ska ha kommit in senast den @SV+25@.", days=-9)
OTHER = entry("konst", "Konsthallen öppnar", "Välkommen till invigningen.")


def one_feed(house, more="", today=None, lines=""):
    """(site, recorder, daemon) with one RSS feed that holds OLD; not started."""
    site = house.site(today=today)
    recorder = Recorder(house)
    site.put(0, "/rss.xml", rss([OLD]))
    daemon = house.daemon(settings(house, recorder, {"nytt": "url = %s/rss.xml\n%s" % (site.url, lines)}, more))
    return site, recorder, daemon


# The instants of the state file, by table.
INSTANTS = {"feed": "last_try last_ok next failing_since", "item": "published seen changed read next", "deadline": "found",
            "alert": "created until", "parcel": "next created settled", "receipt": "at", "trace": "at until", "silence": "created until warn ended", "pause": "at until",
            "vital": "shrunk sign due", "episode": "start end told again"}


def age(daemon, days, due=True):
    """Ends the daemon, makes all that it knows so many days older, and starts it again; those with a long interval are not due then without due."""
    daemon.stop()
    with contextlib.closing(sqlite3.connect(daemon.house.path("state", "state.db"))) as db:
        for table, columns in INSTANTS.items():
            shifted = [c for c in columns.split() if due or (table, c) != ("feed", "next")]
            db.execute("UPDATE %s SET %s" % (table, ", ".join("%s = %s - %d" % (c, c, days * 86400) for c in shifted)))
        db.commit()
    daemon.start()
