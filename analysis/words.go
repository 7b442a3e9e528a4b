package analysis

import (
	"math"

	"maillage/geo/road"
	"maillage/say"
)

// ModeLabel says a mode in plain words, as they stand after a time or a name:
// "en voiture". A code that is no mode is itself.
func ModeLabel(mode string) say.Text {
	switch mode {
	case "car":
		return say.T("en voiture", "by car")
	case "bike":
		return say.T("à vélo", "by bike")
	case "walk":
		return say.T("à pied", "on foot")
	case "wheelchair":
		return say.T("en fauteuil roulant", "by wheelchair")
	case Crow:
		return say.T("à vol d'oiseau (estimation)", "as the crow flies (estimate)")
	default:
		return say.Same(mode)
	}
}

// duration says a time within a sentence, rounded to the minute, for eyes only.
func duration(d road.Deciseconds) say.Texter {
	if m := d.Minutes(); math.Round(m) >= 1 {
		return say.Minutes(m)
	}
	return say.T("moins d'une minute", "less than a minute")
}

// among is a set of places, as a rank among them is said.
type among struct{ one, all say.Text }

var (
	amongFitting = among{say.T("lieu qui convient", "place that fits"), say.T("lieux qui conviennent", "places that fit")}
	amongOpen    = among{say.T("lieu ouvert à votre arrivée", "place open when you get there"),
		say.T("lieux ouverts à votre arrivée", "places open when you get there")}
	amongUnsure = among{say.T("lieu à appeler avant de venir", "place to call before you come"),
		say.T("lieux à appeler avant de venir", "places to call before you come")}
)

// whyRanked explains a rank by time and by nothing else, which is all there is.
func whyRanked(rank int, tied bool, of among) say.Text {
	switch {
	case rank == 1:
		return say.T("aucun autre %s n'est plus proche", "no other %s is nearer", of.one)
	case tied:
		return say.T("même temps que le précédent : l'ordre est alors celui des identifiants",
			"same time as the one before: the order is then that of their ids")
	default:
		return say.T("%s plus proche des %s", "%s nearest of the %s", ordinal(rank), of.all)
	}
}

// journey says the time on the way: "à 16 min en voiture"; of the people of
// communes, that of half of them and that of nine in ten.
func journey(mode string, r *Result) say.Text {
	by := ModeLabel(mode)
	switch {
	case r.Time == road.Unreachable:
		return say.T("plus de la moitié des habitants ne peut s'y rendre %s", "more than half of the inhabitants cannot get there %s", by)
	case r.P90 == 0 || r.P90 == r.Time:
		return say.T("à %s %s", "%s %s", duration(r.Time), by)
	case r.P90 == road.Unreachable:
		return say.T("à %s au plus %s pour la moitié des habitants ; plus d'un sur dix ne peut s'y rendre",
			"%s at most %s for half of the inhabitants; more than one in ten cannot get there", duration(r.Time), by)
	default:
		return say.T("à %s au plus %s pour la moitié des habitants, à %s au plus pour neuf sur dix",
			"%s at most %s for half of the inhabitants, %s at most for nine in ten", duration(r.Time), by, duration(r.P90))
	}
}

// joined says several things of one place.
func joined(parts ...say.Text) say.Text {
	var out say.Text
	for _, p := range parts {
		switch {
		case p.IsZero():
		case out.IsZero():
			out = p
		default:
			out = say.T("%s ; %s", "%s; %s", out, p)
		}
	}
	return out
}

func ordinal(n int) say.Text {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return say.T("%[1]de", "%[1]d%[2]s", n, suffix)
}

// exactly writes a value with the decimals it has, and no more.
func exactly(v float64) say.Decimal { return say.Decimal{Value: v, Places: -1} }
