/* cues-of-appeal.c - appeals, and the board they count from, for a Swedish reader to correct */
/* SPDX-License-Identifier: MIT */
#include "core/deadline/cues-rows.h"

static const struct cue rows[] = {
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
    APPEAL(88, V,
	"ingen överklagar, ingen .. överklagar, inte överklagas, "
	"inte .. överklagas, inte överklagar"),
    POSTED(84, 0, "anslagsdatum, anslagsdag+"),
    POSTED(88, V, "*anslag= .. sätt~ upp"),
    POSTED(88, FIRM,
	"*anslag= .. sattes upp, *anslag= .. satts upp, "
	"*anslag= .. uppsatt, *anslag= .. uppsättande, "
	"*anslag= publicera*"),
    POSTED(82, V, "anslås"),
    POSTED(82, FIRM,
	"upp på .. *anslagstavl+, anslogs, anslagits, *anslag= .. tillkännagavs, "
	"tillkännag* på .. *anslagstavl+, justering+ .. tillkännag*"),
    POSTED(40, FIRM, "anslaget"),
    REMOVED(95, V,
	"*anslag= .. ta~ ned, *anslag= .. ta~ ner, "
	"*anslag= .. nedtagande, *anslag= .. tagits ned, "
	"*anslag= .. avpublicera*, *anslag= .. tas bort"),
    REMOVED(84, 0, "nedtagning+, nedtagande, avpubliceras"),
    REMOVED(70, V, "det tas ned, det tas ner, bevis+ .. tas ned"),
};

const struct cue_rows cues_of_appeal = ROWS(rows);
