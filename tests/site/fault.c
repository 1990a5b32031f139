/* fault.c - faults on order: what the publishing site does wrong, and where */
/* SPDX-License-Identifier: MIT */
#include "site/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	enum fault_kind kind;
} word_of[] = {
    {"off", FAULT_NONE},
    {"hang", FAULT_HANG},
    {"drip", FAULT_DRIP},
    {"close", FAULT_CLOSE},
    {"truncate", FAULT_TRUNCATE},
    {"redirect:", FAULT_REDIRECT},
    {"moved:", FAULT_MOVED},
    {"retry-after:", FAULT_RETRY_AFTER},
    {"busy:", FAULT_BUSY},
    {"with:", FAULT_WITH},
    {"login", FAULT_LOGIN},
    {"garbage", FAULT_GARBAGE},
    {"empty", FAULT_EMPTY},
};

/* A word that ends in a colon takes what follows it. */
static bool
read_word(struct fault *f, const char *word)
{
	for (size_t i = 0; i < sizeof(word_of) / sizeof(*word_of); i++) {
		const char *name = word_of[i].name;
		size_t len = strlen(name);
		bool takes = name[len - 1] == ':';

		if (strncmp(word, name, len) != 0 || (!takes && word[len]))
			continue;
		f->kind = word_of[i].kind;
		snprintf(f->where, sizeof(f->where), "%s", word + len);
		f->number = atoi(f->where);
		return true;
	}
	f->kind = FAULT_STATUS;
	f->number = atoi(word);
	return f->number >= 400 && f->number <= 599;
}

static unsigned
find(const struct faults *all, const char *path)
{
	unsigned i = 0;

	while (i < all->n && strcmp(all->fault[i].path, path) != 0)
		i++;
	return i;
}

static void
drop(struct faults *all, unsigned i)
{
	if (i < all->n)
		all->fault[i] = all->fault[--all->n];
}

bool
faults_set(struct faults *all, const char *path, const char *word,
    unsigned times, struct why *w)
{
	struct fault f = {.times = times};
	unsigned i = find(all, path);

	if (!read_word(&f, word))
		return why(w, "no such fault: %s", word);
	if (strlen(path) >= sizeof(f.path))
		return why(w, "path too long");
	if (f.kind == FAULT_NONE) {
		drop(all, i);
		return true;
	}
	if (i >= sizeof(all->fault) / sizeof(*all->fault))
		return why(w, "too many faults");
	strcpy(f.path, path);
	all->fault[i] = f;
	if (i == all->n)
		all->n++;
	return true;
}

struct fault
faults_next(struct faults *all, const char *path)
{
	unsigned i = find(all, path);
	struct fault f = {.kind = FAULT_NONE};

	if (i == all->n)
		return f;
	f = all->fault[i];
	if (f.times > 0 && --all->fault[i].times == 0)
		drop(all, i);
	return f;
}
