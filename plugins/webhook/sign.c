/* sign.c - the signature of a webhook, by Standard Webhooks */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/sign.h"

#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

/* Room for what EVP_DecodeBlock writes: whole groups of three. */
enum { TEXT_MOST = 4 * (SECRET_MOST_BYTES + 2) / 3, SEED = 32 };

struct secret {
	bool private_key; /* whsk_: of ed25519; else whsec_ */
	unsigned char key[3 * TEXT_MOST / 4 + 4];
	size_t len;
};

static bool
decode(struct secret *to, const char *text, size_t len)
{
	size_t pad = 0, skip;
	int n;

	to->private_key = strncmp(text, "whsk_", 5) == 0;
	skip = to->private_key ? 5 : 6;
	if (len <= skip ||
	    (!to->private_key && strncmp(text, "whsec_", skip) != 0))
		return false;
	text += skip;
	len -= skip;
	if (len % 4 != 0 || len > TEXT_MOST)
		return false;
	while (pad < 2 && text[len - 1 - pad] == '=')
		pad++;
	n = EVP_DecodeBlock(to->key, (const unsigned char *)text, (int)len);
	if (n < (int)pad)
		return false;
	to->len = (size_t)n - pad;
	if (to->private_key)
		return to->len == SEED || to->len == 2 * SEED;
	return to->len >= SECRET_LEAST_BYTES && to->len <= SECRET_MOST_BYTES;
}

static bool
digest(const struct secret *k, const struct str *content, unsigned char *to,
    unsigned *n)
{
	return HMAC(EVP_sha256(), k->key, (int)k->len,
		   (const unsigned char *)content->text, content->len, to,
		   n) != NULL;
}

/* Of a key of 64 bytes the first half is the seed, the other the public key. */
static bool
sign_private(const struct secret *k, const struct str *content,
    unsigned char *to, unsigned *n)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(
	    EVP_PKEY_ED25519, NULL, k->key, SEED);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t len = EVP_MAX_MD_SIZE;
	bool ok = EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
		  EVP_DigestSign(context, to, &len,
		      (const unsigned char *)content->text, content->len) == 1;

	*n = (unsigned)len;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	return ok;
}

static bool
add_signature(struct str *s, const struct secret *k, const struct str *content)
{
	unsigned char raw[EVP_MAX_MD_SIZE], text[2 * EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (!(k->private_key ? sign_private : digest)(k, content, raw, &n))
		return false;
	EVP_EncodeBlock(text, raw, (int)n);
	str_addf(s, "%s%s,%s", s->len > 0 ? " " : "",
	    k->private_key ? "v1a" : "v1", (const char *)text);
	return true;
}

static bool
sign_line(struct str *s, const char *text, size_t len, int line,
    const struct str *content, struct why *w)
{
	struct secret k;
	bool ok = decode(&k, text, len);

	if (!ok)
		why(w,
		    "credential, line %d: not whsec_ and the base64 of %d to "
		    "%d bytes, nor whsk_ and that of an ed25519 key",
		    line, SECRET_LEAST_BYTES, SECRET_MOST_BYTES);
	else if (!add_signature(s, &k, content))
		ok = why(w, "credential, line %d: cannot be signed with", line);
	OPENSSL_cleanse(&k, sizeof(k));
	return ok;
}

static bool
sign_all(struct str *s, const char *secrets, const struct str *content,
    struct why *w)
{
	int n = 0;

	for (int line = 1; *secrets != '\0'; line++) {
		size_t len = strcspn(secrets, "\r\n");

		if (len > 0 && *secrets != '#') {
			if (n++ == SECRETS_MOST)
				return why(w,
				    "credential, line %d: more than "
				    "%d secrets",
				    line, SECRETS_MOST);
			if (!sign_line(s, secrets, len, line, content, w))
				return false;
		}
		secrets += len;
		secrets += strncmp(secrets, "\r\n", 2) == 0;
		secrets += *secrets != '\0';
	}
	return n > 0 || why(w, "credential: no secret in it");
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
