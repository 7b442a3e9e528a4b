package isoline

import "slices"

// rootSide is how many cells each way the greatest squares have, and the bins.
const rootSide = 16

// bins hold pieces by where they are: a grid of squares of rootSide cells, on the
// mesh and some bins around it.
type bins struct {
	around, across int64    // bins around the mesh, and each way in all
	first          []uint32 // of a bin, its first place in in; one more closes the last
	in             []uint32 // places in pieces' list
}

// newBins holds the pieces that lie on the mesh or no more than so many metres off.
func newBins(m *mesh, list []piece, metres float64) *bins {
	b := &bins{around: 2 + int64(metres*slack/(float64(rootSide*m.dy)*unitSize))}
	b.across = m.side/rootSide + 2*b.around
	b.first = make([]uint32, b.across*b.across+1)
	each := func(visit func(bin int64, i int)) {
		for i := range list {
			west, south, east, north := b.of(m, &list[i])
			for y := south; y <= north; y++ {
				for x := west; x <= east; x++ {
					visit(y*b.across+x, i)
				}
			}
		}
	}
	each(func(bin int64, _ int) { b.first[bin+1]++ })
	for bin := range b.across * b.across {
		b.first[bin+1] += b.first[bin]
	}
	b.in = make([]uint32, b.first[len(b.first)-1])
	next := slices.Clone(b.first)
	each(func(bin int64, i int) {
		b.in[next[bin]] = uint32(i)
		next[bin]++
	})
	return b
}

// of are the bins that a piece's box meets: none when west is beyond east or south beyond north.
func (b *bins) of(m *mesh, p *piece) (west, south, east, north int64) {
	w, h := rootSide*m.dx, rootSide*m.dy
	return max(0, floorDiv(int64(min(p.ax, p.bx))-m.west, w)+b.around),
		max(0, floorDiv(int64(min(p.ay, p.by))-m.south, h)+b.around),
		min(b.across-1, floorDiv(int64(max(p.ax, p.bx))-m.west, w)+b.around),
		min(b.across-1, floorDiv(int64(max(p.ay, p.by))-m.south, h)+b.around)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// at is what the bin of a root holds, or one around the roots; nothing farther off.
func (b *bins) at(x, y int64) []uint32 {
	x, y = x+b.around, y+b.around
	if x < 0 || y < 0 || x >= b.across || y >= b.across {
		return nil
	}
	bin := y*b.across + x
	return b.in[b.first[bin]:b.first[bin+1]]
}

// ring visits the pieces in the bins that are so many from one, some of them more than once.
func (b *bins) ring(x, y, from int64, visit func(k uint32)) {
	for j := y - from; j <= y+from; j++ {
		step := max(1, 2*from)
		if j == y-from || j == y+from {
			step = 1
		}
		for i := x - from; i <= x+from; i += step {
			for _, k := range b.at(i, j) {
				visit(k)
			}
		}
	}
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
