# formats-t.py - the formats of notify-webhook: what each service would get
# SPDX-License-Identifier: MIT
import http.server
import json
import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from notifier import alert, folder, run  # noqa
from tap import done_testing, equal, has, ok  # noqa

TOP = os.environ.get("TOP_SRCDIR", os.getcwd())
FORMATS = os.path.join(TOP, "plugins", "webhook", "formats")
TMP = folder()
TOKEN = "h3mlig-nyckel"
NASTY = {
    "title": "<!channel> @everyone *fet* [x](http://evil) & \"cit\" `k` <b>|",
    "text": "rad ett <@U1>\n# rubrik @here\n{{token}} {{option.token}} \\",
    "link": "https://www.example.org/a b|c>d)\"e?x=1&y=å",
}
with open(os.path.join(TMP, "key"), "w") as file:
    file.write(TOKEN + "\n")


class Hook(http.server.BaseHTTPRequestHandler):
    seen = []

    def take(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Hook.seen.append((self.command, self.path, self.headers, body))
        self.send_response(200)
        self.end_headers()

    do_POST = do_PUT = take

    def log_message(self, *arguments):
        pass


SERVER = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
threading.Thread(target=SERVER.serve_forever, daemon=True).start()
URL = "http://127.0.0.1:%d" % SERVER.server_address[1]


def send(name, members=None, **options):
    settings = {"url": URL + "/hook", "allow-private": "yes",
                "format": os.path.join(FORMATS, name + ".json"), **options}
    settings = {k.replace("_", "-"): v for k, v in settings.items()}
    ran = run("notify-webhook", alert(settings, **(members or {})),
              credentials=TMP)
    if ran.status != 0:
        return ran, None, None, None, None
    method, path, headers, body = Hook.seen.pop()
    return ran, method, path, headers, json.loads(body)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            ok(not key.startswith("$") or key == "$schema", "no " + key)
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


OPTIONS = {"ntfy": {"topic": "remisser", "token": "key"},
           "gotify": {"token": "key"},
           "matrix": {"room": "!ab/c:example.org", "token": "key"}}


def check_all():
    """Each format, with an ordinary, a bare, a hostile and a huge alert."""
    names = sorted(name[:-5] for name in os.listdir(FORMATS))
    equal(["alertmanager", "discord", "gotify", "matrix", "mattermost",
           "ntfy", "slack", "standard", "teams-card"], names, "the formats")
    bare = dict.fromkeys(("link", "source", "feed", "rules", "receiver",
                          "text", "created"))
    long = {"title": "Å" * 5000, "text": "\"å😀\n" * 9000,
            "link": "https://www.example.org/" + "x" * 2500}
    for name in names:
        for what in ({}, bare, NASTY, long):
            ran, _, _, headers, body = send(
                name, what, **OPTIONS.get(name, {}))
            equal(0, ran.status, name + " is delivered " + ran.last)
            if name == "standard":
                continue
            size = int(headers["Content-Length"])
            ok(size <= 20000, "%s: %d bytes" % (name, size))
            all_texts = list(texts(body))
            ok(not any("{{title" in t or "{{alert" in t for t in all_texts),
               name + ": no field is left unfilled")
            ok(TOKEN not in json.dumps(body), "the token is not told")
            for mention in ("@everyone", "@here", "<!channel>", "<@U1>"):
                ok(name in ("gotify", "ntfy", "alertmanager", "matrix") or
                   (name == "slack" and mention[0] == "@") or
                   not any(mention in t for t in all_texts
                           if t not in plain(name, body)),
                   "%s: nobody is mentioned by %s" % (name, mention))


def plain(name, body):
    """Members that their service reads as plain text."""
    if name == "slack":
        return [body["blocks"][0]["text"]["text"]]
    if name == "mattermost":
        return [body["attachments"][0]["fallback"]]
    return []


def check_slack():
    _, method, path, headers, body = send("slack")
    equal(("POST", "/hook"), (method, path), "slack: where to")
    equal(["header", "section", "actions", "context"],
          [b["type"] for b in body["blocks"]], "blocks")
    equal("Öppna", body["blocks"][2]["elements"][0]["text"]["text"], "sv")
    _, _, _, _, body = send("slack", {"language": "en", "link": None})
    equal(["header", "section", "context"],
          [b["type"] for b in body["blocks"]], "no link, no button")
    _, _, _, _, body = send("slack", NASTY)
    has("&lt;!channel&gt; @everyone *fet*", body["text"], "escaped")
    equal("https://www.example.org/a%20b%7Cc%3Ed%29%22e?x=1&y=%C3%A5",
          body["blocks"][2]["elements"][0]["url"], "a link stays a link")
    _, _, _, _, body = send("slack", {"title": "😀" * 200, "text": "&" * 5000})
    equal("😀" * 74 + "…", body["blocks"][0]["text"]["text"],
          "150 as they count")
    section = body["blocks"][1]["text"]["text"]
    equal("&amp;" * 579 + "…", section, "no entity is cut")


def check_chats():
    """Complaint 54: a chat that changes its form needs a file, not a program."""
    _, _, _, _, body = send("mattermost", {"priority": "critical"})
    equal("urgent", body["priority"]["priority"], "mattermost: priority")
    ok("priority" not in send("mattermost", {"priority": "low"})[4],
       "and none for the others")
    _, _, _, _, body = send("teams-card", NASTY)
    card = body["attachments"][0]["content"]
    equal(("AdaptiveCard", "1.4"), (card["type"], card["version"]), "teams")
    has("rad ett \\<@\u200bU1\\>\n\n\\# rubrik", card["body"][1]["text"],
        "a line of the text is a line of the card")
    equal(["Action.OpenUrl"], [a["type"] for a in card["actions"]], "action")
    _, _, _, _, body = send("discord", NASTY)
    equal({"parse": []}, body["allowed_mentions"], "discord: no mentions")
    equal("2026-11-22T08:00:00Z", body["embeds"][0]["timestamp"], "discord: its time as ISO 8601, which it insists on")
    has("\\*fet\\* \\[x\\]\\(http", body["embeds"][0]["title"], "no markup")
    _, _, _, _, body = send("discord", {"text": "å" * 9000,
                                        "title": "å" * 300})
    equal([4000, 256], [len(body["embeds"][0][k]) for k in (
        "description", "title")], "within discord's limits")


def check_titles():
    """A title is one line, and cannot turn the direction of what stands behind it."""
    for name in sorted({n[:-5] for n in os.listdir(FORMATS)} - {"standard"}):  # which is the alert as it is
        _, _, _, headers, body = send(name, {"title": "Remiss\r\nX-Evil: 1\u202e\x07\u2028slut", "text": "x"}, **OPTIONS.get(name, {}))
        found = [one for one in texts(body) if "Evil" in one]
        ok(found, name + ": has the title")
        ok(not any(c in one.partition("Evil")[0] + one.partition("Evil")[2][:12] for one in found for c in "\r\u202e\x07\u2028"),
           name + ": in one line: %r" % found[:2])
        ok(not any("evil" in key.lower() for key in headers), name + ": and in no header")


def check_pushes():
    _, method, path, headers, body = send(
        "ntfy", {"priority": "critical", "text": "å" * 4000},
        topic="remisser", url=URL)
    equal(("POST", "/", None), (method, path, headers["Authorization"]),
          "ntfy: its root, no token")
    equal(("remisser", 5), (body["topic"], body["priority"]), "topic")
    ok(3700 < len(body["message"].encode()) <= 3800, "bytes, not letters")
    _, _, _, headers, _ = send("ntfy", topic="x", token="key")
    equal("Bearer " + TOKEN, headers["Authorization"], "with a token")
    _, _, path, headers, body = send("gotify", url=URL + "/", token="key")
    equal(("/message", TOKEN, 7),
          (path, headers["X-Gotify-Key"], body["priority"]), "gotify")
    _, method, path, headers, body = send(
        "matrix", NASTY, url=URL, token="key", room="!ab/c:example.org")
    equal(("PUT", "/_matrix/client/v3/rooms/%21ab%2Fc%3Aexample.org/send/"
           "m.room.message/A17.P99.1795334400"), (method, path), "matrix")
    ok("<b>" not in body["formatted_body"] and
       "&lt;b&gt;" in body["formatted_body"], "no markup of the title's")
    has("rad ett &lt;@U1&gt;<br># rubrik", body["formatted_body"], "lines")
    has("{{token}} {{option.token}}", body["body"], "what an alert says is "
        "never filled again")
    _, _, path, _, body = send("alertmanager", url=URL)
    equal(("/api/v2/alerts", "warning", "remiss-vard"),
          (path, body[0]["labels"]["severity"], body[0]["labels"]["rule"]),
          "alertmanager")


def complaint_54_a_service_changes_its_host_or_its_form():
    _, _, _, headers, body = send("teams-card")
    equal(("message", ["application/vnd.microsoft.card.adaptive"], "application/json"),
          (body["type"], [a["contentType"] for a in body["attachments"]],
           headers["Content-Type"].split(";")[0]), "54: a card in the envelope that Teams takes now")
    for url in ("http://example.webhook.invalid/webhookb2/1",
                "http://prod-12.westeurope.logic.invalid:8080/workflows/1/triggers/manual?sig=a%2Fb",
                "http://proxy.myndighet.invalid/vidare/till/teams"):
        ran, _, path, _, _ = send("teams-card", url=url, proxy=URL, allow_private="no")
        equal((0, url), (ran.status, path), "54: any host is one that may be written to: " + url)
    with open(os.path.join(FORMATS, "teams-card.json")) as file:
        form = json.load(file)
    form["body"] = {"kort": form["body"]["attachments"][0]["content"], "id": "{{alert}}"}
    path = os.path.join(TMP, "nytt-kort.json")
    with open(path, "w") as file:
        json.dump(form, file)
    ran, _, _, _, body = send("nytt-kort", format=path)
    equal((0, "AdaptiveCard", "A17"), (ran.status, body["kort"]["type"], body["id"]),
          "54: what the service asks for next is a file, no program")


def check_settings():
    for name, options, word in (
            ("ntfy", {}, "topic"), ("gotify", {}, "token"),
            ("matrix", {"room": "x"}, "token")):
        ran = send(name, **options)[0]
        equal(78, ran.status, name + " needs " + word)
        has(word, ran.last, "and says so")
    ran = send("slack", url="", url_credential="hook")[0]
    equal(78, ran.status, "a credential that is missing")
    with open(os.path.join(TMP, "hook"), "w") as file:
        file.write(URL + "/services/" + TOKEN + "\n")
    equal("/services/" + TOKEN,
          send("slack", url="", url_credential="hook")[2],
          "the address as a credential")
    ran = send("slack", url_credential="hook")[0]
    equal(78, ran.status, "one of both")
    ran = run("notify-webhook", alert({"format": "no-such"}))
    equal(78, ran.status, "a format that is not there")
    has("no format 'no-such'", ran.last, "is told")


def check_broken():
    """A format of one's own: faults have a place, and nothing is sent."""
    path = os.path.join(TMP, "own.json")
    for text, wanted in (
            ('{"body": {"a": "{{title|fet}}"}}', "body.a: 'fet' is no number"),
            ('{"body": ["x", {"b": "{{title"}]}', "body[1].b: {{ without }}"),
            ('{"body": "{{Ti tle}}"}', "no name of a member"),
            ('{"body": {"$if": "x"}}', "body: $if without then"),
            ('{"body": {"$if": "x", "then": 1, "y": 2}}', "'y' beside $if"),
            ('{"body": {"$each": "rules", "do": 1}}', "$each outside a list"),
            ('{"body": {"$loop": 1}}', "there is no $loop"),
            ('{"body": 1, "method": "GET"}', "POST or PUT"),
            ('{"body": 1, "headers": {"a b": "c"}}', "'a b' is no name"),
            ('{"body": 1, "escape": "rot13"}', "escape is one of none"),
            ('{"body": 1, "bodi": 1}', "there is no member bodi"),
            ('{"about": "x"}', "no body"), ("[]", "no body"),
            ('{"body": 1,\n "body": 2}', "own.json:2:"),
            ('{"body": ' + "[" * 30 + "]" * 30 + "}", "deep")):
        with open(path, "w") as file:
            file.write(text)
        ran = run("notify-webhook", alert({
            "url": URL, "allow-private": "yes", "format": path}))
        equal(78, ran.status, "refused: " + text[:40])
        has(wanted, ran.last, "says where")
    with open(path, "w") as file:
        json.dump({"body": {"n": [{"$each": "rules", "most": 1,
                                   "do": "{{name}} {{title|5}} {{alert}}"}],
                            "i": {"$map": "version", "to": {"1": True}}}},
                  file)
    ran = run("notify-webhook", alert({"format": path}), "-n")
    equal({"n": ["remiss-vard Remi… A17"], "i": True}, json.loads(ran.output),
          "each, map, and names of both")
    equal([], Hook.seen, "nothing was sent")


check_all()
check_slack()
check_chats()
check_titles()
check_pushes()
complaint_54_a_service_changes_its_host_or_its_form()
check_settings()
check_broken()
done_testing()
