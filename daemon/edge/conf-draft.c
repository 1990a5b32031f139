/* conf-draft.c - texts into sections, faults with their places */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "edge/conf-part.h"

enum { KEYS_MOST = 200 }; /* of one section */

/* --- faults --- */

static bool
is_kept(const struct conf_draft *d, size_t file, int line, int column,
    const char *reason)
{
	for (size_t i = 0; i < d->n_faults; i++) {
		const struct draft_fault *f = &d->fault[i];

		if (f->file == file && f->fault.line == line &&
		    f->fault.column == column &&
		    strcmp(f->fault.reason, reason) == 0)
			return true;
	}
	return false;
}

static void
keep(struct conf_draft *d, size_t file, int line, int column, char *reason)
{
	const char *path = d->file[file].file.path;
	struct conf_fault f = {.file = path, .line = line, .column = column};
	char *text;

	log_clean(reason);
	if (is_kept(d, file, line, column, reason))
		return;
	text = pool_printf(
	    d->conf->pool, "%s:%d:%d: %s", path, line, column, reason);
	log_clean(text);
	f.text = text;
	f.reason = text + strlen(text) - strlen(reason);
	d->fault = pool_grow(d->scratch, d->fault, d->n_faults, &d->room_faults,
	    sizeof(*d->fault));
	d->fault[d->n_faults++] = (struct draft_fault){f, file};
	d->file[file].n_faults++;
}

static void fault_v(struct conf_draft *, size_t file, int line, int column,
    const char *format, va_list) __attribute__((__format__(printf, 5, 0)));

static void
fault_v(struct conf_draft *d, size_t file, int line, int column,
    const char *format, va_list args)
{
	struct str s = STR_INIT(4096);
	struct draft_file *f = &d->file[file];

	d->bad = true;
	if (d->quiet || f->n_faults >= CONF_FAULTS_MOST)
		return;
	f->faulty = true;
	str_addv(&s, format, args);
	if (f->fell_back)
		str_add(&s, " (in its last good version)");
	if (f->n_faults == CONF_FAULTS_MOST - 1) {
		str_clear(&s);
		str_add(&s, "more faults follow here, which are not shown");
	}
	keep(d, file, line, column, s.text);
	str_release(&s);
}

void
draft_fault(struct conf_draft *d, size_t file, int line, int column,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fault_v(d, file, line, column, format, args);
	va_end(args);
}

void
draft_fault_at(struct conf_draft *d, const struct section *s,
    const struct ini_entry *e, size_t at, const char *format, ...)
{
	va_list args;
	int line, column;

	ini_place(e, at, &line, &column);
	va_start(args, format);
	fault_v(d, s->file, line, column, format, args);
	va_end(args);
}

void
draft_fault_at_key(struct conf_draft *d, const struct section *s,
    const char *key, const char *text)
{
	const struct ini_entry *e = section_entry(s, key);

	if (e != NULL)
		draft_fault_at(d, s, e, 0, "%s", text);
	else
		draft_fault(d, s->file, s->entry[0].line, s->entry[0].column,
		    "%s", text);
}

/* --- sections --- */

const struct ini_entry *
section_entry(const struct section *s, const char *key)
{
	for (size_t i = 1; i < s->n; i++)
		if (strcmp(s->entry[i].key, key) == 0)
			return &s->entry[i];
	return NULL;
}

static const char *
next_kind(void *context)
{
	size_t *i = context;

	return *i < KINDS ? conf_kind[(*i)++].name : NULL;
}

static const struct conf_kind *
find_kind(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(conf_kind[i].name, name) == 0)
			return &conf_kind[i];
	return NULL;
}

static void
unknown_kind(struct conf_draft *d, size_t file, const struct ini_entry *e)
{
	size_t next = 0;
	const char *near = conf_english(e->kind);

	if (near == NULL || find_kind(near) == NULL)
		near = conf_nearest(e->kind, next_kind, &next);
	if (near != NULL)
		draft_fault(d, file, e->line, e->key_column,
		    "unknown section [%.60s]; did you mean '%s'?", e->kind,
		    near);
	else
		draft_fault(d, file, e->line, e->key_column,
		    "unknown section [%.60s]; the sections are bevakad, "
		    "source, feed, rule, deadline, receiver, group, period, "
		    "digest, away and notifier",
		    e->kind);
}

static bool
check_name(struct conf_draft *d, const struct section *s)
{
	const struct ini_entry *e = s->entry;
	size_t len = strlen(s->name), at;

	if (s->kind == &conf_kind[KIND_BEVAKAD]) {
		if (len > 0)
			draft_fault(d, s->file, e->line, e->column,
			    "[bevakad] has no name");
		return len == 0;
	}
	if (len == 0)
		draft_fault(d, s->file, e->line, e->column,
		    "[%s] needs a name: [%s my-%s]", e->kind, e->kind, e->kind);
	else if (!conf_is_name(s->name, len, &at))
		draft_fault(d, s->file, e->line, e->column + (int)at,
		    "a name is one word of letters, digits, '_', '.' and '-'");
	else
		return true;
	return false;
}

static void
needs(struct conf_draft *d, const struct section *s, const char *key,
    const char *other)
{
	const struct ini_entry *e = section_entry(s, key);

	if (e != NULL && e->value[0] != '\0')
		draft_fault(d, s->file, e->line, e->key_column,
		    "'%s' does nothing without '%s'", key, other);
}

static void
check_paths(struct conf_draft *d, const struct section *s)
{
	static const char *const key[] = {
	    "item", "item-title", "item-link", "item-date", "item-text"};
	const struct conf_feed *f = s->data;

	for (size_t i = 0; i < sizeof(key) / sizeof(key[0]); i++)
		if (f->type == CONF_FEED_FEED)
			needs(d, s, key[i], "type = page");
		else if (i > 0 && f->paths.item == NULL)
			needs(d, s, key[i], "item");
}

/* What the keys of one section say together. */
static void
check_alone(struct conf_draft *d, const struct section *s)
{
	if (s->kind == &conf_kind[KIND_FEED]) {
		check_paths(d, s);
		conf_mailbox_check(d, s);
	}
	if (s->kind == &conf_kind[KIND_FEED] ||
	    s->kind == &conf_kind[KIND_SOURCE])
		conf_access_check(d, s);
	if (s->kind == &conf_kind[KIND_RULE] &&
	    ((const struct rule *)s->data)->kinds == 0)
		needs(d, s, "remind", "deadline");
}

static bool
check_section(struct conf_draft *d, struct section *s)
{
	bool named = check_name(d, s);

	if (s->n > KEYS_MOST + 1) {
		draft_fault(d, s->file, s->entry[KEYS_MOST + 1].line, 1,
		    "more than %d keys in one section", KEYS_MOST);
		return false;
	}
	s->data = pool_get(d->scratch, s->kind->size);
	if (!section_fill(d, d->scratch, s, true, s->data))
		return false;
	check_alone(d, s);
	return named && !d->bad;
}

/* The section whose own line is entry[0]; n: its keys and that line. */
static bool
add_section(
    struct conf_draft *d, size_t file, const struct ini_entry *entry, size_t n)
{
	const struct conf_kind *kind = find_kind(entry->kind);
	struct section *s;

	if (kind == NULL) {
		unknown_kind(d, file, entry);
		return false;
	}
	d->section = pool_grow(d->scratch, d->section, d->n_sections,
	    &d->room_sections, sizeof(*d->section));
	s = &d->section[d->n_sections++];
	*s = (struct section){.kind = kind,
	    .name = entry->name,
	    .entry = entry,
	    .n = n,
	    .file = file};
	return check_section(d, s);
}

struct telling {
	struct conf_draft *draft;
	size_t file;
};

static void
tell(int line, int column, const char *reason, void *context)
{
	struct telling *t = context;

	draft_fault(t->draft, t->file, line, column, "%s", reason);
}

void
draft_begin(struct conf_draft *d, size_t file, const char *text, size_t len)
{
	struct telling t = {d, file};

	d->at = 0;
	d->began = d->n_sections;
	d->good = ini_read_all(
	    d->scratch, d->file[file].file.path, text, len, &d->ini, tell, &t);
}

bool
draft_go_on(struct conf_draft *d, size_t file, size_t most)
{
	const struct ini *ini = &d->ini;

	for (size_t n; d->at < ini->n && most > 0; d->at += n, most--) {
		for (n = 1;
		     d->at + n < ini->n && ini->entry[d->at + n].key != NULL;)
			n++;
		if (!add_section(d, file, &ini->entry[d->at], n))
			d->good = false;
	}
	if (d->at < ini->n)
		return false;
	for (size_t i = d->began; i < d->n_sections && !d->good; i++)
		d->section[i].lost = true;
	if (d->good) {
		d->file[file].first = d->began;
		d->file[file].end = d->n_sections;
	}
	return true;
}

bool
draft_read(struct conf_draft *d, size_t file, const char *text, size_t len)
{
	draft_begin(d, file, text, len);
	draft_go_on(d, file, SIZE_MAX);
	return d->good;
}

bool
draft_fall_back(struct conf_draft *d, size_t file)
{
	struct draft_file *f = &d->file[file];
	size_t len, before = d->n_sections;
	const char *text = NULL;
	bool good;

	if (d->last_good != NULL && !f->fell_back)
		text = d->last_good(f->file.path, &len, d->context);
	if (text == NULL || (f->readable && len == f->file.len &&
				memcmp(text, f->file.text, len) == 0))
		return false;
	d->quiet = true;
	good = draft_read(d, file, text, len);
	d->quiet = false;
	if (!good) {
		d->n_sections = before;
		return false;
	}
	for (size_t i = 0; i < before; i++)
		if (d->section[i].file == file)
			d->section[i].gone = true;
	f->fell_back = true;
	return true;
}
