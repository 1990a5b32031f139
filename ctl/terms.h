/* terms.h - one deadline in full, and what is decided about it */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_TERMS_H
#define CTL_TERMS_H

#include "ctl/ctl.h"

/* True when the words were a verb (or wrong) and are done with. */
bool ctl_term(struct ctl *, enum ctl_exit *);

/* Lines of a card (ctl/history.c): in the pool, or NULL. */
const char *term_mark(struct pool *, const json_t *row);
const char *term_count(struct pool *, const json_t *row);
const char *term_law(struct pool *, const json_t *row);
const char *term_matter(struct pool *, const json_t *row);
const char *term_reminders(struct pool *, const json_t *row);
const char *term_lineage(struct pool *, const json_t *row);

#endif
