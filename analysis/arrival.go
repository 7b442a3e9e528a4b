package analysis

import (
	"cmp"
	"context"
	"slices"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/road"
)

// ask is one NearestQuery under way.
type ask struct {
	*Engine
	query    *NearestQuery
	doors    *doors
	homes    []residence // whose inhabitants set out
	choice   *choice
	travel   travel
	from     start
	crowd    *crowd // who sets out from communes; nil from a point
	services []int  // reused
}

// met is a place that was met, and what one finds there on arriving.
type met struct {
	road.Reach
	p90       road.Deciseconds // of a crowd
	structure data.StructureIndex
	state     hours.State
}

// meeting is the places met, each list by (time, structure id).
type meeting struct {
	open   []met // at most as many as the limit
	unsure []met // by appointment and unknown; complete, to the limit, where open is short of it
	closed []met // those no further than the last of open or, where open is short of the limit, all
}

// widening is how many times more places are asked for when too few were open.
const widening = 4

// meet classes the places that fit by what one finds on arriving, the nearest
// first, until as many as the limit are open or there is no more. Places whose
// hours are not known are in the same state at any hour: as many of them as the
// limit are all that could be shown, so that they are searched apart.
func (a *ask) meet(ctx context.Context) (*meeting, error) {
	told, untold := a.split()
	m := &meeting{}
	for seen, k := 0, widening*a.query.Limit; ; k *= widening {
		reach := a.reach(ctx, told, k)
		if err := ctx.Err(); err != nil {
			return nil, err // a crowd's search may have ended early
		}
		for _, r := range reach[seen:] {
			if m.add(a.find(r)); len(m.open) == a.query.Limit {
				return m, nil
			}
		}
		if seen = len(reach); seen < k {
			break
		}
	}
	for _, r := range a.reach(ctx, untold, a.query.Limit) {
		m.add(a.find(r))
	}
	slices.SortFunc(m.unsure, sooner)
	return m, nil
}

func (m *meeting) add(p met) {
	switch p.state {
	case hours.Open:
		m.open = append(m.open, p)
	case hours.Closed:
		m.closed = append(m.closed, p)
	default:
		m.unsure = append(m.unsure, p)
	}
}

// sooner orders by (time, structure id): targets are numbered by id.
func sooner(a, b met) int {
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Target, b.Target))
}

// split parts the places that fit into those whose hours are known and the others.
func (a *ask) split() (told, untold *choice) {
	told, untold = &choice{fits: make([]bool, len(a.choice.fits))}, &choice{fits: make([]bool, len(a.choice.fits))}
	for t, fits := range a.choice.fits {
		if !fits {
			continue
		}
		part := untold
		if a.doors.told[a.roster.structures[t]] {
			part = told
		}
		part.fits[t] = true
		part.count++
	}
	return told, untold
}

func (a *ask) reach(ctx context.Context, c *choice, k int) []road.Reach {
	return a.within(ctx, c, k, a.query.cutoff())
}

// within is the k places of a choice that are reached soonest, from the point or by half of the crowd.
func (a *ask) within(ctx context.Context, c *choice, k int, cutoff road.Deciseconds) []road.Reach {
	if a.crowd != nil {
		return a.crowd.nearest(ctx, c, k, cutoff)
	}
	return a.travel.nearest(a.from, c, k, cutoff, a.query.closed())
}

// find tells what one finds at a place on arriving.
func (a *ask) find(r road.Reach) met {
	i := a.roster.structures[r.Target]
	return met{r, 0, i, a.doors.arrivalAt(i, a.matching(i, true), a.arrival(r.Time), a.query.Stay)}
}

// matching lists the services of a structure that fit, on site or remote as asked; good until the next call.
func (a *ask) matching(i data.StructureIndex, here bool) []int {
	a.services = a.roster.services(&a.query.Filter, a.homes, i, here, a.services[:0])
	return a.services
}

// arrival is when a journey that begins at once ends; where none does, it is at once.
func (a *ask) arrival(d road.Deciseconds) time.Time {
	if d == road.Unreachable {
		return a.query.At
	}
	return a.query.At.Add(lasting(d))
}

// shut are the places met that are closed and those, no results themselves,
// whose hours are unknown on arrival, the nearest first.
func (a *ask) shut(m *meeting) []met {
	shut := slices.Clone(m.closed)
	for _, p := range m.unsure[len(a.shown(m)):] {
		if p.state == hours.Unknown {
			shut = append(shut, p)
		}
	}
	slices.SortFunc(shut, sooner)
	return shut
}

// shown are the places by appointment or unknown that have room among the results.
func (a *ask) shown(m *meeting) []met {
	return m.unsure[:min(len(m.unsure), a.query.Limit-len(m.open))]
}

// next picks of the places that are shut those that receive one the earliest;
// where a place is open on arrival, only those that receive one no later than it does.
func (a *ask) next(m *meeting) []met {
	line := queue{room: a.query.Limit}
	for _, p := range a.shut(m) {
		t := a.arrival(p.Time)
		last := t.AddDate(0, 0, NextDays)
		if len(m.open) > 0 {
			last = earlier(last, a.arrival(m.open[0].Time))
		}
		if before, full := line.bound(); full {
			last = earlier(last, before.Add(-1))
		}
		if last.Before(t) {
			break // and so for whatever is further
		}
		if o := a.doors.next(p.structure, a.matching(p.structure, true), t, a.query.Stay, last); !o.moment().IsZero() {
			line.add(p, o.moment())
		}
	}
	out := make([]met, len(line.places))
	for k := range line.places {
		out[k] = line.places[k].met
	}
	return out
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
