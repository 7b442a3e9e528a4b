// Package isoline draws how far one gets: times to polygons.
//
// An isochrone is the set of positions whose time, as a search would tell it, is
// within a limit: the walk to the nearest street and the time along it. Data
// walks one way. A [road.Spread] tells the times along the streets around some
// places; they become pieces of street, each with the time at its two ends. A
// chart asks, square by square, which pieces may be the nearest to any position
// of a square, and so within which times the square lies; where no limit falls
// between them nothing is to be drawn, elsewhere it looks at the square's
// quarters. What remains are small cells along the borders: their corners are
// timed, and the border goes between corners within and corners beyond
// (marching squares). Borders of all limits are thinned together, so that none
// ever crosses another, and closed into polygons.
package isoline

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// Kind is what several places make together.
type Kind uint8

// The kinds.
const (
	Union Kind = iota // a shape a limit: where any of the places is within it
	Each              // a shape a place and limit, as if the place were alone
	Split             // a shape a place and limit: where it is the nearest within it, the first of two equals
)

// Question is what is asked about some places.
type Question struct {
	Limits  []road.Deciseconds // at least one; told in ascending order, each once
	Kind    Kind
	Towards bool      // from everywhere to the places, else from the places to everywhere
	Closed  road.Mask // the reasons for which streets are closed
}

// Isochrones answer a Question.
type Isochrones struct {
	Shapes []Shape // by place, then by limit

	// Cell is the side of the cells, in metres, of the coarsest shape. Where a
	// border crosses a cell's side it is within an eighth of a cell of where the
	// time says. What is narrower than a cell may be missing, save for streets: one
	// that is within the limit is in the shape, drawn about a cell wide.
	Cell float64
	// Tolerance is how far, in metres, thinning may have moved a border. No
	// polygon and no hole is smaller than LeastArea square metres, give or take
	// what a degree of longitude changes between the top and the bottom, and no hole
	// with nothing in it is narrower than a cell, twice its area over its length.
	Tolerance, LeastArea float64
	// Timed is how many positions were timed: what it cost, told without a clock.
	Timed int
}

// Shape is where one limit leads to. Area is valid: no ring touches or crosses
// another, outer rings run counter-clockwise and holes clockwise. It holds the
// Area of every lesser limit of the same place. Nil: nothing is within the limit.
type Shape struct {
	Place int // in the list of places; -1 of a union
	Limit road.Deciseconds
	Area  orb.MultiPolygon
}

// Polygons draws how far one gets from some places, or from where one gets to
// them, along the streets of a Search's Graph, to which the places must be
// snapped. The only error is the context's.
func Polygons(ctx context.Context, s *road.Search, places []road.Snap, q Question) (*Isochrones, error) {
	limits := ascending(q.Limits)
	last := limits[len(limits)-1]
	var sp *road.Spread
	draw := func(some []road.Snap, kind Kind) (*Isochrones, error) {
		sp = s.Spread(some, q.Towards, last, q.Closed, sp)
		return draw(ctx, streetPieces(s.Graph(), sp), limits, kind == Split, len(some))
	}
	if q.Kind != Each {
		return draw(places, q.Kind)
	}
	return each(len(places), func(i int) (*Isochrones, error) { return draw(places[i:i+1], Union) })
}

// Crow draws how far one gets in a straight line, at what pace says of walking.
func Crow(ctx context.Context, places []orb.Point, pace road.Ends, q Question) (*Isochrones, error) {
	limits := ascending(q.Limits)
	draw := func(some []orb.Point, kind Kind) (*Isochrones, error) {
		return draw(ctx, crowPieces(some, pace, limits[len(limits)-1]), limits, kind == Split, len(some))
	}
	if q.Kind != Each {
		return draw(places, q.Kind)
	}
	return each(len(places), func(i int) (*Isochrones, error) { return draw(places[i:i+1], Union) })
}

func ascending(limits []road.Deciseconds) []road.Deciseconds {
	if len(limits) == 0 {
		panic("isoline: no limit")
	}
	return slices.Compact(slices.Sorted(slices.Values(limits)))
}

// each draws places one by one.
func each(places int, draw func(i int) (*Isochrones, error)) (*Isochrones, error) {
	all := &Isochrones{}
	for i := range places {
		one, err := draw(i)
		if err != nil {
			return nil, err
		}
		for _, shape := range one.Shapes {
			shape.Place = i
			all.Shapes = append(all.Shapes, shape)
		}
		all.Cell, all.Tolerance = max(all.Cell, one.Cell), max(all.Tolerance, one.Tolerance)
		all.LeastArea = max(all.LeastArea, one.LeastArea)
		all.Timed += one.Timed
	}
	return all, nil
}
