package demo

import "math"

// way is a street: vertices in a row, one class, one name.
type way struct {
	class  class
	slots  []int32
	name   string
	owner  int16 // the commune where it begins
	urban  bool
	oneway bool
	winter bool // closed when it snows
}

// tracer cuts the network into ways.
type tracer struct {
	*shape
	net   *network
	owner []int16
	done  [4][]bool // by direction and slot
}

// trace follows every line once; a way goes on straight through junctions as
// streets do, and stops where the class, the built-up area or, in the country, the commune changes.
func trace(s *shape, net *network, owner []int16) []way {
	t := &tracer{shape: s, net: net, owner: owner}
	for d := range t.done {
		t.done[d] = make([]bool, len(s.fine))
	}
	var ways []way
	for v := range int32(len(s.fine)) {
		for d := range 4 {
			if c := net.at(s.fine[v], d); c != none && !t.walked(v, d) {
				ways = append(ways, t.follow(v, d, c))
			}
		}
	}
	for i := range ways {
		if c := ways[i].class; c <= unclassified {
			s.hairpins(ways[i].slots, func(v int32) bool { return s.builtAt(v) != nobody || net.degree(s.fine[v]) != 2 })
		}
	}
	return ways
}

func (t *tracer) walked(v int32, d int) bool {
	if d >= 4 {
		v, d = t.slot[t.fine[v]+hop[d]], d-4
	}
	return t.done[d][v]
}

func (t *tracer) mark(v int32, d int) (to int32) {
	to = t.slot[t.fine[v]+hop[d]]
	if d >= 4 {
		t.done[d-4][to] = true
	} else {
		t.done[d][v] = true
	}
	return to
}

// builtAt is the place whose built-up area covers a vertex, nobody in the country.
func (s *shape) builtAt(v int32) int16 { return s.built[coarseOf(s.fine[v])] }

// follow makes the way through one line.
func (t *tracer) follow(v int32, d int, c class) way {
	w := way{class: c, owner: t.owner[coarseOf(t.fine[v])], urban: t.builtAt(v) != nobody}
	to := t.mark(v, d)
	ahead := t.extend(to, d, &w, 90)
	back := t.extend(v, (d+4)%8, &w, 90-len(ahead))
	for i := len(back) - 1; i >= 0; i-- {
		w.slots = append(w.slots, back[i])
	}
	w.slots = append(append(w.slots, v, to), ahead...)
	return w
}

// extend walks on from a vertex reached in a direction.
func (t *tracer) extend(v int32, d int, w *way, room int) (slots []int32) {
	for len(slots) < room {
		if (t.builtAt(v) != nobody) != w.urban || !w.urban && t.owner[coarseOf(t.fine[v])] != w.owner {
			return slots
		}
		turn := t.straightest(v, d, w.class)
		if turn < 0 {
			return slots
		}
		d = turn
		v = t.mark(v, d)
		slots = append(slots, v)
	}
	return slots
}

// straightest is the untaken line of a class that turns least, at most 45°
// unless no other line leaves the vertex; -1 for none.
func (t *tracer) straightest(v int32, d int, c class) int {
	most := 1
	if t.net.degree(t.fine[v]) == 2 {
		most = 3
	}
	for turn := range most + 1 {
		for _, e := range [2]int{(d + turn) % 8, (d + 8 - turn) % 8} {
			if t.net.at(t.fine[v], e) == c && !t.walked(v, e) {
				return e
			}
		}
	}
	return -1
}

// oneWays makes some streets of town centres one-way, and none that would keep
// a car from going anywhere and back.
func oneWays(ways []way, places []place, s *shape, pick noise) {
	for i := range ways {
		w := &ways[i]
		if at := s.builtAt(w.slots[0]); at != nobody && (w.class == residential || w.class == living) {
			p := places[at]
			far := s.at[w.slots[0]].sub(coarsePoint(p.at)).norm() / p.radius
			w.oneway = p.people > 2500 && far < 0.55 && pick.pick(i, 0) < 0.42
		}
	}
	roots := []int32{s.slot[fineOf(places[0].at)]}
	for _, p := range places {
		if p.mass == island {
			roots = append(roots, s.slot[fineOf(p.at)])
			break
		}
	}
	for again := true; again; {
		ahead, back := reach(ways, len(s.fine), roots, false), reach(ways, len(s.fine), roots, true)
		again = false
		for i := range ways {
			for _, v := range ways[i].slots {
				if ways[i].oneway && !(ahead[v] && back[v]) {
					ways[i].oneway, again = false, true
				}
			}
		}
	}
}

// reach tells which vertices a car comes to from the roots, or, backward, from which it comes to them.
func reach(ways []way, n int, roots []int32, backward bool) []bool {
	type arc struct{ from, to int32 }
	var arcs []arc
	first := make([]int32, n+2)
	add := func(a, b int32) {
		arcs = append(arcs, arc{a, b})
		first[a+2]++
	}
	for _, w := range ways {
		for i := 1; i < len(w.slots) && w.class.driven(); i++ {
			a, b := w.slots[i-1], w.slots[i]
			if backward {
				a, b = b, a
			}
			add(a, b)
			if !w.oneway {
				add(b, a)
			}
		}
	}
	for v := 2; v < len(first); v++ {
		first[v] += first[v-1]
	}
	heads := make([]int32, len(arcs))
	for _, a := range arcs {
		heads[first[a.from+1]] = a.to
		first[a.from+1]++
	}
	seen := make([]bool, n)
	queue := append([]int32(nil), roots...)
	for _, r := range roots {
		seen[r] = true
	}
	for len(queue) > 0 {
		v := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, w := range heads[first[v]:first[v+1]] {
			if !seen[w] {
				seen[w] = true
				queue = append(queue, w)
			}
		}
	}
	return seen
}

// built marks the coarse vertices within each place's or hamlet's streets.
func builtUp(places []place) []int16 {
	built := make([]int16, coarseW*coarseH)
	for v := range built {
		built[v] = nobody
	}
	for i, p := range places {
		cx, cy := xy(p.at)
		k := int(math.Ceil(p.radius / coarseStep))
		for y := cy - k; y <= cy+k; y++ {
			for x := cx - k; x <= cx+k; x++ {
				if v := coarse(x, y); apart(v, p.at) <= p.radius {
					built[v] = int16(i)
				}
			}
		}
	}
	return built
}

// closePass closes the highest road in winter: the ways that climb to within a
// tenth of its height around it.
func (w *world) closePass() {
	top, high := int32(-1), 0.0
	for _, y := range w.ways {
		for _, v := range y.slots {
			if h := w.shape.heightAt(w.shape.at[v]); y.class <= tertiary && !y.urban && h > high {
				top, high = v, h
			}
		}
	}
	for i := range w.ways {
		y := &w.ways[i]
		for _, v := range y.slots {
			p := w.shape.at[v]
			if y.class <= tertiary && !y.urban && w.shape.heightAt(p) > 0.9*high && p.sub(w.shape.at[top]).norm() < 3000 {
				y.winter, y.name = true, passName
			}
		}
	}
}
