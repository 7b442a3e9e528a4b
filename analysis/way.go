package analysis

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
)

// Way is a journey as it is drawn.
type Way struct {
	Time   road.Deciseconds // door to door: to the decisecond what Nearest tells of it
	Metres float64          // along the streets, as Nearest tells them
	Legs   []Leg            // in the order one travels them; their times make the whole
}

// Leg is a part of a way.
type Leg struct {
	Kind   LegKind
	Line   orb.LineString // two points at least; nil while parking
	Time   road.Deciseconds
	Metres float64 // of the line; of a straight one × CrowDetour
}

// LegKind is what one does on a leg.
type LegKind string

// The kinds of legs.
const (
	LegWalk     LegKind = "walk"     // between a place and its street: a straight line, whose time counts a detour
	LegStreets  LegKind = "streets"  // along streets, in the way of travelling asked about
	LegPark     LegKind = "park"     // no line
	LegStraight LegKind = "straight" // the whole journey, for Crow
)

// Line is the whole way, from the origin to the structure: the legs' lines, each
// of which begins where the one before ends, that point once.
func (w *Way) Line() orb.LineString {
	var out orb.LineString
	for _, leg := range w.Legs {
		if len(leg.Line) > 0 && len(out) > 0 {
			out = append(out, leg.Line[1:]...)
		} else {
			out = append(out, leg.Line...)
		}
	}
	return out
}

// MaxWays bounds how many structures Nearest lists with their ways: each is a search of its own.
const MaxWays = 50

func (t *streetTravel) way(from start, to orb.Point, closed road.Mask) (Way, bool) {
	end := t.start(to)
	if !from.snapped || !end.snapped {
		return Way{}, false
	}
	w := t.network.work.Get().(*work)
	defer t.network.work.Put(w)
	found, ok := w.search.Way(from.snap, end.snap, closed)
	if !ok {
		return Way{}, false
	}
	ends := t.graph.Ends()
	first, last := ends.Walk(from.snap.Metres), ends.Walk(end.snap.Metres)
	streets := Leg{LegStreets, found.Line, found.Time - first - last - ends.Park, found.Metres}
	return wayOf(found.Time, found.Metres,
		Leg{LegWalk, orb.LineString{from.point, from.snap.Point}, first, from.snap.Metres},
		streets,
		Leg{LegPark, nil, ends.Park, 0},
		Leg{LegWalk, orb.LineString{end.snap.Point, to}, last, end.snap.Metres},
	), true
}

// aStep is the shortest walk that is told, metres: what positions are known to.
const aStep = 0.1

// wayOf leaves out walks and parking that take nothing.
func wayOf(t road.Deciseconds, metres float64, legs ...Leg) Way {
	w := Way{Time: t, Metres: metres}
	for _, leg := range legs {
		if leg.Time > 0 || leg.Metres >= aStep || leg.Kind == LegStreets || leg.Kind == LegStraight {
			if len(leg.Line) == 1 {
				leg.Line = append(leg.Line, leg.Line[0])
			}
			w.Legs = append(w.Legs, leg)
		}
	}
	return w
}

func (t *crowTravel) way(from start, to orb.Point, _ road.Mask) (Way, bool) {
	metres := geo.Metres(from.point, to)
	time, length := CrowTime(metres), metres*CrowDetour
	return wayOf(time, length, Leg{LegStraight, orb.LineString{from.point, to}, time, length}), true
}

// way is the journey to a structure that was reached; from communes the one that
// takes the median, which is the time told.
func (a *ask) way(ctx context.Context, i data.StructureIndex) *Way {
	from, ok := a.from, true
	if a.crowd != nil {
		from, ok = a.crowd.median(ctx, a.roster.target[i])
	}
	if !ok {
		return nil
	}
	w, ok := a.travel.way(from, a.View().SiteOf(i).Position.Point, a.query.closed())
	if !ok {
		return nil
	}
	return &w
}

// median is where the journey to a place begins that takes the median of the
// crowd's times; ok is false where half of the crowd does not arrive.
func (c *crowd) median(ctx context.Context, t road.TargetID) (from start, ok bool) {
	if c.known != nil {
		if j, ok := c.quantile(c.known[t], 1, 2); ok {
			return c.starts[j.start], true // whatever is not known is later
		}
	}
	only := &choice{fits: make([]bool, len(c.choice.fits)), count: 1}
	only.fits[t] = true
	journeys, _ := c.journeys(ctx, only, noLimit)
	j, ok := c.quantile(journeys[t], 1, 2)
	if !ok {
		return start{}, false
	}
	return c.starts[j.start], true
}
