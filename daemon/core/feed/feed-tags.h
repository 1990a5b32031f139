/* feed-tags.h - the elements of feeds: whose they are and what they mean */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_TAGS_H
#define CORE_FEED_TAGS_H

/* Whose an element is; several addresses name the same vocabulary. */
enum vocabulary {
	VOCABULARY_OTHER,
	VOCABULARY_OWN, /* RSS without and with a namespace; the root's own */
	VOCABULARY_ATOM,
	VOCABULARY_RDF,
	VOCABULARY_DC,
	VOCABULARY_TERMS, /* dcterms */
	VOCABULARY_CONTENT,
	VOCABULARY_XHTML,
	VOCABULARY_SY,
	VOCABULARY_MEDIA,
	VOCABULARY_ENC, /* mod_enclosure of RSS 1.0 */
	VOCABULARY_PRISM,
	VOCABULARY_EXPIRY, /* an element that says until when, whosever */
	VOCABULARIES
};

/*
 * What a feed can say, for each field from the least to the most trusted: a
 * later element takes a field only when its tag is not less than the one
 * that has it.
 */
enum feed_tag {
	TAG_NONE,
	TAG_CHANNEL,
	TAG_ITEM,
	TAG_ID_ABOUT, /* rdf:about, an attribute */
	TAG_ID_DC,
	TAG_ID_ATOM,
	TAG_ID,
	TAG_GUID_OPAQUE, /* isPermaLink="false" */
	TAG_GUID,
	TAG_TITLE_DC,
	TAG_TITLE_ATOM,
	TAG_TITLE,
	TAG_LINK_SOURCE, /* <content src>, an attribute */
	TAG_LINK_GUID,   /* a permalink, once the item is whole */
	TAG_LINK_ODD,    /* an alternate that is no page */
	TAG_LINK_ATOM,
	TAG_LINK,
	TAG_SUMMARY_DC,
	TAG_SUMMARY_TERMS,
	TAG_SUMMARY_ATOM,
	TAG_SUMMARY,
	TAG_DESCRIPTION,
	TAG_CONTENT_SECOND, /* a description beside a summary */
	TAG_CONTENT_BODY,
	TAG_CONTENT_ATOM,
	TAG_CONTENT,
	TAG_ENCODED,
	TAG_CREATED,
	TAG_DATE_DC,
	TAG_ISSUED_TERMS,
	TAG_ISSUED,
	TAG_PUBLISHED_ATOM,
	TAG_PUBLISHED,
	TAG_MODIFIED_TERMS,
	TAG_MODIFIED,
	TAG_UPDATED_ATOM,
	TAG_UPDATED,
	TAG_VALID,
	TAG_TTL,
	TAG_PERIOD,
	TAG_FREQUENCY,
	TAG_BASE,
	TAG_SKIP_HOURS,
	TAG_SKIP_DAYS,
	TAG_ENCLOSURE,
	TAG_MEDIA,
	TAGS
};

/* Where what a tag says goes. */
enum feed_field {
	FIELD_NONE,
	FIELD_ID,
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_SUMMARY,
	FIELD_CONTENT,
	FIELD_PUBLISHED,
	FIELD_UPDATED,
	FIELD_VALID,
	FIELD_TTL,
	FIELD_PERIOD,
	FIELD_FREQUENCY,
	FIELD_BASE,
	FIELD_SKIP_HOURS,
	FIELD_SKIP_DAYS,
	FIELD_PAPER,
	FIELDS
};

/* How its text is written. */
enum feed_form {
	FORM_NONE, /* attributes only */
	FORM_WORD, /* an address, id, date or number: text of all descendants */
	FORM_LIST, /* words in elements of their own */
	FORM_AUTO, /* text or HTML, by its look */
	FORM_HTML,
	FORM_ATOM, /* by type and mode */
};

struct feed_meaning {
	enum feed_field field;
	enum feed_form form;
};

/* prefix and uri may be NULL; a prefix counts only without a uri. */
enum vocabulary feed_vocabulary(const char *prefix, const char *uri);
/* name is the local name, in any case. */
enum feed_tag feed_tag(enum vocabulary, const char *name);
struct feed_meaning feed_meaning(enum feed_tag);

#endif
