/* identity.c - by what an item is known when it comes again */
/* SPDX-License-Identifier: MIT */
#include "core/identity.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/gist.h"
#include "core/identity-parts.h"
#include "core/pattern.h"

enum { TEXT_LEAST = 80, LINKS_MOST = IDENTITY_KEYS - IDENTITY_KINDS };

const char *
identity_name(enum identity_kind kind)
{
	static const char *const names[IDENTITY_KINDS] = {
	    "guid", "link", "page", "title+date", "text", "whole"};

	return names[kind];
}

const char *
identity_rung_name(enum identity_rung rung)
{
	static const char *const names[RUNGS] = {
	    "auto", "guid", "link", "title-date", "text"};

	return names[rung];
}

/* http and https, www and not, are the same guid; the rest is verbatim. */
static const char *
guid_key(struct pool *pool, const char *id)
{
	size_t scheme, len;

	id += strspn(id, " \t\r\n");
	scheme = identity_scheme(id);
	id += scheme;
	if (scheme > 0 && strncasecmp(id, "www.", 4) == 0)
		id += 4;
	len = strlen(id);
	while (len > 0 && strchr(" \t\r\n", id[len - 1]) != NULL)
		len--;
	return pool_strndup(pool, id, len);
}

static const char *
title_key(struct pool *pool, const struct item *item)
{
	char *title, *key, day[DAY_TEXT];
	size_t len;

	if (item->title == NULL || item->published == NO_TIME)
		return NULL;
	title = words_fold(pool, item->title, strlen(item->title));
	title[strlen(title) - 1] = '\0'; /* the space at its end */
	if (*title == '\0')
		return NULL;
	day_write(time_local_day(item->published), day);
	len = strlen(day);
	key = pool_get(pool, len + strlen(title) + 1);
	memcpy(key, day, len);
	strcpy(key + len, title);
	return key;
}

static const char *
text_key(struct pool *pool, const struct item *item)
{
	const char *text = item->content != NULL ? item->content
						 : item->summary;
	const char *gist = gist_of(pool, text);
	char hex[GIST_HASH];

	if (strlen(gist) < TEXT_LEAST)
		return NULL;
	gist_hash(gist, strlen(gist), hex);
	return pool_strdup(pool, hex);
}

static const char *
page_key(struct pool *pool, const struct item *item)
{
	const char *page = NULL;

	if (item->link != NULL)
		page = identity_page(pool, item->link);
	if (page == NULL && item->id != NULL &&
	    (item->link == NULL || strcmp(item->id, item->link) != 0))
		page = identity_page(pool, item->id);
	return page;
}

static const char *
whole_key(struct pool *pool, const struct item *item)
{
	if (item->title == NULL)
		return NULL;
	return pool_printf(
	    pool, "%s\n%s", item->link ? item->link : "", item->title);
}

static void
add_key(struct identity_keys *keys, enum identity_kind kind, const char *value)
{
	if (value != NULL && *value != '\0' && keys->n < IDENTITY_KEYS)
		keys->key[keys->n++] = (struct identity_key){kind, value};
}

static void
add_kind(struct pool *pool, const struct item *item,
    const struct identity_way *way, struct identity_keys *keys,
    enum identity_kind kind)
{
	const char *link[LINKS_MOST];
	size_t n;

	switch (kind) {
	case IDENTITY_GUID:
		if (item->id != NULL)
			add_key(keys, kind, guid_key(pool, item->id));
		break;
	case IDENTITY_LINK:
		n = item->link == NULL ? 0
				       : identity_links(pool, item->link, way,
					     link, LINKS_MOST);
		for (size_t i = 0; i < n; i++)
			add_key(keys, kind, link[i]);
		break;
	case IDENTITY_PAGE:
		add_key(keys, kind, page_key(pool, item));
		break;
	case IDENTITY_TITLE_DATE:
		add_key(keys, kind, title_key(pool, item));
		break;
	case IDENTITY_TEXT:
		add_key(keys, kind, text_key(pool, item));
		break;
	default:
		add_key(keys, kind, whole_key(pool, item));
	}
}

/* Which kinds a rung asks: bits 1 << kind. */
#define BIT(kind) (1U << IDENTITY_##kind)
static const struct {
	unsigned strong, weak, kept;
} rungs[RUNGS] = {
    [RUNG_ALL] = {BIT(GUID) | BIT(LINK) | BIT(PAGE), BIT(TITLE_DATE), 0},
    [RUNG_GUID] = {BIT(GUID), 0, BIT(LINK) | BIT(PAGE) | BIT(TITLE_DATE)},
    [RUNG_LINK] = {BIT(LINK) | BIT(PAGE), BIT(TITLE_DATE), BIT(GUID)},
    [RUNG_TITLE_DATE] = {BIT(TITLE_DATE), BIT(TEXT),
	BIT(GUID) | BIT(LINK) | BIT(PAGE)},
    [RUNG_TEXT] = {BIT(TEXT), BIT(TITLE_DATE),
	BIT(GUID) | BIT(LINK) | BIT(PAGE)},
};

static void
add_kinds(struct pool *pool, const struct item *item,
    const struct identity_way *way, struct identity_keys *keys, unsigned kinds)
{
	for (int kind = 0; kind < IDENTITY_WHOLE; kind++)
		if (kinds & 1U << kind)
			add_kind(
			    pool, item, way, keys, (enum identity_kind)kind);
}

/* What stands in for the kinds of a rung that an item has none of; where
 * guids and links are not trusted, that is its title. */
static unsigned
stead_of(enum identity_rung rung)
{
	return rung == RUNG_LINK   ? BIT(GUID)
	       : rung == RUNG_GUID ? BIT(LINK) | BIT(PAGE)
				   : BIT(TITLE_DATE);
}

void
identity_keys(struct pool *pool, const struct item *item,
    const struct identity_way *way, struct identity_keys *keys)
{
	bool anchor = item->link != NULL && strchr(item->link, '#') != NULL;
	unsigned stead = 0;

	keys->n = 0;
	add_kinds(pool, item, way, keys, rungs[way->rung].strong);
	if (keys->n == 0 && way->rung != RUNG_ALL) {
		stead = stead_of(way->rung);
		add_kinds(pool, item, way, keys, stead);
	}
	keys->strong = keys->n;
	add_kinds(pool, item, way, keys, rungs[way->rung].weak & ~stead);
	if (keys->n == 0 || (anchor && way->rung <= RUNG_LINK))
		add_kind(pool, item, way, keys, IDENTITY_WHOLE);
	keys->asked = keys->n;
	add_kinds(pool, item, way, keys, rungs[way->rung].kept & ~stead);
}
