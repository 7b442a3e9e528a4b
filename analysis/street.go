package analysis

import (
	"context"
	"sync"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/road"
)

// network is a street profile over a dataset: shared by every view of it.
type network struct {
	code    string
	dataset *data.Dataset
	streets *road.Streets
	graph   *road.Graph

	background *background
	first      likeness

	cells func() []landing // by CellIndex, once
	sites func() []landing // by the dataset's SiteIndex, once
	work  sync.Pool        // of *work
}

// landing is a place brought to the street; on is false only in a graph without edges.
type landing struct {
	snap road.Snap
	on   bool
}

// work is the memory of one question over one graph.
type work struct {
	search *road.Search
	field  *road.Field // of the question before, of whatever view and filter: the next one's places are seldom all others
}

func newNetwork(code string, ds *data.Dataset, streets *road.Streets, bg *background) *network {
	n := &network{code: code, dataset: ds, streets: streets, graph: streets.Graph(code), background: bg}
	n.cells = sync.OnceValue(func() []landing {
		return n.land(ds.Cells.Len(), func(i int) orb.Point { return ds.Cells.Center[i] })
	})
	n.sites = sync.OnceValue(func() []landing {
		return n.land(len(ds.Sites), func(i int) orb.Point { return ds.Sites[i].Position.Point })
	})
	n.work.New = func() any { return &work{n.graph.NewSearch(), &road.Field{}} }
	return n
}

// land snaps many places, on every processor. It serves all later questions, so
// it does not stop with the question that came first.
func (n *network) land(count int, place func(int) orb.Point) []landing {
	out := make([]landing, count)
	_ = inParallel(context.Background(), count, stride, func(from, to int) {
		for i := from; i < to; i++ {
			out[i].snap, out[i].on = n.graph.Snap(place(i))
		}
	})
	return out
}

// streetTravel is a network with the targets of one view.
type streetTravel struct {
	*network
	targets func() *road.Targets // once
	climbs  climbs
}

func newStreetTravel(n *network, r *roster) *streetTravel {
	return &streetTravel{network: n, targets: sync.OnceValue(func() *road.Targets { return n.aim(r) })}
}

// aim makes the targets of a roster. Sites of the dataset are snapped once for
// all views; the sites of added and moved structures, here.
func (n *network) aim(r *roster) *road.Targets {
	known := n.sites()
	targets := make([]road.Target, 0, len(r.structures))
	for t, i := range r.structures {
		site := r.view.Structure(i).Site
		var l landing
		if int(site) < len(known) {
			l = known[site]
		} else {
			l.snap, l.on = n.graph.Snap(r.view.Site(site).Position.Point)
		}
		if l.on {
			targets = append(targets, road.Target{ID: road.TargetID(t), Snap: l.snap})
		}
	}
	return n.graph.NewTargets(targets)
}

func (t *streetTravel) mode() string { return t.code }

func (t *streetTravel) start(p orb.Point) start {
	s := start{point: p}
	if s.snap, s.snapped = t.graph.Snap(p); s.snapped {
		s.street = t.streets.StreetName(s.snap.Edge)
	}
	return s
}

func (t *streetTravel) startIn(i data.CellIndex) start {
	l := t.network.cells()[i]
	return start{point: t.dataset.Cells.Center[i], snap: l.snap, snapped: l.on}
}

func (t *streetTravel) nearest(from start, c *choice, k int, cutoff road.Deciseconds, closed road.Mask) []road.Reach {
	if !from.snapped || c.count == 0 {
		return nil
	}
	k = min(k, c.count)
	targets := t.targets() // before the hubs, which would take processors from the first to wait for them
	if hubs := t.climb(closed); hubs.ready() {
		return hubs.nearest(from.snap, c, k, cutoff)
	}
	w := t.network.work.Get().(*work)
	defer t.network.work.Put(w)
	return w.search.Nearest(from.snap, targets, c.accept, k, cutoff, closed, nil)
}

func (t *streetTravel) await(ctx context.Context, closed road.Mask) { t.climb(closed).await(ctx) }

func (t *streetTravel) cells(ctx context.Context, some []data.CellIndex, c *choice, closed road.Mask, out *cellTimes) error {
	landings := t.network.cells()
	w := t.network.work.Get().(*work)
	defer t.network.work.Put(w)
	w.search.Update(w.field, t.targets(), c.accept, closed)
	for k, i := range some {
		if k%stride == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !landings[i].on {
			continue
		}
		if time, target := w.field.At(landings[i].snap); time != road.Unreachable {
			out.time[i], out.target[i] = time, target
		}
	}
	return nil
}
