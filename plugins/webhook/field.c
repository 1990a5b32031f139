/* field.c - one field of a webhook's format: {{name|filter|filter}} */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/field.h"

#include <stdlib.h>
#include <string.h>

static bool
read_filter(struct field *f, const char *at, size_t n, struct why *w)
{
	struct str names = STR_INIT(200);
	char *end;
	size_t number = strtoul(at, &end, 10);

	if (end > at && number > 0 &&
	    (end == at + n || (end == at + n - 1 && *end == 'b'))) {
		f->most = (struct escape_most){number, end < at + n};
		return true;
	}
	f->escape = escape_find(at, n);
	if (f->escape != NULL)
		return true;
	escape_names(&names);
	why(w, "'%.*s' is no number and none of: %s", (int)n, at, names.text);
	str_release(&names);
	return false;
}

bool
field_read(const char **at, struct field *f, struct why *w)
{
	const char *end = strstr(*at, "}}"), *a = *at;
	size_t n;

	*f = (struct field){.name = ""};
	if (end == NULL)
		return why(w, "{{ without }}");
	n = strcspn(a, "|}");
	if (n == 0 || n >= NAME_MOST ||
	    strspn(a, "abcdefghijklmnopqrstuvwxyz0123456789_.-") < n)
		return why(w, "{{%.*s}}: no name of a member", (int)n, a);
	memcpy(f->name, a, n);
	f->name[n] = '\0';
	for (a += n; a < end; a += n) {
		n = strcspn(++a, "|}");
		if (!read_filter(f, a, n, w))
			return false;
	}
	*at = end + 2;
	return true;
}
