/* rules-conf.c - the configurations that rules are tried with */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "ctl/rules.h"
#include "edge/conf.h"

/* Faults of the file at hand; those of others are check-config's. */
static bool
has_faults(const struct conf *conf, const char *file)
{
	bool faults = false;

	for (size_t i = 0; i < conf->n_faults; i++) {
		const struct conf_fault *f = &conf->fault[i];

		if (file != NULL && strcmp(f->file, file) != 0)
			continue;
		ctl_fail(CTL_FAILED, "%s", f->text);
		faults = file != NULL;
	}
	return faults;
}

struct conf *
rules_conf(struct ctl *c)
{
	const char *folder = c->args.value[OPTION_CONFIG];
	const char *file = c->args.value[OPTION_FILE];
	struct conf *conf;
	struct why w;

	if (folder == NULL)
		folder = SYSCONFDIR "/bevakad";
	if (!conf_load_with(VENDORDIR, folder, file, &conf, &w)) {
		ctl_fail(CTL_FAILED, "%s", w.text);
		return NULL;
	}
	time_set_zone(conf->timezone);
	if (!has_faults(conf, file))
		return conf;
	conf_free(conf);
	return NULL;
}

struct conf *
rules_running(struct client *client, int seconds)
{
	json_t *request = ctl_request("running"), *answer = NULL, *list;
	struct conf_file *file;
	struct conf *conf = NULL;
	struct pool *pool;
	struct why w;
	size_t n;
	enum ctl_exit e = client_ask(client, request, seconds, &answer, &w);

	json_decref(request);
	if (e != CTL_FINE) {
		ctl_fail(e, "%s", w.text);
		json_decref(answer);
		return NULL;
	}
	list = json_object_get(answer, "files");
	n = json_array_size(list);
	pool = pool_new(1 << 24);
	file = pool_get(pool, (n + 1) * sizeof(*file));
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);
		const json_t *text = json_object_get(o, "text");
		const char *path = json_string_value(
		    json_object_get(o, "path"));

		file[i] = (struct conf_file){.path = path ? path : "",
		    .text = text ? json_string_value(text) : "",
		    .len = text ? json_string_length(text) : 0};
	}
	conf_load_texts(file, n, &conf);
	json_decref(answer);
	pool_free(pool);
	return conf;
}

static const char *
join(struct pool *pool, const char *const *list, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = pool_printf(
		    pool, "%s%s%s", text, i > 0 ? ", " : "", list[i]);
	return text;
}

const char *
rules_receiver(struct pool *pool, const struct conf *conf, const char *name)
{
	const struct conf_receiver *r = conf_find_receiver(conf, name);
	const struct conf_group *g = conf_find_group(conf, name);

	if (r != NULL)
		return pool_printf(pool, "%s (%s%s%s)", name,
		    join(pool, r->members, r->n_members),
		    r->n_members > 0 ? "; " : "", join(pool, r->via, r->n_via));
	if (g != NULL)
		return pool_printf(pool, "%s (%s)", name,
		    join(pool, g->receivers, g->n_receivers));
	return name;
}
