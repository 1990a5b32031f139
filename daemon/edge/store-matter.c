/* store-matter.c - the state file: what several items are about */
/* SPDX-License-Identifier: MIT */
#include "edge/store-matter.h"

#include <string.h>
#include <xxhash.h>

#include "base/date.h"
#include "edge/store-inner.h"

/* The key as the file has it: a number takes a tenth of an address. */
static int64_t
number_of(const char *key)
{
	return (int64_t)XXH3_64bits(key, strlen(key));
}

bool
store_matter_find(struct store *s, struct matter_key *k, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT item, matter FROM matter_key WHERE key = ?",
	    VALUES(INT(number_of(k->key))));

	k->item = k->matter = 0;
	if (rows_next(&rows)) {
		k->item = sqlite3_column_int64(rows.q, 0);
		k->matter = sqlite3_column_int64(rows.q, 1);
	}
	return rows_close(&rows);
}

bool
store_matter_keep(struct store *s, const struct matter_key *k, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO matter_key VALUES (?, ?, ?)",
	    VALUES(INT(number_of(k->key)), INT(k->item),
		INT(k->matter ? k->matter : NO_TIME)));
}

bool
store_matter_leave(
    struct store *s, const struct matter_key *k, bool *left, struct why *w)
{
	if (!store_do(s, w, "INSERT OR IGNORE INTO matter_key VALUES (?, ?, ?)",
		VALUES(INT(number_of(k->key)), INT(k->item),
		    INT(k->matter ? k->matter : NO_TIME))))
		return false;
	*left = sqlite3_changes(s->db) > 0;
	return true;
}

bool
store_matter_add(struct store *s, const char *title, const char *number,
    int64_t *id, struct why *w)
{
	if (!store_do(s, w, "INSERT INTO matter (title, number) VALUES (?, ?)",
		VALUES(TEXT(title), TEXT(number))))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool
store_matter_of(struct store *s, int64_t item, int64_t *matter, struct why *w)
{
	return store_number(s, w, matter,
	    "SELECT matter FROM deadline WHERE item = ?"
	    " AND matter IS NOT NULL LIMIT 1",
	    VALUES(INT(item)));
}

bool
store_matter_set(struct store *s, int64_t item, int64_t matter, struct why *w)
{
	s->deadlines++;
	return store_do(s, w,
	    "UPDATE deadline SET matter = ? WHERE item = ?"
	    " AND matter IS NULL",
	    VALUES(INT(matter), INT(item)));
}

bool
store_matter_set_one(
    struct store *s, int64_t deadline, int64_t matter, struct why *w)
{
	s->deadlines++;
	return store_do(s, w, "UPDATE deadline SET matter = ? WHERE id = ?",
	    VALUES(INT(matter), INT(deadline)));
}

bool
store_matter_join(struct store *s, int64_t old, int64_t matter, struct why *w)
{
	s->deadlines++;
	return store_do(s, w, "UPDATE deadline SET matter = ? WHERE matter = ?",
		   VALUES(INT(matter), INT(old))) &&
	       store_do(s, w,
		   "UPDATE matter_key SET matter = ? WHERE matter = ?",
		   VALUES(INT(matter), INT(old))) &&
	       store_do(
		   s, w, "DELETE FROM matter WHERE id = ?", VALUES(INT(old)));
}

bool
store_matter_get(struct store *s, struct pool *pool, int64_t id,
    const char **title, const char **number, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT title, number FROM matter WHERE id = ?", VALUES(INT(id)));

	*title = *number = NULL;
	if (rows_next(&rows)) {
		*title = column_text(rows.q, 0, pool);
		*number = column_text(rows.q, 1, pool);
	}
	return rows_close(&rows);
}

bool
store_matter_is_crowd(struct store *s, int64_t matter, int kind, int64_t item,
    int most, bool *is, struct why *w)
{
	int64_t n;
	bool done = store_number(s, w, &n,
	    "SELECT count(*) FROM (SELECT 1 FROM deadline WHERE matter = ?1"
	    " AND kind = ?2 AND item <> ?3 AND state = 0 AND"
	    " (confirmed = 1 OR flags & 32 = 0) LIMIT ?4 + 1)",
	    VALUES(INT(matter), INT(kind), INT(item), INT(most)));

	*is = n > most;
	return done;
}

bool
store_items_are_siblings(
    struct store *s, int64_t a, int64_t b, bool *are, struct why *w)
{
	return store_is(s, w, are,
	    "SELECT a.feed = b.feed FROM item a, item b"
	    " WHERE a.id = ? AND b.id = ?",
	    VALUES(INT(a), INT(b)));
}
