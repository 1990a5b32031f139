/* follow.c - bevakactl follow: what happens, as it happens */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <stdio.h>
#include <time.h>

#include "ctl/say.h"
#include "ctl/text.h"

enum { EVENT_MOST = 128 * 1024 * 1024, ID_MOST = 24, PAUSE = 200 };

struct following {
	struct ctl *ctl;
	char after[ID_MOST]; /* the last alert that was written; "": none */
};

/* "09:30:01 round vgr-press: 3 new" */
static void
write_event(const struct ctl *c, const json_t *line)
{
	static const struct field time = {"", "time", FIELD_TIME, 0, 0, NULL};
	const json_t *log = json_object_get(line, "log");
	const char *event = json_string_value(json_object_get(log, "event"));
	const char *text = json_string_value(json_object_get(log, "text"));
	const char *at = show_value(&c->show, log, &time);

	if (c->json)
		show_json(c->show.screen.out, line, false);
	else if (event != NULL && text != NULL)
		fprintf(c->show.screen.out, "%s  %s  %s\n",
		    at == NULL ? "-" : text_clean(c->show.pool, at),
		    text_clean(c->show.pool, event),
		    text_clean(c->show.pool, text));
	fflush(c->show.screen.out);
}

static void
remember(struct following *f, const json_t *line)
{
	const char *id = json_string_value(
	    json_object_get(json_object_get(line, "alert"), "alert"));

	if (id != NULL && ctl_id(f->ctl, id, "A") != NULL)
		snprintf(f->after, sizeof(f->after), "%s", id);
}

/* CTL_FAILED: our output is gone; CTL_UNREACHABLE: the daemon is. */
static enum ctl_exit
write_events(struct following *f, struct why *w)
{
	struct ctl *c = f->ctl;
	struct pool *whole = c->show.pool;
	json_t *line;
	enum ctl_exit e;

	c->show.pool = pool_new(EVENT_MOST); /* a line's */
	while ((e = client_next(c->client, -1, &line, w)) == CTL_FINE) {
		write_event(c, line);
		remember(f, line);
		json_decref(line);
		pool_clear(c->show.pool);
		if (ferror(c->show.screen.out)) {
			why(w, "standard output: it cannot be written");
			e = CTL_FAILED;
			break;
		}
	}
	pool_free(c->show.pool);
	c->show.pool = whole;
	return e;
}

/* What is asked: alerts are for programs. */
static json_t *
request_of(const struct following *f)
{
	json_t *request = ctl_request("follow");

	json_object_set_new(request, "desktop", json_false());
	if (f->ctl->json)
		json_object_set_new(request, "alerts", json_true());
	if (f->after[0] != '\0')
		ctl_put(request, "after", f->after);
	return request;
}

/* A daemon that is started anew: tried until the time is up. */
static enum ctl_exit
follow_again(struct following *f, time_t until, struct why *w)
{
	static const struct timespec pause = {0, PAUSE * 1000000L};
	struct ctl *c = f->ctl;
	json_t *request = request_of(f), *answer = NULL;
	enum ctl_exit e = CTL_UNREACHABLE;

	while (e == CTL_UNREACHABLE && time(NULL) < until) {
		nanosleep(&pause, NULL);
		client_close(c->client);
		c->client = client_open(c->socket, c->seconds, w);
		if (c->client != NULL)
			e = client_ask(
			    c->client, request, c->seconds, &answer, w);
		json_decref(answer);
		answer = NULL;
	}
	json_decref(request);
	return e;
}

/* Until one of us goes: the daemon, the reader of our output, the user. */
enum ctl_exit
ctl_follow(struct ctl *c)
{
	struct following f = {.ctl = c};
	const char *after = c->args.value[OPTION_AFTER];
	json_t *answer;
	struct why w;
	enum ctl_exit e;

	if (after != NULL && (!c->json || ctl_id(c, after, "A") == NULL))
		return ctl_fail(CTL_USAGE, "--after names an alert (A17), and "
					   "is of --json");
	if (after != NULL)
		snprintf(f.after, sizeof(f.after), "%s", ctl_id(c, after, "A"));
	e = ctl_ask(c, request_of(&f), &answer);
	json_decref(answer);
	if (e != CTL_FINE)
		return e;
	do {
		e = write_events(&f, &w);
		if (e == CTL_UNREACHABLE && ctl_given(c, OPTION_TIMEOUT))
			e = follow_again(&f, time(NULL) + c->seconds, &w);
	} while (e == CTL_FINE);
	return ctl_fail(e, "%s", w.text);
}
