/* fetch-trust-read.c - certificates and keys in files, read and looked into */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edge/fetch-trust.h"
#include "edge/fetch.h"

enum {
	FILE_MOST = 4 << 20,
	CERTIFICATES_MOST = 1000,
};

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

STACK_OF(X509) * trust_read(const char *path, struct why *w)
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

/* --- before anything is asked for --- */

static bool
check_certificates(const char *path, struct why *w)
{
	STACK_OF(X509) *list = trust_read(path, w);

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
