/* parse.c - bevakactl parse: one feed as JSON */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "base/pool.h"
#include "base/str.h"
#include "core/feed/feed.h"
#include "ctl/pure.h"

enum { READ = 64 * 1024 };

static const size_t POOL_MOST = (size_t)2 << 30;

static bool
read_all(FILE *file, struct str *s)
{
	size_t n;

	while (str_room(s, READ)) {
		n = fread(s->text + s->len, 1, READ, file);
		if (n == 0)
			return ferror(file) == 0;
		s->len += n;
		s->text[s->len] = '\0';
	}
	errno = EFBIG;
	return false;
}

static bool
read_file(const char *name, struct str *s)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	bool ok;

	if (file == NULL)
		return false;
	ok = read_all(file, s);
	if (file != stdin)
		fclose(file);
	return ok;
}

/* Members that the feed lacks are null. */
static void
put_text(json_t *o, const char *key, const char *text)
{
	json_object_set_new(o, key, text ? json_string(text) : json_null());
}

static void
put_time(json_t *o, const char *key, int64_t when)
{
	char text[TIME_TEXT];

	put_text(o, key, when == NO_TIME ? NULL : time_write(when, text));
}

static json_t *
links_of(const struct link *list, size_t n)
{
	json_t *out = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_object();

		put_text(o, "rel", list[i].rel);
		put_text(o, "href", list[i].href);
		put_text(o, "type", list[i].type);
		if (list[i].title != NULL)
			put_text(o, "title", list[i].title);
		json_array_append_new(out, o);
	}
	return out;
}

static json_t *
content_links_of(const struct item *item)
{
	json_t *out = json_array();

	for (size_t i = 0; i < item->n_links; i++)
		if (strcmp(item->links[i].rel, "related") == 0)
			json_array_append_new(
			    out, json_string(item->links[i].href));
	return out;
}

static json_t *
entry_of(const struct item *item)
{
	json_t *o = json_object();
	char day[DAY_TEXT];

	put_text(o, "id", item->id);
	put_text(o, "title", item->title);
	put_text(o, "link", item->link);
	put_time(o, "published", item->published);
	put_time(o, "updated", item->updated);
	put_text(o, "summary", item->summary);
	put_text(o, "content", item->content);
	put_text(o, "valid_to",
	    item->valid_to == NO_DAY ? NULL : day_write(item->valid_to, day));
	json_object_set_new(o, "links", links_of(item->links, item->n_links));
	json_object_set_new(o, "content_links", content_links_of(item));
	return o;
}

static json_t *
object_of(const struct document *d)
{
	json_t *o = json_object(), *entries = json_array();

	put_text(o, "format", d->format);
	put_text(o, "id", d->id);
	put_text(o, "title", d->title);
	put_text(o, "link", d->link);
	put_time(o, "published", d->published);
	put_time(o, "updated", d->updated);
	json_object_set_new(
	    o, "ttl", d->ttl > 0 ? json_integer(d->ttl) : json_null());
	json_object_set_new(o, "cut", json_boolean(d->cut));
	json_object_set_new(o, "links", links_of(d->links, d->n_links));
	for (size_t i = 0; i < d->n_items; i++)
		json_array_append_new(entries, entry_of(&d->items[i]));
	json_object_set_new(o, "entries", entries);
	return o;
}

static int
print(const struct document *d)
{
	json_t *o = object_of(d);
	int status = EXIT_FINE;

	if (json_dumpf(o, stdout, JSON_COMPACT) != 0 ||
	    fputc('\n', stdout) == EOF || fflush(stdout) != 0) {
		fprintf(stderr, "bevakactl: parse: cannot write: %s\n",
		    strerror(errno));
		status = EXIT_FAILED;
	}
	json_decref(o);
	return status;
}

static int
parse(const char *file, const struct body *body)
{
	struct pool *pool = pool_new(POOL_MOST);
	struct document document;
	struct why w;
	int status;

	if (feed_read(pool, body, &document, &w)) {
		status = print(&document);
	} else {
		log_clean(w.text);
		fprintf(stderr, "bevakactl: %s: %s\n", file, w.text);
		status = PARSE_NO_FEED;
	}
	pool_free(pool);
	return status;
}

static int
usage(void)
{
	fputs("usage: bevakactl parse --json [--base-url URL] "
	      "[--content-type TYPE] FILE\n",
	    stderr);
	return EXIT_USAGE;
}

int
ctl_parse(int argc, char **argv)
{
	struct body body = {.bytes = ""};
	struct str text = STR_INIT(FEED_MOST + READ);
	const char *file = NULL, *value;
	int status;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--json") == 0)
			continue;
		value = option_value(argc, argv, &i, "--base-url");
		if (value != NULL) {
			body.url = value;
			continue;
		}
		value = option_value(argc, argv, &i, "--content-type");
		if (value != NULL)
			body.type = value;
		else if (file != NULL ||
			 (argv[i][0] == '-' && argv[i][1] != '\0'))
			return usage();
		else
			file = argv[i];
	}
	if (file == NULL)
		return usage();
	if (!read_file(file, &text)) {
		fprintf(stderr, "bevakactl: %s: %s\n", file, strerror(errno));
		str_release(&text);
		return PARSE_NO_INPUT;
	}
	body.bytes = text.text;
	body.len = text.len;
	status = parse(file, &body);
	str_release(&text);
	return status;
}
