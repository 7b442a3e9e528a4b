package tile

import "math"

// knots finds the junctions of a mesh, turns each ring to begin at one, and
// weighs the vertices between them.
type knots struct {
	*Mesh
	number map[Position]uint32 // of each distinct vertex
	ids    []uint32            // by vertex of the mesh
	near   [][2]uint32         // by number: its two neighbours, from 1; 0 for none
	knot   []bool              // by number: a junction
	zoom   []uint8             // by number; unweighed
	sides  map[chain]int       // the arcs met so far
	spans  []span
}

const unweighed = 0xff

// chain is what the two sides of an arc have in common.
type chain struct{ end, otherEnd, inner uint32 }

func newKnots(m *Mesh) *knots {
	k := &knots{Mesh: m, number: make(map[Position]uint32, len(m.vertices)), ids: make([]uint32, len(m.vertices)), sides: map[chain]int{}}
	for i, p := range m.vertices {
		n, known := k.number[p]
		if !known {
			n = uint32(len(k.number))
			k.number[p] = n
		}
		k.ids[i] = n
	}
	k.near = make([][2]uint32, len(k.number))
	k.knot = make([]bool, len(k.number))
	k.zoom = make([]uint8, len(k.number))
	for i := range k.zoom {
		k.zoom[i] = unweighed
	}
	for _, r := range m.rings {
		for i := r.from + 1; i < r.to; i++ {
			k.touch(k.ids[i-1], k.ids[i])
			k.touch(k.ids[i], k.ids[i-1])
		}
	}
	k.number = nil
	return k
}

// touch notes a neighbour; a third makes a junction.
func (k *knots) touch(v, neighbour uint32) {
	near := &k.near[v]
	switch neighbour + 1 {
	case near[0], near[1]:
		return
	}
	switch {
	case near[0] == 0:
		near[0] = neighbour + 1
	case near[1] == 0:
		near[1] = neighbour + 1
	default:
		k.knot[v] = true
	}
}

// weigh finds the arcs of every ring, and from which zoom on each vertex is drawn.
func (k *knots) weigh() {
	k.zooms = make([]uint8, len(k.vertices))
	for area := range k.Len() {
		for _, r := range k.rings[k.first[area]:k.first[area+1]] {
			if r.from == r.to {
				continue
			}
			k.turn(r)
			from := r.from
			for i := r.from + 1; i < r.to; i++ {
				if k.knot[k.ids[i]] || i == r.to-1 {
					k.addArc(int32(area), from, i+1)
					from = i
				}
			}
		}
	}
	for i, v := range k.ids {
		k.zooms[i] = k.zoom[v]
	}
}

// turn makes a ring begin at a junction, where it has one.
func (k *knots) turn(r ring) {
	start := r.from
	for start < r.to && !k.knot[k.ids[start]] {
		start++
	}
	if start == r.to || start == r.from {
		return
	}
	n := int(start - r.from)
	rotate(k.vertices[r.from:r.to-1], n)
	rotate(k.ids[r.from:r.to-1], n)
	k.vertices[r.to-1], k.ids[r.to-1] = k.vertices[r.from], k.ids[r.from]
}

// rotate brings the n-th element to the front, in place.
func rotate[T any](s []T, n int) {
	s2 := append(append(make([]T, 0, len(s)), s[n:]...), s[:n]...)
	copy(s, s2)
}

// addArc keeps an arc the first time it is met, and weighs its vertices.
func (k *knots) addArc(area int32, from, to uint32) {
	c := chain{min(k.ids[from], k.ids[to-1]), max(k.ids[from], k.ids[to-1]), math.MaxUint32}
	for _, v := range k.ids[from+1 : to-1] {
		c.inner = min(c.inner, v)
	}
	if c.end == c.otherEnd && !k.knot[c.end] { // a ring without a junction may begin anywhere
		c.inner = min(c.inner, c.end)
		c.end, c.otherEnd = c.inner, c.inner
	}
	if i, met := k.sides[c]; met {
		k.arcs[i].other = area
		return
	}
	k.sides[c] = len(k.arcs)
	k.arcs = append(k.arcs, arc{from, to, area, NoArea})
	k.zoom[k.ids[from]], k.zoom[k.ids[to-1]] = 0, 0
	k.weighArc(int(from), int(to)-1)
}

// weighArc weighs the vertices between two that are drawn at every zoom: the
// one that strays farthest from the straight line first, then those on its two
// sides (Douglas and Peucker), none before the ones that bring it in.
func (k *knots) weighArc(first, last int) {
	k.spans = append(k.spans[:0], span{first, last})
	for len(k.spans) > 0 {
		s := k.spans[len(k.spans)-1]
		k.spans = k.spans[:len(k.spans)-1]
		far, at := -1.0, -1
		a, b := k.vertices[s.first], k.vertices[s.last]
		for i := s.first + 1; i < s.last; i++ {
			p := k.vertices[i]
			d := squareTo(between(a.X, p.X), between(a.Y, p.Y), between(a.X, b.X), between(a.Y, b.Y))
			if d > far {
				far, at = d, i
			}
		}
		if at < 0 {
			continue
		}
		zoom := max(zoomFor(far), k.zoom[k.ids[s.first]], k.zoom[k.ids[s.last]])
		k.zoom[k.ids[at]] = zoom
		k.spans = append(k.spans, span{s.first, at}, span{at, s.last})
	}
}

func between(a, b uint32) float64 { return float64(int64(b) - int64(a)) }

// zoomFor is the first zoom whose tolerance, in steps of the world, is less than
// the square root of square; at the closest every vertex is drawn.
func zoomFor(square float64) uint8 {
	for z := range uint32(MaxZoom) {
		t := ID{Z: z}
		if limit := float64(t.tolerance() << t.shift()); square > limit*limit {
			return uint8(z)
		}
	}
	return MaxZoom
}
