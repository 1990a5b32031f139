/* main.c - bevakactl: what people type */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "ctl/pure.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} commands[] = {
    {"parse", ctl_parse, "read one feed as bevakad would"},
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static int
usage(FILE *to, int status)
{
	fputs("usage: bevakactl COMMAND [OPTION...]\n\n", to);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-14s %s\n", commands[i].name, commands[i].help);
	return status;
}

int
main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr, EXIT_USAGE);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return usage(stdout, EXIT_FINE);
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, argv[1]) == 0)
			return commands[i].run(argc - 1, argv + 1);
	fprintf(stderr, "bevakactl: %s: no such command\n", argv[1]);
	return usage(stderr, EXIT_USAGE);
}
