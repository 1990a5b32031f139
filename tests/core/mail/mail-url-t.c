/* mail-url-t.c - addresses of mailboxes, and folders in modified UTF-7 */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-url.h"

#include <string.h>

#include "tap/tap.h"

static const struct {
	const char *url;
	enum mail_scheme scheme;
	const char *user, *host;
	int port;
	const char *folder; /* as IMAP writes it, parted by "." */
} good[] = {
    {"imaps://imap.kommun.example", MAIL_IMAPS, NULL, "imap.kommun.example",
	993, "INBOX"},
    {"imaps://imap.kommun.example/", MAIL_IMAPS, NULL, "imap.kommun.example",
	993, "INBOX"},
    {"IMAP://bevakning@localhost:1143/Bevakning/VGR", MAIL_IMAP, "bevakning",
	"localhost", 1143, "Bevakning.VGR"},
    {"imaps://anna%40kommun.example@h/a%20b//c%2Fd/", MAIL_IMAPS,
	"anna@kommun.example", "h", 993, "a b.c/d"},
    {"imaps://anna@kommun.example@h/x", MAIL_IMAPS, "anna@kommun.example", "h",
	993, "x"},
    {"imap://[::1]:99/x", MAIL_IMAP, NULL, "[::1]", 99, "x"},
    {"imap://[::1]/x", MAIL_IMAP, NULL, "[::1]", 143, "x"},
    /* RFC 3501 section 5.1.3, and names of our own */
    {"imaps://h/~peter/mail/台北/日本語", MAIL_IMAPS, NULL, "h", 993,
	"~peter.mail.&U,BTFw-.&ZeVnLIqe-"},
    {"imaps://h/F%C3%B6rslag%20%26%20r%C3%A5d", MAIL_IMAPS, NULL, "h", 993,
	"F&APY-rslag &- r&AOU-d"},
    {"imaps://h/åäö", MAIL_IMAPS, NULL, "h", 993, "&AOUA5AD2-"},
    {"imaps://h/öä", MAIL_IMAPS, NULL, "h", 993, "&APYA5A-"},
    {"imaps://h/😀", MAIL_IMAPS, NULL, "h", 993, "&2D3eAA-"},
};

static void
test_good(struct pool *p)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct mail_url u;
		struct why w;
		size_t at;

		ok(mail_url_is(good[i].url), "%s", good[i].url);
		if (!ok(mail_url_read(p, good[i].url, &u, &at, &w), "is read"))
			continue;
		is_int(good[i].scheme, u.scheme, "scheme");
		is_string(good[i].user, u.user, "user");
		is_string(good[i].host, u.host, "host");
		is_int(good[i].port, u.port, "port");
		is_string(
		    good[i].folder, mail_url_folder(p, &u, '.'), "folder");
	}
}

static void
test_dir(struct pool *p)
{
	static const char *const urls[][2] = {
	    {"maildir:/var/mail/bevakning", "/var/mail/bevakning"},
	    {"maildir:///var/mail/x", "/var/mail/x"},
	    {"maildir:/a%20b/.F%C3%B6rslag", "/a b/.Förslag"},
	};

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct mail_url u;
		struct why w;
		size_t at;

		ok(mail_url_read(p, urls[i][0], &u, &at, &w) &&
			u.scheme == MAIL_DIR,
		    "%s", urls[i][0]);
		is_string(urls[i][1], u.path, "its path");
	}
}

static const struct {
	const char *url;
	size_t at;
	const char *why;
} bad[] = {
    {"https://kommun.example/", 0, "begins with imaps://"},
    {"imaps://", 8, "host is missing"},
    {"imaps:///INBOX", 8, "host is missing"},
    {"imaps://anna:hemligt@h/", 8, "no password"},
    {"imaps://h:0/", 10, "a port"},
    {"imaps://h:99999/", 10, "a port"},
    {"imaps://h:x/", 10, "a port"},
    {"imaps://[::1/x", 8, "host is missing"},
    {"imaps://h/a%0D%0AA1%20DELETE", 11, "no text"},
    {"imaps://h/a%zz", 11, "no text"},
    {"imaps://h/a%", 11, "no text"},
    {"imaps://h/%E5", 10, "no text"},
    {"imaps://h/a;UID=1", 11, "%3B"},
    {"imaps://h/a?b", 11, "%3F"},
    {"maildir:var/mail", 8, "one '/'"},
    {"maildir://host/x", 8, "one '/'"},
    {"maildir:/a%00b", 10, "no text"},
};

static void
test_bad(struct pool *p)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct mail_url u;
		struct why w = {""};
		size_t at = 99;

		ok(!mail_url_read(p, bad[i].url, &u, &at, &w), "%s",
		    bad[i].url);
		is_int((int64_t)bad[i].at, (int64_t)at, "where");
		has_string(bad[i].why, w.text, "why");
	}
}

int
main(void)
{
	struct pool *p = pool_new(1 << 20);

	test_good(p);
	test_dir(p);
	test_bad(p);
	pool_free(p);
	return done_testing();
}
