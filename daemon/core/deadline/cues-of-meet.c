/* cues-of-meet.c - meetings, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* meetings */
    EVENT(72, PUBLIC, "*samrådsmöte+, *informationsmöte+, *dialogmöte+"),
    EVENT(70, 0,
	"*årsmöte+, mötesdag+, mötestid+, mötesdatum, "
	"sammanträdestid+"),
    EVENT(70, BODY,
	"sammanträdesdag+, sammanträdesplan+, mötesplan+, "
	"sammanträdestider, mötestider, kalendarium"),
    EVENT(48, 0,
	"*kursprogram=, *kurskalender+, *kursutbud=, *programblad=, "
	"*evenemangskalender+, *sommaravslutning+, *terminsavslutning+, "
	"*julavslutning+, *årsavslutning+"),
    EVENT(90, 0, "följande dagar, följande datum, följande tider"),
    EVENT(66, V | CUE_GENERIC, "äger .. rum, äga rum"),
    EVENT(66, V, "kallas till möte, kallar till"),
    EVENT(60, BODY, "kallelse .. @nämnd, extra @nämnd"),
    EVENT(66, V | BODY, "sammanträder, sammanträda"),
    EVENT(90, PUBLIC,
	"har öppet hus, har .. öppet hus, håller öppet hus, "
	"håller .. öppet hus, håller .. öppet möte"),
    EVENT(66, PUBLIC, "öppna möten, öppna träffar"),
    EVENT(64, PUBLIC, "öppet hus, *presskonferens+, pressträff+"),
    EVENT(56, PUBLIC,
	"@konferens, öppet möte, öppna möten, drop-in, "
	"drop-in-träff"),
    EVENT(56, 0,
	"@förrättning, syn på plats+, nästa träff, val till, valet till, "
	"ny inspektion, nästa inspektion, upprop="),
    EVENT(56, BODY, "nästa sammanträde, nästa möte"),
    EVENT(56, V,
	"@ordna~, ses vi, vi ses, ses, vi syns, syns vi, "
	"går av stapeln, boka in den, boka in, boka den, "
	"reservera den, spara datumet, notera datumet, "
	"skriv in datumet, kallas till, bjud~ .. in, bjuder på, bjuder vi på, "
	"bjuds .. på, kör vi, pris+ .. delas ut, stipendi* .. delas ut, uppträd~, föreläs~, "
	"klipps bandet, bandet klipps, firas, firar, spelas, framförs, avtackas, "
	"gästa~, framträd~, "
	"håller öppet hus, dags för, startar kursen, kursen startar, "
	"*kurs* .. starta~, kurs* .. starta~, inviger, uppmärksammas, tågar, samtalar"),
    EVENT(54, V | LIVE, "invigs"),
    EVENT(70, V, "höras igen, hörs igen, vi hörs"),
    EVENT(50, V, "öva~"),
    EVENT(60, 0, "kursdatum, *kursdag+, kurstillfälle+"),
    EVENT(50, 0, "*konferensdag+, *terapidag+, *fortbildningsdag+"),
    EVENT(54, BODY, "*sammanträd+, *sammankoms*"),
    EVENT(50, BODY, "*möte+"),
    EVENT(54, V | BODY, "mötas, samlas, träffas, möts, samla~"),
    EVENT(52, V,
	"ges den, ges i stället, ges istället, håller vi, håller .. en, håller .. ett, avhålls, "
	"genomförs en, *förhandla~"),
    EVENT(52, V | CUE_GENERIC, "hålls"),
    EVENT(30, 0, "program"),
    EVENT(30, TOPIC, "@grupp"),
    EVENT(46, 0, "@evenemang, *halvdag+, heldag+, datum och tid"),
    EVENT(40, 0,
	"välkommen till, välkomna till, datum och plats, när och var, "
	"tid och plats, vid *dagen, *dag för, *kväll+ den, "
	"*mässa den"),
    EVENT(36, V, "hålla, sänds"),
    EVENT(36, 0, "missa inte"),
    EVENT(50, V,
	"*minister+ .. besök~, landshövding+ .. besök~, statsråd+ .. besök~, "
	"generaldirektör+ .. besök~, kung+ .. besök~, ambassadör+ .. besök~"),
    EVENT(34, 0,
	"*utbildning+, kurs+, *grundkurs+, distanskurs+, "
	"*påbyggnadskurs+, *introduktionskurs+, *nybörjarkurs+, "
	" *dagarna, *kväll+"),
    EVENT(52, V, "kom och, lyssna, träffa, håller information"),
    EVENT(24, 0, "tid, när"),
    EVENT(26, 0, "*marknad+, *provning+"),
};

const struct cue_rows cues_of_meet = ROWS(rows);
