/* template.c - texts of alerts as an administrator wants them: no code */
/* SPDX-License-Identifier: MIT */
#include "core/template.h"

#include <stdio.h>
#include <string.h>

static const char *const fields[] = {"title", "text", "event", "priority",
    "created", "link", "alert", "parcel", "thread", "language", "reason", "by",
    "day", "late", "due", "source.name", "source.title", "feed.name",
    "feed.title", "item.id", "item.title", "item.link", "item.published",
    "receiver.name", "receiver.title", "old.start", "old.end", "old.day",
    "old.label", "old.evidence", NULL};

static const struct list {
	const char *name;
	const char *const field[16];
} lists[] = {
    {"deadlines", {"id", "kind", "label", "lead", "day", "start", "end", "time",
		      "precision", "evidence", NULL}},
    {"rules", {"name", "title", NULL}},
    {"changes", {".", NULL}},
    {"digest.entries",
	{"part", "alert", "item", "event", "priority", "created", "title",
	    "link", "source", "kind", "end", "old_end", "lead", "day", NULL}},
};
enum { LISTS = sizeof(lists) / sizeof(lists[0]), NAME_MOST = 40 };

enum tag { TAG_FIELD, TAG_IF, TAG_EACH, TAG_ELSE, TAG_END_IF, TAG_END_EACH };
enum end { END_TEXT, END_ELSE, END_IF, END_EACH, END_FAULT };

/* The one walk over a template: to check it, or to write. */
struct walk {
	const char *text, *at;
	struct str *to; /* NULL: it is only checked */
	const json_t *facts, *entry;
	const struct list *list; /* that each is in, or NULL */
	int depth;
	const char *fault;
	struct why *why;
};

static enum end
wrong(struct walk *w, const char *at, const char *what, const char *name)
{
	w->fault = at;
	why(w->why, "%s%s%.*s", what, name[0] ? ": " : "", NAME_MOST, name);
	return END_FAULT;
}

/* --- names --- */

static bool
is_among(const char *const *names, const char *name)
{
	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static const struct list *
find_list(const char *name)
{
	for (size_t i = 0; i < LISTS; i++)
		if (strcmp(lists[i].name, name) == 0)
			return &lists[i];
	return NULL;
}

static bool
is_known(const struct walk *w, const char *name)
{
	return is_among(fields, name) || find_list(name) != NULL ||
	       (w->list != NULL && is_among(w->list->field, name));
}

/* "source.title" of an object. */
static const json_t *
member(const json_t *o, const char *name)
{
	char part[NAME_MOST + 1];

	while (o != NULL) {
		size_t len = strcspn(name, ".");

		if (len == 0 || len > NAME_MOST)
			return NULL;
		snprintf(part, sizeof(part), "%.*s", (int)len, name);
		o = json_object_get(o, part);
		if (name[len] == '\0')
			return o;
		name += len + 1;
	}
	return NULL;
}

static const json_t *
value_of(const struct walk *w, const char *name)
{
	const json_t *value = NULL;

	if (strcmp(name, ".") == 0)
		return w->entry;
	if (w->entry != NULL)
		value = member(w->entry, name);
	/* an entry without a title has none, not that of the alert */
	if (value != NULL ||
	    (w->list != NULL && is_among(w->list->field, name)))
		return value;
	return member(w->facts, name);
}

static bool
is_there(const json_t *value)
{
	if (json_is_string(value))
		return json_string_length(value) > 0;
	if (json_is_array(value))
		return json_array_size(value) > 0;
	return value != NULL && !json_is_null(value) && !json_is_false(value);
}

static void
write_value(struct str *to, const json_t *value)
{
	if (json_is_string(value))
		str_add(to, json_string_value(value));
	else if (json_is_integer(value))
		str_addf(to, "%lld", (long long)json_integer_value(value));
	else if (json_is_true(value))
		str_add(to, "1");
	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *one = json_array_get(value, i);

		if (json_is_string(one))
			str_addf(
			    to, "%s%s", i ? ", " : "", json_string_value(one));
	}
}

/* --- tags --- */

/* What stands between "{{" and "}}"; at goes behind it. */
static bool
read_tag(struct walk *w, enum tag *tag, char name[NAME_MOST + 1])
{
	static const struct {
		const char *word;
		enum tag tag;
		bool name;
	} words[] = {{"#if ", TAG_IF, true}, {"#each ", TAG_EACH, true},
	    {"else", TAG_ELSE, false}, {"/if", TAG_END_IF, false},
	    {"/each", TAG_END_EACH, false}};
	const char *from = w->at + 2, *to = strstr(from, "}}"), *begin = from;
	size_t len;

	if (to == NULL || memchr(from, '{', (size_t)(to - from)) != NULL)
		return wrong(w, w->at, "\"{{\" without \"}}\"", "") == 0;
	*tag = TAG_FIELD;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if (strncmp(from, words[i].word, n) != 0 ||
		    (!words[i].name && from + n != to))
			continue;
		*tag = words[i].tag;
		begin = from + n;
	}
	begin += strspn(begin, " ");
	len = begin < to ? strcspn(begin, " }") : 0;
	if (len > NAME_MOST || begin + len + strspn(begin + len, " ") < to)
		return wrong(w, begin, "this is no field", begin) == 0;
	snprintf(name, NAME_MOST + 1, "%.*s", (int)len, begin);
	w->at = to + 2;
	return true;
}

static enum end walk(struct walk *, bool live);

static enum end
walk_if(struct walk *w, const char *at, const char *name, bool live)
{
	bool is = live && w->to != NULL && is_there(value_of(w, name));
	enum end end;

	if (!is_known(w, name))
		return wrong(w, at, "there is no such field", name);
	end = walk(w, is);
	if (end == END_ELSE)
		end = walk(w, live && !is);
	if (end == END_IF || end == END_FAULT)
		return end;
	return wrong(w, at, "this if has no {{/if}}", "");
}

static enum end
walk_each(struct walk *w, const char *at, const char *name, bool live)
{
	const json_t *list = w->to ? member(w->facts, name) : NULL;
	const char *begin = w->at;
	enum end end = END_TEXT;

	if (w->list != NULL)
		return wrong(w, at, "an each stands in no other one", "");
	w->list = find_list(name);
	if (w->list == NULL)
		return wrong(w, at, "there is no such list", name);
	for (size_t i = 0; live && i < json_array_size(list); i++) {
		w->at = begin;
		w->entry = json_array_get(list, i);
		end = walk(w, true);
	}
	w->entry = NULL;
	if (end == END_TEXT)
		end = walk(w, false);
	w->list = NULL;
	if (end == END_EACH || end == END_FAULT)
		return end;
	return wrong(w, at, "this each has no {{/each}}", "");
}

static enum end
walk_tag(struct walk *w, bool live)
{
	const char *at = w->at;
	char name[NAME_MOST + 1];
	enum tag tag = TAG_FIELD;
	enum end end;

	if (!read_tag(w, &tag, name))
		return END_FAULT;
	switch (tag) {
	case TAG_IF:
		end = walk_if(w, at, name, live);
		return end == END_IF ? END_TEXT : end;
	case TAG_EACH:
		end = walk_each(w, at, name, live);
		return end == END_EACH ? END_TEXT : end;
	case TAG_ELSE:
		return END_ELSE;
	case TAG_END_IF:
		return END_IF;
	case TAG_END_EACH:
		return END_EACH;
	default:
		break;
	}
	if (!is_known(w, name))
		return wrong(w, at, "there is no such field", name);
	if (live && w->to != NULL)
		write_value(w->to, value_of(w, name));
	return END_TEXT;
}

/* Blanks do not begin a line: a value that goes on in the next line of its file
 * is joined by one. */
static bool
begins_line(const struct str *to)
{
	return to->len == 0 || to->text[to->len - 1] == '\n';
}

/* A character of its own, or "\n". */
static void
walk_plain(struct walk *w, bool live)
{
	char c = *w->at++;

	if (c == '\\' && *w->at == 'n') {
		w->at++;
		c = '\n';
	} else if (c == '\\' && *w->at == '\\') {
		w->at++;
	}
	if (live && w->to != NULL &&
	    !((c == ' ' || c == '\t') && begins_line(w->to)))
		str_addc(w->to, c);
}

/* Up to the end of the block, which is said. */
static enum end
walk(struct walk *w, bool live)
{
	enum end end = END_TEXT;

	if (++w->depth > TEMPLATE_DEPTH)
		return wrong(w, w->at, "nested too deep", "");
	while (end == END_TEXT && *w->at != '\0')
		if (strncmp(w->at, "{{", 2) == 0)
			end = walk_tag(w, live);
		else
			walk_plain(w, live);
	w->depth--;
	return end;
}

bool
template_check(const char *text, size_t *at, struct why *reason)
{
	struct walk w = {.text = text, .at = text, .why = reason};
	const char *before;
	enum end end;

	*at = 0;
	if (strlen(text) > TEMPLATE_MOST)
		return why(reason, "longer than %d bytes", TEMPLATE_MOST);
	end = walk(&w, true);
	if (end == END_TEXT)
		return true;
	before = w.at;
	while (
	    end != END_FAULT && before > text && strncmp(before, "{{", 2) != 0)
		before--;
	if (end != END_FAULT)
		wrong(&w, before, "nothing is open that this would end", "");
	*at = (size_t)(w.fault - text);
	return false;
}

void
template_render(const char *text, const json_t *facts, struct str *to)
{
	struct why ignored;
	struct walk w = {.text = text,
	    .at = text,
	    .to = to,
	    .facts = facts,
	    .why = &ignored};

	walk(&w, true);
}
