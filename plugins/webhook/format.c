/* format.c - how a service wants its webhooks: read from a data file */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/format.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "plugins/common.h"
#include "plugins/webhook/fill.h"

static const char *const members[] = {
    "about", "source", "escape", "method", "path", "headers", "needs", "body"};

static bool
check_members(const json_t *all, struct why *w)
{
	const json_t *value;
	const char *key;

	json_object_foreach((json_t *)all, key, value) {
		bool known = false;

		for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
			known = known || strcmp(key, members[i]) == 0;
		if (!known)
			return why(w, "there is no member %s", key);
	}
	return json_object_get(all, "body") != NULL || why(w, "no body");
}

static bool
take_escape(struct format *f, struct why *w)
{
	const char *name = member_text(f->all, "escape");
	struct str names = STR_INIT(200);

	if (name[0] == '\0')
		name = "none";
	f->escape = escape_find(name, strlen(name));
	if (f->escape != NULL)
		return true;
	escape_names(&names);
	why(w, "escape is one of %s", names.text);
	str_release(&names);
	return false;
}

static bool
take_method(struct format *f, struct why *w)
{
	static const char *const known[] = {"POST", "PUT"};
	const char *method = member_text(f->all, "method");

	if (method[0] == '\0')
		method = known[0];
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(method, known[i]) == 0) {
			f->method = known[i];
			return true;
		}
	return why(w, "method is POST or PUT, not '%s'", method);
}

/* Names of headers are tokens (RFC 9110, 5.6.2), without the odd ones. */
static bool
check_headers(const json_t *headers, struct why *w)
{
	const json_t *value;
	const char *key;

	json_object_foreach((json_t *)headers, key, value) {
		if (key[0] == '\0' ||
		    strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
				"UVWXYZ0123456789-_") < strlen(key))
			return why(w, "headers: '%s' is no name of one", key);
		if (!json_is_string(value) && !json_is_object(value))
			return why(w, "headers.%s: no text", key);
	}
	return true;
}

static bool
take(struct format *f, struct why *w)
{
	json_t *path = json_object_get(f->all, "path");

	f->headers = json_object_get(f->all, "headers");
	f->needs = json_object_get(f->all, "needs");
	f->body = json_object_get(f->all, "body");
	f->path = member_text(f->all, "path");
	return check_members(f->all, w) && take_escape(f, w) &&
	       take_method(f, w) && check_headers(f->headers, w) &&
	       (path == NULL || fill_check(path, "path", w)) &&
	       (f->headers == NULL || fill_check(f->headers, "headers", w)) &&
	       fill_check(f->body, "body", w);
}

static json_t *
load(const char *path, struct why *w)
{
	FILE *file = fopen(path, "re");
	json_error_t fault;
	json_t *all = NULL;

	if (file == NULL) {
		why(w, "%s: %s", path, strerror(errno));
		return NULL;
	}
	if (fseek(file, 0, SEEK_END) != 0 || ftell(file) > FORMAT_MOST) {
		why(w, "%s: more than %d bytes", path, FORMAT_MOST);
	} else {
		rewind(file);
		all = json_loadf(file, JSON_REJECT_DUPLICATES, &fault);
		if (all == NULL)
			why(w, "%s:%d:%d: %s", path, fault.line, fault.column,
			    fault.text);
	}
	fclose(file);
	return all;
}

static bool
find(struct str *path, const char *name, struct why *w)
{
	static const char *const folders[] = {
	    SYSCONFDIR "/bevakad/formats", PKGDATADIR "/formats"};

	if (name[0] == '/')
		return str_add(path, name);
	if (name[0] == '.' || strchr(name, '/') != NULL)
		return why(w, "format is a name, or a path from the root");
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		str_clear(path);
		str_addf(path, "%s/%s.json", folders[i], name);
		if (access(path->text, R_OK) == 0)
			return true;
	}
	return why(w, "there is no format '%s' in %s or %s", name, folders[0],
	    folders[1]);
}

bool
format_load(struct format *f, const char *name, struct why *w)
{
	struct str path = STR_INIT(4096);
	bool ok = false;

	*f = (struct format){.name = name};
	if (find(&path, name, w) && (f->all = load(path.text, w)) != NULL) {
		ok = take(f, w);
		if (!ok) {
			why_before(w, "%s", path.text);
			format_release(f);
		}
	}
	str_release(&path);
	return ok;
}

void
format_release(struct format *f)
{
	json_decref(f->all);
	f->all = NULL;
}

void
format_plain(struct format *f)
{
	*f = (struct format){.name = "standard",
	    .method = "POST",
	    .path = "",
	    .escape = escape_find("none", 4),
	    .all = json_pack("{s:{s:b}}", "body", "$alert", 1)};
	f->body = json_object_get(f->all, "body");
}
