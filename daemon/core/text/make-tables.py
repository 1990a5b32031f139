#!/usr/bin/env python3
# make-tables.py - writes the generated tables of core/, in C, beside itself
# SPDX-License-Identifier: MIT
"""encoding-table.c, htmlref-table.c, plain-element.c.

The names of character references are those of Python's html.entities,
which are the HTML Standard's; the upper halves of the single-byte encodings
are Python's codecs, put right where the Encoding Standard differs (bytes
0x80 to 0x9F that a vendor left free are C1 controls, a few letters)."""
import html.entities
import os

HERE = os.path.dirname(os.path.abspath(__file__))

# name in the Encoding Standard, codec, {byte: character} that differ
SINGLE = [
    ("IBM866", "cp866", {}),
    ("ISO-8859-2", "iso8859_2", {}), ("ISO-8859-3", "iso8859_3", {}),
    ("ISO-8859-4", "iso8859_4", {}), ("ISO-8859-5", "iso8859_5", {}),
    ("ISO-8859-6", "iso8859_6", {}), ("ISO-8859-7", "iso8859_7", {}),
    ("ISO-8859-8", "iso8859_8", {}), ("ISO-8859-10", "iso8859_10", {}),
    ("ISO-8859-13", "iso8859_13", {}), ("ISO-8859-14", "iso8859_14", {}),
    ("ISO-8859-15", "iso8859_15", {}), ("ISO-8859-16", "iso8859_16", {}),
    ("KOI8-R", "koi8_r", {}),
    ("KOI8-U", "koi8_u", {0xAE: 0x45E, 0xBE: 0x40E}),
    ("macintosh", "mac_roman", {}), ("windows-874", "cp874", {}),
    ("windows-1250", "cp1250", {}), ("windows-1251", "cp1251", {}),
    ("windows-1252", "cp1252", {}), ("windows-1253", "cp1253", {}),
    ("windows-1254", "cp1254", {}),
    ("windows-1255", "cp1255", {0xCA: 0x5BA}),
    ("windows-1256", "cp1256", {}), ("windows-1257", "cp1257", {}),
    ("windows-1258", "cp1258", {}),
    ("x-mac-cyrillic", "mac_cyrillic", {0xA2: 0x490, 0xB6: 0x491,
                                        0xFF: 0x20AC}),
]


# elements of HTML by what they do to the text around them (plain-tag.h)
ELEMENTS = {
    "INLINE":
     "a abbr acronym applet area audio b base basefont bdi bdo big "
     "blink button canvas cite code col colgroup data datalist del "
     "dfn em embed font frame frameset i iframe img input ins kbd "
     "label link map mark marquee math meta meter nobr noscript "
     "object output param picture progress q rp rt ruby s samp "
     "select small source span strike strong sub sup svg textarea "
     "time track tt u var video wbr ",
    "CELL":
     "td th ",
    "BLOCK":
     "address article aside blockquote body br caption center dd "
     "details dialog dir div dl dt fieldset figcaption figure footer "
     "form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li "
     "main menu nav ol optgroup option p pre section summary table "
     "tbody tfoot thead title tr ul xmp ",
    "SKIP":
     "script style template ",
}


def upper_half(codec, differ):
    for byte in range(0x80, 0x100):
        try:
            u = ord(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            windows = codec.startswith("cp") and byte < 0xA0
            u = byte if windows else 0xFFFD
        yield differ.get(byte, u)


def head(name, what, includes):
    return ("/* %s - %s; made by make-tables.py */\n"
            "/* SPDX-License-Identifier: MIT */\n%s\n/* clang-format off */\n"
            % (name, what, "".join('#include "%s"\n' % i for i in includes)))


def encodings():
    out = [head("encoding-table.c", "upper halves of the single-byte encodings",
                ["core/text/encoding-table.h"]),
           "const struct encoding_table encoding_tables[ENCODING_TABLES] = {\n"]
    for name, codec, differ in SINGLE:
        u = list(upper_half(codec, differ))
        out.append('\t{"%s", {\n' % name)
        for i in range(0, 128, 10):
            out.append("\t" + "".join("0x%04X," % x for x in u[i:i + 10]) + "\n")
        out.append("\t}},\n")
    out.append("};\n")
    assert len(SINGLE) == 27
    return "".join(out)


def quoted(text):
    return '"%s"' % "".join(
        "\\%s" % c if c in '"\\' else
        c if " " <= c < "\x7f" else
        "".join("\\%03o" % b for b in c.encode()) for c in text)


def references():
    bare = {k for k in html.entities.html5 if not k.endswith(";")}
    rows = sorted((k[:-1], v) for k, v in html.entities.html5.items()
                  if k.endswith(";"))
    out = [head("htmlref-table.c", "the named character references of HTML",
                ["core/text/htmlref-table.h"]),
           "const struct htmlref htmlref_table[HTMLREFS] = {\n"]
    line = ""
    for name, text in rows:
        cell = "{%s,%s,%d}," % (quoted(name), quoted(text), name in bare)
        if len(line) + len(cell) > 100:
            out.append("\t%s\n" % line)
            line = ""
        line += cell
    out.append("\t%s\n};\n" % line)
    assert len(rows) == 2125
    return "".join(out)


def name_key(name):
    """As element_find() makes it: the first eight bytes, and the length."""
    key = int.from_bytes(name.encode()[:8].ljust(8, b"\0"), "little")
    return (key + len(name)) % 2**64


def elements():
    rows = {n: w for w, names in ELEMENTS.items() for n in names.split()}
    odd = 0x9E3779B97F4A7C15
    while True:
        slots = {(name_key(n) * odd % 2**64) >> 55: n for n in rows}
        if len(slots) == len(rows):
            break
        odd = (odd * 6364136223846793005 + 1442695040888963407) % 2**64 | 1
    out = [head("plain-element.c", "elements of HTML, each in a slot of its own",
                ["core/text/plain-element.h"]),
           "const uint64_t plain_element_factor = 0x%016X;\n\n" % odd,
           "const struct plain_element plain_elements[PLAIN_ELEMENTS] = {\n"]
    for slot in sorted(slots):
        name = slots[slot]
        out.append('\t[%d] = {0x%016X, "%s", ELEMENT_%s},\n' % (
            slot, name_key(name), name, rows[name]))
    out.append("};\n")
    return "".join(out)


for file, text in (("encoding-table.c", encodings()),
                   ("htmlref-table.c", references()),
                   ("plain-element.c", elements())):
    with open(os.path.join(HERE, file), "w", encoding="ascii") as fh:
        fh.write(text)
