/* lines.c - lines of standard input, options of the pure commands */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "ctl/pure.h"

bool
lines_next(struct lines *l)
{
	ssize_t n = getline(&l->text, &l->room, stdin);

	if (n < 0)
		return false;
	l->len = (size_t)n;
	l->number++;
	if (l->len > 0 && l->text[l->len - 1] == '\n')
		l->text[--l->len] = '\0';
	if (l->len > 0 && l->text[l->len - 1] == '\r')
		l->text[--l->len] = '\0';
	return true;
}

void
lines_release(struct lines *l)
{
	free(l->text);
	memset(l, 0, sizeof(*l));
}

const char *
option_value(int argc, char **argv, int *i, const char *name)
{
	size_t n = strlen(name);

	if (strncmp(argv[*i], name, n) != 0)
		return NULL;
	if (argv[*i][n] == '=')
		return argv[*i] + n + 1;
	if (argv[*i][n] != '\0' || *i + 1 >= argc)
		return NULL;
	return argv[++*i];
}
