/* conf-describe.c - what a notifier says of its own options */
/* SPDX-License-Identifier: MIT */
#include "edge/conf-describe.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum { VALUES_MOST = 100, PROGRAM_MOST = 16 << 20, PART = 32 * 1024 };

bool
describe_is_known(const char *program)
{
	static const char word[] = "--describe";
	char part[PART];
	size_t kept = 0, all = 0;
	bool found = false;
	ssize_t n;
	int fd = open(program, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	while (fd >= 0 && !found && all < PROGRAM_MOST &&
	       (n = read(fd, part + kept, sizeof(part) - kept)) > 0) {
		size_t len = kept + (size_t)n;

		found = memmem(part, len, word, sizeof(word) - 1) != NULL;
		kept = len < sizeof(word) - 2 ? len : sizeof(word) - 2;
		memmove(part, part + len - kept, kept);
		all += (size_t)n;
	}
	if (fd >= 0)
		close(fd);
	return found;
}

/* A member that is a text, cleaned and cut. */
static const char *
member(struct pool *pool, const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));
	char *copy;

	if (text == NULL)
		return "";
	copy = pool_strndup(pool, text, strnlen(text, DESCRIBE_TEXT_MOST));
	log_clean(copy);
	return copy;
}

static const char *const *
read_values(struct pool *pool, const json_t *array)
{
	size_t n = json_array_size(array), k = 0;
	const char **list;

	if (n == 0 || n > VALUES_MOST)
		return NULL;
	list = pool_get(pool, (n + 1) * sizeof(*list));
	for (size_t i = 0; i < n; i++) {
		const char *text = json_string_value(json_array_get(array, i));

		if (text != NULL)
			list[k++] = pool_strdup(pool, text);
	}
	list[k] = NULL;
	return list;
}

static bool
read_option(struct pool *pool, const json_t *o, struct describe_option *to,
    struct why *w)
{
	*to = (struct describe_option){.name = member(pool, o, "name"),
	    .type = member(pool, o, "type"),
	    .fallback = member(pool, o, "default"),
	    .help = member(pool, o, "help"),
	    .values = read_values(pool, json_object_get(o, "values")),
	    .needed = json_is_true(json_object_get(o, "needed"))};
	return to->name[0] != '\0' ||
	       why(w, "--describe: an option has no name");
}

static bool
read_all(
    struct pool *pool, const json_t *all, struct describe *d, struct why *w)
{
	const json_t *options = json_object_get(all, "options");
	size_t n = json_array_size(options);
	struct describe_option *list;

	if (!json_is_object(all) || !json_is_array(options))
		return why(w, "--describe: no JSON object with options");
	if (n > DESCRIBE_OPTIONS_MOST)
		return why(w, "--describe: more than %d options",
		    DESCRIBE_OPTIONS_MOST);
	list = pool_get(pool, (n + 1) * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		if (!read_option(pool, json_array_get(options, i), &list[i], w))
			return false;
	d->about = member(pool, all, "about");
	d->option = list;
	d->n = n;
	return true;
}

bool
describe_read(struct pool *pool, const char *text, size_t len,
    struct describe *d, struct why *w)
{
	json_error_t fault;
	json_t *all = json_loadb(text, len, 0, &fault);
	bool done;

	if (all == NULL)
		return why(
		    w, "--describe, line %d: %s", fault.line, fault.text);
	done = read_all(pool, all, d, w);
	json_decref(all);
	return done;
}

static json_t *
option_json(const struct describe_option *o)
{
	json_t *one = json_pack("{s:s, s:s, s:b, s:s, s:s}", "name", o->name,
	    "type", o->type, "needed", (int)o->needed, "default", o->fallback,
	    "help", o->help);
	json_t *values;

	if (o->values == NULL)
		return one;
	values = json_array();
	for (size_t i = 0; o->values[i] != NULL; i++)
		json_array_append_new(values, json_string(o->values[i]));
	json_object_set_new(one, "values", values);
	return one;
}

json_t *
describe_json(const struct describe *d)
{
	json_t *options = json_array();

	for (size_t i = 0; i < d->n; i++)
		json_array_append_new(options, option_json(&d->option[i]));
	return json_pack("{s:s, s:o}", "about", d->about, "options", options);
}
