/* common.c - what our notifiers share: the parcel in, the last line out */
/* SPDX-License-Identifier: MIT */
#include "plugins/common.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/log.h"

/*
 * libcurl's library brings GnuTLS along, for protocols that we do not speak:
 * it asks this, by its manual, whether it should set itself up.  That is a
 * tenth of what it costs to start a notifier.
 */
int _gnutls_global_init_skip(void);

int
_gnutls_global_init_skip(void)
{
	return 1;
}

static bool
read_all(int fd, size_t most, struct str *s, struct why *w)
{
	char bytes[16384];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return why(w, "%s", strerror(errno));
		if (!str_addn(s, bytes, (size_t)n))
			return why(w, "more than %zu bytes", most);
	}
	return true;
}

/* Only what can stand in any header and address (RFC 5322 3.2.3, dot-atom). */
static bool
is_id(const char *id)
{
	static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789_-.";
	size_t n = strspn(id, good);

	if (id[n] != '\0' || n > ID_MOST)
		return false;
	return n == 0 ||
	       (id[0] != '.' && id[n - 1] != '.' && strstr(id, "..") == NULL);
}

static bool
check(const struct parcel *p, struct why *w)
{
	json_t *version = json_object_get(p->all, "version");

	if (!json_is_object(p->all))
		return why(w, "the parcel is not a JSON object");
	if (version != NULL && json_integer_value(version) != 1)
		return why(w, "the parcel is not of version 1");
	if (p->id[0] == '\0' || !is_id(p->id))
		return why(w, "the parcel has no id of letters and digits");
	if (p->alert[0] == '\0' || !is_id(p->alert))
		return why(w, "the alert has no id of letters and digits");
	if (!is_id(p->thread) || !is_id(p->matter) || !is_id(p->parcel))
		return why(w, "thread, matter or parcel is not an id");
	return true;
}

bool
parcel_take(struct parcel *p, json_t *all, struct why *w)
{
	const struct {
		const char *name, **to;
	} member[] = {
	    {"id", &p->id},
	    {"parcel", &p->parcel},
	    {"alert", &p->alert},
	    {"thread", &p->thread},
	    {"matter", &p->matter},
	    {"event", &p->event},
	    {"priority", &p->priority},
	    {"language", &p->language},
	    {"created", &p->created},
	    {"title", &p->title},
	    {"text", &p->text},
	    {"link", &p->link},
	};

	for (size_t i = 0; i < sizeof(member) / sizeof(*member); i++)
		*member[i].to = member_text(all, member[i].name);
	p->receiver = json_object_get(all, "receiver");
	p->options = json_object_get(all, "options");
	p->all = all;
	if (!check(p, w))
		return false;
	json_incref(all);
	return true;
}

bool
parcel_read(struct parcel *p, int fd, struct why *w)
{
	struct str s = STR_INIT(PARCEL_MOST);
	json_error_t fault;
	json_t *all = NULL;
	bool ok = false;

	if (!read_all(fd, PARCEL_MOST, &s, w)) {
		why_before(w, "standard input");
		goto out;
	}
	all = json_loadb(s.text, s.len, 0, &fault);
	if (all == NULL) {
		why(w, "standard input, line %d: %s", fault.line, fault.text);
		goto out;
	}
	ok = parcel_take(p, all, w);
out:
	json_decref(all);
	str_release(&s);
	return ok;
}

void
parcel_release(struct parcel *p)
{
	json_decref(p->all);
	p->all = NULL;
}

const char *
parcel_option(const struct parcel *p, const char *name, const char *fallback)
{
	const char *value = member_text(p->options, name);

	return value[0] != '\0' ? value : fallback;
}

bool
parcel_option_bool(
    const struct parcel *p, const char *name, bool *value, struct why *w)
{
	static const char *const word[] = {
	    "no", "yes", "false", "true", "off", "on", "0", "1"};
	const json_t *member = json_object_get(p->options, name);
	const char *text = parcel_option(p, name, NULL);

	if (json_is_boolean(member)) {
		*value = json_is_true(member);
		return true;
	}
	if (text == NULL)
		return true;
	for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++)
		if (strcasecmp(text, word[i]) == 0) {
			*value = i % 2 == 1;
			return true;
		}
	return why(w, "option %s is yes or no, not '%s'", name, text);
}

int
parcel_seconds(const struct parcel *p)
{
	const json_t *member = json_object_get(p->options, "seconds");
	const char *text = parcel_option(p, "seconds", "60");
	char *end;
	long n = strtol(text, &end, 10);

	if (json_is_integer(member))
		n = (long)json_integer_value(member);
	while (*end == ' ')
		end++;
	if (strncmp(end, "min", 3) == 0 && n < 60)
		n *= 60;
	if (n < 1 || n > 3600)
		n = 60;
	return n > 10 ? (int)(n * 9 / 10) : n > 1 ? (int)n - 1 : 1;
}

static bool
check_credential(const char *name, const char *folder, struct why *w)
{
	if (folder == NULL || folder[0] == '\0')
		return why(w,
		    "credential %s: systemd gave no credentials "
		    "(LoadCredential=)",
		    name);
	if (name[0] == '.' || strchr(name, '/') != NULL)
		return why(w, "credential is the name of a file, not a path");
	return true;
}

bool
credential_read(const char *name, struct str *s, struct why *w)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	struct str path = STR_INIT(4096);
	bool ok;
	int fd;

	if (!check_credential(name, folder, w))
		return false;
	s->most = CREDENTIAL_MOST;
	str_addf(&path, "%s/%s", folder, name);
	fd = open(path.text, O_RDONLY | O_CLOEXEC);
	str_release(&path);
	if (fd < 0)
		return why(w, "credential %s: %s", name, strerror(errno));
	prctl(PR_SET_DUMPABLE, 0); /* no dump, no reading by others, of it */
	ok = read_all(fd, CREDENTIAL_MOST, s, w);
	close(fd);
	if (!ok)
		return why_before(w, "credential %s", name);
	while (s->len > 0 && strchr("\r\n", s->text[s->len - 1]) != NULL)
		str_cut(s, s->len - 1);
	if (strlen(s->text) != s->len || s->len == 0)
		return why(w, "credential %s: empty, or not text", name);
	return true;
}

bool
notifier_is_described(int argc, char **argv)
{
	return argc == 2 && strcmp(argv[1], "--describe") == 0;
}

static json_t *
help_json(const struct option_help *o)
{
	json_t *one = json_pack("{s:s, s:s, s:b, s:s}", "name", o->name, "type",
	    o->type, "needed", (int)o->needed, "help", o->help);
	json_t *values;
	const char *v;
	size_t n;

	if (o->fallback[0] != '\0')
		json_object_set_new(one, "default", json_string(o->fallback));
	if (o->values == NULL)
		return one;
	values = json_array();
	for (v = o->values; *v != '\0'; v += n) {
		v += strspn(v, " ");
		n = strcspn(v, " ");
		json_array_append_new(values, json_stringn(v, n));
	}
	json_object_set_new(one, "values", values);
	return one;
}

int
notifier_describe(const char *about, const struct option_help *o, size_t n)
{
	json_t *options = json_array(), *all;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(options, help_json(&o[i]));
	all = json_pack("{s:s, s:o}", "about", about, "options", options);
	json_dumpf(all, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(all);
	return END_DELIVERED;
}

int
text_character(const char *at, int *u)
{
	utf8proc_ssize_t n = utf8proc_iterate(
	    (const utf8proc_uint8_t *)at, -1, u);

	if (n > 0)
		return (int)n;
	*u = 0xFFFD;
	return 1;
}

static bool
turns_direction(int u)
{
	return u == 0x61C || u == 0x200E || u == 0x200F ||
	       (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

static bool
is_white(int u)
{
	switch (utf8proc_category(u)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

void
text_add_line(struct str *s, const char *text, size_t most)
{
	size_t n = 0, last = s->len;
	bool space = false;
	int u;

	while (*text != '\0') {
		text += text_character(text, &u);
		if (is_white(u)) {
			space = n > 0;
			continue;
		}
		if (turns_direction(u))
			continue;
		if (n + space >= most) {
			if (n == most)
				str_cut(s, last);
			str_add(s, "…");
			return;
		}
		if (space)
			str_addc(s, ' ');
		last = s->len;
		str_addu(s, (unsigned)u);
		n += 1U + space;
		space = false;
	}
}

bool
text_add_lines(struct str *s, const char *text, size_t most)
{
	size_t start = s->len;
	int u;

	while (*text != '\0') {
		int n = text_character(text, &u);

		if (u == '\r' && text[1] == '\n')
			n = 2;
		text += n;
		if (u == '\r' || u == 0x85 || u == 0x2028 || u == 0x2029)
			u = '\n';
		if (u != '\n' && u != '\t' &&
		    utf8proc_category(u) == UTF8PROC_CATEGORY_CC)
			continue;
		if (s->len - start + 4 > most)
			return true;
		str_addu(s, (unsigned)u);
	}
	return false;
}

void
text_disarm(char *text)
{
	static const char word[] = "retry-after=";

	while ((text = strstr(text, word)) != NULL)
		text[sizeof(word) - 2] = ' ';
}

int
notifier_end(enum notifier_end end, const char *format, ...)
{
	struct str s = STR_INIT(2048), line = STR_INIT(2048);
	va_list args;

	va_start(args, format);
	str_addv(&s, format, args);
	va_end(args);
	text_add_line(&line, s.text, 500);
	fprintf(end == END_DELIVERED ? stdout : stderr, "%s\n", line.text);
	str_release(&line);
	str_release(&s);
	return end;
}
