package main

import (
	"cmp"
	"errors"
	"hash/fnv"
	"iter"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/road"
	"maillage/tools/peers/valhalla"
)

const (
	nearest   = 500. // metres: the two places of a pair are no nearer, as the crow flies
	onStreet  = 2.   // metres: a node farther than that from a street of a network is not on it
	perPair   = 3    // how many nodes are looked at for each pair wanted
	perLocate = 50   // how many Valhalla is asked about at once
)

// sides are the two networks of one mode.
type sides struct {
	graph *road.Graph
	actor *valhalla.Actor
	mode  mode
}

// pair is two places and what the way takes by either side, in seconds and
// metres along streets: no parking, no walk at either end.
type pair struct {
	from, to     orb.Point
	ours, theirs valhalla.Trip
}

// compared is what became of the pairs.
type compared struct {
	pairs                    []pair // reached by both; those that neither reaches are passed over
	onlyOurs, onlyTheirs     int    // pairs that one side alone reaches
	streetOurs, streetTheirs int    // nodes on a street of one side alone
}

func (s sides) compare(count int, seed uint64) (compared, error) {
	var c compared
	places, err := s.shared(&c, count*perPair, seed)
	if err != nil {
		return c, err
	}
	search := s.graph.NewSearch()
	for p := range pairsOf(places, s.mode.farthest) {
		if len(c.pairs)+c.onlyOurs+c.onlyTheirs == count {
			break
		}
		var ours, theirs bool
		p.ours, ours = s.ours(search, p.from, p.to)
		p.theirs, theirs, err = s.theirs(p.from, p.to)
		if err != nil {
			return c, err
		}
		switch {
		case ours && theirs:
			c.pairs = append(c.pairs, p)
		case ours:
			c.onlyOurs++
		case theirs:
			c.onlyTheirs++
		}
	}
	return c, nil
}

// shared are street nodes, of count looked at, that lie on both networks. Their order is drawn by a hash of
// where they lie, so that it stays the same while profiles change.
func (s sides) shared(c *compared, count int, seed uint64) ([]orb.Point, error) {
	streets := s.graph.Streets()
	nodes := make([]orb.Point, streets.NodeCount())
	for v := range nodes {
		nodes[v] = streets.Node(road.NodeID(v))
	}
	slices.SortFunc(nodes, func(a, b orb.Point) int { return cmp.Compare(draw(a, seed), draw(b, seed)) })
	nodes = nodes[:min(count, len(nodes))]
	var both []orb.Point
	for some := range slices.Chunk(nodes, perLocate) {
		found, err := s.actor.Locate(s.mode.costing, some)
		if err != nil {
			return nil, err
		}
		for i, p := range some {
			snap, ours := s.graph.Snap(p)
			ours = ours && snap.Metres <= onStreet
			theirs := slices.ContainsFunc(found[i].Edges, func(e valhalla.LocatedEdge) bool {
				return geo.Metres(p, orb.Point{e.Lon, e.Lat}) <= onStreet
			})
			switch {
			case ours && theirs:
				both = append(both, p)
			case ours:
				c.streetOurs++
			case theirs:
				c.streetTheirs++
			}
		}
	}
	return both, nil
}

// draw is the lot of a place.
func draw(p orb.Point, seed uint64) uint64 {
	h := fnv.New64a()
	for _, x := range []uint64{seed, uint64(int64(p[0] * 1e7)), uint64(int64(p[1] * 1e7))} {
		for shift := 0; shift < 64; shift += 8 {
			h.Write([]byte{byte(x >> shift)})
		}
	}
	return h.Sum64()
}

// pairsOf pairs each place with others that lie as far from it as asked, first
// the next in the list.
func pairsOf(places []orb.Point, farthest float64) iter.Seq[pair] {
	return func(yield func(pair) bool) {
		for step := 1; step < len(places); step++ {
			for i, from := range places {
				to := places[(i+step)%len(places)]
				if d := geo.Metres(from, to); d < nearest || d > farthest {
					continue
				}
				if !yield(pair{from: from, to: to}) {
					return
				}
			}
		}
	}
}

// ours is the way as our engine finds it.
func (s sides) ours(search *road.Search, from, to orb.Point) (valhalla.Trip, bool) {
	a, _ := s.graph.Snap(from)
	b, _ := s.graph.Snap(to)
	a.Metres, b.Metres = 0, 0
	found := search.Nearest(a, s.graph.NewTargets([]road.Target{{Snap: b}}), nil, 1, road.Unreachable, 0, nil)
	if len(found) == 0 {
		return valhalla.Trip{}, false
	}
	return valhalla.Trip{Seconds: float64(found[0].Time-s.graph.Ends().Park) / 10, Metres: found[0].Metres}, true
}

// theirs is the way as Valhalla finds it; what it refuses it does not reach.
func (s sides) theirs(from, to orb.Point) (valhalla.Trip, bool, error) {
	trip, err := s.actor.Route(s.mode.costing, from, to)
	if refusal := valhalla.Refusal(""); errors.As(err, &refusal) {
		return trip, false, nil
	}
	return trip, err == nil, err
}
