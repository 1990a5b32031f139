# site-t.py - the publishing site: editions, templates, papers, faults
# SPDX-License-Identifier: MIT
import gzip
import http.client
import os
import subprocess
import sys
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site = house.site(today="2026-11-22")


def get(path, **headers):
    """(status, headers, body), also of a refusal; (0, None, the fault's name) of no answer."""
    request = urllib.request.Request(site.url + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()
    except (OSError, http.client.HTTPException) as fault:
        return 0, None, type(fault).__name__


def check_templates():
    site.put(0, "/a.html", "<p>@BASE@/b @SV+20@ @DAY+1@ @WEEKDAY+0@ @ISO-1@ @SIX+9@ @RFC822-1@ @TIME-1@"
                           " @STAMP+0@ @MS+0@ me@example.org @SV@ @NO+1@ @")
    tap.equal("<p>%s/b 12 december 2026 23 november söndag 2026-11-21 261201 Sat, 21 Nov 2026 08:00:00 GMT"
              " 2026-11-21T08:00:00Z 2026-11-22 10:13 1795334400000 me@example.org @SV@ @NO+1@ @" % site.url,
              get("/a.html")[2].decode(), "marks are filled, the rest stays")


def check_editions():
    site.put(0, "/x.xml", "zero")
    site.put(2, "/x.xml", "two")
    site.put(1, "/y.xml", "one")
    tap.equal((200, 404), (get("/x.xml")[0], get("/y.xml")[0]), "edition 0")
    site.edition(1)
    tap.equal([b"zero", b"one"], [get(p)[2] for p in ("/x.xml", "/y.xml")], "edition 1 lies over 0")
    site.edition(2)
    tap.equal([b"two", b"one"], [get(p)[2] for p in ("/x.xml", "/y.xml")], "edition 2 over both")
    site.put(1, "/q/index.html", "first")
    site.put(1, "/q/index.html?paged=2", "second")
    tap.equal([b"first", b"second", b"first"], [get("/q/" + q)[2] for q in ("", "?paged=2", "?paged=3")], "a query of its own")
    tap.equal("text/html; charset=utf-8", get("/q/?paged=2")[1]["Content-Type"], "has its type")
    site.edition(0)


def check_validators():
    _, headers, _ = get("/x.xml")
    tap.equal(304, get("/x.xml", If_None_Match=headers["ETag"])[0], "its ETag")
    tap.equal(200, get("/x.xml", If_None_Match='"other"')[0], "another ETag")
    tap.equal(304, get("/x.xml", If_Modified_Since=headers["Last-Modified"])[0], "its Last-Modified")
    site.edition(2)
    tap.equal(200, get("/x.xml", If_Modified_Since=headers["Last-Modified"])[0], "the next edition is newer")
    site.edition(0)
    tap.equal("text/xml; charset=utf-8", headers["Content-Type"], "type by name")
    _, headers, body = get("/x.xml", Accept_Encoding="gzip")
    tap.equal(("gzip", b"zero"), (headers["Content-Encoding"], gzip.decompress(body)), "packed when asked for")
    tap.equal(404, get("/../site.c")[0], "nothing outside of the folder")


def check_paper():
    site.put(0, "/m.pdf.txt", "Svara senast den @SV+20@ (åäö) \\ slut\n" + "rad\n" * 120)
    status, headers, body = get("/m.pdf")
    tap.equal((200, "application/pdf"), (status, headers["Content-Type"]), "a PDF made from text")
    text = subprocess.run(["pdftotext", house.write("m.pdf", body), "-"], capture_output=True, text=True).stdout
    tap.has("Svara senast den 12 december 2026 (åäö) \\ slut", text, "which pdftotext reads")
    tap.equal(2, text.strip().count("\f"), "on three pages")


def check_faults():
    for what, status, part in (("503", 503, b"Fel"), ("login", 200, b"password"), ("empty", 200, b""),
                               ("retry-after:7", 429, b""), ("close", 0, "RemoteDisconnected"),
                               ("truncate", 0, "IncompleteRead"), ("404", 404, b"")):
        site.fault("/x.xml", what, times=1)
        seen = get("/x.xml")
        tap.ok(seen[0] == status and part in seen[2], "%s: %s" % (what, seen[0] or seen[2]))
        tap.equal(b"zero", get("/x.xml")[2], "once only")
    site.fault("/x.xml", "redirect:/a.html")
    tap.has(b"example.org", get("/x.xml")[2], "a redirect")
    site.fault("/x.xml", "off")
    tap.equal(b"zero", get("/x.xml")[2], "and off")
    tap.equal(["redirect", "200", "200"], [e["outcome"].replace("refused", "redirect") for e in site.log()[-3:]], "log")


def check_end():
    site.fault("/x.xml", "hang")
    hung = http.client.HTTPConnection(site.url[7:], timeout=10)
    hung.request("GET", "/x.xml")
    site.fault("/a.html", "drip")
    dripping = http.client.HTTPConnection(site.url[7:], timeout=10)
    dripping.request("GET", "/a.html")
    tap.equal(b"<p>", dripping.getresponse().read(3), "a drip")
    site.close()
    tap.equal(0, site.process.returncode, "ends with its input, requests held or not")


check_templates()
check_editions()
check_validators()
check_paper()
check_faults()
check_end()
whole.done()
