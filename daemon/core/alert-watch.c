/* alert-watch.c - what alerts say of silences that end, and of an audit's holes */
/* SPDX-License-Identifier: MIT */
#include "core/alert-watch.h"

#include "base/date.h"

enum word {
	ENDING,
	ENDED,
	HOLES,
	BY,
	HID,
	PROLONG,
	END,
	LOOK,
	AUDIT,
	MORE,
	WORDS
};

static const char *const words[WORDS] = {
    [ENDING] = N_("The silence ends"),
    [ENDED] = N_("The silence is over"),
    [HOLES] = N_("Holes in the watch"),
    [BY] = N_("Set by"),
    [HID] = N_("Alerts that it hid"),
    [PROLONG] = N_("Go on with a new one"),
    [END] = N_("End it now"),
    [LOOK] = N_("All that were hidden"),
    [AUDIT] = N_(
	"The audit has compared what rules match with alerts, parcels and "
	"receipts. Each line below is something that should be there and is "
	"not:"),
    [MORE] = N_("and more"),
};

void
alert_watch_title(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct alert_watch *watch = a->watch;
	char until[TIME_TEXT];

	(void)pool;
	if (a->event == EVENT_WATCH_HOLE)
		str_addf(s, "%s: %zu", language_say(l, words[HOLES]),
		    watch->n_holes);
	else if (a->event == EVENT_SILENCE_ENDING)
		str_addf(s, "%s %s: %s", language_say(l, words[ENDING]),
		    time_write_local(watch->until, until), watch->what);
	else
		str_addf(
		    s, "%s: %s", language_say(l, words[ENDED]), watch->what);
}

static void
add_holes(struct str *s, struct pool *pool, const struct alert_watch *watch,
    enum language l)
{
	size_t n = watch->n_holes;

	str_addf(s, "%s\n", language_say(l, words[AUDIT]));
	for (size_t i = 0; i < n && i < ALERT_EXAMPLES_MOST; i++)
		str_addf(s, "  %s\n", hole_say(pool, l, &watch->hole[i]));
	if (n > ALERT_EXAMPLES_MOST)
		str_addf(s, "  %s: %zu\n", language_say(l, words[MORE]),
		    n - ALERT_EXAMPLES_MOST);
	str_add(s, "\nbevakactl audit\nbevakactl why ID\n");
}

static void
add_commands(struct str *s, const struct alert *a, enum language l)
{
	const struct alert_watch *watch = a->watch;
	long long id = (long long)watch->silence;

	if (a->event == EVENT_SILENCE_ENDING)
		str_addf(s,
		    "%s: bevakactl silence add ... --until ...\n"
		    "%s: bevakactl silence end S%lld\n",
		    language_say(l, words[PROLONG]),
		    language_say(l, words[END]), id);
	if (watch->hidden > 0)
		str_addf(s, "%s: bevakactl silence show S%lld\n",
		    language_say(l, words[LOOK]), id);
}

void
alert_watch_text(
    struct str *s, struct pool *pool, const struct alert *a, enum language l)
{
	const struct alert_watch *watch = a->watch;

	if (a->event == EVENT_WATCH_HOLE) {
		add_holes(s, pool, watch, l);
		return;
	}
	str_addf(s, "S%lld %s\n%s: %s", (long long)watch->silence, watch->what,
	    language_say(l, words[BY]), watch->by);
	if (watch->comment != NULL && watch->comment[0] != '\0')
		str_addf(s, ": %s", watch->comment);
	str_addf(s, "\n%s: %d\n", language_say(l, words[HID]), watch->hidden);
	for (size_t i = 0; i < watch->n_lines; i++)
		str_addf(s, "  %s\n", watch->line[i]);
	if (watch->n_lines > 0 && (size_t)watch->hidden > watch->n_lines)
		str_addf(s, "  %s: %zu\n", language_say(l, words[MORE]),
		    (size_t)watch->hidden - watch->n_lines);
	add_commands(s, a, l);
}

static json_t *
holes_json(struct pool *pool, const struct alert_watch *watch)
{
	json_t *list = json_array();

	for (size_t i = 0; i < watch->n_holes && i < ALERT_EXAMPLES_MOST; i++)
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s}", "kind",
			      hole_name(watch->hole[i].kind), "id",
			      hole_id(pool, &watch->hole[i]), "what",
			      watch->hole[i].what));
	return list;
}

json_t *
alert_watch_json(struct pool *pool, const struct alert_watch *watch)
{
	json_t *o = json_object();
	char until[TIME_TEXT];

	if (watch->n_holes > 0) {
		json_object_set_new(o, "holes", holes_json(pool, watch));
		return o;
	}
	json_object_set_new(
	    o, "silence", json_sprintf("S%lld", (long long)watch->silence));
	json_object_set_new(o, "matchers", json_string(watch->what));
	json_object_set_new(o, "by", json_string(watch->by));
	if (watch->comment != NULL)
		json_object_set_new(o, "comment", json_string(watch->comment));
	json_object_set_new(
	    o, "until", json_string(time_write(watch->until, until)));
	json_object_set_new(o, "hidden", json_integer(watch->hidden));
	return o;
}
