/* cues-of-agree.c - what begins, lasts and ends, and the notice of it, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* what stops being valid */
    EXPIRY(
	88, V | OPEN, "upphör~ .. giltig+, upphör~ .. gälla, slut~ .. gälla"),
    EXPIRY(80, V,
	"bli~ .. ogiltig+, är ogiltig+, förlora~ .. giltighet, "
	"mist~ .. giltighet, stäng~ .. för gott, "
	"är inte längre giltig+, gäller inte längre, bomma~ igen, "
	"stäng~ .. permanent, lämna~ .. som ordförande"),
    EXPIRY(96, V | OPEN | CUE_MOVED,
	"har förlängts till, har .. förlängts till, har förlängts tom, "
	"har förlängts fram, är förlängt till, är förlängda till"),
    EXPIRY(78, V | OPEN,
	"löp~ .. ut, löp~ till, gå~ .. ut, går mot sitt slut, går i graven, "
	"@upphöra~, är slut, till ända, gäll~ till, gäll~ längst, får pågå, "
	"kan pågå längst, lämna~ .. *post+, lämnar styrelsen, lämna styrelsen, lämna~ lokal+, lämna~ uppdraget, "
	"lämna~ .. sitt uppdrag, lämna~ .. sin tjänst, slutar som, går i pension, stängs för gott"),
    EXPIRY(
	80, V, "@medel .. @använda~, @medel .. @använda^, sista dag+ i drift"),
    EXPIRY(80, FIRM, "@medel .. @använda^"),
    EXPIRY(96, FIRM, "till avflyttning, till upphörande"),
    EXPIRY(84, 0, "*avtal= slut"),
    EXPIRY(70, V,
	"@medel finns till, *finansiering+ finns till, @medel finns fram"),
    EXPIRY(76, 0,
	"@avtals/@slut+, sista giltighetsdag+, "
	"mandattidens slut, *avtalets slut"),
    EXPIRY(70, 0,
	"sista arbetsdag+, sista dag+ på jobbet, sista dag+ i tjänst, "
	"utgångsdatum, sist+ giltig+, tidsbegränsad+, tidsbegränsat, "
	"begränsa^ till, giltighetstid+ .. slut, utgångsdag+"),
    EXPIRY(66, V | OPEN,
	"tar .. slut, är över, slut~ fungera, fasas .. ut, dras .. in, @använda~ till, "
	"räcker till, fungera~ till, fungera~ fram till, fungera~ tom, gäller fram till, varar, pågår längst, "
	"bortfaller, entlediga~, avträd~, har sin sista dag, upphäv~, förfaller, tryter, pensionera~"),
    EXPIRY(66, STATE, "@använda^"),
    EXPIRY(66, 0, "för gott"),
    EXPIRY(80, V, "träd~ ur funktion, träd~ ur kraft"),
    EXPIRY(62, V,
	"hyresgäst+ .. flytta~ ut, *chef+ .. stanna~, *direktör+ .. stanna~, "
	"rektor+ .. stanna~, ordförande+ .. stanna~"),
    EXPIRY(70, V,
	"stäng~ permanent, stäng~ för nya, stäng~ för gott, lägg~ ned, lägg~ ner, lägg~ igen, "
	"stäng~ ner, stäng~ ned, släck~ .. ner, släck~ .. ned, tas ur bruk, "
	"tas ur drift, tas ur trafik, avsluta~ sitt uppdrag, "
	"avsluta~ sin tjänst, förordnande+ .. går ut"),
    EXPIRY(60, V,
	"@använda~, räck~, stå~ kvar, kvarstå~, finn~ kvar, är kvar, ligger kvar, "
	"stannar kvar, behåll~, bibehåll~, permittera~, är tjänstledig, "
	"är föräldraledig, vikarierar, avser perioden, täcker perioden, "
	"omfattar perioden, hyr~ ut"),
    EXPIRY(62, V, "ligg~ fast, stå~ fast, bestå~"),
    EXPIRY(31, V, "tas bort"),
    EXPIRY(58, 0, "slutdatum, slutdag+"),
    EXPIRY(38, 0, "slut, *avslut="),
    EXPIRY(38, 0, "*nedläggning+, *nedläggelse+, indragning+, *avveckling+"),

    /* what begins to apply */
    EFFECT(88, V | LIVE,
	"träd~ .. i kraft, börja~ .. gälla, "
	"börja~ .. tillämpas, vinn~ laga kraft, få~ laga kraft, "
	"*regler+ .. börja~ användas"),
    EFFECT(60, LIVE, "trätt i kraft, tillträde+"),
    EFFECT(76, LIVE,
	"*ikraftträdande+, kraftträdande+, ikraft, @avtals/@start+, "
	"verkan från, *tillträdesdag+, *tillträdesdatum"),
    EFFECT(74, V | LIVE,
	"blir avropsbar+, blir .. möjligt att, insats+ .. övergå~, "
	"verksamhet+ .. övergå~, uppgift+ .. övergå~, "
	"huvudmannaskap+ .. övergå~, återinträd~, inträd~, blir tvingande, blir bindande, åter i kraft, "
	"börja~ löpa, bli~ .. gällande, får kraft, är i kraft, får verkan, "
	"får verkställas, ska .. tillämpas, ska gälla, gäller från, *avtalet börja~, "
	"börja~ *avtalet, @avtal starta~, tillträd~, börja~ som, "
	"börja~ sin tjänst, börja~ på posten, tar över som, blir ny *chef, "
	"blir .. ny *direktör, blir ny rektor, @taxa .. inför~, "
	"inför~ .. @taxa, @taxa .. tas bort, @taxa .. slopa~, "
	"börjar tas ut, @taxa .. tas ut, blir .. avgiftsfri+, blir .. kostnadsfri+, "
	"blir .. förbjudet, blir obligatorisk+, blir .. krav, får genomslag, "
	"får effekt, sätts i kraft, ikraftträd~, gäller .. nya, bli~ verklighet, "
	"*regler+ .. börja~, "
	"ersätter .. tidigare, ersätter nuvarande"),
    EFFECT(74, V | LIVE,
	"blir ny @befattning, blir .. ny @befattning, blir @befattning, "
	"blir tillförordnad @befattning, blir tf @befattning"),
    EFFECT(62, V | LIVE | CUE_GOING, "tillämpa~"),
    EFFECT(66, V | LIVE,
	"slå~ ihop, slås .. ihop, slå~ samman, slås .. samman, går samman"),
    EFFECT(62, V | LIVE, "efterträd~, ansvar+ .. övergå~"),
    EFFECT(74, V | LIVE,
	"hyr* .. räkna~ upp, *avgift+ .. räkna~ upp, *tax+ .. räkna~ upp, "
	"får .. nytt namn, byt~ .. namn, "
	"anställning+ .. börja~, tjänst+ .. börja~, uppdrag= .. börja~, "
	"ny rektor .. på plats, ny *chef .. på plats, "
	"ny *direktör .. på plats, ansvar+ .. övergå~, "
	"får .. nya uppgifter, får .. nya regler, får .. nya befogenheter, "
	"får .. ansvar+ för, hon börjar, han börjar, hon tillträd~, "
	"inför~ @taxa, införs .. @taxa, "
	"blir .. skyldig+ att, får inte längre, omfattas av, "
	"inled~ .. anställning, inled~ .. tjänst+, avgiftsbelägg~, "
	"blir .. avgiftsbelag*, tar plats i"),
    EFFECT(58, LIVE,
	"startdatum, gällande från, giltig från, "
	"verksamhetsövergång+"),
    EFFECT(52, V | LIVE,
	"@höja~, överta~, ta~ .. över, ersätt~, "
	"tillsätts, kräv~, avskaffa~, debitera~, blir .. kronor, "
	"kostar, får rätt till, blir tillåt*"),
    EFFECT(50, LIVE,
	"höjda, höjd, sänkta, sänkt, ändrade, nya @nytt, "
	"ny @nytt, nytt @nytt, *höjning+, *sänkning+, "
	"nytt avtal, nya avtalet, *gratis"),

    /* the last day to give notice or to say yes to more */
    NOTICE(94, V,
	"option+ .. @utlösa~, @utlösa~ .. option+, option+ .. tas i anspråk, "
	"option+ .. meddela~, lämna~ .. @utträde, besked+ .. @utträde, "
	"@meddela~ .. @utträde, inte .. fortsätta, vill .. fortsätta, inte vill förnya, inte förnya, "
	"säg~ .. ifrån, inte .. följa med, @utlösa~ .. @förlänga, @förlänga .. @utlösa~, "
	"nyttja .. @förlänga, vill beställaren .. @förlänga, "
	"ta~ ställning .. @förlänga, ta~ .. beslut om @förlänga, "
	"@meddela~ .. @förlänga, @förlänga .. @meddela~, "
	"begär~ .. @förlänga, @förlänga .. begär~, "
	"vill .. @förlänga, önska~ .. @förlänga"),
    NOTICE(96, V,
	"inte hör~ .. från, inte hört .. från, part+ .. hör av sig, "
	"part+ .. motsätt*, part+ .. säger nej, part+ .. säga nej, "
	"part+ .. ta~ .. ställning, part+ .. ta~ ställning, "
	"ställning till om .. fortsätta, meddela~ om .. fortsätta, "
	"vill fortsätta, inte vill fortsätta"),
    NOTICE(94, 0,
	"kan @förlänga .. besked+, förlängas .. besked+, "
	"besked+ .. @förlänga, begäran .. @förlänga, "
	"*beslut= .. @förlänga"),
    NOTICE(88, 0,
	"sista dag+ .. @utlösa~ .. option+, sista dag+ .. @utlösa~ .. @förlänga, "
	"sista dag+ .. säga upp"),
    NOTICE(94, V,
	"@meddela~ .. vill lämna, @meddela~ .. lämna förbundet, @meddela~ .. vill avsluta"),
    NOTICE(94, V, "vill lämna .. anmäl~, vill lämna .. meddela~"),
    NOTICE(94, FIRM,
	"begärt .. upphör*, begär .. upphör*, utträda .. anmäl~, begärt .. avslut*, "
	"begärt .. frånträd*, begärt .. utträd*, sagt nej till .. @förlänga"),
    NOTICE(86, V,
	"säg~ .. upp, *avtal= .. säg~ upp, frånträd~, avbryt~ .. i förtid, "
	"lämna~ .. samarbetet, lämna~ .. *avtalet, lämna @avtal, "
	"lämnar @avtal, gå ur, träda ur, "
	"utträda, begär~ .. utträde, anmäl~ .. utträde, "
	"hyresgäst+ .. vill flytta, hyresgäst+ .. ska flytta, uppsägning+ .. ske, uppsägning+ .. göras, "
	"uppsägning+ .. lämna~, uppsägning+ .. inkom*, uppsägning+ .. vara, "
	"avsluta~ .. *avtalet, motsätta sig .. förlängning"),
    NOTICE(60, V, "påkalla~"),
    NOTICE(62, 0, "*förlängningsoption+, *optionsrätt+"),
    NOTICE(90, FIRM, "inte har meddelat annat, inte meddela~ annat"),
    NOTICE(84, FIRM, "sagts upp, sagt upp, uppsagt"),
    NOTICE(84, 0,
	"*uppsägningsda+, *uppsägningsdatum, uppsägning+ senast, "
	"om förlängning, *omförhandling+, sägas upp, "
	"*beslut= .. option+"),
    NOTICE(70, 0,
	"*uppsägning+, *förlängningsår=, *optionsår=, "
	"*uppsägningsmeddelande+, villkorsändring+, "
	"*frånträdande+, *förlängningsbesked="),
};

const struct cue_rows cues_of_agree = ROWS(rows);
