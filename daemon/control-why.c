/* control-why.c - why somebody was told of something, or was not */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "control-inner.h"
#include "edge/conf.h"
#include "explain.h"
#include "turn.h"

enum { URL_MOST = 4000 };

/* "I42": its letter and number; 0 when it is an address. */
static char
letter_of(const char *what, long long *id)
{
	char *end = NULL, letter = (char)toupper((unsigned char)what[0]);

	if (letter == '\0' || strchr("IADP", letter) == NULL ||
	    !isdigit((unsigned char)what[1]))
		return 0;
	*id = strtoll(what + 1, &end, 10);
	return *end == '\0' ? letter : 0;
}

static void
answer(struct caller *c, struct explain *e, const char *what)
{
	json_t *o = json_object(), *why = json_object();

	put_text(why, "asked", what);
	if (e->receiver != NULL)
		put_text(why, "receiver", e->receiver->name);
	json_object_set(why, "steps", e->steps);
	if (e->conclusion != NULL)
		json_object_set(why, "conclusion", e->conclusion);
	json_object_set_new(o, "explained", why);
	control_answer(c, o);
}

static void
explain(struct caller *c, struct explain *e, const char *what)
{
	long long id = 0;
	char letter = letter_of(what, &id);
	bool found = true, done;
	struct why w;

	done = letter != 0 ? explain_id(e, letter, id, &found, &w)
			   : explain_url(e, what, &w);
	if (!done)
		control_refuse(c, CODE_FAILED, "%s", w.text);
	else if (!found)
		control_refuse(c, CODE_NOTHING, "no %s", what);
	else
		answer(c, e, what);
}

void
control_why(struct caller *c, const json_t *request)
{
	const char *what = request_text(request, "what");
	const char *name = request_text(request, "receiver");
	const struct conf *conf = turn_conf(c->control->turn);
	struct explain e = {.turn = c->control->turn,
	    .poll = c->control->set.poll,
	    .receiver = name ? conf_find_receiver(conf, name) : NULL};

	if (what == NULL || what[0] == '\0' || strlen(what) > URL_MOST) {
		control_refuse(c, CODE_USAGE,
		    "say what: an address, an item (I42), an alert (A17), a "
		    "deadline (D7) or a parcel (P99)");
		return;
	}
	if (name != NULL && e.receiver == NULL) {
		control_refuse(c, CODE_NOTHING, "no receiver %.100s", name);
		return;
	}
	e.steps = json_array();
	explain(c, &e, what);
	json_decref(e.steps);
}
