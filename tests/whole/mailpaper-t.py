# mailpaper-t.py - papers that mails bring along: their texts and deadlines are those of the mail
# SPDX-License-Identifier: MIT
import base64
import email.utils
import http.server
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from letters import day  # noqa: E402
from whole import tap  # noqa: E402

if not os.access("/usr/bin/pdftotext", os.X_OK):
    tap.skip_all("pdftotext is not installed")


def pdf(*lines):
    """A page with these lines, as small as a PDF can be."""
    text = "BT /F1 11 Tf 50 800 Td 14 TL %s ET" % " ".join("(%s) '" % line for line in lines)
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
              "<< /Length %d >>\nstream\n%s\nendstream" % (len(text.encode("latin-1")), text),
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    out, places = "%PDF-1.4\n", []
    for n, body in enumerate(bodies, 1):
        places.append(len(out.encode("latin-1")))
        out += "%d 0 obj\n%s\nendobj\n" % (n, body)
    table = "".join("%010d 00000 n \n" % place for place in places)
    start = len(out.encode("latin-1"))
    out += "xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1, table, len(bodies) + 1, start)
    return out.encode("latin-1")


def letter(number, subject, html, papers):
    """papers: (name, type, bytes)."""
    parts = ["Content-Type: text/html; charset=utf-8\n\n<html><body>%s</body></html>\n" % html]
    for name, kind, data in papers:
        parts.append("Content-Type: %s; name=\"%s\"\nContent-Disposition: attachment; filename=\"%s\"\nContent-Transfer-Encoding: base64\n\n%s"
                     % (kind, name, name, base64.encodebytes(data).decode()))
    return ("From: Nytt <nytt@departement.example>\nSubject: %s\nDate: %s\nMessage-ID: <%s@departement.example>\nMIME-Version: 1.0\n"
            "Content-Type: multipart/mixed; boundary=gr\n\n%s--gr--\n"
            % (subject, email.utils.formatdate(), number, "".join("--gr\n%s\n" % part for part in parts)))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *what):
        pass


house = whole.House()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.pages = {}
threading.Thread(target=server.serve_forever, daemon=True).start()
SITE = "http://127.0.0.1:%d" % server.server_port


class Box:
    def __init__(self, name):
        self.path, self.n = house.path(name, "")[:-1], 0
        for folder in ("tmp", "new", "cur"):
            os.makedirs(os.path.join(self.path, folder), exist_ok=True)

    def deliver(self, text):
        self.n += 1
        at = os.path.join(self.path, "new", "%d.M%dP1.host" % (time.time(), self.n))
        with open(at, "wb") as f:
            f.write(text.encode())


boxes = {name: Box(name) for name in ("bilagor", "bara", "sidor")}
MAILBOX = "type = mailbox\nfrom = @departement.example\nurl = maildir:%s\n"
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "bilagor": MAILBOX % boxes["bilagor"].path + "read = attachments\n",
    "bara": MAILBOX % boxes["bara"].path,
    "sidor": MAILBOX % boxes["sidor"].path + "read = linked, attachments\n"}))


def deliver(box, *args):
    boxes[box].deliver(letter(*args))
    answer = daemon.poll(box)[box]
    tap.ok(answer["ok"], "%s: read: %s" % (box, answer.get("why")))
    daemon.ask("settle")
    return answer


def deadlines(feed):
    """Of each item by its title: the days, those that are open."""
    found = {}
    for d in daemon.ask("deadlines")["deadlines"]:
        if d["feed"] == feed:
            found.setdefault(d["title"], []).append(d["end"])
    return found


def iso(days):
    return time.strftime("%Y-%m-%d", time.localtime(time.time() + days * 86400))


def days(feed, title):
    return sorted(deadlines(feed).get(title, []))


REMISS = ("Remiss av forslag till ny taxa", "Svar ska ha kommit in senast den %s." % day(30))


def check_attached():
    deliver("bilagor", "a1", "Ny remiss", "<p>Hej! Missivet ligger bifogat.</p>", [("missiv.pdf", "application/pdf", pdf(*REMISS))])
    tap.equal([iso(30)], days("bilagor", "Ny remiss"), "a deadline in the paper is the mail's")
    alerts = [a for a in recorder.runs() if a["event"] == "item.new" and a["item"]["title"] == "Ny remiss"]
    tap.equal([[iso(30)]], [[d["end"] for d in a["deadlines"]] for a in alerts], "told once, with it")
    item = [i for i in daemon.ask("items", feed="bilagor")["items"] if i["title"] == "Ny remiss"][0]
    text = daemon.ask("items", id=item["id"])["items"][0]["text"]
    tap.ok("Missivet ligger bifogat." in text and "forslag till ny taxa" in text, "its text is that of both: %r" % text)


def check_kinds():
    late = pdf("Remiss", "Svar senast den %s." % day(41))
    deliver("bilagor", "a2", "Som oktetter", "<p>Se bilaga.</p>", [("x.bin", "application/octet-stream", late)])
    tap.equal([iso(41)], days("bilagor", "Som oktetter"), "a PDF is known by its bytes, not by what it is said to be")
    deliver("bilagor", "a3", "Två brev", "<p>Se bilagor.</p>", [("a.pdf", "application/pdf", late), ("b.pdf", "application/pdf", pdf(*REMISS))])
    tap.equal([iso(30), iso(41)], days("bilagor", "Två brev"), "two papers")
    answer = deliver("bilagor", "a4", "Trasig", "<p>Remiss: svar senast den %s.</p>" % day(50), [
        ("t.pdf", "application/pdf", b"%PDF-1.4 inget mer"), ("tom.pdf", "application/pdf", b""), ("hel.pdf", "application/pdf", late)])
    tap.equal((1, [iso(41), iso(50)]), (answer["new"], days("bilagor", "Trasig")), "a broken and an empty one take nothing away")
    tap.ok("bilagor: paper mid:a4@departement.example/" in daemon.log(), "and are told in the log")
    links = "".join("<h2><a href='https://www.departement.example/%s'>%s</a></h2><p>%s</p>" % (n, n, "Något om detta.") for n in ("Ett", "Annat"))
    deliver("bilagor", "a5", "Sammandrag", links, [("m.pdf", "application/pdf", late)])
    tap.equal([iso(41)], days("bilagor", "Sammandrag"), "what is attached to a digest is the mail's own")
    tap.equal([], days("bilagor", "Ett"), "not that of its parts")


def check_on_trial():
    """feeds check reads the papers, as the round that comes after it does."""
    boxes["bilagor"].deliver(letter("a6", "Ett brev", "<p>Se bilaga.</p>", [("missiv.pdf", "application/pdf", pdf(*REMISS))]))
    for n in range(2):
        seen = daemon.ask("check", feed="bilagor")["check"]
        tap.equal((1, ["item.new"]), (seen["new"], [a["event"] for a in seen["alerts"]]), "on trial %d: a rule concerns what only its paper says" % (n + 1))
    tap.equal([], days("bilagor", "Ett brev"), "nothing of it is kept")
    tap.equal(1, daemon.poll("bilagor")["bilagor"]["alerts"], "the round tells the same")
    daemon.ask("settle")
    tap.equal([iso(30)], days("bilagor", "Ett brev"), "with its day")


def check_not_asked():
    deliver("bara", "b1", "Ny remiss", "<p>Se bilaga.</p>", [("missiv.pdf", "application/pdf", pdf(*REMISS))])
    tap.equal({}, deadlines("bara"), "without read = attachments it is not read")


def check_beside_page():
    page = ("<!DOCTYPE html><html><head><title>Ny taxa</title></head><body><main><h1>Ny taxa</h1><p>Remissen om ny taxa är ute nu."
            " Synpunkter lämnas senast den %s.</p></main></body></html>")
    server.pages["/taxa.html"] = page % day(21)
    deliver("sidor", "c1", "Taxan", "<p>Anmäl dig till samrådet senast den %s.</p><p><a href='%s/taxa.html'>Ny taxa</a></p>" % (day(12), SITE),
            [("missiv.pdf", "application/pdf", pdf(*REMISS))])
    want = [iso(12), iso(21), iso(30)]
    tap.equal(want, days("sidor", "Ny taxa"), "page, mail and paper: what each says is known")
    before = len(recorder.runs())
    daemon.poll("sidor")
    daemon.ask("settle")
    tap.equal((want, before), (days("sidor", "Ny taxa"), len(recorder.runs())), "read again, nothing has changed")
    server.pages["/taxa.html"] = page % day(25)
    daemon.poll("sidor")
    daemon.ask("settle")
    new = [a for a in recorder.runs()[before:] if a["event"] == "deadline.moved"]
    tap.equal(1, len(new), "the page's day moves: told")
    tap.equal([iso(12), iso(25), iso(30)], days("sidor", "Ny taxa"), "the others stay")


daemon.configure({"rules.d/allt.conf": "# allt.conf - of a test\n[rule allt]\nany = remiss*, taxa*\nto = desk\n"})
daemon.start()
for name in boxes:
    boxes[name].deliver(letter("0", "Gammalt", "<p>Välkommen som prenumerant.</p>", []))
daemon.poll()
for check in (check_attached, check_kinds, check_on_trial, check_not_asked, check_beside_page):
    check()
daemon.stop()
server.shutdown()
whole.done()
