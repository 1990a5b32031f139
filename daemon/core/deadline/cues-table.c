/* cues-table.c - the cues, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues.h"

#define REMISS(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_REMISS, weight, flags, patterns \
	}
#define EXPIRY(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_EXPIRY, weight, flags, patterns \
	}
#define EFFECT(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_EFFECT, weight, flags, patterns \
	}
#define NOTICE(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_NOTICE, weight, flags, patterns \
	}
#define DECISION(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_DECISION, weight, flags, patterns \
	}
#define REPORT(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_REPORT, weight, flags, patterns \
	}
#define APPLY(weight, flags, patterns)                  \
	{                                               \
		DEADLINE_APPLY, weight, flags, patterns \
	}
#define REGISTER(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_REGISTER, weight, flags, patterns \
	}
#define EVENT(weight, flags, patterns)                  \
	{                                               \
		DEADLINE_EVENT, weight, flags, patterns \
	}
#define COMPLETE(weight, flags, patterns)                  \
	{                                                  \
		DEADLINE_COMPLETE, weight, flags, patterns \
	}
#define APPEAL(weight, flags, patterns)                  \
	{                                                \
		DEADLINE_APPEAL, weight, flags, patterns \
	}
#define POSTED(weight, flags, patterns)             \
	{                                           \
		CUE_POSTED, weight, flags, patterns \
	}
#define REMOVED(weight, flags, patterns)             \
	{                                            \
		CUE_REMOVED, weight, flags, patterns \
	}
#define VALID(weight, flags, patterns)             \
	{                                          \
		CUE_VALID, weight, flags, patterns \
	}
#define HAND(weight, flags, patterns)             \
	{                                         \
		CUE_HAND, weight, flags, patterns \
	}
#define REJECT(weight, flags, patterns)             \
	{                                           \
		CUE_REJECT, weight, flags, patterns \
	}
#define MARK(flags, patterns)                \
	{                                    \
		CUE_MARK, 0, flags, patterns \
	}

enum {
	V = CUE_VERB,
	LIVE = CUE_LIVE,
	READY = CUE_READY,
	OPEN = CUE_OPEN,
	TOPIC = CUE_TOPIC,
	STATE = CUE_STATE,
	BODY = CUE_BODY,
	PUBLIC = CUE_PUBLIC,
	FIRM = CUE_FIRM
};

/*
 * weight: 80 and more decides by itself; 60 a word that is used of little
 * else; 40 one that is used of other things too; 25 a hint.
 */
const struct cue cues_table[] = {
    /* answers to consultations */
    REMISS(78, 0, "@svars/@dag+, *svarsfrist+, inlämning av synpunkter"),
    REMISS(92, V, "föreläg* .. svara~, föreläg* .. yttra~"),
    REMISS(88, V, "öpp* för @svar"),
    APPLY(88, V, "öpp* för @anbud"),
    REMISS(66, 0,
	"*samrådsrund+, *synpunktsrund+, *@svar+ senast, svar senast, *remissvar=, *remissrund+, *remissomgång+, "
	"*remissförfarande+, *samrådsförslag=, granskningsskede+, "
	"samrådsskede+, *granskningshandling+, samrådshandling+, "
	"granskningsförslag=, *remissbehandling+, *samrådsremiss+"),
    REMISS(62, V,
	"@lämna~ .. @svar, avge~ .. @svar, ge~ .. @svar, framför-a, "
	"framför~ .. @svar, inkomm~ med .. @svar, komma med synpunkter, "
	"ha~ synpunkter, yttra~ sig, yttra~ .. sig, ställ~ ut, ställ~ .. ut, "
	"möjlighet att granska, kan granska~, säga något om, säga sitt om, svara på frågorna, göra din röst hörd, säg~ vad du, var med och påverka, påverka, tala om vad, "
	"berätta vad, dela med @sig, "
	"säg~ .. mening, ge .. syn, ge oss dina, ge oss era, tyck-a om, "
	"tycka om, spela in, spelar in, tyck~ till, höra av .. grannar, höras"),
    REMISS(88, STATE,
	"på samråd, på granskning, på remiss, på synpunktsrunda, "
	"för samråd, för granskning, finns utställt, är utställt, "
	"hålls utställt, öppet för synpunkter, öppen för synpunkter, "
	"öppna för synpunkter, för påseende, för synpunkter"),
    REMISS(88, V,
	"*dialog+ .. öpp*, invändning+ .. anmäl~, erinr* .. anmäl~, "
	"synpunkt+ .. anmäl~"),
    REMISS(72, V, "delge oss, bemöt~"),
    REMISS(56, 0, "hörande+, *hörandet"),
    REMISS(66, V,
	"visas @plan, finns @plan, @plan .. visas, @plan .. finns, @plan .. är tillgänglig+"),
    REMISS(60, V,
	"säga sitt, @yttra~, framföra, framför, anföra, tycka, svara på remissen, "
	"svara på enkäten"),
    REMISS(60, 0,
	"@svar, *yttranden, erinran, utlagd+, utlagt, att erinra, "
	"grannhörande+, ert ställningstagande, era ställningstagande+"),
    REMISS(43, 0, "föreläggande+"),
    REMISS(66, 0, "öpp* för omröstning"),
    REMISS(80, V,
	"bereds tillfälle att, beredas tillfälle att, ges tillfälle att, "
	"ges möjlighet att yttra, får tillfälle att, har rätt att yttra"),
    REMISS(92, V,
	"*omröstning+ .. avslutas, *omröstning+ .. stäng~, "
	"*omröstning+ .. pågå~, *enkät+ .. pågå~, något att anföra, "
	"något att säga, er bedömning, din bedömning, grannar .. hörs, "
	"berörda .. hörs, "
	"något att invända, något att erinra, slutföra .. talan, "
	"invändning+ .. göras, delta i samrådet, delta i enkäten, "
	"svara~ på våra frågor, svara~ på några frågor, "
	"du röstar, ni röstar, röstar du, röstar ni"),
    REMISS(66, 0, "*bevisuppgift+, bevisning, *slutanförande+"),
    REMISS(56, PUBLIC, "*samråd="),
    REMISS(56, 0,
	"*enkät+, er syn på, din syn på, sin syn på, vår syn på, "
	"skriftligt svar"),
    REMISS(54, 0, "*granskning+"),
    REMISS(70, V,
	"svara~ på @anbud, svara~ på .. förslag=, rösta på, rösta senast, rösta i"),
    REMISS(46, V, "svara~, rösta"),
    REMISS(50, 0,
	"*remiss+, svar=, *remissinstans+, *remissversion+, svarsformulär=, svarsblankett+, svarsportal+, "
	"utställd+, utställt, rådslag=, *frågeformulär=, "
	"*uppfattning+, *svarsmall+"),
    REMISS(60, CUE_MOVED | FIRM, "anstånd=, respit, uppskov="),
    REMISS(44, 0, "*undersökningen"),
    REMISS(42, TOPIC,
	"remiss*, detaljplan+, *planförslag=, *översiktsplan+, *promemori+, "
	"*lagrådsremiss+, kungörelse+, *vägplan+, järnvägsplan+, remitterade, "
	"*naturreservat=, vad du tycker, vad ni tycker, vad tycker, tycker, "
	"handlingsprogram=, *förslaget till, *utkast=, tankar, idéer, "
	"*trafikplan+, *länsplan+, *policy+, *riktlinje+, *strategi+, "
	"*regionplan+, *föreskrift+"),

    /* what stops being valid */
    EXPIRY(
	88, V | OPEN, "upphör~ .. giltig+, upphör~ .. gälla, slut~ .. gälla"),
    EXPIRY(80, V,
	"bli~ .. ogiltig+, är ogiltig+, förlora~ .. giltighet, "
	"mist~ .. giltighet, stäng~ .. för gott, "
	"är inte längre giltig+, gäller inte längre, bomma~ igen, "
	"stäng~ .. permanent, lämna~ .. som ordförande"),
    EXPIRY(78, V | OPEN,
	"löp~ .. ut, löp~ till, gå~ .. ut, går mot sitt slut, går i graven, "
	"@upphöra~, är slut, till ända, gäll~ till, gäll~ längst, får pågå, "
	"kan pågå längst, lämna~ .. *post+, lämna~ .. styrelsen, lämna~ lokal+, lämna~ uppdraget, "
	"lämna~ .. sitt uppdrag, lämna~ .. sin tjänst, slutar som, går i pension, stängs för gott"),
    EXPIRY(
	80, V, "@medel .. @använda~, @medel .. @använda^, sista dag+ i drift"),
    EXPIRY(80, FIRM, "@medel .. @använda^"),
    EXPIRY(96, FIRM, "till avflyttning"),
    EXPIRY(84, 0, "*avtal= slut"),
    EXPIRY(76, 0,
	"@avtals/@slut+, sista giltighetsdag+, "
	"mandattidens slut, *avtalets slut"),
    EXPIRY(70, 0,
	"sista arbetsdag+, sista dag+ på jobbet, sista dag+ i tjänst, "
	"utgångsdatum, sist+ giltig+, tidsbegränsad+, tidsbegränsat, "
	"begränsa^ till, giltighetstid+ .. slut, utgångsdag+"),
    EXPIRY(66, V | OPEN,
	"tar .. slut, är över, slut~ fungera, fasas .. ut, dras .. in, @använda~ till, "
	"räcker till, gäller fram till, varar, pågår längst, "
	"bortfaller, entlediga~, avträd~, har sin sista dag, upphäv~, förfaller, tryter, pensionera~"),
    EXPIRY(66, STATE, "@använda^"),
    EXPIRY(66, 0, "för gott"),
    EXPIRY(62, V, "hyresgäst+ .. flytta~ ut"),
    EXPIRY(70, V,
	"stäng~ permanent, stäng~ för gott, lägg~ ned, lägg~ ner, lägg~ igen, "
	"stäng~ ner, stäng~ ned, släck~ ner, släck~ ned, tas ur bruk, "
	"tas ur drift, tas ur trafik, avsluta~ sitt uppdrag, "
	"avsluta~ sin tjänst, förordnande+ .. går ut"),
    EXPIRY(60, V,
	"@använda~, räck~, stå~ kvar, kvarstå~, finn~ kvar, är kvar, ligger kvar, "
	"stannar kvar, behåll~, bibehåll~, permittera~, är tjänstledig, "
	"är föräldraledig, vikarierar, avser perioden, täcker perioden, "
	"omfattar perioden, hyr~ ut"),
    EXPIRY(31, V, "tas bort"),
    EXPIRY(58, 0, "slutdatum, slutdag+"),
    EXPIRY(38, 0, "slut, *avslut="),

    /* what begins to apply */
    EFFECT(88, V | LIVE,
	"träd~ .. i kraft, börja~ .. gälla, "
	"börja~ .. tillämpas, vinn~ laga kraft, "
	"*regler+ .. börja~ användas"),
    EFFECT(60, LIVE, "trätt i kraft, tillträde+"),
    EFFECT(76, LIVE,
	"*ikraftträdande+, kraftträdande+, ikraft, @avtals/@start+, "
	"verkan från, *tillträdesdag+, *tillträdesdatum"),
    EFFECT(74, V | LIVE,
	"återinträd~, inträd~, blir tvingande, blir bindande, åter i kraft, "
	"börja~ löpa, bli~ .. gällande, får kraft, är i kraft, får verkan, "
	"ska .. tillämpas, ska gälla, gäller från, *avtalet börja~, "
	"börja~ *avtalet, @avtal starta~, tillträd~, börja~ som, "
	"börja~ sin tjänst, börja~ på posten, tar över som, blir ny *chef, "
	"blir .. ny *direktör, blir ny rektor, @taxa .. inför~, "
	"inför~ .. @taxa, @taxa .. tas bort, @taxa .. slopa~, "
	"börjar tas ut, @taxa .. tas ut, blir .. avgiftsfri+, blir .. kostnadsfri+, "
	"blir .. förbjudet, blir obligatorisk+, blir .. krav, får genomslag, "
	"får effekt, sätts i kraft, ikraftträd~, gäller .. nya, bli~ verklighet, "
	"*regler+ .. börja~, "
	"ersätter .. tidigare, ersätter nuvarande"),
    EFFECT(62, V | LIVE, "tillämpa~, efterträd~, ansvar+ .. övergå~"),
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
    NOTICE(94, 0,
	"besked+ .. @förlänga, begäran .. @förlänga, "
	"*beslut= .. @förlänga"),
    NOTICE(94, V, "vill lämna .. anmäl~, vill lämna .. meddela~"),
    NOTICE(94, FIRM,
	"begärt .. upphör*, begär .. upphör*, utträda .. anmäl~, begärt .. avslut*, "
	"begärt .. frånträd*, begärt .. utträd*, sagt nej till .. @förlänga"),
    NOTICE(86, V,
	"säg~ .. upp, *avtal= .. säg~ upp, frånträd~, avbryt~ .. i förtid, "
	"lämna~ .. samarbetet, lämna~ .. *avtalet, gå ur, träda ur, "
	"utträda, begär~ .. utträde, anmäl~ .. utträde, "
	"hyresgäst+ .. vill flytta, hyresgäst+ .. ska flytta, uppsägning+ .. ske, uppsägning+ .. göras, "
	"uppsägning+ .. lämna~, uppsägning+ .. inkom*, uppsägning+ .. vara, "
	"avsluta~ .. *avtalet, motsätta sig .. förlängning"),
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

    /* decisions */
    DECISION(84, V,
	"fatta~ .. *beslut=, *beslut= .. fatta~, *beslut= .. @vänta~, "
	"*beslut= .. kan väntas, återkomm~ .. *beslut=, "
	"@nämnd .. tar .. ställning"),
    DECISION(90, V, "*besked= .. skicka~ ut, *besked= .. skicka~"),
    DECISION(84, 0, "läggs fram för beslut, fram för beslut"),
    DECISION(72, FIRM,
	"bordlagt till, bordlades till, bordlagts till, hänsköts till, "
	"hänskjutits till, skjutits till"),
    DECISION(80, V,
	"motion+ .. besvaras, medborgarförslag= .. besvaras, "
	"interpellation+ .. besvaras, bedöms av, bedömas av"),
    DECISION(60, V, "tar sig an, gör~ upp om"),
    DECISION(56, 0, "valet av, val av"),
    DECISION(56, STATE, "omvald, nyvald, återvald"),
    DECISION(60, V, "ena~ om, komma överens om, kommer överens om"),
    DECISION(74, V, "ställning tas, ställning .. tas, ta~ slutlig ställning"),
    DECISION(56, 0, "urval=, *uttagning+"),
    DECISION(110, V, "@nämnd .. ta~ ställning"),
    DECISION(64, STATE,
	"sagt sitt, sagt ja, sagt nej, tagit ställning, fattat .. *beslut=, "
	"@godkänna^"),
    DECISION(54, V,
	"prioritera~, rangordna~, fördelas, välj~ ut, väljs ut, debattera~, "
	"bifall~, väljer ny, välja ny, väljs ny, väljer ordförande, får .. veta, får .. svar på *ansökan, alla får svar, "
	"voterar, drar lott, lottar"),
    DECISION(74, V,
	"ta~ .. *beslut=, *beslut= .. tas, *beslut= .. meddela~, "
	"*beslut= .. lämna~, *beslut= .. kommer, *beslut= .. skjut~ upp, "
	"*beslut= .. flyttas, delge~ beslut=, ställ~ sig bakom, "
	"ta~ .. ställning, ta~ upp .. frågan, dom+ .. meddela~, "
	"dom+ .. vänta~, meddela~ .. dom, dom+ .. faller, dom+ .. kommer, "
	"dom+ .. avkunna~, utses av, föreläggs @nämnd"),
    DECISION(70, V,
	"@behandla~, ta~ upp, politisk behandling, återuppta~ i, vilar till, "
	"komm~ upp, stå~ på dagordningen, på dagordningen, "
	"på föredragningslistan, tas om, bordlägg~, hänskjut~, "
	"besked+ .. @vänta~, besked+ .. meddela~, upp till beslut"),
    DECISION(66, V,
	"tas .. upp, @besluta~, få~ .. besked, besked+ .. ges, "
	"besked+ lämnas, besked+ .. kommer, ge~ klartecken, ge~ grönt ljus, "
	"säg~ ja, säg~ nej, @nämnd .. säg~ sitt, säg~ @nämnd sitt, politiker* .. säg~ sitt, är uppe, vara uppe, upp i @nämnd, "
	"tas i @nämnd, gå~ till @nämnd, gå~ .. vidare till @nämnd, "
	"skicka~ vidare till @nämnd, gå~ till beslut, ligger för beslut, "
	"lämna~ över till @nämnd, bedömas, lyfts i, lyfts till, hanteras av, hanteras i, föras upp i, "
	"vinnar+ .. utse~, vinnar+ .. kora~, vinnar+ .. presentera~, "
	"vinnar+ .. meddela~, upp på bordet, lottas, frågan .. tas på, frågan .. tas i, ärendet .. tas på, mål+ .. avgör~, ställning till, röstar, rösta om"),
    DECISION(62, V,
	"gå~ .. vidare till, skicka~ .. vidare, lämnas vidare, sista ordet, "
	"läggs fram för, föredras för beslut, @godkänna~, bevilja~, "
	"ger besked, lämnar besked"),
    DECISION(70, V,
	"får .. sökande .. svar, sökande .. får svar, får du svar, får ni svar"),
    DECISION(70, 0, "*tilldelningsbeslut="),
    DECISION(70, V,
	"vinnar+ .. presentera~, *pristagar+ .. tillkännage~, vinnar+ .. tillkännage~, "
	"*pristagar+ .. offentliggör~, vinnar+ .. offentliggör~, "
	"mottagar+ .. offentliggör~, mottagar+ .. tillkännage~, "
	"*beslut= .. tillkännage~, mottagare .. tillkännage~"),
    DECISION(56, 0,
	"för beslut, till beslut, till avgörande, upp för beslut, beslut i, "
	"antagande i, behandling i, *antagande+, *fastställelse*, "
	"*omröstning+, *beslutsdag+, *beslutsdatum, beslutsmöte+, "
	"*antagningsbesked=, *placeringsbesked=, *tilldelningsbesked=, "
	"*ställningstagande+"),
    DECISION(52, 0, "*beslut="),
    DECISION(36, 0,
	"planeras till @nämnd, till @nämnd i, till @nämnd den, i @nämnd den, "
	"i @nämnd i, upp till @nämnd"),
    DECISION(46, READY, "*besked="),
    DECISION(48, 0,
	"behandling+, *avgörande+, fastställande+, votering+, "
	"tilldelning+, avgjord+"),
    DECISION(40, V, "bered~, rekommendera~"),

    /* assignments and accounts */
    REPORT(84, 0,
	"revisor* .. @svar, svar= .. revision*, yttrande+ .. revision*, "
	"svara på revision*"),
    REPORT(92, FIRM, "redovisa~ hur .. @använda^"),
    REPORT(90, V, "redovisa~ hur, redogör~ för hur, redovisa~ vilka"),
    REPORT(84, V,
	"ha .. besked+ om vad, få .. besked+ om vad, lämna .. besked+ om vad, "
	"skriftligt besked om, uppdrag= .. återkomm~, skriftligen berätta, berätta vad den, "
	"visa~ vilka åtgärder+"),
    REPORT(78, V,
	"återrapportera~, slutrapportera~, delrapportera~, "
	"återredovisa~, slutredovisa~, delredovisa~, "
	"avrapportera~, lägesrapportera~"),
    REPORT(72, 0, "*återrapportering+, *avrapportering+, *slutrapportering+"),
    REPORT(70, V,
	"@lämna~ .. @rapport, *utredning+ .. överlämna~, rapportera~ .. in"),
    REPORT(66, V,
	"mata~ in, önskar .. *underlag=, @redovisa~, @rapport .. @lämna~, "
	"lägg~ .. fram, inkomm~ med .. @rapport, inkomm~ med .. @underlag, "
	"komm~ tillbaka med, komm~ tillbaka .. med, återkomm~ .. med, "
	"ska återkomma, komma tillbaka till, @rapport .. ges, "
	"*återkoppling ges, information ges, @rapport .. komm~, "
	"@rapport .. vänta~, resultat+ .. presentera~, resultat+ .. redovisa~, "
	"delge~, dra~ för, dra~ .. för, anmäls i nämnden, anmäls till, "
	"anmäls på, vara .. tillbaka, åter .. senast, ha tillbaka, "
	"stäm~ av, stämmas av, följ~ upp på, följ~ upp i, återges, "
	"tas fram till, registrera^ .. uppgifter, lägg~ .. på bordet, "
	"visa upp .. resultat"),
    REPORT(66, V | CUE_THING, "@lämna~ .. @underlag"),
    REPORT(62, V,
	"återkomm~, återremittera~, uppgifter+ .. lämna~, "
	"statistik+ .. lämna~, *utredning+ .. lämna~"),
    REPORT(56, V, "överlämna~, föredra~, föredras, offentliggör~, avlämna~"),
    REPORT(64, STATE, "@redovisa^"),
    REPORT(68, STATE,
	"inkommit med .. @underlag, inkommit med .. @rapport, "
	"kommit in med .. @underlag, kommit in med .. @rapport, "
	"lämnat .. @underlag, skickat .. @underlag, lämnat .. @rapport"),
    REPORT(58, 0, "@rapport"),
    REPORT(56, V,
	"skickas till regeringen, lämnas till regeringen, sänds till regeringen, "
	"redovisning sker, rapportering sker"),
    REPORT(44, 0, "presentation+, föredragning+"),
    REPORT(60, 0,
	"*överlämnande+, *avlämnande+, *uppgiftslämnande+, "
	"*rapporteringsdag+, *rapporteringsdatum, *redovisningsdatum, "
	"*redovisningsdag+"),
    REPORT(72, 0, "*rapporteringstillfälle+, *redovisningstillfälle+"),
    REPORT(40, V, "informera~, tillkännage~"),
    REPORT(44, TOPIC, "*uppdrag=, *revision+"),
    REPORT(36, TOPIC,
	"@underlag, uppgifterna, *tillsyn+, *inspektion+, "
	"*brister, *kvitto+"),

    /* applications and bids */
    APPLY(84, 0,
	"@sök/@dag+, förslag= på .. *pristagare, "
	"förslag= på .. kandidat+, förslag= på mottagare, *valet .. gjort, *valet .. göras, förslag= till .. "
	"*pristagare, val till gymnasi*, valet till gymnasi*"),
    APPLY(76, V,
	"@lämna~ .. @anbud, bidrag= .. sökas, lägg~ .. @anbud, "
	"föreslå~ .. kandidat+"),
    APPLY(84, V, "anmäl~ .. intresse, visa~ .. intresse"),
    APPLY(68, V, "@ansöka~, ansök, nominera~"),
    APPLY(66, V,
	"välj~ .. skola, önska~ .. skola, välj~ .. gymnasi*, välja förskola, "
	"önska~ .. plats, sök~ .. bidrag=, sök~ .. stöd=, sök~ .. medel, "
	"sök~ .. pengar, sök~ .. stipendi*, sök~ .. plats, sök~ .. tjänst+, "
	"*plats+ .. sök~, inkomm~ med .. @anbud, @anbud .. @lämna~, "
	"tipsa oss om .. kandidat+, föreslå~ .. pristagare, "
	"@lämna~ .. önskemål, önskemål+ .. @lämna~, "
	"föreslå~ .. mottagare, lägga bud, ändra .. *val+, begära ut .. bidrag="),
    APPLY(66, STATE, "@ansöka^"),
    APPLY(60, STATE, "beställ^"),
    APPLY(66, 0,
	"anbud*, @anbud, *gymnasieval=, *skolval=, omval=, "
	"*inbjudan att lämna anbud"),
    APPLY(62, 0, "ansök*, *anbud="),
    APPLY(60, 0,
	"cv, personligt brev, *skissförslag=, lämna pris, lämna .. pris på"),
    APPLY(60, 0,
	"*stipendi+, tävlingsbidrag=, köanmälan, *förfrågningsunderlag=, "
	"*utlysning+, budgivning+, *markanvisningstävling+, "
	"prekvalificering+, val av skola, önskemål om skola, programbyte+, "
	"anmälan om intresse, *intresselist+"),
    APPLY(60, V,
	"kandidera~, ställ~ upp i, offerera~, tipsa oss, tävla~, lämna in .. förslag, föreslå, köa, "
	"ställa sig i kö, gå med i, begära .. ersättning+"),
    APPLY(54, V, "sök, söka, sökas, söks"),
    APPLY(40, V, "söker"),
    APPLY(52, 0, "bud=, *spekulant+"),
    APPLY(42, 0, "begäran"),
    APPLY(54, V, "beställ~, begär"),
    NOTICE(56, V, "avropa~"),
    APPLY(42, TOPIC,
	"*bidrag+, *projektmedel, *projektstöd=, *kulturstöd=, "
	"*föreningsstöd=, *tjänst+ som, *medel till, *medel för, *stöd till, "
	"*upphandling+, *pris+ till, *priset, *markanvisning+, "
	"*skolplats+, förskoleplats+, *modersmålsundervisning+, *kolloplats+, "
	"*sommarjobb=, *feriejobb=, *tomtkö+, *torgplats+, *kandidat+, *fond+, "
	"*ersättning för, *lån till, *tjänstledighet, *licitation+, "
	"*entreprenad+, *pristagare, *utmärkelse+, *rekrytering+ av, "
	"*tävling+, *valberedning+, intresserade, vill du ha, *antagning+, "
	"den som vill ha, du som vill ha, ni som vill ha"),
    APPLY(50, TOPIC,
	"utlyst+, utlysta, omannonsera^, arbeta hos oss, jobba hos oss, få pengar till, få stöd, få bidrag, "
	"byta skola, byta program, dags att välja, "
	"att dela ut, att fördela, finns att söka, förtjänar .. *pris+, vill du köpa, ditt pris, vill spela, "
	"anställningsform+, tillsvidareanställning+"),

    /* signing up */
    REGISTER(80, 0, "@anmälnings/@dag+, osa, anmälningsstopp="),
    REGISTER(66, V,
	"anmäl, anmäl dig, anmäl er, anmäla sig, anmäla dig, anmäla er, "
	"anmäl ditt, anmäl din, anmäl ert, anmäls, anmälas, anmäl^, "
	"anmält sig, anmält er, anmält dig, föranmäl~, "
	"boka~ .. plats+, boka~ .. biljett*, hämta~ .. biljett*, "
	"reservera~ .. plats, säkra .. plats, "
	"meddela~ .. deltagande, meddela~ .. närvaro, meddela~ .. kommer, "
	"svara på inbjudan, svara på kallelsen, svara på länken, "
	"svara på mejlet, svara via länken, tacka ja, skriv~ upp @sig, "
	"skriv~ in @sig, registrera~ @sig"),
    REGISTER(64, STATE, "biljett+ .. boka^, plats+ .. boka^"),
    REGISTER(72, 0,
	"namn på .. ombud, namn på .. delta*, antal deltagare, "
	"namn på .. ersättare, "
	"*intresseanmälan till .. @konferens, "
	"*intresseanmälan till .. *kurs+, "
	"*intresseanmälan till .. *utbildning+"),
    REGISTER(66, 0, "*anmälan, anmälning*, *föranmälan, svar på inbjudan"),
    REGISTER(60, V,
	"anmäla, anmäler, boka~ din, boka in dig, bokar, boka på, följa med, "
	"vill .. delta, delta i, vill .. vara med, vara med, haka på, "
	"hänga med, meddela .. allergi*, meddela .. specialkost, "
	"köp~ biljett*, lös~ biljett*, bekräfta~ .. deltagande, "
	"lämna~ .. ditt namn, ditt deltagande, sitt deltagande, er medverkan, din medverkan, "
	"vill ha en plats, vill komma, kan komma, tänker komma, vill gå kursen, vill gå utbildningen"),
    REGISTER(58, 0, "anmälningar, platsbokning+"),
    REGISTER(48, V, "bokas"),
    REGISTER(50, 0, "*registrering+"),
    REGISTER(44, TOPIC,
	"*studiecirk*, *nätverksträff+, *frukostmöte+, *läger, *lägret, "
	"*heldag+, deltagaravgift+, först till kvarn, begränsat antal, "
	"*resa till, *bussresa+, *busstur+, deltagare, *platser+, delta, *lunch+, "
	"*simskol+, *informationsträff+, *inbjudan, *konferens+, *webbinari+, "
	"*seminari+, *kurs+, *workshop+, *utbildning+, *föreläsning+, "
	"*temadag+, *inspirationsdag+, *hearing+, ombud+, tänker delta, "
	"*medverkan, *fortbildning+"),

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
	"*evenemangskalender+"),
    EVENT(90, 0, "följande dagar, följande datum, följande tider"),
    EVENT(66, V | CUE_GENERIC, "äger .. rum, äga rum"),
    EVENT(66, V, "kallas till möte, kallar till"),
    EVENT(60, BODY, "kallelse .. @nämnd, extra @nämnd"),
    EVENT(66, V | BODY, "sammanträder, sammanträda"),
    EVENT(64, PUBLIC, "öppet hus, *presskonferens+, pressträff+"),
    EVENT(56, PUBLIC,
	"@konferens, öppet möte, öppna möten, drop-in, "
	"drop-in-träff"),
    EVENT(56, 0,
	"@förrättning, syn på plats+, nästa sammanträde, nästa möte, "
	"nästa träff, val till, valet till"),
    EVENT(56, V,
	"@ordna~, ses vi, vi ses, ses, vi syns, syns vi, "
	"går av stapeln, boka in den, boka in, boka den, "
	"reservera den, spara datumet, notera datumet, "
	"skriv in datumet, kallas till, bjud~ .. in, bjuder på, "
	"bjuds .. på, kör vi, pris+ .. delas ut, stipendi* .. delas ut, uppträd~, föreläs~, "
	"klipps bandet, bandet klipps, firas, firar, spelas, framförs, avtackas, "
	"gästa~, framträd~, "
	"håller öppet hus, dags för, startar kursen, kursen startar, "
	"*kurs* .. starta~, kurs* .. starta~, inviger, uppmärksammas, tågar, samtalar"),
    EVENT(54, V | LIVE, "invigs"),
    EVENT(70, V, "höras igen, hörs igen, vi hörs"),
    EVENT(50, V, "öva~"),
    EVENT(50, 0, "*konferensdag+, *terapidag+, *fortbildningsdag+"),
    EVENT(54, BODY, "*sammanträd+, *sammankoms*"),
    EVENT(50, BODY, "*möte+"),
    EVENT(54, V | BODY, "mötas, samlas, träffas, möts, samla~"),
    EVENT(52, V,
	"ges den, håller vi, håller .. en, håller .. ett, avhålls, "
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

    /* work that is to be finished, and services that begin */
    COMPLETE(64, STATE | READY,
	"klar, klart, *klar, *färdig, *färdigt, *färdiga, färdigbygg*, "
	"färdigställ^, slutbesiktiga^, vara på plats, "
	"i hamn, är i mål, vara i mål, redo, på banan, uppe och snurrar, "
	"fått full effekt, fått effekt, ha .. på plats, har .. på plats, på plats till, "
	"på plats senast, fullt utbygg^"),
    COMPLETE(72, STATE,
	"lämna^ platsen, lämna^ området, lämna^ byggnaden, "
	"lämna^ fastigheten"),
    COMPLETE(60, 0, "färdigtid+, *klartid+, *färdigdatum"),
    COMPLETE(66, V, "*entreprenad+ .. överlämna~, *bygg* .. överlämna~"),
    COMPLETE(68, STATE,
	"gått igenom, gåtts igenom, vara gjort, vara gjorda, är gjort, "
	"överflytta^, ha fått utbildning, ha fått .. utbildning, ha bytt, ha flyttat, ha gått över, ha övergått"),
    COMPLETE(66, V, "stå~ klar+, stå~ klart, stå~ färdig*"),
    COMPLETE(66, V,
	"*byggnad+ .. överlämna~, *huset .. överlämna~, nycklar+ .. överlämna~, "
	"lokal+ .. överlämna~"),
    COMPLETE(62, V | LIVE,
	"koppla~ om, koppla~ över, kan ta emot, byt~ *växel, "
	"lämna~ platsen, lämna~ området"),
    COMPLETE(62, V, "ska ta bort, måste ta bort, forsla~ bort, frakta~ bort"),
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
	"tar emot .. första, ta~ emot .. patienter+, välkomna~ de första, "
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
	"första turen, första tåget går, första bussen går, första avgången"),
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

    /* appeals */
    APPEAL(88, 0,
	"@klago/@dag+, tid för överklag*, sista dag+ .. överklag*, "
	"*överklagande+ .. kommit in, *överklagande+ .. inkom*, "
	"*överklagande+ .. lämnas, *överklagan .. kommit in, "
	"*överprövning+, *avtalsspärr+, *laglighetsprövning+, "
	"överklagande .. ska, klaga på beslutet, besvärshänvisning+, "
	"missnöjd .. beslutet, nöjd med .. *beslut=, nöjda med .. *beslut=, rättsprövning+, "
	"besvär över"),
    APPEAL(90, 0,
	"sista dag+ att klaga, sista dag+ för besvär, sist+ besvärsdag+, "
	"tid+ att klaga, dag+ att klaga"),
    APPEAL(52, TOPIC, "omprövat, underrättelse om beslut"),
    APPEAL(78, 0,
	"begäran om omprövning, omprövning .. begär~, begär~ .. omprövning, "
	"besvär .. anför~, "
	"överklaga, överklagas, överklagar, laglighetspröv*"),
    APPEAL(74, V,
	"*prövningstillstånd= .. sök~, sök~ .. *prövningstillstånd=, "
	"begär~ .. *prövningstillstånd=, *prövningstillstånd= .. begär~, "
	"vända sig till *rätten, vända sig till *domstol+, vänd dig till *rätten, "
	"prövas av *rätten, prövas av *domstol+, "
	"*invändning+ mot beslutet, ändra~ beslutet, "
	"vidare till *domstol*, vidare till .. *domstol+, vidare till *rätten, till domstol, "
	"i domstol, till förvaltningsrätten, begära prövning, "
	"begära överprövning"),
    EFFECT(40, LIVE, "laga kraft"),
    APPEAL(50, 0, "*överklagande+, överklagan"),
    POSTED(84, 0, "anslagsdatum, anslagsdag+"),
    POSTED(88, V, "*anslag= .. sätt~ upp"),
    POSTED(88, FIRM,
	"*anslag= .. sattes upp, *anslag= .. satts upp, "
	"*anslag= .. uppsatt, *anslag= .. uppsättande, "
	"*anslag= publicera*"),
    POSTED(82, V, "anslås"),
    POSTED(82, FIRM,
	"upp på .. *anslagstavl+, anslogs, *anslag= .. tillkännagavs, "
	"tillkännag* på .. *anslagstavl+, justering+ .. tillkännag*"),
    POSTED(40, FIRM, "anslaget"),
    REMOVED(95, V,
	"*anslag= .. ta~ ned, *anslag= .. ta~ ner, "
	"*anslag= .. nedtagande, *anslag= .. tagits ned, "
	"*anslag= .. avpublicera*, *anslag= .. tas bort"),
    REMOVED(84, 0, "nedtagning+, nedtagande, avpubliceras"),
    REMOVED(70, V, "det tas ned, det tas ner, bevis+ .. tas ned"),

    /* effect, expiry or both, by the words before the date */
    VALID(76, 0, "för perioden, för tiden, för mandatperiod+"),
    VALID(68, V, "giltig+"),
    VALID(64, 0, "@avtals/@tid+"),
    VALID(62, V | OPEN, "gäller, gälla"),
    VALID(70, V,
	"är anställd+, sträck~ sig, är bindande, vara bindande, får verka, "
	"är bunden av, är bundna av, bunden av sitt, vidstå~ .. anbud="),
    VALID(58, STATE, "förlängt, är förlängd+"),
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
	"*satsning+ .. pågå~, *pilot+ .. pågå~"),
    VALID(52, V | OPEN, "löper, löpa"),
    VALID(58, V, "*förbud= .. råder, råder .. *förbud=, meddelas .. *förbud="),
    VALID(46, V | OPEN, "förlängd+, *förlängs, förlänga~, anställ~"),
    VALID(40, V | OPEN | CUE_GOING, "pågår, pågå"),
    VALID(40, V, "bevilja~"),
    VALID(34, 0, "hyresavtal="),
    VALID(26, 0, "@avtal"),

    /* handed in: its nouns tell what */
    HAND(44, V | CUE_EXPECTED, "meddela~"),
    HAND(44, V,
	"@lämna~, komm~ in, kom in med, inkom med, inkomm~, ge~ in, ges in, "
	"tas emot, tar .. emot, mottas, emottas, höra av, hör av, "
	"hör .. av, återkomma, återkom, skriv till, skriv och, skriva till, "
	"ladda~ upp, registrera, registreras, fyll~ i, inställa sig, "
	"anmoda~, påkalla~, höra från, komplettera~, inrapportera~, "
	"vill .. ha, vill se, behöver vi, behöver .. få, ser .. gärna, ber .. om, "
	"ber er, önskar få, önskas, önskar vi, begärs, begärs in, samla~ in, "
	"ta del av, göra det, gör det, gör så, görs skriftligen, görs via, "
	"göras via, göras skriftligen, sker via, ske via, ske skriftligen, "
	"vända sig till, vänd dig till, kontakta, kontaktar, ring, klicka, "
	"gå in på, hör vi, säg~ till, behövs, stäng~, lägg~ in, är välkomna, är välkommen, "
	"välkomna~ med, vara hos, finnas hos, ligga hos"),
    HAND(50, V, "tar vi emot, ligger ute"),
    HAND(60, STATE, "vara här, finnas här, ha kommit hit, komma hit"),
    HAND(72, V,
	"behöver .. ert besked, behöver .. ditt besked, vill ha ert besked, "
	"vill ha ditt besked, önskar .. ert besked, önskar .. ditt besked, "
	"ge oss besked, lämna .. ert besked, ge besked till"),
    HAND(52, V, "meddela oss"),
    HAND(52, V | OPEN,
	"stängning sker, stängning+ .. sker, "
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
    HAND(46, 0, "*inlämning+, *insändning+"),
    HAND(40, 0,
	"sista dag+, sista datum+, sista tidpunkt+, inlämningsdag+, "
	"deadline+, stoppdag+, slutdatum för, *stoppdatum+, "
	"sista chans+, sista möjlighet+, *frist+, stoppdag+, "
	"*tidsgräns+, sista svarsdag"),

    /* dates that are no deadlines */
    REJECT(92, V,
	"@ingång .. öppnar, ansök* .. öppnar, anmäl* .. öppnar, *utlysning+ .. öppnar, "
	"*formulär+ .. öppnar, enkät+ .. öppnar, bokning+ .. öppnar, öppnar .. ansökan, "
	"öppnar .. anmälan, öppnar för ansök*, öppnar för anmäl*, "
	"ansökan .. öppen från, anmälan .. öppen från"),
    REJECT(96, 0,
	"senast uppdatera*, senast ändra*, senast publicera*, "
	"senast granska*, senast reviderad"),
    REJECT(84, V,
	"stäng~ av, är avstäng*, bryts strömmen, är strömlös*, spolas, "
	"sopas, plogas, flaggas, betala~, betald+, betala~ ut, "
	"förfaller till betalning, sotas, börja~ bygga~, börja~ schakta~, "
	"börja~ riva~, börja~ arbeta~, starta~ @arbete, börja~ @arbete, "
	"ersätts med buss, ersätts av buss, @arbete .. starta~, @verkan starta~, @verkan börja~, starta~ @verkan, "
	" inleds @arbete, tas första spadtaget, etablera~ sig, "
	"börja~ rekrytera, sätt~ i gång, sätt~ igång, leds om, led~ om, "
	"rekryteringen inleds, annonsera~, kungörs, "
	"kan hämtas, tänds, håller stängt, har .. öppet, "
	"håller .. öppet, har stängt, ha~ stängt, hålls stäng*, "
	"har ändrade öppettider, har begränsade öppettider, skyndsamt"),
    REJECT(84, V | LIVE,
	"skicka~ ut, sänd~ ut, läggs ut, läggas ut, publiceras, "
	"går .. ut på remiss i, finns tillgängl*, finns utlagd+, "
	"visas i, visas på, finns .. läsa, finns .. hämta, finns .. ta del, hålls tillgängl*, "
	"skicka~ på remiss, sänd~ på remiss, lämnas på remiss"),
    REJECT(84, V,
	"*inbjudan .. skicka~, kallelse+ .. skicka~, *förfrågan skicka~, "
	"inbjudan .. går ut, kallelse+ .. går ut, handlingar+ skicka~, "
	"handlingarna .. skicka~ till"),
    REJECT(88, V,
	"*terminen börja~, *terminen sluta~, *terminen .. slutar, "
	"skolan börjar, skolan slutar"),
    REJECT(80, V,
	"justera~, kan komma att, om allt går .. väg, "
	"kan bli aktuellt, skulle kunna, hoppas kunna, "
	"om vädret tillåter, om läget tillåter, om tiden medger, "
	"i mån av tid, i bästa fall, "
	"på sikt, önskar att, drömmer om, förhinder"),
    REJECT(72, V,
	"påbörja~, är stängd+, är stängt, fakturera~, räknas upp, "
	"meddelas personligen, hoppas, vill gärna, drömmer, "
	"tror att, kan tänkas, är tänkbart, i framtiden, "
	"sista öppna dag"),
    REJECT(74, 0,
	"klart väder, klart och soligt, klart och kallt, *rean, *sopsäck+, "
	"*sopkärl="),
    REJECT(66, V, "cirkulera~, gallra~, utkomm~"),
    REJECT(60, V, "släcks, tänds"),
    REJECT(70, V, "ses i sommar, ses i höst, ses i vår, ses i vinter"),
    REJECT(50, V, "inled~"),
    REJECT(90, 0,
	"ätas senast, äts senast, bäst före, bäst-före*, förbrukas senast, "
	"förbrukningsdag+, solen går, solnedgång+, soluppgång+"),
    REJECT(88, 0, "ställs in, tidigast"),
    REJECT(90, V,
	"går .. ut på remiss, går ut till granskning, går ut på samråd, "
	"går ut på granskning, gå ut på remiss, gå ut på samråd, "
	"kommer att sändas, sänd~ till berörda, skicka~ till berörda, "
	"frågor under anbudstiden, sista dag+ för frågor, biljett+ .. släpp~, "
	"*frågor besvara~, *anbud= öppna~, anbuden .. öppnas"),
    REJECT(84, 0,
	"sammanträdesdatum, justeringsdag+, justeringsdatum, "
	"publiceringsdatum, byggstart+, uppgavs, angavs, felaktigt"),
    REJECT(74, 0, "utbetal*"),
    REJECT(76, 0,
	"justering+, justerat, justerad+, projektstart+, utskrift*, utskrive*, eventuellt, kanske, möjligen, "
	"telefontid+, öppettid+, *spadtag=, arbetsstart+, *förfallodag+, "
	"*förfallodatum, *fakturadatum, *betalningsdag+, utskicksdatum, "
	"kungörelsedatum, anbudsöppning+, *lovdag+, *sportlov=, *påsklov=, *strömavbrott=, "
	"*vattenavbrott=, *driftstopp=, *driftavbrott=, *spolning+, "
	"*sopturer+, *latrintömning+, *servicefönster, *avstängd+, "
	"*avstängt, *öppethållande+, *jourtid+, befolkningsmängd+, "
	"*folkmängd+, antal invånare, invånare den, *personer den, "
	"*anställda den, *befolkningen den, invånarantal*, folkbokförda, "
	"semesterstäng*, obemanna*, tryckår, *bild taget, "
	"utgivningsår, *tidigare angiv*, *ursprungliga, ursprungligen, "
	"*inskannad+, *ankomststämpel, *ankomstdatum, ankom, "
	"aktbilaga, revideringsdatum, "
	"senaste ändring, *arkiverad+, *giltig sedan, vägarbet*, sotning+"),
    REJECT(70, 0,
	"daterad+, daterat, signera*, inkommen, publicera*, avstängd+, "
	"*avstängning+, prisnivå+, gärna före, så tidigt som"),
    REJECT(64, 0,
	"utskick=, faktura*, semester, trafikomläggning+, uppdatera^, "
	"inkom, uppräkning+, diarienummer"),
    REJECT(52, 0,
	"antagen, antaget, beslutat, *skollov=, *höstlov=, *jullov=, "
	"*sommarlov=, *sophämtning+, *omläggning+, *asfaltering+, "
	"*beläggningsarbete+, *stängt, *prisbasbelopp+, budgetåret, "
	"*räkenskapsår+, *verksamhetsår+, *löpnummer, index+"),
    REJECT(42, 0,
	"fastställd, beslutad, född, födda, upprättad, "
	"upprättat"),
    REJECT(34, 0, "reviderad"),
    REJECT(72, 0,
	"helst före, helst innan, helst till, helst under, helst i, "
	"helst redan"),
    REJECT(90, 0, "normalt, vanligtvis, vanligen, brukar, i regel, oftast"),
    REJECT(50, 0,
	"svara~ på .. frågor, svar på .. frågor, frågor och svar, *frågor om"),

    /* only flags */
    MARK(CUE_MOVED | V,
	"förläng~ .. till, *förlängs, flytta~ .. till, flytta~ fram, "
	"skjut~ .. upp, skjuta~ .. upp, skjut~ .. fram, senarelägg~, "
	"tidigarelägg~, dröjer till, försena~ till, förskjut~"),
    MARK(CUE_MOVED,
	"förlängts, förlängd+, flyttats, skjutits, senarelagd+, "
	"ny remisstid, ny tidpunkt, nytt sista, ny sista, nytt datum, nytt svarsdatum, "
	"ny tidplan, i stället, istället, skjut~ på, framflyttad, framflyttat, "
	"framflyttas, uppskjuten, uppskjutet, ny tid, ny dag, nya datum, "
	"rätt datum, rätt dag, rätt tid, nytt slutdatum, nytt startdatum, ändrat datum, ändrad tid, "
	"ersätter tidigare, ersätter .. datum, förskjutits"),
    MARK(CUE_WISH,
	"undrar om, frågar om, undrar, önskar få, önskar .. att få, "
	"skulle vilja, vore bra, funderar på, om tiden medger, "
	"kan dröja, efterlyser, hoppas, drömmer, önskar att, på sikt, i bästa fall, "
	"kanske, eventuellt, möjligen, förhoppningsvis, "
	"om vädret tillåter, om läget tillåter, kan komma att, "
	"kan bli aktuellt, skulle kunna"),
    MARK(CUE_EXTENDABLE, "förlängning+, option+"),
    MARK(CUE_EXTENDABLE | V, "förläng~"),
    MARK(CUE_EXPECTED | V, "vänta~, beräkna~, planera~, planerad+, planerat, "
			   "räkna~ med"),
    MARK(CUE_EXPECTED, "tänkt, bedöm~, uppskatta~, prognos+, preliminär+, "
		       "troligen, sannolikt, förvänta~, föreslå~"),
    MARK(CUE_GOAL, "mål, målet, målen, målår+, vision+, procent"),
    MARK(CUE_CANCEL,
	"inställd+, inställt, ställ~ .. in, ställts in, ställdes in, "
	"inställelse, avblåst, avblåses, blåses av, blåsts av, läggs på is, "
	"uteblir, hoppas över, uppskjuten på obestämd, "
	"skjuts på framtiden, skjutits på framtiden, avlyst+, avlyses, "
	"avlyser, återkalla~, återkalla^, återtagits, återtagen, "
	"dra~ tillbaka, dra~ in, dras in, drogs tillbaka, dragit tillbaka, "
	"dragits tillbaka, dragits in, tillbakadrag*, indragen, fallit bort, "
	"går inte att hålla, kan inte hållas, gäller inte, spricker, "
	"blir inte av, blir ej av, blev inte av, inte bli av, "
	"avbryts, avbruten, avbrutits, avbrutet, skrinlägg~, skrinlagd, "
	"skrinlagt, *mötet .. utgår, *sammanträdet .. utgår, "
	"*träffen .. utgår, *kursen .. utgår, utgick, stryks, strukits, annullera~, annullera^, "
	"makulera~, makulera^, genomförs inte, genomförs ej, hålls inte, "
	"hålls ej, kommer inte att hållas, kommer inte att genomföras, "
	"inte genomföras, inte hållas, inte äga rum, blir det inte, "
	"blir det inget, blir det ingen, ogiltigförklara*, upphävts, "
	"röstades ned, röstats ned, avslås, avslogs, föll, frånfallit, "
	"cancellera~, behövs .. inte längre, utan ersättningsdatum"),
    MARK(CUE_GRANTED,
	"valdes, utsågs, utnämndes, förordnades, utnämnts, "
	"har .. förordna^, har .. utsetts, har .. valts, har .. bevilja^, "
	"har .. fått, har tecknats, har anställts, har upplåtits, "
	"har .. getts, har medgetts, har .. bestäm*, har satts, har lovat, "
	"har utlovats, har tilldelats, har sin tjänst, har gett, har begärt"),
};

const size_t cues_n = sizeof(cues_table) / sizeof(cues_table[0]);
