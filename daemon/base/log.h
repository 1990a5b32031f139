/* log.h - lines to standard error, for the journal and for people */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * Every line leads with its subject: "feed vgr-press: 3 new, 1 alert".
 * err: someone must act.  warn: we will try again.  info: what a user may
 * wonder about.  debug: the rest.  Under systemd (JOURNAL_STREAM is set) a
 * line begins with its level as <N>.
 *
 * Nothing is allocated.  A line longer than 2 kB is cut.  Control characters,
 * which a stranger's title may hold, are written as '?'.
 */
enum log_level {
	LOG_LEVEL_ERR = 3,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG
};

/* Lines above this level are dropped; LOG_LEVEL_INFO at the start. */
void log_set_level(enum log_level);
/* A word before every line, for a child's lines; NULL: none.  Not copied. */
void log_set_name(const char *name);

void log_err(const char *format, ...) __attribute__((__format__(printf, 1, 2)));
void log_warn(const char *format, ...)
    __attribute__((__format__(printf, 1, 2)));
void log_info(const char *format, ...)
    __attribute__((__format__(printf, 1, 2)));
void log_debug(const char *format, ...)
    __attribute__((__format__(printf, 1, 2)));

/*
 * Overwrites with '?' what could act on a terminal or break a line: C0 and C1
 * controls, the characters that turn the direction of writing, and bytes that
 * are not UTF-8 (as where a text was cut), which no JSON can carry.  In place;
 * the length stays.
 */
void log_clean(char *text);

#endif
