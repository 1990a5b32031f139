/* fetch-jar.c - cookies, a jar for each who asks; in memory only */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-jar.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum {
	BUCKETS = 64,
	COOKIES_MOST = 2000, /* then the jar is emptied */
};

struct jar {
	struct jar *next; /* in its bucket */
	CURLSH *share;
	int cookies;
	char name[];
};

struct jars {
	struct jar *bucket[BUCKETS];
};

static void
no_memory(void)
{
	log_err("fetch: out of memory");
	exit(70);
}

struct jars *
jars_new(void)
{
	struct jars *all = calloc(1, sizeof(*all));

	if (all == NULL)
		no_memory();
	return all;
}

void
jars_free(struct jars *all)
{
	for (int i = 0; i < BUCKETS; i++)
		while (all->bucket[i] != NULL) {
			struct jar *j = all->bucket[i];

			all->bucket[i] = j->next;
			curl_share_cleanup(j->share);
			free(j);
		}
	free(all);
}

static struct jar **
bucket_of(struct jars *all, const char *name)
{
	unsigned hash = 2166136261U;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619U;
	return &all->bucket[hash % BUCKETS];
}

struct jar *
jars_find(struct jars *all, const char *name)
{
	struct jar **bucket, *j;

	if (name == NULL)
		name = "";
	bucket = bucket_of(all, name);
	for (j = *bucket; j != NULL; j = j->next)
		if (strcmp(j->name, name) == 0)
			return j;
	j = calloc(1, sizeof(*j) + strlen(name) + 1);
	if (j == NULL || (j->share = curl_share_init()) == NULL)
		no_memory();
	memcpy(j->name, name, strlen(name) + 1);
	curl_share_setopt(j->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	j->next = *bucket;
	*bucket = j;
	return j;
}

void
jar_use(struct jar *j, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_SHARE, j != NULL ? j->share : NULL);
}

void
jar_empty(struct jar *j, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_COOKIELIST, "ALL");
	j->cookies = 0;
}

void
jar_count(struct jar *j, CURL *easy, int cookies)
{
	j->cookies += cookies;
	if (j->cookies > COOKIES_MOST)
		jar_empty(j, easy);
}
