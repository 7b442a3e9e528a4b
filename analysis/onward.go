package analysis

import (
	"context"

	"maillage/data"
)

// Onward is where whoever asks a question goes on to from a structure that only
// welcomes (level 1): the nearest other structure with a service of level 2 that meets the
// rest of the question's filter and may receive the inhabitants of where the question begins,
// wherever the structure stands. The time is from that structure. Hours, the maximum and the
// limit of the question do not count, nor ways: one goes there another day. Its Rank is 0 and Why is not told. Nil where none can be reached.
func (e *Engine) Onward(ctx context.Context, from data.StructureIndex, q NearestQuery) (*Result, error) {
	q.Filter.Level = data.LevelAccompagnement
	q.Open, q.Limit, q.MaxMinutes, q.Ways = OpenAny, 1, 0, false
	if err := e.checkNearest(&q); err != nil {
		return nil, err
	}
	a := e.ask(&q)
	a.crowd, a.from = nil, a.travel.start(e.View().SiteOf(from).Position.Point)
	for _, r := range a.within(ctx, a.choice, 2, noLimit) { // the structure itself may be one of them
		if p := a.find(r); p.structure != from {
			return &a.tell(ctx, []met{p})[0], nil
		}
	}
	return nil, ctx.Err()
}
