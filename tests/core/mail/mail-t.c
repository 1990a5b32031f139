/* mail-t.c - mails of tests/data/mail, and what is read of them */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/str.h"
#include "core/mail/mail-bundle.h"
#include "core/reading.h"
#include "tap/tap.h"

/*
 * A case is a mail, NAME.eml, and what it gives, NAME.expect.  All of them
 * come to a reader who knows these senders, on 2021-03-09 at 08:15.
 */
static const char senders[] =
    "@utskick.example.se\nwebb@kommun.example\n@.kommun.example";
enum { NAMES_MOST = 200, BUNDLE_MOST = 64 << 20 };
static const int64_t received = 1615274103;

static bool
read_bundle(struct pool *pool, const struct str *bundle, struct document *d)
{
	struct reading r = {.want = READING_MAIL,
	    .body = {.bytes = bundle->text, .len = bundle->len},
	    .from = senders,
	    .published = day_of(2021, 3, 9)};
	struct why w;
	bool done = reading_do(pool, &r, d, &w);

	if (!done)
		diag("%s", w.text);
	return done;
}

static bool
read_one(struct pool *pool, const char *bytes, size_t len, struct document *d)
{
	struct str bundle = STR_INIT(BUNDLE_MOST);
	bool done;

	bundle_begin(&bundle, "seen");
	bundle_add(&bundle, &(struct bundle_mail){received, bytes, len});
	done = read_bundle(pool, &bundle, d);
	str_release(&bundle);
	return done;
}

static void
write_item(struct str *s, const struct item *i)
{
	char text[TIME_TEXT];

	str_addf(s, "title: %s\nid: %s\nlink: %s\n", i->title ? i->title : "-",
	    i->id ? i->id : "-", i->link ? i->link : "-");
	str_addf(s, "published: %s\n", time_write_local(i->published, text));
	for (size_t k = 0; k < i->n_links; k++)
		str_addf(s, "paper: %s | %s | %s\n", i->links[k].href,
		    i->links[k].type,
		    i->links[k].title ? i->links[k].title : "-");
	for (size_t k = 0; k < i->n_deadlines; k++)
		str_addf(
		    s, "deadline: %s\n", day_write(i->deadlines[k].end, text));
	str_addf(s, "%s\n\n", i->content ? i->content : "-");
}

static void
write_document(struct str *s, const struct document *d)
{
	if (d->refused > 0)
		str_addf(s, "refused: %d, %s\n", d->refused, d->refused_by);
	for (size_t i = 0; i < d->n_items; i++)
		write_item(s, &d->items[i]);
}

/* With MAIL_WRITE set the results are written where they are expected. */
static void
check(const char *path, const char *name, const struct str *seen)
{
	char file[600];
	char *wanted;
	size_t len;
	FILE *f;

	snprintf(file, sizeof(file), "%s/%s.expect", path, name);
	if (getenv("MAIL_WRITE") != NULL && (f = fopen(file, "w")) != NULL) {
		fputs(seen->text, f);
		fclose(f);
	}
	snprintf(file, sizeof(file), "mail/%s.expect", name);
	wanted = test_read(file, &len);
	is_string(wanted, seen->text, "%s", name);
	free(wanted);
}

/* Every byte more or less must make a document, in a mail cut anywhere. */
static void
try_cuts(const char *bytes, size_t len, const char *name)
{
	size_t step = len / 60 + 1;
	bool good = true;

	for (size_t n = 0; n < len && good; n += step) {
		struct pool *pool = pool_new(256 << 20);
		char *copy = malloc(n + 1);
		struct document d;

		memcpy(copy, bytes, n);
		good = read_one(pool, copy, n, &d) &&
		       d.n_items + (size_t)d.refused > 0;
		if (n > 0) { /* and with a byte that is another */
			copy[n / 2] ^= 0x55;
			good = good && read_one(pool, copy, n, &d);
		}
		free(copy);
		pool_free(pool);
	}
	ok(good, "%s, cut anywhere", name);
}

static void
try_case(const char *path, const char *name)
{
	struct pool *pool = pool_new(256 << 20);
	struct str seen = STR_INIT(1 << 20);
	struct document d;
	char file[600];
	char *bytes;
	size_t len;

	snprintf(file, sizeof(file), "mail/%s.eml", name);
	bytes = test_read(file, &len);
	if (read_one(pool, bytes, len, &d))
		write_document(&seen, &d);
	check(path, name, &seen);
	try_cuts(bytes, len, name);
	free(bytes);
	str_release(&seen);
	pool_free(pool);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
test_folder(void)
{
	char path[500], *name[NAMES_MOST];
	struct dirent *e;
	int n = 0;
	DIR *d;

	snprintf(path, sizeof(path), "%s", test_file("mail"));
	d = opendir(path);
	while (d != NULL && (e = readdir(d)) != NULL && n < NAMES_MOST) {
		char *dot = strrchr(e->d_name, '.');

		if (dot != NULL && strcmp(dot, ".eml") == 0)
			name[n++] = strndup(
			    e->d_name, (size_t)(dot - e->d_name));
	}
	if (d != NULL)
		closedir(d);
	ok(n >= 30, "there are %d mails", n);
	qsort(name, (size_t)n, sizeof(*name), by_name);
	for (int i = 0; i < n; i++) {
		try_case(path, name[i]);
		free(name[i]);
	}
}

/* --- several in one bundle --- */

static void
add(struct str *bundle, const char *id, const char *link)
{
	char text[600];
	int n = snprintf(text, sizeof(text),
	    "From: a@utskick.example.se\nMessage-ID: <%s>\n"
	    "Subject: Brev %s\nContent-Type: text/html\n\n"
	    "<a href='%s'>Sak %s</a>",
	    id, id, link, id);

	bundle_add(bundle, &(struct bundle_mail){received, text, (size_t)n});
}

static void
test_repeated(void)
{
	struct pool *pool = pool_new(256 << 20);
	struct str bundle = STR_INIT(BUNDLE_MOST);
	struct document d;

	bundle_begin(&bundle, "seen");
	add(&bundle, "1", "http://www.kommun.example/sak/?utm_source=brev");
	add(&bundle, "2", "https://www.kommun.example/annan");
	add(&bundle, "3", "https://kommun.example/sak");
	ok(read_bundle(pool, &bundle, &d), "three mails");
	is_int(2, (int64_t)d.n_items, "two of one link are one item");
	is_string("Sak 2", d.items[0].title, "the other");
	is_string("Sak 3", d.items[1].title, "and the last of the two");
	bundle.len -= 5;
	ok(!read_bundle(pool, &bundle, &d), "a torn bundle is a fault");
	str_clear(&bundle);
	bundle_begin(&bundle, "seen");
	ok(read_bundle(pool, &bundle, &d) && d.n_items == 0,
	    "an empty one not");
	str_release(&bundle);
	pool_free(pool);
}

/* --- hostile --- */

static const char head[] = "From: a@utskick.example.se\nMessage-ID: <h@x>\n";

static void
put_nested(struct str *s, int i)
{
	str_addf(
	    s, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
}

static void
put_message(struct str *s, int i)
{
	(void)i;
	str_add(s, "Content-Type: message/rfc822\n\n");
}

static void
put_header(struct str *s, int i)
{
	str_addf(s, "X-%d: a\n", i);
}

static void
put_part(struct str *s, int i)
{
	if (i == 0)
		str_add(s, "Content-Type: multipart/mixed; boundary=b\n\n");
	str_add(s, "--b\n\nx\n");
}

static void
put_word(struct str *s, int i)
{
	str_add(s, i == 0 ? "Subject: " : "=?koi8-r?Q?=C1?= =?x?");
}

static void
put_sender(struct str *s, int i)
{
	str_add(s, i == 0 ? "From: a@utskick.example.se" : ",\n <a@b>");
}

static void
put_link(struct str *s, int i)
{
	if (i == 0)
		str_add(s, "Content-Type: text/html\n\n");
	str_addf(s, "<p><a href=https://k.example/%d>Sak %d</a>", i, i);
}

static void
put_open(struct str *s, int i)
{
	str_add(
	    s, i == 0 ? "Content-Type: text/html\n\n" : "<b><div><a href=x>");
}

static void
put_address(struct str *s, int i)
{
	str_add(s, i == 0 ? "Content-Type: text/plain\n\n" : "http://http:/");
}

static void
put_parameter(struct str *s, int i)
{
	if (i == 0)
		str_add(s, "Content-Type: text/plain;");
	str_addf(s, " a%d*=utf-8''b;", i);
}

static const struct {
	const char *name;
	void (*put)(struct str *, int i);
} bombs[] = {
    {"multiparts in multiparts", put_nested},
    {"mails in mails", put_message},
    {"headers", put_header},
    {"parts", put_part},
    {"encoded words", put_word},
    {"senders", put_sender},
    {"links", put_link},
    {"open elements", put_open},
    {"addresses", put_address},
    {"parameters", put_parameter},
};

static double
seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A sanitizer copies whatever grows, each time it does. */
static size_t
bomb_size(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return 400000;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return 400000;
#endif
#endif
	return 5000000;
}

static void
test_bombs(void)
{
	for (size_t i = 0; i < sizeof(bombs) / sizeof(bombs[0]); i++) {
		struct pool *pool = pool_new(512 << 20);
		struct str s = STR_INIT(5 << 20);
		double from = seconds_now();
		struct document d;

		str_add(&s, head);
		for (int k = 0; s.len < bomb_size(); k++)
			bombs[i].put(&s, k);
		ok(read_one(pool, s.text, s.len, &d), "%zu bytes of %s", s.len,
		    bombs[i].name);
		ok(d.n_items <= MAIL_LINKS + 1 && seconds_now() - from < 15,
		    "%zu items, %.2f s", d.n_items, seconds_now() - from);
		str_release(&s);
		pool_free(pool);
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	test_folder();
	test_repeated();
	test_bombs();
	return done_testing();
}
