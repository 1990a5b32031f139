/* field.h - one field of a webhook's format: {{name|filter|filter}} */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_FIELD_H
#define PLUGINS_WEBHOOK_FIELD_H

#include <stdbool.h>

#include "base/why.h"
#include "plugins/webhook/escape.h"

enum { NAME_MOST = 100 };

struct field {
	char name[NAME_MOST];        /* of a member, such as rules.0.title */
	const struct escape *escape; /* NULL: the format's */
	struct escape_most most;
};

/* at is behind "{{"; goes behind "}}". */
bool field_read(const char **at, struct field *, struct why *);

#endif
