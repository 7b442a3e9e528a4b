package analysis

import (
	"cmp"
	"math"
	"slices"

	"maillage/geo/road"
	"maillage/say"
)

// Text says a way by its legs, in whole minutes that make those of the whole:
// "1 min à pied, 12 min en voiture, 3 min pour se garer". A leg to which no minute falls is left out.
func (w *Way) Text(mode string) say.Text {
	stretches := w.stretches(mode)
	minutes := shareOut(w.Time, stretches)
	var out say.Text
	for i, s := range stretches {
		if minutes[i] == 0 {
			continue
		}
		said := s.say(mode, say.Minutes(minutes[i]))
		if out.IsZero() {
			out = said
		} else {
			out = say.T("%s, %s", "%s, %s", out, said)
		}
	}
	if out.IsZero() {
		return say.T("moins d'une minute %s", "less than a minute %s", ModeLabel(mode))
	}
	return out
}

// stretches are the legs as they are said: who goes without a vehicle goes on as they began.
func (w *Way) stretches(mode string) []Leg {
	var out []Leg
	for _, leg := range w.Legs {
		if leg.Kind == LegWalk && (mode == "walk" || mode == "wheelchair") {
			leg.Kind = LegStreets
		}
		if n := len(out); n > 0 && out[n-1].Kind == leg.Kind {
			out[n-1].Time += leg.Time
			continue
		}
		out = append(out, leg)
	}
	return out
}

func (l *Leg) say(mode string, time say.Minutes) say.Text {
	switch l.Kind {
	case LegWalk:
		return say.T("%s à pied", "%s on foot", time)
	case LegPark:
		return say.T("%s pour se garer", "%s to park", time)
	default:
		return say.T("%s %s", "%s %s", time, ModeLabel(mode))
	}
}

// shareOut rounds the times of legs to whole minutes whose sum is the whole's,
// rounded: what is left over goes to those that lost most.
func shareOut(whole road.Deciseconds, legs []Leg) []float64 {
	out, left := make([]float64, len(legs)), math.Round(whole.Minutes())
	order := make([]int, len(legs))
	for i := range legs {
		out[i], order[i] = math.Floor(legs[i].Time.Minutes()), i
		left -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(legs[b].Time.Minutes()-out[b], legs[a].Time.Minutes()-out[a])
	})
	for _, i := range order {
		if left < 1 {
			break
		}
		out[i]++
		left--
	}
	return out
}
