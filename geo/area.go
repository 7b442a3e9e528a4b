package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Area is a polygon or several, holes and islands included, prepared for many
// questions. It never changes: everyone may ask at once.
//
// Every edge, from all rings together, lies in the bands of latitude it
// crosses; there are about half as many bands as edges, so that one holds a
// handful:
//
//	band 2  ──────────/\───────────
//	band 1  ────/\───/──\──────────    p ·───→ looks east along its latitude
//	band 0  ───/──\_/────\─────────    and counts the edges of one band
//
// A position is held when it has an odd number of edges to its east. An edge
// spans the latitudes from its lower end up to, but without, its upper end;
// a position on an edge has it to its west. That is the position moved a
// trifle east and a smaller trifle north, which is on no edge at all: of areas
// that tile the plane exactly one holds each position, whatever the directions
// their rings run in. The side of an edge is decided exactly (see west).
type Area struct {
	bound  orb.Bound
	edges  []edge
	scale  float64  // bands a degree of latitude, from bound.Min[1]
	first  []uint32 // band → its first place in inBand; one more closes the last
	inBand []uint32 // places in edges, band after band
}

// edge runs upward: a is its lower end, the western one of a level edge.
type edge struct{ a, b orb.Point }

// PrepareArea prepares a multipolygon, of finite coordinates, whose polygons
// do not overlap. Rings may run either way and need not be closed; all of them
// count alike, so a ring inside another is a hole. It copies what it needs; it takes
// time and memory in proportion to the vertices, some 50 bytes each.
func PrepareArea(mp orb.MultiPolygon) *Area {
	a := &Area{bound: orb.MultiPoint{}.Bound()}
	for _, polygon := range mp {
		for _, ring := range polygon {
			a.addRing(ring)
		}
	}
	if len(a.edges) > 0 {
		a.fillBands(a.countBands())
	}
	return a
}

func (a *Area) addRing(ring orb.Ring) {
	for i, q := range ring {
		if !finite(q) {
			panic("geo: an area's coordinate is not a number")
		}
		p := ring[(i+len(ring)-1)%len(ring)]
		if p == q {
			continue
		}
		if q[1] < p[1] || q[1] == p[1] && q[0] < p[0] {
			p, q = q, p
		}
		if len(a.edges) == 0 {
			a.bound = orb.Bound{Min: p, Max: p}
		}
		a.bound = a.bound.Extend(p).Extend(q)
		a.edges = append(a.edges, edge{p, q})
	}
}

// countBands chooses half as many bands as edges, fewer where edges are tall,
// so that all bands together list an edge three times on average.
func (a *Area) countBands() int {
	height := a.bound.Max[1] - a.bound.Min[1]
	climbed := 0.0
	for _, e := range a.edges {
		climbed += e.b[1] - e.a[1]
	}
	if !(climbed > 0) {
		return 1
	}
	edges := float64(len(a.edges))
	return 1 + int(min(edges/2, 2*edges*height/climbed))
}

func (a *Area) fillBands(bands int) {
	if height := a.bound.Max[1] - a.bound.Min[1]; height > 0 {
		a.scale = min(float64(bands)/height, math.MaxFloat64)
	}
	a.first = make([]uint32, bands+1)
	for _, e := range a.edges {
		for k := a.band(e.a[1]); k <= a.band(e.b[1]); k++ {
			a.first[k+1]++
		}
	}
	for k := range bands {
		a.first[k+1] += a.first[k]
	}
	a.inBand = make([]uint32, a.first[bands])
	next := append([]uint32(nil), a.first[:bands]...)
	for i, e := range a.edges {
		for k := a.band(e.a[1]); k <= a.band(e.b[1]); k++ {
			a.inBand[next[k]] = uint32(i)
			next[k]++
		}
	}
}

// band is the band of a latitude, clamped to the area. It never falls as the
// latitude rises, rounding included, so an edge is listed wherever a position
// between its ends looks for it.
func (a *Area) band(lat float64) int {
	k := (lat - a.bound.Min[1]) * a.scale
	return int(min(max(k, 0), float64(len(a.first)-2)))
}

// Bound is the smallest box around the area; empty when the area is.
func (a *Area) Bound() orb.Bound { return a.bound }

// Contains tells whether the area holds p, by the half-open rule above. It
// allocates nothing.
func (a *Area) Contains(p orb.Point) bool {
	if !finite(p) || !a.bound.Contains(p) || len(a.edges) == 0 {
		return false
	}
	inside := false
	k := a.band(p[1])
	for _, i := range a.inBand[a.first[k]:a.first[k+1]] {
		e := &a.edges[i]
		if e.a[1] <= p[1] && p[1] < e.b[1] && west(p, e) {
			inside = !inside
		}
	}
	return inside
}

// Metres is the distance on the ground from p to the area: 0 where Contains
// holds, else metres to the nearest border (ClosestOnSegment's); +Inf when the
// area is empty.
func (a *Area) Metres(p orb.Point) float64 {
	if a.Contains(p) {
		return 0
	}
	return a.MetresToBorder(p)
}

// MetresToBorder is the distance on the ground from p, inside or out, to the
// nearest border of the area; +Inf when the area is empty.
//
// It walks from p's band up and down until the bands are farther off than the
// best border found. An edge met first in a band lies wholly beyond the band's
// near side.
func (a *Area) MetresToBorder(p orb.Point) float64 {
	best := math.Inf(1)
	if len(a.edges) == 0 || !finite(p) {
		return best
	}
	v := vantageOf(p)
	from := a.band(p[1])
	best = a.borderInBand(&v, from, best)
	for k := from + 1; k < len(a.first)-1; k++ {
		if a.bandLatitude(k)-p[1] > latitudeReach(best) {
			break
		}
		best = a.borderInBand(&v, k, best)
	}
	for k := from - 1; k >= 0; k-- {
		if p[1]-a.bandLatitude(k+1) > latitudeReach(best) {
			break
		}
		best = a.borderInBand(&v, k, best)
	}
	return best
}

// bandLatitude is the latitude at which band k begins.
func (a *Area) bandLatitude(k int) float64 { return a.bound.Min[1] + float64(k)/a.scale }

// latitudeReach is the degrees of latitude that so many metres span, and a
// margin (a tenth of a millimetre) for rounding.
func latitudeReach(metres float64) float64 {
	return metres/(EarthRadius*radians) + 1e-9
}

// borderInBand is the metres to the nearest edge of a band where it beats best.
func (a *Area) borderInBand(v *vantage, k int, best float64) float64 {
	cut := cutKey(best)
	for _, i := range a.inBand[a.first[k]:a.first[k+1]] {
		e := &a.edges[i]
		if v.key(min(e.a[0], e.b[0]), e.a[1], max(e.a[0], e.b[0]), e.b[1]) > cut {
			continue
		}
		if _, _, m := ClosestOnSegment(v.p, e.a, e.b); m < best {
			best, cut = m, cutKey(m)
		}
	}
	return best
}
