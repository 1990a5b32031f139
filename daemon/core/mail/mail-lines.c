/* mail-lines.c - lines and links of a mail: kept, and those of plain text */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-lines.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "core/identity.h"
#include "core/mail/mail-header.h"
#include "core/mail/mail-noise.h"
#include "core/mail/mail-target.h"
#include "core/mail/mail.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"

enum { TEXT_MOST = 4 << 20, LINES_MOST = 20000, URL_MOST = 4096 };

void
lines_end(struct mail_lines *l, const char *text, size_t len,
    const struct mail_line *how)
{
	const char *clean = mail_clean(l->pool, text, len);

	if (*clean == '\0' || l->n >= LINES_MOST)
		return;
	l->line = pool_grow(l->pool, l->line, l->n, &l->room, sizeof(*l->line));
	l->line[l->n] = *how;
	l->line[l->n].text = clean;
	l->line[l->n].len = strlen(clean);
	if (noise_is_line(l->pool, clean) &&
	    !lines_may_date(clean, strlen(clean)))
		l->line[l->n].noise = true;
	l->n++;
}

/* Words that name the thing; "Läs mer" and addresses do not. */
static const char *
name_of(struct pool *p, const char *text)
{
	const char *clean = mail_clean(p, text, strlen(text));

	if (*clean == '\0' || link_is_absolute(clean) ||
	    strncasecmp(clean, "www.", 4) == 0 || noise_is_more(p, clean))
		return NULL;
	return clean;
}

bool
lines_link(struct mail_lines *l, const char *href, const char *text,
    enum mail_link_shape shape)
{
	const char *url = link_resolve(l->pool, NULL, href);

	if (url == NULL || !link_is_absolute(url))
		return url != NULL || !noise_is_words(l->pool, text);
	if (noise_is_words(l->pool, text) ||
	    (l->unsubscribe != NULL && strstr(l->unsubscribe, url) != NULL))
		return false;
	url = target_of(l->pool, url);
	if (noise_is_address(url))
		return false;
	if (l->n_links >= MAIL_LINKS)
		return true;
	l->link = pool_grow(
	    l->pool, l->link, l->n_links, &l->room_links, sizeof(*l->link));
	l->link[l->n_links++] = (struct mail_link){.href = url,
	    .key = identity_link(l->pool, url),
	    .text = name_of(l->pool, text),
	    .shape = shape,
	    .empty = *text == '\0' && shape == LINK_WORDS,
	    .line = l->n};
	return true;
}

const char *
lines_text(const struct mail_lines *l, size_t first, size_t end)
{
	struct str s = STR_INIT(TEXT_MOST);
	const char *text = NULL;

	for (size_t i = first; i < end && i < l->n; i++) {
		if (l->line[i].noise)
			continue;
		if (s.len > 0)
			str_addc(&s, '\n');
		str_addn(&s, l->line[i].text, l->line[i].len);
	}
	if (s.len > 0)
		text = pool_strndup(l->pool, s.text, s.len);
	str_release(&s);
	return text;
}

/* --- plain text --- */

static const char *
next_address(const char *s, const char *end)
{
	while ((s = memmem(s, (size_t)(end - s), "http", 4)) != NULL) {
		const char *rest = s + 4 + (s + 4 < end && s[4] == 's');

		if (end - rest > 3 && memcmp(rest, "://", 3) == 0)
			return s;
		s += 4;
	}
	return NULL;
}

/* Without the marks of the sentence that it stands in. */
static size_t
address_length(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && n < URL_MOST && (unsigned char)s[n] > ' ' &&
	       strchr("<>\"", s[n]) == NULL)
		n++;
	while (n > 0 && strchr(".,;:!?'", s[n - 1]) != NULL)
		n--;
	if (n > 0 && s[n - 1] == ')' && memchr(s, '(', n) == NULL)
		n--;
	return n;
}

/* "Titel <https://...>": the words before it are its name. */
static const char *
words_before(struct pool *p, const char *line, const char *address)
{
	if (address == line || address[-1] != '<')
		return "";
	return pool_strndup(p, line, (size_t)(address - 1 - line));
}

static void
read_line(struct mail_lines *l, const char *s, size_t n, bool gap)
{
	struct mail_line how = {.gap = gap};
	const char *end = s + n, *at = s, *from = s;
	size_t addresses = 0;

	while ((at = next_address(at, end)) != NULL) {
		size_t len = address_length(at, end);

		if (!lines_link(l, pool_strndup(l->pool, at, len),
			words_before(l->pool, from, at), LINK_BARE))
			how.noise = true;
		addresses += len;
		at += len > 0 ? len : 4;
		from = at + (at < end && *at == '>');
	}
	how.linked = addresses > 0 && addresses + 4 >= n;
	if (how.linked && how.noise && l->n > 0 &&
	    l->line[l->n - 1].text[l->line[l->n - 1].len - 1] == ':')
		l->line[l->n - 1].noise = true; /* "Avsluta här:" */
	lines_end(l, s, n, &how);
}

void
lines_read_plain(struct mail_lines *l, const char *text, size_t len)
{
	const char *end = text + len;
	bool gap = true;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text), before = l->n;

		if (n == 2 && memcmp(text, "--", 2) == 0)
			return; /* what follows is a signature */
		read_line(l, text, n, gap);
		gap = l->n == before;
		text += n + (stop != NULL);
	}
}
