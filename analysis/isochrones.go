package analysis

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"

	"maillage/data"
	"maillage/geo/isoline"
	"maillage/geo/road"
	"maillage/say"
)

// Which way an isochrone is travelled.
const (
	DirectionTo   = "to"   // from everywhere to the places
	DirectionFrom = "from" // from the places to everywhere
)

// What several places make together.
const (
	TogetherUnion = "union" // where any of them is within the minutes
	TogetherEach  = "each"  // each as if it were alone
	TogetherSplit = "split" // where each is the nearest of them
)

// What an isochrone may be asked with.
const (
	MaxIsochroneMinutes = 120
	MaxIsochroneLimits  = 6
	MaxIsochronePlaces  = 50
	MaxIsochronesEach   = 10 // places for TogetherEach, whose cost is that of each of them
)

// IsochroneQuery asks how far some places are.
type IsochroneQuery struct {
	NearestQuery                       // one place, and how: what receives whom and when does not count
	Structures   []data.StructureIndex // the places, instead: MaxIsochronePlaces at most, MaxIsochronesEach for TogetherEach
	Direction    string                // DirectionTo (default) or DirectionFrom
	Minutes      []float64             // 1 to MaxIsochroneMinutes, MaxIsochroneLimits at most
	Together     string                // TogetherUnion (default), TogetherEach or TogetherSplit
}

// Isochrones are the areas asked for.
type Isochrones struct {
	Query     Query // as it was asked, with its defaults
	Direction string
	Together  string
	Places    []IsochronePlace
	Areas     []Isochrone // by minutes, the most first, then by place: each lies over those before
	Cell      float64     // metres: see isoline.Isochrones, for this and the next two
	Tolerance float64
	LeastArea float64 // square metres
	Warnings  []say.Text
}

// IsochronePlace is one of the places. A commune is the middle of its cell with most people.
type IsochronePlace struct {
	Origin
	Structure data.StructureIndex // NoStructure for another place
}

// Isochrone is where the places are within some minutes. The time from any position
// is that which Nearest would tell: to a structure, but for what rounding makes of it.
type Isochrone struct {
	Place   int // in Places; -1 of all together
	Minutes float64
	Area    orb.MultiPolygon // nil: nowhere
}

// SquareKilometres is how large the area is.
func (i *Isochrone) SquareKilometres() float64 { return math.Abs(orbgeo.Area(i.Area)) / 1e6 }

// CheckIsochrones refuses what Isochrones would refuse, at once and for nothing.
func (e *Engine) CheckIsochrones(q IsochroneQuery) error { return e.checkIsochrones(&q) }

// Isochrones draws from where one gets to some places, or how far one gets from
// them. An *InvalidError tells of a value that is not allowed. Cost: a search
// within the longest time (for TogetherEach, one a place), and what isoline tells of drawing.
func (e *Engine) Isochrones(ctx context.Context, q IsochroneQuery) (*Isochrones, error) {
	if err := e.checkIsochrones(&q); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &Isochrones{Query: q.Query, Direction: q.Direction, Together: q.Together, Warnings: e.warnRegion(q.Mode)}
	t := e.travel(q.Mode)
	starts := e.isochroneStarts(&q, t, out)
	drawn, err := t.isochrones(ctx, starts, q.question())
	if err != nil {
		return nil, err
	}
	out.Cell, out.Tolerance, out.LeastArea = drawn.Cell, drawn.Tolerance, drawn.LeastArea
	for _, s := range drawn.Shapes {
		out.Areas = append(out.Areas, Isochrone{s.Place, s.Limit.Minutes(), s.Area})
	}
	slices.SortStableFunc(out.Areas, func(a, b Isochrone) int {
		switch {
		case a.Minutes > b.Minutes:
			return -1
		case a.Minutes < b.Minutes:
			return 1
		default:
			return a.Place - b.Place
		}
	})
	return out, nil
}

// isochroneStarts tells the places of a query, and what is in doubt about them.
func (e *Engine) isochroneStarts(q *IsochroneQuery, t travel, out *Isochrones) []start {
	if len(q.Structures) == 0 {
		a := e.ask(&q.NearestQuery)
		from, o := a.from, a.origin()
		if a.crowd == nil {
			out.Warnings = append(out.Warnings, a.warnOrigin(&o, q.role())...)
		} else {
			from = a.crowd.starts[a.crowd.main]
			o = originOf(t, from)
			out.Warnings = append(out.Warnings, warnMiddle(len(a.crowd.homes)))
		}
		out.Places = []IsochronePlace{{o, NoStructure}}
		return []start{from}
	}
	var starts []start
	for _, i := range q.Structures {
		s := t.start(e.View().SiteOf(i).Position.Point)
		starts = append(starts, s)
		out.Places = append(out.Places, IsochronePlace{originOf(t, s), i})
		out.Warnings = append(out.Warnings, e.warnPosition(i)...)
	}
	return starts
}

// warnMiddle tells where in communes their one place is taken to be.
func warnMiddle(cells int) say.Text {
	if cells == 0 {
		return say.T("Aucun habitant n'y est compté : la commune est prise en un seul de ses points.",
			"No inhabitant is counted there: the commune is taken to be one point of it.")
	}
	return say.T("La commune est prise là où le plus d'habitants vivent : le milieu d'un seul de ses carreaux.",
		"The commune is taken to be where most of its inhabitants live: the middle of one of its cells.")
}

// role is what the place is to the journeys of a query.
func (q *IsochroneQuery) role() role {
	if q.Direction == DirectionFrom {
		return asSource
	}
	return asGoal
}

// question is what isoline is asked.
func (q *IsochroneQuery) question() isoline.Question {
	out := isoline.Question{Towards: q.Direction == DirectionTo, Closed: q.closed()}
	for _, m := range q.Minutes {
		out.Limits = append(out.Limits, within(m))
	}
	switch q.Together {
	case TogetherEach:
		out.Kind = isoline.Each
	case TogetherSplit:
		out.Kind = isoline.Split
	default:
		out.Kind = isoline.Union
	}
	return out
}

func (e *Engine) checkIsochrones(q *IsochroneQuery) error {
	q.Filter, q.Eligible, q.Open, q.MaxMinutes, q.Limit = data.Filter{}, EligibleAny, OpenAny, 0, 1
	if q.Direction == "" {
		q.Direction = DirectionTo
	}
	if q.Together == "" {
		q.Together = TogetherUnion
	}
	if of := []string{DirectionTo, DirectionFrom}; !slices.Contains(of, q.Direction) {
		return invalid("direction", q.Direction, of...)
	}
	if of := []string{TogetherUnion, TogetherEach, TogetherSplit}; !slices.Contains(of, q.Together) {
		return invalid("together", q.Together, of...)
	}
	if n := len(q.Minutes); n == 0 || n > MaxIsochroneLimits {
		return invalidBecause("minutes", fmt.Sprint(n), say.Errorf(
			"minutes veut de 1 à %d valeurs, comme 10,20,30 : en voici %d", "minutes takes 1 to %d values, such as 10,20,30: here are %d", MaxIsochroneLimits, n))
	}
	for _, m := range q.Minutes {
		if err := checkRange("minutes", m, 1, MaxIsochroneMinutes); err != nil {
			return err
		}
	}
	most := MaxIsochronePlaces
	if q.Together == TogetherEach {
		most = MaxIsochronesEach
	}
	if n := len(q.Structures); n > most {
		return invalidBecause("structure", fmt.Sprint(n), say.Errorf(
			"%d structures à la fois, c'est trop : donnez-en %d au plus", "%d structures at once are too many: give at most %d", n, most))
	}
	for _, i := range q.Structures {
		if err := e.checkReceives(i); err != nil {
			return err
		}
	}
	return e.checkNearest(&q.NearestQuery)
}

func (t *streetTravel) isochrones(ctx context.Context, places []start, q isoline.Question) (*isoline.Isochrones, error) {
	var snaps []road.Snap
	for _, p := range places {
		if !p.snapped {
			return &isoline.Isochrones{}, nil // no street anywhere
		}
		snaps = append(snaps, p.snap)
	}
	w := t.network.work.Get().(*work)
	defer t.network.work.Put(w)
	return isoline.Polygons(ctx, w.search, snaps, q)
}

func (t *crowTravel) isochrones(ctx context.Context, places []start, q isoline.Question) (*isoline.Isochrones, error) {
	points := make([]orb.Point, len(places))
	for i, p := range places {
		points[i] = p.point
	}
	return isoline.Crow(ctx, points, crowPace, q)
}

// crowPace is CrowTime as isoline takes it.
var crowPace = road.Ends{WalkSpeed: CrowSpeed * 3600, Detour: CrowDetour * 100}
