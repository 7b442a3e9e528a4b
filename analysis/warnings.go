package analysis

import (
	"context"
	"slices"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

// warn says what a person should know before trusting the answer.
func (a *ask) warn(ctx context.Context, answer *NearestAnswer) []say.Text {
	out := append(a.warnRegion(a.query.Mode), a.warnOrigin(&answer.Origin, asOrigin)...)
	if len(answer.Results) == 0 && len(answer.Next) == 0 {
		return append(out, a.warnNothing(ctx, answer)...)
	}
	told := slices.Concat(answer.Results, answer.Next)
	for _, r := range told {
		out = append(out, a.warnPosition(r.Structure)...)
	}
	out = append(out, a.warnAccess(told...)...)
	if a.query.Open == OpenArrival {
		out = append(out, warnDoors(answer)...)
	}
	return out
}

// warnAccess tells who comes by wheelchair that a place may have no way in.
func (a *ask) warnAccess(told ...Result) []say.Text {
	unsaid := slices.ContainsFunc(told, func(r Result) bool { return a.View().SiteOf(r.Structure).Accessible != data.Accessible })
	switch {
	case a.query.Mode != "wheelchair" || a.query.Filter.Accessible || !unsaid:
		return nil
	case len(told) == 1:
		return []say.Text{say.T(
			"Ce lieu n'est pas dit accessible en fauteuil roulant : appelez avant de venir.",
			"This place is not said to be accessible by wheelchair: call before you come.")}
	default:
		return []say.Text{say.T(
			"Tous ces lieux ne sont pas dits accessibles en fauteuil roulant : voyez ce qui est dit de chacun, appelez, ou ne demandez que ceux qui le sont.",
			"Not all of these places are said to be accessible by wheelchair: see what is said of each, call, or ask only for those that are.")}
	}
}

// warnRegion tells of the whole answer: a region that does not exist, a mode that
// only estimates, or that hopes where nobody has mapped what stops it.
func (e *Engine) warnRegion(mode string) []say.Text {
	var out []say.Text
	if e.ground.dataset.Region.Fictional {
		out = append(out, say.T(
			"Région fictive : ces lieux, ces rues et ces habitants n'existent pas.",
			"Fictional region: these places, streets and people do not exist."))
	}
	if mode == "wheelchair" {
		out = append(out, say.T(
			"Les marches, bordures et pentes que personne n'a relevées comptent pour praticables : ces temps sont les plus courts que l'on puisse espérer.",
			"Steps, kerbs and slopes that nobody has mapped count as passable: these times are the least one may hope for."))
	}
	if mode == Crow {
		out = append(out, say.T(
			"Temps estimés à vol d'oiseau (ligne droite × %s ÷ %s km/h), sans les rues.",
			"Times estimated as the crow flies (straight line × %s ÷ %s km/h), without streets.",
			exactly(CrowDetour), exactly(CrowSpeed*3.6)))
	}
	return out
}

// warnPosition tells that a structure's time is in doubt because its position is.
func (e *Engine) warnPosition(i data.StructureIndex) []say.Text {
	v := e.View()
	switch v.SiteOf(i).Position.Precision {
	case data.PrecisionCommune:
		return []say.Text{say.T(
			"La position de « %s » n'est connue qu'à la commune près : son temps peut être faux de plusieurs minutes.",
			"The position of \"%s\" is known only to its commune: its time may be minutes off.", v.Structure(i).Name)}
	case data.PrecisionLocality:
		return []say.Text{say.T(
			"La position de « %s » n'est connue qu'au lieu-dit près : son temps est approximatif.",
			"The position of \"%s\" is known only to its locality: its time is approximate.", v.Structure(i).Name)}
	default:
		return nil
	}
}

// warnNothing explains an empty answer and says what to do about it.
func (a *ask) warnNothing(ctx context.Context, answer *NearestAnswer) []say.Text {
	out := []say.Text{a.whyNothing(ctx)}
	if len(answer.Remote) > 0 {
		out = append(out, seeRemote())
	}
	return out
}

func seeRemote() say.Text {
	return say.T(
		"Ce qui convient est proposé à distance, sans se déplacer : voyez ces services.",
		"What fits is offered remotely, without a journey: see those services.")
}

func (a *ask) whyNothing(ctx context.Context) say.Text {
	q, by := a.query, ModeLabel(a.query.Mode)
	if elsewhere := a.roster.choose(&q.Filter, anyResidence); a.choice.count == 0 && elsewhere.count > 0 {
		return say.T(
			"Des lieux répondent à ces critères, mais aucun ne reçoit les habitants de ce départ : retirez un critère, ou demandez aussi ceux qui ne reçoivent que les habitants d'autres communes.",
			"Some places meet these criteria, but none receives the inhabitants of this origin: drop one, or ask for those too that receive only people of other communes.")
	}
	if a.choice.count == 0 {
		return say.T(
			"Aucun lieu de la région ne reçoit sur place en répondant à tous ces critères à la fois : retirez-en un (niveau, public, réseau, accessibilité, territoire).",
			"No place in the region receives people on site and meets all these criteria at once: drop one (level, audience, network, accessibility, territory).")
	}
	nearest := a.within(ctx, a.choice, 1, noLimit)
	if len(nearest) == 0 {
		return say.T("Aucun lieu qui convient n'est joignable %s depuis ce départ : %s.",
			"No place that fits can be reached %s from this origin: %s.", by, a.whyNoWay(a.choice))
	}
	return say.T(
		"Aucun lieu qui convient n'est à moins de %s %s ; le plus proche est à %s : augmentez la durée maximale.",
		"No place that fits is within %s %s; the nearest is %s away: allow a longer journey.",
		say.T("%s\u202fmin", "%s\u202fmin", exactly(q.MaxMinutes)), by, duration(wholeMinutes(nearest[0].Time)))
}

// warnDoors tells what the hours did to the answer: of places that may be closed, and of those that are.
func warnDoors(answer *NearestAnswer) []say.Text {
	var out []say.Text
	unknown := 0
	for _, r := range answer.Results {
		if r.State == hours.Unknown {
			unknown++
		}
	}
	if len(answer.Results) == 0 || answer.Results[0].State != hours.Open {
		out = append(out, say.T("Aucun lieu qui convient n'est ouvert à coup sûr à votre arrivée%s.",
			"No place that fits is certain to be open when you get there%s.", whatInstead(answer)))
	} else if len(answer.Next) > 0 {
		out = append(out, say.T("Un lieu plus proche, fermé ou aux horaires inconnus à votre arrivée, vous reçoit aussi tôt que ceux qui sont ouverts : voyez les prochaines ouvertures.",
			"A nearer place, closed or with unknown hours when you get there, receives you as early as those that are open: see the next openings."))
	}
	if unknown > 0 {
		out = append(out, say.T("Des lieux proposés ont des horaires inconnus à l'heure de votre arrivée : appelez avant de venir.",
			"Some of these places have unknown hours at the time you get there: call before you come."))
	}
	if len(answer.Results) == 0 && len(answer.Remote) > 0 {
		out = append(out, seeRemote())
	}
	return out
}

// whatInstead says what an answer without an open place has.
func whatInstead(answer *NearestAnswer) say.Text {
	switch {
	case len(answer.Next) == 0:
		return say.Text{}
	case answer.Next[0].Opens.IsZero():
		return say.T(", ni n'ouvre d'ici %d jours, que l'on sache : voici les plus proches, à appeler",
			", nor known to open within %d days: here are the nearest, to be called", NextDays)
	default:
		return say.T(" : voyez les prochaines ouvertures", ": see the next openings")
	}
}

// warnCells tells what a planner should know of a table of times.
func (e *Engine) warnCells(t *CellTimes) []say.Text {
	out := e.warnRegion(t.Mode)
	switch {
	case t.nobody && len(t.Time) > 0:
		out = append(out, say.T(
			"Aucun lieu de la région ne reçoit sur place en répondant à tous ces critères à la fois : tout le monde est hors d'atteinte.",
			"No place in the region receives people on site and meets all these criteria at once: everyone is out of reach."))
	case len(t.Time) == 0:
		out = append(out, say.T(
			"La région n'a pas de carreaux de population : personne n'est compté. Ajoutez une source de population à la recette.",
			"The region has no population cells: nobody is counted. Add a population source to the recipe."))
	}
	return out
}

// warnKind tells what counting by territories finer than the cells does to the figures.
func (e *Engine) warnKind(kind data.TerritoryKind) []say.Text {
	side := e.ground.dataset.Cells.Grid.Size
	switch {
	case kind.OfCommunes():
		return nil
	case side == 0:
		return []say.Text{say.T(
			"Les habitants sont comptés par commune, chacune en un point : par %s, les chiffres ne disent rien. Il faut une grille.",
			"People are counted by commune, each at one point: by %s, the figures mean nothing. A grid is needed.", kind.Label())}
	default:
		return []say.Text{say.T(
			"Par %s, un carreau de %s compte tout entier là où est son centre : un territoire plus petit peut gagner ou perdre ses habitants.",
			"By %s, a cell of %s counts whole where its centre is: a smaller territory may gain or lose its people.", kind.Label(), say.Metres(side))}
	}
}
