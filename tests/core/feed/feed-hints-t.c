/* feed-hints-t.c - what feeds say of how often they are worth asking for */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "tap/tap.h"

#define BIT(n) (1U << (n))
#define RSS(x) "<rss version=\"2.0\"><channel>" x "</channel></rss>"
#define SY(x)                                                        \
	"<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" xmlns:rdf=\""   \
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:sy=\""  \
	"http://purl.org/rss/1.0/modules/syndication/\"><channel>" x \
	"</channel></rdf:RDF>"
#define ATOM(x) "<feed xmlns=\"http://www.w3.org/2005/Atom\">" x "</feed>"

static const struct {
	const char *what, *text;
	int ttl, period;
	int64_t base;
	unsigned hours, days;
} cases[] = {
    {"none", RSS(""), 0, 0, 0, 0, 0},
    {"ttl", RSS("<ttl> 60 </ttl>"), 60, 0, 0, 0, 0},
    {"ttl that is none", RSS("<ttl>ofta</ttl>"), 0, 0, 0, 0, 0},
    {"a negative ttl", RSS("<ttl>-60</ttl>"), 0, 0, 0, 0, 0},
    {"a huge ttl: a year", RSS("<ttl>99999999999</ttl>"), 527040, 0, 0, 0, 0},
    {"hours side by side",
	RSS("<skipHours><hour>0</hour><hour>1</hour><hour>23</hour>"
	    "</skipHours>"),
	0, 0, 0, BIT(0) | BIT(1) | BIT(23), 0},
    {"hours on lines of their own",
	RSS("<skipHours>\n <hour>2</hour>\n <hour> 03 </hour>\n</skipHours>"),
	0, 0, 0, BIT(2) | BIT(3), 0},
    {"hours from 1 to 24",
	RSS("<skipHours><hour>22</hour><hour>24</hour></skipHours>"), 0, 0, 0,
	BIT(22) | BIT(0), 0},
    {"hours that are none",
	RSS("<skipHours><hour>-1</hour><hour>25</hour><hour>5</hour>"
	    "<hour>x</hour><hour>7</hour></skipHours>"),
	0, 0, 0, BIT(5), 0},
    {"days", RSS("<skipDays><day>Saturday</day><day>sunday</day></skipDays>"),
	0, 0, 0, 0, BIT(SATURDAY) | BIT(SUNDAY)},
    {"days that are none",
	RSS("<skipDays><day>lördag</day><day>Monday</day></skipDays>"), 0, 0, 0,
	0, BIT(MONDAY)},
    {"empty lists", RSS("<skipHours/><skipDays></skipDays>"), 0, 0, 0, 0, 0},
    {"in an item it says nothing",
	RSS("<item><title>a</title><ttl>5</ttl><skipHours><hour>3</hour>"
	    "</skipHours></item>"),
	0, 0, 0, 0, 0},
    {"the item after a list is read",
	RSS("<skipDays><day>Friday</day></skipDays><item><title>a</title>"
	    "</item>"),
	0, 0, 0, 0, BIT(FRIDAY)},
    {"sy: twice a day",
	SY("<sy:updatePeriod>daily</sy:updatePeriod>"
	   "<sy:updateFrequency>2</sy:updateFrequency>"
	   "<sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>"),
	720, 720, 946728000, 0, 0},
    {"sy: without a frequency",
	SY("<sy:updatePeriod> hourly </sy:updatePeriod>"), 60, 60, 0, 0, 0},
    {"sy: as often as a frequency can say",
	SY("<sy:updatePeriod>hourly</sy:updatePeriod>"
	   "<sy:updateFrequency>1000000</sy:updateFrequency>"),
	1, 1, 0, 0, 0},
    {"sy: a word that is none", SY("<sy:updatePeriod>ofta</sy:updatePeriod>"),
	0, 0, 0, 0, 0},
    {"sy: a base that is none",
	SY("<sy:updatePeriod>daily</sy:updatePeriod>"
	   "<sy:updateBase>i dag</sy:updateBase>"),
	1440, 1440, 0, 0, 0},
    {"sy: without a declared prefix, in RSS",
	RSS("<ttl>15</ttl><sy:updatePeriod>weekly</sy:updatePeriod>"), 15,
	10080, 0, 0, 0},
    {"sy: in Atom",
	"<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:sy=\""
	"http://purl.org/rss/1.0/modules/syndication/\">"
	"<sy:updatePeriod>monthly</sy:updatePeriod></feed>",
	43200, 43200, 0, 0, 0},
    {"Atom says nothing by itself", ATOM("<title>a</title>"), 0, 0, 0, 0, 0},
};

int
main(void)
{
	feed_prepare();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pool *p = pool_new(1 << 20);
		struct body b = {
		    .bytes = cases[i].text, .len = strlen(cases[i].text)};
		struct document d;
		struct why w = {""};
		const char *what = cases[i].what;

		ok(feed_read(p, &b, &d, &w), "%s: read (%s)", what, w.text);
		is_int(cases[i].ttl, d.ttl, "%s: ttl", what);
		is_int(cases[i].period, d.period, "%s: period", what);
		is_int(cases[i].base, d.base, "%s: base", what);
		is_int(cases[i].hours, d.skip_hours, "%s: hours", what);
		is_int(cases[i].days, d.skip_days, "%s: days", what);
		is_int(strstr(cases[i].text, "<item>") != NULL, d.n_items,
		    "%s: items", what);
		pool_free(p);
	}
	return done_testing();
}
