/* raise-trial.c - a trial alert for one receiver by one notifier */
/* SPDX-License-Identifier: MIT */
#include "raise-trial.h"

#include "base/date.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "raise.h"
#include "turn.h"

bool
raise_trial(struct turn *t, const struct conf_receiver *to,
    const char *notifier, const char *user, const char *reason, const char *key,
    int64_t *parcel, struct why *w)
{
	struct alert a = {.event = EVENT_TEST,
	    .priority = PRIORITY_NORMAL,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .published = NO_TIME,
	    .reason = reason};
	struct parcel_row r = {.receiver = to->name,
	    .notifier = notifier,
	    .user = user,
	    .next = turn_now(t),
	    .created = turn_now(t)};
	bool added;

	*parcel = 0;
	if (!raise_to(t, &a, key, 0, NULL, 0, &added, w))
		return false;
	if (!added)
		return true;
	if (!store_alert_find(turn_store(t), key, &r.alert, w) ||
	    !store_parcel_add(turn_store(t), &r, w))
		return false;
	*parcel = r.id;
	return true;
}
