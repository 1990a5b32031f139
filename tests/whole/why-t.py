# why-t.py - bevakactl why: a situation each, from an address to its receipt
# SPDX-License-Identifier: MIT
"""The first of the features no peer has: an answer to "why did nothing come?", also for items long ago (FEATURES.md section 4).

Complaint 27 (told why it was not sent), 37 (which terms matched, which did not), 50 (every alert cites its basis).
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, Recorder, age, entry, page, rss, settings  # noqa: E402
from whole import ctl, tap  # noqa: E402

RULES = """# remisser.conf - of a test
[rule remisser]
any = remiss*, synpunkt*
deadline = remiss, expiry
remind = 1wd
to = desk

[rule avtal]
any = *avtal
and = region*, tolk*
none = "utkast till"
to = chef

[rule fristad]
feeds = annat
any = remiss*
to = chef

[rule frister]
feeds = nytt
deadline = appeal
remind = 1wd
to = chef
"""
SOON = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 40 * 86400))
house = whole.House()
site = house.site()
recorder = Recorder(house)
conf = settings(house, recorder, {"nytt": "url = %s/rss.xml" % site.url, "annat": "url = %s/annat.xml\nread = linked" % site.url,
                                  "stilla": "url = %s/stilla.xml\npaused = yes" % site.url,
                                  "trasig": "url = %s/trasig.xml" % site.url})
conf["rules.d/remisser.conf"] = RULES
conf["receivers.d/chef.conf"] = "# chef.conf - of a test\n[receiver chef]\nmembers = anna\nvia = recorder, desktop\n"
daemon = house.daemon(conf)
published, others = [OLD], [entry("linked-0", "En gammal sida", "Text.", days=-3)]


def put():
    site.put(0, "/rss.xml", rss(published))
    site.put(0, "/annat.xml", rss(others))


def publish(name, title, text="Något om saken.", feed="nytt"):
    (published if feed == "nytt" else others).insert(0, entry(name, title, text, days=0))
    put()
    daemon.poll(feed)
    return item(title)


def item(title):
    return [i["id"] for i in daemon.ask("items")["items"] if i["title"] == title][0]


def why(what, *more):
    """(the codes of the steps, the step that decides, what people read)"""
    out = ctl(daemon, "why", what, "--json", *more)
    tap.equal((0, ""), (out.returncode, out.stderr), "why %s is answered" % what)
    told = json.loads(out.stdout)
    text = ctl(daemon, "why", what, *more).stdout
    tap.ok("?" not in text.replace("?", "", 0) or "{" not in text, "in whole sentences: %s" % text)
    return told["steps"], told.get("conclusion", {}), text


def codes(steps):
    return [s["code"] for s in steps]


def step(steps, code):
    return ([s for s in steps if s["code"] == code] or [{}])[0]


def refused(*words):
    out = ctl(daemon, "why", *words)
    return out.returncode, out.stderr


def check_01_delivered_by_address():
    publish("r1", "Remiss om nära vård", "Remissvar ska ha kommit in senast den @SV+30@. Se även bilden från 3 mars 2031.")
    steps, end, text = why(site.url + "/r1.html")
    tap.equal(("parcel.delivered", "desk", "recorder", 1, "kept"),
              tuple(end.get(k) for k in ("code", "receiver", "notifier", "tries", "answer")), "who got it when, by what, with what answer")
    tap.equal(recorder.program, end["program"], "accepted by the program")
    tap.has("desk fick den" if "fick" in text else "desk got it by recorder", text.splitlines()[0], "the answer comes first")
    for code in ("item.seen", "feed.ok", "item.keys", "item.news", "deadline.open", "rule.matches", "alert.raised"):
        tap.ok(code in codes(steps), "step " + code)
    tap.ok("link" in step(steps, "item.keys")["keys"], "by which keys: %s" % step(steps, "item.keys"))
    tap.has("Remissvar", step(steps, "deadline.open")["evidence"], "the deadline with its sentence")
    tap.equal((["remiss*"], ["synpunkt*"]), (step(steps, "rule.matches")["any_in"], step(steps, "rule.matches")["any_out"]),
              "which terms matched, and which did not")
    tap.equal("2031-03-03", step(steps, "date.no_cue").get("day"), "why another date is no deadline: %s" % codes(steps))


def check_02_other_spellings_of_the_address():
    for url in (site.url + "/r1.html?utm_source=x", site.url.upper().replace("HTTP", "http") + "/r1.html#top"):
        tap.equal("parcel.delivered", why(url)[1].get("code"), "the same page: " + url)
    tap.equal("parcel.delivered", why(item("Remiss om nära vård"))[1]["code"], "and by its id")
    a = daemon.ask("alerts")["alerts"][0]
    tap.equal("parcel.delivered", why(a["id"])[1]["code"], "by its alert")
    tap.equal("parcel.delivered", why(daemon.ask("outbox", alert=a["id"])["parcels"][0]["id"])[1]["code"], "by its parcel")
    d = daemon.ask("deadlines")["deadlines"][0]["id"]
    tap.ok("deadline.open" in codes(why(d)[0]), "and by its deadline")


def check_03_unknown_site():
    steps, end, text = why("https://www.example.org/nyhet/1")
    tap.equal((["url.unknown", "url.no_feed"], "url.no_feed"), (codes(steps), end["code"]), "no feed of that site")
    tap.has("bevakactl probe https://www.example.org/nyhet/1", text, "and what to do")


def check_04_not_in_the_list():
    steps, end, text = why(site.url + "/aldrig.html")
    tap.equal("url.unknown", codes(steps)[0], "never seen")
    tap.ok({"feed.ok", "feed.paused", "feed.window"} <= set(codes(steps)), "how the feeds of that site are: %s" % codes(steps))
    tap.ok(step(steps, "feed.window")["listed"] >= 1, "what was in the list")
    tap.ok(end["code"].startswith("feed."), "a feed decides: " + end["code"])


def check_05_paused():
    daemon.ask("pause", feed="annat", until=SOON, comment="flyttar i helgen")
    steps, _, text = why(item("En gammal sida"))
    tap.equal(("root", "flyttar i helgen"), tuple(step(steps, "feed.paused_by").get(k) for k in ("by", "comment")), "paused by whom, why")
    daemon.ask("resume", feed="annat")
    tap.has("sources.d/body.conf:", why(site.url + "/aldrig.html")[2], "or by the configuration, and where")


def check_06_failing():
    steps, _, text = why(site.url + "/aldrig.html")
    tap.ok(step(steps, "feed.failing").get("why"), "a feed that fails, with its reason: %s" % step(steps, "feed.failing"))
    tap.ok(step(steps, "feed.failing").get("failures", 0) >= 1, "and since when")


def check_07_baseline():
    steps, end, _ = why(site.url + "/gammal.html")
    tap.equal("item.baseline", end["code"], "it was there before: nobody is told")
    tap.ok("rule.matches" in codes(steps), "though a rule concerns it")


def check_08_no_word_of_any():
    steps, end, text = why(publish("k1", "Konsthallen öppnar", "Välkommen till invigningen."))
    tap.equal(("rule.none", 4), (end["code"], end["rules"]), "no rule concerns it")
    tap.equal(["remiss*", "synpunkt*"], step(steps, "rule.any_lacks")["any_out"], "the words that are not in it")


def check_09_a_word_of_and_lacks():
    steps, end, _ = why(publish("a1", "Samverkansavtal om regionens bussar"))
    lacks = step(steps, "rule.and_lacks")
    tap.equal(("avtal", ["*avtal"], ["region*"], ["tolk*"]), tuple(lacks.get(k) for k in ("rule", "any_in", "and_in", "and_out")),
              "which words are there and which lacks")
    tap.equal("avtal", end.get("nearest"), "it is the nearest rule")


def check_10_forbidden():
    steps, _, _ = why(publish("a2", "Utkast till avtal om tolkar i regionen"))
    tap.equal(["\"utkast till\""], step(steps, "rule.forbidden").get("none_in"), "a word that forbids it: %s" % step(steps, "rule.forbidden"))


def check_11_other_feed():
    steps, _, _ = why(item("Remiss om nära vård"))
    tap.equal(("fristad", ["annat"]), tuple(step(steps, "rule.other_feed").get(k) for k in ("rule", "feeds")), "a rule of other feeds")


def check_12_no_deadline_of_its_kinds():
    steps, _, _ = why(item("Konsthallen öppnar"))
    tap.equal(("frister", ["appeal"]), tuple(step(steps, "rule.no_deadline").get(k) for k in ("rule", "kinds")), "it lives on deadlines")
    tap.ok("deadline.none" in codes(steps), "and none was found")


def check_13_not_to_that_receiver():
    steps, end, _ = why(item("Remiss om nära vård"), "--receiver", "chef")
    tap.ok(end["code"] in ("rule.not_to", "alert.not_to"), "no rule that concerns it goes there: " + end["code"])
    tap.equal("chef", end["receiver"], "to whom")
    tap.ok("parcel.delivered" not in codes(steps), "what others got is not told")
    tap.equal(3, refused(item("Remiss om nära vård"), "--receiver", "nej")[0], "a receiver that is none")


def check_14_waits():
    recorder.do("echo reläet är borta; exit 75")
    _, end, text = why(publish("w1", "Remiss om vatten"))
    tap.equal(("parcel.again", 1), (end["code"], end["tries"]), "it is tried again")
    tap.has("reläet är borta", text, "what the notifier said")
    tap.ok(end.get("next"), "and when: %s" % end.get("next"))


def check_15_given_up():
    recorder.do(None)
    daemon.ask("retry")
    daemon.ask("settle")
    recorder.do("echo 550 finns inte; exit 67")
    _, end, text = why(publish("g1", "Remiss om skog"))
    tap.equal("parcel.given_up", end["code"], "it was given up")
    tap.has("550 finns inte", text, "with the reason")
    tap.has("bevakactl outbox replay P", text, "and what to do")
    dead = daemon.ask("dead")["parcels"]
    daemon.ask("drop", parcels=[p["id"] for p in dead], reason="prov")
    recorder.do(None)
    tap.equal("parcel.withdrawn", why(item("Remiss om skog"))[1]["code"], "or dropped")
    tap.has("prov", why(item("Remiss om skog"))[2], "for a reason")


def check_16_silenced():
    daemon.ask("silence", match=["rule=remisser"], until=SOON, comment="semester")
    _, end, text = why(publish("s1", "Remiss om tystnad"))
    tap.ok(end["code"] in ("alert.silenced", "parcel.withdrawn"), "a silence hid it: " + end["code"])
    tap.has("S1", text, "which one")
    tap.has("semester", text, "and why")
    daemon.ask("unsilence", silence="S1")


def check_17_desktop():
    steps, _, text = why(publish("d1", "Regionens avtal om tolkar"))
    tap.equal("anna", step(steps, "parcel.desktop").get("user"), "it waits for a session")
    tap.equal("parcel.delivered", [s["code"] for s in steps if s.get("notifier") == "recorder"][0], "and went by the other way")


def check_18_taken_snoozed_done():
    a = [x for x in daemon.ask("alerts")["alerts"] if "tolkar" in x["title"]][0]["id"]
    daemon.ask("ack", alert=a, comment="Dnr 7")
    daemon.ask("snooze", alert=a, until=SOON)
    daemon.ask("done", alert=a, comment="besvarad")
    steps, _, text = why(a)
    tap.equal(["alert.acked", "alert.snoozed", "alert.done"], [c for c in codes(steps) if c in ("alert.acked", "alert.snoozed", "alert.done")],
              "what persons did, in order")
    tap.has("Dnr 7", text, "with their words")
    tap.ok("parcel.withdrawn" in codes(steps), "what had not left never will")


def check_19_unread_page():
    site.fault("/u1.html", "500")
    id = publish("u1", "Remiss i sidan", feed="annat")
    steps, end, _ = why(id)
    tap.equal("item.unread", end["code"], "its page could not be read yet")
    tap.ok(end["tries"] >= 1, "so many tries: %s" % end)
    site.put(0, "/u1.html", page("Remiss i sidan", ["Remissvar senast den @SV+40@."]))


def check_20_rule_came_later():
    id = publish("l1", "Bygglov i Torslanda")
    daemon.configure({"rules.d/bygg.conf": "# bygg.conf - of a test\n[rule bygg]\nany = bygglov*\nto = desk\n"})
    daemon.ask("reload")
    steps, end, _ = why(id)
    tap.equal("alert.rules_later", end["code"], "the rule is newer than the item")
    tap.equal("bygg", step(steps, "rule.only_now").get("rule"), "which one")


def check_21_rule_went():
    daemon.configure({"rules.d/bygg.conf": "# bygg.conf - of a test\n[rule bygg]\nany = rivning*\nto = desk\n",
                      "rules.d/remisser.conf": RULES.replace("any = remiss*, synpunkt*", "any = samråd*")})
    daemon.ask("reload")
    steps, end, _ = why(item("Remiss om vatten"))
    tap.ok(end["code"].startswith("parcel."), "what was told stays told: " + end["code"])
    tap.equal("remisser", step(steps, "rule.only_then").get("rule", step(steps, "rule.matches").get("rule")), "by a rule that is other now")
    daemon.configure({"rules.d/remisser.conf": RULES})
    daemon.ask("reload")


def check_22_long_ago():
    age(daemon, 700, due=False)
    steps, end, text = why(item("Remiss om nära vård"))
    tap.equal("parcel.delivered", end["code"], "two years later the same is said")
    tap.ok("deadline.passed" in codes(steps) or "deadline.open" in codes(steps), "with its deadline: %s" % codes(steps))


def check_23_moved_deadline():
    publish("m1", "Remiss om flytt", "Remissvar ska ha kommit in senast den @SV+30@.")
    published[0] = entry("m1", "Remiss om flytt", "Ny remisstid: remissvar ska ha kommit in senast den @SV+45@.", days=0)
    put()
    daemon.poll("nytt")
    steps, _, _ = why(item("Remiss om flytt"))
    tap.ok("deadline.moved" in codes(steps), "where a deadline went: %s" % codes(steps))
    tap.equal(2, step(steps, "item.changed").get("versions"), "and that the text has changed")


def check_24_wrong():
    tap.equal(3, refused("I99999")[0], "an item that is none")
    tap.equal(3, refused("A99999")[0], "an alert that is none")
    tap.equal(2, refused()[0], "nothing asked")


def check_26_held_by_quiet_time_and_digest():
    daemon.configure({"receivers.d/tyst.conf": "# tyst.conf - of a test\n[period alltid]\nclosed = weekdays 00:00-24:00, sat, sun 00:00-12:00\n"
                      "[digest veckobrev]\nat = mon 07:45\n[receiver natt]\nvia = recorder\nquiet = alltid\n"
                      "[receiver brev]\nvia = recorder\ndigest = veckobrev\n[group alla]\nreceivers = natt, brev\n",
                      "rules.d/tyst.conf": "# tyst.conf - of a test\n[rule tyst]\nany = fjäril*\nto = brev, natt\n"})
    daemon.ask("reload")
    id = publish("h1", "Fjärilar i parken")
    steps, _, text = why(id)
    held = {s["receiver"]: s for s in steps if s["code"].startswith("parcel.")}
    tap.ok(held["brev"]["code"] == "parcel.held" and held["brev"].get("next"), "a digest: who gets it when: %s" % held)
    tap.has("veckobrev", held["brev"].get("reason", ""), "and why not at once")
    one = why(id, "--receiver", "brev")[1]
    tap.equal(("parcel.held", "brev"), (one["code"], one["receiver"]), "asked for one receiver that is the answer")
    tap.has("är inte omedelbar (high, critical): i sammandraget veckobrev", " ".join(swedish("why", id).split()), "the reason in Swedish, too")


def check_27_told_by_another_feed():
    site.put(0, "/e2.html", page("Remiss om ekar", ["Om saken."]))
    first = publish("e1", "Remiss om ekar i parken", "Dnr RS 2031-04711. Om saken.")
    second = publish("e2", "Remiss om ekar i parken", "Dnr RS 2031-04711. Om saken.", feed="annat")
    id = [i["id"] for i in daemon.ask("items")["items"] if i["feed"] == "annat" and "ekar" in i["title"]][0]
    steps, end, _ = why(id)
    tap.ok("alert.story" in codes(steps), "another feed's alert speaks for it: %s" % codes(steps))
    tap.equal("parcel.delivered", end["code"], "and was delivered")
    tap.ok(first != second, "they are two items")


def check_28_a_paper():
    site.put(0, "/paper.html", page("Remiss om kajer", ["Om saken.", "Bilagor."]).replace(
        "Bilagor.", '<a href="/dokument/kajer%20missiv.pdf">Missiv</a> <a href="/dokument/karta.pdf">Karta</a>'))
    id = publish("paper", "Remiss om kajer", feed="annat")
    for address in ("/dokument/karta.pdf", "/dokument/kajer%20missiv.pdf?utm_source=brev"):
        steps, end, text = why(site.url + address)
        tap.equal(("url.paper", id), (steps[0]["code"], steps[0]["item"]), "a paper leads to the item whose page has it: %s" % address)
        tap.equal("parcel.delivered", end["code"], "and to what became of it")
    tap.equal("url.unknown", why(site.url + "/dokument/annan.pdf")[0][0]["code"], "a paper of nothing is unknown")


def swedish(*words):
    return whole.subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "--socket", daemon.socket] + list(words), capture_output=True, text=True,
                                env=dict(os.environ, LANG="sv_SE.UTF-8", LC_ALL="sv_SE.UTF-8")).stdout


def check_25_swedish():
    out = whole.subprocess.run([os.path.join(whole.BUILD, "bevakactl"), "--socket", daemon.socket, "why", item("Remiss om nära vård")],
                               capture_output=True, text=True, env=dict(os.environ, LANG="sv_SE.UTF-8", LC_ALL="sv_SE.UTF-8"))
    tap.has("desk fick den med recorder", out.stdout, "in Swedish: %s" % out.stdout)
    tap.has("regeln remisser stämmer genom remiss*", out.stdout, "all of it")


site.fault("/trasig.xml", "500")
put()
daemon.start()
daemon.poll()
for name, check in sorted(list(globals().items())):
    if name.startswith("check_"):
        check()
whole.done()
