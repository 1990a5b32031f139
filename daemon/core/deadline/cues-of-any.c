/* cues-of-any.c - cues of several kinds: what is valid, what is handed in, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* effect, expiry or both, by the words before the date */
    VALID(76, 0, "för perioden, för tiden, för mandatperiod+"),
    VALID(68, V, "giltig+"),
    VALID(64, 0, "@avtals/@tid+"),
    VALID(60, 0, "mandattid+"),
    VALID(62, V | OPEN, "gäller, gälla"),
    VALID(70, V,
	"är anställd+, sträck~ sig, är bindande, vara bindande, får verka, "
	"är bunden av, är bundna av, bunden av sitt, vidstå~ .. anbud="),
    VALID(58, STATE, "förlängt, är förlängd+"),
    VALID(58, V, "är finansiera^, är säkra^, är bemanna^"),
    VALID(70, V,
	"avser @period, omfattar @period, täcker @period, gäller @period, "
	"löper @period, under mandattiden, avser mandat*, omfattar .. år, "
	"*avtal= .. omfattar, *uppdrag= avser"),
    VALID(58, V,
	"förordna~, äger giltighet, har giltighet, "
	"är gällande, gällande i, bedriv~, upplåts, hyrs ut, "
	"arrenderas ut, får bedrivas, finansiera~"),
    VALID(58, 0, "giltighet+, *förordnande+, *dispens+, *bygglov="),
    VALID(56, V,
	"medges, tillåts, beviljas, förordnas, är vald+, är utsedd+, är förordnad+, "
	"utses, väljs"),
    VALID(56, STATE, "valdes, utsågs, utnämndes, förordnades, utnämnts"),
    VALID(56, STATE,
	"förordna^, utsetts, utsedd, valts, bevilja^, anställts, "
	"tecknats, upplåtits, vald till och med, fått dispens, "
	"fått tillstånd, fått förlängt, fått bidrag"),
    VALID(60, V,
	"*projekt+ .. pågå~, *försök+ .. pågå~, *insats+ .. pågå~, "
	"*satsning+ .. pågå~, *pilot+ .. pågå~, *projekt+ .. fortsätt~, "
	"*försök+ .. fortsätt~, *insats+ .. fortsätt~, "
	"*satsning+ .. fortsätt~, *pilot+ .. fortsätt~, "
	"*projekt+ .. som .. fortsätt~, *försök+ .. som .. fortsätt~"),
    VALID(52, V | OPEN, "löper, löpa"),
    VALID(58, V, "*förbud= .. råder, råder .. *förbud=, meddelas .. *förbud="),
    VALID(46, V | OPEN, "förlängd+, *förlängs, förlänga~, anställ~"),
    VALID(40, V | OPEN | CUE_GOING, "pågår, pågå, fortgå~, fortlöpa"),
    VALID(40, V, "bevilja~, slipp~"),
    VALID(34, 0, "hyresavtal="),
    VALID(26, 0, "@avtal"),

    /* handed in: its nouns tell what */
    HAND(44, V | CUE_EXPECTED, "meddela~"),
    HAND(44, V,
	"@lämna~, komm~ in, kom in med, inkom med, vänligen inkom, vänligen inkom med, inkomm~, ge~ in, ges in, "
	"tas emot, tar .. emot, mottas, emottas, höra av, hör av, "
	"hör .. av, återkomma, återkom, skriv till, skriv och, skriva till, "
	"ladda~ upp, registrera, registreras, fyll~ i, inställa sig, "
	"anmoda~, höra från, komplettera~, inrapportera~, "
	"vill .. ha, vill se, behöver vi, behöver .. få, ser .. gärna, ber .. om, "
	"ber er, önskar få, önskas, önskar vi, begärs, begärs in, samla~ in, "
	"ta del av, göra det, gör det, gör så, görs skriftligen, görs via, "
	"göras via, göras skriftligen, sker via, ske via, ske skriftligen, "
	"vända sig till, vänd dig till, kontakta, kontaktar, ring, klicka, "
	"gå in på, hör vi, säg~ till, behövs, stäng~, lägg~ in, är välkomna, är välkommen, "
	"välkomna~ med, vara hos, finnas hos, ligga hos"),
    HAND(50, V, "tar vi emot, ligger ute"),
    HAND(56, V, "ska in, ska vara inne, måste in, måste vara inne"),
    HAND(60, STATE, "vara här, finnas här, ha kommit hit, komma hit"),
    HAND(72, V,
	"behöver .. ert besked, behöver .. ditt besked, vill ha ert besked, "
	"vill ha ditt besked, önskar .. ert besked, önskar .. ditt besked, "
	"ge oss besked, lämna .. ert besked, ge besked till"),
    HAND(52, V, "meddela oss"),
    HAND(52, V | OPEN,
	"verktyget .. lås~, dokumentet .. lås~, systemet .. lås~, "
	"formuläret .. lås~, stängning sker, stängning+ .. sker, "
	"@ingång .. stäng~, @ingång .. är öpp*, @ingång .. hålls öpp*, "
	"@ingång .. är tillgänglig+"),
    HAND(44, STATE,
	"kommit in, inkommit, inkommet, inkommen till, inkomna till, "
	"kommit oss, ha kommit, tillhanda, till handa, inlämna^, insänd^, "
	"@lämna^, nått oss, nå oss, når oss, ha nått, ha fått, ha den, framme, "
	"fått in, vara inne, vara framme, "
	"vara oss, poststämpl*, mottag*, lagts in, ifylld+, ifyllt, besvarats, "
	"registrerats, anmälts, begärts, inrapporterats, ingetts, ingivits, "
	"delgetts, laddats upp, överlämnad"),
    HAND(70, STATE,
	"klar och @lämna^, klart och @lämna^, klara och @lämna^, "
	"ifylld+ och @lämna^, ifyllt och @lämna^"),
    HAND(60, 0, "*insamling+"),
    HAND(46, 0, "*inlämning+, *insändning+"),
    HAND(40, 0,
	"sista dag+, sista datum+, sista tidpunkt+, inlämningsdag+, "
	"deadline+, stoppdag+, slutdatum för, *stoppdatum+, "
	"sista chans+, sista möjlighet+, *frist+, stoppdag+, "
	"*tidsgräns+, sista svarsdag"),
};

const struct cue_rows cues_of_any = ROWS(rows);
