/* conf-part.h - what the files conf*.c share, and nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_CONF_PART_H
#define EDGE_CONF_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ini.h"
#include "base/pool.h"
#include "base/str.h"
#include "edge/conf.h"

/*
 * conf-find.c lists the files, conf.c reads them into drafts of sections,
 * conf-check.c looks at how they fit together and falls back, and conf.c then
 * writes what is left into struct conf.  A section is filled twice by the same
 * code (conf-fill.c): into scratch memory to check it, into conf's pool when
 * it is known to be good.
 */

/* --- conf-options.c: the table --- */

struct conf_row;

/* A value while it is read. */
struct conf_value {
	struct pool *pool;
	struct forms *forms;
	const struct conf_row *row;
	const char *text;
	size_t at; /* of the fault, in text */
	struct why why;
};

/* Reads value->text into to, as row says; false: at and why are filled. */
typedef bool conf_value_fn(struct conf_value *, void *to);

struct conf_type {
	const char *name; /* for people: "duration" */
	conf_value_fn *read;
};

struct conf_row {
	const char *section, *key;
	const struct conf_type *type;
	size_t to, n;             /* offsets in the section's struct; n: of the
			       * count of a list, 0 when it has none */
	const char *fallback;     /* default as text; NULL: must be given */
	long long least, most;    /* of a number, duration or size */
	const char *const *names; /* of a choice or flags; ends in NULL */
	const char *help;
};

enum conf_kind_id {
	KIND_BEVAKAD, /* this one last, though */
	KIND_NOTIFIER,
	KIND_PERIOD,
	KIND_DIGEST,
	KIND_TEMPLATE,
	KIND_RECEIVER,
	KIND_GROUP,
	KIND_SOURCE,
	KIND_FEED,
	KIND_RULE,
	KIND_DEADLINE,
	KIND_AWAY,
	KINDS /* in this order what refers comes after what is referred to */
};

struct conf_kind {
	const char *name;
	size_t size;  /* of its struct */
	bool any_key; /* other keys are handed on */
	const struct conf_row *row;
	size_t n_rows;
};
extern const struct conf_kind conf_kind[KINDS];

/* The row of a key, or NULL. */
const struct conf_row *conf_row(const struct conf_kind *, const char *key);

/* --- conf-value.c, -number.c, -list.c, -network.c: a parser per type --- */

extern const struct conf_type conf_text, conf_name, conf_names, conf_duration,
    conf_milliseconds, conf_size, conf_number, conf_bool, conf_word,
    conf_choice, conf_flags, conf_url, conf_feed_url, conf_senders, conf_xpath,
    conf_zone, conf_remind, conf_kinds, conf_patterns, conf_networks,
    conf_priority, conf_users, conf_mails, conf_folder, conf_program,
    conf_feeds, conf_expect, conf_hosts, conf_masks, conf_ways;
/* conf-rule.c */
extern const struct conf_type conf_where, conf_events, conf_escalate;
/* conf-access.c */
extern const struct conf_type conf_proxy, conf_credential, conf_pem,
    conf_headers;
/* conf-day.c */
extern const struct conf_type conf_day, conf_days, conf_hour, conf_notice,
    conf_one_kind, conf_file;

/* conf-template.c */
extern const struct conf_type conf_template_text;

/* conf-time.c */
extern const struct conf_type conf_spans, conf_times, conf_span, conf_user;

/* The rung of a word of the option identity. */
enum identity_rung conf_rung(const char *);

/* A name as sections have; *at is where it goes wrong. */
bool conf_is_name(const char *, size_t len, size_t *at);
/* The same of a value that stands at at, told. */
bool conf_check_name(struct conf_value *, const char *at, const char *name);
/* Is the host of the URL a literal address in one of the networks? */
bool conf_is_allowed(const char *url, const char *const *networks);
/* Values and lists share: the reason at offset at. */
bool conf_value_fault(struct conf_value *, const char *at, const char *format,
    ...) __attribute__((__format__(printf, 3, 4)));

/* The word at at is none of the names (which end in NULL): did you mean. */
bool conf_unknown_word(struct conf_value *, const char *at, const char *word,
    const char *const *names);
/*
 * Reads a list of texts, each once, into an array that ends in NULL; check
 * looks at an item and may write another text for it.
 */
typedef bool conf_item_fn(
    struct conf_value *, const char *at, const char **text);
bool conf_read_texts(struct conf_value *, void *to, conf_item_fn *check);

/* --- conf-health.c: expectations, and who hears of a feed's health --- */

/* "none" where a receiver's name may stand: nobody hears. */
bool conf_is_none(const char *name);
/* Of a feed whose section is filled, and whose source is finished: what it
 * does not say itself. */
void conf_finish_health(const struct conf *, struct conf_feed *);
/* Of [bevakad], when the feeds are finished. */
void conf_finish_all_health(struct conf *);

/* --- conf-near.c: did you mean --- */

/*
 * The nearest by edit distance; next gives the names one by one, NULL at the
 * end.  NULL when none is near enough to be meant.
 */
typedef const char *conf_next_fn(void *context);
const char *conf_nearest(const char *word, conf_next_fn *next, void *context);
/* English for a Swedish word, where the configuration has one; or NULL. */
const char *conf_english(const char *word);

/* --- drafts --- */

struct conf_draft;

/* A file being read. */
struct draft_file {
	struct conf_file file;
	bool found;        /* its text is to be had */
	bool readable;     /* it could be had */
	bool faulty;       /* it had a fault, of its own or in combination */
	size_t first, end; /* of its sections that are used */
	bool fell_back;    /* its sections are of its last good text */
	size_t n_faults;   /* that were kept */
};

struct draft_fault {
	struct conf_fault fault;
	size_t file;
};

/* A section being read. */
struct section {
	const struct conf_kind *kind;
	const char *name;
	const struct ini_entry *entry; /* [0] is the section's own line */
	size_t n;
	size_t file;
	void *data; /* the kind's struct, in scratch */
	bool lost;  /* of a text with faults: for better reasons only */
	bool gone;  /* of a text that is not used any more */
	bool out;   /* left out, for what it refers to or for its name */
};

struct conf_draft {
	struct conf *conf;
	struct pool *scratch;
	conf_last_good_fn *last_good;
	const char *more; /* a file beside those of rules.d, or NULL */
	void *context;
	struct draft_file *file;
	size_t n_files, room_files;
	size_t bytes;            /* of all texts */
	struct section *section; /* in the order of reading, but for those
				  * of files that fell back */
	size_t n_sections, room_sections;
	struct section **sorted; /* by kind, name, place; without
				  * lost and gone */
	size_t n_sorted;
	char *array[KINDS]; /* of what is left, by kind; and how many of */
	size_t used[KINDS]; /* it are filled */
	struct draft_fault *fault;
	size_t n_faults, room_faults;
	size_t n_near;  /* suggestions that were looked for */
	struct ini ini; /* of the text that is being read */
	size_t at;      /* of its entries; of sections, files */
	size_t began;   /* its first section */
	bool good;      /* that text, so far */
	bool quiet;     /* faults are only noticed, in bad */
	bool bad;       /* there was a fault since somebody cleared this */
};

/* Keeps a fault of a file at a place, if it is not kept already. */
void draft_fault(struct conf_draft *, size_t file, int line, int column,
    const char *format, ...) __attribute__((__format__(printf, 5, 6)));
/* At the byte at of the value of the entry. */
void draft_fault_at(struct conf_draft *, const struct section *,
    const struct ini_entry *, size_t at, const char *format, ...)
    __attribute__((__format__(printf, 5, 6)));
/* At the key, else at the section's own line. */
void draft_fault_at_key(struct conf_draft *, const struct section *,
    const char *key, const char *text);
/* The entry of a key; NULL when the section does not give it. */
const struct ini_entry *section_entry(const struct section *, const char *key);

/* --- conf-access.c --- */

/* What the keys of a feed or source say together of who asks. */
void conf_access_check(struct conf_draft *, const struct section *);
/* A feed's own value, else its source's, else that of all; none is NULL. */
struct conf_access conf_access_settle(const struct conf_access *feed,
    const struct conf_access *source, const struct conf_access *all);
/* --- conf-day.c --- */

/* What the keys of a [deadline] say together. */
void conf_deadline_check(struct conf_draft *, const struct section *);

/* --- conf-time.c: when receivers are reached --- */

/* What the keys of a section say together. */
void conf_period_check(struct conf_draft *, const struct section *);
void conf_receiver_check_time(struct conf_draft *, const struct section *);
/* A finished receiver's wish. */
void conf_finish_wish(struct conf_draft *, struct conf_receiver *);

/* --- conf-zone.c --- */

/* The clocks of a zone by its name, which outlives it; in the pool. */
const struct zone *conf_zone_new(struct pool *, const char *name);

/* --- conf-group.c: groups of receivers, and who is away --- */

/* What the keys of a section say together, and what it names. */
void conf_group_check(struct conf_draft *, const struct section *);
void conf_away_check(struct conf_draft *, const struct section *);
/* A key of the section names receivers: there is one, or a group. */
void conf_refer_receiver(struct conf_draft *, const struct section *,
    const char *key, const char *name);
/* Names of groups in a list become those of their receivers. */
void conf_finish_groups(
    struct conf_draft *, const char *const **list, size_t *n);

/* --- conf-find.c --- */

/* Lists the files; false: folder cannot be read. */
bool draft_find(
    struct conf_draft *, const char *vendor, const char *folder, struct why *);
/* Reads the text of one that was found. */
void draft_read_file(struct conf_draft *, size_t file);
/* Takes these texts in the place of files. */
void draft_given(struct conf_draft *, const struct conf_file *, size_t n);

/* --- conf-draft.c --- */

/*
 * Reads a text as the sections of a file; false when it has faults.  A text
 * with faults leaves its sections as lost.
 */
bool draft_read(struct conf_draft *, size_t file, const char *text, size_t len);
/* The same, so many sections at a time: begun, and gone on with until it says
 * that it is over; then good says whether it has no faults. */
void draft_begin(
    struct conf_draft *, size_t file, const char *text, size_t len);
bool draft_go_on(struct conf_draft *, size_t file, size_t n);
/*
 * Puts the file's last good text in the place of what it has now; false when
 * there is none, it is the same, or it has faults by now: then nothing has
 * changed.
 */
bool draft_fall_back(struct conf_draft *, size_t file);

/* --- conf-fill.c --- */

/* Of a section that is filled: names, titles, what it takes from others. */
void section_finish(struct conf_draft *, const struct section *);
/*
 * Fills a section's struct, memory in pool, with defaults (or only with what
 * the section gives); what is wrong becomes faults, and false.
 */
bool section_fill(struct conf_draft *, struct pool *, const struct section *,
    bool defaults, void *to);
/* The defaults alone, for when no section of the kind is there. */
void kind_defaults(
    struct conf_draft *, struct pool *, const struct conf_kind *, void *to);

/* --- conf-mailbox.c --- */

/* Whether what a feed's section says goes with its being a mailbox or not. */
void conf_mailbox_check(struct conf_draft *, const struct section *);

/* --- conf-check.c --- */

/* Checks references and duplicates, falls back, leaves out. */
void draft_check(struct conf_draft *);
/* --- conf-refer.c --- */

/* Makes sorted, for what follows. */
void draft_sort(struct conf_draft *);
/* The section of that name that is not left out, or NULL. */
const struct section *draft_lookup(
    const struct conf_draft *, enum conf_kind_id, const char *name);
/* The one that has the name before it; of [bevakad]: in the same file. */
const struct section *draft_twin(
    const struct conf_draft *, const struct section *);
/* The nearest name of that kind, or NULL. */
const char *draft_nearest(
    const struct conf_draft *, enum conf_kind_id, const char *name);
/* Where the name stands in the list, or 0. */
size_t draft_place(const char *list, const char *name);
/* A key of the section names something of that kind; name as it stands in
 * the value, skip: bytes before the real name. */
void draft_refer(struct conf_draft *, const struct section *, const char *key,
    const char *name, size_t skip, enum conf_kind_id);

#endif
