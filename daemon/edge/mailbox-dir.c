/* mailbox-dir.c - a Maildir looked at: listed, and its new mails read */
/* SPDX-License-Identifier: MIT */
/*
 *	new/ -> cur/ -> sorted -> a mail a turn -> over
 *
 * What was seen is "maildir FROM NEW CUR HASH HASH...": mails whose files
 * changed their place before FROM (ctime, in nanoseconds) have been seen, and
 * those since then whose names' hashes stand there; NEW and CUR are when the
 * two folders last changed, 0 when that is too near to be relied on.  A name's
 * flags do not count, which change when somebody reads his mail.
 */
#include <dirent.h>
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/date.h"
#include "base/held.h"
#include "edge/mailbox-inner.h"

enum {
	SLICE = 200,         /* files looked at in a turn */
	FILES_MOST = 200000, /* of a folder */
	HASHES = 200,        /* that are kept */
	SETTLED = 2,         /* seconds after which a folder's time counts */
	NAME_MOST = 255
};
static const int64_t second = 1000000000;

struct file {
	const char *name;
	int folder;
	int64_t moved; /* ctime, nanoseconds */
	int64_t hash;
	bool seen;
};

struct dir {
	struct mailbox *box;
	struct event *turn;
	int root, folder; /* descriptors of it, and index of what is listed */
	DIR *list;
	bool first;
	int64_t from, changed[2]; /* as seen before */
	int64_t hash[HASHES];
	size_t n_hashes;
	int64_t now[2]; /* when the folders last changed */
	struct file *file;
	size_t n, room, at;
	char *bytes;
};

static const char *const folders[] = {"new", "cur"};

static void
fault(struct dir *d, const char *what, int error)
{
	const char *path = d->box->url.path;
	struct why w;

	if (error == EACCES || error == EPERM)
		why(&w,
		    "%.100s: %s may not be read; let bevakad's user read it, "
		    "see MAILBOXES in bevakad.conf(5)",
		    path, what);
	else if (error == ENOENT || error == ENOTDIR)
		why(&w,
		    "%.100s is no Maildir: there is no %s (or the unit hides "
		    "it, see MAILBOXES in bevakad.conf(5))",
		    path, what);
	else
		why(&w, "%.100s: %s: %s", path, what, strerror(error));
	mailbox_finish(d->box, MAILBOX_REFUSED, NULL, &w);
}

static void
soon(struct dir *d)
{
	struct timeval at_once = {0, 0};

	evtimer_add(d->turn, &at_once);
}

/* --- what was seen --- */

static bool
read_number(const char **s, int64_t *n, int base)
{
	char *end;

	*n = (int64_t)strtoull(*s, &end, base);
	if (end == *s)
		return false;
	*s = end;
	return true;
}

static void
read_seen(struct dir *d)
{
	const char *s = d->box->request.seen;

	d->first = true;
	if (s == NULL || strncmp(s, "maildir ", 8) != 0)
		return;
	s += 8;
	if (!read_number(&s, &d->from, 10) ||
	    !read_number(&s, &d->changed[0], 10) ||
	    !read_number(&s, &d->changed[1], 10))
		return;
	d->first = false;
	while (
	    d->n_hashes < HASHES && read_number(&s, &d->hash[d->n_hashes], 16))
		d->n_hashes++;
}

static bool
has_hash(const struct dir *d, int64_t hash)
{
	for (size_t i = 0; i < d->n_hashes; i++)
		if (d->hash[i] == hash)
			return true;
	return false;
}

/* Newest first. */
static int
by_moved(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	if (x->moved != y->moved)
		return x->moved > y->moved ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* The files are sorted. */
static void
write_seen(const struct dir *d, struct str *s)
{
	int64_t from = d->from;
	struct str hashes = STR_INIT(MAILBOX_SEEN);
	int n = 0;

	for (size_t i = 0; i < d->n && n < HASHES; i++)
		if (d->file[i].seen) {
			str_addf(
			    &hashes, " %" PRIx64, (uint64_t)d->file[i].hash);
			if (++n == HASHES)
				from = d->file[i].moved;
		}
	str_addf(s, "maildir %" PRId64 " %" PRId64 " %" PRId64 "%s", from,
	    d->box->more ? 0 : d->now[0], d->box->more ? 0 : d->now[1],
	    hashes.text);
	str_release(&hashes);
}

static void
over(struct dir *d, enum mailbox_outcome outcome)
{
	struct str seen = STR_INIT(MAILBOX_SEEN);

	write_seen(d, &seen);
	mailbox_finish(d->box, outcome, seen.text, NULL);
	str_release(&seen);
}

/* --- reading --- */

static int64_t
nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * second + t.tv_nsec;
}

/* Its beginning; -1: errno.  *received is when it was written. */
static ssize_t
read_file(struct dir *d, const struct file *f, int64_t *received)
{
	size_t most = mailbox_mail_most(d->box), len = 0;
	char path[NAME_MOST + 8];
	struct stat st;
	ssize_t n = 0;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folders[f->folder], f->name);
	fd = openat(
	    d->root, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		while (len < most &&
		       (n = read(fd, d->bytes + len, most - len)) > 0)
			len += (size_t)n;
	close(fd);
	*received = st.st_mtim.tv_sec;
	return n < 0 ? -1 : (ssize_t)len;
}

/* The one after at that is to be read: the first time the newest, later the
 * oldest of them. */
static struct file *
next_file(struct dir *d)
{
	while (d->at < d->n) {
		size_t i = d->first ? d->at : d->n - 1 - d->at;

		if (!d->file[i].seen)
			return &d->file[i];
		d->at++;
	}
	return NULL;
}

/* What is left of the first reading is old, and counts as seen. */
static void
stop_reading(struct dir *d)
{
	for (size_t i = 0; d->first && i < d->n; i++)
		d->file[i].seen = true;
	d->box->more = !d->first && next_file(d) != NULL;
	over(d, MAILBOX_MAILS);
}

static void
read_next(struct dir *d)
{
	struct file *f = next_file(d);
	int64_t received = NO_TIME;
	ssize_t len;

	if (f == NULL || !mailbox_has_room(d->box, 0)) {
		stop_reading(d);
		return;
	}
	len = read_file(d, f, &received);
	if (len < 0 && errno != ENOENT && errno != ELOOP) {
		fault(d, f->name, errno);
		return;
	}
	if (len > 0 && !mailbox_has_room(d->box, (size_t)len)) {
		stop_reading(d);
		return;
	}
	if (len > 0)
		mailbox_add(d->box, received, d->bytes, (size_t)len);
	f->seen = true;
	d->at++;
	soon(d);
}

/* --- listing --- */

static void
all_listed(struct dir *d)
{
	size_t new = 0;

	if (d->n > 0)
		qsort(d->file, d->n, sizeof(*d->file), by_moved);
	for (size_t i = 0; i < d->n; i++)
		new += !d->file[i].seen;
	if (new == 0 && !d->first) {
		over(d, MAILBOX_UNCHANGED);
		return;
	}
	d->bytes = malloc(mailbox_mail_most(d->box));
	if (d->bytes == NULL)
		exit(70);
	d->folder = 2;
	soon(d);
}

static bool
open_folder(struct dir *d)
{
	int fd = openat(
	    d->root, folders[d->folder], O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	d->list = fd >= 0 ? fdopendir(fd) : NULL;
	if (d->list != NULL)
		return true;
	if (fd >= 0)
		close(fd);
	fault(d, folders[d->folder], errno);
	return false;
}

/* A name without its flags: "1615274103.M1P2.host:2,S" */
static int64_t
hash_of(const char *name)
{
	return (int64_t)XXH3_64bits(name, strcspn(name, ":"));
}

static void
add_file(struct dir *d, const char *name)
{
	struct file f = {.folder = d->folder, .hash = hash_of(name)};
	struct stat st;

	if (name[0] == '.' || strlen(name) > NAME_MOST || d->n >= FILES_MOST ||
	    fstatat(dirfd(d->list), name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !S_ISREG(st.st_mode))
		return;
	f.moved = nanoseconds(st.st_ctim);
	f.seen = has_hash(d, f.hash);
	if (d->first)
		f.seen = st.st_mtim.tv_sec < d->box->request.since;
	else if (f.moved < d->from && !f.seen)
		return;
	f.name = pool_strdup(d->box->pool, name);
	d->file = pool_grow(
	    d->box->pool, d->file, d->n, &d->room, sizeof(*d->file));
	d->file[d->n++] = f;
}

static void
list_more(struct dir *d)
{
	struct dirent *e = NULL;

	if (d->list == NULL && !open_folder(d))
		return;
	for (int i = 0; i < SLICE && (e = readdir(d->list)) != NULL; i++)
		add_file(d, e->d_name);
	if (e == NULL) {
		closedir(d->list);
		d->list = NULL;
		d->folder++;
	}
	if (d->folder < 2)
		soon(d);
	else
		all_listed(d);
}

static void
on_turn(evutil_socket_t fd, short what, void *context)
{
	struct dir *d = context;

	(void)fd;
	(void)what;
	if (d->bytes != NULL)
		read_next(d);
	else
		list_more(d);
}

HELD(on_turn)

/* --- begin and end --- */

/* When the folders changed; one that did just now may do so once more
 * within the same tick of its clock. */
static bool
look_at_folders(struct dir *d)
{
	struct timeval t;
	struct stat st;

	event_base_gettimeofday_cached(d->box->all->base, &t);
	for (int i = 0; i < 2; i++) {
		if (fstatat(d->root, folders[i], &st, 0) != 0) {
			fault(d, folders[i], errno);
			return false;
		}
		d->now[i] = nanoseconds(st.st_mtim);
		if (st.st_mtim.tv_sec + SETTLED > t.tv_sec)
			d->now[i] = 0;
	}
	return true;
}

static void
begin(struct mailbox *b)
{
	struct dir *d = pool_get(b->pool, sizeof(*d));

	d->box = b;
	d->turn = evtimer_new(b->all->base, held_on_turn, d);
	d->root = open(b->url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	b->inner = d;
	if (d->root < 0) {
		fault(d, "folder", errno);
		return;
	}
	read_seen(d);
	if (!look_at_folders(d))
		return;
	if (!d->first && d->now[0] != 0 && d->now[1] != 0 &&
	    d->now[0] == d->changed[0] && d->now[1] == d->changed[1]) {
		mailbox_finish(b, MAILBOX_UNCHANGED, b->request.seen, NULL);
		return;
	}
	soon(d);
}

static void
end(struct mailbox *b)
{
	struct dir *d = b->inner;

	if (d == NULL)
		return;
	event_free(d->turn);
	if (d->list != NULL)
		closedir(d->list);
	if (d->root >= 0)
		close(d->root);
	free(d->bytes);
}

const struct mailbox_driver mailbox_dir = {begin, end};
