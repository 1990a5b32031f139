/* digest.c - bevakactl digest: when digests come, and what one would say now */
/* SPDX-License-Identifier: MIT */
#include "ctl/ctl.h"

#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "ctl/say.h"
#include "ctl/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum ctl_exit
list_all(struct ctl *c)
{
	static const struct field columns[] = {
	    {N_("RECEIVER"), "receiver", FIELD_TEXT, false, 0, NULL},
	    {N_("DIGEST"), "digest", FIELD_TEXT, false, 0, NULL},
	    {N_("NEXT"), "at", FIELD_TIME, false, 0, NULL},
	    {N_("HELD"), "held", FIELD_COUNT, false, 0, NULL},
	};
	static const struct listing listing = {.key = "digests",
	    .none = N_("no receiver has a digest"),
	    .field = columns,
	    .n = COUNT(columns),
	    .limit = LIMIT_MOST};

	return ctl_list(c, ctl_request("digest"), &listing, false, false);
}

/* As it will be read: lines with their indent, each harmless. */
static void
write_text(const struct ctl *c, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n"), indent = strspn(text, " ");

		if (indent > n)
			indent = n;
		fprintf(c->show.screen.out, "%*s%s\n", (int)indent, "",
		    text_clean_n(c->show.pool, text + indent, n - indent));
		text += n + (text[n] == '\n');
	}
}

static void
show(const struct ctl *c, const json_t *answer)
{
	const char *at = member_text(answer, "at");
	long long n = json_integer_value(json_object_get(answer, "entries"));
	char when[TIME_TEXT];
	FILE *out = c->show.screen.out;

	if (at[0] != '\0')
		fprintf(out, say("%s: %s comes %s\n"),
		    member_text(answer, "receiver"),
		    member_text(answer, "digest"),
		    time_write_local(time_read(at), when));
	else
		fprintf(out, say("%s has no digest\n"),
		    member_text(answer, "receiver"));
	if (json_integer_value(json_object_get(answer, "left_out")) > 0)
		fprintf(out, say("left out by now: %lld\n"),
		    (long long)json_integer_value(
			json_object_get(answer, "left_out")));
	if (n == 0) {
		fputs(say("it is empty, and would not be sent\n"), out);
		return;
	}
	fprintf(out, "\n%s\n\n",
	    text_clean(c->show.pool, member_text(answer, "title")));
	write_text(c, member_text(answer, "text"));
}

enum ctl_exit
ctl_digest(struct ctl *c)
{
	const char *verb = ctl_word(c, 0), *name = ctl_word(c, 1);
	json_t *request, *answer;
	enum ctl_exit e;

	if (verb == NULL)
		return list_all(c);
	if (strcmp(verb, "preview") != 0 || name == NULL)
		return ctl_fail(
		    CTL_USAGE, "usage: bevakactl digest [preview RECEIVER]");
	request = ctl_request("digest");
	ctl_put(request, "receiver", name);
	e = ctl_ask(c, request, &answer);
	if (e == CTL_FINE && c->json)
		ctl_answer_json(c, answer);
	else if (e == CTL_FINE)
		show(c, answer);
	json_decref(answer);
	return e;
}
