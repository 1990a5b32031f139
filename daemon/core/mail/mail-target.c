/* mail-target.c - where a link that counts clicks leads to */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-target.h"

#include <string.h>
#include <strings.h>

#include "core/text/href.h"

enum { LAYERS = 3 };

/* Parameters that hold a target; others may hold where one came from. */
static const char *const names[] = {"url", "u", "target", "redirect",
    "redirecturl", "redirect_url", "redirect_uri", "dest", "destination",
    "link", "to", "goto", "r", "a", "l"};

static const char *
decoded(struct pool *p, const char *s, size_t n)
{
	char *copy = pool_get(p, n + 1), *to = copy;

	for (size_t i = 0; i < n; i++)
		if (s[i] == '%' && i + 2 < n && href_hex(s[i + 1]) >= 0 &&
		    href_hex(s[i + 2]) >= 0) {
			*to++ = (char)(href_hex(s[i + 1]) << 4 |
				       href_hex(s[i + 2]));
			i += 2;
		} else {
			*to++ = s[i];
		}
	*to = '\0';
	return copy;
}

static bool
is_name(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i]) == n && strncasecmp(s, names[i], n) == 0)
			return true;
	return false;
}

/* The address in a parameter, or NULL. */
static const char *
inner(struct pool *p, const char *url)
{
	const char *s = strchr(url, '?');

	while (s != NULL && *s != '\0' && *s != '#') {
		const char *name = ++s;
		size_t n = strcspn(name, "=&#"), m;
		const char *value;

		s += n;
		if (*s != '=')
			continue;
		m = strcspn(++s, "&#");
		value = is_name(name, n) ? decoded(p, s, m) : "";
		s += m;
		if (href_is_web(value) && strlen(value) > 10)
			return href_resolve(p, NULL, value, strlen(value));
	}
	return NULL;
}

const char *
target_of(struct pool *p, const char *url)
{
	for (int i = 0; i < LAYERS; i++) {
		const char *next = inner(p, url);

		if (next == NULL)
			break;
		url = next;
	}
	return url;
}
