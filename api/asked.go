package api

import (
	"strings"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// fact is a line of what a workbook says of itself.
type fact struct{ label, value string }

// factsOf says what was asked about a dataset: where, when, how, and which services count.
func factsOf(ds *data.Dataset, q *analysis.Query, lang say.Lang) []fact {
	facts := []fact{}
	add := func(label say.Text, values ...say.Text) {
		if len(values) == 0 {
			return
		}
		said := make([]string, len(values))
		for i, v := range values {
			said[i] = v.In(lang)
		}
		facts = append(facts, fact{label.In(lang), strings.Join(said, ", ")})
	}
	f := &q.Filter
	add(say.T("Région", "Region"), say.Same(ds.Region.Name))
	add(say.T("Instant", "Instant"), say.T("%s", "%s", say.Moment(q.At)))
	add(say.T("Mode de déplacement", "Way of travelling"), analysis.ModeLabel(q.Mode))
	if q.Winter {
		add(say.T("Saison", "Season"), say.T("hiver : sans les rues fermées", "winter: without the streets closed then"))
	}
	if f.Level != data.LevelUnknown {
		add(say.T("Niveau", "Level"), f.Level.Label())
	}
	add(say.T("Publics", "Audiences"), labelsOf(data.Audiences(), f.Audiences)...)
	add(say.T("Modes d'accueil", "Receptions"), labelsOf(data.Receptions(), f.Receptions)...)
	add(say.T("Réseaux porteurs", "Networks"), networkNames(ds, f.Networks)...)
	add(say.T("Structures situées dans", "Structures that stand in"), territoryLabels(ds, f.Territories)...)
	if f.Accessible {
		add(say.T("Accessibilité", "Accessibility"), say.T("seulement les lieux dits accessibles en fauteuil roulant", "only places said to be accessible by wheelchair"))
	}
	add(say.T("Services comptés", "Services that count"), eligibleLabel(q.Eligible))
	return facts
}

func eligibleLabel(eligible string) say.Text {
	if eligible == analysis.EligibleAny {
		return say.T("tous, quelle que soit leur zone d'éligibilité", "all, whatever their eligibility area")
	}
	return say.T("ceux qui reçoivent les habitants du lieu de départ", "those that receive the inhabitants of where one starts")
}

func labelsOf[T ~string](terms []data.Term, codes []T) []say.Text {
	var out []say.Text
	for _, c := range codes {
		out = append(out, data.LabelOf(terms, string(c)))
	}
	return out
}

func networkNames(ds *data.Dataset, codes []data.NetworkCode) []say.Text {
	var out []say.Text
	for _, n := range ds.Networks {
		for _, c := range codes {
			if n.Code == c {
				out = append(out, n.Label())
			}
		}
	}
	return out
}

func territoryLabels(ds *data.Dataset, some []data.TerritoryIndex) []say.Text {
	var out []say.Text
	for _, i := range some {
		t := &ds.Territories[i]
		out = append(out, say.T("%s (%s %s)", "%s (%s %s)", t.Name, t.Kind.Label(), t.Code))
	}
	return out
}

// meanings say what the figures of tables count, to whoever reads them in cells.
var meanings = map[string]say.Text{
	"people":            say.T("Personnes du groupe compté ; dans les zones blanches, celles qui vivent au-delà de la cible", "People of the group counted; in white zones, those who live beyond the target"),
	"covered":           say.T("Celles qui vivent dans la cible : une personne exactement à la cible est dedans", "Those who live within the target: a person exactly at the target is within it"),
	"uncovered":         say.T("Celles qui vivent au-delà de la cible", "Those who live beyond the target"),
	"unreachable":       say.T("De celles-ci, celles qu'aucune rue ne mène à une structure qui convient", "Of these, those whom no street leads to a structure that fits"),
	"covered_share":     say.T("Part des personnes qui vivent dans la cible ; vide sans personne", "Share of the people who live within the target; empty without people"),
	"estimated_share":   say.T("Part des personnes dont la source elle-même a estimé le nombre", "Share of the people whose number the source itself estimated"),
	"mean_minutes":      say.T("Temps moyen de celles qui peuvent arriver, en minutes ; vide si aucune ne le peut", "Mean time of those who can arrive, in minutes; empty if nobody can"),
	"median_minutes":    say.T("Temps que la moitié des personnes ne dépasse pas, en minutes ; vide si la moitié n'a aucun accès", "Time that half of the people do not exceed, in minutes; empty if half have no access"),
	"p90_minutes":       say.T("Temps que neuf personnes sur dix ne dépassent pas, en minutes ; vide si plus d'une sur dix n'a aucun accès", "Time that nine people in ten do not exceed, in minutes; empty if more than one in ten have no access"),
	"census":            say.T("Population du recensement : une autre source que la grille, les deux diffèrent", "Census population: another source than the grid's, the two differ"),
	"cells":             say.T("Carreaux habités de la zone", "The zone's inhabited cells"),
	"worst_gap_minutes": say.T("Plus grand temps de trajet de la zone moins la cible, en minutes ; vide si aucune structure n'est joignable", "The zone's longest travel time less the target, in minutes; empty if no structure can be reached"),
}
