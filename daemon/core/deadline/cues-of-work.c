/* cues-of-work.c - work that is to be finished, services that begin, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* work that is to be finished, and services that begin */
    COMPLETE(64, STATE | READY,
	"klar, klart, *klar, *färdig, *färdigt, *färdiga, färdigbygg*, "
	"färdigställ^, slutbesiktiga^, vara på plats, "
	"i hamn, är i mål, vara i mål, redo, på banan, uppe och snurrar, "
	"fått full effekt, fått effekt, ha .. på plats, har .. på plats, på plats till, "
	"på plats senast, fullt utbygg^"),
    COMPLETE(66, STATE,
	"ny .. är på plats, nya .. är på plats, nytt .. är på plats, "
	"ny .. finns på plats, nya .. finns på plats, nytt .. finns på plats"),
    COMPLETE(90, STATE,
	"genomfört och betalt, genomförd+ och betald+, utförd+ och betald+, "
	"utfört och betalt, slutförd+ och betald+, avslutad+ och betald+, "
	"klar+ och betald+, klart och betalt"),
    COMPLETE(72, STATE,
	"lämna^ platsen, lämna^ området, lämna^ byggnaden, "
	"lämna^ fastigheten"),
    COMPLETE(60, 0, "färdigtid+, *klartid+, *färdigdatum"),
    COMPLETE(66, V,
	"*entreprenör+ .. överlämna~, *entreprenör+ .. lämna~ över, lämna~ över *huset, "
	"lämna~ över *byggnad+, lämna~ över nycklar+, *entreprenad+ .. överlämna~, *bygg* .. överlämna~"),
    COMPLETE(68, STATE,
	"arbetat av, betat av, gått igenom, gåtts igenom, vara gjort, vara gjorda, är gjort, "
	"överflytta^, ha fått utbildning, ha fått .. utbildning, ha bytt, ha flyttat, ha gått över, ha övergått"),
    COMPLETE(66, V, "stå~ klar+, stå~ klart, stå~ färdig*"),
    COMPLETE(66, V,
	"*byggnad+ .. överlämna~, *huset .. överlämna~, nycklar+ .. överlämna~, "
	"lokal+ .. överlämna~"),
    COMPLETE(62, V | LIVE,
	"koppla~ om, koppla~ över, kan ta emot, byt~ *växel, "
	"lämna~ platsen, lämna~ området"),
    COMPLETE(64, V | LIVE,
	"öppet igen, öppen igen, öppna igen, åter öppen, åter öppet"),
    COMPLETE(72, STATE,
	"ha uppdaterat, vara uppdaterad+, vara uppdaterat, vara hållet, "
	"vara hållen, ha hållits"),
    COMPLETE(62, V,
	"ska ta bort, måste ta bort, forsla~ bort, frakta~ bort, plocka~ bort, "
	"montera~ bort, montera~ ned, montera~ ner, bär~ bort"),
    COMPLETE(62, V | READY, "klara, göra~ klar+, färdigställ~, slutför~"),
    COMPLETE(60, STATE | READY,
	"@bygga^, @utreda^, @fullgöra^, @starta^, avklara^, byggt, byggd+, bytt+, utbytt+, framtag*, bortforsla^, "
	"nedmontera^, uppsatt+, tagna i bruk, tagen i bruk, tagit i bruk, "
	"tagits i bruk, omhändertag*, igångsatt, övergått, tillsatt, "
	"underskriven, underskrivet, underskrivna, anlagt, anlagd+, rivit, riven, rivna, tagit fram, tagit bort, satt upp, "
	"lagt om, förlagt, gjort klart, byggt om, bytt ut, köpt in, flyttat in, "
	"färdigbygg^, färdigrenovera^, färdigasfaltera^, "
	"inflyttningsklar+, helt infört, tagits fram, påskrivet"),
    COMPLETE(58, LIVE | READY | STATE,
	"i luften, i drift, i bruk, igång, i gång, "
	"i full drift, driftsatt+, erbjudits"),
    COMPLETE(74, LIVE,
	"driftstart+, *trafikstart+, driftsätt*, "
	"produktionsstart+, *trafikpremiär+"),
    COMPLETE(78, V | LIVE,
	"träd~ i funktion, ta~ .. i bruk, ta~ .. i drift, sätt~ i drift, ta~ .. i anspråk, "
	"ta~ i trafik, sätt~ i trafik, sätts i produktion"),
    COMPLETE(66, V | LIVE,
	"börja~ köra~, börja~ trafikera~, börja~ rulla, börja~ gå, "
	"börja~ användas, börja~ ta emot, börja~ säljas, börja~ erbjuda, "
	"börja~ fungera, börja~ levereras, öppna~ för trafik, "
	"slå~ upp portarna, slå~ upp dörrarna, gå~ live, startar upp, "
	"övergå~ till, byt~ .. *system=, byt~ .. leverantör, byt~ till, gå~ .. över till, gå~ över i, släpps på, "
	"tar emot .. första, ta~ .. emot .. första, ta~ emot .. patienter+, välkomna~ de första, "
	"kopplas på, slås på, i skarpt läge, skarp drift, flyttas över"),
    COMPLETE(62, V | LIVE,
	"byts .. mot, dra~ igång, kör~ igång, rulla~ igång, komm~ igång, "
	"dra~ i gång, kör~ i gång, komm~ i gång, rullas ut, tar vid, tar över driften, blir tillgänglig+, är igång, "
	"är i gång, lägg~ .. om, flytta~ in, flyttar till, flytta~ verksamheten, "
	"slår .. upp, startar trafiken, kopplas in"),
    COMPLETE(58, V | LIVE | READY, "@starta~"),
    COMPLETE(40, V | LIVE, "starta, startar, flyttar, visas, rullar, övergå~"),
    COMPLETE(58, V,
	"@fullgöra~, @bygga~, @utreda~, ta~ fram, arbetas fram, "
	"arbeta~ fram, gås igenom, ses över, bytas ut, byts ut, "
	"ställas i ordning, ställs i ordning, skriva~ under, "
	"rätta~ till, teckna~ avtal, *avtal= .. skriv~, kontrakt= .. skriv~, "
	"*avtal= .. teckna~, avsluta~ arbetet, ingås, "
	"föras över, visa upp, köpas in, dras om, tas ned senast"),
    COMPLETE(58, V, "gör~ .. uppföljning, göra .. uppföljning"),
    COMPLETE(70, V, "underteckna~, skriv~ under, signera~"),
    COMPLETE(46, V,
	"finnas, erbjud~, lämnas över, *patient+ .. tas emot, upprätta~, arbetet sker, "
	"följ~ upp, ansluta, uppnås"),
    COMPLETE(58, V | CUE_GENERIC, "genomför~, utför~"),
    COMPLETE(60, STATE | READY | CUE_GENERIC, "genomför^, utför^, avsluta^"),
    COMPLETE(42, V | CUE_GENERIC, "@verkan .. @ske~, arbete+ .. @ske~"),
    COMPLETE(40, 0,
	"framme, ny e-tjänst, nya *tjänster, ny webbplats, "
	"nytt *system, ny app, ny mottagning, nya lokaler"),
    COMPLETE(50, V | LIVE, "får .. ny, får .. nya, får .. nytt, kunna börja"),
    COMPLETE(60, 0,
	"*driftsättning+, *idrifttagning+, *ibruktagande+, @bygg/@dag+, "
	"*färdigställande+, *besiktning+, *uppstart+, *öppningsdag+, "
	"*öppningsdatum, öppnandet, skarp drift"),
    COMPLETE(64, 0,
	"avgår första, första turen, första tåget går, första bussen går, första avgången"),
    EFFECT(60, 0, "tidtabellsskifte+"),
    COMPLETE(58, LIVE, "inflytt, *lansering+, *införande+, *inflyttning+"),
    COMPLETE(74, 0, "sammanställning+ av"),
    COMPLETE(48, LIVE,
	"*öppning+, *starten, *flytten, *övergång+ till, "
	"*byte till, *bytet till, *flytt till"),
    COMPLETE(46, 0,
	"*implementering+, *utvärdering+, *leverans+, "
	"*kartläggning+, *överlämning+, "
	"*sammanställning+"),
    COMPLETE(24, 0, "på sig att"),
    COMPLETE(40, TOPIC, "@grepp"),
};

const struct cue_rows cues_of_work = ROWS(rows);
