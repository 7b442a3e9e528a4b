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
const MaxStarts = 400

// crowd is the people of some communes, who set out each from their cell to
// places of a choice, and what their searches have found so far.
type crowd struct {
	travel travel
	choice *choice
	closed road.Mask
	cells  *data.Cells
	homes  []homeCell // where somebody lives
	starts []start
	weight []float64 // by start: its people; 1 for a start where nobody is counted
	total  float64   // of the weights
	people float64   // in all
	main   int       // the start with most people, the first of several

	searched road.Deciseconds // every journey that takes no longer is known
	known    [][]journeyOf    // see journeys
}

// crowd gathers the people of a query's communes at no more starts than told.
func (e *Engine) crowd(q *NearestQuery, t travel, of *choice, atMost int) *crowd {
	c := &crowd{
		travel: t, choice: of, closed: q.closed(),
		cells: &e.ground.dataset.Cells, homes: e.inhabited(q.Communes),
	}
	for _, s := range gather(c.cells, c.homes, atMost) {
		c.starts = append(c.starts, t.startIn(s.cell))
		c.weight = append(c.weight, s.people)
		c.people += s.people
		if s.people > c.weight[c.main] {
			c.main = len(c.weight) - 1
		}
	}
	c.total = c.people
	if len(c.starts) == 0 {
		c.starts, c.weight, c.total = []start{t.start(e.innerPoint(q))}, []float64{1}, 1
	}
	return c
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

// nearest returns the k places that half of the crowd reaches soonest, by
// (median, target), none whose median is later than the cutoff.
//
// Once all starts have searched to the end of some time, the places that half of
// the people reach within it are known, and their medians with them: whatever
// else there is comes later. So the time is widened until k medians lie within it.
func (c *crowd) nearest(ctx context.Context, of *choice, k int, cutoff road.Deciseconds) []road.Reach {
	k = min(k, of.count)
	if k == 0 {
		return nil
	}
	c.travel.await(ctx, c.closed)
	guess := c.guess(of, k, cutoff)
	for _, limit := range []road.Deciseconds{guess, min(2*guess, cutoff), cutoff} {
		if c.known != nil && c.searched >= limit {
			limit = c.searched
		} else if !c.search(ctx, limit) {
			return nil
		}
		if out := c.medians(of, min(limit, cutoff)); len(out) >= k || limit >= cutoff {
			return out[:min(k, len(out))]
		}
	}
	return nil // not reached: the last limit is the cutoff
}

// guess is a time within which k medians may well lie: a little more than the k
// places nearest to the start with most people take from there.
func (c *crowd) guess(of *choice, k int, cutoff road.Deciseconds) road.Deciseconds {
	near := c.travel.nearest(c.starts[c.main], of, k, cutoff, c.closed)
	if len(near) < k || k == of.count {
		return cutoff
	}
	last := near[k-1].Time // within road's horizon or the Earth: far below what could overflow
	return min(last+last/4, cutoff)
}

// search makes every start search to the end of a time; false when the context is done before.
func (c *crowd) search(ctx context.Context, limit road.Deciseconds) bool {
	journeys, ok := c.journeys(ctx, c.choice, limit)
	if ok {
		c.known, c.searched = journeys, limit
	}
	return ok
}

// medians are the places of a choice that half of the crowd reaches within a
// time that was searched, by (median, target), with the metres of the journey that takes the median.
func (c *crowd) medians(of *choice, limit road.Deciseconds) []road.Reach {
	var out []road.Reach
	for target, samples := range c.known {
		if !of.fits[target] {
			continue
		}
		if m, ok := c.quantile(samples, 1, 2); ok && m.time <= limit {
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
// longer than the limit, by target, those to each in order of (time, start);
// false when the context is done before.
func (c *crowd) journeys(ctx context.Context, of *choice, limit road.Deciseconds) ([][]journeyOf, bool) {
	c.travel.await(ctx, c.closed)
	reached := make([][]road.Reach, len(c.starts))
	err := inParallel(ctx, len(c.starts), 1, func(i, _ int) {
		reached[i] = c.travel.nearest(c.starts[i], of, of.count, limit, c.closed)
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
	return out, err == nil
}

// quantile is the first journey within whose time num/den of the people arrive,
// as quantileMinutes counts them; ok is false where so many do not.
func (c *crowd) quantile(samples []journeyOf, num, den float64) (j journeyOf, ok bool) {
	var within float64
	for _, s := range samples {
		if within += c.weight[s.start]; within*den >= c.total*num {
			return s, true
		}
	}
	return journeyOf{}, false
}

// spreadOf is how long half of a crowd, and nine in ten of it, take to a place.
type spreadOf struct {
	road.Reach // the journey that takes the median; road.Unreachable where half do not arrive
	p90        road.Deciseconds
}

// spreads tells of some places how long they take, however long that is, in
// the order asked. Only what the searches so far do not tell is searched.
func (c *crowd) spreads(ctx context.Context, targets []road.TargetID) []spreadOf {
	left := &choice{fits: make([]bool, len(c.choice.fits))}
	for _, t := range targets {
		if c.known == nil || !c.tells(t) {
			left.fits[t] = true
			left.count++
		}
	}
	var more [][]journeyOf
	if left.count > 0 {
		more, _ = c.journeys(ctx, left, noLimit)
	}
	out := make([]spreadOf, len(targets))
	for k, t := range targets {
		samples := more
		if !left.fits[t] {
			samples = c.known
		}
		out[k] = spreadOf{road.Reach{Target: t, Time: road.Unreachable}, road.Unreachable}
		if j, ok := c.quantile(samples[t], 1, 2); ok {
			out[k].Time, out[k].Metres = j.time, j.metres
		}
		if j, ok := c.quantile(samples[t], 9, 10); ok {
			out[k].p90 = j.time
		}
	}
	return out
}

// tells is whether all that is asked of a place is known without more searches.
func (c *crowd) tells(t road.TargetID) bool {
	_, ok := c.quantile(c.known[t], 9, 10)
	return ok || c.searched == noLimit
}

// spread tells of places how late the last tenth of the crowd arrives; nothing from a point.
func (a *ask) spread(ctx context.Context, places []met) {
	if a.crowd == nil {
		return
	}
	targets := make([]road.TargetID, len(places))
	for k := range places {
		targets[k] = places[k].Target
	}
	for k, s := range a.crowd.spreads(ctx, targets) {
		places[k].p90 = s.p90
	}
}

// inside are the places of the crowd's own communes that fit.
func (a *ask) inside(ctx context.Context) []Result {
	if a.crowd == nil {
		return nil
	}
	var targets []road.TargetID
	for t, i := range a.roster.structures {
		if a.choice.fits[t] && slices.Contains(a.query.Communes, a.View().SiteOf(i).Commune) {
			targets = append(targets, road.TargetID(t))
		}
	}
	spreads := a.crowd.spreads(ctx, targets)
	slices.SortFunc(spreads, func(x, y spreadOf) int {
		return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Target, y.Target))
	})
	out := make([]Result, len(spreads))
	for k, s := range spreads {
		p := a.find(s.Reach)
		p.p90 = s.p90
		out[k] = a.result(p)
		out[k].Why = whyInside(a.query, &out[k])
	}
	return out
}
