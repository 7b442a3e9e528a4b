package analysis

import (
	"fmt"
	"math"
	"strings"

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

// duration says a time rounded to the minute, for eyes only.
func duration(d road.Deciseconds) say.Text {
	m := int(math.Round(d.Minutes()))
	switch {
	case m < 1:
		return say.T("moins d'une minute", "less than a minute")
	case m < 60:
		return say.Same(fmt.Sprintf("%d min", m))
	default:
		return say.Same(fmt.Sprintf("%d h %02d", m/60, m%60))
	}
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

// decimal says a number with the decimal mark of the language.
func decimal(v float64) say.Text {
	n := number(v)
	return say.T("%[1]s", "%[2]s", strings.Replace(n, ".", ",", 1), n)
}

// distance says metres for eyes: to 10 m below a kilometre, to 100 m below 100 km, else to the kilometre.
func distance(metres float64) say.Text {
	if metres < 995 {
		return say.Same(fmt.Sprintf("%.0f m", math.Round(metres/10)*10))
	}
	km := math.Round(metres/100) / 10
	if km >= 100 {
		km = math.Round(metres / 1000)
	}
	return say.T("%s km", "%s km", decimal(km))
}
