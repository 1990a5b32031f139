/* away.c - bevakactl away: who is away, and who stands in */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "ctl/say.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum ctl_exit
list_all(struct ctl *c)
{
	static const struct field columns[] = {
	    {N_("USER"), "user", FIELD_TEXT, false, 0, NULL},
	    {N_("STATE"), "state", FIELD_STATE, false, 0, NULL},
	    {N_("FROM"), "from", FIELD_TEXT, false, 0, NULL},
	    {N_("TO"), "to", FIELD_TEXT, false, 0, NULL},
	    {N_("STAND-IN"), "stand_in", FIELD_TEXT, false, 0, NULL},
	    {N_("BY"), "by", FIELD_TEXT, true, 1, NULL},
	    {N_("SECTION"), "name", FIELD_TEXT, true, 2, NULL},
	};
	static const struct listing listing = {.key = "away",
	    .none = N_("nobody is away"),
	    .field = columns,
	    .n = COUNT(columns),
	    .limit = LIMIT_MOST};

	return ctl_list(c, ctl_request("away"), &listing, false, false);
}

static enum ctl_exit
end(struct ctl *c)
{
	json_t *request = ctl_request("away-end"), *answer;
	enum ctl_exit e;

	ctl_put(request, "user", ctl_word(c, 1));
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out, say("%s is back\n"),
		    json_string_value(json_object_get(answer, "user")));
	json_decref(answer);
	return e;
}

/* "2026-07-06" and maybe " - 2026-07-31", in one word or several. */
static bool
read_days(struct ctl *c, size_t at, const char *day[2])
{
	size_t n = 0;

	for (; ctl_word(c, at) != NULL; at++) {
		char *word = pool_strdup(c->show.pool, ctl_word(c, at));

		for (char *s = strtok(word, " "); s; s = strtok(NULL, " ")) {
			if (strcmp(s, "-") == 0 && n == 1)
				continue;
			if (n == 2 || day_read(s) == NO_DAY)
				return false;
			day[n++] = s;
		}
	}
	if (n == 1)
		day[1] = day[0];
	return n > 0;
}

static enum ctl_exit
add(struct ctl *c)
{
	const char *first = ctl_word(c, 0), *day[2];
	bool named = strspn(first, "0123456789-") < 8;
	json_t *request, *answer;
	enum ctl_exit e;

	if (!read_days(c, named, day))
		return ctl_fail(CTL_USAGE,
		    "when? like bevakactl away anna 2026-07-06 - 2026-07-31 "
		    "--stand-in bo");
	if (!ctl_given(c, OPTION_STAND_IN))
		return ctl_fail(CTL_USAGE, "who stands in? --stand-in USER");
	request = ctl_request("away-add");
	ctl_put(request, "user", named ? first : NULL);
	ctl_put(request, "from", day[0]);
	ctl_put(request, "to", day[1]);
	ctl_put(request, "stand_in", c->args.value[OPTION_STAND_IN]);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		fprintf(c->show.screen.out,
		    say("%s stands in for %s, %s - %s\n"),
		    json_string_value(json_object_get(answer, "stand_in")),
		    json_string_value(json_object_get(answer, "user")), day[0],
		    day[1]);
	json_decref(answer);
	return e;
}

enum ctl_exit
ctl_away(struct ctl *c)
{
	const char *first = ctl_word(c, 0);

	if (first == NULL)
		return list_all(c);
	return strcmp(first, "end") == 0 ? end(c) : add(c);
}
