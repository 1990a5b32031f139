# probe-t.py - as a new administrator would: probe, paste, check, reload, first alert
# SPDX-License-Identifier: MIT
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import Recorder, settings  # noqa: E402
from whole import tap  # noqa: E402

SITES = os.path.join(whole.SOURCE, "tests", "data", "sites")
CTL = os.path.join(whole.BUILD, "bevakactl")
RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*, synpunkt*, samverkansavtal*
deadline = remiss, expiry
remind = 1wd
to = desk
"""


def run(*arguments):
    done = subprocess.run([CTL, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=whole.PATIENCE)
    return done.returncode, done.stdout, done.stderr


def probe(house, address, *more):
    return run("probe", "--config", house.path("conf"), "--allow-private", "127.0.0.0/8", *more, address)


def option(section, key):
    """The value of a key in the [feed] section."""
    feed = section[section.index("[feed "):]
    values = [line.partition("=")[2].strip() for line in feed.splitlines() if line.partition("=")[0].strip() == key]
    return values[0] if values else None


def check_answer(name, expect, answer):
    wanted = expect["probe"]
    tap.equal((wanted["platform"], wanted["kind"]), (answer["platform"], answer["kind"]), name + ": what it is")
    if wanted["kind"] == "page":
        used = [rule for rule in answer["lists"] if rule["used"]]
        tap.ok(len(used) == 1 and used[0]["items"] >= 3, "%s: one rule is used: %s" % (name, used))
    tap.ok(3 <= len(answer["items"]) <= 5 and all(i["title"] and i["link"] for i in answer["items"]),
           "%s: its items are shown" % name)
    tap.equal({"page": "page", "feed": "feed"}[wanted["kind"]], option(answer["section"], "type"), name + ": type")


def check_site(name):
    with open(os.path.join(SITES, name, "expect.json"), encoding="utf-8") as f:
        expect = json.load(f)
    house = whole.House()
    site = house.site(os.path.join(SITES, name))
    recorder = Recorder(house)
    conf = settings(house, recorder, {})
    conf["rules.d/remisser.conf"] = RULES
    daemon = house.daemon(conf)
    daemon.start()
    status, out, err = probe(house, site.url + expect["probe"]["address"], "--json")
    if not tap.equal((0, ""), (status, err), name + ": a probe"):
        return
    answer = json.loads(out)
    check_answer(name, expect, answer)
    daemon.configure({"sources.d/ny.conf": answer["section"]})
    status, out, _ = run("check-config", "--config", house.path("conf"), "--vendor", "/nowhere")
    tap.equal((0, "1 feed, 1 rule, 1 receiver: no fault\n"), (status, out), name + ": its section is right")
    daemon.ask("reload")
    rounds = daemon.poll()
    tap.ok(len(rounds) == 1 and all(r["ok"] for r in rounds.values()), name + ": is read: %s" % rounds)
    tap.equal([], recorder.runs(), name + ": in silence at first")
    site.edition(1)
    daemon.poll()
    wanted = [e for e in expect["editions"][0]["events"]][:1]
    seen = recorder.runs()
    tap.equal([e[0] for e in wanted], [a["event"] for a in seen], name + ": the first alert")
    if seen:
        tap.has(wanted[0][1], seen[0]["item"]["title"], name + ": of what is new")
        kinds = [d["kind"] for d in seen[0]["deadlines"]]
        tap.has(wanted[0][2].split()[0], kinds, name + ": with its deadline")


def check_text():
    """What is printed for people can be pasted as it stands."""
    house = whole.House()
    site = house.site(os.path.join(SITES, "sitevision-news"), edition=1)
    recorder = Recorder(house)
    for path, text in settings(house, recorder, {}).items():
        house.write(os.path.join("conf", path), text)
    address = site.url + "/nyheter.4.559bb5c414ba77522564d4c5.html"
    status, out, err = probe(house, address)
    tap.equal((0, ""), (status, err), "for people")
    house.write("conf/sources.d/ny.conf", out)
    status, seen, _ = run("check-config", "--config", house.path("conf"), "--vendor", "/nowhere")
    tap.equal((0, "1 feed, 1 rule, 1 receiver: no fault\n"), (status, seen), "all of it can be pasted")
    for part in ("made by SiteVision (generator: sitevision)", "SiteVision: 6 items; used below", "Synpunktsrunda om program",
                 "remiss ", "Synpunkter på förslaget lämnas senast"):
        tap.has(part, out, "it says " + part)
    asked = [entry["path"] for entry in site.log()]
    tap.equal((6, 6), (len(asked), len(set(asked))), "the page and five items are asked for, once each")
    status, out, _ = probe(house, address, "--item", "//li[contains(@class,'sv-channel-item')][position()<3]")
    tap.has("item = //li[contains(@class,'sv-channel-item')][position()<3]\n", out, "by an XPath of one's own")
    tap.has("item: 2 items; used below", out, "which finds less")


def check_papers():
    """The dates of papers are shown as the daemon would read them."""
    house = whole.House()
    site = house.site(house.path("site", ""), today="2026-11-20")
    for path, text in settings(house, Recorder(house), {}).items():
        house.write(os.path.join("conf", path), text)
    names = {"ny-taxa.html": "Remiss om ny taxa", "svar/missiv.pdf": "Remiss om vatten", "trasig.html": "Remiss om buller", "trasig.pdf": "Remiss om damm"}
    site.put(0, "/lista.html", "<!DOCTYPE html><html><head><title>Remisser</title></head><body><main><h1>Remisser</h1><ul>%s</ul></main></body></html>" % "".join(
        "<li class='post'><a href='/%s'>%s</a> <time datetime='2026-11-1%d'>november</time></li>" % (link, title, n) for n, (link, title) in enumerate(names.items())))
    page = "<!DOCTYPE html><html><head><title>%s</title></head><body><main><article><h1>%s</h1><p>Vi vill ha era synpunkter på förslaget.</p>%s</article></main></body></html>"
    for n, title, papers in (("ny-taxa", "Remiss om ny taxa", ("ett", "tre", "fyra")), ("trasig", "Remiss om buller", ("trasig",))):
        site.put(0, "/%s.html" % n, page % (title, title, "".join("<a href='/%s.pdf'>%s</a> " % (p, p) for p in papers)))
    site.put(0, "/ett.pdf.txt", "Remiss\n\nSvar ska ha kommit in senast den\n15 januari 2027.\n")
    site.put(0, "/tre.pdf.txt", "Ingenting om tid.\n")
    site.put(0, "/fyra.pdf.txt", "Svar senast den 1 mars 2027.\n")
    site.put(0, "/svar/missiv.pdf.txt", "Remissvar lämnas senast den 3 februari 2027.\n")
    site.put(0, "/trasig.pdf", "%PDF-1.4 inget")
    status, out, err = probe(house, site.url + "/lista.html", "--json")
    tap.equal((0, ""), (status, err), "a list whose dates stand in papers")
    items = {i["title"]: i for i in json.loads(out)["items"]}
    found = {title: [(d["end"], (d["paper"] or "").rpartition("/")[2]) for d in items[title]["deadlines"]] for title in names.values()}
    tap.equal({"Remiss om ny taxa": [("2027-01-15", "ett.pdf")], "Remiss om vatten": [("2027-02-03", "")], "Remiss om buller": [], "Remiss om damm": []},
              found, "deadlines of a page's papers, and of an item that is one")
    tap.equal((3, True, False), (items["Remiss om ny taxa"]["papers"], items["Remiss om vatten"]["paper"], items["Remiss om buller"]["paper"]), "which is which")
    tap.ok("/fyra.pdf" not in [e["path"] for e in site.log()], "two papers of a page are enough")
    _, out, _ = probe(house, site.url + "/lista.html")
    for part in ("a PDF, whose text is read", "/ett.pdf\n", "/trasig.pdf: a PDF: ", "its page is not read: a PDF: ", "read = linked, attachments"):
        tap.has(part, out, "it says " + part.strip())


def check_faults():
    house = whole.House()
    site = house.site(house.path("site", ""))
    for path, text in settings(house, Recorder(house), {}).items():
        house.write(os.path.join("conf", path), text)
    site.put(0, "/ingen.html", "<html><body><h1>Om oss</h1><p>Ingen lista.</p></body></html>")
    site.put(0, "/start.html", "<html><body><h1>Start</h1><p>Ingen lista. <a href='/aktuellt/'>Alla nyheter &gt;</a></p></body></html>")
    site.put(0, "/tom.xml", "<rss version=\"2.0\"><channel><title>Tomt</title></channel></rss>")
    site.put(0, "/bild.pdf", "%PDF-1.4 inget")
    listing = ["probe", "--config", house.path("conf")]
    cases = [([], 2, "usage:"), (["--xml"], 2, "usage:"), (["ftp://a.example/"], 2, "http"), (["nyheter"], 2, "begins with"), (["127.0.0.1/nyheter"], 1, "https://127.0.0.1/nyheter: the address"), (["http://a b/"], 2, "no blanks"),
             (["--allow-private", "10/8", site.url], 2, "no network"), (["--item", "//[", site.url], 2, "column"),
             ([site.url + "/"], 1, "--allow-private")]
    allowed = ["--allow-private", "127.0.0.0/8"]
    cases += [(allowed + [site.url + path], 1, word) for path, word in
              (("/ingen.html", "no feed and no list"), ("/start.html", '"Alla nyheter >" may have one: http'), ("/saknas.html", "404"), ("/bild.pdf", "PDF"))]
    cases += [(allowed + ["--item", "//li", site.url + "/ingen.html"], 1, "//li"),
              (allowed + ["--item", "//li", site.url + "/tom.xml"], 1, "a feed"),
              (["http://127.0.0.1:1/"] + allowed, 1, "127.0.0.1")]
    for arguments, code, word in cases:
        status, out, err = run(*listing, *arguments)
        tap.ok((status, out) == (code, "") and len(err.splitlines()) == 1 and word in err, "%s: %s" % (arguments[-1:], err.strip()))
    status, out, err = run(*listing, *allowed, site.url + "/tom.xml")
    tap.ok(status == 0 and "there is no item just now" in out, "an empty feed is a feed")
    house.write("conf/bevakad.conf", "[bevakad]\nlibexec = /nowhere\nspacing = 0 s\n")
    status, out, err = run(*listing, *allowed, site.url + "/tom.xml")
    tap.ok(status == 1 and "/nowhere/bevakad-reader" in err, "no reader: " + err.strip())


for name in sys.argv[1:] or sorted(os.listdir(SITES)):
    check_site(name)
check_text()
check_papers()
check_faults()
whole.done()
