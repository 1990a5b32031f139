# maildir-t.py - subscriptions by mail in a Maildir: read in place, told, nothing renamed
# SPDX-License-Identifier: MIT
import ctypes
import os
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from letters import day, letter  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()


class Maildir:
    def __init__(self, name):
        self.path = house.path(name, "")[:-1]
        self.n = 0
        for folder in ("tmp", "new", "cur"):
            os.makedirs(os.path.join(self.path, folder), exist_ok=True)

    def deliver(self, text, days=0):
        """As a delivery agent does: whole, then renamed into new/."""
        self.n += 1
        name = "1795334400.M%dP1.host" % self.n
        tmp, new = os.path.join(self.path, "tmp", name), os.path.join(self.path, "new", name)
        with open(tmp, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        if days:
            at = os.stat(tmp).st_mtime + days * 86400
            os.utime(tmp, (at, at))
        os.rename(tmp, new)
        return name

    def read_by_somebody(self, name):
        os.rename(os.path.join(self.path, "new", name), os.path.join(self.path, "cur", name + ":2,S"))

    def files(self):
        return sorted((os.path.relpath(os.path.join(at, f), self.path), os.stat(os.path.join(at, f)).st_mtime_ns)
                      for at, _, files in os.walk(self.path) for f in files)


post, full, bombs, strange, closed = (Maildir(n) for n in ("post", "full", "bomber", "ovan", "stängd"))
MAILBOX = "type = mailbox\nfrom = @departement.example\n"
recorder = Recorder(house)
daemon = house.daemon(settings(house, recorder, {
    "post": MAILBOX + "since = 30d\nurl = maildir:%s\n" % post.path,
    "full": MAILBOX + "url = maildir:%s\n" % full.path,
    "bomber": MAILBOX + "url = maildir:%s\n" % bombs.path,
    "borta": MAILBOX + "url = maildir:%s/finns/inte\n" % post.path,
    "ovan": MAILBOX + "url = maildir:%s\n" % strange.path,
    "stangd": MAILBOX + "url = maildir:%s\n" % closed.path.replace("ä", "%C3%A4"),
}), before=lambda: drop_rights())
daemon.configure({"bevakad.conf.d/kort.conf": "# kort.conf - bombs are found out soon\n[bevakad]\ndocument-time = 1 s\n"})


def drop_rights():
    """What root may read although the rights say no, it may not any more (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)


def poll(feed):
    return daemon.poll(feed)[feed]


def titles(feed):
    return sorted(i["title"] for i in daemon.ask("items", feed=feed)["items"])


def remiss(n, title="Remiss om vård"):
    return letter(n, "Brev %d" % n, [("r%d" % n, "%s %d" % (title, n), "Svar senast den %s." % day(30))])


def check_first():
    answer = poll("post")
    tap.ok(answer["ok"], "the first reading: %s" % answer.get("why"))
    tap.equal(["Remiss om vård 2"], titles("post"), "of what is not too old")
    tap.equal([], recorder.events(), "nobody is told")


def check_new():
    names = []
    for n in range(3, 8):  # no second between them
        names.append(post.deliver(remiss(n)))
        before = post.files()
        answer = poll("post")
        tap.equal((True, 1), (answer["ok"], answer["new"]), "mail %d, at once: %s" % (n, answer.get("why")))
        tap.equal(before, post.files(), "its file is as it was")
    tap.equal(["item.new"] * 5, recorder.events(), "each is told")
    for name in names:
        post.read_by_somebody(name)
    answer = poll("post")
    tap.equal((True, 0), (answer["ok"], answer["new"]), "mails that somebody read are not news")
    tap.ok(poll("post")["ok"], "nor the next time")
    tap.equal(6, len(titles("post")), "all is known once")


def check_full():
    full.deliver(remiss(1))
    tap.equal(1, poll("full")["new"], "one mail")
    for n in range(2, 252):
        full.deliver(remiss(n))
    for _ in range(3):  # or fewer: the rest is asked for soon
        poll("full")
    tap.equal(251, len(daemon.ask("items", feed="full", limit=1000)["items"]), "250 at once are all read")


def check_bombs():
    """A mail that ends the reader costs rounds of this feed, and then it is passed over."""
    bomb = (letter(90, "Bomb", []).split("\n\n")[0].replace("text/html; charset=utf-8", "multipart/mixed; boundary=b").encode()
            + b"\n\n" + b"--b\n\nx\n" * 560000)
    bombs.deliver(remiss(1))
    tap.ok(poll("bomber")["ok"], "before")
    bombs.deliver(remiss(2))
    bombs.deliver(bomb)
    bombs.deliver(remiss(3))
    rounds = []
    while len(rounds) < 12 and "Remiss om vård 3" not in titles("bomber"):
        rounds.append(poll("bomber"))
    tap.equal(["Remiss om vård %d" % n for n in (1, 2, 3)], titles("bomber"), "those beside it are read")
    failed = [r["why"] for r in rounds if not r["ok"]]
    tap.ok(1 <= len(failed) <= 3, "%d rounds fail: %s" % (len(failed), failed[:1]))
    tap.has("passed over", daemon.log(), "and the log says so")
    tap.ok(poll("bomber")["ok"], "after")


def check_faults():
    os.rmdir(os.path.join(strange.path, "cur"))
    os.chmod(closed.path, 0)
    os.chown(closed.path, 65534, 65534) if os.getuid() == 0 else None
    tap.has("no Maildir", poll("borta")["why"], "a folder that is not there: " + poll("borta")["why"])
    tap.has("cur", poll("ovan")["why"], "one that is no Maildir: " + poll("ovan")["why"])
    tap.has("may not be read", poll("stangd")["why"], "one that is closed: " + poll("stangd")["why"])
    os.chmod(closed.path, 0o755)
    tap.ok(poll("stangd")["ok"], "it is opened")


post.deliver(letter(1, "Urgammalt", [("u", "Urgammalt", "Text.")], days=-40), days=-40)
post.deliver(remiss(2))
daemon.start()
check_first()
check_new()
check_full()
check_bombs()
check_faults()
whole.done()
