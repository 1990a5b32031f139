/* away.h - who is away now: of the configuration and of the state file */
/* SPDX-License-Identifier: MIT */
#ifndef AWAY_H
#define AWAY_H

struct turn;
struct away;

/*
 * Keeps the list that turn_absences() gives: sections [away] first, then what
 * was told by bevakactl away, which counts before them.  It is read again
 * when a transaction that changed it is over.
 */
struct away *away_new(struct turn *);
void away_free(struct away *);
/* The configuration is another one, or a row of the state file is. */
void away_reload(struct away *);

#endif
