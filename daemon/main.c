/* main.c - bevakad: options, and off */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/own.h"
#include "config.h"
#include "daemon.h"
#include "edge/conf.h"

static const char usage[] =
    "usage: bevakad [--check] [--once] [--foreground] [--debug]\n"
    "               [--user] [--config FOLDER] [--vendor FOLDER] [--version]\n";

static const struct option options[] = {
    {"check", no_argument, NULL, 'n'},
    {"once", no_argument, NULL, '1'},
    {"foreground", no_argument, NULL, 'f'},
    {"debug", no_argument, NULL, 'd'},
    {"user", no_argument, NULL, 'u'},
    {"config", required_argument, NULL, 'c'},
    {"vendor", required_argument, NULL, 'V'},
    {"version", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

/* Of one user, by the user's own manager: folders in the home. */
struct own {
	struct str config, state, socket;
};

/* len bytes of path, with all that lead to it; nobody else's business. */
static bool
make_folder(char *path, size_t len)
{
	for (size_t i = 1; i <= len; i++) {
		char was = path[i];
		bool ok;

		if (i < len && was != '/')
			continue;
		path[i] = '\0';
		ok = mkdir(path, 0700) == 0 || errno == EEXIST;
		if (!ok)
			log_err("%s: %s", path, strerror(errno));
		path[i] = was;
		if (!ok)
			return false;
	}
	return true;
}

static bool
take_own(struct own *o, struct daemon_settings *set)
{
	if (!own_path(&o->config, OWN_CONFIG, "/bevakad") ||
	    !own_path(&o->state, OWN_STATE, "/bevakad") ||
	    !own_path(&o->socket, OWN_RUN, "/bevakad/control.sock")) {
		log_err("--user needs HOME and XDG_RUNTIME_DIR in the "
			"environment");
		return false;
	}
	if (!make_folder(o->state.text, o->state.len) ||
	    !make_folder(o->socket.text,
		(size_t)(strrchr(o->socket.text, '/') - o->socket.text)))
		return false;
	set->folder = o->config.text;
	conf_set_default("state", o->state.text);
	conf_set_default("socket", o->socket.text);
	return true;
}

/* It always stays in the foreground: that is systemd's way. */
int
main(int argc, char **argv)
{
	struct daemon_settings set = {
	    .folder = SYSCONFDIR "/bevakad", .vendor = VENDORDIR};
	struct own own = {
	    STR_INIT(PATH_MAX), STR_INIT(PATH_MAX), STR_INIT(PATH_MAX)};
	bool check = false;
	int c;

	setlocale(LC_CTYPE, "C.UTF-8");
	while (
	    (c = getopt_long(argc, argv, "n1fduc:V:vh", options, NULL)) != -1) {
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
		case 'u':
			if (!take_own(&own, &set))
				return 1;
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
	c = check ? daemon_check(&set) : daemon_run(&set);
	str_release(&own.config);
	str_release(&own.state);
	str_release(&own.socket);
	return c;
}
