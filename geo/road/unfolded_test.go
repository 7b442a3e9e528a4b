package road

import (
	"container/heap"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// segment is one way's stretch between two nodes that follow each other, in one direction.
type segment struct {
	from, to int64
	way, at  int // the segment is its way's at-th
	back     int // the segment the other way, -1 when there is none
	seconds  float64
	mask     Mask
}

// unfolded is what a profile may use of a raw world, segment by segment.
type unfolded struct {
	segments []segment
	out      map[int64][]int // by node
	in       map[int64][]int
	junction map[int64]bool
	banned   map[[2]int]bool // turns, by segments
	only     map[int]map[int]bool
	blocked  map[int64]bool
	turning  map[int64]bool // where one may turn round: nodes of the Streets, not every bend
	cut      map[int64]bool // where streets are cut for whatever profile: no heading is taken beyond
}

func unfold(w *rawWorld, s *Streets, p *Profile) *unfolded {
	u := &unfolded{
		out: map[int64][]int{}, in: map[int64][]int{}, junction: map[int64]bool{},
		banned: map[[2]int]bool{}, only: map[int]map[int]bool{}, blocked: map[int64]bool{}, turning: map[int64]bool{}, cut: cuts(w),
	}
	stays := map[orb.Point]bool{}
	for v := range s.NodeCount() {
		stays[s.Node(NodeID(v))] = true
	}
	for id, p := range w.at {
		u.turning[id] = stays[place{toUnits(p[0]), toUnits(p[1])}.point()]
	}
	used := map[int64]int{}
	for i, way := range w.ways {
		pass := p.passage(way.tags)
		for j, to := range way.nodes {
			used[to]++
			if j == 0 || j == len(way.nodes)-1 {
				used[to]++
			}
			if j == 0 || !known(w, way.nodes[j-1]) || !known(w, to) || way.nodes[j-1] == to {
				continue
			}
			u.addSegment(w, i, j, pass)
		}
	}
	for v, n := range used {
		u.junction[v] = n > 1
	}
	for v, tags := range w.tags {
		u.blocked[v] = tags != nil && p.blockedBy(tags)
	}
	for _, r := range w.restrictions {
		u.restrict(w, p, r)
	}
	for i := range u.segments {
		u.segments[i].seconds += max(u.lost(w, p, &u.segments[i]), u.leastTurn(w, p, i))
	}
	u.wind(w, p)
	return u
}

// lost is how many seconds a profile loses at the node a segment leads to.
// Signs that bind by where they stand are not looked at: no world of the twin has any.
func (u *unfolded) lost(w *rawWorld, p *Profile, s *segment) float64 {
	signs := sign(0)
	if tags := w.tags[s.to]; tags != nil {
		signs = readSigns(tags)
	}
	against := s.from == w.ways[s.way].nodes[s.at]
	if against && signs&alongOnly != 0 || !against && signs&againstOnly != 0 {
		signs = 0
	}
	if !u.turning[s.to] {
		return float64(p.delays.at(signs)) / 10
	}
	own, arms := rankOf(w.ways[s.way].tags), map[[2]int]bool{}
	var others ranks
	for _, i := range u.out[s.to] {
		arms[[2]int{u.segments[i].way, u.segments[i].at}] = true
	}
	for _, i := range u.in[s.to] {
		other := &u.segments[i]
		arms[[2]int{other.way, other.at}] = true
		if other.way != s.way || other.at != s.at {
			others.add(rankOf(w.ways[other.way].tags))
		}
	}
	if len(arms) > 2 && others.above(own) == 0 {
		signs &^= stopSign | giveWay
	}
	if lost := p.delays.at(signs); lost > 0 || len(arms) < 3 {
		return float64(lost) / 10
	}
	return float64(p.delays.atJunction(own, others)) / 10
}

func known(w *rawWorld, node int64) bool { _, ok := w.at[node]; return ok }

func (u *unfolded) addSegment(w *rawWorld, way, at int, pass passage) {
	from, to := w.ways[way].nodes[at-1], w.ways[way].nodes[at]
	add := func(from, to int64, l lane, back int) {
		i := len(u.segments)
		seconds := geo.Metres(w.at[from], w.at[to]) / (float64(l.speed) / 360)
		u.segments = append(u.segments, segment{from, to, way, at, back, seconds, l.mask})
		u.out[from], u.in[to] = append(u.out[from], i), append(u.in[to], i)
	}
	first := len(u.segments)
	both := pass.forward.speed > 0 && pass.backward.speed > 0
	back := func(i int) int {
		if both {
			return i
		}
		return -1
	}
	if pass.forward.speed > 0 {
		add(from, to, pass.forward, back(first+1))
	}
	if pass.backward.speed > 0 {
		add(to, from, pass.backward, back(first))
	}
}

func (u *unfolded) restrict(w *rawWorld, p *Profile, r Restriction) {
	if !p.obeys(r.Except) {
		return
	}
	onWay := func(segments []int, way int64) (on []int) {
		for _, s := range segments {
			if w.ways[u.segments[s].way].id == way {
				on = append(on, s)
			}
		}
		return on
	}
	in, out := onWay(u.in[r.Via], r.From), onWay(u.out[r.Via], r.To)
	switch {
	case r.Kind == "no_u_turn" && r.From == r.To:
		for _, s := range in {
			u.banned[[2]int{s, u.segments[s].back}] = true
		}
	case len(in) != 1 || len(out) != 1 || r.From == r.To:
	case r.Kind[:3] == "no_":
		u.banned[[2]int{in[0], out[0]}] = true
	default:
		if u.only[in[0]] == nil {
			u.only[in[0]] = map[int]bool{}
		}
		u.only[in[0]][out[0]] = true
	}
}

func (u *unfolded) mayTurn(s, next int) bool {
	v := u.segments[s].to
	return !u.banned[[2]int{s, next}] &&
		(u.turning[v] || u.segments[s].back != next) &&
		(u.only[s] == nil || u.only[s][next]) &&
		(!u.blocked[v] || u.segments[s].back == next)
}

// reached is a node's time in seconds and the junctions passed.
type reached struct {
	seconds float64
	hops    int
}

// times is the time from a node to every node.
func (u *unfolded) times(from int64, closed Mask) map[int64]reached {
	best := slices.Repeat([]float64{math.Inf(1)}, len(u.segments))
	var queue timedHeap[float64]
	reach := func(s int, t float64, hops int) {
		if u.segments[s].mask&closed == 0 && t+u.segments[s].seconds < best[s] {
			best[s] = t + u.segments[s].seconds
			heap.Push(&queue, timed[float64]{uint32(s), best[s], hops})
		}
	}
	for _, s := range u.out[from] {
		reach(s, 0, 1)
	}
	nodes := map[int64]reached{from: {0, 0}}
	for queue.Len() > 0 {
		e := heap.Pop(&queue).(timed[float64])
		s := int(e.at)
		if best[s] != e.time {
			continue
		}
		v := u.segments[s].to
		if n, ok := nodes[v]; !ok || e.time < n.seconds {
			nodes[v] = reached{e.time, e.hops}
		}
		hops := e.hops
		if u.junction[v] {
			hops++
		}
		for _, next := range u.out[v] {
			if u.mayTurn(s, next) {
				reach(next, e.time, hops)
			}
		}
	}
	return nodes
}

// checkUnfolded holds Nearest against the twin on the ways as they came, between
// nodes that stayed: within an edge, what is lost at its end is shared along it.
// Both ways of counting round once an edge: a way over n junctions may differ by n.
func checkUnfolded(t *testing.T, w *rawWorld, g *Graph, p *Profile, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	u := unfold(w, g.streets, p)
	var nodes []int64
	snaps := make(map[int64]Snap)
	for v := range u.out {
		if u.turning[v] {
			nodes = append(nodes, v)
		}
	}
	slices.Sort(nodes)
	r.Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
	for _, v := range nodes[:min(len(nodes), origins+targets)] {
		if s := snap(t, g, w.at[v]); s.Metres < 0.02 {
			snaps[v] = s
		}
	}
	nodes = slices.DeleteFunc(nodes, func(v int64) bool { _, ok := snaps[v]; return !ok })
	var list []Target
	for i, v := range nodes {
		list = append(list, Target{TargetID(i), snaps[v]})
	}
	ts, search := g.NewTargets(list), g.NewSearch()
	compared := 0
	for _, from := range nodes[:min(len(nodes), origins)] {
		want := u.times(from, closed)
		got := make(map[int64]float64)
		for _, reach := range search.Nearest(snaps[from], ts, nil, len(list), Unreachable, closed, nil) {
			got[nodes[reach.Target]] = float64(reach.Time-p.ends.Park) / 10
		}
		for _, to := range nodes {
			w, reachable := want[to]
			g, ok := got[to]
			tolerance := 0.2 + 0.2*float64(w.hops)
			if ok != reachable || math.Abs(g-w.seconds) > tolerance {
				t.Fatalf("%s, node %d to %d: got %v %.1f s, want %v %.1f s ± %.1f", p.code, from, to, ok, g, reachable, w.seconds, tolerance)
			}
			compared++
		}
	}
	if len(nodes) > 1 && compared == 0 {
		t.Error("nothing was compared")
	}
}
