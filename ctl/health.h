/* health.h - a feed's health, as its card and its row show it */
/* SPDX-License-Identifier: MIT */
#ifndef CTL_HEALTH_H
#define CTL_HEALTH_H

#include <jansson.h>

#include "base/pool.h"

/* Texts of struct field, of an object of the list feeds: in the pool, or
 * NULL when there is nothing to say. */
const char *health_note(struct pool *, const json_t *feed);
const char *health_expect(struct pool *, const json_t *feed);
const char *health_last_new(struct pool *, const json_t *feed);
const char *health_silent_at(struct pool *, const json_t *feed);
const char *health_size(struct pool *, const json_t *feed);
/* A line for each episode, newest first. */
const char *health_episodes(struct pool *, const json_t *feed);

#endif
