/* conf-near.c - English for the Swedish words that people try first */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/near.h"
#include "edge/conf-part.h"

const char *
conf_nearest(const char *word, conf_next_fn *next, void *context)
{
	return near_word(word, next, context);
}

const char *
conf_english(const char *word)
{
	static const struct {
		const char *swedish, *english;
	} row[] = {
	    {"källa", "source"},
	    {"flöde", "feed"},
	    {"regel", "rule"},
	    {"mottagare", "receiver"},
	    {"kanal", "notifier"},
	    {"bevaka", "bevakad"},
	    {"titel", "title"},
	    {"adress", "url"},
	    {"intervall", "interval"},
	    {"prioritet", "priority"},
	    {"tidsfrist", "deadline"},
	    {"påminn", "remind"},
	    {"till", "to"},
	    {"medlemmar", "members"},
	    {"språk", "language"},
	    {"tidszon", "timezone"},
	    {"ja", "yes"},
	    {"nej", "no"},
	    {"true", "yes"},
	    {"on", "yes"},
	    {"1", "yes"},
	    {"false", "no"},
	    {"off", "no"},
	    {"0", "no"},
	    {"hög", "high"},
	    {"låg", "low"},
	    {"kritisk", "critical"},
	    {"alla", "all"},
	    {"beslut", "decision"},
	    {"svenska", "sv"},
	    {"engelska", "en"},
	    {"grupp", "group"},
	    {"sammandrag", "digest"},
	    {"tidsperiod", "period"},
	    {"frånvaro", "away"},
	    {"ersättare", "stand-in"},
	    {"stängt", "closed"},
	    {"öppet", "open"},
	    {"direkt", "immediate"},
	    {"tyst", "quiet"},
	    {"vardagar", "weekdays"},
	    {"arbetsdagar", "workdays"},
	    {"helger", "weekend"},
	    {"helgdagar", "holidays"},
	    {"dagligen", "daily"},
	    {"mån", "mon"},
	    {"måndag", "mon"},
	    {"tis", "tue"},
	    {"tisdag", "tue"},
	    {"ons", "wed"},
	    {"onsdag", "wed"},
	    {"tor", "thu"},
	    {"tors", "thu"},
	    {"torsdag", "thu"},
	    {"fre", "fri"},
	    {"fredag", "fri"},
	    {"lör", "sat"},
	    {"lördag", "sat"},
	    {"sön", "sun"},
	    {"söndag", "sun"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(row[i].swedish, word) == 0)
			return row[i].english;
	return NULL;
}
