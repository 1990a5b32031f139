/* seeds.c - first inputs of fuzz targets, from files and lines of tests/data */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "tap/tap.h"

static void
seed_file(fuzz_seed_fn *add, const char *path, const char *before)
{
	size_t len, front = strlen(before);
	char *bytes = test_read(path, &len), *whole = malloc(front + len + 1);

	if (whole == NULL)
		bail("out of memory");
	memcpy(whole, before, front);
	memcpy(whole + front, bytes, len);
	add(whole, front + len);
	free(whole);
	free(bytes);
}

static bool
ends_in(const char *name, const char *ending)
{
	size_t len = strlen(name), end = strlen(ending);

	return name[0] != '.' && len >= end &&
	       strcmp(name + len - end, ending) == 0;
}

void
fuzz_seed_files(fuzz_seed_fn *add, const char *folder, const char *ending,
    const char *before)
{
	const char *where = test_file(folder);
	struct dirent **entry;
	int n = where ? scandir(where, &entry, NULL, alphasort) : 0;

	if (n < 0)
		bail("%s cannot be read", folder);
	for (int i = 0; i < n; i++) {
		char path[600];

		snprintf(path, sizeof(path), "%s/%s", folder, entry[i]->d_name);
		if (ends_in(entry[i]->d_name, ending))
			seed_file(add, path, before);
		free(entry[i]);
	}
	if (n > 0)
		free(entry);
}

void
fuzz_seed_lines(fuzz_seed_fn *add, const char *path, fuzz_line_fn *fn)
{
	size_t len;
	char *text = test_read(path, &len), *line = text;

	for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		if (line[0] != '#' && line[0] != '\0')
			fn(line, add);
	}
	free(text);
}
