package analysis

import (
	"context"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/road"
	"maillage/say"
)

// What Open asks of a structure's hours.
const (
	OpenArrival = "arrival" // on arriving, as far as hours can be read; they cannot yet, which a warning says
	OpenAny     = "any"     // whatever its hours
)

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
	Origin     orb.Point // lon, lat
	Open       string    // OpenArrival (default) or OpenAny
	MaxMinutes float64   // places further are left out; 0: none is
	Limit      int       // at most so many results, and so many remote; 0: DefaultLimit
}

// NearestAnswer is the structures that fit, the nearest first.
type NearestAnswer struct {
	Origin   Origin
	Mode     string
	At       time.Time
	Results  []Result // by (time, structure id); empty only with a warning that says what to do
	Remote   []Result // what fits only remotely, by name: an answer of its own, never proximity
	Warnings []say.Text
}

// Origin is where the journey begins.
type Origin struct {
	Point         orb.Point // as asked
	Snapped       bool      // brought to a street; false for Crow
	SnappedMetres float64   // from the point to that street
	Street        string    // its name, often empty
	Far           bool      // more than FarMetres from any street: the walk dominates
}

// Result is one structure that fits.
type Result struct {
	Rank      int              // from 1; 0 when remote
	Time      road.Deciseconds // of the whole journey; 0 when remote
	Metres    float64          // along the streets, walks excluded; for Crow the straight line × CrowDetour
	State     hours.State      // on arrival
	Why       say.Text         // the rank, explained
	Structure data.StructureIndex
	Services  []int // those of its services that meet the whole filter: on site in Results, remote in Remote
}

// Nearest ranks the structures that fit by (time, structure id), which is all
// that ranks them. A structure fits when one of its on-site services meets
// every filter at once; filters come before the limit. An *InvalidError tells
// of a value that is not allowed. Cost: a pass over the structures, and a
// search that stops at the last one returned.
func (e *Engine) Nearest(ctx context.Context, q NearestQuery) (*NearestAnswer, error) {
	if err := e.checkNearest(&q); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	home := e.home(&q)
	c := e.roster.choose(&q.Filter, home)
	t := e.travel(q.Mode)
	from := t.start(q.Origin)
	reach := t.nearest(from, c, q.Limit, q.cutoff(), q.closed())
	a := &NearestAnswer{
		Origin:  originOf(from),
		Mode:    q.Mode,
		At:      q.At,
		Results: e.results(&q, home, reach),
		Remote:  e.remote(&q, home, c.remote),
	}
	a.Warnings = e.warnNearest(&q, a, c, from)
	return a, nil
}

// home is whose inhabitant somebody at the origin is taken to be.
func (e *Engine) home(q *NearestQuery) residence {
	if q.Eligible == EligibleAny {
		return anyResidence
	}
	return e.roster.residences.of(e.ground.dataset.Home(q.Origin))
}

func (e *Engine) checkNearest(q *NearestQuery) error {
	if q.Open == "" {
		q.Open = OpenArrival
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	if open := []string{OpenArrival, OpenAny}; !slices.Contains(open, q.Open) {
		return invalid("open", q.Open, open...)
	}
	for _, r := range []struct {
		param         string
		value, lo, hi float64
	}{
		{"lat", q.Origin.Lat(), -90, 90},
		{"lon", q.Origin.Lon(), -180, 180},
		{"max_minutes", q.MaxMinutes, 0, MaxMinutes},
		{"limit", float64(q.Limit), 1, MaxLimit},
	} {
		if err := checkRange(r.param, r.value, r.lo, r.hi); err != nil {
			return err
		}
	}
	return e.check(&q.Query)
}

// cutoff is the last time that MaxMinutes allows.
func (q *NearestQuery) cutoff() road.Deciseconds {
	if q.MaxMinutes == 0 {
		return noLimit
	}
	return within(q.MaxMinutes)
}

func originOf(s start) Origin {
	return Origin{s.point, s.snapped, s.snap.Metres, s.street, s.snapped && s.snap.Metres > FarMetres}
}

func (e *Engine) results(q *NearestQuery, home residence, reach []road.Reach) []Result {
	out := make([]Result, len(reach))
	for k, r := range reach {
		i := e.roster.structures[r.Target]
		services := e.roster.services(&q.Filter, home, i, true)
		out[k] = Result{
			Rank:      k + 1,
			Time:      r.Time,
			Metres:    r.Metres,
			State:     state(e.View().Structure(i), services),
			Why:       whyRanked(q.Mode, k+1, r.Time, k > 0 && reach[k-1].Time == r.Time),
			Structure: i,
			Services:  services,
		}
	}
	return out
}

func (e *Engine) remote(q *NearestQuery, home residence, structures []data.StructureIndex) []Result {
	structures = structures[:min(q.Limit, len(structures))]
	out := make([]Result, len(structures))
	for k, i := range structures {
		services := e.roster.services(&q.Filter, home, i, false)
		out[k] = Result{State: state(e.View().Structure(i), services), Why: whyRemote(), Structure: i, Services: services}
	}
	return out
}

// state is what can be said of these services' doors. Hours are text that is
// not read yet: unknown, unless every service says it receives by appointment.
func state(st *data.Structure, services []int) hours.State {
	for _, s := range services {
		if !st.Services[s].Appointment {
			return hours.Unknown
		}
	}
	return hours.ByAppointment
}
