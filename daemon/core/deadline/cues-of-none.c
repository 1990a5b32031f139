/* cues-of-none.c - dates that are no deadlines, and words of flags only, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
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
	"stäng~ av, stängs .. av, är avstäng*, bryts strömmen, är strömlös*, spolas, "
	"sopa~, ploga~, flaggas, betala~, betald+, betala~ ut, "
	"förfaller till betalning, sotas, börja~ bygga~, börja~ schakta~, "
	"börja~ riva~, börja~ arbeta~, starta~ @arbete, börja~ @arbete, "
	"ersätts med buss, ersätts av buss, @arbete .. starta~, @verkan starta~, @verkan börja~, starta~ @verkan, "
	" inleds @arbete, tas första spadtaget, etablera~ sig, "
	"börja~ rekrytera, sätt~ i gång, sätt~ igång, leds om, led~ om, "
	"rekryteringen inleds, annonsera~, kungörs, "
	"kan hämtas, tänds, håller stängt, har .. öppet, "
	"håller .. öppet, håller .. stängt, är stängda, har stängt, ha~ stängt, hålls stäng*, "
	"har ändrade öppettider, har begränsade öppettider, skyndsamt"),
    REJECT(84, V | LIVE,
	"skicka~ ut, sänd~ ut, läggs ut, läggas ut, publiceras, "
	"går .. ut på remiss i, finns tillgängl*, finns utlagd+, "
	"går att hämta, går att läsa, går att ladda, går att ta del, "
	"går att beställa, går att köpa, går att se, går att höra, "
	"gå att hämta, gå att läsa, gå att ladda, gå att ta del, "
	"visas i, visas på, finns .. läsa, finns .. hämta, finns .. ta del, hålls tillgängl*, "
	"skicka~ på samråd, skickas på granskning, skicka~ på remiss, sänd~ på remiss, lämnas på remiss"),
    REJECT(84, V,
	"*inbjudan .. skicka~, kallelse+ .. skicka~, *förfrågan skicka~, "
	"inbjudan .. går ut, kallelse+ .. går ut, handlingar+ skicka~, "
	"handlingarna .. skicka~ till"),
    REJECT(88, V,
	"*terminen börja~, *terminen sluta~, *terminen .. slutar, "
	"skolan börjar, skolan slutar, *lovet varar, *lovet pågår, "
	"*lovet börjar, *lovet slutar, *lovet infaller"),
    REJECT(80, V,
	"justera~, kan komma att, kan bli klar+, kan bli klart, "
	"kan vara klar+, kan vara klart, kan stå klar+, om allt går .. väg, "
	"kan bli aktuellt, skulle kunna, hoppas kunna, "
	"om vädret tillåter, om läget tillåter, om tiden medger, om budgeten medger, "
	"om budgeten tillåter, i mån av tid, i bästa fall, "
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
    REJECT(72, V, "är nere, ligger nere, är ur funktion, går inte att använda"),
    REJECT(76, V,
	"vi öppnar igen, är tillbaka igen, öppnar .. som vanligt, öppet som vanligt"),
    REJECT(70, V, "ses i sommar, ses i höst, ses i vår, ses i vinter"),
    REJECT(50, V, "inled~"),
    REJECT(90, 0,
	"ätas senast, äts senast, bäst före, bäst-före*, förbrukas senast, "
	"förbrukningsdag+, solen går, solnedgång+, soluppgång+"),
    REJECT(88, 0, "ställs in, tidigast"),
    REJECT(90, V,
	"kommer att sändas, sänd~ till berörda, skicka~ till berörda, "
	"frågor under anbudstiden, sista dag+ för frågor, biljett+ .. släpp~, "
	"*frågor besvara~, *anbud= öppna~, anbuden .. öppnas"),
    REJECT(90, V | LIVE,
	"går .. ut på remiss, går ut till granskning, går ut på samråd, "
	"går ut på granskning, gå ut på remiss, gå ut på samråd"),
    REJECT(84, 0,
	"sammanträdesdatum, justeringsdag+, justeringsdatum, "
	"publiceringsdatum, byggstart+, uppgavs, angavs, felaktigt"),
    REJECT(74, 0, "utbetal*"),
    REJECT(76, 0,
	"justering+, justerat, justerad+, projektstart+, utskrift*, utskrive*, eventuellt, kanske, kanhända, möjligen, "
	"telefontid+, öppettid+, *spadtag=, *protokollsjustering+, *protokolljustering+, arbetsstart+, *förfallodag+, "
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
	"antagen, antaget, antagna, beslutade, beslutat, *skollov=, *höstlov=, *jullov=, "
	"*sommarlov=, *sophämtning+, *omläggning+, *asfaltering+, "
	"*beläggningsarbete+, *stängt, stängda, *prisbasbelopp+, budgetåret, "
	"*räkenskapsår+, *verksamhetsår+, *löpnummer, index+"),
    REJECT(42, 0,
	"fastställd, beslutad, född, födda, upprättad, "
	"upprättat"),
    REJECT(34, 0, "reviderad"),
    REJECT(72, 0,
	"helst före, helst innan, helst till, helst under, helst i, "
	"helst redan"),
    REJECT(90, 0, "normalt, vanligtvis, vanligen, brukar, i regel, oftast"),
    REJECT(66, 0, "frågor och svar"),
    REJECT(94, V,
	"siffror+ .. gäller, uppgifter+ .. avser, uppgifter+ .. gäller, "
	"statistik+ .. avser, statistik+ .. gäller, statistik+ .. omfattar, "
	"tåg+ .. avgår, tåget .. avgår, bussen .. avgår, färjan .. avgår, "
	"båten .. avgår, flyget .. avgår, turen .. avgår"),
    REJECT(120, 0,
	"uppskj* på obestämd, skjut* upp på obestämd, flytta* på obestämd"),
    REJECT(
	92, 0, "som tidigare sagt*, som tidigare ange*, som tidigare meddela*"),
    REJECT(60, V, "delas ut till, skickas hem"),
    REJECT(47, 0, "svarar för, svara för, ansvarar för"),
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
	"stämmer inte att, stämmer ej att, inte sant att, ryktet om att, "
	"rykten om att, uppgavs att, angavs att, uppgiften om att, uppgifter om att, frågor om ifall, frågan om ifall, "
	"frågor om huruvida, frågan om huruvida, "
	"undrar om, frågar om, undrar, önskar få, önskar .. att få, "
	"skulle vilja, vore bra, funderar på, om tiden medger, "
	"om budgeten medger, "
	"kan dröja, efterlyser, önskemål om en, önskemål om ett, framför~ .. önskemål, "
	"pratade om att, pratat om att, prata~ om att, talade om att, diskuterade att, diskuterat att, "
	"diskuterade möjlig*, funderade på, spekuleras i, spekulera~ om, det ryktas, enligt rykten, enligt ryktet, hoppas, drömmer, önskar att, på sikt, i bästa fall, "
	"kanske, kanhända, eventuellt, möjligen, förhoppningsvis, "
	"om vädret tillåter, om läget tillåter, kan komma att, "
	"kan bli aktuellt, skulle kunna"),
    MARK(CUE_EXTENDABLE, "förlängning+, option+"),
    MARK(CUE_EXTENDABLE | V, "förläng~"),
    MARK(CUE_EXPECTED | V, "vänta~, beräkna~, planera~, planerad+, planerat, "
			   "räkna~ med, sikta~ på, lova~, utlova~"),
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
	"skrinlagt, skrinlagts, skrinlades, lagts på is, lades på is, övergivits, övergavs, *mötet .. utgår, *sammanträdet .. utgår, "
	"*träffen .. utgår, *kursen .. utgår, utgick, stryks, strukits, annullera~, annullera^, "
	"makulera~, makulera^, genomförs inte, genomförs ej, hålls inte, "
	"hålls ej, kommer inte att hållas, kommer inte att genomföras, "
	"inte genomföras, inte hållas, inte äga rum, blir det inte, "
	"blir det inget, blir det ingen, ogiltigförklara*, upphävts, "
	"röstades ned, röstats ned, avslås, avslogs, föll, frånfallit, "
	"avblåst, avblåsta, skjutits på framtiden, "
	"inte vara aktuell+, inte längre aktuell+, "
	"inte vara aktuellt, inte längre aktuellt, "
	"cancellera~, behövs .. inte längre, utan ersättningsdatum"),
    MARK(CUE_GRANTED,
	"valdes, utsågs, utnämndes, förordnades, utnämnts, "
	"har .. förordna^, har .. utsetts, har .. valts, har .. bevilja^, "
	"har .. fått, har tecknats, har anställts, har upplåtits, "
	"har .. getts, har medgetts, har .. bestäm*, har satts, har lovat, "
	"har utlovats, har tilldelats, har sin tjänst, har gett, har begärt"),
};

const struct cue_rows cues_of_none = ROWS(rows);
