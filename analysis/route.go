package analysis

import (
	"context"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// Route is the way to one structure.
type Route struct {
	Query    Query // as it was asked, with its defaults
	Origin   Origin
	Result   // to it; its Rank is 0, and its Time road.Unreachable where no way leads there
	Warnings []say.Text
}

// Route finds the way to a structure, whatever it receives and when: of a question
// only where, how and when from count, and the stay. Its time, metres and door are those
// that Nearest tells. Where no way leads there its Way is nil, and Why says why.
// An *InvalidError tells of a structure that receives nobody on site. Cost: a search
// that stops at the structure; from communes, one from each of their starts.
func (e *Engine) Route(ctx context.Context, q NearestQuery, to data.StructureIndex) (*Route, error) {
	q.Filter, q.Eligible = data.Filter{}, EligibleAny
	q.Open, q.Limit, q.MaxMinutes, q.Ways = OpenAny, 1, 0, true
	if err := e.checkNearest(&q); err != nil {
		return nil, err
	}
	if err := e.checkReceives(to); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a := e.askOf(&q, to)
	r := &Route{Query: q.Query, Result: a.journeyTo(ctx, to)}
	r.Origin = a.origin()
	r.Warnings = append(a.warnRegion(q.Mode), a.warnOrigin(&r.Origin, asOrigin)...)
	r.Warnings = append(r.Warnings, a.warnPosition(to)...)
	r.Warnings = append(r.Warnings, a.warnAccess(r.Result)...)
	if r.Why = whyInside(&q, &r.Result); r.Time == road.Unreachable {
		r.Why = a.whyUnreachable()
	}
	return r, ctx.Err()
}

// checkReceives refuses a structure that nobody can go to.
func (e *Engine) checkReceives(i data.StructureIndex) error {
	if e.roster.target[i] != noTarget {
		return nil
	}
	st := e.View().Structure(i)
	return invalidBecause("structure", string(st.ID), say.Errorf(
		"« %s » ne reçoit personne sur place : il n'y a pas de chemin à y faire ; voyez comment la joindre à distance.",
		"\"%s\" receives nobody on site: there is no way to go there; see how to reach it remotely.", st.Name))
}

// askOf asks about one structure alone.
func (e *Engine) askOf(q *NearestQuery, to data.StructureIndex) *ask {
	a := e.ask(q)
	target := e.roster.target[to]
	a.choice = &choice{fits: make([]bool, len(e.roster.structures)), count: 1}
	a.choice.fits[target] = true
	if a.crowd != nil {
		a.crowd.choice = a.choice // nothing was searched yet
	}
	return a
}

// journeyTo tells all of the journey to a structure; its Time is
// road.Unreachable where none leads there.
func (a *ask) journeyTo(ctx context.Context, to data.StructureIndex) Result {
	target := a.roster.target[to]
	if reached := a.within(ctx, a.choice, 1, noLimit); len(reached) > 0 {
		return a.tell(ctx, []met{a.find(reached[0])})[0]
	}
	nowhere := a.find(road.Reach{Target: target, Time: road.Unreachable})
	if a.crowd != nil {
		nowhere.p90 = road.Unreachable
	}
	return a.result(nowhere)
}
