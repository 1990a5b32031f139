/* alert-health.c - what alerts say of a feed's health, and of its gaps */
/* SPDX-License-Identifier: MIT */
#include "core/alert-health.h"

#include <string.h>

#include "base/date.h"
#include "core/advice.h"
#include "core/reason.h"

enum words {
	FAILS,
	HAS_ERRORS,
	IS_SILENT,
	IS_QUIET,
	HAS_GAP,
	WORKS_AGAIN,
	SPEAKS_AGAIN,
	ERRORS_GONE,
	SINCE_FAILING, /* lines of text */
	SINCE_ERRORS,
	SINCE_SILENT,
	WAS_FAILING,
	WAS_ERRORS,
	WAS_SILENT,
	EXPECTED,
	LEARNT,
	GAP_BETWEEN,
	GAP_CLOSED,
	GAP_PARTLY,
	GAP_OPEN,
	GAP_FOUND,
	TO_DO,
	SILENT_TO_DO,
	GAP_TO_DO,
	HOST_SHARED,
	WORDS
};

/* clang-format off: a line of each language */
static const char *const words[WORDS] = {
    [FAILS] = N_("The feed fails:"),
    [HAS_ERRORS] = N_("The feed carries error messages:"),
    [IS_SILENT] = N_("The feed has gone silent:"),
    [IS_QUIET] = N_("Unusually quiet:"),
    [HAS_GAP] = N_("Gap in the feed:"),
    [WORKS_AGAIN] = N_("The feed works again:"),
    [SPEAKS_AGAIN] = N_("The feed publishes again:"),
    [ERRORS_GONE] = N_("The error messages are gone from the feed:"),
    [SINCE_FAILING] = N_("Since % (%), % tries."),
    [SINCE_ERRORS] = N_("Since % (%), in % readings."),
    [SINCE_SILENT] = N_("Nothing new since % (%, % working days)."),
    [WAS_FAILING] = N_("It failed from % until % (%, % tries)."),
    [WAS_ERRORS] = N_("They were there from % until % (%, % readings)."),
    [WAS_SILENT] = N_("It was silent from % until % (%, % working days)."),
    [EXPECTED] = N_("Expected: % in % working days."),
    [LEARNT] = N_("It has never been silent for so long."),
    [GAP_BETWEEN] = N_(
	"Between % and % items may have been missed: nothing that was in "
	"the feed had been there before."),
    [GAP_CLOSED] = N_("The gap was filled afterwards (% pages read there)."),
    [GAP_PARTLY] = N_("The gap was filled in part (% pages read there)."),
    [GAP_OPEN] = N_("The gap is not filled (% pages read there)."),
    [GAP_FOUND] = N_("Items found: %."),
    [TO_DO] = N_("What to do:"),
    [SILENT_TO_DO] = N_(
	"Look on the publisher's site whether it publishes elsewhere. If "
	"the silence is right: change expect."),
    [GAP_TO_DO] = N_(
	"Look through the publisher's page for that time, and let the feed "
	"be read more often (interval)."),
    [HOST_SHARED] = N_(
	"The host does not answer. It has % more feeds; when they cannot be "
	"read either, this alert speaks for them too."),
};
/* clang-format on */

static const char *
say(enum language l, enum words w)
{
	return language_say(l, words[w]);
}

/* A sentence of the table with its blanks (%) filled in, and a line end. */
static void
fill(struct str *s, enum language l, enum words w, const char *const *arg,
    size_t n)
{
	language_fill(s, say(l, w), arg, n);
	str_add(s, "\n");
}

#define FILL(s, l, w, ...)                                \
	fill(s, l, w, (const char *const[]){__VA_ARGS__}, \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static const char *
number(struct pool *pool, int n)
{
	return pool_printf(pool, "%d", n);
}

/* "3 november 2026 08:15" */
static const char *
moment(struct pool *pool, enum language l, int64_t t)
{
	int day = time_local_day(t), seconds = time_local_seconds(t);

	return pool_printf(pool, "%s %02d:%02d", phrase_days(pool, l, day, day),
	    seconds / 3600, seconds / 60 % 60);
}

/* "3 dagar", "5 tim", "20 min" */
static const char *
length(struct pool *pool, enum language l, int64_t seconds)
{
	if (seconds >= 2 * 86400)
		return pool_printf(pool, language_say(l, "%lld days"),
		    (long long)(seconds / 86400));
	if (seconds >= 2 * 3600)
		return pool_printf(pool, language_say(l, "%lld h"),
		    (long long)(seconds / 3600));
	return pool_printf(
	    pool, language_say(l, "%lld min"), (long long)(seconds / 60));
}

static enum words
title_of(const struct alert_episode *e)
{
	static const enum words begun[EPISODE_KINDS] = {
	    [EPISODE_FAILING] = FAILS,
	    [EPISODE_ERRORS] = HAS_ERRORS,
	    [EPISODE_SILENT] = IS_SILENT,
	    [EPISODE_GAP] = HAS_GAP};
	static const enum words over[EPISODE_KINDS] = {
	    [EPISODE_FAILING] = WORKS_AGAIN,
	    [EPISODE_ERRORS] = ERRORS_GONE,
	    [EPISODE_SILENT] = SPEAKS_AGAIN,
	    [EPISODE_GAP] = HAS_GAP};

	if (e->end != NO_TIME)
		return over[e->kind];
	return e->kind == EPISODE_SILENT && e->expected.items == 0
		   ? IS_QUIET
		   : begun[e->kind];
}

void
alert_health_title(struct str *s, const struct alert *a, enum language l)
{
	bool titled = a->feed_title != NULL && a->feed_title[0] != '\0';
	const char *name = titled ? a->feed_title : a->feed;

	str_addf(s, "%s %s", say(l, title_of(a->episode)), name ? name : "");
}

static void
add_since(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	static const enum words row[EPISODE_KINDS] = {
	    [EPISODE_FAILING] = SINCE_FAILING,
	    [EPISODE_ERRORS] = SINCE_ERRORS,
	    [EPISODE_SILENT] = SINCE_SILENT};
	const struct alert_episode *e = a->episode;

	FILL(s, l, row[e->kind], moment(pool, l, e->start),
	    length(pool, l, a->created - e->start), number(pool, e->count));
}

static void
add_over(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	static const enum words row[EPISODE_KINDS] = {
	    [EPISODE_FAILING] = WAS_FAILING,
	    [EPISODE_ERRORS] = WAS_ERRORS,
	    [EPISODE_SILENT] = WAS_SILENT};
	const struct alert_episode *e = a->episode;

	FILL(s, l, row[e->kind], moment(pool, l, e->start),
	    moment(pool, l, e->end), length(pool, l, e->end - e->start),
	    number(pool, e->count));
}

static void
add_expected(struct str *s, struct pool *pool, const struct alert_episode *e,
    enum language l)
{
	FILL(s, l, e->expected.items > 0 ? EXPECTED : LEARNT,
	    number(pool, e->expected.items), number(pool, e->expected.days));
}

void
alert_health_gap(struct str *s, struct pool *pool, enum language l,
    int64_t start, int64_t end)
{
	FILL(s, l, GAP_BETWEEN, moment(pool, l, start), moment(pool, l, end));
}

static void
add_gap(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	static const enum words row[] = {[GAP_IS_OPEN] = GAP_OPEN,
	    [GAP_IS_PARTLY] = GAP_PARTLY,
	    [GAP_IS_CLOSED] = GAP_CLOSED};
	const struct alert_episode *e = a->episode;

	alert_health_gap(s, pool, l, e->start, e->end);
	FILL(s, l, row[e->gap], number(pool, e->status));
	if (e->count > 0)
		FILL(s, l, GAP_FOUND, number(pool, e->count));
	if (e->gap != GAP_IS_CLOSED)
		str_addf(s, "%s %s\n", say(l, TO_DO), say(l, GAP_TO_DO));
}

void
alert_health_text(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct alert_episode *e = a->episode;

	if (e->kind == EPISODE_GAP) {
		add_gap(s, pool, a, l);
		return;
	}
	if (e->end != NO_TIME) {
		add_over(s, pool, a, l);
		return;
	}
	if (a->reason != NULL)
		str_addf(s, "%s\n", reason_in(pool, l, a->reason));
	add_since(s, pool, a, l);
	if (e->shared > 0)
		FILL(s, l, HOST_SHARED, number(pool, e->shared));
	if (e->kind == EPISODE_SILENT)
		add_expected(s, pool, e, l);
	str_addf(s, "%s %s\n", say(l, TO_DO),
	    e->kind == EPISODE_SILENT ? say(l, SILENT_TO_DO)
				      : advice(l, e->status, a->reason));
}

const char *
episode_name(enum episode_kind kind)
{
	static const char *const name[] = {
	    "failing", "errors", "silent", "gap"};

	return name[kind];
}

const char *
gap_name(enum gap_end gap)
{
	static const char *const name[] = {"no", "partly", "yes"};

	return name[gap];
}

json_t *
alert_health_json(const struct alert_episode *e)
{
	json_t *o = json_object();
	char text[TIME_TEXT];

	json_object_set_new(o, "kind", json_string(episode_name(e->kind)));
	json_object_set_new(
	    o, "start", json_string(time_write(e->start, text)));
	if (e->end != NO_TIME)
		json_object_set_new(
		    o, "end", json_string(time_write(e->end, text)));
	json_object_set_new(o, "count", json_integer(e->count));
	if (e->kind == EPISODE_SILENT)
		json_object_set_new(
		    o, "expected", json_boolean(e->expected.items > 0));
	if (e->kind == EPISODE_GAP)
		json_object_set_new(o, "filled", json_string(gap_name(e->gap)));
	return o;
}
