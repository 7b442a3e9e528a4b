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

// whyRanked explains a rank by time and by nothing else, which is all there is.
func whyRanked(mode string, rank int, d road.Deciseconds, tied bool) say.Text {
	t, by := duration(d), ModeLabel(mode)
	switch {
	case rank == 1:
		return say.T("à %s %s ; aucun autre lieu qui convient n'est plus proche",
			"%s %s; no other place that fits is nearer", t, by)
	case tied:
		return say.T("à %s %s ; même temps que le précédent : l'ordre est alors celui des identifiants",
			"%s %s; same time as the one before: the order is then that of their ids", t, by)
	default:
		return say.T("à %s %s ; %s plus proche des lieux qui conviennent",
			"%s %s; %s nearest of the places that fit", t, by, ordinal(rank))
	}
}

func whyRemote() say.Text {
	return say.T("à distance, sans se déplacer : hors du classement par proximité",
		"remotely, without a journey: not part of the ranking by proximity")
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
