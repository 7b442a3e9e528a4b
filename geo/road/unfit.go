package road

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Unfit is a street to which the places beside it are not snapped.
type Unfit struct {
	Edge   EdgeID
	Metres float64 // to its closest point, as the crow flies
	CutOff bool    // a scrap of network that leads nowhere else, or a tunnel; false: the profile may not use it
}

// Unfit finds the closest street within some metres of a place that Snap leaves
// out, ferries and motorways aside; ok is false where there is none. Asked with Snap.Metres, it tells of a far
// snap what is nearer. Of two streets equally near it is the one with the lower EdgeID.
func (g *Graph) Unfit(p orb.Point, within float64) (u Unfit, ok bool) {
	v := viewFrom(p)
	i, metres, ok := g.streets.tree.Nearest(p, within, func(i uint32) float64 {
		switch c := g.streets.Category(EdgeID(i)); {
		case g.snappable.has(i), c == Ferry, c == Motorway:
			return math.Inf(1)
		}
		_, _, q := v.closest(g.streets.columns, EdgeID(i))
		return geo.Metres(p, q)
	})
	if !ok {
		return Unfit{}, false
	}
	e := EdgeID(i)
	usable := g.arcOf(RunAlong(e, false)) != noArc || g.arcOf(RunAlong(e, true)) != noArc
	return Unfit{Edge: e, Metres: metres, CutOff: usable}, true
}
