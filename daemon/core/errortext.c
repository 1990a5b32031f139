/* errortext.c - error messages that were published as if they were news */
/* SPDX-License-Identifier: MIT */
#include "core/errortext.h"

#include <ctype.h>
#include <string.h>

#include "core/pattern.h"

/* Whole titles, as words_fold() writes them, for people to add to. */
static const char *const messages[] = {
    /* Swedish */
    "ett fel har inträffat", "ett fel inträffade", "ett fel har uppstått",
    "ett fel uppstod", "ett oväntat fel har inträffat",
    "ett oväntat fel inträffade", "ett oväntat fel har uppstått",
    "ett oväntat fel uppstod", "ett tekniskt fel har inträffat",
    "ett tekniskt fel har uppstått", "ett tekniskt fel uppstod", "tekniskt fel",
    "något gick fel", "hoppsan något gick fel", "oj något gick fel",
    "nu blev det fel", "serverfel", "internt serverfel", "databasfel",
    "sidan kunde inte hittas", "sidan kan inte hittas", "sidan hittades inte",
    "sidan hittas inte", "sidan finns inte", "sidan finns inte längre",
    "sidan kan inte visas", "sidan kunde inte visas", "sidan saknas",
    "sidan du söker finns inte", "sidan du söker kunde inte hittas",
    "sidan du söker kan inte hittas", "vi kan inte hitta sidan",
    "vi kunde inte hitta sidan", "vi hittar inte sidan", "hittar inte sidan",
    "tjänsten är inte tillgänglig", "tjänsten är tillfälligt otillgänglig",
    "tjänsten kan inte nås just nu", "webbplatsen är inte tillgänglig",
    "webbplatsen är tillfälligt otillgänglig", "åtkomst nekad",
    "behörighet saknas", "du saknar behörighet", "flödet kunde inte läsas",
    "flödet kunde inte hämtas", "flödet finns inte",
    /* English */
    "error", "an error has occurred", "an error occurred",
    "an unexpected error has occurred", "an unexpected error occurred",
    "an error occurred while processing your request",
    "an error occurred during the processing of your request",
    "an application error has occurred", "application error", "runtime error",
    "unhandled exception", "unexpected error", "something went wrong",
    "oops something went wrong", "page not found", "the page cannot be found",
    "page cannot be found", "the page could not be found",
    "the page cannot be displayed", "the page you requested could not be found",
    "the page you are looking for could not be found", "object not found",
    "not found", "file not found", "file or directory not found",
    "the resource cannot be found", "internal server error", "internal error",
    "server error", "server error in application", "bad request", "bad gateway",
    "gateway timeout", "gateway time out", "service unavailable",
    "the service is unavailable", "service temporarily unavailable",
    "temporarily unavailable", "site temporarily unavailable", "forbidden",
    "unauthorized", "access denied", "access forbidden", "too many requests",
    "request rejected", "request blocked", "request timeout", "just a moment",
    "attention required", "attention required cloudflare",
    "checking your browser", "error establishing a database connection",
    "database error", "database connection error", "connection timed out",
    "feed not found", "feed error", "feed could not be loaded",
    "could not load feed", "failed to load feed", "error fetching feed",
    "error loading feed",
    /* what only programs say */
    "bridge returned error", "rss bridge error", "bridge error",
    "php fatal error", NULL};

/* How titles begin that only programs write, whatever follows. */
static const char *const beginnings[] = {"bridge returned error ",
    "rss bridge returned error ", "php fatal error uncaught ",
    "fatal error uncaught ", "fatal error allowed memory size ",
    "uncaught exception ", "curl error ", "sqlstate ",
    "traceback most recent call ", "system web httpexception ",
    "java lang nullpointerexception ", NULL};

/* Words that stand beside a status number. */
static const char *const labels[] = {"http", "https", "error", "status", "code",
    "fel", "felkod", "felmeddelande", "statuskod", "errorcode", NULL};

static bool
is_label(const char *word, size_t n)
{
	for (const char *const *l = labels; *l != NULL; l++)
		if ((*l)[0] == word[0] && strlen(*l) == n &&
		    memcmp(*l, word, n) == 0)
			return true;
	return false;
}

/* 400 to 599 */
static bool
is_status(const char *word, size_t n)
{
	return n == 3 && (word[0] == '4' || word[0] == '5') &&
	       isdigit((unsigned char)word[1]) &&
	       isdigit((unsigned char)word[2]);
}

static bool
is_message(const char *text, size_t n)
{
	for (const char *const *m = messages; *m != NULL; m++)
		if ((*m)[0] == text[0] && strlen(*m) == n &&
		    memcmp(*m, text, n) == 0)
			return true;
	return false;
}

/* What is left of a title when labels and numbers at its ends are gone. */
struct rest {
	const char *text;
	size_t n;
	bool label, status;
};

static bool
take(struct rest *r, const char *word, size_t n)
{
	bool label = is_label(word, n), status = is_status(word, n);

	r->label |= label;
	r->status |= status;
	return label || status;
}

static void
strip_front(struct rest *r)
{
	while (r->n > 0) {
		const char *space = memchr(r->text, ' ', r->n);
		size_t n = space ? (size_t)(space - r->text) : r->n;
		size_t step = space ? n + 1 : n;

		if (!take(r, r->text, n))
			return;
		r->text += step;
		r->n -= step;
	}
}

/* The last word goes; false when it is neither label nor number. */
static bool
strip_back(struct rest *r)
{
	size_t n = 0;

	while (n < r->n && r->text[r->n - n - 1] != ' ')
		n++;
	if (n == 0 || !take(r, r->text + r->n - n, n))
		return false;
	r->n -= n;
	if (r->n > 0)
		r->n--;
	return true;
}

/* "500 internal server error", "page not found error 404", "http 503" */
static bool
is_numbered(const char *words, size_t n)
{
	struct rest r = {.text = words, .n = n};

	strip_front(&r);
	do {
		if (r.n > 0 && (r.status || r.label) && is_message(r.text, r.n))
			return true;
	} while (strip_back(&r));
	return r.n == 0 && r.label && r.status;
}

static bool
begins(const char *folded)
{
	for (const char *const *b = beginnings; *b != NULL; b++)
		if ((*b)[0] == folded[1] &&
		    strncmp(folded + 1, *b, strlen(*b)) == 0)
			return true;
	return false;
}

/*
 * Most titles begin like none of them, which is seen by three letters, and
 * they need not be folded.
 */
enum { LETTERS = 'z' - 'a' + 1 };

/* The number of the first three letters; -1: they are not three of ASCII. */
static int
three_letters(const char *text)
{
	int number = 0;

	for (int i = 0; i < 3; i++) {
		int letter = (text[i] | 0x20) - 'a';

		if (letter < 0 || letter >= LETTERS)
			return -1;
		number = number * LETTERS + letter;
	}
	return number;
}

static void
note_beginnings(unsigned char *begun, const char *const *list)
{
	for (; *list != NULL; list++) {
		int number = three_letters(*list);

		if (number >= 0)
			begun[number] = 1;
	}
}

static bool
may_be_error(const char *title)
{
	static unsigned char begun[LETTERS * LETTERS * LETTERS];
	static bool noted;
	int number;

	if (!noted) {
		note_beginnings(begun, messages);
		note_beginnings(begun, beginnings);
		note_beginnings(begun, labels);
		noted = true;
	}
	while (*title > 0 && !isalnum((unsigned char)*title))
		title++;
	number = three_letters(title);
	/* what is no ASCII may change the letter before it */
	return number < 0 || begun[number] != 0 || (title[3] & 0x80) != 0;
}

/* "Sidan kunde inte hittas | Borås Stad": what stands before the bar. */
static size_t
without_site(const char *title)
{
	const char *bar = strstr(title, " | ");

	return bar != NULL ? (size_t)(bar - title) : strlen(title);
}

bool
errortext_is_title(struct pool *scratch, const char *title)
{
	enum { TITLE_MOST = 300, MESSAGE_MOST = 90, BEGINNING = 64 };
	size_t n = title ? without_site(title) : 0, len;
	const char *folded;

	if (n == 0 || n > TITLE_MOST || !may_be_error(title))
		return false;
	if (n > MESSAGE_MOST) /* a whole one is never as long */
		return begins(words_fold(scratch, title, BEGINNING));
	folded = words_fold(scratch, title, n);
	len = strlen(folded);
	if (len < 3)
		return false;
	return begins(folded) || is_message(folded + 1, len - 2) ||
	       is_numbered(folded + 1, len - 2);
}

/* What parts a page's name from its site's; the first or last in title. */
static const char *
find_part(const char *title, bool last, size_t *len)
{
	static const char *const parts[] = {
	    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · "};
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *at = title;

		while ((at = strstr(at, parts[i])) != NULL) {
			if (found == NULL || (last ? at > found : at < found)) {
				found = at;
				*len = strlen(parts[i]);
			}
			at += strlen(parts[i]);
		}
	}
	return found;
}

bool
errortext_is_page(struct pool *scratch, const char *title)
{
	enum { PAGE_TITLE_MOST = 500 };
	const char *first, *last;
	size_t n_first, n_last;

	if (title == NULL || strlen(title) > PAGE_TITLE_MOST)
		return false;
	if (errortext_is_title(scratch, title))
		return true;
	first = find_part(title, false, &n_first);
	if (first == NULL)
		return false;
	last = find_part(title, true, &n_last);
	return errortext_is_title(scratch,
		   pool_strndup(scratch, title, (size_t)(first - title))) ||
	       errortext_is_title(scratch,
		   pool_strndup(scratch, title, (size_t)(last - title))) ||
	       errortext_is_title(scratch, first + n_first) ||
	       errortext_is_title(scratch, last + n_last);
}

bool
errortext_is(struct pool *scratch, const struct item *i)
{
	size_t n = (i->summary ? strlen(i->summary) : 0) +
		   (i->content ? strlen(i->content) : 0);

	return n <= ERRORTEXT_MOST && errortext_is_title(scratch, i->title);
}
