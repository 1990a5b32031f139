/* timing.c - when a receiver gets an alert: at once, held, or in a digest */
/* SPDX-License-Identifier: MIT */
#include "core/timing.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

const char *
timing_name(enum timing_how how)
{
	static const char *const name[] = {
	    "at once", "gathered", "quiet", "digest"};

	return name[how];
}

static void __attribute__((__format__(printf, 2, 3)))
say(struct timing *t, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(t->reason, sizeof(t->reason), format, args);
	va_end(args);
	t->reason[str_fit(t->reason, sizeof(t->reason) - 1)] = '\0';
}

/* "high, critical" */
static const char *
levels(unsigned set, char text[64])
{
	text[0] = '\0';
	for (int p = PRIORITY_LOW; p <= PRIORITY_CRITICAL; p++)
		if (set & 1U << p) {
			if (text[0] != '\0')
				strcat(text, ", ");
			strcat(text, priority_name((enum priority)p));
		}
	return text;
}

/* The first of the periods that is closed then; NULL: none is. */
static const struct period *
closed_by(const struct timing_wish *w, int64_t at, const char **span)
{
	for (size_t i = 0; i < w->n_quiet; i++)
		if (!period_is_open(w->quiet[i], w->zone, w->closed, at, span))
			return w->quiet[i];
	return NULL;
}

static int64_t
opens(const struct timing_wish *w, int64_t at)
{
	int64_t open = w->n_quiet == 0 ? at
				       : periods_open(w->quiet, w->n_quiet,
					     w->zone, w->closed, at);

	return open != NO_TIME ? open : at;
}

static bool
is_for_digest(const struct timing_wish *w, enum priority p)
{
	return w->times != NULL && (w->immediate & 1U << p) == 0;
}

static bool
put_in_digest(
    const struct timing_wish *w, enum priority p, int64_t now, struct timing *t)
{
	int64_t at = times_next(w->times, w->zone, w->closed, now);
	char at_text[TIME_TEXT], set[64];

	if (at == NO_TIME)
		return false;
	t->how = TIMING_DIGEST;
	t->until = opens(w, at);
	say(t, "%s is not immediate (%s): in the digest %.60s%s %s",
	    priority_name(p), levels(w->immediate, set), w->digest,
	    t->until == at ? " at" : ", put off by quiet time until",
	    zone_write(w->zone, t->until, at_text));
	return true;
}

static void
hold(const struct timing_wish *w, int64_t now, int64_t until, struct timing *t)
{
	const char *span = NULL;
	const struct period *by = closed_by(w, now, &span);
	char text[TIME_TEXT];

	t->how = TIMING_QUIET;
	t->until = until;
	say(t, "quiet time (%.60s%s%.80s) until %s", by->name, span ? ": " : "",
	    span ? span : "", zone_write(w->zone, until, text));
}

void
timing_decide(
    const struct timing_wish *w, enum priority p, int64_t now, struct timing *t)
{
	int64_t open;

	*t = (struct timing){TIMING_NOW, now, ""};
	if (p == PRIORITY_CRITICAL) {
		say(t, "critical: at once, whatever the hour");
		return;
	}
	if (is_for_digest(w, p) && put_in_digest(w, p, now, t))
		return;
	open = opens(w, now);
	if (open > now) {
		hold(w, now, open, t);
		return;
	}
	say(t, "%s%s: %s", priority_name(p), w->times ? " is immediate" : "",
	    w->gather > 0 ? "gathered with what comes meanwhile" : "at once");
	if (w->gather > 0) {
		t->how = TIMING_GATHER;
		t->until = now + w->gather;
	}
}

int64_t
timing_open(const struct timing_wish *w, enum priority p, int64_t now)
{
	return p == PRIORITY_CRITICAL ? now : opens(w, now);
}
