/* calendar-inner.h - what the files of calendar share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef CALENDAR_INNER_H
#define CALENDAR_INNER_H

#include "base/pool.h"
#include "base/str.h"
#include "calendar.h"
#include "core/phrases.h"
#include "edge/ics.h"
#include "term.h"

/* A calendar that is being written, and the deadline at hand. */
struct page_of {
	struct turn *turn;
	struct pool *pool;
	enum language language;
	const struct term_rules *rules; /* of the receiver */
	bool disputed;                  /* another page says otherwise */
};

/* The events of one deadline: its day, and days to give notice. */
enum { CALENDAR_EVENTS = 4 };
size_t calendar_events(
    struct page_of *, const struct deadline_row *, struct ics_event *);

#endif
