# servers.py - web servers, a proxy and certificates, for what a site of files cannot do
# SPDX-License-Identifier: MIT
"""Servers of a house, each on a free port of loopback, that write down what they were asked.

    server = Server(house, answer, tls=pair)    # answer(request) -> (status, {header: value}, body)
    server.asked("/feed.xml")                   # the requests for it, oldest first
    ca = Authority(house, "Rot")                # certificates, by openssl
"""
import base64
import email.utils
import html
import os
import select
import socket
import ssl
import subprocess
import threading
import time


PUBLISHED = email.utils.formatdate(usegmt=True)


class Request:
    """What was asked for: path, headers (names in lower case), connection (a number), peer (its certificate), and when."""

    def __init__(self, path, headers, connection, peer=None, protocol="http/1.1"):
        self.path, self.headers, self.connection = path, headers, connection
        self.peer, self.protocol = peer, protocol
        self.at = time.monotonic()

    def __getitem__(self, name):
        return self.headers.get(name, "")


def feed(name, *links, title="Nytt"):
    """RSS with an item for each link."""
    items = "".join("<item><title>%s %d</title><link>%s</link><guid isPermaLink=\"false\">%s-%d</guid>"
                    "<pubDate>%s</pubDate><description>Kort.</description></item>"
                    % (html.escape(title), n, html.escape(link), name, n, PUBLISHED)
                    for n, link in enumerate(links))
    return 200, {"Content-Type": "application/rss+xml"}, (
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>%s</title><link>/</link>"
        "<description>Nytt</description>%s</channel></rss>" % (name, items))


def redirect(to, status=302):
    return status, {"Location": to}, "dit"


class _Listener:
    """Takes connections, a thread for each, until it is closed."""

    def __init__(self, house):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.closing = False
        self.open, self.threads, self.connections = set(), [], 0
        self.requests = []
        self.lock, self.came = threading.Lock(), threading.Condition()
        house.tenants.append(self)
        self.threads.append(threading.Thread(target=self._take, daemon=True))
        self.threads[0].start()

    def _take(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            with self.lock:
                self.open.add(connection)
            thread = threading.Thread(target=self._serve_safely, args=(connection, self.connections), daemon=True)
            thread.start()
            self.threads.append(thread)

    def _serve_safely(self, connection, number):
        served = connection
        try:
            served = self.wrap(connection)
            self.serve(served, number)
        except (OSError, ValueError, IndexError):
            pass  # who is not convinced hangs up, or speaks another language
        finally:
            with self.lock:
                self.open.discard(connection)
            served.close()
            connection.close()

    def wrap(self, connection):
        return connection

    def asked(self, path):
        return [r for r in self.requests if r.path == path]

    def note(self, request):
        with self.came:
            self.requests.append(request)
            self.came.notify_all()

    def wait(self, path, number=1, seconds=60):
        """True when so many have asked for it, in time."""
        with self.came:
            return self.came.wait_for(lambda: len(self.asked(path)) >= number, seconds)

    def hang_up(self):
        """Ends the connections that stand open."""
        with self.lock:
            for connection in self.open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.hang_up()
        for thread in self.threads:
            thread.join(10)


def read_head(stream):
    """(first line, headers) of a request; None at the end."""
    first = stream.readline(65536).decode("latin-1").strip()
    if not first:
        return None
    headers = {}
    while True:
        line = stream.readline(65536).decode("latin-1").rstrip("\r\n")
        if not line:
            return first, headers
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()


class Server(_Listener):
    """HTTP/1.1 with connections that stay open; with a pair (file) in tls it is HTTPS."""

    def __init__(self, house, answer, tls=None, clients=None, optional=False):
        self.answer, self.context = answer, None
        if tls:
            self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.context.load_cert_chain(tls)
            self.alpn(self.context)
        if clients:
            self.context.verify_mode = ssl.CERT_OPTIONAL if optional else ssl.CERT_REQUIRED
            self.context.load_verify_locations(clients)
        super().__init__(house)
        self.url = "%s://localhost:%d" % ("https" if tls else "http", self.port)

    def alpn(self, context):
        context.set_alpn_protocols(["http/1.1"])

    def wrap(self, connection):
        if self.context is None:
            return connection
        return self.context.wrap_socket(connection, server_side=True)

    def serve(self, connection, number):
        peer = connection.getpeercert() if self.context else None
        with connection.makefile("rb") as stream:
            while (head := read_head(stream)) is not None:
                request = Request(head[0].split()[1], head[1], number, peer)
                self.note(request)
                status, headers, body = self.answer(request)
                last = request["connection"] == "close"
                connection.sendall(self.text(status, dict(headers, Connection="close") if last else headers, body))
                if last:
                    return

    @staticmethod
    def text(status, headers, body):
        body = body.encode() if isinstance(body, str) else body
        lines = ["HTTP/1.1 %d Answer" % status, "Content-Length: %d" % len(body)]
        lines += ["%s: %s" % (name, value) for name, value in headers.items()]
        return "\r\n".join(lines + ["", ""]).encode() + body


class Server2(Server):
    """HTTP/2 and nothing else, by python3-h2."""

    def alpn(self, context):
        context.set_alpn_protocols(["h2"])

    def serve(self, connection, number):
        import h2.config
        import h2.connection
        import h2.events
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        state.initiate_connection()
        connection.sendall(state.data_to_send())
        while data := connection.recv(65536):
            for event in state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    self._answer(state, event, connection, number)
            connection.sendall(state.data_to_send())

    def _answer(self, state, event, connection, number):
        headers = dict(event.headers)
        request = Request(headers.pop(":path"), headers, number, protocol=connection.selected_alpn_protocol())
        self.note(request)
        status, more, body = self.answer(request)
        state.send_headers(event.stream_id, [(":status", str(status))] + [(n.lower(), v) for n, v in more.items()])
        state.send_data(event.stream_id, body.encode(), end_stream=True)


class Broken2(Server2):
    """Offers HTTP/2 and resets whatever is asked that way; good at HTTP/1.1."""

    def alpn(self, context):
        context.set_alpn_protocols(["h2", "http/1.1"])

    def serve(self, connection, number):
        if connection.selected_alpn_protocol() == "h2":
            Server2.serve(self, connection, number)
        else:
            Server.serve(self, connection, number)

    def _answer(self, state, event, connection, number):
        self.note(Request(dict(event.headers)[":path"], {}, number, protocol="h2"))
        state.reset_stream(event.stream_id, 2)


class Proxy(_Listener):
    """A forward proxy that takes every name to one address; login: user:password that it asks for."""

    def __init__(self, house, login=None, to=None, tls=None):
        self.login, self.to, self.context = login, to, None
        if tls:
            self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.context.load_cert_chain(tls)
        super().__init__(house)
        self.url = "%s://127.0.0.1:%d" % ("https" if tls else "http", self.port)

    def wrap(self, connection):
        return self.context.wrap_socket(connection, server_side=True) if self.context else connection

    def serve(self, connection, number):
        with connection.makefile("rb", buffering=0) as stream:
            line, headers = read_head(stream)
        method, target, _ = line.split()
        self.note(Request(method + " " + target, headers, number))
        wanted = "Basic " + base64.b64encode(self.login.encode()).decode() if self.login else None
        if wanted and headers.get("proxy-authorization") != wanted:
            connection.sendall(Server.text(407, {"Proxy-Authenticate": "Basic", "Connection": "close"}, ""))
            return
        with socket.create_connection(self.to) as other:
            if method == "CONNECT":
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            else:
                lines = ["%s /%s HTTP/1.1" % (method, target.split("/", 3)[3])]
                lines += ["%s: %s" % h for h in headers.items() if not h[0].startswith("proxy-")]
                other.sendall("\r\n".join(lines + ["Connection: close", "", ""]).encode())
            self._pump(connection, other)

    @staticmethod
    def _pump(one, other):
        while True:
            readable, _, _ = select.select([one, other], [], [])
            for source, to in ((one, other), (other, one)):
                if source in readable or (isinstance(source, ssl.SSLSocket) and source.pending()):
                    data = source.recv(65536)
                    if not data:
                        return
                    to.sendall(data)


class Authority:
    """A certificate authority of its own; one that another has signed when above is given."""

    def __init__(self, house, name, above=None):
        self.house, self.name = house, name
        self.key, self.file = house.path("ca", name + ".key"), house.path("ca", name + ".pem")
        self._make(self.key, self.file, name, above, "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n")

    def _make(self, key, file, name, above, extensions, days=9):
        """A key and its certificate, signed by above, or by itself."""
        request = self.house.path("ca", name + ".csr")
        signer = ["-CA", above.file, "-CAkey", above.key] if above else ["-key", key]
        _openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-utf8",
                 "-keyout", key, "-out", request, "-subj", "/CN=" + name)
        _openssl("x509", "-req", "-in", request, "-out", file, "-days", str(days), "-set_serial",
                 str(int.from_bytes(os.urandom(8), "big")), *signer,
                 "-extfile", self.house.write("ca/extensions", extensions))

    def pair(self, name, hosts="DNS:localhost,IP:127.0.0.1", chain=(), place=None, days=9):
        """A file with a certificate, those of chain, and the key."""
        key, file = self.house.path("ca", name + ".key"), self.house.path("ca", name + ".leaf")
        extensions = "basicConstraints=CA:FALSE\nsubjectAltName=%s\n" % hosts
        if place:
            extensions += "authorityInfoAccess=caIssuers;URI:%s\n" % place
        self._make(key, file, name, self, extensions, days)
        return self.house.write("ca/%s.pair" % name, "".join(
            open(f).read() for f in [file, *(c.file for c in chain), key]), 0o600)

    def der(self):
        """The certificate in the form in which authorities hand it out."""
        file = self.house.path("ca", self.name + ".cer")
        _openssl("x509", "-in", self.file, "-outform", "DER", "-out", file)
        return file


def _openssl(*arguments):
    done = subprocess.run(["openssl", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError("openssl %s: %s" % (arguments[0], done.stderr))
