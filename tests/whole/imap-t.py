# imap-t.py - IMAP servers that are strange, broken or hostile: a fault of one feed, and nothing is marked
# SPDX-License-Identifier: MIT
import base64
import os
import ssl
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from letters import day, letter  # noqa: E402
from servers import Authority, Proxy, _Listener  # noqa: E402
from whole import tap  # noqa: E402

LETTER = letter(1, "Brev", [("a", "Remiss om vård", "Svar senast den %s." % day(30))]).replace("\n", "\r\n").encode()
OTHER = letter(2, "Brev", [("b", "Remiss om skola", "Svar senast den %s." % day(31))]).replace("\n", "\r\n").encode()
TIME = b'INTERNALDATE "17-Nov-2026 02:44:25 +0100"'


class Server(_Listener):
    """Speaks as much IMAP as is asked of it; the folder's name says what it does wrong."""

    mechanisms, token = b"AUTH=PLAIN", None

    def serve(self, connection, number):
        stream = connection.makefile("rb")
        self.say = connection.sendall
        self.commands = getattr(self, "commands", [])
        self.say(b"* OK [CAPABILITY IMAP4rev1 %s SASL-IR] ready\r\n" % self.mechanisms)
        folder = ""
        while True:
            line = stream.readline(65536).decode("latin-1").rstrip("\r\n")
            if not line:
                return
            tag, _, command = line.partition(" ")
            self.commands.append(command)
            if command.startswith("EXAMINE"):
                folder = command.split('"')[1]
            if not self.answer(connection, tag.encode(), command, folder):
                return

    def answer(self, connection, tag, command, folder):
        say, ok = connection.sendall, tag + b" OK done\r\n"
        word = command.split(" ")[0].upper()
        if word == "CAPABILITY":
            say(b"* CAPABILITY IMAP4rev1 %s SASL-IR\r\n" % self.mechanisms + ok)
        elif word in ("AUTHENTICATE", "LOGIN") and self.token is not None:
            given = base64.b64decode(command.split(" ")[2]) if command.startswith("AUTHENTICATE XOAUTH2 ") else None
            say(ok if given == self.token else tag + b" NO [AUTHENTICATIONFAILED] no\r\n")
        elif word == "EXAMINE":
            return self.examine(say, tag, ok, folder)
        elif command.startswith("UID SEARCH"):
            say(FOUND.get(folder, b"* SEARCH 7\r\n") + ok)
        elif command.startswith("UID FETCH"):
            uid = command.split(" ")[2].encode()
            say(FETCHED.get(folder, plain)(uid) + (tag + b" NO not this one\r\n" if folder == "nej" and uid == b"7" else ok))
        elif word == "LOGOUT":
            say(b"* BYE\r\n" + ok)
            return False
        else:
            say(ok)
        return True

    def examine(self, say, tag, ok, folder):
        if folder == "hang":
            return True
        if folder in BAD:
            say(BAD[folder])
            return folder != "bye"
        say(b"* 1 EXISTS\r\n* OK [UIDVALIDITY 5] ok\r\n* OK [UIDNEXT 8] ok\r\n" if folder != "onumrerad"
            else b"* 1 EXISTS\r\n")
        say(ok)
        return True


class Token(Server):
    """Lets in who has a token (RFC 7628's elder: XOAUTH2)."""
    mechanisms, token = b"AUTH=PLAIN AUTH=XOAUTH2", b"user=bevakning@kommun.example\x01auth=Bearer ya29.nyckel\x01\x01"


class Safe(Server):
    def __init__(self, house, pair):
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(pair)
        super().__init__(house)

    def wrap(self, connection):
        return self.context.wrap_socket(connection, server_side=True)


def literal(uid, body, length=None):
    return b"* 1 FETCH (UID %s %s BODY[]<0> {%d}\r\n%s)\r\n" % (uid, TIME, len(body) if length is None else length, body)


def plain(uid):
    return literal(uid, LETTER if uid == b"7" else OTHER)


BAD = {
    "bye": b"* BYE shutting down\r\n",
    "http": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "lang-rad": b"* " + b"a" * (3 << 20) + b"\r\n",
    "stor": b"* 1 FETCH (BODY[] {99999999999}\r\n",
}
FOUND = {
    "manga": b"* SEARCH" + b"".join(b" %d" % n for n in range(1, 150000)) + b"\r\n",
    "struntprat": b"* SEARCH x 99999999999999999 -1 0 7 \r\n",
    "nej": b"* SEARCH 7 8\r\n",
    "tom": b"",
}
FETCHED = {
    "annans": lambda uid: literal(b"6", LETTER),
    "dubbel": lambda uid: plain(uid) + plain(uid),
    "ingen": lambda uid: b"* 1 FETCH (UID %s BODY[]<0> NIL)\r\n" % uid,
    "flaggor": lambda uid: b"* 2 FETCH (FLAGS (\\Seen))\r\n* 3 EXISTS\r\n" + plain(uid),
    "nej": lambda uid: b"" if uid == b"7" else plain(uid),
    "for-lang": lambda uid: literal(uid, LETTER, 5 << 20),
    "kort": lambda uid: literal(uid, LETTER, 10),
    "tom-brevlada": lambda uid: literal(uid, b""),
    "manga": lambda uid: literal(uid, OTHER),
}
# folder: items at the first reading; None: a fault, and a word of it
CASES = {
    "bra": (1, ""), "tom": (0, ""), "annans": (0, ""), "dubbel": (1, ""), "ingen": (0, ""), "flaggor": (1, ""),
    "nej": (1, ""), "struntprat": (0, ""), "tom-brevlada": (0, ""), "manga": (1, ""),
    "bye": (None, "hung up"), "http": (None, "no IMAP"), "lang-rad": (None, "without an end"), "stor": (None, "bytes"),
    "for-lang": (None, "bytes"), "kort": (None, "no IMAP"), "hang": (None, "within"), "onumrerad": (None, "UIDVALIDITY"),
}
house = whole.House()
server = Server(house)
house.write("credentials/post", "bevakning:hemligt", 0o400)
house.write("credentials/token", "ya29.nyckel", 0o400)
house.write("credentials/gammal", "ya29.gammal", 0o400)
house.write("credentials/ombud", "hus:dörr", 0o400)
root = Authority(house, "Rot")
token, safe = Token(house), Safe(house, root.pair("localhost"))
proxy = Proxy(house, login="hus:dörr", to=("127.0.0.1", safe.port))
MAILBOX = "type = mailbox\nfrom = @departement.example\n"
TOKENS = {
    "nyckel": MAILBOX + "bearer = token\nurl = imap://bevakning%%40kommun.example@127.0.0.1:%d/bra" % token.port,
    "nyckel-gammal": MAILBOX + "bearer = gammal\nurl = imap://bevakning%%40kommun.example@127.0.0.1:%d/bra" % token.port,
    "nyckel-okand": MAILBOX + "bearer = token\nurl = imap://bevakning%%40kommun.example@127.0.0.1:%d/bra" % server.port,
    "ombud": MAILBOX + "login = post\nca = %s\nproxy = %s\nproxy-login = ombud\nurl = imaps://localhost:%d/bra" % (root.file, proxy.url, safe.port),
    "ombud-stangt": MAILBOX + "login = post\nca = %s\nproxy = %s\nurl = imaps://localhost:%d/bra" % (root.file, proxy.url, safe.port),
}
os.environ["CREDENTIALS_DIRECTORY"] = house.path("credentials", "")[:-1]
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, dict(TOKENS, **{
    name: "type = mailbox\nfrom = @departement.example\nlogin = post\nurl = imap://127.0.0.1:%d/%s\n" % (server.port, name)
    for name in CASES}), more="per-host = 8", patience="3 s"))


def check(name, items, word):
    answer = daemon.poll(name)[name]
    count = len(daemon.ask("items", feed=name)["items"])
    if items is None:
        tap.ok(not answer["ok"], "%s: %s" % (name, answer.get("why")))
        tap.has(word, answer.get("why") or "", name + ": which is told")
        tap.equal(0, count, name + ": nothing of it is kept")
    else:
        tap.ok(answer["ok"], "%s: %s" % (name, answer.get("why")))
        tap.equal(items, count, name + ": items")


def check_tokens():
    check("nyckel", 1, "")
    check("nyckel-gammal", None, "refuses the log-in")
    before = len(server.commands)
    check("nyckel-okand", None, "")
    told = [c for c in server.commands[before:] if "LOGIN" in c.upper() or "AUTHENTICATE" in c.upper()]
    tap.equal([], told, "a server that takes no tokens is not told any, nor asked for a password")


def check_proxy():
    check("ombud", 1, "")
    tap.equal("CONNECT localhost:%d" % safe.port, proxy.requests[-1].path, "by way of the proxy, which is shown its own log-in")
    check("ombud-stangt", None, "")
    tap.ok(not any("secret" in r.path for r in proxy.requests) and len(server.requests) == 0, "and nobody else is asked")


daemon.start()
check_tokens()
check_proxy()
for name, (items, word) in CASES.items():
    check(name, items, word)
tap.equal(set(), {c.split(" ")[0] for c in server.commands}
          - {"CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID", "LOGOUT", "LIST"}, "nothing is asked that could change a mail")
tap.equal([], [c for c in server.commands if "BODY[" in c], "and no body without PEEK")
tap.ok("hemligt" not in daemon.log() and "anna.hemlig" not in daemon.log(), "the log tells neither password nor mail")
whole.done()
