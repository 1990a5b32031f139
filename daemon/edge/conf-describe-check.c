/* conf-describe-check.c - a notifier's section against what its program says */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "edge/conf-part.h"
#include "edge/conf-describe.h"

struct faults {
	struct pool *pool;
	struct describe_fault *list;
	size_t n, room;
};

static void
add(struct faults *f, int line, int column, const char *reason)
{
	f->list = pool_grow(f->pool, f->list, f->n, &f->room, sizeof(*f->list));
	f->list[f->n++] = (struct describe_fault){line, column, reason};
}

/* --- what a type takes; the reason why not, or NULL --- */

static const char *
not_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n == 0 || text[n] != '\0' ? "a whole number stands here" : NULL;
}

static const char *
not_seconds(const char *text)
{
	static const char *const unit[] = {"", "s", "min", "h"};
	size_t n = strspn(text, "0123456789");

	text += n;
	text += strspn(text, " ");
	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]) && n > 0; i++)
		if (strcmp(text, unit[i]) == 0)
			return NULL;
	return "a time stands here, such as 30 s or 5 min";
}

static const char *
not_bool(const char *text)
{
	static const char *const word[] = {
	    "yes", "no", "true", "false", "on", "off", "1", "0"};

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (strcasecmp(text, word[i]) == 0)
			return NULL;
	return "yes or no stands here";
}

static const char *
not_url(const char *text)
{
	const char *colon = strstr(text, "://");

	if (colon == NULL || colon == text || colon[3] == '\0')
		return "an address stands here, such as https://host/path";
	return strpbrk(text, " \t") != NULL ? "an address has no blanks" : NULL;
}

/* Name <a@b> or a@b; who it is for knows more. */
static const char *
not_mail(const char *text)
{
	const char *at = strrchr(text, '@');

	if (at == NULL || at == text || at[1] == '\0' || at[1] == '>')
		return "a mail address stands here, such as a@example.org";
	return NULL;
}

static const char *
not_path(const char *text)
{
	return text[0] == '/' ? NULL : "a path stands here, from / on";
}

static const char *
not_credential(const char *text)
{
	if (text[0] == '.' || strchr(text, '/') != NULL ||
	    strpbrk(text, " \t") != NULL)
		return "the name of a credential stands here, which systemd "
		       "gives by LoadCredential=; not a path, nor the secret";
	return NULL;
}

static const char *
not_name(const char *text)
{
	size_t at;

	return conf_is_name(text, strlen(text), &at)
		   ? NULL
		   : "a name is one word of letters, digits, '_', '.' and '-'";
}

static const struct {
	const char *type;
	const char *(*fault)(const char *text);
} types[] = {
    {"bool", not_bool},
    {"credential", not_credential},
    {"mail", not_mail},
    {"name", not_name},
    {"number", not_number},
    {"path", not_path},
    {"seconds", not_seconds},
    {"url", not_url},
};

/* --- did you mean --- */

struct words {
	const struct describe *all;
	const char *const *list;
	size_t next;
};

static const char *
next_word(void *context)
{
	struct words *w = context;

	if (w->all != NULL)
		return w->next < w->all->n ? w->all->option[w->next++].name
					   : NULL;
	return w->list[w->next] != NULL ? w->list[w->next++] : NULL;
}

static const char *
all_words(struct pool *pool, struct words w)
{
	const char *text = "", *word;

	for (w.next = 0; (word = next_word(&w)) != NULL;)
		text = pool_printf(
		    pool, "%s%s%s", text, text[0] ? ", " : "", word);
	return text;
}

static const char *
unknown(struct pool *pool, const struct describe *d,
    const struct conf_notifier *by, const char *key)
{
	struct words words = {.all = d};
	const char *near = conf_nearest(key, next_word, &words);

	if (near != NULL)
		return pool_printf(pool,
		    "'%.60s' is no option of notifier %s; did you mean '%s'?",
		    key, by->name, near);
	return pool_printf(pool,
	    "'%.60s' is no option of notifier %s; its own are %s", key,
	    by->name, d->n > 0 ? all_words(pool, words) : "none");
}

/* One of the words, when there are some. */
static const char *
not_among(struct pool *pool, const struct describe_option *o, const char *text)
{
	struct words words = {.list = o->values};
	const char *near;

	for (size_t i = 0; o->values[i] != NULL; i++)
		if (strcmp(o->values[i], text) == 0)
			return NULL;
	near = conf_nearest(text, next_word, &words);
	if (near != NULL)
		return pool_printf(pool,
		    "'%.60s' is not known here; did you mean '%s'?", text,
		    near);
	return pool_printf(pool, "'%.60s' is not known here; it is %s", text,
	    all_words(pool, words));
}

static const char *
bad_value(struct pool *pool, const struct describe_option *o, const char *text)
{
	if (text[0] == '\0')
		return o->needed ? pool_printf(pool, "'%s' is empty: %s",
				       o->name, o->help)
				 : NULL;
	if (o->values != NULL && strcmp(o->type, "word") == 0)
		return not_among(pool, o, text);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].type, o->type) == 0)
			return types[i].fault(text);
	return NULL;
}

static const struct describe_option *
find(const struct describe *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->option[i].name, name) == 0)
			return &d->option[i];
	return NULL;
}

static bool
is_given(const struct conf_notifier *by, const char *name)
{
	for (size_t i = 0; i < by->n_options; i++)
		if (strcmp(by->option[i].key, name) == 0)
			return true;
	return false;
}

const struct describe_fault *
describe_check(struct pool *pool, const struct describe *d,
    const struct conf_notifier *by, size_t *n)
{
	struct faults f = {.pool = pool};

	for (size_t i = 0; i < d->n; i++)
		if (d->option[i].needed && !is_given(by, d->option[i].name))
			add(&f, by->line, 1,
			    pool_printf(pool,
				"'%s' is missing in [notifier %s]: %s",
				d->option[i].name, by->name,
				d->option[i].help));
	for (size_t i = 0; i < by->n_options; i++) {
		const struct conf_option *o = &by->option[i];
		const struct describe_option *is = find(d, o->key);
		const char *reason;

		if (strncmp(o->key, "x-", 2) == 0)
			continue;
		if (is == NULL)
			add(&f, o->line, o->key_column,
			    unknown(pool, d, by, o->key));
		else if ((reason = bad_value(pool, is, o->value)) != NULL)
			add(&f, o->value_line, o->column, reason);
	}
	*n = f.n;
	return f.list;
}
