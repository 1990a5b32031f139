/* change-told.c - of the sentences that differ, those that tell most */
/* SPDX-License-Identifier: MIT */
#include "core/change-told.h"

#include <string.h>

enum { TOLD_BYTES = 700 }; /* of sentences together */

/* What a reader who waits for a date or a sum wants to see. */
static int
weight_of(const char *sentence)
{
	static const char *const cues[] = {"senast", "remiss", "sista dag",
	    "till och med", "t.o.m", "förläng", "upphör", "beslut", "kronor",
	    " kr", "procent", " %", "löper", "gäller"};
	int weight = strpbrk(sentence, "0123456789") != NULL ? 2 : 0;

	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++)
		if (strcasestr(sentence, cues[i]) != NULL)
			return weight + 2;
	return weight;
}

void
told_note(struct told *t, size_t at, const char *sentence)
{
	int weight = weight_of(sentence);
	size_t least = 0;

	if (t->n < CHANGE_TOLD) {
		t->at[t->n] = at;
		t->weight[t->n++] = weight;
		return;
	}
	for (size_t i = 1; i < t->n; i++)
		if (t->weight[i] <= t->weight[least])
			least = i;
	if (weight <= t->weight[least])
		return;
	for (size_t i = least; i + 1 < t->n; i++) {
		t->at[i] = t->at[i + 1];
		t->weight[i] = t->weight[i + 1];
	}
	t->at[t->n - 1] = at;
	t->weight[t->n - 1] = weight;
}

/* Those of t, together. */
const char *
told_text(struct pool *pool, const struct sentences *a, const struct told *t)
{
	const char *text = NULL;
	int most = 0;

	for (size_t i = 0; i < t->n; i++)
		most = t->weight[i] > most ? t->weight[i] : most;
	for (size_t i = 0; i < t->n; i++) {
		const char *one = a->list[t->at[i]].text;

		if (t->weight[i] == 0 && most > 0)
			continue; /* it tells less than the others */
		if (text == NULL)
			text = one;
		else if (strlen(text) + strlen(one) < TOLD_BYTES)
			text = pool_printf(pool, "%s […] %s", text, one);
	}
	return text;
}
