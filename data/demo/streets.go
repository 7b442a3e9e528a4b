package demo

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/geo/road"
)

// Numbers of nodes that are no vertex of the lattice; a vertex's is its slot + 1.
const (
	ringNodes     = 10_000_000 // of roundabouts: + 8·slot + direction
	motorwayNodes = 100_000_000
)

// StreetTaker takes streets as a road.Builder does: ways, then nodes.
type StreetTaker interface {
	AddWay(id int64, nodes []int64, tags road.Tags)
	AddRestriction(road.Restriction)
	SetNode(id int64, p orb.Point, tags road.Tags)
}

// surveyor hands over the streets as OpenStreetMap would.
type surveyor struct {
	*shape
	chart  *chart
	net    *network
	to     StreetTaker
	ways   []way
	nextID int64
	round  []bool // by slot: a roundabout stands there
	extra  []node
	ends   [][]int32 // by slot: the ways that begin or end there
}

// node is a node that is no lattice vertex.
type node struct {
	id int64
	at point
}

// Survey hands over the ways of the region's streets instead of building them.
func Survey(ctx context.Context, o Options, to StreetTaker) error {
	w, err := newWorld(ctx, o)
	if err != nil {
		return err
	}
	w.survey(to)
	return nil
}

// build builds the streets of the world.
func (w *world) build(ctx context.Context) (*road.Streets, error) {
	to := road.NewBuilder()
	w.survey(to)
	streets, _, err := to.Finish(ctx)
	return streets, err
}

// survey hands over the streets of the world.
func (w *world) survey(to StreetTaker) {
	s := &surveyor{shape: w.shape, chart: w.chart, net: w.roads.net, to: to, ways: w.ways,
		round: w.roundabouts(), ends: make([][]int32, len(w.shape.fine))}
	for i := range s.ways {
		s.add(int32(i))
	}
	for v, is := range s.round {
		if is {
			s.ring(int32(v))
		}
	}
	for i, m := range w.motorways {
		s.motorway(m, motorwayNodes*int64(i+1))
	}
	s.forbidTurns(w.land.seed + 91)
	for v, p := range s.at {
		if !s.round[v] {
			to.SetNode(int64(v)+1, s.chart.lonLat(p), road.TagMap{})
		}
	}
	for _, n := range s.extra {
		to.SetNode(n.id, s.chart.lonLat(n.at), road.TagMap{})
	}
}

// add hands over one way; its number is its index + 1.
func (s *surveyor) add(i int32) {
	w := &s.ways[i]
	nodes := make([]int64, len(w.slots))
	for k, v := range w.slots {
		nodes[k] = int64(v) + 1
	}
	last := len(w.slots) - 1
	nodes[0] = s.endNode(w.slots[0], w.slots[1])
	nodes[last] = s.endNode(w.slots[last], w.slots[last-1])
	if w.class.driven() {
		s.ends[w.slots[0]] = append(s.ends[w.slots[0]], i)
		s.ends[w.slots[last]] = append(s.ends[w.slots[last]], i)
	}
	s.to.AddWay(int64(i)+1, nodes, w.tags())
}

// endNode is the node where a way from next ends at v: on the ring of a roundabout there is one for each arm.
func (s *surveyor) endNode(v, next int32) int64 {
	if !s.round[v] {
		return int64(v) + 1
	}
	for d := range 8 {
		if s.fine[v]+hop[d] == s.fine[next] {
			return ringNodes + 8*int64(v) + int64(d)
		}
	}
	panic("demo: a way skips vertices")
}

// ring draws a roundabout, counter-clockwise as the traffic goes.
func (s *surveyor) ring(v int32) {
	const radius = 17 // metres
	var nodes []int64
	for d := range 8 {
		if s.net.at(s.fine[v], d) == none {
			continue
		}
		arm := s.at[s.slot[s.fine[v]+hop[d]]].sub(s.at[v])
		id := ringNodes + 8*int64(v) + int64(d)
		s.extra = append(s.extra, node{id, s.at[v].add(arm.scale(radius / arm.norm()))})
		nodes = append(nodes, id)
	}
	s.link(append(nodes, nodes[0]), road.TagMap{"highway": "secondary", "junction": "roundabout", "maxspeed": "30"})
}

// link hands over a way that is none of the traced ones.
func (s *surveyor) link(nodes []int64, tags road.TagMap) {
	s.nextID++
	s.to.AddWay(int64(len(s.ways))+s.nextID, nodes, tags)
}

// motorway draws both carriageways and the ramps of its interchanges.
func (s *surveyor) motorway(m carriageway, base int64) {
	const half = 13 // metres from the axis to a carriageway's
	line := m.line()
	right, left := side(line, half), side(line, -half)
	ids := func(points []point, base int64) []int64 {
		nodes := make([]int64, len(points))
		for i, p := range points {
			nodes[i] = base + int64(i)
			s.extra = append(s.extra, node{nodes[i], p})
		}
		return nodes
	}
	out, back := ids(right, base), ids(left, base+motorwayNodes/2)
	tags := road.TagMap{"highway": "motorway", "oneway": "yes", "maxspeed": "110", "name": "Autoroute de l'Arvenne"}
	s.link(out, tags)
	home := make([]int64, len(back))
	for i, id := range back {
		home[len(back)-1-i] = id
	}
	s.link(home, tags)
	ramp := road.TagMap{"highway": "motorway_link", "oneway": "yes", "maxspeed": "70"}
	for _, e := range m.exits {
		k, at := e.i*subdivision, int64(s.slot[fineOf(e.road)])+1
		for _, id := range [2]int64{out[k], back[k]} {
			s.link([]int64{id, at}, ramp)
			s.link([]int64{at, id}, ramp)
		}
	}
}

// tags are the way's, in OpenStreetMap's words.
func (w *way) tags() road.TagMap {
	t := road.TagMap{"highway": highway[w.class], "name": w.name}
	switch {
	case w.class >= pedestrian:
	case w.urban && w.class < living && w.class >= trunk:
		t["maxspeed"] = "50"
	case w.class == trunk:
		t["maxspeed"] = "80"
	}
	if w.oneway {
		t["oneway"] = "yes"
	}
	if w.winter {
		t["motor_vehicle:conditional"] = "no @ (Nov-Apr)"
	}
	return t
}

// roundabouts picks junctions of great roads at the edge of larger places,
// where every way ends.
func (w *world) roundabouts() []bool {
	round := make([]bool, len(w.shape.fine))
	inner := make([]bool, len(round))
	for _, y := range w.ways {
		for _, v := range y.slots[1 : len(y.slots)-1] {
			inner[v] = true
		}
	}
	for v, f := range w.shape.fine {
		at := w.shape.builtAt(int32(v))
		if at == nobody || inner[v] || w.shape.top[v] > secondary || w.roads.net.degree(f) < 3 || w.places[at].people < 1500 {
			continue
		}
		round[v] = true
	}
	for _, m := range w.motorways {
		for _, e := range m.exits {
			round[w.shape.slot[fineOf(e.road)]] = false
		}
	}
	return round
}

// forbidTurns forbids some left turns out of side streets into great ones.
func (s *surveyor) forbidTurns(pick noise) {
	for v, ends := range s.ends {
		if s.round[v] || len(ends) < 2 || s.top[v] > tertiary || s.builtAt(int32(v)) == nobody || s.net.degree(s.fine[v]) < 4 {
			continue
		}
		if pick.pick(v, 0) > 0.3 {
			continue
		}
		from, to := s.ways[ends[0]], s.ways[ends[1]]
		a, b := s.arm(from, int32(v)).scale(-1), s.arm(to, int32(v))
		kind := ""
		switch cross := (mul(a.x, b.y) - mul(a.y, b.x)) / (a.norm() * b.norm()); {
		case cross > 0.5:
			kind = "no_left_turn"
		case cross < -0.5:
			kind = "no_right_turn"
		default:
			continue
		}
		s.to.AddRestriction(road.Restriction{From: int64(ends[0]) + 1, Via: int64(v) + 1, To: int64(ends[1]) + 1, Kind: kind})
	}
}

// arm is the first step of a way out of one of its ends.
func (s *surveyor) arm(w way, v int32) point {
	next := w.slots[1]
	if w.slots[0] != v {
		next = w.slots[len(w.slots)-2]
	}
	return s.at[next].sub(s.at[v])
}
