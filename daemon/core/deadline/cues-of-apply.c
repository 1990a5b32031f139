/* cues-of-apply.c - applications and bids, and signing up, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
    /* applications and bids */
    APPLY(84, 0,
	"@sök/@dag+, förslag= på .. *pristagare, "
	"förslag= på .. kandidat+, förslag= på mottagare, *valet .. gjort, *valet .. göras, förslag= till .. "
	"*pristagare, val till gymnasi*, valet till gymnasi*"),
    APPLY(92, 0,
	"ansökan om förlängning, ansöka om förlängning, "
	"ansök om förlängning, ansökan om förlängt"),
    APPLY(76, V,
	"@lämna~ .. @anbud, bidrag= .. sökas, lägg~ .. @anbud, "
	"föreslå~ .. kandidat+"),
    APPLY(84, V, "anmäl~ .. intresse, visa~ .. intresse"),
    APPLY(68, V, "@ansöka~, ansök, nominera~"),
    APPLY(66, V,
	"välj~ .. skola, önska~ .. skola, välj~ .. gymnasi*, välja förskola, välj~ förskoleklass, välj~ kurs+, "
	"sista dag+ att välja, "
	"önska~ .. plats, sök~ .. bidrag=, sök~ .. stöd=, sök~ .. medel, "
	"sök~ .. pengar, sök~ .. stipendi*, sök~ .. plats, sök~ .. tjänst+, "
	"*plats+ .. sök~, inkomm~ med .. @anbud, @anbud .. @lämna~, "
	"tipsa oss om .. kandidat+, föreslå~ .. pristagare, "
	"@lämna~ .. *önskemål+, *önskemål+ .. @lämna~, "
	"föreslå~ .. mottagare, lägga bud, ändra .. *val+, begära ut .. bidrag="),
    APPLY(66, STATE, "@ansöka^"),
    APPLY(60, STATE, "beställ^"),
    APPLY(66, 0,
	"anbud*, @anbud, *gymnasieval=, *skolval=, *klassval=, *språkval=, *kursval=, omval=, "
	"*inbjudan att lämna anbud"),
    APPLY(62, 0, "ansök*, *anbud="),
    APPLY(60, 0,
	"call for papers, cv, slutbud=, personligt brev, *skissförslag=, lämna pris, lämna .. pris på"),
    APPLY(60, 0,
	"*stipendi+, stipendiat+, tävlingsbidrag=, köanmälan, *förfrågningsunderlag=, "
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
	"*tävling+, *valberedning+, kan få upp till, söka upp till, intresserade, vill du ha, *antagning+, "
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
	"bekräfta~ .. närvaro, bekräfta~ .. plats, reservera~ .. plats, säkra .. plats, säkra din, säkra ditt, "
	"meddela~ .. deltagande, meddela~ .. närvaro, meddela~ .. kommer, "
	"svara på inbjudan, svara på kallelsen, svara på länken, "
	"svara på mejlet, svara via länken, tacka ja, skriv~ upp @sig, "
	"skriv~ in @sig, registrera~ @sig, plats+ bokas, plats+ reserveras"),
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
    REGISTER(48, 0, "anm"),
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
};

const struct cue_rows cues_of_apply = ROWS(rows);
