# manners-t.py - how the daemon asks: proxies, cookies, HTTP/2, a second try, hosts that want rest
# SPDX-License-Identifier: MIT
import datetime
import email.utils
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from servers import Authority, Broken2, Proxy, Server, Server2, feed, redirect  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
house.write("credentials/ombud", "bevakad:0mbudet", 0o400)
os.environ["CREDENTIALS_DIRECTORY"] = house.path("credentials", "")[:-1]
VALIDATOR = "W/\"å;1 \\\""  # odd, and to come back as it is
state = {"rest": {}, "choke": True}


def answer(request):
    path = request.path
    if path in state["rest"]:
        return 503 if path != "/vila" else 429, {"Retry-After": state["rest"][path]()}, "senare"
    if path == "/kinkig" and ("if-none-match" in request.headers or "stor" in request["cookie"]):
        return 400, {}, "?"
    if path == "/alltid-400":
        return 400, {}, "?"
    if path == "/metadata":
        return redirect("http://169.254.169.254/latest/meta-data/")
    if path == "/inat":
        return redirect("http://[::ffff:10.1.2.3]/")
    if path == "/lika":
        return feed("lika", "https://example.se/")
    if path == "/giltig" and request["if-none-match"].encode("latin-1") == VALIDATOR.encode():
        return 304, {}, ""
    if path == "/dit":
        return redirect(quiet.url + "/vila-dit")
    status, headers, body = feed(path.strip("/"), "https://example.se/")
    if path == "/giltig":
        headers["ETag"] = VALIDATOR
    if "kaka" in path:
        headers["Set-Cookie"] = "besok=%d; Path=/" % len(server.requests)
    if "kinkig" in path:
        headers.update({"ETag": "\"v1\"", "Set-Cookie": "stor=1"})
    return status, headers, body + "<!-- %d -->" % len(server.requests)


pair = Authority(house, "Rot").pair("localhost")
server = Server(house, answer)
quiet = Server(house, answer)
safe = Server(house, answer, tls=pair)
try:
    import h2  # noqa: F401
    double, broken = Server2(house, answer, tls=pair), Broken2(house, answer, tls=pair)
except ImportError:
    double = None
plain_proxy = Proxy(house, to=("127.0.0.1", server.port))
safe_proxy = Proxy(house, to=("127.0.0.1", server.port), tls=pair)
login_proxy = Proxy(house, "bevakad:0mbudet", to=("127.0.0.1", safe.port))

CA = "ca = %s\n" % house.path("ca", "Rot.pem")
NAMED = "https://localhost:%d" % safe.port
FEEDS = {
    "kaka-1": "url = %s/kaka-1\n" % server.url, "kaka-2": "url = %s/kaka-2\n" % server.url,
    "kinkig": "url = %s/kinkig\n" % server.url, "alltid-400": "url = %s/alltid-400\n" % server.url,
    "metadata": "url = %s/metadata\n" % server.url, "inat": "url = %s/inat\n" % server.url,
    "ombud": "url = http://feed.example.test/ombud\nproxy = %s\n" % plain_proxy.url,
    "ombud-inat": "url = http://feed.example.test/metadata\nproxy = %s\n" % plain_proxy.url,
    "ombud-tls": "url = http://feed.example.test/ombud-tls\nproxy = %s\n%s" % (safe_proxy.url, CA),
    "ombud-fel": "url = http://feed.example.test/ombud-fel\nproxy = %s\n" % safe_proxy.url,
    "tunnel": "url = %s/tunnel\nproxy = %s\nproxy-login = ombud\n%s" % (NAMED, login_proxy.url, CA),
    "tunnel-utan": "url = %s/tunnel-utan\nproxy = %s\n%s" % (NAMED, login_proxy.url, CA),
    "vila": "url = %s/vila\n" % quiet.url, "granne": "url = %s/granne\n" % quiet.url,
    "vila-date": "url = %s/vila-date\n" % quiet.url, "dit": "url = %s/dit\n" % server.url,
    "lika": "url = %s/lika\ninterval = 5 min\n" % server.url, "giltig": "url = %s/giltig\n" % server.url,
}
if double:
    FEEDS["trasig-tva"] = "url = %s/trasig-tva\n%s" % (broken.url, CA)
for n in range(3):
    FEEDS["ett-%d" % n] = "url = %s/ett-%d\n%s" % (safe.url, n, CA)
    if double:
        FEEDS["tva-%d" % n] = "url = %s/tva-%d\n%s" % (double.url, n, CA)
recorder = Recorder(house)
conf = settings(house, recorder, FEEDS)
conf["sources.d/body.conf"] += "[source granskning]\nproxy = none\n[feed kaka-3]\nsource = granskning\nurl = %s/kaka-3\n" % server.url
conf["bevakad.conf"] += "contact = https://example.kommun.se/bevakning\n"
daemon = house.daemon(conf)


def check_cookies():
    tap.equal("", server.asked("/kaka-1")[0]["cookie"] + server.asked("/kaka-3")[0]["cookie"], "no cookies at first")
    daemon.poll("kaka-1")
    daemon.poll("kaka-2")
    tap.has("besok=", server.asked("/kaka-1")[-1]["cookie"], "a cookie comes back")
    last = server.asked("/kaka-2")[-1]["cookie"]
    daemon.poll("kaka-3")
    mine = server.asked("/kaka-3")[-1]["cookie"]
    tap.ok("besok=" in last and "besok=" in mine and last != mine, "each source has cookies of its own: %s, %s" % (last, mine))


def check_400():
    """A server that chokes on validators and cookies is asked again without, in the same round."""
    before = len(server.asked("/kinkig"))
    tap.ok(daemon.poll("kinkig")["kinkig"]["ok"], "a 400 is tried once more in the same round")
    asked = server.asked("/kinkig")[before:]
    tap.equal([True, False], ["if-none-match" in r.headers for r in asked], "without validators")
    tap.equal("", asked[-1]["cookie"], "and without cookies")
    before = len(server.asked("/alltid-400"))
    tap.has("400", daemon.poll("alltid-400")["alltid-400"]["why"], "a server that always says 400")
    tap.equal(2, len(server.asked("/alltid-400")) - before, "is asked twice and no more")


def check_private(rounds):
    tap.has("169.254.169.254 is private", rounds["metadata"]["why"], "a redirect to a private address")
    tap.has("private", rounds["inat"]["why"], "also when it hides in IPv6")
    tap.has("169.254.169.254 is private", rounds["ombud-inat"]["why"], "also through a proxy")


def check_proxy(rounds):
    tap.ok(rounds["ombud"]["ok"], "a proxy that looks names up: " + (rounds["ombud"].get("why") or "well"))
    tap.equal(["GET http://feed.example.test/ombud"], [r.path for r in plain_proxy.requests if "ombud" in r.path],
              "is asked for the whole address")
    tap.ok(rounds["ombud-tls"]["ok"], "a proxy spoken to by TLS: " + (rounds["ombud-tls"].get("why") or "well"))
    tap.ok(not rounds["ombud-fel"]["ok"] and not server.asked("/ombud-fel"),
           "but not one that is not believed: " + rounds["ombud-fel"].get("why", ""))
    tap.ok(rounds["tunnel"]["ok"], "a tunnel through a proxy with a login: " + (rounds["tunnel"].get("why") or "well"))
    tap.ok("CONNECT localhost:%d" % safe.port in [r.path for r in login_proxy.requests], "by CONNECT")
    tap.equal("", safe.asked("/tunnel")[0]["proxy-authorization"], "the proxy's login stays with the proxy")
    tap.has("407", rounds["tunnel-utan"]["why"], "without its login")
    tap.has("proxy-login", rounds["tunnel-utan"]["why"], "and what to do")
    tap.equal([], safe.asked("/tunnel-utan"), "nothing gets through")


def check_proxy_of_all():
    """[bevakad] says proxy, a source says none."""
    daemon.configure({"bevakad.conf": conf["bevakad.conf"] + "proxy = %s\n" % plain_proxy.url})
    daemon.ask("reload")
    daemon.poll("kaka-1", "kaka-3")
    paths = [r.path for r in plain_proxy.requests]
    tap.equal(1, paths.count("GET %s/kaka-1" % server.url), "a proxy for all")
    tap.equal(0, paths.count("GET %s/kaka-3" % server.url), "but not for a source that says none")


def check_connections(rounds):
    numbers = {r.connection for n in range(3) for r in safe.asked("/ett-%d" % n)}
    tap.equal(1, len(numbers), "three feeds of a host share a connection")
    if double is None:
        tap.skip("python3-h2 is not installed", "HTTP/2")
        return
    asked = [r for n in range(3) for r in double.asked("/tva-%d" % n)]
    tap.equal(["h2"] * 3, [r.protocol for r in asked], "HTTP/2 is spoken with a server that does")
    tap.equal(1, len({r.connection for r in asked}), "on one connection")
    daemon.poll("tva-1")
    tap.equal(1, double.connections, "that is used again in the next round")
    tap.ok(rounds["trasig-tva"]["ok"], "a server that fails at HTTP/2: %s" % rounds["trasig-tva"].get("why"))
    tap.equal(["h2", "http/1.1"], [r.protocol for r in broken.asked("/trasig-tva")], "is asked by HTTP/1.1")


def check_unchanged():
    tap.ok(daemon.poll("lika")["lika"]["unchanged"], "the same bytes end the round")
    state["rest"] = {"/giltig": lambda: "0"}
    tap.ok(not daemon.poll("giltig")["giltig"]["ok"], "a server that is busy")
    state["rest"] = {}
    again = daemon.poll("giltig")["giltig"]
    tap.ok(again["ok"] and again["unchanged"], "validators survive a 503, however odd: %s" % again.get("why"))


def check_interval():
    rows = {f["name"]: f for f in daemon.ask("feeds")["feeds"]}
    times = [datetime.datetime.fromisoformat(rows["lika"][key]) for key in ("last_try", "next")]
    pause = (times[1] - times[0]).total_seconds()
    tap.ok(270 <= pause <= 330, "a feed with an interval of its own is next in %d s" % pause)


def check_agent():
    agent = server.requests[0]["user-agent"]
    tap.ok(agent.startswith("bevakad/") and "(+https://example.kommun.se/bevakning)" in agent, "who asks: " + agent)


def check_rest():
    """429 in seconds, 503 by date: nobody asks that host before, and others go on."""
    forms = {"/vila": lambda: "2",
             "/vila-date": lambda: email.utils.formatdate(time.time() + 3, usegmt=True), "/vila-dit": lambda: "2"}
    for path, form in forms.items():
        state["rest"] = {path: form}
        name = {"/vila-dit": "dit"}.get(path, path[1:])
        answer = daemon.poll(name)[name]
        state["rest"] = {}
        told = quiet.requests[-1].at
        tap.ok(not answer["ok"], "%s: %s" % (path, answer["why"]))
        with daemon.client() as waiting:
            waiting.send("poll", feeds=["granne"])
            before = len(quiet.requests)
            tap.ok(daemon.ask("poll", feeds=["kaka-1"])["rounds"][0]["ok"], "meanwhile another host is asked")
            early = [r for r in quiet.requests[before:] if r.at < told + 1]
            tap.equal([], early, "but not this one")
            tap.ok(waiting.receive()["rounds"][0]["ok"], "its other feed waits")
        waited = quiet.requests[-1].at - told
        tap.ok(waited >= 1, "as long as it was asked to (%.1f s)" % waited)
    tap.equal("/vila-dit", quiet.requests[-2].path, "the host that a redirect led to rests, and not the one before")


def check_restart():
    daemon.stop()
    daemon.start()
    daemon.poll("kaka-3")
    tap.equal("", server.asked("/kaka-3")[-1]["cookie"], "cookies end with the daemon")


daemon.start()
rounds = daemon.poll()
check_agent()
check_connections(rounds)
check_interval()
check_unchanged()
check_private(rounds)
check_proxy(rounds)
check_cookies()
check_400()
check_rest()
check_proxy_of_all()
check_restart()
whole.done()
