/* tense-verbs.h - the verbs that tense.c knows by their present tense */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_TENSE_VERBS_H
#define CORE_TENSE_VERBS_H

/* Parted by spaces, folded. */
extern const char *const present_tenses;

#endif
