/* sign.c - the signature of a webhook, by Standard Webhooks */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/sign.h"

#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

/* Room for what EVP_DecodeBlock writes: whole groups of three. */
enum { TEXT_MOST = 4 * (SECRET_MOST_BYTES + 2) / 3 };

static bool
decode(const char *text, size_t len, unsigned char *key, size_t *key_len)
{
	static const char prefix[] = "whsec_";
	size_t skip = sizeof(prefix) - 1, pad = 0;
	int n;

	if (len <= skip || strncmp(text, prefix, skip) != 0)
		return false;
	text += skip;
	len -= skip;
	if (len % 4 != 0 || len > TEXT_MOST)
		return false;
	while (pad < 2 && text[len - 1 - pad] == '=')
		pad++;
	n = EVP_DecodeBlock(key, (const unsigned char *)text, (int)len);
	if (n < (int)pad)
		return false;
	*key_len = (size_t)n - pad;
	return *key_len >= SECRET_LEAST_BYTES && *key_len <= SECRET_MOST_BYTES;
}

static void
add_signature(struct str *s, const unsigned char *key, size_t key_len,
    const struct str *content)
{
	unsigned char digest[EVP_MAX_MD_SIZE], text[2 * EVP_MAX_MD_SIZE];
	unsigned n = 0;

	HMAC(EVP_sha256(), key, (int)key_len,
	    (const unsigned char *)content->text, content->len, digest, &n);
	EVP_EncodeBlock(text, digest, (int)n);
	str_addf(s, "%sv1,%s", s->len > 0 ? " " : "", (const char *)text);
}

static bool
sign_all(struct str *s, const char *secrets, const struct str *content,
    struct why *w)
{
	unsigned char key[3 * TEXT_MOST / 4 + 4];
	size_t key_len = 0, n = 0;
	bool good = true;

	for (int line = 1; good && *secrets != '\0'; line++) {
		size_t len = strcspn(secrets, "\r\n");

		if (len > 0 && *secrets != '#') {
			good = n++ < SECRETS_MOST &&
			       decode(secrets, len, key, &key_len);
			if (good)
				add_signature(s, key, key_len, content);
			else
				why(w,
				    "credential, line %d: not whsec_ and the "
				    "base64 of %d to %d bytes",
				    line, SECRET_LEAST_BYTES,
				    SECRET_MOST_BYTES);
		}
		secrets += len;
		secrets += strncmp(secrets, "\r\n", 2) == 0;
		secrets += *secrets != '\0';
	}
	OPENSSL_cleanse(key, sizeof(key));
	return good && (n > 0 || why(w, "credential: no secret in it"));
}

bool
sign_body(struct str *signatures, const char *secrets, const char *id,
    int64_t timestamp, const char *body, size_t len, struct why *w)
{
	struct str content = STR_INIT(len + 512);
	bool ok;

	str_addf(&content, "%s.%" PRId64 ".", id, timestamp);
	str_addn(&content, body, len);
	ok = sign_all(signatures, secrets, &content, w);
	str_release(&content);
	return ok;
}
