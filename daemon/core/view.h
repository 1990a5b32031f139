/* view.h - what of an item a rule looks at */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "core/date/closed.h"
#include "core/deadline/deadline.h"
#include "core/regex.h"

struct found;

/* A text as it stands (for =~ and for people), and folded by words_fold_all
 * (for words); each may be NULL. */
struct view_text {
	const char *raw, *folded;
};

/* folded of link and source are only needed where a rule asks for them. */
struct rule_view {
	const char *feed, *source; /* names */
	const char *const *tags;   /* of the feed; ends in NULL; or NULL */
	struct view_text title, text, link;
	struct view_text publisher; /* the source's name and title */
	const struct deadline *deadlines;
	size_t n_deadlines;
	int64_t now;       /* seconds */
	int64_t published; /* when it is not known, when it was seen */
	int today;
	const struct closed *closed; /* for working days; NULL: none of one's
				      * own */
	unsigned events;           /* bits of core/events.h; 0: not asked for */
	const struct found *found; /* core/lexicon.h; NULL: slower */
	struct regex_budget *budget; /* NULL: of each expression its own */
};

#endif
