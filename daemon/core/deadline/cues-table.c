/* cues-table.c - the rows of the tables cues-of-*.c, one after the other */
/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "core/deadline/cues-rows.h"

struct cue cues_table[CUES_MOST];
size_t cues_n;

void
cues_gather(void)
{
	const struct cue_rows *const tables[] = {
	    &cues_of_answer,
	    &cues_of_agree,
	    &cues_of_decide,
	    &cues_of_apply,
	    &cues_of_meet,
	    &cues_of_work,
	    &cues_of_appeal,
	    &cues_of_any,
	    &cues_of_none,
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		assert(cues_n + tables[i]->n <= CUES_MOST);
		memcpy(cues_table + cues_n, tables[i]->row,
		    tables[i]->n * sizeof(cues_table[0]));
		cues_n += tables[i]->n;
	}
}
