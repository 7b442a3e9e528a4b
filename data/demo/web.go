package demo

// web grows the streets of built-up places on the fine lattice: a dense and
// broken old centre, then districts of blocks of different sizes, with
// dead ends, thinning out towards an irregular edge.
type web struct {
	land *land
	net  *network
	seed noise
}

// quarter of a built-up place.
const (
	outside uint8 = iota
	suburb
	centre
)

// grow draws the streets of one place of a radius in metres.
func (w *web) grow(at int32, radius float64, people int) {
	cx, cy := fineXY(fineOf(at))
	reach := int(radius*1.3/fineStep) + 2
	for y := cy - reach; y <= cy+reach; y++ {
		for x := cx - reach; x <= cx+reach; x++ {
			here := w.quarter(x, y, cx, cy, radius, people)
			if here == outside {
				continue
			}
			if to := w.quarter(x+1, y, cx, cy, radius, people); to != outside && w.row(x, y, here) {
				w.street(x, y, 0, here, to)
			}
			if to := w.quarter(x, y+1, cx, cy, radius, people); to != outside && w.row(y, -x-1, here) {
				w.street(x, y, 2, here, to)
			}
			if here == centre {
				w.alley(x, y)
			}
		}
	}
}

// quarter tells what stands at a fine vertex.
func (w *web) quarter(x, y, cx, cy int, radius float64, people int) uint8 {
	f := fine(x, y)
	v := coarseOf(f)
	if w.land.coast[v] < 3 || w.land.mass[v] == sea || w.land.slope[v] > 0.26 || w.net.express[v] {
		return outside
	}
	far := finePoint(f).sub(finePoint(fine(cx, cy))).norm() / radius
	far /= 0.86 + mul(0.3, w.seed.fractal(x, y, 14, 2))
	switch {
	case far > 1:
		return outside
	case people > 1200 && far < 0.3:
		return centre
	}
	return suburb
}

// row tells whether the lattice line through (x, y) is a street here. A
// district of about 700 by 500 m has its own spacing; whole blocks go missing.
func (w *web) row(along, across int, q uint8) bool {
	if q == centre {
		return (w.seed+1).pick(along, across) < 0.74
	}
	i, _ := floorDiv(along, 12)
	j, _ := floorDiv(across, 9)
	h := (w.seed + 2).hash(i, j)
	spacing := 2 + int(h%5)/4
	if _, r := floorDiv(across+int(h>>8%3), spacing); r != 0 {
		// A dead end leaves a street into the middle of a block.
		_, odd := floorDiv(across, 2)
		return odd == 0 && (w.seed+3).pick(along, across) < 0.2
	}
	block, _ := floorDiv(along, 2)
	return (w.seed+4).pick(block, across) < 0.86
}

// street draws one fine step, a quieter kind in the centre.
func (w *web) street(x, y, d int, a, b uint8) {
	c := residential
	if a == centre && b == centre {
		switch p := (w.seed + 5).pick(x/3+d*1000, y/3); {
		case p < 0.10:
			c = pedestrian
		case p < 0.24:
			c = living
		}
	} else if (w.seed+6).pick(x+d*5000, y) < 0.03 {
		c = footway
	}
	w.net.put(fine(x, y), d, c)
}

// alley cuts a corner of an old centre, unless another line crosses there.
func (w *web) alley(x, y int) {
	f := fine(x, y)
	if (w.seed+7).pick(x, y) < 0.13 && w.net.at(f+1, 3) == none && w.net.at(f, 1) == none {
		w.net.put(f, 1, residential)
	}
}
