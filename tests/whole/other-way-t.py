# other-way-t.py - a feed's url, way of reading or place in the folder changes
# SPDX-License-Identifier: MIT
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "tests", "whole"))
import whole  # noqa: E402
from fixture import OLD, REMISS, Recorder, link_list, page, rss, settings  # noqa: E402
from whole import tap  # noqa: E402

house = whole.House()
site = house.site()
recorder = Recorder(house)
BOTH = "<div id=\"a\"><ul>%s</ul></div><div id=\"b\"><ul>%s</ul></div>"


def links(word):
    return "".join("<li><a href=\"/%s/%d.html\">Synpunktsrunda %s nummer %d</a></li>" % (word, n, word, n) for n in range(4))


def feeds(**lines):
    return settings(house, recorder, lines)


def rss_feed(path):
    return "url = %s%s" % (site.url, path)


def two_lists(which):
    return "url = %s/tva.html\ntype = page\nitem = //div[@id='%s']//li" % (site.url, which)


def reload(conf):
    daemon.configure(conf)
    daemon.ask("reload")


def state_of(name):
    return [f for f in daemon.ask("feeds")["feeds"] if f["name"] == name][0]["state"]


def titles(feed):
    return {i["title"] for i in daemon.ask("items", feed=feed, limit=100)["items"]}


def check_gone():
    """410, and then another address."""
    site.fault("/rss.xml", "410")
    daemon.poll("nytt")
    tap.equal("gone", state_of("nytt"), "a feed that is gone")
    site.put(0, "/ny.xml", rss([REMISS, OLD]))
    reload(feeds(nytt=rss_feed("/ny.xml"), tva=two_lists("a"), sidor=pages))
    tap.ok(state_of("nytt") != "gone", "is polled at its new url")
    daemon.poll("nytt")
    tap.equal([REMISS["title"]], [a["item"]["title"] for a in recorder.runs() if a["event"] == "item.new"],
              "and what came since is new")
    tap.ok("feed.recovered" in recorder.events(), "that it works again is told")


def check_way():
    """Another XPath over the same bytes."""
    tap.ok(any(" a " in t for t in titles("tva")), "one list of a page is read")
    reload(feeds(nytt=rss_feed("/ny.xml"), tva=two_lists("b"), sidor=pages))
    tap.ok(not daemon.poll("tva")["tva"]["unchanged"], "the same bytes are read again when asked for another way")
    tap.ok(any(" b " in t for t in titles("tva")), "and the other list is there")


def check_removed():
    """Pages of a feed that was taken away keep nobody waiting."""
    site.fault("/n/vantar.5.9.html", "500")
    site.put(0, "/nyheter.4.1.html", link_list(news + [("/n/vantar.5.9.html", "Synpunkter som väntar", -1)]))
    daemon.ask("poll", feeds=["sidor"])
    tap.equal(1, daemon.ask("status")["status"]["feeds"]["unread"], "a page that cannot be read yet")
    reload(feeds(nytt=rss_feed("/ny.xml"), tva=two_lists("b")))
    daemon.ask("settle")
    tap.ok(True, "without its feed, all is at rest")
    reload(feeds(nytt=rss_feed("/ny.xml"), tva=two_lists("b"), sidor=pages))
    tap.equal(1, daemon.ask("status")["status"]["feeds"]["unread"], "with it, it waits for its page again")


def check_once():
    """--once with nothing to poll ends by itself."""
    empty = whole.House()
    for path, text in settings(empty, recorder, {}).items():
        empty.write("conf/" + path, text)
    program = [os.path.join(whole.BUILD, "bevakad"), "--once", "--config", empty.path("conf", "")]
    run = subprocess.run(program, stderr=subprocess.PIPE, timeout=whole.PATIENCE, text=True)
    tap.equal(0, run.returncode, "a round of no feed at all is over at once")


news = [("/n/%s.5.%d.html" % (w, n), "Nyhet om %s" % w, -9) for n, w in enumerate(("alfa", "beta", "gamma"))]
pages = "url = %s/nyheter.4.1.html\ntype = page\nread = linked" % site.url
site.put(0, "/rss.xml", rss([OLD]))
site.put(0, "/tva.html", "<!DOCTYPE html><html lang=\"sv\"><head><title>Två</title></head><body>%s</body></html>"
         % (BOTH % (links("a"), links("b"))))
site.put(0, "/nyheter.4.1.html", link_list(news))
for address, title, _ in news:
    site.put(0, address, page(title, ["Läs mer."]))
daemon = house.daemon(feeds(nytt=rss_feed("/rss.xml"), tva=two_lists("a"), sidor=pages))
daemon.start()
daemon.poll()
check_gone()
check_way()
check_removed()
check_once()
whole.done()
