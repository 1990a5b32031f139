# tls-t.py - own authorities, forgotten intermediates, client certificates: trusted no further than said
# SPDX-License-Identifier: MIT
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from servers import Authority, Server, feed, redirect  # noqa: E402
from whole import tap  # noqa: E402

if not shutil.which("openssl"):
    tap.skip_all("openssl is not installed")

house = whole.House()
root = Authority(house, "Kommunens rot")
middle = Authority(house, "Kommunens mellan", above=root)
clients = Authority(house, "Kortutgivaren")
wrong = Authority(house, "En annan rot")
PLACE = "http://ca.example.se/mellan.cer"


def answer(request):
    if request.path == "/till-annan":
        return redirect(curious.url + "/fangad")
    return feed(request.path.strip("/"), "https://example.se/")


whole_chain = Server(house, answer, tls=middle.pair("hel", chain=[middle]))
leaf_only = Server(house, answer, tls=middle.pair("lov", place=PLACE))
leaf_alone = Server(house, answer, tls=middle.pair("ensam"))
other_name = Server(house, answer, tls=root.pair("namn", hosts="DNS:example.se"))
too_old = Server(house, answer, tls=root.pair("gammal", days=-1))
cards = Server(house, answer, tls=root.pair("kortserver"), clients=clients.file)
curious = Server(house, answer, tls=root.pair("nyfiken"), clients=clients.file, optional=True)

house.write("credentials/kort", open(clients.pair("bevakad")).read(), 0o400)
house.write("credentials/kort-utan-nyckel", open(clients.file).read(), 0o400)
house.write("credentials/kort-fel-nyckel", open(house.path("ca", "bevakad.leaf")).read() + open(clients.key).read(), 0o400)
subprocess.run(["openssl", "ec", "-in", house.path("ca", "bevakad.key"), "-aes128", "-passout", "pass:x", "-out",
                house.path("ca", "last.key")], check=True, capture_output=True)
house.write("credentials/kort-last", open(house.path("ca", "bevakad.leaf")).read()
            + open(house.path("ca", "last.key")).read(), 0o400)
os.environ["CREDENTIALS_DIRECTORY"] = house.path("credentials", "")[:-1]

ROOT = "ca = %s\n" % root.file
MIDDLE = "intermediate = %s\n" % middle.file

# name: server, its lines, a word of the reason ("": it is well)
CASES = {
    "utan": (whole_chain, "", "\"Kommunens mellan\""),
    "rot": (whole_chain, ROOT, ""),
    "fel-rot": (whole_chain, "ca = %s\n" % wrong.file, "\"Kommunens rot\""),
    "der": (whole_chain, "ca = %s\n" % root.der(), ""),
    "mellan-som-rot": (whole_chain, "ca = %s\n" % middle.file, ""),
    "glomd": (leaf_only, ROOT, "does not send \"Kommunens mellan\""),
    "given": (leaf_only, ROOT + MIDDLE, ""),
    "given-der": (leaf_only, ROOT + "intermediate = %s\n" % middle.der(), ""),
    "ej-rot": (leaf_only, MIDDLE, "\"Kommunens rot\""),
    "ensam": (leaf_alone, ROOT, "option intermediate"),
    "namn": (other_name, ROOT, "localhost"),
    "gammal": (too_old, ROOT, "expired"),
    "kort": (cards, ROOT + "certificate = kort\n", ""),
    "utan-kort": (cards, ROOT, "option certificate"),
    "kort-utan-nyckel": (cards, ROOT + "certificate = kort-utan-nyckel\n", "certificate"),
    "kort-fel-nyckel": (cards, ROOT + "certificate = kort-fel-nyckel\n", "certificate"),
    "kort-last": (cards, ROOT + "certificate = kort-last\n", "certificate"),
    "ingen-fil": (whole_chain, "ca = /finns/inte.pem\n", "/finns/inte.pem"),
    "ingen-pem": (whole_chain, "ca = %s\n" % house.write("ca/text.pem", "ingen\n"), "no certificate"),
    "tom": (leaf_only, ROOT + "intermediate = %s\n" % house.write("ca/tom.pem", ""), "no certificate"),
    "nyfiken": (curious, ROOT + "certificate = kort\n", ""),
    "till-annan": (cards, ROOT + "certificate = kort\n", ""),
}
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    name: "url = %s/%s\n%s" % (server.url, name, lines) for name, (server, lines, _) in CASES.items()}))


def check_rounds(rounds, text):
    for name, (server, _, word) in CASES.items():
        why = rounds[name].get("why") or ""
        if word:
            tap.ok(not rounds[name]["ok"] and word in why, "%s%s: %s" % (name, text, why))
            tap.equal([], server.asked("/" + name), "%s%s: nothing was asked" % (name, text))
        else:
            tap.ok(rounds[name]["ok"], "%s%s: well %s" % (name, text, why))


def check_words(rounds):
    """Complaint 44: an incomplete chain is named, and an intermediate is given to one source."""
    tap.has(PLACE, rounds["glomd"]["why"], "where the forgotten one is to be had")
    for name in ("glomd", "ensam", "utan", "ej-rot"):
        tap.ok("option" in rounds[name]["why"], "what to do: " + rounds[name]["why"])
    options = subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "check-config", "--print-options"],
                             capture_output=True, text=True).stdout
    tap.equal([], [w for w in ("insecure", "verify", "ignore", "skip") if w in options.split("[rule")[0]],
              "there is no option that believes everybody")


def check_card():
    def name_of(requests):
        return [dict(x[0] for x in r.peer["subject"])["commonName"] for r in requests if r.peer]

    tap.equal(["bevakad"], name_of(cards.asked("/kort")), "the card is shown to its own server")
    tap.equal(1, len(curious.asked("/fangad")), "a redirect to another server is followed")
    tap.equal([], name_of(curious.asked("/fangad")), "and it does not see the card")
    tap.equal(["bevakad"], name_of(curious.asked("/nyfiken")), "which it would have liked to")


def check_config():
    done = subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "check-config", "--config", house.path("conf"),
                           "--vendor", house.path("vendor")], capture_output=True, text=True)
    for name, reason in [("kort-utan-nyckel", "there is no key"), ("kort-fel-nyckel", "the key is not that of"),
                         ("kort-last", "it is locked"), ("ingen-fil", "No such file"), ("ingen-pem", "no certificate"),
                         ("tom", "no certificate")]:
        lines = [line for line in done.stdout.splitlines() if "feed %s:" % name in line]
        tap.ok(len(lines) == 1 and reason in lines[0], "check-config: %s" % lines)
    tap.has(": 6 faults", done.stdout, "and no others")


def check_changed():
    """A file of certificates is read again when it has changed."""
    house.write("ca/En annan rot.pem", open(root.file).read())
    tap.ok(daemon.poll("fel-rot")["fel-rot"]["ok"], "the right root in the file")
    house.write("ca/En annan rot.pem", open(clients.file).read())
    whole_chain.hang_up()
    tap.ok(not daemon.poll("fel-rot")["fel-rot"]["ok"], "and taken out again")


daemon.start()
rounds = daemon.poll()
check_rounds(rounds, "")
check_words(rounds)
check_card()
check_rounds(daemon.poll(), ", with connections that stand open")
check_config()
check_changed()
whole.done()
