/* cue-classes.c - words that are used alike, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues.h"

/*
 * Verbs stand in the infinitive, with a hyphen before the -a that falls away
 * (bygg-a, bygger; but laga, lagar); forms that change their vowel beside it.
 * Nouns stand as their endings are added to (träff+, kurs+; svar=, avtal=).
 */
const struct cue_class cue_classes[] = {
    /* to give in: what, the nouns tell */
    {"lämna",
	"lämna skicka inskicka sänd-a insänd-a mejla maila e-posta "
	"posta inlämna returnera emotse motse mottag-a inges inger infordra"},
    /* what is given in */
    {"svar",
	"*synpunkt+ *yttrande+ *remissvar= svar= *åsikt+ *kommentar+ "
	"erinran erinringar *invändning+ *medskick= *inspel= *feedback "
	"*ssvar= *motbud= *motförslag= *reaktion+ *inlag+ förslagslåda+ förslagslådan idélåda+ *erinring+ "
	"*påpekande+ *svarsskrivelse+ *återkoppling+ *ståndpunkt+ inställning *enkätsvar= *bemötande+ *genmäle+ svaromål="},
    {"anbud", "*ansökan *ansökning+ *anbud= offert+ offerten *nominering+ "
	      "*rekvisition+ *intresseanmälan *intresseanmälning+ "
	      "*avsiktsförklaring+ idéskiss+ *intresseförfrågan skiss+ "
	      "tävlingsbidrag= *prisförslag= *motivering+ *projektidé+ "
	      "*projektförslag= *kandidatur+ *tävlingsförslag= abstract+ "
	      "meritförteckning+ *avropssvar= *ansökningshandling+"},
    {"rapport",
	"*rapport+ *rapportering+ *redovisning+ *redogörelse+ *betänkande+ "
	"*lägesbild+ *budgetförslag= *budgetunderlag= *hetsberättelse+ *revisionsberättelse+ *årsberättelse+ "
	"*deklaration+ *kontrolluppgift+ *konsekvensanalys+ *bokslut= "
	"tertialuppföljning+ *årsräkning+ *utlåtande+ *lägesbeskrivning+ "
	"*äskande+ *budgetskrivelse+ *självskattning+ *slutsats+ *rapportering"},
    {"underlag",
	"*underlag= *uppföljning+ uppgift+ *statistik+ *förteckning+ *åtgärdsplan+ "
	"*handlingsplan+ tidplan+ *analys+ intyg= *komplettering+ förslag= "
	"plan+ *kostnadsberäkning+ *kalkyl+ *prognos+ resultat= information "
	"*bild+ handling+ *protokoll= *dokumentation+"},
    /* times: svarstid, ansökningsperiod, avtalsslut */
    {"svars", "remiss svars samråds gransknings utställnings yttrande "
	      "kungörelse enkät synpunkts"},
    {"sök", "ansöknings anbuds sök nominerings utlysnings omvals valperiods "
	    "budgivnings offert rekvisitions skolvals gymnasievals omvals "
	    "sökande intresseanmälnings önskemåls beställnings "
	    "tävlings antagnings"},
    {"anmälnings", "anmälnings föranmälnings boknings"},
    {"klago", "klago överklagande överklagans överklagnings besvärs"},
    {"avtals",
	"avtals kontrakts projekt bidrags försöks program tillstånds arrende "
	"upplåtelse förordnande giltighets plan stöd finansierings hyres prövo "
	"uppdrags beviljande dispens licens löp genomförande abonnemangs "
	"ramavtals övergångs karens bindnings garanti anställnings "
	"vikariats tjänstgörings praktik låne nyttjande entreprenad koncessions"},
    {"bygg", "bygg entreprenad arbets leverans inflyttnings färdigställande"},
    {"dag", "tid period dag datum frist omgång stopp"},
    {"tid", "tid period längd"},
    {"slut", "slut utgång slutdatum upphörande utgångsdatum"},
    {"start", "start startdatum början"},

    /* verbs whose kind is clear */
    {"yttra",
	"yttra reagera besvara tyck-a kommentera samråda bemöt-a invänd-a "
	"motsätt-a remittera"},
    {"besluta", "besluta anta antas antar avgör-a fastställ-a klubba "
		"avkunna kora bestämmer bestämma bestäms utse utser"},
    {"behandla", "behandla slutbehandla bordlägg-a hänskjut-a pröva ompröva "
		 "underställ-a ratificera avgör-a"},
    {"godkänna", "godkänn-a bekräfta tillstyrk-a avslå avslås avslår bifall-a "
		 "stadfäst-a godta godtas godtar "
		 "tilldela väljas"},
    {"vänta", "vänta förvänta beräkna planera"},
    {"redovisa",
	"redovisa återrapportera avrapportera slutrapportera delrapportera "
	"sammanfatta rapportera deklarera inrapportera slutredovisa delredovisa återredovisa "
	"lägesrapportera presentera redogör-a återkoppla avlägg-a återför-a"},
    {"ansöka", "ansök-a rekvirera nominera äska återsök-a återansök-a"},
    {"ordna", "anordna arrangera ordna avhåll-a inbjud-a"},
    {"upphöra",
	"upphör-a hävs hävas häver avgå avgår preskribera upplös-a avveckla "
	"slutar sluta avsluta"},
    {"använda", "använd-a använ^ nyttja utnyttja förbruka disponera upparbeta"},
    {"höja", "höj-a sänk-a slopa ändra förbjud-a skärp-a mildra "
	     "återinför-a indexera indexjustera"},
    {"utlösa", "utlös-a utnyttja påkalla nyttja avropa åberopa"},
    {"meddela", "meddela underrätta avisera varsla"},
    {"förlänga", "förläng* prolonger* omförhandl* option+ fortsättning "
		 "avtalsförläng*"},
    {"utlysa", "utlys-a annonsera kungör-a publicera"},
    /* work: at the date it is finished, or done in the time that is named */
    {"bygga",
	"bygg-a% ombygg-a utbygg-a uppför-a anlägg-a sanera renovera åtgärda "
	"avhjälp-a montera demontera installera asfaltera besiktiga "
	"slutbesiktiga reparera lagas plantera rensa städa måla röj-a "
	"kalka dränera isolera förstärk-a bredda trafiksäkra riv-a "
	"restaurera rusta upprusta iordningställ-a återställ-a byt-a% "
	"putsa dika beskär-a kabla fiberansluta utöka "
	"gjut-a fräs-a spräng-a iståndsätt-a utvidga "
	"gräv-a belägg-a tvätta förnya skylta måla spola modernisera energieffektivisera "
	"elektrifiera utrusta möblera inred-a muddra förlägg-a"},
    {"utreda",
	"utred-a utvärdera kartlägg-a inventera undersök-a analysera "
	"utarbeta upprätta revidera sammanställ-a granska kvalitetssäkra "
	"testa pilottesta kalibrera dokumentera digitalisera avidentifiera "
	"uppdatera översätt-a mät-a formulera identifiera validera"},
    {"fullgöra",
	"färdigställ-a slutför-a fullgör-a fullfölj-a "
	"implementera verkställ-a vidtas vidta uppfyll-a förverkliga "
	"underteckna% undertecknat undertecknats signera rekrytera utbilda fortbilda vaccinera "
	"upphandla teckna anskaffa avyttra sälj-a% överför-a migrera "
	"samlokalisera omorganisera arkivera schemalägg-a certifiera leverera uppgradera tillsätt-a avlägsna"},
    {"starta",
	"införa införs inför^ breddinför-a lansera nylansera inrätta etablera bilda skapa "
	"aktivera driftsätt-a sjösätt-a integrera öppna återöppna återinvig-a "
	"återuppta återupptas släpp-a anslut-a"},
    {"grepp",
	"*ombyggnad+ *ombyggnation+ *renovering+ *utbyggnad+ "
	"*byggnation+ *bygget *sanering+ *upprustning+ *reparation+ "
	"*restaurering+ *entreprenad+ *rivning+ *inventering+ "
	"*installation+ *kartläggning+ *utvärdering+ *utredning+ "
	"*översyn+ *förstudie+ arbete+ *sarbete+ *tarbete+ "
	"*karbete+ *varbete+ *garbete+ *narbete+ *larbete+ *bytet etapp+"},

    /* nouns */
    {"ske", "sker ske görs göras utförs utföras genomförs genomföras "
	    "fortsätter fortsätta"},
    {"verkan", "*ningen *eringen *ationen *andet *endet *bytet *byten *flytten "
	       "*översynen *arbetet *arbetena *satsningen"},
    {"sig", "sig dig er oss mig"},
    {"nämnd", "*nämnd+ *styrelse+ *fullmäktige *utskott= *beredning+ "
	      "*direktion+ *domstol+ jury+ *parlament= regering+ *delegation+ "
	      "*kommitté+ riksdag+ *församling+ kammar+ "
	      "prioriteringsgruppen *departementet"},
    {"grupp", "*gruppen *rådet *nätverket *utskottet *nämnden *styrelsen"},
    {"konferens",
	"*konferens+ *seminari+ *webbinari+ webinar+ *träff+ *workshop+ "
	"*hearing+ *föreläsning+ *frukost+ *temadag+ nätverksdag+ *mässa+ "
	"*utbildningsdag+ *inspirationsdag+ *informationskväll+ "
	"*dialogkväll+ *medborgarkväll+ *föreläsningskväll+ *symposi+ "
	"*kongress+ *festival+ *panelsamtal= *paneldebatt+ *vandring+ "
	"*samverkansdag+ *kunskapsdag+ *branschdag+ *medborgardialog+ "
	"*invånardialog+ *dialogmöte+ *samrådsmöte+ *informationsmöte+ "
	"*föräldramöte+ *medborgarmöte+ språkcafé+ språkkafé+ kick-off+ "
	"kickoff+ *presskonferens+ *visningsdag+ *prisutdelning+ "
	"*minnesstund+ *högtid+ *firande+ *loppis+ *rundabordssamtal= "
	"*frågestund+ *tillfälle+ *boksläpp= *forskardag+ *leverantörsdag+ "
	"*dialogdag+ *hackathon+ *filmvisning+ *guidning+ *rundtur+ "
	"*cirkel+ *prova-på-dag+ *livesändning+ *session+ *lektion+ "
	"*temakväll+ *slutkonferens+ *öppethusdag+ *bokbytardag+ "
	"*marknadsdag+ *karriärdag+ *öppet-hus *nätverksmöte+ *sopplunch+ "
	"*teaterföreställning+ *uppstartsmöte+ *anbudsvisning+"},
    {"förrättning",
	"*auktion+ *invigning+ *stämma+ *årsmöte+ *studiedag+ *planeringsdag+ "
	"*kompetensdag+ *budgetdag+ *vernissage+ *ceremoni+ *förhandling+ *rättegång+ "
	"*förhandlingsdag+ *studieresa+ *bussresa+ *jubileum jubileet "
	"*manifestation+ *städdag+ *hälsodag+ *utfrågning+ *premiär+ "
	"*övning+ *samling+ *kursstart+ *valdag+ *ägardialog+ *mötesdag+ "
	"*byggsamråd= *lägerstart+ *sammanträdesdag+ "
	"*förrättning+ *föreningsstämma+ *tentamen *tenta *disputation+ "
	"*examination+ *skolavslutning+ *provtillfälle+ *dragning+ *parad+"},
    {"evenemang",
	"*fest+ *match+ *turnering+ *lopp= *uppvisning+ *mingel *basar+ *promenad+ "
	"*utflykt+ *internat= *konvent= *folkomröstning+ *tillsynsbesök= "
	"*högskoleprov= *verksamhetsbesök= *kafé+ *konsert+ *föreställning+ *webbsändning+ *gudstjänst+ *tävling+ "
	"visning+ *studiebesök= *avstämning+ *demonstration+ "
	"*föredrag= *marknad+ *forum överläggning+ introduktion+"},
    {"avtal", "*avtal= *överenskommelse+ *tillstånd= *kontrakt= *koncession+ "
	      "*licens+ *certifikat= *garanti+ *försäkring+ *abonnemang= "
	      "*arrende+ *vikariat= *upplåtelse+ *koncession+"},
    {"ingång",
	"*portal+ länk+ *formulär= *omgång+ *ansökan *anmälan "
	"*utlysning+ *enkät+ *antagning+ *rekvisition+ *nominering+ "
	"*omröstning+ *deklaration+ e-tjänst+ e-tjänsten list+ listan *val= bokning+ webbplats+"},
    {"plan", "*planförslag= *förslaget *planen *handling+ *program= *planerna "
	     "*programmet"},
    {"befattning",
	"*rektor *chef *direktör *jurist *ledare *sekreterare *ordförande "
	"*samordnare *strateg *kommunalråd *regionråd *ingenjör *antikvarie "
	"*ombudsman *revisor *inspektör *arkitekt *ledamot"},
    {"utträde", "utträde= uppsägning+ frånträde+ utträder"},
    {"medel", "medel medlen *bidraget *stödet pengarna *projektmedel "
	      "*bidrag anslaget *statsbidraget"},
    {"taxa", "*avgift+ *tax+ *krav= *förbud= *regel *regler+ *bidrag= "
	     "*fiskestopp= *exportstopp= *skyldighet+ *tillståndsplikt+ "
	     "*plikt+ *premie+ *moms+ *skatt+ *begränsning+ *rabatt+"},
    /* times that are named with their first and last day */
    {"period", "*perioden tiden *stiden tidsrymden åren"},
    {"nytt", "avgift avgifter taxor taxa priser krav lag förordning regelverk "
	     "föreskrifter ordningsregler reglemente stadgar villkor regler"},
    {"arbete", "arbetet arbetena *arbetet *arbetena *bytet *flytten bygget"},
};

const size_t cue_classes_n = sizeof(cue_classes) / sizeof(cue_classes[0]);
