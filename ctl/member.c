/* member.c - members of what the daemon answers, as words and as lines */
/* SPDX-License-Identifier: MIT */
#include "ctl/member.h"

#include "base/str.h"

enum { LINES_MOST = 1 << 20 };

const char *
member_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

const char *
member_lines(struct pool *pool, const json_t *object, const char *key,
    member_line_fn *line)
{
	const json_t *list = json_object_get(object, key);
	struct str s = STR_INIT(LINES_MOST);
	const char *kept = NULL;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text = line(pool, json_array_get(list, i));

		if (text != NULL)
			str_addf(&s, "%s%s", s.len > 0 ? "\n" : "", text);
	}
	if (s.len > 0)
		kept = pool_strdup(pool, s.text);
	str_release(&s);
	return kept;
}
