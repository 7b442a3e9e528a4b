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
	DefectCellsFar            DefectKind = "cells_outside_region" // one for all cells of a source: Value counts them
	DefectParentMissing       DefectKind = "parent_missing"
	DefectParentUnknown       DefectKind = "parent_unknown"
	DefectTerritoryIncomplete DefectKind = "territory_incomplete"
	DefectDecimalComma        DefectKind = "decimal_comma"
	DefectUnknownValue        DefectKind = "unknown_value"
	DefectHoursInvalid        DefectKind = "hours_invalid"
	DefectPopulationMissing   DefectKind = "population_missing"
	DefectCellDisputed        DefectKind = "cell_contradicted"
	DefectCountInvalid        DefectKind = "count_invalid"
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
	Done   Action
}

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
	DefectPopulationMissing: {
		say.T("commune sans population", "commune without a population"),
		say.T("Complétez la population de la commune dans la source.", "Complete the commune's population in the source."),
	},
	DefectCellDisputed: {
		say.T("carreau dont l'identifiant et le contour se contredisent", "cell whose id and outline disagree"),
		say.T("Vérifiez le contour du carreau : c'est l'identifiant qui a été suivi.", "Check the cell's outline: its id was followed."),
	},
	DefectCountInvalid: {
		say.T("effectif impossible dans un carreau", "impossible count in a cell"),
		say.T("Un effectif est un nombre positif ou nul ; celui-ci compte pour zéro.", "A count is a number of zero or more; this one counts as zero."),
	},
}

func sortDefects(ds []Defect) {
	slices.SortFunc(ds, func(a, b Defect) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Record, b.Record),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Other, b.Other), cmp.Compare(a.Done, b.Done))
	})
}
