package analysis

import (
	"context"

	"github.com/paulmach/orb"

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

// MaxWays bounds how many structures Nearest lists with their ways: each is thousands of points where it is long.
const MaxWays = 50

func (t *streetTravel) ways(from start, to []orb.Point, closed road.Mask) []*Way {
	out, ends, snaps := make([]*Way, len(to)), make([]start, len(to)), make([]road.Snap, len(to))
	if !from.snapped {
		return out
	}
	for i, p := range to {
		ends[i] = t.start(p)
		snaps[i] = ends[i].snap
	}
	w := t.network.work.Get().(*work)
	defer t.network.work.Put(w)
	for i, found := range w.search.Ways(from.snap, snaps, closed) {
		if ends[i].snapped && found.Line != nil {
			out[i] = t.drawn(&from, &ends[i], found)
		}
	}
	return out
}

// drawn adds to a way along streets what comes before and after.
func (t *streetTravel) drawn(from, to *start, found road.Way) *Way {
	ends := t.graph.Ends()
	first, last := ends.Walk(from.snap.Metres), ends.Walk(to.snap.Metres)
	return wayOf(found.Time, found.Metres,
		Leg{LegWalk, orb.LineString{from.point, from.snap.Point}, first, from.snap.Metres},
		Leg{LegStreets, found.Line, found.Time - first - last - ends.Park, found.Metres},
		Leg{LegPark, nil, ends.Park, 0},
		Leg{LegWalk, orb.LineString{to.snap.Point, to.point}, last, to.snap.Metres},
	)
}

// aStep is the shortest walk that is told, metres: what positions are known to.
const aStep = 0.1

// wayOf leaves out walks and parking that take nothing.
func wayOf(t road.Deciseconds, metres float64, legs ...Leg) *Way {
	w := &Way{Time: t, Metres: metres}
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

func (t *crowTravel) ways(from start, to []orb.Point, _ road.Mask) []*Way {
	out := make([]*Way, len(to))
	for i, p := range to {
		metres := geo.Metres(from.point, p)
		time, length := CrowTime(metres), metres*CrowDetour
		out[i] = wayOf(time, length, Leg{LegStraight, orb.LineString{from.point, p}, time, length})
	}
	return out
}

// draw adds to results the ways to them, all that begin at one place together.
func (a *ask) draw(ctx context.Context, results []Result) {
	begin := make(map[start][]*Result)
	for k := range results {
		if from, ok := a.setsOut(ctx, &results[k]); ok {
			begin[from] = append(begin[from], &results[k])
		}
	}
	for from, some := range begin {
		if ctx.Err() != nil {
			return
		}
		to := make([]orb.Point, len(some))
		for k, r := range some {
			to[k] = a.View().SiteOf(r.Structure).Position.Point
		}
		for k, w := range a.travel.ways(from, to, a.query.closed()) {
			some[k].Way = w
		}
	}
}

// setsOut is where the journey begins that takes the time told of a place: from
// communes the one that takes the median.
func (a *ask) setsOut(ctx context.Context, r *Result) (start, bool) {
	if a.crowd == nil {
		return a.from, true
	}
	return a.crowd.median(ctx, a.roster.target[r.Structure])
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
