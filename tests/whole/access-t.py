# access-t.py - feeds behind a login: who is told a secret, and that nobody else is
# SPDX-License-Identifier: MIT
import base64
import glob
import json
import os
import resource
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from servers import Authority, Server, feed, redirect  # noqa: E402
from whole import tap  # noqa: E402

PASSWORD = "anna:h3mligt-lösen"
TOKEN = "t0ken-som-ingen-ser"
COOKIE = "session=k4ka; lang=sv"
KEY = "nyck3l-i-huvudet"
SECRETS = [PASSWORD.split(":")[1], TOKEN, "k4ka", KEY, base64.b64encode(PASSWORD.encode()).decode()]

house = whole.House()
for name, text in [("login", PASSWORD + "\n"), ("token", TOKEN), ("kaka", COOKIE), ("nyckel", KEY), ("fel", "utan kolon")]:
    house.write("credentials/" + name, text, 0o400)
os.environ["CREDENTIALS_DIRECTORY"] = house.path("credentials", "")[:-1]


def answer(request):
    """The feed's own server: /NAME is a feed, /to-PLACE a redirect, /sida a page."""
    path = request.path
    if path in leads:
        return redirect(leads[path])
    if path == "/lankar":
        return feed("lankar", own.url + "/sida", other.url + "/sida", title="Remiss om tillgång")
    if path.startswith("/sida"):
        return 200, {"Content-Type": "text/html"}, (
            "<html><body><main><h1>Remiss om tillgång</h1><p>En längre text om remissen, som någon skrev.</p>"
            "<p><a href=\"%s/bilaga.pdf\">Bilaga</a> <a href=\"%s/bilaga.pdf\">Annan bilaga</a></p></main></body></html>"
            % (own.url, other.url))
    if path.startswith("/krav") and not request["authorization"]:
        return 401, {}, "logga in"
    return feed(path.strip("/"), own.url + "/sida")


def elsewhere(request):
    return answer(request) if request.path != "/hem" else redirect(own.url + "/hemma")


pair = Authority(house, "Rot").pair("localhost")
own = Server(house, answer)
other = Server(house, elsewhere)
safe = Server(house, answer, tls=pair)
leads = {"/till-annan": other.url + "/fangad", "/till-namn": own.url.replace("localhost", "127.0.0.1") + "/fangad-namn",
         "/krav-annan": other.url + "/krav", "/runt": other.url + "/hem", "/till-sig": "/samma",
         "/till-klartext": own.url + "/klartext"}

ACCESS = "login = login\ncookie = kaka\nheader = X-Api-Key: nyckel, X-Two: token\n"
FEEDS = {
    "eget": "url = %s/eget\n%s" % (own.url, ACCESS),
    "polett": "url = %s/polett\nbearer = token\n" % own.url,
    "annan": "url = %s/till-annan\n%s" % (own.url, ACCESS),
    "namn": "url = %s/till-namn\n%s" % (own.url, ACCESS),
    "runt": "url = %s/runt\n%s" % (own.url, ACCESS),
    "sig": "url = %s/till-sig\n%s" % (own.url, ACCESS),
    "klartext": "url = %s/till-klartext\nca = %s\n%s" % (safe.url, house.path("ca", "Rot.pem"), ACCESS),
    "krav": "url = %s/krav-annan\n%s" % (own.url, ACCESS),
    "lankar": "url = %s/lankar\nread = linked, attachments\n%s" % (own.url, ACCESS),
    "borta": "url = %s/borta\nlogin = finns-inte\n" % own.url,
    "trasig": "url = %s/trasig\nlogin = fel\n" % own.url,
    "huvudlos": "url = %s/huvudlos\nheader = X-Api-Key: finns-inte\n" % own.url,
}
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, FEEDS))


def told(request):
    """What of the secrets the request carried."""
    return {name for name, here in [
        ("login", request["authorization"] == "Basic " + base64.b64encode(PASSWORD.encode()).decode()),
        ("token", request["authorization"] == "Bearer " + TOKEN),
        ("cookie", "session=k4ka" in request["cookie"]), ("key", request["x-api-key"] == KEY),
        ("two", request["x-two"] == TOKEN)] if here}


def check(server, path, wanted, text):
    asked = server.asked(path)
    if tap.ok(len(asked) > 0, text + ": asked"):
        tap.equal(wanted, told(asked[-1]), text)
        if not wanted:
            tap.equal(("", "", ""), (asked[-1]["authorization"], asked[-1]["cookie"], asked[-1]["x-api-key"]),
                      text + ": no trace of it")


ALL = {"login", "cookie", "key", "two"}


def check_told():
    check(own, "/eget", ALL, "the feed's own host is told all")
    check(own, "/polett", {"token"}, "a bearer token")
    check(own, "/samma", ALL, "so it is after a redirect to itself")
    check(own, "/sida", ALL, "a linked page at the same origin")
    check(own, "/bilaga.pdf", ALL, "and its paper")


def check_held_back():
    check(other, "/fangad", set(), "a redirect to another port")
    check(own, "/fangad-namn", set(), "a redirect to another name of the host")
    check(own, "/klartext", set(), "a redirect from https to http")
    check(safe, "/till-klartext", ALL, "which https was told")
    check(other, "/hem", set(), "a redirect there")
    check(own, "/hemma", ALL, "and back home")
    check(other, "/sida", set(), "a linked page at another origin")
    check(other, "/bilaga.pdf", set(), "a paper there")


def check_reasons(rounds):
    tap.ok(not rounds["krav"]["ok"] and "is not told" in rounds["krav"]["why"], "a login held back: " + rounds["krav"]["why"])
    for name, word in [("borta", '"finns-inte"'), ("trasig", "user:password"), ("huvudlos", '"finns-inte"')]:
        tap.ok(not rounds[name]["ok"] and word in rounds[name]["why"], "%s: %s" % (name, rounds[name].get("why")))
        tap.equal([], own.asked("/" + name), "nobody is asked without it")
        state = [f for f in daemon.ask("feeds")["feeds"] if f["name"] == name][0]
        tap.ok(state["state"] == "failing" and word in state["why"], "which the feed's state says")
    tap.has("finns-inte", whole.ctl(daemon, "feeds").stdout + whole.ctl(daemon, "status").stdout, "and people can see")


def check_config():
    """check-config says it before the daemon does."""
    done = subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "check-config", "--config", house.path("conf"),
                           "--vendor", house.path("vendor")], capture_output=True, text=True, timeout=whole.PATIENCE)
    tap.equal(1, done.returncode, "check-config fails")
    tap.has('feeds borta, huvudlos: the credential "finns-inte" cannot be read', done.stdout, "and names the feeds")
    tap.has('feed trasig: the credential "fel" does not hold user:password', done.stdout, "each with its reason")
    tap.ok(not any(s in done.stdout for s in SECRETS + ["utan kolon"]), "and tells no secret")


def check_mended():
    """What was missing comes; the feed is well without a reload."""
    house.write("credentials/finns-inte", "bo:b0s-lösen", 0o400)
    tap.ok(daemon.poll("borta")["borta"]["ok"], "a credential that came is used at once")
    tap.has("Basic ", own.asked("/borta")[-1]["authorization"], "as the login that it is")
    daemon.stop()
    daemon.start()
    tap.ok(own.wait("/huvudlos"), "after a restart the others that lacked it are not put off")
    body = open(house.path("conf", "sources.d", "body.conf")).read()
    daemon.configure({"sources.d/body.conf": body.replace("login = fel", "bearer = token")})
    daemon.ask("reload")
    tap.ok(own.wait("/trasig"), "nor is one whose access has changed in the configuration")
    check(own, "/trasig", {"token"}, "it is asked in the new way")


def check_secret():
    """Nothing of it is anywhere but where it belongs."""
    texts = {"the log": daemon.log(), "alerts": json.dumps(recorder.runs(), ensure_ascii=False)}
    for path in ("cmdline", "environ"):
        with open("/proc/%d/%s" % (daemon.pid(), path), "rb") as f:
            texts[path] = f.read().decode(errors="replace")
    for what in ("status", "feeds", "items", "alerts"):
        texts[what] = json.dumps(daemon.ask(what), ensure_ascii=False)
    for path in glob.glob(house.path("state", "*")):
        with open(path, "rb") as f:
            texts[os.path.basename(path)] = f.read().decode(errors="replace")
    for where, text in texts.items():
        tap.equal([], [s for s in SECRETS + ["b0s-l"] if s in text], "no secret in " + where)
    tap.ok(len(texts["the log"]) > 0 and len(recorder.runs()) > 0, "where there is something to be in")


def allow_core():
    os.chdir(house.folder)
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def dies_with_core(pid):
    """It is told to abort; does a core file come of it?"""
    os.kill(pid, signal.SIGABRT)
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT).si_code == os.CLD_DUMPED


def check_core():
    """A process that has read a secret leaves no core file, where others do."""
    with subprocess.Popen(["sleep", "1000"], preexec_fn=allow_core) as other:
        if not dies_with_core(other.pid):
            tap.skip("no core files are written here", "core files")
            return
    tap.ok(not dies_with_core(daemon.pid()), "a core file holds no secret, for there is none")
    daemon.kill()


daemon.before = allow_core
daemon.start()
rounds = daemon.poll()
for _ in range(2):
    daemon.poll("borta", "trasig", "huvudlos", "krav")
daemon.poll("lankar")
check_told()
check_held_back()
check_reasons(rounds)
check_config()
check_mended()
check_secret()
check_core()
whole.done()
