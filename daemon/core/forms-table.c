/* forms-table.c - what is known of Swedish endings, and of odd words */
/* SPDX-License-Identifier: MIT */
#include "core/forms-table.h"

const struct forms_ending forms_ending[] = {
    {"ena", 3, 4}, /* ärendena */
    {"et", 2, 3},  /* avtalet */
    {"an", 2, 3},  /* skolan */
    {"én", 1, 3},  /* kommittén */
    {"ån", 1, 3},  /* byrån */
    {"ön", 1, 3},  /* sjön */
    {"eln", 1, 4}, /* regeln */
    {"orn", 1, 4}, /* motorn */
    {"in", 1, 5},  /* strategin */
    {"alt", 1, 5}, /* lokalt */
    {"ellt", 1, 5},
    {"ium", 2, 4}, /* gymnasium, gymnasiet */
    {"eum", 2, 4},
    {"trum", 2, 4}, /* centrum, centret */
    {NULL, 0, 0},
};

#define BENT(form, key, whole)                     \
	{                                          \
		form, sizeof(form) - 1, key, whole \
	}
const struct forms_bent forms_bent[] = {
    /* -an, whose plural is of -ning */
    BENT("ansökan", "ansökning", false),
    BENT("anmälan", "anmälning", false),
    BENT("förfrågan", "förfrågning", false),
    /* a plural with another vowel */
    BENT("städer", "stad", false),
    BENT("länder", "land", false),
    BENT("stränder", "strand", false),
    BENT("bränder", "brand", false),
    BENT("händer", "hand", true),
    BENT("nätter", "natt", false),
    BENT("böcker", "bok", false),
    BENT("fötter", "fot", false),
    BENT("ledamöter", "ledamot", false),
    BENT("bokstäver", "bokstav", false),
    BENT("söner", "son", true),
    BENT("bröder", "bror", true),
    BENT("mödrar", "mor", true),
    BENT("fäder", "far", true),
    BENT("männen", "man", true),
    BENT("döttrar", "dotter", true),
    /* words that lose an e, or more */
    BENT("lagr", "lager", true),
    BENT("lägr", "läger", true),
    BENT("pappr", "papper", true),
    BENT("numr", "nummer", false),
    BENT("offr", "offer", false),
    BENT("sommr", "sommar", false),
    BENT("somr", "sommar", false),
    BENT("vintr", "vinter", false),
    BENT("mönstr", "mönster", false),
    BENT("fönstr", "fönster", false),
    BENT("filtr", "filter", false),
    BENT("hindr", "hinder", false),
    BENT("åldr", "ålder", false),
    BENT("registr", "register", false),
    BENT("semestr", "semester", false),
    BENT("ministr", "minister", false),
    BENT("teatr", "teater", false),
    BENT("centr", "center", false),
    BENT("centrum", "center", false),
    BENT("muse", "museum", true),
    BENT("vatten", "vattn", false),
    BENT("tecken", "teckn", false),
    BENT("vapen", "vapn", false),
    BENT("botten", "bottn", false),
    BENT("sockn", "socken", false),
    /* words of two letters, which the stemmer never cuts */
    BENT("året", "år", true),
    BENT("åren", "år", true),
    BENT("årets", "år", true),
    BENT("årens", "år", true),
    BENT("nya", "ny", true),
    BENT("nytt", "ny", true),
    BENT("nye", "ny", true),
    /* -or of their own, not a plural of -a */
    BENT("gator", "gat", false),
    BENT("ator", "ator", false),
    BENT("ktor", "ktor", false),
    BENT("revisor", "revisor", false),
    /* -iker: a person, not several of -ik (kliniker are several) */
    BENT("politiker", "politiker", false),
    BENT("tekniker", "tekniker", false),
    BENT("akademiker", "akademiker", false),
    /* own words inside compounds */
    BENT("kontor", "kontor", false),
    BENT("register", "register", false),
    BENT("center", "center", false),
    BENT("nummer", "nummer", false),
    BENT("minister", "minister", false),
    {NULL, 0, NULL, false},
};

const char *const forms_own[] = {
    "annan",
    "arena",
    "bana",
    "bekväm",
    "bön",
    "center",
    "charter",
    "data",
    "dator",
    "doktor",
    "ens",
    "exemplar",
    "fakta",
    "faktor",
    "filter",
    "format",
    "fors",
    "från",
    "frön",
    "fönster",
    "före",
    "förena",
    "grön",
    "hinder",
    "human",
    "innan",
    "kloster",
    "kontor",
    "kurs",
    "kön",
    "lager",
    "läger",
    "lån",
    "lön",
    "medan",
    "media",
    "median",
    "mellan",
    "metadata",
    "minister",
    "modern",
    "motor",
    "muse",
    "mån",
    "månad",
    "mönster",
    "nummer",
    "nytta",
    "när",
    "nära",
    "nästan",
    "offer",
    "order",
    "organ",
    "papper",
    "processor",
    "professor",
    "redan",
    "register",
    "roman",
    "samma",
    "sedan",
    "sektor",
    "semester",
    "senare",
    "server",
    "skön",
    "socken",
    "sommar",
    "sponsor",
    "teater",
    "tidigare",
    "timmer",
    "under",
    "urban",
    "utan",
    "vals",
    "vara",
    "veck",
    "veteran",
    "vinter",
    "ålder",
    "åter",
    "över",
    "överens",
};
const size_t forms_own_n = sizeof(forms_own) / sizeof(forms_own[0]);

const char *const forms_derivation[] = {
    "lig", "ig", "els", "het", "are", "ande", NULL};
