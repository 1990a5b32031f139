/* control.h - the control socket: what may be asked, and who may ask it */
/* SPDX-License-Identifier: MIT */
#ifndef CONTROL_H
#define CONTROL_H

/*
 * A Unix stream socket; JSON lines.  A client sends one request a line and
 * gets one answer a line, in order.  A request is {"do": WORD, ...}; an answer
 * is {"ok": true, "now": INSTANT, ...} or {"ok": false, "why": "one line",
 * "code": N} where code is bevakactl's exit status: 1 failed, 2 wrong usage,
 * 3 nothing matched.  now is the daemon's clock: what is said of times ("in 3
 * h") is seen from there.
 *
 * Rights are those of the caller's user (SO_PEERCRED): root, the daemon's own
 * user and members of the administrators' group may ask everything; anyone
 * may look (status, feeds, items, rules, deadlines, alerts, outbox), follow
 * the alerts addressed to their user name, and ack, snooze or finish those;
 * and decide about deadlines of which nobody is told but they.
 *
 * Instants are "2026-11-22T08:00:00Z", days "2026-11-22".  Ids are short:
 * items I42, deadlines D7, alerts A17, parcels P99.  Lists take "limit"
 * (default 100, most 10000).
 *
 *	status     -> {"status": {"version", "pid", "started", "now", "feeds":
 *	           {"all", "new", "ok", "failing", "gone", "paused", "silent",
 *	           "quiet" (these two are of the ok), "unread" (items)}, "items", "deadlines" (open),
 *	           "outbox": {"waiting", "held", "out", "delivered", "given_up",
 *	           "untold" (given up, and there was no way to tell), "shut":
 *	           [{"name", "disabled"?: since, "rests"?: until, "why"}]
 *	           (notifiers)},
 *	           "next": {"feed", "at"}, "next_deadline": {deadline} or null,
 *	           "faults": ["file:line:column: ..."], "reader": {"pid",
 *	           "read", "died"}, "uptime": seconds, "loop": {"longest_ms":
 *	           how long others had to wait for one callback, "by": for
 *	           which, "over": how often for more than 20 ms, "disk_ms":
 *	           the longest wait for the disk} (since the start, or since an
 *	           administrator asked with "again": true; from then on also
 *	           "cpu_ms" and "cpu_by", in processor time), "moved": feeds that have
 *	           and wait for a word, "offline"?: {"since", "next"}, "held": items,
 *	           "questions": feeds that have some,
 *	           "trust": {"acked", "snoozed", "silences", "silenced",
 *	           "pauses", "holes"}}}
 *	feeds      {"name"?: NAME} -> {"feeds": [{"name", "title", "source", "url",
 *	           "type", "state": "new|ok|silent|quiet|failing|gone|paused",
 *	           "last_try", "last_ok", "next", "status", "failures", "why",
 *	           "items", "format", "next_why": one line, "asked"?: the
 *	           address it has moved to, "moved"?: {"to", "since",
 *	           "doubt", "rejected": bool}, "health": {"expect", "learnt": bool,
 *	           "last_new", "silent_at", "items", "usual" (of a reading),
 *	           "note", "episodes": [{"kind": "failing|errors|silent|gap",
 *	           "start", "end", "over": bool, "count", "told", "alert", "why",
 *	           "filled"}] (only with name)}, "held" (items), "question":
 *	           since when one is open, "identity": {"set", "by":
 *	           "auto|guid|link|title-date|text", "why", "since", "asked",
 *	           "failed", "moved": when its items came again}}]}
 *	items      {"feed"?, "search"?, "held"?: true, "id"?} -> {"items": [{"id",
 *	           "feed", "title", "link", "published", "seen", "changed",
 *	           "changes": [class], "state": "read|unread", "baseline": bool,
 *	           "held": bool, "held_until", "versions", "text" (only with
 *	           id), "earlier": [{version}] (only with id), "deadlines":
 *	           [...] (only with id)}]}, newest first
 *	versions   {"item", "from"?: number, "to"?: number} -> {"from": {version},
 *	           "to": {version}}: {"number", "until": when another took its
 *	           place, "title", "text", "changes": [class] that came then};
 *	           without numbers the last two, the last being what it is now
 *	release    {"feed"} -> {"items": held}: they are news, and are told
 *	baseline   {"feed"} -> {"items": held}: all that the feed holds is known,
 *	           a round of it begins that is silent, its ids are trusted
 *	           again
 *	history    {"since"?: INSTANT, "before"?: "I42"} -> {"items": [{"id",
 *	           "feed", "title", "text", "link", "published", "seen",
 *	           "baseline", "deadlines": [{"kind", "start", "end"}]}]},
 *	           newest first, published or seen since then; when there are
 *	           more, the last is {"before": "I17"} alone: to be asked with
 *	running    -> {"files": [{"path", "text"}]}: the configuration that runs
 *	replay-rule {"rule": NAME, "items": [ID...]} (at most 10) -> {"items":
 *	           [{"item", "state": "told|known|no match|no item"}]}: the
 *	           rule's receivers hear of them, marked as a replay, once
 *	rules      -> {"rules": [{"name", "title", "feeds", "any", "and", "none",
 *	           "where"?, "events", "deadline", "remind", "priority", "to",
 *	           "alerts": count, "fault"?: of its expression}]}
 *	deadlines  {"all"?: bool (also passed ones), "kind"?, "item"?, "id"?} ->
 *	           those that are open, and questioned ones of the last year:
 *	           {"deadlines": [{"id", "item": "I42", "title", "link", "feed",
 *	           "source", "kind", "label", "start", "end", "time",
 *	           "precision", "evidence", "extendable", "supersedes",
 *	           "before", "computed", "assumed_year", "questioned",
 *	           "assumed_day", "legal_end": day by lag (1930:173)?,
 *	           "published", "state":
 *	           "open|passed|moved|withdrawn|done|rejected",
 *	           "moved_to": "D8"?, "rules": [NAME], "days": to end,
 *	           "workdays": to end, "confirmed", "matter": "M3"?,
 *	           "conflicts": ["D9"]?, "name" (of its section)?, "place"?,
 *	           "by"?, "said_end" (what the text says, when edited)?}]},
 *	           soonest first; with id also "uid", "sequence", "found",
 *	           "matter_title", "matter_deadlines": [{"id", "kind", "end",
 *	           "title", "link"}], "skipped": [{"day", "name"}] (days to
 *	           end that are not counted), "reminders": [{"rule", "lead":
 *	           "5wd", "day", "target", "notice": bool, "given"?, "alert"?,
 *	           "skipped"}], "lineage": [{"at", "what":
 *	           "found|refined|extended|moved|conflicting|withdrawn|again|
 *	           questioned|confirmed|rejected|edited|done|linked|recounted|
 *	           passed", "deadline", "old_start", "old_end", "start", "end",
 *	           "other": "D9"?, "by"?, "words"?}], oldest first
 *	alerts     {"all"?: bool (also done), "id"?} -> {"alerts": [{"id", "event",
 *	           "priority", "title", "text" (only with id), "created",
 *	           "item", "link", "rules": [...], "receivers": [...], "state":
 *	           "new|acked|snoozed|done", "by", "comment", "until",
 *	           "parcels": [{parcel, "receipts": [{"at", "state":
 *	           "accepted|tried|given up|withdrawn", "try", "by",
 *	           "answer"}]}], "history": [{"at", "what", "by", "receiver",
 *	           "silence", "until", "words"}] (only with id)}]}, newest first
 *	outbox     {"all"?: bool (also delivered), "alert"?} -> {"parcels": [{"id",
 *	           "alert": "A17", "title", "receiver", "notifier", "state":
 *	           "waiting|held|out|bundled|delivered|given up|withdrawn",
 *	           "tries", "next", "why", "reason"? (why it comes when it
 *	           comes), "within"?: "P12" (that it goes along with),
 *	           "created", "delivered"}]}, oldest first
 *	away       {"all"?: bool} -> {"away": [{"user", "stand_in", "from", "to"
 *	           (days), "state": "away|to come|over", "name"? (of its
 *	           section), "by"?}]}: who is away, and will be
 *	away-add   {"user"?, "from", "to", "stand_in"} -> {the same}; of others
 *	           than the caller for administrators
 *	away-end   {"user"?} -> {"user"}: is back today
 *	digest     -> {"digests": [{"receiver", "digest", "at", "held" (parcels)}]}
 *	digest     {"receiver"} -> {"receiver", "digest"?, "at"?, "entries",
 *	           "left_out", "title", "text"}: what it would say now
 *	notifiers  -> {"notifiers": [{"name", "program", "waiting", "held", "out",
 *	           "delivered", "given_up" (counts of parcels), "options":
 *	           {NAME: TEXT} (its own), "disabled"?: since, "rests"?:
 *	           until, "why"?}]}
 *	describe   {"notifier"} -> answered when its program has: {"describe"?:
 *	           {as in edge/conf-describe.h}, "why"?: it did not}
 *	enable     {"notifier"} -> {}: it is neither disabled nor at rest any
 *	           more
 *	check      {"feed": NAME} -> answered when it is over: {"check": {as in
 *	           poll-check.h, and "state", "why", "failures", "next",
 *	           "next_why", "health" as in feeds}}; nothing is kept or told
 *	poll       {"feeds": [NAME...] or []: all} -> answered when every round
 *	           asked for is over: {"rounds": [{"feed", "ok", "new",
 *	           "changed", "unchanged": bool, "alerts", "why"}]}
 *	reload     -> {"feeds", "rules", "receivers", "notifiers"} (counts),
 *	           "recounted": [{"deadline", "words": "5wd RULE", "old_end",
 *	           "end"}] (reminders that fall on other days by the closed
 *	           days), or ok false with "faults": [...], and nothing is changed
 *	ack        {"alert", "comment"?, "for"?: "5wd" (core/span.h)} -> {"until"}:
 *	           then it comes back to all who had it, unless it is done
 *	done       {"alert" or "deadline", "comment"?} -> {}
 *	snooze     {"alert", "until": instant} -> {"until"}
 *	why        {"what": address, I42, D7, A17 or P99, "receiver"?} ->
 *	           {"explained": {"asked", "receiver"?, "steps": [{"code",
 *	           "mark": "yes|no|wait|info", facts...}], "conclusion"?: the
 *	           step that decides}} (explain.h; sentences: ctl/why-words.c)
 *	silences   {"all"?: bool (also those that are over), "id"?} -> {"silences":
 *	           [{"id": "S3", "match": ["rule=NAME"...], "by", "comment",
 *	           "created", "until", "state": "hides|ended", "ended",
 *	           "ended_by", "hidden": alerts, "alerts": [{"alert",
 *	           "receiver", "at"}] (only with id)}]}, newest first
 *	silence    {"match": [as core/matcher.h says], "until": instant within a
 *	           year, "comment"} -> {"silence": "S3", "until"}
 *	unsilence  {"silence"} -> {}: it is over now
 *	pause      {"feed", "until", "comment"} -> {"until"}
 *	resume     {"feed"} -> {}: of a pause; not of paused = yes
 *	dead       {"whole"?: bool} -> {"parcels": [{parcel, "settled", "event",
 *	           with whole also "receipts", "content": the alert's JSON}]}
 *	replay     {"parcels": [ID...]} -> {"parcels": count}: dead letters wait
 *	           again, as if they had never been tried
 *	drop       {"parcels": [ID...], "reason"} -> {"parcels": count}
 *	audit      {"all"?: bool} -> answered when it is over: {"audit": {"all",
 *	           "items", "changes", "alerts", "parcels" (rows looked at),
 *	           "open" (parcels that wait), "slices", "longest_us", "told",
 *	           "holes": [{"kind", "id", "what", "text"}]}}
 *	confirm    {"deadline", "comment"?} -> {"deadline"}: it is right.  This
 *	           and the next four, and done, are for administrators and who
 *	           belongs to every receiver that is told of the deadline
 *	reject     {"deadline", "comment"?} -> {"deadline"}: it is none
 *	edit       {"deadline", "date"?, "start"?, "time"?, "kind"?, "comment"?}
 *	           -> {"deadline"}
 *	link       {"deadline", "other"} -> {"deadline"}: of one matter
 *	add        {"title", "date", "kind", "start"?, "time"?, "link"?, "rule"?,
 *	           "to"?: [NAME], "remind"?, "notice"?, "extendable"?: bool,
 *	           "statutory"?: bool} -> {"deadline"}
 *	ics        {"receiver"?} -> {"calendar": {"name", "events": [...]}}: edge/ics.h
 *	test       {"notifier", "receiver"?} -> answered when it is settled:
 *	           {"state": "delivered|waiting|given up", "why"}
 *	           with "dry": true at once, and nothing is sent: {"content": what
 *	           the notifier would be given}, of "alert"? or of a trial
 *	retry      {"parcel"?: ID} -> {"parcels": count}: those waiting and given
 *	           up are tried now
 *	accept-move {"feed", "reject"?: bool} -> {"moved": bool, "items"?: held}: its
 *	           held items are no news; the feed is asked where it has
 *	           moved to from now on, or (reject) at its url as before
 *	settle     -> answered when no round, reading or parcel is under way or
 *	           due: {}
 *	follow     {"desktop": bool, "locked"?: bool, "standing"?: [ID...],
 *	           "alerts"?: bool, "after"?: ID}
 *	           -> {} and then, on the same connection, a
 *	           line for each event: {"parcel": {the alert as notifiers get
 *	           it}} with desktop, for the caller's user: parcels for desktop
 *	           that wait, each settled by shown, and none while the screen
 *	           is locked (said by another follow); of the alerts that stand
 *	           there (100 are looked at) a close for what is acknowledged
 *	           or done; without desktop (for
 *	           administrators) {"log": {"time", "event", "text"}} for each
 *	           alert, round and settled parcel, and with alerts {"alert":
 *	           {as notifiers get it, but for what is the parcel's}} for each
 *	           that is raised, from the one after the one named on (A0: all
 *	           that there are), so that none is lost between two
 *	           connections; {"close": "A17"} when an alert was
 *	           acknowledged, snoozed or done elsewhere
 *	shown      {"parcel": ID} -> {}: the desktop has shown it
 *	seen       {"alert": ID} -> {}: the caller has seen it (dismissed or
 *	           opened, not merely shown), so that no other way need follow
 *
 * A request line is at most 64 KiB; an answer ends the connection when the
 * client does not read it (16 MiB wait at most).
 */

#include <stdbool.h>

#include "base/why.h"

struct turn;
struct poll;
struct linked;
struct outbox;
struct reminder;
struct until;
struct control;
struct away;

struct control_settings {
	const char *socket; /* its path */
	/* Those who are asked, and told to do something. */
	struct poll *poll;
	struct linked *linked;
	struct outbox *outbox;
	struct reminder *reminder;
	struct until *until;
	struct away *away;
	/* Begins to take the configuration as it is now; control_refused or
	 * control_taken tells what came of it. */
	void (*reload)(void *context);
	/* What the last reload changes in the file is not all found; when it
	 * is, control_taken is called. */
	bool (*busy)(void *context);
	/* Faults of a reload that was refused since, one a line, or "". */
	const char *(*refused)(void *context);
	/* Process id of the reader, and how many documents and deaths. */
	void (*reader)(void *context, int *pid, long *read, long *died);
	void *context;
};

bool control_open(struct turn *, const struct control_settings *,
    struct control **, struct why *);
/* Answers those who reloaded: with faults, one a line; or all is done. */
void control_refused(struct control *, const char *faults);
void control_taken(struct control *);
void control_close(struct control *);

#endif
