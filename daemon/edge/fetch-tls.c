/* fetch-tls.c - which certificate was not believed */
/* SPDX-License-Identifier: MIT */
#include "edge/fetch-tls.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

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

static bool
is_about_issuer(int error)
{
	return error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
	       error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
	       error == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE ||
	       error == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
	       error == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
}

static void
describe(struct tls_fault *f, X509 *certificate, int error)
{
	char subject[64] = "?", issuer[64] = "?";

	if (certificate != NULL) {
		name_of(X509_get_subject_name(certificate), subject,
		    sizeof(subject));
		name_of(
		    X509_get_issuer_name(certificate), issuer, sizeof(issuer));
	}
	if (is_about_issuer(error))
		snprintf(f->text, sizeof(f->text),
		    "the issuer \"%s\" of certificate \"%s\" is missing or "
		    "not trusted here",
		    issuer, subject);
	else
		snprintf(f->text, sizeof(f->text),
		    "certificate \"%s\" of issuer \"%s\": %s", subject, issuer,
		    X509_verify_cert_error_string(error));
	log_clean(f->text);
}

static int
on_verify(int good, X509_STORE_CTX *store)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(
	    store, SSL_get_ex_data_X509_STORE_CTX_idx());

	if (!good && ssl != NULL)
		describe(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)),
		    X509_STORE_CTX_get_current_cert(store),
		    X509_STORE_CTX_get_error(store));
	return good;
}

static CURLcode
on_context(CURL *easy, void *context, void *fault)
{
	(void)easy;
	SSL_CTX_set_app_data(context, fault);
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, on_verify);
	return CURLE_OK;
}

void
tls_watch(CURL *easy, struct tls_fault *f)
{
	const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;

	if (library == NULL || strncmp(library, "OpenSSL/", 8) != 0)
		return;
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_context);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, f);
}
