/* fetch-trust.c - certificates from files: own roots, forgotten intermediates */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-trust.h"

#include <curl/curl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"

/* Tells a file from what it was before. */
struct stamp {
	struct timespec changed;
	off_t size;
	ino_t node;
};

struct kept {
	struct kept *next;
	char *path;
	bool roots;
	struct stamp file, system;
	struct trusted trusted;
};

struct trust {
	struct kept *kept;
	/* The system's roots, of which reading takes some 30 ms. */
	STACK_OF(X509) * system;
	struct stamp stamp;
};

/* --- files --- */

static struct stamp
stamp_of(const char *path)
{
	struct stat s = {0};

	if (path != NULL)
		(void)stat(path, &s);
	return (struct stamp){s.st_ctim, s.st_size, s.st_ino};
}

static bool
is_same(const struct stamp *a, const struct stamp *b)
{
	return a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec && a->size == b->size &&
	       a->node == b->node;
}

/* --- what is made of them --- */

static const char *
system_bundle(void)
{
	return curl_version_info(CURLVERSION_NOW)->cainfo;
}

/* Read once for all files; NULL when there is no bundle of them. */
static STACK_OF(X509) * system_roots(struct trust *t)
{
	struct stamp now = stamp_of(system_bundle());
	struct why ignored;

	if (t->system != NULL && is_same(&now, &t->stamp))
		return t->system;
	sk_X509_pop_free(t->system, X509_free);
	t->stamp = now;
	t->system = system_bundle() != NULL
			? trust_read(system_bundle(), &ignored)
			: NULL;
	return t->system;
}

static void
add_all(X509_STORE *store, STACK_OF(X509) * list)
{
	for (int i = 0; i < sk_X509_num(list); i++)
		X509_STORE_add_cert(store, sk_X509_value(list, i));
}

static X509_STORE *
make_roots(struct trust *t, STACK_OF(X509) * list)
{
	X509_STORE *store = X509_STORE_new();
	STACK_OF(X509) *system = system_roots(t);

	if (system == NULL)
		X509_STORE_set_default_paths(store);
	else
		add_all(store, system);
	add_all(store, list);
	/* As libcurl: whom the administrator names is believed. */
	X509_STORE_set_flags(
	    store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
	ERR_clear_error();
	return store;
}

/* Of so many of them at the most. */
static char *
make_pem(STACK_OF(X509) * list, int most)
{
	BIO *b = BIO_new(BIO_s_mem());
	char *bytes, *text;
	long n;

	for (int i = 0; i < sk_X509_num(list) && i < most; i++)
		PEM_write_bio_X509(b, sk_X509_value(list, i));
	n = BIO_get_mem_data(b, &bytes);
	text = strndup(n > 0 ? bytes : "", (size_t)n);
	BIO_free(b);
	return text;
}

void
trusted_release(struct trusted *t)
{
	X509_STORE_free(t->roots);
	sk_X509_pop_free(t->between, X509_free);
	free(t->pem);
	*t = (struct trusted){0};
}

static void
share(const struct trusted *t, struct trusted *to)
{
	*to = (struct trusted){
	    .between = t->between ? X509_chain_up_ref(t->between) : NULL,
	    .pem = t->pem ? strdup(t->pem) : NULL,
	    .roots = t->roots};
	if (t->roots != NULL)
		X509_STORE_up_ref(t->roots);
}

/* --- what is kept of them --- */

struct trust *
trust_new(void)
{
	struct trust *t = calloc(1, sizeof(*t));

	if (t == NULL) {
		log_err("fetch: out of memory");
		exit(70);
	}
	return t;
}

static void
drop(struct kept *k)
{
	trusted_release(&k->trusted);
	free(k->path);
	free(k);
}

void
trust_free(struct trust *t)
{
	struct kept *k;

	if (t == NULL)
		return;
	while ((k = t->kept) != NULL) {
		t->kept = k->next;
		drop(k);
	}
	sk_X509_pop_free(t->system, X509_free);
	free(t);
}

/* NULL when there is none; what is out of date is dropped. */
static struct kept *
find(struct trust *t, const char *path, bool roots)
{
	struct stamp file = stamp_of(path), system = stamp_of(system_bundle());
	struct kept **at = &t->kept, *k;

	while ((k = *at) != NULL &&
	       (k->roots != roots || strcmp(k->path, path) != 0))
		at = &k->next;
	if (k == NULL ||
	    (is_same(&k->file, &file) && is_same(&k->system, &system)))
		return k;
	*at = k->next;
	drop(k);
	return NULL;
}

static struct kept *
add(struct trust *t, const char *path, bool roots, struct why *w)
{
	struct stamp file = stamp_of(path), system = stamp_of(system_bundle());
	bool own = path[0] != '\0';
	STACK_OF(X509) *list = own ? trust_read(path, w) : NULL;
	struct kept *k;

	if (own && list == NULL)
		return NULL;
	k = calloc(1, sizeof(*k));
	if (k == NULL || (k->path = strdup(path)) == NULL)
		abort();
	k->roots = roots;
	k->file = file;
	k->system = system;
	k->trusted.between = list;
	if (roots) {
		k->trusted.roots = make_roots(t, list);
		k->trusted.pem = own ? make_pem(list, sk_X509_num(list))
				     : make_pem(system_roots(t), 1);
	}
	k->next = t->kept;
	t->kept = k;
	return k;
}

static bool
look_up(struct trust *t, const char *path, bool roots, struct trusted *to,
    struct why *w)
{
	struct kept *k = find(t, path, roots);

	if (k == NULL)
		k = add(t, path, roots, w);
	if (k != NULL)
		share(&k->trusted, to);
	return k != NULL;
}

bool
trust_warm(struct trust *t)
{
	struct stamp now = stamp_of(system_bundle());

	if (system_bundle() == NULL ||
	    (t->system != NULL && is_same(&now, &t->stamp)))
		return false;
	return system_roots(t) != NULL;
}

bool
trust_roots(
    struct trust *t, const char *path, struct trusted *to, struct why *w)
{
	return look_up(t, path, true, to, w);
}

bool
trust_between(
    struct trust *t, const char *path, struct trusted *to, struct why *w)
{
	return look_up(t, path, false, to, w);
}
