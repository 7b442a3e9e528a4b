package data

import (
	"cmp"
	"slices"

	"maillage/say"
)

// DefectKind is what is wrong with a record: one stable code a kind, counted by `maillage check`.
type DefectKind string

// The kinds of defects. defectTexts below says each in words.
const (
	DefectDuplicate           DefectKind = "duplicate"
	DefectDuplicateElsewhere  DefectKind = "duplicate_across_sources"
	DefectHeadOffice          DefectKind = "head_office"
	DefectDepartement         DefectKind = "departement_contradicted"
	DefectCommune             DefectKind = "commune_contradicted"
	DefectPositionMissing     DefectKind = "position_missing"
	DefectPositionInvalid     DefectKind = "position_invalid"
	DefectPositionDisputed    DefectKind = "position_contradicted"
	DefectOutsideRegion       DefectKind = "outside_region"
	DefectOutOfScope          DefectKind = "out_of_scope"
	DefectHoursMissing        DefectKind = "hours_missing"
	DefectItinerant           DefectKind = "itinerant"
	DefectMultiSite           DefectKind = "multi_site"
	DefectCedex               DefectKind = "cedex_postal_code"
	DefectUnreadable          DefectKind = "unreadable_record"
	DefectCellsFar            DefectKind = "cells_outside_region" // one for all cells of a source
	DefectParentMissing       DefectKind = "parent_missing"
	DefectParentUnknown       DefectKind = "parent_unknown"
	DefectTerritoryIncomplete DefectKind = "territory_incomplete"
	DefectDecimalComma        DefectKind = "decimal_comma"
	DefectUnknownValue        DefectKind = "unknown_value"
	DefectHoursInvalid        DefectKind = "hours_invalid"
	DefectPopulationMissing   DefectKind = "population_missing"
	DefectCellDisputed        DefectKind = "cell_contradicted"
	DefectCountInvalid        DefectKind = "count_invalid"
	DefectServiceOrphan       DefectKind = "service_without_structure"
	DefectServiceElsewhere    DefectKind = "service_elsewhere"
	DefectCommuneMerged       DefectKind = "commune_merged"
	DefectCommuneUnknown      DefectKind = "commune_unknown"
	DefectTerritoryDisputed   DefectKind = "territory_contradicted"
	DefectEncoding            DefectKind = "encoding_guessed"
	DefectLeadingZero         DefectKind = "leading_zero_lost"
	DefectPositionSwapped     DefectKind = "position_swapped"
	DefectPositionProjected   DefectKind = "position_in_metres"
	DefectPositionSea         DefectKind = "position_at_sea"
	DefectPositionCentre      DefectKind = "position_commune_centre"
	DefectClosed              DefectKind = "closed_for_good"
	DefectArrondissement      DefectKind = "arrondissement_code"
	DefectAppointment         DefectKind = "appointment_without_contact"
	DefectNetworkAbsent       DefectKind = "network_absent"
	DefectKeepApart           DefectKind = "keep_apart_unknown"
	DefectHoursUnread         DefectKind = "hours_unread"
	DefectHoursDoubtful       DefectKind = "hours_doubtful"
	DefectSchoolInvalid       DefectKind = "school_holidays_invalid"
	DefectSchoolUntold        DefectKind = "school_holidays_untold"
	DefectAddressUnplaced     DefectKind = "address_without_position"
)

// Action is what was done about a defect.
type Action string

// The actions, from the mildest.
const (
	Kept      Action = "kept"      // the record is used as it is, with a doubt
	Corrected Action = "corrected" // the value was replaced by Other
	Merged    Action = "merged"    // the record was joined to the one named in Other, its provenance kept
	LeftOut   Action = "left_out"  // the record is not used
)

// Label is the action in plain words.
func (a Action) Label() say.Text {
	switch a {
	case Corrected:
		return say.T("corrigé", "corrected")
	case Merged:
		return say.T("fusionné", "merged")
	case LeftOut:
		return say.T("écarté", "left out")
	default:
		return say.T("gardé, avec un doute", "kept, with a doubt")
	}
}

// Defect is one thing wrong in one record of a source.
type Defect struct {
	Kind   DefectKind
	Source string // the Source's name
	Record string // the record's id in its source, or its line
	Field  string // the source's own column or property
	Value  string // as the source writes it
	Other  string // what contradicts it or replaces it; empty where nothing does
	Why    Reason // what two records agree in, how far a position is off; empty where the kind says all
	Done   Action
	More   int // further records of the source with the same defect, which this one stands for: national files have thousands
}

// Records is how many records the defect tells of.
func (d Defect) Records() int { return 1 + max(0, d.More) }

// Label says in a few words what is wrong.
func (d Defect) Label() say.Text { return d.Kind.Label() }

// Hint says in one sentence what the keepers of the source should look at.
func (d Defect) Hint() say.Text { return defectTexts[d.Kind].hint }

// Label says in a few words what is wrong; the code itself where the kind is unknown.
func (k DefectKind) Label() say.Text {
	if t, ok := defectTexts[k]; ok {
		return t.label
	}
	return say.Same(string(k))
}

// DefectKinds lists the kinds in a stable order.
func DefectKinds() []DefectKind {
	kinds := make([]DefectKind, 0, len(defectTexts))
	for k := range defectTexts {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
}

var defectTexts = map[DefectKind]struct{ label, hint say.Text }{
	DefectDuplicate: {
		say.T("deux fois dans la même source", "twice in one source"),
		say.T("Gardez une seule fiche par lieu dans la source.", "Keep one record a place in the source."),
	},
	DefectDuplicateElsewhere: {
		say.T("le même lieu dans deux sources", "the same place in two sources"),
		say.T("Rien à faire si c'est bien le même lieu ; sinon, précisez le nom ou l'adresse dans l'une des sources.", "Nothing to do if it is the same place; otherwise make the name or address clearer in one of the sources."),
	},
	DefectHeadOffice: {
		say.T("siège qui ne reçoit pas de public", "head office that receives nobody"),
		say.T("Si ce lieu reçoit du public, donnez-lui une fiche à son nom d'accueil.", "If this place does receive people, give it a record under its public name."),
	},
	DefectDepartement: {
		say.T("département contredit par la position", "département contradicted by the position"),
		say.T("Corrigez le code du département dans la source, ou la position si c'est elle qui est fausse.", "Mend the département's code in the source, or the position if that is what is wrong."),
	},
	DefectCommune: {
		say.T("commune contredite par la position", "commune contradicted by the position"),
		say.T("Vérifiez sur une carte : soit la position, soit le code de la commune est faux.", "Look at a map: either the position or the commune's code is wrong."),
	},
	DefectPositionMissing: {
		say.T("sans position", "without a position"),
		say.T("Ajoutez la longitude et la latitude : sans elles, personne n'est orienté vers ce lieu.", "Add longitude and latitude: without them nobody is sent to this place."),
	},
	DefectPositionInvalid: {
		say.T("position impossible", "impossible position"),
		say.T("La longitude et la latitude sont en degrés décimaux (WGS 84), par exemple 9.15 et 42.306.", "Longitude and latitude are decimal degrees (WGS 84), for instance 9.15 and 42.306."),
	},
	DefectPositionDisputed: {
		say.T("deux positions différentes dans la même fiche", "two different positions in one record"),
		say.T("Gardez une seule position dans la fiche.", "Keep one position in the record."),
	},
	DefectOutsideRegion: {
		say.T("hors de la région", "outside the region"),
		say.T("Vérifiez la position ; si elle est juste, élargissez la zone tampon (buffer_km) de la recette.", "Check the position; if it is right, widen the recipe's buffer_km."),
	},
	DefectOutOfScope: {
		say.T("hors du champ du service public de l'orientation", "outside the scope of public guidance"),
		say.T("Si ce réseau participe au service, ajoutez-le dans « networks » de la recette.", "If this network takes part in the service, add it under \"networks\" in the recipe."),
	},
	DefectHoursMissing: {
		say.T("sans horaires", "without hours"),
		say.T("Ajoutez les horaires : sans eux, on ne peut pas dire si c'est ouvert.", "Add the hours: without them nobody can tell whether it is open."),
	},
	DefectItinerant: {
		say.T("lieu itinérant décrit par une seule position", "itinerant place told by one position"),
		say.T("Donnez une fiche par étape, avec ses jours et ses heures.", "Give each stop a record of its own, with its days and hours."),
	},
	DefectMultiSite: {
		say.T("plusieurs sites décrits par une seule position", "several sites told by one position"),
		say.T("Donnez une fiche par site, avec ses jours et ses heures.", "Give each site a record of its own, with its days and hours."),
	},
	DefectCedex: {
		say.T("code postal CEDEX", "CEDEX postal code"),
		say.T("Mettez le code postal du lieu, pas celui de son courrier.", "Give the place's postal code, not its mail's."),
	},
	DefectUnreadable: {
		say.T("fiche illisible", "unreadable record"),
		say.T("Corrigez cette ligne dans la source.", "Mend this line in the source."),
	},
	DefectCellsFar: {
		say.T("carreaux hors de la région, comptés ensemble", "cells outside the region, counted together"),
		say.T("Rien à faire si la grille couvre plus que la région ; sinon, vérifiez que les communes sont celles de la région.", "Nothing to do if the grid covers more than the region; otherwise check that the communes are the region's."),
	},
	DefectParentMissing: {
		say.T("permanence dont la structure n'existe pas", "permanence whose structure does not exist"),
		say.T("Indiquez l'identifiant de la structure qui tient cette permanence.", "Give the id of the structure that holds this permanence."),
	},
	DefectParentUnknown: {
		say.T("permanence dont la structure n'est pas dite", "permanence whose structure is not told"),
		say.T("Indiquez dans la source quelle structure tient cette permanence.", "Say in the source which structure holds this permanence."),
	},
	DefectTerritoryIncomplete: {
		say.T("commune sans territoire de rattachement", "commune without a larger territory"),
		say.T("Complétez le rattachement de la commune dans la source.", "Complete what the commune belongs to in the source."),
	},
	DefectAddressUnplaced: {
		say.T("adresse ou lieu-dit sans position", "address or lieu-dit without a position"),
		say.T("Rien à faire : qui tape ce nom trouve la commune. La commune peut le placer dans sa base adresse locale.", "Nothing to do: who types that name finds the commune. The commune can place it in its local address base."),
	},
	DefectDecimalComma: {
		say.T("virgule décimale dans une position", "decimal comma in a position"),
		say.T("Écrivez la longitude et la latitude avec un point : 42.306.", "Write longitude and latitude with a point: 42.306."),
	},
	DefectUnknownValue: {
		say.T("valeur hors de la liste prévue", "value outside the expected list"),
		say.T("Prenez une des valeurs de la liste, ou signalez-nous la nouvelle.", "Take one of the listed values, or tell us of the new one."),
	},
	DefectHoursInvalid: {
		say.T("plage horaire de durée nulle", "opening slot that lasts no time"),
		say.T("Laissez vide la demi-journée sans accueil au lieu d'écrire 00:00 - 00:00.", "Leave a half-day without opening empty instead of writing 00:00 - 00:00."),
	},
	DefectHoursUnread: {
		say.T("horaires qui ne sont pas compris", "hours that are not understood"),
		say.T("Écrivez les jours et les heures en entier, et eux seuls : « du lundi au vendredi de 9h à 12h », ou Mo-Fr 09:00-12:00.", "Write the days and the hours whole, and nothing else: \"du lundi au vendredi de 9h à 12h\", or Mo-Fr 09:00-12:00."),
	},
	DefectHoursDoubtful: {
		say.T("horaires dont une partie n'est pas certaine", "hours of which a part is not certain"),
		say.T("Dites quels jours : « les 2e et 4e lundis du mois » plutôt que « un lundi sur deux » ; et une seule fois chaque jour.", "Say which days: \"les 2e et 4e lundis du mois\" rather than \"un lundi sur deux\"; and each day once only."),
	},
	DefectPopulationMissing: {
		say.T("commune sans population", "commune without a population"),
		say.T("Complétez la population de la commune dans la source.", "Complete the commune's population in the source."),
	},
	DefectCellDisputed: {
		say.T("carreau dont l'identifiant et le contour se contredisent", "cell whose id and outline disagree"),
		say.T("Vérifiez le contour du carreau : c'est l'identifiant qui a été suivi.", "Check the cell's outline: its id was followed."),
	},
	DefectCommuneMerged: {
		say.T("code d'une commune qui n'existe plus", "code of a commune that is no more"),
		say.T("Écrivez le code de la commune d'aujourd'hui : il a été trouvé dans la table des mouvements.", "Write the code of today's commune: it was found in the table of movements."),
	},
	DefectCommuneUnknown: {
		say.T("code d'aucune commune", "code of no commune"),
		say.T("Vérifiez le code de la commune, ou ajoutez à la recette la table des mouvements de communes.", "Check the commune's code, or add the table of communes' movements to the recipe."),
	},
	DefectTerritoryDisputed: {
		say.T("commune dans deux territoires du même genre", "commune in two territories of one kind"),
		say.T("Gardez la commune dans un seul territoire : le premier lu a été suivi.", "Keep the commune in one territory: the first read was followed."),
	},
	DefectEncoding: {
		say.T("texte qui n'est pas en UTF-8", "text that is not UTF-8"),
		say.T("Enregistrez le fichier en UTF-8 (dans un tableur : « CSV UTF-8 »), ou dites « encoding: latin1 » dans la recette ; vérifiez les accents.", "Save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"), or say \"encoding: latin1\" in the recipe; look at the accents."),
	},
	DefectLeadingZero: {
		say.T("code dont le zéro de tête est perdu", "code whose leading zero is lost"),
		say.T("Donnez à la colonne le format « texte » dans le tableur, et écrivez les codes en entier : 01000.", "Give the column the format \"text\" in the spreadsheet, and write the codes whole: 01000."),
	},
	DefectServiceOrphan: {
		say.T("service dont la structure n'existe pas", "service whose structure does not exist"),
		say.T("Indiquez l'identifiant d'une structure du même jeu de données (structure_id).", "Give the id of a structure of the same data set (structure_id)."),
	},
	DefectServiceElsewhere: {
		say.T("service placé loin de sa structure", "service placed far from its structure"),
		say.T("Si l'on est reçu ailleurs, donnez à ce lieu une structure à lui ; sinon, corrigez la position du service.", "If people are received elsewhere, give that place a structure of its own; otherwise mend the service's position."),
	},
	DefectPositionSwapped: {
		say.T("longitude et latitude échangées", "longitude and latitude swapped"),
		say.T("Mettez la longitude (9.15) et la latitude (42.306) chacune dans sa colonne.", "Put the longitude (9.15) and the latitude (42.306) each in its own column."),
	},
	DefectPositionProjected: {
		say.T("position en mètres au lieu de degrés", "position in metres instead of degrees"),
		say.T("Convertissez la position de Lambert-93 ou d'UTM en degrés (WGS 84).", "Convert the position from Lambert-93 or UTM to degrees (WGS 84)."),
	},
	DefectPositionSea: {
		say.T("position en mer ou hors de toute commune de la région", "position at sea or outside every commune of the region"),
		say.T("Corrigez la position : le lieu dit être dans la région, où elle n'est pas.", "Mend the position: the place says it is in the region, where the position is not."),
	},
	DefectPositionCentre: {
		say.T("position qui n'est que le centre de la commune, ou un point commun à plusieurs adresses", "position that is only the commune's centre, or one point for several addresses"),
		say.T("Géocodez l'adresse exacte : la position peut être fausse de plusieurs kilomètres.", "Geocode the exact address: the position may be kilometres off."),
	},
	DefectClosed: {
		say.T("lieu fermé définitivement", "place closed for good"),
		say.T("Retirez cette fiche de la source ; si le lieu reçoit encore, retirez la mention de fermeture.", "Take the record out of the source; if the place still receives people, take out the words that say it is closed."),
	},
	DefectArrondissement: {
		say.T("code d'arrondissement à la place de celui de la commune", "code of an arrondissement instead of the commune's"),
		say.T("Rien à faire : Paris est 75056, Lyon 69123, Marseille 13055.", "Nothing to do: Paris is 75056, Lyon 69123, Marseille 13055."),
	},
	DefectAppointment: {
		say.T("sur rendez-vous seulement, sans moyen d'en prendre un", "by appointment only, without a way to make one"),
		say.T("Dites dans la fiche comment prendre rendez-vous : téléphone, courriel ou site.", "Say in the record how to make an appointment: telephone, e-mail or website."),
	},
	DefectNetworkAbsent: {
		say.T("réseau absent d'un département où il est attendu", "network absent from a département where it is expected"),
		say.T("Ajoutez à la recette une source qui le décrit, ou vérifiez qu'il n'y reçoit vraiment personne.", "Add a source that tells of it to the recipe, or check that it really receives nobody there."),
	},
	DefectKeepApart: {
		say.T("« keep_apart » nomme une fiche qui n'existe pas", "\"keep_apart\" names a record that does not exist"),
		say.T("Corrigez l'identifiant dans la recette, ou retirez cette ligne si la fiche a quitté la source.", "Mend the id in the recipe, or take the line out if the record has left the source."),
	},
	DefectSchoolInvalid: {
		say.T("vacances scolaires aux dates impossibles", "school holidays with impossible dates"),
		say.T("Corrigez le début, la fin ou l'année scolaire de la ligne ; d'ici là, les jours qu'elle devait dire sont inconnus.", "Mend the line's beginning, end or school year; until then the days it should tell of are unknown."),
	},
	DefectSchoolUntold: {
		say.T("vacances scolaires que le calendrier ne dit pas", "school holidays that the calendar does not tell"),
		say.T("Complétez le calendrier de cette académie, ou prenez un fichier plus récent : entre ces dates, les vacances sont inconnues.", "Complete the calendar of this académie, or take a newer file: between these dates, holidays are unknown."),
	},
	DefectCountInvalid: {
		say.T("effectif impossible dans un carreau", "impossible count in a cell"),
		say.T("Un effectif est un nombre positif ou nul ; celui-ci compte pour zéro.", "A count is a number of zero or more; this one counts as zero."),
	},
}

func sortDefects(ds []Defect) {
	slices.SortFunc(ds, func(a, b Defect) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Record, b.Record),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Other, b.Other),
			cmp.Compare(a.Why, b.Why), cmp.Compare(a.Done, b.Done), cmp.Compare(a.More, b.More))
	})
}
