/* cues-of-answer.c - answers to consultations, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* answers to consultations */
    REMISS(78, 0, "@svars/@dag+, *svarsfrist+, inlämning av synpunkter"),
    REMISS(88, V | PUBLIC, "håll~ .. samråd=, genomför~ .. samråd="),
    REMISS(92, V, "föreläg* .. svara~, föreläg* .. yttra~"),
    REMISS(92, 0,
	"begärt .. yttrande+, begär .. yttrande+, begärt in .. yttrande+"),
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
    REMISS(44, 0,
	"*undersökningen, *brukarundersökning+, *medborgarundersökning+"),
    REMISS(42, TOPIC,
	"remiss*, detaljplan+, *planförslag=, *översiktsplan+, *promemori+, "
	"*lagrådsremiss+, kungörelse+, *vägplan+, järnvägsplan+, remitterade, "
	"*naturreservat=, vad du tycker, vad ni tycker, vad tycker, tycker, "
	"handlingsprogram=, *förslaget till, *utkast=, tankar, idéer, "
	"*trafikplan+, *länsplan+, *policy+, *riktlinje+, *strategi+, "
	"*regionplan+, *föreskrift+"),
};

const struct cue_rows cues_of_answer = ROWS(rows);
