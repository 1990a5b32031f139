# letters.py - mails as subscriptions send them, for the whole tests
# SPDX-License-Identifier: MIT
import base64
import datetime
import email.utils

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december"]


def day(days):
    """So many days from now, as officials write it."""
    d = datetime.date.today() + datetime.timedelta(days)
    return "%d %s %d" % (d.day, MONTHS[d.month - 1], d.year)


def letter(number, subject, links=(), sender="Nytt <nytt@departement.example>", days=0):
    """A digest: for each (path, title, text) a heading, which is a link, and its text; the number makes the Message-ID.

    A line of it looks like an IMAP server's, its footer says who got it.
    """
    at = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days))
    body = "".join("<h2><a href=\"https://www.departement.example/%s\">%s</a></h2><p>%s</p>\n" % link for link in links)
    return ("From: %s\nTo: Anna Hemlig <anna.hemlig@kommun.example>\nSubject: =?utf-8?B?%s?=\nDate: %s\n"
            "Message-ID: <%s@departement.example>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
            "<html><body>%s<pre>\nb4 OK FETCH completed\n* BYE\n</pre>\n"
            "<p><a href=\"https://www.departement.example/avsluta?e=anna.hemlig\">Avsluta prenumeration</a></p></body></html>\n"
            % (sender, base64.b64encode(subject.encode()).decode(), at, number, body))
