/* ics-keep.c - a calendar file put in its place */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edge/ics.h"

enum { PATH_MOST = 4096 };

/* Does the file hold this, and nothing else? */
static bool
holds(const char *path, const char *text)
{
	size_t len = strlen(text), n;
	FILE *f = fopen(path, "re");
	char *now;
	bool same;

	if (f == NULL)
		return false;
	now = malloc(len + 2);
	n = now != NULL ? fread(now, 1, len + 1, f) : 0;
	same = now != NULL && n == len && memcmp(now, text, len) == 0;
	free(now);
	fclose(f);
	return same;
}

static bool
write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);

		if (n < 0)
			return false;
		text += n;
		left -= (size_t)n;
	}
	return fchmod(fd, 0644) == 0 && fsync(fd) == 0;
}

bool
ics_keep(const char *path, const char *text, struct why *w)
{
	char new[PATH_MOST];
	int fd;
	bool done;

	if (holds(path, text))
		return true;
	if (snprintf(new, sizeof(new), "%s.new", path) >= (int)sizeof(new))
		return why(w, "%.200s: the path is too long", path);
	fd = open(
	    new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return why(w, "%.200s: %m", new);
	done = write_all(fd, text) || why(w, "%.200s: %m", new);
	close(fd);
	if (done && rename(new, path) != 0)
		done = why(w, "%.200s: %m", path);
	if (!done)
		unlink(new);
	return done;
}
