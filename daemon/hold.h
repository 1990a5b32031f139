/* hold.h - the clock of what is held back: told when its time has come */
/* SPDX-License-Identifier: MIT */
#ifndef HOLD_H
#define HOLD_H

#include <stdbool.h>

struct turn;
struct hold;

/* Looks after each commit when the next is due (keep-hold.h). */
struct hold *hold_new(struct turn *);
void hold_free(struct hold *);

/* Nothing of it is to be told now. */
bool hold_rests(const struct hold *);

#endif
