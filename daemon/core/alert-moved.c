/* alert-moved.c - what alerts say of feeds that moved, and of no network */
/* SPDX-License-Identifier: MIT */
#include "core/alert-moved.h"

#include <string.h>

#include "base/date.h"

enum words {
	HAS_MOVED,
	NO_NETWORK,
	MOVED_TO, /* lines of text */
	FOLLOWED,
	DOUBTED,
	ACCEPT,
	SINCE,
	MEND,
	WORDS
};

/* clang-format off: a line of each language */
static const char *const words[WORDS] = {
    [HAS_MOVED] = N_("The feed has moved:"),
    [NO_NETWORK] = N_("The watch has no network"),
    [MOVED_TO] = N_("The publisher says that it has moved for good to %"),
    [FOLLOWED] = N_(
	"It is read there already, and asked at the new address once that "
	"has held for a week."),
    [DOUBTED] = N_("The move is doubtful: %. So it is not accepted by itself."),
    [ACCEPT] = N_(
	"What to do: bevakactl feeds accept-move % accepts the move; with "
	"--reject it is refused."),
    [SINCE] = N_("Since % no site could be reached. Nothing is watched "
		 "while the computer has no network."),
    [MEND] = N_(
	"What to do: see that the computer has a network and looks names "
	"up. All is caught up with once it is back."),
};

static const char *const doubts[] = {
    [MOVED_FINE] = "",
    [MOVED_LOGIN] = N_("that looks like a log-in page"),
    [MOVED_ROOT] = N_("that is the site's front page"),
    [MOVED_INSECURE] = N_("that is no longer encrypted (http)"),
    [MOVED_SECRET] = N_("its login is not for that site"),
};
/* clang-format on */

void
alert_moved_title(struct str *s, const struct alert *a, enum language l)
{
	bool titled = a->feed_title != NULL && a->feed_title[0] != '\0';

	if (a->moved->to == NULL)
		str_add(s, language_say(l, words[NO_NETWORK]));
	else
		str_addf(s, "%s %s", language_say(l, words[HAS_MOVED]),
		    titled ? a->feed_title : a->feed);
}

/* A line of the table with its blank (%) filled in. */
static void
add_line(struct str *s, enum language l, enum words w, const char *arg)
{
	language_fill(s, language_say(l, words[w]), &arg, 1);
	str_addc(s, '\n');
}

static void
add_offline(struct str *s, struct pool *pool, int64_t since, enum language l)
{
	int day = time_local_day(since), seconds = time_local_seconds(since);

	add_line(s, l, SINCE,
	    pool_printf(pool, "%s %02d:%02d", phrase_days(pool, l, day, day),
		seconds / 3600, seconds / 60 % 60));
	add_line(s, l, MEND, NULL);
}

void
alert_moved_text(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct alert_moved *m = a->moved;

	if (m->to == NULL) {
		add_offline(s, pool, m->since, l);
		return;
	}
	add_line(s, l, MOVED_TO, m->to);
	add_line(s, l, m->doubt == MOVED_FINE ? FOLLOWED : DOUBTED,
	    language_say(l, doubts[m->doubt]));
	add_line(s, l, ACCEPT, a->feed);
}

json_t *
alert_moved_json(const struct alert_moved *m)
{
	json_t *o = json_object();
	char text[TIME_TEXT];

	if (m->to != NULL)
		json_object_set_new(o, "to", json_string(m->to));
	json_object_set_new(
	    o, "since", json_string(time_write(m->since, text)));
	json_object_set_new(
	    o, "doubtful", json_boolean(m->doubt != MOVED_FINE));
	return o;
}
