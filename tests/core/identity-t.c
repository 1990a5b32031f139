/* identity-t.c - canonical links, and the keys of items */
/* SPDX-License-Identifier: MIT */
#include "core/identity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static const struct identity_way plain = {.rung = RUNG_ALL};

/* "alias=a.se,b.se;case" */
static struct identity_way
way_of(struct pool *pool, char *text)
{
	struct identity_way way = plain;
	const char **alias = pool_get(pool, 8 * sizeof(*alias));
	char *names = NULL, *part, *save;
	size_t n = 0;

	for (part = strtok_r(text, ";", &save); part != NULL;
	     part = strtok_r(NULL, ";", &save)) {
		way.fold_case |= strcmp(part, "case") == 0;
		if (strncmp(part, "alias=", 6) == 0)
			names = part + 6;
	}
	for (part = names ? strtok_r(names, ",", &save) : NULL; part != NULL;
	     part = strtok_r(NULL, ",", &save))
		alias[n++] = pool_strdup(pool, part);
	way.alias = n > 0 ? alias : NULL;
	return way;
}

static bool
share_key(struct pool *pool, const char *one, const char *other,
    const struct identity_way *way)
{
	struct item a = {.link = one, .published = NO_TIME};
	struct item b = {.link = other, .published = NO_TIME};
	struct identity_keys x, y;

	identity_keys(pool, &a, way, &x);
	identity_keys(pool, &b, way, &y);
	for (size_t i = 0; i < x.strong; i++)
		for (size_t k = 0; k < y.strong; k++)
			if (x.key[i].kind == y.key[k].kind &&
			    strcmp(x.key[i].value, y.key[k].value) == 0)
				return true;
	return false;
}

static void
check_line(struct pool *pool, char **field, size_t n)
{
	const char *wanted = n > 2 && strcmp(field[2], "-") == 0 ? NULL
								 : field[2];
	struct identity_way way;

	if (n == 3 && strcmp(field[0], "link") == 0)
		is_string(
		    wanted, identity_link(pool, field[1]), "link %s", field[1]);
	else if (n == 3 && strcmp(field[0], "page") == 0)
		is_string(wanted, identity_page(pool, field[1]), "page of %s",
		    field[1]);
	else if (n == 3 && strcmp(field[0], "slug") == 0)
		is_string(wanted, identity_slug(pool, field[1]), "name in %s",
		    field[1]);
	else if (n == 4) {
		way = way_of(pool, field[1]);
		is_int(strcmp(field[0], "same") == 0,
		    share_key(pool, field[2], field[3], &way), "%s: %s, %s",
		    field[0], field[2], field[3]);
	} else {
		ok(false, "a line of links.tsv: %s", field[0]);
	}
}

static void
check_links(struct pool *pool)
{
	char path[1024], line[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/data/links.tsv",
	    getenv("TOP_SRCDIR"));
	f = fopen(path, "r");
	if (f == NULL)
		bail("%s cannot be read", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *field[8], *save;
		size_t n = 0;

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		for (char *part = strtok_r(line, "\t", &save);
		     part != NULL && n < 8; part = strtok_r(NULL, "\t", &save))
			field[n++] = part;
		check_line(pool, field, n);
	}
	fclose(f);
	is_string("", identity_link(pool, ""), "an empty address");
	is_string("", identity_link(pool, "http://"), "no host");
	is_string("a.se/b", identity_link(pool, " http://a.se/b \n"),
	    "blanks around it");
}

static const char text[] =
    "Regionstyrelsen föreslår att regionfullmäktige godkänner ett nytt "
    "samverkansavtal om naturbruksutbildning mellan regionen och kommunerna.";

/* The value that an item has for a kind, or NULL. */
static const char *
key_of(struct pool *pool, const struct item *item, enum identity_kind kind)
{
	struct identity_way way = {.rung = RUNG_TEXT};
	struct identity_keys keys;

	identity_keys(pool, item, &way, &keys);
	for (size_t i = 0; i < keys.n; i++)
		if (keys.key[i].kind == kind)
			return keys.key[i].value;
	return NULL;
}

static void
check_keys(struct pool *pool)
{
	struct item item = {.id = " http://www.a.se/x?id=1#2 ",
	    .link = "https://www.a.se/n.5.1ef7dbdf15506eb5b09be9a.html",
	    .title = "Nytt  avtal!",
	    .content = text,
	    .published = time_of_local(day_of(2022, 5, 17), 60),
	    .updated = NO_TIME};
	struct identity_keys k;

	identity_keys(pool, &item, &plain, &k);
	is_int(4, (int)k.n, "a full item has all keys that a feed asks");
	is_int(3, (int)k.strong, "three of which are its own");
	for (size_t i = 0; i < k.n; i++)
		is_int((int)i, k.key[i].kind, "strongest first: %s",
		    identity_name(k.key[i].kind));
	is_string("a.se/x?id=1#2", k.key[0].value, "guid without its scheme");
	is_string("2022-05-17 nytt avtal", k.key[3].value, "title and day");
	is_int(32, (int)strlen(key_of(pool, &item, IDENTITY_TEXT)),
	    "a fingerprint of 128 bits");

	item = (struct item){.published = NO_TIME, .updated = NO_TIME};
	identity_keys(pool, &item, &plain, &k);
	is_int(0, (int)k.n, "an empty item has none");
	item.title = "Presskonferens efter regionstyrelsen";
	item.summary = "Kort text.";
	identity_keys(pool, &item, &plain, &k);
	is_int(0, (int)k.strong, "a title without a day: nothing of its own");
	is_int(IDENTITY_WHOLE, k.key[0].kind, "but the title");
}

/* What each rung asks, and keeps for another day. */
static const struct {
	enum identity_rung rung;
	const char *strong, *weak, *kept;
} ladder[] = {
    {RUNG_ALL, "guid link", "title+date", ""},
    {RUNG_GUID, "guid", "", "link title+date"},
    {RUNG_LINK, "link", "title+date", "guid"},
    {RUNG_TITLE_DATE, "title+date", "text", "guid link"},
    {RUNG_TEXT, "text", "title+date", "guid link"},
};

static const char *
names_of(
    struct pool *pool, const struct identity_keys *k, size_t from, size_t to)
{
	const char *names = "";

	for (size_t i = from; i < to; i++)
		names = pool_printf(pool, "%s%s%s", names, i > from ? " " : "",
		    identity_name(k->key[i].kind));
	return names;
}

static void
check_ladder(struct pool *pool)
{
	struct item full = {.id = "1",
	    .link = "https://a.se/x",
	    .title = "Nytt avtal",
	    .content = text,
	    .published = time_of_local(day_of(2022, 5, 17), 60)};
	struct item bare = {.link = "https://a.se/x",
	    .title = "Nytt avtal",
	    .published = NO_TIME};

	for (size_t i = 0; i < sizeof(ladder) / sizeof(*ladder); i++) {
		struct identity_way way = {.rung = ladder[i].rung};
		const char *name = identity_rung_name(ladder[i].rung);
		struct identity_keys k;

		identity_keys(pool, &full, &way, &k);
		is_string(ladder[i].strong, names_of(pool, &k, 0, k.strong),
		    "%s asks", name);
		is_string(ladder[i].weak, names_of(pool, &k, k.strong, k.asked),
		    "%s, when that fails", name);
		is_string(ladder[i].kept, names_of(pool, &k, k.asked, k.n),
		    "%s keeps", name);
		identity_keys(pool, &bare, &way, &k);
		ok(k.asked > 0, "%s: an item that lacks it has a key", name);
	}
}

static void
check_fingerprint(struct pool *pool)
{
	struct item a = {.content = text, .published = NO_TIME}, b = a;
	const char *first = key_of(pool, &a, IDENTITY_TEXT);

	b.content = pool_printf(
	    pool, "%s\nSenast uppdaterad: 2022-05-18 10:13", text);
	is_string(first, key_of(pool, &b, IDENTITY_TEXT),
	    "a stamp does not change it");
	b.content = NULL;
	b.summary = text;
	is_string(first, key_of(pool, &b, IDENTITY_TEXT),
	    "nor where the text stands");
	b.summary = pool_printf(pool, "%s Nu.", text);
	ok(strcmp(first, key_of(pool, &b, IDENTITY_TEXT)) != 0, "a word does");
}

static void
check_hostile(struct pool *pool)
{
	size_t len = 1 << 20;
	char *url = pool_get(pool, len + 1);

	memset(url, '/', len);
	memcpy(url, "http://", 7);
	is_int((int)len, (int)strlen(identity_link(pool, url)),
	    "an endless address stays as it is");
	for (size_t i = 7; i + 3 < 6000; i += 3)
		memcpy(url + i, "/..", 3);
	url[6000] = '\0';
	ok(strlen(identity_link(pool, url)) < 10, "dots without end");
	ok(*identity_link(pool, "http://a.se/\xFF\x80%C3%28") != '\0',
	    "bytes that are no UTF-8");
}

int
main(void)
{
	struct pool *pool = pool_new(64 << 20);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_links(pool);
	check_keys(pool);
	check_ladder(pool);
	check_fingerprint(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
