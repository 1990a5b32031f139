/* tense-verbs.h - the verbs that tense.c knows by a list */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TENSE_VERBS_H
#define CORE_TENSE_VERBS_H

/* Parted by spaces, folded. */
extern const char *const present_tenses, *const past_tenses;

#endif
