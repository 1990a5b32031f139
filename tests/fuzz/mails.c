/* mails.c - fuzz target: mails of a subscription as items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/mail/mail-bundle.h"
#include "core/reading.h"
#include "fuzz/fuzz.h"

/* Form feeds part the mails of a bundle. */
static void
bundle(struct str *s, const char *bytes, size_t len)
{
	bundle_begin(s, "fuzz");
	for (size_t at = 0; at <= len;) {
		const char *end = memchr(bytes + at, '\f', len - at);
		size_t n = end ? (size_t)(end - bytes) - at : len - at;

		bundle_add(s,
		    &(struct bundle_mail){
			.received = 1710115200, .bytes = bytes + at, .len = n});
		at += n + 1;
	}
}

static void
read_it(const struct str *body, bool papers, struct str *s)
{
	struct reading r = {.want = READING_MAIL,
	    .body = {.bytes = body->text, .len = body->len},
	    .from = "@.example\n@.se",
	    .papers = papers,
	    .published = day_of(2024, 3, 11)};

	fuzz_read(&r, s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool prepared;
	struct str body = STR_INIT(FUZZ_POOL), one = STR_INIT(FUZZ_POOL),
		   two = STR_INIT(FUZZ_POOL);

	if (!prepared)
		reading_prepare();
	prepared = true;
	bundle(&body, (const char *)data, size);
	read_it(&body, size % 2, &one);
	read_it(&body, size % 2, &two);
	fuzz_must(
	    one.len == two.len && memcmp(one.text, two.text, one.len) == 0,
	    "the same mails are the same document");
	str_release(&body);
	str_release(&one);
	str_release(&two);
	return 0;
}

static void
seeds(fuzz_seed_fn *add)
{
	fuzz_seed_files(add, "mail", ".eml", "");
}

static const char *const words[] = {"From: ", "<press@a.example>",
    "Subject: ", "Message-ID: <1@a.example>",
    "Date: Mon, 11 Mar 2024 08:00:00 +0100", "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=\"b\"",
    "Content-Type: multipart/alternative; boundary=b",
    "Content-Type: text/html; charset=utf-8",
    "Content-Type: text/plain; format=flowed; delsp=yes",
    "Content-Type: message/rfc822", "Content-Type: application/pdf; name=a.pdf",
    "Content-Disposition: attachment; filename*=utf-8''%E5.pdf",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable", "\n--b\n", "\n--b--\n",
    "\n\n", "=?utf-8?Q?=C3=A5?=", "=?iso-8859-1?B?5A==?=", "=C3=A5", "=\n",
    "Authentication-Results: a; dmarc=fail", "<a href=\"https://a.example/1\">",
    "</a>", "https://www.a.example/nyheter/2024", "\f", "\r\n", "charset=utf-7",
    "Avsluta prenumeration", "JVBERi0xLjQ=", " ", "\t", NULL};

const struct fuzz_target fuzz_target = {.name = "mails",
    .words = words,
    .seeds = seeds,
    .rounds = 1000,
    .slow = 6000};
