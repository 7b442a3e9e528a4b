package api

import (
	"github.com/paulmach/orb"

	"maillage/data"
)

// boundsOf is the box of the communes, or of the structures where there are
// none: west, south, east, north; empty for an empty region.
func boundsOf(v *data.View) []float64 {
	var boxes []orb.Bound
	for i := range v.Dataset().Territories {
		if t := &v.Dataset().Territories[i]; t.Kind == data.KindCommune && len(t.Shape) > 0 {
			boxes = append(boxes, t.Shape.Bound())
		}
	}
	if boxes == nil {
		for i := range v.All() {
			boxes = append(boxes, v.SiteOf(i).Position.Point.Bound())
		}
	}
	if boxes == nil {
		return []float64{}
	}
	all := boxes[0]
	for _, b := range boxes[1:] {
		all = all.Union(b)
	}
	return []float64{round(all.Min[0], 6), round(all.Min[1], 6), round(all.Max[0], 6), round(all.Max[1], 6)}
}
