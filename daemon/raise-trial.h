/* raise-trial.h - a trial alert for one receiver by one notifier */
/* SPDX-License-Identifier: MIT */
#ifndef RAISE_TRIAL_H
#define RAISE_TRIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct turn;
struct conf_receiver;

/*
 * Its text says that it is a trial, its event is "test"; it goes this one way
 * at once, whatever hours the receiver has.  user is the person whose desktop
 * it is for, else ""; reason may be NULL.  Raised once by its key: *parcel is
 * 0 when one of that key is there already.
 */
bool raise_trial(struct turn *, const struct conf_receiver *,
    const char *notifier, const char *user, const char *reason, const char *key,
    int64_t *parcel, struct why *);

#endif
