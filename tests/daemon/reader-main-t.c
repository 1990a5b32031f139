/* reader-main-t.c - bevakad-reader itself: locked in, it reads the same */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <event2/event.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "core/mail/mail-bundle.h"
#include "core/reading.h"
#include "edge/reader.h"
#include "tap/tap.h"

enum { LIMIT = 30, DOCUMENT_MOST = 8 << 20 };

static struct event_base *base;
static struct reader *reader;
static char program[4096];

static struct {
	bool over, died;
	struct str record; /* the document, or the reason */
} got;

static void
on_done(struct reader_result *r, void *context)
{
	(void)context;
	got.over = true;
	got.died = r->died;
	str_clear(&got.record);
	if (r->document != NULL)
		document_put(&got.record, r->document);
	else
		str_add(&got.record, r->why.text);
	pool_free(r->pool);
}

static void
on_too_late(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	bail("%s takes too long", (const char *)context);
}

static void
run(const struct reading *r, const char *name)
{
	struct timeval limit = {.tv_sec = LIMIT};
	struct event *late = evtimer_new(
	    base, on_too_late, (void *)(uintptr_t)name);

	evtimer_add(late, &limit);
	got.over = false;
	reader_start(reader, r, on_done, NULL);
	while (!got.over)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(late);
}

/* Read here, without a lock. */
static void
read_here(const struct reading *r, struct str *record)
{
	struct pool *p = pool_new(256 << 20);
	struct document d;
	struct why w;

	str_clear(record);
	if (reading_do(p, r, &d, &w))
		document_put(record, &d);
	else
		str_add(record, w.text);
	pool_free(p);
}

static void
compare(const struct reading *r, const char *name)
{
	struct str here = STR_INIT(DOCUMENT_MOST);

	read_here(r, &here);
	run(r, name);
	ok(!got.died && here.len == got.record.len &&
		memcmp(here.text, got.record.text, here.len) == 0,
	    "%s", name);
	if (got.died)
		diag("%s", got.record.text);
	str_release(&here);
}

static enum reading_want
want_of(const char *name)
{
	if (strncmp(name, "read-", 5) == 0)
		return READING_PAGE;
	if (strncmp(name, "text-", 5) == 0)
		return READING_TEXT;
	return READING_AUTO;
}

/* Every document of a folder of tests/data. */
static void
test_folder(const char *folder)
{
	const char *path = test_file(folder);
	DIR *d = path ? opendir(path) : NULL;
	struct dirent *e;
	char file[600];
	int n = 0;

	if (d == NULL)
		bail("no %s", folder);
	while ((e = readdir(d)) != NULL) {
		struct reading r = {.want = want_of(e->d_name),
		    .published = day_of(2024, 3, 1),
		    .body = {.url = "https://www.example.test/a/"}};
		const char *end = strrchr(e->d_name, '.');
		char *bytes;

		if (e->d_name[0] == '.' || strcmp(end, ".expect") == 0)
			continue;
		snprintf(file, sizeof(file), "%s/%s", folder, e->d_name);
		bytes = test_read(file, &r.body.len);
		r.body.bytes = bytes;
		compare(&r, file);
		free(bytes);
		n++;
	}
	closedir(d);
	ok(n > 5, "%d documents of %s", n, folder);
}

/* Every mail: GMime, too, opens nothing that it needs. */
static void
test_mails(void)
{
	struct str bundle = STR_INIT(DOCUMENT_MOST);
	struct dirent *e;
	char file[600];
	DIR *d = opendir(test_file("mail"));
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		struct reading r = {.want = READING_MAIL, .from = "@.example"};
		struct bundle_mail m = {.received = 1615274103};
		const char *end = strrchr(e->d_name, '.');
		char *bytes;

		if (strcmp(end, ".eml") != 0)
			continue;
		snprintf(file, sizeof(file), "mail/%s", e->d_name);
		m.bytes = bytes = test_read(file, &m.len);
		bundle_begin(&bundle, "seen");
		bundle_add(&bundle, &m);
		r.body.bytes = bundle.text;
		r.body.len = bundle.len;
		compare(&r, file);
		free(bytes);
		n++;
	}
	if (d != NULL)
		closedir(d);
	ok(n > 20, "%d mails", n);
	str_release(&bundle);
}

/* A charset of GMime's own reading that nobody opened is none. */
static void
test_mail_charsets(void)
{
	static const char *const charsets[] = {"koi8-r", "ibm037", "cp850",
	    "big5hkscs", "iso-2022-cn", "utf-7", "x-unheard-of", "tcvn5712-1"};
	struct str bundle = STR_INIT(DOCUMENT_MOST);
	char text[600];

	for (size_t i = 0; i < sizeof(charsets) / sizeof(charsets[0]); i++) {
		struct reading r = {.want = READING_MAIL, .from = "@x.example"};
		int n = snprintf(text, sizeof(text),
		    "From: =?%s?Q?=C1?= <a@x.example>\n"
		    "Content-Type: message/rfc822\n\n"
		    "From: =?%s?Q?=C1?= <a@x.example>\n"
		    "Subject: =?%s?Q?=C1?=\nDate: Tue, 9 Mar 2021 08:15:00 CET\n"
		    "Content-Type: application/pdf; name*=%s''%%C1\n\nx",
		    charsets[i], charsets[i], charsets[i], charsets[i]);
		struct bundle_mail m = {0, text, (size_t)n};

		bundle_begin(&bundle, "seen");
		bundle_add(&bundle, &m);
		r.body.bytes = bundle.text;
		r.body.len = bundle.len;
		run(&r, charsets[i]);
		ok(!got.died, "%s", charsets[i]);
	}
	str_release(&bundle);
}

/* Converters that are shared objects must have been opened before. */
static void
test_encodings(void)
{
	static const struct {
		const char *label, *bytes;
	} cases[] = {
	    {"gb18030", "\xD6\xD0\xCE\xC4"},
	    {"gbk", "\xD6\xD0\xCE\xC4"},
	    {"big5", "\xA4\xA4\xA4\xE5"},
	    {"euc-jp", "\xC6\xFC\xCB\xDC"},
	    {"iso-2022-jp", "\x1B$BF|K\\\x1B(B"},
	    {"shift_jis", "\x93\xFA\x96\x7B"},
	    {"euc-kr", "\xC7\xD1\xB1\xDB"},
	    {"windows-1252", "r\xE4ksm\xF6rg\xE5s"},
	    {"koi8-r", "\xF2\xD5\xD3"},
	    {"x-unheard-of", "abc"},
	};
	char text[500];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r = {.want = READING_FEED,
		    .published = day_of(2024, 3, 1),
		    .body = {.bytes = text}};

		snprintf(text, sizeof(text),
		    "<?xml version=\"1.0\" encoding=\"%s\"?><rss><channel>"
		    "<title>t</title><item><title>%s</title><guid>1</guid>"
		    "<pubDate>Fri, 07 May 2021 12:00:00 +0200</pubDate>"
		    "<description>Senast den 1 juni.</description></item>"
		    "</channel></rss>",
		    cases[i].label, cases[i].bytes);
		r.body.len = strlen(text);
		compare(&r, cases[i].label);
	}
}

/* Many bytes of one thing within another. */
static void
test_hostile(void)
{
	static const struct {
		const char *name, *begin, *fill;
		enum reading_want want;
	} cases[] = {
	    {"deep elements", "<rss>", "<a>", READING_FEED},
	    {"many attributes", "<rss ", "a='' ", READING_FEED},
	    {"an endless tag", "<rss><", "a", READING_FEED},
	    {"deep JSON", "{\"version\":", "[", READING_AUTO},
	    {"deep blocks", "<html>", "<div>", READING_PAGE},
	    {"deep tables", "<html>", "<table><tr><td>", READING_LIST},
	    {"open angles", "<html>", "<", READING_PAGE},
	    {"open quotes", "<html>", "<a href=\"", READING_LIST},
	    {"ampersands", "<html>", "&", READING_PAGE},
	    {"comments", "<html>", "<!--", READING_PAGE},
	    {"dates", "", "den 1 januari ", READING_TEXT},
	    {"digits", "", "1", READING_TEXT},
	    {"zero bytes", "", NULL, READING_AUTO},
	};
	size_t size = 2 << 20;
	char *text = malloc(size + 100);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r = {.want = cases[i].want,
		    .published = day_of(2024, 3, 1),
		    .body = {text, 0, "http://x/", NULL}};
		size_t n = strlen(cases[i].begin);

		memcpy(text, cases[i].begin, n);
		while (n < size) {
			size_t len = cases[i].fill ? strlen(cases[i].fill) : 1;

			memcpy(
			    text + n, cases[i].fill ? cases[i].fill : "", len);
			n += len;
		}
		r.body.len = n;
		run(&r, cases[i].name);
		ok(!got.died, "%s", cases[i].name);
		if (got.died)
			diag("%s", got.record.text);
	}
	free(text);
}

/* The other end is closed, as it is when the daemon dies. */
static void
test_end(void)
{
	int ends[2], status = -1;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		bail("no socket");
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], 0);
		dup2(ends[1], 1);
		execl(program, program, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	close(ends[0]);
	waitpid(pid, &status, 0);
	ok(WIFEXITED(status) && WEXITSTATUS(status) == 0,
	    "it ends with the daemon (status %x)", status);
}

static void
test_usage(void)
{
	static const char *const bad[] = {
	    "--memory", "--memory=0", "--seconds=x", "--nonsense", "more"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int status = -1;
		pid_t pid = fork();

		if (pid == 0) {
			if (freopen("/dev/null", "w", stderr) == NULL)
				_exit(1);
			execl(program, program, bad[i], (char *)NULL);
			_exit(127);
		}
		waitpid(pid, &status, 0);
		ok(WIFEXITED(status) && WEXITSTATUS(status) == 64,
		    "\"%s\" is no option (status %x)", bad[i], status);
	}
}

int
main(void)
{
	const char *top = getenv("TOP_BUILDDIR");
	struct reader_settings s = {.program = program,
	    .seconds = 20,
	    .memory_most = 512 << 20,
	    .documents_most = 1000,
	    .answer_most = DOCUMENT_MOST};

	snprintf(
	    program, sizeof(program), "%s/bevakad-reader", top ? top : ".");
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	setlocale(LC_ALL, "C.UTF-8");
	reading_prepare();
	got.record = (struct str)STR_INIT(DOCUMENT_MOST);
	base = event_base_new();
	reader = reader_new(base, &s);
	test_folder("pages");
	test_folder("feeds");
	test_mails();
	test_mail_charsets();
	test_encodings();
	test_hostile();
	test_end();
	test_usage();
	reader_free(reader);
	event_base_free(base);
	str_release(&got.record);
	return done_testing();
}
