package road

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// The twins are slow and plain: Dijkstra with container/heap on the folded
// graph, which must agree to the decisecond, and Dijkstra in seconds on the
// ways as they came, which must agree within rounding.

// timed is a thing reached at a time, in a heap.
type timed[T ~uint32 | ~float64] struct {
	at   uint32
	time T
	hops int
}

type timedHeap[T ~uint32 | ~float64] []timed[T]

func (h timedHeap[T]) Len() int           { return len(h) }
func (h timedHeap[T]) Less(i, j int) bool { return h[i].time < h[j].time }
func (h timedHeap[T]) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *timedHeap[T]) Push(x any)        { *h = append(*h, x.(timed[T])) }
func (h *timedHeap[T]) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// foldedTimes is the time from a place to every node and copy of a graph.
func foldedTimes(g *Graph, from Snap, closed Mask) []Deciseconds {
	c, edges := g.columns, g.streets.columns
	times := slices.Repeat([]Deciseconds{Unreachable}, len(c.FirstOut)-1)
	var queue timedHeap[Deciseconds]
	reach := func(v NodeID, t Deciseconds) {
		if t < times[v] {
			times[v] = t
			heap.Push(&queue, timed[Deciseconds]{at: uint32(v), time: t})
		}
	}
	walk := c.Ends.Walk(from.Metres)
	for a, r := range c.Run {
		inside := from.Fraction > 0 && from.Fraction < 1
		if !inside || r.Edge() != from.Edge || c.Mask[a]&closed != 0 || a >= int(c.FirstOut[g.nodes]) {
			continue
		}
		rest := 1 - from.Fraction
		if r.Backward() {
			rest = from.Fraction
		}
		reach(c.Head[a], walk+Deciseconds(rest*float64(c.Time[a])+0.5))
	}
	switch from.Fraction {
	case 0:
		reach(edges.Tail[from.Edge], walk)
	case 1:
		reach(edges.Head[from.Edge], walk)
	}
	for queue.Len() > 0 {
		e := heap.Pop(&queue).(timed[Deciseconds])
		if times[e.at] != e.time {
			continue
		}
		for a := c.FirstOut[e.at]; a < c.FirstOut[e.at+1]; a++ {
			if c.Mask[a]&closed == 0 {
				reach(c.Head[a], e.time+c.Time[a])
			}
		}
	}
	return times
}

// foldedReach is the time to a target, of the times to all nodes.
func foldedReach(g *Graph, times []Deciseconds, from, to Snap, closed Mask) Deciseconds {
	c, edges := g.columns, g.streets.columns
	best := Unreachable
	end := c.Ends.Park + c.Ends.Walk(to.Metres)
	offer := func(t, more Deciseconds) {
		if t != Unreachable {
			best = min(best, t+more+end)
		}
	}
	walk := c.Ends.Walk(from.Metres)
	if from.Edge == to.Edge && from.Fraction == to.Fraction {
		offer(walk, 0)
	}
	for v := range times {
		node := NodeID(v)
		if node >= g.nodes {
			node = c.Origin[node-g.nodes]
		}
		if to.Fraction == 0 && node == edges.Tail[to.Edge] || to.Fraction == 1 && node == edges.Head[to.Edge] {
			offer(times[v], 0)
		}
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			if c.Run[a].Edge() != to.Edge || c.Mask[a]&closed != 0 {
				continue
			}
			part, along := to.Fraction, to.Fraction-from.Fraction
			if c.Run[a].Backward() {
				part, along = 1-part, -along
			}
			if to.Fraction > 0 && to.Fraction < 1 {
				offer(times[v], Deciseconds(part*float64(c.Time[a])+0.5))
			}
			if from.Edge == to.Edge && along > 0 {
				offer(walk, Deciseconds(along*float64(c.Time[a])+0.5))
			}
		}
	}
	return best
}

// rawWay is a way as it came.
type rawWay struct {
	id    int64
	nodes []int64
	tags  Tags
}

// rawWorld is ways, nodes and restrictions as they came.
type rawWorld struct {
	ways         []rawWay
	at           map[int64]orb.Point
	tags         map[int64]Tags
	restrictions []Restriction
}

// segment is one way's stretch between two nodes that follow each other, in one direction.
type segment struct {
	from, to int64
	way      int
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
}

func unfold(w *rawWorld, s *Streets, p *Profile) *unfolded {
	u := &unfolded{
		out: map[int64][]int{}, in: map[int64][]int{}, junction: map[int64]bool{},
		banned: map[[2]int]bool{}, only: map[int]map[int]bool{}, blocked: map[int64]bool{}, turning: map[int64]bool{},
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
			u.addSegment(w, i, way.nodes[j-1], to, pass)
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
	return u
}

func known(w *rawWorld, node int64) bool { _, ok := w.at[node]; return ok }

func (u *unfolded) addSegment(w *rawWorld, way int, from, to int64, pass passage) {
	add := func(from, to int64, l lane, back int) {
		i := len(u.segments)
		seconds := geo.Metres(w.at[from], w.at[to]) / (float64(l.speed) / 36)
		u.segments = append(u.segments, segment{from, to, way, back, seconds, l.mask})
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

// randomWorld makes ways between neighbours on a jittered grid, with every kind
// of tag that changes a graph.
func randomWorld(r *rand.Rand) *rawWorld {
	side := 3 + r.IntN(6)
	w := &rawWorld{at: map[int64]orb.Point{}, tags: map[int64]Tags{}}
	for i := range side * side {
		x, y := float64(i%side)+r.Float64()*0.8, float64(i/side)+r.Float64()*0.8
		w.at[int64(i+1)] = orb.Point{9 + x*0.002, 42 + y*0.002}
		if r.IntN(15) == 0 {
			w.tags[int64(i+1)] = TagMap{"barrier": "bollard"}
		}
	}
	pick := func(values ...string) string { return values[r.IntN(len(values))] }
	for id := range int64(side * side) {
		x, y := r.IntN(side), r.IntN(side)
		nodes := []int64{int64(y*side + x + 1)}
		for range 1 + r.IntN(6) {
			x = min(max(x+r.IntN(3)-1, 0), side-1)
			y = min(max(y+r.IntN(3)-1, 0), side-1)
			nodes = append(nodes, int64(y*side+x+1))
		}
		tags := TagMap{
			"highway": pick("residential", "residential", "primary", "service", "footway", "tertiary", "pedestrian"),
			"oneway":  pick("", "", "", "yes", "-1"), "oneway:bicycle": pick("", "", "no"),
			"access": pick("", "", "", "", "private", "destination"), "name": pick("", "", "Rue Haute"),
			"motor_vehicle:conditional": pick("", "", "", "no @ (winter)"), "maxspeed": pick("", "", "50", "30"),
		}
		w.ways = append(w.ways, rawWay{id + 1, nodes, tags})
	}
	for range side * 4 {
		way := w.ways[r.IntN(len(w.ways))]
		via := way.nodes[(len(way.nodes)-1)*r.IntN(2)]
		w.restrictions = append(w.restrictions, Restriction{
			From: way.id, Via: via, To: int64(1 + r.IntN(len(w.ways))), Kind: pick("no_left_turn", "only_straight_on"),
			Except: pick("", "", "bicycle"),
		}, Restriction{From: way.id, Via: via, To: way.id, Kind: "no_u_turn"})
	}
	return w
}

func (w *rawWorld) build(t testing.TB, b *Builder) *Streets {
	t.Helper()
	for _, way := range w.ways {
		b.AddWay(way.id, way.nodes, way.tags)
	}
	for _, r := range w.restrictions {
		b.AddRestriction(r)
	}
	for id, p := range w.at {
		if b.Needs(id) {
			b.SetNode(id, p, w.tags[id])
		}
	}
	s, _, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// randomPlaces are places in a graph's box, and on it.
func randomPlaces(g *Graph, r *rand.Rand, n int) []orb.Point {
	s := g.streets
	places := make([]orb.Point, n)
	for i := range places {
		e := EdgeID(r.IntN(s.EdgeCount()))
		shape := s.Shape(e, nil)
		a, b := shape[0], shape[1]
		u := r.Float64()
		p := orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}
		switch i % 3 {
		case 0: // off the street
			p[0] += (r.Float64() - 0.5) * 0.004
			p[1] += (r.Float64() - 0.5) * 0.004
		case 1: // at an end
			p = a
		}
		places[i] = p
	}
	return places
}

// checkFolded holds Nearest and Field against the twin on the folded graph.
func checkFolded(t *testing.T, g *Graph, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	var list []Target
	for i, p := range randomPlaces(g, r, targets) {
		list = append(list, Target{TargetID(i * 3), snap(t, g, p)})
	}
	ts, search := g.NewTargets(list), g.NewSearch()
	accept := func(id TargetID) bool { return id%2 == 0 }
	field := search.Field(ts, accept, closed, nil)
	checkField(t, g, field, list, closed)
	places := randomPlaces(g, r, origins)
	for i, p := range places {
		from := snap(t, g, p)
		if i%5 == 0 { // on a target's own street
			from.Edge = list[i%len(list)].Snap.Edge
		}
		times := foldedTimes(g, from, closed)
		var want []Reach
		for _, target := range list {
			if time := foldedReach(g, times, from, target.Snap, closed); time != Unreachable {
				want = append(want, Reach{Target: target.ID, Time: time})
			}
		}
		slices.SortFunc(want, byTime)
		compareReaches(t, "all", search.Nearest(from, ts, nil, len(list), Unreachable, closed, nil), want)
		cutoff := Deciseconds(r.IntN(20000))
		want = slices.DeleteFunc(want, func(r Reach) bool { return !accept(r.Target) })
		near := want
		if i := slices.IndexFunc(near, func(r Reach) bool { return r.Time > cutoff }); i >= 0 {
			near = near[:i]
		}
		k := 1 + r.IntN(5)
		compareReaches(t, "k", search.Nearest(from, ts, accept, k, cutoff, closed, nil), near[:min(k, len(near))])
		gotTime, gotTarget := field.At(from)
		if len(want) == 0 {
			want = []Reach{{Time: Unreachable}}
		}
		if gotTime != want[0].Time || gotTarget != want[0].Target {
			t.Fatalf("field at %v: got %d to target %d, want %d to %d", from, gotTime, gotTarget, want[0].Time, want[0].Target)
		}
	}
}

func byTime(a, b Reach) int {
	if a.Time != b.Time {
		return int(int64(a.Time) - int64(b.Time))
	}
	return int(a.Target) - int(b.Target)
}

func compareReaches(t *testing.T, what string, got, want []Reach) {
	t.Helper()
	same := slices.EqualFunc(got, want, func(a, b Reach) bool { return a.Time == b.Time && a.Target == b.Target })
	if !same {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

// checkField holds the certificate of a field: no open arc makes any time
// shorter, and every time is borne out by a tight arc or by a door.
func checkField(t *testing.T, g *Graph, f *Field, list []Target, closed Mask) {
	t.Helper()
	c := g.columns
	door := make(map[NodeID]uint64)
	for i := range f.targets.doors {
		d := &f.targets.doors[i]
		if !f.accepted.has(d.target) || d.mask&closed != 0 {
			continue
		}
		label := uint64(d.time)<<32 | uint64(d.target)
		if old, ok := door[d.node]; !ok || label < old {
			door[d.node] = label
		}
	}
	for v, label := range f.label {
		borne := false
		if at, ok := door[NodeID(v)]; ok {
			if at < label {
				t.Fatalf("node %d: %d, its door gives %d", v, label>>32, at>>32)
			}
			borne = at == label
		}
		for a := c.FirstOut[v]; a < c.FirstOut[v+1]; a++ {
			next := f.label[c.Head[a]]
			if c.Mask[a]&closed != 0 || next == never {
				continue
			}
			through := next + uint64(c.Time[a])<<32
			if through < label {
				t.Fatalf("node %d: %d, arc %d gives %d", v, label>>32, a, through>>32)
			}
			borne = borne || through == label
		}
		if label != never && !borne {
			t.Fatalf("node %d: nothing bears %d out", v, label>>32)
		}
	}
}

// checkUnfolded holds Nearest against the twin on the ways as they came. Both
// ways of counting round once an edge: a way over n junctions may differ by n.
func checkUnfolded(t *testing.T, w *rawWorld, g *Graph, p *Profile, r *rand.Rand, origins, targets int, closed Mask) {
	t.Helper()
	u := unfold(w, g.streets, p)
	var nodes []int64
	snaps := make(map[int64]Snap)
	for v := range u.out {
		nodes = append(nodes, v)
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

func TestRandomWorlds(t *testing.T) {
	worlds := uint64(300)
	if testing.Short() {
		worlds = 30
	}
	for seed := range worlds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			w := randomWorld(r)
			b := NewBuilder()
			b.ScrapsBelow(int(seed%3) * 2)
			s := w.build(t, b)
			for _, p := range []*Profile{Car(), Bike(), Walk()} {
				for _, closed := range []Mask{0, ClosedInWinter} {
					g := s.Graph(p.code)
					if g.snappable.count() == 0 {
						continue
					}
					checkFolded(t, g, r, 8, 12, closed)
					checkUnfolded(t, w, g, p, r, 5, 20, closed)
				}
			}
		})
	}
}
