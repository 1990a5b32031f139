/* conf-find.c - the files of the configuration: which, in which order */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "edge/conf-part.h"

/* The order of reading; "" is the folder itself, of which only this file. */
static const char main_file[] = "bevakad.conf";
static const char *const folders[] = {"", "bevakad.conf.d", "sources.d",
    "rules.d", "receivers.d", "templates.d", "notifiers.d"};

/* A file name of one of the two places. */
struct found {
	const char *name, *path;
	int place; /* 0 vendor, 1 administrator */
};

struct finding {
	struct conf_draft *draft;
	struct found *found;
	size_t n, room;
};

static size_t
add_file(struct conf_draft *d, const char *path)
{
	d->file = pool_grow(
	    d->scratch, d->file, d->n_files, &d->room_files, sizeof(*d->file));
	d->file[d->n_files] = (struct draft_file){
	    .file.path = pool_strdup(d->conf->pool, path)};
	return d->n_files++;
}

/* --- reading one --- */

static bool
is_null_device(const struct stat *st)
{
	return S_ISCHR(st->st_mode) && st->st_rdev == makedev(1, 3);
}

/* The bytes of fd into text, at most most of them. */
static bool
read_all(int fd, struct str *text)
{
	for (;;) {
		ssize_t n;

		if (!str_room(text, 16 * 1024)) {
			errno = EFBIG;
			return false;
		}
		n = read(fd, text->text + text->len, 16 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		text->len += (size_t)n;
	}
}

static bool
read_open(struct conf_draft *d, size_t file, int fd)
{
	struct conf_file *f = &d->file[file].file;
	struct str text = STR_INIT(INI_MOST + 64 * 1024);
	struct stat st;
	bool read;

	if (fstat(fd, &st) != 0 ||
	    !(S_ISREG(st.st_mode) || is_null_device(&st))) {
		draft_fault(d, file, 1, 1, "this is not a file%s",
		    S_ISDIR(st.st_mode) ? " but a directory" : "");
		return false;
	}
	read = read_all(fd, &text);
	if (!read)
		draft_fault(
		    d, file, 1, 1, "cannot be read: %s", strerror(errno));
	f->len = text.len;
	f->text = pool_strndup(d->conf->texts, text.text, text.len);
	str_release(&text);
	d->bytes += f->len;
	return read;
}

void
draft_read_file(struct conf_draft *d, size_t file)
{
	const char *path = d->file[file].file.path;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0) {
		draft_fault(d, file, 1, 1, "cannot be read: %s%s",
		    strerror(errno),
		    errno == ENOENT ? "; the link leads nowhere" : "");
		return;
	}
	if (file >= CONF_FILES_MOST || d->bytes > CONF_BYTES_MOST)
		draft_fault(d, file, 1, 1,
		    "left out: there are more than %d files or %d bytes",
		    CONF_FILES_MOST, CONF_BYTES_MOST);
	else
		d->file[file].readable = read_open(d, file, fd);
	close(fd);
}

/* --- listing --- */

static void
add_found(struct finding *f, const char *name, const char *path, int place)
{
	f->found = pool_grow(
	    f->draft->scratch, f->found, f->n, &f->room, sizeof(*f->found));
	f->found[f->n++] = (struct found){
	    pool_strdup(f->draft->scratch, name), path, place};
}

static bool
is_conf(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 5 &&
	       strcmp(name + len - 5, ".conf") == 0;
}

static bool
is_plain(const char *name)
{
	for (; *name != '\0'; name++)
		if (!isalnum((unsigned char)*name) &&
		    strchr("_.-", *name) == NULL)
			return false;
	return true;
}

static void
take_name(struct finding *f, const char *folder, const char *name, int place)
{
	const char *path;

	if (!is_conf(name))
		return;
	path = pool_printf(f->draft->scratch, "%s/%s", folder, name);
	if (is_plain(name))
		add_found(f, name, path, place);
	else
		draft_fault(f->draft, add_file(f->draft, path), 1, 1,
		    "left out: a file's name is of A-Z, a-z, 0-9, '_', '.' "
		    "and '-'; rename it");
}

/* A folder that is not there has no files. */
static void
list_folder(struct finding *f, const char *folder, int place)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL) {
		if (errno != ENOENT)
			draft_fault(f->draft, add_file(f->draft, folder), 1, 1,
			    "cannot be read: %s", strerror(errno));
		return;
	}
	while ((entry = readdir(dir)) != NULL && f->n <= 2 * CONF_FILES_MOST)
		take_name(f, folder, entry->d_name, place);
	closedir(dir);
}

static void
list_main(struct finding *f, const char *top, int place)
{
	const char *path = pool_printf(
	    f->draft->scratch, "%s/%s", top, main_file);
	struct stat st;

	if (lstat(path, &st) == 0)
		add_found(f, main_file, path, place);
}

/* By name; of one name the administrator's first. */
static int
by_name(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order != 0 ? order : y->place - x->place;
}

/* Before the others of its name. */
static void
add_more(struct finding *f, const char *path)
{
	const char *slash = strrchr(path, '/');

	add_found(f, slash != NULL ? slash + 1 : path, path, 2);
}

static void
find_in(struct conf_draft *d, const char *const top[2], const char *folder)
{
	struct finding f = {.draft = d};

	for (int place = 0; place < 2; place++) {
		if (top[place] == NULL)
			continue;
		if (folder[0] == '\0')
			list_main(&f, top[place], place);
		else
			list_folder(&f,
			    pool_printf(
				d->scratch, "%s/%s", top[place], folder),
			    place);
	}
	if (d->more != NULL && strcmp(folder, "rules.d") == 0)
		add_more(&f, d->more);
	if (f.n > 0)
		qsort(f.found, f.n, sizeof(*f.found), by_name);
	for (size_t i = 0, file; i < f.n; i++) {
		if (i > 0 && strcmp(f.found[i].name, f.found[i - 1].name) == 0)
			continue;
		file = add_file(d, f.found[i].path); /* moves d->file */
		d->file[file].found = true;
	}
}

void
draft_given(struct conf_draft *d, const struct conf_file *file, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = add_file(d, file[i].path);

		d->file[at].file.text = pool_strndup(
		    d->conf->texts, file[i].text, file[i].len);
		d->file[at].file.len = file[i].len;
		d->file[at].readable = true;
	}
}

bool
draft_find(
    struct conf_draft *d, const char *vendor, const char *folder, struct why *w)
{
	const char *top[2] = {vendor, folder};
	DIR *dir = opendir(folder);

	if (dir == NULL)
		return why(
		    w, "%s: cannot be read: %s", folder, strerror(errno));
	closedir(dir);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		find_in(d, top, folders[i]);
	return true;
}
