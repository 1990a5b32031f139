# mail-t.py - notify-mail against a real SMTP server and scripted bad ones
# SPDX-License-Identifier: MIT
import email
import email.header
import email.policy
import email.utils
import html.parser
import os
import random
import re
import ssl
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import Scripted, alert, digest, folder, make_certificates, run  # noqa
from tap import diag, done_testing, equal, has, ok, skip_all  # noqa

try:
    import icalendar
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:
    skip_all("python3-aiosmtpd or python3-icalendar is not installed")

TMP = folder()
make_certificates(TMP)
FROM = {"from": "Bevakning Ö <bevakning@example.org>"}


def parse(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def content(raw):
    """The text; a whole mail has it first."""
    return parse(raw).get_body(("plain",)).get_content().replace(
        "\r\n", "\n")


def printed(**members):
    """What would be sent, by -n."""
    ran = run("notify-mail", alert(FROM, **members), "-n")
    return ran.output if ran.status == 0 else b""


# The mail itself

def check_headers():
    """Complaint 32: what mail filters can sort by."""
    raw = printed()
    m = parse(raw)
    equal("Remiss: svara senast 30 november 2026", m["Subject"], "Subject")
    equal("Bevakning Ö", m["From"].addresses[0].display_name, "From, name")
    equal("bevakning@example.org", m["From"].addresses[0].addr_spec,
          "From, address")
    equal("vard@example.org", str(m["To"]), "To")
    equal("<A17.P99.1795334400@example.org>", m["Message-ID"], "Message-ID of parcel")
    equal("<I42.vard@example.org>", m["In-Reply-To"], "the thread")
    equal(m["In-Reply-To"], m["References"], "the thread again")
    equal("Remisser inom vården <remiss-vard.bevakad.example.org>",
          str(email.header.make_header(
              email.header.decode_header(m["List-Id"]))), "List-Id by rule")
    equal("<mailto:bevakning@example.org?subject=avsluta>",
          m["List-Unsubscribe"], "List-Unsubscribe")
    equal("auto-generated", m["Auto-Submitted"], "RFC 3834")
    equal("list", m["Precedence"], "Precedence, never bulk")
    equal("A17", m["X-Bevakad-Alert"], "alert")
    equal("remiss-vard, allt", m["X-Bevakad-Rule"], "rules")
    equal("vgr-press", m["X-Bevakad-Feed"], "feed")
    equal("high", m["Importance"], "priority")
    equal("sv", m["Content-Language"], "language")
    equal("multipart/alternative", m.get_content_type(), "two parts")
    equal(["text/plain", "text/html"],
          [p.get_content_type() for p in m.iter_parts()], "the text first")
    equal({"utf-8"}, {p.get_content_charset() for p in m.iter_parts()},
          "in UTF-8")
    sent = email.utils.parsedate_to_datetime(m["Date"])
    ok(abs(sent.timestamp() - time.time()) < 60, "Date is now")
    ok(sent.utcoffset().total_seconds() in (3600, 7200), "in the zone")
    equal(alert()["text"], content(raw), "the text, whole")


def check_matter():
    m = parse(printed(matter="M3"))
    equal("<I42.vard@example.org>", m["In-Reply-To"], "the item's thread")
    equal("<M3.vard@example.org> <I42.vard@example.org>",
          " ".join(m["References"].split()), "below its matter")
    m = parse(printed(matter="M3", thread=None))
    equal("<M3.vard@example.org>", m["References"], "the matter alone")
    raw = printed(matter="M3", receiver={"name": "å" * 90, "mail": ["a@b.se"]})
    ok("M3" in parse(raw)["References"], "a long name")
    equal(65, run("notify-mail", alert(FROM, matter="a\r\nb"), "-n").status,
          "a matter that is no id")


def complaint_32_no_way_to_sort_by_mail_filters():
    vard, allt = {"name": "remiss-vard", "title": "Vård"}, {"name": "allt", "title": "Allt"}
    lists, feeds = [], []
    for name, rules in (("ett", [vard, allt]), ("två-ö", [vard]), ("tre", [allt])):
        m = parse(printed(alert="A%d" % (50 + len(lists)), event="deadline.due", rules=rules,
                          feed={"name": name, "title": "Ny\r\nX-Bevakad-Rule: falsk"}))
        lists.append(m["List-Id"].split("<")[-1])
        feeds.append(m.get_all("X-Bevakad-Feed"))
        equal([", ".join(r["name"] for r in rules)], m.get_all("X-Bevakad-Rule"), "32: the rules, and no other's words")
        equal("A%d" % (49 + len(lists)), m["X-Bevakad-Alert"], "32: the alert")
    equal(["remiss-vard.bevakad.example.org>"] * 2 + ["allt.bevakad.example.org>"], lists,
          "32: the List-Id is the rule's, whatever the alert and the feed")
    equal(1, len(set(map(len, feeds))), "32: the feed, once")
    m = parse(printed(**digest()))
    equal(("<morgon.digest.bevakad.example.org>", "digest"), (m["List-Id"], m["X-Bevakad-Event"]),
          "32: a digest is told from the rest by both")


def check_digest():
    m = parse(printed(**digest()))
    equal("<morgon.digest.bevakad.example.org>", m["List-Id"], "a digest is a list of its own")
    equal("digest", m["X-Bevakad-Event"], "and has a mark of its own")
    equal("Sammandrag: 2 tidsfrister (närmast 30 november 2026), 1 ny", m["Subject"], "its subject")
    equal(None, m["References"], "it belongs to no thread")
    has("- Remiss 0 & <b>", m.get_body(("plain",)).get_content(), "its text")
    m = parse(printed(**digest(name=None)))
    equal("<digest.bevakad.example.org>", m["List-Id"], "what was gathered, too")


def check_absent():
    m = parse(printed(thread=None, rules=None, feed=None, priority="low",
                      text=None))
    equal(None, m["References"], "no thread, no References")
    equal("<bevakad.example.org>", m["List-Id"], "no rule: the list alone")
    equal(None, m["X-Bevakad-Rule"], "no rule, no field")
    equal("low", m["Importance"], "low")
    has("https://www.example.org/remiss?id=42", m.get_body(("plain",)).get_content(),
        "no text: title and link instead")


def form_faults(raw):
    """What RFC 5322 and 2047 forbid in the bytes."""
    faults = []
    head, _, body = raw.partition(b"\r\n\r\n")
    for line in raw.split(b"\r\n"):
        if b"\r" in line or b"\n" in line:
            faults.append(("bare line end", line))
        if len(line) > 76:
            faults.append(("long line", line))
        if any(c > 126 or (c < 32 and c != 9) for c in line):
            faults.append(("byte", line))
    for word in re.findall(rb"=\?UTF-8\?Q\?(.*?)\?=", head):
        if len(word) + 12 > 75:
            faults.append(("long word", word))
        try:
            email.header.decode_header(
                "=?UTF-8?Q?%s?=" % word.decode())[0][0].decode("utf-8")
        except UnicodeDecodeError:
            faults.append(("split character", word))
    return faults


def one_line(text):
    """The reference: what a title becomes."""
    text = re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    text = re.sub("[\x00-\x1f\x7f-\x9f\\s]+", " ", text).strip()
    return text if len(text) <= 250 else text[:249] + "…"


TITLES = [
    "Åäö", "Remiss – nära vård i Västra Götaland",
    "x" * 76, "x" * 500, "å" * 300, "😀" * 60, "a=?UTF-8?Q?b?=",
    "ett två\r\nBcc: offer@example.org", "\x00\x1b[31mröd\x07",
    "\u202egnp.exe", "  mellan   slag\t", "e\u0301" * 90, "?=_ =20",
    "Ärende: " + "beslut om avtal " * 12, "\u2028rad\u2029ny\x85rad",
    "Kallelse till sammanträde med regionstyrelsen den 30 november 2026",
]


def check_subjects():
    chance = random.Random(17)
    letters = "abc  åäöÅÄÖ–é😀\u0301漢=?_\r\n\t\x01<>@\",.:\\"
    titles = TITLES + ["x" + "".join(chance.choices(letters, k=n)) + "y"
                       for n in range(1, 260, 5)]
    for title in titles:
        title = title.replace("\x00", "")
        raw = printed(title=title)
        faults = form_faults(raw)
        message = email.message_from_bytes(raw)
        seen = str(email.header.make_header(email.header.decode_header(
            re.sub(r"\r\n ", " ", message["Subject"] or ""))))
        if not ok(seen == one_line(title) and not faults and
                  message["Bcc"] is None and len(message.items()) == 20,
                  "Subject %.40s" % ascii(title)):
            diag("wanted %r\nseen %r\n%r\n%r" % (
                one_line(title), seen, faults, message.items()))


def check_bodies():
    texts = ["", "a", "a\n", "rad \nrad\t\n \n", "." * 200 + "\n.\n..\n",
             "From mig\n>From\nFrom: x\n", "å" * 2000, "=" * 100,
             "a\r\nb\rc\n", "x " * 400, "😀" * 50 + "\n", "\n\n\n",
             "\x1b[31mröd\x07\ttab", "https://example.org/?a=b&c=" + "d" * 900]
    for text in texts:
        raw = printed(text="x" + text)
        wanted = "x" + text.replace("\r\n", "\n").replace("\r", "\n")
        wanted = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", wanted)
        wanted += "" if wanted.endswith("\n") else "\n"
        faults = form_faults(raw)
        if not ok(content(raw) == wanted and not faults,
                  "body %.30s" % ascii(text)):
            diag("%r\n%r" % (content(raw)[:500], faults))
    raw = printed(text="å" * 400000)
    text = content(raw)
    ok(text.endswith("å\n[Texten är avkortad här.]\n"), "cut, and said so")
    ok(250000 < len(text.encode()) < 263000 and len(raw) < 2 << 20,
       "at its ceiling")
    ok("\ufffd" not in text, "at a character")


class Page(html.parser.HTMLParser):
    """What is in a page, and whether its tags fit together."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.text = [], [], [], []
        self.feed(text)
        self.close()
        ok(not self.open, "every tag is closed")

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        if tag == "html":
            self.language = dict(attributes).get("lang")

    def handle_endtag(self, tag):
        equal(tag, self.open.pop() if self.open else None, "closed: " + tag)

    def handle_data(self, data):
        if "title" not in self.open:
            self.text.append(data)


def page(**members):
    return Page(parse(printed(**members)).get_body(("html",)).get_content())


def words(text):
    return re.sub(r"^- |\n- ", " ", text).split()


def check_html():
    text = ("Ny remiss:\n\"Svara <b>senast</b> & i tid\"\n\n"
            "- ett, se https://a.example/x?a=1&b=\"2 och\n"
            "  mer om ett\n- två (http://b.example/y).\n\nhttp:// https://c.example/å\n")
    m = page(title="<script>å</script> & \"x\"", text=text)
    equal("sv", m.language, "the language of the page")
    equal(words("<script>å</script> & \"x\"\n" + text.replace("\n- ", "\n")),
          words("".join(m.text)), "it says what the text says")
    equal(["https://a.example/x?a=1&b=", "http://b.example/y",
           "https://c.example/å"], m.links, "links, without their marks")
    equal({"html", "head", "meta", "title", "body", "h1", "p", "br", "ul",
           "li", "a"}, set(m.tags), "nothing else: no image, style, script")
    equal(1, m.tags.count("h1"), "one heading")
    equal(2, m.tags.count("li"), "two points")
    equal("en", page(language="en").language, "English")
    ran = run("notify-mail", alert({**FROM, "html": "no"}), "-n")
    equal("text/plain", parse(ran.output).get_content_type(), "html = no")
    for odd in ("", "\n\n- a\n\n\n- b", "- a\nb\n- c", "a" * 90000,
                "\n", "- ", "<" * 3000):
        page(text=odd)


DEADLINE = {"id": "D7", "kind": "remiss", "label": "svar på remiss",
            "start": "2026-11-30", "end": "2026-11-30", "uid": "D7.17@bevakad",
            "sequence": 3, "evidence": "Svara senast den 30 november, åäö; x"}


def calendar(*deadlines, **members):
    ran = run("notify-mail", alert(
        {**FROM, "calendar": "yes"}, deadlines=list(deadlines),
        item={"id": "I4", "title": "Remiss; nära, vård"}, **members), "-n")
    equal(0, ran.status, "a mail with a calendar")
    m = parse(ran.output)
    equal([], form_faults(ran.output), "its bytes")
    equal(alert()["text"], content(ran.output), "its text")
    parts = [p for p in m.walk() if p.get_content_type() == "text/calendar"]
    if not parts:
        return None, []
    equal("PUBLISH", parts[0].get_param("method"), "method of the part")
    one = icalendar.Calendar.from_ical(parts[0].get_content())
    return one, list(one.walk("VEVENT"))


def check_calendar():
    one, events = calendar(DEADLINE)
    equal("PUBLISH", str(one["METHOD"]), "METHOD")
    equal(("D7.17@bevakad", 3, "CONFIRMED",
           "svar på remiss: Remiss; nära, vård"),
          tuple(type(d)(events[0][k]) for k, d in (
              ("UID", ""), ("SEQUENCE", 0), ("STATUS", ""), ("SUMMARY", ""))),
          "the event")
    equal(("2026-11-30", "2026-12-01"), tuple(
        str(events[0][k].dt) for k in ("DTSTART", "DTEND")), "a whole day")
    has("den 30 november, åäö; x", str(events[0]["DESCRIPTION"]), "evidence")
    equal(alert()["link"], str(events[0]["URL"]), "and link")
    _, events = calendar({**DEADLINE, "assumed_year": True})
    equal("TENTATIVE", str(events[0]["STATUS"]), "an assumed year")
    _, events = calendar(DEADLINE, event="deadline.withdrawn")
    equal("CANCELLED", str(events[0]["STATUS"]), "withdrawn")
    equal([], calendar()[1], "no deadline, no calendar")
    bare = {k: v for k, v in DEADLINE.items() if k != "uid"}
    equal([], calendar(bare)[1], "nor without a uid")
    _, events = calendar(*[{**DEADLINE, "uid": "D%d@x" % n}
                           for n in range(70)])
    equal(50, len(events), "fifty at the most")
    equal(None, calendar({**DEADLINE, "end": "fel"})[0], "no such day")


SENDMAIL = """#!/bin/sh
# sendmail - of a test
printf '%%s\\n' "$@" >%(folder)s/arguments
cat >%(folder)s/mail
%(end)s
"""


def sendmail(end, **options):
    path = os.path.join(TMP, "sendmail")
    with open(path, "w") as file:
        file.write(SENDMAIL % {"folder": TMP, "end": end})
    os.chmod(path, 0o755)
    return run("notify-mail", alert(
        {**FROM, "sendmail": path, **options},
        receiver={"name": "r", "mail": ["a@b.se", "-x@b.se"]}))


def check_sendmail():
    ran = sendmail("echo queued as 17; exit 0")
    equal(0, ran.status, "sendmail takes it")
    has("queued as 17", ran.last, "and what it said")
    with open(os.path.join(TMP, "arguments")) as file:
        equal(["-i", "-f", "bevakning@example.org", "--", "a@b.se",
               "-x@b.se"], file.read().split("\n")[:-1], "how it is called")
    with open(os.path.join(TMP, "mail"), "rb") as file:
        mail = file.read()
    ok(b"\r" not in mail, "lines end as such programs want it")
    equal(alert()["text"], content(mail), "the mail, whole")
    for end, status in (("exit 75", 75), ("exit 67", 65), ("exit 65", 65),
                        ("exit 64", 78), ("exit 78", 78), ("exit 1", 75),
                        ("kill -9 $$", 75), ("exec sleep 60", 75)):
        ran = sendmail("echo såhär >&2; " + end, seconds="3")
        equal(status, ran.status, "sendmail: " + end)
        if end.startswith("exit"):
            has("såhär", ran.last, "says why")
    for options in ({"sendmail": "sendmail"},
                    {"sendmail": "/bin/x", "smtp": "smtp://localhost"}):
        ran = run("notify-mail", alert({**FROM, **options}))
        equal(78, ran.status, "settings: %s" % ran.last)
    ran = run("notify-mail", alert({**FROM, "sendmail": "/nonexistent"}))
    equal(75, ran.status, "it is not there (yet): " + ran.last)


def check_odd_names():
    m = parse(printed(receiver={"name": "vård & omsorg",
                                "mail": ["a@b.se"]},
                      rules=[{"name": "å ä\r\nX-Evil: 1", "title": "a\"b\\"}]))
    equal("<I42.v=C3=A5rd=20=26=20omsorg@example.org>", m["References"],
          "a receiver's name that is no atom")
    equal(None, m["X-Evil"], "no field out of a rule's name")
    ok(m["List-Id"].endswith(".bevakad.example.org>"), "List-Id all the same")


GOOD = ["a@b.se", "a.b+c@d-e.example.org", "!#$%&'*+-/=?^_`{|}~@x.se",
        "root@localhost", "a" * 64 + "@b.se", "x@xn--smrgs-pra0j.se"]
BAD = ["", "a", "@b.se", "a@", "a@b@c.se", ".a@b.se", "a.@b.se", "a..b@c.se",
       "a@b..se", "a@-b.se", "a@b-.se", "a@b.se\r\nDATA", "a b@c.se",
       "å@b.se", "a@å.se", "<a@b.se>", '"a b"@c.se', "a@[127.0.0.1]",
       "a" * 65 + "@b.se", "a@" + "b" * 64 + ".se", "a@b.se,c@d.se",
       "a@" + ".".join(["b" * 60] * 5), "a@b\x01"]


def check_addresses():
    for address in GOOD:
        m = parse(printed(receiver={"name": "r", "mail": [address]}))
        ok(address in str(m["To"]), "good: %.40s" % ascii(address))
    for address in BAD:
        ran = run("notify-mail", alert(
            FROM, receiver={"name": "r", "mail": [address]}), "-n")
        ok(ran.status == 65 and "not a mail address" in ran.last,
           "bad: %.40s" % ascii(address))
    ran = run("notify-mail", alert(FROM, receiver={"name": "r"}), "-n")
    equal(65, ran.status, "no address at all")


def check_input():
    for what, sentence in [
            (b"", "nothing"), (b"{", "half an object"), (b"[]", "a list"),
            (b"\xff", "no UTF-8"), (b'{"id":"\\u0000"}', "a NUL"),
            (b'"' + b"x" * (5 << 20) + b'"', "too much"),
            (b"[" * 100000, "deep")]:
        equal(65, run("notify-mail", what).status, "input: " + sentence)
    for members in ({"id": None}, {"id": "a b"}, {"id": "x\r\nBcc: y"},
                    {"id": "a..b"}, {"id": ".a"}, {"id": "a."}, {"parcel": "P 9"},
                    {"alert": "<"}, {"thread": "a>"}, {"id": "x" * 129},
                    {"version": 2}, {"id": 7}):
        ran = run("notify-mail", alert(FROM, **members), "-n")
        equal(65, ran.status, "refused: %r" % (members,))


# The server

class Handler:
    """Keeps what came; answers are set by the test."""

    def __init__(self):
        self.mails = []
        self.recipients = {}
        self.data = "250 2.0.0 Ok: queued as 4F"
        self.mail = None

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mail:
            return self.mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.recipients.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("2"):
            self.mails.append((envelope.mail_from, list(envelope.rcpt_tos),
                               envelope.original_content, session))
        return self.data


class Anywhere(Controller):
    """On a port that the system gives."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def start(**options):
    handler = Handler()
    controller = Anywhere(handler, hostname="127.0.0.1", port=0,
                            ready_timeout=20, **options)
    controller.start()
    return handler, controller, controller.port


def tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(TMP, "server.pem"),
                            os.path.join(TMP, "server.key"))
    return context


def send(port, host="127.0.0.1", members=None, credentials=None, **options):
    settings = {"smtp": "smtp://%s:%d" % (host, port), **FROM,
                **{k.replace("_", "-"): v for k, v in options.items()}}
    return run("notify-mail", alert(settings, **(members or {})),
               credentials=credentials)


def check_plain():
    handler, controller, port = start()
    ran = send(port)
    equal(0, ran.status, "delivered")
    equal("250 2.0.0 Ok: queued as 4F", ran.last, "the server's last reply")
    sender, to, mail, _ = handler.mails.pop()
    equal("bevakning@example.org", sender, "envelope from")
    equal(["vard@example.org"], to, "envelope to")
    equal(alert()["text"], content(mail), "came whole")
    send(port)
    equal(parse(mail)["Message-ID"],
          parse(handler.mails.pop()[2])["Message-ID"], "same id again")
    dots = ".\n..\n.x\nslut\n"
    send(port, members={"text": dots})
    equal(dots, content(handler.mails.pop()[2]), "dots")
    for answer, status in (("450 4.7.1 Greylisted", 75),
                           ("552 5.3.4 Too big", 65)):
        handler.data = answer
        ran = send(port)
        equal(status, ran.status, "DATA: " + answer)
        equal("DATA: " + answer, ran.last, "and its line")
    handler.data = "250 OK"
    for answer, status in (("421 4.3.2 Closing", 75), ("530 5.7.0 No", 65)):
        handler.mail = answer
        ran = send(port)
        equal(status, ran.status, "MAIL: " + answer)
        equal("MAIL: " + answer, ran.last, "and its line")
    handler.mail = None
    check_recipients(handler, port)
    controller.stop()


def check_recipients(handler, port):
    three = {"receiver": {"name": "r", "mail": [
        "a@example.org", "b@example.org", "c@example.org"]}}
    for answers, status, last, taken in (
            ({}, 0, "250 OK", 3),
            ({"b@example.org": "550 5.1.1 No such user"}, 65,
             "sent to 2 of 3; b@example.org: 550 5.1.1 No such user", 2),
            ({"b@example.org": "550 No", "c@example.org": "451 Wait"}, 75,
             "sent to 1 of 3; b@example.org: 550 No", 1),
            ({"a@example.org": "550 No", "b@example.org": "550 No",
              "c@example.org": "550 No"}, 65, "a@example.org: 550 No", 0),
            ({"a@example.org": "450 Wait", "b@example.org": "550 No",
              "c@example.org": "550 No"}, 75, "a@example.org: 450 Wait", 0)):
        handler.recipients = answers
        handler.mails.clear()
        ran = send(port, members=three)
        equal((status, last), (ran.status, ran.last),
              "recipients %r" % (sorted(answers.values()),))
        equal(taken, len(handler.mails[0][1]) if handler.mails else 0,
              "taken by %d" % taken)
    handler.recipients = {}
    ran = send(port, members={"receiver": {"name": "r", "mail": [
        "a@example.org", "b c"]}})
    equal((65, "sent to 1 of 2; not a mail address: 'b c'"),
          (ran.status, ran.last), "one that is no address")


def credential(name, text):
    path = os.path.join(TMP, "credentials")
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, name), "w") as file:
        file.write(text)
    return path


def check_tls():
    ca = os.path.join(TMP, "ca.pem")
    handler, controller, port = start(tls_context=tls_context(),
                                      require_starttls=True)
    ran = send(port, tls="required", ca=ca)
    equal((0, True), (ran.status, handler.mails[-1][3].ssl is not None),
          "STARTTLS")
    equal(0, send(port, tls="try", ca=ca).status, "STARTTLS, tried")
    ran = send(port, tls="required", ca=os.path.join(TMP, "other.pem"))
    equal(75, ran.status, "an authority that is not trusted: later")
    has("ertificate", ran.last, "and said so")
    equal(65, send(port, tls="none").status, "the server wants it: 530")
    equal(78, send(port, tls="required", ca="/nonexistent").status,
          "no file of authorities")
    controller.stop()
    handler, controller, port = start()
    ran = send(port, tls="required", ca=ca)
    equal((75, 0), (ran.status, len(handler.mails)),
          "no STARTTLS there: no mail")
    equal(0, send(port, tls="try", ca=ca).status, "tried in vain: plain")
    controller.stop()
    handler, controller, port = start(ssl_context=tls_context())
    ran = send(port, smtp="smtps://localhost:%d" % port, ca=ca)
    equal(0, ran.status, "smtps")
    controller.stop()


def check_authentication():
    def authenticate(server, session, envelope, mechanism, data):
        return AuthResult(handled=False, success=data.login == b"bevakad" and
                          data.password == "hemligt å".encode())
    handler, controller, port = start(
        tls_context=tls_context(), auth_required=True,
        authenticator=authenticate)
    both = {"tls": "required", "ca": os.path.join(TMP, "ca.pem"),
            "user": "bevakad", "credential": "mail-password"}
    folder_of = credential("mail-password", "hemligt å\n")
    equal(0, send(port, credentials=folder_of, **both).status, "logged in")
    credential("mail-password", "fel")
    ran = send(port, credentials=folder_of, **both)
    equal(65, ran.status, "wrong password")
    has("AUTH: 535", ran.last, "and its line")
    ok("fel" not in ran.last and "ZmVs" not in ran.last, "without the secret")
    equal(78, send(port, **both).status, "no credentials from systemd")
    for name in ("../mail-password", "none", ".", "/etc/passwd"):
        equal(78, send(port, credentials=folder_of,
                       **dict(both, credential=name)).status,
              "credential " + name)
    controller.stop()


def check_settings():
    for options, part in (
            ({"smtp": ""}, "option smtp"), ({"smtp": "relay"}, "option smtp"),
            ({"smtp": "http://x"}, "option smtp"),
            ({"smtp": "smtp://u:p@x"}, "holds a user"),
            ({"tls": "maybe"}, "option tls"), ({"user": "x"}, "together"),
            ({"smtp": "smtp://relay.invalid", "user": "x", "credential": "y",
              "tls": "none"}, "in the clear"),
            ({"smtp": "smtp://127.0.0.1.example.invalid", "user": "x",
              "credential": "y", "tls": "try"}, "in the clear"),
            ({"from": "nobody"}, "option from"), ({"from": ""}, "option from"),
            ({"from": "a@b.se\r\nBcc: x@y.se"}, "option from"),
            ({"list_id": "a b"}, "list-id"),
            ({"unsubscribe": "javascript:x"}, "unsubscribe"),
            ({"unsubscribe": "mailto:a@b.se>\r\nBcc: x"}, "unsubscribe")):
        ran = send(1, **options)
        equal(78, ran.status, "settings: %r" % (options,))
        has(part, ran.last, "and said so")


# Servers that misbehave

def reply(connection, *lines):
    connection.sendall("".join(line + "\r\n" for line in lines).encode())


def dialogue(connection, stop=None, quit=True):
    """Plays a good server up to the command stop."""
    file = connection.makefile("rb")
    reply(connection, "220 test")
    for line in file:
        word = line.split()[0].upper().decode() if line.split() else ""
        if word == stop:
            return
        if word == "QUIT":
            if quit:
                reply(connection, "221 bye")
                return
            continue
        if word == "DATA":
            reply(connection, "354 go")
            while file.readline() not in (b".\r\n", b""):
                pass
            if stop == ".":
                return
        reply(connection, "250 2.0.0 OK")


def check_bad_servers():
    for stop in ("EHLO", "MAIL", "RCPT", "DATA", "."):
        server = Scripted(lambda c, s=stop: dialogue(c, s))
        ran = send(server.port)
        equal(75, ran.status, "hangs up at " + stop)
        ok(ran.last != "", "and why: " + ran.last)
    server = Scripted(lambda c: c.recv(1))
    began = time.monotonic()
    ran = send(server.port, seconds="2")
    equal(75, ran.status, "a greeting that does not come")
    ok(time.monotonic() - began < 8, "given up in time")
    server = Scripted(lambda c: dialogue(c, quit=False))
    began = time.monotonic()
    ran = send(server.port)
    equal((0, "250 2.0.0 OK"), (ran.status, ran.last),
          "a server that does not say goodbye")
    ok(time.monotonic() - began < 10, "is not waited for")
    server = Scripted(lambda c: (
        reply(c, "220 test"), c.recv(500), reply(c, "250 OK"), c.recv(500),
        reply(c, "550 5.7.1 Not you"), c.recv(500), c.recv(500)))
    began = time.monotonic()
    ran = send(server.port)
    equal((65, "MAIL: 550 5.7.1 Not you"), (ran.status, ran.last),
          "nor when it refused")
    ok(time.monotonic() - began < 10, "is it waited for")
    for greeting, status in (("554 5.7.1 go away", 65), ("421 busy", 75),
                             ("550-a\r\n550 \x1b[2Jb\xe5", 65)):
        server = Scripted(lambda c, g=greeting: (
            c.sendall(g.encode("latin-1") + b"\r\n"), c.recv(100)))
        ran = send(server.port)
        equal(status, ran.status, "greeting %r" % greeting)
        ok(ran.last.startswith("greeting: " + greeting[:3]) and
           ran.last.isprintable(), "its line is clean: " + ran.last)
    server = Scripted(lambda c: (c.sendall(b"450 4.7.1 spam: Remiss retry-after=86400\r\n"), c.recv(100)))
    ran = send(server.port)
    equal((75, False), (ran.status, "retry-after=" in ran.last), "a title that is quoted gives no rest: " + ran.last)
    server = Scripted(lambda c: c.sendall(b"x" * 100000))
    equal(75, send(server.port).status, "no SMTP at all")
    server.socket.close()
    equal(75, send(server.port, seconds="20").status, "nobody listens")
    equal(75, send(25, host="no-such-host.invalid").status, "no such host")


check_headers()
complaint_32_no_way_to_sort_by_mail_filters()
check_digest()
check_absent()
check_matter()
check_subjects()
check_bodies()
check_html()
check_calendar()
check_sendmail()
check_odd_names()
check_addresses()
check_input()
check_plain()
check_tls()
check_authentication()
check_settings()
check_bad_servers()
done_testing()
