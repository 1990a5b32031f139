/* cues-rows.h - how the rows of the tables cues-of-*.c are written */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CUES_ROWS_H
#define CORE_CUES_ROWS_H

#include "core/deadline/cues.h"

#define REMISS(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_REMISS, weight, flags, patterns \
	}
#define EXPIRY(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_EXPIRY, weight, flags, patterns \
	}
#define EFFECT(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_EFFECT, weight, flags, patterns \
	}
#define NOTICE(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_NOTICE, weight, flags, patterns \
	}
#define DECISION(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_DECISION, weight, flags, patterns \
	}
#define REPORT(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_REPORT, weight, flags, patterns \
	}
#define APPLY(weight, flags, patterns)                  \
	{                                               \
		DEADLINE_APPLY, weight, flags, patterns \
	}
#define REGISTER(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_REGISTER, weight, flags, patterns \
	}
#define EVENT(weight, flags, patterns)                  \
	{                                               \
		DEADLINE_EVENT, weight, flags, patterns \
	}
#define COMPLETE(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_COMPLETE, weight, flags, patterns \
	}
#define APPEAL(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_APPEAL, weight, flags, patterns \
	}
#define POSTED(weight, flags, patterns)             \
	{                                           \
		CUE_POSTED, weight, flags, patterns \
	}
#define REMOVED(weight, flags, patterns)             \
	{                                            \
		CUE_REMOVED, weight, flags, patterns \
	}
#define VALID(weight, flags, patterns)             \
	{                                          \
		CUE_VALID, weight, flags, patterns \
	}
#define HAND(weight, flags, patterns)             \
	{                                         \
		CUE_HAND, weight, flags, patterns \
	}
#define REJECT(weight, flags, patterns)             \
	{                                           \
		CUE_REJECT, weight, flags, patterns \
	}
#define MARK(flags, patterns)                \
	{                                    \
		CUE_MARK, 0, flags, patterns \
	}

enum {
	V = CUE_VERB,
	LIVE = CUE_LIVE,
	READY = CUE_READY,
	OPEN = CUE_OPEN,
	TOPIC = CUE_TOPIC,
	STATE = CUE_STATE,
	BODY = CUE_BODY,
	PUBLIC = CUE_PUBLIC,
	FIRM = CUE_FIRM
};

/*
 * weight: 80 and more decides by itself; 60 a word that is used of little
 * else; 40 one that is used of other things too; 25 a hint.
 */
struct cue_rows {
	const struct cue *row;
	size_t n;
};

extern const struct cue_rows cues_of_answer;
extern const struct cue_rows cues_of_agree;
extern const struct cue_rows cues_of_decide;
extern const struct cue_rows cues_of_apply;
extern const struct cue_rows cues_of_meet;
extern const struct cue_rows cues_of_work;
extern const struct cue_rows cues_of_appeal;
extern const struct cue_rows cues_of_any;
extern const struct cue_rows cues_of_none;

#define ROWS(rows)                                 \
	{                                          \
		rows, sizeof(rows) / sizeof(*rows) \
	}

#endif
