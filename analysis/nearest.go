package analysis

import (
	"context"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// What Open asks of a structure's hours.
const (
	OpenArrival = "arrival" // open when one arrives, first; what is closed then is no result
	OpenAny     = "any"     // whatever its hours
)

// DefaultStay is how long it takes to be received, as both doors ask unless told otherwise.
const DefaultStay = 15 * time.Minute

// MaxStay bounds the stay that may be asked for.
const MaxStay = 4 * time.Hour

// DefaultLimit is how many structures Nearest returns unless told otherwise.
const DefaultLimit = 5

// FarMetres is how far from the nearest street an origin is said to be far from any.
const FarMetres = 500

// OutsideMetres is how far outside every commune an origin is said to be
// outside the region: published coasts are generalised by as much, and the
// quays of a port must not count as elsewhere.
const OutsideMetres = 1000

// NearestQuery asks for the structures nearest in time to a place.
type NearestQuery struct {
	Query
	Origin orb.Point // lon, lat
	// Radius is how far from Origin the journey may begin, metres: 0 where it is
	// known to the point. It changes no time; the answer tells the doubt it leaves.
	Radius float64
	// Communes, if any, are those whose inhabitants set out, each from their cell,
	// instead of somebody from Origin; only what receives the inhabitants of every
	// one of them fits. Origin then serves only where nobody is counted in them:
	// the zero point stands for one inside the first of them.
	Communes []data.TerritoryIndex
	Open     string // OpenArrival (default) or OpenAny
	// Stay is how long a place is to stay open after one arrives; 0: being open then is enough.
	Stay       time.Duration
	MaxMinutes float64 // places further are left out; 0: none is
	Limit      int     // at most so many results, so many next and so many remote; 0: DefaultLimit
	Ways       bool    // tell the way to each result and next opening: MaxWays of each at most
}

// NearestAnswer is the structures that fit.
type NearestAnswer struct {
	Query  Query // as it was asked, with its defaults
	Origin Origin
	Mode   string
	At     time.Time // in the region's time
	// Results are by (time, structure id). For OpenArrival those open for the
	// stay come first, then, up to the limit, those by appointment or unknown.
	Results []Result
	// Next, for OpenArrival, is what is closed on arrival or, not being a result,
	// unknown then, by (OpensBy or else Opens, time, structure id): where an open
	// place is in reach, only what receives one no later than the nearest of those.
	// Where nothing is known to open within NextDays and there is no result either,
	// it is the nearest places, without Opens.
	Next []Result
	// Inside, for communes, is every place in them that receives on site and fits,
	// whatever its hours, the maximum and the limit, by (time, structure id); last
	// those that half of the people cannot reach, whose time is road.Unreachable.
	Inside []Result
	// Remote fits only remotely: an answer of its own, never proximity. By name;
	// for OpenArrival by state before: open now, by appointment or unknown, next opening.
	Remote   []Result
	Warnings []say.Text // not empty where Results are
}

// Result is one structure that fits.
type Result struct {
	Rank int // from 1; 0 in Next, Inside and Remote
	// Time is that of the whole journey; 0 when remote. From communes it is the
	// median: the least within which half of their people arrive. One journey takes
	// exactly that time, and Metres and Door are its.
	Time      road.Deciseconds
	P90       road.Deciseconds // from communes: within which nine in ten arrive, road.Unreachable if so many cannot; 0 from a point
	Metres    float64          // along the streets, walks excluded; for Crow the straight line × CrowDetour
	Door                       // on arrival; when remote, at once
	Why       say.Text         // its place in the list, explained
	Structure data.StructureIndex
	Services  []int // those of its services that meet the whole filter: remote in Remote, on site elsewhere
	Way       *Way  // where ways are asked for; nil in Inside and Remote, and where none leads there
}

// Leave is the last moment to set out and be there when the door opens; zero
// where nothing is known to open, or at no hour that is known.
func (r *Result) Leave() time.Time {
	if r.Opens.IsZero() || !r.OpensBy.IsZero() {
		return time.Time{}
	}
	return r.Opens.Add(-lasting(r.Time))
}

// CheckNearest refuses what Nearest would refuse, at once and for nothing.
func (e *Engine) CheckNearest(q NearestQuery) error { return e.checkNearest(&q) }

// Nearest finds the structures that fit and ranks them by (time, structure id),
// those open on arrival first unless OpenAny is asked. A structure fits when one
// of its on-site services meets every filter at once; filters come before the
// limit. An *InvalidError tells of a value that is not allowed. Cost: a pass over
// the structures, and searches that stop once enough are open; where too few are, all that is in reach.
func (e *Engine) Nearest(ctx context.Context, q NearestQuery) (*NearestAnswer, error) {
	if err := e.checkNearest(&q); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a := e.ask(&q)
	answer := &NearestAnswer{Query: q.Query, Mode: q.Mode, At: q.At, Origin: a.origin()}
	if q.Open == OpenAny {
		answer.Results = a.ranked(ctx)
	} else {
		m, err := a.meet(ctx)
		if err != nil {
			return nil, err
		}
		answer.Results, answer.Next = a.results(ctx, m), a.openings(ctx, m)
	}
	answer.Inside = a.inside(ctx)
	answer.Remote = a.remote()
	answer.Warnings = a.warn(ctx, answer)
	if err := ctx.Err(); err != nil {
		return nil, err // a crowd's searches end early then
	}
	return answer, nil
}

func (e *Engine) ask(q *NearestQuery) *ask {
	homes, t := e.homes(q), e.travel(q.Mode)
	a := &ask{
		Engine: e, query: q, homes: homes, doors: e.roster.doors(),
		choice: e.roster.choose(&q.Filter, homes...), travel: t,
	}
	if len(q.Communes) > 0 {
		a.crowd = e.crowd(q, t, a.choice, MaxStarts)
	} else {
		a.from = t.start(q.Origin)
	}
	return a
}

func (e *Engine) checkNearest(q *NearestQuery) error {
	if q.Open == "" {
		q.Open = OpenArrival
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	q.At = q.At.In(e.ground.dataset.Location())
	if open := []string{OpenArrival, OpenAny}; !slices.Contains(open, q.Open) {
		return invalid("open", q.Open, open...)
	}
	if err := e.checkCommunes(q.Communes); err != nil {
		return err
	}
	for _, r := range []struct {
		param         string
		value, lo, hi float64
	}{
		{"radius", q.Radius, 0, MaxRadius},
		{"lat", q.Origin.Lat(), -90, 90},
		{"lon", q.Origin.Lon(), -180, 180},
		{"max_minutes", q.MaxMinutes, 0, MaxMinutes},
		{"limit", float64(q.Limit), 1, q.mostResults()},
		{"stay", q.Stay.Minutes(), 0, MaxStay.Minutes()},
	} {
		if err := checkRange(r.param, r.value, r.lo, r.hi); err != nil {
			return err
		}
	}
	return e.check(&q.Query)
}

// mostResults bounds the limit that may be asked for.
func (q *NearestQuery) mostResults() float64 {
	if q.Ways {
		return MaxWays
	}
	return MaxLimit
}

// cutoff is the last time that MaxMinutes allows.
func (q *NearestQuery) cutoff() road.Deciseconds {
	if q.MaxMinutes == 0 {
		return noLimit
	}
	return within(q.MaxMinutes)
}

// ranked are the nearest places, whatever their hours.
func (a *ask) ranked(ctx context.Context) []Result {
	var places []met
	for _, r := range a.reach(ctx, a.choice, a.query.Limit) {
		places = append(places, a.find(r))
	}
	out := a.tell(ctx, places)
	a.rank(out, len(out))
	return out
}

// tell tells all of some places, but for their ranks.
func (a *ask) tell(ctx context.Context, places []met) []Result {
	a.spread(ctx, places)
	out := make([]Result, len(places))
	for k, p := range places {
		out[k] = a.result(p)
	}
	if a.query.Ways {
		a.draw(ctx, out)
	}
	return out
}

// result tells all of a place that was met, but for its rank.
func (a *ask) result(p met) Result {
	services := slices.Clone(a.matching(p.structure, true))
	return Result{
		Time:      p.Time,
		P90:       p.p90,
		Metres:    p.Metres,
		Door:      a.doors.at(p.structure, services, a.arrival(p.Time), a.query.Stay),
		Structure: p.structure,
		Services:  services,
	}
}

// results are the open places and then, up to the limit, those that may be.
func (a *ask) results(ctx context.Context, m *meeting) []Result {
	out := a.tell(ctx, slices.Concat(m.open, a.shown(m)))
	a.rank(out, len(m.open))
	return out
}

// openings are the places that open next or, where there would be no other
// answer, the nearest of which nothing is known.
func (a *ask) openings(ctx context.Context, m *meeting) []Result {
	places := a.next(m)
	if len(places) == 0 && len(m.open) == 0 && len(m.unsure) == 0 {
		places = m.closed[:min(len(m.closed), a.query.Limit)]
	}
	out := a.tell(ctx, places)
	for k := range out {
		out[k].Why = whyNext(a.query, &out[k])
	}
	return out
}

// remote lists what fits only remotely: by name or, where hours matter, by what is to be had first.
func (a *ask) remote() []Result {
	out := make([]Result, len(a.choice.remote))
	for k, i := range a.choice.remote {
		services := a.matching(i, false)
		out[k] = Result{Door: a.doors.at(i, services, a.query.At, a.query.Stay), Structure: i}
	}
	if a.query.Open == OpenArrival {
		slices.SortStableFunc(out, func(x, y Result) int { return readier(&x.Door, &y.Door) })
	}
	out = out[:min(len(out), a.query.Limit)]
	for k := range out {
		out[k].Services = slices.Clone(a.matching(out[k].Structure, false))
		out[k].Why = whyRemote(a.query.At, &out[k].Door)
	}
	return out
}
