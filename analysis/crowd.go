package analysis

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
)

// MaxStarts bounds from how many places the people of communes set out. Where
// they live in more cells than that, neighbouring cells are one: see gather.
const MaxStarts = 200

// crowd is the people of some communes, who set out each from their cell.
type crowd struct {
	travel travel
	closed road.Mask
	starts []start
	people float64   // in all
	weight []float64 // by start: of the people; one for a start where nobody is counted
	cells  int       // where somebody lives
	main   int       // the start with most people, the first of several
}

// crowd gathers the people of a query's communes.
func (e *Engine) crowd(q *NearestQuery, t travel) *crowd {
	ds := e.ground.dataset
	c := &crowd{travel: t, closed: q.closed()}
	cells := e.inhabited(q.Communes)
	c.cells = len(cells)
	for _, s := range gather(&ds.Cells, cells) {
		c.starts = append(c.starts, t.startIn(s.cell))
		c.weight = append(c.weight, s.people)
		c.people += s.people
		if s.people > c.weight[c.main] {
			c.main = len(c.weight) - 1
		}
	}
	if len(c.starts) == 0 {
		c.starts, c.weight = []start{t.start(e.innerPoint(q))}, []float64{1}
	}
	return c
}

// homeCell is a cell and the people who set out from its middle.
type homeCell struct {
	cell   data.CellIndex
	people float64
}

// inhabited lists the cells of communes where somebody lives, in order.
func (e *Engine) inhabited(communes []data.TerritoryIndex) []homeCell {
	cells := &e.ground.dataset.Cells
	group := cells.Group(data.GroupAll)
	if group < 0 {
		return nil
	}
	var out []homeCell
	for i, people := range cells.Count[group] {
		if people > 0 && slices.Contains(communes, cells.Commune[i]) {
			out = append(out, homeCell{data.CellIndex(i), people})
		}
	}
	return out
}

// innerPoint is where a journey begins in communes where nobody is counted.
func (e *Engine) innerPoint(q *NearestQuery) orb.Point {
	if q.Origin != (orb.Point{}) {
		return q.Origin
	}
	shape := e.ground.dataset.Territories[q.Communes[0]].Shape
	if p, ok := geo.InnerPoint(shape); ok {
		return p
	}
	return shape.Bound().Center()
}

// gather joins cells until they are no more than MaxStarts: those of each square
// of 2 × 2, then 4 × 4… cells set out from the one of them with most people.
// Without a grid a commune is one cell and there is nothing to join.
func gather(cells *data.Cells, homes []homeCell) []homeCell {
	if cells.Grid.Size == 0 {
		return homes
	}
	out := homes
	for shift := 1; len(out) > MaxStarts; shift++ {
		out = out[:0:0]
		place := make(map[square]int)
		most := []float64(nil)
		for _, h := range homes {
			at := square{cells.Col[h.cell] >> shift, cells.Row[h.cell] >> shift}
			k, known := place[at]
			if !known {
				place[at] = len(out)
				out, most = append(out, h), append(most, h.people)
				continue
			}
			if out[k].people += h.people; h.people > most[k] {
				out[k].cell, most[k] = h.cell, h.people
			}
		}
	}
	return out
}

// nearest returns the k places that half of the crowd reaches soonest, by
// (median, target), none whose median is later than the cutoff.
//
// Within any time that all starts search to the end, the places that half of
// the people reach are known, and their medians with them: what is not
// reached is later than all that is. So all that is needed is a time that k
// medians do not exceed, and the k places nearest to one of the starts give one.
func (c *crowd) nearest(ctx context.Context, of *choice, k int, cutoff road.Deciseconds) []road.Reach {
	if k = min(k, of.count); k == 0 {
		return nil
	}
	if k < of.count {
		cutoff = c.bound(ctx, of, k, cutoff)
	}
	out := c.medians(ctx, of, cutoff)
	return out[:min(k, len(out))]
}

// bound is a time, the cutoff at most, within which as many as k medians lie if so many lie within the cutoff.
func (c *crowd) bound(ctx context.Context, of *choice, k int, cutoff road.Deciseconds) road.Deciseconds {
	near := c.travel.nearest(c.starts[c.main], of, k, cutoff, c.closed)
	if len(near) < k {
		return cutoff
	}
	some := &choice{fits: make([]bool, len(of.fits)), count: k}
	for _, r := range near {
		some.fits[r.Target] = true
	}
	if medians := c.medians(ctx, some, cutoff); len(medians) == k {
		return medians[k-1].Time
	}
	return cutoff
}

// medians are the places of a choice that half of the crowd reaches within the
// cutoff, by (median, target), with the metres of the journey that takes the median.
func (c *crowd) medians(ctx context.Context, of *choice, cutoff road.Deciseconds) []road.Reach {
	var out []road.Reach
	for target, samples := range c.journeys(ctx, of, cutoff) {
		if m, ok := c.quantile(samples, 1, 2); ok {
			out = append(out, road.Reach{Target: road.TargetID(target), Time: m.time, Metres: m.metres})
		}
	}
	slices.SortFunc(out, func(a, b road.Reach) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Target, b.Target))
	})
	return out
}

// journeyOf is the journey from one start of a crowd to one place.
type journeyOf struct {
	start  int32
	time   road.Deciseconds
	metres float64
}

// journeys are those from every start to the places of a choice that take no
// longer than the cutoff, by target, those to each in order of (time, start).
func (c *crowd) journeys(ctx context.Context, of *choice, cutoff road.Deciseconds) [][]journeyOf {
	reached := make([][]road.Reach, len(c.starts))
	_ = inParallel(ctx, len(c.starts), 1, func(from, to int) {
		for i := from; i < to; i++ {
			reached[i] = slices.Clone(c.travel.nearest(c.starts[i], of, of.count, cutoff, c.closed))
		}
	})
	out := make([][]journeyOf, len(of.fits))
	for i, list := range reached {
		for _, r := range list {
			out[r.Target] = append(out[r.Target], journeyOf{int32(i), r.Time, r.Metres})
		}
	}
	for _, samples := range out {
		slices.SortFunc(samples, func(a, b journeyOf) int {
			return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.start, b.start))
		})
	}
	return out
}

// quantile is the first journey within whose time num/den of the people arrive,
// as quantileMinutes counts them; ok is false where so many do not.
func (c *crowd) quantile(samples []journeyOf, num, den float64) (j journeyOf, ok bool) {
	var people, within float64
	for _, w := range c.weight {
		people += w
	}
	for _, s := range samples {
		if within += c.weight[s.start]; within*den >= people*num {
			return s, true
		}
	}
	return journeyOf{}, false
}

// spread tells of places how late the last tenth of the crowd arrives; nothing from a point.
func (a *ask) spread(ctx context.Context, places []met) {
	if a.crowd == nil || len(places) == 0 {
		return
	}
	some := &choice{fits: make([]bool, len(a.choice.fits))}
	for k := range places {
		some.fits[places[k].Target] = true
	}
	some.count = len(places)
	journeys := a.crowd.journeys(ctx, some, noLimit)
	for k := range places {
		places[k].p90 = road.Unreachable
		if j, ok := a.crowd.quantile(journeys[places[k].Target], 9, 10); ok {
			places[k].p90 = j.time
		}
	}
}

// inside are the places of the crowd's own communes that fit.
func (a *ask) inside(ctx context.Context) []Result {
	if a.crowd == nil {
		return nil
	}
	some := &choice{fits: make([]bool, len(a.choice.fits))}
	for t, i := range a.roster.structures {
		if a.choice.fits[t] && slices.Contains(a.query.Communes, a.View().SiteOf(i).Commune) {
			some.fits[t] = true
			some.count++
		}
	}
	var places []met
	for _, r := range a.crowd.medians(ctx, some, noLimit) {
		some.fits[r.Target] = false
		places = append(places, a.find(r))
	}
	for t, left := range some.fits {
		if left {
			places = append(places, a.find(road.Reach{Target: road.TargetID(t), Time: road.Unreachable}))
		}
	}
	out := a.tell(ctx, places)
	for k := range out {
		out[k].Why = whyInside(a.query, &out[k])
	}
	return out
}
