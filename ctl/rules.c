/* rules.c - bevakactl rules: which there are, tried, replayed, audited */
/* SPDX-License-Identifier: MIT */
#include "ctl/rules.h"

#include <string.h>

static enum ctl_exit
usage(const struct ctl *c)
{
	return ctl_fail(
	    CTL_USAGE, "usage: bevakactl rules %s", c->command->usage);
}

enum ctl_exit
ctl_rules(struct ctl *c)
{
	const char *verb = ctl_word(c, 0), *name = ctl_word(c, 1);

	if (verb == NULL)
		return ctl_rules_list(c);
	if (strcmp(verb, "audit") == 0)
		return name == NULL ? ctl_rules_audit(c) : usage(c);
	if (name == NULL)
		return usage(c);
	if (strcmp(verb, "test") == 0)
		return ctl_rules_test(c, name, false);
	if (strcmp(verb, "replay") == 0)
		return ctl_rules_test(c, name, true);
	return usage(c);
}
