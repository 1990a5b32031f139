/* store-trust.c - the state file: silences, pauses, what became of alerts */
/* SPDX-License-Identifier: MIT */
#include "edge/store-trust.h"

#include "base/date.h"
#include "edge/store-inner.h"

const char *
trace_name(enum trace_what what)
{
	static const char *const name[TRACES] = {"silenced", "hidden", "acked",
	    "ack ended", "snoozed", "snooze ended", "done", "dropped",
	    "replayed"};

	return name[what];
}

bool
store_trace_add(struct store *s, const struct trace_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT INTO trace (alert, at, what, by, receiver, silence, until,"
	    " words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    VALUES(INT(r->alert), INT(r->at), INT(r->what), TEXT(r->by),
		TEXT(r->receiver), INT(r->silence ? r->silence : NO_TIME),
		INT(r->until), TEXT(r->words)));
}

bool
store_traces(struct store *s, int64_t alert, int64_t silence, trace_row_fn *fn,
    void *context, struct why *w)
{
	static const char of_alert[] =
	    "SELECT alert, at, what, by, receiver, silence, until, words"
	    " FROM trace WHERE alert = ? ORDER BY id LIMIT 1000";
	static const char of_silence[] =
	    "SELECT alert, at, what, by, receiver, silence, until, words"
	    " FROM trace WHERE silence = ? ORDER BY id LIMIT 1000";
	struct rows rows =
	    silence != 0 ? store_rows(s, w, of_silence, VALUES(INT(silence)))
			 : store_rows(s, w, of_alert, VALUES(INT(alert)));

	while (rows_next(&rows)) {
		struct trace_row r = {.alert = sqlite3_column_int64(rows.q, 0),
		    .at = column_time(rows.q, 1),
		    .what = (enum trace_what)(
			(unsigned)sqlite3_column_int(rows.q, 2) % TRACES),
		    .by = column_text(rows.q, 3, NULL),
		    .receiver = column_text(rows.q, 4, NULL),
		    .silence = sqlite3_column_int64(rows.q, 5),
		    .until = column_time(rows.q, 6),
		    .words = column_text(rows.q, 7, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_silence_add(struct store *s, struct silence_row *r, struct why *w)
{
	if (!store_do(s, w,
		"INSERT INTO silence (matcher, by, comment, until, created,"
		" warn) VALUES (?, ?, ?, ?, ?, ?)",
		VALUES(TEXT(r->matcher), TEXT(r->by), TEXT(r->comment),
		    INT(r->until), INT(r->created), INT(r->warn))))
		return false;
	r->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool
store_silence_keep(struct store *s, const struct silence_row *r, struct why *w)
{
	return store_do(s, w,
	    "UPDATE silence SET warn = ?2, ended = ?3, ended_by = ?4"
	    " WHERE id = ?1",
	    VALUES(INT(r->id), INT(r->warn), INT(r->ended), TEXT(r->ended_by)));
}

#define SILENCES                                                              \
	"SELECT id, matcher, by, comment, created, until, warn, ended,"       \
	" ended_by, (SELECT count(DISTINCT alert) FROM trace WHERE silence =" \
	" silence.id) FROM silence WHERE "

bool
store_silences(struct store *s, int64_t id, bool all, silence_row_fn *fn,
    void *context, struct why *w)
{
	static const char one[] = SILENCES "id = ?";
	static const char list[] = SILENCES
	    "(? = 1 OR ended IS NULL) ORDER BY id DESC LIMIT 1000";
	struct rows rows = id != 0 ? store_rows(s, w, one, VALUES(INT(id)))
				   : store_rows(s, w, list, VALUES(INT(all)));

	while (rows_next(&rows)) {
		struct silence_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .matcher = column_text(rows.q, 1, NULL),
		    .by = column_text(rows.q, 2, NULL),
		    .comment = column_text(rows.q, 3, NULL),
		    .created = column_time(rows.q, 4),
		    .until = column_time(rows.q, 5),
		    .warn = column_time(rows.q, 6),
		    .ended = column_time(rows.q, 7),
		    .ended_by = column_text(rows.q, 8, NULL),
		    .hidden = sqlite3_column_int64(rows.q, 9)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_parcels_hush(struct store *s, int64_t alert, const char *receiver,
    const char *reason, int64_t now, struct why *w)
{
	return store_do(s, w,
		   "INSERT INTO receipt (parcel, at, state, why) SELECT id,"
		   " ?3, 4, ?4 FROM parcel WHERE alert = ?1 AND"
		   " (?2 IS NULL OR receiver = ?2) AND state NOT IN (1, 2, 4)",
		   VALUES(
		       INT(alert), TEXT(receiver), INT(now), TEXT(reason))) &&
	       store_do(s, w,
		   "UPDATE parcel SET state = 4, settled = ?3, why = ?4 WHERE"
		   " alert = ?1 AND (?2 IS NULL OR receiver = ?2) AND"
		   " state NOT IN (1, 2, 4)",
		   VALUES(INT(alert), TEXT(receiver), INT(now), TEXT(reason)));
}

/* The first column of all rows, parted by '\n'. */
static bool
join(struct rows rows, struct pool *pool, const char **names)
{
	*names = "";
	while (rows_next(&rows))
		*names = pool_printf(pool, "%s%s%s", *names,
		    (*names)[0] ? "\n" : "", column_text(rows.q, 0, NULL));
	return rows_close(&rows);
}

bool
store_alert_receivers(struct store *s, struct pool *pool, int64_t alert,
    const char **names, struct why *w)
{
	return join(store_rows(s, w,
			"SELECT receiver FROM parcel WHERE alert = ? GROUP BY"
			" receiver ORDER BY min(id) LIMIT 1000",
			VALUES(INT(alert))),
	    pool, names);
}

bool
store_item_rule_names(struct store *s, struct pool *pool, int64_t item,
    const char **names, struct why *w)
{
	return join(store_rows(s, w,
			"SELECT rule FROM item_rule WHERE item = ? LIMIT 1000",
			VALUES(INT(item))),
	    pool, names);
}

bool
store_is_of_matter(struct store *s, int64_t matter, int64_t item,
    int64_t deadline, bool *is, struct why *w)
{
	return store_is(s, w, is,
	    "SELECT EXISTS (SELECT 1 FROM deadline WHERE matter = ?1 AND"
	    " ((?2 <> 0 AND item = ?2) OR id = ?3))",
	    VALUES(INT(matter), INT(item), INT(deadline)));
}

bool
store_until_next(struct store *s, int64_t *next, struct why *w)
{
	return store_number(s, w, next,
	    "SELECT min(until) FROM alert WHERE until IS NOT NULL AND"
	    " state IN (1, 2)",
	    NO_VALUES);
}

/* "INSERT ... SELECT" cannot: what is due is told one by one. */
bool
store_until_due(struct store *s, int64_t now, int limit, alert_row_fn *fn,
    void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT id, state, by, comment, until, title FROM alert WHERE"
	    " until IS NOT NULL AND until <= ? AND state IN (1, 2)"
	    " ORDER BY until LIMIT ?",
	    VALUES(INT(now), INT(limit)));

	while (rows_next(&rows)) {
		struct alert_row r = {.id = sqlite3_column_int64(rows.q, 0),
		    .state = (enum alert_state)(
			sqlite3_column_int(rows.q, 1) & 3),
		    .by = column_text(rows.q, 2, NULL),
		    .comment = column_text(rows.q, 3, NULL),
		    .until = column_time(rows.q, 4),
		    .title = column_text(rows.q, 5, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_parcels_again(struct store *s, int64_t alert, int64_t now, struct why *w)
{
	return store_do(s, w,
	    "UPDATE parcel SET state = 0, next = ?2,"
	    " created = max(?2, created + 1), tries = 0"
	    " WHERE alert = ?1 AND state = 2",
	    VALUES(INT(alert), INT(now)));
}

bool
store_trust_counts(struct store *s, struct trust_counts *n, struct why *w)
{
	return store_number(s, w, &n->acked,
		   "SELECT count(*) FROM alert WHERE until IS NOT NULL AND"
		   " state = 1",
		   NO_VALUES) &&
	       store_number(s, w, &n->snoozed,
		   "SELECT count(*) FROM alert WHERE until IS NOT NULL AND"
		   " state = 2",
		   NO_VALUES) &&
	       store_number(s, w, &n->silences,
		   "SELECT count(*) FROM silence WHERE ended IS NULL",
		   NO_VALUES) &&
	       store_number(s, w, &n->silenced,
		   "SELECT count(DISTINCT alert) FROM trace WHERE silence IN"
		   " (SELECT id FROM silence WHERE ended IS NULL)",
		   NO_VALUES) &&
	       store_number(
		   s, w, &n->pauses, "SELECT count(*) FROM pause", NO_VALUES) &&
	       store_number(
		   s, w, &n->holes, "SELECT count(*) FROM hole", NO_VALUES);
}

bool
store_pause_keep(struct store *s, const struct pause_row *r, struct why *w)
{
	return store_do(s, w,
	    "INSERT OR REPLACE INTO pause VALUES (?, ?, ?, ?, ?)",
	    VALUES(TEXT(r->feed), INT(r->at), INT(r->until), TEXT(r->by),
		TEXT(r->comment)));
}

bool
store_pause_end(struct store *s, const char *feed, struct why *w)
{
	return store_do(
	    s, w, "DELETE FROM pause WHERE feed = ?", VALUES(TEXT(feed)));
}

bool
store_pauses(struct store *s, pause_row_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(
	    s, w, "SELECT feed, at, until, by, comment FROM pause", NO_VALUES);

	while (rows_next(&rows)) {
		struct pause_row r = {.feed = column_text(rows.q, 0, NULL),
		    .at = column_time(rows.q, 1),
		    .until = column_time(rows.q, 2),
		    .by = column_text(rows.q, 3, NULL),
		    .comment = column_text(rows.q, 4, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_hidden_add(struct store *s, int64_t episode, int64_t alert, struct why *w)
{
	return store_do(s, w, "INSERT OR REPLACE INTO hidden VALUES (?, ?)",
	    VALUES(INT(episode), INT(alert)));
}

bool
store_hidden_by(struct store *s, int64_t episode, int64_t *alert, struct why *w)
{
	return store_number(s, w, alert,
	    "SELECT alert FROM hidden WHERE episode = ?", VALUES(INT(episode)));
}

bool
store_hidden_end(struct store *s, int64_t episode, struct why *w)
{
	return store_do(
	    s, w, "DELETE FROM hidden WHERE episode = ?", VALUES(INT(episode)));
}

bool
store_speaks(struct store *s, int64_t alert, bool *speaks, struct why *w)
{
	return store_is(s, w, speaks,
	    "SELECT count(*) FROM episode WHERE over = 0 AND kind = 0 AND"
	    " alert = ? AND id NOT IN (SELECT episode FROM hidden)",
	    VALUES(INT(alert)));
}

bool
store_speakers(struct store *s, speaker_fn *fn, void *context, struct why *w)
{
	struct rows rows = store_rows(s, w,
	    "SELECT episode.id, alert, episode.status, feed.name, feed.url,"
	    " episode.why FROM episode JOIN feed ON feed.id = episode.feed"
	    " WHERE over = 0 AND kind = 0 AND episode.told IS NOT NULL AND alert <> 0"
	    " AND episode.id NOT IN (SELECT episode FROM hidden)",
	    NO_VALUES);

	while (rows_next(&rows)) {
		struct speaker r = {.episode = sqlite3_column_int64(rows.q, 0),
		    .alert = sqlite3_column_int64(rows.q, 1),
		    .status = sqlite3_column_int(rows.q, 2),
		    .feed = column_text(rows.q, 3, NULL),
		    .url = column_text(rows.q, 4, NULL),
		    .why = column_text(rows.q, 5, NULL)};

		if (!fn(&r, context))
			break;
	}
	return rows_close(&rows);
}

bool
store_is_acked(struct store *s, int64_t alert, bool *acked, struct why *w)
{
	return store_is(s, w, acked,
	    "SELECT count(*) FROM alert WHERE id = ? AND state = 1",
	    VALUES(INT(alert)));
}
