/* hold.c - bevakactl feeds baseline, release: what is held, and answers */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "ctl/say.h"

void
ctl_say_accepted(const struct ctl *c, const char *feed, long long n)
{
	show_line(&c->show, 0, COLOUR_NONE,
	    pool_printf(c->show.pool,
		say("%s: %lld held items are known now, nobody is told"), feed,
		n));
}

/* What is said when it is done. */
static const char *
based(struct pool *pool, const char *feed, long long n)
{
	return pool_printf(pool,
	    say("%s: all that is there is known now, %lld held items too"),
	    feed, n);
}

static const char *
released(struct pool *pool, const char *feed, long long n)
{
	return pool_printf(
	    pool, say("%s: %lld held items are told as news"), feed, n);
}

/* A verb after "feeds", and the request that it is. */
static const struct {
	const char *verb, *request;
	const char *(*line)(struct pool *, const char *feed, long long n);
} verbs[] = {
    {"baseline", "baseline", based},
    {"release", "release", released},
};

bool
ctl_is_feed_verb(const char *word)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(word, verbs[i].verb) == 0)
			return true;
	return false;
}

enum ctl_exit
ctl_feeds_verb(struct ctl *c)
{
	const char *name = ctl_word(c, 1);
	json_t *request, *answer;
	enum ctl_exit e;
	size_t i = 0;

	while (strcmp(ctl_word(c, 0), verbs[i].verb) != 0)
		i++;
	request = ctl_request(verbs[i].request);
	ctl_put(request, "feed", name);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		show_line(&c->show, 0, COLOUR_NONE,
		    verbs[i].line(c->show.pool, name,
			json_integer_value(json_object_get(answer, "items"))));
	json_decref(answer);
	return e;
}
