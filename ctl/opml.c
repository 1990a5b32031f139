/* opml.c - bevakactl feeds export and import: lists of other feed readers */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/str.h"
#include "core/feed/opml.h"
#include "core/page/page.h"
#include "ctl/ctl.h"
#include "ctl/name.h"
#include "ctl/section.h"
#include "edge/conf.h"

enum { TEXT_MOST = 64 << 20, READ = 64 * 1024 };

/* What is set up already; NULL without a configuration. */
static struct conf *
load(const struct ctl *c, struct why *w)
{
	const char *folder = c->args.value[OPTION_CONFIG];
	struct conf *conf = NULL;

	if (folder == NULL)
		folder = SYSCONFDIR "/bevakad";
	if (!conf_load(VENDORDIR, folder, NULL, NULL, &conf, w))
		return NULL;
	return conf;
}

/* --- export --- */

static const char *
type_of(const struct conf_feed *f)
{
	return f->type == CONF_FEED_PAGE   ? "page"
	       : f->type == CONF_FEED_FEED ? "feed"
					   : NULL;
}

static const char *
read_of(const struct conf_feed *f)
{
	static const char *const words[] = {
	    NULL, "linked", "attachments", "linked, attachments"};

	return words[f->read & 3];
}

static struct opml_feed
outline_of(const struct conf_feed *f)
{
	struct opml_feed o = {.title = f->title[0] != '\0' ? f->title : f->name,
	    .url = f->url,
	    .folder = f->of->title[0] != '\0' ? f->of->title : f->of->name};

	o.own[OPML_NAME] = f->name;
	o.own[OPML_SOURCE] = f->source;
	o.own[OPML_TYPE] = type_of(f);
	o.own[OPML_ITEM] = f->paths.item;
	o.own[OPML_ITEM_TITLE] = f->paths.title;
	o.own[OPML_ITEM_LINK] = f->paths.link;
	o.own[OPML_ITEM_DATE] = f->paths.date;
	o.own[OPML_ITEM_TEXT] = f->paths.text;
	o.own[OPML_READ] = read_of(f);
	o.own[OPML_PAUSED] = f->paused ? "yes" : NULL;
	return o;
}

enum ctl_exit
ctl_feeds_export(struct ctl *c)
{
	struct str s = STR_INIT(TEXT_MOST);
	struct opml_feed *list;
	struct conf *conf;
	struct why w;
	size_t n = 0;

	if (ctl_word(c, 1) != NULL || !ctl_given(c, OPTION_OPML))
		return ctl_fail(CTL_USAGE,
		    "usage: bevakactl feeds export --opml [--config DIR]");
	conf = load(c, &w);
	if (conf == NULL)
		return ctl_fail(CTL_FAILED, "%s", w.text);
	list = pool_get(c->show.pool, (conf->n_feeds + 1) * sizeof(*list));
	/* By source, so that a folder is one folder. */
	for (size_t i = 0; i < conf->n_sources; i++)
		for (size_t k = 0; k < conf->n_feeds; k++)
			if (conf->feed[k].of == &conf->source[i] &&
			    section_takes_url(conf->feed[k].url))
				list[n++] = outline_of(&conf->feed[k]);
	opml_write(&s, "bevakad", list, n);
	fputs(s.text, stdout);
	str_release(&s);
	conf_free(conf);
	return CTL_FINE;
}

/* --- import --- */

struct import {
	struct ctl *ctl;
	struct pool *pool;
	const struct conf *conf; /* or NULL */
	struct str out;
	const char **taken; /* names of feeds and sources given out */
	size_t n_taken, room;
	const char **url; /* addresses taken over */
	size_t n_urls, urls_room;
	size_t known, refused;
};

static bool
has(const char *const *list, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

static bool
is_source(const struct conf *c, const char *name)
{
	for (size_t i = 0; c != NULL && i < c->n_sources; i++)
		if (strcmp(c->source[i].name, name) == 0)
			return true;
	return false;
}

static bool
has_url(const struct import *m, const char *url)
{
	for (size_t i = 0; m->conf != NULL && i < m->conf->n_feeds; i++)
		if (strcmp(m->conf->feed[i].url, url) == 0)
			return true;
	return has(m->url, m->n_urls, url);
}

static void
take_name(struct import *m, const char *name)
{
	m->taken = pool_grow(
	    m->pool, m->taken, m->n_taken, &m->room, sizeof(*m->taken));
	m->taken[m->n_taken++] = name;
}

/* "nyheter", else "nyheter-2" and on: one that no feed has. */
static const char *
new_name(struct import *m, const char *wish)
{
	const char *name = wish;

	for (int i = 2; has(m->taken, m->n_taken, name) ||
			(m->conf != NULL && conf_find_feed(m->conf, name));
	     i++)
		name = pool_printf(m->pool, "%s-%d", wish, i);
	take_name(m, name);
	return name;
}

/* The source's section, once; one that is configured is only named. */
static const char *
add_source(struct import *m, const struct opml_feed *f)
{
	const char *title = f->folder, *name, *mark;

	if (f->own[OPML_SOURCE] != NULL)
		name = name_of_text(m->pool, f->own[OPML_SOURCE]);
	else if (title != NULL)
		name = name_of_text(m->pool, title);
	else
		name = name_of_host(m->pool, f->url);
	/* Feeds and sources may have the same name; names given out not. */
	mark = pool_printf(m->pool, "source %s", name);
	if (is_source(m->conf, name) || has(m->taken, m->n_taken, mark))
		return name;
	take_name(m, mark);
	str_addf(&m->out, "[source %s]\n", name);
	if (title != NULL)
		section_add(&m->out, "title", title);
	str_addc(&m->out, '\n');
	return name;
}

static bool
is_word_of(const char *text, const char *words)
{
	size_t n = strcspn(text, ",");
	size_t k = strlen(words);

	for (const char *s = words; s < words + k; s += strcspn(s, "|") + 1)
		if (strcspn(s, "|") == n && strncmp(s, text, n) == 0)
			return true;
	return false;
}

/* "linked, attachments" and nothing else. */
static bool
is_read(const char *text)
{
	while (is_word_of(text, "linked|attachments")) {
		text += strcspn(text, ",");
		if (*text == '\0')
			return true;
		text++;
		text += strspn(text, " ");
	}
	return false;
}

/* The XPaths of a list; the others mean nothing without the first. */
static void
add_paths(struct import *m, const struct opml_feed *f)
{
	static const enum opml_own paths[] = {OPML_ITEM, OPML_ITEM_TITLE,
	    OPML_ITEM_LINK, OPML_ITEM_DATE, OPML_ITEM_TEXT};
	struct why w;

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		const char *path = f->own[paths[i]];
		struct page_paths checked = {.item = path};

		if (path != NULL && strpbrk(path, "\n\r\"#;") == NULL &&
		    page_check_paths(&checked, &w))
			str_addf(&m->out, "%s = %s\n", opml_own_names[paths[i]],
			    path);
		else if (i == 0)
			return;
	}
}

/* What bevakad knows beside the address; what is none of it is left out. */
static void
add_own(struct import *m, const struct opml_feed *f)
{
	const char *type = f->own[OPML_TYPE], *read = f->own[OPML_READ];
	bool known = type != NULL && strchr(type, ',') == NULL &&
		     is_word_of(type, "auto|feed|page");

	if (known)
		str_addf(&m->out, "type = %s\n", type);
	if (!known || strcmp(type, "feed") != 0)
		add_paths(m, f);
	if (read != NULL && is_read(read))
		str_addf(&m->out, "read = %s\n", read);
	if (f->own[OPML_PAUSED] != NULL &&
	    strcmp(f->own[OPML_PAUSED], "yes") == 0)
		str_add(&m->out, "paused = yes\n");
}

static void
add_feed(struct import *m, const struct opml_feed *f)
{
	const char *name, *source;

	if (!section_takes_url(f->url)) {
		m->refused++;
		return;
	}
	if (has_url(m, f->url)) {
		m->known++;
		return;
	}
	m->url = pool_grow(
	    m->pool, m->url, m->n_urls, &m->urls_room, sizeof(*m->url));
	m->url[m->n_urls++] = f->url;
	source = add_source(m, f);
	if (f->own[OPML_NAME] != NULL)
		name = name_of_text(m->pool, f->own[OPML_NAME]);
	else if (f->title != NULL)
		name = name_of_text(m->pool, f->title);
	else
		name = name_of_feed(m->pool, source, f->url, "");
	str_addf(
	    &m->out, "[feed %s]\nsource = %s\n", new_name(m, name), source);
	if (f->title != NULL)
		section_add(&m->out, "title", f->title);
	str_addf(&m->out, "url = %s\n", f->url);
	add_own(m, f);
	str_addc(&m->out, '\n');
}

static bool
read_file(const char *path, struct str *s, struct why *w)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	size_t n = READ;
	bool ok;

	if (file == NULL)
		return why(w, "%s: %s", path, strerror(errno));
	while (n == READ && str_room(s, READ)) {
		n = fread(s->text + s->len, 1, READ, file);
		s->len += n;
		s->text[s->len] = '\0';
	}
	ok = !s->full && ferror(file) == 0;
	if (file != stdin)
		fclose(file);
	return ok || why(w, "%s: it cannot be read whole", path);
}

/* A file that is there already is left alone. */
static bool
write_new(const char *path, const struct str *s, struct why *w)
{
	size_t n = strlen(path), done = 0;
	int fd;

	if (n < 6 || strcmp(path + n - 5, ".conf") != 0)
		return why(w, "%s: only NAME.conf is read by bevakad", path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return why(w, "%s: %s", path,
		    errno == EEXIST ? "it is there already and stays as it is"
				    : strerror(errno));
	while (done < s->len) {
		ssize_t k = write(fd, s->text + done, s->len - done);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		done += (size_t)k;
	}
	if (done == s->len && fsync(fd) == 0 && close(fd) == 0)
		return true;
	why(w, "%s: %s", path, strerror(errno));
	unlink(path);
	return false;
}

static enum ctl_exit
deliver(struct import *m, const char *path)
{
	struct why w;

	if (m->out.full)
		return ctl_fail(CTL_FAILED, "it would be too much for a file");
	if (path == NULL)
		fputs(m->out.text, stdout);
	else if (!write_new(path, &m->out, &w))
		return ctl_fail(CTL_FAILED, "%s", w.text);
	ctl_fail(CTL_FINE,
	    "%zu feed%s taken over, %zu known already, %zu without an http "
	    "address left out%s%s",
	    m->n_urls, m->n_urls == 1 ? "" : "s", m->known, m->refused,
	    path ? "; next: bevakactl check-config, for " : "",
	    path ? path : "");
	return m->n_urls + m->known > 0 ? CTL_FINE : CTL_NOTHING;
}

static enum ctl_exit
import(struct ctl *c, const char *bytes, size_t len)
{
	struct import m = {
	    .ctl = c, .pool = c->show.pool, .out = STR_INIT(TEXT_MOST)};
	struct conf *conf;
	struct opml_feed *list;
	enum ctl_exit e;
	struct why w;
	size_t n;

	if (!opml_read(m.pool, bytes, len, &list, &n, &w))
		return ctl_fail(CTL_FAILED, "%s: %s", ctl_word(c, 1), w.text);
	m.conf = conf = load(c, &w);
	str_addf(
	    &m.out, "# feeds of an OPML file, taken over by bevakactl\n\n");
	for (size_t i = 0; i < n; i++)
		add_feed(&m, &list[i]);
	e = deliver(&m, c->args.value[OPTION_WRITE]);
	str_release(&m.out);
	conf_free(conf);
	return e;
}

enum ctl_exit
ctl_feeds_import(struct ctl *c)
{
	struct str text = STR_INIT(OPML_BYTES + 2 * READ);
	const char *path = ctl_word(c, 1);
	enum ctl_exit e = CTL_FAILED;
	struct why w;

	if (path == NULL)
		return ctl_fail(CTL_USAGE,
		    "usage: bevakactl feeds import FILE [--write NAME.conf] "
		    "[--config DIR]");
	if (!read_file(path, &text, &w))
		ctl_fail(CTL_FAILED, "%s", w.text);
	else
		e = import(c, text.text, text.len);
	str_release(&text);
	return e;
}
