# mailbox-t.py - subscriptions by mail: read from a real IMAP server, told, left as they are
# SPDX-License-Identifier: MIT
import datetime
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import dovecot  # noqa: E402
import whole  # noqa: E402
from dovecot import Dovecot, deliver, flags  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from letters import day, letter  # noqa: E402
from servers import Authority  # noqa: E402
from whole import tap  # noqa: E402

if not dovecot.is_there():
    tap.skip_all("dovecot or openssl is not installed")

house = whole.House()
root = Authority(house, "Kommunens rot")
USERS = {"bevakning": "hem:lig t", "arkiv": "annat"}
try:
    server = Dovecot(house, root.pair("imap"), USERS)
    dotted = Dovecot(house, root.pair("imap"), USERS, separator=".", ssl="no", name="punkt")
except dovecot.Absent as absent:
    tap.skip_all(str(absent))

def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def credential(name, text):
    house.write("credentials/" + name, text, 0o400)


credential("post", "bevakning:" + USERS["bevakning"] + "\n")
credential("arkiv", USERS["arkiv"])
credential("fel", "bevakning:inte det")
os.environ["CREDENTIALS_DIRECTORY"] = house.path("credentials", "")[:-1]

MAILBOX = "type = mailbox\nfrom = @departement.example\n"
CA = "ca = %s\n" % root.file
IMAPS = "imaps://127.0.0.1:%d" % server.imaps
FEEDS = {
    "brev": MAILBOX + CA + "url = %s/INBOX\nlogin = post\n" % IMAPS,
    "start": MAILBOX + CA + "url = imap://127.0.0.1:%d\nlogin = post\n" % server.imap,
    "under": MAILBOX + "url = imap://arkiv@localhost:%d/Bevakning/F%%C3%%B6rslag%%20och%%20r%%C3%%A5d\nlogin = arkiv\n"
             % dotted.imap,
    "okand": MAILBOX + "url = %s\nlogin = post\n" % IMAPS,
    "fel": MAILBOX + CA + "url = %s\nlogin = fel\ninterval = 1 min\n" % IMAPS,
    "borta": MAILBOX + CA + "url = %s/Finns/Inte\nlogin = post\n" % IMAPS,
}
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, FEEDS))
box = server.box("bevakning")


def poll(feed):
    return daemon.poll(feed)[feed]


def titles(feed):
    return sorted(i["title"] for i in daemon.ask("items", feed=feed)["items"])


OLD = letter(1, "Gammalt", [("gammal", "Remiss om gamla saker", "Svar senast den %s." % day(20))], days=-9)
NEW = letter(2, "Nytt idag", [("vard", "Remiss om nära vård", "Svar ska ha kommit in senast den %s." % day(30)),
                            ("konst", "Konsthallen öppnar", "Välkommen.")])


def check_baseline():
    deliver(box, "INBOX", OLD)
    answer = poll("brev")
    tap.equal((True, 1), (answer["ok"], answer["new"]), "the first reading: %s" % answer.get("why"))
    tap.equal([], recorder.events(), "is what was known before")


def check_new():
    deliver(box, "INBOX", NEW)
    answer = poll("brev")
    tap.equal((True, 2), (answer["ok"], answer["new"]), "a mail with two links is two items: %s" % answer.get("why"))
    tap.equal(["item.new"], recorder.events(), "the rule's is told")
    alert = recorder.runs()[0]
    tap.equal(("Remiss om nära vård", "https://www.departement.example/vard"),
              (alert["item"]["title"], alert["item"]["link"]), "by title and link")
    tap.equal(1, len(alert["deadlines"]), "with the deadline beside it")
    tap.equal(["Konsthallen öppnar", "Remiss om gamla saker", "Remiss om nära vård"], titles("brev"), "all that there is")
    answer = poll("brev")
    tap.ok(answer["ok"] and answer["unchanged"], "and then nothing is new")
    with open(house.path("state", "state.db"), "rb") as f:
        tap.ok(b"anna.hemlig" not in f.read(), "who got the mail is not kept")


def check_untouched():
    tap.equal([set(), set()], [f - {b"\\Recent"} for f in flags(box, "INBOX")], "no mail has been marked as seen")
    box.close()


def check_renumbered():
    box.create("Ny")
    for message in (OLD, NEW, letter(3, "Sent", [("sent", "Remiss som kom sent", "Svar senast den %s." % day(40))])):
        deliver(box, "Ny", message)
    box.select("INBOX")
    box.store("1:*", "+FLAGS", "\\Deleted")
    box.expunge()
    box.close()
    daemon.configure({"sources.d/ny.conf": "# ny.conf - the same mails in another folder\n[feed ny]\nsource = body\n%surl = %s/Ny\nlogin = post\n"
                      % (MAILBOX + CA, IMAPS)})
    daemon.ask("reload")
    tap.equal(4, poll("ny")["new"], "another folder, a reading of its own")
    before = len(recorder.runs())
    box.rename("Ny", "Borta")
    box.create("Ny")
    for message in (OLD, NEW, letter(4, "Senare", [("senare", "Remiss ännu senare", "Svar senast den %s." % day(41))])):
        deliver(box, "Ny", message)
    answer = poll("ny")
    tap.equal((True, 1), (answer["ok"], answer["new"]), "numbered anew: only what nobody knew is new")
    tap.equal(["item.new"], recorder.events()[before:], "and told")


def check_stranger():
    before = len(recorder.runs())
    for number in (5, 6):
        deliver(box, "INBOX", letter(number, "Lurendrejeri", [("bluff", "Remiss att betala", "Senast den %s." % day(9))],
                                   sender="Departementet <info@bluff.example>"))
        answer = poll("brev")
        tap.equal((True, 0), (answer["ok"], answer["new"]), "a stranger's mail is not read")
    tap.equal(["feed.stranger"], recorder.events()[before:], "the stranger is told of, once")
    tap.has("info@bluff.example", recorder.runs()[-1]["reason"], "by name")


def check_other_ways():
    deliver(box, "INBOX", letter(7, "Mer", [("mer", "Mer att läsa", "Text.")]))
    answer = poll("start")
    tap.ok(answer["ok"], "STARTTLS: %s" % answer.get("why"))
    other = dotted.box("arkiv")
    other.create('"Bevakning.F&APY-rslag och r&AOU-d"')
    deliver(other, "Bevakning.F&APY-rslag och r&AOU-d", letter(8, "Ett förslag", [("f", "Ett förslag", "Text.")]))
    answer = poll("under")
    tap.equal((True, 1), (answer["ok"], answer["new"]), "a folder in a folder, å and ö: %s" % answer.get("why"))
    other.logout()


def check_faults():
    why = poll("okand")["why"]
    tap.has("Kommunens rot", why, "a certificate that nobody knows: " + why)
    why = poll("borta")["why"]
    tap.has("folder", why, "a folder that is not there: " + why)
    tries = server.log().count("auth failed")
    why = poll("fel")["why"]
    tap.has("log-in", why, "a wrong password: " + why)
    tap.equal(1, server.log().count("auth failed") - tries, "is tried once")
    feed = [f for f in daemon.ask("feeds")["feeds"] if f["name"] == "fel"][0]
    tap.ok(instant(feed["next"]) - instant(feed["last_try"]) >= 3600, "and not again for an hour")


daemon.start()
check_baseline()
check_new()
check_untouched()
check_renumbered()
check_stranger()
check_other_ways()
check_faults()
box.logout()
whole.done()
