# webhook-t.py - notify-webhook against an HTTP server that says what we want
# SPDX-License-Identifier: MIT
import base64
import email.utils
import hashlib
import hmac
import http.server
import json
import os
import random
import socket
import ssl
import sys
import threading
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey)
from cryptography.hazmat.primitives.serialization import (
    Encoding, NoEncryption, PrivateFormat, PublicFormat)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import Scripted, alert, digest, folder, make_certificates, run  # noqa
from tap import done_testing, equal, has, ok  # noqa

TMP = folder()
CREDENTIALS = os.path.join(TMP, "credentials")
os.makedirs(CREDENTIALS)
KEYS = [bytes(range(n, n + 32)) for n in (1, 101)]


def secret(key):
    return "whsec_" + base64.b64encode(key).decode()


def credential(name, text):
    with open(os.path.join(CREDENTIALS, name), "w") as file:
        file.write(text)
    return name


class Hook(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answer = (204, {}, b"")
    seen = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Hook.seen.append((self.path, self.headers, body))
        status, headers, text = Hook.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text if status != 204 else b"")

    def do_GET(self):
        Hook.seen.append((self.path, self.headers, b"GET"))
        self.send_error(500)

    def log_message(self, *arguments):
        pass


def serve(context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.handle_error = lambda *arguments: None
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


PORT = serve()
LOCAL = "http://127.0.0.1:%d/hook" % PORT


def post(url=LOCAL, members=None, **options):
    settings = {"url": url, "allow-private": "yes",
                **{k.replace("_", "-"): v for k, v in options.items()}}
    return run("notify-webhook", alert(settings, **(members or {})),
               credentials=CREDENTIALS)


def answered(status, headers=None, text=b"", **options):
    Hook.answer = (status, headers or {}, text)
    ran = post(**options)
    Hook.answer = (204, {}, b"")
    return ran


def verified(headers, body, key):
    content = b"%s.%s.%s" % (headers["webhook-id"].encode(),
                             headers["webhook-timestamp"].encode(), body)
    wanted = "v1," + base64.b64encode(
        hmac.new(key, content, hashlib.sha256).digest()).decode()
    return wanted in headers["webhook-signature"].split(" ")


def check_request():
    ran = post(credential=credential("key", secret(KEYS[0]) + "\n"))
    equal((0, "204 "), (ran.status, ran.last + " "), "delivered")
    path, headers, body = Hook.seen.pop()
    equal("/hook", path, "path")
    equal("A17-P99-1795334400", headers["webhook-id"],
          "webhook-id is the parcel's, its dots as hyphens")
    ok(abs(int(headers["webhook-timestamp"]) - time.time()) < 60, "now")
    equal("application/json", headers["Content-Type"], "Content-Type")
    ok(headers["User-Agent"].startswith("bevakad/"), "User-Agent")
    ok(verified(headers, body, KEYS[0]), "signature")
    ok(not verified(headers, body + b" ", KEYS[0]), "of this body alone")
    seen, wanted = json.loads(body), alert()
    wanted.pop("options")
    wanted["receiver"] = {"name": "vard", "title": "Vårdsekretariatet"}
    wanted["type"] = wanted["event"]
    wanted["timestamp"] = wanted["created"]
    equal(wanted, seen, "the alert, without options and addresses")
    ok(b"vard@example.org" not in body and b"anna" not in body, "nowhere")


def check_rotation():
    both = "# gammal\n%s\n\n%s\r\n" % (secret(KEYS[0]), secret(KEYS[1]))
    ran = post(credential=credential("both", both))
    _, headers, body = Hook.seen.pop()
    equal(0, ran.status, "two secrets")
    equal(2, len(headers["webhook-signature"].split(" ")), "two signatures")
    ok(all(verified(headers, body, key) for key in KEYS), "both right")
    equal(0, post().status, "no credential")
    equal(None, Hook.seen.pop()[1]["webhook-signature"], "no signature")
    for size in (24, 25, 26, 64):
        key = os.urandom(size)
        post(credential=credential("size", secret(key)))
        _, headers, body = Hook.seen.pop()
        ok(verified(headers, body, key), "a secret of %d bytes" % size)
    for text in ("", "\n", "whsec_", "hemligt", secret(b"x" * 23),
                 secret(b"x" * 65), "whsec_åäöå", "whsec_====",
                 "whsec_" + "A" * 33, "whsk_" + "A" * 40, "whsec_" + "A" * 9999,
                 "\n".join([secret(KEYS[0])] * 9),
                 secret(KEYS[0]) + "\nfel"):
        ran = post(credential=credential("bad", text))
        equal(78, ran.status, "secret refused: %.20s" % ascii(text))
        ok(len(text) < 7 or text not in ran.last, "and not told")
    equal(78, post(credential="missing").status, "no such credential")
    equal([], Hook.seen, "nothing was sent")


def check_private_keys():
    key = Ed25519PrivateKey.generate()
    raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    for text in (raw, raw + public):
        both = "whsk_%s\n%s\n" % (base64.b64encode(text).decode(),
                                  secret(KEYS[0]))
        equal(0, post(credential=credential("ed", both)).status, "ed25519")
        _, headers, body = Hook.seen.pop()
        one, two = headers["webhook-signature"].split(" ")
        key.public_key().verify(
            base64.b64decode(one.removeprefix("v1a,")), b"%s.%s.%s" % (
                headers["webhook-id"].encode(),
                headers["webhook-timestamp"].encode(), body))
        ok(one.startswith("v1a,"), "v1a, verified with %d bytes" % len(text))
        ok(two.startswith("v1,") and verified(headers, body, KEYS[0]),
           "and v1 beside it")


def check_answers():
    for status in (200, 201, 202, 204):
        equal(0, answered(status).status, "%d is delivered" % status)
    for status in (408, 425, 429, 500, 502, 503, 504):
        ran = answered(status)
        equal(75, ran.status, "%d is later" % status)
        ok("retry-after" not in ran.last, "no Retry-After, no word of it")
    equal((69, "410 borta"),
          (lambda ran: (ran.status, ran.last))(answered(410, text=b"borta")),
          "410: nothing is taken there any more")
    for status in (400, 401, 403, 404, 405, 409, 413, 422):
        ran = answered(status, text=b'{"error": "f\xc3\xb6r stor"}\n')
        equal(65, ran.status, "%d is never" % status)
        equal('%d {"error": "för stor"}' % status, ran.last, "and why")
    equal("429 retry-after=120 lugn",
          answered(429, {"Retry-After": "120"}, b"lugn").last, "seconds")
    date = email.utils.formatdate(time.time() + 600, usegmt=True)
    last = answered(503, {"Retry-After": date}).last
    seconds = int(last.partition("retry-after=")[2] or 0)
    ok(590 <= seconds <= 600, "a date: %d" % seconds)
    has("retry-after=604800", answered(429, {"Retry-After": "99999999"}).last,
        "a week at the most")
    for value in ("-5", "soon", ""):
        ok("retry-after" not in answered(429, {"Retry-After": value}).last,
           "Retry-After %r" % value)
    for text in (b"retry-after=86400", b"kl\xc3\xa4mt: x retry-after=9 retry-after=9"):
        ok("retry-after=" not in answered(500, text=text).last, "what an answer quotes is not our word: %r" % text)
    has("retry-after=7 ", answered(429, {"Retry-After": "7"}, b"retry-after=86400").last, "its header is")
    ran = answered(500, text=b"\x1b[2J\r\n\r\nrad \xff" + "å".encode() * 5000)
    ok(ran.last.isprintable() and len(ran.last) < 300, "cleaned and cut")


def check_redirects():
    Hook.seen.clear()
    for status in (301, 302, 303, 307, 308):
        ran = answered(status, {"Location": "http://127.0.0.1:%d/other"
                                % PORT})
        equal(65, ran.status, "%d is not followed" % status)
        has("/other", ran.last, "but told")
    equal({"/hook"}, {path for path, _, _ in Hook.seen}, "never asked")


def check_private():
    Hook.seen.clear()
    for host in ("127.0.0.1", "localhost", "127.1", "0x7f000001", "0.0.0.0",
                 "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
                 "[2002:7f00:1::]", "10.0.0.1", "172.16.0.1", "172.31.255.255",
                 "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]",
                 "[fd00::1]", "[::]", "224.0.0.1", "255.255.255.255"):
        for option in ("no", ""):
            ran = post("http://%s:%d/hook" % (host, PORT),
                       allow_private=option)
            ok(ran.status == 78 and "allow-private" in ran.last,
               "refused: %s (%s)" % (host, ran.last))
    equal([], Hook.seen, "nobody was asked")
    equal(78, post(allow_private="perhaps").status, "yes or no")
    proxy = "http://127.0.0.1:%d" % PORT
    equal(0, post("http://hook.invalid/x", proxy=proxy,
                  allow_private="no").status, "through a proxy")
    equal("http://hook.invalid/x", Hook.seen.pop()[0], "which finds the host")


def check_settings():
    for url in ("", "hook", "ftp://127.0.0.1/", "file:///etc/passwd",
                "gopher://127.0.0.1/x", "http://", "http://a b/",
                "https://[::1/"):
        equal(78, post(url).status, "url %r" % url)
    ran = post("https://127.0.0.1:%d/" % PORT, ca="/nonexistent")
    equal(78, ran.status, "no file of authorities")
    for what in (b"", b"{}", b"[1]", b'{"id": "a\\r\\nX: y"}'):
        equal(65, run("notify-webhook", what).status, "input %r" % what)
    for one in ({"id": "a b"}, {"id": "x\r\nEvil: y"}):
        equal(65, post(members=one).status, "id %r" % one)


def sizes(text, **members):
    Hook.seen.clear()
    ran = post(members={"text": text, **members})
    body = Hook.seen.pop()[2]
    return ran.status, len(body), json.loads(body)


def check_digest():
    Hook.seen.clear()
    equal(0, post(members=digest()).status, "a digest")
    seen = json.loads(Hook.seen.pop()[2])
    equal(("digest", "morgon", 3), (seen["type"], seen["digest"]["name"], len(seen["digest"]["entries"])),
          "comes whole, its entries too")
    many = digest(120)
    many["text"] = many["text"][:9000]
    Hook.seen.clear()
    post(members=many)
    seen = json.loads(Hook.seen.pop()[2])
    ok("entries" not in seen["digest"] and seen["digest"]["new"] == 118 and seen["text"] == many["text"],
       "a large one leaves out the entries that its text has")


def check_size():
    status, size, seen = sizes("x" * 19000)
    ok(size < 20000 and "cut" not in seen, "just below: whole")
    for text in ("å" * 30000, "\n\"\\" * 9000, "😀" * 9000, "x" * 20000,
                 "".join(random.Random(5).choices("aå\n\"\t😀", k=20000))):
        status, size, seen = sizes(text)
        ok(status == 0 and 9000 < size <= 20000, "cut to %d" % size)
        ok(seen["cut"] is True and seen["text"][-1] == "…" and
           text.startswith(seen["text"][:-1]), "at a character, and marked")
    deadlines = [{"id": "D%d" % n, "evidence": "x" * 400} for n in range(99)]
    status, size, seen = sizes("x", deadlines=deadlines, title="å" * 9000)
    ok(status == 0 and size < 4000, "much else: thin, %d" % size)
    equal(["A17", "A17.P99.1795334400", "item.new", True], [seen[k] for k in (
        "alert", "id", "type", "cut")], "what tells it apart is there")
    ok("deadlines" not in seen and "options" not in seen, "the rest is not")
    status, size, seen = sizes("x" * 3000000)
    ok(status == 0 and size <= 20000, "three megabytes of text")


def check_bad_servers():
    def part(text):
        def play(connection):
            connection.recv(65536)
            connection.sendall(text)
            if not text.endswith(b"0"):
                connection.recv(1)  # until the other side has enough
        return play
    local = "http://127.0.0.1:%d/"
    began = time.monotonic()
    server = Scripted(part(b""))
    equal(75, post(local % server.port, seconds="2").status, "no answer")
    ok(time.monotonic() - began < 8, "given up in time")
    server = Scripted(part(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"))
    equal(0, post(local % server.port, seconds="2").status,
          "200 counts, though its body never ends")
    server = Scripted(part(b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + b"0"))
    equal(75, post(local % server.port, seconds="2").status, "100 is none")
    server = Scripted(part(b"SSH-2.0-x\r\n0"))
    equal(75, post(local % server.port, seconds="2").status, "no HTTP")
    server = Scripted(part(b"HTTP/1.1 503 No\r\n\r\n" + b"x" * 200000 + b"0"))
    equal(75, post(local % server.port, seconds="2").status, "a long body")
    server.socket.close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    equal(75, post(local % port).status, "nobody listens")
    equal(75, post("http://no-such-host.invalid/").status, "no such host")


def check_tls():
    make_certificates(TMP)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(TMP, "server.pem"),
                            os.path.join(TMP, "server.key"))
    url = "https://localhost:%d/hook" % serve(context)
    equal(0, post(url, ca=os.path.join(TMP, "ca.pem")).status, "https")
    ran = post(url, ca=os.path.join(TMP, "other.pem"))
    equal(75, ran.status, "an authority that is not trusted: later")
    has("ertificate", ran.last, "and said so")


check_request()
check_rotation()
check_private_keys()
check_answers()
check_redirects()
check_private()
check_settings()
check_size()
check_digest()
check_bad_servers()
check_tls()
done_testing()
