/* conf-mask.c - the parsers of what tells items apart: hosts, masks */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "edge/conf-part.h"

enum { MASKS_MOST = 50, HOST_MOST = 253 };

enum identity_rung
conf_rung(const char *word)
{
	for (int i = 0; i < RUNGS; i++)
		if (strcmp(word, identity_rung_name((enum identity_rung)i)) ==
		    0)
			return (enum identity_rung)i;
	return RUNG_ALL;
}

/* --- hosts --- */

static bool
check_host(struct conf_value *v, const char *at, const char **text)
{
	const char *s = *text;

	if (strstr(s, "//") != NULL)
		return conf_value_fault(
		    v, at, "a host alone, without http:// before it");
	for (size_t i = 0; s[i] != '\0'; i++)
		if (i >= HOST_MOST ||
		    !(isalnum((unsigned char)s[i]) || s[i] == '-' ||
			s[i] == '.' || (s[i] == ':' && i > 0)))
			return conf_value_fault(v, at + i,
			    "this cannot be in a host's name (one with å, ä "
			    "or ö is written xn--...)");
	return true;
}

static bool
read_hosts(struct conf_value *v, void *to)
{
	const char *const **list = to;
	size_t n = 0;

	if (!conf_read_texts(v, to, check_host))
		return false;
	while ((*list)[n] != NULL)
		n++;
	if (n > IDENTITY_ALIASES)
		return conf_value_fault(v, v->text,
		    "more than %d hosts that are one", IDENTITY_ALIASES);
	return n != 1 || conf_value_fault(v, v->text,
			     "one host is an alias of none: name two or more");
}

const struct conf_type conf_hosts = {"list of hosts", read_hosts};

/* --- masks --- */

/* The expression at at: all of the value, or what stands in quotes. */
static bool
next_mask(struct conf_value *v, const char **at, const char **text)
{
	const char *s = *at, *end;

	if (*s != '"') {
		*text = pool_strdup(v->pool, s);
		*at = s + strlen(s);
		return s == v->text ||
		       conf_value_fault(
			   v, s, "several expressions stand in quotes each");
	}
	end = strchr(s + 1, '"');
	if (end == NULL)
		return conf_value_fault(
		    v, s, "a quote is missing after the expression");
	*text = pool_strndup(v->pool, s + 1, (size_t)(end - s - 1));
	s = end + 1 + strspn(end + 1, " \t");
	if (*s != '\0' && *s != ',')
		return conf_value_fault(
		    v, s, "a comma is missing between two expressions");
	*at = *s == ',' ? s + 1 + strspn(s + 1, " \t") : s;
	return true;
}

static bool
read_masks(struct conf_value *v, void *to)
{
	const struct mask **list = NULL;
	const char *at = v->text, *text = NULL;
	size_t n = 0, room = 0, bad;

	while (*at != '\0') {
		const char *start = at + (*at == '"');

		if (n == MASKS_MOST)
			return conf_value_fault(
			    v, at, "more than %d masks", MASKS_MOST);
		if (!next_mask(v, &at, &text))
			return false;
		list = pool_grow(v->pool, list, n, &room, sizeof(*list));
		list[n] = mask_new(v->pool, text, &bad, &v->why);
		if (list[n++] == NULL) {
			v->at = (size_t)(start - v->text) + bad;
			return false;
		}
	}
	*(const struct mask *const **)to = list;
	*(size_t *)((char *)to - v->row->to + v->row->n) = n;
	return true;
}

const struct conf_type conf_masks = {"list of expressions", read_masks};
