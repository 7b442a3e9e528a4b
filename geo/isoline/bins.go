package isoline

import "math"

// rootSide is how many cells each way the greatest squares have, and the bins.
const rootSide = 16

// bins hold pieces by where they are: a grid of squares of rootSide cells, on the
// mesh and as far around it as pieces lie.
type bins struct {
	west, south   int64 // of the first bin, in bins from the mesh's corner
	across, along int64
	first         []uint32 // of a bin, its first place in in; one more closes the last
	in            []uint32 // places in pieces' list
}

func newBins(m *mesh, list []piece) *bins {
	b := &bins{west: math.MaxInt64, south: math.MaxInt64}
	east, north := int64(math.MinInt64), int64(math.MinInt64)
	for i := range list {
		w, s, e, n := m.binsOf(&list[i])
		b.west, b.south, east, north = min(b.west, w), min(b.south, s), max(east, e), max(north, n)
	}
	b.across, b.along = east-b.west+1, north-b.south+1
	b.first = make([]uint32, b.across*b.along+1)
	each := func(visit func(bin int64, i int)) {
		for i := range list {
			w, s, e, n := m.binsOf(&list[i])
			for y := s; y <= n; y++ {
				for x := w; x <= e; x++ {
					visit((y-b.south)*b.across+x-b.west, i)
				}
			}
		}
	}
	each(func(bin int64, _ int) { b.first[bin+1]++ })
	for bin := range b.across * b.along {
		b.first[bin+1] += b.first[bin]
	}
	b.in = make([]uint32, b.first[len(b.first)-1])
	next := append([]uint32(nil), b.first...)
	each(func(bin int64, i int) {
		b.in[next[bin]] = uint32(i)
		next[bin]++
	})
	return b
}

// binsOf are the bins that a piece's box meets.
func (m *mesh) binsOf(p *piece) (west, south, east, north int64) {
	w, h := rootSide*m.dx, rootSide*m.dy
	return floorDiv(int64(min(p.ax, p.bx))-m.west, w), floorDiv(int64(min(p.ay, p.by))-m.south, h),
		floorDiv(int64(max(p.ax, p.bx))-m.west, w), floorDiv(int64(max(p.ay, p.by))-m.south, h)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// at is what a bin holds; nothing outside of the grid.
func (b *bins) at(x, y int64) []uint32 {
	x, y = x-b.west, y-b.south
	if x < 0 || y < 0 || x >= b.across || y >= b.along {
		return nil
	}
	bin := y*b.across + x
	return b.in[b.first[bin]:b.first[bin+1]]
}

// gatherer takes pieces from bins, each once.
type gatherer struct {
	bins  *bins
	seen  []uint32 // of each piece, the last round that took it
	round uint32
}

// gather appends to out the pieces in so many rings of bins around a bin.
func (g *gatherer) gather(x, y, rings int64, out []uint32) []uint32 {
	g.round++
	for j := y - rings; j <= y+rings; j++ {
		for i := x - rings; i <= x+rings; i++ {
			for _, k := range g.bins.at(i, j) {
				if g.seen[k] != g.round {
					g.seen[k] = g.round
					out = append(out, k)
				}
			}
		}
	}
	return out
}
