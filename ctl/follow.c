/* follow.c - bevakactl follow: what happens, as it happens */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include "ctl/text.h"

enum { EVENT_MOST = 128 * 1024 * 1024 };

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

/* Until one of us goes: the daemon, the reader of our output, the user. */
enum ctl_exit
ctl_follow(struct ctl *c)
{
	json_t *request = ctl_request("follow"), *line;
	struct pool *whole = c->show.pool;
	struct why w;
	enum ctl_exit e;

	json_object_set_new(request, "desktop", json_false());
	e = ctl_ask(c, request, &line);
	json_decref(line);
	if (e != CTL_FINE)
		return e;
	c->show.pool = pool_new(EVENT_MOST); /* a line's */
	while ((e = client_next(c->client, -1, &line, &w)) == CTL_FINE) {
		write_event(c, line);
		json_decref(line);
		pool_clear(c->show.pool);
		if (ferror(c->show.screen.out))
			break;
	}
	pool_free(c->show.pool);
	c->show.pool = whole;
	return e == CTL_FINE ? CTL_FAILED : ctl_fail(e, "%s", w.text);
}
