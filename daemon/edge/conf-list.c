/* conf-list.c - the parsers of lists: names, reminders, kinds, networks */
/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/deadline.h"
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

/* Checks an item, and may write another text for it. */
typedef bool item_fn(struct conf_value *, const char *at, const char **text);

static bool
read_texts(struct conf_value *v, void *to, item_fn *check)
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

static bool
check_name_after(struct conf_value *v, const char *at, const char *name)
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
	return check_name_after(v, at, *text);
}

static bool
read_names(struct conf_value *v, void *to)
{
	return read_texts(v, to, check_name);
}

static bool
check_feed(struct conf_value *v, const char *at, const char **text)
{
	static const char source[] = "source:";
	size_t skip = 0;

	if (strncmp(*text, source, sizeof(source) - 1) == 0)
		skip = sizeof(source) - 1;
	return check_name_after(v, at + skip, *text + skip);
}

static bool
read_feeds(struct conf_value *v, void *to)
{
	return read_texts(v, to, check_feed);
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
	return read_texts(v, to, check_user);
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
	return read_texts(v, to, check_mail);
}

/* --- networks --- */

struct network {
	int family;
	unsigned char address[16];
	int bits; /* of the prefix */
};

static bool
read_address(const char *text, struct network *n)
{
	n->family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
	n->bits = n->family == AF_INET6 ? 128 : 32;
	return inet_pton(n->family, text, n->address) == 1;
}

static bool
has_bit(const struct network *n, int i)
{
	return n->address[i / 8] & 0x80 >> i % 8;
}

static bool
check_bits(
    struct conf_value *v, const char *at, struct network *n, const char *text)
{
	int most = n->bits;

	if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text) ||
	    strlen(text) > 3 || atoi(text) > most)
		return conf_value_fault(
		    v, at, "the part after '/' is a number up to %d", most);
	n->bits = atoi(text);
	for (int i = n->bits; i < most; i++)
		if (has_bit(n, i))
			return conf_value_fault(v, at,
			    "the address has bits set beyond the first %d",
			    n->bits);
	return true;
}

static bool
check_network(struct conf_value *v, const char *at, const char **text)
{
	const char *slash = strchr(*text, '/');
	const char *address = slash == NULL ? *text
					    : pool_strndup(v->pool, *text,
						  (size_t)(slash - *text));
	struct network n;

	if (!read_address(address, &n))
		return conf_value_fault(v, at,
		    "'%.60s' is no network; it is like 10.1.0.0/16 or "
		    "fd00::/8",
		    *text);
	if (slash == NULL) {
		*text = pool_printf(v->pool, "%s/%d", address, n.bits);
		return true;
	}
	return check_bits(v, at + (slash - *text) + 1, &n, slash + 1);
}

static bool
read_networks(struct conf_value *v, void *to)
{
	return read_texts(v, to, check_network);
}

static bool
is_inside(const char *text, const struct network *address)
{
	char copy[64];
	const char *slash = strchr(text, '/');
	struct network n;
	int bits;

	if (slash == NULL || slash - text >= (int)sizeof(copy))
		return false;
	memcpy(copy, text, (size_t)(slash - text));
	copy[slash - text] = '\0';
	bits = atoi(slash + 1);
	if (!read_address(copy, &n) || n.family != address->family)
		return false;
	for (int i = 0; i < bits; i++)
		if (has_bit(&n, i) != has_bit(address, i))
			return false;
	return true;
}

/* The host of a URL that read_url took; localhost as the address it is. */
static bool
host_address(const char *url, struct network *n)
{
	const char *host = strstr(url, "://") + 3;
	size_t len = host[0] == '[' ? strcspn(++host, "]")
				    : strcspn(host, ":/?#");
	char copy[64];

	if (len >= sizeof(copy))
		return false;
	memcpy(copy, host, len);
	copy[len] = '\0';
	return read_address(
	    strcasecmp(copy, "localhost") == 0 ? "127.0.0.1" : copy, n);
}

bool
conf_is_allowed(const char *url, const char *const *networks)
{
	struct network n;

	if (!host_address(url, &n))
		return false;
	for (; *networks != NULL; networks++)
		if (is_inside(*networks, &n))
			return true;
	return false;
}

/* --- sets --- */

static const char *
next_name(void *context)
{
	const char *const **names = context;

	return **names == NULL ? NULL : *(*names)++;
}

static bool
read_set(struct conf_value *v, unsigned *set, const char *const *names)
{
	struct items i = items_of(v);

	*set = 0;
	while (next_item(&i)) {
		const char *const *list = names;
		const char *near;
		unsigned bit = 0;

		while (names[bit] != NULL && strcmp(names[bit], i.text) != 0)
			bit++;
		if (names[bit] != NULL) {
			*set |= 1U << bit;
			continue;
		}
		near = conf_english(i.text);
		if (near == NULL)
			near = conf_nearest(i.text, next_name, &list);
		if (near != NULL)
			return conf_value_fault(v, i.at,
			    "'%.60s' is not known here; did you mean '%s'?",
			    i.text, near);
		return conf_value_fault(
		    v, i.at, "'%.60s' is not known here", i.text);
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
		       conf_networks = {"list of networks", read_networks},
		       conf_flags = {"list of choices", read_flags},
		       conf_kinds = {"list of kinds", read_kinds},
		       conf_remind = {"list of reminders", read_remind},
		       conf_patterns = {"list of words", read_patterns};
