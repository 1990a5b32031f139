/* conf-list.c - the parsers of lists: names, reminders, kinds, networks */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/deadline/deadline.h"
#include "edge/conf-part.h"

enum { LIST_MOST = 1000, REMIND_MOST = 1000, MAIL_MOST = 254 };

/* A list is parted by commas; each item without the blanks around it. */
struct items {
	struct conf_value *value;
	const char *at;   /* of the item, in the value */
	const char *text; /* of the item */
	const char *next; /* NULL: there is no more */
	size_t n;
	bool bad;
};

static struct items
items_of(struct conf_value *v)
{
	struct items i = {.value = v, .next = v->text};

	if (v->text[0] == '\0')
		i.next = NULL;
	return i;
}

/* False at the end, and when bad. */
static bool
next_item(struct items *i)
{
	const char *end;

	if (i->next == NULL || i->bad)
		return false;
	i->at = i->next + strspn(i->next, " \t");
	end = i->at + strcspn(i->at, ",");
	i->next = *end == ',' ? end + 1 : NULL;
	while (end > i->at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	i->text = pool_strndup(i->value->pool, i->at, (size_t)(end - i->at));
	if (end == i->at)
		i->bad = !conf_value_fault(
		    i->value, i->at, "something is missing beside a comma");
	else if (i->n++ == LIST_MOST)
		i->bad = !conf_value_fault(
		    i->value, i->at, "more than %d in one list", LIST_MOST);
	return !i->bad;
}

static void
put_count(struct conf_value *v, void *to, size_t n)
{
	if (v->row->n != 0)
		*(size_t *)((char *)to - v->row->to + v->row->n) = n;
}

/* --- lists of texts --- */

bool
conf_read_texts(struct conf_value *v, void *to, conf_item_fn *check)
{
	struct items i = items_of(v);
	const char **list = NULL;
	size_t n = 0, room = 0;

	while (next_item(&i)) {
		if (!check(v, i.at, &i.text))
			return false;
		for (size_t k = 0; k < n; k++)
			if (strcmp(list[k], i.text) == 0)
				return conf_value_fault(v, i.at,
				    "'%.60s' stands here twice", i.text);
		list = pool_grow(v->pool, list, n, &room, sizeof(*list));
		list[n++] = i.text;
	}
	list = pool_grow(v->pool, list, n, &room, sizeof(*list));
	list[n] = NULL;
	*(const char *const **)to = list;
	put_count(v, to, n);
	return !i.bad;
}

bool
conf_check_name(struct conf_value *v, const char *at, const char *name)
{
	size_t bad;

	if (conf_is_name(name, strlen(name), &bad))
		return true;
	if (name[bad] == ' ' || name[bad] == '\t')
		return conf_value_fault(
		    v, at + bad, "a comma is missing between two names");
	return conf_value_fault(v, at + bad,
	    "a name is one word of letters, digits, '_', '.' and '-'");
}

static bool
check_name(struct conf_value *v, const char *at, const char **text)
{
	return conf_check_name(v, at, *text);
}

static bool
read_names(struct conf_value *v, void *to)
{
	return conf_read_texts(v, to, check_name);
}

static bool
check_feed(struct conf_value *v, const char *at, const char **text)
{
	static const char source[] = "source:";
	size_t skip = 0;

	if (strncmp(*text, source, sizeof(source) - 1) == 0)
		skip = sizeof(source) - 1;
	return conf_check_name(v, at + skip, *text + skip);
}

static bool
read_feeds(struct conf_value *v, void *to)
{
	return conf_read_texts(v, to, check_feed);
}

/* As a directory may have them: anna, anna.berg, KOMMUN\anna, anna@k.se */
static bool
check_user(struct conf_value *v, const char *at, const char **text)
{
	const char *s = *text;

	for (size_t i = 0; s[i] != '\0'; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == ' ' || c == '\t')
			return conf_value_fault(v, at + i,
			    "a comma is missing between two user names");
		if (i >= 64 || c < ' ' || strchr("\"'/:;<>()*?[]|&$`", c) ||
		    (i == 0 && c == '-'))
			return conf_value_fault(
			    v, at + i, "this cannot be in a user name");
	}
	return true;
}

static bool
read_users(struct conf_value *v, void *to)
{
	return conf_read_texts(v, to, check_user);
}

static bool
is_domain(const char *s)
{
	size_t label = 0;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '.' && (label == 0 || s[-1] == '-'))
			return false;
		if (c == '-' && label == 0)
			return false;
		if (c != '.' && c != '-' && c < 0x80 && !isalnum(c))
			return false;
		label = c == '.' ? 0 : label + 1;
		if (label > 63)
			return false;
	}
	return label > 0 && s[-1] != '-';
}

static bool
check_mail(struct conf_value *v, const char *at, const char **text)
{
	const char *s = *text, *domain = strrchr(s, '@');
	size_t local = domain == NULL ? 0 : (size_t)(domain - s);

	if (strpbrk(s, "<>") != NULL)
		return conf_value_fault(v, at,
		    "write the mail address alone, without a name and <>");
	if (strpbrk(s, " \t") != NULL)
		return conf_value_fault(v, at + strcspn(s, " \t"),
		    "a comma is missing between two mail addresses");
	if (domain == NULL || local == 0)
		return conf_value_fault(
		    v, at, "'%.60s' is no mail address; it is name@domain", s);
	for (size_t i = 0; i < local; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == 0x7F ||
		    strchr("\"(),:;\\[]@", s[i]) != NULL)
			return conf_value_fault(
			    v, at + i, "this cannot be in a mail address");
	if (local > 64 || strlen(s) > MAIL_MOST || s[0] == '.' ||
	    s[local - 1] == '.' || !is_domain(domain + 1))
		return conf_value_fault(
		    v, at, "'%.60s' is no mail address; it is name@domain", s);
	return true;
}

static bool
read_mails(struct conf_value *v, void *to)
{
	return conf_read_texts(v, to, check_mail);
}

/* --- sets --- */

static bool
read_set(struct conf_value *v, unsigned *set, const char *const *names)
{
	struct items i = items_of(v);

	*set = 0;
	while (next_item(&i)) {
		unsigned bit = 0;

		while (names[bit] != NULL && strcmp(names[bit], i.text) != 0)
			bit++;
		if (names[bit] == NULL)
			return conf_unknown_word(v, i.at, i.text, names);
		*set |= 1U << bit;
	}
	return !i.bad;
}

static bool
read_flags(struct conf_value *v, void *to)
{
	return read_set(v, to, v->row->names);
}

/* The kinds by their names, and "all" after them. */
static bool
read_kinds(struct conf_value *v, void *to)
{
	const char *names[DEADLINE_KINDS + 2];
	unsigned *kinds = to;

	for (int k = 0; k < DEADLINE_KINDS; k++)
		names[k] = deadline_kind_name((enum deadline_kind)k);
	names[DEADLINE_KINDS] = "all";
	names[DEADLINE_KINDS + 1] = NULL;
	if (!read_set(v, kinds, names))
		return false;
	if (*kinds & 1U << DEADLINE_KINDS)
		*kinds = (1U << DEADLINE_KINDS) - 1;
	return true;
}

/* --- reminders --- */

static bool
read_reminder(struct conf_value *v, const struct items *i, struct remind *r)
{
	size_t digits = strspn(i->text, "0123456789");
	const char *unit = i->text + digits + strspn(i->text + digits, " \t");
	const char *at = i->at + (unit - i->text);

	if (digits == 0)
		return conf_value_fault(
		    v, i->at, "a reminder is like 20wd or 10d");
	if (strcmp(unit, "wd") != 0 && strcmp(unit, "d") != 0)
		return conf_value_fault(v, at,
		    "'%.60s' has no unit known here; %.*sd is days, %.*swd "
		    "working days",
		    i->text, digits < 9 ? (int)digits : 9, i->text,
		    digits < 9 ? (int)digits : 9, i->text);
	if (digits > 4 || atoi(i->text) > REMIND_MOST)
		return conf_value_fault(
		    v, i->at, "at most %d days before", REMIND_MOST);
	*r = (struct remind){atoi(i->text), unit[0] == 'w'};
	return true;
}

static bool
read_remind(struct conf_value *v, void *to)
{
	struct items i = items_of(v);
	struct remind *list = NULL;
	size_t n = 0, room = 0;

	while (next_item(&i)) {
		struct remind r;

		if (!read_reminder(v, &i, &r))
			return false;
		for (size_t k = 0; k < n; k++)
			if (list[k].count == r.count &&
			    list[k].working == r.working)
				return conf_value_fault(v, i.at,
				    "'%.60s' stands here twice", i.text);
		list = pool_grow(v->pool, list, n, &room, sizeof(*list));
		list[n++] = r;
	}
	*(const struct remind **)to = list;
	put_count(v, to, n);
	return !i.bad;
}

static bool
read_patterns(struct conf_value *v, void *to)
{
	size_t n;
	int column = 1;

	if (!patterns_read(
		v->forms, v->pool, v->text, to, &n, &column, &v->why)) {
		v->at = (size_t)column - 1;
		return false;
	}
	put_count(v, to, n);
	return true;
}

const struct conf_type conf_names = {"list of names", read_names},
		       conf_feeds = {"list of feeds", read_feeds},
		       conf_users = {"list of user names", read_users},
		       conf_mails = {"list of mail addresses", read_mails},
		       conf_flags = {"list of choices", read_flags},
		       conf_kinds = {"list of kinds", read_kinds},
		       conf_remind = {"list of reminders", read_remind},
		       conf_patterns = {"list of words", read_patterns};
