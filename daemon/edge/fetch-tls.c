/* fetch-tls.c - whose certificates are believed, and which one was not */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-tls.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "edge/fetch.h"

enum { NAME = 48, PLACE = 80, PEM_MOST = 8 << 20 };

/* --- the fault --- */

/* The name people know: of the common name, else the organization. */
static void
name_of(const X509_NAME *name, char *text, int size)
{
	static const int parts[] = {
	    NID_commonName, NID_organizationName, NID_organizationalUnitName};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (X509_NAME_get_text_by_NID(name, parts[i], text, size) > 0)
			return;
	}
	snprintf(text, (size_t)size, "?");
}

/* Where the certificate says that its issuer's is to be had; "" nowhere. */
static void
place_of_issuer(X509 *certificate, char *text, size_t size)
{
	AUTHORITY_INFO_ACCESS *list = X509_get_ext_d2i(
	    certificate, NID_info_access, NULL, NULL);

	text[0] = '\0';
	for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(list); i++) {
		ACCESS_DESCRIPTION *d = sk_ACCESS_DESCRIPTION_value(list, i);
		const ASN1_IA5STRING *uri;

		if (OBJ_obj2nid(d->method) != NID_ad_ca_issuers ||
		    d->location->type != GEN_URI)
			continue;
		uri = d->location->d.uniformResourceIdentifier;
		if ((size_t)uri->length < size - 1)
			snprintf(text, size, " %.*s", uri->length, uri->data);
		break;
	}
	AUTHORITY_INFO_ACCESS_free(list);
}

/* libcurl's certificate of the server came alone, or not up to its root. */
static void
describe_missing(struct tls *t, X509 *x, int depth)
{
	char subject[NAME], issuer[NAME], place[PLACE];

	name_of(X509_get_subject_name(x), subject, sizeof(subject));
	name_of(X509_get_issuer_name(x), issuer, sizeof(issuer));
	place_of_issuer(x, place, sizeof(place));
	if (depth > 0)
		snprintf(t->fault, sizeof(t->fault),
		    "the issuer \"%s\" of certificate \"%s\" is not trusted "
		    "here; if you trust it, name its file in the option ca",
		    issuer, subject);
	else
		snprintf(t->fault, sizeof(t->fault),
		    "the server does not send \"%s\", the issuer of \"%s\"; "
		    "get its certificate%s and name the file in the option "
		    "intermediate (or ca, if it is a root)",
		    issuer, subject, place);
}

static void
describe_self_signed(struct tls *t, X509 *x)
{
	char subject[NAME];

	name_of(X509_get_subject_name(x), subject, sizeof(subject));
	snprintf(t->fault, sizeof(t->fault),
	    "the issuer \"%s\" vouches for itself and is not trusted here; if "
	    "you trust it, name its file in the option ca",
	    subject);
}

static void
describe_other(struct tls *t, X509 *x, int error)
{
	char subject[NAME], issuer[NAME];

	name_of(X509_get_subject_name(x), subject, sizeof(subject));
	name_of(X509_get_issuer_name(x), issuer, sizeof(issuer));
	snprintf(t->fault, sizeof(t->fault),
	    "certificate \"%s\" of issuer \"%s\": %s; tell the publisher",
	    subject, issuer, X509_verify_cert_error_string(error));
}

static void
describe(struct tls *t, X509_STORE_CTX *c)
{
	X509 *x = X509_STORE_CTX_get_current_cert(c);
	int error = X509_STORE_CTX_get_error(c);

	if (x == NULL)
		return;
	switch (error) {
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		describe_missing(t, x, X509_STORE_CTX_get_error_depth(c));
		break;
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
		describe_self_signed(t, x);
		break;
	default:
		describe_other(t, x, error);
	}
	log_clean(t->fault);
}

/* --- the handshake --- */

static struct tls *
tls_of(X509_STORE_CTX *c)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(
	    c, SSL_get_ex_data_X509_STORE_CTX_idx());

	return ssl ? SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)) : NULL;
}

static int
on_verify(int good, X509_STORE_CTX *c)
{
	struct tls *t = good ? NULL : tls_of(c);

	if (t != NULL)
		describe(t, c);
	return good;
}

/*
 * The forgotten certificates join those that the server sent: with them the
 * chain may be found, but it must still end at a root.
 */
static int
on_chain(X509_STORE_CTX *c, void *context)
{
	struct tls *t = context;
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(c);
	STACK_OF(X509) * all;
	int good;

	if (t->between.between == NULL)
		return X509_verify_cert(c);
	all = sent ? sk_X509_dup(sent) : sk_X509_new_null();
	for (int i = 0; i < sk_X509_num(t->between.between); i++)
		sk_X509_push(all, sk_X509_value(t->between.between, i));
	X509_STORE_CTX_set0_untrusted(c, all);
	good = X509_verify_cert(c);
	X509_STORE_CTX_set0_untrusted(c, sent);
	sk_X509_free(all);
	return good;
}

/* Called when the server asks for a certificate and none is set. */
static int
on_card(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
	struct tls *t = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	(void)certificate;
	(void)key;
	t->card_asked = true;
	return 0;
}

static CURLcode
on_context(CURL *easy, void *context, void *tls)
{
	struct tls *t = tls;

	(void)easy;
	SSL_CTX_set_app_data(context, t);
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, on_verify);
	SSL_CTX_set_cert_verify_callback(context, on_chain, t);
	SSL_CTX_set_client_cert_cb(context, on_card);
	if (t->roots.roots != NULL)
		SSL_CTX_set1_verify_cert_store(context, t->roots.roots);
	return CURLE_OK;
}

void
tls_watch(CURL *easy, struct tls *t)
{
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_context);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, t);
	curl_easy_setopt(easy, CURLOPT_KEYPASSWD, ""); /* nobody is asked */
}

/*
 * libcurl would take these for all the roots, but on_context() knows better.
 * They keep the handle's connections and sessions, those to a proxy too, apart
 * from those of others, who have no reason to believe what the files say; so
 * does the name of the second file, in a comment.
 */
static void
set_apart(CURL *easy, const char *roots, const char *intermediate)
{
	struct str s = STR_INIT(PEM_MOST);
	struct curl_blob own = {.flags = CURL_BLOB_COPY};

	str_addf(&s, "# %s\n%s", intermediate ? intermediate : "", roots);
	own.data = s.text;
	own.len = s.len;
	curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &own);
	curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO_BLOB, &own);
	str_release(&s);
}

static bool
is_openssl(void)
{
	const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;

	return library != NULL && strncmp(library, "OpenSSL/", 8) == 0;
}

bool
tls_set(CURL *easy, struct tls *t, struct trust *trust,
    const struct fetch_access *a, struct why *w)
{
	if (a == NULL || (a->ca == NULL && a->intermediate == NULL))
		return true;
	if (!is_openssl())
		return why(w, "ca and intermediate need a libcurl that was "
			      "built with OpenSSL");
	if (a->intermediate != NULL &&
	    !trust_between(trust, a->intermediate, &t->between, w))
		return false;
	if (!trust_roots(trust, a->ca ? a->ca : "", &t->roots, w))
		return false;
	if (t->roots.pem[0] != '\0') /* or the system has no bundle */
		set_apart(easy, t->roots.pem, a->intermediate);
	return true;
}

void
tls_clear(CURL *easy, struct tls *t)
{
	trusted_release(&t->roots);
	trusted_release(&t->between);
	t->fault[0] = '\0';
	t->card_asked = false;
	curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, NULL);
	curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO_BLOB, NULL);
}
