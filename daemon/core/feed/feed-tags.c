/* feed-tags.c - the elements of feeds: whose they are and what they mean */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-tags.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/*
 * Without http:// or https://; the last / or # does not matter, nor case.  An
 * address that ends in '*' stands for all that begin so.
 */
static const struct {
	const char *uri;
	enum vocabulary whose;
} uris[] = {
    {"www.w3.org/2005/Atom", VOCABULARY_ATOM},
    {"purl.org/atom/*", VOCABULARY_ATOM},
    {"purl.org/pie/", VOCABULARY_ATOM},
    {"purl.org/echo/", VOCABULARY_ATOM},
    {"example.com/newformat#", VOCABULARY_ATOM},
    {"example.com/necho", VOCABULARY_ATOM},
    {"uri/of/echo/namespace#", VOCABULARY_ATOM},
    {"purl.org/rss/1.0/modules/content/", VOCABULARY_CONTENT},
    {"purl.org/rss/1.0/modules/syndication/", VOCABULARY_SY},
    {"purl.org/rss/1.0/modules/enclosure*", VOCABULARY_ENC},
    {"purl.oclc.org/net/rss_2.0/enc#", VOCABULARY_ENC},
    {"purl.org/rss/1.0/", VOCABULARY_OWN},
    {"purl.org/net/rss1.1#", VOCABULARY_OWN},
    {"my.netscape.com/rdf/simple/0.9/*", VOCABULARY_OWN},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", VOCABULARY_OWN},
    {"channel.netscape.com/rdf/simple/0.9/*", VOCABULARY_OWN},
    {"backend.userland.com/*", VOCABULARY_OWN},
    {"blogs.law.harvard.edu/tech/rss", VOCABULARY_OWN},
    {"cyber.law.harvard.edu/rss*", VOCABULARY_OWN},
    {"www.rssboard.org/rss-specification", VOCABULARY_OWN},
    {"www.w3.org/1999/02/22-rdf-syntax-ns#", VOCABULARY_RDF},
    {"purl.org/dc/elements/1.*", VOCABULARY_DC},
    {"purl.org/rss/1.0/modules/dc/", VOCABULARY_DC},
    {"purl.org/dc/terms/", VOCABULARY_TERMS},
    {"www.w3.org/1999/xhtml", VOCABULARY_XHTML},
    {"www.w3.org/TR/xhtml*", VOCABULARY_XHTML},
    {"search.yahoo.com/mrss*", VOCABULARY_MEDIA},
    {"prismstandard.org/namespaces/*", VOCABULARY_PRISM},
};

/* What a prefix means that the document forgot to declare. */
static const struct {
	const char *prefix;
	enum vocabulary whose;
} prefixes[] = {
    {"atom", VOCABULARY_ATOM},
    {"atom10", VOCABULARY_ATOM},
    {"content", VOCABULARY_CONTENT},
    {"dc", VOCABULARY_DC},
    {"dcterms", VOCABULARY_TERMS},
    {"enc", VOCABULARY_ENC},
    {"media", VOCABULARY_MEDIA},
    {"prism", VOCABULARY_PRISM},
    {"rdf", VOCABULARY_RDF},
    {"rss", VOCABULARY_OWN},
    {"sy", VOCABULARY_SY},
    {"xhtml", VOCABULARY_XHTML},
};

static const struct {
	enum vocabulary whose;
	const char *name;
	enum feed_tag tag;
} names[] = {
    {VOCABULARY_OWN, "item", TAG_ITEM},
    {VOCABULARY_OWN, "title", TAG_TITLE},
    {VOCABULARY_OWN, "link", TAG_LINK},
    {VOCABULARY_OWN, "description", TAG_DESCRIPTION},
    {VOCABULARY_OWN, "pubdate", TAG_PUBLISHED},
    {VOCABULARY_OWN, "guid", TAG_GUID},
    {VOCABULARY_OWN, "enclosure", TAG_ENCLOSURE},
    {VOCABULARY_OWN, "channel", TAG_CHANNEL},
    {VOCABULARY_OWN, "ttl", TAG_TTL},
    {VOCABULARY_OWN, "skiphours", TAG_SKIP_HOURS},
    {VOCABULARY_OWN, "skipdays", TAG_SKIP_DAYS},
    {VOCABULARY_OWN, "lastbuilddate", TAG_UPDATED},
    {VOCABULARY_OWN, "expirationdate", TAG_VALID},
    {VOCABULARY_OWN, "date", TAG_DATE_DC},
    {VOCABULARY_OWN, "fullitem", TAG_CONTENT_BODY},
    {VOCABULARY_OWN, "body", TAG_CONTENT_BODY},
    {VOCABULARY_OWN, "entry", TAG_ITEM},
    {VOCABULARY_OWN, "id", TAG_ID},
    {VOCABULARY_OWN, "summary", TAG_SUMMARY},
    {VOCABULARY_OWN, "content", TAG_CONTENT},
    {VOCABULARY_OWN, "published", TAG_PUBLISHED},
    {VOCABULARY_OWN, "created", TAG_CREATED},
    {VOCABULARY_OWN, "issued", TAG_ISSUED},
    {VOCABULARY_OWN, "updated", TAG_UPDATED},
    {VOCABULARY_OWN, "modified", TAG_MODIFIED},
    {VOCABULARY_ATOM, "entry", TAG_ITEM},
    {VOCABULARY_ATOM, "title", TAG_TITLE_ATOM},
    {VOCABULARY_ATOM, "link", TAG_LINK_ATOM},
    {VOCABULARY_ATOM, "id", TAG_ID_ATOM},
    {VOCABULARY_ATOM, "summary", TAG_SUMMARY_ATOM},
    {VOCABULARY_ATOM, "content", TAG_CONTENT_ATOM},
    {VOCABULARY_ATOM, "published", TAG_PUBLISHED_ATOM},
    {VOCABULARY_ATOM, "created", TAG_CREATED},
    {VOCABULARY_ATOM, "issued", TAG_ISSUED},
    {VOCABULARY_ATOM, "updated", TAG_UPDATED_ATOM},
    {VOCABULARY_ATOM, "modified", TAG_MODIFIED},
    {VOCABULARY_DC, "title", TAG_TITLE_DC},
    {VOCABULARY_DC, "description", TAG_SUMMARY_DC},
    {VOCABULARY_DC, "identifier", TAG_ID_DC},
    {VOCABULARY_DC, "date", TAG_DATE_DC},
    {VOCABULARY_TERMS, "title", TAG_TITLE_DC},
    {VOCABULARY_TERMS, "abstract", TAG_SUMMARY_TERMS},
    {VOCABULARY_TERMS, "description", TAG_SUMMARY_DC},
    {VOCABULARY_TERMS, "identifier", TAG_ID_DC},
    {VOCABULARY_TERMS, "date", TAG_DATE_DC},
    {VOCABULARY_TERMS, "created", TAG_CREATED},
    {VOCABULARY_TERMS, "issued", TAG_ISSUED_TERMS},
    {VOCABULARY_TERMS, "modified", TAG_MODIFIED_TERMS},
    {VOCABULARY_TERMS, "valid", TAG_VALID},
    {VOCABULARY_CONTENT, "encoded", TAG_ENCODED},
    {VOCABULARY_XHTML, "body", TAG_CONTENT_BODY},
    {VOCABULARY_XHTML, "div", TAG_CONTENT_BODY},
    {VOCABULARY_SY, "updateperiod", TAG_PERIOD},
    {VOCABULARY_SY, "updatefrequency", TAG_FREQUENCY},
    {VOCABULARY_SY, "updatebase", TAG_BASE},
    {VOCABULARY_MEDIA, "content", TAG_MEDIA},
    {VOCABULARY_ENC, "enclosure", TAG_ENCLOSURE},
    {VOCABULARY_PRISM, "expirationdate", TAG_VALID},
    {VOCABULARY_EXPIRY, "date.validto", TAG_VALID},
    {VOCABULARY_EXPIRY, "dc.date.validto", TAG_VALID},
    {VOCABULARY_EXPIRY, "validto", TAG_VALID},
};

static const struct feed_meaning meanings[TAGS] = {
    [TAG_ID_ABOUT] = {FIELD_ID, FORM_NONE},
    [TAG_ID_DC] = {FIELD_ID, FORM_WORD},
    [TAG_ID_ATOM] = {FIELD_ID, FORM_WORD},
    [TAG_ID] = {FIELD_ID, FORM_WORD},
    [TAG_GUID_OPAQUE] = {FIELD_ID, FORM_WORD},
    [TAG_GUID] = {FIELD_ID, FORM_WORD},
    [TAG_TITLE_DC] = {FIELD_TITLE, FORM_AUTO},
    [TAG_TITLE_ATOM] = {FIELD_TITLE, FORM_ATOM},
    [TAG_TITLE] = {FIELD_TITLE, FORM_AUTO},
    [TAG_LINK_SOURCE] = {FIELD_LINK, FORM_NONE},
    [TAG_LINK_GUID] = {FIELD_LINK, FORM_NONE},
    [TAG_LINK_ODD] = {FIELD_LINK, FORM_WORD},
    [TAG_LINK_ATOM] = {FIELD_LINK, FORM_WORD},
    [TAG_LINK] = {FIELD_LINK, FORM_WORD},
    [TAG_SUMMARY_DC] = {FIELD_SUMMARY, FORM_AUTO},
    [TAG_SUMMARY_TERMS] = {FIELD_SUMMARY, FORM_AUTO},
    [TAG_SUMMARY_ATOM] = {FIELD_SUMMARY, FORM_ATOM},
    [TAG_SUMMARY] = {FIELD_SUMMARY, FORM_AUTO},
    [TAG_DESCRIPTION] = {FIELD_SUMMARY, FORM_AUTO},
    [TAG_CONTENT_SECOND] = {FIELD_CONTENT, FORM_AUTO},
    [TAG_CONTENT_BODY] = {FIELD_CONTENT, FORM_HTML},
    [TAG_CONTENT_ATOM] = {FIELD_CONTENT, FORM_ATOM},
    [TAG_CONTENT] = {FIELD_CONTENT, FORM_ATOM},
    [TAG_ENCODED] = {FIELD_CONTENT, FORM_HTML},
    [TAG_CREATED] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_DATE_DC] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_ISSUED_TERMS] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_ISSUED] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_PUBLISHED_ATOM] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_PUBLISHED] = {FIELD_PUBLISHED, FORM_WORD},
    [TAG_MODIFIED_TERMS] = {FIELD_UPDATED, FORM_WORD},
    [TAG_MODIFIED] = {FIELD_UPDATED, FORM_WORD},
    [TAG_UPDATED_ATOM] = {FIELD_UPDATED, FORM_WORD},
    [TAG_UPDATED] = {FIELD_UPDATED, FORM_WORD},
    [TAG_VALID] = {FIELD_VALID, FORM_WORD},
    [TAG_TTL] = {FIELD_TTL, FORM_WORD},
    [TAG_PERIOD] = {FIELD_PERIOD, FORM_WORD},
    [TAG_FREQUENCY] = {FIELD_FREQUENCY, FORM_WORD},
    [TAG_BASE] = {FIELD_BASE, FORM_WORD},
    [TAG_SKIP_HOURS] = {FIELD_SKIP_HOURS, FORM_LIST},
    [TAG_SKIP_DAYS] = {FIELD_SKIP_DAYS, FORM_LIST},
    [TAG_ENCLOSURE] = {FIELD_PAPER, FORM_NONE},
    [TAG_MEDIA] = {FIELD_PAPER, FORM_NONE},
};

static size_t
bare_length(const char *uri)
{
	size_t n = strlen(uri);

	return n > 0 && (uri[n - 1] == '/' || uri[n - 1] == '#') ? n - 1 : n;
}

static bool
uri_is(const char *uri, const char *pattern)
{
	size_t n = strcspn(pattern, "*");

	if (pattern[n] == '*')
		return strncasecmp(uri, pattern, n) == 0;
	n = bare_length(pattern);
	return bare_length(uri) == n && strncasecmp(uri, pattern, n) == 0;
}

static const char *
without_scheme(const char *uri)
{
	const char *at = uri ? strstr(uri, "://") : NULL;

	return at ? at + 3 : uri;
}

enum vocabulary
feed_vocabulary(const char *prefix, const char *uri)
{
	if (uri == NULL && prefix == NULL)
		return VOCABULARY_OWN;
	uri = without_scheme(uri);
	for (size_t i = 0; uri != NULL && i < COUNT(uris); i++)
		if (uri_is(uri, uris[i].uri))
			return uris[i].whose;
	for (size_t i = 0; uri == NULL && i < COUNT(prefixes); i++)
		if (strcasecmp(prefix, prefixes[i].prefix) == 0)
			return prefixes[i].whose;
	return VOCABULARY_OTHER;
}

enum feed_tag
feed_tag(enum vocabulary whose, const char *name)
{
	char first = (char)(name[0] | 0x20);

	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].name[0] == first &&
		    (names[i].whose == whose ||
			names[i].whose == VOCABULARY_EXPIRY) &&
		    strcasecmp(names[i].name, name) == 0)
			return names[i].tag;
	return TAG_NONE;
}

struct feed_meaning
feed_meaning(enum feed_tag tag)
{
	return meanings[tag];
}
