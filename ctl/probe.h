/* probe.h - a source looked at for the first time: what the files share */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_PROBE_H
#define CTL_PROBE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "core/reading.h"

struct event_base;
struct fetcher;
struct reader;
struct spawner;

/* probe-get.c: one request after the other, at the pace of a polite visitor */

/* What the configuration says, or its defaults. */
struct probe_settings {
	const char *contact, *libexec;
	const char *proxy, *ca; /* or NULL */
	int spacing; /* milliseconds between two requests to a host */
	int patience, document_seconds;
	size_t body_most, reader_memory;
	const char *const *allow; /* private networks; ends in NULL */
};

struct visitor {
	struct pool *pool; /* what is got lives as long */
	struct probe_settings set;
	struct event_base *base;
	struct fetcher *fetcher;
	struct reader *reader;
	struct spawner *spawner;
	const char *last_host;
	struct pool **kept; /* the documents' */
	size_t n_kept, kept_room;
};

/* What came of one request. */
struct got {
	const struct document *document; /* NULL: why says why not */
	const char *url;                 /* where it came from */
	const char *moved; /* where permanent moves lead, or NULL */
	bool paper;        /* it is a PDF */
	struct why why;
};

bool visitor_open(struct visitor *, struct why *);
void visitor_close(struct visitor *);
/* Asks, waits for the answer, reads it.  False: got->why. */
bool visitor_get(struct visitor *, const char *url, const struct reading *how,
    struct got *got);

/* probe-look.c: what there is at an address */
enum {
	PROBE_ITEMS = 5,  /* shown, and their pages read */
	PROBE_FEEDS = 6,  /* asked for at the most */
	PROBE_USUAL = 2,  /* of them: where a platform has its feed */
	PROBE_PAPERS = 2, /* of each page, that are read */
};

struct probed_feed {
	const char *url;
	const char *how; /* "linked from the page", "usual address" ... */
	const struct document *document; /* NULL: why */
	struct why why;
	bool fits; /* has what the page's list has */
};

struct probed_paper {
	const char *url;
	const struct item *text; /* NULL: why */
	struct why why;
};

struct probed_item {
	const struct item *item; /* of the feed or list */
	const struct item *page; /* what it links to, NULL when not read */
	bool paper;              /* it links to a PDF */
	size_t papers;           /* that its page links to */
	struct probed_paper paper_of[PROBE_PAPERS];
	size_t n_read;  /* of them: those that were asked for */
	struct why why; /* why the page was not read */
};

struct probe {
	struct visitor visitor;
	const char *typed; /* the address */
	const char *item;  /* XPath, or NULL */
	int day;           /* today */

	const char *url;             /* where to ask from now on */
	const char *came_from;       /* where the answer came from */
	const struct document *page; /* what is there */
	const char *platform, *mark; /* what made it, and how it is known */
	struct probed_feed feed[PROBE_FEEDS];
	size_t n_feeds;
	/* What to watch: a feed, or (NULL) the page's list. */
	const struct probed_feed *chosen;
	const struct document *watched;
	struct probed_item shown[PROBE_ITEMS];
	size_t n_shown;
	bool papers; /* some item's page has papers */
	bool pages;  /* some item has a page, or is a paper */
};

/* False, with the reason, when there is nothing to watch at all. */
bool probe_look(struct probe *, struct why *);

/* probe-section.c: [source] and [feed], ready to be pasted */
void probe_section(const struct probe *, struct str *);
/* probe-say.c: all of it, as comments before the section, or as JSON */
void probe_say(const struct probe *);
void probe_say_json(const struct probe *);

#endif
