/* store-disk.c - the state file: what is on its way to the disk, and when */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <unistd.h>

#include "edge/store-inner.h"

/* After each commit. */
static int
note_journal(void *context, sqlite3 *db, const char *name, int pages)
{
	struct store *s = context;

	(void)db;
	(void)name;
	s->wal = pages * s->page;
	return SQLITE_OK;
}

void
store_watch_journal(struct store *s)
{
	sqlite3_wal_hook(s->db, note_journal, s);
}

void
store_drop_journal(struct store *s)
{
	if (s->journal >= 0)
		close(s->journal);
	s->journal = -1;
}

int64_t
store_journal(const struct store *s)
{
	return s->open ? 0 : s->wal;
}

/* When it fails it is tried again after the next commit: all is in the
 * journal. */
void
store_take_over(struct store *s)
{
	if (sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
		NULL, NULL) == SQLITE_OK)
		s->wal = 0;
}

/* The kernel is asked to begin, and not waited for.  A full disk shows at the
 * commit. */
void
store_flush(struct store *s)
{
	if (!s->open || sqlite3_db_cacheflush(s->db) != SQLITE_OK)
		return;
	if (s->journal < 0)
		s->journal = open(
		    sqlite3_filename_wal(sqlite3_db_filename(s->db, "main")),
		    O_RDONLY | O_CLOEXEC);
	if (s->journal >= 0)
		sync_file_range(s->journal, 0, 0, SYNC_FILE_RANGE_WRITE);
}
