/* fetch-trust.c - certificates from files: own roots, forgotten intermediates */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-trust.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "edge/fetch.h"

enum {
	FILE_MOST = 4 << 20,
	CERTIFICATES_MOST = 1000,
};

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

/* The whole file as a BIO that must be freed; NULL: why. */
static BIO *
open_file(const char *path, char **bytes, struct why *w)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat s;
	ssize_t n = -1;

	*bytes = NULL;
	if (fd < 0) {
		why(w, "%s: %s", path, strerror(errno));
		return NULL;
	}
	if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode) || s.st_size > FILE_MOST)
		why(w, "%s: no file, or larger than 4 MiB", path);
	else if ((*bytes = malloc((size_t)s.st_size + 1)) == NULL)
		why(w, "%s: out of memory", path);
	else if ((n = read(fd, *bytes, (size_t)s.st_size)) != s.st_size)
		why(w, "%s: cannot be read whole", path);
	close(fd);
	if (*bytes == NULL || n != s.st_size) {
		free(*bytes);
		return NULL;
	}
	(*bytes)[n] = '\0';
	return BIO_new_mem_buf(*bytes, (int)n);
}

static void
close_file(BIO *b, char *bytes)
{
	BIO_free(b);
	free(bytes);
	ERR_clear_error();
}

static STACK_OF(X509) * read_certificates(const char *path, struct why *w)
{
	STACK_OF(X509) *list = sk_X509_new_null();
	char *bytes;
	BIO *b = open_file(path, &bytes, w);
	X509 *x;

	if (b == NULL) {
		sk_X509_free(list);
		return NULL;
	}
	while (sk_X509_num(list) < CERTIFICATES_MOST &&
	       (x = PEM_read_bio_X509(b, NULL, NULL, (void *)"")) != NULL)
		sk_X509_push(list, x);
	if (sk_X509_num(list) == 0) {
		(void)BIO_reset(b);
		if ((x = d2i_X509_bio(b, NULL)) != NULL)
			sk_X509_push(list, x);
	}
	close_file(b, bytes);
	if (sk_X509_num(list) > 0)
		return list;
	sk_X509_free(list);
	why(w, "%s: there is no certificate in it", path);
	return NULL;
}

/* --- what is made of them --- */

static const char *
system_bundle(void)
{
	return curl_version_info(CURLVERSION_NOW)->cainfo;
}

static X509_STORE *
make_roots(STACK_OF(X509) * list)
{
	X509_STORE *store = X509_STORE_new();
	const char *bundle = system_bundle();

	if (bundle == NULL || X509_STORE_load_file(store, bundle) != 1)
		X509_STORE_set_default_paths(store);
	for (int i = 0; i < sk_X509_num(list); i++)
		X509_STORE_add_cert(store, sk_X509_value(list, i));
	/* As libcurl: whom the administrator names is believed. */
	X509_STORE_set_flags(
	    store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
	ERR_clear_error();
	return store;
}

static char *
make_pem(STACK_OF(X509) * list)
{
	BIO *b = BIO_new(BIO_s_mem());
	char *bytes, *text;
	long n;

	for (int i = 0; i < sk_X509_num(list); i++)
		PEM_write_bio_X509(b, sk_X509_value(list, i));
	n = BIO_get_mem_data(b, &bytes);
	text = strndup(bytes, (size_t)n);
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
	STACK_OF(X509) *list = read_certificates(path, w);
	struct kept *k;

	if (list == NULL)
		return NULL;
	k = calloc(1, sizeof(*k));
	if (k == NULL || (k->path = strdup(path)) == NULL)
		abort();
	k->roots = roots;
	k->file = file;
	k->system = system;
	k->trusted.between = list;
	if (roots) {
		k->trusted.roots = make_roots(list);
		k->trusted.pem = make_pem(list);
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

/* --- before anything is asked for --- */

static bool
check_certificates(const char *path, struct why *w)
{
	STACK_OF(X509) *list = read_certificates(path, w);

	sk_X509_pop_free(list, X509_free);
	return list != NULL;
}

/* A key that is locked asks nobody for its password. */
static bool
check_pair(const char *path, struct why *w)
{
	char *bytes;
	BIO *b = open_file(path, &bytes, w);
	EVP_PKEY *key = NULL;
	X509 *x = NULL;
	bool fits = false;

	if (b == NULL)
		return false;
	x = PEM_read_bio_X509(b, NULL, NULL, (void *)"");
	(void)BIO_reset(b);
	key = PEM_read_bio_PrivateKey(b, NULL, NULL, (void *)"");
	if (x == NULL)
		why(w, "%s: there is no certificate (PEM) in it", path);
	else if (key == NULL)
		why(w, "%s: there is no key (PEM) in it, or it is locked",
		    path);
	else if (X509_check_private_key(x, key) != 1)
		why(w, "%s: the key is not that of the certificate", path);
	else
		fits = true;
	X509_free(x);
	EVP_PKEY_free(key);
	if (bytes != NULL)
		explicit_bzero(bytes, strlen(bytes));
	close_file(b, bytes);
	return fits;
}

bool
fetch_access_check(const struct fetch_access *a, struct why *w)
{
	return (a->ca == NULL || check_certificates(a->ca, w)) &&
	       (a->intermediate == NULL ||
		   check_certificates(a->intermediate, w)) &&
	       (a->certificate == NULL || check_pair(a->certificate, w));
}
