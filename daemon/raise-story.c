/* raise-story.c - a new item of which an alert has told: its source is added */
/* SPDX-License-Identifier: MIT */
#include "raise-story.h"

#include <stdlib.h>
#include <string.h>

#include "core/story.h"
#include "edge/conf.h"
#include "edge/store-story.h"
#include "raise.h"
#include "turn.h"

enum { ERRAND_MOST = 16 << 20 };

struct joining {
	struct turn *turn;
	struct pool *pool;
	const struct alert *alert;
	enum story_by by;
	json_t *json; /* of the first, with this one in it; NULL: it is none */
	struct alert_row first;
};

static bool
look_at_first(const struct alert_row *r, void *context)
{
	struct joining *j = context;
	json_t *json = json_loads(r->json, 0, NULL);

	j->first = *r;
	j->first.rules = pool_strdup(j->pool, r->rules ? r->rules : "");
	if (json != NULL && r->priority >= j->alert->priority &&
	    story_is_same(j->pool, j->alert, json, j->by) &&
	    story_add(j->pool, j->alert, json))
		j->json = json;
	else
		json_decref(json);
	return false;
}

static bool
find_first(struct joining *j, const char *text, struct why *w)
{
	struct store *s = turn_store(j->turn);
	int64_t since = turn_now(j->turn) - STORY_DAYS * 86400LL;
	struct story_key key[STORY_KEYS];
	size_t n = story_keys(j->pool, j->alert, text, key);

	for (size_t i = 0; i < n && j->json == NULL; i++) {
		struct alert_query query = {.limit = 1};

		if (!store_story_find(s, key[i].key, since, &query.id, w))
			return false;
		j->by = key[i].by;
		if (query.id != 0 &&
		    !store_alerts(s, &query, look_at_first, j, w))
			return false;
	}
	return true;
}

/* "a\nb" of the first's and of this one's */
static const char *
all_rules(struct joining *j)
{
	const char *all = j->first.rules;

	for (size_t i = 0; i < j->alert->n_rules; i++) {
		const char *name = j->alert->rule[i].name;
		const char *line = pool_printf(j->pool, "\n%s\n", name);

		if (strstr(pool_printf(j->pool, "\n%s\n", all), line) == NULL)
			all = pool_printf(
			    j->pool, "%s%s%s", all, all[0] ? "\n" : "", name);
	}
	return all;
}

static bool
keep(struct joining *j, struct why *w)
{
	const json_t *texts = json_object_get(
	    json_object_get(j->json, "texts"), turn_conf(j->turn)->language);
	const char *text = json_string_value(json_object_get(texts, "text"));
	char *dump = json_dumps(j->json, JSON_COMPACT);
	bool done;

	j->first.json = dump ? dump : "{}";
	j->first.text = text ? text : "";
	j->first.rules = all_rules(j);
	done = turn_write(j->turn, w) && store_story_join(turn_store(j->turn),
					     j->alert->item, &j->first, w);
	free(dump);
	return done;
}

/* Who was not reached by the first is reached by it now. */
static bool
reach(
    struct joining *j, const struct rule *const *rule, size_t n, struct why *w)
{
	for (size_t i = 0; i < n; i++)
		if (!raise_more(j->turn, j->alert, j->first.id, rule[i]->to,
			rule[i]->n_to, w))
			return false;
	return true;
}

bool
raise_joins(struct turn *t, struct alert *a, const char *text,
    const struct rule *const *rule, size_t n, bool *joined, struct why *w)
{
	struct joining j = {.turn = t, .alert = a};
	bool done;

	*joined = false;
	if (!turn_conf(t)->join || n == 0)
		return true;
	a->priority = PRIORITY_LOW;
	for (size_t i = 0; i < n; i++)
		if (rule[i]->priority > a->priority)
			a->priority = rule[i]->priority;
	j.pool = pool_new(ERRAND_MOST);
	done = find_first(&j, text, w);
	if (done && j.json != NULL) {
		*joined = true;
		done = keep(&j, w) && reach(&j, rule, n, w);
		turn_tell(t, "alert", "alert A%lld: also item I%lld, of %s",
		    (long long)j.first.id, (long long)a->item,
		    a->feed ? a->feed : "");
	}
	json_decref(j.json);
	pool_free(j.pool);
	return done;
}

bool
raise_story(struct turn *t, const struct alert *a, const char *text,
    const char *key, struct why *w)
{
	struct pool *pool;
	struct story_key list[STORY_KEYS];
	int64_t id;
	size_t n;
	bool done;

	if (!turn_conf(t)->join)
		return true;
	pool = pool_new(ERRAND_MOST);
	n = story_keys(pool, a, text, list);
	done = store_alert_find(turn_store(t), key, &id, w);
	for (size_t i = 0; done && id != 0 && i < n; i++)
		done = store_story_leave(
		    turn_store(t), list[i].key, id, turn_now(t), w);
	pool_free(pool);
	return done;
}
