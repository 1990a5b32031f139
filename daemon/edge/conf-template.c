/* conf-template.c - the parser of templates, and who uses them */
/* SPDX-License-Identifier: MIT */
#include "core/template.h"
#include "edge/conf-part.h"

static bool
read_template(struct conf_value *v, void *to)
{
	struct why w;
	size_t at;

	if (!template_check(v->text, &at, &w))
		return conf_value_fault(v, v->text + at, "%s", w.text);
	*(const char **)to = pool_strdup(v->pool, v->text);
	return true;
}

const struct conf_type conf_template_text = {"template", read_template};
