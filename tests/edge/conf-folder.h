/* conf-folder.h - a folder of configuration files that tests write and load */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_EDGE_CONF_FOLDER_H
#define TESTS_EDGE_CONF_FOLDER_H

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "edge/conf.h"
#include "tap/tap.h"

static char top[] = "/tmp/conf-t-XXXXXX";
static char path_of[600];

static inline const char *
in_top(const char *name)
{
	snprintf(path_of, sizeof(path_of), "%s/%s", top, name);
	return path_of;
}

static inline void
make_folders(const char *path)
{
	char part[600];

	snprintf(part, sizeof(part), "%s", path);
	for (char *s = part + 1; (s = strchr(s, '/')) != NULL; *s++ = '/') {
		*s = '\0';
		if (mkdir(part, 0755) != 0 && errno != EEXIST)
			bail("%s: %s", part, strerror(errno));
	}
}

static inline void
write_bytes(const char *name, const char *bytes, size_t len)
{
	FILE *f;

	make_folders(in_top(name));
	f = fopen(in_top(name), "w");
	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		bail("%s: %s", in_top(name), strerror(errno));
}

static inline void
write_file(const char *name, const char *text)
{
	write_bytes(name, text, strlen(text));
}

static inline void
remove_in(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	char *path;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (asprintf(&path, "%s/%s", folder, e->d_name) < 0)
			abort();
		chmod(path, 0700);
		if (unlink(path) != 0) {
			remove_in(path);
			rmdir(path);
		}
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
}

/* --- loading --- */

static inline struct conf *
load_with(const char *vendor, conf_last_good_fn *last_good, void *context)
{
	char vendor_path[600];
	struct conf *c = NULL;
	struct why w = {""};

	snprintf(vendor_path, sizeof(vendor_path), "%s/%s", top,
	    vendor ? vendor : "");
	if (!conf_load(vendor ? vendor_path : NULL, in_top("etc"), last_good,
		context, &c, &w))
		bail("not loaded: %s", w.text);
	return c;
}

static inline struct conf *
load(void)
{
	return load_with(NULL, NULL, NULL);
}

/* Without the folder, which the test chose. */
static inline const char *
fault_text(const struct conf *c, size_t i)
{
	const char *text = i < c->n_faults ? c->fault[i].text : "no fault";

	return strncmp(text, top, strlen(top)) == 0 ? text + strlen(top) + 1
						    : text;
}

static inline void
no_faults(const struct conf *c, const char *name)
{
	is_int(0, (int)c->n_faults, "%s: no fault", name);
	for (size_t i = 0; i < c->n_faults; i++)
		diag("%s", c->fault[i].text);
}

static inline void
begin(void)
{
	if (mkdtemp(top) == NULL)
		bail("%s: %s", top, strerror(errno));
	if (mkdir(in_top("etc"), 0755) != 0)
		bail("%s: %s", path_of, strerror(errno));
}

static inline void
end(void)
{
	remove_in(top);
	rmdir(top);
}

#endif
