/* main.c - bevakad: options, and off */
/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "config.h"
#include "daemon.h"

static const char usage[] =
    "usage: bevakad [--check] [--once] [--foreground] [--debug]\n"
    "               [--config FOLDER] [--vendor FOLDER] [--version]\n";

static const struct option options[] = {
    {"check", no_argument, NULL, 'n'},
    {"once", no_argument, NULL, '1'},
    {"foreground", no_argument, NULL, 'f'},
    {"debug", no_argument, NULL, 'd'},
    {"config", required_argument, NULL, 'c'},
    {"vendor", required_argument, NULL, 'V'},
    {"version", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* It always stays in the foreground: that is systemd's way. */
int
main(int argc, char **argv)
{
	struct daemon_settings set = {
	    .folder = SYSCONFDIR "/bevakad", .vendor = VENDORDIR};
	bool check = false;
	int c;

	setlocale(LC_CTYPE, "C.UTF-8");
	while (
	    (c = getopt_long(argc, argv, "n1fdc:V:vh", options, NULL)) != -1) {
		switch (c) {
		case 'n':
			check = true;
			break;
		case '1':
			set.once = true;
			break;
		case 'f':
			break;
		case 'd':
			log_set_level(LOG_LEVEL_DEBUG);
			break;
		case 'c':
			set.folder = optarg;
			break;
		case 'V':
			set.vendor = optarg;
			break;
		case 'v':
			printf("bevakad %s\n", PACKAGE_VERSION);
			return 0;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	if (optind < argc) {
		fputs(usage, stderr);
		return 2;
	}
	return check ? daemon_check(&set) : daemon_run(&set);
}
