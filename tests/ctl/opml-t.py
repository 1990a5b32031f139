# opml-t.py - feeds import and export: names, sources, doubles, hostile files
# SPDX-License-Identifier: MIT
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tap"))
from tap import BUILDDIR, done_testing, equal, has, ok
from fake import ENVIRONMENT

FOLDER = tempfile.TemporaryDirectory()
CONF = os.path.join(FOLDER.name, "conf")
SOURCES = os.path.join(CONF, "sources.d")

SET_UP = """[source vgr]
title = Västra Götalandsregionen & andra

[feed nyheter]
source = vgr
title = Nyheter
url = https://vgr.example/nyheter/?a=1&b=2
type = page
item = //li[@class='x']
read = linked, attachments
paused = yes
"""

OPML = """<opml version="2.0" xmlns:bevakad="urn:bevakad:opml"><body>
<outline text="VästKom &amp; GR">
 <outline text="Nyheter" xmlUrl="https://a.example/rss;sv=1?x=1&amp;y=2#z"/>
 <outline text="Nyheter" xmlUrl="https://b.example/rss"/>
 <outline text="Rubrik # ett; två &quot;citat&quot;&#10;[source x]" xmlUrl="https://c.example/"/>
</outline>
<outline text="Känd" xmlUrl="https://vgr.example/nyheter/?a=1&amp;b=2"/>
<outline text="Igen" xmlUrl="https://b.example/rss"/>
<outline text="Fil" xmlUrl="file:///etc/passwd"/>
<outline text="Rad" xmlUrl="https://d.example/&#10;paused = no"/>
<outline text="Egen" xmlUrl="https://e.example/lista" bevakad:type="page" bevakad:paused="nej"
 bevakad:item="//li[a]" bevakad:item-title="a/@title" bevakad:item-date="//[" bevakad:read="linked, allt"/>
<outline text="Ny" xmlUrl="https://g.example/lista" bevakad:item="//li[" bevakad:item-title="a"/>
<outline xmlUrl="https://www.f.example/nyhetsrum/rss.xml"/>
</body></opml>
"""


def ctl(*arguments):
    p = subprocess.run([os.path.join(BUILDDIR, "bevakactl"), *arguments], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                       capture_output=True, text=True, timeout=60)
    return p.returncode, p.stdout, p.stderr


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def check(folder):
    status, out, _ = ctl("check-config", "--config", folder, "--vendor", "/nowhere")
    return (status, out.strip()) if status else (status, out.strip().splitlines()[-1])


def check_import(file):
    status, out, err = ctl("feeds", "import", file, "--config", CONF)
    equal(0, status, "a list is taken over")
    equal(["nyheter-2", "nyheter-3", "rubrik-ett-tva-citat-source-x", "egen", "ny", "f-nyhetsrum"],
          re.findall(r"^\[feed (\S+)\]$", out, re.M), "names are made from titles, and differ from those that are there")
    equal(["vastkom-gr", "e", "g", "f"], re.findall(r"^\[source (\S+)\]$", out, re.M), "folders and hosts are sources")
    has('title = "Rubrik # ett; två \'citat\'?[source x]"', out, "no title ends its line")
    equal(["page"], re.findall(r"^type = (.*)$", out, re.M), "what is ours is taken over")
    equal(["//li[a]", "a/@title"], re.findall(r"^item.* = (.*)$", out, re.M), "when it is what it should be")
    ok("read" not in out and "passwd" not in out and "paused" not in out, "and nothing else")
    has("6 feeds taken over, 2 known already, 2 without an http address", err, "it is counted")
    return out


def check_write(file, out):
    path = os.path.join(SOURCES, "inlast.conf")
    status, shown, _ = ctl("feeds", "import", file, "--config", CONF, "--write", path)
    equal((0, ""), (status, shown), "--write shows nothing")
    with open(path, encoding="utf-8") as f:
        equal(out, f.read(), "and writes the same")
    equal((0, "7 feeds, 0 rules, 0 receivers: no fault"), check(CONF), "which has no fault")
    status, _, err = ctl("feeds", "import", file, "--config", CONF, "--write", path)
    equal(1, status, "a file that is there stays")
    has("there already", err, "and that is said")
    status, _, err = ctl("feeds", "import", file, "--config", CONF, "--write", path + "x")
    has("only NAME.conf", err, "a file that nobody would read is not written")


def check_export():
    """Complaint 53: what is written is read back the same, by names."""
    status, out, err = ctl("feeds", "export", "--opml", "--config", CONF)
    equal((0, ""), (status, err), "all feeds are written")
    file = write(os.path.join(FOLDER.name, "ut.opml"), out)
    other = os.path.join(FOLDER.name, "other")
    write(os.path.join(other, "bevakad.conf"), "[bevakad]\n")
    os.makedirs(os.path.join(other, "sources.d"))
    ctl("feeds", "import", file, "--config", other, "--write", os.path.join(other, "sources.d", "a.conf"))
    equal(check(CONF), check(other), "and read by another bevakad")
    status, again, _ = ctl("feeds", "export", "--opml", "--config", other)
    equal(out, again, "who writes the same")
    equal(2, ctl("feeds", "export", "--config", CONF)[0], "without --opml: usage")


def check_hostile():
    cases = [("root", "<rss/>", "not OPML"), ("empty", "", "no element"), ("deep", "<opml>" + "<outline>" * 100, "too deep"),
             ("entities", "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><outline text='&a;' xmlUrl='&a;'/></opml>", None)]
    for name, text, why in cases:
        file = write(os.path.join(FOLDER.name, name + ".opml"), text)
        status, out, err = ctl("feeds", "import", file, "--config", CONF)
        ok(status in (1, 3) and len(err.splitlines()) == 1, "%s: %s" % (name, err.strip()))
        if why:
            has(why, err, name + " says why")
    status, _, err = ctl("feeds", "import", "/nowhere.opml")
    equal((1, "bevakactl: /nowhere.opml: No such file or directory\n"), (status, err), "no file")
    equal(2, ctl("feeds", "import")[0], "no name: usage")


write(os.path.join(CONF, "bevakad.conf"), "[bevakad]\n")
write(os.path.join(SOURCES, "vgr.conf"), SET_UP)
list_file = write(os.path.join(FOLDER.name, "in.opml"), OPML)
check_write(list_file, check_import(list_file))
check_export()
check_hostile()
done_testing()
