/* check-unit.c - check-config: which credentials the service will be given */
/* SPDX-License-Identifier: MIT */
#include "ctl/check-unit.h"

#include <ctype.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/pool.h"

enum { PATHS_MOST = 1 << 20 };

static const char folders[] = "/etc/systemd/system:/run/systemd/system:"
			      "/usr/local/lib/systemd/system:"
			      "/usr/lib/systemd/system:/lib/systemd/system";

/* Behind the settings: "ID:PATH", "ID:VALUE", or a pattern of IDs. */
static const struct {
	const char *key;
	bool path, pattern;
} settings[] = {
    {"LoadCredential=", true, false},
    {"LoadCredentialEncrypted=", true, false},
    {"SetCredential=", false, false},
    {"SetCredentialEncrypted=", false, false},
    {"ImportCredential=", false, true},
};

/* A path that is not absolute is looked up by systemd. */
static bool
is_there(const char *path)
{
	struct stat s;

	return path[0] != '/' || stat(path, &s) == 0 || errno == EACCES;
}

static bool
value_gives(size_t setting, char *value, const char *credential)
{
	size_t len = strlen(value);
	char *colon;

	while (len > 0 && isspace((unsigned char)value[len - 1]))
		value[--len] = '\0';
	if (settings[setting].pattern)
		return fnmatch(value, credential, 0) == 0;
	colon = strchr(value, ':');
	if (colon != NULL)
		*colon = '\0';
	if (strcmp(value, credential) != 0)
		return false;
	return colon == NULL || !settings[setting].path || is_there(colon + 1);
}

static bool
line_gives(char *line, const char *credential)
{
	line += strspn(line, " \t");
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		size_t len = strlen(settings[i].key);

		if (strncmp(line, settings[i].key, len) == 0)
			return value_gives(i, line + len, credential);
	}
	return false;
}

static bool
file_gives(const char *path, const char *credential)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	bool gives = false;

	while (f != NULL && !gives && getline(&line, &size, f) > 0)
		gives = line_gives(line, credential);
	free(line);
	if (f != NULL)
		fclose(f);
	return gives;
}

static bool
files_give(const char *pattern, const char *credential)
{
	bool gives = false;
	glob_t found;

	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc && !gives; i++)
			gives = file_gives(found.gl_pathv[i], credential);
	globfree(&found);
	return gives;
}

bool
unit_gives(const char *credential)
{
	const char *at = getenv("SYSTEMD_UNIT_PATH");
	struct pool *p = pool_new(PATHS_MOST);
	bool gives = false;

	if (at == NULL)
		at = folders;
	while (*at != '\0' && !gives) {
		int len = (int)strcspn(at, ":");
		const char *unit = pool_printf(
		    p, "%.*s/bevakad.service", len, at);

		gives = files_give(unit, credential) ||
			files_give(
			    pool_printf(p, "%s.d/*.conf", unit), credential);
		at += len + (at[len] == ':');
	}
	pool_free(p);
	return gives;
}
