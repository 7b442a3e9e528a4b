package road

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Hubs are targets that have climbed a Hierarchy: what it costs to each of them
// from the ranks that it climbs to, kept twice: by target, its label, and by
// rank, the soonest first, its bucket. (Knopp, Sanders, Schultes, Schulz, Wagner,
// "Computing many-to-many shortest paths using highway hierarchies", 2007; Abraham,
// Delling, Goldberg, Werneck, "A hub-based labeling algorithm", 2011.) They never
// change and may be shared by all goroutines.
type Hubs struct {
	hierarchy *Hierarchy
	targets   *Targets
	labels    entries // by place of a target in its list, of ranks
	buckets   entries // by rank, of places, by cost
}

// entries are lists of numbers with costs, one list after the other.
type entries struct {
	first []uint32
	item  []uint32
	cost  []cost
}

func (e *entries) at(list uint32) ([]uint32, []cost) {
	from, to := e.first[list], e.first[list+1]
	return e.item[from:to], e.cost[from:to]
}

func (e *entries) add(item uint32, c cost) {
	e.item, e.cost = append(e.item, item), append(e.cost, c)
}

// end ends the list that entries were added to.
func (e *entries) end() { e.first = append(e.first, uint32(len(e.item))) }

func newEntries(lists, items int) entries {
	return entries{append(make([]uint32, 0, lists+1), 0), make([]uint32, 0, items), make([]cost, 0, items)}
}

// NewHubs lets targets climb, on every processor. What like holds of targets
// with the same Snaps is taken over and not searched again, so that one structure
// more or less costs a copy; like may be nil. An error is the context's.
func (h *Hierarchy) NewHubs(ctx context.Context, ts *Targets, like *Hubs) (*Hubs, error) {
	if ts.graph != h.graph || like != nil && like.hierarchy != h {
		panic("road: targets or hubs of another graph")
	}
	if like == nil {
		empty := make([]uint32, len(h.rank)+1)
		like = &Hubs{hierarchy: h, targets: &Targets{}, buckets: entries{first: empty}}
	}
	hubs := &Hubs{hierarchy: h, targets: ts}
	old := hubs.sameSnaps(like)
	found := h.climbAll(ctx, ts, old)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("let targets climb: %w", err)
	}
	hubs.label(like, old, found)
	hubs.bucket(like, old, found)
	return hubs, nil
}

// nowhere is the place of a target that is not in a list.
const nowhere = ^uint32(0)

// sameSnaps tells, by place, where other hubs have a target with the same Snap; each serves once.
func (h *Hubs) sameSnaps(like *Hubs) []uint32 {
	places := make(map[Snap][]uint32, len(like.targets.list))
	for i, t := range like.targets.list {
		places[t.Snap] = append(places[t.Snap], uint32(i))
	}
	old := make([]uint32, len(h.targets.list))
	for i, t := range h.targets.list {
		old[i] = nowhere
		if same := places[t.Snap]; len(same) > 0 {
			old[i], places[t.Snap] = same[0], same[1:]
		}
	}
	return old
}

// climbAll lets the targets climb that are nowhere in old: their ranks and costs, by place.
func (h *Hierarchy) climbAll(ctx context.Context, ts *Targets, old []uint32) [][]costAt {
	doors := ts.byTarget()
	found := make([][]costAt, len(ts.list))
	var next atomic.Int64
	work := func() {
		var c *climber
		for i := next.Add(1) - 1; i < int64(len(old)) && ctx.Err() == nil; i = next.Add(1) - 1 {
			if old[i] != nowhere {
				continue
			}
			if c == nil {
				c = newClimber(h)
			}
			found[i] = h.climbFrom(c, doors[i])
		}
	}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(work)
	}
	wg.Wait()
	return found
}

// byTarget lists the doors of every target.
func (t *Targets) byTarget() [][]door {
	lists := make([][]door, len(t.list))
	for _, d := range t.doors {
		lists[d.target] = append(lists[d.target], d)
	}
	return lists
}

// climbFrom climbs from a target's doors, against the arcs.
func (h *Hierarchy) climbFrom(c *climber, doors []door) (found []costAt) {
	for _, d := range doors {
		if d.mask&h.closed == 0 {
			c.reach(h.rank[d.node], d.cost)
		}
	}
	for {
		at, ok := c.next(&h.down, &h.up, horizon)
		if !ok {
			c.forget()
			return found
		}
		found = append(found, at)
	}
}

// label writes the labels: those of old hubs, and those found.
func (h *Hubs) label(like *Hubs, old []uint32, found [][]costAt) {
	h.labels = newEntries(len(old), len(like.labels.item))
	for i := range old {
		if old[i] != nowhere {
			ranks, costs := like.labels.at(old[i])
			h.labels.item = append(h.labels.item, ranks...)
			h.labels.cost = append(h.labels.cost, costs...)
		}
		for _, at := range found[i] {
			h.labels.add(at.node, at.cost)
		}
		h.labels.end()
	}
}

// bucket writes the buckets: those of old hubs, without the targets that are
// gone, and among them, by cost, what was found.
func (h *Hubs) bucket(like *Hubs, old []uint32, found [][]costAt) {
	now := make([]uint32, len(like.targets.list))
	for i := range now {
		now[i] = nowhere
	}
	for i, place := range old {
		if place != nowhere {
			now[place] = uint32(i)
		}
	}
	more := byRank(found)
	ranks := uint32(len(h.hierarchy.rank))
	h.buckets = newEntries(int(ranks), len(h.labels.item))
	for rank := range ranks {
		places, costs := like.buckets.at(rank)
		for i, place := range places {
			for len(more) > 0 && more[0].rank == rank && more[0].cost < costs[i] {
				h.buckets.add(more[0].place, more[0].cost)
				more = more[1:]
			}
			if now[place] != nowhere {
				h.buckets.add(now[place], costs[i])
			}
		}
		for ; len(more) > 0 && more[0].rank == rank; more = more[1:] {
			h.buckets.add(more[0].place, more[0].cost)
		}
		h.buckets.end()
	}
}

// hub is what it costs to a target from a rank.
type hub struct {
	cost        cost
	rank, place uint32
}

// byRank lists what was found by rank, then by cost, then by place.
func byRank(found [][]costAt) (all []hub) {
	for place, list := range found {
		for _, at := range list {
			all = append(all, hub{at.cost, at.node, uint32(place)})
		}
	}
	slices.SortFunc(all, func(a, b hub) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.cost, b.cost), cmp.Compare(a.place, b.place))
	})
	return all
}
