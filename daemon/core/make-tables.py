#!/usr/bin/env python3
# make-tables.py - writes htmlref-table.c and encoding-table.c beside itself
# SPDX-License-Identifier: MIT
"""The names of character references are those of Python's html.entities,
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
                ["core/encoding-table.h"]),
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
                ["core/htmlref-table.h"]),
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


for file, text in (("encoding-table.c", encodings()),
                   ("htmlref-table.c", references())):
    with open(os.path.join(HERE, file), "w", encoding="ascii") as fh:
        fh.write(text)
