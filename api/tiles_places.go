package api

import (
	"cmp"
	"slices"

	"maillage/geo/gazetteer"
	"maillage/geo/tile"
)

// label is a place's name on the map, from a zoom on.
type label struct {
	gazetteer.Label
	at   tile.Position
	zoom uint32
}

// elbowRoom is how often a tile is halved, each way, into squares of which each
// has room for one name: three times, into 64 squares of 64 pixels. What has no
// room waits for the next zoom.
const elbowRoom = 3

// newLabels lists a region's places, the largest first, and finds from which
// zoom on each is named: where no larger one is named in its square of a tile.
func newLabels(places Gazetteer) ([]label, error) {
	g, err := places()
	if err != nil {
		return nil, err
	}
	var out []label
	for _, l := range g.Labels() {
		out = append(out, label{Label: l, at: tile.Project(l.Point), zoom: tile.MaxZoom})
	}
	slices.SortStableFunc(out, func(a, b label) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), -cmp.Compare(a.People, b.People), -cmp.Compare(a.Weight, b.Weight))
	})
	spread(out)
	return out, nil
}

// spread gives labels, the most important first, the zoom from which they have elbow room.
func spread(labels []label) {
	waiting := make([]int, len(labels))
	for i := range waiting {
		waiting[i] = i
	}
	type square struct{ x, y uint32 }
	for z := uint32(0); z < tile.MaxZoom; z++ {
		taken := make(map[square]bool)
		in := func(l *label) square { return square{l.at.X >> (32 - z - elbowRoom), l.at.Y >> (32 - z - elbowRoom)} }
		for i := range labels {
			if labels[i].zoom < z {
				taken[in(&labels[i])] = true
			}
		}
		left := waiting[:0]
		for _, i := range waiting {
			if l := &labels[i]; z >= earliest(l) && !taken[in(l)] {
				l.zoom, taken[in(l)] = z, true
				continue
			}
			left = append(left, i)
		}
		waiting = left
	}
}

// earliest is the zoom before which a place is not named however lonely it is.
func earliest(l *label) uint32 {
	switch {
	case l.Kind == gazetteer.KindLocality:
		return 12
	case l.People < 2000:
		return 8
	default:
		return 0
	}
}

// kindOf says how large a place is.
func (l *label) kindOf() string {
	switch {
	case l.Kind == gazetteer.KindLocality:
		return "localité"
	case l.People >= 10_000:
		return "ville"
	case l.People >= 2000:
		return "bourg"
	default:
		return "commune"
	}
}

// drawPlaces draws the places named at the zoom; the rank tells which name goes first.
func (a *atlas) drawPlaces(l *tile.Layer, at tile.ID) error {
	labels, err := a.places()
	if err != nil {
		return err
	}
	bound := at.Bound()
	for i := range labels {
		p := &labels[i]
		if p.zoom > at.Z || !bound.Contains(p.Point) {
			continue
		}
		if l.Point(p.at); !l.Drawn() {
			continue
		}
		tags := []tile.Tag{l.Text("name", p.Name), l.Text("kind", p.kindOf()), l.Number("rank", float64(i+1))}
		if p.People > 0 {
			tags = append(tags, l.Number("people", float64(p.People)))
		}
		l.Feature(uint64(i), tags...)
	}
	return nil
}
