/* loop.h - the event loop: who is served first */
/* SPDX-License-Identifier: MIT */
#ifndef LOOP_H
#define LOOP_H

struct event_base;

/*
 * The loop looks for new events after each level, and between two callbacks
 * when they have taken a slice's time (base/held.h) together.  What is not
 * told its level stands at LOOP_OTHERS.
 *
 * URGENT: a signal, the watchdog, a person's request (each client one, until
 * the others were served: edge/socket.h).  ALONE: slices of work that nobody
 * may write in the middle of (slice.h).
 */
enum { LOOP_URGENT, LOOP_ALONE, LOOP_OTHERS, LOOP_LEVELS = LOOP_OTHERS * 2 };

/* NULL when there is none to be had. */
struct event_base *loop_new(void);

#endif
