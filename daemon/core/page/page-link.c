/* page-link.c - links of a page: made absolute, and which are papers */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-link.h"

#include <ctype.h>
#include <libxml/uri.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/text/href.h"

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

bool
link_is_absolute(const char *s)
{
	return href_is_web(s);
}

/* A scheme stands before the first "/", "?" or "#". */
static bool
has_scheme(const char *s)
{
	size_t n = strcspn(s, ":/?#");

	return isalpha((unsigned char)s[0]) && s[n] == ':';
}

const char *
link_resolve(struct pool *pool, const char *base, const char *href)
{
	href += strspn(href, " \t\r\n\f");
	if (*href == '\0' || *href == '#' ||
	    (has_scheme(href) && !link_is_absolute(href)))
		return NULL;
	return href_resolve(pool, base, href, strlen(href));
}

const char *
link_of(const struct page *p, const xmlNode *n)
{
	const char *href = tree_attr(n, "href");

	return href != NULL ? link_resolve(p->pool, p->base, href) : NULL;
}

static const char *
host_of(const char *url, size_t *len)
{
	const char *s = strstr(url, "//");
	const char *at;

	if (s == NULL) {
		*len = 0;
		return url;
	}
	s += 2;
	*len = strcspn(s, "/?#");
	at = memchr(s, '@', *len);
	if (at != NULL) {
		*len -= (size_t)(at + 1 - s);
		s = at + 1;
	}
	return s;
}

/* The last two labels of a name; an address in numbers, or a port, whole. */
static const char *
site_of(const char *url, size_t *len)
{
	const char *host = host_of(url, len);
	const char *s = host + *len;
	int dots = 0;

	if (*len == 0 || isdigit((unsigned char)s[-1]))
		return host;
	while (s > host && !(s[-1] == '.' && ++dots == 2))
		s--;
	*len -= (size_t)(s - host);
	return s;
}

bool
link_same_site(const char *a, const char *b)
{
	size_t n, m;
	const char *x = site_of(a, &n), *y = site_of(b, &m);

	return n == m && strncasecmp(x, y, n) == 0;
}

static const struct paper {
	const char *end;  /* of the path */
	const char *type; /* media type */
} papers[] = {
    {".pdf", "application/pdf"},
    {".doc", "application/msword"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml."
	      "document"},
    {".xls", "application/vnd.ms-excel"},
    {".xlsx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml."
	      "presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".odp", "application/vnd.oasis.opendocument.presentation"},
    {".rtf", "application/rtf"},
    {".zip", "application/zip"},
    {"/surrogate", "application/pdf"},
};

bool
link_is_paper(const char *href, const char **type)
{
	size_t len = strcspn(href, "?#");

	*type = NULL;
	for (size_t i = 0; i < sizeof(papers) / sizeof(*papers); i++) {
		size_t n = strlen(papers[i].end);

		if (len >= n &&
		    strncasecmp(href + len - n, papers[i].end, n) == 0) {
			*type = papers[i].type;
			return true;
		}
	}
	return strstr(href, "/download/18.") != NULL ||
	       strcasestr(href, "/surrogate/") != NULL;
}

int64_t
link_time(const char *href)
{
	const char *s = strstr(href, "/download/18.");
	int64_t ms = 0;

	if (s == NULL || (s = strchr(s + 13, '/')) == NULL ||
	    strspn(s + 1, "0123456789") != 13 || s[14] != '/')
		return NO_TIME;
	for (s++; *s != '/'; s++)
		ms = ms * 10 + (*s - '0');
	return ms / 1000;
}

/* The last part of the path, percent-decoded. */
static const char *
file_name(struct pool *pool, const char *href)
{
	size_t len = strcspn(href, "?#");
	size_t from = len;
	char *name;
	const char *text;

	while (from > 0 && href[from - 1] != '/')
		from--;
	name = xmlURIUnescapeString(href + from, (int)(len - from), NULL);
	if (name == NULL)
		return NULL;
	text = xmlCheckUTF8((const xmlChar *)name) && *name != '\0'
		   ? pool_strdup(pool, name)
		   : NULL;
	xmlFree(name);
	return text;
}

/*
 * Words about the file, not its name, at the end of a link's text; those of
 * its kind only where its size has told that it is a file.
 */
static const struct {
	const char *words;
	bool after_size;
} about_file[] = {{"öppnas i nytt fönster", false},
    {"öppnas i ett nytt fönster", false}, {"länk till annan webbplats", false},
    {"ladda ner", false}, {"ladda ned", false}, {"pdf", false}, {"word", true},
    {"excel", true}, {"powerpoint", true}};

static size_t
cut_words(const char *s, size_t len, bool sized)
{
	for (size_t i = 0; i < sizeof(about_file) / sizeof(*about_file); i++) {
		size_t n = strlen(about_file[i].words);

		if (len > n && (sized || !about_file[i].after_size) &&
		    strncasecmp(s + len - n, about_file[i].words, n) == 0 &&
		    strchr(" ,(", s[len - n - 1]) != NULL)
			return len - n;
	}
	return len;
}

/* "Pdf, 538 kB", "(232 kB)" at the end of len bytes: where it begins. */
static size_t
cut_size(const char *s, size_t len)
{
	static const char *const units[] = {"kb", "mb", "byte", "bytes"};

	for (size_t i = 0; i < 4; i++) {
		size_t n = strlen(units[i]), k = len - n;

		if (len <= n || strncasecmp(s + k, units[i], n) != 0)
			continue;
		while (k > 0 && (isdigit((unsigned char)s[k - 1]) ||
				    strchr(" ,.\xC2\xA0", s[k - 1]) != NULL))
			k--;
		if (k < len - n && strpbrk(s + k, "0123456789") < s + len)
			return k;
	}
	return len;
}

/* Words and size at the end of len bytes: where the first of them begins. */
static size_t
cut_all(const char *s, size_t len)
{
	size_t before, size;
	bool sized = false;

	do {
		before = len;
		while (len > 0 && strchr(" ,.>", s[len - 1]) != NULL)
			len--;
		size = cut_size(s, len);
		sized |= size < len;
		len = cut_words(s, size, sized);
	} while (len < before);
	return len;
}

/* "(PDF, 1,2 MB)" or "[pdf]" at the end goes, "(v 13)" stays. */
static size_t
cut_brackets(const char *s, size_t len)
{
	size_t from = len, inner;

	if (len < 3 || strchr(")]", s[len - 1]) == NULL)
		return len;
	while (from > 0 && strchr("([", s[from - 1]) == NULL)
		from--;
	/* One byte before, so that a word at the front has a mark before it. */
	inner = from > 0 ? cut_all(s + from - 1, len - from) : len;
	return inner <= 1 ? from - 1 : len;
}

const char *
link_paper_title(struct pool *pool, const char *text, const char *href)
{
	size_t len = cut_all(text, strlen(text));

	len = cut_all(text, cut_brackets(text, len));
	if (len == 0 || (len <= 4 && has_prefix(text, "pdf")) ||
	    (len == 9 && has_prefix(text, "ladda ne")))
		return file_name(pool, href);
	return pool_strndup(pool, text, len);
}

/* "Pdf, 160 kB" after a link whose address has no ending. */
static const char *
type_by_words(const char *text)
{
	static const struct paper words[] = {{"pdf", "application/pdf"},
	    {"powerpoint", "application/vnd.ms-powerpoint"},
	    {"word", "application/msword"},
	    {"excel", "application/vnd.ms-excel"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(text, words[i].end) != NULL)
			return words[i].type;
	return NULL;
}

bool
link_is_in(const struct link *list, size_t n, const char *href)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].href, href) == 0)
			return true;
	return false;
}

enum { PAPERS_MOST = 400 };

struct link *
link_papers(const struct page *p, xmlNode *top, size_t *n)
{
	struct link *list = NULL;
	size_t room = 0;

	*n = 0;
	for (const xmlNode *x = top; x != NULL; x = tree_next(x, top)) {
		const char *href, *type, *text;

		if (!tree_is(x, "a") || *n == PAPERS_MOST)
			continue;
		href = tree_attr(x, "href");
		if (href == NULL || !link_is_paper(href, &type) ||
		    (href = link_of(p, x)) == NULL ||
		    link_is_in(list, *n, href))
			continue;
		text = tree_text(p, x, NULL);
		if (type == NULL)
			type = tree_attr(x, "type") != NULL
				   ? pool_strdup(p->pool, tree_attr(x, "type"))
				   : type_by_words(text);
		list = pool_grow(p->pool, list, *n, &room, sizeof(*list));
		list[(*n)++] = (struct link){"enclosure", href, type,
		    link_paper_title(p->pool, text, href)};
	}
	return list;
}
