/* sheet.c - one file of the publishing site, as it is served just now */
/* SPDX-License-Identifier: MIT */
#include "site/sheet.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <xxhash.h>
#include <zlib.h>

#include "site/paper.h"

enum { BODY_MOST = 64 * 1024 * 1024, PATH_SIZE = 1024 };

static const struct {
	const char *suffix, *type;
	bool text;
} type_of[] = {
    {".html", "text/html; charset=utf-8", true},
    {".xml", "text/xml; charset=utf-8", true},
    {".rss", "application/rss+xml; charset=utf-8", true},
    {".atom", "application/atom+xml; charset=utf-8", true},
    {".json", "application/json; charset=utf-8", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".pdf", "application/pdf", false},
    {"", "application/octet-stream", false},
};

static void
set_type(struct sheet *s, const char *path)
{
	size_t i = 0, len = strcspn(path, "?");

	for (;; i++) {
		size_t n = strlen(type_of[i].suffix);

		if (n <= len &&
		    strncmp(path + len - n, type_of[i].suffix, n) == 0)
			break;
	}
	s->type = type_of[i].type;
	s->text = type_of[i].text;
}

static bool
is_tame(const char *path)
{
	return path[0] == '/' && strstr(path, "/..") == NULL;
}

static bool
is_pdf(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcmp(path + len - 4, ".pdf") == 0;
}

static FILE *
open_highest(const struct shelf *shelf, const char *path, const char *suffix)
{
	bool folder = path[strlen(path) - 1] == '/';
	char whole[PATH_SIZE];

	for (int n = shelf->edition; n >= 0; n--) {
		struct stat st;
		FILE *f;

		if (snprintf(whole, sizeof(whole), "%s/edition-%d%s%s",
			shelf->root, n, path,
			folder ? "index.html" : suffix) >= (int)sizeof(whole))
			return NULL;
		f = fopen(whole, "re");
		if (f != NULL && fstat(fileno(f), &st) == 0 &&
		    S_ISREG(st.st_mode))
			return f;
		if (f != NULL)
			fclose(f);
	}
	return NULL;
}

static bool
read_whole(FILE *f, struct str *to)
{
	size_t n;

	do {
		if (!str_room(to, 64 * 1024))
			return false;
		n = fread(to->text + to->len, 1, 64 * 1024, f);
		to->len += n;
	} while (n > 0);
	return !ferror(f);
}

/* A sheet of another edition is never as old as the one before it. */
static void
set_validators(struct sheet *s, FILE *f, int edition)
{
	struct stat st;
	struct tm tm;
	time_t at = fstat(fileno(f), &st) == 0 ? st.st_mtime + edition : 0;

	gmtime_r(&at, &tm);
	strftime(
	    s->modified, sizeof(s->modified), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	snprintf(s->etag, sizeof(s->etag), "\"%016llx\"",
	    (unsigned long long)XXH64(s->body.text, s->body.len, 0));
}

static bool
read_sheet(struct sheet *s, FILE *f, const struct fill *marks, bool paper)
{
	struct str raw = STR_INIT(BODY_MOST), filled = STR_INIT(BODY_MOST);
	bool whole;

	if (!s->text && !paper)
		return read_whole(f, &s->body);
	whole = read_whole(f, &raw);
	fill(paper ? &filled : &s->body, marks, raw.text, raw.len);
	if (paper)
		paper_make(&s->body, filled.text);
	str_release(&filled);
	str_release(&raw);
	return whole;
}

bool
sheet_load(struct sheet *s, const struct shelf *shelf, const struct fill *marks,
    const char *path, struct why *w)
{
	FILE *f = is_tame(path) ? open_highest(shelf, path, "") : NULL;
	bool paper = f == NULL, whole;

	*s = (struct sheet){.body = STR_INIT(BODY_MOST)};
	if (f == NULL && is_tame(path) && is_pdf(path))
		f = open_highest(shelf, path, ".txt");
	if (f == NULL)
		return why(w, "no such file: %s", path);
	set_type(s, path[strlen(path) - 1] == '/' ? ".html" : path);
	whole = read_sheet(s, f, marks, paper);
	if (whole)
		set_validators(s, f, shelf->edition);
	fclose(f);
	return whole || why(w, "cannot be read: %s", path);
}

bool
sheet_pack(struct sheet *s)
{
	struct str packed = STR_INIT(BODY_MOST);
	z_stream z = {.next_in = (unsigned char *)s->body.text,
	    .avail_in = (unsigned)s->body.len};
	bool done = false;

	/* 31: the widest window, in a gzip wrapper */
	if (deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	if (str_room(&packed, deflateBound(&z, z.avail_in))) {
		z.next_out = (unsigned char *)packed.text;
		z.avail_out = (unsigned)deflateBound(&z, z.avail_in);
		done = deflate(&z, Z_FINISH) == Z_STREAM_END;
		packed.len = z.total_out;
	}
	deflateEnd(&z);
	if (!done) {
		str_release(&packed);
		return false;
	}
	str_release(&s->body);
	s->body = packed;
	return true;
}

void
sheet_release(struct sheet *s)
{
	str_release(&s->body);
}
