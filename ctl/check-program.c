/* check-program.c - check-config: can a notifier's program be started at all */
/* SPDX-License-Identifier: MIT */
#include "ctl/check-program.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edge/conf.h"

enum { LINE_MOST = 256 };

/* Is it of those that come with bevakad, and bevakad is not here? */
static bool
is_elsewhere(const struct conf *c, const char *program)
{
	size_t n = strlen(c->libexec);
	struct stat st;

	return strncmp(program, c->libexec, n) == 0 && program[n] == '/' &&
	       stat(c->libexec, &st) != 0;
}

/* Root may execute whatever anyone may; the service is not root. */
static bool
service_may_run(const struct stat *st)
{
	const struct passwd *who = geteuid() == 0 ? getpwnam("bevakad") : NULL;

	if (who == NULL || who->pw_uid == 0)
		return true;
	if (st->st_uid == who->pw_uid)
		return (st->st_mode & S_IXUSR) != 0;
	/* its groups may be many: any group will do */
	return (st->st_mode & (S_IXGRP | S_IXOTH)) != 0;
}

/* "/bin/sh" of "#! /bin/sh -e", in line; NULL: it has no such line. */
static const char *
interpreter(const char *program, char line[LINE_MOST])
{
	int fd = open(program, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t n = fd >= 0 ? read(fd, line, LINE_MOST - 1) : -1;
	char *name;

	if (fd >= 0)
		close(fd);
	if (n < 3 || line[0] != '#' || line[1] != '!')
		return NULL;
	line[n] = '\0';
	line[strcspn(line, "\n")] = '\0';
	name = line + 2 + strspn(line + 2, " \t");
	name[strcspn(name, " \t")] = '\0';
	return name;
}

static bool
check_first_line(const char *program, struct why *w)
{
	char line[LINE_MOST];
	const char *name = interpreter(program, line);

	if (name == NULL)
		return true;
	if (name[0] != '\0' && strchr(name, '\r') != NULL)
		return why(w,
		    "%s ends its first line as Windows does, so that it cannot "
		    "be started: sed -i 's/\\r$//'",
		    program);
	if (name[0] == '/' && access(name, X_OK) != 0 && errno == ENOENT)
		return why(w, "%s is to be run by %s, which is not there",
		    program, name);
	return true;
}

bool
check_program(
    const struct conf *c, const struct conf_notifier *by, struct why *w)
{
	struct stat st;

	if (is_elsewhere(c, by->program))
		return true;
	if (stat(by->program, &st) != 0)
		return errno == EACCES ||
		       why(w, "%s: %s; its alerts would wait, and be given up",
			   by->program, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return why(w, "%s is no program", by->program);
	if ((st.st_mode & 0111) == 0 || access(by->program, X_OK) != 0)
		return why(w,
		    "%s may not be executed: chmod +x, and no mount "
		    "with noexec",
		    by->program);
	if (!service_may_run(&st))
		return why(w, "%s may not be executed by the user bevakad",
		    by->program);
	return check_first_line(by->program, w);
}
