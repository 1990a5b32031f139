/* cues-of-decide.c - decisions, and accounts that are to be given, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* decisions */
    DECISION(84, V,
	"fatta~ .. *beslut=, *beslut= .. fatta~, *beslut= .. @vänta~, "
	"*beslut= .. kan väntas, återkomm~ .. *beslut=, "
	"@nämnd .. tar .. ställning"),
    DECISION(74, STATE, "dom+ .. meddelad, dom+ .. avkunnad"),
    DECISION(66, V,
	"bli~ antagen, bli~ antaget, bli~ antagna, bli~ fastställ^, "
	"bli~ @godkänna^"),
    DECISION(90, V, "*besked= .. skicka~ ut, *besked= .. skicka~"),
    DECISION(66, V, "vänta~ svar=, svar= från regering+"),
    DECISION(62, STATE, "ha fått besked, ha fått .. besked, ha .. besked"),
    DECISION(84, V,
	"överlämna~ .. för avgörande, överlämna~ .. för beslut, "
	"överlämna~ .. för ställningstagande, @lämna~ .. för avgörande"),
    DECISION(84, 0, "svar i kf, svar i ks, svar i fullmäktige, svar i @nämnd"),
    DECISION(84, 0, "läggs fram för beslut, fram för beslut"),
    DECISION(72, FIRM,
	"bordlagt till, bordlades till, bordlagts till, hänsköts till, "
	"hänskjutits till, skjutits till"),
    DECISION(80, V,
	"motion+ .. besvaras, medborgarförslag= .. besvaras, "
	"interpellation+ .. besvaras, bedöms av, bedömas av"),
    DECISION(
	60, V, "@nämnd .. välja, @nämnd .. väljer, tar sig an, gör~ upp om"),
    DECISION(56, 0, "valet av, val av"),
    DECISION(56, STATE, "omvald, nyvald, återvald"),
    DECISION(60, V, "ena~ om, komma överens om, kommer överens om"),
    DECISION(74, V, "ställning tas, ställning .. tas, ta~ slutlig ställning"),
    DECISION(56, 0, "urval=, *uttagning+"),
    DECISION(60, 0, "nyval=, fyllnadsval="),
    DECISION(76, V, "ärendet .. återkomm~, frågan .. återkomm~"),
    DECISION(110, V, "@nämnd .. ta~ ställning"),
    DECISION(64, STATE,
	"sagt sitt, sagt ja, sagt nej, tagit ställning, fattat .. *beslut=, "
	"@godkänna^"),
    DECISION(54, V,
	"prioritera~, rangordna~, fördelas, välj~ ut, väljs ut, debattera~, "
	"bifall~, välj~ .. presidium, välj~ .. ledam*, väljer ny, välja ny, väljs ny, väljer ordförande, får .. veta, får .. svar på *ansökan, alla får svar, "
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
	"på föredragningslistan, frågan .. på sitt bord, ärendet .. på sitt bord, tas om, bordlägg~, hänskjut~, "
	"besked+ .. @vänta~, besked+ .. meddela~, upp till beslut"),
    DECISION(66, V,
	"tas .. upp, @besluta~, få~ .. besked, besked+ .. ges, "
	"besked+ lämnas, besked+ .. kommer, ge~ klartecken, ge~ grönt ljus, "
	"säg~ ja, säg~ nej, gå~ på .. linje, gå~ på .. förslag=, går @nämnd på, @nämnd .. säg~ sitt, säg~ @nämnd sitt, politiker* .. säg~ sitt, är uppe, vara uppe, upp i @nämnd, "
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
	"visa~ vilka åtgärder+, "
	"visa att, styrka att"),
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
	"resultat+ .. vänta~, @rapport .. vänta~, resultat+ .. presentera~, resultat+ .. redovisa~, "
	"delge~, dra~ för, dra~ .. för, anmäls i nämnden, anmäls till, "
	"anmäls på, vara .. tillbaka, åter .. senast, ha tillbaka, "
	"stäm~ av, stämmas av, följ~ upp på, följ~ upp i, återges, "
	"tas fram till, registrera^ .. uppgifter, lägg~ .. på bordet, "
	"visa upp .. resultat, resultat+ .. visa~ upp"),
    REPORT(66, V,
	"tala~ om för .. vilka, tala~ om för .. hur, berätta~ för .. vilka, "
	"berätta~ för .. hur, förklara~ för .. hur, förklara~ för .. varför"),
    REPORT(66, V | CUE_THING, "@lämna~ .. @underlag"),
    REPORT(62, V,
	"återkomm~, återremittera~, uppgifter+ .. lämna~, "
	"*uppföljning+ .. @lämna~, *åtgärdsplan+ .. @lämna~, "
	"*lägesbild+ .. @lämna~, *analys+ .. @lämna~, "
	"statistik+ .. lämna~, *utredning+ .. lämna~, *studie+ .. lämna~, "
	"*studien .. lämna~, *översyn+ .. lämna~"),
    REPORT(56, V, "överlämna~, föredra~, föredras, offentliggör~, avlämna~"),
    REPORT(64, STATE, "@redovisa^"),
    REPORT(68, STATE,
	"inkommit med .. @underlag, inkommit med .. @rapport, "
	"kommit in med .. @underlag, kommit in med .. @rapport, "
	"lämnat .. @underlag, skickat .. @underlag, lämnat .. @rapport"),
    REPORT(58, 0, "@rapport"),
    REPORT(60, V, "bli~ .. offentlig+"),
    REPORT(60, 0, "manusstopp="),
    REPORT(56, V,
	"skickas till regeringen, lämnas till regeringen, sänds till regeringen, "
	"redovisning sker, rapportering sker"),
    REPORT(64, 0, "*återkoppling till"),
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
};

const struct cue_rows cues_of_decide = ROWS(rows);
