/* args.c - what was typed: options anywhere, words, and near misses */
/* SPDX-License-Identifier: MIT */
#include "ctl/args.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

const struct option_row option_rows[OPTIONS] = {
    [OPTION_HELP] = {"help", 'h', NULL, "say how it is used"},
    [OPTION_JSON] = {"json", 0, NULL, "print JSON, for programs"},
    [OPTION_NO_COLOR] = {"no-color", 0, NULL, "no colours on a terminal"},
    [OPTION_SOCKET] = {"socket", 0, "PATH", "where bevakad listens"},
    [OPTION_TIMEOUT] = {"timeout", 0, "SECONDS",
	"how long to wait for an answer"},
    [OPTION_VERSION] = {"version", 0, NULL, "print the version"},
    [OPTION_AFTER] = {"after", 0, "ALERT", "alerts behind this one: A17"},
    [OPTION_ALL] = {"all", 'a', NULL, "also what is over"},
    [OPTION_COMMENT] = {"comment", 'c', "TEXT", "a word about it"},
    [OPTION_CONFIG] = {"config", 0, "DIR", "the configuration's folder"},
    [OPTION_DATE] = {"date", 0, "DAY", "the last day, like 2026-12-31"},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, "show what would be sent"},
    [OPTION_EXTENDABLE] = {"extendable", 0, NULL, "it may be prolonged"},
    [OPTION_FEED] = {"feed", 0, "NAME", "of this feed only"},
    [OPTION_FILE] = {"file", 0, "FILE", "with this file beside rules.d"},
    [OPTION_FOR] = {"for", 0, "LENGTH", "5wd (working days), 3d or 2w"},
    [OPTION_HELD] = {"held", 0, NULL, "only what is held back"},
    [OPTION_KIND] = {"kind", 0, "KIND", "of this kind only: remiss, expiry..."},
    [OPTION_LIMIT] = {"limit", 0, "NUMBER", "so many at the most"},
    [OPTION_OPML] = {"opml", 0, NULL, "as other feed readers take it"},
    [OPTION_REASON] = {"reason", 0, "TEXT", "why it is dropped"},
    [OPTION_REJECT] = {"reject", 0, NULL, "no: it has not moved"},
    [OPTION_LINK] = {"link", 0, "URL", "where more is said of it"},
    [OPTION_MINE] = {"mine", 0, NULL, "only those addressed to you"},
    [OPTION_NOTICE] = {"notice", 0, "TIME",
	"notice to be given before the end: 12 months"},
    [OPTION_RECEIVER] = {"receiver", 0, "NAME", "of this receiver only"},
    [OPTION_REMIND] = {"remind", 0, "LIST", "reminders: 20wd, 5wd, 1d"},
    [OPTION_RULE] = {"rule", 0, "NAME", "the rule whose reminders it takes"},
    [OPTION_SEARCH] = {"search", 0, "WORDS", "with these words only"},
    [OPTION_SEND] = {"send", 0, NULL, "raise the alerts, marked as a replay"},
    [OPTION_SINCE] = {"since", 0, "LENGTH", "90d, 12w or 6 months back"},
    [OPTION_STAND_IN] = {"stand-in", 0, "USER", "who stands in"},
    [OPTION_START] = {"start", 0, "DAY", "the first day of its period"},
    [OPTION_STATUTORY] = {"statutory", 0, NULL,
	"a term of a statute: lag (1930:173) applies"},
    [OPTION_TIME] = {"time", 0, "HOUR", "the hour, like 12:00"},
    [OPTION_TO] = {"to", 0, "RECEIVER", "who is told of it"},
    [OPTION_UNTIL] = {"until", 0, "WHEN",
	"2026-12-01T08:00, 2026-12-01, 30min, 2h, 3d or 1w"},
    [OPTION_VERSIONS] = {"versions", 0, "A B",
	"these two of an item; else the last two"},
    [OPTION_WRITE] = {"write", 0, "NAME.conf", "into a new file, not shown"},
};

enum { WORD_MOST = 32 };

int
args_distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	int row[3][WORD_MOST + 1];
	int *before = row[0], *last = row[1], *now = row[2];

	if (na > WORD_MOST || nb > WORD_MOST)
		return WORD_MOST;
	for (size_t j = 0; j <= nb; j++)
		before[j] = last[j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int *spare = before;

		now[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			bool same = strncasecmp(a + i - 1, b + j - 1, 1) == 0;
			int d = last[j - 1] + !same;

			if (last[j] + 1 < d)
				d = last[j] + 1;
			if (now[j - 1] + 1 < d)
				d = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
				d = before[j - 2] + 1;
			now[j] = d;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[nb];
}

bool
args_near(const char *typed, const char *meant)
{
	size_t n = strlen(typed);
	int slips = n < 3 ? 0 : n < 5 ? 1 : 2;

	if (n >= 2 && strncasecmp(typed, meant, n) == 0)
		return true;
	return args_distance(typed, meant) <= slips;
}

/* OPTIONS when there is none of that name. */
static enum option
find_long(const char *name, size_t len)
{
	for (enum option o = 0; o < OPTIONS; o++)
		if (strlen(option_rows[o].name) == len &&
		    memcmp(option_rows[o].name, name, len) == 0)
			return o;
	return OPTIONS;
}

static enum option
find_letter(char letter)
{
	for (enum option o = 0; o < OPTIONS; o++)
		if (option_rows[o].letter == letter)
			return o;
	return OPTIONS;
}

static bool
is_option(const char *arg)
{
	return arg[0] == '-' && arg[1] != '\0';
}

/* Which option arg is; *value is what stands in the same argument. */
static enum option
find(const char *arg, const char **value)
{
	size_t len;

	*value = NULL;
	if (arg[1] != '-') {
		if (arg[2] != '\0')
			*value = arg + 2;
		return find_letter(arg[1]);
	}
	arg += 2;
	len = strcspn(arg, "=");
	if (arg[len] == '=')
		*value = arg + len + 1;
	return find_long(arg, len);
}

static bool
unknown(const char *arg, struct why *w)
{
	for (enum option o = 0; arg[1] == '-' && o < OPTIONS; o++)
		if (args_near(arg + 2, option_rows[o].name))
			return why(w,
			    "%.40s: no such option; did you mean --%s?", arg,
			    option_rows[o].name);
	return why(w, "%.40s: no such option", arg);
}

static bool
is_utf8(const char *text)
{
	const utf8proc_uint8_t *s = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t c;

	while (*s != '\0') {
		utf8proc_ssize_t n = utf8proc_iterate(s, -1, &c);

		if (n <= 0)
			return false;
		s += n;
	}
	return true;
}

/* argv[*at] is an option; *at is left at the last argument that it took. */
static bool
read_option(struct args *a, int argc, char **argv, int *at, struct why *w)
{
	const char *arg = argv[*at], *value;
	enum option o = find(arg, &value);

	if (o == OPTIONS)
		return unknown(arg, w);
	if (option_rows[o].value == NULL) {
		a->value[o] = "";
		return value == NULL ||
		       why(w, "--%s takes no value", option_rows[o].name);
	}
	if (value == NULL && *at + 1 < argc)
		value = argv[++*at];
	if (value == NULL)
		return why(w, "--%s wants %s", option_rows[o].name,
		    option_rows[o].value);
	if (o != OPTION_SOCKET && !is_utf8(value))
		return why(w, "--%s: not UTF-8", option_rows[o].name);
	a->value[o] = value;
	return true;
}

bool
args_read(
    struct args *a, struct pool *pool, int argc, char **argv, struct why *w)
{
	bool options = true;

	memset(a, 0, sizeof(*a));
	a->word = pool_get(pool, sizeof(*a->word) * ((size_t)argc + 1));
	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
		} else if (options && is_option(argv[i])) {
			if (!read_option(a, argc, argv, &i, w))
				return false;
		} else if (!is_utf8(argv[i])) {
			return why(w, "argument %d is not UTF-8", i);
		} else {
			a->word[a->n++] = argv[i];
		}
	}
	return true;
}

int
args_first(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *value;
		enum option o;

		if (strcmp(argv[i], "--") == 0)
			return i + 1;
		if (!is_option(argv[i]))
			return i;
		o = find(argv[i], &value);
		if (o != OPTIONS && option_rows[o].value != NULL &&
		    value == NULL)
			i++;
	}
	return argc;
}

void
args_to_front(char **argv, int word)
{
	char *name = argv[word];

	for (int i = word; i > 1; i--)
		argv[i] = argv[i - 1];
	argv[1] = name;
}

bool
args_number(const struct args *a, enum option o, int least, int most,
    int *number, struct why *w)
{
	const char *text = a->value[o];
	char *end;
	long n;

	if (text == NULL)
		return true;
	n = strtol(text, &end, 10);
	if (end == text || *end != '\0' || n < least || n > most)
		return why(w, "--%s wants a number from %d to %d",
		    option_rows[o].name, least, most);
	*number = (int)n;
	return true;
}
